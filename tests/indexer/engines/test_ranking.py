"""Ranking over a view that counts by plain Python: `Term` scores are given, everything else follows from the nodes."""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

import config
from indexer.engines.backend import Near
from indexer.engines.nodes import And, Everything, Filter, Ids, Not, OneOf, Or, Term
from indexer.engines.ranking import Found, Scale, ranked
from indexer.engines.weights import ranking_weights

WEIGHTS = replace(ranking_weights(config.load().weights), window=4)
SCALE = Scale(floor=0.5, reach=0.3, span=0.4)
WORDS = Term("body", "ord")


@dataclass(frozen=True)
class Row:
    words: float  # score by words; 0 has them not
    cosine: float
    place: str


class PlainView:
    def __init__(self, rows):
        self.rows = rows

    def value(self, node, i):
        """The score of report `i`, None when the node does not match it."""
        row = self.rows[i]
        match node:
            case Everything():
                return 0.0
            case Term():
                return row.words or None
            case Filter(inner):
                return None if self.value(inner, i) is None else 0.0
            case Ids(ids):
                return 0.0 if i in ids else None
            case OneOf(_, values):
                return 0.0 if row.place in values else None
            case Not(inner):
                return 0.0 if self.value(inner, i) is None else None
            case And(nodes):
                found = [self.value(n, i) for n in nodes]
                return None if None in found else sum(found)
            case Or(nodes):
                found = [v for n in nodes if (v := self.value(n, i)) is not None]
                return sum(found) if found else None
        raise AssertionError(node)

    def soon(self, ask):
        return ask

    def top(self, node, n, offset=0, order=None):
        scored = [(i, v) for i in self.rows if (v := self.value(node, i)) is not None]
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))[offset : offset + n]

    def nearest(self, vector, n, among=None):
        near = [Near(i, self.rows[i].cosine) for i in (self.rows if among is None else among)]
        return sorted(near, key=lambda hit: (-hit.score, hit.id))[:n]


rows = st.builds(
    Row,
    st.sampled_from([0.0, 0.0, 1.0, 2.0, 3.5, 7.0]),
    st.integers(0, 20).map(lambda n: n / 20),
    st.sampled_from("ab"),
)


def found_in(view, weights=WEIGHTS, *, meaning=True):
    over = {n.id: n.score for n in view.nearest(None, 3) if n.score >= 0.5} if meaning else {}
    best = max((row.cosine for row in view.rows.values()), default=0.0)
    node = Or((Filter(WORDS), Filter(Ids(tuple(over)))))
    score = Or((Everything(), WORDS))
    first = view.top(And((Filter(WORDS), score)), weights.window)
    return Found(Filter(WORDS), node, score, first, over, np.ones(2) if meaning else None, best, {})


@given(st.lists(rows, max_size=14), st.booleans())
def test_every_hit_comes_once_whatever_the_page(given_rows, meaning):
    view = PlainView({f"r{n:02}": row for n, row in enumerate(given_rows)})
    found = found_in(view, meaning=meaning)
    hits = {i for i in view.rows if view.value(found.node, i) is not None}
    pages = [ranked(view, found, (), WEIGHTS, SCALE, start, 3) for start in range(0, 18, 3)]
    listed = [i for page in pages for i, _ in page.hits]
    assert len(listed) == len(set(listed))
    assert set(listed) == hits
    assert all(len(page.hits) == 3 for page in pages[: len(hits) // 3])
    by_words = {i for i in view.rows if view.value(found.words, i) is not None}
    assert all(page.words == (by_words if len(by_words) < WEIGHTS.window else None) for page in pages)
    scores = [score for page in pages for _, score in page.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@given(st.lists(rows, max_size=14), st.sampled_from("ab"))
@example([Row(0.0, 0.5, "b"), Row(1.0, 0.2, "b"), Row(2.0, 0.0, "a")], "b")  # scaled by what is left, they turn
def test_a_restriction_never_turns_the_order(given_rows, place):
    view = PlainView({f"r{n:02}": row for n, row in enumerate(given_rows)})
    wide = replace(WEIGHTS, window=50)
    found = found_in(view, wide)
    whole = [i for i, _ in ranked(view, found, (), wide, SCALE, 0, 50).hits]
    part = [i for i, _ in ranked(view, found, (Filter(OneOf("place", (place,))),), wide, SCALE, 0, 50).hits]
    assert part == [i for i in whole if view.rows[i].place == place]


def test_both_scores_count():
    view = PlainView({"words": Row(7.0, 0.5, "a"), "both": Row(6.0, 0.9, "a"), "meaning": Row(0.0, 0.9, "a")})
    order = [i for i, _ in ranked(view, found_in(view), (), WEIGHTS, SCALE, 0, 3).hits]
    assert order == ["both", "meaning", "words"]
    order = [i for i, _ in ranked(view, found_in(view, meaning=False), (), WEIGHTS, SCALE, 0, 3).hits]
    assert order == ["words", "both"]
