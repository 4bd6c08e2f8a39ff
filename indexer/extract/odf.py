"""ODT → pages: the format's own XML (ISO 26300) names headings, lists, notes, contents and page breaks itself."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from indexer.extract.lines import clean
from indexer.extract.office import paged
from indexer.extract.plain import PagedText
from models.document import Kind, Paragraph

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _STYLE, _FO = (f"{{{_NS}{name}:1.0}}" for name in ("text", "table", "style", "xsl-fo-compatible"))
_OFFICE, _DRAW = (f"{{{_NS}{name}:1.0}}" for name in ("office", "drawing"))
_SKIPPED = {
    f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}sequence-decls", f"{_TEXT}note",
    f"{_TEXT}ruby-text", f"{_TEXT}index-title-template",
}  # fmt: skip
_TITLES = {"title": 28.0, "subtitle": 18.0}
_BREAK = "\f"


def read_odt(data: bytes) -> PagedText:
    """Read an ODT. Pages part where the writer broke them or the program that saved it last did; notes stand last on
    the page that calls them. Heads and feet lie apart in the file and are not read."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {
            name: _parsed(file.read(name))
            for name in ("content.xml", "styles.xml", "meta.xml")
            if name in file.namelist()
        }
    content = parts["content.xml"]
    styles = _Styles([part for name, part in parts.items() if name != "meta.xml"])
    pages: list[list[Paragraph]] = [[]]
    notes: list[str] = []
    sizes: dict[str, float] = {}

    def turn() -> None:
        pages[-1] += [Paragraph(note, "note") for note in notes]
        notes.clear()
        pages.append([])

    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    for element, kind in _blocks(body) if body is not None else ():
        if element.tag == f"{_TEXT}soft-page-break":
            if any(pages[-1]):
                turn()
            continue
        if kind == "table":
            cells = [clean(_words(cell).replace(_BREAK, " ")) for cell in element if cell.tag == f"{_TABLE}table-cell"]
            if any(cells):
                pages[-1].append(Paragraph("\t".join(cells).rstrip("\t"), "table"))
            continue
        style = element.get(f"{_TEXT}style-name", "")
        level = int(element.get(f"{_TEXT}outline-level", "1")) if element.tag == f"{_TEXT}h" else 0
        size = next((_TITLES[name] for name in styles.names(style) if name in _TITLES), 0.0)
        before, after = (_BREAK if styles.breaks(style, side) else "" for side in ("before", "after"))
        text = before + _words(element) + after
        for at, part in enumerate(text.split(_BREAK)):
            if at and any(pages[-1]):
                turn()
            words = clean(part)
            if not words:
                continue
            if size:
                sizes[words] = size
            named: Kind = "heading" if level or size else kind
            pages[-1].append(Paragraph(f"• {words}" if named == "list" else words, named, level or int(size > 0)))
        bodies = (note.find(f"{_TEXT}note-body") for note in element.iter(f"{_TEXT}note"))
        notes += [words for note in bodies if note is not None and (words := clean(_words(note).replace(_BREAK, " ")))]
    pages[-1] += [Paragraph(note, "note") for note in notes]
    return paged(pages, _metadata(parts.get("meta.xml")), sizes)


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _blocks(parent: etree._Element, kind: Kind = "body") -> Iterator[tuple[etree._Element, Kind]]:
    """Headings, paragraphs, rows and page breaks in order, with what the elements around them make of them."""
    for child in parent:
        if child.tag in _SKIPPED:
            continue
        if child.tag in (f"{_TEXT}h", f"{_TEXT}p", f"{_TEXT}soft-page-break"):
            yield child, kind
            for box in child.iter(f"{_DRAW}text-box"):
                yield from _blocks(box, "caption")
        elif child.tag == f"{_TABLE}table-row":
            yield child, "table"
        elif isinstance(child.tag, str):
            inner: dict[str, Kind] = {f"{_TEXT}list": "list", f"{_TEXT}table-of-content": "contents"}
            yield from _blocks(child, inner.get(child.tag, kind))


def _words(element: etree._Element) -> str:
    """The visible text of an element without its notes and text boxes, `_BREAK` where a page ends."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append(" ")
        elif child.tag == f"{_TEXT}soft-page-break":
            parts.append(_BREAK)
        elif child.tag not in _SKIPPED and child.tag != f"{_DRAW}text-box" and isinstance(child.tag, str):
            parts.append(_words(child) + (" " if child.tag in (f"{_TEXT}p", f"{_TEXT}h") else ""))
        parts.append(child.tail or "")
    return "".join(parts)


class _Styles:
    """The styles of a file: the names that a style is derived from, and whether it begins a page."""

    def __init__(self, parts: list[etree._Element]) -> None:
        self._known = {s.get(f"{_STYLE}name", ""): s for part in parts for s in part.iter(f"{_STYLE}style")}

    def names(self, style: str) -> Iterator[str]:
        """The style's own name and those of the styles above it, in lower case."""
        for _ in range(10):
            found = self._known.get(style)
            yield re.sub(r"_20_", " ", style).lower()
            if found is None or not found.get(f"{_STYLE}parent-style-name"):
                return
            style = found.get(f"{_STYLE}parent-style-name", "")

    def breaks(self, style: str, side: str) -> bool:
        """Whether a page ends `before` or `after` a paragraph of this style."""
        found = self._known.get(style)
        if found is None:
            return False
        properties = found.find(f"{_STYLE}paragraph-properties")
        asked = properties is not None and properties.get(f"{_FO}break-{side}") == "page"
        return asked or (side == "before" and bool(found.get(f"{_STYLE}master-page-name")))


def _metadata(meta: etree._Element | None) -> dict[str, str]:
    names = {"title": "title", "initial-creator": "author", "subject": "subject", "keyword": "keywords"}
    found: dict[str, str] = {}
    for element in meta.iter() if meta is not None else ():
        name = names.get(etree.QName(element).localname) if isinstance(element.tag, str) else None
        if name and element.text:
            found.setdefault(name, clean(element.text)[:1000])
    return found
