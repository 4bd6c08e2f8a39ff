"""The small rules of text: hyphens, spaces, accents, sentences, sections, numerals, languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.glyphs import Glyph
from indexer.extract.hyphens import hyphenated_words, join
from indexer.extract.language import language_of
from indexer.extract.lines import clean, make_lines
from indexer.extract.page_numbers import roman_value
from indexer.extract.sections import KINDS, numbering, section_kind
from indexer.extract.sentences import sentences


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("stöd till social-", "tjänsten i länet", "stöd till socialtjänsten i länet"),
        ("kunskap från FoU-", "miljöer", "kunskap från FoU-miljöer"),
        ("skicka e-", "post till oss", "skicka e-post till oss"),
        ("äldre-", "och handikappomsorg", "äldre- och handikappomsorg"),
        ("mellan Norra-", "Stockholm", "mellan Norra-Stockholm"),
        ("åren 2012–", "2014 ökade", "åren 2012–2014 ökade"),
        ("perioden 2012-", "talet", "perioden 2012-talet"),
        ("och/", "eller", "och/eller"),
        ("under året –", "som alltid", "under året – som alltid"),
        ("se https://www.example.org/", "rapport.pdf för mer", "se https://www.example.org/rapport.pdf för mer"),
        ("mjukt binde\u00ad", "streck", "mjukt bindestreck"),
        ("ett ord", "till", "ett ord till"),
        ("", "ensamt", "ensamt"),
    ],
)
def test_lines_are_joined_as_they_were_divided(first, second, joined):
    assert join(first, second) == joined


def test_a_word_the_document_writes_with_a_hyphen_keeps_it():
    known = hyphenated_words(["Detta icke-samtycke diskuteras här", "slutar med av-"])
    assert known == {"icke-samtycke"}
    assert join("ett icke-", "samtycke", known) == "ett icke-samtycke"
    assert join("ett icke-", "samtycke") == "ett ickesamtycke"


@given(st.text(), st.text())
def test_joining_loses_no_letter(first, second):
    assert [c for c in join(first, second) if c.isalnum()] == [c for c in first + second if c.isalnum()]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("f¨or ˚aldern", "för åldern"),
        ("eﬀekt och ﬁnans", "effekt och finans"),
        ("a\u0308ldre", "äldre"),
        ("FoU‐miljö", "FoU-miljö"),
        ("\uf0b7 punkt", "• punkt"),
        ("ett\u00a0kort\u200b  ord", "ett kort ord"),
    ],
)
def test_letters_as_swedish_writes_them(printed, text):
    assert clean(printed) == text


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


def glyphs(text: str, *, gap: float = 0.0, x: float = 50.0, y: float = 500.0, size: float = 10.0) -> list[Glyph]:
    """Letters five points wide with `gap` between them."""
    return [Glyph(c, x + i * (5 + gap), x + i * (5 + gap) + 5, y, size, "Times", 0) for i, c in enumerate(text)]


def test_letter_spaced_type_is_words():
    placed = glyphs("STRATEGISK", gap=3) + glyphs("PLAN", gap=3, x=50 + 10 * 8 + 5)
    assert [line.text for line in make_lines(placed)] == ["STRATEGISK PLAN"]


def test_a_space_that_is_only_a_gap_is_a_space():
    assert [line.text for line in make_lines(glyphs("stöd") + glyphs("till", x=73))] == ["stöd till"]
    assert [line.text for line in make_lines(glyphs("stöd") + glyphs("till", x=70))] == ["stödtill"]
    assert [line.text for line in make_lines(glyphs("FYRA", gap=3))] == ["FYRA"]
    assert [line.text for line in make_lines(glyphs("F Ö R O R D"))] == ["FÖRORD"]
    assert [line.text for line in make_lines(glyphs("a b"))] == ["a b"]
    # a soft hyphen that Chromium draws as a space under the next letter
    assert [line.text for line in make_lines(glyphs("stöd ") + glyphs("till", x=70))] == ["stödtill"]


def test_words_drawn_twice_are_read_once():
    bold = glyphs("fet") + glyphs("fet", x=50.4)
    assert [line.text for line in make_lines(bold)] == ["fet"]
    assert [line.text for line in make_lines(glyphs("fet") + glyphs("fet", y=480))] == ["fet", "fet"]


@pytest.mark.parametrize(
    ("word", "raised", "text"),
    [("vården.", "12", "vården."), ("vården", "3", "vården"), ("25 m", "2", "25 m2"), ("10", "3", "103")],
)
def test_raised_figures_call_notes_but_exponents_stay(word, raised, text):
    small = glyphs(raised, x=50 + 5 * len(word), y=504, size=6)
    assert [line.text for line in make_lines(glyphs(word) + small)] == [text]


def test_a_raised_figure_at_the_start_marks_a_note():
    lines = make_lines(glyphs("2", y=503, size=5) + glyphs("Se bilagan.", x=56, size=8))
    assert [line.text for line in lines] == ["2 Se bilagan."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Han kom. Hon gick.", 2),
        ("Enligt t.ex. Andersson m.fl. (2010) är det så.", 1),
        ("Det gäller bl.a. Uppsala och Umeå.", 1),
        ("Rapporten skrevs av A. Lind. Den kom 2013.", 2),
        ("Mötet hölls den 3. maj i Åre.", 1),
        ("Vad vet vi? ”Ingenting”, sa hon. Då fortsatte vi!", 3),
        ("Kostnaden var 500 kr. Det var mycket.", 2),
        ("Barn, unga m.m. Resultatet visar att det räcker.", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_they_end(text, count):
    assert len(sentences(text)) == count


@given(st.text())
def test_sentences_lose_nothing(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Förord", "forord"),
        ("FÖRORD", "forord"),
        ("Forord", "forord"),
        ("Sammanfattning", "sammanfattning"),
        ("1 Inledning", "inledning"),
        ("1.2 Syfte och frågeställningar", "syfte"),
        ("Kapitel 3. Metod och material", "metod"),
        ("III. Resultat", "resultat"),
        ("Studiens metod", "metod"),
        ("Innehållsförteckning", "innehall"),
        ("Innholdsfortegnelse", "innehall"),
        ("Sammendrag", "sammanfattning"),
        ("Vedlegg 1", "bilaga"),
        ("Käll- och litteraturförteckning", "referenser"),
        ("Referenser", "referenser"),
        ("Bilaga 1 Intervjuguide", "bilaga"),
        ("Tidigare forskning", "forskning"),
        ("Avslutande diskussion", "diskussion"),
        ("Slutsatser och rekommendationer", "slutsatser"),
        ("Summary", "abstract"),
        ("Att vara förälder på avstånd", ""),
        ("Vad säger personalen om metoden och dess resultat i vardagen", ""),
        ("4.2 Barnens röster", ""),
    ],
)
def test_headings_open_sections(heading, kind):
    assert section_kind(heading) == kind


@given(st.text())
def test_any_heading_has_a_known_kind_or_none(heading):
    assert section_kind(heading) in {"", *KINDS}


def test_numbers_of_headings():
    assert numbering("2.3 Urval") == (2, 3)
    assert numbering("Kapitel 4 Resultat") == (4,)
    assert numbering("2019 års studie") == ()


@given(st.integers(1, 399))
def test_roman_numerals(value):
    letters = ""
    rest = value
    for number, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        letters += sign * (rest // number)
        rest %= number
    assert roman_value(letters) == value
    assert roman_value(letters.upper()) == value


def test_what_is_no_roman_numeral():
    assert roman_value("iiii") is None
    assert roman_value("vil") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rapporten handlar om hur socialtjänsten möter barn och unga som far illa i sina hem.", "sv"),
        ("This report is about how the social services meet children and young people at risk.", "en"),
        ("Rapporten handler om hvordan barnevernet møter barn og unge som ikke har det bra hjemme.", "no"),
        ("Kort text", ""),
    ],
)
def test_languages(text, language):
    assert language_of(text) == language


def test_half_of_a_surrogate_pair_is_no_text():
    assert clean("st\ude02öd") == "stöd"
