"""The table `[describe]` of config/weights.toml as a typed value. The reason for each number stands there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from models.claim import Place
from models.errors import SettingsError

Level = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class DescribeWeights:
    """How signs become claims; see config/weights.toml."""

    high: float
    medium: float
    sure: float
    share: Mapping[str, float]
    body: float
    again: float
    asked: float
    shy: Mapping[str, float]
    places: Mapping[Place, float]
    confidence: Mapping[Level, float]

    def level(self, facet: str, points: float, best: float, *, front: bool) -> Level:
        """The level of a claim with so many points where the strongest of its facet has `best`; only the facets of
        `share` compete. `front` tells whether a sign stands where a report says what it is about."""
        if not front or points < self.medium or points < self.share.get(facet, 0.0) * best:
            return "low"
        return "high" if points >= self.high else "medium"


def describe_weights(weights: Mapping[str, Any]) -> DescribeWeights:
    """Read the table.

    Raises:
        SettingsError: a number is missing or unknown.
    """
    try:
        return DescribeWeights(**weights["describe"])
    except (KeyError, TypeError) as error:
        raise SettingsError(f"weights.toml: [describe] {error}") from error
