"""Studies like a report, with what they have in common in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext

from models.search import LikeStudy
from search_app.facets import Labels
from search_app.language import gettext
from search_app.showing import LineView, line

PARAMETER, ELSEWHERE = "liknande", "andra-lan"
"""In an address: only studies of other counties."""
SHOWN = 5
MOST = 4
"""Reasons that a line has room for, the places and words not counted."""
VALUES = 2
"""Values of one facet that are named."""
SAME = {
    "group": lazy_gettext("samma målgrupp: %(values)s"),
    "intervention": lazy_gettext("samma insats: %(values)s"),
    "area": lazy_gettext("samma område: %(values)s"),
    "municipality": lazy_gettext("samma kommun: %(values)s"),
    "method": lazy_gettext("samma metod: %(values)s"),
    "study_type": lazy_gettext("samma studietyp: %(values)s"),
}


@dataclass(frozen=True, slots=True)
class LikeView:
    """One like study and what it has in common with the report, each as a phrase."""

    report: LineView
    reasons: tuple[str, ...]


def alike(studies: Sequence[LikeStudy], labels: Labels) -> list[LikeView]:
    """The studies as the page shows them."""
    return [LikeView(line(study.record, labels), tuple(_reasons(study, labels))) for study in studies]


def _reasons(study: LikeStudy, labels: Labels) -> Iterator[str]:
    same: dict[str, list[str]] = {}
    for facet, value in study.shared:
        same.setdefault(facet, []).append(value)
    for facet, values in list(same.items())[:MOST]:
        names = [labels.of(facet, value) for value in labels.finest(facet, values)[:VALUES]]
        yield str(SAME[facet]) % {"values": ", ".join(names)}
    if study.words:
        yield gettext("ord: %(words)s", words=", ".join(study.words))
    if study.elsewhere:
        yield gettext("annat län")
