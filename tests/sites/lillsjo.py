"""Kept aside. Sitecore: a municipality's unit is one page of folds. In one fold the reports as each editor wrote them:
a bold line and a "här", a file's bare name, a link in a sentence, names in brackets, one a page, one on paper;
between them newsletters, slides and minutes; one report only beside its finished study, files without a telling name,
some under `/~/media/….ashx`; studies as bold lines in two folds."""

from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data

ID, NUMBER = "fou-lillsjo", 45
HOME = "/omsorg-och-stod/om-socialforvaltningen/forskning-och-utveckling"
AROUND = {
    "/": "Lillsjö kommun", "/barn-och-utbildning": "Barn och utbildning", "/bygga-och-bo": "Bygga och bo",
    "/omsorg-och-stod": "Omsorg och stöd", "/kommun-och-politik": "Kommun och politik",
    "/om-webbplatsen/kakor": "Kakor",
}  # fmt: skip


def site(web: Web) -> Site:
    """The municipality's page."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        html = pages("lillsjo").get_template(template).render(path=path, title=title, base=base, **values)
        made.page(path, html, TURNED[web.state].date())

    missing = "<!DOCTYPE html><title>Sidan hittades inte - Lillsjö kommun</title><h1>Vi hittar inte sidan</h1>".encode()
    made = Host(ID, NUMBER, "both", missing, ignore_case=True)
    for path, title in AROUND.items():
        page(path, "ram", title, html=f'<p>Lillsjö kommun.</p><p><a href="{HOME}">Forskning och utveckling</a></p>')
    for row in rows:
        if row.file:
            made.add(row.file, pdf(ID, web, row))
        elif row.told == "webb":
            page(f"{HOME}/{row.slug}", "webb", row.title, r=row)
    for paper in data(ID)["paper"]:
        made.add(paper["file"], web.document(paper["label"], "Socialförvaltningen, Lillsjö kommun."))
    finished = [p for p in works if p.status_in(web.state) == "finished"]
    values = {
        "ongoing": [p for p in works if p not in finished],
        "finished": [(p, [row for row in rows if row.key in p.reports]) for p in finished],
        "national": web.base(national.NUMBER) + national.PAGE,
    }
    page(HOME, "fou", "Forskning och utveckling", reports=rows, data=data(ID), **values)
    for item in data(ID)["page"]:
        page(HOME + item["path"], "ram", item["title"], html=item["html"])
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /sitecore/\nDisallow: /sok\n", "text/plain"))
    facts = environment(
        ID, "FoU i Lillsjö", base + HOME, pages=[base + HOME], files=[f"{base}/-/media/", f"{base}/~/media/"],
        presentation="", in_counties=["Västra Götalands län"], in_municipalities=["Tranemo"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(
            expect(
                ID, web, row, base + (f"{HOME}/{row.slug}" if row.told == "webb" else HOME),
                base + row.file if row.file else "",
            )
            for row in rows
        ),
        tuple(expect_project(ID, web, work, base + HOME) for work in works),
        aside=True,
    )  # fmt: skip
