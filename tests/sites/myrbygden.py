"""Kept aside. By hand, 1999: frames, capitals and open tags in ISO-8859-1; arbetsrapporter and studier as rows of two
tables whose link is "till rapporten »" and whose file is `getfile.asp?id=`; one study is a page, one report is out of
print; the work as rows of a third table."""

from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web

ID, NUMBER = "fou-myrbygden", 27
LATIN = "iso-8859-1"
LISTS = {
    "arbets": ("Arbetsrapporter", "/rapporter/ARBETSR.HTM", "Enhetens arbetsrapporter sedan starten."),
    "studier": ("Studier", "/rapporter/STUDIER.HTM", "Något större undersökningar."),
}
WORK = "/VERKSAMH.HTM"
MINUTES, PLAN, LEAFLET = "/cgi/getfile.asp?id=90", "/cgi/getfile.asp?id=91", "/cgi/getfile.asp?id=92"
OTHERS = {
    "/START.HTM": (
        "Välkommen till FoU-enheten",
        "<P>Vi bedriver forskning och utveckling i socialtjänsten i fem inlandskommuner."
        '<P><IMG SRC="/bilder/ny.gif" ALT="Nytt!"> Ny studie: Nattpatrullens loggbok, se under Studier.',
    ),
    "/PROTOKOLL.HTM": (
        "Styrgruppen",
        f'<UL><LI><A HREF="{MINUTES}">Rapport från styrgruppens möte 4 maj</A><LI><A HREF="{PLAN}">Verksamhetsplan</A>'
        f'<LI><A HREF="{LEAFLET}">Beställningsblankett</A></UL>',
    ),
    "/ENGLISH.HTM": (
        "The R&D unit",
        "<P>The unit does research and development in the social services of five municipalities.",
    ),
}


def site(web: Web) -> Site:
    """The unit's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        html = pages("myrbygden").get_template(template).render(title=title, **values)
        made.page(path, html, encoding=LATIN)

    made = Host(ID, NUMBER, "modified", b"<HTML><TITLE>404</TITLE><H1>HTTP 404 Not Found</H1></HTML>", ignore_case=True)
    page("/", "ramar", "")
    page("/MENY.HTM", "meny", "")
    for path, (title, html) in OTHERS.items():
        page(path, "sida", title, html=html)
    link = web.base(national.NUMBER) + national.PAGE
    page("/LANKAR.HTM", "sida", "Länkar", html=f'<UL><LI><A HREF="{link}">Exempelmyndighetens rapporter</A></UL>')
    made.add(MINUTES, web.document("Rapport från styrgruppens möte", "Närvarande: nio ledamöter. Nästa möte i juni."))
    made.add(PLAN, web.document("Verksamhetsplan", "Mål och medel för det kommande året."))
    made.add(LEAFLET, web.document("Beställningsblankett", "Namn, adress, antal."))
    for group, (title, path, lead) in LISTS.items():
        shown = [(row, row.own.get("page", "") or _file(row)) for row in rows if row.group == group]
        page(path, "lista", title, rows=shown, lead=lead)
    for row in rows:
        if row.id:
            made.add(_file(row), pdf(ID, web, row))
        if "page" in row.own:
            page(row.page, "text", row.title, r=row)
    page(WORK, "arbete", "Vad vi håller på med", rows=works)
    facts = environment(
        ID, "FoU-enheten Myrbygden", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Västerbottens län"], in_municipalities=["Lycksele", "Malå", "Storuman"],
    )  # fmt: skip
    made.add("/robots.txt", Resource(b"User-agent: *\r\nDisallow: /bilder/\r\n", "text/plain"))
    return Site(
        facts,
        (made,),
        tuple(
            expect(
                ID, web, row, base + (row.own.get("page") or LISTS[row.group][1]), base + _file(row) if row.id else ""
            )
            for row in rows
        ),
        tuple(expect_project(ID, web, row, base + WORK) for row in works),
        aside=True,
    )


def _file(row: Report) -> str:
    return f"/cgi/getfile.asp?id={row.id}" if row.id else ""
