"""When a site is believed: tables of what was found, what was known, and what went wrong."""

from collections import Counter
from typing import Any

import pytest

from crawler.drafts import Draft, Harvest, Reading
from crawler.health import accepted, diagnose, summarise
from crawler.life import compare
from models.claim import Claim
from models.sighting import FetchOutcome, Health, HealthKind, LifeEvent

THEN, NOW = "2026-11-24T08:00:00+00:00", "2026-12-24T08:00:00+00:00"
SITE = "https://x.se/"


def drafts(n: int, kind: Any = "report", **values: str) -> tuple[Draft, ...]:
    return tuple(
        Draft(
            f"{SITE}{kind}/{number}", kind, f"{SITE}{kind}/{number}", None,
            tuple(Claim(name, value.format(number), "page", "r", 0.9) for name, value in values.items()),  # type: ignore[arg-type]
        )
        for number in range(n)
    )  # fmt: skip


def harvest(*found: Draft, lists: int = 2, **facts: Any) -> Harvest:
    readings = [Reading(f"{SITE}{n}", "listing", ()) for n in range(lists)] + [Reading(SITE, "other", ())]
    return Harvest(found, tuple(readings), **facts)


def look(before: Harvest | None, now: Harvest, floor: int = 0, accept: bool = False, **fetches: int) -> Health:
    """The health of a look after another that was believed."""
    counts = Counter({FetchOutcome[name.upper()].value: n for name, n in fetches.items()} or {"ok": 30})
    known, trusted = (), None
    if before is not None:
        known = compare("x", (), before, THEN, True)
        trusted = summarise("x", (None, ""), known, before, counts, THEN, THEN)
    trouble = diagnose(now, known, compare("x", known, now, NOW, True), counts, trusted, floor)
    trouble = accepted(trouble) if accept else trouble
    after = compare("x", known, now, NOW, may_vanish=trouble[0] is None)
    return summarise("x", trouble, after, now, counts, NOW, NOW)


TITLED = drafts(20, title="Rapport {} om natten")
FULL = drafts(20, title="Rapport {} om natten", year="20{:0>2}", authors="Eva Ek")
SEEN = {"visited": frozenset(f"x.se/report/{number}" for number in range(20))}


@pytest.mark.parametrize(
    ("now", "options", "kind", "reason"),
    [
        (harvest(*FULL), {}, HealthKind.QUIET, "nothing new since the crawl before"),
        (harvest(*FULL, *drafts(1, "project", title="Projekt {}")), {}, HealthKind.OK, "1 new or changed"),
        (harvest(lists=0), {}, HealthKind.CHANGED, "no report or project was found on 1 pages, 20 were known"),
        (harvest(*FULL[:5]), {}, HealthKind.CHANGED, "5 reports were found, 20 were known"),
        (harvest(*FULL[:8], **SEEN), {}, HealthKind.CHANGED, "12 of 20 known reports would be gone at once"),
        (harvest(*FULL[:15], **SEEN), {}, HealthKind.QUIET, "nothing new since the crawl before"),
        (harvest(*FULL[:15], **SEEN), {"floor": 18}, HealthKind.CHANGED,
         "15 reports were found, the environment's file demands 18"),
        (harvest(*TITLED), {}, HealthKind.CHANGED,
         "authors was given for 100% of the reports in the crawl before, now for 0%"),
        (harvest(*drafts(20, title="Rapport", year="20{:0>2}", authors="Eva Ek")), {}, HealthKind.CHANGED,
         "own title was given for 100% of the reports in the crawl before, now for 0%"),
        (harvest(*FULL, lists=0), {}, HealthKind.CHANGED, "no page was taken for a list, 2 were in the crawl before"),
        # why so much is missing
        (harvest(*FULL[:5]), {"ok": 30, "robots": 18}, HealthKind.NOT_PERMITTED, "5 reports were found, 20 were known"),
        (harvest(*FULL[:5]), {"ok": 30, "forbidden": 15}, HealthKind.BLOCKED, "5 reports were found, 20 were known"),
        (harvest(*FULL[:5]), {"ok": 30, "timed_out": 15}, HealthKind.FAILING, "5 reports were found, 20 were known"),
        (harvest(*FULL[:5], obstacles={"captcha": 20}), {}, HealthKind.BLOCKED,
         "20 pages were refused or showed a captcha or login, 30 answered"),
        (harvest(*FULL[:5]), {"ok": 4, "server_error": 9}, HealthKind.FAILING, "9 requests failed, 4 answered"),
        # the home page
        (Harvest(home="captcha"), {}, HealthKind.BLOCKED, "the home page answered: captcha"),
        (Harvest(home="login"), {}, HealthKind.BLOCKED, "the home page answered: login"),
        (Harvest(home="not found"), {}, HealthKind.FAILING, "the site answered: not found"),
        (Harvest(home="not permitted by robots.txt"), {}, HealthKind.NOT_PERMITTED,
         "robots.txt does not permit the home page"),
        (Harvest(home="leads to https://ny.se/"), {}, HealthKind.CHANGED,
         "the home page leads to https://ny.se/, outside the scope"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_name_and_nothing_vanishes(
    now: Harvest, options: Any, kind: HealthKind, reason: str
) -> None:
    health = look(harvest(*FULL), now, **options)
    assert (health.kind, health.reason) == (kind, reason)
    believed = kind in (HealthKind.OK, HealthKind.QUIET)
    assert bool(health.events.get(LifeEvent.VANISHED)) == (believed and len(now.drafts) < len(FULL))


def test_an_empty_first_look_is_an_alarm() -> None:
    assert look(None, harvest(lists=0)).kind is HealthKind.CHANGED
    assert look(None, harvest(*FULL), floor=21).kind is HealthKind.CHANGED


def test_few_reports_give_no_shares() -> None:
    assert look(harvest(*FULL[:4]), harvest(*TITLED[:4])).kind is HealthKind.OK
    assert look(harvest(*FULL[:4]), harvest(*drafts(3, "project", title="Projekt {}"))).kind is HealthKind.CHANGED
    some = harvest(*FULL, *drafts(5, "project", title="Projekt {}"))
    assert look(some, harvest(*FULL, visited=frozenset({"x.se/project/1"}))).reason == (
        "0 projects were found, 5 were known"
    )


def test_a_changed_site_may_be_accepted() -> None:
    health = look(harvest(*FULL), harvest(*FULL[:5], **SEEN), accept=True)
    assert (health.kind, health.events) == (HealthKind.QUIET, {"unchanged": 5, "vanished": 15})
    assert "accepted by a person; 5 reports were found" in health.reason
    assert look(harvest(*FULL), Harvest(home="captcha"), accept=True).kind is HealthKind.BLOCKED


def test_values_that_an_unbelieved_site_gives_no_more_are_kept() -> None:
    known = compare("x", (), harvest(*FULL), THEN, True)
    after = compare("x", known, harvest(*TITLED), NOW, may_vanish=False)
    assert {claim.field for claim in after[0].claims} == {"title", "year", "authors"}
    assert {sighting.event for sighting in after} == {LifeEvent.UNCHANGED}
    assert {s.event for s in compare("x", known, harvest(*TITLED), NOW, may_vanish=True)} == {LifeEvent.CHANGED}


def test_counts() -> None:
    health = look(None, harvest(*FULL, *drafts(2, "project", title="P {}"), obstacles={"not found": 3}))
    assert health.pages == {"listing": 2, "not found": 3, "other": 1}
    assert health.fields["reports"] == health.fields["year"] == health.fields["own title"] == 20
    assert (health.fields["projects"], health.fields["file"], health.fields["number"]) == (2, 0, 0)
