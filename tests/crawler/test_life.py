"""What becomes of a known report or project, by what this look found: tables without any web."""

from typing import Any

import pytest

from crawler.drafts import Draft, Harvest
from crawler.life import compare
from crawler.sameness import nearly_same_name, same_name
from models.claim import Claim
from models.sighting import LifeEvent, Sighting

THEN, NOW = "2026-11-24T08:00:00+00:00", "2026-12-24T08:00:00+00:00"


def claims(title: str, **values: str) -> tuple[Claim, ...]:
    fields: dict[Any, str] = {"title": title, **values}
    return tuple(Claim(name, value, "page", "r", 0.9) for name, value in fields.items())


def draft(key: str, title: str, sha: str | None = None, page: str | None = None, file: str | None = None, **values: str,
          ) -> Draft:  # fmt: skip
    return Draft(key, "report", page or key.partition("#")[0], file, claims(title, **values), file_sha256=sha)


def known(*drafts: Draft) -> tuple[Sighting, ...]:
    return compare("x", (), Harvest(drafts), THEN, may_vanish=True)


def events(before: tuple[Sighting, ...], *drafts: Draft, may_vanish: bool = True, **facts: Any) -> dict[str, str]:
    after = compare("x", before, Harvest(drafts, **facts), NOW, may_vanish=may_vanish)
    return {sighting.key: sighting.event.value for sighting in after}


A, B, PAGE = "https://x.se/a", "https://x.se/b", "https://x.se/list"
LONG = "Trygga nätter i hemtjänsten"


@pytest.mark.parametrize(
    ("old", "new", "event"),
    [
        (draft(A, "Natt", "1"), draft(A, "Natt", "1"), "unchanged"),
        (draft(A, "Natt", "1"), draft(A, "Natt", "2"), "changed"),
        (draft(A, "Natt"), draft(A, "Natt", year="2020"), "changed"),
        (draft(A, "Natt", "1"), draft(B, "Natt", "1"), "moved"),
        (draft(A, "Natt", "1"), draft(B, "Något annat", "1"), "moved"),
        (draft(A, "Natt", "1"), draft(B, "Natt", "2"), "moved"),
        (draft(A, "Natt", subtitle="En studie"), draft(B, "Natt. En studie"), "moved"),
        (draft(A, "Natt", "1", file="https://x.se/1.pdf"), draft(A, "Natt", "1", file="https://x.se/2.pdf"), "moved"),
        (draft(A, "Natt"), draft("http://www.x.se/a/", "Natt"), "unchanged"),
        # a title corrected in a list: what the key is made of has changed, but neither page nor file
        (draft(f"{PAGE}#natt", LONG, "1"), draft(f"{PAGE}#natter", f"{LONG} 2", "1"), "changed"),
        (draft(f"{PAGE}#natt", "Trygga natter i hemtjänsten"), draft(f"{PAGE}#natter", LONG), "changed"),
        (draft(f"{PAGE}#natt", LONG), draft(f"{PAGE}#natter", f"{LONG} – en uppföljning"), "changed"),
        # known by name, and now here
        (draft(f"{PAGE}#natt", LONG, number="2014:2"), draft(A, f"FoU X 2014:2 {LONG}, pdf", "1", number="2014:2"),
         "changed"),
    ],
)  # fmt: skip
def test_one_thing_keeps_its_key(old: Draft, new: Draft, event: str) -> None:
    before = known(old)
    assert events(before, new) == {old.key: event}
    again = compare("x", compare("x", before, Harvest((new,)), NOW, True), Harvest((new,)), NOW, True)
    assert [s.event for s in again] == [LifeEvent.UNCHANGED]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (draft(f"{PAGE}#1", "Nyckeltal för omsorgen 2019"), draft(f"{PAGE}#2", "Nyckeltal för omsorgen 2020")),
        (draft(A, "Nyckeltal", year="2019"), draft(B, "Nyckeltal", year="2020")),
        (draft(A, "Nyckeltal", subtitle="Äldre"), draft(B, "Nyckeltal", subtitle="Barn")),
        (draft(A, LONG, number="1"), draft(B, f"Sammanfattning av {LONG}", number="1")),
        (draft(A, "Natt", number="1"), draft(B, "Natt och dag", number="1")),
        (draft(f"{PAGE}#1", "Barn i familjehem"), draft(f"{PAGE}#2", "Vuxna i stödboende")),
    ],
)  # fmt: skip
def test_another_thing_is_new(old: Draft, new: Draft) -> None:
    assert events(known(old), new, visited=frozenset({"x.se/list"})) == {old.key: "vanished", new.key: "new"}


def test_one_file_under_two_titles() -> None:
    before = known(draft(A, "Natt", "1"), draft(B, "Dag", "1"))
    assert events(before, draft(f"{A}2", "Natt", "1"), draft(f"{B}2", "Dag", "1")) == {A: "moved", B: "moved"}


def test_what_its_page_still_names_has_not_vanished() -> None:
    before = known(draft(A, "Natt"), draft(B, "Dag"))
    look = {"visited": frozenset({"x.se/a", "x.se/b"})}
    assert events(before, standing=frozenset({A}), **look) == {A: "unchanged", B: "vanished"}
    assert events(before, may_vanish=False, **look) == {A: "unchanged", B: "unchanged"}


def test_returned_at_another_address() -> None:
    gone = compare("x", known(draft(A, "Natt", "1")), Harvest(gone=frozenset({"x.se/a"})), NOW, True)
    assert [s.event for s in gone] == [LifeEvent.VANISHED]
    assert events(gone, draft(B, "Natt", "1")) == {A: "returned"}


def test_names() -> None:
    assert same_name(claims("Att vänta. En studie"), claims("Att vänta", subtitle="En studie"))
    assert not same_name(claims(""), claims(""))
    assert not nearly_same_name(claims("Natt"), claims("Natt."))
