"""Kept aside. WordPress, GeneratePress and blocks, a federation's: posts by two editors in Rapporter, Projekt and
Nyheter with cut excerpts and "Läs mer"; JSON-LD that names the editor and the day of the post; file blocks with an
embedded view, a button in one hand, headlines "Ny rapport: …" or of news, another's report in the same category, one
posted years late, one report in its project's post only; older ones in a table between accounts, one without link, one
under a former name; projects told finished by a category, by an added line, or by their time in the past."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Project, Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-treaar", 72, 5
TABLE = "/publikationer/"
CATEGORIES = {
    "rapporter": "Rapporter", "projekt": "Projekt", "avslutade-projekt": "Avslutade projekt", "nyheter": "Nyheter",
}  # fmt: skip
EDITORS = {"sofia": "Sofia Lagerblad", "admin": "admin"}


@dataclass(frozen=True, slots=True)
class Post:
    """A post; `files` are pairs of a text and an address, and `button` says that they are no file blocks."""

    title: str
    slug: str
    day: date
    categories: tuple[str, ...]
    editor: str
    html: str
    files: tuple[tuple[str, str], ...] = ()
    button: str = ""

    @property
    def path(self) -> str:
        """Its address on the site."""
        return f"/{self.slug}/"

    @property
    def number(self) -> int:
        """Its number in the system."""
        return 200 + self.day.toordinal() % 5000

    @property
    def excerpt(self) -> str:
        """The first words of the text."""
        words = _plain(self.html).split()
        return " ".join(words[:24]) + (" …" if len(words) > 24 else "")


def site(web: Web) -> Site:
    """The federation's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    posts = sorted(_posts(web, rows, works), key=lambda post: post.day, reverse=True)

    def render(path: str, template: str, title: str, kind: str = "page", **values: Any) -> str:
        around = {"path": path, "title": title, "base": base, "kind": kind, "categories": CATEGORIES,
                  "recent": posts[:5], "editors": EDITORS}  # fmt: skip
        return pages("treaar").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, kind: str = "page", **values: Any) -> None:
        made.page(path, render(path, template, title, kind, **values))

    def archive(root: str, title: str, found: list[Post]) -> None:
        last = max(-(-len(found) // A_PAGE), 1)
        for number in range(1, last + 1):
            some = found[(number - 1) * A_PAGE : number * A_PAGE]
            path = root if number == 1 else f"{root}page/{number}/"
            page(path, "arkiv", title, "archive category", some=some, number=number, last=last, root=root)

    missing = render("", "ram", "Hoppsan! Sidan kan inte hittas.", "error404", html="<p>Prova att söka.</p>")
    made = Host(ID, NUMBER, "none", missing.encode())
    page("/", "start", "FoU Tre Åar", "home", some=posts[:3])
    for slug, name in CATEGORIES.items():
        parent = "/category/projekt/" if slug == "avslutade-projekt" else "/category/"
        shown = {slug, "avslutade-projekt"} if slug == "projekt" else {slug}  # with what is in categories below it
        archive(f"{parent}{slug}/", name, [post for post in posts if shown & set(post.categories)])
    for slug, name in EDITORS.items():
        archive(f"/author/{slug}/", name, [post for post in posts if post.editor == slug])
    for number, post in enumerate(posts):
        newer, older = posts[number - 1] if number else None, posts[number + 1] if number + 1 < len(posts) else None
        page(post.path, "inlagg", post.title, "single single-post", p=post, newer=newer, older=older)
    for row in rows:
        if row.file:
            made.add(row.file, pdf(ID, web, row))
        for name in row.own.get("annexes", ()):
            made.add(f"{row.file.rpartition('/')[0]}/{name}", web.document(name[:-4], f"Hör till {row.title}."))
    for item in (*data(ID)["post"], *data(ID)["page"], *data(ID)["line"]):
        for name, title in item.get("files", {}).items():
            made.add(name, web.document(title, "Kommunalförbundet Tre Åar."))
    lines = [_line(row) for row in rows if "line" in row.own] + data(ID)["line"]
    page(TABLE, "tabell", "Publikationer", lines=sorted(lines, key=lambda line: line["year"], reverse=True))
    for item in data(ID)["page"]:
        page(item["path"], "ram", item["title"], html=item["html"])
    made.add("/feed/", Resource(render("", "flode", "", posts=posts[:10]).encode(), "application/rss+xml"))
    robots = f"User-agent: *\nDisallow: /wp-admin/\n\nSitemap: {base}/sitemap_index.xml\n"
    made.add("/robots.txt", Resource(robots.encode(), "text/plain"))
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    maps = {
        "post": [post.path for post in posts],
        "page": ["/", TABLE, *(item["path"] for item in data(ID)["page"])],
    }
    for name, paths in maps.items():
        urls = "".join(f"<url><loc>{base}{path}</loc></url>" for path in paths)
        sitemap = f"{head}<urlset {space}>{urls}</urlset>"
        made.add(f"/{name}-sitemap.xml", Resource(sitemap.encode(), "text/xml; charset=UTF-8"))
    parts = "".join(f"<sitemap><loc>{base}/{name}-sitemap.xml</loc></sitemap>" for name in maps)
    index = f"{head}<sitemapindex {space}>{parts}</sitemapindex>"
    made.add("/sitemap_index.xml", Resource(index.encode(), "text/xml; charset=UTF-8"))
    facts = environment(
        ID, "FoU Tre Åar", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Hallands län"], in_municipalities=["Falkenberg", "Hylte", "Laholm"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, r, base + _place(r), base + r.file if r.file else "") for r in rows),
        tuple(expect_project(ID, web, work, f"{base}/{work.slug}/") for work in works),
        aside=True,
    )


def _posts(web: Web, rows: list[Report], works: list[Project]) -> list[Post]:
    made = []
    for row in (row for row in rows if "slug" in row.own and "posted" in row.own):
        files = [(row.own.get("link", _name(row.file)), row.file)]
        files += [(_name(name), f"{row.file.rpartition('/')[0]}/{name}") for name in row.own.get("annexes", ())]
        made.append(
            Post(row.own.get("headline", row.full_title), row.slug, row.posted, row.categories, row.editor, row.html,
                 tuple(files), row.own.get("button", ""))
        )  # fmt: skip
    for work in works:
        files = [(_name(r.file), r.file) for r in rows if r.own.get("slug") == work.slug]
        title = work.own.get("headline", work.title)
        made.append(Post(title, work.slug, work.posted, work.categories, "sofia", work.html, tuple(files)))
    theirs = web.base(national.NUMBER) + national.PAGE
    for item in data(ID)["post"]:
        html = item["html"].replace("{national}", theirs)
        facts = (item["title"], item["slug"], item["day"], tuple(item["categories"]), item["editor"], html)
        files = [(_name(name), name) for name in item.get("files", {})]
        made.append(Post(*facts, tuple(files)))
    return made


def _line(row: Report) -> dict[str, Any]:
    """A row of the table."""
    links = [("Ladda ner", row.file)] if row.file else []
    if row.line == "bilaga":
        links = [("Rapport", row.file), ("Bilaga", f"{row.file.rpartition('/')[0]}/{row.own['annexes'][0]}")]
    return {"year": row.year, "no": row.no, "title": row.full_title, "names": ", ".join(row.authors), "links": links}


def _place(row: Report) -> str:
    """The page that the report stands on."""
    return f"/{row.slug}/" if "slug" in row.own else TABLE


def _name(path: str) -> str:
    """A file's bare name, as the block has it."""
    return path.rpartition("/")[2].removesuffix(".pdf")


def _plain(html: str) -> str:
    text = html.replace("<", " <")
    while "<" in text:
        before, _, after = text.partition("<")
        text = before + after.partition(">")[2]
    return text.replace("&nbsp;", " ").replace("&amp;", "&")
