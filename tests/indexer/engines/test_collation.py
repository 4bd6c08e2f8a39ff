"""Sort keys as a Swedish reader expects them."""

from dataclasses import replace

import pytest

from indexer.engines.collation import sort_keys, title_key
from tests.contract.corpus import record


def test_titles_in_swedish_order():
    titles = {"Öppenvård", "Zebra", "Äldre", "”Att bli sedd”", "Åldrande", "Arbete"}
    assert sorted(titles, key=title_key) == ["Arbete", "”Att bli sedd”", "Zebra", "Åldrande", "Äldre", "Öppenvård"]


@pytest.mark.parametrize(("a", "b"), [("Idé", "ide"), ("A-lag", "a lag"), ("Å", "A\u030a"), ("”Hem”", "hem")])
def test_case_accents_and_signs_do_not_count(a, b):
    assert title_key(a) == title_key(b)


def test_undated_reports_come_last_both_ways():
    years = [2020, None, 1998, 2021]
    records = [replace(record("oro"), id=str(n), year=year) for n, year in enumerate(years)]
    for order, expected in (("newest", [2021, 2020, 1998, None]), ("oldest", [1998, 2020, 2021, None])):
        ordered = sorted(records, key=lambda r: sort_keys(r)[order])
        assert [r.year for r in ordered] == expected


@pytest.mark.parametrize("year", [-5, 0, 9999, 10**9])
def test_impossible_years_do_not_break_the_order(year):
    keys = sort_keys(replace(record("oro"), year=year))
    assert all(len(key.split("\t")[0]) == 4 for order, key in keys.items() if order != "title")
