"""Kept aside. Optimizely 11, a region's: one list of publications by `?typ=`, `?ar=` and `?p=`, reports beside
newsletters, posters and accounts of the same form; pages with ingress and a fact list, the authors with their posts, a
number field that holds an ISBN, one heading that begins with the number, the oldest without facts; one whose file is
away to be made accessible, one file also behind a news item; projects as pages, all in one list, the status in the fact
list only, one said to go on though its time is over."""

import hashlib
from collections import Counter
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Query, Resource, Site, Web, data, encoded

ID, NUMBER, A_PAGE = "fou-norrmarken", 70, 7
HOME = "/forskning--utveckling/"
LIST, WORK, NEWS, EVENTS = (f"{HOME}{name}/" for name in ("publikationer", "projekt", "nyheter", "kalender"))
TYPES = {
    "rapport": "Rapport", "nyhetsbrev": "Nyhetsbrev", "poster": "Poster",
    "verksamhetsberattelse": "Verksamhetsberättelse", "metodstod": "Stödmaterial",
}  # fmt: skip
MENU = {
    HOME: "Forskning & utveckling", f"{HOME}fou-valfard/": "FoU Välfärd", LIST: "Publikationer", WORK: "Projekt",
    f"{HOME}klinisk-forskning/": "Klinisk forskning", f"{HOME}sok-medel/": "Sök FoU-medel", NEWS: "Nyheter",
    EVENTS: "Kalender", f"{HOME}kontakta-oss/": "Kontakta oss",
}  # fmt: skip
OTHERS = {"/": "Region Norrmarken", "/halsa-och-vard/": "Hälsa och vård", "/om-regionen/": "Om regionen"}


def site(web: Web) -> Site:
    """The region's section."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    theirs = web.base(national.NUMBER) + national.PAGE
    listed = [
        {"href": _path(r), "name": r.own.get("heading", r.full_title), "typ": "rapport", "intro": _intro(r.text),
         "day": r.posted, "year": r.year} for r in rows
    ]  # fmt: skip
    for other in data(ID)["other"]:
        href = f"{LIST}{other['year']}/{other['slug']}/"
        listed.append({**other, "href": href, "name": other["title"], "intro": _intro(other["text"])})
    listed.sort(key=lambda item: item["day"], reverse=True)

    def render(path: str, template: str, title: str, **values: Any) -> str:
        around = {"path": path, "title": title, "base": base, "menu": MENU, "others": OTHERS, "home": HOME}
        return pages("norrmarken").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values))

    def choose(query: Query) -> Resource:
        """The list of publications as the form or a link asks for it."""
        asked = {name: query.get(name, [""])[0] for name in ("typ", "ar", "p")}
        some = [i for i in listed if asked["typ"] in ("", i["typ"]) and asked["ar"] in ("", str(i["year"]))]
        number = max(int(asked["p"]), 1) if asked["p"].isdigit() else 1
        values = {
            "some": some[(number - 1) * A_PAGE : number * A_PAGE], "found": len(some), "number": number,
            "last": max(-(-len(some) // A_PAGE), 1), "asked": asked, "types": TYPES,
            "counts": Counter(item["typ"] for item in listed), "listing": LIST,
            "years": sorted({item["year"] for item in listed}, reverse=True),
        }  # fmt: skip
        return Resource(render(LIST, "lista", "Publikationer", **values).encode())

    missing = render("", "ram", "Sidan kunde inte hittas", html="<p>Sidan kan ha flyttats eller tagits bort.</p>")
    made = Host(ID, NUMBER, "none", missing.encode(), handlers={LIST: choose})
    for path, title in OTHERS.items():
        page(path, "ram", title, html=f'<p class="ingress">Välkommen.</p><p><a href="{HOME}">{MENU[HOME]}</a></p>')
    page(HOME, "start", MENU[HOME], some=listed[:3], news=data(ID)["news"][:3], listing=LIST)
    sizes: dict[str, int] = {}
    for row in rows:
        links = []
        if row.file:
            file = pdf(ID, web, row)
            sizes[row.key] = len(file.body)
            made.add(_file(row, row.file), file)
            links.append((encoded(_file(row, row.file)), row.own.get("link", "Ladda ner rapporten"), len(file.body)))
        for name, label in zip(row.own.get("annexes", ()), row.own.get("labels", ()), strict=True):
            annex = web.document(label, f"Hör till {row.title}.")
            made.add(_file(row, name), annex)
            links.append((encoded(_file(row, name)), label, len(annex.body)))
        values = {"r": row, "intro": _intro(row.text), "rest": row.text.partition(". ")[2], "links": links}
        page(_path(row), "rapport", row.own.get("heading", row.full_title), **values)
    for other in data(ID)["other"]:
        file = web.document(other["title"], "Region Norrmarken, FoU Välfärd.")
        made.add(other["file"], file)
        links = [(other["file"], "Ladda ner som pdf", len(file.body))]
        path = f"{LIST}{other['year']}/{other['slug']}/"
        page(path, "annat", other["title"], o=other, links=links, kind=TYPES[other["typ"]])

    page(WORK, "projektlista", "Projekt", works=works, areas=data(ID)["unit"]["areas"])
    for work in works:
        told = [(row.full_title, _path(row)) for row in rows if row.key in work.reports]
        status = work.own.get("label", "Avslutat" if work.status_in(web.state) == "finished" else "Pågående")
        page(f"{WORK}{work.slug}/", "projekt", work.title, p=work, told=told, status=status)
    files = {row.key: encoded(_file(row, row.file)) for row in rows if row.file}
    page(NEWS, "nyheter", "Nyheter", news=data(ID)["news"])
    for item in data(ID)["news"]:
        html = item["html"].format(listing=LIST, work=WORK, national=theirs, **item.get("to", {}))
        named = files.get(item.get("report", ""), "")
        page(f"{NEWS}{item['slug']}/", "nyhet", item["title"], n=item, html=html, named=named)
    page(EVENTS, "kalender", "Kalender", events=data(ID)["event"])
    for item in data(ID)["event"]:
        page(f"{EVENTS}{item['slug']}/", "ram", item["title"], html=item["html"])
    for item in data(ID)["page"]:
        page(HOME + item["path"], "ram", item["title"], html=item["html"].format(listing=LIST, work=WORK))
        for name, title in item.get("files", {}).items():
            made.add(name, web.document(title, "Region Norrmarken."))
    robots = f"User-agent: *\nDisallow: /episerver/\nDisallow: /util/\n\nSitemap: {base}/sitemap.xml\n"
    made.add("/robots.txt", Resource(robots.encode(), "text/plain"))
    known = [*OTHERS, *MENU, *(_path(row) for row in rows), *(f"{WORK}{work.slug}/" for work in works)]
    urls = "".join(f"<url><loc>{base}{encoded(path)}</loc></url>" for path in known)
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    made.add("/sitemap.xml", Resource(sitemap.encode(), "text/xml"))
    facts = environment(
        ID, "FoU Välfärd Norrmarken", base + HOME, pages=[base + HOME],
        files=[f"{base}/globalassets/", f"{base}/contentassets/"], presentation="",
        in_counties=["Västerbottens län"], in_municipalities=["Lycksele", "Malå", "Norsjö"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(expect(ID, web, r, base + _path(r), base + _file(r, r.file) if r.file else "") for r in rows),
        tuple(expect_project(ID, web, work, f"{base}{WORK}{work.slug}/") for work in works),
        aside=True,
    )


def _path(row: Report) -> str:
    return f"{LIST}{row.posted.year}/{row.slug}/"


def _file(row: Report, name: str) -> str:
    if (row.year or 0) < 2020:
        return f"/globalassets/forskning-och-utveckling/fou-valfard/rapporter/{name}"
    return f"/contentassets/{hashlib.md5(row.key.encode()).hexdigest()}/{name}"


def _intro(text: str) -> str:
    """The first sentence."""
    return text.partition(". ")[0].rstrip(".") + "."
