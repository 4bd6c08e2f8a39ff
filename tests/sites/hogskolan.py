"""Type E: a university section that only points to its repository, another host with OAI-PMH, landing pages and files
(fou_sites.md §7; addresses as in DiVA)."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.sites import metadata
from tests.sites.environments import environment
from tests.sites.oai import Provider, Record
from tests.sites.pdfs.frame import isbn
from tests.sites.pdfs.layout import LAYOUTS
from tests.sites.pdfs.source import Study
from tests.sites.web import Host, Resource, Site, Web, data, expected_report, studies_of, templates

ID, NAME, NUMBER, REPOSITORY_NUMBER = "hogskolan-exempelstad", "Forskningsmiljön Välfärd", 4, 5
SERIES = "Skrifter från Forskningsmiljön Välfärd"
SECTION = "/forskning/forskningsmiljoer/valfard"
SET, THESES = "forskningsmiljon-valfard", "examensarbeten"
SETS = {"all-dice": "Hela DiCE", SET: "Forskningsmiljön Välfärd", THESES: "Examensarbeten"}
DELETED = 902117
SERIES_LIST = '/smash/resultList.jsf?searchType=SERIES&language=sv&aq=[[{"seriesId":"3850"}]]&noOfRows=50'
THESES_LIST = "/smash/resultList.jsf?searchType=UNDERGRADUATE&language=sv&noOfRows=50"


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication of the repository. `study` is None for what is not a report of the environment."""

    pid: int
    title: str
    subtitle: str
    authors: tuple[str, ...]
    year: int
    genre: str
    abstract: str
    keywords: tuple[str, ...]
    series: str
    number: str
    isbn: str
    changed: date
    study: Study | None = None

    @property
    def landing(self) -> str:
        """The path of the landing page."""
        return f"/smash/record.jsf?pid=diva2:{self.pid}"

    @property
    def file(self) -> str:
        """The path of the full text."""
        return f"/smash/get/diva2:{self.pid}/FULLTEXT01.pdf"


def site(web: Web) -> Site:
    """The university's host and the repository's on the running port."""
    base, store = web.base(NUMBER), web.base(REPOSITORY_NUMBER)
    entries = [*map(_entry, studies_of(ID)), *_theses()]
    found = tuple(
        expected_report(entry.study, store + entry.landing, store + entry.file) for entry in entries if entry.study
    )
    facts = environment(
        ID,
        f"{NAME}, Högskolan i Exempelstad",
        f"{base}{SECTION}",
        pages=[f"{base}{SECTION}", f"{store}/"],
        files=[f"{store}/smash/get/"],
        presentation="E",
        in_counties=["Skåne län", "Blekinge län", "Kronobergs län", "Hallands län"],
        in_municipalities=[
            "Alvesta", "Bromölla", "Halmstad", "Hässleholm", "Karlshamn", "Karlskrona", "Kristianstad", "Laholm",
            "Olofström", "Ronneby", "Sölvesborg", "Växjö", "Ystad", "Östra Göinge",
        ],
        redistribute=True,
        short_name=NAME,
        oai_pmh=f"{store}/dice/oai",
        rules={"oai_set": SET},
    )  # fmt: skip
    return Site(facts, (_university(web), _repository(web, entries)), found)


def _university(web: Web) -> Host:
    store = web.base(REPOSITORY_NUMBER)

    def render(template: str) -> str:
        links = {"section": SECTION, "series": store + SERIES_LIST, "oai": f"{store}/dice/oai", "set": SET}
        return templates("hogskolan").get_template(template).render(**links)

    made = Host("hogskolan-exempelstad", NUMBER, "both", render("saknas.html.j2").encode())
    made.page("/", render("hogskola.html.j2"))
    made.page("/utbildning", render("utbildning.html.j2"))
    made.page(SECTION, render("miljo.html.j2"))
    made.page(f"{SECTION}/om-oss", render("om.html.j2"))
    made.page(f"{SECTION}/publikationer", render("publikationer.html.j2"))
    made.page(f"{SECTION}/kontakt", render("kontakt.html.j2"))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /sok\n", "text/plain"))
    return made


def _repository(web: Web, entries: list[Entry]) -> Host:
    store = web.base(REPOSITORY_NUMBER)

    def render(template: str, **values: object) -> str:
        links = {"store": store, "series_list": SERIES_LIST, "theses_list": THESES_LIST}
        return templates("hogskolan").get_template(template).render(**links, **values)

    made = Host("dice", REPOSITORY_NUMBER, "both", render("dice_saknas.html.j2").encode())
    reports = sorted((entry for entry in entries if entry.study), key=lambda entry: -entry.year)
    theses = [entry for entry in entries if not entry.study]
    made.page("/", render("dice_start.html.j2"))
    made.page("/smash/search.jsf", render("dice_start.html.j2"))
    made.page(SERIES_LIST, render("dice_lista.html.j2", entries=reports, heading=SERIES))
    made.page(THESES_LIST, render("dice_lista.html.j2", entries=theses, heading="Studentuppsatser"))
    for entry in entries:
        made.page(entry.landing, render("dice_post.html.j2", entry=entry), entry.changed)
        if entry.study:
            made.add(entry.file, web.pdf(entry.study, entry.changed))
        else:
            thesis = f"Examensarbete, kandidatnivå, {entry.year}\n{', '.join(entry.authors)}\n\n{entry.abstract}"
            made.add(entry.file, web.document(entry.title, thesis, entry.changed))
    provider = Provider("DiCE, Högskolan i Exempelstad", f"{store}/dice/oai", SETS, [*_records(store, entries)])
    made.handlers["/dice/oai"] = provider.answer
    made.handlers["/smash/record.jsf"] = lambda query: made.resources.get(
        f"/smash/record.jsf?pid={query.get('pid', [''])[0]}"
    )
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /smash/login\n", "text/plain"))
    return made


def _entry(study: Study) -> Entry:
    layout = LAYOUTS[study.number]
    return Entry(
        pid=400000 + study.number * 12377,
        title=study.title,
        subtitle=study.subtitle,
        authors=study.authors,
        year=study.year,
        genre="report",
        abstract=study.blurb,
        keywords=study.keywords,
        series=SERIES,
        number=study.series_number,
        isbn=isbn(study) if layout.isbn else "",
        changed=max(date(study.year, 12, 1), date(2010, 3, 1) + timedelta(days=study.number)),
        study=study,
    )


def _theses() -> list[Entry]:
    return [
        Entry(
            pid=row["pid"],
            title=row["title"],
            subtitle="",
            authors=(row["author"],),
            year=row["year"],
            genre="studentThesis",
            abstract=row["abstract"],
            keywords=("socialt arbete",),
            series="",
            number="",
            isbn="",
            changed=date(row["year"], 6, 20),
        )
        for row in data(ID)["thesis"]
    ]


def _records(store: str, entries: list[Entry]) -> list[Record]:
    deleted = Record(f"oai:DiVA.org:hexs-{DELETED}", date(2015, 5, 5), ("all-dice", SET), {})
    return [deleted] + [
        Record(
            f"oai:DiVA.org:hexs-{entry.pid}",
            entry.changed,
            ("all-dice", SET if entry.study else THESES),
            {
                "swepub_mods": metadata.mods(entry, store + entry.landing, store + entry.file),
                "oai_dc": metadata.dublin_core(entry, store + entry.landing, store + entry.file),
            },
        )
        for entry in entries
    ]
