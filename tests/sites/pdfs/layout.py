"""Which producer and which layout each study has: a fixed table with the variety of real FoU reports."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

FILE = Path(__file__).parent / "layouts.csv"

Producer = Literal["weasyprint", "reportlab", "typst"]
Numbering = Literal["plain", "skip", "roman", "body"]
AuthorForm = Literal["comma", "and", "by", "lines", "bare", "reversed", "ampersand"]
Cover = Literal["band", "plain", "low", "frame"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one report looks.

    `numbering`: plain = the PDF page, skip = the cover does not count, roman = front matter i, ii … and body from 1,
    body = front matter unnumbered and body from 1. The cover never shows a number. `header` is the running head.
    `number_on` is the place where series and number stand, beside the imprint page. `contents`: first = before foreword
    and summary, after = between summary and body, "" = none. `docinfo` is the PDF's own title where it is not the
    report's ("-" = no title at all).
    """

    producer: Producer
    body: str
    head: str
    size: float
    paper: Literal["A4", "S5"]
    columns: int
    hyphenate: bool
    numbering: Numbering
    breaks: bool
    header: Literal["", "title", "series", "chapter"]
    foot: Literal["centre", "outer", "bar"]
    authors: AuthorForm
    number_on: Literal["cover", "header", "imprint"]
    imprint: bool
    isbn: bool
    contents: Literal["first", "after", ""]
    earlier: bool
    cover: Cover
    docinfo: str

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        return {"A4": (210.0, 297.0), "S5": (165.0, 242.0)}[self.paper]


_ROW = TypeAdapter(Layout)


def _read() -> dict[int, Layout]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {int(row.pop("number")): _ROW.validate_python(row) for row in csv.DictReader(file)}


LAYOUTS = _read()
"""By the number of the study."""
