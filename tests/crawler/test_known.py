"""What a second crawl presumes of the things that the first one found."""

from typing import Any

from crawler.life import compare
from crawler.spiders.discovery import Discovery
from crawler.spiders.visitor import Visitor
from models.environment import Environment, Scope
from models.sighting import LifeEvent
from tests.crawler.test_discovery import SITE, at, explore, links, page, pdf, run, titles

ITEM = (
    "<h2>{0}</h2><p>FoU-rapport 2018:1. Vi som har skrivit heter Eva Ek.</p><a href='/{1}.pdf'>Läs hela rapporten</a>"
)


def crawl_again(site: dict[str, Any]) -> tuple[list[str], set[LifeEvent]]:
    """Crawl twice → titles of the second crawl, and what is said to have happened."""
    first = compare("x", (), explore(site)[0], "2026-01-01", may_vanish=True)
    unit = Environment("x", "FoU X", SITE, Scope((SITE,), ()))
    harvest, _ = run(Discovery(unit, Visitor(unit, "FoU-banken"), known=tuple(first)), site)
    return titles(harvest), {s.event for s in compare("x", tuple(first), harvest, "2026-02-01", may_vanish=True)}


def test_a_page_that_shows_a_report_is_not_presumed_to_be_one() -> None:
    site = at({
        "/": page("FoU X", links(("/unga", "Unga"), ("/aldre", "Äldre"))),
        "/unga": page("Unga", ITEM.format("Van vid nej", 1)), "/aldre": page("Äldre", ITEM.format("Att bo kvar", 2)),
        "/1.pdf": pdf("1"), "/2.pdf": pdf("2"),
    })  # fmt: skip
    assert crawl_again(site) == (["Att bo kvar", "Van vid nej"], {LifeEvent.UNCHANGED})


def test_other_pages_of_a_list_with_reports_stay_what_they_are() -> None:
    entry = "<dt>{}</dt><dd>FoU-rapport {}, lånas på biblioteket. Författare: {}</dd>"
    older = entry.format("Stödet", "2018:2", "Eva Ek") + entry.format("Fyra språk", "2017:1", "Bo Dal")
    fold = f"<details><summary>Tidigare utgivet</summary><dl>{older}</dl></details>"
    films = {f"/k/film-{n}": page(f"Film {n}", "<p>Se filmen på fem minuter.</p>") for n in "ab"}
    texts = {f"/k/text-{n}": page(f"Text {n}", ITEM.format(f"Text {n}", n)) for n in range(3)}
    site = at({
        "/": page("FoU X", links(("/k", "Kunskap"))),
        "/k": page("Kunskap", links(*((path, path[3:]) for path in (*films, *texts))) + fold), **films, **texts,
        **{f"/{n}.pdf": pdf(str(n)) for n in range(3)},
    })  # fmt: skip
    assert crawl_again(site) == (["Fyra språk", "Stödet", "Text 0", "Text 1", "Text 2"], {LifeEvent.UNCHANGED})
