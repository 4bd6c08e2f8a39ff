"""Tiny PDFs of things that are not reports, and of the reports on the troubled site."""

import io
import textwrap

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.sites.pdfs.fonts import font_files
from tests.sites.pdfs.frame import STAMP

FONT = "Liberation Sans"


def small_pdf(title: str, *pages: str) -> bytes:
    """A PDF with one page for each text; lines of a text stay lines, long ones are wrapped."""
    regular, bold, *_ = font_files(FONT)
    pdfmetrics.registerFont(TTFont(FONT, regular))
    pdfmetrics.registerFont(TTFont(f"{FONT}-b", bold))
    into = io.BytesIO()
    canvas = Canvas(into, pagesize=A4, invariant=1, lang="sv")
    canvas.setTitle(title)
    for number, page in enumerate(pages):
        words = canvas.beginText(70, 740)
        if number == 0:
            words.setFont(f"{FONT}-b", 20)
            for line in textwrap.wrap(title, 42):
                words.textLine(line)
            words.textLine()
        words.setFont(FONT, 11)
        words.setLeading(16)
        for paragraph in page.splitlines():
            for line in textwrap.wrap(paragraph, 82) or [""]:
                words.textLine(line)
        canvas.drawText(words)
        canvas.setFont(FONT, 8)
        canvas.drawCentredString(A4[0] / 2, 40, STAMP)
        canvas.showPage()
    canvas.save()
    return into.getvalue()
