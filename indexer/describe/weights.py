"""The table `[describe]` of config/weights.toml, and what was learnt, as a typed value. The reasons stand there."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from config.taxonomy import FOLDER
from models.claim import Place
from models.errors import SettingsError

Level = Literal["high", "medium", "low"]
LEARNT = FOLDER / "weights.toml"
"""Made by benchmarks/belief.py (area, group) and benchmarks/wording.py (study_type, method)."""
WORDING = FOLDER / "wording.txt"
"""Made by benchmarks/wording.py."""


@dataclass(frozen=True, slots=True)
class BeliefWeights:
    """The weight of each feature of a facet, learnt, and the beliefs from which a claim is high or medium; `nearest` is
    the least belief in what is believed most."""

    high: float
    medium: float
    nearest: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DescribeWeights:
    """How signs become claims; see config/weights.toml."""

    high: float
    medium: float
    share: Mapping[str, float]
    body: float
    again: float
    asked: float
    shy: Mapping[str, float]
    places: Mapping[Place, float]
    confidence: Mapping[Level, float]
    belief: Mapping[str, BeliefWeights]

    def level(self, facet: str, points: float, best: float, *, front: bool) -> Level:
        """The level of a claim with so many points where the strongest of its facet has `best`; only the facets of
        `share` compete. `front` tells whether a sign stands where a report says what it is about."""
        if not front or points < self.medium or points < self.share.get(facet, 0.0) * best:
            return "low"
        return "high" if points >= self.high else "medium"


def describe_weights(weights: Mapping[str, Any]) -> DescribeWeights:
    """Read the table, and the beliefs that were learnt.

    Raises:
        SettingsError: a number is missing or unknown.
    """
    try:
        learnt = tomllib.loads(LEARNT.read_text(encoding="utf-8"))
        return DescribeWeights(**weights["describe"], belief={f: BeliefWeights(**table) for f, table in learnt.items()})
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"weights.toml: [describe] {error}") from error
