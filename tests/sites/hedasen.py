"""Kept aside. Plone 3, a federation of municipalities: reports as rows of tables by year, the author last, between sold
binders and yearly accounts; links as `resolveuid/<id>` against a base href; one behind a file's `/view`, a ditto mark
for a title, a year in capitals, one sold out; the newest with pages whose byline is the editor's; news that announce
reports, by `?b_start:int=`; projects in a folder for ongoing and one for finished work, between which they move."""

import hashlib
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Project, Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Query, Resource, Site, Web, data, encoded

ID, NUMBER, BATCH = "fou-hedasen", 50, 4
HOME = "/fou"
LIST, OLD, NEWS = f"{HOME}/rapporter", f"{HOME}/rapporter/rapporter-2008-2011", f"{HOME}/nyheter"
WORK = {"ongoing": f"{HOME}/projekt/pagaende", "finished": f"{HOME}/projekt/avslutade"}
PAPERS = f"{HOME}/dokument"
AROUND = {
    "/": "Kommunalförbundet Hedåsen", "/raddningstjanst": "Räddningstjänst", "/hjalpmedel": "Hjälpmedel",
    "/forbundet": "Om förbundet", "/sitemap": "Webbkarta", "/accessibility-info": "Tillgänglighet",
}  # fmt: skip


def site(web: Web) -> Site:
    """The federation's section."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    day = TURNED[web.state].date()
    folders = dict(_menu())

    def render(path: str, template: str, title: str, *, kind: str = "document", **values: Any) -> str:
        up = path if kind in ("folder", "topic") else path.rpartition("/")[0]
        above = [(p, t) for p, t in folders.items() if path.startswith(f"{p}/")]
        around = {"path": path, "title": title, "base": base, "up": f"{base}{up}/", "kind": kind, "above": above}
        return pages("hedasen").get_template(template).render(**around, menu=_menu(), home=HOME, **values)

    def send(path: str) -> None:
        made.page(f"{path}/sendto_form", render(path, "ram", "Skicka denna sida", html=data(ID)["form"]), day)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values), day)
        send(path)

    missing = render("/404", "ram", "Sidan tycks inte finnas", html="<p>Vi ber om ursäkt.</p>")
    made = Host(ID, NUMBER, "none", missing.encode())
    for path, title in AROUND.items():
        page(path, "ram", title, html=f'<p>Fem kommuner i samverkan.</p><p><a href="{base}{HOME}">FoU</a></p>')
    for row in rows:
        if row.file:
            made.add(_file(row), pdf(ID, web, row))
            made.send_on(f"{LIST}/resolveuid/{_uid(row.key)}", base + _file(row))
            if row.own.get("how") == "view":
                page(
                    f"{_file(row)}/view", "fil", row.file, kind="file", file=row.file, size=len(pdf(ID, web, row).body)
                )
        if "slug" in row.own:
            part_of = [(base + _work(web, work), work) for work in works if row.key in work.reports]
            values = {"r": row, "uid": _uid(row.key), "works": part_of}
            page(_place(row), "rapport", row.title, **values)
    others = data(ID)["row"]
    for other in others:
        if "file" in other:
            made.add(f"{LIST}/filer/{other['file']}", web.document(other["title"], "FoU Hedåsen."))
    years = sorted({row.year for row in rows if row.year} | {other["year"] for other in others}, reverse=True)
    tables = [
        (year, [(row, _uid(row.key)) for row in rows if row.year == year], [o for o in others if o["year"] == year])
        for year in years
    ]
    page(LIST, "rapporter", "Rapporter", kind="folder", tables=[table for table in tables if table[0] > 2011])
    page(OLD, "gamla", "Rapporter 2008–2011", tables=[table for table in tables if table[0] <= 2011])

    for status, folder in WORK.items():
        some = [(work.slug, work) for work in works if work.status_in(web.state) == status]
        page(folder, "mapp", folders[folder], kind="folder", rows=some)
        for slug, work in some:
            told = [(base + (_place(r) if "slug" in r.own else f"{LIST}/resolveuid/{_uid(r.key)}"), r)
                    for r in rows if r.key in work.reports]  # fmt: skip
            page(f"{folder}/{slug}", "projekt", work.title, p=work, told=told, status=status)
            if status == "finished" and work.done:
                made.send_on(f"{WORK['ongoing']}/{slug}", f"{base}{folder}/{slug}")
    halves = [
        ("pagaende", {"title": "Pågående projekt", "lead": "Det här gör vi nu.", "changed": "2012-02-09 14:12"}),
        ("avslutade", {"title": "Avslutade projekt", "lead": "Det här har vi gjort.", "changed": "2012-02-09 14:15"}),
    ]
    page(f"{HOME}/projekt", "mapp", "Projekt", kind="folder", rows=halves)

    linked = {"base": base, "national": web.base(national.NUMBER) + national.PAGE}
    linked |= {row.key.replace("-", "_"): base + (_place(row) if "slug" in row.own else _file(row)) for row in rows}
    items = [item for item in data(ID)["news"] if web.since(item.get("since", "first"))]
    for item in items:
        page(
            f"{NEWS}/{item['slug']}",
            "nyhet",
            item["title"],
            kind="news-item",
            n=item,
            html=item["html"].format(**linked),
        )

    def news(query: Query) -> Resource:
        asked = query.get("b_start:int", ["0"])[0]
        start = int(asked) if asked.isdecimal() and int(asked) < len(items) else 0
        values = {"some": items[start : start + BATCH], "start": start, "total": len(items), "size": BATCH}
        return Resource(render(NEWS, "nyheter", "Nyheter", kind="topic", **values).encode(), modified=TURNED[web.state])

    made.handlers[NEWS] = news
    send(NEWS)
    page(HOME, "start", "FoU Hedåsen", kind="folder", some=items[:3])
    papers = data(ID)["paper"]
    for paper in papers:
        made.add(f"{PAPERS}/{paper['file']}", web.document(paper["title"], "FoU Hedåsen."))
        page(f"{PAPERS}/{paper['file']}/view", "fil", paper["title"], kind="file", file=paper["file"], size=20480)
    page(PAPERS, "dokument", "Dokument", kind="folder", papers=papers)
    for item in data(ID)["page"]:
        page(HOME + item["path"], "ram", item["title"], html=item["html"].format(**linked))
    robots = "User-agent: *\nDisallow: /*/sendto_form$\nDisallow: /search\nDisallow: /login_form\n"
    made.add("/robots.txt", Resource(robots.encode(), "text/plain"))
    facts = environment(
        ID, "FoU Hedåsen", base + HOME, pages=[base + HOME], presentation="",
        in_counties=["Kalmar län"], in_municipalities=["Emmaboda", "Torsås"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _place(row), base + _file(row) if row.file else "") for row in rows),
        tuple(expect_project(ID, web, work, base + _work(web, work)) for work in works),
        aside=True,
    )


def _menu() -> list[tuple[str, str]]:
    work = list(zip(WORK.values(), ("Pågående projekt", "Avslutade projekt"), strict=True))
    rest = [(HOME + item["path"], item["title"]) for item in data(ID)["page"]]
    return [
        (HOME, "FoU Hedåsen"), (NEWS, "Nyheter"), (LIST, "Rapporter"), (OLD, "Rapporter 2008–2011"),
        (f"{HOME}/projekt", "Projekt"), *work, (PAPERS, "Dokument"), *rest,
    ]  # fmt: skip


def _uid(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _place(row: Report) -> str:
    """The page that the report stands on."""
    if "slug" in row.own:
        return f"{LIST}/{row.slug}"
    return LIST if row.year and row.year > 2011 else OLD


def _file(row: Report) -> str:
    return encoded(f"{LIST}/filer/{row.file}")


def _work(web: Web, work: Project) -> str:
    return f"{WORK[work.status_in(web.state)]}/{work.slug}"
