"""PDFs that tests need besides those of the press: made, turned, locked and broken."""

import io
import re
import textwrap
from collections.abc import Sequence

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from tests.indexer.extract.press import DEJAVU

Printed = tuple[str, float, str, float, str]
"""Text, size, font, distance below the line before, and l, c or r for its place."""

PROSE = (
    "Syftet med studien har varit att undersöka hur kommunerna arbetar med stöd till anhöriga och vilka erfarenheter "
    "som personalen har av arbetet. Intervjuerna gjordes under hösten och omfattade både chefer och handläggare. "
    "Resultatet visar att stödet ofta når fram sent, när den anhöriga redan har burit ansvaret länge."
)


def paragraph(page: int, time: int) -> str:
    """A paragraph that stands nowhere else: `PROSE` from another sentence on, for another municipality."""
    sentences = PROSE.split(". ")
    turn = (page + time) % len(sentences)
    towns = ("Åmål", "Östersund", "Älvdalen", "Säffle", "Växjö", "Kramfors", "Håbo")
    town = towns[(2 * page + time) % len(towns)]
    return (
        ". ".join([f"I {town} var läget nummer {page}{time}", *sentences[turn:], *sentences[:turn]]).rstrip(".")
        + f" i {town} {page}{time}."
    )


def fonts() -> None:
    for name in ("Sans", "Sans-Bold", "Serif", "Serif-Bold", "Serif-Italic"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, DEJAVU / f"DejaVu{name}.ttf"))


def covered(covers: Sequence[Sequence[Printed]], title: str = "", body: int = 4) -> bytes:
    """A document with the given front pages and `body` pages of prose with page numbers."""
    fonts()
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    page.setTitle(title)
    for lines in covers:
        y = 780.0
        for text, size, font, gap, place in lines:
            y -= gap
            page.setFont(font, size)
            draw = {"c": page.drawCentredString, "r": page.drawRightString, "l": page.drawString}[place]
            draw({"c": 297, "r": 520, "l": 75}[place], y, text)
        page.showPage()
    for number in range(body):
        prose(page, 75, 760, 75, number)
        page.setFont("Serif", 9)
        page.drawCentredString(297, 40, str(number + len(covers) + 1))
        page.showPage()
    page.save()
    return out.getvalue()


def numbered(text: str) -> bytes:
    """Front pages written as lines ("# " title, "## " subtitle, "@14b " bold type of 14 points, ". " small type, "> "
    running text, "_ " the foot of the pages after the first, "= " the last page, "---" a new page), and some pages of
    prose."""
    fonts()
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    lines = text.strip().splitlines()
    foot = next((line[2:] for line in lines if line.startswith("_ ")), "")
    y = 760.0
    for line in lines:
        mark, _, words = line.partition(" ")
        if line == "---":
            page.showPage()
            y = 760.0
        elif mark == ">":
            for row in textwrap.wrap(words, 84):
                _set(page, row, "Serif", 10.5, y)
                y -= 14
            y -= 14
        elif not line:
            y -= 40
        elif mark not in ("_", "="):
            known = {"#": ("Sans-Bold", 22.0), "##": ("Sans", 15.0), ".": ("Sans", 9.0)}
            if sized := re.fullmatch(r"@(\d+)(b?)", mark):
                known[mark] = ("Sans-Bold" if sized[2] else "Sans", float(sized[1]))
            font, size = known.get(mark, ("Sans", 12.0))
            y -= 1.4 * size
            _set(page, words if mark in known else line, font, size, y)
            y -= 0 if mark in known and mark != "#" else 24
    page.showPage()
    for number in range(4 if foot else 2):
        prose(page, 75, 760, 75, number)
        _set(page, foot, "Sans", 9.0, 52)
        page.setFont("Serif", 9)
        page.drawCentredString(297, 36, str(number + 2 + lines.count("---")))
        page.showPage()
    for number, line in enumerate(line for line in lines if line.startswith("= ")):
        _set(page, line[2:], "Sans", 9.0, 300 - 13 * number)
    page.save()
    return out.getvalue()


def _set(page: canvas.Canvas, words: str, font: str, size: float, y: float) -> None:
    page.setFont(font, size)
    page.drawString(75, y, words)


def prose(page: canvas.Canvas, x: float, y: float, width: int, number: int, times: int = 3) -> None:
    """Ragged paragraphs of `paragraph(number, …)`, broken at `width` letters, an empty line between them."""
    text = page.beginText(x, y)
    text.setFont("Serif", 10.5)
    text.setLeading(14)
    for time in range(times):
        line = ""
        for word in paragraph(number, time).split():
            if len(line) + len(word) > width:
                text.textLine(line)
                line = ""
            line += word + " "
        text.textLine(line)
        text.textLine("")
    page.drawText(text)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def sideways(data: bytes) -> bytes:
    """Each page's content turned a quarter, with no mark that says so."""
    pdf = opened(data)
    for page in pdf.pages:
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        page.contents_coalesce()
        turned = f"q 0 1 -1 0 {height} 0 cm\n".encode() + page.Contents.read_bytes() + b"\nQ"
        page.Contents = pdf.make_stream(turned)
        page.mediabox = [0, 0, height, width]
        page.cropbox = [0, 0, height, width]
    return saved(pdf)


def marked_turned(data: bytes) -> bytes:
    """As `sideways`, and /Rotate turns it back for the reader."""
    pdf = opened(sideways(data))
    for page in pdf.pages:
        page.rotate(90, relative=False)
    return saved(pdf)


def two_up(data: bytes) -> bytes:
    """Two pages on each sheet, as forms."""
    source = opened(data)
    sheet = pikepdf.new()
    for index in range(0, len(source.pages) - 1, 2):
        sheet.add_blank_page(page_size=(2 * A4[0], A4[1]))
        page = sheet.pages[-1]
        page.add_overlay(source.pages[index], pikepdf.Rectangle(0, 0, A4[0], A4[1]))
        page.add_overlay(source.pages[index + 1], pikepdf.Rectangle(A4[0], 0, 2 * A4[0], A4[1]))
    return saved(sheet)


def without_unicode(data: bytes) -> bytes:
    """No font tells which letters its codes are."""
    pdf = opened(data)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]
    return saved(pdf)


def locked(data: bytes, user: str) -> bytes:
    return saved(opened(data), encryption=pikepdf.Encryption(owner="nyckel", user=user))


def labelled(data: bytes) -> bytes:
    """The file's own page labels: i, ii, then 1, 2 …"""
    pdf = opened(data)
    pdf.Root.PageLabels = pikepdf.Dictionary(
        Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r), 2, pikepdf.Dictionary(S=pikepdf.Name.D)]
    )
    return saved(pdf)


def width(text: str, size: float) -> float:
    """How wide a text is printed in the serif face, in points."""
    return float(pdfmetrics.stringWidth(text, "Serif", size))
