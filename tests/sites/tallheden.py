"""Kept aside. Drupal: a university college's centre in a region's web; one numbered list of all that its staff has
published by `?page=`, reports in a series among articles, theses, chapters and posters, authors by initials (the files
print them in full), the same references without links on pages of research groups; one report is a book of linked
pages, one only printed; the oldest by number on the series' page, one without file; all work in one table with start,
end and a status word."""

from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data, encoded, long_date

ID, NUMBER, A_PAGE = "cvf-tallheden", 44, 11
HOME, FILES = "/forskning-och-utbildning/centrum-for-vardagsforskning", "/sites/default/files/"
LIST, SERIES, BOOK = f"{HOME}/publikationer", f"{HOME}/rapportserien", f"{HOME}/att-tala-genom-en-skarm"
AROUND = {
    "/": "Region Tallheden", "/halsa-och-vard": "Hälsa och vård", "/kollektivtrafik": "Kollektivtrafik",
    "/politik-och-insyn": "Politik och insyn", "/om-kakor": "Om kakor",
}  # fmt: skip


def site(web: Web) -> Site:
    """The centre's section."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    linked = {"files": FILES, "national": web.base(national.NUMBER) + national.PAGE}
    menu = [(item["path"], item["title"]) for item in data(ID)["page"]]

    def page(path: str, template: str, title: str, **values: Any) -> None:
        around = {"path": path, "title": title, "base": base, "home": HOME, "menu": menu, "files": FILES}
        around |= {"day": long_date(TURNED[web.state].date()), "state": web.state}
        html = pages("tallheden").get_template(template).render(**around, **values)
        made.page(path, html, TURNED[web.state].date())

    missing = "<!DOCTYPE html><title>Sidan hittades inte | Region Tallheden</title><p>Prova sökningen.</p>".encode()
    made = Host(ID, NUMBER, "modified", missing)
    for path, title in AROUND.items():
        page(path, "ram", title, html=f'<p>Region Tallheden.</p><p><a href="{HOME}">Forskning</a></p>')
    lead = "<p>Vi forskar om det som alla gör varje dag, när samhället ska hjälpa till.</p>"
    page(HOME, "ram", "Centrum för vardagsforskning", html=lead)

    references: list[tuple[int, Report | None, str, int, str, str]] = []
    for row in rows:
        size = 0
        if row.file:
            found = pdf(ID, web, row)
            made.add(FILES + row.file, found)
            size = len(found.body)
        short = ""
        for name in row.own.get("annexes", ()):
            short = FILES + row.file.rpartition("/")[0] + "/" + name
            made.add(short, web.document(f"Kortversion av {row.title}", f"Kortversion av {row.series_line}."))
        if row.where != "serie":
            references.append((row.year or 0, row, _href(row), size, short, ""))
    for other in data(ID)["other"]:
        references.append((other["year"], None, "", 0, "", other["html"].format(**linked)))
        for name, title in other.get("files", {}).items():
            made.add(FILES + name, web.document(title, "Högskolan i Tallheden."))
    listed = [entry for _, *entry in sorted(references, key=lambda entry: entry[0], reverse=True)]
    last = -(-len(listed) // A_PAGE)
    place = {row.key: BOOK if row.where == "bok" else SERIES for row in rows}
    for number in range(last):
        some = listed[number * A_PAGE : (number + 1) * A_PAGE]
        values = {"rows": some, "number": number, "last": last, "first": number * A_PAGE + 1}
        page(f"{LIST}?page={number}", "publikationer", "Publikationer", **values)
        if not number:
            page(LIST, "publikationer", "Publikationer", **values)
        path = f"{LIST}?page={number}" if number else LIST
        place |= {row.key: path for row, *_ in some if row and row.where != "bok"}
    page(SERIES, "serien", "Rapportserien", rows=[(row, _href(row)) for row in rows if row.where == "serie"])
    made.add(FILES + "2024-01/mall_vardagsrapport.pdf", web.document("Mall för Vardagsrapport", "Skriv titeln här."))
    for row in rows:
        if row.where == "bok":
            told = [("", "", row.title)]
            told += [(f"/{n}", c.partition("|")[2], c.partition("|")[0]) for n, c in enumerate(row.chapters, 1)]
            parts = [(BOOK + tail, name) for tail, _, name in told]
            for tail, chapter, name in told:
                page(BOOK + tail, "bok", name, r=row, chapter=chapter, parts=parts)
    groups = data(ID)["group"]
    page(f"{HOME}/forskargrupper", "grupper", "Forskargrupper", groups=groups)
    for group in groups:
        theirs = [row for row in rows if row.own.get("group") == group["path"]]
        others = [other["html"].format(**linked) for other in data(ID)["other"] if other["group"] == group["path"]]
        page(f"{HOME}/forskargrupper/{group['path']}", "grupp", group["title"], g=group, rows=theirs, others=others)
    page(f"{HOME}/projekt", "projekt", "Projekt", works=works)
    for item in data(ID)["page"]:
        page(f"{HOME}/{item['path']}", "ram", item["title"], html=item["html"].format(**linked))
        for name, title in item.get("files", {}).items():
            made.add(FILES + name, web.document(title, "Centrum för vardagsforskning Tallheden."))
    robots = b"User-agent: *\nDisallow: /core/\nDisallow: /admin/\nDisallow: /search/\nDisallow: /node/add/\n"
    made.add("/robots.txt", Resource(robots, "text/plain"))
    facts = environment(
        ID, "Centrum för vardagsforskning Tallheden", base + HOME, pages=[base + HOME], files=[base + FILES],
        presentation="", in_counties=["Västerbottens län"],
        in_municipalities=["Norsjö", "Robertsfors", "Vindeln", "Vännäs", "Åsele"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + place[row.key], base + FILES + row.file if row.file else "") for row in rows),
        tuple(expect_project(ID, web, work, f"{base}{HOME}/projekt") for work in works),
        aside=True,
    )


def _href(row: Report) -> str:
    """What a list links to."""
    return BOOK if row.where == "bok" else encoded(FILES + row.file) if row.file else ""
