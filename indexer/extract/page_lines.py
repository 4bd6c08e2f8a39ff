"""The lines of a page before anything is taken out, and those near its edges."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.extract.lines import Line

LARGER = 1.25
"""Running heads are not set this much larger than the text: what is so large and counts is "Kapitel 3"."""

OUTER_ROWS = 4
"""So many rows at the top and at the bottom of a page may be furniture."""

SAME_PLACE = 4.0
"""Points by which the place of a running head may differ between pages."""


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


class Outer(NamedTuple):
    """A line near an edge: `depth` is its row counted from that edge, `y` its distance from it."""

    page: int
    depth: int
    top: bool
    y: float
    line: Line


def outer_lines(index: int, page: PageLines) -> list[Outer]:
    """The lines of the outermost rows of the page with the index `index` (from 0)."""
    rows = page.rows
    found = []
    for depth, row in enumerate(rows[:OUTER_ROWS]):
        found += [Outer(index, depth, True, page.height - line.y, line) for line in row]
    for depth, row in enumerate(rows[::-1][:OUTER_ROWS]):
        found += [Outer(index, depth, False, line.y, line) for line in row]
    return found


def repeated_words(text: str) -> str:
    """What stays the same where a running head counts; a line of figures only has to come again as it is."""
    words = re.sub(r"\d+", "#", re.sub(r"\b[ivxlc]+\b", "#", text.lower())).strip(" |-–•#")
    return words if any(c.isalpha() for c in words) else text if len(text) > 4 else ""


def apart(o: Outer, page: PageLines) -> bool:
    """Whether clear space parts the line from the text beside it."""
    others = [line.y for line in page.lines if abs(line.y - o.line.y) > 0.35 * o.line.size]
    inward = [abs(y - o.line.y) for y in others if (y < o.line.y) == o.top]
    return not inward or min(inward) > 1.7 * o.line.size
