"""From the words a reader typed to query nodes. No text is an error: what is not understood is plain words.

Understood are "phrases" in quotation marks, words or phrases shut out by a minus sign (`-word`), and references to laws
(5 kap. 1 § SoL), whose numbers mean nothing apart from each other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from indexer.engines.backend import GRAMS_FIELD, NAME_FIELD
from indexer.engines.collation import title_key
from indexer.engines.nodes import And, AtLeast, Boost, Everything, Filter, Node, Not, Nothing, Or, Term
from indexer.engines.rules import Rule, RunRule, WordRule
from indexer.engines.weights import RankingWeights
from models.language.analysis import Analyser
from models.language.families import Families
from models.language.tokens import Token
from models.search import MAX_QUERY

_PIECE = re.compile(
    r"""
      (?P<minus>(?<!\S)-(?=["”“\w]))?
      (?: ["”“](?P<phrase>[^"”“]*)["”“]
        | (?P<law>(?<!\w)(?:\d+\s*[a-z]?\s*kap\b\.?\s*)?\d+\s*[a-z]?\s*§{1,2}    # 5 kap. 9 a §, 14 §
                |(?<!\w)\d+\s*[a-z]?\s*kap\b\.?)                                # 5 kap.
        | (?P<word>[^\s"”“]+)
        | (?P<stray>["”“]) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNSAFE = re.compile("[\ud800-\udfff\x00]")  # what no index can store, so no query can find
ALL_BUT_ONE_FROM = 4
"""From this many words on, a report may lack one of them and still be found by words (docs/architecture.md)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a query asks for.

    Attributes:
        words: what a report is to have to be found by words; a reference to a law counts as one word.
        pairs: lemmas of words that stand side by side in it.
        phrases: what must stand there.
        without: what must not.
        grams: runs of letters of all words that are asked for.
        meaning: the text that is compared by meaning.
        cut: whether the query was too long.
    """

    words: tuple[Rule, ...]
    pairs: tuple[RunRule, ...]
    phrases: tuple[RunRule, ...]
    without: tuple[RunRule, ...]
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
        terms = (term.term for rule in self.words if isinstance(rule, WordRule) for term in rule.related)
        return tuple(dict.fromkeys(terms))

    @property
    def strict(self) -> bool:
        """Whether there are demands that also hits by meaning must fulfil."""
        return bool(self.phrases or self.without)

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
            return And((Everything(), *self._shut_out(fields, weights))) if self.without else self._name()
        least = len(words) - 1 if len(words) >= ALL_BUT_ONE_FROM else len(words)
        asked = (Or((AtLeast(least, words), self._name())),) if words else ()
        return And((*asked, *phrases, *self._shut_out(fields, weights)))

    def score(self, fields: Mapping[str, float], weights: RankingWeights) -> Node:
        """How well a report, found in whatever way, answers in words: it matches everything, and adds up each word it
        has, each pair of words that stand side by side in it as they do in the query, and its title if that was asked
        for. (Pairs: the sequential dependence model of Metzler and Croft, 2005, without its unordered windows.) Runs of
        letters weigh for whatever is nearly spelt or built as the words that were asked for."""
        words = tuple(_anywhere(rule, fields, weights) for rule in self.named if isinstance(rule, WordRule))
        words += tuple(
            Boost(_anywhere(rule, fields, weights), weights.runs) for rule in self.named if isinstance(rule, RunRule)
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
        """What also a hit by meaning must fulfil: phrases stand there, shut-out words do not. Without score."""
        phrases = tuple(Filter(_anywhere(rule, fields, weights)) for rule in self.phrases)
        return And((Everything(), *phrases, *self._shut_out(fields, weights)))

    def any_word(self, field: str, weights: RankingWeights) -> Node:
        """What a passage must have to be shown: at least one of the words or phrases."""
        return Or(tuple(rule.node(field, weights) for rule in self.named)) if self.named else Nothing()

    def _name(self) -> Node:
        key = title_key(self.meaning)
        return Term(NAME_FIELD, key) if key else Nothing()

    def _shut_out(self, fields: Mapping[str, float], weights: RankingWeights) -> tuple[Node, ...]:
        return tuple(Not(_anywhere(rule, fields, weights)) for rule in self.without)


def read_query(text: str, analyser: Analyser, families: Families | None = None) -> Plan:
    """Understand a query; `families` find terms related to its words, None when only its own words count. Over
    `MAX_QUERY` characters it is cut, at a word's end where there is one."""
    clean = _UNSAFE.sub(" ", text)
    cut = len(clean) > MAX_QUERY
    if cut:
        clean = clean[:MAX_QUERY].rsplit(None, 1)[0] if " " in clean[:MAX_QUERY].strip() else clean[:MAX_QUERY]
    words: list[Rule] = []
    runs: list[list[Token]] = [[]]
    phrases: list[RunRule] = []
    without: list[RunRule] = []
    meaning: list[str] = []
    grams: dict[str, None] = {}
    for match in _PIECE.finditer(clean):
        piece = match["word"] or match["law"] or match["phrase"] or ""
        whole = analyser.analyse(piece)
        tokens = [token for token in whole if not token.stop]
        # The last lemma is the likelier one: of a word typed without å ä ö it is the word that was meant.
        run = [RunRule(piece, tuple(analyser.keys(token).lemmas[-1] for token in tokens))] if tokens else []
        if match["minus"]:
            without += run
            continue
        meaning.append(piece)
        if match["phrase"] is not None or match["law"]:
            grams |= dict.fromkeys(analyser.grams(tokens))
            phrases += run if match["phrase"] is not None else []
            words += run if match["law"] else []
            runs.append([])
        else:
            runs[-1] += whole
    plain: list[str] = []
    for tokens in runs:
        spoken = [token for token in (families.spoken(tokens) if families else tokens) if not token.stop]
        grams |= dict.fromkeys(analyser.grams(spoken))
        related = families.related(spoken) if families else ((),) * len(spoken)
        words += [WordRule(analyser.keys(token), terms) for token, terms in zip(spoken, related, strict=True)]
        plain += [analyser.keys(token).lemmas[-1] for token in spoken]
    different: dict[object, Rule] = {}
    for rule in words:
        different.setdefault(_content(rule), rule)
    return Plan(
        words=tuple(different.values()),
        pairs=tuple(RunRule(" ".join(pair), pair) for pair in dict.fromkeys(pairwise(plain))),
        phrases=tuple({rule.lemmas: rule for rule in phrases}.values()),
        without=tuple({rule.lemmas: rule for rule in without}.values()),
        grams=tuple(grams),
        meaning=analyser.restore(" ".join(meaning).strip()),
        cut=cut,
    )


def _content(rule: Rule) -> object:
    """What a rule looks for: the same for *barn* and *barnen*, which are one word of a query."""
    return rule.lemmas if isinstance(rule, RunRule) else (rule.keys.lemmas, rule.keys.parts, rule.keys.compound)


def _anywhere(rule: Rule, fields: Mapping[str, float], weights: RankingWeights) -> Node:
    return Or(tuple(Boost(rule.node(field, weights), boost) for field, boost in fields.items()))
