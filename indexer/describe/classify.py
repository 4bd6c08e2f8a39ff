"""Signs → claims: area, target group, method, intervention and outcome, each with its words, page and level."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from config.taxonomy import Taxonomy
from indexer.describe.hits import Hit
from indexer.describe.signs import Analysed
from indexer.describe.weights import DescribeWeights, Level
from models.claim import Claim, Field, Place, Source

FRONT: frozenset[Place] = frozenset({"title", "keywords", "summary", "lead", "blurb", "aim"})
"""Where a report says what it is about."""
NAMING: frozenset[Place] = frozenset({"title", "keywords"})
"""Where a report names itself."""
PASSING: frozenset[Place] = frozenset({"summary", "lead", "blurb"})
ALWAYS = frozenset({"area", "group"})
"""A report is about something and somebody: what comes nearest counts where nothing reaches the mark."""
NEGATIONS = frozenset({"utan", "sakna", "ingen", "inte", "ej", "varken", "aldrig"})
ORDER: Mapping[Level, int] = {"high": 0, "medium": 1, "low": 2}
REACH = 3
"""A negation takes away a sign that begins within so many words after it."""
ASKING = frozenset({
    "intervju", "enkät", "fokusgrupp", "samtal", "frågeformulär", "gruppintervju", "intervjua", "fråga", "tillfråga",
    "besvara", "svara", "höra",
})  # fmt: skip
ASKED_WITHIN = 7
"""Who stands so near a word for asking was asked, which does not say that the report is about them."""
PEOPLE = ("mal-", "omr-anhorig")
"""Beginnings of the ids of concepts that are people."""
STAFF = "mal-personal"
SERVED = frozenset({"brukare", "klient", "patient", "deltagare", "sökande", "boende", "anhörig", "förälder", "kund"})
"""Whom the work is for, in words that name no group."""
WORK = frozenset({"omr-org-kompetens", "omr-org-ledning", "omr-org-kunskap"})
"""Areas that are the work itself: who does it is whom such a report is about."""
DESIGN = frozenset({"method", "study_type"})
GROUNDS = 3
"""Grounds that are kept of one claim."""


@dataclass(slots=True)
class Evidence:
    """What speaks for one concept: its hits, the weightiest first, and its points."""

    hits: list[tuple[float, Hit, Place]] = field(default_factory=list)
    points: float = 0.0
    told: bool = False
    """Whether a sign in front is more than who was asked."""

    @property
    def front(self) -> bool:
        """Whether a sign stands where a report says what it is about."""
        return any(place in FRONT for _, _, place in self.hits)

    @property
    def certain(self) -> bool:
        """Whether a sign stands where a report names itself, or signs in two sentences in front."""
        named = any(place in NAMING for _, _, place in self.hits)
        return named or len({hit.sentence for _, hit, place in self.hits if place in FRONT}) > 1

    def in_text(self) -> int:
        """How many signs stand in running text."""
        return sum(place not in FRONT and place != "heading" for _, _, place in self.hits)


def weigh_hits(
    text: Analysed, hits: Sequence[Hit], taxonomy: Taxonomy, weights: DescribeWeights
) -> dict[str, Evidence]:
    """The evidence for each concept that has some.

    Each kind of place counts with its weightiest sign; further sentences there add a little. Running text adds up to
    `body` points, by how often it shows the concept beside the one of the facet that it shows most: a long report names
    everything. Overlapping signs of one concept count once, weak ones only beside a strong one in front.
    """
    found: Mapping[str, Evidence] = defaultdict(Evidence)
    covered: dict[str, int] = {}
    for hit in hits:
        concept = taxonomy.concepts[hit.sign.concept]
        place = text.sentences[hit.sentence].place
        if covered.get(concept.id, -1) >= hit.end or (concept.facet in DESIGN and _negated(text, hit)):
            continue
        covered[concept.id] = hit.end
        worth = place_worth(concept.facet, place, weights) * (1.0 if hit.sign.strength == "strong" else 0.5)
        asked = concept.id.startswith(PEOPLE) and place not in ("title", "keywords") and _asked(text, hit)
        worth *= weights.asked if asked else 1.0
        found[concept.id].told |= place in FRONT and not asked
        if place in PASSING or (place == "aim" and concept.facet == "group"):
            worth *= weights.shy.get(concept.id, weights.shy.get(concept.parent, 1.0))
        if worth:
            found[concept.id].hits.append((worth, hit, place))
    found = {concept: evidence for concept, evidence in found.items() if evidence.hits}
    counting = {value: e for value, e in found.items() if _strong(e) or _beside(value, found, taxonomy)}
    most: dict[str, int] = defaultdict(int)
    for value, evidence in counting.items():
        facet = taxonomy.concepts[value].facet
        most[facet] = max(most[facet], evidence.in_text())
    for value, evidence in counting.items():
        evidence.hits.sort(key=lambda item: (-item[0], item[1].start))
        evidence.points = _points(evidence, most[taxonomy.concepts[value].facet], weights)
    return counting


def _strong(evidence: Evidence) -> bool:
    return any(hit.sign.strength == "strong" for _, hit, _ in evidence.hits)


def _beside(concept: str, found: Mapping[str, Evidence], taxonomy: Taxonomy) -> bool:
    """Whether a strong sign of the same branch stands in front."""
    return any(
        taxonomy.top(other) == taxonomy.top(concept)
        and any(hit.sign.strength == "strong" and place in FRONT for _, hit, place in evidence.hits)
        for other, evidence in found.items()
    )


def _points(evidence: Evidence, most: int, weights: DescribeWeights) -> float:
    best: dict[Place, float] = {}
    sentences: dict[Place, set[int]] = defaultdict(set)
    for worth, hit, place in evidence.hits:
        if place in FRONT or place == "heading" or worth > weights.places["body"]:
            best[place] = max(best.get(place, 0.0), worth)
            sentences[place].add(hit.sentence)
    points = sum(worth * (1 + weights.again * (min(3, len(sentences[place])) - 1)) for place, worth in best.items())
    return points + (weights.body * evidence.in_text() / most if most else 0.0)


def place_worth(facet: str, place: Place, weights: DescribeWeights) -> float:
    """What a strong sign of a facet is worth there. How a study was made stands in its method chapter, and what is told
    of other studies says nothing of it."""
    if facet in DESIGN and place == "method":
        return weights.places["summary"]
    if facet in DESIGN and place == "research":
        return 0.0
    return weights.places[place]


def _negated(text: Analysed, hit: Hit) -> bool:
    """A word of negation before it, or after a comparison group ("någon kontrollgrupp fanns inte")."""
    if "+" in hit.sign.words:
        return False
    first, last = max(0, hit.start - REACH), hit.end + REACH if "grupp" in hit.sign.words else hit.end
    lemmas = [
        word.lemma
        for word, owner in zip(text.words[first:last], text.owner[first:last], strict=True)
        if word and owner == hit.sentence
    ]
    # "inte mer än kontrollgruppen" says that there was one
    return "än" not in lemmas and not NEGATIONS.isdisjoint(lemmas)


def _asked(text: Analysed, hit: Hit) -> bool:
    around = range(max(0, hit.start - ASKED_WITHIN), min(len(text.words), hit.end + ASKED_WITHIN))
    for index in around:
        word = text.words[index]
        if word and text.owner[index] == hit.sentence and (word.lemma in ASKING or set(word.parts) & ASKING):
            return True
    return False


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
    if facet == "group":
        mine = _with_staff(mine, found, taxonomy, weights)
    best = max((evidence.points for evidence in mine.values()), default=0.0)
    promoted: set[str] = set()
    if facet in ALWAYS and best < weights.medium:  # but not who merely was asked or works there
        near = (c for c, e in mine.items() if e.front and e.told and taxonomy.top(c) != STAFF)
        promoted = {c for c in near if mine[c].points >= best}
    if facet == "group":
        promoted |= _seen_by(text, mine, taxonomy, weights.medium)
    levels: dict[str, tuple[Level, float, Evidence]] = {}
    for concept, evidence in mine.items():
        level = weights.level(facet, evidence.points, best, front=evidence.front or facet == "method")
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
        for claim in (narrow, *mine):
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
