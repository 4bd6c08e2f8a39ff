"""Kept aside. Squarespace: a small foundation whose writings stand as picture, text and button on the pages of their
areas, with author and year in prose; the oldest as a list in the footer's archive; files under `/s/` or on another host
under numbers; a shop that sells the same writings, a blog by `?offset=`; the work as headings in running text, and as
folds once done."""

from datetime import date
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data

ID, NUMBER, FILES_NUMBER, A_PAGE = "stiftelsen-backaby", 35, 36, 2
ARCHIVE, NOW, BEFORE, BLOG, SHOP = "/arkiv", "/just-nu", "/tidigare", "/blogg", "/butik"


def site(web: Web) -> Site:
    """The foundation's site and the builder's host for files."""
    base, store = web.base(NUMBER), web.base(FILES_NUMBER)
    rows, works, turned = reports(ID, web), projects(ID, web), TURNED[web.state].date()
    areas = [(f"/{area['path']}", area["title"]) for area in data(ID)["area"]]

    def render(path: str, template: str, title: str, **values: Any) -> str:
        around = {"path": path, "title": title, "base": base, "areas": areas}
        return pages("backaby").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, when: date | None = None, **values: Any) -> None:
        made.page(path, render(path, template, title, **values), when)

    missing = render("", "ram", "404", html="<p>Vi hittar inte sidan du söker.</p>").encode()
    made, files = Host(ID, NUMBER, "modified", missing), Host(f"{ID}-filer", FILES_NUMBER, "none", b"")
    welcome = "<p>Vi tar vara på det som omsorgen redan vet. Välj ett område så hittar du våra skrifter.</p>"
    page("/", "ram", "Kunskap som får ta plats", html=welcome)

    def address(row: Report) -> str:
        return f"/s/{row.file}" if row.store == "s" else f"{store}/static/{row.file}"

    for row in rows:
        host, folder = (made, "/s/") if row.store == "s" else (files, "/static/")
        host.add(folder + row.file, pdf(ID, web, row))
        for name in row.own.get("annexes", ()):
            made.add(f"/s/{name}", web.document("Studiehandledning", f"Frågor att samtala om till {row.title}."))
    for area in data(ID)["area"]:
        some = [(row, address(row)) for row in rows if row.area == area["path"]]
        page(f"/{area['path']}", "omrade", area["title"], turned, text=area["text"], rows=some)
    page(ARCHIVE, "arkiv", "Äldre skrifter", turned, rows=[(r, address(r)) for r in rows if r.area == "arkiv"])
    page(NOW, "just-nu", "Just nu", turned, rows=[p for p in works if p.status_in(web.state) == "ongoing"])
    done = [(p, [r for r in rows if r.key in p.reports]) for p in works if p.status_in(web.state) == "finished"]
    page(BEFORE, "tidigare", "Tidigare", turned, rows=done)
    sold = [row for row in rows if "sold" in row.own]
    page(SHOP, "butik", "Butik", rows=sold)
    for row in sold:
        page(f"{SHOP}/p/{row.sold}", "vara", row.title, r=row)
    linked = web.base(national.NUMBER) + national.PAGE
    posts = [{**post, "html": post["html"].format(national=linked)} for post in data(ID)["post"]]
    page(BLOG, "blogg", "Blogg", rows=posts[:A_PAGE], older="1740034800000")
    page(f"{BLOG}?offset=1740034800000", "blogg", "Blogg", rows=posts[A_PAGE:], older="")
    page(f"{BLOG}?author=5f2e9c11", "blogg", "Blogg", rows=posts[:A_PAGE], older="")
    for post in posts:
        year, month, day, _ = post["path"].split("/")
        when = date(int(year), int(month), int(day)).isoformat()
        page(f"{BLOG}/{post['path']}", "inlagg", post["title"], day=when, html=post["html"])
    feed = render(BLOG, "flode", "Blogg", rows=posts).encode()
    made.add(f"{BLOG}?format=rss", Resource(feed, "application/rss+xml; charset=utf-8"))
    for item in data(ID)["page"]:
        page(f"/{item['path']}", "ram", item["title"], html=item["html"])
        for name, title in item.get("files", {}).items():
            made.add(f"/s/{name}", web.document(title, "Stiftelsen Backaby."))
    robots = b"User-agent: *\nDisallow: /config\nDisallow: /search\nDisallow: /account$\nDisallow: /*?format=json\n"
    made.add("/robots.txt", Resource(robots, "text/plain"))
    facts = environment(
        ID, "Stiftelsen Backaby", f"{base}/", pages=[f"{base}/"], files=[f"{store}/static/"], presentation="",
        in_counties=["Västra Götalands län"], in_municipalities=["Bollebygd", "Mark", "Svenljunga"],
    )  # fmt: skip

    def whole(row: Report) -> str:
        return base + address(row) if row.store == "s" else address(row)

    return Site(
        facts,
        (made, files),
        tuple(expect(ID, web, row, f"{base}/{row.area}", whole(row)) for row in rows),
        tuple(
            expect_project(ID, web, work, base + (NOW if work.status_in(web.state) == "ongoing" else BEFORE))
            for work in works
        ),
        aside=True,
    )
