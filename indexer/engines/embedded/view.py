"""One consistent state of the embedded index."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import tantivy
from tantivy import Query

from indexer.engines.backend import (
    WORDS_FIELD,
    Counted,
    CountJob,
    FoundPassage,
    Near,
    Order,
    Vector,
)
from indexer.engines.embedded import vectors
from indexer.engines.embedded.folder import State
from indexer.engines.embedded.queries import all_of, build
from indexer.engines.embedded.schema import FACET, ORDER
from indexer.engines.nodes import And, Everything, Filter, Ids, Node
from models.document import Passage
from models.report import PublicRecord, RecordKind
from models.search import IndexStats
from models.serial import from_json

PARTS_KEPT = 512
"""Parts of questions kept as tantivy's queries, some 25 kB each; one question has some twenty."""
RECORDS_KEPT = 256
"""Records kept in memory as they were read, some 40 kB each."""
T = TypeVar("T")
MAX_VALUES = 10_000
"""Values of a facet that are counted exactly; the municipalities are 290."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One index folder held open, and what was last seen in it."""

    folder: Path
    state: State
    indexes: Mapping[str, tantivy.Index]
    searchers: Mapping[str, tantivy.Searcher]
    segments: tuple[vectors.Segment, ...]


class EmbeddedView:
    """One state of an embedded index; see `View`. `known` are ids by serial that an earlier view has looked up."""

    def __init__(self, opened: Opened, schemas: Mapping[str, tantivy.Schema], known: Mapping[int, str]) -> None:
        self._schemas = schemas
        self._state = opened.state
        self.state = f"{opened.folder.name}.{opened.state.step}"
        self._reports = opened.searchers["reports"]
        self._passages = opened.searchers["passages"]
        self._records = opened.searchers["records"]
        self._parts: dict[tuple[int, str], tuple[Node, Query]] = {}
        self._read: dict[int, PublicRecord] = {}
        self.ids = self._look_up(known)
        self._serials = {report_id: serial for serial, report_id in self.ids.items()}
        self._vectors = vectors.VectorView(opened.segments, self.ids)

    @property
    def vectors(self) -> int:
        """How many passages have a vector."""
        return self._vectors.rows

    def soon(self, ask: Callable[[], T]) -> Callable[[], T]:
        """What gives the answer of `ask`: it lies in the same process, so there is nothing to wait for meanwhile."""
        return cache(ask)

    def top(self, node: Node, n: int, offset: int = 0, order: Order | None = None) -> list[tuple[str, float]]:
        """Ids and scores of reports, best first, or in `order` (scores then are 0)."""
        if n < 1:
            return []
        query = self._query(node)
        if order:
            found = self._reports.search(
                query, n, count=False, offset=offset, order_by_field=ORDER + order, order=tantivy.Order.Asc
            )
        else:
            found = self._reports.search(query, n, count=False, offset=offset)
        serials = self._reports.fast_field_values("serial", [address for _, address in found.hits])
        scores = [0.0] * len(serials) if order else [float(score) for score, _ in found.hits]
        return [(self.ids[int(serial or 0)], score) for serial, score in zip(serials, scores, strict=True)]

    def count(self, jobs: Sequence[CountJob]) -> list[Counted]:
        """One answer for each job."""
        return [self._count(job) for job in jobs]

    def nearest(self, vector: Vector, n: int, among: Sequence[str] | None = None) -> list[Near]:
        """The `n` reports with the nearest passages, nearest first; of `among` only, when given."""
        serials = None if among is None else self._serials_of(among)
        return [Near(self.ids[serial], score) for serial, score in self._vectors.nearest(vector, n, serials)]

    def passages_by_words(self, node: Node, ids: Sequence[str], n: int) -> dict[str, list[FoundPassage]]:
        """For each report up to `n` passages that `node` matches, best first."""
        found: dict[str, list[FoundPassage]] = {report_id: [] for report_id in ids}
        serials = self._serials_of(ids)
        if not serials:
            return found
        of_reports = Query.const_score_query(Query.term_set_query(self._schemas["passages"], "serial", serials), 0.0)
        both = [(tantivy.Occur.Must, self._part(node, "passages")), (tantivy.Occur.Must, of_reports)]
        hits = self._passages.search(Query.boolean_query(both), max(1, self._passages.num_docs), count=False).hits
        owners = self._passages.fast_field_values("serial", [address for _, address in hits])
        kept: list[tuple[list[FoundPassage], float, tantivy.DocAddress]] = []
        number_of = dict.fromkeys(serials, 0)
        for (score, address), owner in zip(hits, owners, strict=True):
            serial = int(owner or 0)
            if number_of[serial] < n:
                number_of[serial] += 1
                kept.append((found[self.ids[serial]], float(score), address))
        numbers = self._passages.fast_field_values("number", [address for _, _, address in kept])
        for (passages, score, address), number in zip(kept, numbers, strict=True):
            passages.append(FoundPassage(int(number or 0), score, address))
        return found

    def passages_by_meaning(self, vector: Vector, ids: Sequence[str], n: int) -> dict[str, list[FoundPassage]]:
        """For each report up to `n` passages, nearest first."""
        found: dict[str, list[FoundPassage]] = {report_id: [] for report_id in ids}
        near = self._vectors.within(vector, self._serials_of(ids), n)
        for serial, rows in near.items():
            found[self.ids[serial]] = [FoundPassage(number, score, (serial, number)) for number, score in rows]
        return found

    def read_passages(self, found: Sequence[FoundPassage]) -> list[Passage]:
        """The passages themselves of some that this view has found."""
        return [
            self._numbered(*one.place) if isinstance(one.place, tuple) else self._passage(one.place) for one in found
        ]

    def passages_of(self, report_id: str) -> list[Passage]:
        """Every passage of a report, in order."""
        serial = self._serials.get(report_id)
        if serial is None:
            return []
        query = Query.term_query(self._schemas["passages"], "serial", serial)
        hits = self._passages.search(query, max(1, self._passages.num_docs), count=False).hits
        return sorted((self._passage(address) for _, address in hits), key=lambda passage: passage.number)

    def reports(self, ids: Sequence[str]) -> dict[str, PublicRecord]:
        """The records of those that exist."""
        found = {}
        for report_id in ids:
            record = self._record(self._serial(report_id))
            if record is not None:
                found[report_id] = record
        return found

    def mean(self, report_id: str) -> Vector | None:
        """The mean vector of a report, None when it has none."""
        value = self._value(f"mean/{self._serial(report_id)}")
        return None if value is None else np.frombuffer(value, np.float32)

    def page_text(self, report_id: str, page: int) -> str:
        """The whole text of a page, "" when it may not be shown or does not exist."""
        return (self._value(f"page/{self._serial(report_id)}/{page}") or b"").decode()

    def record(self, kind: str, record_id: str) -> str | None:
        """Another public record as JSON."""
        value = self._value(f"other/{kind}/{record_id}")
        return None if value is None else value.decode()

    def words(self, beginning: str, n: int) -> list[tuple[str, int]]:
        """The `n` words in use in most reports of those that begin so, and in how many; most first."""
        return [
            (str(word), int(count)) for word, count in self._reports.terms_with_prefix(WORDS_FIELD, beginning, limit=n)
        ]

    def kinds(self) -> dict[str, dict[RecordKind, int]]:
        """Environment id → kind → number of records."""
        by_kind = {"terms": {"field": "kind", "size": MAX_VALUES}}
        by_environment = {"terms": {"field": FACET + "environment", "size": MAX_VALUES}, "aggs": {"kind": by_kind}}
        answer = self._reports.aggregate(Query.all_query(), {"environment": by_environment})
        return {
            bucket["key"]: {inner["key"]: inner["doc_count"] for inner in bucket["kind"]["buckets"]}
            for bucket in sorted(answer["environment"]["buckets"], key=lambda bucket: bucket["key"])
        }

    def stats(self) -> IndexStats:
        """How much there is."""
        answer = self._reports.aggregate(
            Query.all_query(),
            {"kind": {"terms": {"field": "kind", "size": MAX_VALUES}}, "passages": {"sum": {"field": "passages"}}},
        )
        numbers = {bucket["key"]: bucket["doc_count"] for bucket in answer["kind"]["buckets"]}
        return IndexStats(
            reports=numbers.get("report", 0),
            known=numbers.get("known", 0),
            projects=numbers.get("project", 0),
            passages=int(answer["passages"]["value"] or 0),
            vectors=self.vectors,
            environments=len(self.kinds()),
            published=self._state.published,
        )

    def _count(self, job: CountJob) -> Counted:
        query = self._query(job.node)
        fields = {facet: FACET + facet for facet in job.facets} | ({"year": "year"} if job.years else {})
        wanted: dict[str, Any] = {
            name: {"terms": {"field": field, "size": MAX_VALUES}} for name, field in fields.items()
        }
        answer = self._reports.aggregate(query, wanted | {"total": {"value_count": {"field": "serial"}}})
        total = int(answer["total"]["value"])
        counts = {name: {b["key"]: b["doc_count"] for b in answer[name]["buckets"]} for name in fields}
        if not job.years:
            return Counted(total, counts, None)
        years: dict[int | None, int] = {int(year): n for year, n in counts.pop("year").items()}
        if undated := total - sum(years.values()):
            years[None] = undated
        return Counted(total, counts, years)

    def _query(self, node: Node) -> Query:
        return all_of(node.nodes, self._part) if isinstance(node, And) else self._part(node)

    def _part(self, node: Node, index: str = "reports") -> Query:
        """The query for a part of a question. One question asks for the same parts again and again: for the hits, their
        number, the best score; they are the same objects, which are known faster than equal ones. Reports named one by
        one are another part each time."""
        if isinstance(node, Ids) or (isinstance(node, Filter) and isinstance(node.node, Ids)):
            return build(node, self._schemas[index])
        _, made = self._parts.get((id(node), index), (node, None))
        if made is None:
            if len(self._parts) >= PARTS_KEPT:
                self._parts.clear()
            made = build(node, self._schemas[index], partial(self._part, index=index))
            self._parts[id(node), index] = (node, made)
        return made

    def _serial(self, report_id: str) -> int:
        """0, which no version has, for a report that is not there."""
        return self._serials.get(report_id, 0)

    def _record(self, serial: int) -> PublicRecord | None:
        # a dictionary and no lru_cache of a method: that would hold the view, and the files it maps, in a circle
        record = self._read.get(serial)
        if record is None and (value := self._value(f"report/{serial}")) is not None:
            if len(self._read) >= RECORDS_KEPT:
                self._read.clear()
            record = self._read[serial] = from_json(PublicRecord, value)
        return record

    def _serials_of(self, ids: Collection[str]) -> list[int]:
        return [self._serials[report_id] for report_id in ids if report_id in self._serials]

    def _look_up(self, known: Mapping[int, str]) -> dict[int, str]:
        if not self._reports.num_docs:
            return {}
        hits = self._reports.search(self._query(Everything()), self._reports.num_docs, count=False).hits
        addresses = [address for _, address in hits]
        serials = [int(serial or 0) for serial in self._reports.fast_field_values("serial", addresses)]
        return {
            serial: known.get(serial) or self._reports.doc(address)["id"][0]
            for serial, address in zip(serials, addresses, strict=True)
        }

    def _numbered(self, serial: int, number: int) -> Passage:
        """One passage of one version."""
        schema = self._schemas["passages"]
        both = [Query.term_query(schema, "serial", serial), Query.term_query(schema, "number", number)]
        clauses = [(tantivy.Occur.Must, query) for query in both]
        ((_, address),) = self._passages.search(Query.boolean_query(clauses), 1, count=False).hits
        return self._passage(address)

    def _passage(self, address: tantivy.DocAddress) -> Passage:
        return from_json(Passage, self._passages.doc(address)["passage"][0])

    def _value(self, key: str) -> bytes | None:
        hits = self._records.search(Query.term_query(self._schemas["records"], "key", key), 1, count=False).hits
        return bytes(self._records.doc(hits[0][1])["value"][0]) if hits else None
