"""Kept aside. A university's centre: references under a heading for each year, its own series between articles and
chapters; the link is the title, "Fulltext" or "Ladda ner", the file `fil?media=391`; some reports are told of only;
the same reference on a person's and a project's page; a project is `visa?kod=CVS2021-01` with Löptid and Läge."""

from typing import Any

from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Query, Resource, Site, Web, data

ID, NUMBER = "centrum-valfard", 31
HOME = "/centrum/valfard"
OTHERS = {
    "/": "Exempellärosätet", "/utbildning/": "Utbildning", "/forskning/": "Forskning", "/samverkan/": "Samverkan",
    "/bibliotek/": "Bibliotek",
}  # fmt: skip


def site(web: Web) -> Site:
    """The centre's pages."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(template, title, **values))

    def render(template: str, title: str, **values: Any) -> str:
        return pages("centrum").get_template(template).render(title=title, home=HOME, **values)

    made = Host(ID, NUMBER, "modified", render("ram", "Sidan saknas", html="<p>404</p>").encode())
    for path, title in OTHERS.items():
        page(path, "ram", title, html="<p>Exempellärosätet har 9 000 studenter.</p>")
    lead = "<p>Vi forskar tillsammans med kommunerna om socialtjänst, vård och omsorg.</p>"
    page(HOME, "ram", "Centrum för välfärdsstudier", html=lead)
    others: list[dict[str, Any]] = data(ID)["other"]
    years = [
        (
            year,
            [_reference(row) for row in rows if row.year == year],
            [other["text"] for other in others if other["year"] == year],
        )
        for year in sorted({row.year or 0 for row in rows}, reverse=True)
    ]
    page(f"{HOME}/publikationer", "publikationer", "Publikationer", years=years)
    for row in rows:
        if row.media:
            made.add(_file(row), pdf(ID, web, row))
    names = sorted({name for row in rows for name in row.authors})
    people = [(name, f"{HOME}/medarbetare/{number}") for number, name in enumerate(names, 1)]
    page(f"{HOME}/medarbetare", "medarbetare", "Medarbetare", people=people)
    for name, path in people:
        page(path, "person", name, some=[_reference(row) for row in rows if name in row.authors and row.media][:3])
    groups = [
        (title, [work for work in works if work.status == status])
        for title, status in (("Pågående forskning", "ongoing"), ("Avslutad forskning", "finished"))
    ]
    page(f"{HOME}/forskning", "forskning", "Forskning", groups=groups)
    shown = {
        work.code: render(
            "visa", work.title, p=work, some=[_reference(row) for row in rows if row.key in work.reports]
        ).encode()
        for work in works
    }

    def show(query: Query) -> Resource | None:
        body = shown.get(query.get("kod", [""])[0])
        return Resource(body) if body else None

    made.handlers[f"{HOME}/forskning/visa"] = show
    for item in data(ID)["page"]:
        page(HOME + item["path"], "ram", item["title"], html=item["html"])
        for number, title in item.get("files", {}).items():
            made.add(f"{HOME}/fil?media={number}", web.document(title, "Exempellärosätet."))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /intern/\n", "text/plain"))
    facts = environment(
        ID, "Centrum för välfärdsstudier", base + HOME, pages=[base + HOME], presentation="",
        in_counties=["Örebro län"], in_municipalities=["Karlskoga", "Örebro"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(
            expect(ID, web, row, f"{base}{HOME}/publikationer", base + _file(row) if row.media else "") for row in rows
        ),
        tuple(expect_project(ID, web, row, f"{base}{HOME}/forskning/visa?kod={row.code}") for row in works),
        aside=True,
    )


def _reference(row: Report) -> dict[str, Any]:
    turned = [
        f"{family}, {given[0]}." if row.media else f"{family}, {given}"  # in full where no file tells it
        for given, _, family in (name.partition(" ") for name in row.authors)
    ]
    head = f"{row.title} {row.subtitle}" if row.title.endswith("?") else row.title
    if row.subtitle and not row.title.endswith("?"):
        head = f"{row.title}. {row.subtitle}"
    return {
        "apa": " & ".join(turned), "year": row.year, "head": head, "no": row.no, "how": row.media % 3,
        "href": _file(row) if row.media else "", "stop": "" if head.endswith("?") else ".",
    }  # fmt: skip


def _file(row: Report) -> str:
    return f"{HOME}/fil?media={row.media}"
