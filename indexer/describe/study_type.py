"""What kind of study a report is: one main type, said by its title, its aim or its summary, else by its method."""

import re
from collections.abc import Collection, Mapping

from config.taxonomy import Taxonomy
from indexer.describe.classify import grounds
from indexer.describe.cues import DATA, DONE, OPENS
from indexer.describe.evidence import FRONT, PASSING, Evidence
from indexer.describe.hits import Hit
from indexer.describe.signs import Analysed
from indexer.describe.weights import DescribeWeights
from models.claim import Claim, Place, Source

SAID: Mapping[Place, float] = {
    "title": 4, "aim": 4, "keywords": 3, "blurb": 3, "summary": 2.5, "lead": 2.5, "foreword": 1, "heading": 1,
    "method": 1.5, "body": 0.2, "discussion": 0.2, "conclusions": 0.2,
}  # fmt: skip
"""What a sign is worth by place; what stands in other places says nothing of the report's own kind."""
ENOUGH = 2.4
"""Points from which a report is what it says it is."""
TOLD = 1.2
"""Points from which a short text without a chapter on method is what it tells that it does, where it calls itself
nothing. Else the method that bears the study decides."""
TELLING = {"aim": 0.55, "body": 0.5}
"""What words are worth that tell what is done ("tagit fram + material", "hur gick det") beside a name for it."""
_NAMES = re.compile(
    r"\w*(?:utvärder|värdering|uppfölj|kartlägg|inventer|översikt|sammanställning|genomgång|analys|studie|undersökning|"
    r"enkät|forskning|forskare|följeforsk|cirk|implementer|inför|utveckling|projekt|rapport|redovisning|beskrivning|bevakning|"
    r"spaning|granskning|trohet|metaanalys)|följ\w* upp|följts|lovande",
    re.I,
)
"""Words that name a kind of study; all other signs of one tell of it."""
CHILD_SHARE = 0.3
"""A narrower type is the main one when it has this share of the points of its branch."""

ORDER = (
    "typ-utv-effekt-jfr", "typ-utv-ekonomisk", "typ-utv-effekt-utan", "typ-utv-foljeforskning", "typ-utv-process",
    "typ-utv-implementering", "typ-utvardering", "typ-uppfoljning", "typ-kartlaggning", "typ-oversikt",
    "typ-utveckling", "typ-studie",
)  # fmt: skip
"""Who wins when points are equal."""
IMPLIED = frozenset({"typ-utv-effekt-jfr", "typ-utv-effekt-utan"})
IMPLIED_WORTH = 0.6
"""A design that is told is less than a word for what the report is."""
_DOES = re.compile(r"(?:kartlägg(?:er|a|as|s)|utvärderar?|inventerar?|implementerar?)$", re.I)
DOES_WORTH = 0.4
"""What such a verb is worth in a sentence that does not speak of the study: "teamet kartlägger barnets behov"."""
STEPS = {"typ-uppfoljning": 0.5, "typ-utveckling": 0.4}
"""These words are also steps of any treatment or work: in a summary they count whole only where the report speaks of
itself or a sentence begins with them."""
OWN_WORDS = re.compile(rf"{OPENS}\b", re.I)
_OF_ITSELF = re.compile(rf"{OPENS}\b|vi\b", re.I)
BY_METHOD = "by method"
"""The rule of a type that only the method tells."""
PLAIN = "typ-studie"
"""A study of its own data that calls itself nothing more."""
OF_METHOD = {
    "met-intervju": "typ-stu-intervju", "met-fokusgrupp": "typ-stu-intervju", "met-samtal": "typ-stu-intervju",
    "met-enkat": "typ-stu-enkat", "met-brukarenkat": "typ-stu-enkat", "met-personalenkat": "typ-stu-enkat",
    "met-aktgranskning": "typ-stu-akt", "met-nationella-register": "typ-stu-register",
    "met-register": "typ-stu-register", "met-observation": "typ-stu-fall", "met-litteratur": "typ-oversikt",
    "met-randomiserad": "typ-utv-effekt-jfr", "met-jamforelsegrupp": "typ-utv-effekt-jfr",
    "met-foreefter": "typ-utv-effekt-utan", "met-dokumentanalys": "typ-studie", "met-dokument": "typ-studie",
}  # fmt: skip
"""The method that bears a study names it when nothing else does."""


BEARS = {"met-observation": 0.6, "met-dokumentanalys": 0.6, "met-dokument": 0.4}
"""Who watches mostly asks too: what bears less than its words weigh."""
DESIGN_SHARE = 0.6
"""A comparison or a measurement before and after with this share of the weightiest's votes names the study."""
MIXED, MIXED_SHARE = 3, 0.5
"""So many methods with this share of the weightiest's votes bear a study together: none of them names it."""
DESIGNS = (
    ("met-randomiserad", "typ-utv-effekt-jfr"), ("met-jamforelsegrupp", "typ-utv-effekt-jfr"),
    ("met-foreefter", "typ-utv-effekt-utan"),
)  # fmt: skip
"""What an evaluation is that says no more, by its design."""


def study_type_claims(
    text: Analysed, found: Mapping[str, Evidence], taxonomy: Taxonomy, weights: DescribeWeights, source: Source
) -> list[Claim]:
    """The main type first (with its branch), then others that the report says of itself. [] when nothing tells."""
    later = _results(text)
    points = {
        concept: _said(text, concept, evidence, later)
        for concept, evidence in found.items()
        if taxonomy.concepts[concept].facet == "study_type"
    }
    branches: dict[str, float] = {}
    for concept, worth in points.items():
        branches[taxonomy.top(concept)] = branches.get(taxonomy.top(concept), 0.0) + worth
    said = {branch: worth for branch, worth in branches.items() if branch != PLAIN and worth >= ENOUGH}
    if not said and not _plain_said(points, taxonomy) and not any(s.place == "method" for s in text.sentences):
        said = {branch: worth for branch, worth in branches.items() if branch != PLAIN and worth >= TOLD}
    if not said or (_titled(found, taxonomy, plain=True) and not _titled(found, taxonomy, plain=False)):
        return _by_method(text, found, points, taxonomy, weights, source)
    ranked = sorted(said, key=lambda branch: (-said[branch], _order(branch)))
    titled = {c for c in points if any(p == "title" and _named(h) for _, h, p in found[c].hits)}
    claims: list[Claim] = []
    for number, branch in enumerate(ranked):
        main = _narrowest(branch, points, said[branch], titled, taxonomy)
        if main == "typ-utvardering":
            main = next((kind for method, kind in DESIGNS if _clear(found.get(method), weights)), main)
        level = weights.confidence["high" if said[branch] >= 2 * ENOUGH and number == 0 else "medium"]
        if number and said[branch] < 0.6 * said[ranked[0]]:
            level = weights.confidence["low"]
        evidence = found.get(main) or next(found[c] for c in points if taxonomy.top(c) == branch)
        claims += grounds("study_type", main, text, evidence, level, source)
        if main != branch:
            claims += grounds("study_type", branch, text, found.get(branch, evidence), level, source)
    return claims


def _plain_said(points: Mapping[str, float], taxonomy: Taxonomy) -> bool:
    """Whether it calls itself an interview study, a survey …"""
    return any(worth >= ENOUGH for c, worth in points.items() if taxonomy.top(c) == PLAIN and c != PLAIN)


def _titled(found: Mapping[str, Evidence], taxonomy: Taxonomy, *, plain: bool) -> bool:
    """Whether the title names a plain study ("en aktstudie"), or one of another kind."""
    return any(
        taxonomy.concepts[c].facet == "study_type"
        and (taxonomy.top(c) == PLAIN) is plain
        and any(place == "title" for _, _, place in evidence.hits)
        for c, evidence in found.items()
    )


def _clear(evidence: Evidence | None, weights: DescribeWeights) -> bool:
    return evidence is not None and evidence.points >= weights.medium


def _results(text: Analysed) -> set[int]:
    """The sentences of a summary that come after it has told how material was gathered, and tell no more of that: what
    was found, in whose words of following up and mapping are those of the work."""
    made = [
        n for n, s in enumerate(text.sentences) if DATA.search(s.text) and DONE.search(s.text) and s.place != "title"
    ]
    first = made[0] if made else len(text.sentences)
    return {
        n
        for n in range(first + 1, len(text.sentences))
        if n not in made and not OWN_WORDS.match(text.sentences[n].text)
    }


def _said(text: Analysed, concept: str, evidence: Evidence, later: set[int]) -> float:
    """The points of one type: each kind of place once, and a little for a second time."""
    best: dict[Place, list[float]] = {}
    for _, hit, place in evidence.hits:
        if place in PASSING and hit.sentence in later:
            continue
        aims = place in PASSING and _OF_ITSELF.match(text.sentences[hit.sentence].text)
        worth = SAID["aim" if aims else place] if place in SAID else 0.0
        worth *= 1.0 if hit.sign.strength == "strong" else 0.5
        named = _named(hit)
        itself = _of_itself(text, hit)
        if not named and concept not in IMPLIED:
            pair = "+" in hit.sign.words
            faint = place in PASSING and not pair and not _spoken(text, hit)
            worth *= TELLING["aim" if place == "aim" else "body"] * (0.5 if faint else 1.0)
        elif place in PASSING and not itself and _DOES.match(text.quote(hit.start, hit.end)):
            worth *= DOES_WORTH
        if concept in STEPS and place in PASSING and not itself:
            worth *= STEPS[concept]
        best.setdefault(place, []).append(worth)
    total = sum(max(worths) + (0.2 * max(worths) if len(worths) > 1 else 0.0) for worths in best.values())
    return total * (IMPLIED_WORTH if concept in IMPLIED else 1.0)


def _named(hit: Hit) -> bool:
    words = hit.sign.words
    return "+" not in words and (words.isupper() or bool(_NAMES.search(words)))


def calls_itself(text: Analysed, evidence: Evidence) -> bool:
    """Whether a word that names the type stands in the title, or where the report speaks of itself."""
    return any(
        _named(hit)
        and (place == "title" or (place in FRONT and bool(OWN_WORDS.match(text.sentences[hit.sentence].text))))
        for _, hit, place in evidence.hits
    )


def _of_itself(text: Analysed, hit: Hit) -> bool:
    opens = hit.start < 2 or text.owner[hit.start - 2] != hit.sentence
    return opens or hit.sign.words.startswith("har ") or _spoken(text, hit)


def _spoken(text: Analysed, hit: Hit) -> bool:
    """Whether a sentence asks, or speaks of the study itself."""
    sentence = text.sentences[hit.sentence].text
    return sentence.endswith("?") or bool(_OF_ITSELF.match(sentence))


def _order(concept: str) -> int:
    return ORDER.index(concept) if concept in ORDER else len(ORDER)


def _narrowest(
    branch: str, points: Mapping[str, float], whole: float, titled: Collection[str], taxonomy: Taxonomy
) -> str:
    mine = [c for c in points if taxonomy.concepts[c].parent == branch]
    children = [c for c in mine if c in titled] or [c for c in mine if points[c] >= CHILD_SHARE * whole]
    return min(children, key=lambda c: (-points[c], _order(c)), default=branch)


def _by_method(
    text: Analysed, found: Mapping[str, Evidence], points: Mapping[str, float], taxonomy: Taxonomy,
    weights: DescribeWeights, source: Source,
) -> list[Claim]:  # fmt: skip
    """A plain study: called by the words for it, else by its weightiest method."""
    named = {c: worth for c, worth in points.items() if taxonomy.top(c) == PLAIN and c != PLAIN}
    best = max(named, key=lambda c: (named[c], c), default="")
    if best and named[best] >= ENOUGH:
        claims = grounds("study_type", best, text, found[best], weights.confidence["medium"], source)
        return [*claims, *grounds("study_type", PLAIN, text, found[best], weights.confidence["medium"], source)]
    votes: dict[str, float] = {}
    ground: dict[str, Evidence] = {}
    for method, kind in OF_METHOD.items():
        if method in found:
            votes[kind] = votes.get(kind, 0.0) + found[method].points * BEARS.get(method, 1.0)
            ground.setdefault(kind, found[method])
    if not votes:
        return []
    # of methods that weigh the same, the one that is told first bears the study
    first = {kind: min(hit.start for _, hit, _ in evidence.hits) for kind, evidence in ground.items()}
    kind = max(votes, key=lambda c: (round(votes[c]), -first[c]))
    design = next(
        (k for m, k in DESIGNS if _clear(found.get(m), weights) and votes[k] >= DESIGN_SHARE * votes[kind]), ""
    )
    if design:
        kind = design
    elif sum(worth >= MIXED_SHARE * votes[kind] for worth in votes.values()) >= MIXED:
        ground[PLAIN], kind = ground[kind], PLAIN
    level = weights.confidence["medium" if ground[kind].points >= weights.medium else "low"]
    values = [kind] if kind == taxonomy.top(kind) else [kind, taxonomy.top(kind)]
    return [
        claim
        for value in values
        for claim in grounds("study_type", value, text, ground[kind], level, source, BY_METHOD)
    ]
