"""Which sections of a page are things, and which only stand over things: a list's name, a subject, a series."""

import re

from crawler.reading import words
from crawler.reading.blocks import Block
from crawler.reading.kinds import alike, list_kinds
from crawler.reading.links import Link, is_file_name
from crawler.reading.numbers import read_title_number
from crawler.reading.rows import tells
from crawler.reading.sections import Section, is_numbered, is_top, names_a_part, names_no_thing


def section_of(index: int, sections: list[Section], blocks: tuple[Block, ...], groups: set[int]) -> Section | None:
    """The innermost section around a block whose heading names a thing of its own; None for the page's top."""
    inner = [n for n, section in enumerate(sections) if section.start <= index < section.end]
    number = inner[-1] if inner else None
    while number is not None and (names_no_thing(blocks[sections[number].start].text) or number in groups):
        number = sections[number].parent
    if number is None or is_top(sections[number], sections):
        return None
    return sections[number]


def groupings(sections: list[Section], blocks: tuple[Block, ...], main: dict[int, list[Link]]) -> set[int]:
    """Sections, by their place in `sections`, whose headings stand over things and name none: a list's name, or one
    beside which another heading has several documents that are named each for itself ("Äldre", "Barn och unga")."""
    several: set[tuple[int, int | None]] = set()
    for section in sections:
        heading = blocks[section.start].text
        titles = {link.address: read_title_number(link.label)[0] for link in _titled(section, main)}
        named = [title for title in titles.values() if not alike(title, heading)]
        if len(named) > 1 and not names_a_part(heading):
            several.add((section.level, section.parent))
    found = set()
    for number, section in enumerate(sections):
        heading = blocks[section.start].text
        listed = list_kinds([heading]) & {"reports", "projects", "news"} or _names_series(section, blocks)
        if _titled(section, main) and (listed or (section.level, section.parent) in several):
            found.add(number)
    return found


def _names_series(section: Section, blocks: tuple[Block, ...]) -> bool:
    """Whether a heading is the series of what stands below: "KCS Rapport" above "… KCS Rapport 2025:2. Storälven"."""
    numbered = re.compile(rf"\b{re.escape(blocks[section.start].text)},?\s+(?:nr\s*)?\d", re.IGNORECASE)
    return any(numbered.search(block.text) for block in blocks[section.start + 1 : section.end])


def _titled(section: Section, main: dict[int, list[Link]]) -> list[Link]:
    """The documents below a section's heading whose links bear titles, [] when some say only "Ladda ner"."""
    links = [link for index in range(section.start + 1, section.end) for link in main[index]]
    bare = any(words.GENERIC_LINK.match(link.label) or is_file_name(link.text) for link in links)
    return [] if bare else links


def telling(sections: list[Section], blocks: tuple[Block, ...], starts: list[int]) -> list[tuple[int, int]]:
    """Sections of one level of which two or more tell how far some work is or when it goes on, beside others that have
    a document; each ends where the next thing begins."""
    levels: dict[int, list[tuple[int, int]]] = {}
    for section in sections:
        end = min([section.end, *(start for start in starts if start > section.start)])
        named = not names_no_thing(blocks[section.start].text) and not is_top(section, sections)
        if named and tells(blocks[section.start + 1 : end]):
            levels.setdefault(section.level, []).append((section.start, end))
    return [span for spans in levels.values() if len(spans) > 1 for span in spans]


def siblings(sections: list[Section], taken: list[Section], blocks: tuple[Block, ...]) -> list[Section]:
    """Sections that could be things without a document: same level as those with one, or the level that has most."""

    def fits(section: Section) -> bool:
        heading = blocks[section.start].text
        size = sum(len(block.text) for block in blocks[section.start + 1 : section.end])
        named = not names_no_thing(heading) and not _names_series(section, blocks)
        return named and not is_top(section, sections) and (size >= 40 or is_numbered(heading))

    if taken:
        levels = {section.level for section in taken}
        return [section for section in sections if section.level in levels and fits(section)]
    candidates = [section for section in sections if fits(section)]
    counts = {
        level: sum(1 for section in candidates if section.level == level) for level in {s.level for s in candidates}
    }
    if not counts or max(counts.values()) < 2:
        return []
    best = max(counts, key=lambda level: (counts[level], -level))
    return [section for section in candidates if section.level == best]
