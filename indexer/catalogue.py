"""What was understood, with evidence: the documents that were read and the reports made of them (SQLite).

Everything here can be made again from the archive. Two kinds of rows: *stage results*, keyed by content hash and the
version of the stage, so that a changed stage redoes only what depends on it; and the *state*, the reports, copies
and projects as the latest merge left them, always replaced in one transaction.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.errors import StoreError

SCHEMA = """
CREATE TABLE IF NOT EXISTS stage (
    stage TEXT NOT NULL, version TEXT NOT NULL, key TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT NOT NULL,
    result TEXT NOT NULL, PRIMARY KEY (stage, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS report (id TEXT PRIMARY KEY, version TEXT NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copy (
    environment TEXT NOT NULL, key TEXT NOT NULL, report TEXT NOT NULL, reason TEXT NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (environment, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decision (
    first TEXT NOT NULL, second TEXT NOT NULL, verdict TEXT NOT NULL, rule TEXT NOT NULL, evidence TEXT NOT NULL,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS decision_second ON decision (second);
CREATE INDEX IF NOT EXISTS copy_report ON copy (report);
"""
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class StageResult:
    """How one stage ended for one key. `result` is the stage's own JSON, "" when the outcome is a failure."""

    key: str
    outcome: str
    detail: str
    result: str


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the merge left it: `data` is the JSON of its record, headings and passages."""

    id: str
    version: str
    data: str


@dataclass(frozen=True, slots=True)
class Copy:
    """One sighting's place in the merge: which report it belongs to and why. `data` is the JSON of the export line."""

    environment: str
    key: str
    report: str
    reason: str
    data: str


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """What the merge decided of two copies (by their own ids), by which rule; `evidence` is JSON."""

    first: str
    second: str
    verdict: str
    rule: str
    evidence: str


class Catalogue:
    """The catalogue at `path`; made when it is not there.

    Raises:
        StoreError: the file cannot be opened, is damaged, or was made by a newer version.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._db.execute("PRAGMA journal_mode = WAL")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise StoreError(f"{path} was made by a newer version (schema {version})")
            self._db.executescript(SCHEMA)
            self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{path}: {error}") from error

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise StoreError(f"catalogue: {error}") from error
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def _rows(self, query: str, *values: str) -> list[tuple[str, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"catalogue: {error}") from error

    def stage_keys(self, stage: str, version: str) -> set[str]:
        """The keys for which `stage` has a result of `version`."""
        return {key for (key,) in self._rows("SELECT key FROM stage WHERE stage = ? AND version = ?", stage, version)}

    def stage_result(self, stage: str, version: str, key: str) -> StageResult | None:
        """The result of `stage` for `key`, None when there is none of `version`."""
        query = "SELECT key, outcome, detail, result FROM stage WHERE stage = ? AND version = ? AND key = ?"
        return next((StageResult(*row) for row in self._rows(query, stage, version, key)), None)

    def put_stage(
        self, stage: str, version: str, result: StageResult, beside: Mapping[str, StageResult | None] | None = None
    ) -> None:
        """Keep a stage's result, in place of any other version's; in the same transaction those of the stages `beside`
        for its key, None to forget what they have."""
        with self._transaction() as db:
            for other, row in (beside or {}).items():
                db.execute("DELETE FROM stage WHERE stage = ? AND key = ?", (other, result.key))
                if row is not None:
                    values = (other, version, row.key, row.outcome, row.detail, row.result)
                    db.execute("INSERT INTO stage VALUES (?, ?, ?, ?, ?, ?)", values)
            db.execute(
                "INSERT OR REPLACE INTO stage VALUES (?, ?, ?, ?, ?, ?)",
                (stage, version, result.key, result.outcome, result.detail, result.result),
            )

    def outcomes(self, stage: str) -> dict[str, list[tuple[str, str]]]:
        """Outcome → (key, detail) of every result of `stage`, for the status page."""
        found: dict[str, list[tuple[str, str]]] = {}
        query = "SELECT key, outcome, detail FROM stage WHERE stage = ? ORDER BY key"
        for key, outcome, detail in self._rows(query, stage):
            found.setdefault(outcome, []).append((key, detail))
        return found

    def replace_state(
        self, reports: Iterable[StoredReport], copies: Iterable[Copy], decisions: Iterable[StoredDecision] = ()
    ) -> None:
        """Put a new merge in place of the old one, all or nothing."""
        with self._transaction() as db:
            db.execute("DELETE FROM report")
            db.execute("DELETE FROM copy")
            db.execute("DELETE FROM decision")
            db.executemany("INSERT INTO report VALUES (?, ?, ?)", ((r.id, r.version, r.data) for r in reports))
            db.executemany(
                "INSERT INTO copy VALUES (?, ?, ?, ?, ?)",
                ((c.environment, c.key, c.report, c.reason, c.data) for c in copies),
            )
            db.executemany(
                "INSERT INTO decision VALUES (?, ?, ?, ?, ?)",
                ((d.first, d.second, d.verdict, d.rule, d.evidence) for d in decisions),
            )

    def versions(self) -> dict[str, str]:
        """Report id → version of every report."""
        return {row[0]: row[1] for row in self._rows("SELECT id, version FROM report ORDER BY id")}

    def report(self, report_id: str) -> str | None:
        """The JSON of one report's state, None when unknown."""
        return next((row[0] for row in self._rows("SELECT data FROM report WHERE id = ?", report_id)), None)

    def decisions(self, copy_id: str) -> list[StoredDecision]:
        """Every decision about one copy, by its own id."""
        query = "SELECT * FROM decision WHERE first = ? OR second = ? ORDER BY first, second"
        return [StoredDecision(*row) for row in self._rows(query, copy_id, copy_id)]

    def copies(self) -> Iterator[Copy]:
        """Every sighting's place in the merge, by environment and key."""
        for row in self._rows("SELECT environment, key, report, reason, data FROM copy ORDER BY 1, 2"):
            yield Copy(*row)
