"""What the crawler saw: reports and projects as one site presents them, and how each run of it went."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from models.claim import Claim


class LifeEvent(StrEnum):
    """What the latest crawl found out about a report or project, compared with the crawl before."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    UNCHANGED = "unchanged"
    VANISHED = "vanished"
    RETURNED = "returned"


class FetchOutcome(StrEnum):
    """How one request ended."""

    OK = "ok"
    NOT_MODIFIED = "not modified"
    NOT_FOUND = "not found"
    FORBIDDEN = "forbidden"
    ROBOTS = "not permitted by robots.txt"
    OUTSIDE_SCOPE = "outside scope"
    TIMED_OUT = "timed out"
    UNREACHABLE = "unreachable"
    TOO_LARGE = "too large"
    SERVER_ERROR = "server error"
    WRONG_TYPE = "wrong type"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One report or project on one site.

    `key` is its identity within the environment (a canonical page address, with "#anchor" when a page holds several;
    a repository's record id; a deposited file's path below the folder) and never changes when its values do.
    `first_seen` and `last_seen` are ISO times in UTC. `file_sha256` is the newest archived version of its file, None
    when no file was ever got; `file_outcome` says how the last attempt ended (None: the site gives no file).
    `reports` (projects only) are the keys of the reports that came of it.
    """

    environment: str
    key: str
    kind: Literal["report", "project"]
    page_url: str | None
    file_url: str | None
    claims: tuple[Claim, ...]
    event: LifeEvent
    first_seen: str
    last_seen: str
    file_sha256: str | None = None
    file_outcome: FetchOutcome | None = None
    reports: tuple[str, ...] = ()


class HealthKind(StrEnum):
    """How a site is doing; the first two need nobody."""

    OK = "ok"
    QUIET = "quiet"
    CHANGED = "changed"
    BLOCKED = "blocked"
    FAILING = "failing"
    NOT_PERMITTED = "not permitted"


@dataclass(frozen=True, slots=True)
class Health:
    """The outcome of one run over one environment, in counts, with the reason for `kind` in plain words (English;
    shown to operators). `fetches` counts requests by outcome, `events` reports and projects by life event, `pages` the
    pages that were read by what they were taken for. `fields` counts the "reports" and "projects" that were found, and
    of the reports those with each field on the site, with a title that no other has, and with their file."""

    environment: str
    kind: HealthKind
    reason: str
    started: str
    ended: str
    fetches: dict[str, int] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
