"""Discovery without a network: an exploration is sent its answers from a dictionary."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from crawler.addresses import canonical
from crawler.drafts import Answer, Ask, Harvest
from crawler.life import compare
from crawler.spiders.discovery import Discovery
from crawler.spiders.visitor import Visitor
from models.environment import Environment, Scope
from models.sighting import FetchOutcome, LifeEvent, Sighting
from tests.crawler.web import page, pdf

SITE = "https://www.fou.se/"
LONG = "<p>" + "Vi intervjuade handläggare i sex kommuner om hur besluten fattas. " * 4 + "</p>"
Content = str | bytes | Answer


def answer(ask: Ask, replies: Mapping[str, Content] | Callable[[str], Content | None]) -> Answer:
    content = replies(ask.address) if callable(replies) else replies.get(ask.address)
    if content is None:
        return Answer(ask.address, FetchOutcome.NOT_FOUND, 404)
    if isinstance(content, Answer):
        return content
    body = content if isinstance(content, bytes) else content.encode()
    kind = "application/pdf" if isinstance(content, bytes) else "text/html; charset=utf-8"
    return Answer(ask.address, FetchOutcome.OK, 200, kind, "", body, hashlib.sha256(body).hexdigest())


def explore(replies: Any, **more: Any) -> tuple[Harvest, list[Ask]]:
    rows: dict[str, Any] = {"files": (), **more}
    environment = Environment("x", "FoU X", SITE, Scope((SITE,), tuple(rows.pop("files"))), **rows)
    return run(Discovery(environment, Visitor(environment, "FoU-banken")), replies)


def run(look: Discovery, replies: Any) -> tuple[Harvest, list[Ask]]:
    exploration = look.explore()
    asked: list[Ask] = []
    try:
        ask = next(exploration)
        while True:
            asked.append(ask)
            ask = exploration.send(answer(ask, replies))
    except StopIteration as end:
        return end.value, asked


def at(paths: Mapping[str, Content]) -> dict[str, Content]:
    return {canonical(path, SITE) or "": content for path, content in paths.items()}


def links(*pairs: tuple[str, str]) -> str:
    return "<ul>" + "".join(f'<li><a href="{address}">{text}</a></li>' for address, text in pairs) + "</ul>"


def titles(harvest: Harvest, kind: str = "report") -> list[str]:
    return sorted(draft.title for draft in harvest.drafts if draft.kind == kind)


def test_an_unseen_site_from_its_home_page_alone() -> None:
    site = at({
        "/": page("FoU X", '<p>Välkommen!</p>', head='<link rel="alternate" type="application/rss+xml" href="/feed/">')
        .replace("<main>", '<nav><a href="/om">Om oss</a><a href="/kunskap">Kunskapsbank</a>'
                 '<a href="/pa-gang">På gång</a></nav><main>'),
        "/om": page("Om oss", links(("/om/motes", "Rapport från styrgruppsmöte"), ("/om/policy", "Integritetspolicy"))),
        "/om/motes": page("Rapport från styrgruppsmöte", LONG + '<a href="/d/prot.pdf">Protokoll (pdf)</a>'),
        "/om/policy": page("Integritetspolicy", LONG),
        "/kunskap": page("Kunskapsbank", links(("/kunskap/aldre", "Äldre"), ("/kunskap/barn", "Barn och unga"))),
        "/kunskap/aldre": page("Äldre", "<h2>Rapporter</h2>" + links(("/r/ensam", "Ensam men inte övergiven"))),
        "/kunskap/barn": page("Barn och unga", "<h2>Rapporter</h2>" + links(("/r/skola", "Skolans roll"))
                              + "<h2>Pågående projekt</h2>"
                              + links(("/r/natet", "Barn på nätet"))),
        "/r/ensam": page("Ensam men inte övergiven", f'<p>FoU-rapport 2021:4</p><p>Av Gun Rask</p>{LONG}'
                         '<a href="https://filer.se/x/ensam">Ladda ner rapporten (pdf)</a>'
                         '<p>Läs <a href="https://www.socialstyrelsen.se/r.pdf">Socialstyrelsens rapport</a></p>'),
        "/r/skola": page("Skolans roll", f'{LONG}<a href="/d/skola.pdf">Läs rapporten</a>'),
        "/r/natet": page("Barn på nätet", f"<p>Projektet pågår 2026–2028.</p>{LONG}"),
        "/pa-gang": page("Aktuellt", links(("/nyheter/ny", "Ny rapport om ensamhet"), ("/nyheter/kurs", "Kurs i maj"))),
        "/nyheter/ny": page("Ny rapport om ensamhet", '<p>Rapporten ”Ensam men inte övergiven” är klar.</p>'
                            '<a href="https://filer.se/x/ensam">Läs rapporten</a>'),
        "/nyheter/kurs": page("Välkommen till kurs", LONG + '<a href="/d/kurs.pdf">Program (pdf)</a>'),
        "/d/skola.pdf": pdf("skola"), "/d/kurs.pdf": pdf("kurs"), "/d/prot.pdf": pdf("prot"),
        "https://filer.se/x/ensam": pdf("ensam"),
    })  # fmt: skip
    harvest, asked = explore(site, files=["https://filer.se/x/"])
    assert titles(harvest) == ["Ensam men inte övergiven", "Skolans roll"]
    assert titles(harvest, "project") == ["Barn på nätet"]
    assert all(draft.file_sha256 for draft in harvest.drafts if draft.kind == "report")
    assert {ask.address.split("/")[2] for ask in asked} == {"www.fou.se", "filer.se"}
    assert all(reading.reasons for reading in harvest.readings)


def test_a_calendar_without_end_takes_no_more_than_the_budget_and_hides_nothing() -> None:
    def site(address: str) -> Content | None:
        if match := re.search(r"/handelser/(\d+)$", address):
            number = int(match[1])
            return page(
                f"Dag {number}", links((f"/handelser/{number + 1}", "I morgon"), (f"/handelser/{number + 31}", "Nästa"))
            )
        entries = links(("/handelser/1", "Händelser"), ("/sidor/a", "Läs om vår verksamhet"))
        deep = at({
            "/": page("FoU X", entries), "/sidor/a": page("Verksamhet", links(("/sidor/b", "Mer att läsa"))),
            "/sidor/b": page("Mer", links(("/sidor/c", "Det vi har skrivit"))),
            "/sidor/c": page("Rapporter", '<ul><li><a href="/f.pdf">Rapport 2:2020. Att vänta (pdf)</a></li></ul>'),
            "/f.pdf": pdf("f"),
        })  # fmt: skip
        return deep.get(address)

    harvest, asked = explore(site, rules={"page_budget": "60"})
    assert titles(harvest) == ["Att vänta"]
    assert sum(1 for ask in asked if ask.purpose == "page") <= 60
    assert not harvest.complete


def test_sitemap_feed_frames_and_redirects_are_followed() -> None:
    moved = Answer("https://www.fou.se/gammal", FetchOutcome.OK, 301, "", "https://www.fou.se/r/ny")
    report = LONG + "<p>Rapport 1:2019</p>" + '<a href="/{}.pdf">Ladda ner rapporten</a>'
    site = at({
        "/robots.txt": b"User-agent: *\nCrawl-delay: 7\nDisallow: /privat\nSitemap: https://www.fou.se/karta.xml\n",
        "/karta.xml": "<urlset><url><loc>https://www.fou.se/r/karta</loc></url><url><loc>https://annan.se/r</loc></url></urlset>",
        "/": '<html><head><title>FoU</title></head><frameset><frame src="/meny"><frame src="/privat/x"></frameset>',
        "/meny": page("Meny", links(("/gammal", "Gammal sida"))),
        "/gammal": moved,
        "/r/ny": page("Nya vägar", report.format("ny")), "/r/karta": page("Ur kartan", report.format("karta")),
        "/ny.pdf": pdf("ny"), "/karta.pdf": pdf("karta"),
    })  # fmt: skip
    harvest, asked = explore(site)
    assert titles(harvest) == ["Nya vägar", "Ur kartan"]
    assert harvest.aliases == {"fou.se/gammal": "fou.se/r/ny"}
    assert all(ask.delay == 7 for ask in asked if ask.purpose != "robots")
    assert not [ask for ask in asked if "privat" in ask.address or "annan" in ask.address]
    assert harvest.refused == {FetchOutcome.ROBOTS.value: 1}


def test_redirect_loops_end() -> None:
    loop = Answer(SITE, FetchOutcome.OK, 302, "", SITE)
    harvest, asked = explore({SITE: loop})
    assert harvest.home == FetchOutcome.UNREACHABLE.value
    assert len(asked) < 10


def test_a_project_page_carries_its_reports() -> None:
    project = "<p>Projektperiod: 2020–2022</p><p>Projektledare: Kaj Munk</p>" + LONG + "<h2>Rapporter</h2>"
    site = at({
        "/": page("FoU X", links(("/projekt/hemma", "Hemma längre"))),
        "/projekt/hemma": page("Hemma längre", project + links(("/1.pdf", "Delrapport 1"), ("/2.pdf", "Slutrapport"))
                               + '<p>Se även rapporten <a href="/r/del3">Hemma längre – anhörigas syn</a></p>'),
        "/r/del3": page("Hemma längre – anhörigas syn", f'<p>Rapport 3:2022</p>{LONG}<a href="/3.pdf">Läs här</a>'),
        "/1.pdf": pdf("1"), "/2.pdf": pdf("2"), "/3.pdf": pdf("3"),
    })  # fmt: skip
    harvest, _ = explore(site)
    found = next(draft for draft in harvest.drafts if draft.kind == "project")
    assert found.value("period") == "2020–2022"
    keys = {draft.key for draft in harvest.drafts if draft.kind == "report"}
    assert len(keys) == 3
    assert set(found.reports) == keys


def test_the_same_report_on_several_pages_is_one() -> None:
    item = '<h2>{}</h2><p>Rapport 1:2020. Av Ulla Grip.</p><p><a href="/{}.pdf">Ladda ner rapporten</a></p>'
    site = at({
        "/": page("FoU X", links(("/rapporter", "Rapporter"), ("/amne", "Ämnen"))),
        "/rapporter": page("Rapporter", item.format("Att bo kvar", "a") + item.format("Att flytta", "b")),
        "/amne": page("Rapporter om boende", item.format("Att bo kvar", "a-kopia") + item.format("Att flytta", "b")),
        "/a.pdf": pdf("a"), "/a-kopia.pdf": pdf("a"), "/b.pdf": pdf("b"),
    })  # fmt: skip
    harvest, _ = explore(site)
    assert titles(harvest) == ["Att bo kvar", "Att flytta"]


def test_of_a_mirror_the_newer_content_counts_and_the_original_address() -> None:
    project = "<p>Projektperiod: 2020–2024</p><p>Projektstatus: {}</p><p>Kontaktperson: Ulf Ek</p>" + LONG
    own, mirror = "https://www.fou.se/projekt/natt", "https://old.fou.se/projekt/natt"
    link = f'<link rel="canonical" href="{own}">'
    site = at({
        "/": page("FoU X", links((mirror, "Trygga nätter"), (own, "Nätter")) + "<h2>Pågående projekt</h2>"),
        own: page("Trygga nätter", project.format("pågående")),
        mirror: page("Trygga nätter", project.format("avslutat"), head=link),
    })  # fmt: skip
    for address, moment in ((own, "2019-01-01T00:00:00+00:00"), (mirror, "2025-01-01T00:00:00+00:00")):
        site[address] = replace(answer(Ask(address, "page"), site), modified=moment)
    environment = Environment("x", "FoU X", SITE, Scope((SITE, "https://old.fou.se/")))
    (found,) = run(Discovery(environment, Visitor(environment, "FoU-banken")), site)[0].drafts
    assert (found.key, found.value("status")) == (own, "finished")


def test_the_same_answers_give_the_same_asks() -> None:
    site = at({"/": page("FoU X", links(*((f"/{name}", name * 5) for name in "abcdefgh")))})
    site |= at({f"/{name}": page(name * 5, LONG) for name in "abcdefgh"})
    assert explore(site) == explore(site)


def test_a_used_up_budget_and_endless_families_are_told() -> None:
    def book(address: str) -> Content | None:
        if match := re.search(r"/bok\?sida=(\d+)$", address):
            return page("Kalendarium", links((f"/bok?sida={int(match[1]) + 1}", "Vidare"), ("/a", "Dag")))
        return at({"/": page("FoU X", links(("/bok?sida=1", "Gästbok")))}).get(address)

    harvest, asked = explore(book)
    assert sum("/bok" in ask.address for ask in asked) == 20
    assert not harvest.complete
    assert harvest.unread == "pages left unread, as their like gave nothing: 1"
    harvest, _ = explore(book, rules={"page_budget": "5"})
    assert harvest.unread == "page budget used up (5 pages)"


def test_what_was_called_a_document_but_is_a_page_is_read() -> None:
    report = LONG + '<p>Rapport {0}:2020</p><a href="/f/{0}.pdf">Ladda ner rapporten</a>'
    entries = links(("/r/hemgang-pdf/", "Trygg hemgång (pdf)"), ("/r/natt", "Rapport: Natten pdf"))
    site = at({
        "/": page("FoU X", links(("/rapporter", "Rapporter"))), "/rapporter": page("Rapporter", entries),
        "/r/hemgang-pdf/": page("Trygg hemgång", report.format(1)), "/r/natt": page("Natten", report.format(2)),
        "/f/1.pdf": pdf("1"), "/f/2.pdf": pdf("2"),
    })  # fmt: skip
    harvest, _ = explore(site)
    files = {draft.file_url for draft in harvest.drafts if draft.file_sha256}
    assert {f"{SITE}f/1.pdf", f"{SITE}f/2.pdf"} <= files
    assert titles(harvest) == ["Natten", "Trygg hemgång"]


def test_wordpress_tells_of_pages_that_no_link_leads_to() -> None:
    def told(rows: list[dict[str, Any]]) -> Answer:
        body = json.dumps(rows).encode()
        return Answer("", FetchOutcome.OK, 200, "application/json", "", body)

    query = "?_fields=link,title,categories&page=1&per_page=100"
    types = {
        "post": {"rest_base": "posts", "name": "Inlägg"}, "rapport": {"rest_base": "rapporter", "name": "Rapporter"},
        "attachment": {"rest_base": "media", "name": "Media"},
    }  # fmt: skip
    reply = Answer("", FetchOutcome.OK, 200, "application/json", "", json.dumps(types).encode())
    api = "/wp-json/wp/v2"
    head = f'<link rel="https://api.w.org/" href="{SITE}wp-json/">'
    site = at({
        "/": page("FoU X", '<div id="app"></div>', head=head), f"{api}/types": reply,
        f"{api}/categories?_fields=id,name&per_page=100": told([{"id": 7, "name": "Publikationer"}]),
        f"{api}/posts{query}": told([{"link": f"{SITE}ur-djupet", "title": {"rendered": "Ur"}, "categories": [7]}]),
        f"{api}/rapporter{query}": told([{"link": f"{SITE}rapport/natt", "title": {"rendered": "Natt"}}]),
        "/ur-djupet": page("Ur djupet", f'{LONG}<a href="/1.pdf">Ladda ner</a>'), "/1.pdf": pdf("1"),
        "/rapport/natt": page("Natt", f'{LONG}<a href="/2.pdf">Ladda ner</a>'), "/2.pdf": pdf("2"),
    })  # fmt: skip
    harvest, asked = explore({address: replace(content, address=address) if isinstance(content, Answer) else content
                              for address, content in site.items()})  # fmt: skip
    assert titles(harvest) == ["Natt", "Ur djupet"]
    assert not [ask for ask in asked if "media" in ask.address]


def look_again(replies: Any, before: Any, **rules: str) -> tuple[Harvest, list[Ask], tuple[Sighting, ...]]:
    """A look at `replies` by somebody who has seen `before`."""
    first = compare("x", (), explore(before)[0], "2026-11-24T08:00:00+00:00", True)
    environment = Environment("x", "FoU X", SITE, Scope((SITE,)), rules=rules)
    return (*run(Discovery(environment, Visitor(environment, "FoU-banken"), first), replies), first)


PROJECTS = [("natt", "Trygga nätter"), ("skola", "Skolans roll i det tidiga stödet")]


def test_what_a_site_built_anew_gives_other_addresses_is_known_by_its_name() -> None:
    old = at({
        "/": page("FoU X", links(("/projekt", "Pågående projekt"))),
        "/projekt": page("Pågående projekt", links(*((f"/projekt/{key}", title) for key, title in PROJECTS))),
        **{f"/projekt/{key}": page(title, f"<p>Projektet pågår 2026–2028.</p>{LONG}") for key, title in PROJECTS},
    })  # fmt: skip
    new = at({
        "/": page("FoU X", links(("/gor", "Det här gör vi"))),
        "/gor": page("Det här gör vi", links(*((f"/gor/{key}", title) for key, title in PROJECTS))),
        **{f"/gor/{key}": page(title, f"<p>Period: 2026–2028</p>{LONG}") for key, title in PROJECTS},
    })  # fmt: skip
    assert titles(explore(new)[0], "project") == []
    harvest, _, first = look_again(new, old)
    assert titles(harvest, "project") == sorted(title for _, title in PROJECTS)
    after = compare("x", first, harvest, "2026-12-24T08:00:00+00:00", True)
    assert [s.event for s in after] == [LifeEvent.MOVED, LifeEvent.MOVED]


def test_a_page_that_still_names_its_report_is_told_of() -> None:
    entries = ("/r/natt", "Trygga nätter i hemtjänsten"), ("/r/dag", "Dagarna i dagverksamheten")
    old = at({
        "/": page("FoU X", links(("/rapporter", "Rapporter"))), "/rapporter": page("Rapporter", links(*entries)),
        **{path: page(title, f'{LONG}<a href="{path}.pdf">Ladda ner rapporten</a>') for path, title in entries},
    })  # fmt: skip
    new = at({"/": page("FoU X", LONG), **{path: page(title, "<p>Mer kommer.</p>") for path, title in entries[:1]}})
    harvest, _, first = look_again(new, old)
    assert {s.key for s in first} - harvest.standing == {f"{SITE}r/dag"}


def test_the_pages_of_what_is_known_leave_the_budget_to_what_is_new() -> None:
    entries = [(f"/r/{number}", f"Trygga nätter, del {number}") for number in range(30)]
    newest = ("/r/ny", "Dagarna i dagverksamheten")
    reports = {path: page(title, f"<p>FoU-rapport 2020:1</p>{LONG}") for path, title in [*entries, newest]}
    old = at({"/": page("FoU X", links(("/rapporter", "Rapporter"))),
              "/rapporter": page("Rapporter", links(*entries)), **reports})  # fmt: skip
    new = {**old, **at({"/rapporter": page("Rapporter", links(newest, *entries))})}
    harvest, asked, _ = look_again(new, old, page_budget="10")
    assert newest[1] in titles(harvest)
    assert sum(1 for ask in asked if ask.purpose == "page") <= 10 + len(entries)
