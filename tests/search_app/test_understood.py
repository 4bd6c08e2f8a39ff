"""Choices that the words of a question name."""

import pytest

from models.search import FacetCounts, FacetValue, ResultPage, SearchQuery
from search_app.facets import Labels
from search_app.understood import chosen, names_choice, offers

VALUES = (
    FacetCounts("environment", (FacetValue("fou-ost", 4, False), FacetValue("FoU Väst", 2, False))),
    FacetCounts("kind", (FacetValue("final", 3, False), FacetValue("interim", 0, False))),
)
LABELS = Labels({}, "sv")


def page(text, **more):
    return ResultPage(SearchQuery(text, **more), 9, 9, 0, (), VALUES, {2014: 3, 2015: 9, None: 1})


@pytest.mark.parametrize(
    ("text", "rest", "filters"),
    [
        ('miljö:"FoU Väst" natt', "natt", (("environment", ("FoU Väst",)),)),
        ("natt miljo:fou-ost", "natt", (("environment", ("fou-ost",)),)),
        ("slag:slutrapport", "", (("kind", ("final",)),)),
        ("kind:Slutrapport fou:fou-ost", "", (("environment", ("fou-ost",)), ("kind", ("final",)))),
        ("miljö:atlantis natt", "miljö:atlantis natt", ()),  # no such value: plain words
        ("titel:natt", "titel:natt", ()),
        ("natt", "natt", ()),
    ],
)
def test_a_named_choice_is_made(inside, text, rest, filters):
    with inside("/"):
        query = chosen(SearchQuery(text), VALUES, LABELS)
    assert (query.text, query.filters) == (rest, filters)


def test_only_facets_are_named():
    assert names_choice(SearchQuery("natt miljö:x"))
    assert not names_choice(SearchQuery("titel:x år:2015 natt"))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("slutrapport om natt", [("final", 3)]),
        ("fou vasts slutrapport 2014", [("final", 3), ("2014", 3), ("FoU Väst", 2)]),
        ("2015", []),  # would leave every hit
        ("delrapport", []),  # would leave none
        ("natt", []),
    ],
)
def test_what_the_words_name_is_offered(inside, text, labels):
    with inside("/"):
        found = offers(page(text), LABELS)
    assert [(dict(o.query.filters).get("kind", (o.label,))[0], o.count) for o in found] == labels


def test_what_is_chosen_is_not_offered(inside):
    with inside("/"):
        assert offers(page("2014", year_from=2010), LABELS) == []


def test_the_app_makes_a_named_choice_and_shows_it(client):
    answer = client.get("/sok?q=slag:fou-rapport")
    assert answer.status_code == 302
    assert "slag=fou-report" in answer.location
