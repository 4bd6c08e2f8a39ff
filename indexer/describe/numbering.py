"""Which of the figures on a report's pages are its number, and the series they belong to.

Every figure that may be a number is a candidate. What its shape, the words beside it, its place and its recurrence
elsewhere tell are traits, each worth points (the table `[numbers]` of config/weights.toml); the best candidate wins.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import Literal

from indexer.describe.figures import (
    WITH_WORD,
    Figure,
    figures,
    foreign_numbers,
    points,
    series_number,
    unit_like,
    worth,
)
from indexer.describe.names import read_names
from indexer.describe.numbers import Printed
from indexer.describe.series import ALONE, FACT, PART, heads_figure, names_series
from models.claim import Claim, Source

Where = Literal["cover", "edge", "head", "imprint", "within", "colophon", "citation", "metadata"]
"""The cover, its spine or lines taken together, running heads and feet, imprint, other lines of the first pages, last
pages without running text, the report's citation of itself, the file's own statements."""

MOST_NUMBERS = 2
"""A page within the cover that prints more numbers than these lists the series."""
COVER = 20
"""A first page of more lines is no cover, and figures below a word may be a table."""
SUREST = 0.95
_LISTED = re.compile(
    r"^(?:(?:våra|alla|vill du)\s)?(?:rapporter$|tidigare|övriga|andra|fler|förteckning|utgivna|utkomna|"
    r"(?:ur|i|från|av) samma|läs (?:mer|också|även)|mer från|publikationer|rapportlista|other|previous|"
    r"earlier|also)\b", re.I
)  # fmt: skip
_LABEL = re.compile(r"\w+(?:nr|nummer)\b", re.I)
"""A fact's name that is none of a series: "Rapportnummer"."""
_NAMED = re.compile(
    r"(?:[^.!?]*[·•|,;]\s*|.*\s[–—-]\s)?[”“\"]?(?P<name>[A-ZÅÄÖ][^\W\d]+(?:(?: & |[ -])[^\W\d]+){0,5})[”“\"]?,?"
)
"""Words that may be the name of a series though none of them says so: "Röster från vardagen"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure at one place of the report, with the series' name that stands with it."""

    figure: Figure
    line: Printed
    where: Where
    points: float


def own_lines(lines: Iterable[Printed]) -> Iterator[Printed]:
    """The lines without lists of other reports: what stands below a heading such as "Tidigare rapporter", and whole
    pages that print many numbers."""
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        numbers = {found.number for line in page if (found := series_number(line.text))}
        if len(numbers) > MOST_NUMBERS:
            continue
        yield from takewhile(lambda line: not _heads_list(line.text), page)


def _heads_list(text: str) -> bool:
    return bool(_LISTED.match(text)) and len(text.split()) <= 8 and series_number(text) is None


def number_claims(
    places: Mapping[Where, Sequence[Printed]], title: str, units: Collection[str] = ()
) -> Iterator[Claim]:
    """Series, number and the number's year, from the lines of each place. `title` and the names of `units` are no
    series. The next best candidates follow with little confidence."""
    stated = _stated(places)
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in _candidates(places, stated, title, {_plain(unit) for unit in units}):
        groups[_key(candidate.figure.number)].append(candidate)
    ranked = sorted(((_together(group), group) for group in groups.values()), key=lambda item: -item[0])
    for rank, (together, group) in enumerate(ranked):
        if together >= 0:
            sure = min(SUREST, 1 / (1 + math.exp(-together))) * (1.0 if rank == 0 else 0.3)
            yield from _said(group, round(sure, 3))


def _stated(places: Mapping[Where, Sequence[Printed]]) -> str:
    """The series that a fact of its own names, "" when none does."""
    facts = (FACT.match(line.text) for lines in places.values() for line in lines)
    return next((fact["name"].strip(" .,;") for fact in facts if fact and series_number(fact[0]) is None), "")


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _key(number: str) -> str:
    """What is the same in "2013:02" and "2013:2"."""
    return ":".join(part.lstrip("0") for part in re.findall(r"\d+|[^\W\d]+", number.casefold()) if part != "nr")


def _together(group: Sequence[Candidate]) -> float:
    """The points of a number that stands in several places."""
    again = min(2, len({candidate.where for candidate in group}) - 1)
    return max(candidate.points for candidate in group) + again * points()["again"]


def _said(group: Sequence[Candidate], sure: float) -> Iterator[Claim]:
    ordered = sorted(group, key=lambda candidate: -candidate.points)
    best = ordered[0]
    source: Source = "metadata" if best.where == "metadata" else "pdf"
    rule = "number: " + ", ".join(dict.fromkeys(candidate.where for candidate in group))
    page, quote = best.line.page or None, best.line.text
    yield Claim("number", best.figure.number, source, rule, sure, page, quote)
    named = next((candidate for candidate in ordered if candidate.figure.series), None)
    if named is not None:
        at = named.line
        yield Claim("series", named.figure.series, source, "words beside the number", sure, at.page or None, at.text)
    year = next((candidate.figure.year for candidate in ordered if candidate.figure.year), "")
    if year:
        surer = sure if named is not None else sure - 0.15
        yield Claim("year", year, source, "year of the number", min(0.97, surer + 0.03), page, quote)


def _candidates(
    places: Mapping[Where, Sequence[Printed]], stated: str, title: str, units: Collection[str]
) -> Iterator[Candidate]:
    cover = places.get("cover", ())
    sparse = len(cover) <= COVER
    alone = {line.text for line in cover if sparse and ALONE.fullmatch(line.text)}
    lone = [line for line in cover if re.fullmatch(r"\d{1,3}", line.text)] if len(alone) == 1 else []
    counted = _counted(places.get("head", ()))
    foreign = {_key(number) for lines in places.values() for line in lines for number in foreign_numbers(line.text)}
    listed = _listed(places)
    for where, lines in places.items():
        for at, line in enumerate(lines):
            above = lines[at - 1].text if at else ""
            below = lines[at + 1].text if at + 1 < len(lines) else ""
            heads = sparse and line.cover and heads_figure(above) and re.fullmatch(r"\d{1,3}", line.text)
            for figure in figures(line.text):
                if figure.before in counted and where == "head":
                    continue
                more: set[str] = {where}
                if PART.match(figure.series):
                    more.add("part")
                if _plain(line.text) in _plain(title):
                    more.add("title")
                if heads or lone == [line]:
                    more.add("below")
                more |= {_among_words(figure, where, title)} - {""}
                if _key(figure.number) in foreign:
                    more.add("foreign")
                if (where == "colophon" or "alone" in figure.traits) and (where, line.page) in listed:
                    more.add("listed")
                if _LABEL.fullmatch(above.strip(" :.")) and not figure.before:
                    more.add("label")
                if not figure.series:
                    name = stated or _beside(above, below) or (min(alone) if line.cover and len(alone) == 1 else "")
                    more |= {"beside"} if name else set()
                    words = above if where == "cover" and at <= 2 and "alone" in figure.traits else ""
                    if not (name or WITH_WORD & figure.traits):
                        name = _by_any_name(figure.before, title, units) or _by_any_name(words, title, units)
                        more |= {"named"} if name else set()
                    figure = replace(figure, series=name)
                elif stated:
                    figure = replace(figure, series=stated)
                yield Candidate(figure, line, where, worth(figure.traits | more))


_OWN_WORDS = re.compile(r"\W*(?:(?:från|from|av|by|i|ur|inom|in|of|issn|isbn|tryck|copyright)\b|©|$)", re.I)


def _among_words(figure: Figure, where: Where, title: str) -> str:
    """Whether figures stand beside the report's own title ("titled") or, in a list, beside another's ("entry")."""
    own, before, after = _plain(title), _plain(figure.before), _plain(figure.after)
    if len(own) >= 8 and (after.startswith(own) or own in before[-len(own) - 60 :]):
        return "titled"
    begins = not (figure.before or figure.series) or where in ("within", "colophon")
    words = len(re.findall(r"[^\W\d]{2,}", figure.after))
    if begins and words >= 3 and not _OWN_WORDS.match(figure.after):
        return "entry"
    return "entry" if len(re.findall(r"[^\W\d]{2,}[.?!] [A-ZÅÄÖ]", figure.before)) >= 2 else ""


def _listed(places: Mapping[Where, Sequence[Printed]]) -> set[tuple[Where, int]]:
    """The pages that print several numbers with a year, each alone on its line; last pages with several at all."""
    found: dict[tuple[Where, int], set[str]] = defaultdict(set)
    for where, lines in places.items():
        for line in lines:
            dated = [f for f in figures(line.text) if {"yearfirst", "yearlast", "slash"} & f.traits]
            found[where, line.page] |= {_key(f.number) for f in dated if where == "colophon" or "alone" in f.traits}
    return {place for place, numbers in found.items() if len(numbers) > 1}


def _counted(heads: Iterable[Printed]) -> set[str]:
    """The words in running heads that figures stand after which count the pages."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for line in heads:
        for figure in figures(line.text):
            numbers[figure.before].add(figure.number)
    return {before for before, found in numbers.items() if len(found) > 1}


def _beside(above: str, below: str) -> str:
    """The series' name on the line above, or alone on the line below."""
    name = above if names_series(above) and not _LABEL.match(above) and len(above.split()) <= 8 else ""
    if not name and len(below.split()) <= 4 and names_series(below) and series_number(below) is None:
        name = below
    return name.strip(" :")


def _by_any_name(before: str, title: str, units: Collection[str]) -> str:
    """The words before a number as the name of a series that has no word for one."""
    match = _NAMED.fullmatch(before)
    name = match["name"] if match else ""
    known = _plain(name) in units or unit_like(name) or _plain(name) in _plain(title) or read_names(name)
    return "" if known else name
