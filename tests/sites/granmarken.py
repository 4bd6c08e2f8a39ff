"""Kept aside. SiteVision: the unit is one section of a region's web; pages end in `.4.<id>.html`; its reports stand as
paragraphs on pages by area, between the area's guidelines and what is national, without pages of their own; one is a
page alone; the oldest are rows of a table, one of them without file; the work is called utvecklingsarbete."""

import hashlib
import re
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data, encoded

ID, NUMBER = "fou-granmarken", 38
SECTION, OLD = "/samverkan/fou-valfard", "aldre-rapporter"
AROUND = {
    "/": "Region Granmarken", "/vard-och-halsa.4.1b.html": "Vård och hälsa", "/samverkan.4.2c.html": "Samverkan",
    "/kultur-och-natur.4.3d.html": "Kultur och natur", "/om-regionen.4.4e.html": "Om regionen",
    "/om-kakor.4.5f.html": "Om kakor", "/lediga-jobb.4.6a.html": "Lediga jobb",
}  # fmt: skip
YEAR = 31_556_952_000
"""Milliseconds."""
GROUPS = (("Pågår just nu", "ongoing"), ("Genomfört", "finished"))


def site(web: Web) -> Site:
    """The region's section."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    areas = data(ID)["area"]
    home, listing, work = _path(""), _path("/rapporter"), _path("/utvecklingsarbete")
    menu = [(home, "FoU Välfärd"), (listing, "Rapporter"), (work, "Utvecklingsarbete")]
    menu += [(_path(f"/{p['path']}"), p["title"]) for p in data(ID)["page"] if "/" not in p["path"]]

    def render(path: str, template: str, title: str, **values: Any) -> str:
        return pages("granmarken").get_template(template).render(path=path, title=title, menu=menu, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values))

    made = Host(ID, NUMBER, "modified", render("", "ram", "Sidan finns inte längre", html="<p>404</p>").encode())
    for path, title in AROUND.items():
        page(path, "ram", title, html=f'<p>Region Granmarken.</p><p><a href="{home}">FoU Välfärd</a></p>')
    lead = "<p class='ingress'>Vi utvecklar kunskap i socialtjänst och hälso- och sjukvård.</p>"
    page(home, "ram", "FoU Välfärd Granmarken", html=lead)
    links = "".join(f"<li><a href='{_area(area['path'])}'>{area['title']}</a></li>" for area in areas)
    old = f"<p><a href='{_area(OLD)}'>Rapporter före 2013</a></p>"
    page(listing, "ram", "Rapporter", html=f"<p>Välj det område du är intresserad av.</p><ul>{links}</ul>{old}")

    shown: dict[str, list[tuple[Report, str, int]]] = {}
    for row in rows:
        size = 0
        if "name" in row.own:
            file = pdf(ID, web, row)
            made.add(_file(row, row.name), file)
            size = len(file.body)
        for name in row.own.get("annexes", ()):
            made.add(_file(row, name), web.document(name.removesuffix(".pdf"), f"Bilaga till {row.title}."))
        if row.own.get("web"):
            page(_place(row), "webb", row.title, r=row)
        shown.setdefault(row.area, []).append((row, _link(row), size))
    for area in areas:
        rules = [(f"/download/18.9c4d/1700000000000/{_plain(name)}.pdf", name) for name in area["rules"]]
        for href, name in rules:
            made.add(href, web.document(name, "Gäller för kommunerna och Region Granmarken."))
        values = {"lead": area["lead"], "area": area, "rules": rules, "national": _national(web)}
        page(_area(area["path"]), "omrade", area["title"], rows=shown[area["path"]], **values)
    page(_area(OLD), "gamla", "Rapporter före 2013", rows=shown[OLD])

    groups = [(head, [(_work(p.slug), p) for p in works if p.status == status]) for head, status in GROUPS]
    page(work, "arbete", "Utvecklingsarbete", groups=groups)
    for one in works:
        told = [(row, _area(row.area)) for row in rows if row.key in one.reports]
        page(_work(one.slug), "ett", one.title, p=one, told=told)
    for item in data(ID)["page"]:
        html = re.sub(r"\{([\w/-]+)\}", lambda found: _path(f"/{found[1]}"), item["html"])
        page(_path(f"/{item['path']}"), "ram", item["title"], html=html)
        for name, title in item.get("files", {}).items():
            made.add(name, web.document(title, "FoU Välfärd Granmarken."))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /sok\nDisallow: /rest-api/\n", "text/plain"))
    facts = environment(
        ID, "FoU Välfärd Granmarken", base + home, pages=[base + SECTION], files=[f"{base}/download/"],
        presentation="", in_counties=["Gävleborgs län"], in_municipalities=["Ljusdal", "Nordanstig", "Ovanåker"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _place(row), base + _file(row, row.name) if "name" in row.own else "")
              for row in rows),
        tuple(expect_project(ID, web, one, base + _work(one.slug)) for one in works),
        aside=True,
    )  # fmt: skip


def _path(tail: str) -> str:
    node = hashlib.sha256(tail.encode()).hexdigest()[:22]
    return f"{SECTION}{tail}.4.{node}.html"


def _area(path: str) -> str:
    return _path(f"/rapporter/{path}")


def _work(slug: str) -> str:
    return _path(f"/utvecklingsarbete/{slug}")


def _place(row: Report) -> str:
    """The page that the report stands on."""
    return _path(f"/rapporter/webbrapporter/{row.key[5:]}") if row.own.get("web") else _area(row.area)


def _link(row: Report) -> str:
    if row.own.get("web"):
        return _place(row)
    return encoded(_file(row, row.name)) if "name" in row.own else ""


def _file(row: Report, name: str) -> str:
    node = hashlib.sha256(row.key.encode()).hexdigest()
    put_there = ((row.year or 2013) - 1970) * YEAR + int(node[20:30], 16) % YEAR
    return f"/download/18.{node[:20]}/{max(put_there, 43 * YEAR)}/{name}"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(str.maketrans("åäöé", "aaoe")))


def _national(web: Web) -> str:
    return web.base(national.NUMBER) + national.PAGE
