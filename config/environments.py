"""Environment files: one TOML file for each FoU environment, read into `Environment` values."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.environment import Environment, Place, Scope
from models.errors import SettingsError

KEYS = {
    "id", "name", "home", "scope", "short_name", "aliases", "principal", "counties", "municipalities", "membership",
    "presentation", "listings", "oai_pmh", "feed", "redistribute", "example", "rules",
}  # fmt: skip


def load_environments(folder: Path) -> dict[str, Environment]:
    """Read every `*.toml` of `folder` → environments by id, in order of id.

    Raises:
        SettingsError: a file lacks `id`, `name`, `home` or a scope, has an unknown key, or its id is not its file name.
    """
    found = {}
    for path in sorted(folder.glob("*.toml")):
        environment = read_environment(path)
        found[environment.id] = environment
    return found


def read_environment(path: Path) -> Environment:
    """Read one environment file. Least file: `id`, `name`, `home`, `[scope] pages = […]`, `files = […]`.

    Raises:
        SettingsError: as `load_environments`.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path.name}: {error}") from error
    unknown = set(data) - KEYS
    if unknown:
        raise SettingsError(f"{path.name}: unknown key {', '.join(sorted(unknown))}")
    missing = [key for key in ("id", "name", "home") if key not in data]
    if missing:
        raise SettingsError(f"{path.name}: {', '.join(missing)} is missing")
    if data["id"] != path.stem or not re.fullmatch(r"[a-z0-9-]+", data["id"]):
        raise SettingsError(f"{path.name}: id {data['id']!r} is not the file's name in small letters")
    return _environment(path, data)


def _environment(path: Path, data: dict[str, Any]) -> Environment:
    scope = data.get("scope", {})
    listings = data.get("listings", {})
    principal = data.get("principal", {})
    membership = data.get("membership", {})
    if data["home"] and not scope.get("pages"):
        raise SettingsError(f"{path.name}: [scope] pages is missing")
    for address in [data["home"], data.get("feed", ""), *scope.get("pages", []), *scope.get("files", [])]:
        if address and not re.match(r"https?://[^/\s]+", address):
            raise SettingsError(f"{path.name}: {address!r} is not an http or https address")
    for name in ("page_budget", "least_reports"):
        if not str(data.get("rules", {}).get(name, "0")).isdigit():
            raise SettingsError(f"{path.name}: the rule {name} is no whole number")
    return Environment(
        id=data["id"],
        name=data["name"],
        home=data["home"],
        scope=Scope(tuple(scope.get("pages", ())), tuple(scope.get("files", ()))),
        short_name=data.get("short_name", ""),
        aliases=tuple(data.get("aliases", ())),
        principal_type=principal.get("type", ""),
        principals=tuple(principal.get("organisations", ())),
        counties=_places(data.get("counties", ())),
        municipalities=_places(data.get("municipalities", ())),
        membership=membership.get("state", ""),
        certainty=membership.get("certainty", ""),
        membership_note=membership.get("note", ""),
        presentation=data.get("presentation", ""),
        report_listings=tuple(listings.get("reports", ())),
        project_listings=tuple(listings.get("projects", ())),
        oai_pmh=data.get("oai_pmh", ""),
        feed=data.get("feed", ""),
        redistribute=data.get("redistribute", False),
        example=data.get("example", False),
        rules=dict(data.get("rules", {})),
    )


def _places(rows: Iterable[dict[str, str]]) -> tuple[Place, ...]:
    return tuple(Place(row["name"], row["code"]) for row in rows)
