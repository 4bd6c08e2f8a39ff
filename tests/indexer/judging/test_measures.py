"""The measures, against values counted by hand and against a second writing of their definitions."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.judging.baselines import Bm25, four_grams, scaled, words
from indexer.judging.measures import lead, measure


@pytest.mark.parametrize(
    ("ranking", "grades", "expected"),
    [
        (["a", "b"], {"a": 1}, (1, 1, 1, 1, 1)),
        (["b", "a"], {"a": 1}, (1 / math.log2(3), 1, 1, 0.5, 0)),
        (["b", "b", "a"], {"a": 1}, (1 / math.log2(3), 1, 1, 0.5, 0)),  # a document counts once
        (["a", "b"], {"b": 2, "a": 1}, ((1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3)), 1, 1, 1, 1)),
        ([*"abcdefghij", "k"], {"k": 1, "a": 1}, (1 / (1 + 1 / math.log2(3)), 0.5, 1, 1, 1)),
        ([], {"a": 1}, (0, 0, 0, 0, 0)),
    ],
)
def test_values_counted_by_hand(ranking, grades, expected):
    found = measure(ranking, grades)
    assert (found.ndcg, found.recall, found.deep_recall, found.mrr, found.success) == pytest.approx(expected)


@given(
    st.lists(st.integers(0, 200), unique=True, max_size=150),
    st.dictionaries(st.integers(0, 200), st.integers(1, 3), min_size=1, max_size=30),
)
def test_the_definitions_written_a_second_time(ranking, grades):
    def gained(values):
        return sum((2**value - 1) / math.log2(place + 1) for place, value in enumerate(values, 1) if place <= 10)

    found = measure(list(map(str, ranking)), {str(d): g for d, g in grades.items()})
    ideal = gained(sorted(grades.values())[::-1])
    assert found.ndcg == pytest.approx(gained([grades.get(d, 0) for d in ranking]) / ideal)
    assert found.recall == pytest.approx(len(set(ranking[:10]) & set(grades)) / len(grades))
    assert found.deep_recall == pytest.approx(len(set(ranking[:100]) & set(grades)) / len(grades))
    reciprocal = [1 / place for place, d in enumerate(ranking[:10], 1) if d in grades]
    assert found.mrr == pytest.approx(max(reciprocal, default=0))
    assert 0 <= found.success <= found.mrr <= 1


def test_a_lead_has_an_interval():
    ahead, low, high = lead([1.0, 0.5, 1.0, 0.75], [0.5, 0.5, 0.5, 0.5])
    assert ahead == pytest.approx(0.3125)
    assert 0 <= low < ahead < high <= 0.5
    assert lead([0.5], [0.5]) == (0, 0, 0)


def test_bm25_by_hand():
    scores = Bm25(["hund katt", "hund hund", "fågel"], words).scores("Hund fågel giraff")
    rare, common = math.log(1 + 2.5 / 1.5), math.log(1 + 1.5 / 2.5)
    mean = 5 / 3
    assert scores == pytest.approx(
        [
            common * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / mean)),
            common * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 2 / mean)),
            rare * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 1 / mean)),
        ]
    )


def test_four_grams_stay_within_words_and_are_folded():
    assert list(four_grams("Särskilt på ö")) == ["sars", "arsk", "rski", "skil", "kilt", "pa", "o"]


def test_scaling_survives_equal_scores_and_none():
    assert scaled(np.array([2.0, 2.0])).tolist() == [0, 0]
    assert scaled(np.array([1.0, 3.0, 2.0])).tolist() == [0, 1, 0.5]
    assert scaled(np.array([])).tolist() == []
