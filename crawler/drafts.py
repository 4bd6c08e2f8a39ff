"""What one look at a site gives, before it is compared with the looks before."""

from dataclasses import dataclass, field
from typing import Literal

from models.claim import Claim
from models.sighting import FetchOutcome

Purpose = Literal["page", "file", "robots", "feed", "oai", "list"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One request that an exploration wants made: a canonical address and what it is for."""

    address: str
    purpose: Purpose
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """How a request ended.

    `body` is empty unless `outcome` is ok or not modified; `location` is where a redirect leads, absolute; `sha256` the
    archived body's hash; `content_type` as the server said it, small letters; `modified` the time of the last change
    that it states (ISO, UTC, "" when none).
    """

    address: str
    outcome: FetchOutcome
    status: int = 0
    content_type: str = ""
    location: str = ""
    body: bytes = b""
    sha256: str | None = None
    modified: str = ""

    @property
    def good(self) -> bool:
        """Whether there is a body to read."""
        return self.outcome in (FetchOutcome.OK, FetchOutcome.NOT_MODIFIED) and not self.location


@dataclass(frozen=True, slots=True)
class Draft:
    """A report or project as found in this look. `key` is a proposal: a known one is kept when the thing is known.

    `rank` tells how much the place is its own (see `assemble`), `modified` when its page was changed last.
    """

    key: str
    kind: Literal["report", "project"]
    page_url: str | None
    file_url: str | None
    claims: tuple[Claim, ...]
    rank: int = 0
    reports: tuple[str, ...] = ()
    file_sha256: str | None = None
    file_outcome: FetchOutcome | None = None
    modified: str = ""

    @property
    def title(self) -> str:
        """Its title, "" when the site gives none."""
        return next((str(claim.value) for claim in self.claims if claim.field == "title"), "")

    def value(self, name: str) -> str:
        """The surest value of a field as text, "" when there is none."""
        claims = [claim for claim in self.claims if claim.field == name]
        return str(max(claims, key=lambda claim: claim.confidence).value) if claims else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page was taken for, and why."""

    address: str
    kind: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Harvest:
    """All that one look at a site gave.

    `visited` are the identities of pages that were read, `gone` of those that answered that they are no more,
    `failed` of those that gave no answer to go by. `home` says how the home page answered ("" when well). `deleted`
    are keys that a repository says are withdrawn. `aliases` lead from an address that redirects to the one it leads
    to (identities both). `refused` counts requests that were never made, by outcome, `obstacles` pages that came
    instead of what was asked for. `complete` is false when the budget ended before the links or a family of pages
    without end was left; `unread` says so in words ("" when all was read). `standing` are keys of known things whose
    page was read and names them still. `elsewhere` counts documents linked on hosts outside the scope, by host.
    """

    drafts: tuple[Draft, ...] = ()
    readings: tuple[Reading, ...] = ()
    visited: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()
    aliases: dict[str, str] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    home: str = ""
    obstacles: dict[str, int] = field(default_factory=dict)
    complete: bool = True
    unread: str = ""
    standing: frozenset[str] = frozenset()
    elsewhere: dict[str, int] = field(default_factory=dict)
