"""What thirty lines of code would find: the rankings that the product must be ahead of."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from models.language.folding import fold
from models.language.stems import SwedishStemmer

Scores = NDArray[np.float64]
K1, B = 1.2, 0.75


def words(text: str) -> Iterator[str]:
    """The words of a text in lower case."""
    return (match[0].lower() for match in re.finditer(r"\w+", text))


def stems(text: str) -> Iterator[str]:
    """Their Snowball stems."""
    stemmer = SwedishStemmer()
    return (stemmer.stem(word) for word in words(text))


def four_grams(text: str) -> Iterator[str]:
    """Runs of four letters within its words, without å ä ö; shorter words whole."""
    for word in words(text):
        plain = fold(word)
        yield from (plain[i : i + 4] for i in range(max(1, len(plain) - 3)))


class Bm25:
    """BM25 (k1 1.2, b 0.75) over whole documents as one field."""

    def __init__(self, texts: Sequence[str], cut: Callable[[str], Iterator[str]]) -> None:
        self._cut = cut
        counted = [Counter(cut(text)) for text in texts]
        lengths = np.array([counts.total() for counts in counted], np.float64)
        self._longer = K1 * (1 - B + B * lengths / max(1.0, lengths.mean()))
        postings: dict[str, list[tuple[int, int]]] = {}
        for number, counts in enumerate(counted):
            for term, count in counts.items():
                postings.setdefault(term, []).append((number, count))
        self._postings = {term: np.array(rows) for term, rows in postings.items()}

    def scores(self, query: str) -> Scores:
        """The score of every document."""
        scores = np.zeros(len(self._longer))
        for term, asked in Counter(self._cut(query)).items():
            if (rows := self._postings.get(term)) is None:
                continue
            numbers, counts = rows[:, 0], rows[:, 1]
            weight = np.log(1 + (len(scores) - len(rows) + 0.5) / (len(rows) + 0.5))
            scores[numbers] += asked * weight * counts * (K1 + 1) / (counts + self._longer[numbers])
        return scores


def scaled(scores: Scores) -> Scores:
    """Scores between 0 (the lowest) and 1 (the highest)."""
    low, high = scores.min(initial=np.inf), scores.max(initial=-np.inf)
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
