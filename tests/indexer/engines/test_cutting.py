"""Excerpts: within the limit, around the words, at word borders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.cutting import cut
from models.search import Span

TEXT = (
    "Under två veckor mötte en brukare i snitt femton olika medarbetare. Det är fler än riktlinjen säger. "
    "Cheferna förklarar det med sjukfrånvaro, delade turer och att scheman läggs om med kort varsel. "
    "Kontinuiteten hade inte blivit bättre av att grupperna delades, tvärtom: medarbetare lånades oftare."
)


def spans_of(text, *words):
    places = []
    for word in words:
        start = text.find(word)
        while start >= 0:
            places.append(Span(start, start + len(word), start, start + len(word)))
            start = text.find(word, start + 1)
    return tuple(sorted(places, key=lambda span: span.start))


def test_a_short_text_is_left_alone():
    spans = spans_of(TEXT, "brukare")
    assert cut(TEXT, spans, 330) == (TEXT, spans)


@pytest.mark.parametrize(
    ("words", "limit", "begins", "holds"),
    [
        ((), 110, "Under två veckor", ("brukare",)),
        (("Kontinuiteten",), 110, "… Kontinuiteten hade", ("Kontinuiteten",)),
        (("delade", "scheman"), 110, "… Cheferna förklarar", ("delade turer", "scheman")),
        (("medarbetare", "grupperna"), 110, "… ", ("grupperna", "medarbetare lånades")),
        (("riktlinjen", "Cheferna"), 110, "… Det är fler", ("riktlinjen", "Cheferna")),
    ],
)
def test_the_excerpt_holds_the_words(words, limit, begins, holds):
    text, spans = cut(TEXT, spans_of(TEXT, *words), limit)
    assert len(text) <= limit
    assert text.startswith(begins)
    assert all(part in text for part in holds)
    assert {text[s.start : s.end] for s in spans} == set(words)


@given(
    st.text(alphabet="ab. åÄ\n–", max_size=300),
    st.lists(st.tuples(st.integers(0, 299), st.integers(1, 60)), max_size=6),
    st.sampled_from([110, 220, 330]),
)
def test_marks_stay_on_their_words_within_the_limit(text, places, limit):
    spans, end = [], 0
    for start, length in sorted(places):
        if start >= end and start + length <= len(text):
            spans.append(Span(start, start + length, start, start + length))
            end = start + length
    excerpt, kept = cut(text, spans, limit)
    assert len(excerpt) <= limit
    core = excerpt.removeprefix("… ").removesuffix(" …")
    assert core in text or core.rstrip() in text
    words = [text[s.start : s.end] for s in spans]
    for span in kept:
        assert 0 <= span.start < span.end <= len(excerpt)
        assert excerpt[span.start : span.end].rstrip() in [word.rstrip() for word in words]
    assert kept or not spans


def test_a_word_longer_than_the_line_is_cut():
    text, _ = cut("x" * 500, (Span(0, 500, 0, 500),), 110)
    assert len(text) <= 110
