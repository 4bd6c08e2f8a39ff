"""Running heads, footers, page numbers and watermarks: found by place and repetition over the pages, and taken out."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.extract.lines import Line
from indexer.extract.page_lines import (
    LARGER,
    OUTER_ROWS,
    SAME_PLACE,
    Outer,
    PageLines,
    apart,
    outer_lines,
    repeated_words,
)
from indexer.extract.page_numbers import ALONE, page_numbers, turned_numbers
from indexer.extract.paragraphs import NOTE

SPARSE = 500
"""A page with fewer letters than this holds no running text."""
NUMBERED_LINES = 8
"""So many numbers in a row that count on down the margin of a page number its lines."""


def remove_furniture(pages: Sequence[PageLines], body_size: float) -> list[tuple[int, str]]:
    """Take the furniture out of `pages` (in place) and set their printed labels.

    Returns:
        Each different piece of furniture with the first page (from 1) that it stood on; page numbers left out.
    """
    for page in pages:
        _remove_line_numbers(page)
    outer = [o for index, page in enumerate(pages) for o in outer_lines(index, page)]
    numbers = page_numbers(outer, pages, body_size)
    marked = _repeated(outer, pages, body_size)
    marked |= {id(line): 1.0 for line in _elsewhere(outer, marked, pages, body_size)}
    marked |= {id(c.outer.line): 1.0 for c in numbers}
    marked |= {id(line): 1.0 for line in _changing_heads(outer, marked, pages, body_size)}
    marked |= {id(line): 1.0 for line in _heads_of_chapters(outer, pages, body_size)}
    gone = {id(line) for line in _watermarks(pages, body_size)}
    for page in pages:
        rows = page.rows
        gone |= _from_the_edge(rows, marked) | _from_the_edge(rows[::-1], marked)
    for candidate in numbers:
        if id(candidate.outer.line) in gone:
            page = pages[candidate.page]
            page.label = page.label or candidate.text
    for page, line in turned_numbers(pages):
        page.label = line.text
        gone.add(id(line))
    pieces: dict[str, int] = {}
    for index, page in enumerate(pages):
        for line in [*page.lines, *page.asides]:
            if id(line) in gone and sum(c.isalpha() for c in line.text) >= 3 and not ALONE.match(line.text):
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
        steps = sorted(abs(a[0].y - b[0].y) for a, b in pairwise(inward)) or [0.0]
        usual = steps[(len(steps) - 1) // 3]
        if abs(row[0].y - inward[0][0].y) > max(1.6 * max(row[0].size, inward[0][0].size), 1.15 * usual):
            break
        taken.pop()
    return {id(line) for row in taken for line in row}


def _repeated(outer: list[Outer], pages: Sequence[PageLines], body_size: float) -> dict[int, float]:
    """Lines whose words come again in the same place on other pages → the share of pages that have them (a head of
    left or right pages only counts double). What a cover and one other page share are the unit and the series."""
    cover = len(pages) > 2 and sum(len(line.text) for line in pages[0].lines) < SPARSE
    groups: dict[tuple[str, bool], list[Outer]] = defaultdict(list)
    for o in outer:
        key = repeated_words(o.line.text)
        if len(key) >= 2:
            groups[key, o.top].append(o)
    least = 2 if len(pages) <= 8 else max(3, len(pages) // 12)
    found = {}
    for group in groups.values():
        for o in group:
            near = {p.page for p in group if abs(p.y - o.y) <= SAME_PLACE and abs(p.line.size - o.line.size) < 0.6}
            counts = o.line.size > LARGER * body_size and len({p.line.text for p in group}) > 1
            if len(near) >= least + (cover and 0 in near) and not (counts and not ALONE.match(o.line.text)):
                one_side = len({page % 2 for page in near}) == 1 and len(near) > 2
                found[id(o.line)] = len(near) * (2 if one_side else 1) / len(pages)
    return found


def _elsewhere(
    outer: list[Outer], marked: dict[int, float], pages: Sequence[PageLines], body_size: float
) -> list[Line]:
    """The words of a head or foot that most pages have, in small type at the same edge but in another place: covers
    set them a little otherwise."""
    usual = {(repeated_words(o.line.text), o.top) for o in outer if marked.get(id(o.line), 0.0) >= 0.5}
    return [
        o.line
        for o in outer
        if o.depth == 0
        and (repeated_words(o.line.text), o.top) in usual
        and o.line.size <= 1.05 * body_size
        and o.y < 0.12 * pages[o.page].height
    ]


def _watermarks(pages: Sequence[PageLines], body_size: float) -> list[Line]:
    """Slanted words that are large or come again, single slanted letters (text on a curve), and words that stand in
    exactly the same place on most pages."""
    found = []
    turned = Counter(key for page in pages for key in {repeated_words(line.text) for line in page.asides})
    places = Counter(
        place
        for page in pages
        for place in {(repeated_words(o.text), round(o.x0 / 3), round(o.y / 3)) for o in page.lines}
    )
    for page in pages:
        for line in page.asides:
            slanted = line.turn % 90 != 0
            again = turned[repeated_words(line.text)] >= 2
            if again or (slanted and (line.size > 1.4 * body_size or len(line.text) < 3)):
                found.append(line)
        steady = []
        for line in page.lines:
            often = places[repeated_words(line.text), round(line.x0 / 3), round(line.y / 3)]
            large = line.size > 1.8 * body_size
            if len(repeated_words(line.text)) > 3 and often >= max(2 if large else 4, 0.6 * len(pages)):
                steady.append(line)
        if sum(len(line.text) for line in steady) <= 0.3 * sum(len(line.text) for line in page.lines):
            found += steady  # pages that are alike as a whole are forms or copies, and their words are text
    return found


def _changing_heads(
    outer: list[Outer], marked: dict[int, float], pages: Sequence[PageLines], body_size: float
) -> list[Line]:
    """Running heads that change with the chapter: small type in the place where other pages have their furniture, or
    small type that stands in one place, apart from the text, on most pages."""
    slots: dict[tuple[bool, float], list[Outer]] = defaultdict(list)
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
            if (here or often) and apart(o, pages[o.page]):
                found.append(o.line)
    return found


def _heads_of_chapters(outer: list[Outer], pages: Sequence[PageLines], body_size: float) -> Iterator[Line]:
    """Running heads that say the heading of their chapter, however few pages it has: small type apart at the top, in
    the words of a heading set larger or bolder on this page or a page before."""
    headings: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for index, page in enumerate(pages):
        whole, before = "", None
        for line in page.lines:
            if line.size > LARGER * body_size or (line.bold and line.size > body_size):
                headings[_unnumbered(line.text)].append((index, line))
                whole = f"{whole} {line.text}" if before is not None and before.size == line.size else line.text
                headings[_unnumbered(whole)].append((index, line))
                before = line
    for o in outer:
        words = _unnumbered(o.line.text)
        if o.top and o.depth <= 1 and len(words) >= 4 and o.line.size <= 1.02 * body_size:
            named = any(index <= o.page and line.size > 1.1 * o.line.size for index, line in headings[words])
            if named and apart(o, pages[o.page]):
                yield o.line


def _unnumbered(text: str) -> str:
    return re.sub(r"^[\d.\s]+|[\W\d]+$", "", text).casefold()


def _remove_line_numbers(page: PageLines) -> None:
    """Take out numbers that count the lines of a page down its margin (drafts, minutes)."""
    columns: dict[int, list[Line]] = defaultdict(list)
    for line in page.lines:
        if line.text.isdigit() and len(line.text) <= 4:
            columns[round(line.x1 / 3)].append(line)
    edges = [(line.x0, line.x1) for line in page.lines if not line.text.isdigit()]
    for place in list(columns):
        numbers = sorted(columns[place] + columns.get(place + 1, []), key=lambda line: -line.y)
        outside = all(n.x1 <= min(x0 for x0, _ in edges) or n.x0 >= max(x1 for _, x1 in edges) for n in numbers[:3])
        steps = {int(b.text) - int(a.text) for a, b in pairwise(numbers)}
        if edges and len(numbers) >= NUMBERED_LINES and outside and len(steps) == 1 and steps <= {1, 5}:
            page.lines = [line for line in page.lines if line not in numbers]
