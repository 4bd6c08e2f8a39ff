"""The table `[ranking]` of config/weights.toml as a typed value. The reason for each number stands there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.errors import SettingsError


@dataclass(frozen=True, slots=True, eq=False)
class RankingWeights:
    """How hits are found and ordered; see config/weights.toml. Equal only to itself, and so a key for what is made with
    it."""

    fields: Mapping[str, float]
    parts: float
    compound: float
    related: float
    pairs: float
    figures: float
    meant: float
    grams: float
    runs: float
    window: int
    meaning: float
    partial: float
    passage_meaning: float
    passage_span: float
    meaning_hits: int
    meaning_sure: int
    floors: Mapping[str, float]
    reaches: Mapping[str, float]
    spans: Mapping[str, float]
    similar: Mapping[str, float]

    def floor(self, model: str) -> float:
        """How near (cosine) the best passage must lie to make its report a hit by meaning, for an embedding's id."""
        return _of_model(self.floors, model)

    def reach(self, model: str) -> float:
        """How far (cosine) below the best report of a query a hit by meaning may lie."""
        return _of_model(self.reaches, model)

    def span(self, model: str) -> float:
        """How far (cosine) below the best report of a query a report's score by meaning reaches nought."""
        return _of_model(self.spans, model)


def ranking_weights(weights: Mapping[str, Any]) -> RankingWeights:
    """Read the table.

    Raises:
        SettingsError: a number is missing or unknown.
    """
    try:
        table = RankingWeights(**weights["ranking"])
    except (KeyError, TypeError) as error:
        raise SettingsError(f"weights.toml: [ranking] {error}") from error
    for name in ("floors", "reaches", "spans"):
        if "other" not in getattr(table, name):
            raise SettingsError(f"weights.toml: [ranking.{name}] other is missing")
    return table


def _of_model(table: Mapping[str, float], model: str) -> float:
    """The number of the model whose name the id begins with (a content hash and a dimension follow it)."""
    names = [name for name in table if model.startswith(name)]
    return table[max(names, key=len, default="other")]
