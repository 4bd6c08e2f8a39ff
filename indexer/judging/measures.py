"""nDCG@10, Recall, MRR@10 and success@1, and whether one system is ahead of another by more than chance."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

DEPTH = 10
DEEP = 100
DRAWS = 10_000


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one list of documents answers one query, each 0–1. Gain is 2^grade - 1, discounted by log2 of the place
    (Järvelin and Kekäläinen, 2002)."""

    ndcg: float
    recall: float
    deep_recall: float
    mrr: float
    success: float


def measure(ranking: Sequence[str], grades: Mapping[str, int]) -> Measured:
    """Measure a ranking, best first, against the grades (from 1) of at least one document."""
    found = [grades.get(document, 0) for document in dict.fromkeys(ranking)]
    first = next((place for place, grade in enumerate(found[:DEPTH]) if grade), None)
    return Measured(
        ndcg=_gain(found) / _gain(sorted(grades.values(), reverse=True)),
        recall=sum(grade > 0 for grade in found[:DEPTH]) / len(grades),
        deep_recall=sum(grade > 0 for grade in found[:DEEP]) / len(grades),
        mrr=0.0 if first is None else 1 / (first + 1),
        success=float(first == 0),
    )


def mean(measured: Sequence[Measured]) -> Measured:
    """The mean over queries; of none, noughts."""
    if not measured:
        return Measured(0.0, 0.0, 0.0, 0.0, 0.0)
    rows = [(m.ndcg, m.recall, m.deep_recall, m.mrr, m.success) for m in measured]
    return Measured(*(sum(column) / len(rows) for column in zip(*rows, strict=True)))


def lead(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """By how much one system is ahead of another in the mean over the same queries, and between what that lies with
    95 % confidence (paired bootstrap, the same draws every time)."""
    differences = np.array(ours) - np.array(theirs)
    drawn = np.random.default_rng(7).integers(0, len(differences), (DRAWS, len(differences)))
    low, high = np.quantile(differences[drawn].mean(axis=1), (0.025, 0.975))
    return float(differences.mean()), float(low), float(high)


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))
