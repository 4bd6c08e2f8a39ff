"""Kept aside. Optimizely: the unit of a federation of municipalities. Skrifter as blocks with a page each, facts in the
side column; files without suffix under `/contentassets/`, some behind `/link/<guid>.aspx` that sends on, older under
`/globalassets/`; a part report on its project's page only, the oldest as references, one without file; projects in one
list by `?p=`, their status and time only in the side column."""

import hashlib
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Query, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-sjoharje", 41, 4
HOME = "/sv/verksamheter/fou/"
LIST, OLD, WORK = f"{HOME}publikationer/", f"{HOME}publikationer/aldre-skrifter/", f"{HOME}projekt/"
AROUND = {
    "/": "Sjöharje kommunförbund", "/sv/": "Sjöharje kommunförbund", "/sv/raddningstjanst/": "Räddningstjänst",
    "/sv/gymnasium/": "Gymnasium", "/sv/om-forbundet/": "Om förbundet", "/sv/om-kakor/": "Om kakor",
}  # fmt: skip


def site(web: Web) -> Site:
    """The federation's section."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    linked = {"home": HOME, "national": web.base(national.NUMBER) + national.PAGE}
    menu = [("publikationer/", "Publikationer"), ("projekt/", "Projekt")]
    menu += [(item["path"], item["title"]) for item in data(ID)["page"] if item["path"].count("/") == 1]

    def render(path: str, template: str, title: str, **values: Any) -> str:
        around = {"path": path, "title": title, "base": base, "home": HOME, "menu": menu}
        return pages("sjoharje").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values))

    made = Host(ID, NUMBER, "none", render("", "ram", "Sidan kan inte visas", html="<p>Prova sökningen.</p>").encode())
    for path, title in AROUND.items():
        page(path, "ram", title, html=f'<p>Tre kommuner i samverkan.</p><p><a href="{HOME}">FoU</a></p>')
    page(HOME, "ram", "FoU Sjöharje", html="<p class='preamble'>Vi gör forskning användbar i tre kommuner.</p>")
    for row in rows:
        if row.file:
            made.add(_file(row), pdf(ID, web, row))
        if row.how == "link":
            made.send_on(_href(row), _file(row), 302)
        if "slug" in row.own:
            page(_place(row), "publikation", row.title, r=row, href=_href(row))
    page(LIST, "publikationer", "Publikationer", rows=[row for row in rows if "slug" in row.own])
    page(OLD, "aldre", "Äldre skrifter", rows=[row for row in rows if row.own.get("on") == "aldre"])
    last = -(-len(works) // A_PAGE)

    def listing(query: Query) -> Resource:
        asked = query.get("p", ["1"])[0]
        number = min(max(int(asked), 1), last) if asked.isdecimal() else 1
        values = {"rows": works[(number - 1) * A_PAGE : number * A_PAGE], "number": number, "last": last}
        return Resource(render(WORK, "projekt", "Projekt", **values).encode())

    made.handlers[WORK] = listing
    for work in works:
        told = [row for row in rows if row.key in work.reports]
        inline = [(row, _href(row)) for row in told if "slug" not in row.own]
        values = {"p": work, "inline": inline, "told": [row for row in told if "slug" in row.own]}
        page(f"{WORK}{work.slug}/", "ett", work.title, **values)
    for item in data(ID)["page"]:
        page(HOME + item["path"], "ram", item["title"], html=item["html"].format(**linked))
        for name, title in item.get("files", {}).items():
            made.add(name, web.document(title, "Sjöharje kommunförbund."))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /episerver/\nDisallow: /sv/sok/\n", "text/plain"))
    facts = environment(
        ID, "FoU Sjöharje", base + HOME, pages=[base + HOME],
        files=[f"{base}/contentassets/", f"{base}/globalassets/", f"{base}/link/"], presentation="",
        in_counties=["Värmlands län"], in_municipalities=["Filipstad", "Hagfors", "Storfors"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _place(row), base + _file(row) if row.file else "") for row in rows),
        tuple(expect_project(ID, web, work, f"{base}{WORK}{work.slug}/") for work in works),
        aside=True,
    )


def _place(row: Report) -> str:
    """The page that the report stands on."""
    if "slug" in row.own:
        return f"{LIST}{row.slug}/"
    return OLD if row.on == "aldre" else f"{WORK}{row.on}/"


def _file(row: Report) -> str:
    return row.file if row.file.startswith("/") else f"/contentassets/{_hash(row.key)}/{row.file}"


def _href(row: Report) -> str:
    """What a page links to."""
    return f"/link/{_hash(row.key + row.file)}.aspx" if row.how == "link" else _file(row) if row.file else ""


def _hash(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
