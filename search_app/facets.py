"""The facets as readers meet them: parameter in the address, legend, labels, and what stands first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext

from config.municipalities import place_names
from config.taxonomy import taxonomy
from config.vocabulary import document_kinds
from models.environment import Environment
from models.search import FacetCounts
from search_app.language import ngettext, number

ROWS = 5
"""Rows of a facet that are shown at once; the rest lies under "more"."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its id in the index, its parameter in addresses, its legend (translated when shown), and whether it
    stands before the years."""

    id: str
    parameter: str
    legend: object
    early: bool = False


FACETS = (
    Facet("area", "omrade", lazy_gettext("Område"), early=True),
    Facet("group", "malgrupp", lazy_gettext("Målgrupp"), early=True),
    Facet("study_type", "studietyp", lazy_gettext("Studietyp"), early=True),
    Facet("county", "lan", lazy_gettext("Län som studerats")),
    Facet("municipality", "kommun", lazy_gettext("Kommun som studerats")),
    Facet("method", "metod", lazy_gettext("Metod")),
    Facet("intervention", "insats", lazy_gettext("Insats och arbetssätt")),
    Facet("environment", "miljo", lazy_gettext("FoU-miljö")),
    Facet("kind", "slag", lazy_gettext("Slags dokument")),
)
BY_ID = {facet.id: facet for facet in FACETS}
PLACES = frozenset({"county", "municipality", "named_place"})


@dataclass(frozen=True, slots=True)
class Row:
    """One choice in a facet: `number` is its count as the language writes it, `hits` the word that goes with it.
    `below` says that it lies under the choice above it."""

    value: str
    label: str
    count: int
    chosen: bool
    number: str
    hits: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet on the search page: `rows` are seen at once, `more` when asked for."""

    parameter: str
    legend: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...]
    early: bool = False


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
        if facet in ("environment", "kind"):
            return self.environment(value) if facet == "environment" else self.kind(value)
        if facet in PLACES:
            return place_names().get(value, value)
        concept = taxonomy().concepts.get(value)
        return concept.label(self.language) if concept else value

    @staticmethod
    def finest(facet: str, values: Sequence[str]) -> list[str]:
        """The values in order, without concepts that have one below them among the values."""
        above = {parent(facet, value) for value in values}
        return [value for value in dict.fromkeys(values) if value not in above]


def parent(facet: str, value: str) -> str:
    """The value above this one in the same facet, "" for a top one."""
    concept = taxonomy().concepts.get(value)
    return concept.parent if concept and concept.facet == facet else ""


def shown(counts: tuple[FacetCounts, ...], labels: Labels) -> list[ShownFacet]:
    """The facets that have something to choose, in the order of the page. In facets of two levels, what lies below a
    choice is seen once it, or one beside it, is chosen."""
    found = {count.facet: count.values for count in counts}
    numbers = {v.count for values in found.values() for v in values}  # many rows have one of few numbers
    words = {n: (number(n), ngettext("träff", "träffar", n)) for n in numbers}
    facets = []
    for facet in FACETS:
        every = [
            Row(v.value, labels.of(facet.id, v.value), v.count, v.chosen, *words[v.count])
            for v in found.get(facet.id, ())
        ]
        if not every:
            continue
        there = {row.value for row in every}
        below: dict[str, list[Row]] = {}
        tops = []
        for row in sorted(every, key=lambda row: (not row.chosen, -row.count, row.label)):
            above = parent(facet.id, row.value)
            if above in there:
                below.setdefault(above, []).append(replace(row, below=True))
            else:
                tops.append(row)
        opened = {top.value for top in tops if top.chosen or any(r.chosen for r in below.get(top.value, ()))}
        tops.sort(key=lambda row: row.value not in opened)
        seen = max(ROWS, len(opened))
        if len(tops) == seen + 1:  # "1 more" would take the place of the row itself
            seen += 1
        rows = [r for top in tops[:seen] for r in (top, *(below.get(top.value, ()) if top.value in opened else ()))]
        facets.append(
            ShownFacet(facet.parameter, str(facet.legend), tuple(rows), tuple(tops[seen:]), early=facet.early)
        )
    return facets
