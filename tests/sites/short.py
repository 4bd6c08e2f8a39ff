"""Short reports for the sites that are there for measuring: one to three pages, quickly set, the same bytes each time.

Standard fonts that every reader has, so that nothing need be embedded and two hundred are set in seconds."""

import io
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.sites.pdfs.frame import STAMP

Form = Literal["cover", "plain", "letter", "typewriter", "scanned"]
FONTS: dict[Form, tuple[str, str]] = {
    "cover": ("Helvetica", "Helvetica-Bold"),
    "plain": ("Times-Roman", "Times-Bold"),
    "letter": ("Times-Roman", "Helvetica-Bold"),
    "typewriter": ("Courier", "Courier-Bold"),
    "scanned": ("Courier", "Courier"),
}
"""Font of the text and of the headings. A scanned report has lost the dots and rings of å, ä and ö."""
LOST = str.maketrans("åäöÅÄÖé–”’", "aaoAAOe-\"'")
WIDTH = {"Courier": 66}


@dataclass(frozen=True, slots=True)
class Short:
    """What stands in a short report. A value that is "" is not printed; `authors` are as the cover prints them, and
    `sections` are pairs of a heading and its text."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    year: str
    series_line: str
    publisher: str
    place: str
    sections: tuple[tuple[str, str], ...]
    form: Form
    docinfo: str


def short_pdf(report: Short) -> bytes:
    """The PDF of a short report."""
    into = io.BytesIO()
    canvas = Canvas(into, pagesize=A4, invariant=1, lang="sv")
    if report.docinfo:
        canvas.setTitle(report.docinfo)
    pages = list(_pages(report))
    for number, page in enumerate(pages, 1):
        words = canvas.beginText(72, 760)
        for size, bold, line in page:
            words.setFont(FONTS[report.form][bold], size, size * 1.35)
            words.textLine(line.translate(LOST) if report.form == "scanned" else line)
        canvas.drawText(words)
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(A4[0] / 2, 40, STAMP)
        if number > 1:
            canvas.drawRightString(A4[0] - 60, 40, str(number))
        canvas.showPage()
    canvas.save()
    return into.getvalue()


Row = tuple[float, bool, str]


def _pages(report: Short) -> Iterator[list[Row]]:
    blank: Row = (11, False, "")
    title = list(_lines(report.title, 20, 38, bold=True))
    subtitle = list(_lines(report.subtitle, 14, 54)) if report.subtitle else []
    authors: list[Row] = [(12, False, author) for author in report.authors]
    around = [(11.0, False, line) for line in (report.publisher, report.series_line, report.year) if line]
    if report.form in ("cover", "scanned"):
        yield [*around[:1], blank, *around[1:2], blank, blank, *title, *subtitle, blank, *authors, blank, *around[2:]]
        first: list[Row] = []
    elif report.form == "letter":
        first = [*title, *subtitle, blank, *authors, blank]
    else:
        first = [*around, blank, *title, *subtitle, blank, *authors, blank]
    imprint = [report.series_line, f"© {report.publisher}" if report.publisher else "", report.place]
    yield from _text(first, report, [line for line in imprint if line] if report.form in ("cover", "letter") else [])


def _text(first: list[Row], report: Short, imprint: Sequence[str]) -> Iterator[list[Row]]:
    page = [*first]
    for number, (heading, text) in enumerate(report.sections):
        rows = [(13.0, True, heading), *_lines(text, 11, WIDTH.get(FONTS[report.form][0], 84)), (11.0, False, "")]
        if len(page) + len(rows) > 40:
            yield page
            page = []
        page += rows
        if number == 0 and imprint:
            page += [(9.0, False, line) for line in imprint]
            yield page
            page = []
    if page:
        yield page


def _lines(text: str, size: float, width: int, *, bold: bool = False) -> Iterator[Row]:
    for paragraph in text.splitlines():
        for line in textwrap.wrap(paragraph, width):
            yield size, bold, line
