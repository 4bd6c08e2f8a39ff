"""Furniture found by place, type and count: line numbers, heads of short chapters, numbers that stand alone."""

import pytest
from pdfminer.pdffont import PDFTrueTypeFont, PDFType3Font
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.psparser import LIT

from indexer.extract.columns import gaps_of_columns, reading_order
from indexer.extract.furniture import remove_furniture
from indexer.extract.glyphs import UNMAPPED, Rule, _unicode
from indexer.extract.lines import Line
from indexer.extract.page_lines import PageLines

BODY = "Här står en rad löpande text som fyller hela spalten"


def page(*lines: Line, rows: int = 20, asides: tuple[Line, ...] = ()) -> PageLines:
    """A4 with rows of running text of 10 points below 700 points, and whatever lines else."""
    text = [Line(f"{BODY} {'abcdefghijklmnopqrstuvwxyz'[n]}", 90, 500, 700 - 14 * n, 10) for n in range(rows)]
    return PageLines(595, 842, [*lines, *text], list(asides))


def texts(pages: list[PageLines]) -> list[str]:
    return [line.text for one in pages for line in one.lines if BODY not in line.text]


def test_numbers_of_lines_are_no_text():
    numbered = page(*(Line(str(n + 1), 60, 66, 700 - 14 * n, 6) for n in range(20)))
    remove_furniture([numbered], 10)
    assert texts([numbered]) == []
    assert len(numbered.lines) == 20


def test_figures_in_a_table_are_text_though_they_count():
    table = page(*(Line(str(n + 1), 200, 206, 400 - 14 * n, 10) for n in range(20)))
    remove_furniture([table], 10)
    assert len(texts([table])) == 20


def test_the_label_of_a_chapter_is_text():
    pages = [page(Line(f"Kapitel {n}", 90, 180, 740, 20, bold=True)) for n in range(1, 6)]
    remove_furniture(pages, 10)
    assert texts(pages) == [f"Kapitel {n}" for n in range(1, 6)]


def test_a_head_that_says_the_chapters_heading_goes_though_the_chapter_is_short():
    pages = [page(Line("4 Var spelandet syns", 90, 220, 740, 16, bold=True))]
    pages.append(page(Line("Var spelandet syns", 90, 160, 790, 8)))
    remove_furniture(pages, 10)
    assert texts(pages) == ["4 Var spelandet syns"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        (Line("8 FoU Skärgården", 90, 160, 765, 10), "8"),  # counts on with the foot of the page before
        (Line("8 Resultat", 90, 160, 765, 14, bold=True), None),
        (Line("8 personer svarade inte alls på enkäten", 90, 400, 714, 10), None),
    ],
)
def test_a_number_beside_a_head_that_no_other_page_has(line, label):
    pages = [page(Line(str(n), 295, 300, 40, 10)) for n in range(1, 8)]
    pages.append(page(line))
    remove_furniture(pages, 10)
    assert [one.label for one in pages] == [*map(str, range(1, 8)), label]
    assert texts(pages) == ([] if label else [line.text])


@pytest.mark.parametrize(
    "line",
    [
        Line("Side 2", 287, 308, 35, 8.5),
        Line("-2-", 292, 303, 801, 10),
        Line("2", 295, 300, 801, 10),
        Line("2", 295, 300, 36, 10, bold=True),
    ],
)
def test_a_page_that_says_its_own_number(line):
    pages = [page(), page(line)]
    remove_furniture(pages, 10)
    assert [one.label for one in pages] == [None, "2"]
    assert texts(pages) == []


def test_a_number_in_the_corner_of_one_page_is_text():
    pages = [page(), page(Line("2", 90, 95, 801, 10))]
    remove_furniture(pages, 10)
    assert texts(pages) == ["2"]


def test_a_head_that_says_the_title_of_two_lines():
    title = Line("NATTENS", 90, 240, 640, 27, bold=True), Line("TRETTIO", 90, 240, 610, 27, bold=True)
    pages = [PageLines(595, 842, list(title)), page(Line("Nattens trettio", 450, 520, 800, 8.5))]
    remove_furniture(pages, 10)
    assert texts(pages) == ["NATTENS", "TRETTIO"]


def test_what_the_cover_and_the_colophon_share_is_text():
    def unit() -> list[Line]:
        return [Line("FoU Brobygden", 70, 150, 151, 11), Line("Skriftserie, nr 1", 365, 450, 151, 11)]

    pages = [PageLines(595, 842, unit()), page(), PageLines(595, 842, unit())]
    assert remove_furniture(pages, 10) == []
    assert texts(pages) == 2 * ["FoU Brobygden", "Skriftserie, nr 1"]


def test_a_head_goes_from_a_page_of_few_rows_too():
    pages = [
        page(Line("FoU-rapport 45", 70, 140, 794, 9), Line(f"Om {word}", 70, 90, 762, 15, bold=True))
        for word in ("tid", "rum")
    ]
    pages.append(page(Line("FoU-rapport 45", 70, 140, 794, 9), Line("Sist", 70, 90, 762, 15, bold=True), rows=2))
    remove_furniture(pages, 10)
    assert texts(pages) == ["Om tid", "Om rum", "Sist"]


def test_columns_below_a_title_in_the_middle_begin_at_different_heights():
    left = [Line("Förord", 62, 93, 650, 10)] + [Line(f"{BODY} v{n}", 62, 282, 634 - 12 * n, 10) for n in range(20)]
    right = [Line(f"{BODY} h{n}", 313, 533, 662 - 12 * n, 10) for n in range(22)]
    title = [Line("Anna Holm, Per Ek", 220, 375, 698, 10)]
    blocks = reading_order([*title, *left, *right])
    read = [line.text for block in blocks for line in block.lines]
    assert read == [line.text for line in (*title, *left, *right)]


def test_two_lines_of_stretched_spaces_are_no_table():
    above = [Line(BODY, 313, 533, 724 - 12 * n, 10) for n in range(6)]
    loose = [Line("ordinärt boende.", 313, 385, 652, 10), Line("Kommunen har", 405, 470, 652, 10)]
    loose += [Line("två goda", 490, 533, 652, 10), Line("anhörigkonsulenter,", 313, 400, 640, 10)]
    loose += [Line("en dagverksamhet", 415, 478, 640, 10), Line("med tre", 498, 533, 640, 10)]
    below = [Line(BODY, 313, 533, 628 - 12 * n, 10) for n in range(6)]
    assert not any(block.table for block in reading_order([*above, *loose, *below]))


def test_a_number_turned_beside_a_table_laid_across_the_page():
    pages = [page(Line("v", 295, 301, 40, 10)), page(asides=(Line("vi", 270, 276, 122, 10, turn=90),))]
    pages = [page(Line("iv", 295, 301, 40, 10)), *pages]
    remove_furniture(pages, 10)
    assert [one.label for one in pages] == ["iv", "v", "vi"]
    assert pages[2].asides == []


def test_a_table_that_sticks_out_of_its_column_stays_in_it():
    def columns(top: float, rows: int = 20) -> list[Line]:
        left = [Line(f"vänster rad {n} med text nog", 90, 294, top - 14 * n, 10) for n in range(rows)]
        return left + [Line(f"höger rad {n} med ännu mer text", 303, 506, top - 14 * n, 10) for n in range(rows)]

    wide = [Line("Summa", 90, 130, 400, 10), Line("mån", 285, 305, 400, 10)]
    page_with_table = [o for o in columns(700) if not (o.x0 < 300 and 380 < o.y < 430)] + wide
    pages = [columns(700), columns(700), page_with_table]
    blocks = reading_order(page_with_table, [Rule(90, 318, 440), Rule(90, 318, 380)], gaps_of_columns(pages))
    read = [line.text for block in blocks for line in block.lines]
    assert read.index("vänster rad 19 med text nog") < read.index("höger rad 0 med ännu mer text")
    assert not any("vänster" in text and "höger" in text for text in read)


def test_letters_of_fonts_without_unicode():
    manager = PDFResourceManager()
    spec = {
        "FirstChar": 0, "LastChar": 255, "Widths": [500] * 256, "FontBBox": [0, 0, 10, 10],
        "FontMatrix": [0.1, 0, 0, 0.1, 0, 0], "Encoding": {"Differences": [233, LIT("a233"), LIT("a234")]},
    }  # fmt: skip
    of_tex = PDFType3Font(manager, spec)
    assert [_unicode(of_tex, code) for code in (0xE9, 0xF8, 0xE5, 0x9F, 0x1C)] == ["é", "ø", "å", "§", "fi"]
    subset = PDFTrueTypeFont(manager, {"BaseFont": LIT("AAAAAA+Sans"), "FontDescriptor": {}, "Widths": []})
    assert _unicode(subset, 0x1C) == UNMAPPED


def test_a_cell_that_goes_on_in_small_letters_is_no_row():
    rows = [("Hörde av sig", "71"), ("Första samtal", "59"), ("genomfört", ""), ("Fullföljde", "23")]
    lines = [Line(head, 71, 117, 487 - 10 * n, 9) for n, (head, _) in enumerate(rows)]
    lines += [Line(figure, 143, 152, 487 - 10 * n, 9) for n, (_, figure) in enumerate(rows) if figure]
    (block,) = reading_order(lines)
    assert [line.text for line in block.lines] == ["Hörde av sig\t71", "Första samtal genomfört\t59", "Fullföljde\t23"]
