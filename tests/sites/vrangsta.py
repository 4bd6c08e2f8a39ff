"""Kept aside. Liferay: a municipality's unit on an open intranet, hardly a heading anywhere. Skrifter and studier as
web content under `/-/` beside films, news and work of the same form, their facts in a last sentence, the file in a
portlet "Dokument"; lägesbilder, fördjupningar and PM only as rows of such portlets on pages by area, between routines,
slides and a PM of another kind, authors and some titles only in the file; one behind a word in running text; files as
`/documents/<n>/<n>/<name>/<uuid>?t=`, each linked twice; pages by a query as long as a line; work as bold lines, the
finished as sentences."""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import MONTHS, ExpectedReport, Host, Query, Resource, Site, Web, data, encoded, kilobytes

ID, NUMBER, A_PAGE = "kunskapsstod-vrangsta", 63, 4
HOME, STORE = "/web/kunskapsstod", "/documents/33814/"
MATERIAL, NEWS, NOW, DONE = f"{HOME}/vart-material", f"{HOME}/kort-nytt", f"{HOME}/pa-gang", f"{HOME}/klart"
PORTLET = "com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_vmat"
FOLDERS = ("skrifter", "lagesbilder", "fordjupningar", "pm", "rutiner", "presentationer", "ovrigt")


def site(web: Web) -> Site:
    """The unit's open intranet."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    theirs = web.base(national.NUMBER) + national.PAGE
    areas = data(ID)["area"]
    menu = [(HOME, "Start"), (MATERIAL, "Vårt material"), *((f"{HOME}/{a['path']}", a["title"]) for a in areas)]
    menu += [(NOW, "På gång"), (DONE, "Klart"), (NEWS, "Kort nytt")]
    menu += [(f"{HOME}/{item['path']}", item["title"]) for item in data(ID)["page"]]

    def render(path: str, template: str, title: str, **values: Any) -> str:
        around = {"path": path, "title": title, "base": base, "menu": menu, "home": HOME, "papers": ()}
        return pages("vrangsta").get_template(template).render(**around | values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values))

    def store(address: str, file: Resource, link: str, day: str) -> dict[str, str]:
        """Put a file there and give its row."""
        made.add(address.partition("?")[0], file)
        return {"href": encoded(address), "link": link, "day": day, "size": kilobytes(len(file.body))}

    def plain(papers: list[dict[str, str]]) -> list[dict[str, str]]:
        made_of = web.document
        return [
            store(_file(p["folder"], p["name"], p["day"]), made_of(p["link"], "Vrångsta kommun."), p["link"], p["day"])
            for p in papers
        ]

    made = Host(
        ID, NUMBER, "none", render("", "ram", "Status 404", html="<p>Den begärda sidan finns inte.</p>").encode()
    )
    page(HOME, "ram", "Kunskapsstöd", html="<p>Vi hjälper socialförvaltningen att veta mer och tro mindre.</p>")
    inline: dict[str, str] = {}
    shown: dict[str, list[dict[str, str]]] = {area["path"]: [] for area in areas}
    entries: list[tuple[int, tuple[str, str, str, str]]] = []
    for row in rows:
        own = row.own
        papers = []
        if "name" in own:
            link = own.get("link", row.name)
            papers.append(store(_file(row.folder, row.name, _day(row)), pdf(ID, web, row), link, _day(row)))
        for name in own.get("annexes", ()):
            annex = web.document(f"{row.title}, lättläst", "Lättläst sammanfattning.")
            papers.append(store(_file(row.folder, name, _day(row)), annex, name, _day(row)))
        if "slug" in own:
            page(_place(row), "skrift", row.title, r=row, papers=papers)
            entries.append((row.year or 0, (_place(row), row.title, f"{row.kind} {row.year}", row.text)))
        elif "inline" in own:
            inline[row.area] = f'<a href="{base}{papers[0]["href"]}">{row.series_line}</a>'
        elif "area" in own:
            shown[row.area] += papers
    for other in data(ID)["other"]:
        path = f"{HOME}/-/{other['slug']}"
        page(path, "blad", other["title"], text=other["text"], line=other["line"])
        entries.append((other["date"].year, (path, other["title"], other["line"].partition(",")[0], other["text"])))
    listed = [entry for _, entry in sorted(entries, key=lambda entry: entry[0], reverse=True)]
    printed = [row for row in rows if not ({"slug", "area"} & set(row.own))]
    last = -(-len(listed) // A_PAGE)

    def material(query: Query) -> Resource:
        said = query.get(f"_{PORTLET}_cur", ["1"])[0]
        number = min(max(int(said), 1), last) if said.isdigit() else 1
        some = listed[(number - 1) * A_PAGE : number * A_PAGE]
        values = {"some": some, "number": number, "last": last, "portlet": PORTLET, "printed": printed}
        return Resource(render(MATERIAL, "material", "Vårt material", **values).encode())

    made.handlers[MATERIAL] = material
    for area in areas:
        html = area["html"].replace("{national}", theirs).replace("{inline}", inline.get(area["path"], ""))
        papers = sorted(shown[area["path"]] + plain(area["papers"]), key=lambda paper: paper["day"], reverse=True)
        page(f"{HOME}/{area['path']}", "ram", area["title"], html=html, papers=papers)
    page(NEWS, "nytt", "Kort nytt", news=data(ID)["news"])
    for item in data(ID)["news"]:
        text = item["text"].replace("{national}", theirs)
        page(f"{HOME}/-/{item['slug']}", "blad", item["title"], text=text, line=item["date"].isoformat())
    done = [(work, [row for row in rows if row.key in work.reports]) for work in works if work.status == "finished"]
    page(NOW, "gang", "På gång", works=[work for work in works if work.status == "ongoing"])
    page(DONE, "klart", "Klart", works=done)
    for work in works:
        if "slug" in work.own:
            line = f"Läget just nu: {work.state}. Tidplan: {work.period}. Kontakt: {work.contact}."
            page(f"{HOME}/-/{work.slug}", "blad", work.title, text=work.text, line=line)
    for item in data(ID)["page"]:
        page(f"{HOME}/{item['path']}", "ram", item["title"], html=item["html"], papers=plain(item["papers"]))
    made.send_on("/", HOME, 302)
    made.add("/robots.txt", Resource(b"User-Agent: *\nDisallow: /c/\nDisallow: /group/\n", "text/plain"))
    facts = environment(
        ID, "Kunskapsstöd Vrångsta", base + HOME, pages=[base + HOME], files=[base + STORE], presentation="",
        in_counties=["Värmlands län"], in_municipalities=["Sunne"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(_expect(web, row, base) for row in rows),
        tuple(
            expect_project(
                ID, web, work, base + (f"{HOME}/-/{work.slug}" if "slug" in work.own else _list(work.status))
            )
            for work in works
        ),
        aside=True,
    )


def _place(row: Report) -> str:
    """The page that the report stands on."""
    if "slug" in row.own:
        return f"{HOME}/-/{row.slug}"
    return f"{HOME}/{row.area}" if "area" in row.own else MATERIAL


def _expect(web: Web, row: Report, base: str) -> ExpectedReport:
    file = base + _file(row.folder, row.name, _day(row)) if "name" in row.own else ""
    made = expect(ID, web, replace(row, own={}), base + _place(row), file)
    annexes = tuple(encoded(base + _file(row.folder, name, _day(row))) for name in row.own.get("annexes", ()))
    return replace(made, annexes=annexes)


def _list(status: str) -> str:
    return NOW if status == "ongoing" else DONE


def _day(row: Report) -> str:
    """When its file was last changed."""
    return row.own.get("changed_day") or f"{row.year}-{MONTHS.index(row.month) + 1:02}-17"


def _file(folder: str, name: str, day: str) -> str:
    of_its_own = uuid.uuid5(uuid.NAMESPACE_URL, name)
    moment = int(datetime.fromisoformat(f"{day}T07:00:00+00:00").timestamp()) * 1000 + of_its_own.int % 30_000_000
    return f"{STORE}{34100 + FOLDERS.index(folder) * 7}/{name}/{of_its_own}?t={moment}"
