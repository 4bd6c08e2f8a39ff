"""From the words a reader typed (`indexer.engines.pieces`) to a plan. No text is an error: what is not understood is
plain words. The numbers of a reference to a law (5 kap. 1 § SoL) mean nothing apart from each other.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, product

from indexer.engines.nodes import Filter, Node, Not, Years
from indexer.engines.pieces import Piece, pieces
from indexer.engines.plan import Plan
from indexer.engines.rules import BeginningRule, EitherRule, FieldRule, Rule, RunRule, WordRule
from models.language.analysis import Analyser, Keys
from models.language.families import Families
from models.language.numbers import is_number, report_number
from models.language.tokens import Token, plain
from models.search import MAX_QUERY

_UNSAFE = re.compile("[\ud800-\udfff\x00]")  # what no index can store, so no query can find


def read_query(
    text: str,
    analyser: Analyser,
    families: Families | None = None,
    instead: Callable[[str], str] = lambda _word: "",
) -> Plan:
    """Understand a query; over `MAX_QUERY` characters it is cut, at a word's end where there is one.

    Args:
        text: as typed.
        analyser: the Swedish analysis.
        families: find terms related to its words; None when only its own words count.
        instead: gives for a word that no dictionary knows the word in use that may have been meant, "" when there is
            none or the word is in use itself.
    """
    clean = _UNSAFE.sub(" ", text)
    cut = len(clean) > MAX_QUERY
    if cut:
        clean = clean[:MAX_QUERY].rsplit(None, 1)[0] if " " in clean[:MAX_QUERY].strip() else clean[:MAX_QUERY]
    reading = _Reading(analyser, families, instead)
    for piece in pieces(clean):
        reading.take(piece)
    reading.end_run()
    words = {_content(rule): rule for rule in reversed(reading.words())}
    return Plan(
        words=tuple(reversed(words.values())),
        pairs=_runs(reading.pairs),
        figures=_runs(reading.figures),
        phrases=tuple(dict.fromkeys(reading.phrases())),
        without=tuple(dict.fromkeys(reading.without)),
        years=tuple(reading.years),
        meant=tuple(reading.meant.values()),
        grams=tuple(reading.grams),
        meaning=reading.compared(),
        cut=cut,
    )


@dataclass(slots=True)
class _Group:
    """Rules of which one is enough. `demanded` also of hits by meaning."""

    rules: list[Rule]
    demanded: bool


class _Reading:
    """What has been understood of the pieces so far."""

    def __init__(self, analyser: Analyser, families: Families | None, instead: Callable[[str], str]) -> None:
        self._analyser = analyser
        self._families = families
        self._instead = instead
        self._run: list[Token] = []
        self._either: list[Token] = []
        self.groups: list[_Group] = []
        self.pairs: list[tuple[str, ...]] = []
        self.figures: list[tuple[str, ...]] = []
        self.without: list[Rule] = []
        self.years: list[Node] = []
        self.meant: dict[str, WordRule] = {}
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
        keys = _numbered([self._analyser.keys(token) for token in content])
        for token, key, terms in zip(content, keys, related, strict=True):
            self._add(WordRule(key, terms), either=any(token is one for one in self._either))
            if other := self._other(token, key):
                (meant,) = self._analyser.analyse(other)
                self.meant[token.surface] = WordRule(self._analyser.keys(meant))
        for forms in pairwise(self._forms(token) for token in content):
            figure = any(is_number(form) for form in chain(*forms))
            (self.figures if figure else self.pairs).extend(product(*forms))
        self.grams |= dict.fromkeys(self._analyser.grams(content))
        self._run, self._either = [], []

    def compared(self) -> str:
        """The text that is compared by meaning: with å ä ö, and with the words that may have been meant."""
        text = self._analyser.restore(" ".join(self.meaning).strip())
        for word, rule in self.meant.items():
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", rule.word, text)
        return text

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

    def _other(self, token: Token, keys: Keys) -> str:
        """The word in use that may have been meant by a word that is none: neither known, nor made of known parts, nor
        merely typed without å ä ö."""
        word = plain(token.surface)
        strange = word.isalpha() and not token.parts and len(keys.lemmas) == 1 and not self._analyser.known(word)
        return self._instead(word) if strange else ""

    def _forms(self, token: Token) -> tuple[str, ...]:
        """The lemmas of a word that may stand beside another: of a number both forms (*12*, *tolv*)."""
        lemmas = self._analyser.keys(token).lemmas
        return lemmas if any(map(is_number, lemmas)) else lemmas[-1:]

    def _lemmas(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        # The last lemma is the likelier one: of a word typed without å ä ö it is the word that was meant.
        return tuple(self._analyser.keys(token).lemmas[-1] for token in tokens)


def _runs(pairs: Iterable[tuple[str, ...]]) -> tuple[RunRule, ...]:
    return tuple(RunRule(" ".join(pair), pair) for pair in dict.fromkeys(pairs))


def _numbered(keys: Sequence[Keys]) -> list[Keys]:
    """The words of a question; where a number and a year stand beside each other (*rapport 4 2011*, *nr 4, 2011*), each
    of the two may also be the report number that they make (`2011:4`)."""
    found = list(keys)
    places = [place for place, key in enumerate(keys) if key.lemmas[-1] != "nummer"]
    for one, other in pairwise(places):
        if number := report_number(keys[one].lemmas[-1], keys[other].lemmas[-1]):
            said = [place for place in range(one - 1, other + 1) if place in (one, other) or place not in places]
            for place in said:
                found[place] = replace(found[place], lemmas=(number, *found[place].lemmas))
    return found


def _content(rule: Rule) -> object:
    """What a rule looks for: the same for *barn* and *barnen*, which are one word of a query."""
    return (rule.keys.lemmas, rule.keys.parts, rule.keys.compound) if isinstance(rule, WordRule) else rule
