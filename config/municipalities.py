"""The 290 municipalities of Sweden and their counties (Statistics Sweden, CC0)."""

import csv
from functools import cache
from pathlib import Path

from models.environment import Place

FILE = Path(__file__).parent / "places" / "municipalities.csv"


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
