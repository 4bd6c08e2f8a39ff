"""The analysed fields of a text, made piece by piece: most of any text is pieces whose fields have been made before."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from models.language.analysis import Analyser, Word
from models.language.tokens import pieces_of, plain

SHORTEST_WORD = 3
"""Letters of the shortest word that is kept for spelling and completion."""
KEPT = 2**16
"""Pieces whose fields are kept, some 600 bytes each."""
LONGEST_KEPT = 60
"""Characters of a piece that is kept; what is longer is an address or damage and comes once."""


class Fields(NamedTuple):
    """Tokens joined by spaces, and the forms of each word that someone may want to write."""

    body: str
    parts: str
    grams: str
    forms: frozenset[str]

    @classmethod
    def together(cls, fields: Sequence[Self]) -> Self:
        """Those of several texts, in their order."""
        if not fields:
            return cls("", "", "", frozenset())
        body, parts, grams, forms = zip(*fields, strict=True)
        return cls(_joined(body), _joined(parts), _joined(grams), frozenset().union(*forms))


class FieldMaker(dict[str, Fields]):
    """Makes the fields of texts; as a dictionary it holds those of pieces. Not for several threads."""

    def __init__(self, analyser: Analyser) -> None:
        super().__init__()
        self._analyser = analyser

    def of(self, text: str) -> Fields:
        """The fields of a text; `models.language.analysis` says what they hold."""
        return Fields.together([self[piece] for piece in pieces_of(text)])

    def __missing__(self, piece: str) -> Fields:
        words = [word for _, _, word in self._analyser.words(piece).all]
        fields = Fields(
            " ".join(Analyser.body(words)),
            " ".join(Analyser.parts(words)),
            " ".join(self._analyser.grams(words)),
            frozenset(form for word in words if _is_word(word) for form in _forms(word)),
        )
        if len(piece) <= LONGEST_KEPT:
            if len(self) >= KEPT:
                self.clear()
            self[piece] = fields
        return fields


def _joined(tokens: Sequence[str]) -> str:
    return " ".join(filter(None, tokens))


def _is_word(word: Word) -> bool:
    """Whether it is a word that someone may want to write."""
    return not word.stop and len(word.surface) >= SHORTEST_WORD and word.surface.replace("-", "").isalpha()


def _forms(word: Word) -> tuple[str, ...]:
    """A word as it is written, its lemma, and the lemmas of its parts."""
    return plain(word.surface), word.lemma, *word.parts
