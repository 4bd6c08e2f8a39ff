"""PDFium as second reader: the glyphs of a page where pdfminer.six fails or gives signs without meaning."""

import ctypes
import math

import pypdfium2
import pypdfium2.raw as raw

from indexer.extract.glyphs import MOST_EVENTS, Glyph


def open_document(data: bytes) -> pypdfium2.PdfDocument | None:
    """Open a PDF, None when PDFium cannot."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None


def page_letters(document: pypdfium2.PdfDocument, index: int) -> str:
    """The page's text as PDFium orders it, "" when it cannot read the page."""
    try:
        page = document[index]
        words = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    try:
        return str(words.get_text_range(count=min(words.count_chars(), MOST_EVENTS)))
    finally:
        words.close()
        page.close()


def page_glyphs(document: pypdfium2.PdfDocument, index: int) -> list[Glyph]:
    """The page's glyphs, placed as `glyphs.GlyphDevice` places them (fonts without names)."""
    try:
        page = document[index]
        words = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        count = min(words.count_chars(), MOST_EVENTS)
        return [glyph for at in range(count) if (glyph := _glyph(words, at)) is not None]
    finally:
        words.close()
        page.close()


def _glyph(words: pypdfium2.PdfTextPage, at: int) -> Glyph | None:
    code = raw.FPDFText_GetUnicode(words, at)
    if raw.FPDFText_IsGenerated(words, at) == 1 or not code:
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetCharOrigin(words, at, x, y) or not raw.FPDFText_GetLooseCharBox(words, at, box):
        return None
    angle = raw.FPDFText_GetCharAngle(words, at)
    ux, uy = math.cos(angle), math.sin(angle)
    corners = [(box.left, box.bottom), (box.left, box.top), (box.right, box.bottom), (box.right, box.top)]
    along = [px * ux + py * uy for px, py in corners]
    across = [py * ux - px * uy for px, py in corners]
    size = raw.FPDFText_GetFontSize(words, at)
    if size <= 1.5:  # the type size hides in the text matrix
        size = (max(across) - min(across)) * 0.85
    baseline = y.value * ux - x.value * uy
    return Glyph(chr(code), min(along), max(along), baseline, size, "", round(math.degrees(angle)) % 360)
