"""One consistent state of the index on the cluster.

A view is a point in time of the reports and one of the passages. The writer's state, read before and after they are
opened, says whether it published meanwhile.
"""

import base64
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig
from elasticsearch import ApiError, Elasticsearch, NotFoundError

from config.settings import Cluster
from indexer.engines.backend import Counted, CountJob, FoundPassage, Near, Order, Vector
from indexer.engines.elastic import queries
from indexer.engines.elastic.cluster import State, translated
from indexer.engines.elastic.mapping import FACET, WINDOW, index
from indexer.engines.nodes import Node
from models.document import Passage
from models.errors import ViewGoneError
from models.report import PublicRecord, RecordKind
from models.search import IndexStats
from models.serial import from_json

T = TypeVar("T")
KEPT = 300
"""Seconds that the cluster keeps a point in time after each use."""
GONE = (404, 502, 503)
"""What a search of a point in time says when its index was dropped, its node fell or restarted, or its shard moved."""
PASSAGES_A_REPORT = 10
"""So many near passages are looked for by the graph for each report that is wanted: several may be of one report."""


class ElasticView:
    """One state of the index; see `View`. `read` is the state that was read when it was opened; `threads` wait for the
    answers to questions that are asked at the same time."""

    def __init__(self, client: Elasticsearch, cluster: Cluster, read: State, threads: ThreadPoolExecutor) -> None:
        self._client = client
        self._threads = threads
        self._exact = cluster.exact
        self._records = index(cluster.prefix, "records", read.build)
        self.read = read
        self.state = f"{read.build}.{read.step}"
        # passages before reports: they are written before them
        self._points = {
            name: client.open_point_in_time(index=index(cluster.prefix, name, read.build), keep_alive=f"{KEPT}s")["id"]
            for name in ("passages", "reports")
        }
        self._serials: dict[str, int] = {}
        self._gone = False
        self._used = time.monotonic()

    def spent(self) -> bool:
        """Whether the cluster may soon forget the view, or has."""
        return self._gone or time.monotonic() - self._used > KEPT / 2

    @cached_property
    def vectors(self) -> int:
        """How many passages have a vector."""
        vectors = {"filter": {"range": {"vectors": {"gt": 0}}}, "aggs": {"sum": {"sum": {"field": "vectors"}}}}
        (answer,) = self._ask("reports", [{"size": 0, "aggs": {"vectors": vectors}}])
        return int(answer["aggregations"]["vectors"]["sum"]["value"])

    def soon(self, ask: Callable[[], T]) -> Callable[[], T]:
        """What gives the answer of `ask`, which is asked for now."""
        return self._threads.submit(ask).result

    def top(self, node: Node, n: int, offset: int = 0, order: Order | None = None) -> list[tuple[str, float]]:
        """Ids and scores of reports, best first, or in `order` (scores then are 0)."""
        if n < 1:
            return []
        found: list[tuple[str, float]] = []
        for hit in self._hits(node, n, offset, order):
            report_id, serial = hit["fields"]["id"][0], hit["fields"]["serial"][0]
            self._serials[report_id] = serial
            found.append((report_id, 0.0 if order else float(hit["_score"] or 0.0)))
        return found

    def count(self, jobs: Sequence[CountJob]) -> list[Counted]:
        """One answer for each job, all in one round trip."""
        answers = self._ask("reports", [queries.count(job) for job in jobs])
        return [_counted(job, answer) for job, answer in zip(jobs, answers, strict=True)]

    def words(self, beginning: str, n: int) -> list[tuple[str, int]]:
        """The words in use in most reports of those that begin so, and in how many; at most `queries.MOST_WORDS`."""
        (answer,) = self._ask("reports", [queries.words(beginning, n)])
        return [(row["key"], row["doc_count"]) for row in answer["aggregations"]["words"]["buckets"]]

    def nearest(self, vector: Vector, n: int, among: Sequence[str] | None = None) -> list[Near]:
        """The `n` reports with the nearest passages, nearest first; of `among` only, when given."""
        if n < 1 or (among is not None and not among):
            return []
        asked = [float(value) for value in vector]
        filters: list[dict[str, Any]] = [] if among is None else [{"terms": {"report": list(among)}}]
        stale: list[int] = []
        while True:
            left = [*filters, {"bool": {"must_not": [{"terms": {"serial": stale}}]}}] if stale else filters
            few = among is not None  # the graph is for searching everything
            if few or self._exact:
                query, cosine = queries.exact(asked, left), _minus_one
            else:
                query, cosine = queries.approximate(asked, min(WINDOW, PASSAGES_A_REPORT * n), left), _twice_minus_one
            (answer,) = self._ask("passages", [queries.nearest(query, min(n, WINDOW))])
            hits = [
                (hit["fields"]["report"][0], hit["fields"]["serial"][0], hit["_score"])
                for hit in answer["hits"]["hits"]
            ]
            new: list[int] = []
            if not self.read.clean:  # else every passage is of a version that its report names
                live = self._live([report_id for report_id, _, _ in hits])
                new = [serial for report_id, serial, _ in hits if live.get(report_id) != serial]
            if not new:
                return [Near(report_id, cosine(score)) for report_id, _, score in hits]
            stale += new

    def passages_by_words(self, node: Node, ids: Sequence[str], n: int) -> dict[str, list[FoundPassage]]:
        """For each report up to `n` passages that `node` matches, best first."""
        return self._passages(ids, lambda serials: queries.by_words(node, serials, n), float)

    def passages_by_meaning(self, vector: Vector, ids: Sequence[str], n: int) -> dict[str, list[FoundPassage]]:
        """For each report up to `n` passages, nearest first."""
        asked = [float(value) for value in vector]
        return self._passages(ids, lambda serials: queries.by_meaning(asked, serials, n), _minus_one)

    def read_passages(self, found: Sequence[FoundPassage]) -> list[Passage]:
        """The passages themselves of some that this view has found, by one search."""
        if not found:
            return []
        (answer,) = self._ask("passages", [queries.of_ids([one.place for one in found])])
        read = {hit["_id"]: _passage(hit) for hit in answer["hits"]["hits"]}
        return [read[one.place] for one in found]

    def passages_of(self, report_id: str) -> list[Passage]:
        """Every passage of a report, in order."""
        serial = self._live([report_id]).get(report_id)
        if serial is None:
            return []
        (answer,) = self._ask("passages", [queries.of_version(serial)])
        return [_passage(hit) for hit in answer["hits"]["hits"]]

    def reports(self, ids: Sequence[str]) -> dict[str, PublicRecord]:
        """The records of those that exist."""
        sources = self._sources(ids, "record")
        return {i: from_json(PublicRecord, sources[i]["record"].encode()) for i in ids if i in sources}

    def mean(self, report_id: str) -> Vector | None:
        """The mean vector of a report, None when it has none."""
        value = self._sources([report_id], "mean").get(report_id, {}).get("mean")
        return None if value is None else np.frombuffer(base64.b64decode(value), np.float32)

    def page_text(self, report_id: str, page: int) -> str:
        """The whole text of a page, "" when it may not be shown or does not exist."""
        pages = self._sources([report_id], "pages").get(report_id, {}).get("pages") or []
        return str(pages[page - 1]) if 1 <= page <= len(pages) else ""

    def record(self, kind: str, record_id: str) -> str | None:
        """Another public record as JSON."""
        with translated("record"):
            answer = self._client.options(ignore_status=404).get(index=self._records, id=f"other/{kind}/{record_id}")
        return answer["_source"]["value"] if answer.get("found") else None

    def kinds(self) -> dict[str, dict[RecordKind, int]]:
        """Environment id → kind → number of records."""
        by_kind = {"terms": {"field": "kind", "size": WINDOW}}
        places = {"terms": {"field": FACET + "environment", "size": WINDOW}, "aggs": {"kind": by_kind}}
        (answer,) = self._ask("reports", [{"size": 0, "aggs": {"environment": places}}])
        buckets = answer["aggregations"]["environment"]["buckets"]
        return {
            bucket["key"]: {inner["key"]: inner["doc_count"] for inner in bucket["kind"]["buckets"]}
            for bucket in sorted(buckets, key=lambda bucket: bucket["key"])
        }

    def stats(self) -> IndexStats:
        """How much there is."""
        wanted = {"kind": {"terms": {"field": "kind", "size": WINDOW}}, "passages": {"sum": {"field": "passages"}}}
        (answer,) = self._ask("reports", [{"size": 0, "aggs": wanted}])
        found = answer["aggregations"]
        numbers = {bucket["key"]: bucket["doc_count"] for bucket in found["kind"]["buckets"]}
        return IndexStats(
            reports=numbers.get("report", 0),
            known=numbers.get("known", 0),
            projects=numbers.get("project", 0),
            passages=int(found["passages"]["value"]),
            vectors=self.vectors,
            environments=len(self.kinds()),
            published=self.read.published,
        )

    def _hits(self, node: Node, n: int, offset: int, order: Order | None) -> Iterator[dict[str, Any]]:
        """The hits from `offset` on; those beyond the window are come to in steps."""
        if offset + n <= WINDOW:
            (answer,) = self._ask("reports", [queries.top(node, n, offset, order)])
            yield from answer["hits"]["hits"]
            return
        after, passed = None, 0
        while passed < offset + n:
            (answer,) = self._ask("reports", [queries.top(node, min(WINDOW, offset + n - passed), 0, order, after)])
            hits = answer["hits"]["hits"]
            yield from hits[max(0, offset - passed) :]
            if not hits:
                return
            after, passed = hits[-1]["sort"], passed + len(hits)

    def _passages(
        self, ids: Sequence[str], request: Callable[[Sequence[int]], dict[str, Any]], scored: Callable[[float], float]
    ) -> dict[str, list[FoundPassage]]:
        """The best passages of each of these reports, all by one search."""
        found: dict[str, list[FoundPassage]] = {report_id: [] for report_id in ids}
        live = self._live(ids)
        if live:
            owners = {serial: report_id for report_id, serial in live.items()}
            (answer,) = self._ask("passages", [request(list(owners))])
            for bucket in answer["aggregations"]["serials"]["buckets"]:
                serial = bucket["key"]
                scores = [hit["sort"] for hit in bucket["best"]["hits"]["hits"]]
                found[owners[serial]] = [FoundPassage(n, scored(score), f"{serial}.{n}") for score, n in scores]
        return found

    def _live(self, ids: Collection[str]) -> dict[str, int]:
        """The version of each report that exists, in the order asked for."""
        unknown = [report_id for report_id in ids if report_id not in self._serials]
        if unknown:
            (answer,) = self._ask("reports", [queries.versions(unknown)])
            for hit in answer["hits"]["hits"]:
                self._serials[hit["fields"]["id"][0]] = hit["fields"]["serial"][0]
        return {report_id: self._serials[report_id] for report_id in ids if report_id in self._serials}

    def _sources(self, ids: Sequence[str], field: str) -> dict[str, dict[str, Any]]:
        """One kept field of some reports, by id."""
        if not ids:
            return {}
        request = {
            "query": queries.filtered({"terms": {"id": list(ids)}}), "size": min(WINDOW, len(ids)), "_source": [field],
        }  # fmt: skip
        (answer,) = self._ask("reports", [request])
        return {hit["_id"]: hit["_source"] for hit in answer["hits"]["hits"]}

    def _ask(self, name: str, requests: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The answers to these searches, in one round trip. Term statistics are those of all shards together, so that
        scores do not depend on which shard a report lies on. An answer without one of the shards is none.

        Raises:
            ViewGoneError: the point in time is no longer held, or not by a copy that can be reached.
        """
        if not requests:
            return []
        point = {"id": self._points[name], "keep_alive": f"{KEPT}s"}
        header = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": False}
        lines = [line for request in requests for line in (header, {**request, "pit": point})]
        with translated("search"):
            answers = self._client.msearch(searches=lines)["responses"]
            try:
                for answer in answers:
                    _raise_for(answer)
            except ApiError as error:
                if error.status_code not in GONE:
                    raise
                self._gone = True
                raise ViewGoneError(f"search: this state of the index is gone ({error.status_code})") from None
        self._used = time.monotonic()
        return list(answers)


def _raise_for(answer: dict[str, Any]) -> None:
    """A search among several fails without the whole request failing: raise what it would have raised alone."""
    if "error" not in answer:
        return
    status = int(answer.get("status", 500))
    meta = ApiResponseMeta(status, "1.1", HttpHeaders(), 0.0, NodeConfig("http", "localhost", 9200))
    raise (NotFoundError if status == 404 else ApiError)(str(answer["error"].get("type")), meta, answer)


def _counted(job: CountJob, answer: dict[str, Any]) -> Counted:
    total = int(answer["hits"]["total"]["value"])
    found = answer.get("aggregations", {})
    counts = {name: {b["key"]: b["doc_count"] for b in found[name]["buckets"]} for name in job.facets}
    if not job.years:
        return Counted(total, counts, None)
    years: dict[int | None, int] = {int(b["key"]): b["doc_count"] for b in found["year"]["buckets"]}
    if undated := total - sum(years.values()):
        years[None] = undated
    return Counted(total, counts, years)


def _passage(hit: dict[str, Any]) -> Passage:
    return from_json(Passage, hit["_source"]["passage"].encode())


def _minus_one(score: float) -> float:
    return float(score) - 1.0


def _twice_minus_one(score: float) -> float:
    return 2.0 * float(score) - 1.0
