"""The 290 municipalities of Sweden and their counties (Statistics Sweden, CC0), and other names of places."""

import csv
import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from models.environment import Place

FOLDER = Path(__file__).parent / "places"
FILE = FOLDER / "municipalities.csv"


@cache
def municipalities() -> tuple[Place, ...]:
    """All municipalities in order of code."""
    return tuple(Place(row["kommun"], row["kommunkod"]) for row in _rows())


@cache
def counties() -> tuple[Place, ...]:
    """All counties in order of code, with their full names ("Stockholms län")."""
    return tuple(Place(name, code) for code, name in sorted({(row["länskod"], row["län"]) for row in _rows()}))


def _rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def other_places() -> Mapping[str, Mapping[str, str]]:
    """Name → code of `counties` (everyday names), `areas` of several municipalities, and `districts` of cities."""
    tables: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "areas.toml").read_text(encoding="utf-8"))
    return tables


@cache
def also_words() -> frozenset[str]:
    """Names of places that are also words, given names or surnames."""
    lines = (FOLDER / "also_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def place_names() -> Mapping[str, str]:
    """Code → name of every municipality and county."""
    return {place.code: place.name for place in (*counties(), *municipalities())}


@cache
def places_version() -> str:
    """Changes with any byte of the files of places."""
    files = sorted(path for path in FOLDER.iterdir() if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
