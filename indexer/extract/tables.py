"""Lines beside each other: one line where they are a label and its text, else the rows and cells of a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from indexer.extract.glyphs import Rule
from indexer.extract.hyphens import join
from indexer.extract.lines import BULLETS, Line

Gap = tuple[float, float]
"""A vertical gap between columns: where it begins and ends, in points."""

CELL = "\t"
"""Parts the cells of a table's row."""

_LABEL = re.compile(
    rf"^(?:[{re.escape(BULLETS)}–-]|\(?\d{{1,3}}[.)]?|(?:\d{{1,2}}\.)+\d{{0,2}}|\(?[a-zA-Z][.)]|[ivx]{{1,4}}[.)])$"
)


@dataclass(slots=True)
class Block:
    """Lines of one column from top to bottom; in a `table` each line is a row, its cells parted by `CELL`."""

    lines: list[Line] = field(default_factory=list)
    table: bool = False


def table_blocks(lines: list[Line], gutters: Sequence[Gap], rules: Sequence[Rule]) -> list[Block]:
    """Lines with gaps between them as a table; lines of a single cell before and after it stand for themselves."""
    rows = row_groups(lines)
    many = [index for index, row in enumerate(rows) if len(split(row, gutters)) > 1 or len(row) > 1]
    if not many or (len(many) == 1 and stretched(rows[many[0]])):
        return [Block(one_a_baseline(lines, " "))]
    before, inner, after = rows[: many[0]], rows[many[0] : many[-1] + 1], rows[many[-1] + 1 :]
    blocks = []
    if before:
        blocks.append(Block(one_a_baseline([line for row in before for line in row], " ")))
    logical = _logical_rows(inner, gutters, rules)
    if all(labelled(_cells(row, gutters)) for row in logical):
        blocks.append(Block(one_a_baseline([line for row in inner for line in row], " ")))
    else:
        blocks.append(Block([_joined(_cells(row, gutters)) for row in logical], table=True))
    if after:
        blocks.append(Block(one_a_baseline([line for row in after for line in row], " ")))
    return blocks


def split(lines: list[Line], gutters: Sequence[Gap]) -> list[list[Line]]:
    """The lines of each column between `gutters`, from the left; columns without lines are left out."""
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        columns[sum(line.x0 >= end - 0.2 for _, end in gutters)].append(line)
    return [column for column in columns if column]


def row_groups(lines: list[Line]) -> list[list[Line]]:
    """The lines that share a baseline, each row from the left, the rows from the top."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        if rows and abs(rows[-1][0].y - line.y) <= 0.45 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def one_a_baseline(lines: list[Line], gap: str) -> list[Line]:
    """One line for each baseline, its pieces joined with `gap` (a label and its text always with a space)."""
    rows = []
    for row in row_groups(lines):
        first = max(row, key=lambda line: len(line.text))
        text = row[0].text
        for before, line in pairwise(row):
            text += (" " if _LABEL.match(before.text) and before is row[0] else gap) + line.text
        rows.append(
            Line(text, row[0].x0, max(line.x1 for line in row), first.y, first.size,
                 sum(len(line.text) for line in row if line.bold) * 2 > len(text), first.italic, first.turn)
        )  # fmt: skip
    return rows


def labelled(row: list[Line]) -> bool:
    """A single line, or a bullet or number with its text."""
    return len(row) == 1 or (len(row) == 2 and _LABEL.match(row[0].text) is not None)


def stretched(row: list[Line]) -> bool:
    """One line of justified text whose spaces were stretched: all alike, or not by much in a long line."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(row)]
    alike = len(gaps) >= 2 and max(gaps) - min(gaps) < 0.3 * row[0].size
    return alike or (max(gaps) < 3 * row[0].size and len(" ".join(line.text for line in row)) > 40)


def justified(rows: Sequence[list[Line]]) -> bool:
    """A few lines of justified text whose spaces were stretched: they begin and end alike and have their gaps in
    different places, as cells have not."""
    edges = {(round(row[0].x0), round(row[-1].x1)) for row in rows}
    starts = [line.x0 for row in rows for line in row[1:]]
    loose = all(abs(a - b) > 2 for a, b in combinations(starts, 2))
    return len(rows) <= 3 and len(edges) == 1 and loose and all(len(row) > 1 and stretched(row) for row in rows)


def _logical_rows(rows: list[list[Line]], gutters: Sequence[Gap], rules: Sequence[Rule]) -> list[list[Line]]:
    """Rows of cells, where a cell may run over several lines: parted by drawn lines, else by wider spacing, else a
    line without a first cell, or with no other and in the middle of a phrase, goes on with the row above."""
    left, right = min(row[0].x0 for row in rows), max(line.x1 for row in rows for line in row)
    drawn = [r.y for r in rules if r.x1 - r.x0 >= 0.6 * (right - left) and r.x0 < right and r.x1 > left]
    steps = [above[0].y - below[0].y for above, below in pairwise(rows)]
    between = [sum(below[0].y < y < above[0].y for y in drawn) for above, below in pairwise(rows)]
    closely = min(steps, default=0.0)
    ruled = sum(map(bool, between)) >= max(2, 0.3 * len(steps))
    # lines that follow closely are parts of one row only when most of them leave cells empty
    cells = [len(split(row, gutters)) for row in rows]
    close = [cells[i + 1] for i, step in enumerate(steps) if step <= 1.08 * closely]
    wrapped = sum(count < max(cells) for count in close) >= 0.6 * len(close)
    spaced = bool(steps) and max(steps) > 1.12 * closely and wrapped
    logical = [list(rows[0])]
    for row, step, line in zip(rows[1:], steps, between, strict=True):
        first = gutters[0][0] > row[0].x0
        if ruled:
            new = bool(line)
        elif spaced:
            new = step > 1.08 * closely
        else:
            alone = len(split(row, gutters)) == 1 and len(split(logical[-1], gutters)) > 1
            new = first and not (alone and row[0].text[0].islower())
        if new or step > 3 * row[0].size or _counts_anew(logical[-1], row, gutters):
            logical.append(list(row))
        else:
            logical[-1] += row
    return logical


def _counts_anew(above: list[Line], row: list[Line], gutters: Sequence[Gap]) -> bool:
    """Two figures in one column are two rows, however close they stand."""
    figures = re.compile(r"[\d\s.,:;%()–+-]*\d[\d\s.,:;%()–+-]*$")
    columns = [{sum(o.x0 >= end - 0.2 for _, end in gutters) for o in r if figures.match(o.text)} for r in (above, row)]
    return bool(columns[0] & columns[1])


def _cells(row: list[Line], gutters: Sequence[Gap]) -> list[Line]:
    cells = []
    for column in split(row, gutters):
        lines = one_a_baseline(column, " ")
        first = lines[0]
        text = first.text
        for line in lines[1:]:
            text = join(text, line.text)
        cells.append(Line(text, first.x0, max(o.x1 for o in lines), first.y, first.size, first.bold, first.italic))
    return cells


def _joined(cells: list[Line]) -> Line:
    first = cells[0]
    text = CELL.join(cell.text for cell in cells)
    bold = all(cell.bold for cell in cells)
    return Line(text, first.x0, max(c.x1 for c in cells), first.y, first.size, bold, first.italic, first.turn)
