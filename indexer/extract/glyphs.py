"""Glyphs of a PDF page, placed: pdfminer.six interprets the page, we keep each glyph's place in the reading frame.

pdfminer's own grouping into lines and boxes is not used. It grows between n² and n³ with the number of boxes, finds
no text in forms and sideways pages, and mixes table cells; `lines` and `columns` group these glyphs instead.
"""

# ruff: noqa: ARG002, ANN401 - the signatures are those that pdfminer calls

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pdfminer.encodingdb import EncodingDB
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFTrueTypeFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.utils import Matrix, apply_matrix_rect

if TYPE_CHECKING:  # pdfminer names these types only for its own checks
    from pdfminer.pdfinterp import PDFGraphicState
    from pdfminer.pdfpage import PDFPage

MOST_EVENTS = 150_000
"""Glyphs, paths and forms that one page may draw. A dense page of text draws 8,000; a bomb draws without end."""

UNMAPPED = "�"

OT1 = {16: "“", 17: "”", 21: "–", 22: "—", 27: "ff", 28: "fi", 29: "fl", 30: "ffi", 31: "ffl", 0x9F: "§"}
"""Codes of TeX fonts that have no mapping to Unicode (the last is T1's; the others stand in both)."""

_UNNAMED = EncodingDB.std2unicode
"""What pdfminer takes a code for whose letter has a name that means nothing ("/a248"), as those of TeX's Type 3 fonts:
there é would be Ø, and ø ł."""


class Glyph(NamedTuple):
    """`x0`, `x1` and the baseline `y` in points in the reading frame of `turn` (degrees that the text is turned
    against the page: 0, 90, 180, 270 or another whole number for slanted text). `size` is the type size in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str
    turn: int


class Rule(NamedTuple):
    """A drawn horizontal line in page coordinates."""

    x0: float
    x1: float
    y: float


@dataclass(slots=True)
class PageGlyphs:
    """What a page draws, in the order it is drawn. `width` and `height` are those of the page as displayed."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    @property
    def turn(self) -> int:
        """The turn of most of the page's text: a page saved sideways is read sideways."""
        turns = Counter(glyph.turn for glyph in self.glyphs if not glyph.text.isspace())
        return turns.most_common(1)[0][0] if turns else 0


class PageTooDenseError(Exception):
    """The page draws more than a page can hold; what was drawn so far is kept."""


class GlyphDevice(PDFTextDevice):
    """A pdfminer device that notes glyphs and horizontal rules of the page being interpreted."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.page = PageGlyphs(0, 0)
        self._frame = (0.0, 0.0, 0.0, 0.0)
        self._events = 0
        self._fonts: dict[PDFFont, dict[int, tuple[str, float]]] = {}

    def begin_page(self, page: "PDFPage", ctm: Matrix) -> None:
        """Start a new page; whatever lies outside its crop box is not shown and is not read."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.page = PageGlyphs(abs(x1 - x0), abs(y1 - y0))
        self._frame = apply_matrix_rect(ctm, page.cropbox)
        self._events = 0

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        """Count the form or image; its glyphs come through the same calls as the page's own."""
        self._count()

    def paint_path(
        self, graphicstate: "PDFGraphicState", stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        """Keep horizontal rules: strokes and thin filled boxes, at least 30 points long."""
        self._count()
        if not (stroke or fill) or self.ctm is None or len(path) > 400:
            return
        a, b, c, d, e, f = self.ctm
        points: list[tuple[float, float]] = []
        for step in [*path, ("m",)]:
            if step[0] == "m" and points:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                if max(xs) - min(xs) >= 30 and max(ys) - min(ys) <= 2.5:
                    self.page.rules.append(Rule(min(xs), max(xs), (min(ys) + max(ys)) / 2))
                points = []
            if len(step) >= 3:
                x, y = float(step[-2]), float(step[-1])
                points.append((a * x + c * y + e, b * x + d * y + f))

    def render_string_horizontal(
        self, seq: Any, matrix: Matrix, pos: tuple[float, float], font: PDFFont, fontsize: float, scaling: float,
        charspace: float, wordspace: float, rise: float, dxscale: float, ncs: Any, graphicstate: "PDFGraphicState",
    ) -> tuple[float, float]:  # fmt: skip
        """Place each glyph of a string. The direction is worked out once for the string, not for each glyph."""
        x, y = pos
        a, b, c, d, e, f = matrix
        length = math.hypot(a, b) or 1.0
        ux, uy = a / length, b / length
        turn = round(math.degrees(math.atan2(uy, ux))) % 360 if uy else (0 if ux > 0 else 180)
        size = abs(fontsize) * math.hypot(c, d) * _type3_scale(font)
        name = font.fontname if isinstance(font.fontname, str) else ""
        known = self._fonts.setdefault(font, {})
        left, low, right, high = self._frame
        add = self.page.glyphs.append
        spaced = False
        for part in seq:
            if not isinstance(part, bytes):
                x -= part * dxscale
                spaced = True
                continue
            for cid in font.decode(part):
                if spaced:
                    x += charspace
                spaced = True
                text, width = known[cid] if cid in known else self._meet(font, cid)
                advance = width * fontsize * scaling
                px, py = a * x + c * (y + rise) + e, b * x + d * (y + rise) + f
                if text and left - 2 <= px <= right + 2 and low - 2 <= py <= high + 2:
                    start = px * ux + py * uy
                    add(Glyph(text, start, start + advance * length, py * ux - px * uy, size, name, turn))
                x += advance
                if cid == 32 and wordspace:
                    x += wordspace
            self._count(len(part))
        return x, y

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any,
        graphicstate: "PDFGraphicState",
    ) -> float:  # fmt: skip
        """A glyph of vertical writing (no Swedish text is): noted where it stands, one by one."""
        self._count()
        x, y = matrix[4], matrix[5]
        size = abs(fontsize) * math.hypot(matrix[2], matrix[3])
        text, width = self._meet(font, cid)
        self.page.glyphs.append(Glyph(text, x, x + size, y, size, font.fontname, 0))
        return width * fontsize * scaling

    def _count(self, events: int = 1) -> None:
        self._events += events
        if self._events > MOST_EVENTS:
            raise PageTooDenseError

    def _meet(self, font: PDFFont, cid: int) -> tuple[str, float]:
        """Text and width (of a type size of 1) of one code of a font, worked out once for a document."""
        meaning = _unicode(font, cid), float(font.char_width(cid))
        self._fonts.setdefault(font, {})[cid] = meaning
        return meaning


def _unicode(font: PDFFont, cid: int) -> str:
    try:
        text = str(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        text = UNMAPPED
    if cid >= 0x80 and text == _UNNAMED.get(cid) and isinstance(font, PDFType3Font) and font.unicode_map is None:
        text = UNMAPPED
    if (text == UNMAPPED or text.startswith("(cid:") or (text < " " and cid < 32)) and not font.is_multibyte():
        # Fonts without a mapping, mostly TeX's: there the codes of å ä ö are those of Latin-1.
        if 0xA0 <= cid <= 0xFF or 0x20 <= cid <= 0x7E:
            return chr(cid)
        return UNMAPPED if isinstance(font, PDFTrueTypeFont) else OT1.get(cid, UNMAPPED)
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", "", text) if text < " " else text


def _type3_scale(font: PDFFont) -> float:
    """Type 3 fonts choose their own unit; when their box says that a "size" is not the type size, go by the box."""
    if not isinstance(font, PDFType3Font):
        return 1.0
    ratio = abs(font.get_ascent() - font.get_descent())
    return ratio if ratio and not 0.4 < ratio < 2.5 else 1.0
