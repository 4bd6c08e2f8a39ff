"""Kept aside. Optimizely: a municipality's unit that writes utvärderingar, kartläggningar and uppföljningar,
never a "rapport"; a fold for each kind, "Läs mer" to a page with "Ladda ner (PDF, …)", annexes beside it; the work as
blocks of text on two pages; a calendar without end."""

import re
from itertools import groupby
from typing import Any

from tests.sites import elsewhere, national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Query, Resource, Site, Web, data, encoded

ID, NUMBER = "halleberga", 25
HOME = "/omsorg-och-hjalp/utveckling-och-kvalitet/"
LIST, CALENDAR = f"{HOME}uppfoljning-och-utvardering/", f"{HOME}kalender/"
WORK = {
    "ongoing": ("Pågående arbete", f"{HOME}pagaende-arbete/", "Uppdrag som vi arbetar med just nu."),
    "finished": ("Avslutat arbete", f"{HOME}avslutat-arbete/", "Uppdrag som är klara."),
}
OTHERS = {
    "/": "Halleberga kommun", "/barn-och-utbildning/": "Barn och utbildning", "/omsorg-och-hjalp/": "Omsorg och hjälp",
    "/bygga-bo-och-miljo/": "Bygga, bo och miljö", "/uppleva-och-gora/": "Uppleva och göra",
}  # fmt: skip


def site(web: Web) -> Site:
    """The unit's part of the municipality's web."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)

    def page(path: str, template: str, title: str, lead: str = "", **values: Any) -> str:
        around = {"path": path, "title": title, "lead": lead, "home": HOME, "base": base}
        return pages(ID).get_template(template).render(**around, **values)

    made = Host(ID, NUMBER, "none", page("", "ram", "Sidan finns inte", html="<p>Prova att söka.</p>").encode())
    for path, title in OTHERS.items():
        made.page(path, page(path, "ram", title, html="<p>Välkommen till Halleberga.</p>"))
    made.page(HOME, page(HOME, "start", "Utveckling och kvalitet"))
    kinds = [(kind, list(some)) for kind, some in groupby(rows, key=lambda row: row.kind)]
    made.page(LIST, page(LIST, "lista", "Uppföljning och utvärdering", kinds=kinds))
    for row in rows:
        folder, file = encoded(f"/contentassets/{row.guid}/"), pdf(ID, web, row)
        made.add(_file(row), file)
        annexes = row.own.get("annexes", ())
        for name in annexes:
            made.add(f"/contentassets/{row.guid}/{name}", web.document(name.removesuffix(".pdf"), "Frågor 1–12."))
        linked = [(folder + encoded(name), name.removesuffix(".pdf").replace("_", " ")) for name in annexes]
        values = {"r": row, "file": encoded(_file(row)), "size": len(file.body), "annexes": linked}
        made.page(_path(row), page(_path(row), "rapport", row.title, row.lead, **values))
    for status, (title, path, lead) in WORK.items():
        some = [
            {"title": p.title, "text": p.text, "words": p.words, "told": [r for r in rows if r.key in p.reports]}
            for p in works
            if p.status == status
        ]
        made.page(path, page(path, "pagaende", title, lead, rows=some))

    def calendar(query: Query) -> Resource:
        asked = re.fullmatch(r"(\d{4})-(\d\d)", query.get("manad", [""])[0])
        year, month = (int(asked[1]), int(asked[2])) if asked else (2026, 9)
        values = {"before": _month(year, month - 1), "after": _month(year, month + 1), "month": _month(year, month)}
        return Resource(page(CALENDAR, "kalender", "Kalender", **values).encode())

    made.handlers[CALENDAR] = calendar
    linked_to = {
        "home": HOME,
        "national": web.base(national.NUMBER) + national.PAGE,
        "sport": web.base(elsewhere.NUMBER) + elsewhere.SPORT,
    }
    for item in data(ID)["page"]:
        path = HOME + item["path"]
        made.page(path, page(path, "ram", item["title"], html=item["html"].format(**linked_to)))
        for name in item.get("files", ()):
            made.add(name, web.document(name.rpartition("/")[2].removesuffix(".pdf"), "Halleberga kommun."))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /episerver/\nDisallow: /util/\n", "text/plain"))
    facts = environment(
        ID, "Utvecklingsenheten Halleberga", base + HOME, pages=[base + HOME],
        files=[f"{base}/contentassets/", f"{base}/globalassets/"], presentation="",
        in_counties=["Västra Götalands län"], in_municipalities=["Vänersborg"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _path(row), base + _file(row)) for row in rows),
        tuple(expect_project(ID, web, row, base + WORK[row.status][1]) for row in works),
        aside=True,
        traps=(f"{base}{CALENDAR}?",),
    )


def _path(row: Report) -> str:
    return f"{LIST}{row.slug}/"


def _file(row: Report) -> str:
    return f"/contentassets/{row.guid}/{row.name}"


def _month(year: int, month: int) -> str:
    return f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}"
