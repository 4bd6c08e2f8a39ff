"""Splitting Swedish compounds by rule: the dictionary says which forms may begin, stand within and end a compound, with
their linking letters; word frequency says whether a known word is worth splitting (Koehn and Knight 2003)."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from models.language.folding import fold
from models.language.hunspell import Role
from models.language.lemma import Lemmatiser
from models.language.lists import WordLists
from models.language.table import WordTable

SHORTEST_WORD = 6
SHORTEST_PART = 3
MOST_PARTS = 5

# A short part is everywhere by chance, so it must be a common word. Length → least family frequency.
_LEAST_FAMILY = {3: 2e-5, 4: 1e-6, 5: 5e-8}
_LEAST_FAMILY_LONG = 1e-9
_LINKING_S_BONUS = 20.0  # a linking s is strong evidence that the word is a compound
# Taken off a part's weight (natural logarithm):
_LEARNT_PENALTY = 1.0  # the dictionary itself gives it no compound role
_SHORT_PENALTY = 2.0  # it has only three letters: kul + tur
_UNSEEN = 1e-10


class Part(NamedTuple):
    """One part of a compound: characters `start`:`end` of the word, linking letters included, and its lemma."""

    start: int
    end: int
    lemma: str


class _Segment(NamedTuple):
    start: int
    end: int
    text: str  # differs from the word's own letters only when the word was typed without å ä ö
    lemma: str
    weight: float  # logarithm of the family frequency


class Splitter:
    """Splits plain words; the same for indexing and querying."""

    def __init__(self, table: WordTable, lists: WordLists, lemmatiser: Lemmatiser) -> None:
        self._table = table
        self._lists = lists
        self._lemmatiser = lemmatiser

    def split(self, word: str) -> tuple[Part, ...]:
        """The smallest parts of a compound in order, () when it is none."""
        parts = tuple(self._leaves(word, 0, last=True))
        return parts if len(parts) > 1 else ()

    def unfold(self, word: str) -> str:
        """An unknown word that was typed without å ä ö, as a compound with them; "" when none fits."""
        best = self._best(word, last=True, folded=True)
        text = "".join(segment.text for segment in best)
        return text if best and text != word else ""

    def _leaves(self, word: str, offset: int, *, last: bool) -> Iterator[Part]:
        """The parts of `word`, which stands `offset` characters into the whole; `last` if it ends the whole."""
        segments = self._best(word, last=last) if self._splittable(word, last=last) else []
        if not segments or not self._worth_splitting(word, segments, last=last):
            yield Part(offset, offset + len(word), self._lemma(word, last=last))
            return
        for segment in segments:
            ends = last and segment is segments[-1]
            yield from self._leaves(segment.text, offset + segment.start, last=ends)

    def _splittable(self, word: str, *, last: bool) -> bool:
        if len(word) < SHORTEST_WORD or not word.isalpha() or self._lemma(word, last=last) in self._lists.keep:
            return False
        number = self._table.find(word)
        return number < 0 or not self._table.may(number, Role.NAME)

    def _lemma(self, word: str, *, last: bool) -> str:
        if last:
            return self._lemmatiser.lemma(word)
        return self._lemmatiser.first(word, self._table.find(word)) or self._lemmatiser.lemma(word)

    def _worth_splitting(self, word: str, segments: list[_Segment], *, last: bool) -> bool:
        """Whether the parts are commoner, in the geometric mean, than the whole word."""
        lemma = self._lemma(word, last=last)
        if lemma in self._lists.split:
            return True
        number = self._table.find(lemma)
        family = self._table.family(number) if number >= 0 else 0.0
        if family <= 0:
            return True
        mean = sum(segment.weight for segment in segments) / len(segments)
        linked = any(self._linked(segment) for segment in segments[:-1])
        return mean + (math.log(_LINKING_S_BONUS) if linked else 0.0) > math.log(family)

    @staticmethod
    def _linked(segment: _Segment) -> bool:
        return segment.text.endswith("s") and not segment.lemma.endswith("s")

    def _best(self, word: str, *, last: bool, folded: bool = False) -> list[_Segment]:
        """The likeliest way to cut `word` into two or more known parts, [] when there is none."""
        best: list[tuple[float, list[_Segment]] | None] = [None] * (len(word) + 1)
        best[0] = (0.0, [])
        for start in range(len(word) - SHORTEST_PART + 1):
            before = best[start]
            if before is None or len(before[1]) == MOST_PARTS:
                continue
            for segment in self._segments(word, start, last=last, folded=folded):
                score = before[0] + segment.weight
                there = best[segment.end]
                if there is None or score > there[0]:
                    best[segment.end] = (score, [*before[1], segment])
        end = best[len(word)]
        return end[1] if end else []

    def _segments(self, word: str, start: int, *, last: bool, folded: bool) -> Iterator[_Segment]:
        """Every part that may stand at `start`."""
        for length, number, text in self._candidates(word[start:], folded=folded):
            end = start + length
            if length < SHORTEST_PART or length == len(word):
                continue
            if last and end == len(word):
                segment = self._last(start, text, number)
            else:
                segment = self._first(start, text, number, inside=start > 0)
            if segment and (end == len(word) or len(word) - end >= SHORTEST_PART):
                yield segment

    def _candidates(self, text: str, *, folded: bool) -> Iterator[tuple[int, int, str]]:
        """(length, number, form) of every known form at the beginning of `text`."""
        for form, number in self._table.beginnings(text):
            yield len(form), number, form
        for form in self._lists.first_parts:
            if text.startswith(form) and self._table.find(form) < 0:
                yield len(form), -1, form
        if folded:
            for key, numbers in self._table.folded_beginnings(text):
                for number in numbers:
                    yield len(key), number, self._table.form(number)

    def _first(self, start: int, text: str, number: int, *, inside: bool) -> _Segment | None:
        particles = self._lists.particles
        if text in particles or text.removesuffix("s") in particles or (inside and self._ending(text)):
            return None
        listed = text in self._lists.first_parts
        said = Role.BEGIN | Role.MIDDLE if inside else Role.BEGIN
        if not listed and not self._table.may(number, said | Role.BEGINS):
            return None
        learnt = not listed and not self._table.may(number, said)
        return self._segment(start, text, self._lemmatiser.first(text, number) or text, learnt=learnt)

    def _last(self, start: int, text: str, number: int) -> _Segment | None:
        if number < 0 or not self._table.may(number, Role.END | Role.ENDS) or self._ending(text):
            return None
        return self._segment(start, text, self._lemmatiser.lemma(text), learnt=not self._table.may(number, Role.END))

    def _ending(self, text: str) -> bool:
        endings = self._lists.endings
        return text in endings or text.removesuffix("s") in endings or self._lemmatiser.lemma(text) in endings

    def _segment(self, start: int, text: str, lemma: str, *, learnt: bool) -> _Segment | None:
        number = self._table.find(lemma)
        family = self._table.family(number) if number >= 0 else 0.0
        if family < _LEAST_FAMILY.get(len(fold(text)), _LEAST_FAMILY_LONG) and text not in self._lists.first_parts:
            return None
        weight = math.log(max(family, _UNSEEN)) - (_LEARNT_PENALTY if learnt else 0.0)
        if len(fold(text)) == SHORTEST_PART:
            weight -= _SHORT_PENALTY
        return _Segment(start, start + len(fold(text)), text, lemma, weight)
