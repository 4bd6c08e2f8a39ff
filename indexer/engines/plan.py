"""From the words a reader typed (`indexer.engines.pieces`) to query nodes. No text is an error: what is not understood
is plain words. The numbers of a reference to a law (5 kap. 1 § SoL) mean nothing apart from each other.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.engines.backend import GRAMS_FIELD, NAME_FIELD
from indexer.engines.collation import title_key
from indexer.engines.nodes import And, AtLeast, Boost, Everything, Filter, Node, Not, Nothing, Or, Term, Years
from indexer.engines.pieces import Piece, pieces
from indexer.engines.rules import BeginningRule, EitherRule, FieldRule, Rule, RunRule, WordRule, leaves
from indexer.engines.weights import RankingWeights
from models.language.analysis import Analyser
from models.language.families import Families
from models.language.tokens import Token, plain
from models.search import MAX_QUERY

_UNSAFE = re.compile("[\ud800-\udfff\x00]")  # what no index can store, so no query can find
ALL_BUT_ONE_FROM = 4
"""From this many words on, a report may lack one of them and still be found by words (docs/architecture.md)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a query asks for.

    Attributes:
        words: what a report is to have to be found by words; a reference to a law counts as one word.
        pairs: lemmas of words that stand side by side in it.
        phrases: what must stand there: phrases, and what is asked for in one field.
        without: what must not.
        years: the years that it must, or must not, be of.
        grams: runs of letters of all words that are asked for.
        meaning: the text that is compared by meaning.
        cut: whether the query was too long.
    """

    words: tuple[Rule, ...]
    pairs: tuple[RunRule, ...]
    phrases: tuple[Rule, ...]
    without: tuple[Rule, ...]
    years: tuple[Node, ...]
    grams: tuple[str, ...]
    meaning: str
    cut: bool

    @property
    def named(self) -> tuple[Rule, ...]:
        """What is scored, marked and explained."""
        return (*self.words, *self.phrases)

    @property
    def related(self) -> tuple[str, ...]:
        """The terms that are looked for beside the words of the query, in their order."""
        simple = (leaf for rule in self.words for leaf in leaves(rule))
        terms = (term.term for leaf in simple if isinstance(leaf, WordRule) for term in leaf.related)
        return tuple(dict.fromkeys(terms))

    @property
    def strict(self) -> bool:
        """Whether there are demands that also hits by meaning must fulfil."""
        return bool(self.phrases or self.without or self.years)

    def by_words(self, fields: Mapping[str, float], weights: RankingWeights) -> Node:
        """What a report must have to be found by words: every word (of four or more, all but one) and every demand;
        or its title is what was asked for (which may be made of stop words).

        Args:
            fields: field → boost.
            weights: how much a part or a compound taken apart counts beside the word itself.
        """
        words = tuple(_anywhere(rule, fields, weights) for rule in self.words)
        phrases = tuple(_anywhere(rule, fields, weights) for rule in self.phrases)
        if not words and not phrases:
            limits = self._shut_out(fields, weights)
            return And((Everything(), *limits)) if limits else self._name()
        least = len(words) - 1 if len(words) >= ALL_BUT_ONE_FROM else len(words)
        asked = (Or((AtLeast(least, words), self._name())),) if words else ()
        return And((*asked, *phrases, *self._shut_out(fields, weights)))

    def score(self, fields: Mapping[str, float], weights: RankingWeights) -> Node:
        """How well a report, found in whatever way, answers in words: it matches everything, and adds up each word it
        has, each pair of words that stand side by side in it as they do in the query, and its title if that was asked
        for. (Pairs: the sequential dependence model of Metzler and Croft, 2005, without its unordered windows.) Runs of
        letters weigh for whatever is nearly spelt or built as the words that were asked for."""
        words = tuple(
            Boost(_anywhere(rule, fields, weights), weights.runs if isinstance(rule, RunRule) else 1.0)
            for rule in self.named
        )
        pairs = tuple(Boost(_anywhere(pair, fields, weights), weights.pairs) for pair in self.pairs)
        grams = tuple(Term(GRAMS_FIELD, gram) for gram in self.grams)
        letters = (Boost(Or(grams), weights.grams),) if grams else ()
        return Or((Everything(), *words, *pairs, *letters, Boost(self._name(), fields["title"])))

    def some_words(self, fields: Mapping[str, float], weights: RankingWeights) -> Node:
        """What has at least one of the words or phrases, and nothing that is shut out."""
        some = tuple(_anywhere(rule, fields, weights) for rule in self.named)
        return And((Or((*some, self._name())), *self._shut_out(fields, weights)))

    def demands(self, fields: Mapping[str, float], weights: RankingWeights) -> Node:
        """What also a hit by meaning must fulfil: phrases stand there, shut-out words do not, the years
        are right. Without score."""
        phrases = tuple(Filter(_anywhere(rule, fields, weights)) for rule in self.phrases)
        return And((Everything(), *phrases, *self._shut_out(fields, weights)))

    def any_word(self, field: str, weights: RankingWeights) -> Node:
        """What a passage must have to be shown: at least one of the words or phrases."""
        return Or(tuple(rule.node(field, weights) for rule in self.named)) if self.named else Nothing()

    def _name(self) -> Node:
        key = title_key(self.meaning)
        return Term(NAME_FIELD, key) if key else Nothing()

    def _shut_out(self, fields: Mapping[str, float], weights: RankingWeights) -> tuple[Node, ...]:
        """The words that must not stand there, and the years."""
        return (*(Not(_anywhere(rule, fields, weights)) for rule in self.without), *self.years)


def read_query(text: str, analyser: Analyser, families: Families | None = None) -> Plan:
    """Understand a query; `families` find terms related to its words, None when only its own words count. Over
    `MAX_QUERY` characters it is cut, at a word's end where there is one."""
    clean = _UNSAFE.sub(" ", text)
    cut = len(clean) > MAX_QUERY
    if cut:
        clean = clean[:MAX_QUERY].rsplit(None, 1)[0] if " " in clean[:MAX_QUERY].strip() else clean[:MAX_QUERY]
    reading = _Reading(analyser, families)
    for piece in pieces(clean):
        reading.take(piece)
    reading.end_run()
    words = {_content(rule): rule for rule in reversed(reading.words())}
    return Plan(
        words=tuple(reversed(words.values())),
        pairs=tuple(RunRule(" ".join(pair), pair) for pair in dict.fromkeys(reading.pairs)),
        phrases=tuple(dict.fromkeys(reading.phrases())),
        without=tuple(dict.fromkeys(reading.without)),
        years=tuple(reading.years),
        grams=tuple(reading.grams),
        meaning=analyser.restore(" ".join(reading.meaning).strip()),
        cut=cut,
    )


@dataclass(slots=True)
class _Group:
    """Rules of which one is enough. `demanded` also of hits by meaning."""

    rules: list[Rule]
    demanded: bool


class _Reading:
    """What has been understood of the pieces so far."""

    def __init__(self, analyser: Analyser, families: Families | None) -> None:
        self._analyser = analyser
        self._families = families
        self._run: list[Token] = []
        self._either: list[Token] = []
        self.groups: list[_Group] = []
        self.pairs: list[tuple[str, str]] = []
        self.without: list[Rule] = []
        self.years: list[Node] = []
        self.grams: dict[str, None] = {}
        self.meaning: list[str] = []

    def take(self, piece: Piece) -> None:
        """Understand one piece more."""
        if piece.kind == "year":
            within = Filter(Years(*piece.years))
            self.years.append(Not(within) if piece.minus else within)
            return
        tokens = self._analyser.analyse(piece.text)
        if not piece.minus and piece.field != "details":
            self.meaning.append(piece.text)
        if piece.kind == "words" and not piece.minus and not piece.field:
            content = [token for token in tokens if not token.stop]
            self._either += content[:1] if piece.either else []
            self._run += tokens
            return
        self.end_run()
        rules = self._rules(piece, [token for token in tokens if not token.stop])
        if piece.minus:
            self.without += rules
            return
        self.grams |= dict.fromkeys(self._analyser.grams(tokens))
        for rule in rules:
            self._add(rule, either=piece.either, demanded=piece.kind == "phrase" or bool(piece.field))

    def end_run(self) -> None:
        """Make rules of the plain words that stood side by side."""
        spoken = self._families.spoken(self._run) if self._families else self._run
        content = [token for token in spoken if not token.stop]
        related = self._families.related(content) if self._families else ((),) * len(content)
        for token, terms in zip(content, related, strict=True):
            self._add(WordRule(self._analyser.keys(token), terms), either=any(token is one for one in self._either))
        self.pairs += pairwise(self._lemmas(content))
        self.grams |= dict.fromkeys(self._analyser.grams(content))
        self._run, self._either = [], []

    def words(self) -> list[Rule]:
        """What a report is to have, in order."""
        groups = [group.rules for group in self.groups if not group.demanded]
        return [EitherRule(tuple(rules)) if len(rules) > 1 else rules[0] for rules in groups]

    def phrases(self) -> list[Rule]:
        """What must stand in it."""
        return [group.rules[0] for group in self.groups if group.demanded]

    def _add(self, rule: Rule, *, either: bool, demanded: bool = False) -> None:
        if either and self.groups:
            self.groups[-1].rules.append(rule)
            self.groups[-1].demanded = False
        else:
            self.groups.append(_Group([rule], demanded))

    def _rules(self, piece: Piece, tokens: Sequence[Token]) -> list[Rule]:
        rules: list[Rule] = []
        if piece.kind == "beginning":
            rules = [BeginningRule(f"{piece.text}*", plain(piece.text))]
        elif tokens:
            rules = [RunRule(piece.text, self._lemmas(tokens))]
        return [FieldRule(rule, piece.field) for rule in rules] if piece.field else rules

    def _lemmas(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        # The last lemma is the likelier one: of a word typed without å ä ö it is the word that was meant.
        return tuple(self._analyser.keys(token).lemmas[-1] for token in tokens)


def _content(rule: Rule) -> object:
    """What a rule looks for: the same for *barn* and *barnen*, which are one word of a query."""
    return (rule.keys.lemmas, rule.keys.parts, rule.keys.compound) if isinstance(rule, WordRule) else rule


def _anywhere(rule: Rule, fields: Mapping[str, float], weights: RankingWeights) -> Node:
    return Or(tuple(Boost(rule.node(field, weights), boost) for field, boost in fields.items()))
