"""Kept aside. Drupal: all publications in one views table with filters and sorting links, reports among newsletters,
posters and another's report, told apart by a column; authors turned around; "PDF" to `/media/<n>/download?inline`, only
some rows with a page; one report is its page, one only in print; studies as paragraphs of themes' pages, the status in
a sentence, a finished study's report beside it."""

from dataclasses import dataclass, replace
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.pdfs.frame import author_lines
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, ExpectedReport, Host, Query, Resource, Site, Web, data

ID, NUMBER = "fou-osterskogen", 42
TABLE, THEMES = "/publikationer", "/teman"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table; `file` is on the site, `link` elsewhere."""

    year: int
    title: str
    kind: str
    reversed: str = ""
    no: str = ""
    href: str = ""
    file: str = ""
    link: str = ""


def site(web: Web) -> Site:
    """The unit's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    theirs = web.base(national.NUMBER) + national.PAGE

    def render(path: str, template: str, title: str, **values: Any) -> str:
        around = {"path": path, "title": title, "base": base, "state": web.state}
        return pages("osterskogen").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values), TURNED[web.state].date())

    def store(media: int, name: str, file: Resource) -> None:
        headers = (("Content-Disposition", f'inline; filename="{name}"'),)
        made.add(_media(media), replace(file, headers=headers))

    made = Host(ID, NUMBER, "both", render("", "ram", "Sidan hittades inte", html="<p>Sidan finns inte.</p>").encode())
    page("/", "ram", "Forskning nära", html="<p>Vi forskar om det som händer mellan besluten.</p>")
    entries = [Entry(2020, "Öppna jämförelser av socialtjänsten 2019", "Nationell rapport", link=theirs)]
    for row in rows:
        file = _media(row.media) if "media" in row.own else ""
        if file:
            found = pdf(ID, web, row)
            store(row.media, row.name, found)
            for annex in row.own.get("annexes", ()):
                store(annex["media"], annex["name"], web.document(annex["label"], f"Bilaga till {row.title}."))
        if "node" in row.own:
            size = len(found.body) if file else 0
            page(_place(row), "nod", row.title, r=row, file=file, size=size)
        turned_names = "; ".join(author_lines(row.authors, "reversed"))
        href = _place(row) if "node" in row.own else ""
        entries.append(Entry(row.year or 0, row.full_title, row.kind, turned_names, row.no, href, file))
    for other in data(ID)["other"]:
        file = _media(other["media"])
        store(other["media"], "dokument.pdf", web.document(other["title"], f"{other['kind']}, FoU Österskogen."))
        entries.append(Entry(other["year"], other["title"], other["kind"], file=file))

    def table(query: Query) -> Resource:
        order, sort = query.get("order", ["ar"])[0], query.get("sort", ["desc"])[0]
        sorted_by = {"titel": "title", "forf": "reversed", "typ": "kind"}.get(order, "year")
        some = sorted(entries, key=lambda entry: getattr(entry, sorted_by), reverse=sort == "desc")
        values = {"rows": some, "order": order, "sort": sort, "topics": sorted({row.topic for row in rows})}
        html = render(TABLE, "tabell", "Publikationer", **values)
        return Resource(html.encode(), modified=TURNED[web.state])

    made.handlers[TABLE] = table
    page(THEMES, "teman", "Teman", themes=data(ID)["theme"])
    for theme in data(ID)["theme"]:
        studies = [
            (
                p,
                [
                    (row, _place(row) if "node" in row.own else _media(row.media))
                    for row in rows
                    if row.key in p.reports
                ],
            )
            for p in works
            if p.theme == theme["path"]
        ]
        page(f"{THEMES}/{theme['path']}", "tema", theme["title"], lead=theme["lead"], studies=studies)
    for item in data(ID)["page"]:
        page(item["path"], "ram", item["title"], html=item["html"])
        for name, title in item.get("files", {}).items():
            made.add(name, web.document(title, "FoU Österskogen."))
    robots = b"User-agent: *\nDisallow: /core/\nDisallow: /admin/\nDisallow: /search/\nDisallow: /user/\n"
    made.add("/robots.txt", Resource(robots, "text/plain"))
    facts = environment(
        ID, "FoU Österskogen", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Uppsala län"], in_municipalities=["Tierp", "Östhammar"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(_expect(web, row, base) for row in rows),
        tuple(expect_project(ID, web, work, f"{base}{THEMES}/{work.theme}") for work in works),
        aside=True,
    )


def _place(row: Report) -> str:
    """The page that the report stands on."""
    return f"{TABLE}/{row.node}" if "node" in row.own else TABLE


def _expect(web: Web, row: Report, base: str) -> ExpectedReport:
    made = expect(
        ID, web, replace(row, own={}), base + _place(row), base + _media(row.media) if "media" in row.own else ""
    )
    return replace(made, annexes=tuple(base + _media(annex["media"]) for annex in row.own.get("annexes", ())))


def _media(number: int) -> str:
    return f"/media/{number}/download?inline"
