"""Types A and B: WordPress with a page builder and open REST. Older reports as back-filled posts, newer ones as a post
type of their own behind "Visa fler"; assignments that move to an archive; a calendar without end (fou_sites.md §2 FoU
Nordväst, §5)."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Project, Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import MONTHS, TURNED, Host, Query, Resource, Site, Web, encoded

ID, NUMBER, A_PAGE = "fou-slattbygden", 11, 6
JSON = "application/json; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Post:
    """A post as lists and feeds show it."""

    path: str
    title: str
    day: date
    lead: str
    html: str = ""


def site(web: Web) -> Site:
    """The site in the web's state."""
    base = web.base(NUMBER)
    turned = TURNED[web.state].date()
    rows = reports(ID, web)
    old = [row for row in rows if "posted" in row.own]
    new = sorted((row for row in rows if "posted" not in row.own), key=lambda row: -(row.year or 0))
    paths = {row.key: _path(row) for row in rows}
    files = {row.key: row.file or f"/wp-content/uploads/2017/12/{row.slug.strip('_')}.pdf" for row in rows}

    def shown(row: Report) -> dict[str, Any]:
        return {
            "key": row.key,
            "path": paths[row.key],
            "title": row.title,
            "subtitle": row.subtitle,
            "year": row.year,
        }

    def render(template: str, **values: object) -> str:
        return pages("slattbygden").get_template(template).render(base=base, **values)

    def content(row: Report) -> str:
        facts = {name: getattr(row, name) for name in ("told", "series_line", "year")}
        facts |= {"file": files[row.key], **{n: row.own[n] for n in ("link", "posted") if n in row.own}}
        return render("rapportinnehall", r=facts, paragraphs=_paragraphs(row))

    made = Host(ID, NUMBER, "both", render("sida", title="Sidan kunde inte hittas", html="<p>404</p>").encode())
    news = _news(web, render)
    if web.since("month"):
        path = paths["slatt-hotell"]
        html = f'<p>Nu finns rapporten ”Ett rum med gemensam dusch”. <a href="{base}{path}">Till rapporten</a></p>'
        news.insert(
            0, Post("/2026/09/21/ny-rapport-ensamkommande/", "Ny rapport!", date(2026, 9, 21), "Läs den.", html)
        )
    made.page("/", render("start", title="FoU Slättbygden", news=news), turned)
    made.page("/category/aktuellt/", render("kategori", title="Aktuellt", posts=news), turned)
    for post in news:
        made.page(post.path, render("inlagg", title=post.title, p=post, posted=post.day), post.day)
    archive = [Post(paths[r.key], r.full_title, r.posted, r.text.split(". ")[0] + " […]") for r in old]
    made.page("/category/publikationer/", render("kategori", title="Kategori: Publikationer", posts=archive))
    for number in range(1, -(-len(new) // A_PAGE) + 1):
        some = [shown(row) for row in new[(number - 1) * A_PAGE : number * A_PAGE]]
        more = number + 1 if number * A_PAGE < len(new) else 0
        path = f"/rapporter/?_paged={number}" if number > 1 else "/rapporter/"
        made.page(path, render("rapporter", title="Rapporter", rows=some, more=more), turned)
    for row in rows:
        own = row.own.get("posted")
        template, other = ("gammal", []) if own else ("rapport", [shown(r) for r in new if r.key != row.key][:2])
        values = {"title": row.title, "r": row, "content": content(row), "other": other, "kind": "article"}
        made.page(paths[row.key], render(template, posted=own or date(row.year or 2018, 5, 4), **values), own)
        made.add(files[row.key], pdf(ID, web, row, own))
    _assignments(made, web, render, rows, paths)
    for path, (title, html) in OTHER.items():
        made.page(path, render("sida", title=title, html=html))
    made.add("/wp-content/uploads/2026/01/Verksamhetsplan-2026.pdf", web.document("Verksamhetsplan 2026", PLAN))
    made.handlers["/kalender/"] = lambda query: _calendar(query, render)
    _machines(made, base, rows, paths, news, content)
    facts = environment(
        ID, "FoU Slättbygden", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Östergötlands län"], in_municipalities=["Boxholm", "Mjölby", "Motala", "Vadstena", "Ödeshög"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + paths[row.key], base + files[row.key]) for row in rows),
        tuple(expect_project(ID, web, row, base + _project_path(row, web)) for row in projects(ID, web)),
        traps=(f"{base}/kalender/",),
    )


def _path(row: Report) -> str:
    if "posted" in row.own:
        return f"/{row.posted:%Y/%m/%d}/{row.slug}/"
    return f"/rapport/{row.own.get('slug') or row.key.removeprefix('slatt-')}/"


def _paragraphs(row: Report) -> list[str]:
    """Pasted from a PDF, an abstract breaks its lines within sentences."""
    if not row.own.get("hard"):
        return row.text.splitlines()
    words, lines = row.text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 52:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return ["<br>\n".join(lines)]


def _project_path(row: Project, web: Web) -> str:
    if row.status_in(web.state) == "finished":
        return f"/uppdrag/uppdragsarkiv/{row.key.removeprefix('slatt-p-')}/"
    topic = row.subject.lower().split(",")[0].replace("ä", "a").replace("å", "a").replace(" ", "-")
    return f"/uppdrag/{topic}/{row.key.removeprefix('slatt-p-')}/"


def _assignments(made: Host, web: Web, render: Any, rows: list[Report], paths: dict[str, str]) -> None:
    known = {row.key: {"title": row.title, "path": paths[row.key]} for row in rows}
    lists: dict[str, list[dict[str, Any]]] = {"ongoing": [], "finished": []}
    for row in projects(ID, web):
        status, path = row.status_in(web.state), _project_path(row, web)
        lists[status].append({"title": row.title, "path": path, "subject": row.subject})
        results = [known[key] for key in row.reports] if status == "finished" else []
        html = render("ettuppdrag", title=row.title, p=row, finished=status == "finished", reports=results)
        made.page(path, html, TURNED[web.state].date() if row.done else None)
    made.page("/uppdrag/", render("uppdrag", title="Uppdrag", rows=lists["ongoing"]), TURNED[web.state].date())
    made.page("/uppdrag/uppdragsarkiv/", render("arkiv", title="Uppdragsarkiv", rows=lists["finished"]))


def _news(web: Web, render: Any) -> list[Post]:
    linked = web.base(national.NUMBER) + national.PAGE
    plan = '<a href="/wp-content/uploads/2026/01/Verksamhetsplan-2026.pdf">Verksamhetsplan 2026 (pdf)</a>'
    return [
        Post(
            "/2026/05/19/rapport-fran-natverkstraff/", "Rapport från nätverksträff om boendestöd", date(2026, 5, 19),
            "Trettio deltagare möttes i Vadstena.",
            "<p>Trettio deltagare möttes i Vadstena den 12 maj. Vi talade om scheman och drack kaffe.</p>",
        ),
        Post(
            "/2026/01/28/verksamhetsplan-2026/", "Verksamhetsplan för 2026 beslutad", date(2026, 1, 28),
            "Styrgruppen har beslutat om årets plan.", f"<p>Styrgruppen har beslutat om årets plan. {plan}</p>",
        ),
        Post(
            "/2025/03/04/ny-rapport-dodsboanmalan/", "Ny rapport om dödsboanmälan", date(2025, 3, 4),
            "Läs om det sista kommunen gör.",
            '<p>Idag släpper vi ”Det sista kommunen gör”.</p><p><a href="/rapport/dodsbo/">Läs mer här</a></p>',
        ),
        Post(
            "/2024/09/02/nationell-rapport/", "Läsvärt: Öppna jämförelser", date(2024, 9, 2),
            "En nationell rapport att fundera över.",
            f'<p>Exempelmyndigheten har gett ut en rapport. <a href="{linked}">Läs den hos myndigheten</a></p>',
        ),
        Post(
            "/2023/12/18/god-jul/", "God jul från oss på FoU", date(2023, 12, 18), "Kontoret är stängt.",
            "<p>Kontoret är stängt till trettonhelgen.</p>",
        ),
    ]  # fmt: skip


def _calendar(query: Query, render: Any) -> Resource:
    year, month = (int(part) for part in (query.get("manad") or query.get("dag") or ["2026-09"])[0].split("-")[:2])
    before, after = divmod(year * 12 + month - 2, 12), divmod(year * 12 + month, 12)
    html = render(
        "kalender", title="Kalender", name=f"{MONTHS[month - 1].title()} {year}", month=f"{year}-{month:02d}",
        before=f"{before[0]}-{before[1] + 1:02d}", after=f"{after[0]}-{after[1] + 1:02d}",
    )  # fmt: skip
    return Resource(html.encode())


def _machines(made: Host, base: str, rows: list[Report], paths: dict[str, str], news: list[Post], content: Any) -> None:
    """Feed, sitemap and REST, as WordPress gives them."""
    feed = pages("slattbygden").get_template("flode").render(base=base, posts=news)
    made.add("/feed/", Resource(feed.encode(), "application/rss+xml; charset=UTF-8"))
    xml = "application/xml; charset=UTF-8"
    parts = {
        "rapport": [paths[row.key] for row in rows if "posted" not in row.own],
        "post": [paths[row.key] for row in rows if "posted" in row.own] + [post.path for post in news],
        "page": ["/", "/rapporter/", "/uppdrag/", *OTHER],
    }
    for name, known in parts.items():
        urls = "".join(f"<url><loc>{base}{encoded(path)}</loc></url>" for path in known)
        body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        made.add(f"/wp-sitemap-posts-{name}-1.xml", Resource(body.encode(), xml))
    maps = "".join(f"<sitemap><loc>{base}/wp-sitemap-posts-{name}-1.xml</loc></sitemap>" for name in parts)
    index = f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'
    made.add("/wp-sitemap.xml", Resource(index.encode(), xml))
    robots = f"User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: {base}/wp-sitemap.xml\n"
    made.add("/robots.txt", Resource(robots.encode(), "text/plain; charset=utf-8"))

    def item(number: int, kind: str, path: str, title: str, html: str, day: str) -> dict[str, Any]:
        rendered = {"title": {"rendered": title}, "content": {"rendered": html, "protected": False}}
        return {"id": number, "date": day, "type": kind, "status": "publish", "link": base + path, **rendered}

    lists: dict[str, list[dict[str, Any]]] = {"rapport": [], "posts": []}
    for number, row in enumerate(rows):
        kind = "post" if "posted" in row.own else "rapport"
        day = f"{row.own.get('posted') or f'{row.year}-05-04'}T08:12:44"
        what = item(400 + number, kind, paths[row.key], row.full_title, content(row), day)
        lists["posts" if kind == "post" else kind].append(what)
    for number, post in enumerate(news):
        lists["posts"].append(item(700 + number, "post", post.path, post.title, post.html, f"{post.day}T08:12:44"))
    types = {"rapport": {"slug": "rapport", "rest_base": "rapport"}, "post": {"slug": "post", "rest_base": "posts"}}
    made.add("/wp-json/wp/v2/types", Resource(json.dumps(types).encode(), JSON))
    routes = {"name": "FoU Slättbygden", "namespaces": ["wp/v2"], "routes": {f"/wp/v2/{n}": {} for n in lists}}
    made.add("/wp-json/", Resource(json.dumps(routes).encode(), JSON))
    for name, found in lists.items():
        made.handlers[f"/wp-json/wp/v2/{name}"] = lambda query, found=found: _rest(query, found)


def _rest(query: Query, found: list[dict[str, Any]]) -> Resource:
    size, page = int(query.get("per_page", ["10"])[0]), int(query.get("page", ["1"])[0])
    total = (("X-WP-Total", str(len(found))), ("X-WP-TotalPages", str(-(-len(found) // size))))
    if page > max(1, -(-len(found) // size)):
        return Resource(b'{"code":"rest_post_invalid_page_number"}', JSON, 400)
    return Resource(json.dumps(found[(page - 1) * size : page * size]).encode(), JSON, headers=total)


PLAN = "Verksamhetsplan 2026\nFoU Slättbygden ska under året slutföra tre uppdrag och påbörja två."
OTHER = {
    "/om-fou/": ("Om FoU", "<p>Vi är nio medarbetare. FoU betyder forskning och utveckling.</p>"),
    "/integritetspolicy/": ("Integritetspolicy", "<p>Så behandlar vi personuppgifter.</p>"),
}
