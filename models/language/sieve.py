"""Finding the words that a question asks for in the texts of its hits."""

from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from models.language.tokens import Token, pieces_of, starts

if TYPE_CHECKING:
    from models.language.analysis import Word, Words

PIECES = 20_000
"""Pieces of text that a sieve remembers: ten pages of results."""


class Sieve:
    """Reads texts for the words that somebody asks for, and passes over the others: a result page looks for a handful
    of words in some seventy texts. Safe to share between threads.

    Args:
        words_of: the words of any piece of text, as `Analyser` reads it.
        wanted: lemmas and keys; a word that has any of them is asked for.
        also: whether another word, which is no stop word, is asked for.
    """

    def __init__(
        self, words_of: "Mapping[str, Words]", wanted: frozenset[str], also: "Callable[[Word], bool] | None"
    ) -> None:
        self._words_of = words_of
        self._wanted = wanted
        self._also = also
        self._known: tuple[set[str], dict[str, list[tuple[int, Token]]]] = (set(), {})
        """Pieces that were looked at; and what those few give that have words asked for."""

    def read(self, text: str) -> list[tuple[int, Token]]:
        """The words that are asked for, in order, each with its number among all words that are no stop words."""
        if len(self._known[0]) >= PIECES:
            self._known = (set(), {})
        seen, kept = self._known  # another thread may begin anew at any moment
        words_of, wanted = self._words_of, self._wanted
        pieces = pieces_of(text)
        new = set(pieces) - seen
        for piece in new if self._also else [p for p in new if not wanted.isdisjoint(words_of[p].sought)]:
            if asked := self._sift(words_of[piece]):
                kept[piece] = asked
        seen |= new  # last, so that no other thread takes for looked at what is not yet kept
        if kept.keys().isdisjoint(pieces):
            return []
        before = [0, *accumulate(words_of[piece].content for piece in pieces)]
        found = []
        for n, at in enumerate(starts(text, pieces)):
            for number, token in kept.get(pieces[n], ()):
                found.append((before[n] + number, token._replace(start=at + token.start, end=at + token.end)))
        return found

    def _sift(self, words: "Words") -> list[tuple[int, Token]]:
        """Those words of a piece that are asked for, each with its number."""
        all_of_it = (place for place in words.all if not place[2].stop)
        return [(n, Token(start, end, *word)) for n, (start, end, word) in enumerate(all_of_it) if self._asked(word)]

    def _asked(self, word: "Word") -> bool:
        wanted = self._wanted
        return word.lemma in wanted or not wanted.isdisjoint(word.keys) or bool(self._also and self._also(word))
