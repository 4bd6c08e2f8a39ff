"""Kept aside. Next.js, the joint web of two units: hashed class names, cards that are one link with a badge Rapport,
Film, Nyhet, Poster or Lästips, "Visa fler" by `?visa=`; a page a report with JSON-LD and a dl of facts beside the day
the page was posted, "Öppna" for the file; two units as publishers, each with a series; a report that is its page,
two in a fold only; work on a timeline by the year of its start, "Pågår" or "I mål" on its page only."""

import json
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, ExpectedReport, Host, Query, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "samlat-vetande", 49, 6
LIST, WORK, STORE = "/kunskap", "/pa-gang", "/api/assets"


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the list; `file` is what its page opens."""

    badge: str
    title: str
    text: str
    href: str
    posted: date
    topic: str = ""
    file: str = ""


def site(web: Web) -> Site:
    """The two units' site."""
    base, rows, works = web.base(NUMBER), reports(ID, web), projects(ID, web)
    state = web.state

    def render(template: str, title: str, **values: Any) -> str:
        return pages("samlat").get_template(template).render(title=title, **values)

    def page(path: str, template: str, title: str, **values: Any) -> None:
        made.page(path, render(template, title, **values), TURNED[state].date())

    made = Host(ID, NUMBER, "both", render("ram", "404", html="<p>Den här sidan kunde inte hittas.</p>").encode())
    cards = []
    for row in rows:
        if "slug" not in row.own:
            continue
        cards.append(Card("Rapport", row.title, row.text, f"{LIST}/{row.slug}", row.posted, row.topic))
        if _file(row):
            made.add(_file(row), pdf(ID, web, row))
        if _annex(row):
            made.add(_annex(row), web.document(row.annex["label"], f"Bilaga till {row.title}."))
        page(
            f"{LIST}/{row.slug}", "rapport", row.title, r=row, file=_file(row), annex=_annex(row),
            ld=_linked_data(row, base), works=[work for work in works if row.key in work.reports],
        )  # fmt: skip
    for other in data(ID)["card"]:
        path, file = f"{LIST}/{other['slug']}", ""
        if "cdn" in other:
            file = f"{STORE}/{other['cdn']}/{other['file']}"
            made.add(file, web.document(other["title"], f"{other['badge']}, Samlat vetande."))
        href = web.base(national.NUMBER) + national.PAGE if "away" in other else path
        card = Card(other["badge"], other["title"], other["text"], href, other["posted"], file=file)
        cards.append(card)
        if "away" not in other:
            page(path, "annat", card.title, c=card)
    cards.sort(key=lambda card: card.posted, reverse=True)
    page("/", "start", "Start", some=cards[:4])

    def cards_shown(query: Query) -> Resource:
        badges = sorted({card.badge for card in cards})
        badge = next((b for b in badges if b.lower() == query.get("typ", [""])[0]), "")
        found = [card for card in cards if badge in ("", card.badge)]
        asked = query.get("visa", [""])[0]
        shown = int(asked) if asked.isdecimal() else A_PAGE
        kept = f"typ={badge.lower()}&" if badge else ""
        more = f"{LIST}?{kept}visa={shown + A_PAGE}" if shown < len(found) else ""
        values = {"some": found[:shown], "total": len(found), "badges": badges, "more": more}
        paper = [row for row in rows if "slug" not in row.own]
        return Resource(render("kunskap", "Kunskap", paper=paper, **values).encode(), modified=TURNED[state])

    made.handlers[LIST] = cards_shown
    by_start = groupby(sorted(works, key=lambda work: work.start, reverse=True), lambda work: work.start)
    page(WORK, "tidslinje", "På gång", years=[(year, list(some)) for year, some in by_start], state=state)
    for work in works:
        told = [row for row in rows if row.key in work.reports]
        page(f"{WORK}/{work.slug}", "arbete", work.title, p=work, told=told, state=state)
    for item in data(ID)["page"]:
        page(item["path"], "ram", item["title"], html=item["html"])
        for name, title in item.get("files", {}).items():
            made.add(name, web.document(title, "Samlat vetande."))
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /api/preview\n", "text/plain"))
    facts = environment(
        ID, "Samlat vetande", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Västernorrlands län"], in_municipalities=["Härnösand", "Timrå"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(_expect(web, row, base) for row in rows),
        tuple(expect_project(ID, web, work, f"{base}{WORK}/{work.slug}") for work in works),
        aside=True,
    )


def _expect(web: Web, row: Report, base: str) -> ExpectedReport:
    place = f"{LIST}/{row.slug}" if "slug" in row.own else LIST
    made = expect(ID, web, row, base + place, base + _file(row) if _file(row) else "")
    return replace(made, annexes=(base + _annex(row),) if _annex(row) else ())


def _file(row: Report) -> str:
    return f"{STORE}/{row.cdn}/{row.slug}.pdf" if "cdn" in row.own else ""


def _annex(row: Report) -> str:
    return f"{STORE}/{row.annex['cdn']}/{row.annex['name']}" if "annex" in row.own else ""


def _linked_data(row: Report, base: str) -> str:
    """What the page tells machines; the date is when the page was posted."""
    told = {
        "@context": "https://schema.org", "@type": "Report", "name": row.title, "alternativeHeadline": row.subtitle,
        "author": [{"@type": "Person", "name": name} for name in row.authors], "datePublished": str(row.posted),
        "publisher": {"@type": "Organization", "name": row.publisher}, "reportNumber": row.series_line,
        "inLanguage": "sv", "url": f"{base}{LIST}/{row.slug}",
    }  # fmt: skip
    return json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False)
