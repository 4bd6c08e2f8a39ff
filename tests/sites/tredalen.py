"""Kept aside. Drupal: a view with filters and `?page=1`, some nodes without an alias, a short version as second file;
the work as `<details>` on one page under two headings; slides and posters of a conference; a search that always
proposes another."""

from typing import Any
from urllib.parse import quote_plus

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Query, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-tredalen", 28, 5
FILES, WORK = "/sites/default/files/", "/vi-arbetar-med"
WORDS = ("barn", "familj", "hemtjänst", "stöd", "äldre")


def site(web: Web) -> Site:
    """The unit's site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)

    def page(path: str, template: str, title: str, **values: Any) -> str:
        return pages("tredalen").get_template(template).render(path=path, title=title, base=base, **values)

    made = Host(ID, NUMBER, "both", page("", "ram", "Sidan hittades inte", html="<p>Begärd sida saknas.</p>").encode())
    home = "<p>Vi hjälper kommunerna att se om det ger resultat.</p><p><a href='/publikationer'>Publikationer</a></p>"
    made.page("/", page("/", "ram", "Forskning och utveckling i tre dalgångar", html=home))
    parts = [rows[n : n + A_PAGE] for n in range(0, len(rows), A_PAGE)]

    def view(query: Query) -> Resource:
        asked = query.get("page", ["0"])[0]
        number = min(int(asked), len(parts) - 1) if asked.isdecimal() else 0
        values = {"rows": parts[number], "number": number, "last": len(parts)}
        return Resource(page("/publikationer", "publikationer", "Publikationer", **values).encode())

    made.handlers["/publikationer"] = view
    for row in rows:
        file, folder = pdf(ID, web, row), row.file.partition("/")[0]
        made.add(FILES + row.file, file)
        files = [(row.file.rpartition("/")[2], FILES + row.file, len(file.body))]
        for name in row.own.get("annexes", ()):
            short = web.document(f"{row.title} – kortversion", "Rapporten på en sida.")
            made.add(f"{FILES}{folder}/{name}", short)
            files.append((name, f"{FILES}{folder}/{name}", len(short.body)))
        made.page(row.path, page(row.path, "publikation", row.title, r=row, files=files))
    groups = [
        (title, [_shown(p, rows) for p in works if p.status == status])
        for title, status in (("Pågående", "ongoing"), ("Avslutade", "finished"))
    ]
    made.page(WORK, page(WORK, "arbete", "Vi arbetar med", groups=groups))
    for item in data(ID)["page"]:
        html = item["html"].format(national=web.base(national.NUMBER) + national.PAGE)
        made.page(item["path"], page(item["path"], "ram", item["title"], html=html))
        for name in item.get("files", ()):
            made.add(FILES + name, web.document(name.partition("/")[2].removesuffix(".pdf"), "FoU Tredalen."))
    news = [item for item in data(ID)["page"] if item["path"].startswith("/aktuellt/")]
    made.page("/aktuellt", page("/aktuellt", "aktuellt", "Aktuellt", rows=news))

    def search(query: Query) -> Resource:
        asked, number = query.get("nyckelord", [""])[0][:80], query.get("page", ["0"])[0]
        values = {"asked": asked, "number": int(number) if number.isdecimal() else 0}
        words = [quote_plus(f"{asked} {word}".strip(), safe="") for word in WORDS]
        return Resource(page("/sok", "sok", "Sök", words=words, **values).encode())

    made.handlers["/sok"] = search
    robots = b"User-agent: *\nDisallow: /core/\nDisallow: /admin/\nDisallow: /user/login\n"
    made.add("/robots.txt", Resource(robots, "text/plain"))
    facts = environment(
        ID, "FoU Tredalen", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Västernorrlands län"], in_municipalities=["Kramfors", "Sollefteå", "Ånge"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, row, base + row.path, base + FILES + row.file) for row in rows),
        tuple(expect_project(ID, web, row, base + WORK) for row in works),
        aside=True,
        traps=(f"{base}/sok",),
    )


def _shown(project: Any, rows: Any) -> dict[str, Any]:
    told = [row for row in rows if row.key in project.reports]
    return {"title": project.title, "text": project.text, "words": project.words, "told": told}
