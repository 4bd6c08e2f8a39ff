"""The example reports: the same bytes every time, the example mark on every page, and a truth that is true."""

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import isbn, issn

from tests.sites.pdfs.build import build, load_truth, produce
from tests.sites.pdfs.frame import STAMP, author_lines, page_label
from tests.sites.pdfs.layout import LAYOUTS
from tests.sites.pdfs.source import SourceError, plain, read_study, studies
from tests.sites.pdfs.truth import TruthError, letters, truth

SMALL = {"weasyprint": (6, 22), "reportlab": (7, 30), "typst": (16, 19)}


@pytest.fixture(scope="module")
def folder() -> Path:
    return build()


@pytest.fixture(scope="module")
def facts(folder) -> dict[str, dict]:
    return load_truth()


@pytest.mark.parametrize("number", [number for pair in SMALL.values() for number in pair])
def test_two_builds_give_the_same_bytes(number, folder):
    study = studies()[number - 1]
    once, twice = produce(study), produce(study)
    assert once == twice
    assert once == (folder / f"{study.slug}.pdf").read_bytes()


def test_a_second_build_makes_nothing(tmp_path, folder):
    changed = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.pdf")}
    told = []
    build(progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (40, 40)
    assert {path.name: path.stat().st_mtime_ns for path in folder.glob("*.pdf")} == changed


def test_every_page_carries_the_example_mark(facts, folder):
    for slug, row in facts.items():
        document = pypdfium2.PdfDocument(folder / row["file"])
        assert len(document) == row["pages"]
        for page in document:
            # Narrow and condensed faces are set with ligatures, which NFKC takes apart.
            text = unicodedata.normalize("NFKC", page.get_textpage().get_text_bounded())
            assert STAMP in " ".join(text.split()), slug
        document.close()


def test_the_truth_holds_every_word_of_the_sources(facts):
    for study in studies():
        rows = facts[study.slug]["paragraphs"]
        lines = [plain(line) for s in study.sections for b in s.blocks for line in b.lines]
        assert Counter(row["text"] for row in rows) == Counter(lines + [s.heading for s in study.sections])
        assert all(row["pages"] and len(row["pages"]) == len(row["labels"]) for row in rows)


def test_quotations_stand_on_the_page_that_the_truth_names(facts, folder):
    checked = 0
    for row in facts.values():
        document = pypdfium2.PdfDocument(folder / row["file"])
        texts = [letters(page.get_textpage().get_text_bounded()) for page in document]
        document.close()
        for paragraph in row["paragraphs"]:
            if paragraph["kind"] == "quote" and len(paragraph["pages"]) == 1:
                here = [n for n, text in enumerate(texts, 1) if letters(paragraph["text"]) in text]
                # Two columns may part a quotation on one page.
                assert here in ([], paragraph["pages"]), paragraph
                checked += bool(here)
    assert checked > 100


def test_the_truth_refuses_a_pdf_that_lacks_text():
    first, other = studies()[6], studies()[7]
    with pytest.raises(TruthError, match=other.slug):
        truth(other, LAYOUTS[other.number], produce(first))


def test_layouts_vary_as_real_reports_do(facts):
    assert set(LAYOUTS) == set(range(1, 41))
    assert min(Counter(layout.producer for layout in LAYOUTS.values()).values()) >= 10
    assert sum(layout.columns == 2 for layout in LAYOUTS.values()) >= 6
    assert sum(layout.hyphenate for layout in LAYOUTS.values()) >= 10
    assert sum(layout.earlier for layout in LAYOUTS.values()) >= 5
    assert sum(layout.docinfo != "" for layout in LAYOUTS.values()) >= 13
    assert len({layout.authors for layout in LAYOUTS.values()}) == 7
    assert sum(row["labels"][1] == "i" for row in facts.values()) >= 5
    assert all(row["labels"][0] is None for row in facts.values())
    assert sum(row["pages"] >= 18 for row in facts.values()) == 2


def test_hyphens_are_really_set(folder, facts):
    for row in facts.values():
        if row["hyphenated"]:
            document = pypdfium2.PdfDocument(folder / row["file"])
            text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
            document.close()
            assert sum(text.count(mark) for mark in ("\x02", "-\r\n", "‐\r\n")) >= 3, row["slug"]


def test_numbers_have_right_check_digits(facts):
    printed = [row["isbn"] for row in facts.values() if row["isbn"]]
    assert len(printed) == len(set(printed)) >= 8
    assert all(isbn.is_valid(number) and number.startswith("978-91-000-04") for number in printed)
    assert all(issn.is_valid(row["issn"]) for row in facts.values() if row["issn"])


def test_docinfo_is_as_the_layout_says(folder):
    for study in studies():
        layout = LAYOUTS[study.number]
        with pikepdf.open(folder / f"{study.slug}.pdf") as pdf:
            title = str(pdf.docinfo.get("/Title", ""))
        expected = {"": study.full_title, "-": ""}.get(layout.docinfo, layout.docinfo)
        assert title == expected, study.slug


@pytest.mark.parametrize(
    ("numbering", "page", "label"),
    [("plain", 1, None), ("plain", 7, "7"), ("skip", 2, "1"), ("skip", 7, "6"), ("roman", 2, "i"), ("roman", 5, "iv"),
     ("roman", 6, "1"), ("body", 5, None), ("body", 8, "3")],
)  # fmt: skip
def test_page_labels(numbering, page, label):
    assert page_label(numbering, page, body_page=6) == label


@given(st.sampled_from(["plain", "skip", "roman", "body"]), st.integers(2, 20), st.integers(0, 19))
def test_no_two_pages_show_the_same_number(numbering, body_page, more):
    labels = [page_label(numbering, page, body_page) for page in range(1, body_page + more + 1)]
    printed = [label for label in labels if label is not None]
    assert len(set(printed)) == len(printed)
    assert labels[0] is None
    if numbering in ("roman", "body"):
        assert labels[body_page - 1] == "1"


def test_author_forms():
    names = ("Anita Karp Berg", "Sven Erik Wånell", "Ali Ek")
    assert author_lines(names, "bare") == ("Anita Karp Berg Sven Erik Wånell Ali Ek",)
    assert author_lines(names, "by") == ("av Anita Karp Berg, Sven Erik Wånell och Ali Ek",)
    assert author_lines(names, "reversed") == ("Berg, Anita Karp", "Wånell, Sven Erik", "Ek, Ali")
    assert author_lines(names[2:], "and") == ("Ali Ek",)


HEAD = """+++
number = 1
title = "T"
authors = ["A B"]
year = 2001
environment = "e"
publisher = "P"
kind = "k"
municipalities = []
blurb = "b"
+++
"""


def read(tmp_path: Path, body: str):
    path = tmp_path / "study.md"
    path.write_text(HEAD + body, encoding="utf-8")
    return read_study(path)


STUDY = """
## Förord

Hej.

## 1 Inledning

Ett *viktigt* ord[^1].

- a
- b

2. två
3. tre

> ”Ja.” (man)

Tabell 1. Antal.

| År | N |
|---|---:|
| 2001 | 3 |

### 1.1 Syfte

Slut.

[^1]: En *not*.
"""


def test_a_study_is_read(tmp_path):
    study = read(tmp_path, STUDY)
    assert [s.heading for s in study.front] == ["Förord"]
    blocks = study.body[0].blocks
    assert [b.kind for b in blocks] == [
        "paragraph",
        "bullets",
        "numbered",
        "quote",
        "caption",
        "table",
        "heading",
        "paragraph",
    ]
    assert [(p.kind, p.text) for p in blocks[0].lines[0]] == [
        ("text", "Ett "), ("emphasis", "viktigt"), ("text", " ord"), ("note", "En not."), ("text", "."),
    ]  # fmt: skip
    assert blocks[2].start == 2
    assert [[plain(cell) for cell in row] for row in blocks[5].rows] == [["År", "N"], ["2001", "3"]]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Text utan rubrik.\n", "before the first heading"),
        ("## A\n\nOrd[^1].\n", "notes called"),
        ("## A\n\nOrd.\n\n[^1]: not\n", "notes called"),
        ("## A\n\nrad ett\nrad två\n", "not of the subset"),
        ("## A\n\nTabell 1. X.\n\n| a | b |\n|---|---|\n| c |\n", "different length"),
    ],
)
def test_bad_form_is_named(tmp_path, body, words):
    with pytest.raises(SourceError, match=words):
        read(tmp_path, "\n" + body)


def test_missing_front_matter_is_named(tmp_path):
    path = tmp_path / "x.md"
    path.write_text("## A\n\nText.\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no front matter"):
        read_study(path)


def test_truth_file_is_json(folder):
    assert len(json.loads((folder / "truth.json").read_text(encoding="utf-8"))) == 40
