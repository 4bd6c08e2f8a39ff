"""Printed page numbers: numbers near the edge of the pages that count on with them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.extract.lines import Line
from indexer.extract.page_lines import LARGER, SAME_PLACE, Outer, PageLines, apart, repeated_words

_NUMBER = r"(\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
ALONE = re.compile(
    rf"^(?:sid(?:a|an|e)?\.?|s\.|page|p\.)?\s*[-–—\[|•]?\s*{_NUMBER}\s*[-–—\]|•]?\s*(?:(?:\(|/|av|of)\s*(\d+)\)?)?$",
    re.I,
)
_WITH_WORD = re.compile(rf"^[-–—\s]*(?:sid(?:a|an|e)?\.?|s\.|page|p\.)\s*{_NUMBER}[-–—\s]*$", re.I)
FEW_PAGES = 3
"""In a document of so few pages a number at the foot that is the page's own is believed though it stands alone."""

_DASHED = re.compile(rf"^[-–—]\s*{_NUMBER}\s*[-–—]$", re.I)

_AT_START = re.compile(rf"^{_NUMBER}(?=\s|$)")
_AT_END = re.compile(rf"(?:^|\s){_NUMBER}$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Candidate(NamedTuple):
    """A number that may be a page's: `value` as a figure, `alone` when the line says nothing else, `total` the number
    of pages where it is said too."""

    page: int
    text: str
    value: int
    roman: bool
    alone: bool
    total: int | None
    outer: Outer


def roman_value(text: str) -> int | None:
    """The value of a roman numeral, None when the letters are not one."""
    total = 0
    letters = [_ROMAN[letter] for letter in text.lower()]
    for value, after in zip(letters, [*letters[1:], 0], strict=True):
        total += -value if value < after else value
    return total if _to_roman(total) == text.lower() else None


def _to_roman(value: int) -> str:
    text = ""
    for number, letters in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv")):
        text += letters * (value // number)
        value %= number
    return text + "i" * value


def _candidates(outer: list[Outer]) -> list[Candidate]:
    found = []
    rest = Counter(repeated_words(o.line.text) for o in outer)
    for o in outer:
        text = o.line.text
        alone = ALONE.match(text)
        matches = [alone or (_AT_END.search(text) if len(text) < 120 else None)]
        if not alone and rest[repeated_words(text)] >= 2:  # else it may be the mark of a footnote
            matches.append(_AT_START.match(text))
        for match in matches:
            if match is None:
                continue
            roman = not match[1].isdigit()
            value = roman_value(match[1]) if roman else int(match[1])
            if value is not None:
                total = int(match[2]) if alone and match[2] else None
                found.append(Candidate(o.page, match[1], value, roman, bool(alone), total, o))
    return found


def page_numbers(outer: list[Outer], pages: Sequence[PageLines], body_size: float) -> list[Candidate]:
    """Numbers that count on with the pages (two at a time where two pages lie on one sheet), best supported first."""
    groups: dict[tuple[bool, int, int, bool], list[Candidate]] = defaultdict(list)
    candidates = [c for c in _candidates(outer) if c.alone or c.outer.line.size <= LARGER * body_size]
    for candidate in candidates:
        for step in (1, 2) if candidate.alone else (1,):
            groups[candidate.roman, step, candidate.value - step * candidate.page, candidate.alone].append(candidate)
    kept: list[tuple[int, Candidate]] = []
    for (_, step, _, alone), group in groups.items():
        least = 2 if alone and step == 1 else 3
        places = Counter((c.outer.top, round(c.outer.y / SAME_PLACE)) for c in group)
        steady = [
            c for c in group if sum(places[c.outer.top, round(c.outer.y / SAME_PLACE) + d] for d in (-1, 0, 1)) >= least
        ]
        support = len({c.page for c in steady})
        if support >= least:
            kept += [(support * 2 + (step == 1), c) for c in steady]
    # "1 (2)" tells by itself, even when it never comes again
    kept += [(1, c) for c in candidates if c.total == len(pages) and c.value == c.page + 1]
    best: dict[int, int] = {}
    for support, c in kept:
        best[c.page] = max(best.get(c.page, 0), support)
    kept.sort(key=lambda k: (-k[0], k[1].page, k[1].value))
    found = [c for support, c in kept if support == best[c.page]]
    known = {(c.roman, c.value - c.page) for c in found}
    return found + [
        c
        for o in outer
        if o.page not in best and o.depth == 0 and o.line.size <= 1.05 * body_size
        for c in _loners(o, pages, known)
        if apart(o, pages[o.page])
    ]


def _loners(o: Outer, pages: Sequence[PageLines], known: set[tuple[bool, int]]) -> Iterator[Candidate]:
    """A number at the edge of one page alone: it counts on with the numbers of other pages, or is the page's own and
    says that it is one: by its word, by dashes, or in a short document by its place (at the foot, or in the middle)."""
    text = o.line.text if len(o.line.text) < 80 else ""
    alone, named = ALONE.match(text), _WITH_WORD.match(text) or _DASHED.match(text)
    mid = abs(o.line.x0 + o.line.x1 - pages[o.page].width) < 2 * o.line.size
    placed = len(pages) <= FEW_PAGES and (mid or not (o.top or o.line.bold))
    for match in (alone, _AT_START.match(text), _AT_END.search(text)):
        value = _value(match[1]) if match else None
        if match is None or value is None:
            continue
        roman = not match[1].isdigit()
        own = value == o.page + 1 and (named or (alone and placed))
        if own or ((roman, value - o.page) in known and not o.line.bold):
            yield Candidate(o.page, match[1], value, roman, bool(alone), None, o)
            return


def turned_numbers(pages: Sequence[PageLines]) -> Iterator[tuple[PageLines, Line]]:
    """Numbers of pages that lie turned against their own text (a table laid across), where they count on from the page
    before."""
    for before, page in pairwise(pages):
        for line in page.asides if before.label and not page.label else ():
            if re.fullmatch(_NUMBER, line.text) and _value(line.text) == (_value(before.label or "") or -2) + 1:
                yield page, line


def _value(number: str) -> int | None:
    return int(number) if number.isdigit() else roman_value(number) if re.fullmatch(_NUMBER, number) else None
