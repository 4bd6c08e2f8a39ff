"""Rows of the archive's tables, to values and back."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from crawler.drafts import Answer
from models.claim import Claim
from models.sighting import FetchOutcome, Health, HealthKind, LifeEvent, Sighting


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request as it was answered. `sha256` names the body in the archive, None when there was none."""

    environment: str
    address: str
    purpose: str
    time: str
    outcome: FetchOutcome
    status: int
    location: str
    content_type: str
    etag: str
    last_modified: str
    sha256: str | None


def to_sighting(row: sqlite3.Row) -> Sighting:
    """A row of `sightings`."""
    claims = [
        Claim(**{**data, "value": tuple(data["value"]) if isinstance(data["value"], list) else data["value"]})
        for data in json.loads(row["claims"])
    ]
    return Sighting(
        row["environment"], row["key"], row["kind"], row["page_url"], row["file_url"], tuple(claims),
        LifeEvent(row["event"]), row["first_seen"], row["last_seen"], row["file_sha256"],
        FetchOutcome(row["file_outcome"]) if row["file_outcome"] else None, tuple(json.loads(row["reports"])),
    )  # fmt: skip


def of_sighting(sighting: Sighting, origin: str) -> tuple[str | None, ...]:
    """The values of a row of `sightings`, in the order of the table."""
    claims = json.dumps([asdict(claim) for claim in sighting.claims], ensure_ascii=False)
    return (
        sighting.environment, sighting.key, origin, sighting.kind, sighting.page_url, sighting.file_url, claims,
        json.dumps(sighting.reports), sighting.event.value, sighting.first_seen, sighting.last_seen,
        sighting.file_sha256, sighting.file_outcome.value if sighting.file_outcome else None,
    )  # fmt: skip


def to_fetch(row: sqlite3.Row) -> Fetch:
    """A row of `fetches`."""
    return Fetch(
        row["environment"], row["address"], row["purpose"], row["time"], FetchOutcome(row["outcome"]), row["status"],
        row["location"], row["content_type"], row["etag"], row["last_modified"], row["sha256"],
    )  # fmt: skip


def of_answer(answer: Answer, headers: Mapping[str, str]) -> tuple[str | int | None, ...]:
    """The values of a row of `fetches` from the outcome on."""
    return (
        answer.outcome.value, answer.status, answer.location, answer.content_type, headers.get("etag", ""),
        headers.get("last-modified", ""), json.dumps(dict(headers)), answer.sha256,
    )  # fmt: skip


def to_health(text: str) -> Health:
    """A run's health from its JSON."""
    data = json.loads(text)
    return Health(**{**data, "kind": HealthKind(data["kind"])})
