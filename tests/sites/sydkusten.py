"""Kept aside. A town's web of another make: `slug-1.4118` addresses that write å and ä as aa and ae, files as
attachments of their page, no list of all reports but one for each area, dates last on the page, projects as tables of
facts, an Atom feed; a session of its own in the menu of every page."""

import hashlib
from typing import Any

from tests.sites import elsewhere, national
from tests.sites.environments import environment
from tests.sites.reports import Project, Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data

ID, NUMBER = "fou-sydkusten", 23
START, NEWS = "/fouu-1.301", "/fouu/nyheter-1.340"
AREAS = {
    "aeldre": "Äldre", "barn": "Barn och unga", "missbruk": "Beroende", "funktionsnedsaettning": "Funktionsnedsättning",
}  # fmt: skip
WORK = {
    "ongoing": ("Pågående projekt", "/fouu/projekt-1.350"),
    "finished": ("Projektarkiv", "/fouu/projektarkiv-1.351"),
}
SPELLED = {"å": "aa", "ä": "ae", "ö": "oe", "é": "e"}


def site(web: Web) -> Site:
    """The town's section in the web's state."""
    base, turned = web.base(NUMBER), TURNED[web.state].date()
    rows = reports(ID, web)
    areas = {topic: f"/fouu/{topic}-1.3{10 + number}" for number, topic in enumerate(AREAS)}
    menu = [*((AREAS[topic], path) for topic, path in areas.items()), *WORK.values(), ("Nyheter", NEWS)]

    def page(path: str, template: str, title: str, **values: Any) -> None:
        session = hashlib.md5(path.encode()).hexdigest().upper()
        around = {"path": path, "title": title, "menu": menu, "session": session}
        html = pages("sydkusten").get_template(template).render(**around, **values)
        made.page(path, html, turned if template in ("omrade", "projektlista") else None)

    made = Host(ID, NUMBER, "none", b"<html><head><title>404</title></head><body>Sidan kan inte visas</body></html>")
    page("/", "sida", "Sydkustens kommun", html=f"<p>Bygga, bo, leva. <a href='{START}'>FoUU</a></p>", day="")
    page(START, "start", "FoUU Sydkusten")
    shown = {
        row.key: {"title": row.title, "path": _path(row), "lead": row.text.partition(". ")[0] + " …"} for row in rows
    }
    for topic, path in areas.items():
        some = [shown[row.key] for row in reversed(rows) if row.topic == topic]
        page(path, "omrade", AREAS[topic], rows=some)
    for row in rows:
        made.add(_file(row), pdf(ID, web, row))
        by = ("Författare är {}.", "{} har skrivit rapporten.", "Text {}")[row.id % 3].format(row.names)
        name = row.full_title if row.id % 4 else _file(row).rpartition("/")[2]
        values = {"by": by, "file": _file(row), "name": name, "day": f"{1 + row.id % 28} Okt {row.year}"}
        page(_path(row), "rapport", row.title, r=row, **values)
    lists: dict[str, list[dict[str, str]]] = {status: [] for status in WORK}
    for project in projects(ID, web):
        status = project.status_in(web.state)
        lists[status].append({"title": project.title, "path": _project_path(project)})
        works = [shown[key] for key in project.reports]
        word = "Avslutat" if status == "finished" else "Pågående"
        page(_project_path(project), "projekt", project.title, p=project, status=word, works=works)
    for status, (title, path) in WORK.items():
        page(path, "projektlista", title, rows=lists[status])
    page(NEWS, "nyheter", "Nyheter", rows=data(ID)["news"])
    linked = {
        "national": web.base(national.NUMBER) + national.PAGE,
        "sport": web.base(elsewhere.NUMBER) + elsewhere.SPORT,
    }
    for item in data(ID)["news"]:
        page(item["path"], "sida", item["title"], html=item["html"].format(**linked), day=item["day"])
    annual = "/polopoly_fs/1.7802!/Menu/general/column-content/attachment/aarsberaettelse 2024.pdf"
    made.add(annual, web.document("Årsberättelse 2024", "FoUU Sydkusten. Året i siffror och bilder."))
    entries = "".join(
        f'<entry><title>{item["title"]}</title><link href="{base}{item["path"]}"/></entry>' for item in data(ID)["news"]
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>FoUU</title>{entries}</feed>'
    made.add("/fouu/nyheter.atom", Resource(feed.encode(), "application/atom+xml"))
    robots = b"User-agent: *\nDisallow: /cmlink/\nDisallow: /polopoly/\nCrawl-delay: 0.1\n"
    made.add("/robots.txt", Resource(robots, "text/plain"))
    facts = environment(
        ID, "FoUU Sydkusten", base + START, pages=[f"{base}/fouu"], files=[f"{base}/polopoly_fs/"], presentation="",
        in_counties=["Blekinge län"], in_municipalities=["Karlshamn", "Olofström", "Sölvesborg"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _path(row), base + _file(row)) for row in rows),
        tuple(expect_project(ID, web, row, base + _project_path(row)) for row in projects(ID, web)),
        aside=True,
    )


def _spelled(text: str) -> str:
    letters = "".join(SPELLED.get(letter, letter) for letter in text.lower())
    return "-".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def _path(row: Report) -> str:
    return f"/fouu/{row.topic}/{_spelled(row.title)}-1.{row.id}"


def _file(row: Report) -> str:
    name = _spelled(row.title).replace("-", " ")
    return f"/polopoly_fs/1.{row.id + 1}!/Menu/general/column-content/attachment/{name}.pdf"


def _project_path(row: Project) -> str:
    return f"/fouu/projekt/{_spelled(row.title)}-1.{6000 + sum(row.key.encode())}"
