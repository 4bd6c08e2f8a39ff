"""The facets as readers meet them: parameter in the address, legend, labels, and what stands first."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext

from config.vocabulary import document_kinds
from models.environment import Environment
from models.search import FacetCounts

ROWS = 5
"""Rows of a facet that are shown at once; the rest lies under "more"."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its id in the index, its parameter in addresses, its legend (translated when shown)."""

    id: str
    parameter: str
    legend: object


FACETS = (
    Facet("environment", "miljo", lazy_gettext("FoU-miljö")),
    Facet("kind", "slag", lazy_gettext("Slags dokument")),
)
BY_ID = {facet.id: facet for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Row:
    """One choice in a facet."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet on the search page: `rows` are seen at once, `more` when asked for."""

    parameter: str
    legend: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of facet values in one language. A value without a name is its own label."""

    environments: Mapping[str, Environment]
    language: str

    def environment(self, value: str) -> str:
        """The name of an environment."""
        known = self.environments.get(value)
        return known.label if known else value

    def kind(self, value: str) -> str:
        """The name of a kind of document."""
        term = document_kinds().get(value)
        if term is None:
            return value
        return term.en if self.language == "en" else term.sv

    def of(self, facet: str, value: str) -> str:
        """The name of a value in the facet with this id."""
        return {"environment": self.environment, "kind": self.kind}[facet](value)


def shown(counts: tuple[FacetCounts, ...], labels: Labels) -> list[ShownFacet]:
    """The facets that have something to choose, in the order of the page."""
    found = {count.facet: count.values for count in counts}
    facets = []
    for facet in FACETS:
        rows = [Row(v.value, labels.of(facet.id, v.value), v.count, v.chosen) for v in found.get(facet.id, ())]
        if not rows:
            continue
        rows.sort(key=lambda row: (not row.chosen, -row.count, row.label))
        seen = max(ROWS, sum(row.chosen for row in rows))
        if len(rows) == seen + 1:  # "1 more" would take the place of the row itself
            seen += 1
        facets.append(ShownFacet(facet.parameter, str(facet.legend), tuple(rows[:seen]), tuple(rows[seen:])))
    return facets
