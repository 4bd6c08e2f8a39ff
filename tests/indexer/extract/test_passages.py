"""Passages: their length, their place, and what never becomes one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.passages import LEAST, MOST, cut_passages
from models.document import PageText, Paragraph


def words(count: int, start: int = 0) -> str:
    """A paragraph of sentences of ten words each."""
    made = [f"ord{start + n}" for n in range(count)]
    parts = [made[n : n + 10] for n in range(0, count, 10)]
    return " ".join(" ".join([part[0].capitalize(), *part[1:]]) + "." for part in parts)


def page(number: int, *paragraphs: Paragraph | str) -> PageText:
    label = str(number + 2)
    return PageText(number, label, tuple(Paragraph(p) if isinstance(p, str) else p for p in paragraphs))


def heading(text: str, level: int = 1) -> Paragraph:
    return Paragraph(text, "heading", level)


def test_long_paragraphs_are_cut_between_sentences():
    passages = cut_passages([page(1, heading("1 Metod"), words(300))])
    assert len(passages) == 3
    assert all(LEAST <= len(p.text.split()) <= MOST for p in passages)
    assert all(p.text.endswith(".") and p.text[0].isupper() for p in passages)
    assert {(p.heading, p.section, p.page, p.label) for p in passages} == {("1 Metod", "metod", 1, "3")}
    assert [p.number for p in passages] == [0, 1, 2]


def test_short_paragraphs_of_a_heading_are_joined():
    passages = cut_passages([page(1, heading("Resultat"), *[words(30, n) for n in (0, 100, 200)])])
    assert [len(p.text.split()) for p in passages] == [90]


def test_short_sections_are_joined_within_their_chapter_only():
    inner = [heading("2.1 Syfte", 2), words(30), heading("2.2 Urval", 2), words(30, 50)]
    passages = cut_passages([page(1, heading("2 Metod"), *inner, heading("3 Resultat"), words(30, 90))])
    assert [p.heading for p in passages] == ["2.1 Syfte", "3 Resultat"]
    assert "2.2 Urval" in passages[0].text


def test_a_paragraph_over_a_page_break_belongs_to_its_first_page():
    pages = [
        page(1, heading("Resultat"), words(40) + " De flesta av dem som svarade menade"),
        page(2, "att stödet kom för sent. " + words(20, 50), Paragraph("1 En not.", "note"), words(70, 90)),
    ]
    passages = cut_passages(pages)
    assert [p.page for p in passages] == [1, 2]
    assert "menade att stödet" in passages[0].text
    assert "En not" not in " ".join(p.text for p in passages)


def test_a_word_divided_at_the_page_break_is_whole():
    pages = [page(1, words(20) + " de berörda kom-"), page(2, "munerna i länet.")]
    assert "berörda kommunerna" in cut_passages(pages)[0].text


def test_contents_references_and_imprint_are_left_out():
    kinds = ("contents", "reference", "imprint", "note")
    pages = [page(1, *[Paragraph(words(60, 100 * n), kind) for n, kind in enumerate(kinds)])]
    assert cut_passages(pages) == ()
    assert cut_passages([page(1, heading("Referenser"), words(90), heading("Otryckta källor", 2), words(90))]) == ()


def test_identity_numbers_never_reach_passages():
    passages = cut_passages([page(1, heading("Fallet 811218-9876"), words(50) + " Hon (811218-9876) flyttade.")])
    assert "9876" not in passages[0].text + passages[0].heading
    assert "[personnummer]" in passages[0].text


paragraphs = st.builds(
    Paragraph,
    st.integers(1, 260).map(words),
    st.sampled_from(["body", "list", "quote", "table", "heading", "note", "contents"]),
    st.integers(1, 3),
)


@given(st.lists(st.lists(paragraphs, max_size=6), max_size=4))
def test_all_running_text_and_nothing_else_is_in_passages_once(content):
    pages = [PageText(n, None, tuple(items)) for n, items in enumerate(content, 1)]
    passages = cut_passages(pages)
    running = [
        w for p in pages for q in p.paragraphs if q.kind in ("body", "list", "quote", "table") for w in q.text.split()
    ]
    found = [w for passage in passages for w in passage.text.split()]
    headings = [w for p in pages for q in p.paragraphs if q.kind == "heading" for w in q.text.split()]
    assert len(running) <= len(found) <= len(running) + len(headings)
    assert all(len(passage.text.split()) <= MOST for passage in passages)
    assert [passage.number for passage in passages] == list(range(len(passages)))
    assert [passage.page for passage in passages] == sorted(passage.page for passage in passages)


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        ("The families were satisfied with the support that they had been given by the municipality.", "sv", "en"),
        ("Familjerna var nöjda med det stöd som de hade fått av kommunen under hela tiden.", "en", "sv"),
        ("Rapporten handler om barn i tre kommuner på begge sider av grensen og hva de trenger.", "no", "no"),
        ("Anna Holm, Per Ek, Lund, Göteborg, Umeå, Malmö, Borås, Skövde, Kiruna, Sundsvall, Luleå", "sv", "sv"),
        ("Kort", "sv", "sv"),
        ("Kort", "", ""),
    ],
)
def test_the_language_of_a_passage(text, page, language):
    pages = (PageText(1, None, (Paragraph(text),), language=page),)
    assert [passage.language for passage in cut_passages(pages)] == [language]
