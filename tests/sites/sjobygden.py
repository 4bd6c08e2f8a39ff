"""Type B: project pages that carry the reports (fou_sites.md §2 FoU i Sörmland): lists of ongoing and finished
projects, a block PROJEKTDETALJER, mixed-case paths, a second address of the whole site, files without an extension."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tests.sites.environments import environment
from tests.sites.pdfs.source import Study
from tests.sites.web import (
    ExpectedProject,
    Host,
    Resource,
    Site,
    Web,
    data,
    expected_report,
    kilobytes,
    listed,
    studies_of,
    templates,
)

ID, NAME, NUMBER, SECOND_NUMBER = "fou-sjobygden", "FoU Sjöbygden", 2, 6
ONGOING, FINISHED = "/Vi-jobbar-med/Pagaende-projekt/", "/Vi-jobbar-med/Avslutade-projekt/"


@dataclass(frozen=True, slots=True)
class Project:
    """A project page. `reports` are the numbers of its studies with the words that stand before the file link."""

    slug: str
    name: str
    status: Literal["ongoing", "finished"]
    kind: str
    period: str
    contact: str
    lead: str
    story: str
    reports: Sequence[int] = ()

    @property
    def path(self) -> str:
        """The page's path."""
        return f"/Projekt/{self.slug}/"


@dataclass(frozen=True, slots=True)
class File:
    """Where a report lies, what the link to it says, and how the authors are told."""

    path: str
    link: str
    authors: str


FILES = {row["study"]: File(row["path"], row["link"], row["authors"]) for row in data(ID)["file"]}
PROJECTS = tuple(Project(**row) for row in data(ID)["project"])


def site(web: Web) -> Site:
    """Both addresses of the site on the running port."""
    base, second = web.base(NUMBER), web.base(SECOND_NUMBER)
    studies = {study.number: study for study in studies_of(ID)}
    hosts = [_host(ID, NUMBER, web, studies), _host(f"{ID}-utan-www", SECOND_NUMBER, web, studies)]
    for number, file in FILES.items():
        hosts[0].add(file.path, web.pdf(studies[number], date(studies[number].year, 9, 15)))
        hosts[1].add(file.path, Resource(b"", status=301, headers=(("Location", base + _quoted(file.path)),)))
    reports = tuple(
        expected_report(studies[number], base + project.path, base + FILES[number].path)
        for project in PROJECTS
        for number in project.reports
    )
    projects = tuple(
        ExpectedProject(
            ID, project.name, project.status, project.period, base + project.path,
            tuple(studies[number].slug for number in project.reports),
        )
        for project in PROJECTS
    )  # fmt: skip
    facts = environment(
        ID,
        NAME,
        f"{base}/",
        pages=[f"{base}/", f"{second}/"],
        presentation="B",
        in_counties=["Södermanlands län"],
        in_municipalities=[
            "Arboga", "Enköping", "Eskilstuna", "Flen", "Gnesta", "Katrineholm", "Köping", "Nyköping", "Oxelösund",
            "Strängnäs", "Trosa", "Vingåker",
        ],
    )  # fmt: skip
    return Site(facts, tuple(hosts), reports, projects)


def _host(name: str, number: int, web: Web, studies: dict[int, Study]) -> Host:
    """One address of the site: the same pages, with links within the address and the first one named as canonical."""
    first, base = web.base(NUMBER), web.base(number)

    def render(template: str, path: str, **values: object) -> str:
        around = {"base": base, "canonical": first + path, "second": web.base(SECOND_NUMBER), "path": path}
        return templates("sjobygden").get_template(template).render(**around, **values)

    made = Host(name, number, "modified", render("saknas.html.j2", "/saknas/").encode(), ignore_case=True)
    made.page("/", render("start.html.j2", "/", ongoing=[p for p in PROJECTS if p.status == "ongoing"]))
    for path, template in (
        ("/Om-oss/", "om.html.j2"),
        ("/Kontakt/", "kontakt.html.j2"),
        ("/Vi-jobbar-med/", "jobbar.html.j2"),
        ("/Nyheter/", "nyheter.html.j2"),
        ("/Om-oss/Vad-ar-forskning/", "forskning.html.j2"),
    ):
        made.page(path, render(template, path))
    for path, title, status in (
        (ONGOING, "Pågående projekt", "ongoing"),
        (FINISHED, "Avslutade projekt", "finished"),
    ):
        rows = [project for project in PROJECTS if project.status == status]
        made.page(path, render("lista.html.j2", path, title=title, projects=rows))
    for project in PROJECTS:
        reports = [
            {
                "study": studies[n],
                "file": FILES[n].path,
                "link": FILES[n].link.format(size=kilobytes(web.size(studies[n]))),
                "authors": FILES[n].authors.format(names=listed(studies[n].authors)),
            }
            for n in project.reports
        ]
        changed = date(max((studies[n].year for n in project.reports), default=2026), 11, 2)
        made.page(project.path, render("projekt.html.j2", project.path, project=project, reports=reports), changed)
    for row in data(ID)["document"]:
        made.add(row["file"], web.document(row["title"], row["text"]))
    made.add("/robots.txt", Resource(b"User-agent: *\r\nDisallow: /Sok/\r\n", "text/plain"))
    return made


def _quoted(path: str) -> str:
    return path.replace(" ", "%20")
