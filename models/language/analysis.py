"""The one Swedish analysis: called by indexing, by querying and by highlighting, so that all three agree.

Three fields are made of a text. `body` holds the lemma of each word in order, stop words left out on both sides (so a
phrase is a run of lemmas). `parts` holds, in no meaningful order, three kinds of keys that are never mistaken:

* `omsorg`: the lemma of a part of a compound, or of a known word that several of its parts make;
* `=omsorg`: the Snowball stem of the word's lemma;
* `~aldreomsorg`: the word without å ä ö. Written for words that have such letters, and for words no dictionary knows
  (a damaged *aldreomsorg*); so *får* is found by who types "far", and "får" does not find *far*.

`grams` holds runs of letters of the words without å ä ö, the beginning of a word marked: coarse, and so never a reason
for a hit, but words that are misspelt, damaged or built otherwise share most of them.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from typing import NamedTuple

from models.language.compounds import Splitter
from models.language.folding import fold
from models.language.lemma import Lemmatiser
from models.language.lists import WordLists
from models.language.numbers import canonical, is_number, otherwise
from models.language.sieve import Sieve
from models.language.stems import SwedishStemmer
from models.language.table import WordTable
from models.language.tokens import TOKEN, Piece, Token, offsets, pieces_of, plain, starts

VERSION = 4
"""Goes up with every change of the rules that changes what is written into an index."""

CACHED_WORDS = 2**16
LONGEST_PIECE = 60
"""Characters without a space that are remembered; what is longer is an address or damage and comes once."""

GRAM = 5
"""Letters of a run in `grams`, the mark for the beginning of a word (`^`) included. Alone, nDCG@10 on swefaq and the
tuning questions: 4 without mark 0.641 / 0.833, 4 with mark 0.642 / 0.851, 5 with mark 0.645 / 0.854 (2026-11-28)."""


class Word(NamedTuple):
    """What a surface form gives wherever it stands: the fields of `Token` from `surface` on."""

    surface: str
    lemma: str
    parts: tuple[str, ...]
    stem: str
    folded: tuple[str, ...]
    stop: bool
    keys: tuple[str, ...]
    pieces: tuple[Piece, ...]


class Words(NamedTuple):
    """The words of a piece of text: all, each with its start and end there; how many of them are no stop words; and the
    lemmas and keys of these."""

    all: tuple[tuple[int, int, Word], ...]
    content: int
    sought: frozenset[str]


@dataclass(frozen=True, slots=True)
class Keys:
    """What a word of a query looks for. A report has the word when any of the three does:

    * `body` has one of `lemmas` (weight 1);
    * `parts` has one of `parts` (weight 0.5 as a starting point);
    * each of `compound` stands in `body` or `parts` (weight 0.6); () when the word is no compound.

    `word` is the word as asked. The second of `lemmas`, if any, is what an unknown word means that was typed without
    å ä ö (*orosanmalan* → *orosanmälan*).
    """

    word: str
    lemmas: tuple[str, ...]
    parts: tuple[str, ...]
    compound: tuple[str, ...]


class _Read(dict[str, Words]):
    """Pieces of text that were read, as their words: looking one up costs a look into a dictionary and no more."""

    def __init__(self, read: Callable[[str], Words]) -> None:
        super().__init__()
        self._find = read

    def __missing__(self, piece: str) -> Words:
        words = self._find(piece)
        if len(piece) <= LONGEST_PIECE:
            if len(self) >= CACHED_WORDS:
                self.clear()
            self[piece] = words
        return words


class Analyser:
    """Turns Swedish text into words with lemma, compound parts, stem and folded form. Safe to share between threads."""

    def __init__(self, table: WordTable, lists: WordLists) -> None:
        self._table = table
        self._lists = lists
        self._lemmatiser = Lemmatiser(table, lists)
        self._splitter = Splitter(table, lists, self._lemmatiser)
        self._stemmer = SwedishStemmer()
        self._word = lru_cache(CACHED_WORDS)(self._analyse_word)
        self._read = _Read(self._find_words)
        self._grams = lru_cache(CACHED_WORDS)(_grams_of)
        ingredients = [str(VERSION), table.fingerprint, lists.fingerprint, metadata.version("PyStemmer")]
        self.fingerprint: str = hashlib.sha256("\n".join(ingredients).encode()).hexdigest()[:16]
        """Names the analysis: its version, the word table, the word lists and the stemmer. Two analysers with the same
        fingerprint give the same tokens."""

    def analyse(self, text: str) -> tuple[Token, ...]:
        """The words of the text in order. Never raises; text without words gives ()."""
        tokens: list[Token] = []
        read, make = self._read, tuple.__new__  # Token() itself is a Python function, and the loop is hot
        pieces = pieces_of(text)
        for at, piece in zip(starts(text, pieces), pieces, strict=True):
            for start, end, word in read[piece].all:
                tokens.append(make(Token, (at + start, at + end, *word)))
        return tuple(tokens)

    def sieve(self, wanted: Iterable[str], also: Callable[[Word], bool] | None = None) -> Sieve:
        """Reads many texts for few words; see `Sieve`."""
        return Sieve(self._read, frozenset(wanted), also)

    def words(self, piece: str) -> Words:
        """The words of a piece of text without spaces but within a number (`pieces_of`); what was read before costs a
        look-up."""
        return self._read[piece]

    @staticmethod
    def body(tokens: Iterable[Token | Word]) -> list[str]:
        """The field `body`: lemmas in order, without stop words."""
        return [token.lemma for token in tokens if not token.stop]

    @staticmethod
    def parts(tokens: Iterable[Token | Word]) -> list[str]:
        """The field `parts`: see the head of this module. Without stop words."""
        return [key for token in tokens if not token.stop for key in token.keys]

    def grams(self, tokens: Iterable[Token | Word]) -> list[str]:
        """The field `grams`: see the head of this module. Without stop words."""
        return [gram for token in tokens if not token.stop for gram in self._grams(token.surface)]

    def keys(self, token: Token) -> Keys:
        """What a word of a query looks for; see `Keys`."""
        # The number in its other form stands first: the last lemma is the word itself.
        lemmas, compound = [*filter(None, (otherwise(token.lemma),)), token.lemma], token.parts
        parts = [token.lemma, "=" + token.stem, *("~" + key for key in token.folded)]
        if restored := self._restored(token):
            word = self._word(restored)
            lemmas.append(word.lemma)
            parts += [word.lemma, "=" + word.stem, *("~" + key for key in word.folded)]
            compound = compound or word.parts
        return Keys(
            word=token.surface,
            lemmas=tuple(dict.fromkeys(lemmas)),
            parts=tuple(dict.fromkeys(parts)),
            # One part is left of *e-post*; that alone is not the word.
            compound=compound if len(compound) > 1 and not is_number(token.lemma) else (),
        )

    def restore(self, text: str) -> str:
        """The text with å ä ö put back into words that were typed without them and are no words that way; the model of
        meaning knows *orosanmälan* and not *orosanmalan*."""
        restored = text
        for token in reversed(self.analyse(text)):
            if whole := self._restored(token):
                restored = restored[: token.start] + whole + restored[token.end :]
        return restored

    def known(self, word: str) -> bool:
        """Whether a Swedish dictionary has the word."""
        return self._lemmatiser.known(plain(word))

    def frequency(self, lemma: str) -> float:
        """How often a lemma stands, in all its forms, in Swedish texts of all kinds, as a share of all words."""
        number = self._table.find(lemma)
        return self._table.family(number) if number >= 0 else 0.0

    def split(self, word: str) -> tuple[str, ...]:
        """The lemmas of the smallest parts of a compound, () when the word is none."""
        return self._word(word).parts

    def _find_words(self, piece: str) -> Words:
        found = tuple([(*match.span(), self._word(match[0])) for match in TOKEN.finditer(piece)])
        content = [word for _, _, word in found if not word.stop]
        return Words(found, len(content), frozenset(key for word in content for key in (word.lemma, *word.keys)))

    def _restored(self, token: Token) -> str:
        """A word with its å ä ö, when it was typed without them and is no word that way, else ""."""
        word = plain(token.surface)
        if not word.isascii() or not word.isalpha() or self._lemmatiser.known(word) or token.parts:
            return ""
        known = [form for form in self._table.unfolded(word) if self._lemmatiser.known(form)]
        return known[0] if known else self._splitter.unfold(word)

    def _analyse_word(self, surface: str) -> Word:
        word = plain(surface)
        if is_number(word):
            return self._number(surface, word)
        if word == "%":
            return self._make(surface, "procent", "procent", "procent", [])
        base, colon, _ending = word.partition(":")
        if colon and base and not base[-1].isdigit():
            word = base  # LSS:s
        if "-" in word or "'" in word:
            return self._hyphenated(surface, word)
        pieces = [Piece(*part) for part in self._splitter.split(word)]
        lemma = self._lemmatiser.lemma(word)
        if pieces and not self._lemmatiser.known(word):
            lemma = word[: pieces[-1].start] + pieces[-1].lemma
        return self._make(surface, word, lemma, word, pieces)

    def _number(self, surface: str, word: str) -> Word:
        """A number; its groups and what a hyphen parts are its parts (they may be cells of a table, or two years)."""
        groups = [Piece(m.start(), m.end(), canonical(m[0])) for m in re.finditer(r"[^\s-]+", word)]
        return self._make(surface, word, canonical(word), word, groups if len(groups) > 1 else [])

    def _hyphenated(self, surface: str, word: str) -> Word:
        """*FoU-miljöer*: the whole, and its pieces as parts. Letters that stand alone (*e-post*) are no parts."""
        pieces: list[Piece] = []
        start = 0
        lemma = ""
        for text in word.replace("'", "-").split("-"):
            inner = self._splitter.split(text) or ((0, len(text), self._lemmatiser.lemma(text)),)
            pieces += [Piece(start + at, start + end, part) for at, end, part in inner if end - at > 1]
            last = inner[-1]
            lemma = word[:start] + text[: last[0]] + last[2]
            start += len(text) + 1
        if self._lemmatiser.known(word):
            lemma = self._lemmatiser.lemma(word)
        return self._make(surface, word, lemma, word.replace("-", "").replace("'", ""), pieces)

    def _make(self, surface: str, word: str, lemma: str, joined: str, leaves: list[Piece]) -> Word:
        whole = fold(joined)
        stem = self._stemmer.stem(lemma if joined == word else joined)
        folded = tuple(dict.fromkeys((fold(lemma), self._stemmer.stem(whole))))
        parts = tuple(piece.lemma for piece in leaves)
        pieces = (*leaves, *self._runs(word, leaves))
        keys = [piece.lemma for piece in pieces]
        if word.isalpha() or any(sign.isalpha() for sign in word):  # a number is found in `body` or not at all
            keys.append("=" + stem)
            if (whole if joined == word else fold(word)) != word or not self._lemmatiser.known(word):
                keys += ["~" + key for key in folded]
        if pieces and (places := offsets(surface, plain(surface))) is not None:
            pieces = tuple(Piece(places[start], places[end], part) for start, end, part in pieces)
        stop = word in self._lists.stop or (word.endswith(".") and "." in word[:-1])
        return Word(surface, lemma, parts, stem, folded, stop, tuple(dict.fromkeys(keys)), pieces)

    def _runs(self, word: str, leaves: list[Piece]) -> list[Piece]:
        """The known words that two or more neighbouring parts make, but not all of them."""
        runs = []
        for first in range(len(leaves) - 1):
            for last in range(first + 1, len(leaves)):
                start, end = leaves[first].start, leaves[last].end
                run = word[start : leaves[last].start] + leaves[last].lemma
                if last - first + 1 < len(leaves) and self._lemmatiser.known(run):
                    runs.append(Piece(start, end, run))
        return runs


def _grams_of(surface: str) -> tuple[str, ...]:
    """`^aldr`, `aldre` for *Äldre*; a shorter word whole (`^ung`)."""
    word = "^" + fold("".join(sign for sign in plain(surface).partition(":")[0] if sign.isalnum()))
    return tuple(word[start : start + GRAM] for start in range(max(1, len(word) - GRAM + 1)))
