"""A claim: one value about a report together with the evidence for it."""

from dataclasses import dataclass
from typing import Literal

Source = Literal["pdf", "page", "metadata", "repository", "file name", "operator", "correction"]

Field = Literal[
    "title", "subtitle", "authors", "year", "series", "number", "isbn", "issn", "publisher", "kind", "language",
    "abstract", "keywords", "posted", "status", "period", "contact", "funder",
    "area", "group", "study_type", "method", "intervention", "law", "citation", "outcome", "knowledge",
    "municipality", "county", "district", "named_place",
    "aim", "questions", "methods", "findings", "conclusions", "limits", "needs", "material",
]  # fmt: skip
"""Fields of the first two lines: one report or project has at most one value of each. `authors` and `keywords` are
whole lists, since sources are weighed list against list. `year` is the publication year; `posted` is the date of the
web post (ISO, as precise as printed), which is *not* a publication year. `period` is a project's period as printed.

Third line: concepts of the taxonomy by id, several to a report; of `study_type` the first is the main one. `citation`
is (law, chapter, paragraph). Fourth: codes of places where the study was made, names of city districts, and codes of
places that are merely named. Last: the study card, sentences of the report itself; `material` is (number, noun)."""

Place = Literal[
    "title", "keywords", "summary", "aim", "method", "findings", "discussion", "conclusions", "heading", "lead",
    "foreword", "research", "body", "blurb", "",
]  # fmt: skip
"""Where in the report words stand. `lead` is the beginning of a text that has no summary, `research` what it tells of
earlier studies and theory, `blurb` the environment's own words about it on the web."""

REPAIRED = ", repaired"
"""Ends the name of a rule that read text which was repaired: the words are not quite those of the file."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`value` is text, or a tuple of texts for lists. `quote` are the words that it was read from, `page` the PDF page
    (from 1; None when the source is not a paged document), `rule` the name of the rule that read it, and
    `confidence` how often that rule is right where it fires (0–1). `place` is where in the report the words stand, ""
    where that does not matter."""

    field: Field
    value: str | tuple[str, ...]
    source: Source
    rule: str
    confidence: float
    page: int | None = None
    quote: str = ""
    place: Place = ""
