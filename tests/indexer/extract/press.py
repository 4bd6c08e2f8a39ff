"""A small printing house for tests: the example studies, typeset by three producers in layouts of our own.

Each layout returns the PDF's bytes; `Study.paragraphs` is what a reader should find in them, and `furniture` what
stands on every page and should not be found.
"""

import html
import io
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typst
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from weasyprint import HTML

STUDIES = Path(__file__).parents[2] / "sites" / "studies"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")


@dataclass(frozen=True)
class Study:
    """A report as it is written: front matter, and blocks of (kind, level, text) in order."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    year: int
    series: str
    number: str
    publisher: str
    blocks: tuple[tuple[str, int, str], ...]

    @property
    def paragraphs(self) -> list[str]:
        return [text for kind, _, text in self.blocks if kind in ("p", "quote")]

    @property
    def headings(self) -> list[str]:
        return [text for kind, _, text in self.blocks if kind == "h"]

    @property
    def furniture(self) -> str:
        return f"{self.publisher} · {self.series} {self.number}"


def read_study(path: Path, notes: bool = True) -> Study:
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    data = tomllib.loads(front)
    blocks = []
    for part in re.split(r"\n\s*\n", body.strip()):
        lines = [re.sub(r"\*+|\[\^?\d+\]", "", line).strip() for line in part.splitlines()]
        heading = re.match(r"(#+) (.*)", lines[0])
        if heading:
            blocks.append(("h", len(heading[1]) - 1, heading[2]))
        elif lines[0].startswith("|"):
            blocks.append(("table", 0, "\n".join(line for line in lines if not re.match(r"\|[\s:|-]+\|$", line))))
        elif lines[0].startswith("- "):
            items: list[str] = []
            for line in lines:
                if line.startswith("- "):
                    items.append(line[2:])
                else:
                    items[-1] += " " + line
            blocks += [("li", 0, item) for item in items]
        elif lines[0].startswith(">"):
            blocks.append(("quote", 0, " ".join(line.lstrip("> ") for line in lines)))
        else:
            blocks.append(("p", 0, " ".join(lines)))
    return Study(
        data["title"], data.get("subtitle", ""), tuple(data["authors"]), data["year"], data.get("series", ""),
        str(data.get("series_number", "")), data.get("publisher", ""), tuple(blocks),
    )  # fmt: skip


def _web_body(study: Study, footnotes: bool) -> str:
    parts, calls = [], 0
    for kind, level, text in study.blocks:
        words = html.escape(text)
        if kind == "h":
            parts.append(f"<h{level + 1} id='h{len(parts)}'>{words}</h{level + 1}>")
        elif kind == "table":
            rows = [[html.escape(c.strip()) for c in row.strip("|").split("|")] for row in text.split("\n")]
            cells = ["".join(f"<td>{c}</td>" for c in row) for row in rows]
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        elif kind == "li":
            parts.append(f"<ul><li>{words}</li></ul>")
        elif kind == "quote":
            parts.append(f"<blockquote>{words}</blockquote>")
        else:
            calls += 1
            note = ""
            if footnotes and calls % 4 == 0:
                first, last = words.split()[0], words.split()[-1]
                note = f"<span class='note'>Se {last} {first} i bilaga {calls}, där urvalet beskrivs närmare.</span>"
            parts.append(f"<p>{words}{note}</p>")
    return "".join(parts)


def _web(study: Study, css: str, cover: str, footnotes: bool = False, contents: bool = True) -> bytes:
    toc = ""
    if contents:
        heads = re.findall(r"<h(\d) id='(\w+)'>(.*?)</h", _web_body(study, footnotes))
        toc = (
            "<section class='toc'><h2>Innehåll</h2>"
            + "".join(f"<div class='l{level}'><a href='#{anchor}'>{words}</a></div>" for level, anchor, words in heads)
            + "</section>"
        )
    body = f"<body>{cover}{toc}<main>{_web_body(study, footnotes)}</main></body>"
    return HTML(string=f"<html lang='sv'><head><style>{css}</style></head>{body}</html>").write_pdf()


def web_one_column(study: Study) -> bytes:
    """Serif, justified and hyphenated, footnotes, running head and page number in the footer; cover and imprint."""
    css = f"""@page {{ size: A4; margin: 3cm 2.6cm;
      @top-right {{ content: "{study.furniture}"; font: 8.5pt DejaVu Sans }}
      @bottom-center {{ content: counter(page); font: 9pt DejaVu Sans }} }}
      @page :first {{ @top-right {{ content: none }} @bottom-center {{ content: none }} }}
      body {{ font: 10.5pt/1.45 DejaVu Serif; hyphens: auto; text-align: justify }}
      h2 {{ font: bold 17pt DejaVu Sans; break-before: page; text-align: left }}
      h3 {{ font: bold 12.5pt DejaVu Sans; text-align: left }}
      .cover {{ break-after: page; text-align: left; hyphens: none }}
      .cover h1 {{ font: bold 30pt DejaVu Sans; margin-top: 6cm }}
      .cover .s {{ font-size: 15pt }} .imprint {{ break-after: page; font-size: 9pt; margin-top: 15cm; hyphens: none }}
      .toc a::after {{ content: leader('.') target-counter(attr(href), page) }} p {{ margin: 0; text-indent: 1.3em }}
      h2 + p, h3 + p {{ text-indent: 0 }}
      blockquote {{ margin: .7em 2em; font-size: 10pt }}
      .note {{ float: footnote; font-size: 8.5pt; text-indent: 0 }}
      table {{ border-collapse: collapse; margin: 1em 0; font-size: 9pt }}
      td {{ border-bottom: .5pt solid #888; padding: 2pt 10pt 2pt 0; text-align: left }}"""
    cover = f"""<section class='cover'><div>{study.publisher}</div>
      <h1>{study.title}</h1>
      <p class='s'>{study.subtitle}</p>
      <p>{"<br>".join(study.authors)}</p><p style='margin-top:6cm'>{study.series} {study.number}</p></section>
      <section class='imprint'><p>{study.title}</p>
      <p>{study.series} {study.number}</p>
      <p>© {study.publisher} {study.year}</p>
      <p>ISBN 978-91-89661-34-9</p><p>ISSN 1401-0968</p><p>Tryck: Exempeltryck, Exempelstad</p></section>"""
    return _web(study, css, cover, footnotes=True)


def web_two_columns(study: Study) -> bytes:
    """Two justified, hyphenated columns under a title block; year and number in the head, a slanted watermark."""
    css = f"""@page {{ size: A4; margin: 2.4cm 1.8cm;
      @top-left {{ content: "{study.series} {study.number}"; font: italic 8pt DejaVu Serif }}
      @top-right {{ content: "Sida " counter(page) " av " counter(pages); font: 8pt DejaVu Sans }} }}
      body {{ font: 9pt/1.3 DejaVu Serif; hyphens: auto; text-align: justify }} main {{ columns: 2; column-gap: 7mm }}
      .mark {{ position: fixed; top: 12cm; left: 3cm; font-size: 60pt; color: #ddd;
      transform: rotate(-40deg); hyphens: none }}
      h1 {{ font: bold 21pt DejaVu Sans; text-align: left; hyphens: none }}
      h2 {{ font: bold 11pt DejaVu Sans; text-align: left }}
      h3 {{ font: italic 9.5pt DejaVu Serif; text-align: left }}
      p {{ margin: 0 0 .5em }}
      ul {{ margin: 0; padding-left: 1.2em }}
      table {{ font-size: 7.5pt; border-collapse: collapse }} td {{ padding: 1pt 6pt 1pt 0; text-align: left }}"""
    cover = f"""<div class='mark'>EXEMPEL</div>
      <h1>{study.title}. {study.subtitle}</h1>
      <p>{", ".join(study.authors[:-1])}
      {"och " if len(study.authors) > 1 else ""}{study.authors[-1]}</p><p>{study.publisher}, {study.year}</p>"""
    return _web(study, css, cover, contents=False)


def web_ragged(study: Study) -> bytes:
    """A small sans-serif book, ragged right, heads that change with the chapter, numbers at the outer edges."""
    css = f"""@page {{ size: 165mm 240mm; margin: 2.2cm 2cm }} h2 {{ string-set: chapter content() }}
      @page :left {{ @bottom-left {{ content: counter(page) "   {study.title}"; font: 8pt DejaVu Sans }} }}
      @page :right {{ @bottom-right {{ content: string(chapter) "   " counter(page); font: 8pt DejaVu Sans }} }}
      @page :first {{ @bottom-right {{ content: none }} }}
      body {{ font: 10pt/1.5 DejaVu Sans }}
      h1 {{ font-size: 26pt; margin-top: 3cm }}
      h2 {{ font-size: 14pt; margin-top: 2em }}
      h3 {{ font-size: 10pt; font-weight: bold }} .cover {{ break-after: page }} p {{ margin: 0 0 .8em }}
      td {{ padding: 3pt 12pt 3pt 0; vertical-align: top }}
      .toc a::after {{ content: leader(' ') target-counter(attr(href), page) }}"""
    cover = f"""<section class='cover'><p>{study.series.upper()} {study.number}</p>
      <h1>{study.title}</h1>
      <p style='font-size:13pt'>– {study.subtitle}</p>
      <p style='margin-top:5cm'>{" &nbsp; ".join(study.authors)}</p>
      <p>{study.publisher}</p>
      <p>{study.year}</p>
      </section>"""
    return _web(study, css, cover)


def reportlab_report(study: Study) -> bytes:
    """ReportLab: roman front matter, page numbers from 1 after it, a head on every page, headings only bold."""
    for name, file in (("Brod", "DejaVuSerif"), ("Brod-Bold", "DejaVuSerif-Bold"), ("Sans", "DejaVuSans")):
        pdfmetrics.registerFont(TTFont(name, DEJAVU / f"{file}.ttf"))
    body = ParagraphStyle("b", fontName="Brod", fontSize=10, leading=14, alignment=TA_JUSTIFY, spaceAfter=6)
    head = {1: ParagraphStyle("h", body, fontName="Brod-Bold", fontSize=14, leading=18, spaceBefore=14),
            2: ParagraphStyle("h2", body, fontName="Brod-Bold", spaceBefore=8)}  # fmt: skip
    big = ParagraphStyle("t", fontName="Brod-Bold", fontSize=24, leading=30, alignment=TA_CENTER)
    mid = ParagraphStyle("m", body, alignment=TA_CENTER, fontSize=13, leading=17)
    front = 2

    def roman(canvas, doc):
        canvas.setFont("Sans", 8)
        canvas.drawCentredString(A4[0] / 2, 40, ["", "i", "ii", "iii"][doc.page])

    def arabic(canvas, doc):
        canvas.setFont("Sans", 8)
        canvas.drawString(70, A4[1] - 45, study.furniture)
        canvas.drawRightString(A4[0] - 70, 40, str(doc.page - front))

    out = io.BytesIO()
    doc = BaseDocTemplate(out, pagesize=A4, title="Microsoft Word - rapportmall.doc", author="kontoret")
    frame = Frame(70, 70, A4[0] - 140, A4[1] - 140)
    doc.addPageTemplates([PageTemplate("cover", [frame]), PageTemplate("front", [frame], onPage=roman),
                          PageTemplate("main", [frame], onPage=arabic)])  # fmt: skip
    flow = [Paragraph(study.publisher, mid), Spacer(1, 150), Paragraph(study.title, big), Spacer(1, 12),
            Paragraph(study.subtitle, mid), Spacer(1, 60)]  # fmt: skip
    flow += [Paragraph(author, mid) for author in study.authors]
    flow += [Spacer(1, 120), Paragraph(f"{study.series} {study.number}", mid), NextPageTemplate("front"), PageBreak()]
    thanks = (
        "Den här rapporten bygger på ett arbete som många har bidragit till. Ett varmt tack riktas till alla som "
        "har låtit sig intervjuas och till dem som har läst och lämnat synpunkter."
    )
    flow += [Paragraph("Förord", head[1]), Paragraph(thanks, body),
             Paragraph(f"Exempelstad i mars {study.year}", body), Paragraph("Verksamhetsledare", body),
             NextPageTemplate("main"), PageBreak()]  # fmt: skip
    for kind, level, text in study.blocks:
        words = html.escape(text)
        if kind == "h":
            flow.append(Paragraph(words, head[min(level, 2)]))
        elif kind == "table":
            rows = [[c.strip() for c in row.strip("|").split("|")] for row in text.split("\n")]
            flow.append(Table(rows, style=[("FONT", (0, 0), (-1, -1), "Sans", 7.5)], hAlign="LEFT"))
        else:
            flow.append(Paragraph(("• " if kind == "li" else "") + words, body))
    doc.build(flow)
    return out.getvalue()


def _typst_text(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~=/+-])", r"\\\1", text)


def typst_report(study: Study, columns: int = 1) -> bytes:
    """Typst: numbered pages with a head, justified and hyphenated, footnotes, an outline with leaders."""
    parts = []
    calls = 0
    for kind, level, text in study.blocks:
        words = _typst_text(text)
        if kind == "h":
            parts.append(f"#heading(level: {level})[{words}]")
        elif kind == "table":
            rows = [[_typst_text(c.strip()) for c in row.strip("|").split("|")] for row in text.split("\n")]
            cells = "".join(f"[{c}]," for row in rows for c in row)
            parts.append(f"#table(columns: {len(rows[0])}, stroke: 0.5pt, {cells})")
        elif kind == "li":
            parts.append(f"- {words}")
        elif kind == "quote":
            parts.append(f"#pad(left: 2em, right: 2em)[{words}]")
        else:
            calls += 1
            note = ""
            if calls % 5 == 0:
                source = ["egen statistik", "årsberättelse för perioden", "protokoll från nämnden"][calls // 5 % 3]
                first, last = words.split()[0], words.split()[-1]
                note = f"#footnote[Uppgiften kommer från verksamhetens {source} ({last} {first}), stycke {calls}.]"
            parts.append(words + note)
    authors = " \\ ".join(f"{a.split()[-1]}, {' '.join(a.split()[:-1])}" for a in study.authors)
    source = f"""#set page(paper: "a4", margin: 2.5cm)
#set text(font: "DejaVu Serif", size: 10pt, lang: "sv", hyphenate: true)
#set par(justify: true, leading: 0.7em, spacing: 1.1em)
#align(right)[{_typst_text(study.series)} {study.number}]
#v(5cm)
#text(size: 28pt, weight: "bold", hyphenate: false)[#par(justify: false)[{_typst_text(study.title)}]]
#text(size: 14pt, hyphenate: false)[#par(justify: false)[{_typst_text(study.subtitle)}]]
#v(2cm)
{authors}
#v(1fr)
{_typst_text(study.publisher)} {study.year}
#pagebreak()
#set page(header: text(size: 8pt)[{_typst_text(study.furniture)} #h(1fr) Sidhuvud], numbering: "1")
#outline(title: "Innehåll")
#pagebreak()
#set page(columns: {columns})
""" + "\n\n".join(parts)
    return typst.compile(source.encode(), ignore_system_fonts=False)


def typst_two_columns(study: Study) -> bytes:
    """As `typst_report`, in two columns."""
    return typst_report(study, columns=2)


LAYOUTS: dict[str, Callable[[Study], bytes]] = {
    f.__name__: f
    for f in (web_one_column, web_two_columns, web_ragged, reportlab_report, typst_report, typst_two_columns)
}
