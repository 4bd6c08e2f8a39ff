"""Reading order: the lines of a page → blocks, column after column, tables row by row.

The page is taken band by band from the top. As long as a vertical gap runs through all bands, they belong to one
group; what lies on both sides of the gap are columns when it reads as running text, else cells of a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from indexer.extract.glyphs import Rule
from indexer.extract.lines import Line
from indexer.extract.tables import (
    CELL,
    Block,
    Gap,
    justified,
    labelled,
    one_a_baseline,
    row_groups,
    split,
    stretched,
    table_blocks,
)

NARROWEST_GAP = 0.8
"""The least width of a gap between columns, in type sizes."""

STICKS_OUT = 0.3
"""The share of the room on either side of a gap that a drawn line which crosses it may cover by being too long."""

NARROWEST_USUAL_GAP = 0.35
"""The least width of a gap where the document parts its columns: single lines stick out into it."""


@dataclass(slots=True)
class _Group:
    lines: list[Line]
    free: list[Gap]
    bands: list[list[Line]]

    usual: Sequence[float] = ()

    def gutters(self) -> list[Gap]:
        """Free intervals with text of the group on both sides, narrower ones at the `usual` places."""
        left = min(line.x0 for line in self.lines)
        right = max(line.x1 for line in self.lines)
        size = median(line.size for line in self.lines)
        return [
            (a, b)
            for a, b in self.free
            if a >= left - 0.1 and b <= right + 0.1 and b - a >= self._narrowest(a, b) * size
        ]

    def _narrowest(self, a: float, b: float) -> float:
        return NARROWEST_USUAL_GAP if any(a - 2 <= x <= b + 2 for x in self.usual) else NARROWEST_GAP


def reading_order(lines: Sequence[Line], rules: Sequence[Rule] = (), usual_gaps: Sequence[float] = ()) -> list[Block]:
    """Sort the lines of a page into blocks in the order they are read. At `usual_gaps` (x in points, from
    `gaps_of_columns`) the document parts its columns; there even tables stand side by side."""
    blocks: list[Block] = []
    for group in _groups(lines, usual_gaps):
        blocks += _blocks(group, rules, usual_gaps)
    return _merged(blocks)


def gaps_of_columns(pages: Sequence[Sequence[Line]]) -> list[float]:
    """Where a document parts its columns: the middles of gaps with running text on both sides on several pages."""
    middles = [(a + b) / 2 for lines in pages for group in _groups(lines) for a, b in _prose_gutters(group)]
    return [x for x in middles if sum(abs(x - other) <= 4 for other in middles) >= max(2, 0.2 * len(pages))]


def _prose_gutters(group: _Group) -> list[Gap]:
    gutters = group.gutters()
    columns = split(group.lines, gutters) if gutters else []
    return gutters if len(columns) == len(gutters) + 1 and all(_is_prose(column) for column in columns) else []


def _bands(lines: Sequence[Line]) -> list[list[Line]]:
    bands: list[list[Line]] = []
    low = 0.0
    for line in sorted(lines, key=lambda line: -line.top):
        if bands and line.top > low + 0.12 * line.size:
            bands[-1].append(line)
            low = min(low, line.bottom)
        else:
            bands.append([line])
            low = line.bottom
    return bands


def _free(lines: list[Line], usual: Sequence[float] = ()) -> list[Gap]:
    free = []
    reach = float("-inf")
    for x0, x1 in sorted(_extent(line, usual) for line in lines):
        if x0 > reach:
            free.append((reach, x0))
        reach = max(reach, x1)
    return [*free, (reach, float("inf"))]


def _extent(line: Line, usual: Sequence[float]) -> Gap:
    """Where a line begins and ends; what sticks out a little over a usual gap (a table too wide) ends there."""
    for x in usual:
        if line.x0 < x < line.x1:
            if line.x1 - x <= line.size < x - line.x0:
                return line.x0, x
            if x - line.x0 <= line.size < line.x1 - x:
                return x, line.x1
    return line.x0, line.x1


def _both(one: list[Gap], two: list[Gap]) -> list[Gap]:
    shared = []
    i = j = 0
    while i < len(one) and j < len(two):
        low, high = max(one[i][0], two[j][0]), min(one[i][1], two[j][1])
        if high > low:
            shared.append((low, high))
        if one[i][1] < two[j][1]:
            i += 1
        else:
            j += 1
    return shared


def _groups(lines: Sequence[Line], usual: Sequence[float] = ()) -> list[_Group]:
    groups: list[_Group] = []
    middle = (min(o.x0 for o in lines) + max(o.x1 for o in lines)) / 2 if lines else 0.0
    for band in _bands(lines):
        alone = _Group(band, _free(band, usual), [band], usual)
        if groups:
            last = groups[-1]
            joint = _Group(last.lines + band, _both(last.free, alone.free), [*last.bands, band], usual)
            before, together = bool(last.gutters()), bool(joint.gutters())
            if together and not before and alone.gutters() and any(_centred(above, middle) for above in last.bands):
                together = False  # a title above columns leaves a gap beside a short heading
            if together or not (before or alone.gutters()):
                groups[-1] = joint
                continue
            if not before:
                alone = _with_heads(groups, alone, middle)
        groups.append(alone)
    return groups


def _centred(band: list[Line], middle: float) -> bool:
    """Whether a band is one line that stands in the middle of the page."""
    line = band[0]
    return len(band) == 1 and line.x0 < middle < line.x1 and abs(line.x0 + line.x1 - 2 * middle) < line.size


def _with_heads(groups: list[_Group], group: _Group, middle: float) -> _Group:
    """Give a group of columns the bands right above it that lie on one side of its gap, from the first one on that
    lies on the right: columns need not begin on the same height."""
    above = groups[-1]
    size = median(line.size for line in group.lines)
    reach, start = group, len(above.bands)
    for index in range(len(above.bands) - 1, -1, -1):
        band = above.bands[index]
        joint = _Group(
            band + reach.lines, _both(_free(band, group.usual), reach.free), [band, *reach.bands], group.usual
        )
        step = min(line.y for line in band) - max(line.y for line in reach.bands[0])
        if not joint.gutters() or step > 3 * size or _centred(band, middle):
            break
        reach = joint
        if min(line.x0 for line in band) >= joint.gutters()[0][1] - 0.2:
            group, start = joint, index
    if start == 0:
        groups.pop()
    elif start < len(above.bands):
        kept = above.bands[:start]
        lines = [line for band in kept for line in band]
        groups[-1] = _Group(lines, _free(lines, group.usual), kept, group.usual)
    return group


def _blocks(group: _Group, rules: Sequence[Rule], usual_gaps: Sequence[float]) -> list[Block]:
    gutters = group.gutters()
    if not gutters:
        return [Block(one_a_baseline(group.lines, " "))]
    usual = [(a, b) for a, b in gutters if any(a - 2 <= x <= b + 2 for x in usual_gaps)]
    if usual and len(group.bands) > 1 and not _ruled(group, usual, rules):
        return [block for column in split(group.lines, usual) for block in reading_order(column, rules)]
    columns = split(group.lines, gutters)
    rows = row_groups(group.lines)
    ruled = _ruled(group, gutters, rules)
    if len(columns) > 1 and not ruled:
        prose = [column for column in columns if _is_prose(column)]
        if len(prose) == len(columns) or (prose and len(columns) == 2 and _beside(columns, prose)):
            return [block for column in columns for block in reading_order(column, rules)]
    if all(labelled(row) for row in rows) or (len(rows) == 1 and stretched(rows[0])) or justified(rows):
        return [Block(one_a_baseline(group.lines, " "))]
    if len(rows) == 1:
        return [Block(one_a_baseline(group.lines, CELL))]
    return table_blocks(group.lines, gutters, rules)


def _is_prose(column: list[Line]) -> bool:
    """Running text: several long lines that fill the column (tables and lists may stand between them)."""
    rows = one_a_baseline(column, " ")
    width = max(r.x1 for r in rows) - min(r.x0 for r in rows)
    full = sum(r.x1 - r.x0 > 0.72 * width and len(r.text) >= 24 for r in rows)
    return full >= 4 and full >= 0.08 * len(rows)


def _beside(columns: list[list[Line]], prose: list[list[Line]]) -> bool:
    """A column of running text with a few long lines beside it: its neighbour ends early (or is a figure's caption)."""
    other = next((column for column in columns if column not in prose), None)
    if other is None or len(prose) != 1:
        return False
    rows = one_a_baseline(other, " ")
    letters = sum(len(r.text) for r in rows) / len(rows)
    lowest, highest = min(r.y for r in rows), max(r.y for r in rows)
    dense = highest - lowest <= 2.2 * rows[0].size * max(1, len(rows) - 1)
    return letters >= 18 and dense


def _ruled(group: _Group, gutters: list[Gap], rules: Sequence[Rule]) -> bool:
    """Whether drawn lines cross a gutter between the group's rows: then it is a table. A line that only sticks out over
    a gutter belongs to a table in one column."""
    top, low = max(line.y for line in group.lines), min(line.y for line in group.lines)
    left, right = min(line.x0 for line in group.lines), max(line.x1 for line in group.lines)
    return any(
        low < r.y < top and a - r.x0 > STICKS_OUT * (a - left) and r.x1 - b > STICKS_OUT * (right - b)
        for r in rules
        for a, b in gutters
    )


def _merged(blocks: list[Block]) -> list[Block]:
    """Neighbouring text blocks of one column as one, so that paragraphs can run through them."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if (
            last
            and not last.table
            and not block.table
            and last.lines[-1].y > block.lines[0].y
            and _overlap(last, block)
        ):
            last.lines += block.lines
        else:
            merged.append(Block(list(block.lines), block.table))
    return merged


def _overlap(one: Block, two: Block) -> bool:
    left = max(min(line.x0 for line in one.lines), min(line.x0 for line in two.lines))
    right = min(max(line.x1 for line in one.lines), max(line.x1 for line in two.lines))
    return right > left
