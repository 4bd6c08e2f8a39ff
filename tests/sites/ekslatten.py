"""Kept aside. WordPress 4.9 with Canvas of 2014: a county association's unit. Publications are a post type with a
taxonomy of series in a grid of covers; a page has cover, text, "Ladda ner (PDF)" and how to cite it, authors by
initials; plans and agreements have the same form; one button leads to the file's attachment page, two series number in
two ways, two imported years late with the facts in prose; older ones in a list of links by year among minutes, under
the former name; projects as pages with a fact box, the status told only by the list they stand in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-ekslatten", 60, 6
LIST, OLD, WORK, DONE = "/publikationer/", "/publikationer/arkiv/", "/projekt/", "/projekt/avslutade-projekt/"
TERMS = {"ekslattsserien": "Ekslättsserien", "kunskapsunderlag": "Kunskapsunderlag", "ovrigt": "Övrigt"}


@dataclass(frozen=True, slots=True)
class Cover:
    """One cover in the grid."""

    href: str
    name: str
    line: str
    cover: str
    term: str
    day: date


def site(web: Web) -> Site:
    """The association's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    theirs = web.base(national.NUMBER) + national.PAGE
    told = [row for row in rows if "slug" in row.own]
    covers = [Cover(_path(r.slug), r.title, _line(r), _cover(r.slug), r.term, r.posted) for r in told]
    for other in data(ID)["other"]:
        facts = (_path(other["slug"]), other["title"], "Övrigt", _cover(other["slug"]), "ovrigt", other["posted"])
        covers.append(Cover(*facts))
    covers.sort(key=lambda cover: cover.day, reverse=True)
    latest = [(cover.href, cover.name) for cover in covers[:4]]
    place = {cover.href: number for number, cover in enumerate(covers)}

    def render(path: str, template: str, title: str, kind: str = "page", **values: Any) -> str:
        around = {"path": path, "title": title, "base": base, "kind": kind, "terms": TERMS, "latest": latest}
        return pages("ekslatten").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, kind: str = "page", **values: Any) -> None:
        made.page(path, render(path, template, title, kind, **values), TURNED[web.state].date())

    def grid(root: str, title: str, intro: str, found: list[Cover]) -> None:
        last = -(-len(found) // A_PAGE)
        for number in range(1, last + 1):
            some = found[(number - 1) * A_PAGE : number * A_PAGE]
            path = root if number == 1 else f"{root}page/{number}/"
            values = {"some": some, "number": number, "last": last, "root": root, "intro": intro}
            page(path, "rutnat", title, "archive", **values)

    missing = render("", "ram", "404 – sidan finns inte", "error404", html="<p>Sidan finns inte kvar.</p>")
    made = Host(ID, NUMBER, "none", missing.encode())
    page("/", "ram", "FoU Ekslätten", "home", html="<p>Vi hjälper länets kommuner att ta reda på om det fungerar.</p>")
    grid(LIST, "Publikationer", "Klicka på omslaget för att läsa mer och ladda ner.", covers)
    for term, name in TERMS.items():
        grid(f"/serie/{term}/", name, "", [cover for cover in covers if cover.term == term])
    for row in rows:
        if row.file:
            made.add(row.file, pdf(ID, web, row))
        annexes = []
        for label, name in zip(row.own.get("buttons", ()), row.own.get("annexes", ()), strict=True):
            address = row.file.rpartition("/")[0] + "/" + name
            made.add(address, web.document(label.removesuffix(" (PDF)"), f"Hör till {row.title}."))
            annexes.append((label, base + address))
        if "slug" in row.own:
            path, href = _path(row.slug), base + row.file
            if "through" in row.own:
                href = f"{base}{path}{row.through}/"
                page(f"{path}{row.through}/", "bilaga", row.through, "attachment single-attachment", file=row.file)
            number = place[path]
            page(
                path, "publikation", row.title, "single single-publikation", r=row, href=href, annexes=annexes,
                id=_id(row.slug), cover=_cover(row.slug), newer=covers[number - 1] if number else None,
                older=covers[number + 1] if number + 1 < len(covers) else None,
            )  # fmt: skip
    for other in data(ID)["other"]:
        slug = other["slug"]
        values = {"r": other, "id": _id(slug), "cover": _cover(slug)}
        page(_path(slug), "ovrigt", other["title"], "single single-publikation", **values)
        made.add(other["file"], web.document(other["title"], "Länsförbundet Ekslätten."))

    old: dict[int, list[tuple[Report | None, str]]] = {}
    for item in data(ID)["archived"]:
        old.setdefault(item["year"], []).append((None, item["html"].replace("{national}", theirs)))
        _files(made, web, item)
    for row in rows:
        if "slug" not in row.own:
            old.setdefault(row.year or 0, []).insert(0, (row, ""))
    page(OLD, "arkiv", "Arkiv", years=sorted(old.items(), reverse=True))

    finished = [work for work in works if work.status_in(web.state) == "finished"]
    ongoing = [work for work in works if work not in finished]
    page(WORK, "projektlista", "Projekt", intro="Det här arbetar vi med just nu.", works=ongoing)
    page(DONE, "projektlista", "Avslutade projekt", intro="Projekt som är klara.", works=finished)
    for work in works:
        more = [(row.full_title, _path(row.slug)) for row in told if row.key in work.reports]
        page(f"{WORK}{work.slug}/", "projekt", work.title, p=work, told=more, box=work.own.get("box", ""))
    posts = sorted(data(ID)["post"], key=lambda post: post["day"], reverse=True)
    page("/nyheter/", "nyheter", "Nyheter", "archive category", posts=posts)
    for post in posts:
        html = post["html"].replace("{national}", theirs)
        page(f"/{post['slug']}/", "nyhet", post["title"], "single single-post", html=html, day=post["day"])
        _files(made, web, post)
    for item in data(ID)["page"]:
        page(item["path"], "ram", item["title"], html=item["html"])
        _files(made, web, item)
    feed = render("", "flode", "", posts=posts).encode()
    made.add("/feed/", Resource(feed, "application/rss+xml; charset=UTF-8"))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /wp-admin/\n", "text/plain"))
    facts = environment(
        ID, "FoU Ekslätten", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Kalmar län"], in_municipalities=["Hultsfred", "Högsby", "Mönsterås"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + _place(row), base + row.file if row.file else "") for row in rows),
        tuple(expect_project(ID, web, work, f"{base}{WORK}{work.slug}/") for work in works),
        aside=True,
    )


def _files(made: Host, web: Web, item: dict[str, Any]) -> None:
    for name, title in item.get("files", {}).items():
        made.add(name, web.document(title, "Länsförbundet Ekslätten."))


def _place(row: Report) -> str:
    """The page that the report stands on."""
    return _path(row.slug) if "slug" in row.own else OLD


def _path(slug: str) -> str:
    return f"/publikation/{slug}/"


def _cover(slug: str) -> str:
    return f"/wp-content/uploads/omslag/{slug}-180x255.jpg"


def _id(slug: str) -> int:
    return 1000 + sum(slug.encode()) % 3000


def _line(row: Report) -> str:
    return f"{row.series} {row.no}" if ":" in row.no else f"{row.series} nr {row.no}"
