"""Kept aside. A content system of its own: one catalogue by `?amne=`, `?typ=` and `?sida=`, whose posts all have the
same form, reports, utvärderingar and a metodstöd among films, pods, articles, checklists and the nation's report; the
facts in a dl beside the day it came into the bank, files as `/fil/<n>`, an annex, a page to cite each post, one report
that is its post, two in a table without post; the work is called insatser under prövning and piloter, with words of its
own for the status."""

from dataclasses import dataclass, replace
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Project, Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, ExpectedReport, Host, Query, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "insatsbanken", 46, 6
CATALOGUE, WORK, OLD = "/katalog", "/provning", "/ej-digitaliserat"


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the catalogue. `area` is the topic's key; `href` leads to its document, on another host if `away`."""

    post: int
    kind: str
    title: str
    area: str
    year: int
    by: str
    in_bank: str
    text: str
    subtitle: str = ""
    publisher: str = ""
    number: str = ""
    href: str = ""
    away: bool = False
    media: str = ""
    chapters: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @property
    def topic(self) -> str:
        """The topic's name."""
        name: str = data(ID)["topic"][self.area]
        return name


def site(web: Web) -> Site:
    """The bank."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)

    def render(path: str, template: str, title: str, **values: Any) -> str:
        return pages("insatsbanken").get_template(template).render(path=path, title=title, base=base, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(path, template, title, **values), TURNED[web.state].date())

    def store(number: int | str, name: str, file: Resource) -> None:
        headers = (("Content-Disposition", f'inline; filename="{name}"'),)
        made.add(f"/fil/{number}", replace(file, headers=headers))

    made = Host(ID, NUMBER, "none", render("", "ram", "Hittar inte", html="<p>Posten finns inte.</p>").encode())
    entries = []
    for row in rows:
        if row.post:
            entries.append(_post(row))
            if "fil" in row.own:
                store(row.fil, f"insatsrapport-{row.fil}.pdf", pdf(ID, web, row))
            for more in row.own.get("files_more", ()):
                store(more["fil"], "bilaga.pdf", web.document(more["label"], f"Bilaga till {row.title}."))
    for other in data(ID)["other"]:
        facts = {key: value for key, value in other.items() if key not in ("topic", "fil", "away")}
        href = other.get("away", "").replace("{national}", web.base(national.NUMBER) + national.PAGE)
        if "fil" in other:
            href = f"/fil/{other['fil']}"
            store(other["fil"], "dokument.pdf", web.document(other["title"], f"{other['kind']}, Insatsbanken."))
        entries.append(Post(area=other["topic"], href=href, away="away" in other, **facts))
    entries.sort(key=lambda entry: entry.in_bank, reverse=True)
    page("/", "start", "Start", some=entries[:4])
    for entry in entries:
        like = [other for other in entries if other.area == entry.area and other is not entry][:3]
        page(f"/post/{entry.post}", "post", entry.title, e=entry, like=like)
        page(f"/post/{entry.post}/citera", "citera", f"Citera post {entry.post}", e=entry)
    page(OLD, "tabell", "Ej digitaliserat", rows=[row for row in rows if not row.post])

    def catalogue(query: Query) -> Resource:
        asked = {name: query.get(name, [""])[0] for name in ("amne", "typ", "sida")}
        kinds = sorted({entry.kind for entry in entries})
        topic = asked["amne"] if asked["amne"] in data(ID)["topic"] else ""
        kind = next((kind for kind in kinds if kind.lower() == asked["typ"]), "")
        found = [e for e in entries if topic in ("", e.area) and kind in ("", e.kind)]
        last = max(-(-len(found) // A_PAGE), 1)
        number = min(max(int(asked["sida"]), 1), last) if asked["sida"].isdecimal() else 1
        values = {
            "topics": [(k, name, sum(e.area == k for e in entries)) for k, name in data(ID)["topic"].items()],
            "kinds": [(name, sum(e.kind == name for e in entries)) for name in kinds],
            "topic": topic, "kind": kind, "last": last, "total": len(found),
            "some": found[(number - 1) * A_PAGE : number * A_PAGE],
        }  # fmt: skip
        return Resource(render(CATALOGUE, "katalog", "Katalog", **values).encode(), modified=TURNED[web.state])

    def tried(query: Query) -> Resource:
        status = {"nu": "ongoing", "avslutad": "finished"}.get(query.get("lage", [""])[0])
        some = [(p, _word(p, web)) for p in works if status in (None, p.status_in(web.state))]
        return Resource(render(WORK, "provning", "Insatser under prövning", some=some).encode())

    made.handlers |= {CATALOGUE: catalogue, WORK: tried}
    for work in works:
        told = [row for row in rows if row.key in work.reports]
        page(f"{WORK}/{work.slug}", "pilot", work.title, p=work, word=_word(work, web), told=told)
    for item in data(ID)["page"]:
        page(item["path"], "ram", item["title"], html=item["html"])
        for number, title in item.get("files", {}).items():
            store(number, "dokument.pdf", web.document(title, "Insatsbanken Fågelsjö."))
    feed = render("", "flode", "", some=entries[:8]).encode()
    made.add("/katalog.rss", Resource(feed, "application/rss+xml; charset=utf-8"))
    robots = b"User-agent: *\nDisallow: /min-sida\nDisallow: /strom/\nDisallow: /katalog?q=\n"
    made.add("/robots.txt", Resource(robots, "text/plain"))
    facts = environment(
        ID, "Insatsbanken Fågelsjö", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Stockholms län"], in_municipalities=["Norrtälje", "Vallentuna", "Österåker"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(_expect(web, row, base) for row in rows),
        tuple(expect_project(ID, web, work, f"{base}{WORK}/{work.slug}") for work in works),
        aside=True,
        forbidden=(f"{base}/min-sida", f"{base}/strom/"),
    )


def _post(row: Report) -> Post:
    more = tuple((f"/fil/{file['fil']}", file["label"]) for file in row.own.get("files_more", ()))
    return Post(
        row.post, row.kind, row.title, row.topic, row.year or 0, "; ".join(row.authors), row.in_bank, row.text,
        row.subtitle, number=row.series_line, href=f"/fil/{row.fil}" if "fil" in row.own else "",
        chapters=row.own.get("chapters", ()), more=more,
    )  # fmt: skip


def _expect(web: Web, row: Report, base: str) -> ExpectedReport:
    place = f"/post/{row.post}" if row.post else OLD
    made = expect(ID, web, row, base + place, f"{base}/fil/{row.fil}" if "fil" in row.own else "")
    return replace(made, annexes=tuple(f"{base}/fil/{file['fil']}" for file in row.own.get("files_more", ())))


def _word(work: Project, web: Web) -> str:
    """What its page says of its status."""
    over = work.done and work.status_in(web.state) == "finished"
    told: str = work.after if over else work.word
    return told
