"""Words that mean the same in this field: old and new names, everyday and professional words, abbreviations, English.

The families are handed in by the caller (`config/language/families/` holds them). They serve questions only: what is
written into an index does not depend on them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from models.language.analysis import Analyser
from models.language.tokens import Token, plain

MOST = 6
"""Related words of one word: more would weigh heavier than the word itself."""
LONGEST = 6
"""Content words of the longest term."""

Lemmas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamilyLists:
    """`families` are terms of one or several words that find each other; `english` leads from a term in English to
    Swedish ones, and not back; `english_stop` are words of an English question that say nothing of its matter."""

    families: tuple[tuple[str, ...], ...] = ()
    english: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    english_stop: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RelatedTerm:
    """A term as a family writes it, and the lemmas of its words that stand side by side."""

    term: str
    lemmas: Lemmas


class Families:
    """Finds the terms related to the words of a question. Safe to share between threads. The terms are analysed at the
    first question, which takes a third of a second: much of what opens an index asks none."""

    def __init__(self, lists: FamilyLists, analyser: Analyser) -> None:
        self._analyser = analyser
        self._lists = lists
        self._stop = lists.english_stop

    @cached_property
    def _swedish(self) -> dict[Lemmas, list[RelatedTerm]]:
        found: dict[Lemmas, list[RelatedTerm]] = {}
        for family in self._lists.families:
            members = [self._term(term) for term in family]
            for member in members:
                others = (other for other in members if other.lemmas and other.lemmas != member.lemmas)
                self._add(found, member.lemmas, others)
        return found

    @cached_property
    def _english(self) -> dict[Lemmas, list[RelatedTerm]]:
        found: dict[Lemmas, list[RelatedTerm]] = {}
        for term, meanings in self._lists.english.items():
            words = tuple(_english(word) for word in term.lower().split() if word not in self._stop)
            self._add(found, words, (self._term(meaning) for meaning in meanings))
        return found

    def spoken(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """The words of a question that say what it is about: without English function words when it is in English,
        that is when it has such words and no Swedish ones."""
        english = [plain(token.surface) in self._stop for token in tokens]
        swedish = [token.stop and not is_english for token, is_english in zip(tokens, english, strict=True)]
        if not any(english) or any(swedish) or all(english):
            return tuple(tokens)
        return tuple(token for token, is_english in zip(tokens, english, strict=True) if not is_english)

    def related(self, tokens: Sequence[Token]) -> tuple[tuple[RelatedTerm, ...], ...]:
        """For each of these content words, in order, the terms related to it or to the longest term it is part of."""
        lemmas = [self._analyser.keys(token).lemmas[-1] for token in tokens]
        english = [_english(plain(token.surface)) for token in tokens]
        known = [self._analyser.known(token.surface) for token in tokens]
        found: list[tuple[RelatedTerm, ...]] = [()] * len(tokens)
        start = 0
        while start < len(tokens):
            for end in range(min(len(tokens), start + LONGEST), start, -1):
                terms = list(self._swedish.get(tuple(lemmas[start:end]), ()))
                if end - start > 1 or not known[start]:  # *fall* and *support* are Swedish, too
                    terms += self._english.get(tuple(english[start:end]), ())
                if terms:
                    found[start:end] = [tuple(terms[:MOST])] * (end - start)
                    start = end - 1
                    break
            start += 1
        return tuple(found)

    def _term(self, term: str) -> RelatedTerm:
        return RelatedTerm(term, tuple(Analyser.body(self._analyser.analyse(term))))

    @staticmethod
    def _add(table: dict[Lemmas, list[RelatedTerm]], key: Lemmas, terms: Iterable[RelatedTerm]) -> None:
        known = table.setdefault(key, []) if key else []
        known += [term for term in terms if term.lemmas not in {other.lemmas for other in known}]


def _english(word: str) -> str:
    """An English word in lower case without the endings of plural and genitive."""
    word = word.removesuffix("'s").removesuffix("'")
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
