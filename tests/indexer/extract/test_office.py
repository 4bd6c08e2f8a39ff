"""Reports written in office programs: text, headings, notes, tables and pages; and files that would do harm."""

import io
import zipfile
from dataclasses import replace

import docx
import odfdo
import pptx
import pytest
from docx.enum.text import WD_BREAK
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from pptx.util import Cm

import config
from crawler.deposit import deposit
from indexer import pipeline
from indexer.describe.describe import describe
from indexer.extract import libreoffice, office
from indexer.extract.office import DOC, DOCX, ODT, PPTX, RTF, office_type
from indexer.extract.read import read_bytes
from models.document import ReadOutcome
from models.errors import DocumentError
from tests.needs import need

FIRST = (
    "Vi har följt tolv familjer som fått stöd av kommunens öppna förskola under ett års tid, från hösten till våren."
)
SECOND = "Familjerna berättar att det är tryggt att komma till samma plats varje vecka och träffa samma människor."
NOTE = "Se bilaga 2 för hur familjerna valdes ut."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_report():
    """A report as Word saves it: cover in a content control, running head, note, list, table, two pages, changes."""
    document = docx.Document()
    document.core_properties.title = "Kopia av rapportmall"
    document.sections[0].header.paragraphs[0].text = "FoU Exempel rapport 2019:4"
    document.add_paragraph("Öppna förskolan som mötesplats", style="Title")
    document.add_paragraph("Erfarenheter från tolv familjer", style="Subtitle")
    document.add_paragraph("Eva Exempel och Bo Prov")
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("Inledning", 1)
    paragraph = document.add_paragraph(FIRST)
    document.add_heading("Det som återkommer", 2)
    document.add_paragraph("Samma plats", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Kommun", "Familjer", "Exempelstad", "12"), strict=True):
        cell.text = text
    document.add_paragraph("Referenser", style="Heading 1")
    document.add_paragraph("Exempel, E. (2018). En annan rapport. FoU Exempel.")
    note = (
        f'<w:footnotes {W}><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r>'
    )
    note += f"<w:t>{NOTE}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, note.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    for xml in (
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        "<w:ins><w:r><w:t xml:space='preserve'> Det var nytt.</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText> Det togs bort.</w:delText></w:r></w:del>",
        "<w:r><w:lastRenderedPageBreak/><w:t xml:space='preserve'> Och så vidare.</w:t></w:r>",
    ):
        name = xml[1:].split(">")[0].split(" ")[0]
        paragraph._p.append(parse_xml(xml.replace(f"<{name}", f"<{name} {W}", 1)))
    inner = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>FoU Exempel</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(inner))
    return saved(document)


def test_a_word_report():
    document = read_bytes(word_report())
    assert (document.media, document.outcome) == (DOCX, ReadOutcome.OK)
    assert [[(p.kind, p.level, p.text) for p in page.paragraphs] for page in document.pages] == [
        [
            ("body", 0, "FoU Exempel"),
            ("heading", 1, "Öppna förskolan som mötesplats"),
            ("heading", 1, "Erfarenheter från tolv familjer"),
            ("body", 0, "Eva Exempel och Bo Prov"),
        ],
        [("heading", 1, "Inledning"), ("body", 0, f"{FIRST} Det var nytt."), ("note", 0, NOTE)],
        [
            ("body", 0, "Och så vidare."),
            ("heading", 2, "Det som återkommer"),
            ("list", 0, "• Samma plats"),
            ("table", 0, "Kommun\tFamiljer"),
            ("table", 0, "Exempelstad\t12"),
            ("heading", 1, "Referenser"),
            ("reference", 0, "Exempel, E. (2018). En annan rapport. FoU Exempel."),
        ],
    ]
    assert "rapport 2019:4" not in "".join(page.text for page in document.pages)
    title = next(
        claim for claim in describe(document, file_name="x.docx", places=(), units=()) if claim.field == "title"
    )
    assert title.value == "Öppna förskolan som mötesplats"


def test_an_opendocument_report():
    document = odfdo.Document("text")
    body = document.body
    body.clear()
    document.add_page_break_style()
    body.append(odfdo.Paragraph("Öppna förskolan som mötesplats", style="Title"))
    body.append(odfdo.PageBreak())
    body.append(odfdo.Header(1, "Inledning"))
    paragraph = odfdo.Paragraph(FIRST)
    paragraph.insert_note(after="familjer", note_id="n1", citation="1", body=NOTE)
    body.append(paragraph)
    body.append(odfdo.List(["Samma plats"]))
    table = odfdo.Table("T", width=2, height=1)
    table.set_values([["Kommun", "Familjer"]])
    body.append(table)
    read = read_bytes(saved(document))
    assert (read.media, read.outcome) == (ODT, ReadOutcome.OK)
    assert [[(p.kind, p.level, p.text) for p in page.paragraphs] for page in read.pages] == [
        [("heading", 1, "Öppna förskolan som mötesplats")],
        [
            ("heading", 1, "Inledning"),
            ("body", 0, FIRST),
            ("list", 0, "• Samma plats"),
            ("table", 0, "Kommun\tFamiljer"),
            ("note", 0, NOTE),
        ],
    ]
    assert read.front[0].size > 20


def test_slides():
    show = pptx.Presentation()
    for number in (1, 2):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = f"Bild {number}"
        slide.placeholders[1].text_frame.text = SECOND
        under = slide.placeholders[1].text_frame.add_paragraph()
        under.text, under.level = "En underpunkt", 1
    table = slide.shapes.add_table(1, 2, Cm(2), Cm(15), Cm(10), Cm(2)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Kommun", "Familjer"
    slide.notes_slide.notes_text_frame.text = "Att säga."
    read = read_bytes(saved(show))
    assert (read.media, len(read.pages)) == (PPTX, 2)
    assert [(p.kind, p.text) for p in read.pages[1].paragraphs] == [
        ("heading", "Bild 2"), ("body", SECOND), ("list", "• En underpunkt"), ("table", "Kommun\tFamiljer"),
        ("note", "Att säga."),
    ]  # fmt: skip
    assert read.pages[0].language == "sv"


def changed(data, name, content):
    """The archive with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/hostname">]>
<w:document %s><w:body><w:p><w:r><w:t>&c;&x; slut</w:t></w:r></w:p></w:body></w:document>""" % W.encode()


@pytest.mark.parametrize(
    ("spoil", "outcome"),
    [
        (lambda data: data[: len(data) // 2], ReadOutcome.BROKEN),
        (lambda data: changed(data, "word/document.xml", b"<w:document"), ReadOutcome.BROKEN),
        (lambda data: changed(data, "word/document.xml", b" " * (office.MOST_TEXT + 1)), ReadOutcome.TOO_LARGE),
        (lambda data: changed(data, "[Content_Types].xml", b"<Types/>"), ReadOutcome.BROKEN),
    ],
)
def test_damaged_and_harmful_files_have_named_ends(spoil, outcome):
    with pytest.raises(DocumentError) as caught:
        read_bytes(spoil(word_report()))
    assert caught.value.outcome == outcome


def test_entities_are_not_followed():
    assert (
        read_bytes(changed(word_report(), "word/document.xml", LAUGHS)).pages[0].text == ""
    )  # neither grown nor fetched


def test_parts_in_all_are_limited(monkeypatch):
    monkeypatch.setattr(office, "MOST_UNPACKED", 1000)
    with pytest.raises(DocumentError, match="too large"):
        read_bytes(word_report())


RICH = (
    rb"{\rtf1\ansi\deff0{\fonttbl{\f0 DejaVu Serif;}}\f0\fs24 Familjerna ber\'e4ttar att det \'e4r tryggt att "
    rb"komma till samma plats varje vecka.\par\page Andra sidan \'e4r ocks\'e5 h\'e4r.\par}"
)


def test_older_formats_are_named_without_libreoffice(monkeypatch):
    monkeypatch.setattr(libreoffice, "program", lambda: "")
    assert office_type(RICH) == RTF
    assert office_type(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")) == DOC
    with pytest.raises(DocumentError, match="LibreOffice") as caught:
        read_bytes(RICH)
    assert caught.value.outcome == ReadOutcome.UNSUPPORTED


def needs_libreoffice():
    if not libreoffice.program():
        need("libreoffice", "LibreOffice is not installed (libreoffice-writer-nogui, 400 MB)")


@pytest.mark.ocr
def test_files_that_waited_for_libreoffice_are_read_once_it_is_there(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "rapport.rtf").write_bytes(RICH)
    settings = replace(config.load({"FOU_HOME": str(tmp_path / "home"), "FOU_EMBEDDING": "null"}), threads=1)
    deposit(settings, tmp_path / "in", config.load_environments(settings.environments)["nestor"])
    waits = DocumentError(ReadOutcome.UNSUPPORTED, libreoffice.MISSING)
    monkeypatch.setattr(pipeline, "read_many", lambda files, workers: [(path, waits) for path, _ in files])
    monkeypatch.setattr(libreoffice, "program", lambda: "")
    assert pipeline.index(settings).read == {"format not read yet": 1}
    assert pipeline.index(settings).read == {}
    monkeypatch.undo()
    needs_libreoffice()
    assert pipeline.index(settings).read == {"ok": 1}
    assert pipeline.index(settings).read == {}


@pytest.mark.ocr
def test_older_formats_by_libreoffice():
    needs_libreoffice()
    document = read_bytes(RICH)
    assert [page.text for page in document.pages] == [
        "Familjerna berättar att det är tryggt att komma till samma plats varje vecka.",
        "Andra sidan är också här.",
    ]
