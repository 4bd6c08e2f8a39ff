"""Kept aside. SiteVision of today, a municipality's: own elements (`bs-listelement`, `bs-dragspel-panel`), reports as
link lists with type and size by area between guidelines, forms and yearly accounts; a registry number that is no report
number, a link that is not the title, three links for one report, one with a page, one linked from its study's panel
only, one from its news only, the oldest in a fold; studies as panels, one with "(avslutad)" among those going on."""

import hashlib
import json
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data, encoded

ID, NUMBER = "fou-brunnsala", 51
SECTION = "/omsorg--stod/kvalitet-och-utveckling/fou-brunnsala"
HOME, LIST, WORK, NEWS = (
    f"{SECTION}{tail}.html" for tail in ("", "/rapporter-och-studier", "/pagaende-studier", "/nytt-fran-fou")
)
AROUND = {
    "/": "Brunnsala kommun", "/barn--utbildning.html": "Barn & utbildning", "/bygga--bo.html": "Bygga & bo",
    "/omsorg--stod.html": "Omsorg & stöd", "/omsorg--stod/kvalitet-och-utveckling.html": "Kvalitet och utveckling",
    "/kommun--politik.html": "Kommun & politik", "/om-webbplatsen.html": "Om webbplatsen",
}  # fmt: skip


def site(web: Web) -> Site:
    """The municipality's section."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    menu = [
        (HOME, "FoU Brunnsala"),
        (LIST, "Rapporter och studier"),
        (WORK, "Pågående studier"),
        (NEWS, "Nytt från FoU"),
    ]
    menu += [(f"{SECTION}{item['path']}.html", item["title"]) for item in data(ID)["page"]]

    def render(path: str, template: str, title: str, **values: Any) -> str:
        around = {"path": path, "title": title, "menu": menu, "state": _state(title)}
        return pages("brunnsala").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values))

    missing = render("", "ram", "Sidan kan inte hittas", html="<p>Använd sökrutan.</p>")
    made = Host(ID, NUMBER, "modified", missing.encode())
    for path, title in AROUND.items():
        page(path, "ram", title, html=f'<p>Välkommen.</p><p><a href="{HOME}">FoU Brunnsala</a></p>')
    linked: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.file:
            file = pdf(ID, web, row)
            made.add(_file(row, row.file), file)
            linked[row.key] = {"href": encoded(_file(row, row.file)), "size": _size(len(file.body))}
        for name in row.own.get("annexes", ()):
            made.add(_file(row, name), web.document(name.removesuffix(".pdf").replace("-", " "), row.text))
        if row.how == "sida":
            linked[row.key]["page"] = _place(row)
            page(_place(row), "rapport", row.title, r=row, to=linked[row.key])
    papers = []
    for paper in data(ID)["paper"]:
        href = f"/download/18.{_node(paper['file'])}/1690000000000/{paper['file']}"
        made.add(href, web.document(paper["title"], "Brunnsala kommun."))
        papers.append({**paper, "href": encoded(href)})
    values = {"linked": linked, "papers": papers, "national": web.base(national.NUMBER) + national.PAGE}
    page(HOME, "start", "FoU Brunnsala", works=works[:2], work=WORK, listing=LIST)
    page(LIST, "rapporter", "Rapporter och studier", rows=rows, areas=data(ID)["unit"]["areas"], **values)
    told = [(work, [row for row in rows if row.key in work.reports]) for work in works]
    page(WORK, "studier", "Pågående studier", works=told, listing=LIST, **values)
    items = data(ID)["news"]
    page(NEWS, "nytt", "Nytt från FoU", items=[(_news(item["slug"]), item) for item in items])
    for item in items:
        named = next((row for row in rows if row.key == item.get("report")), None)
        html = item["html"].format(listing=LIST, work=WORK, national=values["national"])
        page(_news(item["slug"]), "nyhet", item["title"], n=item, html=html, r=named, **values)
    for item in data(ID)["page"]:
        path = f"{SECTION}{item['path']}.html"
        page(path, "dokument", item["title"], html=item["html"], papers=[p for p in papers if p["on"] == item["path"]])
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /rest-api/\nDisallow: /4.*/sok\n", "text/plain"))
    facts = environment(
        ID, "FoU Brunnsala", base + HOME, pages=[base + SECTION], files=[f"{base}/download/"], presentation="",
        in_counties=["Västmanlands län"], in_municipalities=["Sala"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(
            expect(ID, web, row, base + _place(row), base + _file(row, row.file) if row.file else "") for row in rows
        ),
        tuple(expect_project(ID, web, work, base + WORK) for work in works),
        aside=True,
    )


def _place(row: Report) -> str:
    """The page that the report stands on."""
    match row.how:
        case "sida":
            return f"{SECTION}/rapporter-och-studier/{row.slug}.html"
        case "panel":
            return WORK
        case "nyhet":
            return _news(row.slug)
    return LIST


def _news(slug: str) -> str:
    return f"{SECTION}/nytt-fran-fou/{slug}.html"


def _node(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _file(row: Report, name: str) -> str:
    stamp = 1_420_000_000_000 + max((row.year or 2015) - 2015, 0) * 31_500_000_000
    return f"/download/18.{_node(row.key)}/{stamp}/{name}"


def _size(size: int) -> str:
    """1.1 MB or 191 kB, as the system writes it."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.1f} kB"


def _state(title: str) -> str:
    """What the page hands to its elements' script."""
    return json.dumps({"rubrik": title, "sprak": "sv", "arInloggad": False}, ensure_ascii=False)
