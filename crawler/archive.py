"""The archive: what was seen, byte for byte. SQLite beside files named by their SHA-256. One writer, many readers.

Safe against `kill -9`: a body is on disk under its final name before its row is written, each fetch is one transaction,
and the closing of a run is one transaction. What a killed run leaves besides is a temporary file or a body without row.
"""

import fcntl
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Self

from crawler.bodies import Bodies, store_errors
from crawler.drafts import Answer, Reading
from crawler.rows import Fetch, of_answer, of_sighting, to_fetch, to_health, to_sighting
from crawler.schema import SCHEMA
from models.errors import BusyError, StoreError
from models.sighting import Health, Sighting

VERSION = 1


class Archive(Bodies):
    """Opens the archive in `folder`, for reading; `write()` makes it the one writer. A folder that is not there is an
    empty archive to readers.

    Raises:
        StoreError: the database cannot be opened, or was written by another version of the program.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._lock: IO[str] | None = None
        self._base: sqlite3.Connection | None = None
        self._made = False
        if (folder / "archive.sqlite").exists():
            self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database and give the writer's place back."""
        if self._base is not None:
            self._base.close()
            self._base = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def write(self) -> Self:
        """Become the one writer.

        Raises:
            BusyError: another process writes.
            StoreError: the folder cannot be written.
        """
        with store_errors():
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "writer.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise BusyError(f"another process is writing {self.folder}") from None
        self._lock = lock
        if self._base is None:
            self._open()
        return self

    def _open(self) -> None:
        with store_errors():
            # the crawl writes from the thread that Twisted runs in, which need not be the one that opened it
            base = sqlite3.connect(
                self.folder / "archive.sqlite", isolation_level=None, timeout=30, check_same_thread=False
            )
            base.row_factory = sqlite3.Row
            base.execute("PRAGMA foreign_keys = ON")
            # with the write-ahead log a killed process loses nothing; a power cut may lose the last moments
            base.execute("PRAGMA synchronous = NORMAL")
            version = base.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and self._lock is not None:
                base.execute("PRAGMA journal_mode = WAL")
                base.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
            elif version not in (0, VERSION):
                raise StoreError(f"{self.folder} was written with schema {version}, this program knows {VERSION}")
        self._base = base

    def _rows(self, query: str, values: Iterable[object] = ()) -> Iterator[sqlite3.Row]:
        if self._base is None:
            return
        with store_errors():
            # a reader may come before the writer has made the tables
            self._made = self._made or bool(self._base.execute("PRAGMA user_version").fetchone()[0])
            if self._made:
                yield from self._base.execute(query, tuple(values)).fetchall()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        if self._base is None or self._lock is None:
            raise StoreError(f"{self.folder} is not open for writing")
        with store_errors():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise

    # reading

    def sightings(self, environment: str | None = None) -> Iterator[Sighting]:
        """All sightings as of the latest closed run of each environment, the vanished too, by environment and key."""
        rows = self._rows(
            "SELECT * FROM sightings WHERE ?1 IS NULL OR environment = ?1 ORDER BY environment, key", (environment,)
        )
        yield from (to_sighting(row) for row in rows)

    def known(self, environment: str, origin: str) -> tuple[Sighting, ...]:
        """The sightings that one origin ("crawl", "deposit:…") gave of an environment."""
        rows = self._rows(
            "SELECT * FROM sightings WHERE environment = ? AND origin = ? ORDER BY key", (environment, origin)
        )
        return tuple(to_sighting(row) for row in rows)

    def versions(self, environment: str, key: str) -> tuple[str, ...]:
        """Every version of a sighting's file, by hash, oldest first."""
        rows = self._rows(
            "SELECT sha256 FROM versions WHERE environment = ? AND key = ? ORDER BY first_seen, rowid",
            (environment, key),
        )
        return tuple(row["sha256"] for row in rows)

    def health(self) -> list[Health]:
        """The health of each environment as of its latest closed crawl, by id."""
        rows = self._rows(
            "SELECT environment, health, max(id) FROM runs WHERE state = 'closed' AND origin = 'crawl'"
            " GROUP BY environment ORDER BY environment"
        )
        return [to_health(row["health"]) for row in rows]

    def runs(self, environment: str) -> list[Health]:
        """The health of an environment as of each of its closed crawls, oldest first."""
        rows = self._rows(
            "SELECT health FROM runs WHERE environment = ? AND state = 'closed' AND origin = 'crawl' ORDER BY id",
            (environment,),
        )
        return [to_health(row["health"]) for row in rows]

    def fetches(self, environment: str | None = None, run: int | None = None) -> Iterator[Fetch]:
        """All requests in the order that they were made, of one environment or one run where given."""
        rows = self._rows(
            "SELECT * FROM fetches WHERE (?1 IS NULL OR environment = ?1) AND (?2 IS NULL OR run = ?2) ORDER BY id",
            (environment, run),
        )
        yield from (to_fetch(row) for row in rows)

    def readings(self, environment: str) -> Iterator[Reading]:
        """What the latest run took each page for, and why."""
        for row in self._rows("SELECT * FROM readings WHERE environment = ? ORDER BY address", (environment,)):
            yield Reading(row["address"], row["kind"], tuple(json.loads(row["reasons"])))

    def bytes_stored(self) -> int:
        """Bytes of all bodies, each counted once."""
        return sum(row[0] or 0 for row in self._rows("SELECT sum(bytes) FROM files"))

    def latest(self, environment: str, address: str, before: int | None = None) -> Fetch | None:
        """The newest fetch of an address that brought or confirmed a body, in a run before `before` where given."""
        rows = self._rows(
            "SELECT * FROM fetches WHERE environment = ?1 AND address = ?2 AND sha256 IS NOT NULL"
            " AND (?3 IS NULL OR run < ?3) ORDER BY id DESC LIMIT 1",
            (environment, address, before),
        )
        return next((to_fetch(row) for row in rows), None)

    def believed(self, environment: str, address: str) -> tuple[str, bytes]:
        """When an address was last got in a crawl that was closed and believed ("" for never), and what came."""
        rows = self._rows(
            "SELECT time, sha256 FROM fetches JOIN runs ON runs.id = fetches.run WHERE fetches.environment = ?"
            " AND address = ? AND sha256 IS NOT NULL AND state = 'closed'"
            " AND json_extract(health, '$.kind') IN ('ok', 'quiet')"
            " ORDER BY fetches.id DESC LIMIT 1",
            (environment, address),
        )
        return next(((str(row["time"]), self.body(row["sha256"])) for row in rows), ("", b""))

    # writing

    def open_command(self, environments: Iterable[str], now: str, not_before: str) -> int:
        """The unfinished order to crawl just these environments, or a new one. An environment that was done with before
        the order was broken off is not crawled again when the same order is given again."""
        ids = json.dumps(list(environments))
        with self._change() as base:
            row = base.execute(
                "SELECT id FROM commands WHERE environments = ? AND ended IS NULL AND started >= ? ORDER BY id DESC",
                (ids, not_before),
            ).fetchone()
            if row is not None:
                return int(row["id"])
            cursor = base.execute("INSERT INTO commands (environments, started) VALUES (?, ?)", (ids, now))
            return int(cursor.lastrowid or 0)

    def end_command(self, command: int, now: str) -> None:
        """Note that an order is carried out."""
        with self._change() as base:
            base.execute("UPDATE commands SET ended = ? WHERE id = ?", (now, command))

    def done(self, command: int) -> dict[str, Health]:
        """The environments that an order is done with, and their health."""
        rows = self._rows("SELECT environment, health FROM runs WHERE command = ? AND state = 'closed'", (command,))
        return {row["environment"]: to_health(row["health"]) for row in rows}

    def open_run(
        self, environment: str, origin: str, now: str, not_before: str = "", command: int | None = None
    ) -> int:
        """The unfinished run of an environment, or a new one. One that began before `not_before` is given up: the site
        has moved on since."""
        with self._change() as base:
            base.execute(
                "UPDATE runs SET state = 'abandoned', ended = ? WHERE environment = ? AND origin = ? AND state = 'open'"
                " AND started < ?",
                (now, environment, origin, not_before),
            )
            row = base.execute(
                "SELECT id FROM runs WHERE environment = ? AND origin = ? AND state = 'open'", (environment, origin)
            ).fetchone()
            if row is not None:
                base.execute("UPDATE runs SET command = ? WHERE id = ?", (command, row["id"]))
                return int(row["id"])
            cursor = base.execute(
                "INSERT INTO runs (command, environment, origin, started) VALUES (?, ?, ?, ?)",
                (command, environment, origin, now),
            )
            return int(cursor.lastrowid or 0)

    def started(self, run: int) -> str:
        """When a run began."""
        return next((str(row["started"]) for row in self._rows("SELECT started FROM runs WHERE id = ?", (run,))), "")

    def fetched(self, run: int, address: str) -> Fetch | None:
        """The fetch of an address within a run, None when this run has not asked for it yet."""
        rows = self._rows("SELECT * FROM fetches WHERE run = ? AND address = ?", (run, address))
        return next((to_fetch(row) for row in rows), None)

    def record(
        self, run: int, environment: str, purpose: str, now: str, answer: Answer, headers: Mapping[str, str]
    ) -> None:
        """Write one answered request; a body must have been `put` before."""
        with self._change() as base:
            if answer.sha256:
                base.execute("INSERT OR IGNORE INTO files VALUES (?, ?, ?)", (answer.sha256, len(answer.body), now))
            base.execute(
                "INSERT OR REPLACE INTO fetches (run, environment, address, purpose, time, outcome, status, location,"
                " content_type, etag, last_modified, headers, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (run, environment, answer.address, purpose, now, *of_answer(answer, headers)),
            )

    def close_run(
        self, run: int, origin: str, sightings: Iterable[Sighting], health: Health, readings: Iterable[Reading] | None
    ) -> None:
        """Close a run: the new state of all its sightings, its health and its readings, in one transaction.

        `readings` None leaves the earlier ones: a run that saw nothing judges nothing.
        """
        with self._change() as base:
            for sighting in sightings:
                if sighting.file_sha256:
                    # a deposit's bodies come without a fetch
                    size = self.file(sighting.file_sha256).stat().st_size
                    base.execute(
                        "INSERT OR IGNORE INTO files VALUES (?, ?, ?)", (sighting.file_sha256, size, sighting.last_seen)
                    )
                    base.execute(
                        "INSERT OR IGNORE INTO versions VALUES (?, ?, ?, ?)",
                        (sighting.environment, sighting.key, sighting.file_sha256, sighting.last_seen),
                    )
                marks = ", ".join("?" * 13)
                base.execute(f"INSERT OR REPLACE INTO sightings VALUES ({marks})", of_sighting(sighting, origin))  # noqa: S608 - only marks
            if readings is not None:
                base.execute("DELETE FROM readings WHERE environment = ?", (health.environment,))
                base.executemany(
                    "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)",
                    [
                        (health.environment, row.address, row.kind, json.dumps(row.reasons, ensure_ascii=False))
                        for row in readings
                    ],
                )
            base.execute(
                "UPDATE runs SET state = 'closed', ended = ?, health = ? WHERE id = ?",
                (health.ended, json.dumps(asdict(health)), run),
            )
