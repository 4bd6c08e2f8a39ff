"""Kept aside. Next.js, drawn on the server: cards whose link holds all text and no heading, hashed class names; files
on a host of their own under addresses without a name; the same report linked from start, list, subject, work and an
English page; a list of work with status words of every kind."""

import hashlib
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data

ID, NUMBER, FILES_NUMBER, LATEST = "fou-sundet", 29, 30, 4
TOPICS = {
    "barn": "Barn", "boende": "Boende", "vald": "Våld", "organisation": "Organisation", "aldre": "Äldre",
    "beroende": "Beroende", "arbete": "Arbete",
}  # fmt: skip


def site(web: Web) -> Site:
    """The house's site and its host for files."""
    base, store = web.base(NUMBER), web.base(FILES_NUMBER)
    rows, works = reports(ID, web), projects(ID, web)
    translated = [row for row in rows if "english" in row.own]
    shown = [
        {
            "title": row.title,
            "kicker": f"{row.kind} · {row.year}",
            "href": _path(row),
            "lead": row.text.partition(". ")[0],
        }
        for row in rows
    ]

    def page(path: str, template: str, title: str, lang: str = "sv", **values: Any) -> str:
        return pages("sundet").get_template(template).render(path=path, title=title, lang=lang, **values)

    missing = page("", "ram", "Här finns inget", html="<p>404</p>").encode()
    made, files = Host(ID, NUMBER, "both", missing), Host(f"{ID}-filer", FILES_NUMBER, "none", b"not found")
    made.page("/", page("/", "start", "Kunskapshuset Sundet", rows=shown[:LATEST]))
    english = [{"title": r.english, "kicker": f"{r.year}", "href": f"/en/knowledge/{r.slug}"} for r in translated]
    made.page("/en", page("/en", "start", "Kunskapshuset Sundet", "en", rows=english))
    topics = [(name, f"/kunskap/amne/{topic}") for topic, name in TOPICS.items()]
    made.page("/kunskap", page("/kunskap", "kunskap", "Kunskap", rows=shown, topics=topics))
    for topic, name in TOPICS.items():
        some = [card for card, row in zip(shown, rows, strict=True) if row.topic == topic]
        path = f"/kunskap/amne/{topic}"
        made.page(path, page(path, "kunskap", name, rows=some, topics=topics))
    for row in rows:
        files.add(_file(row), pdf(ID, web, row))
        file, elsewhere = store + _file(row), f"/en/knowledge/{row.slug}" if row in translated else ""
        made.page(_path(row), page(_path(row), "verk", row.title, r=row, file=file, english=elsewhere))
        if elsewhere:
            made.page(elsewhere, page(elsewhere, "work", row.english, "en", r=row, file=file))
    made.page("/arbete", page("/arbete", "arbete", "Arbete", rows=works))
    for work in works:
        path, told = f"/arbete/{work.slug}", [(row, store + _file(row)) for row in rows if row.key in work.reports]
        made.page(path, page(path, "ettarbete", work.title, p=work, told=told))
    linked = {"store": store, "national": web.base(national.NUMBER) + national.PAGE}
    for item in data(ID)["page"]:
        made.page(item["path"], page(item["path"], "ram", item["title"], html=item["html"].format(**linked)))
        for name, title in item.get("files", {}).items():
            files.add(f"/f/{name}", web.document(title, "Kunskapshuset Sundet."))
    made.add("/robots.txt", Resource(b"User-Agent: *\nAllow: /\nDisallow: /api/\n", "text/plain"))
    facts = environment(
        ID, "Kunskapshuset Sundet", f"{base}/", pages=[f"{base}/"], files=[f"{store}/f/"], presentation="",
        in_counties=["Skåne län"], in_municipalities=["Helsingborg", "Landskrona", "Svalöv"],
    )  # fmt: skip
    return Site(
        facts,
        (made, files),
        tuple(expect(ID, web, row, base + _path(row), store + _file(row)) for row in rows),
        tuple(expect_project(ID, web, row, f"{base}/arbete/{row.slug}") for row in works),
        aside=True,
    )


def _path(row: Report) -> str:
    return f"/kunskap/{row.slug}"


def _file(row: Report) -> str:
    return f"/f/{hashlib.md5(row.key.encode()).hexdigest()[:12]}"
