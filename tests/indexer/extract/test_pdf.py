"""PDFs turned, folded, locked, broken and crowded; footnotes, contents, labels."""

import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

from indexer.extract import libreoffice
from indexer.extract.document import Document
from indexer.extract.passages import cut_passages
from indexer.extract.read import Limits, read_bytes, read_file
from models.document import ReadOutcome
from models.errors import DocumentError
from tests.indexer.extract import pdfs
from tests.indexer.extract.measure import error_rate

PAGES = 5
PARAGRAPHS = [pdfs.paragraph(page, time) for page in range(PAGES) for time in range(3)]


@pytest.fixture(scope="module")
def plain() -> bytes:
    return pdfs.covered([[("Titel på rapporten", 24, "Sans-Bold", 100, "l")]], body=PAGES)


def outcome_of(data: bytes) -> str:
    try:
        return read_bytes(data).outcome
    except DocumentError as error:
        return error.outcome


def text_of(document: Document) -> str:
    return "\n".join(page.text for page in document.pages)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data,
        pdfs.sideways,
        pdfs.marked_turned,
        pdfs.two_up,
        pdfs.labelled,
        lambda data: pdfs.locked(data, user=""),
        lambda data: data.replace(b"startxref\n", b"startxref\n9"),
        lambda data: b"skrap\n" * 20 + data + b"skrap" * 20,
    ],
    ids=["as made", "sideways", "turned", "two up", "labels", "owner lock", "startxref", "junk around"],
)
def test_whole_text_however_the_page_lies(plain, change):
    wrong, ordered, worst = error_rate(PARAGRAPHS, text_of(read_bytes(change(plain))))
    assert wrong == 0, worst
    assert ordered == 1


def test_printed_labels_win_over_the_files_own(plain):
    document = read_bytes(pdfs.labelled(plain))
    assert [page.label for page in document.pages] == [None, "2", "3", "4", "5", "6"]


def test_the_files_own_labels_where_nothing_is_printed():
    out = io.BytesIO()
    page = canvas.Canvas(out)
    for number in range(4):
        page.drawString(
            80, 500, f"En sida med ord men utan sidnummer, den {('första', 'andra', 'tredje', 'sista')[number]}."
        )
        page.showPage()
    page.save()
    assert [p.label for p in read_bytes(pdfs.labelled(out.getvalue())).pages] == ["i", "ii", "1", "2"]
    assert [p.label for p in read_bytes(out.getvalue()).pages] == [None] * 4


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (b"", ReadOutcome.EMPTY_FILE),
        (b"\n\n  \0\0", ReadOutcome.EMPTY_FILE),
        (b"<!doctype html><html><body>Filen finns inte</body></html>", ReadOutcome.NOT_A_DOCUMENT),
        (b"PK\x03\x04" + b"\0" * 60, ReadOutcome.NOT_A_DOCUMENT),
        (b"%PDF-1.7\n" + b"x" * 500, ReadOutcome.BROKEN),
    ],
)
def test_bad_files_have_their_outcome(tmp_path, data, outcome):
    path = tmp_path / "rapport.pdf"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_file(path)
    assert caught.value.outcome == outcome


def zipped(names: list[str], first: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, first)
    return out.getvalue()


@pytest.mark.parametrize("name", ["rapport", "rapport.pdf", "rapport.docx"])
@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (
            rb"{\rtf1\ansi\deff0 {\fonttbl{\f0 Arial;}} En rapport om st\'f6d till anh\'f6riga.}",
            ReadOutcome.UNSUPPORTED,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ReadOutcome.UNSUPPORTED),
        (zipped(["[Content_Types].xml", "word/document.xml"]), ReadOutcome.BROKEN),
        (zipped(["word/document.xml", "[Content_Types].xml"]), ReadOutcome.BROKEN),
        (zipped(["[Content_Types].xml", "xl/workbook.xml"]), ReadOutcome.UNSUPPORTED),
        (zipped(["mimetype"], b"application/vnd.oasis.opendocument.text"), ReadOutcome.BROKEN),
        (zipped(["mimetype"], b"application/vnd.oasis.opendocument.spreadsheet"), ReadOutcome.UNSUPPORTED),
        (zipped(["bild.jpg"]), ReadOutcome.NOT_A_DOCUMENT),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, ReadOutcome.NOT_A_DOCUMENT),
    ],
    ids=["rtf", "ole", "docx", "docx, other order", "xlsx", "odt", "ods", "zip", "png"],
)
def test_office_files_are_told_from_what_is_no_document(tmp_path, monkeypatch, name, data, outcome):
    monkeypatch.setattr(libreoffice, "program", lambda: "")
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_file(path)
    assert caught.value.outcome == outcome


def test_user_password_cut_off_and_too_many_pages(plain):
    for data, outcome in (
        (pdfs.locked(plain, user="hemligt"), ReadOutcome.ENCRYPTED),
        (plain[: len(plain) * 6 // 10], ReadOutcome.BROKEN),
    ):
        with pytest.raises(DocumentError) as caught:
            read_bytes(data)
        assert caught.value.outcome == outcome
    with pytest.raises(DocumentError, match="too large: 6 pages"):
        read_bytes(plain, Limits(pages=5))


def test_too_large_and_missing_files(tmp_path, plain):
    path = tmp_path / "rapport.pdf"
    path.write_bytes(plain)
    with pytest.raises(DocumentError, match="too large"):
        read_file(path, Limits(file_bytes=1000))
    with pytest.raises(DocumentError, match="broken"):
        read_file(tmp_path / "saknas.pdf")


def test_html_is_a_document_unless_a_pdf_was_promised(tmp_path):
    path = tmp_path / "fil"
    path.write_bytes(b"<!doctype html><html><body><p>En rapport som webbsida, med text nog.</p></body></html>")
    assert read_file(path).media == "text/html"
    with pytest.raises(DocumentError, match="not a document"):
        read_file(path, promised="application/pdf")


def test_a_page_of_pictures_only_is_kept_without_text():
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.rect(100, 100, 300, 300, fill=1)
    page.showPage()
    page.save()
    document = read_bytes(out.getvalue())
    assert document.outcome == ReadOutcome.NO_TEXT
    assert [p.paragraphs for p in document.pages] == [()]


def test_a_crowded_page_takes_no_more_than_seconds():
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.setFont("Helvetica", 5)
    for number in range(4000):
        page.drawString((number * 7919) % 590, (number * 104729) % 830, "abc")
    page.showPage()
    page.save()
    start = time.process_time()
    assert read_bytes(out.getvalue()).pages[0].text.count("abc") > 3000
    assert time.process_time() - start < 5


def test_a_page_that_draws_without_end_is_cut():
    out = io.BytesIO()
    page = canvas.Canvas(out)
    for _ in range(40):
        page.drawString(50, 500, "x" * 5000)
    page.showPage()
    page.save()
    assert 0 < len(read_bytes(out.getvalue()).pages[0].text) <= 150_000


def test_footnotes_are_apart_and_their_calls_gone():
    pdfs.fonts()
    out = io.BytesIO()
    page = canvas.Canvas(out)
    for number in (1, 2):
        pdfs.prose(page, 75, 760, 75, number, times=2)
        page.setFont("Serif", 10.5)
        page.drawString(75, 520, "Det var en fråga om tid och avstånd")
        page.setFont("Serif", 6.5)
        page.drawString(75 + pdfs.width("Det var en fråga om tid och avstånd", 10.5), 524, str(number))
        page.setFont("Serif", 10.5)
        page.drawString(75 + pdfs.width("Det var en fråga om tid och avstånd", 10.5) + 5, 520, " för alla.")
        page.setFont("Serif", 8)
        page.drawString(
            75, 110, f"{number} Uppgiften kommer från kommunens egen statistik i {('Åmål', 'Säffle')[number - 1]}."
        )
        page.drawString(75, 99, f"Den har inte prövats av oss under {('våren', 'hösten')[number - 1]}.")
        page.showPage()
    page.save()
    first, second = read_bytes(out.getvalue()).pages
    assert first.paragraphs[-1].kind == "note"
    assert first.paragraphs[-1].text == (
        "1 Uppgiften kommer från kommunens egen statistik i Åmål. Den har inte prövats av oss under våren."
    )
    assert second.paragraphs[-1].text.startswith("2 Uppgiften")
    assert "Det var en fråga om tid och avstånd för alla." in first.text


def test_contents_and_references_never_become_passages():
    lines = [("Innehåll", 16, "Sans-Bold", 0, "l")]
    lines += [
        (f"{n} Kapitlet om {w} {'.' * 60} {n}", 10.5, "Serif", 20, "l")
        for n, w in enumerate(("vård", "skola", "hem"), 1)
    ]
    references = [("Referenser", 16, "Sans-Bold", 0, "l")]
    references += [(f"Andersson, A. ({year}). Boken om omsorgen i {year}. Exempelförlaget.", 10.5, "Serif", 24, "l")
                   for year in range(2001, 2013)]  # fmt: skip
    data = pdfs.covered([[("En rapport", 26, "Sans-Bold", 200, "l")], lines, references], body=3)
    document = read_bytes(data)
    assert {p.kind for p in document.pages[1].paragraphs} == {"heading", "contents"}
    assert [p.kind for p in document.pages[2].paragraphs] == ["heading"] + ["reference"] * 12
    assert not any("Exempelförlaget" in p.text or "Kapitlet" in p.text for p in cut_passages(document.pages))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=60), keep=st.floats(0.3, 1))
def test_mutated_files_end_in_a_document_or_a_named_outcome(plain, cuts, keep):
    data = bytearray(plain)
    for place, byte in cuts:
        data[int(place * (len(data) - 1))] = byte
    assert outcome_of(bytes(data[: int(keep * len(data))])) in set(ReadOutcome)


def test_the_same_bytes_give_the_same_document(plain):
    first, second = read_bytes(plain), read_bytes(plain)
    assert first == second
    assert Document.from_json(first.to_json()) == first


def test_the_foot_of_most_pages_is_no_text_of_the_cover_either():
    pdfs.fonts()
    out = io.BytesIO()
    page = canvas.Canvas(out)
    for number in range(5):
        page.setFont("Sans-Bold", 24)
        if number == 0:
            page.drawString(75, 500, "Titel på rapporten")
        else:
            pdfs.prose(page, 75, 760, 75, number)
        page.setFont("Serif", 8 if number else 9)
        page.drawString(75 if number else 200, 30 if number else 42, "Provtryck, ännu inte utgivet")
        page.showPage()
    page.save()
    document = read_bytes(out.getvalue())
    assert document.pages[0].text == "Titel på rapporten"
    assert not any("Provtryck" in p.text for p in document.pages)
