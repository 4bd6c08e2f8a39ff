"""Kept aside. Hugo: an evaluation unit's generated pages with JSON-LD whose date is that of the post, years of older
reports in prose and file only; terms and persons as pages of their own, `/page/2/`; two part reports that only their
commission links to, as "Delrapport 1"; others' reports in the same form; an alias by refresh once a page is renamed."""

import json
import re
from typing import Any

from tests.sites import elsewhere, national
from tests.sites.environments import environment
from tests.sites.reports import Project, Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "utvarderingsnavet", 37, 6
LIST, WORK, FILES = "/rapporter/", "/uppdrag/", "/pdf/"


def site(web: Web) -> Site:
    """The unit's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    posts = sorted((row for row in rows if row.slug), key=lambda row: (row.posted, row.no), reverse=True)
    made_of: list[str] = []

    def render(path: str, template: str, title: str, **values: Any) -> str:
        return pages("utvarderingsnavet").get_template(template).render(path=path, title=title, base=base, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made_of.append(path)
        made.page(path, render(path, template, title, **values), TURNED[web.state].date())

    made = Host(ID, NUMBER, "both", render("/404.html", "ram", "404", html="<p>Page not found</p>").encode())
    page("/", "ram", "Lärande utvärdering", html="<p>Vi tar reda på om det blev bättre, tillsammans med er.</p>")
    paths = {row.key: _page(row, web) for row in rows}
    shown = [(row, paths[row.key]) for row in posts]
    last = -(-len(shown) // A_PAGE)
    for number in range(1, last + 1):
        some = shown[(number - 1) * A_PAGE : number * A_PAGE]
        path = LIST if number == 1 else f"{LIST}page/{number}/"
        page(path, "lista", "Rapporter", rows=some, number=number, last=last, feed=True)
    for row in rows:
        made.add(FILES + row.file, pdf(ID, web, row))
        for name in row.own.get("annexes", ()):
            made.add(FILES + name, web.document("Bilagor", f"Tabeller till {row.title}."))
    for row, path in shown:
        people = [(name, _person(name)) for name in row.authors]
        annexes = [FILES + name for name in row.own.get("annexes", ())]
        values = {"file": FILES + row.file, "annexes": annexes, "people": people, "ld": _linked_data(row, base)}
        page(path, "rapport", row.title, r=row, **values)
        if path != f"{LIST}{row.slug}/":
            made.page(f"{LIST}{row.slug}/", render("", "flyttad", "", target=base + path), TURNED[web.state].date())
    for tag in sorted({tag for row in posts for tag in row.tags}):
        some = [pair for pair in shown if tag in pair[0].tags]
        page(f"/amnen/{tag}/", "lista", tag.capitalize(), rows=some, number=1, last=1, feed=False)
    for name in sorted({name for row in posts for name in row.authors}):
        some = [pair for pair in shown if name in pair[0].authors]
        page(_person(name), "lista", name, rows=some, number=1, last=1, feed=False)
    page(WORK, "uppdragslista", "Uppdrag", rows=[_work(work, web) for work in works])
    for work in works:
        told = [_told(row, paths[row.key]) for row in rows if row.key in work.reports]
        page(f"{WORK}{work.slug}/", "uppdrag", work.title, p=_work(work, web), told=told)
    around = {"national": web.base(national.NUMBER) + national.PAGE, "sport": web.base(elsewhere.NUMBER)}
    page("/laslista/", "laslista", "Läslista", **around | {"sport": around["sport"] + elsewhere.SPORT})
    for item in data(ID)["page"]:
        page(item["path"], "ram", item["title"], html=item["html"])
        for name, title in item.get("files", {}).items():
            made.add(name, web.document(title, "Utvärderingsnavet Västra Slätten."))
    feed = render("", "flode", "", rows=shown).encode()
    made.add(f"{LIST}index.xml", Resource(feed, "application/rss+xml", modified=TURNED[web.state]))
    sitemap = render("", "karta", "", paths=made_of).encode()
    made.add("/sitemap.xml", Resource(sitemap, "application/xml", modified=TURNED[web.state]))
    made.add("/robots.txt", Resource(f"User-agent: *\nSitemap: {base}/sitemap.xml\n".encode(), "text/plain"))
    facts = environment(
        ID, "Utvärderingsnavet Västra Slätten", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Jönköpings län"], in_municipalities=["Gislaved", "Gnosjö", "Vaggeryd", "Värnamo"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + paths[row.key], base + FILES + row.file) for row in rows),
        tuple(expect_project(ID, web, work, f"{base}{WORK}{work.slug}/") for work in works),
        aside=True,
    )


def _page(row: Report, web: Web) -> str:
    """A report without a page of its own is on that of its commission."""
    if not row.slug:
        return f"{WORK}{row.work}/"
    return f"{LIST}{row.own.get('slug_year', row.slug) if web.since('year') else row.slug}/"


def _told(row: Report, path: str) -> tuple[str, tuple[str, str]]:
    if row.slug:
        return path, ("Läs rapporten ", row.title)
    return FILES + row.file, ("", f"{row.subtitle.partition('.')[0]} (pdf)")


def _work(work: Project, web: Web) -> dict[str, Any]:
    state = work.state if work.status == work.status_in(web.state) else "Klart"
    return {**work.own, "title": work.title, "text": work.text, "period": work.period, "state": state}


def _person(name: str) -> str:
    plain = name.lower().translate(str.maketrans("åäöé", "aaoe"))
    return f"/personer/{re.sub(r'[^a-z]+', '-', plain)}/"


def _linked_data(row: Report, base: str) -> str:
    told = {
        "@context": "https://schema.org", "@type": "Report", "headline": row.title, "name": row.full_title,
        "author": [{"@type": "Person", "name": name} for name in row.authors],
        "datePublished": row.posted.isoformat(), "reportNumber": row.no, "inLanguage": "sv",
        "publisher": {"@type": "Organization", "name": "Utvärderingsnavet Västra Slätten"},
        "encoding": {"@type": "MediaObject", "contentUrl": f"{base}{FILES}{row.file}"},
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)
