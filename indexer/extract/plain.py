"""Plain text → pages: form feeds part pages, empty lines part paragraphs, lines that were broken are joined."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ftfy import fix_encoding

from indexer.extract.document import OutlineEntry, TypeLine
from indexer.extract.hyphens import hyphenated_words, join
from indexer.extract.lines import clean
from indexer.extract.paragraphs import BULLET, CAPTION, ENTRY, NUMBERED
from indexer.extract.sections import numbering, section_kind
from models.document import PageText, Paragraph

LONGEST_BROKEN_LINE = 120
"""A text in which no line is longer than this was broken into lines by the program that wrote it."""


@dataclass(frozen=True, slots=True)
class PagedText:
    """What a reader without pages of its own gives: the parts of a `Document`."""

    pages: tuple[PageText, ...]
    metadata: dict[str, str]
    outline: tuple[OutlineEntry, ...]
    front: tuple[TypeLine, ...]


def decode(data: bytes) -> str | None:
    """The text of bytes in UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252; None when they are none."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8-sig" and error.start >= len(data) - 3:  # the sample ends inside a letter
                return data[: error.start].decode("utf-8-sig")
            continue
        odd = len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f]", text))
        if odd <= 0.01 * len(text):
            return text
    return None


def read_plain(data: bytes) -> PagedText:
    """Read a plain text. Lines like headings (short, apart, without a full stop; `#` as in Markdown) are headings."""
    text = fix_encoding(decode(data) or "").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip() for line in text.split("\n")]
    filled = [line for line in lines if line.strip()]
    broken = bool(filled) and sum(len(line) > LONGEST_BROKEN_LINE for line in filled) <= 0.01 * len(filled)
    hyphenated = hyphenated_words(filled)
    pages = []
    for number, page in enumerate(_pages(text), 1):
        chunks = [c for part in re.split(r"\n\s*\n", page) for c in _chunks(part, broken, hyphenated)]
        pages.append(PageText(number, None, tuple(_paragraphs(chunks))))
    while len(pages) > 1 and not pages[-1].paragraphs:
        pages.pop()
    return PagedText(tuple(pages), {}, (), tuple(_front(pages)))


def _pages(text: str) -> list[str]:
    """The text cut at its form feeds. Some converters write a space for each: then lines that alone begin with one
    space come about once a page, and no other line is set in."""
    if "\f" in text:
        return text.split("\f")
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line[:1] == " " and line.strip()]
    alike = all(lines[number][1:2] not in (" ", "\t") for number in starts) and "\n\t" not in text
    if len(starts) < 5 or not alike or not 15 <= len(lines) / len(starts) <= 80:
        return [text]
    bounds = [*starts, len(lines)] if starts[0] == 0 else [0, *starts, len(lines)]
    return ["\n".join(lines[a:b]) for a, b in pairwise(bounds)]


def _front(pages: list[PageText]) -> Iterator[TypeLine]:
    """The first lines with a stand-in for type: a marked heading is large, and so is the longest line above the
    running text that is no sentence."""
    first = next((page for page in pages if page.paragraphs), None)
    if first is None:
        return
    head: list[Paragraph] = []
    for paragraph in first.paragraphs[:25]:
        if len(paragraph.text) > 250 or (len(paragraph.text) > 120 and paragraph.text[-1] == "."):
            break
        head.append(paragraph)
    open_ended = [p for p in head if p.text[-1] not in ".:;," and not section_kind(p.text)]
    title = max(open_ended, key=lambda p: len(p.text), default=None)
    for number, paragraph in enumerate(head):
        size = 24.0 if paragraph.kind == "heading" and paragraph.level == 2 else 18.0 if paragraph is title else 10.0
        yield TypeLine(first.page, paragraph.text, size, False, 70, 800 - 20 * number)


def _chunks(part: str, broken: bool, hyphenated: frozenset[str]) -> list[str]:
    chunks: list[str] = []
    for raw in part.split("\n"):
        line = _unmarked(raw)
        if not line:
            continue
        new = not chunks or BULLET.match(line) or NUMBERED.match(line) or ENTRY.search(line) or ENTRY.search(chunks[-1])
        if new or not broken:
            chunks.append(line)
        else:
            chunks[-1] = join(chunks[-1], line, hyphenated)
    return chunks


def _unmarked(line: str) -> str:
    """The line without the emphasis marks of Markdown; tabs are kept, since they part columns."""
    cells = [clean(cell) for cell in re.sub(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))", "", line).split("\t")]
    return "\t".join(cells).strip()


def _paragraphs(chunks: list[str]) -> list[Paragraph]:
    found: list[Paragraph] = []
    inside = ""
    for index, chunk in enumerate(chunks):
        after = chunks[index + 1] if index + 1 < len(chunks) else ""
        marked = re.match(r"(#{1,6})\s+(?=\S)", chunk)
        text = chunk[marked.end() :] if marked else chunk
        if ENTRY.search(text):
            found.append(Paragraph(text, "contents" if inside == "innehall" or "..." in text else "table"))
        elif marked or _is_heading(text, after):
            kind = section_kind(text)
            inside = kind or inside
            found.append(Paragraph(text, "heading", len(marked[1]) if marked else len(numbering(text)) or 1))
        elif inside == "referenser":
            found.append(Paragraph(text, "reference"))
        elif CAPTION.match(text) and len(text) < 300:
            found.append(Paragraph(text, "caption"))
        elif BULLET.match(text) or NUMBERED.match(text):
            found.append(Paragraph(text, "list"))
        else:
            found.append(Paragraph(text, "table" if "\t" in text else "body"))
    return found


def _is_heading(text: str, after: str) -> bool:
    words = text.split()
    short = len(text) <= 90 and len(words) <= 12 and text[-1] not in ".,;:" and "\t" not in text
    starts = bool(re.match(r"[A-ZÅÄÖ0-9]", text)) and not NUMBERED.match(text)
    return short and starts and (len(after) > 80 or bool(section_kind(text) and len(words) <= 4))
