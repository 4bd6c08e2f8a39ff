"""One report, once: which sightings show the same report, and why.

Joined are sightings of the very same file, and sightings whose title (with subtitle), year and authors agree. Poor
titles ("Slutrapport", "Rapport 3") never match on their own, and reports whose printed numbers differ never join:
editions, yearly follow-ups and numbered parts stay apart.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.sighting import Sighting

POOR_TITLE_WORDS = 3
"""A title of fewer words says too little to match on ("Slutrapport", "Årsrapport 2016")."""


@dataclass(frozen=True, slots=True)
class Described:
    """A sighting with the values weighed from its page and its file, as far as identity needs them."""

    sighting: Sighting
    title: str
    subtitle: str
    year: str
    number: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sightings of one report, earliest first; `reasons` says for each but the first why it was joined."""

    id: str
    members: tuple[Described, ...]
    reasons: tuple[str, ...]


def cluster(described: Sequence[Described]) -> list[Cluster]:
    """Join sightings of the same report. Linear in the number of sightings; the same input gives the same clusters."""
    ordered = sorted(described, key=lambda d: (d.sighting.first_seen[:10], d.sighting.environment, d.sighting.key))
    by_file: dict[str, int] = {}
    by_words: dict[str, list[int]] = {}
    groups: list[list[Described]] = []
    reasons: list[list[str]] = []
    for item in ordered:
        place, reason = None, "first"
        sha = item.sighting.file_sha256
        if sha and sha in by_file:
            place, reason = by_file[sha], "same file"
        else:
            for candidate in by_words.get(_signature(item), ()):
                if _compatible(item, groups[candidate]):
                    place, reason = candidate, "same title, year and authors"
                    break
        if place is None:
            place = len(groups)
            groups.append([])
            reasons.append([])
        groups[place].append(item)
        reasons[place].append(reason)
        if sha:
            by_file.setdefault(sha, place)
        if signature := _signature(item):
            by_words.setdefault(signature, []).append(place)
    return [Cluster(report_id(g[0].sighting), tuple(g), tuple(r[1:])) for g, r in zip(groups, reasons, strict=True)]


def report_id(sighting: Sighting) -> str:
    """The lasting id of the report first seen in this sighting: ten hexadecimal digits of its place."""
    return hashlib.sha256(f"{sighting.environment}\n{sighting.key}".encode()).hexdigest()[:10]


def _signature(item: Described) -> str:
    words = re.findall(r"\w+", f"{item.title} {item.subtitle}".casefold())
    if len(words) < POOR_TITLE_WORDS or not item.year:
        return ""
    return " ".join(words) + "|" + item.year


def _compatible(item: Described, group: Sequence[Described]) -> bool:
    for other in group:
        if item.number and other.number and item.number != other.number:
            return False
        ours, theirs = _people(item.authors), _people(other.authors)
        if ours and theirs and not ours & theirs:
            return False
    return True


def _people(authors: Sequence[str]) -> set[str]:
    return {" ".join(sorted(re.findall(r"\w+", author.casefold()))) for author in authors}
