"""PPTX → pages, one a slide, by python-pptx: title first, then text and tables from the top, speaker's notes last."""

import io
from collections.abc import Iterable, Iterator

import pptx
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

from indexer.extract.lines import clean
from indexer.extract.office import paged
from indexer.extract.plain import PagedText
from models.document import Paragraph

_FURNITURE = {13, 14, 15, 16}
"""Placeholders for slide number, header, footer and date (PP_PLACEHOLDER)."""


def read_pptx(data: bytes) -> PagedText:
    """Read a PPTX. Hidden slides are read too: they are printed in hand-outs."""
    show = pptx.Presentation(io.BytesIO(data))
    pages = [list(_slide(slide)) for slide in show.slides]
    known = show.core_properties
    found = {"title": known.title, "author": known.author, "subject": known.subject, "keywords": known.keywords}
    metadata = {
        name: clean(value)[:1000] for name, value in found.items() if value and value != "PowerPoint Presentation"
    }
    first = next((page for page in pages if page), [])
    sizes = {first[0].text: 28.0} if first else {}
    return paged(pages or [[]], metadata, sizes)


def _slide(slide: Slide) -> Iterator[Paragraph]:
    title = slide.shapes.title
    if title is not None and clean(title.text_frame.text):
        yield Paragraph(clean(title.text_frame.text), "heading", 1)
    for shape in _shapes(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if shape.is_placeholder and shape.placeholder_format.type in _FURNITURE:
            continue
        if getattr(shape, "has_table", False):
            for row in shape.table.rows:  # type: ignore[attr-defined]  # a shape with a table has one
                text = "\t".join(clean(cell.text) for cell in row.cells)
                if text.strip():
                    yield Paragraph(text, "table")
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:  # type: ignore[attr-defined]  # likewise
                text = clean(paragraph.text)
                if text:
                    yield Paragraph(f"• {text}" if paragraph.level else text, "list" if paragraph.level else "body")
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for line in slide.notes_slide.notes_text_frame.text.split("\n"):
            if clean(line):
                yield Paragraph(clean(line), "note")


def _shapes(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    """Shapes from top to bottom, those of groups among them."""
    for shape in sorted(shapes, key=lambda s: (s.top or 0, s.left or 0)):
        if isinstance(shape, GroupShape):
            yield from _shapes(shape.shapes)
        else:
            yield shape
