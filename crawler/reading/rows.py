"""Things that a page shows as rows – list items, table rows, paragraphs that begin with a name – and their titles."""

import re
from collections.abc import Iterable, Iterator

from crawler.reading import words, work
from crawler.reading.blocks import Block
from crawler.reading.dates import read_dates, read_period
from crawler.reading.kinds import list_kinds
from crawler.reading.links import is_file_name, label
from crawler.reading.numbers import begins_with_number, is_bare_number
from crawler.reading.people import split_names
from crawler.reading.sections import names_a_part, names_no_thing

# in tables with headings and in lists of facts: "Titel: Nej till särskilt boende"
_TITLE_LABEL = re.compile(
    r"^\s*(?P<label>titel|rubrik|rapport(?:titel|ens titel|ens rubrik|ens namn)?|namn|publikation(?:ens titel)?"
    r"|projekt(?:titel|namn)?)\s*:\s*(?P<title>[^\n]{4,250})",
    re.I,
)
_WRITING = re.compile(r"\s*(?:rapport|publikation)", re.IGNORECASE)
_LABEL = re.compile(r"^\s*[A-ZÅÄÖ][a-zåäö]+(?:\s[a-zåäö]+)?\s*:\s")
ITEM_TAGS = ("li", "tr", "article", "details")
_FRAMES = ("ul", "ol", "dl", "table", "tbody", "thead", "td", "th")
# Oanmälda besök, en genomgång (2023). Alla oanmälda …
_DATED = re.compile(r"[^.()\n]{4,80}\s\([^()\n]*\b(?:19|20)\d\d[^()\n]*\)\s*[.:]\s")
ROW_LENGTH = 1500
"""Characters of text from which an element is no row of a list but a page of its own."""
# parts of one project's plan: Delstudie 1 · Fas 2 · 2024: förstudie
_PART = re.compile(
    r"^\W*(?:\d|del\w*\s\d|fas\b|steg\b|etapp\b|förstudie\b|arbetspaket|start\b|slut\b|år\s)", re.IGNORECASE
)


def titled_rows(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Rows of a table whose head names a column of titles: "Projekt: Noll väntande"."""
    rows: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        for group, tag in zip(block.groups, block.tags, strict=True):
            if tag == "tr":
                rows.setdefault(group, []).append(index)
    for row in rows.values():
        if any(_TITLE_LABEL.match(blocks[index].text) and blocks[index].tags[-1] == "td" for index in row):
            yield row[0], row[-1] + 1


def like_elements(spans: list[tuple[int, int]], blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """List items and rows beside those that hold a document: the report whose file is missing stands in its own row."""
    frames = set()
    for start, end in spans:
        shared = [
            depth
            for depth, group in enumerate(blocks[start].groups)
            if all(group in b.groups for b in blocks[start:end])
        ]
        if shared and blocks[start].tags[shared[-1]] in (*ITEM_TAGS, "p"):
            frames.add((_parent(blocks[start], shared[-1]), shared[-1], blocks[start].tags[shared[-1]]))
    for parent, depth, tag in sorted(frames):
        rows: dict[int, list[int]] = {}
        for index, block in enumerate(blocks):
            if len(block.groups) > depth and _parent(block, depth) == parent and block.tags[depth] == tag:
                rows.setdefault(block.groups[depth], []).append(index)
        for row in rows.values():
            # a row of headings alone names the columns
            names = tag == "tr" and not any("td" in blocks[index].tags for index in row)
            # of paragraphs only those that begin with a number: "2011:1" above title and names, or before the title
            if not names and (tag != "p" or begins_with_number(blocks[row[0]].text)):
                yield row[0], row[-1] + 1


def _parent(block: Block, depth: int) -> int:
    """The id of the element around the one at this depth, 0 for the page itself."""
    return block.groups[depth - 1] if depth else 0


def rows_of_work(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int, str]]:
    """Like elements side by side that each tell how far some work is or when it goes on → (start, end, title).

    The outermost come first: what stands within a row is a part of it. Each row has a title of its own that names no
    list and no part of a plan; paragraphs count when they begin with a name in bold or with a link.
    """
    frames: dict[tuple[int, int, str], dict[int, list[int]]] = {}
    for index, block in enumerate(blocks):
        for depth, tag in enumerate(block.tags):
            frames.setdefault((depth, _parent(block, depth), tag), {}).setdefault(block.groups[depth], []).append(index)
    taken: set[int] = set()
    for (depth, parent, tag), rows in sorted(frames.items()):
        if tag in _FRAMES:
            continue
        if tag == "dt":
            rows = _with_descriptions(rows, blocks, depth, parent)
        found = [
            (row[0], row[-1] + 1, title)
            for row in rows.values()
            if row[0] not in taken and (title := _row_title(tag, blocks[row[0] : row[-1] + 1]))
        ]
        if len(rows) == 1 and not (tag == "li" and found):
            continue
        telling = sum(1 for start, end, _ in found if tells(blocks[start:end]))
        # one row alone is a list where the page has others like it
        if (telling >= 2 or (telling and taken and len(rows) == 1)) and 2 * telling >= len(rows):
            taken |= {index for start, end, _ in found for index in range(start, end)}
            yield from found


def _with_descriptions(
    rows: dict[int, list[int]], blocks: tuple[Block, ...], depth: int, parent: int
) -> dict[int, list[int]]:
    """Terms of a list with what is said of each: the blocks up to the next term."""
    starts = [row[0] for row in rows.values()]
    last = max(n for n, block in enumerate(blocks) if len(block.groups) >= depth and parent in block.groups)
    return {
        group: list(range(row[0], next((start for start in starts if start > row[0]), last + 1)))
        for group, row in rows.items()
    }


def plain_rows(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int, str]]:
    """Lines of a list that names things and leads nowhere: two or more list items, most with a title of several words
    → (start, end, title)."""
    lists: dict[int, dict[int, list[int]]] = {}
    for index, block in enumerate(blocks):
        if block.tags and block.tags[-1] == "li" and len(block.groups) > 1:
            lists.setdefault(block.groups[-2], {}).setdefault(block.groups[-1], []).append(index)
    for rows in lists.values():
        spans = [(row[0], row[-1] + 1) for row in rows.values()]
        if any(block.links for start, end in spans for block in blocks[start:end]):
            continue
        found = [(start, end, _row_title("li", blocks[start:end])) for start, end in spans]
        found = [row for row in found if row[2][:1].isupper() and " " in row[2]]
        if len(found) > 1 and 2 * len(found) > len(spans):
            yield from found


def tells(row: tuple[Block, ...]) -> bool:
    """Whether blocks tell how far some work is or when it goes on."""
    text = "\n".join(block.text for block in row)
    return bool(work.own_state(text)[0] or read_period(text))


def _row_title(tag: str, row: tuple[Block, ...]) -> str:
    """What a row is called, "" for what is no row of work: too long, two headings, or named as a list or a part."""
    first = row[0]
    names = sum(1 for block in row if block.level), sum(1 for block in row if block.lead)
    if sum(len(block.text) for block in row) > ROW_LENGTH or max(names) > 1:
        return ""
    if tag == "tr" and not any("td" in block.tags for block in row):
        return ""  # the names of the columns
    if tag == "tr":
        cells = [re.sub(r"^[^:\n]{2,25}:\s", "", block.text) for block in row]
        title = next(
            (cell for cell in cells if len(cell) > 3 and not read_dates(cell) and not work.read_state(cell)), ""
        )
    elif any(block.level for block in row):
        title = unit_title(row)
    elif first.lead:
        title = first.lead
    elif first.links and first.text.startswith(first.links[0].text):
        title = first.links[0].label
    elif tag in ("li", "dd") or (tag == "p" and _DATED.match(first.text)):
        title = _before_facts(first.text)
    else:
        return ""
    title = title.strip(" .:,;–-")
    listed = list_kinds([title]) & {"projects", "reports", "news"}
    if listed or names_a_part(title) or _PART.match(title) or work.addresses_reader(title) or work.read_state(title):
        return ""
    return title if 3 < len(title) <= 200 and not split_names(title) else ""


def _before_facts(text: str) -> str:
    """The name that a line begins with: what stands before its bracket, its period or its first sentence's end."""
    line = first_line(text)
    name = re.split(r"\s*[(\[]|,?\s+(?:19|20)\d\d|:\s|(?<=[a-zåäö]{2})[.,;]\s|\s[–-]\s(?=pågår|avsluta)", line)[0]
    return name if len(name) > 3 else line


def unit_title(blocks: Iterable[Block]) -> str:
    """The title of a thing: after a label, its heading, its link's words, or its first line; "" when none will do."""
    blocks = list(blocks)
    stated, headed = [], False
    for block in blocks:
        match = _TITLE_LABEL.match(block.text)
        # below a heading, "Rapport: …" names what came of it
        if match and not (headed and _WRITING.match(block.text)):
            stated.append(match)
        headed |= bool(block.level) and not names_a_part(block.text)
    if stated:
        # a library has a column for the file's name and one for the title; some leave the latter empty
        return max(stated, key=_sure)["title"].strip()
    for block in blocks:
        if block.level and not names_no_thing(block.text):
            return first_line(block.text)
    for block in blocks:
        if len(block.lead) > 8 and not block.lead.endswith(":") and not names_a_part(block.lead):
            return block.lead.strip(" .")
    for block in blocks:
        for link in block.links:
            if (
                link.label
                and not words.GENERIC_LINK.match(link.label)
                and not words.SUPPLEMENT.match(link.label)
                and len(link.label) > 8
            ):
                return link.label
    for block in blocks:
        lines = block.text.split("\n")
        first = next((line.strip() for line in lines if not is_bare_number(line)), "")
        if (
            not block.level
            and len(first) > 8
            and not _LABEL.match(first)
            and not words.GENERIC_LINK.match(first)
            and not names_a_part(first)
            and first not in {link.text for link in block.links}
        ):
            return first if len(first) <= 200 else ""
    return next((label(block.picture) for block in blocks if len(block.picture) > 8), "")


def _sure(match: re.Match[str]) -> tuple[bool, bool]:
    return not is_file_name(match["title"]), re.search(r"titel|rubrik", match["label"], re.IGNORECASE) is not None


def first_line(text: str) -> str:
    """A text's first line."""
    return text.split("\n")[0].strip()
