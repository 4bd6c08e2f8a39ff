"""Kept aside. SharePoint: a federation's document library as a table by columns, reports among plans and minutes, each
with a form of properties (`DispForm.aspx?ID=`); authors as "Efternamn, Förnamn; …" there only, sorting links, paging by
the last number, a calendar without end; the work as a list with forms of its own."""

from datetime import date
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Project, Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import MONTHS, Host, Query, Resource, Site, Web, data, encoded

ID, NUMBER, A_PAGE = "fou-bruksbygden", 33, 10
LIBRARY, LIST = "/fou/Publikationer/", "/fou/Publikationer/Forms/Alla.aspx"
FORM, WORK, NEWS = "/fou/Publikationer/Forms/DispForm.aspx", "/fou/Lists/Uppdrag/", "/fou/Lists/Nyheter/"
CALENDAR = "/fou/Lists/Kalender/calendar.aspx"


def site(web: Web) -> Site:
    """The federation's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    linked = web.base(national.NUMBER) + national.PAGE

    def render(path: str, template: str, title: str, **values: Any) -> str:
        return pages("bruksbygden").get_template(template).render(path=path, title=title, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values))

    missing = render("/_layouts/15/error.aspx", "ram", "Fel", html="<p>Det gick inte att hitta sidan.</p>")
    made = Host(ID, NUMBER, "none", missing.encode(), ignore_case=True)
    made.send_on("/", "/Sidor/default.aspx", 302)
    around = "<p>Fyra kommuner i samverkan.</p><p><a href='/fou/Sidor/default.aspx'>FoU</a></p>"
    for path in ("/Sidor/default.aspx", "/raddningstjanst/Sidor/default.aspx", "/_layouts/15/Authenticate.aspx"):
        page(path, "ram", "Bruksbygdens kommunalförbund", html=around)
    news = data(ID)["news"]
    page("/fou/Sidor/default.aspx", "start", "FoU Bruksbygden", news=news[:2])
    shown = sorted([_columns(row) for row in rows] + [_other(row) for row in data(ID)["other"]], key=_newest)

    def library(query: Query) -> Resource:
        after = query.get("p_ID", [""])[0]
        left = [row for row in shown if not after.isdecimal() or row["id"] < int(after)]
        some, gone = left[:A_PAGE], len(shown) - len(left)
        ahead = some[-1]["id"] if len(left) > A_PAGE else 0
        values = {"rows": some, "back": gone, "first": gone + 1, "last": gone + len(some), "ahead": ahead}
        return Resource(render(LIST, "bibliotek", "Publikationer", **values).encode())

    made.handlers[LIST.lower()] = library
    for row in rows:
        made.add(LIBRARY + row.file, pdf(ID, web, row))
    for row in data(ID)["other"]:
        made.add(LIBRARY + row["file"], web.document(row["title"], "FoU Bruksbygden."))
    for row in data(ID)["document"]:
        made.add(row["path"], web.document(row["title"], "FoU Bruksbygden."))

    def form(path: str, number: int, listed: tuple[str, str], name: str, fields: list[tuple[str, str]]) -> None:
        values = {"list": listed[0], "listed_in": listed[1], "name": name, "made": f"2024-0{number % 9 + 1}-14 09:12"}
        shown = [(label, value) for label, value in fields if value]
        page(f"{path}?ID={number}", "egenskaper", f"{listed[1]} - {name}", fields=shown, **values)

    for columns in shown:
        form(FORM, columns["id"], (LIST, "Publikationer"), columns["file"].removesuffix(".pdf"), columns["fields"])
    page(f"{WORK}AllItems.aspx", "uppdrag", "Uppdrag", rows=[_work(work, web) for work in works])
    for work in works:
        told = [(row, _form(row)) for row in rows if row.key in work.reports]
        result = Markup("<br />").join(Markup('<a href="{}">{}</a>').format(href, row.full_title) for row, href in told)
        fields = [("Rubrik", work.title), ("Beskrivning", work.text), ("Tid", work.period)]
        fields += [("Läge", _work(work, web)["state"]), ("Rapport", result)]
        form(f"{WORK}DispForm.aspx", work.id, (f"{WORK}AllItems.aspx", "Uppdrag"), work.title, fields)
    page(f"{NEWS}AllItems.aspx", "nyheter", "Nyheter", rows=news)
    for item in news:
        text = Markup(item["html"].format(national=linked))
        fields = [("Rubrik", item["title"]), ("Datum", item["day"].isoformat()), ("Brödtext", text)]
        form(f"{NEWS}DispForm.aspx", item["id"], (f"{NEWS}AllItems.aspx", "Nyheter"), item["title"], fields)
    for item in data(ID)["page"]:
        page(item["path"], "ram", item["title"], html=item["html"])
    made.handlers[CALENDAR.lower()] = lambda query: Resource(_calendar(query, render).encode())
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /_layouts/\nDisallow: /_vti_bin/\n", "text/plain"))
    facts = environment(
        ID, "FoU Bruksbygden", f"{base}/fou/Sidor/default.aspx", pages=[f"{base}/fou/"], presentation="",
        in_counties=["Örebro län"], in_municipalities=["Hällefors", "Lindesberg", "Ljusnarsberg", "Nora"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _form(row), base + LIBRARY + row.file) for row in rows),
        tuple(expect_project(ID, web, work, f"{base}{WORK}DispForm.aspx?ID={work.id}") for work in works),
        aside=True,
        traps=(base + CALENDAR,),
    )


def _form(row: Report) -> str:
    return f"{FORM}?ID={row.id}"


def _newest(columns: dict[str, Any]) -> int:
    return -int(columns["id"])


def _columns(row: Report) -> dict[str, Any]:
    names = "; ".join(f"{name.rpartition(' ')[2]}, {name.rpartition(' ')[0]}" for name in row.authors)
    columns = {"id": row.id, "file": row.file, "title": row.full_title, "type": row.series, "no": row.no}
    columns |= {"year": row.year, "area": row.area, "href": encoded(LIBRARY + row.file)}
    return columns | {"fields": _fields(columns, names, row.text)}


def _other(row: dict[str, Any]) -> dict[str, Any]:
    columns = {**row, "no": "", "href": encoded(LIBRARY + row["file"])}
    return columns | {"fields": _fields(columns, "", "")}


def _fields(columns: dict[str, Any], names: str, text: str) -> list[tuple[str, str]]:
    name = Markup('<a href="{}">{}</a>').format(columns["href"], columns["file"].removesuffix(".pdf"))
    return [
        ("Namn", name), ("Rubrik", columns["title"]), ("Författare", names), ("Beskrivning", text),
        ("Dokumenttyp", columns["type"]), ("Nr", columns["no"]), ("Utgivningsår", str(columns["year"])),
        ("Område", columns["area"]),
    ]  # fmt: skip


def _work(work: Project, web: Web) -> dict[str, Any]:
    state = "Avslutat" if work.status_in(web.state) == "finished" else work.state
    return {"id": work.id, "title": work.title, "state": state}


def _calendar(query: Query, render: Any) -> str:
    """A month of the calendar; there is always one before and one after."""
    try:
        day = date.fromisoformat(query.get("CalendarDate", [""])[0])
    except ValueError:
        day = date(2026, 11, 1)
    months = day.year * 12 + day.month - 1
    before, after = (f"{n // 12:04}-{n % 12 + 1:02}-01" for n in (months - 1, months + 1))
    values = {"before": quote(before), "after": quote(after), "month": f"{MONTHS[day.month - 1]} {day.year}"}
    return str(render(CALENDAR, "kalender", "Kalender", **values))
