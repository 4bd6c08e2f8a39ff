"""The sections that a page's headings open."""

import re
from dataclasses import dataclass

from crawler.reading import words
from crawler.reading.blocks import Block
from crawler.reading.kinds import list_kinds
from crawler.reading.markup import BOLD
from crawler.reading.numbers import is_bare_number, read_title_number
from crawler.reading.work import fact_kind


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks `start` to `end` under the heading at `start`; `parent` is the index of the section around it."""

    start: int
    end: int
    level: int
    parent: int | None


def find_sections(blocks: tuple[Block, ...]) -> list[Section]:
    """Every heading's section, in reading order."""
    found: list[Section] = []
    stack: list[int] = []
    for index, block in enumerate(blocks):
        if not block.level or is_subtitle(index, blocks):
            continue
        while stack and (found[stack[-1]].level >= block.level or found[stack[-1]].end <= index):
            stack.pop()
        found.append(Section(index, _end(index, blocks), block.level, stack[-1] if stack else None))
        stack.append(len(found) - 1)
    return found


def is_subtitle(index: int, blocks: tuple[Block, ...]) -> bool:
    """Whether a bold line is no heading of its own but the second line of the one just before it."""
    if blocks[index].level != BOLD or index == 0 or not 0 < blocks[index - 1].level < BOLD:
        return False
    if is_numbered(blocks[index].text):
        return False
    following = next((block.level for block in blocks[index + 1 :] if block.level), 0)
    return following < BOLD and not words.GENERIC_HEADING.match(blocks[index].text)


def _end(index: int, blocks: tuple[Block, ...]) -> int:
    """Where a heading's section ends: at the next heading as high, or where the element around both ends.

    The element is the innermost around the heading that holds more than headings: an accordion's title often lies in a
    box of its own, and the text in the box after.
    """
    heading = blocks[index]
    scope = 0
    for depth in range(len(heading.groups), 0, -1):
        group = heading.groups[depth - 1]
        if heading.tags[depth - 1] == "p":
            continue  # a line in bold at the start of a paragraph heads those after it, too
        after = [block for block in blocks[index + 1 :] if group in block.groups]
        if any(not block.level for block in after):
            scope = group
            break
    for later in range(index + 1, len(blocks)):
        block = blocks[later]
        if 0 < block.level <= heading.level or (scope and scope not in block.groups):
            return later
    return len(blocks)


def names_a_part(heading: str) -> bool:
    """Whether a heading only names a part of what is around it: "Ladda ner", "Löptid", a year or a number."""
    part = words.GENERIC_HEADING.match(heading) or fact_kind(heading.rstrip(" :"))
    return bool(part) or is_year(heading) or is_bare_number(heading)


def names_no_thing(heading: str) -> bool:
    """Whether a heading names a list or a part of what is around it, and never one report or project."""
    return names_a_part(heading) or bool(list_kinds([heading]) & {"reports", "projects"})


def is_numbered(heading: str) -> bool:
    """Whether a heading is a report's own: its number and its title, "Rapport 3/2004: Ett hem för livet?"."""
    number = read_title_number(heading)[1]
    return number is not None and bool(number.series)


def is_year(heading: str) -> bool:
    """Whether a heading is a year and nothing else: "2013", "År 2013"."""
    return bool(re.fullmatch(r"\W*(?:år\s+)?(?:19|20)\d\d\W*", heading, re.IGNORECASE))


def is_top(section: Section, sections: list[Section]) -> bool:
    """Whether a section is the whole page under its only h1."""
    return section.level == 1 and sum(1 for other in sections if other.level == 1) == 1
