"""The environments as the directory and their own pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext

from config.municipalities import counties, municipalities
from models.environment import Environment
from models.report import RecordKind
from models.sighting import HealthKind
from search_app.language import gettext, ngettext, number

PRINCIPALS = {
    "kommuner": lazy_gettext("kommuner"),
    "kommun": lazy_gettext("en kommun"),
    "region": lazy_gettext("region"),
    "kommuner+region": lazy_gettext("kommuner och region"),
    "stiftelse": lazy_gettext("stiftelse"),
    "kommuner+universitet": lazy_gettext("kommuner och universitet"),
    "kommuner+region+universitet": lazy_gettext("kommuner, region och universitet"),
}

HEALTH = {
    HealthKind.OK: lazy_gettext("allt i ordning"),
    HealthKind.QUIET: lazy_gettext("inget nytt på länge"),
    HealthKind.CHANGED: lazy_gettext("webbplatsen har ändrats så att vi inte känner igen rapporterna"),
    HealthKind.BLOCKED: lazy_gettext("webbplatsen släpper inte in oss"),
    HealthKind.FAILING: lazy_gettext("webbplatsen svarar inte som den ska"),
    HealthKind.NOT_PERMITTED: lazy_gettext("webbplatsen ber oss att inte hämta"),
}

Counts = Mapping[str, Mapping[RecordKind, int]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One environment in the directory. Counts are None while the index cannot be reached."""

    id: str
    name: str
    who: str
    reports: int | None
    known: int | None
    projects: int | None


@dataclass(frozen=True, slots=True)
class County:
    """A county with the environments that have their seat in it. `covered` of its `total` municipalities have access
    to an environment; `missing` are the others. `code` is "" for environments whose county we do not know."""

    code: str
    name: str
    covered: int
    total: int
    entries: tuple[Entry, ...]
    missing: tuple[str, ...]


def directory(environments: Mapping[str, Environment], counts: Counts | None) -> list[County]:
    """Counties with an environment, in the order of the Swedish alphabet; last the environments without a county."""
    covered = covered_codes(environments)
    found = []
    for county in counties():
        entries = [e for e in environments.values() if any(c.code == county.code for c in e.counties)]
        if not entries:
            continue
        places = [place for place in municipalities() if place.code.startswith(county.code)]
        missing = tuple(sorted((p.name for p in places if p.code not in covered), key=_alphabet))
        rows = tuple(sorted((entry(e, counts) for e in entries), key=lambda row: _alphabet(row.name)))
        found.append(County(county.code, county.name, len(places) - len(missing), len(places), rows, missing))
    found.sort(key=lambda county: _alphabet(county.name))
    placed = {row.id for county in found for row in county.entries}
    if others := [entry(e, counts) for e in environments.values() if e.id not in placed]:
        others.sort(key=lambda row: _alphabet(row.name))
        found.append(County("", gettext("Utan angivet län"), 0, 0, tuple(others), ()))
    return found


def entry(environment: Environment, counts: Counts | None) -> Entry:
    """One row of the directory."""
    found = counts.get(environment.id, {}) if counts is not None else None
    return Entry(
        id=environment.id,
        name=environment.label,
        who=principal_words(environment),
        reports=found.get("report", 0) if found is not None else None,
        known=found.get("known", 0) if found is not None else None,
        projects=found.get("project", 0) if found is not None else None,
    )


def covered_codes(environments: Mapping[str, Environment]) -> set[str]:
    """The municipalities that have access to one of these environments, by code."""
    return {place.code for environment in environments.values() for place in environment.municipalities}


def principal_words(environment: Environment) -> str:
    """What kind of principals an environment has, "" when not known."""
    return str(PRINCIPALS.get(environment.principal_type, environment.principal_type))


def lead(environment: Environment) -> str:
    """One sentence on where an environment works and who runs it."""
    n = len(environment.municipalities)
    names = [place.name for place in environment.counties]
    where = _and(names)
    parts = []
    if n and where:
        parts.append(
            ngettext("FoU-miljö för %(n)s kommun i %(where)s.", "FoU-miljö för %(n)s kommuner i %(where)s.", n,
                     n=number(n), where=where)
        )  # fmt: skip
    elif where:
        parts.append(gettext("FoU-miljö i %(where)s.", where=where))
    if who := principal_words(environment):
        parts.append(gettext("Drivs av %(who)s.", who=who))
    return " ".join(parts)


def membership(environment: Environment) -> str:
    """Whether the environment belongs to FoU Välfärd, and how sure that is; "" when nothing is known."""
    if environment.membership == "confirmed":
        return gettext("Ja, enligt en egen sida eller Socialstyrelsens kartläggning 2025")
    if environment.membership == "uncertain":
        sure = {
            "high": gettext("Troligen, men vi har inte sett det sägas för i dag"),
            "medium": gettext("Kanske: uppgifterna är äldre eller oklara"),
            "low": gettext("Osäkert: vi har bara svaga tecken"),
        }
        return sure.get(environment.certainty, gettext("Osäkert"))
    return ""


def _and(names: list[str]) -> str:
    return gettext(" och ").join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""


def _alphabet(name: str) -> tuple[int, ...]:
    """A key that sorts å, ä and ö after z."""
    order = "abcdefghijklmnopqrstuvwxyzåäö"
    return tuple(order.find(letter) if letter in order else -1 for letter in name.casefold())
