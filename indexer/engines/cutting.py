"""Cutting a passage around the words: a hit spends three lines, whatever its passages are."""

import re
from collections.abc import Sequence

from models.search import Span

LIMITS = {1: (330,), 2: (220, 110), 3: (110, 110, 110)}
"""Characters for each of one, two or three passages (the design's "A hit spends three lines")."""
CUT = "…"
_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖ–\"”0-9])")


def cut(text: str, spans: Sequence[Span], limit: int) -> tuple[str, tuple[Span, ...]]:
    """The `limit` characters of `text` that say most about `spans`, at word borders, with "…" where it was cut.

    Args:
        text: one passage.
        spans: the marks in it, in order.
        limit: greatest length of the result, the signs for the cuts included.

    Returns:
        The excerpt and the marks that lie in it.
    """
    if len(text) <= limit:
        return text, tuple(spans)
    room = limit - 2 * (len(CUT) + 1)
    start, end = _core(text, spans, room)
    start = _widen(text, start, room - (end - start))
    finish = start + room
    if finish < len(text):
        space = text.rfind(" ", max(end, start + 1), finish + 1)
        finish = space if space > 0 else finish
    before = f"{CUT} " if start else ""
    after = f" {CUT}" if finish < len(text) else ""
    shift = len(before) - start
    kept = [span for span in spans if span.whole_start >= start and span.whole_end <= finish]
    moved = (
        Span(span.start + shift, span.end + shift, span.whole_start + shift, span.whole_end + shift) for span in kept
    )
    return before + text[start:finish].rstrip() + after, tuple(moved)


def _core(text: str, spans: Sequence[Span], room: int) -> tuple[int, int]:
    """The stretch that must be shown: where most different words stand within `room`, then most marks, then first."""
    best, core = (0, 0), (0, 0)
    for i, first in enumerate(spans):
        inside = [s for s in spans[i:] if s.whole_end - first.whole_start <= room]
        words = {text[s.start : s.end].casefold() for s in inside}
        if inside and (len(words), len(inside)) > best:
            best, core = (len(words), len(inside)), (first.whole_start, inside[-1].whole_end)
    return core


def _widen(text: str, start: int, spare: int) -> int:
    """Where to begin: at the beginning of the sentence when there is room, else a word some way before."""
    sentences = [0, *(match.end() for match in _SENTENCE.finditer(text, 0, start + 1))]
    sentence = max(at for at in sentences if at <= start)
    if start - sentence <= spare:
        return sentence
    space = text.find(" ", max(0, start - spare // 2), start)
    return space + 1 if space >= 0 else start
