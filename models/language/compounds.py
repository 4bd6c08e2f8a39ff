"""Splitting Swedish compounds by rule: the dictionary says which forms may begin, stand within and end a compound, with
their linking letters; word frequency says whether a known word is worth splitting (Koehn and Knight 2003)."""

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from models.language.folding import fold
from models.language.hunspell import Role
from models.language.lemma import CACHED_FORMS, Lemmatiser
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
# plain integers: the flags themselves cost ten times as much
_BEGIN, _MIDDLE, _END, _NAME = int(Role.BEGIN), int(Role.MIDDLE), int(Role.END), int(Role.NAME)
_BEGINS, _ENDS = int(Role.BEGINS), int(Role.ENDS)


class Part(NamedTuple):
    """One part of a compound: characters `start`:`end` of the word, linking letters included, and its lemma."""

    start: int
    end: int
    lemma: str


class _Form(NamedTuple):
    """What a form is as a part, wherever it stands."""

    text: str  # differs from the word's own letters only when the word was typed without å ä ö
    lemma: str
    weight: float  # logarithm of the family frequency


class _Segment(NamedTuple):
    start: int
    end: int
    form: _Form


class Splitter:
    """Splits plain words; the same for indexing and querying."""

    def __init__(self, table: WordTable, lists: WordLists, lemmatiser: Lemmatiser) -> None:
        self._table = table
        self._lists = lists
        self._lemmatiser = lemmatiser
        self._unlisted = [form for form in lists.first_parts if table.find(form) < 0]
        self._first = lru_cache(CACHED_FORMS)(self._find_first)
        self._last = lru_cache(CACHED_FORMS)(self._find_last)

    def split(self, word: str) -> tuple[Part, ...]:
        """The smallest parts of a compound in order, () when it is none."""
        parts = tuple(self._leaves(word, 0, last=True))
        return parts if len(parts) > 1 else ()

    def unfold(self, word: str) -> str:
        """An unknown word that was typed without å ä ö, as a compound with them; "" when none fits."""
        best = self._best(word, last=True, folded=True)
        text = "".join(segment.form.text for segment in best)
        return text if best and text != word else ""

    def _leaves(self, word: str, offset: int, *, last: bool) -> Iterator[Part]:
        """The parts of `word`, which stands `offset` characters into the whole; `last` if it ends the whole."""
        segments = self._best(word, last=last) if self._splittable(word, last=last) else []
        if not segments or not self._worth_splitting(word, segments, last=last):
            yield Part(offset, offset + len(word), self._lemma(word, last=last))
            return
        for segment in segments:
            ends = last and segment is segments[-1]
            yield from self._leaves(segment.form.text, offset + segment.start, last=ends)

    def _splittable(self, word: str, *, last: bool) -> bool:
        if len(word) < SHORTEST_WORD or not word.isalpha() or self._lemma(word, last=last) in self._lists.keep:
            return False
        number = self._table.find(word)
        return number < 0 or not self._table.may(number, _NAME)

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
        mean = sum(segment.form.weight for segment in segments) / len(segments)
        linked = any(self._linked(segment.form) for segment in segments[:-1])
        return mean + (math.log(_LINKING_S_BONUS) if linked else 0.0) > math.log(family)

    @staticmethod
    def _linked(form: _Form) -> bool:
        return form.text.endswith("s") and not form.lemma.endswith("s")

    def _best(self, word: str, *, last: bool, folded: bool = False) -> list[_Segment]:
        """The likeliest way to cut `word` into two or more known parts, [] when there is none."""
        best: list[tuple[float, list[_Segment]] | None] = [None] * (len(word) + 1)
        best[0] = (0.0, [])
        for start in range(len(word) - SHORTEST_PART + 1):
            before = best[start]
            if before is None or len(before[1]) == MOST_PARTS:
                continue
            for segment in self._segments(word, start, last=last, folded=folded):
                score = before[0] + segment.form.weight
                there = best[segment.end]
                if there is None or score > there[0]:
                    best[segment.end] = (score, [*before[1], segment])
        end = best[len(word)]
        return end[1] if end else []

    def _segments(self, word: str, start: int, *, last: bool, folded: bool) -> Iterator[_Segment]:
        """Every part that may stand at `start`."""
        whole, inside = len(word), start > 0
        longest = whole - SHORTEST_PART
        for text, number, length in self._candidates(word[start:], folded=folded):
            end = start + length
            if length < SHORTEST_PART or length == whole or longest < end < whole:
                continue
            form = self._last(text, number) if last and end == whole else self._first(text, number, inside)
            if form:
                yield _Segment(start, end, form)

    def _candidates(self, text: str, *, folded: bool) -> list[tuple[str, int, int]]:
        """(form, number, length in `text`) of every known form at its beginning."""
        found = [(form, number, len(form)) for form, number in self._table.beginnings(text)]
        found += [(form, -1, len(form)) for form in self._unlisted if text.startswith(form)]
        if folded:
            for key, numbers in self._table.folded_beginnings(text):
                found += [(self._table.form(number), number, len(key)) for number in numbers]
        return found

    def _find_first(self, text: str, number: int, inside: bool) -> _Form | None:
        """The form as a part that others follow; `inside` if others stand before it too."""
        particles = self._lists.particles
        if text in particles or text.removesuffix("s") in particles or (inside and self._ending(text)):
            return None
        listed = text in self._lists.first_parts
        said = _BEGIN | _MIDDLE if inside else _BEGIN
        if not listed and not self._table.may(number, said | _BEGINS):
            return None
        learnt = not listed and not self._table.may(number, said)
        return self._form(text, self._lemmatiser.first(text, number) or text, learnt=learnt)

    def _find_last(self, text: str, number: int) -> _Form | None:
        """The form as the part that ends a word."""
        if number < 0 or not self._table.may(number, _END | _ENDS) or self._ending(text):
            return None
        return self._form(text, self._lemmatiser.lemma(text), learnt=not self._table.may(number, _END))

    def _ending(self, text: str) -> bool:
        endings = self._lists.endings
        return text in endings or text.removesuffix("s") in endings or self._lemmatiser.lemma(text) in endings

    def _form(self, text: str, lemma: str, *, learnt: bool) -> _Form | None:
        number = self._table.find(lemma)
        family = self._table.family(number) if number >= 0 else 0.0
        letters = len(fold(text))
        if family < _LEAST_FAMILY.get(letters, _LEAST_FAMILY_LONG) and text not in self._lists.first_parts:
            return None
        weight = math.log(max(family, _UNSEEN)) - (_LEARNT_PENALTY if learnt else 0.0)
        if letters == SHORTEST_PART:
            weight -= _SHORT_PENALTY
        return _Form(text, lemma, weight)
