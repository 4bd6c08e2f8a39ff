"""A report as readers meet it: one merged description, and the public record of it that lies in the index."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.claim import Claim
from models.document import Passage

RecordKind = Literal["report", "known", "project"]
"""`report` has been read; `known` is a report known but not fetched or not readable; `project` is ongoing or
finished work. Every count says which kinds it counts."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a copy of the report was found. `file_url` is the publisher's own file, None when only a page is known.
    `vanished` is "" while the copy is there, else the date (ISO) it was last seen; so a crawl that finds everything
    as it was changes no record."""

    environment: str
    page_url: str | None
    file_url: str | None
    first_seen: str
    vanished: str = ""


LinkKind = Literal[
    "edition of", "has edition", "short version of", "has short version", "part of", "has part", "other part",
    "appendix to", "has appendix", "translation of", "has translation", "follow-up of", "has follow-up",
]  # fmt: skip
"""How a report stands to another that is not the same."""


@dataclass(frozen=True, slots=True)
class Link:
    """Another report that belongs with this one: `report` is its id, `part` the part's number, `language` (ISO 639-1)
    that of a translation, "" where they do not matter or are not known."""

    kind: LinkKind
    report: str
    part: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """All that a reader sees of a report: the same JSON in both engines. Lists are empty and texts "" when not
    found; `year` None means that no year was found. `version` names this state of the record and its passages.
    `document_kind` is the word of the report itself (FoU-rapport, Delrapport …). `facets` are facet id → values.
    `described` are the claims about its subject, method and place, those that count and their grounds, the strongest
    of each field first; `card` the sentences and numbers of the study card in their order."""

    id: str
    version: str
    kind: RecordKind
    title: str
    subtitle: str
    authors: tuple[str, ...]
    year: int | None
    series: str
    number: str
    isbn: str
    publisher: str
    document_kind: str
    language: str
    summary: str
    summary_page: int | None
    blurb: str
    environments: tuple[str, ...]
    addresses: tuple[Address, ...]
    evidence: tuple[Claim, ...]
    facets: dict[str, tuple[str, ...]]
    pages: int
    page_labels: tuple[str | None, ...]
    origins: dict[str, int]
    redistribute: bool
    outcome: str
    status: str = ""
    period: str = ""
    related: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    described: tuple[Claim, ...] = ()
    card: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexedReport:
    """What one publication hands to an engine: the record, the searchable fields beside it, the passages.

    `headings` are the report's own headings in order. `vectors` holds one row for each passage (float32, n × dimension,
    unit length), None when vectors follow later. `pages` is the whole text by page, given only where it may be shown.
    """

    record: PublicRecord
    headings: tuple[str, ...]
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32] | None = None
    pages: tuple[str, ...] = ()

    def with_vectors(self, vectors: NDArray[np.float32]) -> "IndexedReport":
        """The same report with its vectors."""
        return replace(self, vectors=vectors)
