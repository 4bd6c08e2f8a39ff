"""The facets of a search, declared. A new one is one line here and its values in `PublicRecord.facets`."""

from dataclasses import dataclass

from indexer.engines.backend import Counted, CountJob
from indexer.engines.nodes import And, Filter, Node, Nothing, OneOf, Years
from models.search import FacetCounts, FacetValue, SearchQuery


@dataclass(frozen=True, slots=True)
class Facet:
    """Values to choose among: OR within the facet, AND between facets; its own counts survive its own choices."""

    id: str


FACETS = (
    Facet("area"), Facet("group"), Facet("study_type"), Facet("county"), Facet("municipality"), Facet("method"),
    Facet("intervention"), Facet("environment"), Facet("kind"),
)  # fmt: skip
FACET_IDS = tuple(facet.id for facet in FACETS)
YEAR = "year"


def restrictions(query: SearchQuery) -> dict[str, Node]:
    """What the reader has chosen, facet by facet; the year's range is one of them. A facet that does not exist has
    no values, so a choice in it leaves no reports."""
    chosen: dict[str, Node] = {
        facet: Filter(OneOf(facet, values)) if facet in FACET_IDS else Nothing()
        for facet, values in query.filters
        if values
    }
    if query.year_from is not None or query.year_to is not None:
        chosen[YEAR] = Filter(Years(query.year_from, query.year_to, query.undated))
    return chosen


def restricted(node: Node, chosen: dict[str, Node], but: str = "") -> Node:
    """`node` under every restriction, the one of facet `but` left out."""
    return And((node, *(restriction for facet, restriction in chosen.items() if facet != but)))


def jobs(node: Node, chosen: dict[str, Node]) -> list[CountJob]:
    """What must be counted: first everything under all restrictions, with the untouched facets; then each facet in
    which something is chosen, without its own restriction."""
    untouched = tuple(facet for facet in FACET_IDS if facet not in chosen)
    touched = [facet for facet in FACET_IDS if facet in chosen]
    first = CountJob(restricted(node, chosen), untouched, YEAR not in chosen)
    more = [CountJob(restricted(node, chosen, facet), (facet,)) for facet in touched]
    if YEAR in chosen:
        more.append(CountJob(restricted(node, chosen, YEAR), (), True))
    return [first, *more]


def shown(counted: list[Counted], query: SearchQuery) -> tuple[FacetCounts, ...]:
    """The rows of each facet: chosen first (even those without hits), then by count, then by value."""
    numbers = {facet: values for answer in counted for facet, values in answer.facets.items()}
    rows = []
    for facet in FACETS:
        chosen = set(query.chosen(facet.id))
        values = {**dict.fromkeys(chosen, 0), **numbers[facet.id]}
        ordered = sorted(values.items(), key=lambda item: (item[0] not in chosen, -item[1], item[0]))
        rows.append(FacetCounts(facet.id, tuple(FacetValue(v, n, v in chosen) for v, n in ordered)))
    return tuple(rows)


def years(counted: list[Counted]) -> dict[int | None, int]:
    """Hits by year, oldest first, those without a year last."""
    numbers = next(answer.years for answer in counted if answer.years is not None)
    return dict(sorted(numbers.items(), key=lambda item: (item[0] is None, item[0] or 0)))
