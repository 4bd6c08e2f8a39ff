"""Blocks of lines → chunks: paragraphs, headings, list items and rows, rejoined across their lines."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from indexer.extract import hyphens
from indexer.extract.lines import Line
from indexer.extract.sections import numbering
from indexer.extract.tables import CELL, Block

Leading = dict[int, float]

TOP = 9.0
"""The gap above the first line of a column, in type sizes: more than any gap inside one."""

Shape = Literal["text", "list", "row", "entry", "note"]

ENTRY = re.compile(r"(?:[.·_…]{3,}|(?:[.·…] ){2,}[.·…]?|\t)\s*(?:\d{1,3}|[ivxlc]{1,6})$")
"""The end of a line of a table of contents: a leader or a gap, and a page number."""

BULLET = re.compile(r"^[•●○◦▪■□–—‒*·-] ?\s*(?=\S)")
NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-zåäö]\)|[ivx]{1,4}[.)])\s+(?=\S)")
CAPTION = re.compile(
    r"^(?i:tabell|figur|diagram|bild|karta|table|figure)\s+\d+(?:[.:]\d+)?(?:\s*[.:–](?:\s|$)|\s+[A-ZÅÄÖ]|$)"
)
NOTE = re.compile(r"^(\d{1,3}|[*†‡]{1,3})[.)]?\s*(?=[”\"(]?[^\W\d_])")


@dataclass(slots=True)
class Chunk:
    """Lines that belong together. `left` is the left edge of its column, `gap` the white space above its first line
    in type sizes (large at the top of a column), `open` whether its last line runs to the right margin."""

    lines: list[Line]
    shape: Shape
    left: float
    gap: float
    open: bool = False
    hyphenated: Collection[str] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """The words, joined across the lines."""
        text = self.lines[0].text
        for line in self.lines[1:]:
            text = hyphens.join(text, line.text, self.hyphenated)
        return text

    @property
    def size(self) -> float:
        """Type size of most of it, in points."""
        sizes = Counter[float]()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether all of it is set in bold type."""
        return all(line.bold for line in self.lines)

    @property
    def italic(self) -> bool:
        """Whether all of it is set in italic type."""
        return all(line.italic for line in self.lines)

    @property
    def indent(self) -> float:
        """By how much all its lines are set in from the left edge, in type sizes."""
        return (min(line.x0 for line in self.lines) - self.left) / self.lines[0].size


def make_chunks(block: Block, body_size: float, leading: Leading, hyphenated: Collection[str] = ()) -> list[Chunk]:
    """Divide one block into chunks. `body_size` and `leading` are those of the document's running text; a block whose
    lines stand much wider apart is a list of single lines."""
    left = min(line.x0 for line in block.lines)
    if block.table:
        return [Chunk([line], "row", left, 1.0 if number else TOP) for number, line in enumerate(block.lines)]
    own = usual_leading([block.lines])
    usual = {size: min(step, 1.3 * leading.get(size, step)) for size, step in (leading | own).items()}
    hanging = _is_hanging(block.lines, left)
    chunks: list[Chunk] = []
    for number, line in enumerate(block.lines):
        above = block.lines[number - 1] if number else None
        if above is not None and not _breaks(chunks[-1], above, line, block.lines, number, usual, hanging, body_size):
            chunks[-1].lines.append(line)
            continue
        gap = (above.y - line.y) / line.size - 1 if above else TOP
        chunks.append(Chunk([line], _shape(line), left, gap, hyphenated=hyphenated))
    for chunk in chunks:
        last = chunk.lines[-1]
        chunk.open = last.x1 > max(line.x1 for line in block.lines) - 2.5 * last.size
    return chunks


def _shape(line: Line) -> Shape:
    if ENTRY.search(line.text):
        return "entry"
    return "list" if BULLET.match(line.text) or NUMBERED.match(line.text) else "text"


def usual_leading(columns: Sequence[list[Line]]) -> Leading:
    """The usual distance of baselines for each type size (in whole points), in points."""
    steps: dict[int, list[float]] = {}
    for lines in columns:
        for above, line in pairwise(lines):
            step = above.y - line.y
            if abs(above.size - line.size) < 0.6 and 0.5 * line.size < step < 2.6 * line.size:
                steps.setdefault(round(line.size), []).append(step)
    return {size: sorted(found)[len(found) * 2 // 5] for size, found in steps.items() if len(found) >= 3}


def _is_hanging(lines: list[Line], left: float) -> bool:
    """Whether entries begin at the margin and go on indented (reference lists): then the lines *before* indented
    ones are full, while before the first line of an indented paragraph they are mostly not."""
    right = max(line.x1 for line in lines)
    full = short = 0
    for above, line in pairwise(lines):
        if above.x0 <= left + 0.4 * line.size and left + 0.7 * line.size < line.x0 < left + 5 * line.size:
            if above.x1 > right - 6 * line.size:
                full += 1
            else:
                short += 1
    returns = sum(a.x0 > left + 0.7 * a.size and b.x0 <= left + 0.4 * b.size for a, b in pairwise(lines))
    return full >= 2 and full > 2 * short and returns >= 2 and _mostly_full_before(lines, left, right)


def _mostly_full_before(lines: list[Line], left: float, right: float) -> bool:
    """Lines that return to the margin follow a line that ends early more often than in running paragraphs."""
    ends = [a.x1 < right - 2 * a.size for a, b in pairwise(lines) if b.x0 <= left + 0.4 * b.size < a.x0]
    return sum(ends) >= 0.5 * len(ends)


def _breaks(
    chunk: Chunk, above: Line, line: Line, lines: list[Line], number: int, usual: Leading, hanging: bool,
    body_size: float,
) -> bool:  # fmt: skip
    """Whether `line` begins a new chunk after `above`."""
    size = max(above.size, line.size)
    step = above.y - line.y
    divided = above.text[-1] in hyphens.HYPHENS and line.text[:1].islower()
    if step < 0 or abs(above.size - line.size) > 0.09 * size:
        return True
    if step > 1.28 * usual.get(round(line.size), 1.35 * size) and not (divided and step < 2 * size):
        return True
    if chunk.shape == "entry" or ENTRY.search(line.text):
        return chunk.shape == "entry" or not _wraps_into_entry(chunk, line)
    if divided:
        return False
    ended = above.text[-1] in '.:;!?”"»)'
    fits = _would_fit(above, line, lines, number)
    if BULLET.match(line.text):
        return line.text[0] in "•●○◦▪■□" or fits or ended or chunk.shape == "list"
    if (NUMBERED.match(line.text) or CAPTION.match(line.text)) and (fits or ended):
        return True
    if numbering(line.text) and numbering(above.text) and above is chunk.lines[0]:
        return True
    if above.bold != line.bold and (fits or line.text[0].isupper()):
        return True
    centred = abs((above.x0 + above.x1) - (line.x0 + line.x1)) < 0.5 * size and abs(above.x0 - line.x0) > 0.4 * size
    if centred and (line.bold or line.size > 1.08 * body_size):
        return False
    goes_on = line.text[:1].islower() and not ended
    if chunk.shape == "list" and line.x0 > chunk.lines[0].x0 + 0.3 * size:
        return fits and not goes_on
    if hanging:
        return line.x0 < above.x0 - 0.5 * size or (line.x0 <= chunk.left + 0.4 * size and ended)
    if _indented(chunk, above, line):
        return True
    return fits and not goes_on


def _wraps_into_entry(chunk: Chunk, line: Line) -> bool:
    """An entry of a table of contents whose first line has no page number."""
    first = chunk.lines[0]
    return len(chunk.lines) <= 2 and abs(first.size - line.size) < 0.6 and first.bold == line.bold and chunk.open


def _indented(chunk: Chunk, above: Line, line: Line) -> bool:
    """A first line set in, or the return from a paragraph that was set in as a whole."""
    inward = line.x0 - above.x0
    if 0.7 * line.size < inward < 6 * line.size:
        return True
    whole = len(chunk.lines) >= 2 and all(abs(o.x0 - above.x0) < 0.3 * line.size for o in chunk.lines)
    return whole and inward < -0.7 * line.size


def _would_fit(above: Line, line: Line, lines: list[Line], number: int) -> bool:
    """Whether the first word of `line` had room at the end of `above`: then the line was ended on purpose."""
    right = max(above.x1, line.x1)
    for side in (range(number - 1, -1, -1), range(number, len(lines))):
        for index in side:
            other = lines[index]
            same = min(abs(other.x0 - above.x0), abs(other.x0 - line.x0)) < 0.25 * line.size
            if not same or abs(other.size - line.size) > 0.6:
                break
            right = max(right, other.x1)
    word = line.text.split(" ", 1)[0]
    wide = (line.x1 - line.x0) / max(1, len(line.text)) * (len(word) + 1)
    return right - above.x1 > wide + 0.25 * line.size


def split_notes(lines: list[Line], body_size: float) -> tuple[list[Line], list[Line]]:
    """Part a column's lines into text and footnotes: small lines at its end that begin with a note's mark."""
    start = len(lines)
    while start and lines[start - 1].size <= 0.93 * body_size:
        start -= 1
    while start < len(lines) and not NOTE.match(lines[start].text):
        start += 1
    return lines[:start], lines[start:]


def make_notes(lines: list[Line], hyphenated: Collection[str] = ()) -> list[Chunk]:
    """Footnotes from their lines: a new note where a mark stands that counts on from the one before."""
    chunks: list[Chunk] = []
    last: int | None = None
    for line in lines:
        match = NOTE.match(line.text)
        number = int(match[1]) if match and match[1].isdigit() else None
        new = match is not None and (last is None or number is None or number == last + 1)
        if new or not chunks:
            line.text = NOTE.sub(lambda mark: f"{mark[0].strip()} ", line.text)
            chunks.append(Chunk([line], "note", line.x0, TOP, hyphenated=hyphenated))
            last = number
        else:
            chunks[-1].lines.append(line)
    return chunks


def without_calls(chunks: list[Chunk], notes: list[Chunk]) -> None:
    """Take out of the text, in place, the numbers that call the page's own notes and are printed close to a word in
    type of the common size (fonts with raised figures of their own; other calls are gone already)."""
    marks = {match[1] for note in notes if (match := NOTE.match(note.lines[0].text)) and match[1].isdigit()}
    if not marks:
        return
    call = re.compile(rf"([a-zåäö][.,;:!?]?[”»)]?)(?:{'|'.join(sorted(marks))})(?=[\s.,;:]|$)")
    for chunk in chunks:
        for line in chunk.lines:
            line.text = call.sub(r"\1", line.text)


def join_over_columns(chunks: list[Chunk]) -> list[Chunk]:
    """Join a paragraph that runs from the foot of one column to the head of the next on the same page, also past a
    table that stands at that head."""
    joined: list[Chunk] = []
    for chunk in chunks:
        between: list[Chunk] = []
        for last in reversed(joined):
            if last.shape != "row" and not CAPTION.match(last.text):
                break
            between.append(last)
        head = between[-1] if between else chunk
        begun = joined[-1 - len(between)] if len(joined) > len(between) else None
        fits = begun is not None and begun.shape in ("text", "list") and chunk.shape == "text" and head.gap >= TOP
        if fits and begun is not None and goes_on(begun, chunk):
            begun.lines += chunk.lines
            begun.open = chunk.open
        else:
            joined.append(chunk)
    return joined


def goes_on(first: Chunk, second: Chunk) -> bool:
    """Whether `second`, at the head of a column or page, continues `first`, at the foot of the one before."""
    end, start = first.text.rstrip(), second.text
    if abs(first.size - second.size) > 0.6 or first.bold != second.bold or not end or CELL in end:
        return False
    if end[-1] in hyphens.HYPHENS:
        return start[:1].islower()
    return start[:1].islower() and end[-1] not in ".:!?" and (first.open or len(first.lines) > 1)


def body_size_of(pages: Collection[list[Line]]) -> float:
    """The type size of most letters of a document, in points (10 where there are none)."""
    sizes = Counter[float]()
    for lines in pages:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0
