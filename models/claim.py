"""A claim: one value about a report together with the evidence for it."""

from dataclasses import dataclass
from typing import Literal

Source = Literal["pdf", "page", "metadata", "repository", "file name", "operator", "correction"]

Field = Literal[
    "title", "subtitle", "authors", "year", "series", "number", "isbn", "issn", "publisher", "kind", "language",
    "abstract", "keywords", "posted", "status", "period", "contact", "funder",
]  # fmt: skip
"""Fields that one report or project has at most one value of. `authors` and `keywords` are whole lists, since
sources are weighed list against list. `year` is the publication year; `posted` is the date of the web post
(ISO, as precise as printed), which is *not* a publication year. `period` is a project's period as printed."""

REPAIRED = ", repaired"
"""Ends the name of a rule that read text which was repaired: the words are not quite those of the file."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`value` is text, or a tuple of texts for lists. `quote` are the words that it was read from, `page` the PDF page
    (from 1; None when the source is not a paged document), `rule` the name of the rule that read it, and
    `confidence` how often that rule is right where it fires (0–1)."""

    field: Field
    value: str | tuple[str, ...]
    source: Source
    rule: str
    confidence: float
    page: int | None = None
    quote: str = ""
