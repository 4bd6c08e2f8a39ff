"""Kept aside. SiteVision, a municipality's: a page for each year of reports, each a paragraph as its editor wrote it (a
title in bold or in two bolds, in the link, as a heading, a file behind "Läs mer här"), sizes typed by hand, yearly
accounts and a national report between them, one year under another's address, one report on the next year's page, one
linked from two pages, one on paper; ongoing and finished evaluations as text under headings, with headings of another
kind between them and one that is over among those going on."""

import hashlib
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data, encoded

ID, NUMBER = "ljungaryd", 71
SECTION = "/kommun-och-politik/kvalitet-och-uppfoljning/utvardering-och-fou"
HOME, WORK, DONE, NEWS = (
    f"{SECTION}{tail}.html" for tail in ("", "/pagaende-utvarderingar", "/avslutade-utvarderingar", "/aktuellt")
)
AROUND = {
    "/": "Ljungaryds kommun", "/barn-och-utbildning.html": "Barn och utbildning",
    "/stod-och-omsorg.html": "Stöd och omsorg", "/kommun-och-politik.html": "Kommun och politik",
    "/kommun-och-politik/kvalitet-och-uppfoljning.html": "Kvalitet och uppföljning",
    "/om-webbplatsen.html": "Om webbplatsen",
}  # fmt: skip


def site(web: Web) -> Site:
    """The municipality's section."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    years = data(ID)["year"]
    linked = {"work": WORK, "done": DONE, "national": web.base(national.NUMBER) + national.PAGE}
    linked |= {f"y{year['id']}": _place(year["id"]) for year in years}
    linked |= {row.key.replace("-", "_"): encoded(_file(row.key, row.file)) for row in rows if row.file}
    under = [(_place(year["id"]), year["title"]) for year in years]
    menu = [(_place("reports"), "Rapporter", under), (WORK, "Pågående utvärderingar", []),
            (DONE, "Avslutade utvärderingar", []), (NEWS, "Aktuellt", [])]  # fmt: skip
    menu += [(f"{SECTION}{item['path']}.html", item["title"], []) for item in data(ID)["page"]]

    def render(path: str, template: str, title: str, **values: Any) -> str:
        around = {"path": path, "title": title, "menu": menu, "home": HOME, "node": _node(path)}
        return pages("ljungaryd").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values))

    missing = render("", "ram", "Sidan du söker finns inte", html="<p>Pröva att söka i stället.</p>")
    made = Host(ID, NUMBER, "modified", missing.encode())
    for path, title in AROUND.items():
        page(path, "ram", title, html=f'<p class="normal"><a href="{HOME}">Utvärdering och FoU</a></p>')
    for row in rows:
        if row.file:
            made.add(_file(row.key, row.file), pdf(ID, web, row))
        for name in row.own.get("annexes", ()):
            made.add(_file(row.key, name), web.document("Bilaga, tabeller", f"Hör till {row.title}."))
            linked[f"{row.key.replace('-', '_')}_bilaga"] = encoded(_file(row.key, name))
    for paper in data(ID)["paper"]:
        made.add(_file(paper["id"], paper["file"]), web.document(paper["title"], "Ljungaryds kommun."))
        linked[paper["id"]] = encoded(_file(paper["id"], paper["file"]))
    page(HOME, "start", "Utvärdering och FoU", html=data(ID)["unit"]["welcome"].format(**linked), work=WORK)
    page(_place("reports"), "ram", "Rapporter", html=data(ID)["unit"]["intro"].format(**linked))
    for year in years:
        # One paragraph after another, in the order that the editor put them.
        keyed = {row.key: row.html for row in rows} | {paper["id"]: paper["html"] for paper in data(ID)["paper"]}
        parts = [keyed.get(part, part).format(**linked) for part in year["parts"]]
        page(_place(year["id"]), "ram", year["title"], html="\n".join(parts))
    for path, key in ((WORK, "ongoing"), (DONE, "done")):
        keyed = {work.key: work.html for work in works}
        html = "\n".join(keyed.get(part, part).format(**linked) for part in data(ID)["unit"][key])
        page(path, "ram", data(ID)["unit"][f"{key}_title"], html=html)
    page(NEWS, "aktuellt", "Aktuellt", items=data(ID)["news"], section=SECTION)
    for item in data(ID)["news"]:
        values = {"html": item["html"].format(**linked), "day": item["day"]}
        page(f"{SECTION}/aktuellt/{item['slug']}.html", "nyhet", item["title"], **values)
    for item in data(ID)["page"]:
        page(f"{SECTION}{item['path']}.html", "ram", item["title"], html=item["html"].format(**linked))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /rest-api/\nDisallow: /edit\n", "text/plain"))
    facts = environment(
        ID, "Utvärderingsenheten Ljungaryd", base + HOME, pages=[base + SECTION], files=[f"{base}/download/"],
        presentation="", in_counties=["Jönköpings län"], in_municipalities=["Vaggeryd"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(
            expect(ID, web, row, base + _place(row.on), base + _file(row.key, row.file) if row.file else "")
            for row in rows
        ),
        tuple(expect_project(ID, web, work, base + (DONE if work.on == "done" else WORK)) for work in works),
        aside=True,
    )


def _place(on: str) -> str:
    """The page of a year, under the address that it once got."""
    if on == "reports":
        return f"{SECTION}/rapporter.html"
    names = {"2024": "rapporter-2023---kopia", "2021": "rapporter-2021-och-2022", "old": "aldre-rapporter"}
    return f"{SECTION}/rapporter/{names.get(on, f'rapporter-{on}')}.html"


def _node(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:21]


def _file(key: str, name: str) -> str:
    return f"/download/18.{_node(key)}/{1_600_000_000_000 + int(_node(key)[:9], 16)}/{name}"
