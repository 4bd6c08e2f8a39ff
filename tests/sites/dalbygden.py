"""Pages made by hand in the nineties: frames, ISO-8859-1 told by the page alone, `<base href>`, open table cells,
mixed-case paths, sessions in links, files behind an address without an extension. After a year robots.txt forbids all.
"""

import itertools
import re
from pathlib import PurePosixPath
from typing import Any

from tests.sites import elsewhere, national
from tests.sites.environments import environment
from tests.sites.pdfs.frame import author_lines
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Query, Resource, Site, Web

ID, NUMBER = "fou-dalbygden", 12
LIST, NEWER, PROJECTS = "/Rapporter/Lista.htm", "/Rapporter/nyare.asp", "/Projekt/Aktuella.htm"
TYPES = ("application/octet-stream", "application/pdf", "application/x-pdf")


def site(web: Web) -> Site:
    """The site in the web's state."""
    base = web.base(NUMBER)
    rows = reports(ID, web)
    old, newer = [row for row in rows if "page" not in row.own], [row for row in rows if "page" in row.own]
    sessions = itertools.count(31415)

    def render(template: str, **values: object) -> str:
        return pages("dalbygden").get_template(template).render(base=base, **values)

    def page(path: str, html: str) -> None:
        made.add(path, _page(html))

    made = Host(ID, NUMBER, "none", b"<HTML><BODY><H1>404 Object Not Found</H1></BODY></HTML>", ignore_case=True)
    page("/", render("ram"))
    page("/Meny.htm", render("meny"))
    page("/Start.htm", render("start"))
    page(LIST, render("lista", rows=[_shown(row, row.file.removeprefix("/Rapporter/")) for row in old]))
    listed = [_shown(row, str(PurePosixPath(row.page).name)) for row in newer]

    def list_newer(query: Query) -> Resource:
        given = query.get("SID", [""])[0]
        sid = given if re.fullmatch(r"\w+", given) else f"A{next(sessions)}"
        return _page(render("nyare", rows=listed, sid=sid))

    made.handlers[NEWER.lower()] = list_newer
    for row in newer:
        page(row.page, render("rapport", r=_shown(row, ""), file=".." + row.file.replace(" ", "%20")))
    for number, row in enumerate(rows):
        file = pdf(ID, web, row)
        made.add(row.file, Resource(file.body, TYPES[number % 3] if "visa.asp" in row.file else file.content_type))
    page(PROJECTS, render("projekt", rows=projects(ID, web)))
    page("/Ovrigt/Personal.htm", render("sida", title="Personal", html="<UL><LI>Föreståndare<LI>Utredare</UL>"))
    links = [
        (web.base(national.NUMBER) + national.PAGE, "Exempelmyndighetens rapporter"),
        (web.base(elsewhere.NUMBER) + elsewhere.SPORT, "FoU-rapport 2017:1 från Exempelidrotten"),
    ]
    html = "".join(f'<LI><A HREF="{address}">{text}</A>' for address, text in links)
    page("/Ovrigt/Lankar.htm", render("sida", title="Länkar", html=f"<UL>{html}</UL>"))
    form = "<FORM ACTION=/cgi-bin/formmail.exe METHOD=POST>Rapport nr: <INPUT NAME=nr><INPUT TYPE=SUBMIT></FORM>"
    page("/Ovrigt/Bestall.htm", render("sida", title="Beställ rapporter", html=form))
    closed = web.since("year")
    robots = b"User-agent: *\r\nDisallow: /\r\n" if closed else b"User-agent: *\r\nDisallow: /cgi-bin/\r\n"
    made.add("/robots.txt", Resource(robots, "text/plain"))
    facts = environment(
        ID, "FoU-enheten i Dalbygden", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Västra Götalands län", "Värmlands län"],
        in_municipalities=["Bengtsfors", "Dals-Ed", "Säffle", "Årjäng"],
    )  # fmt: skip
    if closed:
        return Site(facts, (made,), (), outcome="not permitted", forbidden=(f"{base}/",))
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + row.own.get("page", LIST), base + row.file) for row in rows),
        tuple(expect_project(ID, web, row, base + PROJECTS) for row in projects(ID, web)),
        forbidden=(f"{base}/cgi-bin/",),
    )


def _page(html: str) -> Resource:
    return Resource(html.encode("iso-8859-1", "xmlcharrefreplace"), "text/html")


def _shown(row: Report, href: str) -> dict[str, Any]:
    return {
        "no": row.no, "year": row.year, "title": row.title, "subtitle": row.subtitle, "text": row.text,
        "series_line": row.series_line, "turned": author_lines(row.authors, "reversed"), "href": href,
    }  # fmt: skip
