"""What readers see of a study: card, subject, evidence, the line in lists, and facets of two levels."""

import re

import pytest
from werkzeug.datastructures import MultiDict

from models.search import FacetCounts, FacetValue
from search_app import asking, facets


def page(client, address):
    return client.get(address).get_data(as_text=True)


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_card_quotes_the_report_with_its_pages_and_says_what_is_missing(client):
    html = page(client, "/rapport/samma-ansikte")
    card = html[html.index('id="studiekort"') : html.index('id="sammanfattning"')]
    assert "Syftet är att ta reda på om små lag ger färre ansikten." in card
    assert "samma-ansikte.pdf#page=7" in card
    assert "24 intervjuer" in card
    assert words(card).count("Inte hittat i texten.") == 3  # conclusions, limits and needs; questions are optional
    assert "Ingen text är skriven av en maskin" in card
    assert "/om#ratta" in card


def test_a_report_whose_text_is_not_read_has_no_card(client):
    assert "studiekort" not in page(client, "/rapport/arsrapport")


def test_the_subject_links_to_reports_that_share_it(client):
    html = page(client, "/rapport/samma-ansikte")
    side = html[html.index('class="report__side"') :]
    assert '<a href="/sok?omrade=omr-aldre-hemtjanst">Hemtjänst</a>' in side
    assert '<a href="/sok?kommun=1715">Kil</a>' in side
    assert 'omrade=omr-aldre"' not in side  # what lies below it says more
    assert "Socialtjänstlag (2001:453)" in side


def test_evidence_tells_place_rule_and_words(client):
    html = page(client, "/rapport/samma-ansikte")
    table = words(html[html.index('class="tbl evidence"') :])
    assert "Område Hemtjänst" in table
    assert "ord som tecken på det i titeln" in table
    assert "4 kap. 1 § Socialtjänstlag (2001:453)" in table
    assert "Är något fel?" in words(html)


def test_the_line_in_the_list_tells_study_type_place_and_material(client):
    html = page(client, "/sok?q=ansikte")
    meta = words(html[html.index('class="hit__meta"') :].split("</p>")[0])
    assert "Processutvärdering Kil, Forshaga 24 intervjuer" in meta


def test_english_labels_and_the_language_of_the_report_s_words(client):
    html = page(client, "/en/sok?q=ansikte")
    assert "Process evaluation" in html
    assert '<span lang="sv">24 intervjuer</span>' in html


def test_a_finer_choice_replaces_the_coarser():
    asked = asking.read(MultiDict([("omrade", "omr-aldre"), ("omrade", "omr-aldre-demens"), ("omrade", "omr-barn")]))
    assert dict(asked.query.filters)["area"] == ("omr-aldre-demens", "omr-barn")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("", [("omr-barn", False), ("omr-aldre", False)]),
        ("omr-aldre", [("omr-aldre", False), ("omr-aldre-demens", True), ("omr-barn", False)]),
        ("omr-aldre-demens", [("omr-aldre", False), ("omr-aldre-demens", True), ("omr-barn", False)]),
    ],
)
def test_what_lies_below_a_choice_is_seen_once_it_is_chosen(app, chosen, expected):
    counts = [("omr-aldre", 4), ("omr-aldre-demens", 2), ("omr-barn", 9)]
    values = tuple(FacetValue(value, n, value == chosen) for value, n in counts)
    with app.test_request_context("/sok"):
        (facet,) = facets.shown((FacetCounts("area", values),), facets.Labels({}, "sv"))
    assert [(row.value, row.below) for row in facet.rows] == expected
    assert facet.early
