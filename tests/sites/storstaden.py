"""Kept aside. TYPO3: one page with the whole series as a reference list, "Efternamn, F. (år). Titel.", in an accordion
whose parameter opens a part; the link says only "Fulltext"; projects are the rows of a table. The full names stand in
the files. What is missing is answered as if it were there; after a year the list is slow."""

from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web

ID, NUMBER = "fou-storstaden", 22
HOME = "/kommun-och-politik/forskning-och-utveckling/"
LIST, WORK = f"{HOME}skriftserien/", f"{HOME}projektkatalog/"
FOLDER = "/fileadmin/user_upload/fou/skriftserien/"
GROUPS = ((2020, 9999, "2020–"), (2015, 2019, "2015–2019"), (2010, 2014, "2010–2014"))


def site(web: Web) -> Site:
    """The city's section in the web's state."""
    base, turned = web.base(NUMBER), TURNED[web.state].date()
    rows = sorted(reports(ID, web), key=lambda row: (-(row.year or 0), row.no))

    def render(template: str, title: str, **values: Any) -> str:
        around = {"uid": sum(title.encode()) % 900, "home": HOME, "title": title}
        return pages("storstaden").get_template(template).render(**around, **values)

    lost = render("sida", "Sidan finns inte", html="<p>Sidan du söker finns inte längre.</p>").encode()
    made = Host(ID, NUMBER, "modified", lost, missing_status=200, slow={LIST: 2.0} if web.since("year") else {})
    made.page("/", render("sida", "Storstadens stad", html=f"<p>Välkommen!</p><p><a href='{HOME}'>FoU</a></p>"))
    made.page(HOME, render("start", "Forskning och utveckling"))
    groups = [
        (name, 200 + number, [_reference(row) for row in rows if first <= (row.year or 0) <= last])
        for number, (first, last, name) in enumerate(GROUPS)
    ]
    linked = web.base(national.NUMBER) + national.PAGE
    made.page(LIST, render("serien", "Skriftserien", groups=groups, path=LIST, national=linked), turned)
    for row in rows:
        made.add(FOLDER + row.file, pdf(ID, web, row))
    guide = web.document("Riktlinjer för författare", "Riktlinjer. Högst 40 sidor. Kursivera sparsamt.")
    made.add("/fileadmin/user_upload/fou/riktlinjer_skriftserien.pdf", guide)
    work = [{"title": p.title, "text": p.text, "period": p.period, "status": p.status} for p in projects(ID, web)]
    made.page(WORK, render("projekt", "Projektkatalog", rows=work))
    seminars = "<h3>Rapport från seminariedagen</h3><p>Bilderna skickas till deltagarna.</p><h3>Nästa seminarium</h3>"
    made.page(f"{HOME}seminarier/", render("sida", "Seminarier", html=seminars))
    made.page(f"{HOME}kontakt/", render("sida", "Kontakt", html="<p>fou@storstaden.example</p>"))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /typo3/\nDisallow: /*?id=*\n", "text/plain"))
    facts = environment(
        ID, "Storstadens forskning och utveckling", base + HOME, pages=[base + HOME],
        files=[f"{base}/fileadmin/user_upload/fou/"], presentation="", in_counties=["Skåne län"],
        in_municipalities=["Malmö"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + LIST, base + FOLDER + row.file) for row in rows),
        tuple(expect_project(ID, web, row, base + WORK) for row in projects(ID, web)),
        aside=True,
    )


def _reference(row: Report) -> dict[str, Any]:
    turned = []
    for name in row.authors:
        given, _, family = name.partition(" ")
        turned.append(f"{family}, {given[0]}.")
    end = "" if row.title.endswith(("?", "!")) else "."
    head = f"{row.title}: {row.subtitle[0].lower()}{row.subtitle[1:]}." if row.subtitle else f"{row.title}{end}"
    return {"apa": " & ".join(turned), "year": row.year, "head": head, "no": row.no, "href": FOLDER + row.file}
