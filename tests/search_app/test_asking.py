"""Every address is a valid question, and every question has one canonical address."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from models.search import MAX_QUERY, SearchQuery
from search_app.asking import parameters, read, turned, unfiltered, without, without_years


def ask(address: str):
    return read(MultiDict(parse_qsl(address, keep_blank_values=True)))


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("", SearchQuery()),
        ("q=hemtj%C3%A4nst", SearchQuery("hemtjänst")),
        ("q=++hem%0A%09tj%C3%A4nst++", SearchQuery("hem tjänst")),
        ("q=hemtja%CC%88nst", SearchQuery("hemtjänst")),
        ("q=a%00b", SearchQuery("a b")),
        ("lage=exakt", SearchQuery(mode="exact")),
        ("ord=egna&q=a", SearchQuery("a", related=False)),
        ("lage=nonsens&ordna=nonsens&sida=-3", SearchQuery()),
        ("ordna=aldst&sida=7", SearchQuery(sort="oldest", page=7)),
        ("sida=99999999999999999999999999", SearchQuery()),
        ("sida=0", SearchQuery()),
        ("miljo=b&miljo=a&miljo=b", SearchQuery(filters=(("environment", ("a", "b")),))),
        ("slag=final&miljo=a", SearchQuery(filters=(("environment", ("a",)), ("kind", ("final",))))),
        ("miljo=&okand=1", SearchQuery()),
        ("fran=2015&till=2020&utanar=1", SearchQuery(year_from=2015, year_to=2020, undated=True)),
        ("utanar=1", SearchQuery()),
        ("fran=2015&till=", SearchQuery(year_from=2015)),
    ],
)
def test_what_an_address_asks(address, query):
    asked = ask(address)
    assert asked.query == query
    assert not asked.problems
    assert not asked.cut


@pytest.mark.parametrize(
    ("address", "problems", "years"),
    [
        ("fran=15", ("from",), (None, None)),
        ("till=i går", ("to",), (None, None)),
        ("fran=abc&till=2020", ("from",), (None, 2020)),
        ("fran=２０１５", ("from",), (None, None)),
        ("fran=9999", ("from",), (None, None)),
        ("fran=2020&till=2015", ("order",), (None, None)),
    ],
)
def test_a_wrong_year_is_named_and_narrows_nothing(address, problems, years):
    asked = ask(address)
    assert asked.problems == problems
    assert (asked.query.year_from, asked.query.year_to) == years


def test_a_long_question_is_cut_and_says_so():
    asked = ask(urlencode({"q": "å" * 501}))
    assert asked.cut
    assert asked.query.text == "å" * MAX_QUERY
    assert not ask(urlencode({"q": "å" * 500})).cut


names = st.sampled_from(["q", "miljo", "slag", "fran", "till", "utanar", "lage", "ordna", "sida", "x"])
values = st.text(max_size=120) | st.sampled_from(["1", "2015", "2020", "exakt", "titel", "fou-exempel"])


@given(st.lists(st.tuples(names, values), max_size=12))
def test_any_address_has_one_canonical_form(pairs):
    asked = read(MultiDict(pairs))
    canonical = parameters(asked.query)
    again = ask(urlencode(canonical, doseq=True))
    assert again.query == asked.query
    assert not again.problems
    assert parameters(again.query) == canonical


def test_changes_start_from_the_first_page():
    query = SearchQuery("a", (("environment", ("x", "y")),), 2000, 2010, True, page=3)
    assert without(query, "environment", "x").filters == (("environment", ("y",)),)
    assert without(without(query, "environment", "x"), "environment", "y").filters == ()
    assert without(query, "kind", "x").filters == query.filters
    assert without_years(query) == SearchQuery("a", query.filters)
    assert unfiltered(query) == SearchQuery("a")
    assert turned(query, 4).page == 4
