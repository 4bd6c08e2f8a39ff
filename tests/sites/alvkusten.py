"""Kept aside. WordPress with Elementor: a post type of its own for småskrifter, REST shut, a sitemap of pages and posts
only; a file is `/hamta/4127/` behind an icon that only its aria-label names or behind "Klicka här"; one writing is a
page alone; the work in tabs, a ribbon for its status."""

from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-alvkusten", 26, 8


def site(web: Web) -> Site:
    """The unit's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)

    def page(path: str, template: str, title: str, **values: Any) -> str:
        return pages("alvkusten").get_template(template).render(path=path, title=title, base=base, **values)

    made = Host(ID, NUMBER, "none", page("", "ram", "Sidan kunde inte hittas", html="<p>404</p>").encode())
    made.page("/", page("/", "start", "Start"))
    parts = [rows[n : n + A_PAGE] for n in range(0, len(rows), A_PAGE)]
    for number, part in enumerate(parts, 1):
        path = f"/skrifter/page/{number}/" if number > 1 else "/skrifter/"
        made.page(path, page(path, "skrifter", "Skrifter", rows=part, number=number, last=len(parts)))
    for row in rows:
        if row.media:
            made.add(_file(row), pdf(ID, web, row))
        made.page(_path(row), page(_path(row), "skrift", row.title, r=row))
    tabs = [[row for row in works if row.status == status] for status in ("ongoing", "finished")]
    made.page("/vart-arbete/", page("/vart-arbete/", "arbete", "Vårt arbete", tabs=tabs))
    for work in works:
        path, told = f"/pa-gang/{work.slug}/", [row for row in rows if row.key in work.reports]
        made.page(path, page(path, "ettarbete", work.title, p=work, told=told))
    posts = data(ID)["post"]
    made.page("/nytt/", page("/nytt/", "nytt", "Nytt", rows=posts))
    for item in [*posts, *data(ID)["page"]]:
        html = item["html"].format(national=web.base(national.NUMBER) + national.PAGE)
        made.page(item["path"], page(item["path"], "ram", item["title"], html=html))
        for file in item.get("files", ()):
            made.add(file, web.document(file.rpartition("/")[2].removesuffix(".pdf"), "FoU Älvkusten."))
    told_of = [*(item["path"] for item in posts), *(item["path"] for item in data(ID)["page"]), "/skrifter/"]
    urls = "".join(f"<url><loc>{base}{path}</loc></url>" for path in told_of)
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    made.add("/sitemap.xml", Resource(sitemap.encode(), "application/xml"))
    shut = Resource(b'{"code":"rest_login_required","message":"REST API restricted"}', "application/json", 401)
    made.add("/wp-json/", shut)
    robots = f"User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: {base}/sitemap.xml\n"
    made.add("/robots.txt", Resource(robots.encode(), "text/plain"))
    facts = environment(
        ID, "FoU Älvkusten", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Norrbottens län"], in_municipalities=["Haparanda", "Kalix", "Övertorneå"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _path(row), base + _file(row) if row.media else "") for row in rows),
        tuple(expect_project(ID, web, row, f"{base}/pa-gang/{row.slug}/") for row in works),
        aside=True,
    )


def _path(row: Report) -> str:
    return f"/skrift/{row.slug}/"


def _file(row: Report) -> str:
    return f"/hamta/{row.media}/"
