"""Kept aside. WordPress, Twenty Twenty as a magazine: all is posts by one editor, paged archives by category, tag and
author. Reports in Skrifter with pull quote and a file block under the file's bare name, some under a headline that is
not the title, one posted thirteen years late, one that is its post, two in a list of what is on paper only; news,
letters and minutes with the same file block; studies as posts in I gång that move to Klart."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Project, Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-bjorkvidden", 48, 5
OLD = "/aldre-skrifter/"
CATEGORIES = {
    "skrifter": "Skrifter", "i-gang": "I gång", "klart": "Klart", "nyheter": "Nyheter", "kalendarium": "Kalendarium",
}  # fmt: skip
PLAIN = str.maketrans("åäö ", "aao-")


@dataclass(frozen=True, slots=True)
class Post:
    """A post; `about` is the report or the study that it tells of, `html` and `file` what another post holds."""

    title: str
    slug: str
    day: date
    category: str
    lead: str
    tags: dict[str, str]
    about: Report | Project | None = None
    html: str = ""
    file: str = ""

    @property
    def path(self) -> str:
        """Its address on the site."""
        return f"/{self.day:%Y/%m}/{self.slug}/"

    @property
    def number(self) -> int:
        """Its number in the system."""
        return 100 + self.day.toordinal() % 7000


def site(web: Web) -> Site:
    """The unit's magazine."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    posts = sorted(_posts(web, rows, works), key=lambda post: post.day, reverse=True)
    tags = dict(sorted({slug: name for post in posts for slug, name in post.tags.items()}.items()))
    links = {post.about.key: post.path for post in posts if post.about}

    def render(path: str, template: str, title: str, kind: str, **values: Any) -> str:
        around = {"base": base, "path": path, "recent": posts[:5], "categories": CATEGORIES, "tags": tags}
        return pages("bjorkvidden").get_template(template).render(title=title, kind=kind, **around, **values)

    def page(path: str, template: str, title: str, kind: str, **values: Any) -> None:
        made.page(path, render(path, template, title, kind, **values), TURNED[web.state].date())

    def archive(root: str, prefix: str, title: str, found: list[Post]) -> None:
        last = max(-(-len(found) // A_PAGE), 1)
        for number in range(1, last + 1):
            path = root if number == 1 else f"{root}page/{number}/"
            some = found[(number - 1) * A_PAGE : number * A_PAGE]
            values = {"prefix": prefix, "some": some, "number": number, "last": last, "root": root}
            page(path, "arkiv", title, "archive" if prefix else "home blog", **values)

    missing = render("", "ram", "Sidan hittades inte", "error404", html="<p>Sidan du letade efter finns inte.</p>")
    made = Host(ID, NUMBER, "none", missing.encode())
    archive("/", "", "FoU Björkvidden", posts)
    archive("/author/linn/", "Författare", "Linn Redhammar", posts)
    for slug, name in CATEGORIES.items():
        archive(f"/category/{slug}/", "Kategori", name, [post for post in posts if post.category == slug])
    for slug, name in tags.items():
        archive(f"/tag/{slug}/", "Etikett", name, [post for post in posts if slug in post.tags])
    for place, post in enumerate(posts):
        row = post.about if isinstance(post.about, Report) else None
        work = post.about if isinstance(post.about, Project) else None
        page(
            post.path, "inlagg", post.title, "post-template-default single single-post", p=post, r=row, w=work,
            status=work.status_in(web.state) if work else "", links=links, newer=posts[place - 1] if place else None,
            told=[r for r in rows if work and r.key in work.reports and r.key in links],
            older=posts[place + 1] if place + 1 < len(posts) else None,
        )  # fmt: skip
        if post.file:
            made.add(post.file, web.document(post.title, "FoU Björkvidden."))
    for row in rows:
        if row.file:
            made.add(row.file, pdf(ID, web, row))
    page(OLD, "lista", "Äldre skrifter", "page", rows=[row for row in rows if row.key not in links])
    for item in data(ID)["page"]:
        page(item["path"], "ram", item["title"], "page", html=item["html"])
        for name, title in item.get("files", {}).items():
            made.add(name, web.document(title, "FoU Björkvidden."))
    made.add("/feed/", Resource(render("", "flode", "", "").encode(), "application/rss+xml; charset=UTF-8"))
    chart = render("", "karta", "", "", paths=[post.path for post in posts]).encode()
    made.add("/wp-sitemap.xml", Resource(chart, "application/xml; charset=UTF-8"))
    robots = f"User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: {base}/wp-sitemap.xml\n"
    made.add("/robots.txt", Resource(robots.encode(), "text/plain"))
    facts = environment(
        ID, "FoU Björkvidden", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Gävleborgs län"], in_municipalities=["Bollnäs", "Söderhamn", "Hofors", "Ockelbo"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(
            expect(ID, web, row, base + links.get(row.key, OLD), base + row.file if row.file else "") for row in rows
        ),
        tuple(expect_project(ID, web, work, base + links[work.key]) for work in works),
        aside=True,
    )


def _posts(web: Web, rows: list[Report], works: list[Project]) -> list[Post]:
    """All posts as they stand in the web's state."""
    made = [
        Post(row.own.get("headline", row.title), row.slug, row.day, "skrifter", row.text, _tags(row.tags), row)
        for row in rows
        if "slug" in row.own
    ]
    for work in works:
        category = "klart" if work.status_in(web.state) == "finished" else "i-gang"
        made.append(Post(work.title, work.slug, work.day, category, work.text, _tags(work.tags), work))
    theirs = web.base(national.NUMBER) + national.PAGE
    for other in data(ID)["other"]:
        html = other["html"].replace("{national}", theirs)
        lead = "Läs inlägget."
        facts = (other["title"], other["slug"], other["day"], other["category"], lead, _tags(other["tags"]))
        made.append(Post(*facts, html=html, file=other.get("file", "")))
    return made


def _tags(names: list[str]) -> dict[str, str]:
    """Tags by the end of their address."""
    return {name.translate(PLAIN): name for name in names}
