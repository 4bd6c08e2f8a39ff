"""Reading the embedded index: views of one consistent state, renewed by themselves when the writer has published."""

import threading
from collections.abc import Sequence
from pathlib import Path

from indexer.engines.backend import (
    Fingerprint,
)
from indexer.engines.embedded import vectors
from indexer.engines.embedded.folder import IndexFolder, State, check_fingerprint, read_state
from indexer.engines.embedded.schema import INDEXES, open_index, schemas
from indexer.engines.embedded.view import EmbeddedView, Opened
from models.errors import EngineUnavailableError, StoreError

TRIES = 50
"""A view is read again when the writer publishes meanwhile; it takes a hundredth of the time between two commits."""


class EmbeddedBackend:
    """The embedded index open for reading. Safe to share between threads.

    Raises:
        EngineUnavailableError: there is no index yet.
        FingerprintError: it was made by something else.
        StoreError: it cannot be read.
    """

    def __init__(self, root: Path, fingerprint: Fingerprint, facets: Sequence[str]) -> None:
        self._folder = IndexFolder(root)
        self._fingerprint = fingerprint
        self._schemas = schemas(facets)
        self._lock = threading.Lock()
        self._opened = self._open(None)
        self._view = EmbeddedView(self._opened, self._schemas, {})

    def view(self) -> EmbeddedView:
        """The newest state. Raises as the class."""
        folder = self._folder.current()
        with self._lock:
            try:
                fresh = folder == self._opened.folder and read_state(folder).step == self._opened.state.step
            except FileNotFoundError:
                fresh = False
            if not fresh:
                before = self._opened
                self._opened = self._open(before)
                known = self._view.ids if self._opened.folder == before.folder else {}
                self._view = EmbeddedView(self._opened, self._schemas, known)
            return self._view

    def close(self) -> None:
        """Nothing to let go of: maps close with the last view."""

    def _open(self, before: Opened | None) -> Opened:
        """Open what is there. Commits are told by the state file, so a state that is the same before and after the
        reading means that no commit lay between; passages are read before reports, since they are written before."""
        problem: Exception | None = None
        for _ in range(TRIES):
            folder = self._folder.current()
            try:
                state = read_state(folder)
                opened = self._read(folder, state, before if before and before.folder == folder else None)
                if read_state(folder).step == state.step and self._folder.current() == folder:
                    return opened
            except (FileNotFoundError, StoreError, ValueError) as error:
                if self._folder.current() == folder and folder.is_dir() and isinstance(error, StoreError):
                    raise
                problem = error
        raise EngineUnavailableError(f"the index in {self._folder.root} keeps changing: {problem}")

    def _read(self, folder: Path, state: State, before: Opened | None) -> Opened:
        if before:
            indexes = before.indexes
        else:
            check_fingerprint(folder, self._fingerprint)
            indexes = {name: open_index(folder / name, self._schemas[name]) for name in INDEXES}
        known = before.segments if before else ()
        segments = vectors.open_segments(folder / "vectors", self._fingerprint.dimension, known)
        for name in ("passages", "records", "reports"):
            indexes[name].reload()
        searchers = {name: index.searcher() for name, index in indexes.items()}
        return Opened(folder, state, indexes, searchers, segments)
