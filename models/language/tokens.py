"""Cutting a text into words, and the plain form of a word that all look-ups use."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from models.language.numbers import PATTERN as NUMBER
from models.language.numbers import with_spaces

_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])"
_IGNORED = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # soft hyphens and signs without width
_PLAIN = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'"})

TOKEN = re.compile(
    rf"""
      (?<![^\W_])(?:[a-zåäö]{{1,3}}\.)+[a-zåäö]{{1,3}}\.       # t.ex. bl.a. d.v.s.
    | {NUMBER}
    | [^\W_]{_LETTER}*
      (?: (?: (?<=[^\W\d_])[-\u2010\u2011](?=[^\W_])           # FoU-miljö, covid-19, but not 2015-2020
            | [-\u2010\u2011](?=[^\W\d_])                      # 70-årig
            | ['’](?=[^\W_])
            | :(?=[a-zåäö]{{1,4}}(?![^\W_]))                   # LSS:s
          ) {_LETTER}+ )*
    | §+ | %
    """,
    re.VERBOSE,
)


class Piece(NamedTuple):
    """A part inside a word: characters `start`:`end` of the word as it stands, and the lemma it stands for."""

    start: int
    end: int
    lemma: str


class Token(NamedTuple):
    """One word of a text.

    Attributes:
        start, end: characters `start`:`end` of the text that was analysed.
        surface: the word as it stands.
        lemma: its dictionary form in lower case; a compound that no dictionary has ends in its last part's lemma.
        parts: lemmas of the smallest parts of a compound or hyphenated word, () of any other word.
        stem: the Snowball stem of the lemma, coarser than the lemma.
        folded: keys without å ä ö: of the lemma, and of the stem of the word as it stands.
        stop: whether the word is dropped from both fields.
        keys: what `Analyser.parts` puts in the field `parts` for this word.
        pieces: the parts and the known words that neighbouring parts make (*äldreomsorg* in *äldreomsorgspersonal*).
    """

    start: int
    end: int
    surface: str
    lemma: str
    parts: tuple[str, ...]
    stem: str
    folded: tuple[str, ...]
    stop: bool
    keys: tuple[str, ...]
    pieces: tuple[Piece, ...]


def pieces_of(text: str) -> list[str]:
    """A text cut at its spaces. No word but a number (25 000) goes over a space, so a piece has the same words wherever
    it stands, and most of a text is pieces that have been read before."""
    pieces, at = [], 0
    for start, end in with_spaces(text):
        pieces += [*text[at:start].split(), text[start:end]]
        at = end
    return pieces + text[at:].split()


def starts(text: str, pieces: Sequence[str]) -> list[int]:
    """Where each of its pieces stands in a text."""
    if " ".join(pieces) == text:  # as passages are shown, and far quicker than looking for each
        return [before + n for n, before in enumerate(accumulate(map(len, pieces[:-1]), initial=0))] if pieces else []
    places, at = [], 0
    for piece in pieces:
        at = text.index(piece, at)
        places.append(at)
        at += len(piece)
    return places


def plain(surface: str) -> str:
    """The word in lower case, composed, without soft hyphens: what all look-ups use."""
    if surface.isascii():
        return surface.lower()
    composed = unicodedata.normalize("NFC", _IGNORED.sub("", surface))
    return composed.translate(_PLAIN).lower()


def offsets(surface: str, word: str) -> tuple[int, ...] | None:
    """For each character of `word`, which is `plain(surface)`, and its end, the place in `surface`; None when they
    run in step."""
    if len(surface) == len(word):
        return None
    places: list[int] = []
    at = 0
    while at < len(surface):
        end = at + 1
        while end < len(surface) and (unicodedata.combining(surface[end]) or _IGNORED.match(surface[end])):
            end += 1
        places.extend([at] * len(plain(surface[at:end])))
        at = end
    # Composition across what we took for borders of letters is possible in scripts that are not ours.
    places = places[: len(word)] + [len(surface)] * max(0, len(word) - len(places))
    return (*places, len(surface))
