"""What the app asks of the search engine, and the door that opens it when it is first needed."""

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Protocol

from models.errors import FouError
from models.report import PublicRecord, RecordKind
from models.search import Completion, IndexStats, LikeStudy, PageView, ResultPage, SearchQuery, Suggestion


class Engine(Protocol):
    """The reading side of the index (`indexer.engines.SearchEngine`)."""

    def prepare(self) -> None:
        """Do what the first questions would wait for."""
        ...

    def search(self, query: SearchQuery) -> ResultPage:
        """One page of results."""
        ...

    def suggest(self, query: SearchQuery, n: int = 3) -> tuple[Suggestion, ...]:
        """Questions that may have been meant."""
        ...

    def by_words(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """How many hits each question has by its own words alone."""
        ...

    def complete(self, text: str, n: int = 8) -> tuple[Completion, ...]:
        """Ways to end a question."""
        ...

    def report(self, report_id: str) -> PublicRecord | None:
        """One public record."""
        ...

    def similar(self, report_id: str, n: int = 5, *, elsewhere: bool = False) -> Sequence[LikeStudy]:
        """Studies like a report."""
        ...

    def page_view(self, report_id: str, page: int, text: str = "") -> PageView | None:
        """One page of a report."""
        ...

    def environments(self) -> Mapping[str, Mapping[RecordKind, int]]:
        """Environment id → kind → number of records."""
        ...

    def record(self, kind: str, record_id: str) -> str | None:
        """Another public record as JSON."""
        ...

    def stats(self) -> IndexStats:
        """How much the index holds."""
        ...

    def state(self) -> str:
        """A name of the index's present state."""
        ...


class Door:
    """Opens the engine at the first question and keeps it. While it cannot be opened each question fails with the named
    error and the next one tries again, so the app starts before the index is there and recovers by itself."""

    def __init__(self, opening: Callable[[], Engine]) -> None:
        self._opening = opening
        self._engine: Engine | None = None
        self._lock = Lock()
        self._stats: tuple[str, IndexStats] | None = None

    def engine(self) -> Engine:
        """The open engine.

        Raises:
            FouError: it cannot be opened; the kind says why.
        """
        if self._engine is None:
            with self._lock:
                if self._engine is None:
                    self._engine = self._opening()
        return self._engine

    def let_go(self) -> None:
        """Forget the engine after it failed, so that the next question opens it anew."""
        self._engine = None

    def state(self) -> str | None:
        """The name of the index's state, None when it cannot be reached."""
        try:
            return self.engine().state()
        except FouError:
            return None

    def stats(self) -> IndexStats | None:
        """How much there is, counted once for each state of the index; None while it is not open. Asking opens nothing,
        so that pages which need no index can be made without it."""
        if self._engine is None:
            return None
        try:
            state = self._engine.state()
            if self._stats is None or self._stats[0] != state:
                self._stats = (state, self._engine.stats())
        except FouError:
            return None
        return self._stats[1]
