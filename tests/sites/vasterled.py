"""Type D: a section of a region's SiteVision site: one page with many reports in an accordion, one with all ongoing
work, and an old ISO-8859-1 page with a table (fou_sites.md §2 FoU i Väst, Örebro, Blekinge)."""

from dataclasses import dataclass
from datetime import date

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.pdfs.source import Study
from tests.sites.web import (
    ExpectedProject,
    Host,
    Site,
    Web,
    data,
    expected_report,
    kilobytes,
    listed,
    studies_of,
    templates,
)

ID, NAME, NUMBER = "fou-vasterled", "FoU i Västerled", 3
SECTION = "/fouivasterled"
START = f"{SECTION}.4.2f1c07a918d0b3e4c5d1a2.html"
PUBLICATIONS = f"{SECTION}/publikationer.4.5f3a1b2c18d4e5f6a7b8.html"
OLDER = f"{SECTION}/publikationer/aldrerapporter.4.5f3a1b2c18d4e5f6a7c1.html"
ONGOING = f"{SECTION}/pagaendearbete.5.71c2d3e418d5f6a7b8c9.html"
ABOUT = f"{SECTION}/omoss.4.2f1c07a918d0b3e4c5d1b7.html"
CONTACT = f"{SECTION}/kontakt.4.2f1c07a918d0b3e4c5d1c9.html"
NEWS = f"{SECTION}/nyheter/nyheter/2023-05-31-nyarbetsrapportomspelompengar.5.3a2b1c0d18f1e2d3c4b5.html"
PLAN, MINUTES = (row["file"] for row in data("fou-vasterled")["document"])


@dataclass(frozen=True, slots=True)
class Item:
    """One report in the accordion: the id that opens it, its file, and the words about authors and number."""

    id: int
    file: str
    words: str
    heading: str = "{title}"


ITEMS = {row["study"]: Item(**{k: v for k, v in row.items() if k != "study"}) for row in data(ID)["item"]}
OLD_FILES: dict[int, str] = {row["study"]: row["file"] for row in data(ID)["old"]}


def site(web: Web) -> Site:
    """The region's host on the running port; only the section belongs to the environment."""
    base = web.base(NUMBER)
    studies = {study.number: study for study in studies_of(ID)}
    paths = {
        "START": START, "PUBLICATIONS": PUBLICATIONS, "OLDER": OLDER, "ONGOING": ONGOING, "ABOUT": ABOUT,
        "CONTACT": CONTACT, "NEWS": NEWS, "PLAN": PLAN, "MINUTES": MINUTES,
    }  # fmt: skip

    def render(template: str, **values: object) -> str:
        return templates("vasterled").get_template(template).render(**paths, **values)

    made = Host(ID, NUMBER, "none", render("saknas.html.j2").encode())
    items = [_item(web, studies[number], item) for number, item in ITEMS.items()]
    made.page("/", render("region.html.j2"))
    made.page("/kollektivtrafik.4.1a2b3c4d.html", render("kollektivtrafik.html.j2"))
    made.page(START, render("start.html.j2"))
    made.page(PUBLICATIONS, render("publikationer.html.j2", items=items))
    made.page(ONGOING, render("pagaende.html.j2", items=data(ID)["ongoing"]))
    made.page(ABOUT, render("om.html.j2", national=web.base(national.NUMBER) + national.PAGE))
    made.page(CONTACT, render("kontakt.html.j2"))
    made.page(NEWS, render("nyhet.html.j2", item=ITEMS[30].id))
    old = [(studies[number], OLD_FILES[number]) for number in OLD_FILES]
    made.page(OLDER, render("aldre.html.j2", rows=old), encoding="iso-8859-1")
    for number, path in {**{n: item.file for n, item in ITEMS.items()}, **OLD_FILES}.items():
        made.add(path, web.pdf(studies[number], date(studies[number].year, 10, 1)))
    for row in data(ID)["document"]:
        made.add(row["file"], web.document(row["title"], row["text"]))
    reports = [expected_report(studies[n], base + PUBLICATIONS, base + item.file) for n, item in ITEMS.items()]
    reports += [expected_report(studies[n], base + OLDER, base + file) for n, file in OLD_FILES.items()]
    projects = tuple(
        ExpectedProject(ID, row["heading"], "ongoing", row.get("period", ""), base + ONGOING)
        for row in data(ID)["ongoing"]
    )
    facts = environment(
        ID,
        NAME,
        base + START,
        pages=[f"{base}{SECTION}"],
        files=[f"{base}/download/"],
        presentation="D",
        in_counties=["Västra Götalands län"],
        in_municipalities=[
            "Ale", "Bengtsfors", "Falköping", "Kungälv", "Lerum", "Lidköping", "Mellerud", "Skövde", "Trollhättan",
            "Uddevalla",
        ],
    )  # fmt: skip
    return Site(facts, (made,), tuple(sorted(reports, key=lambda row: row.year)), projects)


def _item(web: Web, study: Study, item: Item) -> dict[str, object]:
    names = listed(study.authors)
    return {
        "id": item.id,
        "heading": item.heading.format(title=study.title, number=study.series_number),
        "subtitle": study.subtitle,
        "blurb": study.blurb,
        "words": item.words.format(names=names, number=study.series_number),
        "file": item.file,
        "link": item.file.rsplit("/", 1)[1].removesuffix(".pdf"),
        "size": kilobytes(web.size(study)).replace(",", "."),
    }
