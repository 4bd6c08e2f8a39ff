"""What a reader asks and what comes back. A query is a frozen value with one canonical address."""

from dataclasses import dataclass, field
from typing import Literal

from models.document import Origin
from models.report import PublicRecord

Mode = Literal["both", "exact"]
Sort = Literal["relevance", "newest", "oldest", "title"]
PAGE_SIZE = 10
MAX_QUERY = 500


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`filters` maps facet id → chosen values (OR within a facet, AND between facets), sorted, so that equal
    questions are equal values. `related` finds also terms that mean the same (in mode "both" only). `year_from` and
    `year_to` are inclusive; `undated` also takes reports without a year while a range is set. `page` counts from 1.
    `mode` "exact" finds by words only."""

    text: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    undated: bool = False
    mode: Mode = "both"
    related: bool = True
    sort: Sort = "relevance"
    page: int = 1

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values chosen in one facet."""
        return dict(self.filters).get(facet, ())


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start`:`end` of a shown text. `marked` is the part the reader searched for; `word` says that the
    span is the whole compound around a marked part."""

    start: int
    end: int
    whole_start: int
    whole_end: int


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """An excerpt, cut around the words. `text` is the report's own words (with "…" where cut); `spans` the
    highlights in it; `by` whether it was found by words or by meaning."""

    page: int
    label: str | None
    heading: str
    text: str
    spans: tuple[Span, ...]
    origin: Origin
    by: Literal["words", "meaning"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a report is a hit, from the rule that ran. `word` as asked, `matched` as it stands in the report, `parts`
    the parts of a compound ("" when whole), `place` a field id (title, summary, headings, body). `related` says that
    not the word itself stands there but a term of its family."""

    word: str
    matched: str
    parts: tuple[str, ...]
    place: str
    related: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One report in a result list. `by` is "words", "meaning" or "both"."""

    record: PublicRecord
    score: float
    by: Literal["words", "meaning", "both"]
    passages: tuple[ShownPassage, ...]
    reasons: tuple[Reason, ...]
    title_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One row of a facet: how many hits choosing it would give beside the other facets' choices."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """A facet's rows, chosen first, then by count, then by value."""

    facet: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """`total` = hits by words + hits by meaning only. `years` maps year → hits (None → undated), with every filter
    but the range itself. `related` are the terms that were looked for beside the reader's own. `guesses` is true
    when nothing was found by words: what is shown are guesses."""

    query: SearchQuery
    total: int
    by_words: int
    by_meaning: int
    hits: tuple[Hit, ...]
    facets: tuple[FacetCounts, ...]
    years: dict[int | None, int] = field(default_factory=dict)
    guesses: bool = False
    cut: bool = False
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LikeStudy:
    """A study like another, with all that both have in common: `shared` are facet ids and values that both descriptions
    have, `words` rare words of both titles or summaries. `elsewhere` says that the two were made in other counties."""

    record: PublicRecord
    shared: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that may have been meant, and the number of reports that have its words."""

    text: str
    total: int


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole question as it may end: with a title, or with a word in use."""

    text: str
    kind: Literal["title", "word"]


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of a report from the index: excerpts (passages that begin there and their neighbours) or, where it
    may be shown, the whole `text`."""

    record: PublicRecord
    page: int
    label: str | None
    excerpts: tuple[ShownPassage, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class IndexStats:
    """How much the index holds. `vectors` counts passages that have one."""

    reports: int
    known: int
    projects: int
    passages: int
    vectors: int
    environments: int
    published: str


@dataclass(frozen=True, slots=True)
class ClusterHealth:
    """How the cluster that holds the index stands: `status` green (every copy is there), yellow (every part, but not
    every copy) or red (parts are missing); `nodes` that hold data; `lacking` copies not in place; `size` in bytes."""

    status: str
    nodes: int
    lacking: int
    size: int
