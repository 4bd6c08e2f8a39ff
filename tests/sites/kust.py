"""Types B and C in a section of a region's Optimizely web: pages by number, news that only announces, yearly reports of
one title, annexes with a number of their own, a former name; a second address whose pages are older. Redesigned after a
year, so that pages and files lie elsewhere (fou_sites.md §2 Gävleborg, §10 1, 3, 4, 6)."""

import hashlib
import itertools
import re
from datetime import date
from typing import Any

from tests.sites import elsewhere, national
from tests.sites.environments import environment
from tests.sites.reports import Project, Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data, kilobytes

ID, NUMBER, SECOND_NUMBER, A_PAGE = "fou-kust", 13, 14, 8
HOME = "/samverkanswebben/halsa-vard-tandvard/kunskap---utveckling/fou-kust/"
ABOUT = "<p>FoU Kust drivs av regionen och tolv kommuner. En FoU-rapport är en skrift i vår serie.</p>"


def site(web: Web) -> Site:
    """Both addresses of the region's web in the web's state."""
    base = web.base(NUMBER)
    new = web.since("year")
    rows = sorted(reports(ID, web), key=lambda row: -(row.year or 0))
    paths = {row.key: _path(row, new=new) for row in rows}
    files = {row.key: _file(row, new=new) for row in rows}
    hosts = tuple(_host(web, name, number, rows, paths, files) for name, number in HOSTS)
    for row in rows:
        hosts[0].add(files[row.key], pdf(ID, web, row))
        hosts[1].send_on(files[row.key], base + files[row.key])
        for annex in row.own.get("annexes", ()):
            path = f"{files[row.key].rpartition('/')[0]}/{annex}"
            hosts[0].add(path, web.document("Bilagor", "FoU rapport 2014:7\nBilagor till FoU rapport 2014:6"))
            hosts[1].send_on(path, base + path)
    facts = environment(
        ID, "FoU Kust", base + HOME, pages=[base + HOME, web.base(SECOND_NUMBER) + HOME],
        files=[f"{base}/{folder}/" for folder in ("globalassets", "contentassets", "siteassets")], presentation="",
        in_counties=["Kalmar län"],
        in_municipalities=["Borgholm", "Kalmar", "Mönsterås", "Mörbylånga", "Nybro", "Oskarshamn"],
    )  # fmt: skip
    return Site(
        facts,
        hosts,
        tuple(expect(ID, web, row, base + paths[row.key], base + files[row.key]) for row in rows),
        tuple(expect_project(ID, web, row, base + _project_path(row, new=new)) for row in projects(ID, web)),
    )


HOSTS = ((ID, NUMBER), (f"{ID}-utan-www", SECOND_NUMBER))


def _slug(text: str) -> str:
    plain = text.lower().replace("\xad", "").translate(str.maketrans("åäöéü", "aaoeu"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _path(row: Report, *, new: bool) -> str:
    slug = _slug(f"{row.title} {row.subtitle if 'dokumentera' in row.title else ''}")
    return f"{HOME}kunskapsbank/{slug}/" if new else f"{HOME}rapporter/{row.year}/{slug}/"


def _file(row: Report, *, new: bool) -> str:
    name = f"fou-rapport-{row.no.replace(':', '-')}.pdf"
    if new:
        return f"/siteassets/fou-kust/publikationer/{row.year}/{name}"
    if (row.year or 0) < 2012:
        return f"/globalassets/samverkanswebben/fou-kust/rapporter---arkiv/{name}"
    return f"/contentassets/{hashlib.md5(row.key.encode()).hexdigest()}/{name}"


def _project_path(row: Project, *, new: bool) -> str:
    return f"{HOME}{'det-har-gor-vi' if new else 'projekt'}/{row.key.removeprefix('kust-p-')}/"


def _host(web: Web, name: str, number: int, rows: list[Report], paths: dict[str, str], files: dict[str, str]) -> Host:
    first, new, old = web.base(NUMBER), web.since("year"), number == SECOND_NUMBER
    day = date(2027, 5, 20 - 15 * old) if new else date(2024, 2, 1) if old else date(2026, 8, 17)

    def render(template: str, path: str, **values: Any) -> str:
        around = {"base": first, "path": path, "home": HOME, "changed": day, "title": "FoU Kust"}
        return pages("kust").get_template(f"ny-{template}" if new else template).render(**{**around, **values})

    def page(path: str, template: str, **values: Any) -> None:
        made.page(path, render(template, path, **values), day)

    made = Host(name, number, "modified", render("sida", "/", title="Sidan finns inte", html="<p>404</p>").encode())
    page("/", "sida", title="Region Kust", html=f"<p>Vård och hälsa.</p><a href='{HOME}'>FoU Kust</a>")
    page("/kollektivtrafik/", "sida", title="Kollektivtrafik", html="<p>Tidtabeller.</p>")
    page(HOME, "start")
    page(f"{HOME}om-oss/", "sida", title="Om FoU Kust", html=ABOUT)
    shown = {row.key: _shown(row, paths[row.key]) for row in rows}
    for row in rows:
        first_sentence, _, rest = row.text.partition(". ")
        annexes = [f"{files[row.key].rpartition('/')[0]}/{annex}" for annex in row.own.get("annexes", ())]
        page(
            paths[row.key], "rapport", title=row.title, r=row, first=f"{first_sentence}.", rest=rest,
            file=files[row.key], annexes=annexes, size=kilobytes(len(pdf(ID, web, row).body)),
        )  # fmt: skip
    work = [(row, row.status_in(web.state) == "finished") for row in projects(ID, web)]
    listed = [{"title": row.title, "path": _project_path(row, new=new), "done": done} for row, done in work]
    for row, done in work:
        # The second address shows what stood here two years ago.
        text = f"{row.text} (Texten är från 2024.)" if old else row.text
        results = [shown[key] for key in row.reports]
        page(_project_path(row, new=new), "ettprojekt" if not new else "projekt", title=row.title, p=row, text=text,
             done=done, reports=results)  # fmt: skip
    if new:
        years = [(y, list(some)) for y, some in itertools.groupby(shown.values(), key=lambda row: row["year"])]
        page(f"{HOME}kunskapsbank/", "bank", title="Kunskapsbank", years=years)
        page(f"{HOME}det-har-gor-vi/", "gor", title="Det här gör vi", rows=listed)
        return made
    page(f"{HOME}projekt/", "projekt", title="Projekt", rows=listed)
    last = -(-len(rows) // A_PAGE)
    for n in range(1, last + 1):
        some = list(shown.values())[(n - 1) * A_PAGE : n * A_PAGE]
        values = {"title": "Rapporter", "rows": some, "number": n, "last": last}
        page(f"{HOME}rapporter/?page={n}", "rapporter", **values)
        if n == 1:
            page(f"{HOME}rapporter/", "rapporter", **values)
    page(f"{HOME}nyheter/", "nyheter", title="Nyheter", rows=data(ID)["news"])
    around = {
        "national": web.base(national.NUMBER) + national.PAGE,
        "sport": web.base(elsewhere.NUMBER) + elsewhere.SPORT,
    }
    for item in data(ID)["news"]:
        page(HOME + item["path"], "sida", title=item["title"], html=item["html"].format(**around))
    links = "".join(f"<li><a href='{d['file']}'>{d['title']} (pdf)</a></li>" for d in data(ID)["document"])
    page(f"{HOME}dokument/", "sida", title="Styrgrupp och dokument", html=f"<ul>{links}</ul>")
    for document in data(ID)["document"]:
        made.add(document["file"], web.document(document["title"], document["text"], date(2026, 3, 20)))
    robots = f"User-agent: *\nDisallow: /util/\nDisallow: /sok/\nSitemap: {first}/sitemap.xml\n"
    made.add("/robots.txt", Resource(robots.encode(), "text/plain"))
    known = [HOME, f"{HOME}rapporter/", f"{HOME}projekt/", "/kollektivtrafik/"]
    urls = "".join(f"<url><loc>{first}{path}</loc></url>" for path in known)
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    made.add("/sitemap.xml", Resource(sitemap.encode(), "text/xml"))
    return made


def _shown(row: Report, path: str) -> dict[str, Any]:
    return {
        "path": path, "title": row.title, "subtitle": row.subtitle, "full_title": row.full_title, "year": row.year,
        "series_line": row.series_line,
    }  # fmt: skip
