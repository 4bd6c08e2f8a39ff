"""Kept aside. Notion behind Super: two people who write in their own voice. Cards whose anchor is empty beside the
title, in one gallery with pods, talks, students' essays and what others wrote, told apart by a pill; facts as
properties with first names only; files as blocks with working names, one as an embedded pdf, one in a sentence, one
report its page, one of another publisher, the oldest as toggles; work as cards of a board, one without time."""

import hashlib
from dataclasses import replace
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import ExpectedReport, Host, Resource, Site, Web, data

ID, NUMBER = "fou-kraksund", 52
LIST, OLD, WORK, DIARY = "/det-vi-skrivit", "/gammalt-i-ladan", "/jobbet-just-nu", "/dagboken"
COLUMNS = ("Just nu", "Snart klart", "Klart")


def site(web: Web) -> Site:
    """The two people's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    seen: list[str] = []

    def render(path: str, template: str, title: str, *, icon: str = "📄", **values: Any) -> str:
        around = {"path": path, "title": title, "icon": icon, "base": base, "block": _block}
        return pages("kraksund").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values))
        seen.append(path)

    missing = render("/404", "ram", "Den sidan har vi tappat bort", html="<p>Hör av dig så letar vi.</p>")
    made = Host(ID, NUMBER, "both", missing.encode())
    files: dict[str, dict[str, Any]] = {}
    for row in rows:
        if "name" in row.own:
            file = pdf(ID, web, row)
            made.add(_asset(row.key), file)
            files[row.key] = {"href": _asset(row.key), "name": row.name, "size": _size(len(file.body))}
        if "extra" in row.own:
            made.add(_asset(row.extra), web.document(row.extra, f"{row.title}. Summary in English."))
            files[row.extra] = {"href": _asset(row.extra), "name": row.extra, "size": "61.2KB"}
    others = data(ID)["other"]
    for other in others:
        if "name" in other:
            made.add(_asset(other["slug"]), web.document(other["title"], f"{other['sort']}. {other['text']}"))
            files[other["slug"]] = {"href": _asset(other["slug"]), "name": other["name"], "size": "402.0KB"}
    cards = [
        (f"{LIST}/{row.slug}", row.icon, row.own.get("headline", row.title), "Rapport", row.done_in)
        for row in rows if "slug" in row.own
    ]  # fmt: skip
    cards += [(f"{LIST}/{o['slug']}", o["icon"], o["title"], o["sort"], o["done_in"]) for o in others]
    linked = {"national": web.base(national.NUMBER) + national.PAGE, "files": files}
    page("/", "start", "FoU Kråksund", icon="🐦", pages=data(ID)["page"])
    page(LIST, "galleri", "Det vi skrivit (och lite till)", icon="📚", cards=sorted(cards, key=_recent, reverse=True))
    for row in rows:
        if "slug" in row.own:
            around = [work for work in works if row.key in work.reports]
            values = {"r": row, "works": around, "icon": row.icon, **linked}
            page(f"{LIST}/{row.slug}", "rapport", row.own.get("headline", row.title), **values)
    for other in others:
        page(f"{LIST}/{other['slug']}", "annat", other["title"], icon=other["icon"], o=other, **linked)
    page(OLD, "lada", "Gammalt i lådan", icon="🗄️", rows=[row for row in rows if "slug" not in row.own], **linked)
    board = [(column, [work for work in works if work.column == column]) for column in COLUMNS]
    page(WORK, "tavla", "Jobbet just nu", icon="🛠️", board=board, ideas=data(ID)["unit"]["ideas"])
    for work in works:
        told = [(f"{LIST}/{row.slug}", row) for row in rows if row.key in work.reports]
        page(f"{WORK}/{work.slug}", "jobb", work.title, icon=work.icon, p=work, told=told)
    entries = data(ID)["entry"]
    page(DIARY, "dagbok", "Dagboken", icon="✏️", entries=entries)
    for entry in entries:
        page(f"{DIARY}/{entry['slug']}", "ram", entry["title"], icon=entry["icon"], html=entry["html"])
    for item in data(ID)["page"]:
        page(f"/{item['slug']}", "ram", item["title"], icon=item["icon"], html=item["html"])
        for name, title in item.get("files", {}).items():
            made.add(name, web.document(title, "FoU Kråksund."))
    urls = "".join(f"<url><loc>{base}{path}</loc></url>" for path in seen)
    urls = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    made.add("/sitemap.xml", Resource(urls.encode(), "application/xml"))
    made.add("/robots.txt", Resource(f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n".encode(), "text/plain"))
    facts = environment(
        ID, "FoU Kråksund", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Västernorrlands län"], in_municipalities=["Örnsköldsvik"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(_expect(web, row, base) for row in rows),
        tuple(expect_project(ID, web, work, f"{base}{WORK}/{work.slug}") for work in works),
        aside=True,
    )


def _expect(web: Web, row: Report, base: str) -> ExpectedReport:
    made = expect(ID, web, row, base + _place(row), base + _asset(row.key) if "name" in row.own else "")
    return replace(made, annexes=(base + _asset(row.extra),) if "extra" in row.own else ())


def _place(row: Report) -> str:
    """The page that the report stands on."""
    return f"{LIST}/{row.slug}" if "slug" in row.own else OLD


def _recent(card: tuple[str, ...]) -> str:
    return card[-1].split()[-1]


def _hex(text: str) -> str:
    made = hashlib.sha256(text.encode()).hexdigest()
    return f"{made[:8]}-{made[8:12]}-{made[12:16]}-{made[16:20]}-{made[20:32]}"


def _block(*texts: object) -> str:
    """The id of a block."""
    return f"block-{_hex(' '.join(map(str, texts))).replace('-', '')}"


def _asset(key: str) -> str:
    return f"/_assets/{_hex('kraksund')}/files/{_hex(key)}.pdf"


def _size(size: int) -> str:
    return f"{size / 1000:.1f}KB"
