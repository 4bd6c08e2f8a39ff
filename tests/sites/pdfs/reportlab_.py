"""The second producer: ReportLab's platypus. It knows no footnotes, so notes stand at the end of their chapter."""

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

from tests.sites.pdfs.fonts import font_files
from tests.sites.pdfs.frame import frame, page_label
from tests.sites.pdfs.layout import Layout
from tests.sites.pdfs.source import Block, Line, Section, Study
from tests.sites.pdfs.source import plain as plain_text

HYPHENATED = {"hyphenationLang": "sv_SE", "embeddedHyphenation": 1, "hyphenationMinWordLength": 6}


def produce(study: Study, layout: Layout) -> bytes:
    """The report as a PDF."""
    rl_config.invariant = 1
    for family in (layout.body, layout.head):
        _register(family)
    into = io.BytesIO()
    document = _Report(into, study, layout)
    document.multiBuild(document.story())
    return into.getvalue()


def _register(family: str) -> None:
    names = [family, f"{family}-b", f"{family}-i", f"{family}-bi"]
    for name, path in zip(names, font_files(family), strict=True):
        pdfmetrics.registerFont(TTFont(name, path))
    pdfmetrics.registerFontFamily(family, *names)


class _Report(BaseDocTemplate):
    """Page templates, running heads, and the table of contents' entries as pages are made."""

    def __init__(self, into: io.BytesIO, study: Study, layout: Layout) -> None:
        width, height = (side * mm for side in layout.page_size)
        super().__init__(into, pagesize=(width, height), title=None, author=None, creator=None, lang="sv")
        self.study, self.layout, self.around = study, layout, frame(study, layout)
        self.title = self.around.docinfo
        self.chapter, self.body_page, self.headings, self.begun = "", 10_000, 0, False
        left, top = width * 0.125, height * 0.095
        inner, tall = width - 2 * left, height - 2 * top
        gap = 8 * mm
        column = (inner - gap) / 2
        bare = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        whole = [Frame(left, top, inner, tall, **bare)]
        halves = [Frame(left, top, column, tall, **bare), Frame(left + column + gap, top, column, tall, **bare)]
        self.addPageTemplates(
            [
                PageTemplate("cover", [Frame(left, top, inner, tall, **bare)], onPage=self._cover),
                PageTemplate("front", whole, onPageEnd=self._furniture),
                PageTemplate(
                    "body", halves if layout.columns == 2 else whole, onPage=self._begin_body, onPageEnd=self._furniture
                ),
                PageTemplate("last", whole, onPageEnd=self._furniture),
            ]
        )
        self.column = column if layout.columns == 2 else inner

    def beforeDocument(self) -> None:  # noqa: N802 - the library's name
        """Each pass begins anew, but the contents page of one pass needs the body's place in the pass before."""
        self.chapter, self.headings, self.begun = "", 0, False

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - the library's name
        """Tell the table of contents where a heading landed."""
        level = getattr(flowable, "level", None)
        if level is None:
            return
        text = flowable.getPlainText()
        if level == 0:
            self.chapter = text
        self.headings += 1
        key = f"h{self.headings}"
        self.canv.bookmarkPage(key)
        self.notify("TOCEntry", (level, escape(text), self.page, key))

    def story(self) -> list[Flowable]:
        """Everything in order."""
        story = [*self._cover_lines(), NextPageTemplate("front"), PageBreak()]
        if self.around.imprint:
            story.append(Spacer(1, self.pagesize[1] * 0.5))
            small = self._style(size=self.layout.size * 0.88, after=2, align=TA_LEFT)
            story += [Paragraph(escape(text), small) for text in self.around.imprint]
            story.append(PageBreak())
        if self.layout.contents == "first":
            story += [*self._contents(), PageBreak()]
        for section in self.study.front:
            story += [*self._chapter(section, "front"), PageBreak()]
        if self.layout.contents == "after":
            story += [*self._contents(), PageBreak()]
        story[-1:] = [NextPageTemplate("body"), PageBreak()]
        for position, section in enumerate(self.study.body):
            if position and self.layout.breaks:
                story.append(PageBreak())
            story += self._chapter(section, "body")
        if self.around.earlier:
            story += [NextPageTemplate("last"), PageBreak()]
            story.append(Paragraph(escape(self.around.earlier_heading), self._heading(1.3)))
            story += [Paragraph(escape(text), self._style(align=TA_LEFT)) for text in self.around.earlier]
        return story

    def _chapter(self, section: Section, part: str) -> list[Flowable]:
        notes: list[str] = []
        story: list[Flowable] = [_entry(Paragraph(escape(section.heading), self._heading(1.5)), 0)]
        width = self.column if part == "body" else self.pagesize[0] * 0.75
        caption: list[Flowable] = []
        for block in section.blocks:
            made = self._block(block, notes, width)
            if block.kind == "caption":
                caption = made
            elif block.kind == "table":
                story.append(KeepTogether([*caption, *made]))
                caption = []
            else:
                story += made
        if notes:
            story.append(Paragraph("Noter", self._heading(1.0)))
            small = self._style(size=self.layout.size * 0.85)
            story += [Paragraph(f"{number}. {escape(text)}", small) for number, text in enumerate(notes, 1)]
        return story

    def _block(self, block: Block, notes: list[str], width: float) -> list[Flowable]:
        texts = [_markup(line, notes) for line in block.lines]
        size = self.layout.size
        match block.kind:
            case "heading":
                return [_entry(Paragraph(texts[0], self._heading(1.12)), 1)]
            case "caption":
                style = self._style(
                    size=size * 0.9, face=f"{self.layout.head}-b", after=3, align=TA_LEFT, keepWithNext=1
                )
                return [Paragraph(texts[0], style)]
            case "quote":
                style = self._style(size=size * 0.95, leftIndent=8 * mm, rightIndent=6 * mm)
                return [Paragraph(text, style) for text in texts]
            case "bullets" | "numbered":
                style = self._style(after=3, leftIndent=6 * mm, bulletIndent=1 * mm)
                marks = ["•" if block.kind == "bullets" else f"{block.start + n}." for n in range(len(texts))]
                return [Paragraph(text, style, bulletText=mark) for text, mark in zip(texts, marks, strict=True)]
            case "table":
                return [self._table(block, notes, width), Spacer(1, size)]
        return [Paragraph(texts[0], self._style())]

    def _table(self, block: Block, notes: list[str], width: float) -> Table:
        cell_style = {"size": self.layout.size * 0.82, "after": 0, "align": TA_LEFT, **HYPHENATED}
        plain, bold = self._style(**cell_style), self._style(**cell_style, face=f"{self.layout.head}-b")
        rows = [
            [Paragraph(_markup(cell, notes), plain if n else bold) for cell in row] for n, row in enumerate(block.rows)
        ]
        longest = max(len(plain_text(row[0])) for row in block.rows)
        first = 1 / block.columns if longest < 10 else 0.34 if block.columns > 2 else 0.6
        widths = [width * first] + [width * (1 - first) / (block.columns - 1)] * (block.columns - 1)
        rules = [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        return Table(rows, colWidths=widths, repeatRows=1, style=rules, hAlign="LEFT")

    def _contents(self) -> list[Flowable]:
        contents = TableOfContents(dotsMinLevel=0, formatter=lambda page: self._label(page) or "")
        contents.levelStyles = [
            self._style(after=2, align=TA_LEFT, leftIndent=depth * 6 * mm, hyphenated=False) for depth in range(2)
        ]
        return [Paragraph(escape(self.around.contents), self._heading(1.5)), contents]

    def _cover_lines(self) -> list[Flowable]:
        around, tall = self.around, self.pagesize[1]
        align = TA_CENTER if self.layout.cover == "plain" else TA_LEFT
        white = {"textColor": colors.white} if self.layout.cover == "band" else {}
        size = 26 if self.layout.paper == "A4" else 21
        head, inset = self.layout.head, {"leftIndent": 8 * mm, "rightIndent": 8 * mm}

        def row(text: str, size: float, after: float = 4, **more: Any) -> Paragraph:
            return Paragraph(
                escape(text).replace("\n", "<br/>"),
                self._style(**{"size": size, "face": head, "after": after, "align": align, **more}),
            )

        drop = {"low": 0.36, "band": 0.17}.get(self.layout.cover, 0.2)
        story: list[Flowable] = [Spacer(1, 8 * mm), row(around.unit, 13, **inset)]
        if around.series_line:
            story.append(row(around.series_line, 12, **inset))
        story.append(Spacer(1, tall * drop))
        band = {"backColor": colors.HexColor("#5b3a5e"), "borderPadding": 10, **white} if white else {}
        story.append(row(around.title, size, 22 if band else 12, **inset, **band, face=f"{head}-b"))
        if around.subtitle:
            story.append(row(around.subtitle, 14, 12, **inset, **band))
        story.append(Spacer(1, 12 * mm))
        story += [row(author, 12, 2, **inset) for author in around.authors]
        story.append(Spacer(1, 8 * mm))
        story += [row(text, 12, **inset) for text in (around.kind_line, around.year_line) if text]
        return story

    def _style(
        self,
        size: float = 0,
        face: str = "",
        after: float = -1,
        align: int | None = None,
        hyphenated: bool = True,
        **more: Any,
    ) -> ParagraphStyle:
        size = size or self.layout.size
        if align is None:
            align = TA_JUSTIFY if self.layout.hyphenate else TA_LEFT
        if align == TA_JUSTIFY and hyphenated:
            more |= HYPHENATED
        return ParagraphStyle(
            "s", fontName=face or self.layout.body, fontSize=size, leading=size * 1.4, alignment=align,
            spaceAfter=size * 0.65 if after < 0 else after, **more,
        )  # fmt: skip

    def _heading(self, factor: float) -> ParagraphStyle:
        size = self.layout.size * factor
        return self._style(
            size=size, face=f"{self.layout.head}-b", after=size * 0.4, align=TA_LEFT, spaceBefore=size, keepWithNext=1
        )

    def _label(self, page: int) -> str | None:
        return page_label(self.layout.numbering, page, self.body_page)

    def _begin_body(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        if not self.begun:
            self.begun, self.body_page = True, canvas.getPageNumber()

    def _cover(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        width, height = self.pagesize
        canvas.saveState()
        if self.layout.cover == "frame":
            canvas.rect(width * 0.08, height * 0.09, width * 0.84, height * 0.82)
        canvas.setFont(self.layout.head, self.layout.size * 0.75)
        canvas.drawCentredString(width / 2, height * 0.045, self.around.stamp)
        canvas.restoreState()

    def _furniture(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        width, height = self.pagesize
        left, foot = width * 0.125, height * 0.05
        page = canvas.getPageNumber()
        label = self._label(page) or ""
        canvas.saveState()
        canvas.setFont(f"{self.layout.head}-i", self.layout.size * 0.78)
        canvas.drawString(left, height * 0.945, self.around.header.replace("{chapter}", self.chapter))
        canvas.setFont(self.layout.head, self.layout.size * 0.78)
        if self.layout.foot == "centre":
            canvas.drawCentredString(width / 2, foot, label)
            canvas.drawCentredString(width / 2, foot - 11, self.around.stamp)
        else:
            right = page % 2 or self.layout.foot == "bar"
            if self.layout.foot == "bar":
                canvas.line(left, foot + 11, width - left, foot + 11)
            canvas.drawString(left, foot, self.around.stamp if right else label)
            canvas.drawRightString(width - left, foot, label if right else self.around.stamp)
        canvas.restoreState()


def _entry(paragraph: Paragraph, level: int) -> Paragraph:
    paragraph.level = level
    return paragraph


def _markup(line: Line, notes: list[str]) -> str:
    out = []
    for piece in line:
        if piece.kind == "note":
            notes.append(piece.text)
            out.append(f"<super>{len(notes)}</super>")
        elif piece.kind == "emphasis":
            out.append(f"<i>{escape(piece.text)}</i>")
        else:
            out.append(escape(piece.text))
    return "".join(out)
