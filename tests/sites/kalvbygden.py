"""Kept aside. By hand in FrontPage, 1997, its last change in 2012: nested frames, an image map as menu, comic type and
nested tables in ISO-8859-1, mixed case on a host that minds it; a report's link is its bare number, files have names
with spaces; one report is a page in a folder of its own, one is sold out; projects as terms of two definition lists."""

from itertools import groupby
from typing import Any
from urllib.parse import quote

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Site, Web, data

ID, NUMBER = "fou-kalvbygden", 39
LATIN = "iso-8859-1"
HOME, LIST, WORK = "/FoU/", "/FoU/Rapporter/Rapporter.htm", "/FoU/Projekt/Projekt.htm"
GROUPS = (("pagar", "Pågående projekt", "ongoing"), ("klara", "Avslutade projekt", "finished"))
WELCOME = (
    "<P>Välkommen till Kalvbygdens FoU-enhet! Här hittar Du våra <A HREF='Rapporter/Rapporter.htm'>rapporter</A> och "
    "våra <A HREF='Projekt/Projekt.htm'>projekt</A>.<P>Du är besökare nr <IMG SRC='/cgi-bin/Count.cgi' ALT='04711'>"
)


def site(web: Web) -> Site:
    """The unit's folder on a host of its own."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        up = "../" * path.removeprefix(HOME).count("/")
        html = pages("kalvbygden").get_template(template).render(title=title, up=up, **values)
        made.page(path, html, encoding=LATIN)

    made = Host(ID, NUMBER, "modified", b"<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD><H1>Not Found</H1></HTML>")
    made.send_on("/", HOME, 302)
    page(HOME, "ramar", "")
    page(f"{HOME}Topp.htm", "topp", "")
    page(f"{HOME}Meny.htm", "meny", "")
    page(f"{HOME}Main.htm", "sida", "Välkommen!", html=WELCOME)
    link = web.base(national.NUMBER) + national.PAGE
    links = f'<UL><LI><A HREF="{link}" TARGET="_top">Exempelmyndighetens rapporter</A></UL>'
    page(f"{HOME}Lankar.htm", "sida", "Länkar", html=links)
    for item in data(ID)["page"]:
        page(HOME + item["path"], "sida", item["title"], html=item["html"])
        for name, title in item.get("files", {}).items():
            made.add(HOME + name, web.document(title, "Kalvbygdens FoU-enhet."))
    for row in rows:
        if row.file:
            made.add(_file(row), pdf(ID, web, row))
        if "page" in row.own:
            page(HOME + row.page, "webb", row.title, r=row)
    newest = sorted(rows, key=lambda row: -int(row.no))
    shown = [(row, quote((row.file or row.own.get("page", "")).removeprefix("Rapporter/"))) for row in newest]
    years = [(year, list(some)) for year, some in groupby(shown, key=lambda pair: pair[0].year)]
    page(LIST, "lista", "Rapporter", years=years)
    groups = [
        (name, head, [(p, [r for r in rows if r.key in p.reports]) for p in works if p.status == status])
        for name, head, status in GROUPS
    ]
    page(WORK, "projekt", "Projekt", groups=groups)
    facts = environment(
        ID, "Kalvbygdens FoU-enhet", base + HOME, pages=[base + HOME], presentation="",
        in_counties=["Kalmar län"], in_municipalities=["Hultsfred", "Högsby", "Vimmerby"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(
            expect(
                ID, web, row, base + (HOME + row.page if "page" in row.own else LIST),
                base + _file(row) if row.file else "",
            )
            for row in rows
        ),
        tuple(expect_project(ID, web, one, base + WORK) for one in works),
        aside=True,
    )  # fmt: skip


def _file(row: Report) -> str:
    return HOME + row.file
