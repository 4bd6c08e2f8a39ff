"""The truth about a built report: its facts, and on which page each paragraph of the source stands."""

import hashlib
import re
import unicodedata
from typing import Any

import pypdfium2

from tests.sites.pdfs.frame import STAMP, isbn, issn, page_label
from tests.sites.pdfs.layout import Layout
from tests.sites.pdfs.source import Block, Section, Study, plain

SHORTEST_START, SHORTEST_REST = 25, 12
"""Letters that a part of a paragraph on a page must have to be told from chance: its start, and what follows."""


class TruthError(AssertionError):
    """A built PDF does not hold what its source says; the message names the report and the text."""


def truth(study: Study, layout: Layout, pdf: bytes) -> dict[str, Any]:
    """All that tests may know about a report. `paragraphs` holds one row for each paragraph, heading, list item,
    quotation and table cell of the source with its pages (from 1) and the labels printed on them.

    Raises:
        TruthError: a paragraph or the example mark is missing in the PDF, or a page label is not printed.
    """
    raw = _page_texts(pdf)
    finder = _Finder(study.slug, [letters(text) for text in raw])
    rows = [row for section in (*study.front, *study.body) for row in _rows(section, finder)]
    first = study.body[0].heading
    body_page = next(row["pages"][0] for row in rows if row["kind"] == "heading" and row["text"] == first)
    labels = [page_label(layout.numbering, page, body_page) for page in range(1, len(raw) + 1)]
    for page, (text, label) in enumerate(zip(raw, labels, strict=True), 1):
        if letters(STAMP) not in letters(text):
            raise TruthError(f"{study.slug}: page {page} does not carry the example mark")
        if label and not re.search(rf"(^|\s){label}(\s|$)", text):
            raise TruthError(f"{study.slug}: page {page} does not show its number {label}")
    for row in rows:
        row["labels"] = [labels[page - 1] for page in row["pages"]]
    return {
        "slug": study.slug,
        "file": f"{study.slug}.pdf",
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "number": study.number,
        "title": study.title,
        "subtitle": study.subtitle,
        "authors": list(study.authors),
        "year": study.year,
        "series": study.series,
        "series_number": study.series_number,
        "isbn": isbn(study) if layout.imprint and layout.isbn else "",
        "issn": issn(study.environment) if layout.imprint and study.series else "",
        "environment": study.environment,
        "publisher": study.publisher,
        "kind": study.kind,
        "producer": layout.producer,
        "columns": layout.columns,
        "hyphenated": layout.hyphenate,
        "pages": len(raw),
        "labels": labels,
        "paragraphs": rows,
    }


def letters(text: str) -> str:
    """Only the letters, in small: what stays the same when lines are broken, hyphenated and set."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalpha())


def _page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def _rows(section: Section, finder: "_Finder") -> list[dict[str, Any]]:
    blocks = [Block("heading", (), level=2), *section.blocks]
    rows: list[dict[str, Any]] = []
    for block in blocks:
        if block.kind == "heading":
            text = plain(block.lines[0]) if block.lines else section.heading
            rows.append({"section": section.heading, "kind": "heading", "text": text, "pages": []})
            continue
        for line in block.lines:
            text = plain(line)
            rows.append({"section": section.heading, "kind": block.kind, "text": text, "pages": finder.find(text)})
    for position in range(len(rows) - 1, -1, -1):
        if rows[position]["kind"] == "heading":
            rows[position]["pages"] = [finder.heading(rows[position]["text"], rows[position + 1]["pages"][0])]
    return rows


class _Finder:
    """Walks the pages in reading order, so that equal texts are found one after the other."""

    def __init__(self, name: str, pages: list[str]) -> None:
        self.name, self.pages = name, pages
        self.page, self.offset = 1, 0

    def find(self, text: str) -> list[int]:
        """The pages that a text stands on, from where the last one ended."""
        rest, page, offset = letters(text), self.page, self.offset
        found: list[int] = []
        while rest:
            if page >= len(self.pages):
                raise TruthError(f"{self.name}: not found from page {self.page + 1} on: {rest[:60]!r} of {text[:60]!r}")
            taken = self._longest(rest, page, offset)
            if taken == len(rest) or taken >= (SHORTEST_REST if found else SHORTEST_START):
                offset = self.pages[page].find(rest[:taken], offset) + taken
                rest = rest[taken:]
                found.append(page)
            else:
                page, offset = page + 1, 0
        if found:
            self.page, self.offset = page, offset
        return sorted({number + 1 for number in found} or {self.page + 1})

    def heading(self, text: str, below: int) -> int:
        """The page of a heading whose text below begins on page `below`."""
        for page in (below, below - 1):
            if letters(text) in self.pages[page - 1]:
                return page
        raise TruthError(f"{self.name}: heading {text!r} stands neither on page {below} nor before it")

    def _longest(self, rest: str, page: int, offset: int) -> int:
        low, high = 0, len(rest)
        while low < high:
            middle = (low + high + 1) // 2
            if self.pages[page].find(rest[:middle], offset) >= 0:
                low = middle
            else:
                high = middle - 1
        return low
