"""The association's site: members' reports anew under /downloads/, where the publisher stands only in the text. Its
list of members leads to a private address, into a loop of redirects and to a page that swells
(fou_sites.md §1.8, §10 7)."""

import gzip
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, ExpectedReport, Host, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-foreningen", 18, 7
PRIVATE = "http://10.44.0.7/intranat/fou-rapporter/"
SWOLLEN = 80_000_000
"""Bytes of a page that is eighty thousand on the wire."""


def site(web: Web) -> Site:
    """The site in the web's state."""
    base = web.base(NUMBER)
    found, shown = [], []

    def page(path: str, template: str, day: date | None = None, **values: Any) -> None:
        made.page(path, pages("foreningen").get_template(template).render(base=base, **values), day)

    missing = pages("foreningen").get_template("sida").render(base=base, title="Oj! Sidan finns inte.", html="")
    made = Host(ID, NUMBER, "modified", missing.encode())
    rows: list[tuple[Report, str, str, str, str]] = [
        (row, ID, row.slug, row.link, row.own.get("told", f"Författare: {row.names}.")) for row in reports(ID, web)
    ]
    for copy in data(ID)["copy"]:
        for row in reports(copy["of"], web):
            if row.key == copy["key"]:
                told = f"Rapporten är utgiven av {copy['unit']} och skriven av {row.names}."
                rows.append((row, copy["of"], copy["slug"], "Ladda ner rapporten", told))
    for row, owner, slug, link, told in sorted(rows, key=lambda r: -(r[0].year or 0)):
        path, file = f"/downloads/{slug}/", f"/download/{2200 + sum(row.key.encode())}/"
        made.add(file, pdf(owner, web, row))
        heading, _, rest = row.text.partition(". ")
        if row.series_line:
            told += f" Den ingår i serien {row.series} och har nummer {row.no}."
        told += f" {row.year}." if len(slug) % 2 else f" Den kom {row.year}."
        page(path, "rapport", title=row.full_title, heading=row.title, paragraphs=[f"{heading}.", rest, told],
             file=file, link=link)  # fmt: skip
        shown.append((path, row.full_title))
        expected = expect(owner, web, row, base + path, base + file)
        found.append(_as_ours(expected, owner))
    _lists(page, shown, TURNED[web.state].date())
    page("/", "sida", title="FoU i samverkan", html="<p>Vi samlar FoU-miljöerna. <a href='/downloads/'>Läs mer</a></p>")
    page("/om/", "sida", title="Om föreningen", html="<p>Bildad 1999. Föreningens rapport till årsmötet finns här.</p>")
    work = [
        {"key": r.key, "title": r.title, "text": r.text, "period": r.period, "status": WORDS[r.status]}
        for r in projects(ID, web)
    ]
    page("/projektdatabas/", "databas", title="Projektdatabas", rows=work)
    for item in data(ID)["news"]:
        html = item["html"].replace("{national}", web.base(national.NUMBER) + national.PAGE)
        page(item["path"], "sida", title=item["title"], html=html)
    news = [(item["path"], item["title"]) for item in data(ID)["news"]]
    page("/nyheter/", "lista", title="Nyheter", rows=news, older="", newer="")
    made.add("/wp-content/uploads/2026/02/stadgar.pdf", web.document("Stadgar", "Föreningens stadgar, antagna 1999."))
    _snares(made, page, base)
    _sitemap(made, web, [path for path, _ in shown])
    facts = environment(
        ID, "Föreningen FoU i samverkan", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Stockholms län"], in_municipalities=["Stockholm"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(found),
        tuple(expect_project(ID, web, row, f"{base}/projektdatabas/") for row in projects(ID, web)),
        traps=(f"{base}/ga/",),
    )


WORDS = {"ongoing": "Pågående", "finished": "Avslutat"}


def _as_ours(row: ExpectedReport, owner: str) -> ExpectedReport:
    """A member's report as the association has it: another environment and key, published by the member."""
    if owner == ID:
        return row
    publisher = row.publisher or data(owner)["unit"]["name"]
    return replace(row, environment=ID, study=f"forening-{row.study}", publisher=publisher)


def _lists(page: Any, shown: list[tuple[str, str]], day: date) -> None:
    last = -(-len(shown) // A_PAGE)
    paths = ["/downloads/"] + [f"/downloads/page/{n}/" for n in range(2, last + 1)]
    for n, path in enumerate(paths):
        some = shown[n * A_PAGE : (n + 1) * A_PAGE]
        older = paths[n + 1] if n + 1 < last else ""
        page(path, "lista", day, title="Publikationer", rows=some, older=older, newer=paths[n - 1] if n else "")


def _snares(made: Host, page: Any, base: str) -> None:
    names = ("norra", "sodra", "mellersta")
    links = "".join(f"<li><a href='{base}/ga/{name}'>{name.title()}</a></li>" for name in names)
    page("/medlemmar/", "sida", title="Medlemmar", html=f"<ul>{links}</ul>")
    made.send_on("/ga/norra", PRIVATE, 302)
    made.send_on("/ga/sodra", f"{base}/ga/ostra", 302)
    made.send_on("/ga/ostra", f"{base}/ga/sodra", 302)
    made.add("/ga/mellersta", Resource(_swelling(), headers=(("Content-Encoding", "gzip"),)))


@cache
def _swelling() -> bytes:
    return gzip.compress(b"<p>rapport</p>" * (SWOLLEN // 14), mtime=0)


def _sitemap(made: Host, web: Web, paths: list[str]) -> None:
    base, turned = web.base(NUMBER), TURNED[web.state]
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    urls = "".join(f"<url><loc>{base}{path}</loc></url>" for path in paths)
    made.add(
        "/dlm_download-sitemap.xml", Resource(f"<urlset {space}>{urls}</urlset>".encode(), "text/xml", modified=turned)
    )
    index = f"<sitemapindex {space}><sitemap><loc>{base}/dlm_download-sitemap.xml</loc></sitemap></sitemapindex>"
    made.add("/sitemap_index.xml", Resource(index.encode(), "text/xml"))
    robots = f"User-agent: *\nDisallow: /wp-admin/\n\nSitemap: {base}/sitemap_index.xml\n"
    made.add("/robots.txt", Resource(robots.encode(), "text/plain"))
