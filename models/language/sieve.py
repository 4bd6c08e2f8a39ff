"""Finding the words that a question asks for in the texts of its hits."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.language.tokens import Token, cut, spaced_pieces

if TYPE_CHECKING:
    from models.language.analysis import Word, Words

PIECES = 20_000
"""Pieces of text that a sieve remembers: ten pages of results."""


class Sieve:
    """Reads texts for the words that somebody asks for, and passes over the others: a result page looks for a handful
    of words in some seventy texts. Safe to share between threads.

    Args:
        words_of: gives the words of a piece of text, as `Analyser` reads it.
        wanted: lemmas and keys; a word that has any of them is asked for.
        also: whether another word, which is no stop word, is asked for.
    """

    def __init__(
        self, words_of: "Callable[[str], Words]", wanted: frozenset[str], also: "Callable[[Word], bool] | None"
    ) -> None:
        self._words_of = words_of
        self._wanted = wanted
        self._also = also
        self._known: tuple[dict[str, int], dict[str, list[tuple[int, Token]]]] = ({}, {})
        """Pieces that were looked at, each with how many of its words are no stop words; and what those few give that
        have words asked for."""

    def read(self, text: str) -> list[tuple[int, Token]]:
        """The words that are asked for, in order, each with its number among all words that are no stop words."""
        if len(self._known[0]) >= PIECES:
            self._known = ({}, {})
        content, kept = self._known  # another thread may begin anew at any moment
        pieces = cut(text)
        for piece in set(pieces).difference(content):
            words = self._words_of(piece)
            if (self._also or not self._wanted.isdisjoint(words.sought)) and (asked := self._sift(words)):
                kept[piece] = asked
            content[piece] = words.content
        if kept.keys().isdisjoint(pieces):
            return []
        found, before = [], 0
        for at, piece in spaced_pieces(text):
            for number, token in kept.get(piece, ()):
                found.append((before + number, token._replace(start=at + token.start, end=at + token.end)))
            before += content[piece]
        return found

    def _sift(self, words: "Words") -> list[tuple[int, Token]]:
        """Those words of a piece that are asked for, each with its number."""
        all_of_it = (place for place in words.all if not place[2].stop)
        return [(n, Token(start, end, *word)) for n, (start, end, word) in enumerate(all_of_it) if self._asked(word)]

    def _asked(self, word: "Word") -> bool:
        wanted = self._wanted
        return word.lemma in wanted or not wanted.isdisjoint(word.keys) or bool(self._also and self._also(word))
