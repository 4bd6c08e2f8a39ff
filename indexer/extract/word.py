"""DOCX → pages, by python-docx: headings by their styles, notes last, tables by rows, pages where the file breaks them.

The file's own elements are walked, since the library's paragraphs leave out what stands in text boxes, content
controls (covers, contents) and accepted changes.
"""

import io
import re
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from indexer.extract.lines import clean
from indexer.extract.office import paged
from indexer.extract.plain import PagedText
from models.document import Kind, Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}lastRenderedPageBreak", f"{_W}pageBreakBefore"}
_SKIPPED = {
    f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "footnoteReference",
                               "endnoteReference", "sectPr", "tblPr", "sdtPr", "commentReference")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
_BREAK = "\f"


def read_docx(data: bytes) -> PagedText:
    """Read a DOCX. Pages part where the writer broke them or the program that saved it last did; a file without any
    mark of that is one page. Notes stand last on the page that calls them."""
    document = docx.Document(io.BytesIO(data))
    notes = dict(_notes(document))
    pages: list[list[Paragraph]] = [[]]
    below: list[str] = []
    sizes: dict[str, float] = {}

    def turn() -> None:
        pages[-1] += [Paragraph(notes[key], "note") for key in below if key in notes]
        below.clear()
        pages.append([])

    for element in _blocks(document.element.body):
        below += [
            f"{_local(r)}{r.get(f'{_W}id')}" for r in element.iter(f"{_W}footnoteReference", f"{_W}endnoteReference")
        ]
        if element.tag == f"{_W}tbl":
            rows = ["\t".join(_cells(row)) for row in element.iter(f"{_W}tr")]
            pages[-1] += [Paragraph(row, "table") for row in rows if row.strip()]
            continue
        kind, level, size = _style(document, element)
        before, *after = re.split(_BREAK, _text(element))
        for part in (before, *after):
            if part is not before and any(pages[-1]):
                turn()
            text = clean(part)
            if text:
                pages[-1].append(Paragraph(f"• {text}" if kind == "list" else text, kind, level))
                if size:
                    sizes[text] = size
    pages[-1] += [Paragraph(notes[key], "note") for key in below if key in notes]
    return paged(pages, _metadata(document), sizes)


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)[:3]


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, those of content controls among them, text boxes after their paragraph."""
    for child in parent:
        if child.tag == f"{_W}tbl":
            yield child
        elif child.tag == f"{_W}p":
            yield child
            for box in child.iter(f"{_W}txbxContent"):
                if not any(above.tag in _SKIPPED for above in box.iterancestors()):
                    yield from _blocks(box)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _blocks(child)


def _text(element: etree._Element) -> str:
    """The visible text of a paragraph, `_BREAK` where a page ends."""
    parts: list[str] = []
    properties = element.find(f"{_W}pPr")
    if properties is not None and properties.find(f"{_W}pageBreakBefore") is not None:
        parts.append(_BREAK)
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        tag = child.tag
        if tag == f"{_W}t":
            parts.append(child.text or "")
        elif tag in (f"{_W}tab", f"{_W}cr") or (tag == f"{_W}br" and child.get(f"{_W}type") != "page"):
            parts.append(" ")
        elif tag == f"{_W}br" or tag in _BREAKS:
            parts.append(_BREAK)
        elif tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif tag not in _SKIPPED and tag != f"{_W}txbxContent":
            waiting += reversed(child)
    return "".join(parts)


def _cells(row: etree._Element) -> list[str]:
    cells = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
    return [clean(" ".join(_text(p) for p in cell.iter(f"{_W}p")).replace(_BREAK, " ")) for cell in cells]


def _style(document: Document, element: etree._Element) -> tuple[Kind, int, float]:
    """What a paragraph's style says it is, its depth as a heading, and a type size for titles (0 for others). Built-in
    styles have English names in the file, whatever the program's language."""
    properties = element.find(f"{_W}pPr")
    if properties is None:
        return "body", 0, 0.0
    named = properties.find(f"{_W}pStyle")
    numbered = properties.find(f"{_W}numPr") is not None
    style = named.get(f"{_W}val") if named is not None else None
    seen: set[str] = set()
    while style and style not in seen:
        seen.add(style)
        found = document.styles.element.find(f"{_W}style[@{_W}styleId='{style}']")
        if found is None:
            break
        name = str(found.find(f"{_W}name").get(f"{_W}val", "")).lower() if found.find(f"{_W}name") is not None else ""
        outline = found.find(f"{_W}pPr/{_W}outlineLvl")
        heading = re.fullmatch(r"(?:heading|rubrik) ?(\d)", name)
        if heading or (outline is not None and int(outline.get(f"{_W}val", "9")) < 9):
            return "heading", int(heading[1]) if heading else int(str(outline.get(f"{_W}val"))) + 1, 0.0
        if name in ("title", "subtitle", "rubrik", "underrubrik"):
            return "heading", 1, 28.0 if name in ("title", "rubrik") else 18.0
        if re.match(r"toc \d", name):
            return "contents", 0, 0.0
        if name == "caption":
            return "caption", 0, 0.0
        if "quote" in name or name.startswith("citat"):
            return "quote", 0, 0.0
        if name.startswith(("list bullet", "list number", "list paragraph")) and (numbered or "paragraph" not in name):
            return "list", 0, 0.0
        above = found.find(f"{_W}basedOn")
        style = above.get(f"{_W}val") if above is not None else None
    return ("list" if numbered else "body"), 0, 0.0


def _notes(document: Document) -> Iterator[tuple[str, str]]:
    """The texts of footnotes and endnotes by kind and number."""
    for relation in document.part.rels.values():
        if relation.is_external or relation.reltype not in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(relation.target_part.blob, parser)
        for note in root:
            text = clean(" ".join(_text(p) for p in note.iter(f"{_W}p")).replace(_BREAK, " "))
            if text and note.get(f"{_W}type") in (None, "normal"):
                yield f"{_local(note)}{note.get(f'{_W}id')}", text


def _metadata(document: Document) -> dict[str, str]:
    known = document.core_properties
    found = {"title": known.title, "author": known.author, "subject": known.subject, "keywords": known.keywords}
    return {name: clean(value)[:1000] for name, value in found.items() if value and value != "python-docx"}
