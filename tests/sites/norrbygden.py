"""Type A: a WordPress-like blog with one post for each report (fou_sites.md §2 FoU Nordväst, fousocialtjanst.se)."""

from dataclasses import dataclass
from datetime import date

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.pdfs.source import Study
from tests.sites.web import (
    Host,
    Resource,
    Site,
    Web,
    data,
    expected_report,
    kilobytes,
    listed,
    studies_of,
    templates,
)

ID, NAME, NUMBER = "fou-norrbygden", "FoU Norrbygden", 1
A_PAGE = 5


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the blog. `html` is its content; `study` is set where it presents a report."""

    slug: str
    day: date
    title: str
    html: str
    label: str
    subject: str = ""
    study: Study | None = None
    file: str = ""

    @property
    def path(self) -> str:
        """The permalink's path."""
        return f"/{self.day:%Y/%m/%d}/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Telling:
    """How the unit tells about one report: when and under which slug, with which words about the authors."""

    day: date
    slug: str
    subject: str
    file: str
    link: str
    authors: str = ""
    hard_breaks: bool = False
    number: bool = False


TELLINGS = {row["study"]: Telling(**{k: v for k, v in row.items() if k != "study"}) for row in data(ID)["telling"]}

PAGES = {
    "/om-oss/": ("Om oss", "om.html.j2"),
    "/om-oss/medarbetare/": ("Medarbetare", "medarbetare.html.j2"),
    "/kontakt/": ("Kontakt", "kontakt.html.j2"),
    "/om-webbplatsen/kakor/": ("Så använder vi kakor", "kakor.html.j2"),
}


def site(web: Web) -> Site:
    """The blog on the running port."""
    base = web.base(NUMBER)
    made = Host(ID, NUMBER, "both", _render("saknas.html.j2", base, title="Sidan hittades inte").encode())
    studies = studies_of(ID)
    posts = sorted([*(_report_post(web, study) for study in studies), *_other_posts(web)], key=lambda post: post.day)
    posts.reverse()
    publications = [post for post in posts if post.label == "Publikationer"]
    news = [post for post in posts if post.label == "Aktuellt"]
    made.page("/", _render("start.html.j2", base, title=NAME, posts=posts[:6]))
    for start, title, rows in (("/publikationer/", "Publikationer", publications), ("/aktuellt/", "Aktuellt", news)):
        _listing(made, base, start, title, rows)
    for number, post in enumerate(posts):
        around = {"newer": posts[number - 1] if number else None, "older": posts[number + 1 : number + 2]}
        made.page(post.path, _render("inlagg.html.j2", base, title=post.title, post=post, **around), post.day)
        made.add(f"/?p={1200 + number}", Resource(b"", status=301, headers=(("Location", base + post.path),)))
    for path, (title, template) in PAGES.items():
        made.page(path, _render(template, base, title=title))
    for study in studies:
        made.add(_file(study), web.pdf(study, TELLINGS[study.number].day))
    for row in data(ID)["document"]:
        made.add(f"/wp-content/uploads/{row['file']}", web.document(row["title"], row["text"]))
    _machine_pages(made, base, posts, publications)
    found = [
        expected_report(post.study, base + post.path, base + post.file)
        for post in publications
        if post.study is not None
    ]
    return Site(_environment(base), (made,), tuple(sorted(found, key=lambda row: row.year)))


def _environment(base: str) -> dict[str, object]:
    return environment(
        ID,
        NAME,
        f"{base}/",
        pages=[f"{base}/"],
        presentation="A",
        in_counties=["Västernorrlands län", "Västerbottens län"],
        in_municipalities=[
            "Härnösand", "Kramfors", "Sollefteå", "Timrå", "Ånge", "Örnsköldsvik", "Lycksele", "Skellefteå", "Storuman",
            "Vilhelmina",
        ],
        redistribute=True,
    )  # fmt: skip


def _render(template: str, base: str, **values: object) -> str:
    return templates("norrbygden").get_template(template).render(base=base, site=NAME, **values)


def _file(study: Study) -> str:
    return f"/wp-content/uploads/{TELLINGS[study.number].file}"


def _report_post(web: Web, study: Study) -> Post:
    telling = TELLINGS[study.number]
    html = _render(
        "rapport.html.j2",
        web.base(NUMBER),
        paragraphs=_paragraphs(study.blurb, telling.hard_breaks),
        authors=telling.authors.format(names=listed(study.authors)),
        series=f"{study.series} {study.series_number}" if telling.number else "",
        file=_file(study),
        link=telling.link.format(size=kilobytes(web.size(study))),
    )
    title = study.full_title if study.number % 3 else study.title
    return Post(telling.slug, telling.day, title, html, "Publikationer", telling.subject, study, _file(study))


def _paragraphs(blurb: str, hard_breaks: bool) -> list[list[str]]:
    """The blurb as one to three paragraphs of lines; pasted from a PDF, lines break within sentences."""
    sentences = blurb.replace("? ", "?\0").replace(". ", ".\0").split("\0")
    half = (len(sentences) + 1) // 2
    texts = [" ".join(part) for part in (sentences[:half], sentences[half:]) if part]
    if not hard_breaks:
        return [[text] for text in texts]
    broken = []
    for text in texts:
        lines = [""]
        for word in text.split():
            if len(lines[-1]) + len(word) > 58:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        broken.append(lines)
    return broken


def _other_posts(web: Web) -> list[Post]:
    base = web.base(NUMBER)
    kaffe, jakt = TELLINGS[9], TELLINGS[10]
    linked = {
        "nationell": web.base(national.NUMBER) + national.PAGE,
        "nationell_fil": web.base(national.NUMBER) + national.REPORT,
        "kaffe": f"{base}/{kaffe.day:%Y/%m/%d}/{kaffe.slug}/",
        "jakt": f"{base}/{jakt.day:%Y/%m/%d}/{jakt.slug}/",
    }

    def post(slug: str, day: date, title: str, template: str, label: str = "Aktuellt") -> Post:
        return Post(slug, day, title, _render(f"nytt/{template}.html.j2", base, **linked), label)

    return [
        post(
            "ny-nationell-rapport",
            date(2019, 9, 30),
            "Tips: ny nationell rapport om socialtjänsten",
            "nationell",
            "Publikationer",
        ),
        post("rapport-fran-styrgruppsmote", date(2021, 2, 12), "Rapport från styrgruppsmöte 10 februari", "styrgrupp"),
        post("ny-rapport-om-samiska-aldre", date(2022, 3, 23), "Ny rapport om samiska äldre", "kaffe"),
        post("nyhetsbrev-mars-2023", date(2023, 3, 15), "Nyhetsbrev mars 2023", "nyhetsbrev"),
        post("inbjudan-till-seminarium", date(2024, 10, 15), "Inbjudan till seminarium om ensamhet", "inbjudan"),
        post("vi-soker-forskningsledare", date(2025, 4, 2), "Vi söker en forskningsledare", "tjanst"),
        post("glad-sommar", date(2025, 6, 27), "Glad sommar!", "sommar"),
    ]


def _listing(made: Host, base: str, start: str, title: str, posts: list[Post]) -> None:
    pages = [posts[first : first + A_PAGE] for first in range(0, len(posts), A_PAGE)]
    paths = [start if number == 1 else f"{start}page/{number}/" for number in range(1, len(pages) + 1)]
    for number, (path, rows) in enumerate(zip(paths, pages, strict=True), 1):
        made.page(path, _render("lista.html.j2", base, title=title, posts=rows, paths=paths, number=number))


def _machine_pages(made: Host, base: str, posts: list[Post], publications: list[Post]) -> None:
    xml = "application/xml; charset=utf-8"
    robots = "User-agent: *\nCrawl-delay: 0\nDisallow: /wp-admin/\nDisallow: /?s=\nAllow: /wp-admin/admin-ajax.php\n\n"
    robots += f"Sitemap: {base}/wp-sitemap.xml\n"
    made.add("/robots.txt", Resource(robots.encode(), "text/plain; charset=utf-8"))
    rss = "application/rss+xml; charset=utf-8"
    made.add("/feed/", Resource(_render("flode.xml.j2", base, posts=posts[:10], path="/").encode(), rss))
    feed = _render("flode.xml.j2", base, posts=publications[:10], path="/publikationer/")
    made.add("/publikationer/feed/", Resource(feed.encode(), rss))
    parts = {
        "/wp-sitemap-posts-post-1.xml": [post.path for post in posts],
        "/wp-sitemap-posts-page-1.xml": ["/", *PAGES],
        "/wp-sitemap-taxonomies-category-1.xml": ["/publikationer/", "/aktuellt/"],
    }
    for path, paths in parts.items():
        made.add(path, Resource(_render("karta.xml.j2", base, paths=paths, root="urlset", row="url").encode(), xml))
    index = _render("karta.xml.j2", base, paths=list(parts), root="sitemapindex", row="sitemap")
    made.add("/wp-sitemap.xml", Resource(index.encode(), xml))
    made.page(
        "/wp-admin/", '<!DOCTYPE html><html lang="sv"><title>Logga in</title><form><input name="log"></form></html>'
    )
