"""Which pages are sent to text recognition, and what comes back of them."""

import io
import json
import os
import signal
import sys
import textwrap
import time
from contextlib import closing
from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import config
from benchmarks.ocr_quality import damaged
from crawler.deposit import deposit
from indexer import recognition
from indexer.catalogue import Catalogue
from indexer.engines import open_engine
from indexer.extract import ocr
from indexer.extract.glyphs import UNMAPPED
from indexer.extract.ink import with_bold
from indexer.extract.isolate import _Child, read_isolated
from indexer.extract.legible import Damage, damage
from indexer.extract.ocr import with_section_signs
from indexer.extract.pdf import Pdf
from indexer.extract.read import Limits, read_bytes
from indexer.extract.recognised import (
    RecognisedLine,
    RecognisedPage,
    RecognisedWord,
    common_size,
    glyphs_of,
    with_marks,
)
from indexer.extract.scan import cleaned, ink, lines_of_print, lone_mark, sideways, tilt
from indexer.extract.task import Task
from indexer.overview import overview
from indexer.pipeline import index
from indexer.recognition import spans
from models.document import ReadOutcome, Recognition
from models.search import SearchQuery
from tests.indexer.extract.measure import error_rate
from tests.indexer.extract.press import DEJAVU
from tests.needs import need

PARAGRAPHS = [
    "Kommunernas socialtjänst möter allt fler äldre som bor ensamma, och hemtjänsten är ofta den enda som kommer på "
    "besök under dagen.",
    "Vi har intervjuat tolv undersköterskor om hur de märker att någon mår sämre, och vad de gör med det de har sett.",
    "De flesta säger att det börjar med små förändringar: en tidning som ligger kvar, ett kylskåp som är tomt, en röst "
    "som är tröttare.",
    "Åtgärderna skiljer sig åt mellan grupperna. I två av dem förs det in i journalen; i den tredje nämns det bara "
    "över kaffet.",
    "Slutsatsen är att det som märks tidigt behöver en väg vidare, annars stannar det hos den som såg det först.",
]


OTHERS = [
    "Rapporten handlar om bemanningen i hemtjänsten på landsbygden, där avstånden är långa och schemat sällan håller.",
    "Resorna tar en fjärdedel av arbetstiden i de två kommuner som har räknat på det under ett år.",
]


@pytest.fixture(scope="module", autouse=True)
def _type():
    pdfmetrics.registerFont(TTFont("Brod", DEJAVU / "DejaVuSerif.ttf"))
    pdfmetrics.registerFont(TTFont("Halvfet", DEJAVU / "DejaVuSerif-Bold.ttf"))


def needs_tesseract():
    if not ocr.available():
        need("ocr", "Tesseract with Swedish is not installed (scripts/install-debian.sh)")


def printed(paragraphs=PARAGRAPHS, pages=1, columns=1, again=1):
    """A printed PDF: paragraphs set by hand, so that a test knows every line."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    width = (A4[0] - 120 - 24 * (columns - 1)) / columns
    for _ in range(pages):
        column, y = 0, A4[1] - 90
        for text in paragraphs * again:
            lines, line = [], ""
            for word in text.split():
                if pdfmetrics.stringWidth(f"{line} {word}", "Brod", 10.5) > width:
                    lines.append(line)
                    line = word
                else:
                    line = f"{line} {word}".strip()
            if y - 15 * (len(lines) + 1) < 80:
                column, y = column + 1, A4[1] - 90
            canvas.setFont("Brod", 10.5)
            for row in [*lines, line]:
                canvas.drawString(60 + column * (width + 24), y, row)
                y -= 15
            y -= 8
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture_of(pdf, dpi=200, turn=0.0, noise=0.0):
    """The first page of a PDF as a picture."""
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72, grayscale=True).to_pil()
    image = image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255, expand=abs(turn) >= 90)
    spoilt = np.asarray(image) + np.random.default_rng(1).normal(0, noise, (image.height, image.width))
    return spoilt.clip(0, 255).astype(np.uint8)


def scanned(*pictures, dpi=200):
    """A PDF that holds pictures only."""
    out = io.BytesIO()
    first, *rest = [Image.fromarray(grey) for grey in pictures]
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=dpi)
    return out.getvalue()


def photograph(shape=(2339, 1654)):
    """Grey shapes that hold no line of print."""
    image = Image.new("L", (shape[1], shape[0]), 200)
    draw = ImageDraw.Draw(image)
    for at in range(12):
        draw.ellipse((at * 110, at * 150, at * 110 + 500, at * 150 + 420), fill=60 + at * 12)
    return np.asarray(image)


def test_a_page_number_alone_is_read():
    needs_tesseract()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Brod", 10.5)
    canvas.drawString(60, 700, "Vi har intervjuat tolv undersköterskor om hur de märker")
    canvas.drawString(60, 685, "att någon mår sämre enligt lagen, och vad de gör då.")
    canvas.drawString(295, 40, "7")
    canvas.save()
    page = ocr.recognise(picture_of(out.getvalue(), noise=8), 200)
    assert [word.text for word in page.lines[-1].words] == ["7"]
    assert 30 < page.lines[-1].y < 45


@pytest.mark.parametrize(("marks", "found"), [(((100, 60),), True), (((100, 60), (100, 20)), False), ((), False)])
def test_the_only_mark_in_a_strip(marks, found):
    strip = np.full((160, 800), 250, dtype=np.uint8)
    strip[5, 5::97] = 0  # specks
    for left, top in marks:
        strip[top : top + 24, left + 100 : left + 112] = 10
    box = lone_mark(strip, 200)
    assert (box is not None) is found


def test_marks_lost_in_large_type_are_those_of_the_text():
    def page(*texts):
        words = [tuple(RecognisedWord(w, 0, 1, 0.9) for w in text.split()) for text in texts]
        return RecognisedPage(595, 842, tuple(RecognisedLine(700, 11, line) for line in words), "t")

    pages = {1: page("Angturbinen", "Föreningen Ångturbinen, far och får"), 2: page("Kortare hallen hallen Hållen")}
    read = with_marks(pages)
    assert read[1].text == "Ångturbinen\nFöreningen Ångturbinen, far och får"
    assert read[2] == pages[2]


def test_section_signs_after_a_chapter():
    def words(text):
        return tuple(RecognisedWord(word, 0, 1, 0.9) for word in text.split())

    read = with_section_signs(words("enligt 4 kap. 1 8 SoL och 8 av 12"))
    assert " ".join(word.text for word in read) == "enligt 4 kap. 1 § SoL och 8 av 12"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" ".join(PARAGRAPHS), Damage.NONE),
        (UNMAPPED * 9 + "FoU-rapport", Damage.SIGNS),
        (" ".join(PARAGRAPHS).translate(str.maketrans("åäöÅÄÖ", "aaoAAO")), Damage.LOST),
        (" ".join(PARAGRAPHS).translate(str.maketrans("åäö", "šŠœ")), Damage.LOST),
        (" ".join(PARAGRAPHS).translate(str.maketrans("eantrsiobdfghk", "bdfghkpqeantrs")), Damage.SIGNS),
        (" ".join(PARAGRAPHS).translate(str.maketrans("abdefiklmnorstuv", "q)x(w%z&c#p!j/h?")), Damage.SIGNS),
        (" ".join(PARAGRAPHS).translate(str.maketrans("åä", "\uf8ff\uf8ff")), Damage.SIGNS),
        (" ".join(PARAGRAPHS).replace("å", "").replace("ä", ""), Damage.LOST),
        ("Faäjmtotdjwogvåt Vqgiqäy Hådjmaget mhtjm Ebcwncgjuey wogvå " * 4, Damage.SIGNS),
        (UNMAPPED * 90 + "Rapport", Damage.SIGNS),
        ("\ue123\ue124 \ue125" * 60, Damage.SIGNS),
        ("(cid:12)(cid:44)(cid:3) " * 30, Damage.SIGNS),
        ("The results of the study show that the families were satisfied with the support that they had been given "
         "by the municipality, and that it was easy to get in touch with the social services.", Damage.NONE),
        ("Tulokset osoittavat, että perheet olivat tyytyväisiä saamaansa tukeen ja että heidän oli helppo ottaa "
         "yhteyttä sosiaalipalveluihin, kun he tarvitsivat apua arjessa.", Damage.NONE),
        ("أظهرت نتائج الدراسة أن العائلات كانت راضية عن الدعم الذي تلقته من البلدية وأنه كان من السهل عليها "
         "التواصل مع الخدمات الاجتماعية في حياتها اليومية وفي العمل", Damage.NONE),
        ("Sökande Anna Exempel Bo Prov Cecilia Test David Mall " * 8, Damage.NONE),
        ("2011 2012 2013 Antal 14 18 22 Andel 12,5 % 14,1 % Totalt 312 408 Kvinnor Män Okänt " * 6, Damage.NONE),
        ("• \uf0b7 En punkt som är skriven för hand \uf0b7 och en till som hör ihop med den första", Damage.NONE),
        ("Kort sida", Damage.NONE),
        ("", Damage.NONE),
    ],
)  # fmt: skip
def test_the_rule_of_damage(text, found):
    assert damage(text) == found


def test_a_picture_is_set_right():
    page = printed(again=3)
    for turn in (-3.0, 0.0, 2.0):
        angle, _ = tilt(ink(picture_of(page, turn=turn)), 200)
        assert angle == pytest.approx(turn, abs=0.2)
    assert sideways(picture_of(page, turn=90), 200)
    assert not sideways(picture_of(page), 200)


def test_only_noise_is_cleaned():
    page = printed()
    clean, noisy = picture_of(page), picture_of(page, noise=25)
    assert cleaned(clean) is clean
    assert np.abs(cleaned(noisy).astype(int) - clean).mean() < 0.6 * np.abs(noisy.astype(int) - clean).mean()


def test_print_is_told_from_photographs():
    page = picture_of(printed(again=3), dpi=100, turn=2)
    assert lines_of_print(page, 100) > 100
    assert lines_of_print(photograph((1170, 827)), 100) < 3
    assert lines_of_print(np.full((1170, 827), 255, np.uint8), 100) == 0
    assert lines_of_print(page, 100, [(0, 0, 827, 1170)]) == 0


def test_pages_that_need_it_are_found_and_no_others():
    good = Pdf(printed(again=2), 10)
    good.pages()
    assert good.waiting == {}
    mixed = Pdf(scanned(picture_of(printed(again=2)), photograph(), np.full((2339, 1654), 250, np.uint8)), 10)
    mixed.pages()
    assert mixed.waiting == {1: Damage.MISSING}
    for kind in ("no mapping", "scrambled mapping", "å ä ö lost"):
        pdf = Pdf(damaged(printed(again=2), kind), 10)
        pdf.pages()
        assert list(pdf.waiting) == [1], kind
    assert pdf.waiting == {1: Damage.LOST}


def test_recognised_words_become_lines_of_one_size():
    words = (RecognisedWord("Ett", 60, 80, 0.9), RecognisedWord("ord", 84, 104, 0.7))
    sizes = {720: 10.1, 700: 10.1, 680: 10.9, 640: 17.8}
    lines = tuple(RecognisedLine(y, size, words) for y, size in sizes.items())
    page = RecognisedPage(595, 842, lines, "prov")
    assert page.confidence == 0.8
    glyphs = glyphs_of(page, common_size([page])).glyphs
    assert "".join(glyph.text for glyph in glyphs) == "Ett ord" * 4
    assert {glyph.size for glyph in glyphs if glyph.y > 650} == {common_size([page])}
    assert {glyph.size for glyph in glyphs if glyph.y < 650} == {18.0}


BOLD_HEADINGS = ["Bakgrund och syfte", "Så gick studien till", "Vad personalen säger"]


def with_bold_headings():
    """A page whose headings differ from the text by their bold type alone, and its lines with their baselines."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    y, lines = 760.0, []
    for heading in BOLD_HEADINGS:
        for number, row in enumerate([heading, *textwrap.wrap(" ".join(PARAGRAPHS[:3]), 72)]):
            canvas.setFont("Brod" if number else "Halvfet", 11)
            canvas.drawString(60, y, row)
            lines.append((y, row, canvas.stringWidth(row)))
            y -= 15 if number else 22
        y -= 15
    canvas.save()
    return out.getvalue(), lines


@pytest.mark.parametrize("noise", [0, 20])
def test_thick_strokes_are_bold(noise):
    pdf, lines = with_bold_headings()
    read = [RecognisedLine(y, 11, (RecognisedWord(row.replace(" ", ""), 60, 60 + w, 0.9),)) for y, row, w in lines]
    found = with_bold(read, picture_of(pdf, noise=noise), 200)
    assert [line.bold for line in found] == [row in BOLD_HEADINGS for _, row, _ in lines]
    assert with_bold([], picture_of(pdf), 200) == ()
    assert not any(line.bold for line in with_bold(read[:3], picture_of(pdf), 200))  # too little to compare with


@pytest.mark.ocr
def test_headings_that_are_only_bold_are_headings_in_a_scan():
    needs_tesseract()
    data = scanned(picture_of(with_bold_headings()[0], dpi=300, turn=1, noise=20), dpi=300)
    page = ocr.recognise(*Pdf(data, 10).picture(1, ocr.DPI))
    document = read_bytes(data, recognised={1: page})
    assert [p.text for p in document.pages[0].paragraphs if p.kind == "heading"] == BOLD_HEADINGS


@pytest.mark.ocr
def test_a_tilted_scan_in_two_columns_is_read():
    needs_tesseract()
    data = scanned(picture_of(printed(columns=2, again=3), turn=2, noise=20))
    first = read_bytes(data)
    assert (first.outcome, first.waiting) == (ReadOutcome.NO_TEXT, ((1, "no text"),))
    page = ocr.recognise(*Pdf(data, 10).picture(1, ocr.DPI))
    document = read_bytes(data, recognised={1: page})
    assert (document.outcome, document.waiting) == (ReadOutcome.OK, ())
    assert document.pages[0].origin == "ocr"
    assert document.pages[0].language == "sv"
    assert 0.7 < document.pages[0].confidence < 1
    wrong, _, worst = error_rate(PARAGRAPHS, document.pages[0].text)
    assert wrong <= 0.015, worst
    assert "tesseract" in page.engine


def test_recognition_replaces_only_what_is_worse():
    text = RecognisedPage(595, 842, (RecognisedLine(700, 10, (RecognisedWord("Ett", 60, 80, 0.9),)),), "prov")
    lost = damaged(printed(again=2), "å ä ö lost")
    kept = read_bytes(lost, recognised={1: text})
    assert (kept.pages[0].origin, kept.waiting) == ("text", ())
    assert "Kommunernas" in kept.pages[0].text
    signs = read_bytes(damaged(printed(again=2), "scrambled mapping"), recognised={1: replace(text, lines=())})
    assert (signs.outcome, signs.waiting) == (ReadOutcome.NO_TEXT, ())


def test_what_a_child_has_started_ends_with_it(tmp_path):
    """The program that recognises a page is a grandchild of ours."""
    child = _Child(Limits())
    group = os.getpgid(child._process.pid)
    assert group == child._process.pid
    child.give(Task(tmp_path / "nothing.pdf"))
    child.end()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(group, signal.SIGCONT)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("the group lives")


HOCR = b"""<html><body><div class='ocr_page'>
<span class='ocr_line' title="bbox 100 200 500 240; baseline 0.01 -8; x_size 40; x_descenders 8; x_ascenders 9">
<span class='ocrx_word' title='bbox 100 200 120 240; x_wconf 80'>e</span>
<span class='ocrx_word' title='bbox 140 200 180 240; x_wconf 90'>enligt</span>
<span class='ocrx_word' title='bbox 200 200 240 240; x_wconf 91'>7$</span>
<span class='ocrx_word' title='bbox 260 200 300 240; x_wconf 5'>|;</span></span>
<span class='ocr_line' title="bbox 10 300 20 340; baseline 0 -8; x_size 40">
<span class='ocrx_word' title='bbox 10 300 20 340; x_wconf 30'>~~</span></span>
</div></body></html>"""


def test_what_the_program_writes_is_understood():
    (line,) = ocr._lines(HOCR, 200, 1000, swedish=True)
    assert [word.text for word in line.words] == ["•", "enligt", "7§"]
    assert (line.size, line.y) == (14.4, round((1000 - (240 - 8 + 2)) * 0.36, 2))
    assert (line.words[1].x0, line.words[1].confidence) == (50.4, 0.9)
    assert [word.text for word in next(ocr._lines(HOCR, 200, 1000, swedish=False)).words][2] == "7$"


@pytest.mark.ocr
def test_a_page_that_takes_too_long_is_named(monkeypatch):
    needs_tesseract()
    monkeypatch.setattr(ocr, "SECONDS_A_PAGE", 0.001)
    page = ocr.recognise(picture_of(printed()), 200)
    assert (page.problem, page.lines) == (ReadOutcome.TOO_SLOW, ())


@pytest.mark.parametrize(
    ("pages", "text"), [([], ""), ([3], "3"), ([1, 2, 3, 5, 7, 8], "1–3, 5, 7–8"), ([1, 2], "1–2")]
)
def test_pages_as_people_write_them(pages, text):
    assert spans(pages) == text


@pytest.fixture
def archive(tmp_path):
    """A home with one scan and one good report."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "skannad.pdf").write_bytes(scanned(picture_of(printed(again=2))))
    (folder / "bra.pdf").write_bytes(printed(OTHERS, again=2))
    settings = replace(config.load({"FOU_HOME": str(tmp_path / "home"), "FOU_EMBEDDING": "null"}), threads=1)
    deposit(settings, folder, config.load_environments(settings.environments)["nestor"])
    return settings


def reports(settings):
    with closing(open_engine(settings)) as engine:
        hits = engine.search(SearchQuery(text="hemtjänsten")).hits
    return [(hit.record.origins, hit.passages[0].origin) for hit in hits]


@pytest.mark.ocr
def test_scans_wait_until_the_program_is_there_and_then_they_alone_are_read(archive, monkeypatch):
    monkeypatch.setattr(recognition.ocr, "available", lambda: frozenset())
    summary = index(archive)
    assert (summary.read, summary.recognised, summary.unrecognised) == ({"ok": 1, "no text": 1}, 0, 1)
    trouble = overview(archive).troubles
    assert [(t.outcome, t.detail) for t in trouble] == [(Recognition.WAITING, "1 (1/1): no text")]
    assert overview(archive).recognition == ""
    assert reports(archive) == [({"text": 1}, "text")]
    assert index(archive).read == {}

    monkeypatch.undo()
    needs_tesseract()
    told = []
    summary = index(archive, progress=lambda *row: told.append(row))
    assert (summary.read, summary.recognised, summary.unrecognised, summary.published) == ({}, 1, 0, 1)
    assert ("recognise", 1, 1) in told
    assert overview(archive).troubles == ()
    assert sorted(origin for _, origin in reports(archive)) == ["ocr", "text"]
    summary = index(archive)
    assert (summary.recognised, summary.published) == (0, 0)

    with closing(Catalogue(archive.catalogue)) as catalogue:  # a new extractor reads no page again
        keys = catalogue.stage_keys("page", ocr.OCR_VERSION)
    assert len(keys) == 1
    monkeypatch.setattr(
        recognition, "recognise_many", lambda pages, workers: [] if not list(pages) else pytest.fail("again")
    )
    for name, module in list(sys.modules.items()):
        if name.startswith("indexer.") and hasattr(module, "EXTRACTOR_VERSION"):
            monkeypatch.setattr(module, "EXTRACTOR_VERSION", "next")
    summary = index(archive)
    assert (summary.recognised, summary.unrecognised) == (1, 0)
    assert sorted(origin for _, origin in reports(archive)) == ["ocr", "text"]


@pytest.mark.ocr
def test_a_page_that_fails_is_named_and_not_tried_again(archive, monkeypatch):
    monkeypatch.setattr(recognition.ocr, "available", lambda: frozenset({"swe"}))
    failed = RecognisedPage(0, 0, (), "", ReadOutcome.TOO_SLOW)
    monkeypatch.setattr(recognition, "recognise_many", lambda pages, workers: [(*page, failed) for page in pages])
    assert index(archive).recognised == 1
    assert [(t.outcome, t.detail) for t in overview(archive).troubles] == [(Recognition.FAILED, "1: too slow")]
    assert (index(archive).recognised, index(archive).unrecognised) == (0, 0)


@pytest.mark.ocr
def test_reading_a_file_recognises_it(tmp_path):
    needs_tesseract()
    from indexer.reading import describe_files, lines
    from indexer.understood import open_describer

    settings = config.load()
    path = tmp_path / "skannad.pdf"
    path.write_bytes(scanned(picture_of(printed())))
    assert read_isolated(path).waiting == ((1, "no text"),)
    settings = replace(config.load({"FOU_HOME": str(tmp_path / "home")}), threads=1)
    ((_, document, claims),) = describe_files([path], [], open_describer(settings), settings)
    _, page = lines(path, document, claims)
    assert json.loads(json.dumps(page))["origin"] == "ocr"
    assert "hemtjänsten är ofta den enda som kommer" in page["text"]
