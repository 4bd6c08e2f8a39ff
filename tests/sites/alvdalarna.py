"""Type A on Drupal: nodes with labelled fields and metadata tags, a pager counting from nought, facets without end, a
sitemap index, a crawl delay, a list that first says "too many requests"; after a year a captcha before everything
(fou_sites.md §10 5, 8, 13)."""

import hashlib
from datetime import date
from typing import Any

from tests.sites.environments import environment
from tests.sites.reports import expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data, kilobytes

ID, NUMBER, A_PAGE = "fou-alvdalarna", 15, 6
STATUS = {"ongoing": "Pågående", "finished": "Avslutat"}


def site(web: Web) -> Site:
    """The site in the web's state."""
    base = web.base(NUMBER)
    facts = environment(
        ID, "FoU Älvdalarna", f"{base}/", pages=[f"{base}/"], presentation="", in_counties=["Dalarnas län"],
        in_municipalities=["Leksand", "Mora", "Orsa", "Rättvik", "Älvdalen"],
    )  # fmt: skip
    if web.since("year"):
        return Site(facts, (_closed(),), (), outcome="blocked")
    rows = sorted(reports(ID, web), key=lambda row: -(row.year or 0))
    nodes = {row.key: 40 + sum(row.key.encode()) for row in rows}
    paths = {row.key: f"/publikationer/{row.key.removeprefix('alv-')}" for row in rows}
    files = {row.key: f"/sites/default/files/{row.year}-0{1 + nodes[row.key] % 9}/{_name(row.title)}" for row in rows}
    files["alv-fabod"] = "/system/files/2011-02/Fäboden som mötesplats_FINAL.pdf"

    def page(path: str, template: str, **values: Any) -> None:
        made.page(path, pages("alvdalarna").get_template(template).render(base=base, path=path, **values))

    missing = pages("alvdalarna").get_template("sida").render(title="Sidan kunde inte hittas", html="")
    made = Host(ID, NUMBER, "none", missing.encode(), busy={"/publikationer": 1})
    page("/", "start", title="Välkommen")
    shown = [
        {"node": nodes[row.key], "path": paths[row.key], "title": row.full_title, "year": row.year} for row in rows
    ]
    topics = sorted({row.topic for row in rows})
    last = -(-len(rows) // A_PAGE)
    for n in range(last):
        values = {"title": "Publikationer", "rows": shown[n * A_PAGE : (n + 1) * A_PAGE], "number": n, "last": last}
        page(f"/publikationer?page={n}", "lista", topics=topics, **values)
        if n == 0:
            page("/publikationer", "lista", topics=topics, **values)
    for number, topic in enumerate(topics, 1):
        some = [show for show, row in zip(shown, rows, strict=True) if row.topic == topic]
        values = {"title": "Publikationer", "rows": some, "number": 0, "last": 1, "topics": topics}
        page(f"/publikationer?f%5B0%5D=amne%3A{number}", "lista", **values)
    for row in rows:
        file = pdf(ID, web, row)
        made.add(files[row.key], file)
        page(
            paths[row.key], "rapport", title=row.title, r=row, node=nodes[row.key], file=files[row.key],
            name=files[row.key].rpartition("/")[2], size=kilobytes(len(file.body)).replace("kB", "KB"),
        )  # fmt: skip
        made.send_on(f"/node/{nodes[row.key]}", base + paths[row.key])
    by_key = {row.key: {"node": nodes[row.key], "title": row.title} for row in rows}
    work = []
    for row in projects(ID, web):
        status, path = STATUS[row.status_in(web.state)], f"/projekt/{row.key.removeprefix('alv-p-')}"
        work.append({"title": row.title, "path": path, "status": status})
        page(path, "projekt", title=row.title, p=row, status=status, results=[by_key[key] for key in row.reports])
    page("/projekt", "projektlista", title="Projekt", rows=work)
    for row in data(ID)["page"]:
        page(row["path"], "sida", title=row["title"], html=row["html"])
    news = [row for row in data(ID)["page"] if row["path"].startswith("/nyheter/")]
    links = "".join(f"<li><a href='{row['path']}'>{row['title']}</a></li>" for row in news)
    page("/nyheter", "sida", title="Nyheter", html=f"<ul>{links}</ul>")
    page("/user/login", "sida", title="Logga in", html="<form><input name=name><input name=pass></form>")
    invitation = web.document("Inbjudan till chefsdagar", "Välkommen till Rättvik den 4 mars.", date(2026, 1, 9))
    made.add("/sites/default/files/2026-03/inbjudan-chefsdagar.pdf", invitation)
    made.slow[paths["alv-takt-tid"]] = 1.2
    robots = f"User-agent: *\nCrawl-delay: 0.1\nDisallow: /user/\nDisallow: /search/\nSitemap: {base}/sitemap.xml\n"
    made.add("/robots.txt", Resource(robots.encode(), "text/plain"))
    _sitemaps(made, base, [*paths.values()], [row["path"] for row in work])
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + paths[row.key], base + files[row.key]) for row in rows),
        tuple(
            expect_project(ID, web, row, f"{base}/projekt/{row.key.removeprefix('alv-p-')}")
            for row in projects(ID, web)
        ),
        traps=(f"{base}/publikationer?f",),
        forbidden=(f"{base}/user/", f"{base}/search/"),
    )


def _name(title: str) -> str:
    """As Drupal stores uploads whose names clash: the words as they are, and sometimes a number."""
    digest = hashlib.md5(title.encode()).digest()[0]
    plain = "".join(letter for letter in title if letter.isalnum() or letter == " ")
    plain = plain.replace(" ", "_" if digest % 2 else "-")
    return f"{plain}{'_0' if digest % 5 == 0 else ''}.pdf"


def _closed() -> Host:
    html = pages("alvdalarna").get_template("captcha").render()
    return Host(ID, NUMBER, "none", html.encode(), missing_status=200)


def _sitemaps(made: Host, base: str, *parts: list[str]) -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    rows = ""
    for number, paths in enumerate(parts, 1):
        urls = "".join(f"<url><loc>{base}{path}</loc><lastmod>2026-08-30</lastmod></url>" for path in paths)
        made.add(f"/sitemap.xml?page={number}", Resource(f"<urlset {space}>{urls}</urlset>".encode(), "text/xml"))
        rows += f"<sitemap><loc>{base}/sitemap.xml?page={number}</loc></sitemap>"
    made.add("/sitemap.xml", Resource(f"<sitemapindex {space}>{rows}</sitemapindex>".encode(), "text/xml"))
