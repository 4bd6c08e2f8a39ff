"""Kept aside. Joomla with download folders: no page for a report, only a folder's rows; the file is an address with a
query and says "attachment"; `<base href>` on every page, a session in every link, pages by `start=`. After a year the
addresses are rewritten, so that files and folders lie elsewhere."""

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Query, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-granslandet", 21, 4
COUNTER = itertools.count(700)


def site(web: Web) -> Site:
    """The federation's site in the web's state."""
    base = web.base(NUMBER)
    front = "" if web.since("year") else "/index.php"
    made = Host(ID, NUMBER, "none", b"<html><head><title>404 - Fel</title></head><body>Sidan finns inte</body></html>")
    common = {
        "base": base,
        "dl": f"{front}/hamta-hem",
        "work": f"{front}/utvecklingsarbete",
        "news": f"{front}/aktuellt",
    }

    def page(path: str, template: str, **values: Any) -> None:
        """Every answer has new sessions in its links, or the one that the visitor came with."""

        def answer(query: Query) -> Resource | None:
            article = _article(query) if path == "/index.php" else None
            if path == "/index.php" and query.get("option") and article is None:
                return made.resources.get("/index.php?option=com_rsform")
            start = int(query.get("start", ["0"])[0]) // A_PAGE
            given = query.get("PHPSESSID", [""])[0]
            session = given if re.fullmatch(r"\w+", given) else f"s{next(COUNTER)}"
            with_session = _adder(session)
            if article:
                text = _render("artikel", u=with_session, **common, title=article["title"], html=article["html"])
            else:
                # a page after the last is an empty list, as the system makes it
                after_last = {"files": [], "number": start + 1}
                chosen = dict(enumerate(values["pages"])).get(start, after_last) if "pages" in values else {}
                text = _render(template, u=with_session, path=path, **common, **{**values, **chosen})
            return Resource(text.encode())

        made.handlers[path] = answer

    rows = reports(ID, web)
    listed, where, files = _folders(web, rows, front)
    for row in rows:
        made.add(files[row.key], _attached(pdf(ID, web, row), row.key))
    for paper in data(ID)["paper"]:
        path = f"{front}/hamta-hem/category/9-direktionen?download={paper['file']}:{paper['alias']}"
        made.add(path, _attached(web.document(paper["title"], paper["text"]), paper["alias"]))
    folders = [{"title": f["title"], "path": f["path"], "count": len(f["rows"])} for f in listed]
    page(common["dl"], "mappar", title="Hämta hem", folders=folders)
    for folder in listed:
        some = [folder["rows"][n : n + A_PAGE] for n in range(0, len(folder["rows"]), A_PAGE)]
        parts = [{"files": part, "number": n} for n, part in enumerate(some, 1)]
        page(folder["path"], "mapp", title=folder["title"], pages=parts, last=len(parts), per=A_PAGE)
    work = [{"title": p.title, "text": p.text, "period": p.period, "status": p.status} for p in projects(ID, web)]
    page(common["work"], "arbete", title="Utvecklingsarbete", rows=work)
    page(common["news"], "nytt", title="Aktuellt", rows=data(ID)["article"])
    page("/index.php", "artikel", title="Hem", html=data(ID)["article"][0]["html"])
    page("/", "artikel", title="Kommunalförbundet Gränslandet", html=data(ID)["article"][0]["html"])
    made.page(
        "/index.php?option=com_rsform", _render("artikel", u=str, **common, title="Anmälan", html="<form></form>")
    )
    disallowed = "".join(f"Disallow: /{name}/\n" for name in ("administrator", "cache", "components", "tmp"))
    made.add("/robots.txt", Resource(f"User-agent: *\n{disallowed}".encode(), "text/plain"))
    facts = environment(
        ID, "Kommunalförbundet Gränslandet, FoU", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Kronobergs län", "Hallands län"],
        in_municipalities=["Hylte", "Laholm", "Ljungby", "Markaryd", "Älmhult"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + where[row.key], base + files[row.key]) for row in rows),
        tuple(expect_project(ID, web, row, base + common["work"]) for row in projects(ID, web)),
        aside=True,
    )


def _render(template: str, **values: Any) -> str:
    return pages("granslandet").get_template(template).render(**values)


def _adder(session: str) -> Callable[[str], str]:
    return lambda path: f"{path}{'&' if '?' in path else '?'}PHPSESSID={session}"


def _article(query: Query) -> dict[str, Any] | None:
    wanted = query.get("id", [""])[0]
    return next((row for row in data(ID)["article"] if str(row["id"]) == wanted), None)


def _attached(resource: Resource, name: str) -> Resource:
    return replace(resource, headers=(("Content-Disposition", f'attachment; filename="{name}.pdf"'),))


def _folders(web: Web, rows: list[Report], front: str) -> tuple[list[dict[str, Any]], dict[str, str], dict[str, str]]:
    """The folders with their rows, and by report the address of its folder's page and of its file."""
    listed, where, files = [], {}, {}
    for folder in data(ID)["folder"]:
        path = f"{front}/hamta-hem/category/{folder['id']}-{folder['alias']}"
        shown: list[dict[str, Any]] = []
        for row in sorted((row for row in rows if row.folder == folder["id"]), key=lambda row: row.year or 0):
            files[row.key] = f"{path}?download={row.file}:{row.key.removeprefix('grans-')}"
            start = len(shown) // A_PAGE * A_PAGE
            where[row.key] = f"{path}?start={start}" if start else path
            number = f"{row.series} {row.no}" if row.file % 2 == 0 else row.no
            shown.append({
                "title": row.full_title, "name": f"{number} {row.title}.pdf", "text": row.text, "href": files[row.key],
                "by": f"Författare: {row.names}" if row.file % 3 else "", "hits": 17 * row.file % 400,
            })  # fmt: skip
        for paper in (paper for paper in data(ID)["paper"] if paper["folder"] == folder["id"]):
            href = f"{path}?download={paper['file']}:{paper['alias']}"
            shown.append(
                {
                    "title": paper["title"],
                    "name": f"{paper['alias']}.pdf",
                    "text": "",
                    "href": href,
                    "by": "",
                    "hits": 3,
                }
            )
        listed.append({"title": folder["title"], "path": path, "rows": shown})
    return listed, where, files
