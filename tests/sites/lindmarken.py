"""Kept aside. WordPress with Divi: reports are posts among the news, found by a list of cards with "Visa fler" by
`?et_blog`, author and number in blurbs beside, "Öppna" for the file; a metodstöd in folds is a page alone; one report
was posted six years late; the work is a post type uppdrag, its kind följeforskning or utvärdering; REST is shut."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, Host, Resource, Site, Web, data

ID, NUMBER, A_PAGE = "fou-lindmarken", 40, 4
UPLOADS = "/wp-content/uploads/"
LEAD = "Här samlar vi det vi har skrivit, både rapporter och metodstöd."


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a post."""

    slug: str
    title: str
    posted: str
    topic: str
    text: str


def site(web: Web) -> Site:
    """The unit's site."""
    base, rows, works, turned = web.base(NUMBER), reports(ID, web), projects(ID, web), TURNED[web.state].date()
    linked = web.base(national.NUMBER) + national.PAGE
    posts = [{**post, "html": post["html"].replace("{national}", linked)} for post in data(ID)["post"]]
    rows.sort(key=lambda row: row.posted, reverse=True)

    def render(path: str, template: str, title: str, day: str = "", **values: Any) -> str:
        around = {"path": path, "title": title, "day": day, "base": base, "state": web.state}
        return pages("lindmarken").get_template(template).render(**around, **values)

    def page(path: str, template: str, title: str, when: date | None = None, **values: Any) -> None:
        made.page(path, render(path, template, title, **values), when)

    missing = render("", "ram", "Hittar inte sidan", html="<p>Sidan du sökte finns inte.</p>").encode()
    made = Host(ID, NUMBER, "none", missing)
    cards = [Card(row.slug, row.title, row.posted, row.topic, row.text) for row in rows]
    news = [Card(post["slug"], post["title"], post["posted"], post["topic"], _bare(post["html"])) for post in posts]
    news = sorted([*cards, *news], key=lambda card: card.posted, reverse=True)
    page("/", "start", "Start", turned, rows=news[:3])
    for first, title, lead, some in (("/kunskap/", "Kunskap", LEAD, cards), ("/aktuellt/", "Aktuellt", "", news)):
        last = -(-len(some) // A_PAGE)
        for number in range(1, last + 1):
            path = f"{first}page/{number}/" if number > 1 else first
            shown = some[(number - 1) * A_PAGE : number * A_PAGE]
            values = {"rows": shown, "number": number, "last": last, "lead": lead, "first": first}
            page(path, "lista", title, turned, **values)
    for row in rows:
        if row.file:
            made.add(UPLOADS + row.file, pdf(ID, web, row))
        more = [card for card in cards if card.topic == row.topic and card.slug != row.slug][:3]
        page(_path(row), "inlagg", row.title, turned, day=row.posted, r=row, more=more)
    for post in [*posts, *data(ID)["page"]]:
        page(f"/{post['slug']}/", "ram", post["title"], day=post.get("posted", ""), html=post["html"])
        for name, title in post.get("files", {}).items():
            made.add(UPLOADS + name, web.document(title, "FoU Lindmarken."))
    groups = [
        (head, [p for p in works if p.status_in(web.state) == status])
        for head, status in (("Nu", "ongoing"), ("Slutförda", "finished"))
    ]
    page("/pa-gang-hos-oss/", "uppdrag", "På gång hos oss", turned, groups=groups)
    for work in works:
        told = [row for row in rows if row.key in work.reports]
        page(f"/uppdrag/{work.slug}/", "ett", work.title, turned, p=work, told=told)
    feed = render("/feed/", "flode", "Flöde", rows=news[:10]).encode()
    made.add("/feed/", Resource(feed, "application/rss+xml; charset=UTF-8"))
    shut = Resource(b'{"code":"rest_forbidden","message":"DRA: Only authenticated users."}', "application/json", 401)
    made.add("/wp-json/", shut)
    made.add("/robots.txt", Resource(b"User-agent: *\nDisallow: /wp-admin/\n", "text/plain"))
    facts = environment(
        ID, "FoU Lindmarken", f"{base}/", pages=[f"{base}/"], presentation="",
        in_counties=["Skåne län"], in_municipalities=["Eslöv", "Hörby", "Höör"],
    )  # fmt: skip
    return Site(
        facts,
        (made,),
        tuple(
            expect(ID, web, row, base + _path(row), base + UPLOADS + row.file if row.file else "") for row in rows
        ),
        tuple(expect_project(ID, web, work, f"{base}/uppdrag/{work.slug}/") for work in works),
        aside=True,
    )  # fmt: skip


def _bare(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def _path(row: Report) -> str:
    return f"/{row.slug}/"
