"""Did you mean: the words in use that lie one slip of the fingers from a word, the likeliest first.

Candidates are all words in use that lie one edit away (Norvig, 2007: a letter left out, put in, exchanged, or two
turned round) or differ in å ä ö only. Likelier are words in use in more reports, and slips that fingers make more
often.
"""

import math
from collections.abc import Iterator, Mapping
from functools import cached_property

from models.language.folding import fold

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöé"
SHORTEST = 4
"""Shorter words lie near too many others."""
_KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_PLACES = {letter: (row, column + row / 2) for row, keys in enumerate(_KEYS) for column, letter in enumerate(keys)}
# Natural logarithms added to that of the number of reports.
_DIACRITICS, _FIRST_LETTER, _NEAR_KEY, _DOUBLED, _TURNED = 6.0, -2.0, 0.7, 1.0, 0.7


class Spelling:
    """The words in use and in how many reports each is. Safe to share between threads."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = words

    def known(self, word: str) -> bool:
        """Whether a word (lower case) is in use."""
        return word in self._words

    def meant(self, word: str, n: int = 5) -> list[str]:
        """Up to `n` words in use that may have been meant by a lower-case word, the likeliest first."""
        found = {other: _DIACRITICS for other in self._folded.get(fold(word), ()) if other != word}
        if len(word) >= SHORTEST:
            for other, likelihood in _slips(word):
                if other in self._words and other != word:
                    found[other] = max(found.get(other, -math.inf), likelihood)
        score = {other: likelihood + math.log(self._words[other]) for other, likelihood in found.items()}
        return sorted(score, key=lambda other: (-score[other], other))[:n]

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        """Words without å ä ö → the words that are written so then; only where the two differ."""
        table: dict[str, list[str]] = {}
        for word in self._words:
            if not word.isascii():
                table.setdefault(fold(word), []).append(word)
        return table


def _slips(word: str) -> Iterator[tuple[str, float]]:
    """Every string from which one slip makes `word`, and how likely the slip is."""
    for i in range(len(word) + 1):
        before, after = word[:i], word[i:]
        first = _FIRST_LETTER if i == 0 else 0.0
        if after:
            doubled = _DOUBLED if before[-1:] == after[0] else 0.0  # a letter too many
            yield before + after[1:], first + doubled
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:], first + _TURNED
        for letter in LETTERS:
            if after:
                yield before + letter + after[1:], first + (_NEAR_KEY if _near(letter, after[0]) else 0.0)
            lacking = _DOUBLED if letter in (before[-1:], after[:1]) else 0.0
            yield before + letter + after, first + lacking


def _near(one: str, other: str) -> bool:
    """Whether two letters lie side by side on a Swedish keyboard, or are one letter with and without dots."""
    if fold(one) == fold(other):
        return True
    if one not in _PLACES or other not in _PLACES:
        return False
    (row, column), (other_row, other_column) = _PLACES[one], _PLACES[other]
    return abs(row - other_row) <= 1 and abs(column - other_column) <= 1
