"""Kept aside. ASP.NET web forms: a federation's pages, the reports in folds that a postback opens, a file as
`Fil.ashx?dokid=` behind an image or "Hämta PDF" among minutes and policies of the same address; a yearly report with an
annex, one linked from the start page, one only in the archive; the work as headings and text by area, mixed."""

from itertools import groupby
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data

ID, NUMBER = "fou-vattudalen", 32
LIST, ARCHIVE, WORK = "/FoU/Rapporter.aspx", "/FoU/Arkiv.aspx", "/FoU/Pa-gang.aspx"
ARCHIVED = 2011


def site(web: Web) -> Site:
    """The federation's site."""
    base, works = web.base(NUMBER), projects(ID, web)
    rows = sorted(reports(ID, web), key=lambda row: -(row.year or 0))

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(template, title, path, **values))

    def render(template: str, title: str, path: str, **values: Any) -> str:
        return pages("vattudalen").get_template(template).render(title=title, path=path, **values)

    missing = render("ram", "Server Error in '/' Application.", "", html="<p>The resource cannot be found.</p>")
    made = Host(ID, NUMBER, "none", missing.encode(), ignore_case=True)
    for path in ("/", "/Default.aspx"):
        page(path, "start", "Kommunförbundet Vattudalen", r=rows[0], file=_file(rows[0]))
    page("/Upphandling.aspx", "ram", "Upphandling", html="<p>Pågående: livsmedel, kontorsmöbler.</p>")
    page("/FoU/Default.aspx", "fou", "FoU Vattudalen")
    shown = [(row, _file(row)) for row in rows]
    years = groupby((pair for pair in shown if pair[0].year >= ARCHIVED), key=lambda pair: pair[0].year)
    page(LIST, "rapporter", "FoU-rapporter", years=[(year, list(some)) for year, some in years])
    page(ARCHIVE, "arkiv", "Äldre rapporter", rows=[pair for pair in shown if pair[0].year < ARCHIVED])
    for row in rows:
        made.add(_file(row), pdf(ID, web, row))
        if "annex" in row.own:
            made.add(f"/Handlers/Fil.ashx?dokid={row.annex}", web.document("Bilaga: tabeller", "Tabell 1–16."))
    areas = [(area, list(some)) for area, some in groupby(works, key=lambda work: work.area)]
    page(WORK, "pagang", "På gång och avslutat", areas=areas)
    for item in data(ID)["page"]:
        html = item["html"].format(national=web.base(national.NUMBER) + national.PAGE)
        page(item["path"], "ram", item["title"], html=html)
        for number, title in item.get("files", {}).items():
            made.add(f"/Handlers/Fil.ashx?dokid={number}", web.document(title, "Kommunförbundet Vattudalen."))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /App_Themes/\nDisallow: /Admin/\n", "text/plain"))
    facts = environment(
        ID, "FoU Vattudalen", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Jämtlands län"], in_municipalities=["Krokom", "Ragunda", "Strömsund"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _page(row), base + _file(row)) for row in rows),
        tuple(expect_project(ID, web, row, base + WORK) for row in works),
        aside=True,
    )


def _page(row: Report) -> str:
    return ARCHIVE if (row.year or 0) < ARCHIVED else LIST


def _file(row: Report) -> str:
    return f"/Handlers/Fil.ashx?dokid={row.doc}"
