"""What a query asks for, as query nodes."""

from dataclasses import dataclass
from functools import lru_cache

from indexer.engines.backend import GRAMS_FIELD, NAME_FIELD
from indexer.engines.collation import title_key
from indexer.engines.nodes import And, AtLeast, Boost, Everything, Filter, Node, Not, Nothing, Or, Term, either
from indexer.engines.rules import Rule, RunRule, WordRule, leaves
from indexer.engines.weights import RankingWeights

ALL_BUT_ONE_FROM = 4
"""From this many words on, a report may lack one of them and still be found by words (docs/architecture.md)."""
PLACES_KEPT = 512
"""Rules whose nodes are kept, some 5 kB each; one question has some ten."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a query asks for.

    Attributes:
        words: what a report is to have to be found by words; a reference to a law counts as one word.
        pairs: lemmas of words that stand side by side in it.
        figures: the same where one of the two is a number, which means nothing apart from the other.
        phrases: what must stand there: phrases, and what is asked for in one field.
        without: what must not.
        years: the years that it must, or must not, be of.
        meant: words in use that may have been meant by words that are none: they weigh, and find nothing by themselves.
        grams: runs of letters of all words that are asked for.
        meaning: the text that is compared by meaning.
        cut: whether the query was too long.
    """

    words: tuple[Rule, ...]
    pairs: tuple[RunRule, ...]
    figures: tuple[RunRule, ...]
    phrases: tuple[Rule, ...]
    without: tuple[Rule, ...]
    years: tuple[Node, ...]
    meant: tuple[WordRule, ...]
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

    def by_words(self, weights: RankingWeights) -> Node:
        """What a report must have to be found by words: every word (of four or more, all but one) and every demand;
        or its title is what was asked for (which may be made of stop words).

        Args:
            weights: the fields and their boosts, and how much a part or a compound taken apart counts beside the word
                itself.
        """
        words = tuple(anywhere(rule, weights) for rule in self.words)
        phrases = tuple(anywhere(rule, weights) for rule in self.phrases)
        if not words and not phrases:
            limits = self._shut_out(weights)
            return And((Everything(), *limits)) if limits else self._name()
        least = len(words) - 1 if len(words) >= ALL_BUT_ONE_FROM else len(words)
        asked = (Or((AtLeast(least, words), self._name())),) if words else ()
        return And((*asked, *phrases, *self._shut_out(weights)))

    def score(self, weights: RankingWeights) -> Node:
        """How well a report, found in whatever way, answers in words: it matches everything, and adds up each word it
        has, each pair of words that stand side by side in it as they do in the query, and its title if that was asked
        for. (Pairs: the sequential dependence model of Metzler and Croft, 2005, without its unordered windows.) Runs of
        letters weigh for whatever is nearly spelt or built as the words that were asked for."""
        words = tuple(
            Boost(anywhere(rule, weights), weights.runs if isinstance(rule, RunRule) else 1.0) for rule in self.named
        )
        pairs = tuple(Boost(anywhere(pair, weights), weights.pairs) for pair in self.pairs)
        pairs += tuple(Boost(anywhere(pair, weights), weights.figures) for pair in self.figures)
        meant = tuple(Boost(anywhere(rule, weights), weights.meant) for rule in self.meant)
        grams = tuple(Term(GRAMS_FIELD, gram) for gram in self.grams)
        letters = (Boost(Or(grams), weights.grams),) if grams else ()
        return Or((Everything(), *words, *pairs, *meant, *letters, Boost(self._name(), weights.fields["title"])))

    def some_words(self, weights: RankingWeights) -> Node:
        """What has at least one of the words or phrases, or what may have been meant, and nothing that is shut out."""
        some = tuple(anywhere(rule, weights) for rule in (*self.named, *self.meant))
        return And((Or((*some, self._name())), *self._shut_out(weights)))

    def demands(self, weights: RankingWeights) -> Node:
        """What also a hit by meaning must fulfil: phrases stand there, shut-out words do not, the years
        are right. Without score."""
        phrases = tuple(Filter(anywhere(rule, weights)) for rule in self.phrases)
        return And((Everything(), *phrases, *self._shut_out(weights)))

    def any_word(self, field: str, weights: RankingWeights) -> Node:
        """What a passage must have to be shown: at least one of the words or phrases."""
        return Or(tuple(rule.node(field, weights) for rule in self.named)) if self.named else Nothing()

    def _name(self) -> Node:
        key = title_key(self.meaning)
        return Term(NAME_FIELD, key) if key else Nothing()

    def _shut_out(self, weights: RankingWeights) -> tuple[Node, ...]:
        """The words that must not stand there, and the years."""
        return (*(Not(anywhere(rule, weights)) for rule in self.without), *self.years)


@lru_cache(PLACES_KEPT)
def anywhere(rule: Rule, weights: RankingWeights) -> Or:
    """A rule for every field of a report. What finds reports and what scores them is made of the same objects, so that
    a backend can know again what it has made of them."""
    return either(Boost(rule.node(field, weights), boost) for field, boost in weights.fields.items())
