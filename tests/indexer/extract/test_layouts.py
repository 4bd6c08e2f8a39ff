"""Studies typeset by three producers come back as they were written."""

import pytest

from indexer.extract.document import Document
from indexer.extract.read import read_bytes
from tests.indexer.extract.measure import error_rate, squeeze
from tests.indexer.extract.press import LAYOUTS, STUDIES, Study, read_study

KEPT_ASIDE = ("farre-ansikten-i-dorren", "tre-fragor-om-mandagen")
"""Never looked at while the reader was written."""


@pytest.fixture(scope="module", params=list(LAYOUTS))
def printed(request) -> tuple[str, Study, Document]:
    slug = KEPT_ASIDE[list(LAYOUTS).index(request.param) % 2]
    study = read_study(STUDIES / f"{slug}.md")
    return request.param, study, read_bytes(LAYOUTS[request.param](study))


def test_every_paragraph_is_there_in_order(printed):
    _, study, document = printed
    body = "\n".join(p.text for page in document.pages for p in page.paragraphs if p.kind != "note")
    wrong, ordered, worst = error_rate(study.paragraphs, body)
    assert wrong <= 0.005, worst
    assert ordered >= 0.99


def test_headings_are_headings(printed):
    _, study, document = printed
    found = [squeeze(p.text) for page in document.pages for p in page.paragraphs if p.kind == "heading"]
    assert set(map(squeeze, study.headings)) <= set(found)
    assert len(found) <= len(study.headings) + 3


def test_heading_levels_follow_the_source(printed):
    _, study, document = printed
    levels = {squeeze(p.text): p.level for page in document.pages for p in page.paragraphs if p.kind == "heading"}
    chapters = {levels[squeeze(text)] for kind, level, text in study.blocks if kind == "h" and level == 1}
    sections = {levels[squeeze(text)] for kind, level, text in study.blocks if kind == "h" and level == 2}
    assert not sections or max(chapters) < min(sections)


def test_no_furniture_stands_in_the_text(printed):
    _, study, document = printed
    for page in document.pages[2:]:
        assert study.furniture not in page.text
        assert "EXEMPEL" not in page.text
        assert f"Sida {page.page} av" not in page.text
        assert not any(p.text == page.label for p in page.paragraphs)


def test_labels_are_the_printed_ones(printed):
    layout, _, document = printed
    labels = [page.label for page in document.pages]
    if layout == "reportlab_report":
        assert labels == [None, None, *map(str, range(1, len(labels) - 1))]
    elif layout == "web_two_columns":
        assert labels == list(map(str, range(1, len(labels) + 1)))
    else:
        assert labels[0] is None
        assert labels[2:] == list(map(str, range(3, len(labels) + 1)))


def test_tables_have_a_line_for_each_row(printed):
    _, study, document = printed
    rows = [squeeze(p.text) for page in document.pages for p in page.paragraphs if p.kind == "table"]
    for kind, _, text in study.blocks:
        if kind == "table":
            figures = [cell.strip() for cell in text.split("\n")[-1].strip("|").split("|")[1:]]
            assert any(row.endswith(" ".join(figures)) for row in rows), figures
