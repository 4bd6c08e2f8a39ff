"""Writing the index on the cluster: batches whose reports are seen together, and nothing half done after a crash."""

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from elasticsearch import Elasticsearch
from elasticsearch.helpers import BulkIndexError, streaming_bulk
from filelock import FileLock, Timeout

from config.settings import Cluster
from indexer.engines.backend import NAME_FIELD, WORDS_FIELD, Fingerprint, OtherRecord, ReportEntry
from indexer.engines.elastic.cluster import (
    WRITING,
    State,
    builds,
    check_fingerprint,
    connect,
    read_state,
    translated,
    write_state,
)
from indexer.engines.elastic.mapping import FACET, INDICES, ORDER, WINDOW, alias, body, index
from models.errors import BusyError
from models.serial import to_json

LONG = 3600
"""Seconds that clearing away may take."""
AGAIN = (429, 503)
"""What a cluster says that has no room in its queue just now, or whose nodes are taking over from one that fell."""
GONE = 404
"""Deleting what is not there: a request whose answer was lost was sent again."""
AT_ONCE = 10_000
"""Versions cleared away by one request; Elasticsearch takes 65,536 values in a list."""


@dataclass(frozen=True, slots=True)
class _Version:
    serial: int
    version: str
    complete: bool


class ElasticWriter:
    """The one writer. A batch is written in the order passages with vectors, records, reports; the refresh after these
    makes it visible. What it replaced goes with the next batch or at the end; a crash before that leaves it unseen.

    Args:
        cluster: where the index lies.
        here: a folder for the lock that keeps two writers of one machine apart; one of another machine is found out
            by the state of the index, which it has changed.
        fingerprint: what this index is made by.
        facets: ids of all facets.
        now: gives the time of publication (ISO).
        fresh: build a new set of indices beside the one in use.

    Raises:
        BusyError: another process is writing.
        EngineUnavailableError: the cluster cannot be reached.
        FingerprintError: the index was made by something else, and `fresh` is false.
        StoreError: the cluster cannot write.
    """

    def __init__(
        self, cluster: Cluster, here: Path, fingerprint: Fingerprint, facets: Sequence[str], now: Callable[[], str],
        *, fresh: bool,
    ) -> None:  # fmt: skip
        self._cluster = cluster
        self._now = now
        self._me = uuid4().hex
        here.mkdir(parents=True, exist_ok=True)
        self._held = FileLock(here / "writer.lock", timeout=0)
        try:
            self._held.acquire()
        except Timeout:
            raise BusyError(f"{here}: another process is writing") from None
        with ExitStack() as until_open:
            until_open.callback(self._held.release)
            self._client = connect(cluster, WRITING)
            self._open(fingerprint, facets, fresh=fresh)
            until_open.pop_all()

    def _open(self, fingerprint: Fingerprint, facets: Sequence[str], *, fresh: bool) -> None:
        cluster = self._cluster
        self._dead: list[int] = []
        with translated("index"):
            known = builds(self._client, cluster.prefix, INDICES)
            used = next((build for build, in_use in known.items() if in_use), None)
            for build in known:
                if build != used:  # left by an interrupted build, or by the one before
                    self._drop(build)
            self._fresh = fresh and used is not None
            if fresh or used is None:
                self._build = f"{max((int(b) for b in known), default=0) + 1:06d}"
                self._create(fingerprint, facets)
                if not self._fresh:
                    self._use(None)
                    used = self._build
            else:
                self._build = used
                check_fingerprint(self._client, self._name("reports"), fingerprint)
                self._state, self._mark = read_state(self._client, self._name("records"))
            self._used = used
            self._versions = dict(_read_versions(self._client, self._name("reports")))

    def write(self, put: Sequence[ReportEntry], retract: Sequence[str], records: Sequence[OtherRecord]) -> None:
        """Replace, remove and add as one visible change."""
        entries = list({entry.record.id: entry for entry in put}.values())
        gone = [report_id for report_id in retract if report_id in self._versions]
        if not (entries or gone or records):
            return
        with translated("index"):
            numbered = self._take_serials(entries)
            self._remove(self._dead)
            self._bulk(_passage_actions(self._name("passages"), numbered))
            self._client.indices.refresh(index=self._name("passages"))
            self._bulk(_record_actions(self._name("records"), records))
            self._note(busy=True)
            self._bulk(_report_actions(self._name("reports"), numbered, gone))
            self._client.indices.refresh(index=self._name("reports"))
            self._note(busy=False, published=self._now())
        versions = {i: v for i, v in self._versions.items() if i not in gone}
        versions |= {
            entry.record.id: _Version(serial, entry.record.version, _complete(entry)) for serial, entry in numbered
        }
        live = {v.serial for v in versions.values()}
        self._dead = [v.serial for v in self._versions.values() if v.serial not in live]
        self._versions = versions

    def versions(self) -> dict[str, tuple[str, bool]]:
        """Report id → (version, whether every passage has its vector)."""
        return {report_id: (v.version, v.complete) for report_id, v in self._versions.items()}

    def finish(self, *, keep: bool) -> None:
        """Clear away what no report needs, put a fresh set in place (or drop it when not `keep`), let go."""
        try:
            with translated("index"):
                if not keep and self._fresh:
                    self._drop(self._build)
                elif keep:
                    if not self._state.clean:
                        self._clear()
                    if self._fresh:
                        self._use(self._used)
        finally:
            self._client.close()
            self._held.release()

    def _create(self, fingerprint: Fingerprint, facets: Sequence[str]) -> None:
        for name in INDICES:
            made = body(name, facets, fingerprint, self._cluster.shards, self._cluster.replicas)
            self._client.indices.create(index=self._name(name), body=made)
        self._state = State(self._build, writer=self._me)
        self._mark = write_state(self._client, self._name("records"), self._state, None)

    def _use(self, before: str | None) -> None:
        """Let the aliases lead to this set, all at one moment. The set before stays until the next writer comes, for
        those who are still reading it."""
        prefix = self._cluster.prefix
        actions: list[dict[str, Any]] = []
        for name in INDICES:
            if before:
                gone = {"index": index(prefix, name, before), "alias": alias(prefix, name), "must_exist": False}
                actions.append({"remove": gone})
            actions.append({"add": {"index": self._name(name), "alias": alias(prefix, name)}})
        self._client.indices.update_aliases(actions=actions)

    def _drop(self, build: str) -> None:
        names = [index(self._cluster.prefix, name, build) for name in INDICES]
        self._client.indices.delete(index=names, ignore_unavailable=True)

    def _name(self, name: str) -> str:
        return index(self._cluster.prefix, name, self._build)

    def _note(self, *, busy: bool, published: str = "") -> None:
        step = self._state.step + 1
        self._store(replace(self._state, step=step, busy=busy, published=published or self._state.published))

    def _store(self, state: State) -> None:
        state = replace(state, writer=self._me)
        self._mark = write_state(self._client, self._name("records"), state, self._mark)
        self._state = state

    def _take_serials(self, entries: Sequence[ReportEntry]) -> list[tuple[int, ReportEntry]]:
        """Serials are spent before anything is written with them, so that not even a crash lets one be used twice."""
        first = self._state.serial
        self._store(replace(self._state, serial=first + len(entries), clean=False))
        return list(enumerate(entries, first))

    def _bulk(self, actions: Iterable[dict[str, Any]]) -> None:
        """Send in chunks; what was refused for want of room or of a node is sent again, and only that."""
        sent = streaming_bulk(
            self._client, actions, chunk_size=500, max_retries=8, initial_backoff=0.5, retry_on_status=AGAIN,
            raise_on_error=False,
        )  # fmt: skip
        refused = [row for done, row in sent if not (done or row.get("delete", {}).get("status") == GONE)]
        if refused:
            raise BulkIndexError(f"{len(refused)} refused", refused)

    def _clear(self) -> None:
        """Remove every passage that no report names."""
        live = {v.serial for v in self._versions.values()}
        self._remove([serial for serial in self._written() if serial not in live])
        self._dead = []
        self._store(replace(self._state, clean=True))

    def _written(self) -> Iterator[int]:
        """Every serial that a passage bears."""
        self._client.indices.refresh(index=self._name("passages"))
        wanted: dict[str, Any] = {"size": WINDOW, "sources": [{"serial": {"terms": {"field": "serial"}}}]}
        while True:
            aggregated = {"serials": {"composite": wanted}}
            answer = self._client.search(
                index=self._name("passages"), size=0, aggs=aggregated, allow_partial_search_results=False
            )
            found = answer["aggregations"]["serials"]
            yield from (bucket["key"]["serial"] for bucket in found["buckets"])
            if "after_key" not in found:
                return
            wanted = {**wanted, "after": found["after_key"]}

    def _remove(self, serials: Sequence[int]) -> None:
        for start in range(0, len(serials), AT_ONCE):
            some = list(serials[start : start + AT_ONCE])
            self._client.options(request_timeout=LONG).delete_by_query(
                index=self._name("passages"), query={"terms": {"serial": some}}, conflicts="proceed", refresh=True
            )


def _complete(entry: ReportEntry) -> bool:
    return entry.vectors is not None or not entry.passages


def _passage_actions(name: str, entries: Iterable[tuple[int, ReportEntry]]) -> Iterator[dict[str, Any]]:
    for serial, entry in entries:
        for row, passage in enumerate(entry.passages):
            number = passage.passage.number
            document = {
                "report": entry.record.id, "serial": serial, "number": number, "passage": to_json(passage.passage),
                **passage.fields,
            }  # fmt: skip
            if entry.vectors is not None:
                document["vector"] = [float(value) for value in entry.vectors[row]]
            yield {"_index": name, "_id": f"{serial}.{number}", "_source": document}


def _record_actions(name: str, records: Iterable[OtherRecord]) -> Iterator[dict[str, Any]]:
    for record in records:
        yield {"_index": name, "_id": f"other/{record.kind}/{record.id}", "_source": {"value": record.json}}


def _report_actions(
    name: str, entries: Iterable[tuple[int, ReportEntry]], gone: Iterable[str]
) -> Iterator[dict[str, Any]]:
    for report_id in gone:
        yield {"_op_type": "delete", "_index": name, "_id": report_id}
    for serial, entry in entries:
        record = entry.record
        document: dict[str, Any] = {
            "id": record.id, "version": record.version, "serial": serial, "passages": len(entry.passages),
            "vectors": len(entry.passages) if _complete(entry) else -1, "kind": record.kind, "year": record.year,
            "record": to_json(record), "pages": list(entry.pages), NAME_FIELD: list(entry.names), **entry.fields,
            WORDS_FIELD: entry.fields[WORDS_FIELD].split(),
        }  # fmt: skip
        document |= {FACET + facet: list(values) for facet, values in record.facets.items()}
        document |= {ORDER + order: key for order, key in entry.orders.items()}
        if entry.mean is not None:
            document["mean"] = base64.b64encode(entry.mean.astype(np.float32).tobytes()).decode()
        yield {"_index": name, "_id": record.id, "_source": document}


def _read_versions(client: Elasticsearch, name: str) -> Iterator[tuple[str, _Version]]:
    client.indices.refresh(index=name)
    after: list[Any] | None = None
    while True:
        answer = client.search(
            index=name, size=WINDOW, sort=[{"id": "asc"}], source=False, search_after=after, track_total_hits=False,
            docvalue_fields=[{"field": field} for field in ("id", "version", "serial", "vectors")],
            allow_partial_search_results=False,  # passages of a report that is not read would be cleared away
        )  # fmt: skip
        hits = answer["hits"]["hits"]
        for hit in hits:
            fields = {field: values[0] for field, values in hit["fields"].items()}
            yield fields["id"], _Version(fields["serial"], fields["version"], fields["vectors"] >= 0)
        if len(hits) < WINDOW:
            return
        after = hits[-1]["sort"]
