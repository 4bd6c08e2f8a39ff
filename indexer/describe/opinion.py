"""A second opinion on type and methods: what the rules claim and what all the words tell, weighed together.

The belief in each concept is a logistic model over both, learnt by benchmarks/wording.py. A claim that the rules did
not make has the sentence that speaks most for it as its words, and is at most medium; one that they made is as sure as
it is believed.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from config.taxonomy import Taxonomy
from indexer.describe.classify import grounds
from indexer.describe.evidence import Evidence
from indexer.describe.signs import Analysed
from indexer.describe.study_type import BY_METHOD, calls_itself
from indexer.describe.weights import BeliefWeights, DescribeWeights, Level
from indexer.describe.wording import NONE, Wording
from models.claim import Claim, Field, Source

FULL = 6.0
"""Points from which signs are as strong as can be."""
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one text: `words` are the log-odds that `wording` gives each concept; `types` and `methods` the
    rules claim."""

    text: Analysed
    wording: Wording
    words: Mapping[str, float]
    found: Mapping[str, Evidence]
    types: Sequence[Claim]
    methods: Sequence[Claim]


def type_features(reading: Reading, weights: DescribeWeights) -> dict[str, Features]:
    """The features of each type, and of none; the rules' main type alone counts as claimed."""
    shown = [claim for claim in reading.types if claim.confidence >= weights.confidence["medium"]]
    first = shown[0] if shown else None
    features: dict[str, Features] = {}
    for concept, score in reading.words.items():
        if not concept.startswith("typ-") and concept != NONE:
            continue
        evidence = reading.found.get(concept)
        mine = first is not None and first.value == concept
        how = "" if first is None or not mine else "method" if first.rule == BY_METHOD else _level(first, weights)
        features[concept] = {
            "words": score,
            "high": float(how == "high"),
            "medium": float(how == "medium"),
            "method": float(how == "method"),
            "points": min(1.0, evidence.points / FULL) if evidence else 0.0,
            "named": float(evidence is not None and calls_itself(reading.text, evidence)),
            "none": float(concept == NONE),
        }
    return features


def method_features(reading: Reading, taxonomy: Taxonomy, weights: DescribeWeights) -> dict[str, Features]:
    """The features of each method."""
    levels = {str(claim.value): _level(claim, weights) for claim in reversed(reading.methods)}
    features: dict[str, Features] = {}
    for concept, score in reading.words.items():
        if not concept.startswith("met-"):
            continue
        features[concept] = {
            "bias": 1.0,
            "words": score,
            "high": float(levels.get(concept) == "high"),
            "medium": float(levels.get(concept) == "medium"),
            "top": float(not taxonomy.concepts[concept].parent),
        }
    return features


def total(features: Features, weights: BeliefWeights) -> float:
    """The features of a concept, weighed."""
    return sum(weight * features[name] for name, weight in weights.features.items())


def type_beliefs(features: Mapping[str, Features], weights: BeliefWeights) -> dict[str, float]:
    """How likely each is the main type; they share 1."""
    totals = {concept: total(mine, weights) for concept, mine in features.items()}
    most = max(totals.values())
    worth = {concept: math.exp(value - most) for concept, value in totals.items()}
    return {concept: value / sum(worth.values()) for concept, value in worth.items()}


def method_beliefs(features: Mapping[str, Features], weights: BeliefWeights) -> dict[str, float]:
    """How likely each method was used."""
    return {concept: 1 / (1 + math.exp(-total(mine, weights))) for concept, mine in features.items()}


def main_type(
    features: Mapping[str, Features], beliefs: Mapping[str, float], weights: BeliefWeights, taxonomy: Taxonomy
) -> str:
    """The likeliest of the likeliest branch, `NONE` where it is hardly believed. Where the report calls itself
    something and the rules claim it, it is of that branch, however little it is believed."""
    branches: dict[str, float] = {}
    for concept, belief in beliefs.items():
        branches[_top(concept, taxonomy)] = branches.get(_top(concept, taxonomy), 0.0) + belief
    own = [
        _top(concept, taxonomy) for concept, mine in features.items() if mine["named"] and mine["high"] + mine["medium"]
    ]
    best = max(own or branches, key=lambda branch: branches[branch])
    main = max((c for c in beliefs if _top(c, taxonomy) == best), key=lambda c: beliefs[c])
    return main if own or beliefs[main] >= weights.nearest else NONE


def type_claims(reading: Reading, taxonomy: Taxonomy, weights: DescribeWeights, source: Source) -> list[Claim]:
    """The main type with its branch first, then what else the rules claim, as far as it is believed."""
    mine = weights.belief["study_type"]
    features = type_features(reading, weights)
    beliefs = type_beliefs(features, mine)
    main = main_type(features, beliefs, mine, taxonomy)
    chosen = [] if main == NONE else [main, *filter(None, [taxonomy.concepts[main].parent])]
    claims: list[Claim] = []
    for value in chosen:
        level: Level = "high" if beliefs[main] >= mine.high else "medium"
        claims += _claims("study_type", value, main, level, reading, reading.types, weights, source)
    low = weights.confidence["low"]
    for claim in reading.types:
        if claim.value not in chosen:
            believed = beliefs.get(str(claim.value), 0.0) >= mine.medium
            claims.append(claim if believed else replace(claim, confidence=low))
    return claims


def method_claims(reading: Reading, taxonomy: Taxonomy, weights: DescribeWeights, source: Source) -> list[Claim]:
    """The methods that are believed, the surest first, each with what is above it; then what else the rules claim."""
    mine = weights.belief["method"]
    beliefs = method_beliefs(method_features(reading, taxonomy, weights), mine)
    chosen: dict[str, tuple[float, str]] = {}
    for concept, belief in sorted(beliefs.items(), key=lambda item: (-item[1], item[0])):
        if belief >= mine.medium:
            for value in filter(None, (concept, taxonomy.concepts[concept].parent)):
                chosen.setdefault(value, (belief, concept))
    claims: list[Claim] = []
    for value, (belief, concept) in chosen.items():
        level: Level = "high" if belief >= mine.high else "medium"
        claims += _claims("method", value, concept, level, reading, reading.methods, weights, source)
    rest = [claim for claim in reading.methods if claim.value not in chosen]
    return claims + [replace(claim, confidence=weights.confidence["low"]) for claim in rest]


def _claims(
    facet: Field, value: str, concept: str, level: Level, reading: Reading, rules: Iterable[Claim],
    weights: DescribeWeights, source: Source,
) -> list[Claim]:  # fmt: skip
    """The claims for a value that is believed for the sake of `concept`: on the grounds of the rules where they have
    some, else on the sentence that speaks most for it."""
    own = [claim for claim in rules if claim.value == value]
    shown = [claim for claim in own if claim.confidence >= weights.confidence["medium"]]
    sure = weights.confidence[level if shown and not reading.text.damaged else "medium"]
    if own:
        return [replace(claim, confidence=sure) for claim in own]
    if value in reading.found:
        return grounds(facet, value, reading.text, reading.found[value], sure, source)
    sentence = reading.text.sentences[reading.wording.strongest(reading.text, concept)]
    return [Claim(facet, value, source, "wording", sure, sentence.page, sentence.text, sentence.place)]


def _level(claim: Claim, weights: DescribeWeights) -> Level:
    levels: tuple[Level, ...] = ("high", "medium")
    return next((level for level in levels if claim.confidence >= weights.confidence[level]), "low")


def _top(concept: str, taxonomy: Taxonomy) -> str:
    return concept if concept == NONE else taxonomy.top(concept)
