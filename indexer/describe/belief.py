"""How far a report is believed to be about an area or a group of people: a logistic model over the signs found.

Each concept with a sign is a candidate, and so is one that follows from another with a sign (an area from a named
method, a group from an area); a claim always has the words of that sign. The weights are learnt from judged documents
by benchmarks/belief.py and stand in config/taxonomy/weights.toml; more evidence never makes a belief smaller.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from config.taxonomy import Taxonomy
from indexer.describe.classify import ORDER, allowed, grounds
from indexer.describe.evidence import FRONT, PASSING, PEOPLE, Evidence, asked_nearby, before_turn, named_aside
from indexer.describe.people import STAFF, WORK, looked_at, without_plain_staff
from indexer.describe.roles import Role, roles_of
from indexer.describe.signs import Analysed
from indexer.describe.weights import BeliefWeights, DescribeWeights, Level
from models.claim import Claim, Field, Source

SHORT = 60
"""Words up to which a text counts as short; `long` is the logarithm of how many times longer it is."""
RIVAL = 2.0
"""Points from which another concept crowds the facet."""
NAMES = ("title", "aim", "opening")
"""Roles in which a sign of several words says more than one word."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept that a report may be about. `branch`: the features are those of all that lies below it, too. `evidence`
    are the signs shown for it, `rule` how they speak for it."""

    concept: str
    branch: bool
    features: Mapping[str, float]
    evidence: Evidence
    rule: str


def belief(candidate: Candidate, weights: BeliefWeights) -> float:
    """How likely the report is about the concept, 0–1."""
    total = sum(weight * candidate.features.get(name, 0.0) for name, weight in weights.features.items())
    return 1.0 / (1.0 + math.exp(-total))


def candidates(
    facet: Field, text: Analysed, found: Mapping[str, Evidence], taxonomy: Taxonomy, weights: DescribeWeights
) -> list[Candidate]:
    """The candidates of the area or the group; each top concept once for its branch."""
    mine = allowed(facet, found, taxonomy)
    implied = _areas_of_methods(found, taxonomy, weights) if facet == "area" else {}
    staff: set[str] = set()
    work = 0.0
    if facet == "group":
        mine = without_plain_staff(mine)
        implied, work = _groups_of_areas(text, found, taxonomy, weights)
        sure = {concept: evidence for concept, evidence in mine.items() if evidence.strong}
        staff = looked_at(text, sure, found, taxonomy, weights.medium)
    facts = _Facts(text, mine, implied, staff, work, taxonomy)
    return facts.candidates()


def believed_claims(
    facet: Field, text: Analysed, found: Mapping[str, Evidence], taxonomy: Taxonomy, weights: DescribeWeights,
    source: Source,
) -> list[Claim]:  # fmt: skip
    """The claims of the area or the group, the surest first. Where none is sure enough, what is believed most counts if
    it is not quite unlikely: a report is about something and somebody."""
    mine = weights.belief[facet]
    believed = {(c.concept, c.branch): (belief(c, mine), c) for c in candidates(facet, text, found, taxonomy, weights)}
    best = max((b for b, _ in believed.values()), default=0.0)
    least = mine.medium if best >= mine.medium else max(best, mine.nearest)
    chosen: dict[str, tuple[Level, float, Candidate]] = {}
    for b, candidate in believed.values():
        level: Level = "high" if b >= mine.high else "medium" if b >= least else "low"
        for value in filter(None, (candidate.concept, taxonomy.concepts[candidate.concept].parent)):
            known = chosen.get(value)
            if known is None or (ORDER[level], -b) < (ORDER[known[0]], -known[1]):
                chosen[value] = (level, b, candidate)
    ranked = sorted(chosen.items(), key=lambda item: (ORDER[item[1][0]], -item[1][1], item[0]))
    claims: list[Claim] = []
    for value, (level, _, candidate) in ranked:
        claims += grounds(facet, value, text, candidate.evidence, weights.confidence[level], source, candidate.rule)
    return claims


def _areas_of_methods(
    found: Mapping[str, Evidence], taxonomy: Taxonomy, weights: DescribeWeights
) -> dict[str, tuple[float, Evidence, str]]:
    """The first area of each named method in front, with how clearly it is named."""
    implied: dict[str, tuple[float, Evidence, str]] = {}
    for concept, evidence in found.items():
        for area in taxonomy.concepts[concept].areas[:1] if evidence.front else ():
            clear = min(1.0, evidence.points / weights.medium)
            if clear > implied.get(area, (0.0,))[0]:
                implied[area] = (clear, evidence, "follows from the method")
    return implied


def _groups_of_areas(
    text: Analysed, found: Mapping[str, Evidence], taxonomy: Taxonomy, weights: DescribeWeights
) -> tuple[dict[str, tuple[float, Evidence, str]], float]:
    """Whom the areas are for, with the belief in the area; and the belief that the work itself is the subject."""
    implied: dict[str, tuple[float, Evidence, str]] = {}
    work = 0.0
    for area in candidates("area", text, found, taxonomy, weights):
        sure = belief(area, weights.belief["area"])
        if area.concept in WORK:
            work = max(work, sure)
        for group in taxonomy.concepts[area.concept].groups:
            if sure > implied.get(group, (0.0,))[0]:
                implied[group] = (sure, area.evidence, "follows from the area")
    return implied, work


class _Facts:
    """What is known of all candidates of a facet in one text."""

    def __init__(
        self, text: Analysed, mine: Mapping[str, Evidence], implied: Mapping[str, tuple[float, Evidence, str]],
        staff: set[str], work: float, taxonomy: Taxonomy,
    ) -> None:  # fmt: skip
        self._text, self._mine, self._implied = text, mine, implied
        self._staff, self._work, self._taxonomy = staff, work, taxonomy
        self._roles: list[Role] = roles_of(text.sentences)
        self._aside = named_aside(text)
        passing = [n for n, sentence in enumerate(text.sentences) if sentence.place in PASSING]
        self._first, self._count = min(passing, default=0), max(1, len(passing))
        words = sum(len(sentence.text.split()) for sentence in text.sentences)
        self._long = math.log(max(words, SHORT) / SHORT)

    def candidates(self) -> list[Candidate]:
        """Every concept with a sign or that follows from one, and each branch of such."""
        values = sorted({*self._mine, *self._implied})
        branches: dict[str, list[str]] = defaultdict(list)
        for value in values:
            branches[self._taxonomy.top(value)].append(value)
        made = [self._candidate([v], branch=False) for v in values if self._taxonomy.concepts[v].parent]
        return made + [self._candidate(below, branch=True) for below in branches.values()]

    def _candidate(self, values: Sequence[str], *, branch: bool) -> Candidate:
        concept = self._taxonomy.top(values[0]) if branch else values[0]
        signs = [self._mine[value] for value in values if value in self._mine]
        implied = [self._implied[value] for value in values if value in self._implied]
        points = max((evidence.points for evidence in signs), default=0.0)
        rivals = self._rivals(concept, values, branch=branch)
        staff = self._taxonomy.top(concept) == STAFF
        features = self._signs(signs) | {
            "bias": 1.0,
            "kin": float(bool(signs) and not any(evidence.strong for evidence in signs)),
            "share": min(1.0, points / max(rivals)) if rivals else float(points > 0),
            "crowd": math.log(1 + sum(rival >= RIVAL for rival in rivals)),
            "long": self._long,
            "implied": max((sure for sure, _, _ in implied), default=0.0),
            "staff": float(staff),
            "looked_at": float(not self._staff.isdisjoint(values)),
            "work": self._work if staff else 0.0,
        }
        if signs:
            return Candidate(concept, branch, features, max(signs, key=lambda e: e.points), "words for it")
        _, evidence, rule = max(implied, key=lambda item: item[0])
        return Candidate(concept, branch, features, evidence, rule)

    def _rivals(self, concept: str, values: Sequence[str], *, branch: bool) -> list[float]:
        """The points of the others: for a branch those of each other branch, else of all but what narrows it or what it
        narrows."""
        taxonomy = self._taxonomy
        if branch:
            others: dict[str, float] = {}
            for other, evidence in self._mine.items():
                if taxonomy.top(other) != concept:
                    others[taxonomy.top(other)] = max(others.get(taxonomy.top(other), 0.0), evidence.points)
            return list(others.values())
        near = {*values, taxonomy.concepts[concept].parent}
        return [evidence.points for other, evidence in self._mine.items() if other not in near]

    def _signs(self, signs: Iterable[Evidence]) -> dict[str, float]:
        """The features that tell where signs stand: for each role the strongest, how early, in how many sentences."""
        features: dict[str, float] = defaultdict(float)
        sentences: set[int] = set()
        for evidence in signs:
            for _, hit, place in evidence.hits:
                role = self._roles[hit.sentence]
                worth = 1.0 if hit.sign.strength == "strong" else 0.5
                if before_turn(self._text, hit, self._aside):
                    worth /= 2
                people = hit.sign.concept.startswith(PEOPLE) and role != "title"
                asked = people and place in (*FRONT, "method") and asked_nearby(self._text, hit)
                name = "asked" if asked else role
                features[name] = max(features[name], worth)
                if place in FRONT or role == "method":
                    sentences.add(hit.sentence)
                if place in PASSING and not asked:
                    early = 1.0 - (hit.sentence - self._first) / self._count
                    features["early"] = max(features["early"], early)
                if role in NAMES and (" " in hit.sign.words):
                    features["phrase"] = 1.0
        features["again"] = math.log(max(1, len(sentences)))
        return dict(features)
