"""Kept aside. SiteVision: a section deep inside a region's web, its reports on one page with a fold for each year, the
files under `/download/18.…/` for the whole region; the work as cards with badges whose pages never say "projekt"."""

from itertools import groupby
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data, encoded

ID, NUMBER = "fou-skogsbygden", 24
HOME = "/regional-utveckling/valfard-och-folkhalsa/fou-skogsbygden"
AROUND = {
    "/halsa-och-vard": "Hälsa och vård", "/kollektivtrafik": "Kollektivtrafik", "/kultur": "Kultur",
    "/regional-utveckling": "Regional utveckling", "/regional-utveckling/valfard-och-folkhalsa": "Välfärd",
    "/politik-och-organisation": "Politik och organisation", "/jobba-hos-oss": "Jobba hos oss",
    "/om-webbplatsen": "Om webbplatsen", "/tillganglighetsredogorelse": "Tillgänglighetsredogörelse", "/sok": "Sök",
}  # fmt: skip


def site(web: Web) -> Site:
    """The region's section."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    linked = {"home": HOME, "national": web.base(national.NUMBER) + national.PAGE}

    def page(path: str, template: str, title: str, **values: Any) -> str:
        return pages("skogsbygden").get_template(template).render(path=path, title=title, home=HOME, **values)

    made = Host(ID, NUMBER, "modified", page("", "ram", "Sidan kunde inte hittas", html="<p>404</p>").encode())
    html = '<p>Regionen ansvarar för sjukvården i länet.</p><p><a href="/download/18.11/1/Budget.pdf">Budget</a></p>'
    made.add("/download/18.11/1/Budget.pdf", web.document("Budget", "Regionplan och budget."))
    for path, title in {"/": "Region Skogsbygden", **AROUND}.items():
        made.page(path, page(path, "ram", title, html=html))
    made.page(HOME, page(HOME, "start", "FoU Skogsbygden"))
    files = {row.key: pdf(ID, web, row) for row in rows}
    for row in rows:
        made.add(_file(row), files[row.key])
    shown = [(row, encoded(_file(row)), len(files[row.key].body)) for row in rows]
    years = [(year, list(some)) for year, some in groupby(shown, key=lambda row: row[0].year)]
    made.page(f"{HOME}/rapporter", page(f"{HOME}/rapporter", "rapporter", "Rapporter", years=years))
    work = f"{HOME}/det-har-gor-vi"
    made.page(work, page(work, "arbete", "Det här gör vi", rows=works))
    for row in works:
        path, told = f"{work}/{row.slug}", [report for report in rows if report.key in row.reports]
        made.page(path, page(path, "ettarbete", row.title, p=row, works=told))
    for item in data(ID)["page"]:
        path = HOME + item["path"]
        made.page(path, page(path, "ram", item["title"], html=item["html"].format(**linked)))
        for file in item.get("files", ()):
            made.add(file, web.document(file.rpartition("/")[2].removesuffix(".pdf"), "FoU Skogsbygden."))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /sok\nDisallow: /rest-api/\n", "text/plain"))
    facts = environment(
        ID, "FoU Skogsbygden", base + HOME, pages=[base + HOME], files=[f"{base}/download/"], presentation="",
        in_counties=["Dalarnas län"], in_municipalities=["Mora", "Orsa", "Älvdalen"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, f"{base}{HOME}/rapporter", base + _file(row)) for row in rows),
        tuple(expect_project(ID, web, row, f"{base}{work}/{row.slug}") for row in works),
        aside=True,
    )


def _file(row: Report) -> str:
    return f"/download/18.{row.node}/{row.stamp}/{row.title.rstrip('?')}.pdf"
