"""Staff: named in every report, and whom some reports are about. What tells the two apart."""

import re
from collections.abc import Mapping
from itertools import pairwise

from config.taxonomy import Taxonomy
from indexer.describe.evidence import ASKED_WITHIN, FRONT, Evidence, lemmas_between
from indexer.describe.signs import Analysed

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


def without_plain_staff(mine: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """*personal* and its like are named in every report, and count only where one names itself."""
    plain = mine.get(STAFF)
    named = plain is None or any(place in ("title", "keywords") for _, _, place in plain.hits)
    return {c: e for c, e in mine.items() if named or c != STAFF}


def looked_at(
    text: Analysed, mine: Mapping[str, Evidence], found: Mapping[str, Evidence], taxonomy: Taxonomy, least: float
) -> set[str]:
    """The kinds of staff of those in `mine` whom a report is about; `least` are the points of a group that is clear."""
    about = _seen_by(text, mine, taxonomy, least) or _at_work(text, mine, taxonomy)
    if _of_practice(text, found):
        about |= {c for c, e in mine.items() if e.front and taxonomy.concepts[c].parent == STAFF}
    return about


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
