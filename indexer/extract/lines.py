"""Glyphs → lines: pieces of text on one baseline, with spaces where the print has them and clean letters."""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from indexer.extract.glyphs import Glyph

ACCENTS = {"¨": "\u0308", "˚": "\u030a", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327"}
"""Accents that TeX's OT1 fonts print as a sign of their own before the letter."""

BULLETS = "•●○◦▪■□▫►▶➢➤❖✓✔‣∙·*\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf076\uf06e\uf0a8"
WIDE_GAP = 1.4
"""A gap wider than this (in type sizes) parts two pieces of a line: cells, columns, a number and its heading."""

SOFT = "\u00ad"
"""The soft hyphen. Some producers name every hyphen so: one that has a width is printed."""

WIDE_SPACE = "\u2003"

_BOLD = re.compile(r"bold|black|heavy|semib|demi|[-,_]bd|[-_]b$|cmbx|sfbx|ecbx|lmroman\d+-bold|bx\d", re.I)
_ITALIC = re.compile(r"ital|obliq|[-_,]it$|[-_]i$|cmti|sfti|ecti", re.I)
_UNITS = {"m", "cm", "mm", "km", "dm", "kvm", "co", "h", "r", "n", "p", "x", "y", "z", "χ", "r²"}


@dataclass(slots=True)
class Line:
    """`text` on one baseline `y`; places in points in the page's reading frame. `size` is that of most letters.
    `parts` are its words parted at gaps clearly wider than a space: names that stand beside each other on a cover."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    turn: int = 0
    parts: tuple[str, ...] = ()

    @property
    def top(self) -> float:
        """Where the capitals end."""
        return self.y + 0.72 * self.size

    @property
    def bottom(self) -> float:
        """Where the descenders end."""
        return self.y - 0.22 * self.size


def make_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Group glyphs, taken in the order they were drawn, into lines.

    A line ends where the baseline changes (but for raised and lowered small signs) or a gap of `WIDE_GAP` opens. What
    is printed twice in the same place (a way to fake bold type) is kept once.
    """
    lines: list[Line] = []
    seen: dict[str, list[Line]] = {}
    for run in _runs(glyphs):
        line = _line(run)
        if line is None:
            continue
        same = seen.setdefault(line.text, [])
        if any(abs(o.x0 - line.x0) + abs(o.y - line.y) < 0.25 * line.size and o.turn == line.turn for o in same):
            continue
        same.append(line)
        lines.append(line)
    return lines


def _runs(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    run: list[Glyph] = []
    base = last_x = size = 0.0
    turn = 0
    for glyph in glyphs:
        blank = glyph.text.isspace() or glyph.text == "\xa0"
        if run:
            gap = glyph.x0 - last_x
            big = max(size, glyph.size)
            dy = abs(glyph.y - base)
            after_accent = run[-1].text in ACCENTS
            level = dy <= 0.12 * big or (after_accent and dy <= 0.5 * big)
            raised = dy <= 0.62 * big and min(size, glyph.size) <= 0.85 * big and gap <= 0.6 * big
            near = (-1.1 if after_accent or glyph.text in ACCENTS else -0.5) * big <= gap <= WIDE_GAP * big
            if glyph.turn == turn and near and (level or raised or (blank and dy <= 0.5 * big)):
                run.append(glyph)
                if not blank:
                    last_x = max(glyph.x1, last_x - 0.5 * big)
                    if (level and after_accent) or (raised and not level and glyph.size > size * 1.15):
                        base, size = glyph.y, glyph.size
                    elif level:
                        size = max(size, glyph.size)
                continue
            yield run
            run = []
        if blank:
            continue
        run = [glyph]
        base, last_x, size, turn = glyph.y, glyph.x1, glyph.size, glyph.turn
    if run:
        yield run


def _line(run: list[Glyph]) -> Line | None:
    """One run of glyphs as a line, None when nothing of it can be read."""
    sizes = Counter[float]()
    fonts = Counter[str]()
    levels = Counter[float]()
    for glyph in run:
        if not glyph.text.isspace():
            sizes[round(glyph.size, 1)] += len(glyph.text)
            fonts[glyph.font] += 1
            levels[round(glyph.y, 1)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    if size <= 0:
        return None
    base = levels.most_common(1)[0][0]
    parts = [part for part in map(clean, _spaced(run, size, base).split(WIDE_SPACE)) if part]
    if not parts:
        return None
    text = " ".join(parts)
    bold = sum(count for name, count in fonts.items() if _BOLD.search(name)) * 2 > sum(fonts.values())
    italic = bool(_ITALIC.search(fonts.most_common(1)[0][0]))
    marks = [glyph for glyph in run if not glyph.text.isspace()]
    x0 = min((g.x0 for g in marks if g.text not in ACCENTS), default=marks[0].x0)
    x1 = max(g.x1 for g in marks)
    return Line(text, x0, x1, base, size, bold, italic, run[0].turn, tuple(parts))


def _spaced(run: list[Glyph], size: float, base: float) -> str:
    """The run's text with spaces: those in the file, and those that stand only as a gap.

    Letter-spaced type has a gap or a space after every letter; there a space is a gap clearly wider than the usual one.
    """
    printed = [glyph for glyph in run if not glyph.text.isspace()]
    spaced = len(printed) < len(run)
    gaps = [
        after.x0 - before.x1
        for before, after in itertools.pairwise(printed)
        if before.text.isalnum() and after.text.isalnum()
    ]
    even = len(gaps) >= 2 and not spaced and max(gaps) - min(gaps) < 0.03 * size and all(g.text.isalpha() for g in run)
    usual = median(gaps) if even or len(gaps) >= (5 if spaced else 4) else 0.0
    tracked = usual > 0.06 * size
    limit = max(usual * 1.9, usual + 0.12 * size) if tracked else 0.17 * size
    parts: list[str] = []
    note: list[str] = []
    previous: Glyph | None = None
    pending = ""
    for glyph, following in zip(run, [*run[1:], None], strict=True):
        if glyph.text.isspace() or glyph.text == "\xa0":
            if following is not None and _covered(glyph, following):
                continue
            wide = not tracked or previous is None or glyph.x1 - previous.x1 > limit
            pending = " " if wide and not pending else pending
            continue
        if previous is not None and glyph.x0 - previous.x1 > limit:
            pending = WIDE_SPACE if glyph.x0 - previous.x1 > max(0.7 * size, 2 * limit) else " "
        small = glyph.size <= 0.85 * size and glyph.y - base > 0.15 * size
        if small and (glyph.text.isdigit() or glyph.text in "*†‡,"):
            note.append(glyph.text)
        else:
            if note:
                parts.append(_note_mark(note, parts, glyph))
                note = []
            visible = glyph.text != SOFT or glyph.x1 - glyph.x0 > 0.15 * size
            parts.append(pending + (glyph.text if glyph.text != SOFT else "-" if visible else ""))
            pending = ""
        previous = glyph
    if note:
        parts.append(_note_mark(note, parts, None))
    return "".join(parts)


def _covered(blank: Glyph, following: Glyph) -> bool:
    """Whether the next glyph is drawn over a space: then nothing parts the two (Chromium draws soft hyphens so)."""
    width = blank.x1 - blank.x0
    return width > 0.12 * blank.size and abs(following.x0 - blank.x0) < 0.1 * width and following.turn == blank.turn


def _note_mark(note: list[str], before: list[str], after: Glyph | None) -> str:
    """What a raised number becomes: nothing after a word (it calls a note), itself as an exponent or as the mark that
    opens a note."""
    mark = "".join(note).strip(",")
    text = "".join(before)
    if not text.strip():
        return mark + " "
    word = re.search(r"[^\W\d_]+$", text)
    exponent = text[-1].isdigit() or (word is not None and (word[0].lower() in _UNITS or len(word[0]) == 1))
    if exponent and len(mark) <= 2:
        return mark
    return " " if after is not None and text[-1] in " " else ""


def _accented(match: re.Match[str]) -> str:
    """A letter with the accents that were printed before it."""
    return unicodedata.normalize("NFC", match[2] + "".join(ACCENTS[sign] for sign in match[1] if sign != " "))


def clean(text: str) -> str:
    """Letters as Swedish writes them: composed (NFC), ligatures opened, accents joined with their letter, unusual
    spaces and bullets made usual, signs that print nothing removed."""
    text = " ".join(text.split())
    if text.isascii():
        return text
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd\ud800-\udfff]", "", text)
    text = re.sub(r"((?:[¨˚´`ˆ˜¸] ?)+)([A-Za-z])", _accented, text)
    text = re.sub(r"[ﬀ-ﬆ]", lambda m: unicodedata.normalize("NFKC", m[0]), text)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[\u2010\u2011\ufffe](?!$)", "-", text)
    text = re.sub(r"^[{}]\s*(?=\S)".format(re.escape(BULLETS.replace("*", "").replace("·", ""))), "• ", text)
    return " ".join(text.split())
