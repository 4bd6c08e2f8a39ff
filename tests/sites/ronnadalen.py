"""Kept aside. Pages saved from a word processor, windows-1252: reports in one table with merged cells for year and
authors and for the rest of the material, their files behind "Läs hela" in footnotes below it; scanned ones on a page of
their own behind their numbers, one report a page, one out of print; work as numbered sections of a plan, some with a
page besides."""

from itertools import groupby
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Project, Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data

ID, NUMBER = "fou-ronnadalen", 47
LIST, SCANNED, PLAN = "/fou/rapporter.htm", "/fou/skannade.htm", "/fou/verksamhetsplan.htm"

Noted = tuple[int, Report, int]
"""The number of its footnote, the report, and how many rows its cell of authors goes over (0: the one above does)."""


def site(web: Web) -> Site:
    """The unit's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        html = pages("ronnadalen").get_template(template).render(title=title, **values)
        made.page(path, html, TURNED[web.state].date(), "windows-1252")

    missing = b"<html><title>Not Found</title><h1>Sidan finns inte</h1></html>"
    made = Host(ID, NUMBER, "modified", missing)
    page("/fou/index.htm", "start", "FoU Rönnådalen", national=web.base(national.NUMBER) + national.PAGE)
    in_table = [row for row in rows if row.where == "tabell"]
    page(LIST, "rapporter", "Rapporter", years=_years(in_table), papers=data(ID)["paper"])
    page(SCANNED, "skannade", "Rapporter före 2010", old=[row for row in rows if row not in in_table])
    for row in rows:
        if row.file:
            made.add(row.file, pdf(ID, web, row))
        elif "webb" in row.own:
            page(f"/fou/{row.webb}", "webb", row.title, r=row)
        for annex in row.own.get("annexes", ()):
            made.add(f"/fou/rapporter-filer/{annex}", web.document("Bilaga 1", f"Bilaga till {row.title}."))
    for paper in data(ID)["paper"]:
        made.add(paper["file"], web.document(paper["label"], "FoU Rönnådalen."))
    finished = [p for p in works if p.status_in(web.state) == "finished"]
    told = {p.key: [row for row in rows if row.key in p.reports] for p in works}
    ongoing = [p for p in works if p not in finished]
    page(PLAN, "plan", "Verksamhetsplan 2026", ongoing=ongoing, finished=finished, told=told)
    for work in works:
        if "slug" in work.own:
            page(
                _place(work), "studie", work.title, p=work, told=told[work.key],
                status="finished" if work in finished else "ongoing",
            )  # fmt: skip
    for item in data(ID)["page"]:
        page(f"/fou/{item['file']}", "ram", item["title"], html=item["html"])
        for name, title in item.get("files", {}).items():
            made.add(name, web.document(title, "FoU Rönnådalen."))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /intern/\n", "text/plain"))
    facts = environment(
        ID, "FoU Rönnådalen", f"{base}/fou/index.htm", pages=[f"{base}/fou/"], presentation="",
        in_counties=["Dalarnas län"], in_municipalities=["Malung-Sälen", "Vansbro", "Gagnef"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _page_of(row), base + row.file if row.file else "") for row in rows),
        tuple(expect_project(ID, web, work, base + _place(work)) for work in works),
        aside=True,
    )


def _years(rows: list[Report]) -> list[tuple[int | None, list[Noted]]]:
    """The reports by year; successive ones by the same authors share the cell of authors."""
    number, years = 0, []
    for year, some in groupby(rows, lambda row: row.year):
        noted: list[Noted] = []
        for _, same in groupby(some, lambda row: row.authors):
            together = list(same)
            for place, row in enumerate(together):
                number += 1
                noted.append((number, row, 0 if place else len(together)))
        years.append((year, noted))
    return years


def _page_of(row: Report) -> str:
    if "webb" in row.own:
        return f"/fou/{row.webb}"
    return LIST if row.where == "tabell" else SCANNED


def _place(work: Project) -> str:
    """The page of a piece of work; the plan where it has none."""
    return f"/fou/{work.slug}" if "slug" in work.own else PLAN
