"""The study card: sentences of the report itself that state its aim, method, findings … None is made or changed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from indexer.describe.cues import (
    ASKED,
    CONCLUDES,
    DATA,
    DONE,
    LIMITS,
    NEEDS,
    NO_FINDING,
    OF_ITSELF,
    OF_OTHERS,
    OF_THE_WORK,
    OWN,
    OWN_AIM,
    RESULT,
    RULES,
    SAID,
    SHOWS,
)
from indexer.describe.evidence import PASSING
from indexer.describe.zones import Sentence
from models.claim import Claim, Field, Place, Source
from models.language.numbers import NUMBERS

SHORTEST, LONGEST = 3, 75
"""Words of a sentence that may stand on the card."""
NEAR_BEST = 0.6
"""What fits a part less well than this share of the best is not the same kind of statement."""
_CANNOT = re.compile(r"\bkan (?:\w+ )?inte\b|\bgår det inte\b", re.I)
_COUNT = re.compile(rf"\d+|\b(?:{'|'.join(word for word in NUMBERS if len(word) > 2)})\b", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the card: how well a sentence fits it (0 = not at all), the least that is shown, and how many are."""

    field: Field
    fits: Callable[[Sentence], float]
    most: int
    enough: float


def _at(sentence: Sentence, worth: Mapping[Place, float]) -> float:
    return worth.get(sentence.place, 0.0)


def _aim(sentence: Sentence) -> float:
    place = _at(sentence, {"aim": 4, "summary": 3, "lead": 3, "blurb": 3, "body": 1, "foreword": 1})
    own = OWN_AIM.search(sentence.text)
    if not place or OF_OTHERS.search(sentence.text) or sentence.text.endswith(":" if own else ("?", ":")):
        return 0.0
    said = 5.0 if own else 2.5 if ASKED.search(sentence.text) else 2.0 if SAID.search(sentence.text) else 0.0
    return place + said if said or (sentence.place == "aim" and sentence.opens) else 0.0


def _questions(sentence: Sentence) -> float:
    return 5.0 if sentence.place == "aim" and sentence.text.endswith("?") else 0.0


def _methods(sentence: Sentence) -> float:
    place = _at(sentence, {"method": 3, "summary": 4, "lead": 3.5, "blurb": 3, "aim": 1})
    if not place or not DATA.search(sentence.text) or LIMITS.search(sentence.text) or OF_THE_WORK.match(sentence.text):
        return 0.0
    done = (
        2.0 if DONE.search(sentence.text) else 1.0 if OF_ITSELF.match(sentence.text) or sentence.kind == "list" else 0.0
    )
    if not done or (RESULT.search(sentence.text) and not _COUNT.search(sentence.text)):
        return 0.0
    return place + done + min(2.0, float(len(_COUNT.findall(sentence.text)))) + (0.5 if sentence.opens else 0.0)


def _findings(sentence: Sentence) -> float:
    text = sentence.text
    place = _at(sentence, {"summary": 4, "lead": 3, "blurb": 2, "findings": 1, "conclusions": 1.5, "discussion": 1})
    if (
        not place
        or NO_FINDING.search(text)
        or SAID.search(text)
        or CONCLUDES.search(text)
        or text.endswith("?")
        or _methods(sentence) >= _MADE
    ):
        return 0.0
    limits = LIMITS.search(text) and (OWN.search(text) or _CANNOT.search(text))
    if (ASKED.search(text) and not RESULT.search(text)) or OF_ITSELF.match(text) or limits:
        return 0.0
    shows = 2.5 if RESULT.search(text) else 1.0 if SHOWS.search(text) else 0.0
    return place + shows if shows else 0.0


def _conclusions(sentence: Sentence) -> float:
    place = _at(sentence, {"conclusions": 3, "summary": 2, "lead": 2, "blurb": 1, "discussion": 1.5})
    if not place or sentence.text.endswith("?") or LIMITS.search(sentence.text):
        return 0.0
    opens = 1.0 if sentence.place == "conclusions" and sentence.opens else 0.0
    said = 3.0 if CONCLUDES.search(sentence.text) else opens
    return place + said if said else 0.0


def _limits(sentence: Sentence) -> float:
    place = _at(sentence, {"method": 3, "discussion": 3, "conclusions": 2.5, "summary": 3, "lead": 3, "aim": 2})
    return place + 2.0 if place and OWN.search(sentence.text) and LIMITS.search(sentence.text) else 0.0


def _needs(sentence: Sentence) -> float:
    place = _at(sentence, {"discussion": 3, "conclusions": 3, "summary": 3, "lead": 2.5, "findings": 1.5})
    return place + 2.0 if place and NEEDS.search(sentence.text) else 0.0


_STATED = 5.5
"""From here on a sentence of a summary tells what the study set out to do."""
_MADE = 6.5
"""From here on a sentence tells how the study was made, and no finding."""
PARTS = (
    Part("aim", _aim, 1, 4.5), Part("questions", _questions, 5, 4.0), Part("methods", _methods, 3, 5.5),
    Part("findings", _findings, 4, 3.0), Part("conclusions", _conclusions, 3, 3.5), Part("limits", _limits, 2, 4.0),
    Part("needs", _needs, 2, 4.0),
)  # fmt: skip


def card_claims(sentences: Sequence[Sentence], source: Source) -> list[Claim]:
    """The rows of the card in their order, the sentences of each in the order of the report. A part for which nothing
    fits is missing."""
    claims: list[Claim] = []
    running = [(n, s) for n, s in enumerate(sentences) if s.kind in ("body", "list") and _shown(s.text)]
    says, known = _known_before(running)
    for part in PARTS:
        findings = part.field == "findings"
        told = [item for item in running if not findings or item[0] not in known]
        scored = [
            (part.fits(sentence) or (_faint(sentence) if findings and number > says >= 0 else 0.0), number, sentence)
            for number, sentence in told
        ]
        fitting = [item for item in scored if item[0] >= part.enough]
        best = max((score for score, _, _ in fitting), default=0.0)
        chosen = sorted((i for i in fitting if i[0] >= NEAR_BEST * best), key=lambda item: (-item[0], item[1]))
        seen: dict[str, Claim] = {}
        for score, _, sentence in sorted(chosen[: part.most], key=lambda item: item[1]):
            sure = round(min(0.95, 0.4 + 0.07 * score), 2)
            claim = Claim(
                part.field, sentence.text, source, "sentence of the report", sure, sentence.page, "", sentence.place
            )
            seen.setdefault(sentence.text, claim)
        claims += seen.values()
    return claims


def _known_before(running: Sequence[tuple[int, Sentence]]) -> tuple[int, set[int]]:
    """The number of the sentence in which a summary first says what was done (-1: it does not), and those before it:
    they tell what was known already, unless they count something."""
    summary = [(n, s) for n, s in running if s.place in PASSING]
    says = next((n for n, s in summary if _methods(s) >= _MADE or _aim(s) >= _STATED or OF_ITSELF.match(s.text)), -1)
    return says, {n for n, s in summary if n < says and not RESULT.search(s.text)}


def _faint(sentence: Sentence) -> float:
    """In a short text what follows on how it was made is what came out, whatever its words."""
    text = sentence.text
    told = sentence.place in ("lead", "blurb") and not _methods(sentence) and not _aim(sentence)
    return 3.5 if told and not any(cue.search(text) for cue in (NO_FINDING, CONCLUDES, LIMITS, DONE, RULES)) else 0.0


def _shown(text: str) -> bool:
    return SHORTEST <= len(text.split()) <= LONGEST and text[-1] in '.?!:”"' and text[:1] not in '”"’['
