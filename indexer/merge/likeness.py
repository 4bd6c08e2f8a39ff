"""How alike two texts are, from a small sketch of each: the smallest hashes of its runs of three words.

A bottom-k sketch (Broder 1997) tells both how much of the union two texts share and how much of the shorter stands in
the longer, whatever their lengths; banded MinHash tells only the first. Words are folded to letters without accents
and figures are left out, so that an OCR copy is like its original and a text written from a template is like its kin;
figures have a sketch of their own, which tells such kin apart and a translation together with its original.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
KEPT = 256
"""Hashes kept of a text: a share is known to ±0.03, and a sketch takes 2 kB."""
KEPT_FIGURES = 64
RUN = 3
COMMON = 12
"""A run of words in more texts than this is nobody's own; only neighbours (by number) are then compared."""
PARTS = 16
NOTHING: Hashes = np.empty(0, np.uint64)


@dataclass(frozen=True, slots=True)
class Likeness:
    """`shared` is the share of all runs of words that both texts have (Jaccard), `contained` the share of the shorter
    text's runs that stand in the longer, `figures` the same for runs of two figures (None when either text has too few
    to tell), `length` the shorter's words divided by the longer's."""

    shared: float
    contained: float
    figures: float | None
    length: float


def text_sketch(texts: Iterable[str]) -> tuple[int, Hashes, Hashes]:
    """The number of words, the sketch of the words and the sketch of the figures of a text given in pieces."""
    words: list[int] = []
    figures: list[int] = []
    for text in texts:
        words += [_hash(word) for word in re.findall(r"[^\W\d_]+", fold_letters(text))]
        figures += [_hash(figure.replace(",", ".")) for figure in re.findall(r"\d+(?:[.,]\d+)?", text)]
    return len(words), _smallest(_runs(words, RUN), KEPT), _smallest(_runs(figures, 2), KEPT_FIGURES)


def compare(first: tuple[int, Hashes, Hashes], second: tuple[int, Hashes, Hashes]) -> Likeness:
    """How alike two sketched texts are."""
    (words, runs, figures), (other_words, other_runs, other_figures) = first, second
    shared, contained, _ = _overlap(runs, other_runs, KEPT)
    _, same_figures, smaller = _overlap(figures, other_figures, KEPT_FIGURES)
    length = min(words, other_words) / max(words, other_words, 1)
    return Likeness(shared, contained, same_figures if smaller >= 8 else None, length)


def alike_pairs(sketches: Sequence[Hashes], least: int) -> list[tuple[int, int]]:
    """Pairs of texts (by position) whose sketches share at least `least` hashes. The work grows with the number of
    sketches, not with its square: each hash joins only the few texts that have it."""
    sizes = np.fromiter((len(s) for s in sketches), np.int64, len(sketches))
    if not sizes.sum():
        return []
    every = np.concatenate(sketches)
    owner = np.repeat(np.arange(len(sketches), dtype=np.int64), sizes)
    found = []
    for part in range(PARTS):  # in parts, so that sorting needs a sixteenth of the memory
        here = np.flatnonzero(every % PARTS == part)
        order = here[np.argsort(every[here], kind="stable")]
        values, owners = every[order], owner[order]
        same = values[1:] == values[:-1]
        starts = np.flatnonzero(np.concatenate(([True], ~same)))
        runs = np.diff(np.concatenate((starts, [len(values)])))
        run = np.repeat(np.arange(len(starts)), runs)
        for step in range(1, COMMON):
            near = run[step:] == run[:-step] if step < len(run) else np.empty(0, bool)
            if not near.any():
                break
            places = np.flatnonzero(near)
            if step > 1:
                places = places[runs[run[places]] <= COMMON]
            found.append(owners[places] * len(sketches) + owners[places + step])
    pairs, counts = np.unique(np.concatenate(found), return_counts=True) if found else (np.empty(0, np.int64),) * 2
    return [(int(p // len(sketches)), int(p % len(sketches))) for p in pairs[counts >= least]]


def fold_letters(text: str) -> str:
    """Lower case without accents: OCR loses them, and so do addresses."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """A word or name as `fold_letters` leaves it, remembered: the same few are compared over and over."""
    return fold_letters(word)


@lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _runs(words: Sequence[int], length: int) -> Hashes:
    """A hash for each run of `length` words: a polynomial of the words' hashes, mixed (splitmix64's finaliser)."""
    if len(words) < length:
        return NOTHING
    base = np.array(words, dtype=np.uint64)
    size = len(base) - length + 1
    mixed = np.zeros(size, np.uint64)
    for place in range(length):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + base[place : place + size]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _smallest(hashes: Hashes, kept: int) -> Hashes:
    return np.unique(hashes)[:kept]


def _overlap(first: Hashes, second: Hashes, kept: int) -> tuple[float, float, int]:
    """Share of the union, share of the smaller, and how many hashes of the smaller were compared. A full sketch says
    nothing of hashes beyond its largest."""
    limits = [hashes[-1] for hashes in (first, second) if len(hashes) == kept]
    if limits:
        first, second = (hashes[hashes <= min(limits)] for hashes in (first, second))
    smaller = min(len(first), len(second))
    if not smaller:
        return 0.0, 0.0, 0
    both = len(np.intersect1d(first, second, assume_unique=True))
    return both / (len(first) + len(second) - both), both / smaller, smaller
