"""Signs → claims: method, intervention and outcome, each with its words, page and level."""

from collections.abc import Iterable, Mapping

from config.taxonomy import Taxonomy
from indexer.describe.evidence import Evidence
from indexer.describe.signs import Analysed
from indexer.describe.weights import DescribeWeights, Level
from models.claim import Claim, Field, Place, Source

ORDER: Mapping[Level, int] = {"high": 0, "medium": 1, "low": 2}
GROUNDS = 3
"""Grounds that are kept of one claim."""


def claims_of_facet(
    facet: Field,
    text: Analysed,
    found: Mapping[str, Evidence],
    taxonomy: Taxonomy,
    weights: DescribeWeights,
    source: Source,
) -> list[Claim]:
    """The claims of one facet, strongest first. A claim for a concept implies its parent with the same words and
    confidence, unless the parent has better of its own."""  # fmt: skip
    concepts = taxonomy.concepts
    mine = allowed(facet, found, taxonomy)
    levels: dict[str, tuple[Level, float, Evidence]] = {}
    for concept, evidence in mine.items():
        # what narrows the strongest is no mention beside it
        beside = max((e.points for other, e in mine.items() if other != concepts[concept].parent), default=0.0)
        level = weights.level(facet, evidence.points, beside, front=evidence.front or facet == "method")
        if level == "high" and not evidence.certain:
            level = "medium"
        for value in filter(None, (concept, concepts[concept].parent)):
            known = levels.get(value)
            if known is None or (ORDER[level], -evidence.points) < (ORDER[known[0]], -known[1]):
                levels[value] = (level, evidence.points, evidence)
    ranked = sorted(levels.items(), key=lambda item: (ORDER[item[1][0]], -item[1][1], item[0]))
    claims: list[Claim] = []
    for value, (level, _, evidence) in ranked:
        claims += grounds(facet, value, text, evidence, weights.confidence[level], source)
    return claims


def allowed(facet: Field, found: Mapping[str, Evidence], taxonomy: Taxonomy) -> dict[str, Evidence]:
    """The concepts of a facet that have signs, without those that need another beside them or give way to one."""
    concepts = taxonomy.concepts
    mine = {concept: evidence for concept, evidence in found.items() if concepts[concept].facet == facet}
    mine = {c: e for c, e in mine.items() if not concepts[c].needs or _has(concepts[c].needs, found, taxonomy)}
    return {c: e for c, e in mine.items() if not _has(concepts[c].unless, found, taxonomy)}


def _has(needs: Iterable[str], found: Mapping[str, Evidence], taxonomy: Taxonomy) -> bool:
    wanted = set(needs)
    return any(concept in wanted or taxonomy.concepts[concept].parent in wanted for concept in found)


def grounds(
    facet: Field, value: str, text: Analysed, evidence: Evidence, confidence: float, source: Source,
    rule: str = "words for it",
) -> list[Claim]:  # fmt: skip
    """One claim for each of the weightiest grounds, in different places, all with the same confidence."""
    claims: dict[tuple[int | None, Place], Claim] = {}
    for _, hit, place in evidence.hits:
        sentence = text.sentences[hit.sentence]
        sure = confidence if not hit.folded else min(confidence, 0.8)
        where = (sentence.page, place)
        if where not in claims and len(claims) < GROUNDS:
            quote = text.quote(hit.start, hit.end)
            claims[where] = Claim(facet, value, source, rule, sure, sentence.page, quote, place)
    return list(claims.values())
