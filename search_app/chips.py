"""The choices in use, each with the address of the same question without it."""

from dataclasses import dataclass

from models.search import SearchQuery
from search_app import asking
from search_app.facets import BY_ID, Labels
from search_app.language import gettext


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice: the facet's name, the choice's, and the question without it."""

    facet: str
    label: str
    without: SearchQuery


def chips(query: SearchQuery, labels: Labels) -> list[Chip]:
    """Every choice that narrows the question, in the order of the facets, years last."""
    found = [
        Chip(str(BY_ID[facet].legend), labels.of(facet, value), asking.without(query, facet, value))
        for facet in BY_ID
        for value in query.chosen(facet)
    ]
    if years := _years(query):
        found.append(Chip(gettext("år"), years, asking.without_years(query)))
    return found


def _years(query: SearchQuery) -> str:
    first, last = query.year_from, query.year_to
    if first is None and last is None:
        return ""
    if first is None:
        years = gettext("till %(year)s", year=last)
    elif last is None:
        years = gettext("från %(year)s", year=first)
    else:
        years = str(first) if first == last else f"{first}–{last}"
    return gettext("%(years)s och utan år", years=years) if query.undated else years
