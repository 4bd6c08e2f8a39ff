"""Kept aside. A static generator: unquoted attributes, schema.org in JSON-LD, "Visa fler" that needs a script while
sitemap, feed and subjects know all; works called studie or PM; two that are pages without a file, the other files on a
host for downloads."""

import json
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data

ID, NUMBER, FILES_NUMBER, LATEST = "kunskapslabbet", 19, 20, 5
PLAIN = str.maketrans("åäö ", "aao-")


def site(web: Web) -> Site:
    """The site and its host for files in the web's state."""
    base, store = web.base(NUMBER), web.base(FILES_NUMBER)
    turned = TURNED[web.state].date()
    rows = sorted(reports(ID, web), key=lambda row: -(row.year or 0))
    shown = {row.key: {"title": row.title, "kind": row.kind, "year": row.year, "path": _path(row)} for row in rows}
    files = {row.key: f"/d/{row.key.removeprefix('lab-')}.pdf" for row in rows if "web_only" not in row.own}

    def render(template: str, **values: Any) -> str:
        return pages("kunskapslabbet").get_template(template).render(**values)

    missing = render("sida", title="Hoppsan", html="<p>404</p>").encode()
    made, downloads = Host(ID, NUMBER, "both", missing), Host(f"{ID}-filer", FILES_NUMBER, "both", b"Not found")
    made.page("/", render("start", title="Hem", rows=list(shown.values())[:3]), turned)
    tags = sorted({tag for row in rows for tag in row.tags})
    linked = [(tag, f"/amnen/{tag.translate(PLAIN)}/") for tag in tags]
    latest = list(shown.values())[:LATEST]
    made.page("/bibliotek/", render("bibliotek", title="Biblioteket", rows=latest, tags=linked), turned)
    made.add("/bibliotek/alla.json", Resource(json.dumps(list(shown.values())).encode(), "application/json"))
    for tag, path in linked:
        some = [shown[row.key] for row in rows if tag in row.tags]
        made.page(path, render("amne", title=tag, rows=some), turned)
    for row in rows:
        file = store + files[row.key] if row.key in files else ""
        if file:
            downloads.add(files[row.key], pdf(ID, web, row))
        values = {"r": row, "file": file, "ld": _ld(row, file), "tags": [(t, p) for t, p in linked if t in row.tags]}
        made.page(_path(row), render("verk", title=row.title, paragraphs=_paragraphs(row), **values))
    work = _work(made, web, render, shown)
    for item in data(ID)["blog"]:
        html = item["html"].format(files=store, national=web.base(national.NUMBER) + national.PAGE)
        made.page(f"/blogg/{item['slug']}/", render("sida", title=item["title"], html=html))
    posts = "".join(f"<li><a href=/blogg/{item['slug']}/>{item['title']}</a>" for item in data(ID)["blog"])
    made.page("/blogg/", render("sida", title="Blogg", html=f"<ul>{posts}</ul>"))
    made.page("/om/", render("sida", title="Om labbet", html="<p>Sju personer, en kaffemaskin.</p>"))
    downloads.add("/d/dataskyddspolicy.pdf", web.document("Dataskyddspolicy", "Policy antagen av fullmäktige."))
    items = "".join(f"<item><title>{r['title']}</title><link>{base}{r['path']}</link></item>" for r in shown.values())
    feed = (
        f'<rss version="2.0"><channel><title>Biblioteket</title><link>{base}/bibliotek/</link>{items}</channel></rss>'
    )
    made.add("/bibliotek/index.xml", Resource(feed.encode(), "application/rss+xml"))
    known = ["/", "/bibliotek/", *(r["path"] for r in shown.values()), *(path for _, path in linked), *work]
    urls = "".join(f"<url><loc>{base}{path}</loc></url>" for path in known)
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    made.add("/sitemap.xml", Resource(sitemap.encode(), "application/xml"))
    facts = environment(
        ID, "Kunskapslabbet Mälarstaden", f"{base}/", pages=[f"{base}/"], files=[f"{store}/d/"], presentation="",
        in_counties=["Västmanlands län"], in_municipalities=["Västerås"],
    )  # fmt: skip
    return Site(
        facts,
        (made, downloads),
        tuple(
            expect(ID, web, row, base + _path(row), store + files[row.key] if row.key in files else "") for row in rows
        ),
        tuple(expect_project(ID, web, row, base + _work_path(row.key)) for row in projects(ID, web)),
        aside=True,
    )


def _path(row: Report) -> str:
    return f"/bibliotek/{row.year}/{row.key.removeprefix('lab-')}/"


def _work_path(key: str) -> str:
    return f"/arbete/{key.removeprefix('lab-p-')}/"


def _work(made: Host, web: Web, render: Any, shown: dict[str, dict[str, Any]]) -> list[str]:
    lists: dict[str, list[dict[str, Any]]] = {"ongoing": [], "finished": []}
    for row in projects(ID, web):
        status, path = row.status_in(web.state), _work_path(row.key)
        lists[status].append({"title": row.title, "text": row.text, "path": path})
        word = "Klart" if status == "finished" else "Pågår"
        made.page(path, render("ettarbete", title=row.title, p=row, status=word, works=[shown[k] for k in row.reports]))
    turned = TURNED[web.state].date()
    made.page("/pagar/", render("arbete", title="Det här pågår", rows=lists["ongoing"]), turned)
    made.page("/klart/", render("arbete", title="Det här är klart", rows=lists["finished"]), turned)
    return [row["path"] for some in lists.values() for row in some]


def _paragraphs(row: Report) -> list[str]:
    """What is published as a page alone is told at some length there."""
    if "web_only" not in row.own:
        return [row.text]
    return [f"{sentence.rstrip('.')}." for sentence in row.text.split(". ")]


def _ld(row: Report, file: str) -> str:
    facts = {
        "@context": "https://schema.org", "@type": "Report", "headline": row.title, "name": row.title,
        "alternativeHeadline": row.subtitle, "datePublished": str(row.year), "inLanguage": "sv",
        "author": [{"@type": "Person", "name": name} for name in row.authors],
        "publisher": {"@type": "Organization", "name": "Kunskapslabbet Mälarstaden"},
    }  # fmt: skip
    if file:
        facts["encoding"] = {"@type": "MediaObject", "contentUrl": file, "encodingFormat": "application/pdf"}
    return json.dumps(facts, ensure_ascii=False)
