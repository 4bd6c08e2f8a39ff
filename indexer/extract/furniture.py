"""Running heads, footers, page numbers and watermarks: found by place and repetition over the pages, and taken out."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from indexer.extract.lines import Line
from indexer.extract.paragraphs import NOTE

OUTER_ROWS = 4
"""So many rows at the top and at the bottom of a page may be furniture."""

SAME_PLACE = 4.0
"""Points by which the place of a running head may differ between pages."""

_NUMBER = r"(\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
_ALONE = re.compile(
    rf"^(?:sid(?:a|an)?\.?|s\.|page|p\.)?\s*[-–—\[|•]?\s*{_NUMBER}\s*[-–—\]|•]?\s*(?:(?:\(|/|av|of)\s*(\d+)\)?)?$", re.I
)
_AT_START = re.compile(rf"^{_NUMBER}(?=\s|$)")
_AT_END = re.compile(rf"(?:^|\s){_NUMBER}$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True)
class PageLines:
    """The lines of one page, of the page's own turn (`lines`) and turned otherwise (`asides`)."""

    width: float
    height: float
    lines: list[Line]
    asides: list[Line] = field(default_factory=list)
    label: str | None = None

    @property
    def rows(self) -> list[list[Line]]:
        """Lines that share a baseline, from the top of the page."""
        rows: list[list[Line]] = []
        for line in sorted(self.lines, key=lambda line: (-line.y, line.x0)):
            if rows and abs(rows[-1][0].y - line.y) <= 0.35 * line.size:
                rows[-1].append(line)
            else:
                rows.append([line])
        return rows


class _Outer(NamedTuple):
    """A line near an edge: `depth` is its row counted from that edge, `y` its distance from it."""

    page: int
    depth: int
    top: bool
    y: float
    line: Line


class _Candidate(NamedTuple):
    page: int
    text: str
    value: int
    roman: bool
    alone: bool
    total: int | None
    outer: _Outer


def remove_furniture(pages: Sequence[PageLines], body_size: float) -> list[tuple[int, str]]:
    """Take the furniture out of `pages` (in place) and set their printed labels.

    Returns:
        Each different piece of furniture with the first page (from 1) that it stood on; page numbers left out.
    """
    outer = [o for index, page in enumerate(pages) for o in _outer_lines(index, page)]
    numbers = _page_numbers(outer, pages)
    marked = _repeated(outer, len(pages))
    marked |= {id(line): 1.0 for line in _elsewhere(outer, marked, pages, body_size)}
    marked |= {id(c.outer.line): 1.0 for c in numbers}
    marked |= {id(line): 1.0 for line in _changing_heads(outer, marked, pages, body_size)}
    gone = {id(line) for line in _watermarks(pages, body_size)}
    for page in pages:
        rows = page.rows
        gone |= _from_the_edge(rows, marked) | _from_the_edge(rows[::-1], marked)
    for candidate in numbers:
        if id(candidate.outer.line) in gone:
            page = pages[candidate.page]
            page.label = page.label or candidate.text
    pieces: dict[str, int] = {}
    for index, page in enumerate(pages):
        for line in [*page.lines, *page.asides]:
            if id(line) in gone and sum(c.isalpha() for c in line.text) >= 3 and not _ALONE.match(line.text):
                pieces.setdefault(line.text, index + 1)
        page.lines = [line for line in page.lines if id(line) not in gone]
        page.asides = [line for line in page.asides if id(line) not in gone]
    return [(page, text) for text, page in pieces.items()]


def _from_the_edge(rows: list[list[Line]], marked: dict[int, float]) -> set[int]:
    """Furniture lies at the edge of the page: rows from the edge inward, as long as a piece of each is marked. What
    stands beside such a piece (the name of the chapter beside the page number) goes with it. Rows that only some
    pages have must be apart from the text, or they are its first words."""
    taken: list[list[Line]] = []
    for row in rows[:OUTER_ROWS]:
        if not any(id(line) in marked for line in row) or sum(len(line.text) for line in row) > 160:
            break
        taken.append(row)
    while taken:
        row = taken[-1]
        often = max(marked.get(id(line), 0.0) for line in row) >= 0.5
        inward = rows[len(taken) :]
        if often or not inward:
            break
        usual = median([abs(a[0].y - b[0].y) for a, b in pairwise(inward)] or [0.0])
        if abs(row[0].y - inward[0][0].y) > max(1.6 * max(row[0].size, inward[0][0].size), 1.15 * usual):
            break
        taken.pop()
    return {id(line) for row in taken for line in row}


def _outer_lines(index: int, page: PageLines) -> list[_Outer]:
    rows = page.rows
    found = []
    for depth, row in enumerate(rows[:OUTER_ROWS]):
        found += [_Outer(index, depth, True, page.height - line.y, line) for line in row]
    for depth, row in enumerate(rows[::-1][:OUTER_ROWS]):
        found += [_Outer(index, depth, False, line.y, line) for line in row]
    return found


def _key(text: str) -> str:
    """What stays the same where a running head counts; a line of figures only has to come again as it is."""
    words = re.sub(r"\d+", "#", re.sub(r"\b[ivxlc]+\b", "#", text.lower())).strip(" |-–•#")
    return words if any(c.isalpha() for c in words) else text if len(text) > 4 else ""


def _repeated(outer: list[_Outer], pages: int) -> dict[int, float]:
    """Lines whose words come again in the same place on other pages → the share of pages that have them (a head of
    left or right pages only counts double)."""
    groups: dict[tuple[str, bool], list[_Outer]] = defaultdict(list)
    for o in outer:
        key = _key(o.line.text)
        if len(key) >= 2:
            groups[key, o.top].append(o)
    least = 2 if pages <= 8 else max(3, pages // 12)
    found = {}
    for group in groups.values():
        for o in group:
            near = {p.page for p in group if abs(p.y - o.y) <= SAME_PLACE and abs(p.line.size - o.line.size) < 0.6}
            if len(near) >= least:
                one_side = len({page % 2 for page in near}) == 1 and len(near) > 2
                found[id(o.line)] = len(near) * (2 if one_side else 1) / pages
    return found


def _elsewhere(
    outer: list[_Outer], marked: dict[int, float], pages: Sequence[PageLines], body_size: float
) -> list[Line]:
    """The words of a head or foot that most pages have, in small type at the same edge but in another place: covers
    set them a little otherwise."""
    usual = {(_key(o.line.text), o.top) for o in outer if marked.get(id(o.line), 0.0) >= 0.5}
    return [
        o.line
        for o in outer
        if o.depth == 0
        and (_key(o.line.text), o.top) in usual
        and o.line.size <= 1.05 * body_size
        and o.y < 0.12 * pages[o.page].height
    ]


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


def _candidates(outer: list[_Outer]) -> list[_Candidate]:
    found = []
    rest = Counter(_key(o.line.text) for o in outer)
    for o in outer:
        text = o.line.text
        alone = _ALONE.match(text)
        matches = [alone or (_AT_END.search(text) if len(text) < 120 else None)]
        if not alone and rest[_key(text)] >= 2:  # else it may be the mark of a footnote
            matches.append(_AT_START.match(text))
        for match in matches:
            if match is None:
                continue
            roman = not match[1].isdigit()
            value = roman_value(match[1]) if roman else int(match[1])
            if value is not None:
                total = int(match[2]) if alone and match[2] else None
                found.append(_Candidate(o.page, match[1], value, roman, bool(alone), total, o))
    return found


def _page_numbers(outer: list[_Outer], pages: Sequence[PageLines]) -> list[_Candidate]:
    """Numbers that count on with the pages (two at a time where two pages lie on one sheet), best supported first."""
    groups: dict[tuple[bool, int, int, bool], list[_Candidate]] = defaultdict(list)
    candidates = _candidates(outer)
    for candidate in candidates:
        for step in (1, 2) if candidate.alone else (1,):
            groups[candidate.roman, step, candidate.value - step * candidate.page, candidate.alone].append(candidate)
    kept: list[tuple[int, _Candidate]] = []
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
    return [c for support, c in kept if support == best[c.page]]


def _watermarks(pages: Sequence[PageLines], body_size: float) -> list[Line]:
    """Slanted words that are large or come again, single slanted letters (text on a curve), and words that stand in
    exactly the same place on most pages."""
    found = []
    turned = Counter(key for page in pages for key in {_key(line.text) for line in page.asides})
    places = Counter(
        place for page in pages for place in {(_key(o.text), round(o.x0 / 3), round(o.y / 3)) for o in page.lines}
    )
    for page in pages:
        for line in page.asides:
            slanted = line.turn % 90 != 0
            again = turned[_key(line.text)] >= 2
            if again or (slanted and (line.size > 1.4 * body_size or len(line.text) < 3)):
                found.append(line)
        steady = []
        for line in page.lines:
            often = places[_key(line.text), round(line.x0 / 3), round(line.y / 3)]
            large = line.size > 1.8 * body_size
            if len(_key(line.text)) > 3 and often >= max(2 if large else 4, 0.6 * len(pages)):
                steady.append(line)
        if sum(len(line.text) for line in steady) <= 0.3 * sum(len(line.text) for line in page.lines):
            found += steady  # pages that are alike as a whole are forms or copies, and their words are text
    return found


def _changing_heads(
    outer: list[_Outer], marked: dict[int, float], pages: Sequence[PageLines], body_size: float
) -> list[Line]:
    """Running heads that change with the chapter: small type in the place where other pages have their furniture, or
    small type that stands in one place, apart from the text, on most pages."""
    slots: dict[tuple[bool, float], list[_Outer]] = defaultdict(list)
    known = {(o.top, round(o.y), round(o.line.size, 1)) for o in outer if id(o.line) in marked}
    for o in outer:
        if (
            id(o.line) not in marked
            and o.line.size <= 1.02 * body_size
            and o.depth <= 1
            and (o.top or not NOTE.match(o.line.text))
        ):
            slots[o.top, round(o.line.size, 1)].append(o)
    found = []
    for (top, size), group in slots.items():
        for o in group:
            here = any((top, round(o.y) + d, size) in known for d in (-1, 0, 1))
            near = {p.page for p in group if abs(p.y - o.y) <= 1.5}
            often = size <= 0.97 * body_size and len(near) >= max(3, 0.35 * len(pages))
            if (here or often) and _apart(o, pages[o.page]):
                found.append(o.line)
    return found


def _apart(o: _Outer, page: PageLines) -> bool:
    """Whether clear space parts the line from the text beside it."""
    others = [line.y for line in page.lines if abs(line.y - o.line.y) > 0.35 * o.line.size]
    inward = [abs(y - o.line.y) for y in others if (y < o.line.y) == o.top]
    return not inward or min(inward) > 1.7 * o.line.size
