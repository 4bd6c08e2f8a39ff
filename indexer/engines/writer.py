"""The one writer of an index: it analyses what is published and hands it to the backend, batch by batch."""

from collections.abc import Iterable
from types import TracebackType
from typing import Self

import numpy as np

from indexer.engines.backend import (
    GRAMS_FIELD,
    PARTS,
    PASSAGE_FIELD,
    WORDS_FIELD,
    OtherRecord,
    PassageEntry,
    ReportEntry,
    Vector,
    WritingBackend,
)
from indexer.engines.collation import sort_keys, title_key
from indexer.engines.fields import FieldMaker, Fields
from models.language.analysis import Analyser
from models.report import IndexedReport

NO_WORD = "¶"
"""A sign that no word is. It stands between passages, so that no phrase runs from one into the next, and in fields that
have no words: engines differ in whether a document without a field counts when they weigh its words."""


class SearchWriter:
    """Writes the index. Only one may be open at a time; readers go on undisturbed meanwhile.

    Args:
        backend: the index, open for writing.
        analyser: the Swedish analysis.
        dimension: of the vectors.
    """

    def __init__(self, backend: WritingBackend, analyser: Analyser, dimension: int) -> None:
        self._backend = backend
        self._fields = FieldMaker(analyser)
        self._dimension = dimension
        self._records: list[OtherRecord] = []

    def publish(self, reports: Iterable[IndexedReport]) -> None:
        """Put these reports in the index, each in place of its former version, as one visible change.

        Together with them go the public records queued by `put_record`. A report without `vectors` is found by words
        at once; publishing it again with vectors makes it found by meaning.

        Raises:
            ValueError: `vectors` has another number of rows than the report has passages, or another dimension than
                the model of the index.
            StoreError: the index cannot be written (full disk, wrong rights).
        """
        entries = [self._entry(report) for report in reports]
        self._backend.write(entries, (), self._records)
        self._records = []

    def retract(self, ids: Iterable[str]) -> None:
        """Take these reports out of the index; unknown ids are passed over.

        Raises:
            StoreError: as `publish`.
        """
        self._backend.write((), list(ids), self._records)
        self._records = []

    def versions(self) -> dict[str, tuple[str, bool]]:
        """What the index holds: report id → (version, whether every passage has its vector)."""
        return self._backend.versions()

    def put_record(self, kind: str, record_id: str, json: str) -> None:
        """Queue another public record (an environment with its reading figures …), known by kind and id. It is
        written with the next publication, at the latest when the writer closes in good order."""
        self._records.append(OtherRecord(kind, record_id, json))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """In good order: write what is queued, put a fresh index in the old one's place. Let go of the index."""
        keep = error is None
        try:
            if keep:
                self._backend.write((), (), self._records)
        except BaseException:
            keep = False
            raise
        finally:
            self._backend.finish(keep=keep)

    def _entry(self, report: IndexedReport) -> ReportEntry:
        record, vectors = report.record, report.vectors
        if vectors is not None and vectors.shape != (len(report.passages), self._dimension):
            wanted = (len(report.passages), self._dimension)
            raise ValueError(f"report {record.id}: vectors of shape {vectors.shape}, not {wanted}")
        texts = {
            "title": f"{record.title}\n{record.subtitle}",
            "summary": f"{record.summary}\n{record.blurb}",
            "headings": "\n".join(report.headings),
            "details": "\n".join(
                (*record.authors, record.series, record.number, record.isbn, record.publisher, str(record.year or ""))
            ),
        }
        made = {field: self._fields.of(text) for field, text in texts.items()}
        read = [self._fields.of(passage.text) for passage in report.passages]
        whole = Fields.together([*made.values(), *read])
        fields = {name: value for field, one in made.items() for name, value in _analysed(field, one).items()}
        fields["body"] = f" {NO_WORD} ".join(one.body for one in read)
        fields["body" + PARTS] = " ".join(one.parts for one in read)
        fields[GRAMS_FIELD] = whole.grams
        fields[WORDS_FIELD] = " ".join(sorted(whole.forms))
        passages = zip(report.passages, read, strict=True)
        return ReportEntry(
            record=record,
            fields={name: tokens or NO_WORD for name, tokens in fields.items()},
            names=tuple(filter(None, {title_key(record.title): 0, title_key(texts["title"]): 0})),
            orders=sort_keys(record),
            passages=tuple(PassageEntry(passage, _analysed(PASSAGE_FIELD, one)) for passage, one in passages),
            vectors=vectors,
            mean=_mean(vectors),
            pages=report.pages,
        )


def _analysed(field: str, fields: Fields) -> dict[str, str]:
    return {field: fields.body, field + PARTS: fields.parts}


def _mean(vectors: Vector | None) -> Vector | None:
    """The mean vector of a report at unit length, None when it has no vectors or they cancel out."""
    if vectors is None or not len(vectors):
        return None
    mean = vectors.mean(axis=0)
    length = float(np.linalg.norm(mean))
    return (mean / np.float32(length)).astype(np.float32) if length > 0 else None
