"""Choices that the words of a question name: `kommun:Umeå` is made, "Umeå" is only offered."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.language.folding import fold
from models.search import FacetCounts, ResultPage, SearchQuery
from search_app import asking
from search_app.facets import BY_ID, FACETS, Labels
from search_app.language import gettext

MOST = 4
"""Choices offered beside a list of hits."""
SHORTEST = 3
ALSO = {
    "amne": ("area", "group", "intervention"), "subject": ("area", "group", "intervention"),
    "metod": ("method", "intervention"), "method": ("method", "intervention"), "fou": ("environment",),
}  # fmt: skip
"""Names of facets that readers use beside the parameters and ids of ours, without å ä ö."""
_FIELD = re.compile(r"(?<![\w:-])(?P<name>[^\W\d_]{2,20}):(?:[\"”“](?P<phrase>[^\"”“]+)[\"”“]|(?P<word>[^\s\"”“]+))")
_YEAR = re.compile(r"(?<![\w:-])(?:19|20)\d\d(?![\w-])")


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice that the words name: the facet's name, the choice's, the question with it, and the hits it leaves."""

    facet: str
    label: str
    query: SearchQuery
    count: int


def names_choice(query: SearchQuery) -> bool:
    """Whether the text may name a choice in a facet, as `kommun:Umeå`."""
    return any(_facets(match["name"]) for match in _FIELD.finditer(query.text))


def chosen(query: SearchQuery, values: Sequence[FacetCounts], labels: Labels) -> SearchQuery:
    """The question with the choices that its text names made and taken out of the text. A value that no report has
    stays in the text as plain words."""
    made = dict(query.filters)
    rest = query.text
    for match in _FIELD.finditer(query.text):
        wanted = _plain(match["phrase"] or match["word"])
        for counts in values:
            if counts.facet not in _facets(match["name"]):
                continue
            fitting = {v.value for v in counts.values if wanted in (_plain(labels.of(counts.facet, v.value)), v.value)}
            if fitting:
                made[counts.facet] = tuple(sorted({*made.get(counts.facet, ()), *fitting}))
                rest = rest.replace(match[0], " ")
                break
    return replace(query, text=" ".join(rest.split()), filters=tuple(sorted(made.items())))


def offers(page: ResultPage, labels: Labels) -> list[Offer]:
    """Choices whose names stand among the words of the question and that leave some of its hits, largest first."""
    found = sorted(_offers(page, labels), key=lambda offer: -offer.count)
    return [offer for offer in found if offer.count < page.total][:MOST]


def _offers(page: ResultPage, labels: Labels) -> Iterator[Offer]:
    query, text = page.query, f" {_plain(page.query.text)} "
    for counts in page.facets:
        for value in counts.values:
            label = labels.of(counts.facet, value.value)
            name = _plain(label)
            if value.chosen or not value.count or len(name) < SHORTEST:
                continue
            if f" {name} " in text or f" {name}s " in text:
                yield Offer(
                    str(BY_ID[counts.facet].legend),
                    label,
                    asking.choosing(query, counts.facet, value.value),
                    value.count,
                )
    if query.year_from is None and query.year_to is None:
        for match in dict.fromkeys(_YEAR.findall(query.text)):
            if count := page.years.get(int(match), 0):
                with_year = replace(query, year_from=int(match), year_to=int(match), page=1)
                yield Offer(gettext("år"), match, with_year, count)


def _facets(name: str) -> tuple[str, ...]:
    """The facets that a reader may mean by a name."""
    plain = fold(name.lower())
    own = tuple(facet.id for facet in FACETS if plain in (facet.parameter, facet.id))
    return ALSO.get(plain, ()) or own


def _plain(text: str) -> str:
    """Words in lower case without å ä ö, parted by single spaces."""
    return " ".join(re.findall(r"\w+", fold(text.casefold())))
