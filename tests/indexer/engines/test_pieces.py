"""The pieces of a question, compared by value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.pieces import Piece, pieces


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hemtjänst AND natt", [Piece("words", "hemtjänst"), Piece("words", "natt")]),
        ("a OR b", [Piece("words", "a"), Piece("words", "b", either=True)]),
        ('"a b" ELLER c', [Piece("phrase", "a b"), Piece("words", "c", either=True)]),
        ("OR b", [Piece("words", "b")]),
        ("a OR", [Piece("words", "a")]),
        ("a or b", [Piece("words", "a"), Piece("words", "or"), Piece("words", "b")]),
        ("a NOT b", [Piece("words", "a"), Piece("words", "b", minus=True)]),
        ('a INTE "b c"', [Piece("words", "a"), Piece("phrase", "b c", minus=True)]),
        ("a -b", [Piece("words", "a"), Piece("words", "b", minus=True)]),
        ("titel:natt", [Piece("words", "natt", "title")]),
        ('Författare:"Ada Ek"', [Piece("phrase", "Ada Ek", "details")]),
        ("-titel:natt", [Piece("words", "natt", "title", minus=True)]),
        ("år:2015", [Piece("year", "2015", years=(2015, 2015))]),
        ("ar:2015-2020", [Piece("year", "2015-2020", years=(2015, 2020))]),
        ("år:2015–", [Piece("year", "2015–", years=(2015, None))]),
        ("year:-2020", [Piece("year", "-2020", years=(None, 2020))]),
        ("år:snart", [Piece("words", "år:snart")]),
        ("LSS:s", [Piece("words", "LSS:s")]),
        ("hemlös*", [Piece("beginning", "hemlös")]),
        ("he*", [Piece("words", "he*")]),
        ("titel:hem*", [Piece("beginning", "hem", "title")]),
        ("5 kap. 1 § SoL", [Piece("law", "5 kap. 1 §"), Piece("words", "SoL")]),
        ("", []),
    ],
)
def test_what_is_understood(text, found):
    assert list(pieces(text)) == found


@given(st.text(alphabet='ab :*-"”()ORNTAD§12år\u2028', max_size=60))
def test_no_text_is_an_error_and_no_letter_is_lost(text):
    found = list(pieces(text))
    assert all(piece.text in text for piece in found)
    assert not (found and found[0].either)
