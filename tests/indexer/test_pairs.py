"""The merge on pairs made from the example studies: copies joined, kin linked, all else apart."""

from collections import Counter

import pytest

from tests.golden.pairs.measure import figures, judged

NEEDED = {"copy", "typeset", "scan", "edition", "parts", "place", "yearly", "short", "english", "poor"}


@pytest.fixture(scope="module")
def rows():
    return list(judged())


def test_there_are_pairs_of_every_kind(rows):
    kinds = Counter(row.pair["kind"] for row in rows)
    assert len(rows) >= 150
    assert kinds.keys() >= NEEDED
    assert min(kinds.values()) >= 3
    assert 0.4 < sum(row.pair["kept_aside"] for row in rows) / len(rows) < 0.6


@pytest.mark.parametrize("aside", [False, True])
def test_copies_are_joined_and_nothing_else(rows, aside):
    found = figures([row for row in rows if row.pair["kept_aside"] is aside])
    assert found["precision"] >= 0.99
    assert found["recall"] >= 0.95
    assert found["links"] >= 0.9


def test_numbered_parts_and_poor_titles_never_join(rows):
    assert all(row.verdict != "same" for row in rows if row.pair["kind"] in ("parts", "poor", "yearly", "place"))


def test_every_join_says_by_which_rule(rows):
    assert all(row.rule and row.evidence for row in rows if row.verdict == "same")


def test_the_same_study_of_another_year_is_linked_and_says_why(rows):
    yearly = [row for row in rows if row.pair["kind"] == "yearly"]
    assert {row.verdict for row in yearly} == {"follow-up"}
    assert {row.rule for row in yearly} <= {"another year in the title", "same title, another year"}
