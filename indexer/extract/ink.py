"""How bold the lines of a recognised page are set, by the ink of its picture."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from indexer.extract.recognised import SAME_SIZE, RecognisedLine
from indexer.extract.scan import Grey

BOLDER = 1.22
"""Strokes so many times as thick as those of the page's running text, for their size, are bold."""
LEAST_LETTERS = 4
"""Fewer letters than these tell nothing of their strokes."""
LEAST_CONTRAST = 60.0
"""A line whose ink is no darker than its paper by so much (of 255) is a shade."""
FEW_LETTERS = 400
"""A page with fewer letters has no running text to compare with."""


def with_bold(lines: Sequence[RecognisedLine], grey: Grey, dpi: float) -> tuple[RecognisedLine, ...]:
    """The lines, those marked whose strokes are clearly thicker than the page's running text."""
    if not lines:
        return ()
    letters = np.array([sum(c.isalpha() for word in line.words for c in word.text) for line in lines])
    sizes = np.array([line.size for line in lines])
    common = _middle(sizes, letters)
    sizes = np.where(abs(sizes - common) <= SAME_SIZE * common, common, sizes)
    strokes = np.array([_stroke(line, grey, dpi) for line in lines]) / sizes
    letters[(letters < LEAST_LETTERS) | (strokes == 0)] = 0
    if letters.sum() < FEW_LETTERS:
        return tuple(lines)
    bold = (strokes >= BOLDER * _middle(strokes, letters)) & (letters > 0)
    return tuple(replace(line, bold=bool(is_bold)) for line, is_bold in zip(lines, bold, strict=True))


def _middle(values: NDArray[np.float64], weights: NDArray[np.int64]) -> float:
    """The value with half of the weights below it."""
    order = np.argsort(values)
    return float(values[order[np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)]])


def _stroke(line: RecognisedLine, grey: Grey, dpi: float) -> float:
    """The mean thickness of the upright strokes of a line in points, 0 where it cannot be told: the ink in the lower
    part of the small letters, divided by how often it begins along the rows."""
    scale = dpi / 72
    base = grey.shape[0] - line.y * scale
    rows = slice(max(0, int(base - 0.42 * line.size * scale)), max(0, int(base - 0.08 * line.size * scale)))
    left, right = line.words[0].x0 * scale, line.words[-1].x1 * scale
    piece = grey[rows, int(left) : int(right) + 1].astype(float)
    paper, ink = (np.percentile(piece, 95), np.percentile(piece, 2)) if piece.size else (0.0, 0.0)
    if paper - ink < LEAST_CONTRAST:
        return 0.0
    dark = np.clip((paper - piece) / (paper - ink), 0, 1)
    begins = np.diff((dark > 0.5).astype(int), axis=1, prepend=0) == 1
    return float(dark[dark > 0.25].sum() / max(1, begins.sum()) / scale)
