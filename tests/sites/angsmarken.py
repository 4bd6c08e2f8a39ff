"""Kept aside. Wix: no heading, list or article anywhere, only div, p and span; the newest reports as loose siblings of
a mesh (picture, title, text, a line of number and names, button), the older as pictures whose alt text is all that is
told, two of them the link themselves; a report of letters is a page, two are out of print; the work as paragraphs under
years, the status in a sentence; a blog, a sitemap of sitemaps."""

import hashlib
from dataclasses import replace
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-angsmarken", 43, 4
LIST, WORK, FILES = "/rapporter", "/det-vi-gor", "/_files/ugd/7c1d2e_"
MENU = (
    ("/", "Start"), (LIST, "Rapporter"), (WORK, "Det vi gör"), ("/blogg", "Blogg"), ("/kalender", "Kalender"),
    ("/om-oss", "Om oss"), ("/kontakt", "Kontakt"),
)  # fmt: skip


def site(web: Web) -> Site:
    """The association's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    linked = {"files": FILES, "national": web.base(national.NUMBER) + national.PAGE}
    linked |= {row.key: _href(row) for row in rows}

    def page(path: str, template: str, title: str, **values: Any) -> None:
        around = {"path": path, "title": title, "base": base, "menu": MENU}
        html = pages("angsmarken").get_template(template).render(**around, **values)
        made.page(path, html, TURNED[web.state].date())

    missing = "<!DOCTYPE html><title>404 | FoU Ängsmarken</title><div>Sidan finns inte längre.</div>".encode()
    made = Host(ID, NUMBER, "none", missing)
    page("/", "start", "Start")
    for row in rows:
        if row.how == "webb":
            page(_href(row), "webb", row.title, r=row)
        elif row.how != "slut":
            made.add(_href(row), pdf(ID, web, row))
    latest = [(row, _href(row)) for row in rows if row.how in ("senast", "webb")]
    cards = [(row, _href(row)) for row in rows if row.how in ("bild", "knapp")]
    page(LIST, "rapporter", "Rapporter", latest=latest, cards=cards, out=[row for row in rows if row.how == "slut"])
    years = []
    for year in sorted({work.year for work in works}, reverse=True):
        some = [work for work in works if work.year == year]
        years.append((year, [(p, _words(p, web), [(r, _href(r)) for r in rows if r.key in p.reports]) for p in some]))
    page(WORK, "arbete", "Det vi gör", years=years)
    posts = data(ID)["post"]
    last = -(-len(posts) // A_PAGE)
    for number in range(1, last + 1):
        path = f"/blogg/page/{number}" if number > 1 else "/blogg"
        page(path, "blogg", "Blogg", posts=posts[(number - 1) * A_PAGE : number * A_PAGE], last=last)
    for post in posts:
        page(f"/post/{post['slug']}", "inlagg", post["title"], day=post["day"], html=post["html"].format(**linked))
        for name, title in post.get("files", {}).items():
            made.add(FILES + name, web.document(title, "Föreningen FoU Ängsmarken."))
    for item in data(ID)["page"]:
        buttons = [(label, FILES + name) for label, name in item.get("buttons", ())]
        page(f"/{item['path']}", "sida", item["title"], lines=item["text"], buttons=buttons)
        for label, href in buttons:
            made.add(href, web.document(label, "Föreningen FoU Ängsmarken."))
    for path, inner in (("/sitemap.xml", ("/pages-sitemap.xml",)), ("/pages-sitemap.xml", [href for href, _ in MENU])):
        kind, one = ("sitemapindex", "sitemap") if path == "/sitemap.xml" else ("urlset", "url")
        listed = "".join(f"<{one}><loc>{base}{href}</loc></{one}>" for href in inner)
        xml = f'<?xml version="1.0" encoding="UTF-8"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        made.add(path, Resource(f"{xml}{listed}</{kind}>".encode(), "application/xml"))
    robots = f"User-agent: *\nAllow: /\nDisallow: *?lightbox=\n\nSitemap: {base}/sitemap.xml\n".encode()
    made.add("/robots.txt", Resource(robots, "text/plain"))
    facts = environment(
        ID, "FoU Ängsmarken", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Kronobergs län"], in_municipalities=["Lessebo", "Tingsryd", "Uppvidinge"],
    )  # fmt: skip
    here = {row.key for row in rows}
    return Site(
        facts,
        (made,),
        tuple(
            expect(
                ID, web, row, base + (_href(row) if row.how == "webb" else LIST),
                base + _href(row) if row.how not in ("webb", "slut") else "",
            )
            for row in rows
        ),
        tuple(
            replace(
                expect_project(ID, web, work, base + WORK), studies=tuple(key for key in work.reports if key in here)
            )
            for work in works
        ),
        aside=True,
    )  # fmt: skip


def _href(row: Report) -> str:
    """What its picture or button leads to."""
    if row.how == "webb":
        return f"/{row.slug}"
    return f"{FILES}{hashlib.md5(row.key.encode(), usedforsecurity=False).hexdigest()}.pdf"


def _words(work: Any, web: Web) -> str:
    """The sentence that tells when, and whether it is over."""
    over = work.done and work.status_in(web.state) == "finished"
    told: str = work.after if over else work.words
    return told
