"""When a text has a word or a run of words. The same rule finds reports, marks the find and explains it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.engines.backend import PARTS, PASSAGE_FIELD
from indexer.engines.nodes import And, Boost, Node, Nothing, Or, Phrase, Prefix, Term
from indexer.engines.weights import RankingWeights
from models.language.analysis import Keys, Word
from models.language.families import RelatedTerm
from models.language.folding import fold
from models.language.tokens import Token, plain


class Explanation(NamedTuple):
    """The words as they stand in the text; the parts that made the find (() when the word stood there whole); whether
    they are a related term and not the word itself."""

    matched: str
    parts: tuple[str, ...]
    related: bool = False


class Words:
    """A text read for many rules: its words that any of them asks for, in order; `numbers` are theirs among all words
    that are no stop words, `lemmas` and `keys` tell which word has each first."""

    __slots__ = ("keys", "lemmas", "numbers", "tokens")

    def __init__(self, read: Sequence[tuple[int, Token]]) -> None:
        self.numbers = [number for number, _ in read]
        self.tokens = [token for _, token in read]
        self.lemmas: dict[str, int] = {}
        self.keys: dict[str, int] = {}
        for number, token in enumerate(self.tokens):
            self.lemmas.setdefault(token.lemma, number)
            for key in token.keys:
                self.keys.setdefault(key, number)

    def bearer(self, part: str) -> int | None:
        """The first word that is `part` or has it as a part."""
        return min((table[part] for table in (self.lemmas, self.keys) if part in table), default=None)


@dataclass(frozen=True, slots=True)
class WordRule:
    """One word of the query: its lemma stands in the text, or one of its keys among the parts, or all its parts, or a
    related term."""

    keys: Keys
    related: tuple[RelatedTerm, ...] = ()

    @property
    def word(self) -> str:
        """The word as asked."""
        return self.keys.word

    def node(self, field: str, weights: RankingWeights) -> Node:
        """The rule for one analysed field."""
        lemmas = [Term(field, lemma) for lemma in self.keys.lemmas]
        parts = [Boost(Term(field + PARTS, key), weights.parts) for key in self.keys.parts]
        related = [Boost(_term_node(term, field, weights), weights.related) for term in self.related]
        if not self.keys.compound:
            return Or((*lemmas, *parts, *related))
        apart = And(tuple(Or((Term(field, part), Term(field + PARTS, part))) for part in self.keys.compound))
        return Or((*lemmas, *parts, Boost(apart, weights.compound), *related))

    def explain(self, text: Words) -> Explanation | None:
        """How a text has the word, or else a related term; None when it has neither."""
        return self._itself(text) or next(filter(None, (_term_found(term, text) for term in self.related)), None)

    def _itself(self, text: Words) -> Explanation | None:
        first = min((text.lemmas[lemma] for lemma in self.keys.lemmas if lemma in text.lemmas), default=None)
        if first is not None:
            return Explanation(text.tokens[first].surface, ())
        first = min((text.keys[key] for key in self.keys.parts if key in text.keys), default=None)
        if first is not None:
            token = text.tokens[first]
            inside = any(piece.lemma in self.keys.parts for piece in token.pieces)
            return Explanation(token.surface, token.parts if inside else ())
        bearers = {text.bearer(part) for part in self.keys.compound}
        places = sorted(number for number in bearers if number is not None)
        if places and len(places) == len(bearers):
            return Explanation(" … ".join(text.tokens[number].surface for number in places), self.keys.compound)
        return None


@dataclass(frozen=True, slots=True)
class RunRule:
    """Words that belong together, a phrase or a reference to a law: their lemmas stand side by side in the text, stop
    words between them not counted. `word` is the run as asked."""

    word: str
    lemmas: tuple[str, ...]

    def node(self, field: str, weights: RankingWeights | None = None) -> Node:  # noqa: ARG002 – as WordRule's
        """The rule for one analysed field."""
        return Phrase(field, self.lemmas) if len(self.lemmas) > 1 else Term(field, self.lemmas[0])

    def explain(self, text: Words) -> Explanation | None:
        """How a text has the run, None when it has it not."""
        place = next(self.places(text), None)
        return None if place is None else Explanation(" ".join(token.surface for token in place), ())

    def places(self, text: Words) -> Iterator[tuple[Token, ...]]:
        """Every place where the run stands, as its tokens."""
        if not all(lemma in text.lemmas for lemma in self.lemmas):
            return
        length = len(self.lemmas)
        for i in range(text.lemmas[self.lemmas[0]], len(text.tokens) - length + 1):
            place, together = text.tokens[i : i + length], text.numbers[i + length - 1] - text.numbers[i] == length - 1
            if together and all(token.lemma == lemma for token, lemma in zip(place, self.lemmas, strict=True)):
                yield tuple(place)


@dataclass(frozen=True, slots=True)
class BeginningRule:
    """Words that begin so (`hemlös*`), and parts of compounds. `word` is what was asked for, the asterisk included."""

    word: str
    beginning: str

    def node(self, field: str, weights: RankingWeights) -> Node:
        """The rule for one analysed field."""
        parts = (self.beginning, "~" + fold(self.beginning))
        return Or(
            (Prefix(field, self.beginning), *(Boost(Prefix(field + PARTS, part), weights.parts) for part in parts))
        )

    def explain(self, text: Words) -> Explanation | None:
        """The first word of the text that begins so."""
        return next((Explanation(token.surface, ()) for token in text.tokens if self.fits(token)), None)

    def fits(self, word: Token | Word) -> bool:
        """Whether a word of a text, which is no stop word, begins so."""
        return any(form.startswith(self.beginning) for form in (word.lemma, *word.parts, plain(word.surface)))


@dataclass(frozen=True, slots=True)
class EitherRule:
    """One of several is enough."""

    rules: "tuple[Rule, ...]"

    @property
    def word(self) -> str:
        """The alternatives as asked."""
        return " / ".join(rule.word for rule in self.rules)

    def node(self, field: str, weights: RankingWeights) -> Node:
        """The rule for one analysed field."""
        return Or(tuple(rule.node(field, weights) for rule in self.rules))

    def explain(self, text: Words) -> Explanation | None:
        """How a text has the first of them that it has."""
        return next(filter(None, (rule.explain(text) for rule in self.rules)), None)


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A rule that holds in one field of a report only."""

    rule: "Rule"
    field: str

    @property
    def word(self) -> str:
        """The words as asked."""
        return self.rule.word

    def node(self, field: str, weights: RankingWeights) -> Node:
        """The rule for one analysed field; passages are of the body."""
        here = field == self.field or (field == PASSAGE_FIELD and self.field == "body")
        return self.rule.node(field, weights) if here else Nothing()

    def explain(self, text: Words) -> Explanation | None:
        """How the text of the field has it."""
        return self.rule.explain(text)


Rule = WordRule | RunRule | BeginningRule | EitherRule | FieldRule


def leaves(rule: Rule) -> Iterator[WordRule | RunRule | BeginningRule]:
    """The simple rules that a rule is made of."""
    if isinstance(rule, EitherRule):
        for inner in rule.rules:
            yield from leaves(inner)
    elif isinstance(rule, FieldRule):
        yield from leaves(rule.rule)
    else:
        yield rule


def _term_node(term: RelatedTerm, field: str, weights: RankingWeights) -> Node:
    """A related term in one field: its words side by side, or its one word, also as a part of a compound."""
    if len(term.lemmas) > 1:
        return Phrase(field, term.lemmas)
    (lemma,) = term.lemmas
    return Or((Term(field, lemma), Boost(Term(field + PARTS, lemma), weights.parts)))


def _term_found(term: RelatedTerm, text: Words) -> Explanation | None:
    if len(term.lemmas) > 1:
        found = RunRule(term.term, term.lemmas).explain(text)
        return None if found is None else found._replace(related=True)
    first = text.bearer(term.lemmas[0])
    return None if first is None else Explanation(text.tokens[first].surface, (), related=True)
