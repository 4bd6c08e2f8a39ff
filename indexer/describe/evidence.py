"""What speaks for each concept in a text: its signs, weighed by where they stand."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from config.taxonomy import Taxonomy
from indexer.describe.cues import DISMISSES, MENTIONS, TURNS
from indexer.describe.hits import Hit
from indexer.describe.signs import Analysed
from indexer.describe.weights import DescribeWeights
from models.claim import Place

FRONT: frozenset[Place] = frozenset({"title", "keywords", "summary", "lead", "blurb", "aim"})
"""Where a report says what it is about."""
NAMING: frozenset[Place] = frozenset({"title", "keywords"})
"""Where a report names itself."""
PASSING: frozenset[Place] = frozenset({"summary", "lead", "blurb"})
NEGATIONS = frozenset({"utan", "sakna", "ingen", "inte", "ej", "varken", "aldrig"})
REACH = 3
"""A negation takes away a sign that begins within so many words after it."""
_NOT_DONE = re.compile(
    r"\b(?:val(?:de|t) bort|avst(?:od|ått|år) från|planeras|återstår|"
    r"(?:ska|kommer att) (?:\w+ )?(?:genomföras|göras|följas)|"
    r"inte (?:kunnat )?(?:gjorts|genomförts|genomföras|undersökts)|(?:har|hade) inte (?:\w+ )?(?:gjorts|genomförts))\b",
    re.I,
)
"""A sentence of what was left out, or comes later, is not of how the study was made."""
ASKING = frozenset({
    "intervju", "enkät", "fokusgrupp", "samtal", "frågeformulär", "gruppintervju", "intervjua", "fråga", "tillfråga",
    "besvara", "svara", "höra", "berätta",
})  # fmt: skip
ASKED_WITHIN = 7
"""Who stands so near a word for asking was asked, which does not say that the report is about them."""
MENTIONING = frozenset({
    "nämna", "liksom", "exempelvis", "exempel", "såsom", "bland", "utöver", "förutom", "jämföra", "jämfört", "stället",
    "tillsammans", "samverkan", "samarbete", "samråd", "remittera", "hänvisa",
})  # fmt: skip
MENTIONED = 4
"""A method within so many words after one of these, or beside a negation, is merely mentioned."""
PEOPLE = ("mal-", "omr-anhorig")
"""Beginnings of the ids of concepts that are people."""
DESIGN = frozenset({"method", "study_type"})


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

    @property
    def strong(self) -> bool:
        """Whether a sign speaks for the concept by itself."""
        return any(hit.sign.strength == "strong" for _, hit, _ in self.hits)

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
    aside = named_aside(text)
    for hit in hits:
        concept = taxonomy.concepts[hit.sign.concept]
        place = text.sentences[hit.sentence].place
        if covered.get(concept.id, -1) >= hit.end or (concept.facet in DESIGN and _negated(text, hit)):
            continue
        covered[concept.id] = hit.end
        worth = place_worth(concept.facet, place, weights) * (1.0 if hit.sign.strength == "strong" else 0.5)
        asked = concept.id.startswith(PEOPLE) and place not in ("title", "keywords") and asked_nearby(text, hit)
        worth *= weights.asked if asked else 1.0
        worth *= (
            weights.asked if concept.facet == "intervention" and place in PASSING and _mentioned(text, hit) else 1.0
        )
        worth *= weights.asked if place in PASSING and before_turn(text, hit, aside) else 1.0
        found[concept.id].told |= place in FRONT and not asked
        if place in PASSING or (place == "aim" and concept.facet == "group"):
            worth *= weights.shy.get(concept.id, weights.shy.get(concept.parent, 1.0))
        if worth:
            found[concept.id].hits.append((worth, hit, place))
    found = {concept: evidence for concept, evidence in found.items() if evidence.hits}
    counting = {value: e for value, e in found.items() if e.strong or _kin(e) or _beside(value, found, taxonomy)}
    most: dict[str, int] = defaultdict(int)
    for value, evidence in counting.items():
        facet = taxonomy.concepts[value].facet
        most[facet] = max(most[facet], evidence.in_text())
    for value, evidence in counting.items():
        evidence.hits.sort(key=lambda item: (-item[0], item[1].start))
        evidence.points = _points(evidence, most[taxonomy.concepts[value].facet], weights)
    return counting


def named_aside(text: Analysed) -> dict[int, int]:
    """Sentences that name what the report is not about, and up to which character they do."""
    found: dict[int, int] = {}
    for number, sentence in enumerate(text.sentences):
        turn = TURNS.search(sentence.text)
        if MENTIONS.search(sentence.text):
            found[number] = len(sentence.text)
        elif turn and turn.start():
            found[number] = turn.start()
        if number and DISMISSES.search(sentence.text):
            found[number - 1] = len(text.sentences[number - 1].text)
    return found


def before_turn(text: Analysed, hit: Hit, aside: Mapping[int, int]) -> bool:
    """Whether a sign stands where its sentence names what the report is not about (`named_aside`)."""
    word = text.words[hit.start]
    return word is not None and word.start < aside.get(hit.sentence, 0)


def _kin(evidence: Evidence) -> bool:
    return any(hit.sign.strength == "kin" for _, hit, _ in evidence.hits)


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


def lemmas_between(text: Analysed, first: int, last: int, sentence: int) -> set[str]:
    """The lemmas of the words `first` to `last` (not included) of a text that belong to one of its sentences."""
    around = zip(text.words[max(0, first) : last], text.owner[max(0, first) : last], strict=True)
    return {word.lemma for word, owner in around if word and owner == sentence}


def _negated(text: Analysed, hit: Hit) -> bool:
    """A word of negation before it, or after a comparison group ("någon kontrollgrupp fanns inte"); a sentence of what
    was not done."""
    if _NOT_DONE.search(text.sentences[hit.sentence].text):
        return True
    if "+" in hit.sign.words and not NEGATIONS.isdisjoint(re.findall(r"\w+", hit.sign.words)):
        return False
    first, last = max(0, hit.start - REACH), hit.end + REACH if "grupp" in hit.sign.words else hit.end
    lemmas = lemmas_between(text, first, last, hit.sentence)
    # "inte mer än kontrollgruppen" says that there was one
    return "än" not in lemmas and not NEGATIONS.isdisjoint(lemmas)


def _mentioned(text: Analysed, hit: Hit) -> bool:
    before = lemmas_between(text, hit.start - MENTIONED, hit.start, hit.sentence)
    after = lemmas_between(text, hit.end, hit.end + REACH, hit.sentence)
    return not MENTIONING.isdisjoint(before) or not (NEGATIONS | {"nämna"}).isdisjoint(after)


def asked_nearby(text: Analysed, hit: Hit) -> bool:
    """Whether a sign stands beside a word for asking."""
    around = range(max(0, hit.start - ASKED_WITHIN), min(len(text.words), hit.end + ASKED_WITHIN))
    for index in around:
        word = text.words[index]
        if not word or text.owner[index] != hit.sentence:
            continue
        if word.lemma in ASKING or (not ASKING.isdisjoint(word.parts) and "samtal" not in word.parts):
            return True
    return False
