"""PDFium as second reader: the glyphs of a page where pdfminer.six fails or gives signs without meaning, and its
picture."""

import ctypes
import math

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from indexer.extract.glyphs import MOST_EVENTS, Glyph
from indexer.extract.scan import Grey, lines_of_print

LOOK_DPI = 100
"""Resolution at which a page is looked at for lines of print that its text does not hold."""

MOST_PIXELS = 25_000_000
"""A larger page (a poster) is drawn at a lower resolution."""


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


def picture_share(document: pypdfium2.PdfDocument, index: int) -> float:
    """The share of the page that pictures cover, at most 1."""
    try:
        page = document[index]
        try:
            width, height = page.get_size()
            boxes = [o.get_bounds() for o in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)]
            covered = sum(max(0.0, right - left) * max(0.0, top - low) for left, low, right, top in boxes)
            return float(min(1.0, covered / max(1.0, width * height)))
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return 0.0


def picture(document: pypdfium2.PdfDocument, index: int, dpi: float) -> tuple[Grey, float] | None:
    """The page as it is shown, and the resolution it is drawn at (less than `dpi` for a page larger than
    `MOST_PIXELS`); None when PDFium cannot draw it."""
    try:
        page = document[index]
        try:
            return _drawn(page, dpi)
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return None


def unread_lines(document: pypdfium2.PdfDocument, index: int) -> tuple[int, int]:
    """How many pieces of printed lines (as `scan.lines_of_print` counts) the page shows that its text does not hold,
    and how many in all."""
    try:
        page = document[index]
        try:
            grey, dpi = _drawn(page, LOOK_DPI)
            words = page.get_textpage()
            try:
                rows = min(words.count_rects(), 5000)
                boxes = [_on_picture(page, words.get_rect(at), grey.shape) for at in range(rows)]
            finally:
                words.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return 0, 0
    return lines_of_print(grey, dpi, boxes), lines_of_print(grey, dpi)


def _drawn(page: pypdfium2.PdfPage, dpi: float) -> tuple[Grey, float]:
    width, height = page.get_size()
    dpi = min(dpi, 72 * math.sqrt(MOST_PIXELS / max(1.0, width * height)))
    pixels = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(pixels.reshape(pixels.shape[0], pixels.shape[1])), dpi


def _on_picture(
    page: pypdfium2.PdfPage, box: tuple[float, float, float, float], shape: tuple[int, ...]
) -> tuple[float, float, float, float]:
    """A box of the page's own coordinates in pixels of its picture, a little larger on every side."""
    xs, ys = [], []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, shape[1], shape[0], 0, x, y, across, down)
        xs.append(across.value)
        ys.append(down.value)
    return min(xs) - 2, min(ys) - 2, max(xs) + 2, max(ys) + 2


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
