"""Cutting one page into the several things it shows: by headings, accordions, list items, rows or bold lines."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from crawler.addresses import identity
from crawler.reading import words
from crawler.reading.blocks import Block
from crawler.reading.grouping import groupings, section_of, siblings, telling
from crawler.reading.kinds import is_beside, list_kinds, state_above
from crawler.reading.links import Link
from crawler.reading.markup import BOLD, SUMMARY
from crawler.reading.numbers import begins_with_number, read_number
from crawler.reading.page import Page
from crawler.reading.references import read_reference
from crawler.reading.rows import (
    ITEM_TAGS,
    first_line,
    like_elements,
    plain_rows,
    rows_of_work,
    titled_rows,
    unit_title,
)
from crawler.reading.sections import Section, find_sections, is_year

IsDocument = Callable[[Link], bool]


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing on a page, or the whole page: its title, its blocks, and the headings, labels and crumbs above it.

    `anchor` is the id of its place in the markup ("" for the whole page or where the markup gives none of its own).
    """

    title: str
    blocks: tuple[Block, ...]
    context: tuple[str, ...] = ()
    anchor: str = ""
    own_page: str = ""

    @property
    def text(self) -> str:
        """Its text as lines."""
        return "\n".join(block.text for block in self.blocks if block.text)

    @property
    def links(self) -> tuple[Link, ...]:
        """Its links."""
        return tuple(link for block in self.blocks for link in block.links)


def own_blocks(page: Page) -> tuple[Block, ...]:
    """The page's blocks without those under headings that introduce its neighbours ("Fler rapporter", "Läs också")."""
    kept, skipping = [], 0
    named = list_kinds([page.name])
    for block in page.blocks:
        if block.level and (not skipping or block.level <= skipping):
            # "Fler rapporter" on the page "Rapporter" are its own
            others = words.NEIGHBOURS.match(block.text) and not named & list_kinds([block.text])
            skipping = block.level if block.level > 1 and others else 0
        if not skipping:
            kept.append(block)
    return tuple(kept)


def whole(page: Page) -> Unit:
    """The page as one unit."""
    return Unit(page.name, own_blocks(page), (*page.crumbs, *page.labels))


def slug(text: str) -> str:
    """A title as an anchor: "Förälder på avstånd" → "foralder-pa-avstand"."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")


def split(page: Page, is_document: IsDocument, is_own_page: IsDocument) -> tuple[Unit, ...]:
    """Cut a page into units that each have a title: around each document, and at sibling headings without one.

    `is_document` tells which links lead to documents of ours, `is_own_page` which lead to pages within the scope: a
    unit whose title leads to a page of its own is only a pointer, and carries that address in `own_page`.
    """
    blocks = own_blocks(page)
    sections = find_sections(blocks)
    beside = beside_addresses(link for block in blocks for link in block.links)
    main = {
        index: _each_once(
            link
            for link in block.links
            if is_document(link) and link.address not in beside and not is_beside(link.label)
        )
        for index, block in enumerate(blocks)
    }
    groups = groupings(sections, blocks, main)
    found: list[tuple[int, int, Unit]] = []
    taken: list[Section] = []
    for index, links in main.items():
        if not links or any(start <= index < end for start, end, _ in found):
            continue
        section = section_of(index, sections, blocks, groups)
        low, high = (section.start, section.end) if section else (0, len(blocks))
        if section and _documents(main, low, high) == 1:
            taken.append(section)
        elif len(links) > 1:
            context = _context(page, blocks, sections, index)
            found += [(index, index + 1, _line_unit(blocks[index], link, context)) for link in links]
            continue
        else:
            low = max([low + 1 if section else 0, *(end for _, end, _ in found)])
            low, high = _group(index, blocks, main, low, high)
        found.append((low, high, _unit(page, blocks, sections, (low, high), is_own_page)))
    spans = [(section.start, section.end) for section in siblings(sections, taken, blocks)]
    if taken:
        spans += telling(sections, blocks, [start for start, _, _ in found])
    for low, high, title in (
        *((low, high, "") for low, high in titled_rows(blocks)),
        *rows_of_work(blocks),
        *((low, high, "") for low, high in spans),
        *((low, high, "") for low, high in like_elements([(start, end) for start, end, _ in found], blocks)),
        *(
            row
            for row in plain_rows(blocks)
            if state_above(headings(_context(page, blocks, sections, row[0]), page)[-1:])
        ),
    ):
        if not any(start < high and low < end for start, end, _ in found):
            found.append((low, high, _unit(page, blocks, sections, (low, high), is_own_page, title)))
    return tuple(unit for _, _, unit in sorted(found, key=lambda row: row[:2]) if len(unit.title) > 2)


def beside_addresses(links: Iterable[Link]) -> frozenset[str]:
    """Where links lead that are annexes by any of their names: a file's block has its name, a button and a view. The
    picture of a cover leads to what it covers."""
    return frozenset(link.address for link in links if is_beside(link.label) and not words.COVER.match(link.label))


def _each_once(found: Iterable[Link]) -> list[Link]:
    """Links without those that lead to the same document: a name and a button beside it."""
    return list({link.address: link for link in reversed(list(found))}.values())[::-1]


def references(page: Page) -> tuple[Unit, ...]:
    """Lines of the page that name a report as a list of literature does; one alone without a number may be chance.

    A line that leads on to a page or file is left to what it leads to.
    """
    blocks = own_blocks(page)
    sections = find_sections(blocks)
    found = []
    for index, block in enumerate(blocks):
        if block.links or (block.level and block.level != BOLD):
            continue
        for line in block.text.split("\n"):
            named = read_reference(line)
            context = _context(page, blocks, sections, index) if named else ()
            if named and (named.year or read_number(line) or any(is_year(name) for name in context)):
                found.append(Unit(line, (Block(line, 0),), context))
    return tuple(found) if len(found) > 1 or any(read_number(unit.title) for unit in found) else ()


def _line_unit(block: Block, link: Link, context: tuple[str, ...]) -> Unit:
    """A document in a block of several: its line is its text, and its title where the link says only "pdf"."""
    line = next((line for line in block.text.split("\n") if link.text and link.text in line), link.text)
    title = line.replace(link.text, "").strip(" ()[].,–-") if words.GENERIC_LINK.match(link.label) else link.label
    return Unit(title or link.label, (Block(line, 0, (link,)),), context)


def _documents(main: dict[int, list[Link]], start: int, end: int) -> int:
    return len({link.address for index in range(start, end) for link in main[index]})


def _group(index: int, blocks: tuple[Block, ...], main: dict[int, list[Link]], low: int, high: int) -> tuple[int, int]:
    """The span of the outermost element around a block that holds no other document; widened upwards over loose
    paragraphs when the element says nothing but "Ladda ner"."""
    span = (index, index + 1)
    for depth in range(len(blocks[index].groups) - 1, -1, -1):
        group = blocks[index].groups[depth]
        inside = [n for n, block in enumerate(blocks) if group in block.groups]
        if inside[0] < low or inside[-1] >= high or _documents(main, inside[0], inside[-1] + 1) > 1:
            break
        if any(blocks[n].level == 1 for n in inside):
            break
        # each paragraph of several begins with a number of its own, and one has no file
        if sum(1 for n in inside if begins_with_number(blocks[n].text)) > 1:
            break
        # a paragraph that begins with a name in bold stands among its like
        if blocks[index].lead and any(blocks[n].lead and n != index for n in inside):
            break
        span = (inside[0], inside[-1] + 1)
        if blocks[index].tags[depth] in ITEM_TAGS:
            break
    start = span[0]
    if not unit_title(blocks[start : span[1]]):
        while start > low and not main[start - 1] and not unit_title(blocks[start : span[1]]):
            start -= 1
    return (start, span[1])


def _unit(
    page: Page,
    blocks: tuple[Block, ...],
    sections: list[Section],
    span: tuple[int, int],
    is_own_page: IsDocument,
    title: str = "",
) -> Unit:
    inside = blocks[span[0] : span[1]]
    title = title or unit_title(inside)
    anchors = [block.anchor for block in blocks if block.level]
    anchor = inside[0].anchor if anchors.count(inside[0].anchor) <= 1 and inside[0].level else ""
    pointer = ""
    for block in inside:
        for link in block.links:
            same = link.label.lower() == title.lower() or (title and first_line(block.text) == title and block.level)
            # an accordion's title may lead to the page itself, opened at that place
            elsewhere = is_own_page(link) and identity(link.address) != identity(page.address)
            if elsewhere and (
                same
                or re.match(r"\W*(?:läs mer|läs vidare|till rapporten|mer om|visa|se hela)", link.text, re.IGNORECASE)
            ):
                pointer = pointer or link.address
    return Unit(title, inside, _context(page, blocks, sections, span[0]), anchor, pointer)


def _context(page: Page, blocks: tuple[Block, ...], sections: list[Section], index: int) -> tuple[str, ...]:
    above = [blocks[s.start].text for s in sections if s.start < index < s.end]
    # a heading whose box has ended still stands above what follows it on the page
    open_: list[Block] = []
    for block in (*blocks[:index], blocks[index] if blocks[index].level else replace(blocks[index], level=BOLD + 1)):
        if block.level:
            open_ = [*(one for one in open_ if one.level < block.level or _heads_list(one, block)), block]
    loose = [block.text for block in open_[:-1] if block.text not in above]
    return (*page.crumbs, *page.labels, page.name, *loose, *above)


def _heads_list(heading: Block, other: Block) -> bool:
    """Whether a line in bold stands above the list of terms or folds that another heading lies in, or a fold's head
    above such a list: the other's level is no lower only since markup gives it one."""
    lists = ("dl", "details") if heading.level == BOLD else ("dl",)
    inside = [group for group, tag in zip(other.groups, other.tags, strict=True) if tag in lists]
    return heading.level >= SUMMARY and bool(inside) and inside[0] not in heading.groups


def headings(context: tuple[str, ...], page: Page) -> tuple[str, ...]:
    """Of the names above a thing those that stand on the page itself: its own name and the headings."""
    return context[len(page.crumbs) + len(page.labels) :]
