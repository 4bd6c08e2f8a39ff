"""What of a text is marked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.language.highlight import highlight


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("äldreomsorgspersonal", "personal inom äldreomsorgen", "[personal] inom [äldreomsorgen]"),
        ("äldreomsorgspersonal", "personalen i skolan", "personalen i skolan"),
        ("orosanmalan", "En orosanmälan, flera orosanmälningar", "En [orosanmälan], flera [orosanmälningar]"),
        ("kontinuitet", "Personalkontinuiteten är god", "Personal[kontinuiteten] är god"),
        ("personal", "personalkontinuiteten", "[personal]kontinuiteten"),
        ("hemtjänst", "hemtjänstpersonal i hem med tjänst", "[hemtjänst]personal i hem med tjänst"),
        ("äldreomsorg", "äldreomsorgspersonalen", "[äldreomsorgs]personalen"),
        ("omsorg", "äldre\u00adomsorgen", "äldre\u00ad[omsorgen]"),
        ("att och den", "att och den", "att och den"),
        ("miljö", "FoU-miljöerna", "FoU-[miljöerna]"),
        ("LSS", "enligt LSS:s regler", "enligt [LSS:s] regler"),
        ("får", "far och får och fåret", "far och får och fåret"),
    ],
)
def test_marks(query, text, expected, marked):
    assert marked(query, text) == expected


def test_a_span_knows_its_whole_word(analyser):
    (token,) = analyser.analyse("kontinuitet")
    (span,) = highlight([analyser.keys(token)], analyser.analyse("god personalkontinuitet här"))
    assert (span.start, span.end, span.whole_start, span.whole_end) == (12, 23, 4, 23)


@given(st.text(max_size=80), st.text(max_size=20))
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_order_inside_their_words(analyser, text, query):
    keys = [analyser.keys(token) for token in analyser.analyse(query)]
    end = 0
    for span in highlight(keys, analyser.analyse(text + " " + query)):
        assert end <= span.whole_start <= span.start < span.end <= span.whole_end
        end = span.whole_end
    assert end <= len(text) + 1 + len(query)
