"""Addresses and questions: every address is a valid question, and every question has one canonical address."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from werkzeug.datastructures import MultiDict

from models.search import MAX_QUERY, SearchQuery, Sort
from search_app.facets import FACETS, parent

MODES: dict[str, Literal["both", "exact"]] = {"bada": "both", "exakt": "exact"}
SORTS: dict[str, Sort] = {"relevans": "relevance", "nyast": "newest", "aldst": "oldest", "titel": "title"}
SORT_WORDS = {sort: word for word, sort in SORTS.items()}
OWN_WORDS = "egna"
"""In an address: the reader's own words only, without those that mean the same."""
MAX_VALUES = 60
MAX_VALUE = 100
"""Limits of what one address may choose in a facet: more choices, or longer ones, than any facet has are noise."""

Problem = Literal["from", "to", "order"]
"""What is wrong with the years: the first is no year, the last is none, or the first lies after the last."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked. `first` and `last` are the years as typed; a wrong one is a problem and narrows
    nothing. `cut` says that the text was too long."""

    query: SearchQuery
    first: str = ""
    last: str = ""
    problems: tuple[Problem, ...] = ()
    cut: bool = False


def read(arguments: MultiDict[str, str]) -> Asked:
    """The question that an address asks. Unknown parameters and values that mean nothing are passed over."""
    text = _plain(arguments.get("q", ""))
    first, last = arguments.get("fran", "").strip()[:20], arguments.get("till", "").strip()[:20]
    year_from, year_to, problems = _years(first, last)
    page = arguments.get("sida", "")
    query = SearchQuery(
        text=text[:MAX_QUERY].rstrip(),
        filters=_filters(arguments),
        year_from=year_from,
        year_to=year_to,
        undated=arguments.get("utanar") == "1" and (year_from is not None or year_to is not None),
        mode=MODES.get(arguments.get("lage", ""), "both"),
        related=arguments.get("ord") != OWN_WORDS,
        sort=SORTS.get(arguments.get("ordna", ""), "relevance"),
        page=max(1, int(page)) if re.fullmatch("[0-9]{1,6}", page) else 1,
    )
    return Asked(query, first, last, problems, cut=len(text) > MAX_QUERY)


def parameters(query: SearchQuery) -> dict[str, str | list[str]]:
    """The canonical parameters of a question: in fixed order, without those that change nothing."""
    given: dict[str, str | list[str]] = {}
    if query.text:
        given["q"] = query.text
    for facet in FACETS:
        if values := query.chosen(facet.id):
            given[facet.parameter] = list(values)
    if query.year_from is not None:
        given["fran"] = str(query.year_from)
    if query.year_to is not None:
        given["till"] = str(query.year_to)
    if query.undated:
        given["utanar"] = "1"
    if query.mode == "exact":
        given["lage"] = "exakt"
    if not query.related:
        given["ord"] = OWN_WORDS
    if query.sort != "relevance":
        given["ordna"] = SORT_WORDS[query.sort]
    if query.page > 1:
        given["sida"] = str(query.page)
    return given


def turned(query: SearchQuery, page: int) -> SearchQuery:
    """The question on another page of its hits."""
    return replace(query, page=page)


def sorted_by(query: SearchQuery, sort: Sort) -> SearchQuery:
    """The question in another order, from its first page."""
    return replace(query, sort=sort, page=1)


def without(query: SearchQuery, facet: str, value: str) -> SearchQuery:
    """The question without one choice, from its first page."""
    filters = ((name, tuple(v for v in values if (name, v) != (facet, value))) for name, values in query.filters)
    return replace(query, filters=tuple((name, values) for name, values in filters if values), page=1)


def choosing(query: SearchQuery, facet: str, value: str) -> SearchQuery:
    """The question with one choice more, from its first page."""
    made = dict(query.filters)
    made[facet] = tuple(sorted({*made.get(facet, ()), value}))
    return replace(query, filters=tuple(sorted(made.items())), page=1)


def without_years(query: SearchQuery) -> SearchQuery:
    """The question for all years, from its first page."""
    return replace(query, year_from=None, year_to=None, undated=False, page=1)


def with_related(query: SearchQuery, related: bool) -> SearchQuery:
    """The question with or without terms that mean the same, from its first page."""
    return replace(query, related=related, page=1)


def unfiltered(query: SearchQuery) -> SearchQuery:
    """The question with nothing chosen, from its first page."""
    return replace(without_years(query), filters=())


def _plain(text: str) -> str:
    """One line of composed characters, so that the same words always have the same address."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", unicodedata.normalize("NFC", text)).split())


def _filters(arguments: MultiDict[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    chosen = {
        facet.id: _finest(
            facet.id,
            sorted({_plain(value)[:MAX_VALUE].rstrip() for value in arguments.getlist(facet.parameter)} - {""}),
        )
        for facet in FACETS
    }
    return tuple(sorted((facet, values[:MAX_VALUES]) for facet, values in chosen.items() if values))


def _finest(facet: str, values: list[str]) -> tuple[str, ...]:
    """Who chooses one part of an area no longer asks for the whole of it."""
    above = {parent(facet, value) for value in values}
    return tuple(value for value in values if value not in above)


def _years(first: str, last: str) -> tuple[int | None, int | None, tuple[Problem, ...]]:
    year_from, year_to = _year(first), _year(last)
    problems: list[Problem] = []
    if first and year_from is None:
        problems.append("from")
    if last and year_to is None:
        problems.append("to")
    if year_from is not None and year_to is not None and year_from > year_to:
        return None, None, ("order",)
    return year_from, year_to, tuple(problems)


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch("[12][0-9]{3}", text) else None
