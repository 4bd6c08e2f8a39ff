"""Numbers that are written in several ways, and numbers that only look like them."""

import pytest

from models.language.numbers import canonical, is_number, otherwise, report_number


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("2013:2, 2013:02, 2/2013, 02/2013, 2013-2 och 2013-02", ["2013:2"] * 6),
        ("25 000, 25\u00a0000, 25.000 och 25000", ["25000"] * 4),
        ("1 250 000 kronor", ["1250000", "krona"]),
        ("02 och 2", ["2", "2"]),
        ("978-91-7000-123-4, 978 91 7000 123 4, 9789170001234", ["9789170001234"] * 3),
        ("17 % är 17 procent", ["17", "procent", "17", "procent"]),
        # what is something else
        ("SFS 2001:453, 2019/20", ["sfs", "2001:453", "2019/20"]),
        ("2015-2020 och 2013-02-14", ["2015", "2020", "2013", "2", "14"]),
        ("3,5 och 1.2 klockan 9:30", ["3,5", "1.2", "klocka", "9:30"]),
        ("åren 2015-18", ["år", "2015-18"]),
        ("2019/20:04", ["2019/20:4"]),
        ("år 2019 240 anmälningar", ["år", "2019", "240", "anmälan"]),
        ("covid-19 och 70-årig", ["covid-19", "70-årig"]),
    ],
)  # fmt: skip
def test_the_lemma_of_a_number(text, lemmas, analyser):
    assert analyser.body(analyser.analyse(text)) == lemmas


@pytest.mark.parametrize("text", ["92 121", "2015-18", "2013-02"])
def test_what_may_be_two_numbers_is_found_by_each(text, analyser):
    (token,) = analyser.analyse(text)
    assert {canonical(part) for part in text.replace("-", " ").split()} <= set(token.keys)
    assert analyser.keys(token).compound == ()


def test_a_number_is_looked_for_in_words_too(analyser):
    lemmas = [analyser.keys(token).lemmas for token in analyser.analyse("12 tolv 1, 123")]
    assert lemmas == [("tolv", "12"), ("12", "tolv"), ("1",), ("123",)]


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [("4", "2011", "2011:4"), ("2011", "4", "2011:4"), ("4", "17", ""), ("2010", "2011", ""), ("2011", "", "")],
)
def test_two_numbers_may_be_one(first, second, number):
    assert report_number(first, second) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [("17", True), ("3,5", True), ("25 000", True), ("70-årig", False), ("a1", False), ("", False)],
)
def test_what_is_a_number(word, number):
    assert is_number(word) == number


def test_other_forms():
    assert [otherwise(word) for word in ("sjutton", "17", "en", "1", "hemtjänst", "100")] == (
        ["17", "sjutton", "1", "", "", ""]
    )
