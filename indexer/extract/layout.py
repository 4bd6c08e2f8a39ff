"""The glyphs of a document's pages → chunks of text in reading order, furniture and labels apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.extract.columns import gaps_of_columns, reading_order
from indexer.extract.document import GAP, TypeLine
from indexer.extract.furniture import remove_furniture
from indexer.extract.glyphs import PageGlyphs, Rule
from indexer.extract.hyphens import HYPHENS, hyphenated_words, join
from indexer.extract.lines import Line, make_lines
from indexer.extract.page_lines import PageLines
from indexer.extract.paragraphs import (
    NOTE,
    TOP,
    Chunk,
    Leading,
    body_size_of,
    goes_on,
    join_over_columns,
    make_chunks,
    make_notes,
    split_notes,
    usual_leading,
    without_calls,
)  # fmt: skip
from indexer.extract.tables import Block


@dataclass(frozen=True, slots=True)
class LaidOut:
    """`chunks` page by page, `labels` as printed, `front` and `furniture` as in `Document`; `body_size` in points."""

    chunks: list[list[Chunk]]
    labels: list[str | None]
    front: tuple[TypeLine, ...]
    furniture: tuple[tuple[int, str], ...]
    body_size: float


@dataclass(slots=True)
class _Sorted:
    """A page in reading order: blocks of text and tables, the columns' footnotes, words turned otherwise."""

    blocks: list[Block]
    notes: list[list[Line]]
    asides: list[Line]


def lay_out(drawn: Sequence[PageGlyphs]) -> LaidOut:
    """Put the glyphs of all pages in order; what stands on several pages alike is seen only over all of them."""
    lined = [_lines(page) for page in drawn]
    body_size = body_size_of([page.lines for page in lined])
    front = tuple(_front(lined))
    furniture = tuple(remove_furniture(lined, body_size))
    hyphenated = hyphenated_words(line.text for page in lined for line in page.lines)
    gaps = gaps_of_columns([page.lines for page in lined])
    pages = [_sorted(page, lines, body_size, gaps) for page, lines in zip(drawn, lined, strict=True)]
    leading = usual_leading([block.lines for page in pages for block in page.blocks if not block.table])
    chunks = [_chunks(page, body_size, hyphenated, leading) for page in pages]
    _mend_page_breaks(chunks)
    return LaidOut(chunks, [page.label for page in lined], front, furniture, body_size)


def _lines(page: PageGlyphs) -> PageLines:
    lines = make_lines(page.glyphs)
    turn = page.turn
    width, height = (page.height, page.width) if turn % 180 == 90 else (page.width, page.height)
    shift = {90: page.width, 180: page.height}.get(turn, 0.0)
    for line in lines:
        if line.turn == turn:
            line.y += shift
    return PageLines(
        width, height, [line for line in lines if line.turn == turn], [line for line in lines if line.turn != turn]
    )


def _front(pages: list[PageLines]) -> Iterator[TypeLine]:
    """The lines of the first three pages with words."""
    with_words = [(number, page) for number, page in enumerate(pages, 1) if page.lines]
    for number, page in with_words[:3]:
        for row in page.rows:
            for line in row:
                yield TypeLine(
                    number, GAP.join(line.parts) or line.text, line.size, line.bold, round(line.x0, 1), round(line.y, 1)
                )


def _sorted(page: PageGlyphs, lined: PageLines, body_size: float, gaps: list[float]) -> _Sorted:
    rules = page.rules if page.turn == 0 else []
    lines, below = _notes_under_rule(lined, rules, body_size)
    blocks: list[Block] = []
    notes: list[list[Line]] = []
    for block in reading_order(lines, rules, gaps):
        small: list[Line] = []
        if not block.table:
            block.lines, small = split_notes(block.lines, body_size)
        if block.lines:
            blocks.append(block)
        if small:
            notes.append(small)
    notes += [block.lines for block in reading_order(below)]
    return _Sorted(blocks, notes, [line for line in lined.asides if len(line.text) > 2])


def _chunks(page: _Sorted, body_size: float, hyphenated: frozenset[str], leading: Leading) -> list[Chunk]:
    text = [chunk for block in page.blocks for chunk in make_chunks(block, body_size, leading, hyphenated)]
    notes = [chunk for lines in page.notes for chunk in make_notes(lines, hyphenated)]
    without_calls(text, notes)
    asides = [Chunk([line], "text", line.x0, TOP) for line in page.asides]
    return join_over_columns(text) + asides + notes


def _notes_under_rule(lined: PageLines, rules: list[Rule], body_size: float) -> tuple[list[Line], list[Line]]:
    """Part text and footnotes where a short drawn line stands above a note's mark at the foot of a column."""
    notes: list[Line] = []
    for rule in rules:
        if not (rule.x1 - rule.x0 < 0.45 * lined.width and rule.y < 0.6 * lined.height):
            continue
        under = [o for o in lined.lines if o.y < rule.y and rule.x0 - 6 <= o.x0 <= rule.x0 + 40]
        under.sort(key=lambda line: -line.y)
        close = bool(under) and rule.y - under[0].y < 3 * under[0].size
        if close and NOTE.match(under[0].text) and all(o.size <= body_size for o in under):
            notes += under
    marked = {id(line) for line in notes}
    return [line for line in lined.lines if id(line) not in marked], notes


def _mend_page_breaks(pages: list[list[Chunk]]) -> None:
    """A word divided over a page break is put whole on the page where it begins."""
    for first, second in pairwise(pages):
        last = next((c for c in reversed(first) if c.shape in ("text", "list")), None)
        head = next((c for c in second if c.shape == "text"), None)
        if last is None or head is None or head is not second[0] or not goes_on(last, head):
            continue
        end, start = last.lines[-1], head.lines[0]
        if end.text[-1] in HYPHENS:
            rest, _, left = start.text.partition(" ")
            end.text = join(end.text, rest, last.hyphenated)
            start.text = left
            if not left:
                head.lines.pop(0)
                if not head.lines:
                    second.remove(head)
