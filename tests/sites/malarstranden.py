"""Kept aside. Umbraco: a section of a region's web whose database of publications holds reports, newsletters, posters
and another's report, all in one form, on pages by `?sida=`; a viewer's link before the file's; files under `/media/`
for the whole region; the work as cards on a page for what goes on and one for what is done; only there shows its
status."""

import re
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Query, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-malarstranden", 34, 6
HOME = "/utveckling/fou-i-valfard/"
BASE = f"{HOME}publikationsdatabas/"
AROUND = {
    "/": "Region Mälarstranden", "/vard/": "Vård", "/resa/": "Resa", "/utveckling/": "Utveckling", "/jobb/": "Jobb",
    "/om-webbplatsen/": "Om webbplatsen",
}  # fmt: skip
LEADS = {
    "pagaende": "Det här arbetar vi med just nu, oftast på uppdrag av en eller flera kommuner.",
    "avslutade": "Här samlar vi satsningar som är klara.",
}
SOMEONE_ELSES = {
    "id": 1008, "kind": "Rapport", "title": "Öppna jämförelser av socialtjänsten 2019", "year": 2019, "file": "",
    "text": "Nationell rapport med uppgifter från alla kommuner.", "publisher": "Exempelmyndigheten",
}  # fmt: skip


def site(web: Web) -> Site:
    """The region's section."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    files = {row.key: pdf(ID, web, row) for row in rows}
    theirs = SOMEONE_ELSES | {"link": web.base(national.NUMBER) + national.PAGE}
    entries = [_report(row, len(files[row.key].body)) for row in rows]
    entries += [_other(web, row) for row in (*data(ID)["other"], theirs)]
    entries.sort(key=lambda entry: -int(entry["id"]))

    def render(path: str, template: str, title: str, **values: Any) -> str:
        around = {"path": path, "title": title, "kind": template, "home": HOME, "base": base}
        return pages("malarstranden").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values), TURNED[web.state].date())

    made = Host(ID, NUMBER, "both", render("", "ram", "Sidan finns inte", html="<p>Vi hittar den inte.</p>").encode())
    for path, title in AROUND.items():
        page(path, "ram", title, html=f"<p>Region Mälarstranden.</p><p><a href='{HOME}'>FoU i välfärd</a></p>")
    page(HOME, "start", "FoU i välfärd", rows=[entry for entry in entries if entry["topic"]][:3])
    kinds = sorted({entry["kind"] for entry in entries})
    last = -(-len(entries) // A_PAGE)

    def database(query: Query) -> Resource:
        asked = query.get("sida", ["1"])[0]
        number = min(max(int(asked), 1), last) if asked.isdecimal() else 1
        some = entries[(number - 1) * A_PAGE : number * A_PAGE]
        values = {"rows": some, "number": number, "last": last, "kinds": kinds, "total": len(entries)}
        html = render(BASE, "databas", "Publikationsdatabas", **values)
        return Resource(html.encode(), modified=TURNED[web.state])

    made.handlers[BASE] = database
    for row in rows:
        made.add(row.file, files[row.key])
        for name in row.own.get("annexes", ()):
            made.add(f"{row.file.rpartition('/')[0]}/{name}", web.document("Enkätfrågor", f"Bilaga till {row.title}."))
    for entry in entries:
        near = [other for other in entries if other["topic"] and other is not entry]
        more = [other for other in near if other["topic"] == entry["topic"]][:2]
        page(entry["href"], "post", entry["title"], e=entry, more=more)
        if entry["file"]:
            page(f"/bladdra/{entry['id']}/", "bladdra", "Bläddra", file=entry["file"])
    for row in data(ID)["other"]:
        if row["file"]:
            made.add(row["file"], web.document(row["title"], f"{row['kind']}. {row['text']}"))
    for name, status in (("pagaende", "ongoing"), ("avslutade", "finished")):
        some = [work for work in works if work.status_in(web.state) == status]
        title = "Pågående satsningar" if status == "ongoing" else "Avslutade satsningar"
        page(f"{HOME}{name}-satsningar/", "satsningar", title, rows=some, lead=LEADS[name])
    for work in works:
        told = [entry for entry in entries if entry["key"] in work.reports]
        page(f"{HOME}satsningar/{work.slug}/", "satsning", work.title, p=work, told=told)
    for item in data(ID)["page"]:
        html = item["html"].format(home=HOME, base=BASE)
        page(f"{HOME}{item['path']}/", "ram", item["title"], html=html)
        for path, title in item.get("files", {}).items():
            made.add(path, web.document(title, "FoU i välfärd Mälarstranden."))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /umbraco/\nDisallow: /sok/\n", "text/plain"))
    facts = environment(
        ID, "FoU i välfärd Mälarstranden", base + HOME, pages=[base + HOME], files=[f"{base}/media/"], presentation="",
        in_counties=["Västmanlands län"], in_municipalities=["Arboga", "Hallstahammar", "Kungsör", "Köping"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _path(row.id, row.title), base + row.file) for row in rows),
        tuple(expect_project(ID, web, work, f"{base}{HOME}satsningar/{work.slug}/") for work in works),
        aside=True,
    )


def _path(number: int, title: str) -> str:
    plain = title.lower().translate(str.maketrans("åäöéü", "aaoeu"))
    return f"{BASE}{number}-{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')}/"


def _report(row: Report, size: int) -> dict[str, Any]:
    folder = row.file.rpartition("/")[0]
    return {
        "key": row.key, "id": row.id, "kind": row.kind, "title": row.title, "subtitle": row.subtitle,
        "full": row.full_title, "year": row.year, "month": f"{row.month} ", "no": row.no, "names": row.names,
        "topic": row.topic, "file": row.file, "size": size, "text": row.text, "link": "",
        "publisher": row.publisher or "FoU i välfärd", "href": _path(row.id, row.title),
        "annexes": [(f"{folder}/{name}", "Bilaga: enkätfrågor (pdf)") for name in row.own.get("annexes", ())],
    }  # fmt: skip


def _other(web: Web, row: dict[str, Any]) -> dict[str, Any]:
    size = len(web.document(row["title"], f"{row['kind']}. {row['text']}").body)
    plain = {"key": "", "subtitle": "", "month": "", "no": "", "names": "", "topic": "", "link": "", "annexes": []}
    around = {"publisher": "FoU i välfärd", "size": size, "href": _path(row["id"], row["title"])}
    return plain | around | row
