"""Signs → claims: area, target group, method, intervention and outcome, each with its words, page and level."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from config.taxonomy import Taxonomy
from indexer.describe.evidence import ASKED_WITHIN, FRONT, Evidence, lemmas_between
from indexer.describe.signs import Analysed
from indexer.describe.weights import DescribeWeights, Level
from models.claim import Claim, Field, Place, Source

ALWAYS = frozenset({"area", "group"})
"""A report is about something and somebody: what comes nearest counts where nothing reaches the mark."""
ORDER: Mapping[Level, int] = {"high": 0, "medium": 1, "low": 2}
STAFF = "mal-personal"
SERVED = frozenset({"brukare", "klient", "patient", "deltagare", "sökande", "boende", "anhörig", "förälder", "kund"})
"""Whom the work is for, in words that name no group."""
WORK = frozenset({"omr-org-kompetens", "omr-org-ledning", "omr-org-kunskap"})
"""Areas that are the work itself: who does it is whom such a report is about."""
AT_WORK = frozenset({
    "arbete", "arbetssätt", "arbetsvillkor", "arbetssituation", "arbetsmiljö", "vardag", "syn", "erfarenhet", "roll",
    "upplevelse", "uppfattning", "bedömning", "kunskap", "villkor", "beslut", "kompetens", "hälsa", "möte", "samtal",
})  # fmt: skip
"""What belongs to staff whom a report is about: *handläggarnas arbete*."""
TAKEN_UP = "typ-utv-implementering"
_SERVICES_WORK = re.compile(
    r"\b\w*(?:tjänstens|rättens|vårdens|omsorgens|kommunens|kommuners|enhetens|personalens) (?:\w+ )?"
    r"(?:arbete|arbetssätt|möte|samtal|syn|bedömningar|sätt|mottagande|handläggning)\b|\bi praktiken\b",
    re.I,
)
HOW = 3
"""*hur* at most so many words before staff makes them those whose work is looked at: "hur handläggare bedömer"."""
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
    mine = {concept: evidence for concept, evidence in found.items() if concepts[concept].facet == facet}
    mine = {c: e for c, e in mine.items() if not concepts[c].needs or _has(concepts[c].needs, found, taxonomy)}
    mine = {c: e for c, e in mine.items() if not _has(concepts[c].unless, found, taxonomy)}
    if facet == "group":
        mine = _with_staff(mine, found, taxonomy, weights)
    points = {concept: evidence.points for concept, evidence in mine.items()}
    best = max(points.values(), default=0.0)
    promoted: set[str] = set()
    if facet in ALWAYS and best < weights.medium:  # but not who merely was asked or works there
        near = (c for c, e in mine.items() if e.front and e.told and taxonomy.top(c) != STAFF)
        promoted = {c for c in near if mine[c].points >= best}
    if facet == "group":
        promoted |= _seen_by(text, mine, taxonomy, weights.medium) or _at_work(text, mine, taxonomy)
        if _of_practice(text, found):
            promoted |= {c for c, e in mine.items() if e.front and taxonomy.concepts[c].parent == STAFF}
    levels: dict[str, tuple[Level, float, Evidence]] = {}
    for concept, evidence in mine.items():
        # what narrows the strongest is no mention beside it
        beside = max((worth for other, worth in points.items() if other != concepts[concept].parent), default=0.0)
        level = weights.level(facet, evidence.points, beside, front=evidence.front or facet == "method")
        sure = evidence.certain and (facet not in ALWAYS or evidence.points >= weights.sure * best)
        if concept in promoted or (level == "high" and not sure):
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


def _of_the_work(found: Mapping[str, Evidence], taxonomy: Taxonomy) -> bool:
    """Whether the report is about how the work is done: then those who do it are whom it is about, asked or not."""
    areas = {c: e.points for c, e in found.items() if taxonomy.concepts[c].facet == "area" and e.front}
    return bool(areas) and max(areas, key=lambda c: (areas[c], c)) in WORK


def _with_staff(
    mine: dict[str, Evidence], found: Mapping[str, Evidence], taxonomy: Taxonomy, weights: DescribeWeights
) -> dict[str, Evidence]:
    """Where the work itself is the subject, those who do it count in full. Elsewhere *personal* and its like are named
    in every report, and count only in title and keywords."""
    if _of_the_work(found, taxonomy):
        return {c: _raised(e, weights) if taxonomy.top(c) == STAFF else e for c, e in mine.items()}
    plain = mine.get(STAFF)
    if plain and not any(place in ("title", "keywords") for _, _, place in plain.hits):
        return {c: e for c, e in mine.items() if c != STAFF}
    return mine


def _seen_by(text: Analysed, mine: Mapping[str, Evidence], taxonomy: Taxonomy, least: float) -> set[str]:
    """The staff through whose eyes a report is written: they were asked, nobody whom the work is for was, and no such
    group has `least` points."""
    asked = {c: e for c, e in mine.items() if e.front and not e.told}
    staff = [c for c in asked if taxonomy.concepts[c].parent == STAFF]
    others = any(taxonomy.top(c) != STAFF and (c in asked or (e.front and e.points >= least)) for c, e in mine.items())
    if not staff or others:
        return set()
    said = {hit.sentence for c in staff for _, hit, _ in asked[c].hits}
    if any(word and word.lemma in SERVED and owner in said for word, owner in zip(text.words, text.owner, strict=True)):
        return set()
    return {max(staff, key=lambda c: (mine[c].points, c))}


def _of_practice(text: Analysed, found: Mapping[str, Evidence]) -> bool:
    """Whether the title is about how a way of working was taken up, or how the services do their work."""
    titles = [sentence.text for sentence in text.sentences if sentence.place == "title"]
    taken = found.get(TAKEN_UP)
    named = taken is not None and any(place == "title" for _, _, place in taken.hits)
    return named or any(_SERVICES_WORK.search(title) for title in titles)


def _at_work(text: Analysed, mine: Mapping[str, Evidence], taxonomy: Taxonomy) -> set[str]:
    """The staff whose work a sentence in front is about: how they do it, or what is theirs in it."""
    found = set()
    for concept, evidence in mine.items():
        for _, hit, place in evidence.hits if taxonomy.concepts[concept].parent == STAFF else ():
            last = text.words[hit.end - 1]
            after = [word.surface.lower() for word in text.words[hit.end : hit.end + ASKED_WITHIN] if word]
            how = ("hur", "de") in pairwise(after)
            theirs = (
                last is not None
                and last.surface.endswith("s")
                and lemmas_between(text, hit.end, hit.end + 2, hit.sentence)
            )
            if place in FRONT and (
                how
                or "hur" in lemmas_between(text, hit.start - HOW, hit.start, hit.sentence)
                or (theirs and not AT_WORK.isdisjoint(theirs))
            ):
                found.add(concept)
    return found


def _raised(evidence: Evidence, weights: DescribeWeights) -> Evidence:
    return replace(evidence, points=evidence.points / (weights.asked * weights.shy.get(STAFF, 1.0)))


def derived(claims: Sequence[Claim], taxonomy: Taxonomy, weights: DescribeWeights) -> list[Claim]:
    """What follows from claims that are sure enough, with their words: the area where a named method belongs, when no
    area of that branch is claimed, and whom the main area is for, when no such group is."""
    medium = weights.confidence["medium"]
    found: list[Claim] = []
    sure = [claim for claim in claims if claim.confidence >= medium]

    def add(claim: Claim, field: Field, value: str, rule: str) -> None:
        names = filter(None, (value, taxonomy.concepts[value].parent))
        found.extend(replace(claim, field=field, value=name, rule=rule, confidence=medium) for name in names)

    areas = [claim for claim in sure if claim.field == "area"]
    branches = {taxonomy.top(str(c.value)) for c in areas if taxonomy.concepts[str(c.value)].parent}
    named = [c for c in sure if c.field == "intervention" and taxonomy.concepts[str(c.value)].parent]
    for claim in named:
        for area in taxonomy.concepts[str(claim.value)].areas[:1]:
            # an area without more is what a method for all areas has; it tells only where nothing else does
            if taxonomy.top(area) not in branches and (taxonomy.concepts[area].parent or not areas):
                add(claim, "area", area, "follows from the method")
                branches.add(taxonomy.top(area))
    about = [c for c in sure if c.field == "group" and taxonomy.top(str(c.value)) != STAFF]
    areas += [claim for claim in found if claim.field == "area"]
    if areas and not about:
        main = taxonomy.top(str(areas[0].value))
        mine = [c for c in areas if taxonomy.top(str(c.value)) == main]
        narrow = next((c for c in mine if taxonomy.concepts[str(c.value)].parent), mine[0])
        for claim in (narrow, *mine, *areas):
            if groups := taxonomy.concepts[str(claim.value)].groups:
                for group in groups:
                    add(claim, "group", group, "follows from the area")
                break
    return found


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
