"""What a sentence does in a report: it names it, states the aim, opens, tells how it was made, or what was found.

A summary, and any short text, runs through all of these without a heading between them; what a sign is worth hangs on
which of them its sentence does.
"""

import re
from collections.abc import Sequence
from typing import Literal

from indexer.describe.cues import ASKED, DATA, DONE, OPENS, OWN_AIM, SAID
from indexer.describe.evidence import FRONT, PASSING
from indexer.describe.zones import Sentence

Role = Literal["title", "aim", "opening", "method", "result", "body"]
_AIMS = (SAID, OWN_AIM, ASKED)
_OF_ITSELF = re.compile(rf"{OPENS}\b", re.I)


def roles_of(sentences: Sequence[Sentence]) -> list[Role]:
    """The role of each sentence. In front, what comes after the first sentence on how material was gathered is what was
    found, unless it is of that too or speaks of the study itself."""
    made = {n for n, s in enumerate(sentences) if s.place != "title" and DATA.search(s.text) and DONE.search(s.text)}
    first = min(made, default=len(sentences))
    return [_role(n, sentence, made, first) for n, sentence in enumerate(sentences)]


def _role(number: int, sentence: Sentence, made: set[int], first: int) -> Role:
    if sentence.place in ("title", "keywords"):
        return "title"
    if sentence.place == "aim" or (sentence.place in FRONT and any(aim.search(sentence.text) for aim in _AIMS)):
        return "aim"
    if sentence.place == "method":
        return "method"
    if sentence.place not in PASSING:
        return "body"
    if number in made:
        return "method"
    return "result" if number > first and not _OF_ITSELF.match(sentence.text) else "opening"
