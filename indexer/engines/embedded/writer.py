"""Writing the embedded index: batches that become visible as one, and nothing half done after a crash."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

import numpy as np
import tantivy
from tantivy import Occur, Query

from indexer.engines.backend import NAME_FIELD, Fingerprint, OtherRecord, ReportEntry
from indexer.engines.embedded import vectors
from indexer.engines.embedded.folder import (
    IndexFolder,
    State,
    check_fingerprint,
    read_state,
    write_fingerprint,
    write_state,
)
from indexer.engines.embedded.schema import FACET, INDEXES, ORDER, open_index, schemas
from models.errors import StoreError
from models.serial import to_json

HEAP = 50_000_000
"""Bytes that each text index gathers before it writes a segment; 20 reports need a twentieth."""
NOT_OF_A_REPORT = 0
"""The serial of records that belong to no report's version."""


@dataclass(frozen=True, slots=True)
class _Version:
    serial: int
    version: str
    complete: bool


class EmbeddedWriter:
    """The one writer. A batch is written in the order vectors, passages, records, reports, and the last of these makes
    it visible. What it replaced goes with the next batch or at the end; a crash before that leaves it unseen, and the
    next writer clears it away.

    Args:
        root: the folder of the index.
        fingerprint: what this index is made by.
        facets: ids of all facets.
        now: gives the time of publication (ISO).
        fresh: build a new index beside the one in use.

    Raises:
        BusyError: another process is writing.
        FingerprintError: the index was made by something else, and `fresh` is false.
        StoreError: the folder cannot be written.
    """

    def __init__(
        self, root: Path, fingerprint: Fingerprint, facets: Sequence[str], now: Callable[[], str], *, fresh: bool
    ) -> None:
        self._folder = IndexFolder(root)
        self._dimension = fingerprint.dimension
        self._schemas = schemas(facets)
        self._now = now
        self._held = ExitStack()
        self._held.enter_context(self._folder.locked())
        with ExitStack() as until_open:
            until_open.callback(self._held.close)
            if self._folder.exists():
                self._folder.drop_unused()
            self._fresh = fresh and self._folder.exists()
            if fresh or not self._folder.exists():
                self._path = self._create(fingerprint)
            else:
                self._path = self._folder.current()
                check_fingerprint(self._path, fingerprint)
            if not self._fresh:
                self._folder.use(self._path)
            self._open()
            until_open.pop_all()

    def write(self, put: Sequence[ReportEntry], retract: Sequence[str], records: Sequence[OtherRecord]) -> None:
        """Replace, remove and add as one visible change."""
        entries = list({entry.record.id: entry for entry in put}.values())
        gone = [report_id for report_id in retract if report_id in self._versions]
        if not (entries or gone or records):
            return
        try:
            numbered = self._take_serials(entries)
            self._write_vectors(numbered)
            self._write_passages(numbered)
            self._write_records(numbered, records)
            self._step()
            self._write_reports(numbered, gone)
            self._step(published=self._now())
        except (OSError, ValueError) as error:
            raise StoreError(f"index: {error}") from error

    def versions(self) -> dict[str, tuple[str, bool]]:
        """Report id → (version, whether every passage has its vector)."""
        return {report_id: (v.version, v.complete) for report_id, v in self._versions.items()}

    def finish(self, *, keep: bool) -> None:
        """Clear away what no report needs, put a fresh index in place (or drop it when not `keep`), let go."""
        with self._held:
            try:
                if keep:
                    if not self._state.clean:
                        self._clear()
                    self._stop()
                    if self._fresh:
                        self._folder.use(self._path)
                else:
                    self._writers.clear()  # what is not clean the next writer clears
                    if self._fresh:
                        rmtree(self._path)
            except (OSError, ValueError) as error:
                raise StoreError(f"index: {error}") from error

    def _create(self, fingerprint: Fingerprint) -> Path:
        path = self._folder.new()
        for name in INDEXES:
            open_index(path / name, self._schemas[name], create=True)
        vectors.create(path / "vectors")
        write_fingerprint(path, fingerprint)
        write_state(path, State())
        return path

    def _open(self) -> None:
        self._state = read_state(self._path)
        self._writers = {}
        for name in INDEXES:
            index = open_index(self._path / name, self._schemas[name])
            if name == "reports":
                self._versions = _read_versions(index)
            self._writers[name] = index.writer(HEAP, 1)
        self._dead: list[int] = []

    def _stop(self) -> None:
        for name, writer in self._writers.items():
            writer.wait_merging_threads()
            # Merges leave files behind that only a writer removes, and the one above is used up.
            sweeper = open_index(self._path / name, self._schemas[name]).writer(HEAP, 1)
            sweeper.garbage_collect_files()
            sweeper.wait_merging_threads()

    def _step(self, published: str = "") -> None:
        self._state = replace(self._state, step=self._state.step + 1, published=published or self._state.published)
        write_state(self._path, self._state)

    def _take_serials(self, entries: Sequence[ReportEntry]) -> list[tuple[int, ReportEntry]]:
        """Serials are spent before anything is written with them, so that not even a crash lets one be used twice."""
        first = self._state.serial
        self._state = replace(self._state, serial=first + len(entries), clean=False)
        write_state(self._path, self._state)
        return list(enumerate(entries, first))

    def _write_vectors(self, entries: Iterable[tuple[int, ReportEntry]]) -> None:
        bearing = [(serial, entry, entry.vectors) for serial, entry in entries if entry.vectors is not None]
        if rows := [v for _, _, v in bearing if len(v)]:
            serials = np.concatenate([np.full(len(v), serial, np.int64) for serial, _, v in bearing])
            numbers = np.concatenate([[p.passage.number for p in entry.passages] for _, entry, v in bearing if len(v)])
            folder = self._path / "vectors"
            vectors.add(folder, serials, numbers.astype(np.int64), np.concatenate(rows))
            live = {v.serial for v in self._versions.values()}
            vectors.tidy(folder, self._dimension, live.union(serials.tolist()))

    def _write_passages(self, entries: Iterable[tuple[int, ReportEntry]]) -> None:
        writer = self._writers["passages"]
        self._remove(writer, "passages", self._dead)
        for serial, entry in entries:
            for passage in entry.passages:
                document = tantivy.Document()
                document.add_integer("serial", serial)
                document.add_integer("number", passage.passage.number)
                document.add_bytes("passage", to_json(passage.passage).encode())
                for field, tokens in passage.fields.items():
                    document.add_text(field, tokens)
                writer.add_document(document)
        writer.commit()

    def _write_records(self, entries: Iterable[tuple[int, ReportEntry]], others: Iterable[OtherRecord]) -> None:
        writer = self._writers["records"]
        self._remove(writer, "records", self._dead)
        for serial, entry in entries:
            _put(writer, f"report/{serial}", serial, to_json(entry.record).encode())
            if entry.mean is not None:
                _put(writer, f"mean/{serial}", serial, entry.mean.astype(np.float32).tobytes())
            for page, text in enumerate(entry.pages, 1):
                _put(writer, f"page/{serial}/{page}", serial, text.encode())
        for other in others:
            key = f"other/{other.kind}/{other.id}"
            writer.delete_documents_by_term("key", key)
            _put(writer, key, NOT_OF_A_REPORT, other.json.encode())
        writer.commit()
        self._dead = []

    def _write_reports(self, entries: Sequence[tuple[int, ReportEntry]], gone: Sequence[str]) -> None:
        writer = self._writers["reports"]
        versions = dict(self._versions)
        for report_id in gone:
            writer.delete_documents_by_term("id", report_id)
            versions.pop(report_id, None)
        for serial, entry in entries:
            writer.delete_documents_by_term("id", entry.record.id)
            writer.add_document(_report_document(serial, entry))
            versions[entry.record.id] = _Version(serial, entry.record.version, _complete(entry))
        writer.commit()
        live = {v.serial for v in versions.values()}
        self._dead = [v.serial for v in self._versions.values() if v.serial not in live]
        self._versions = versions

    def _clear(self) -> None:
        """Remove every passage, record and vector that no report names."""
        live = [v.serial for v in self._versions.values()]
        for name in ("passages", "records"):
            kept = Query.term_set_query(self._schemas[name], "serial", [*live, NOT_OF_A_REPORT])
            unseen = Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, kept)])
            self._writers[name].delete_documents_by_query(unseen)
            self._writers[name].commit()
        vectors.tidy(self._path / "vectors", self._dimension, live)
        self._dead = []
        self._state = replace(self._state, clean=True)
        self._step()

    def _remove(self, writer: tantivy.IndexWriter, name: str, serials: Collection[int]) -> None:
        if serials:
            writer.delete_documents_by_query(Query.term_set_query(self._schemas[name], "serial", list(serials)))


def _complete(entry: ReportEntry) -> bool:
    return entry.vectors is not None or not entry.passages


def _report_document(serial: int, entry: ReportEntry) -> tantivy.Document:
    record = entry.record
    document = tantivy.Document()
    document.add_text("id", record.id)
    document.add_text("version", record.version)
    document.add_integer("serial", serial)
    document.add_integer("passages", len(entry.passages))
    document.add_integer("vectors", len(entry.passages) if _complete(entry) else -1)
    document.add_text("kind", record.kind)
    if record.year is not None:
        document.add_integer("year", record.year)
    for facet, values in record.facets.items():
        for value in values:
            document.add_text(FACET + facet, value)
    for order, key in entry.orders.items():
        document.add_text(ORDER + order, key)
    for name in entry.names:
        document.add_text(NAME_FIELD, name)
    for field, tokens in entry.fields.items():
        document.add_text(field, tokens)
    return document


def _put(writer: tantivy.IndexWriter, key: str, serial: int, value: bytes) -> None:
    document = tantivy.Document()
    document.add_text("key", key)
    document.add_integer("serial", serial)
    document.add_bytes("value", value)
    writer.add_document(document)


def _read_versions(index: tantivy.Index) -> dict[str, _Version]:
    index.reload()
    searcher = index.searcher()
    hits = searcher.search(Query.all_query(), max(1, searcher.num_docs), count=False).hits
    versions = {}
    for _, address in hits:
        document = searcher.doc(address).to_dict()
        serial, complete = document["serial"][0], document["vectors"][0] >= 0
        versions[document["id"][0]] = _Version(serial, document["version"][0], complete)
    return versions
