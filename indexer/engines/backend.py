"""What a backend must be able to do. Everything else – analysis, planning, ranking, showing – is shared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.engines.nodes import Node
from models.document import Passage
from models.report import PublicRecord, RecordKind
from models.search import IndexStats

Vector = NDArray[np.float32]
T = TypeVar("T")
Order = Literal["newest", "oldest", "title"]

TEXT_FIELDS = ("title", "summary", "headings", "details", "body")
"""The analysed fields of a report. `details` are its authors, series, number and publisher."""
GRAMS_FIELD = "grams"
"""Runs of letters of all words of a report (`Analyser.grams`), without positions: they weigh, and find nothing."""
WORDS_FIELD = "words"
"""The words of a report as written, their lemmas and parts, in lower case, each once: for spelling and completion."""
NAME_FIELD = "name"
"""The report's whole title, and with its subtitle, as sort keys: one token each, for who types the title."""
PASSAGE_FIELD = "text"
"""The analysed field of a passage."""
PARTS = "_parts"
"""Each analysed field has a companion of this ending: compound parts, stems and folded forms, without positions."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What index and reader must have in common."""

    schema: str
    analysis: str
    model: str
    dimension: int
    package: str


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """One passage to be written, with its analysed fields (field → tokens joined by spaces)."""

    passage: Passage
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One report to be written. `names` are the tokens of `NAME_FIELD`, `orders` the sort keys; `vectors` has a row for
    each passage (float32, unit length), None when they follow later; `mean` is their mean at unit length; `pages` the
    whole text by page."""

    record: PublicRecord
    fields: Mapping[str, str]
    names: tuple[str, ...]
    orders: Mapping[Order, str]
    passages: tuple[PassageEntry, ...]
    vectors: Vector | None
    mean: Vector | None
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """Another public record, known by kind and id."""

    kind: str
    id: str
    json: str


@dataclass(frozen=True, slots=True)
class CountJob:
    """Count the reports that `node` matches, in all and by each value of these facets, and by year if asked."""

    node: Node
    facets: tuple[str, ...] = ()
    years: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer to a `CountJob`: exact numbers. `years` is None when they were not asked for, its key None the
    reports without a year."""

    total: int
    facets: Mapping[str, Mapping[str, int]]
    years: Mapping[int | None, int] | None


@dataclass(frozen=True, slots=True)
class Near:
    """A report and how near its nearest passage lies (cosine, -1–1)."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage, by its number in the report, and its score (BM25 or cosine). Most that are found are not shown, so the
    passage itself is read by `View.read_passages`, which knows its `place`."""

    number: int
    score: float
    place: Any


class View(Protocol):
    """One consistent state of an index: every report whole and of one version, however long the view is held."""

    @property
    def state(self) -> str:
        """A name of this state; another state has another name."""
        ...

    @property
    def vectors(self) -> int:
        """How many passages have a vector."""
        ...

    def soon(self, ask: Callable[[], T]) -> Callable[[], T]:
        """What gives the answer of `ask`, which asks this view for something: where an answer must be waited for it is
        asked for now, at the same time as others; else when it is called for the first time."""
        ...

    def top(self, node: Node, n: int, offset: int = 0, order: Order | None = None) -> list[tuple[str, float]]:
        """Ids and scores of reports, best first, or in `order` (scores then are 0)."""
        ...

    def count(self, jobs: Sequence[CountJob]) -> list[Counted]:
        """One answer for each job."""
        ...

    def nearest(self, vector: Vector, n: int, among: Sequence[str] | None = None) -> list[Near]:
        """The `n` reports with the nearest passages, nearest first; of `among` only, when given."""
        ...

    def passages_by_words(self, node: Node, ids: Sequence[str], n: int) -> dict[str, list[FoundPassage]]:
        """For each report up to `n` passages that `node` matches, best first."""
        ...

    def passages_by_meaning(self, vector: Vector, ids: Sequence[str], n: int) -> dict[str, list[FoundPassage]]:
        """For each report up to `n` passages, nearest first."""
        ...

    def read_passages(self, found: Sequence[FoundPassage]) -> list[Passage]:
        """The passages themselves of some that this view has found."""
        ...

    def passages_of(self, report_id: str) -> list[Passage]:
        """Every passage of a report, in order."""
        ...

    def reports(self, ids: Sequence[str]) -> dict[str, PublicRecord]:
        """The records of those that exist."""
        ...

    def mean(self, report_id: str) -> Vector | None:
        """The mean vector of a report, None when it has none."""
        ...

    def page_text(self, report_id: str, page: int) -> str:
        """The whole text of a page, "" when it may not be shown or does not exist."""
        ...

    def record(self, kind: str, record_id: str) -> str | None:
        """Another public record as JSON."""
        ...

    def words(self, beginning: str, n: int) -> list[tuple[str, int]]:
        """The `n` words in use (`WORDS_FIELD`) in most reports of those that begin so, and in how many; most first."""
        ...

    def kinds(self) -> dict[str, dict[RecordKind, int]]:
        """Environment id → kind → number of records."""
        ...

    def stats(self) -> IndexStats:
        """How much there is."""
        ...


class Backend(Protocol):
    """An index open for reading."""

    def view(self) -> View:
        """The newest consistent state."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class WritingBackend(Protocol):
    """An index open for writing, with its lock held."""

    def write(self, put: Sequence[ReportEntry], retract: Sequence[str], records: Sequence[OtherRecord]) -> None:
        """Replace, remove and add as one visible change, in the order vectors, passages, records, reports. Passage ids
        are never used again, so that a reader can drop what is not of the version its report names."""
        ...

    def versions(self) -> dict[str, tuple[str, bool]]:
        """Report id → (version, whether every passage has its vector)."""
        ...

    def finish(self, *, keep: bool) -> None:
        """Clear away what no report needs, put a fresh index in place (or drop it when not `keep`), let go."""
        ...
