"""The pieces of a question: words, "phrases", `-word`, NOT, OR, `field:value`, `begin*`, and references to laws.

No text is an error: a colon after what is no field, a lonely operator or an open quotation mark is passed over or is
plain words. AND is what stands between words anyway.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from models.language.folding import fold
from models.language.numbers import SPACED

FIELDS = {
    "titel": "title", "title": "title", "rubrik": "headings", "heading": "headings", "sammanfattning": "summary",
    "summary": "summary", "text": "body", "forfattare": "details", "author": "details", "nummer": "details",
    "number": "details", "serie": "details", "series": "details", "isbn": "details", "utgivare": "details",
    "publisher": "details",
}  # fmt: skip
"""Field as readers write it, without å ä ö → analysed field of a report."""
YEAR = ("ar", "year")
SHORTEST_BEGINNING = 3

Kind = Literal["words", "phrase", "law", "beginning", "year"]

_PIECE = re.compile(
    rf"""
      (?P<minus>(?<!\S)(?:-(?=["”“\w])|(?:NOT|INTE)\s+(?=\S)))?
      (?:(?P<field>(?<![\w:])[^\W\d_]{{2,20}}):(?=["”“\w-]))?
      (?: ["”“](?P<phrase>[^"”“]*)["”“]
        | (?P<law>(?<!\w)(?:\d+\s*[a-z]?\s*kap\b\.?\s*)?\d+\s*[a-z]?\s*§{{1,2}}    # 5 kap. 9 a §, 14 §
                |(?<!\w)\d+\s*[a-z]?\s*kap\b\.?)                                # 5 kap.
        | (?P<word>{SPACED}|[^\s"”“]+)
        | (?P<stray>["”“]) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPERATORS = {"AND", "OCH", "OR", "ELLER", "NOT", "INTE"}
_EITHER = {"OR", "ELLER"}
_YEARS = re.compile(r"(?P<first>\d{4})?(?P<to>\s*[-–]\s*)?(?P<last>(?<=[-–])\d{4})?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a question. `field` is the analysed field it must stand in ("" for any), `minus` that it must not
    stand there, `either` that it is an alternative to the piece before. `years` are the first and last of a `year`."""

    kind: Kind
    text: str
    field: str = ""
    minus: bool = False
    either: bool = False
    years: tuple[int | None, int | None] = (None, None)


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a question in order."""
    either = started = False
    for match in _PIECE.finditer(text):
        word = match["word"] or ""
        if word in _OPERATORS and not match["field"] and not match["minus"]:
            either = started and word in _EITHER
            continue
        piece = _piece(match)
        yield Piece(piece.kind, piece.text, piece.field, piece.minus, either and not piece.minus, piece.years)
        either, started = False, not piece.minus and piece.kind != "year"


def _piece(match: re.Match[str]) -> Piece:
    name = fold((match["field"] or "").lower())
    text, minus = match["word"] or match["law"] or match["phrase"] or "", bool(match["minus"])
    if minus and match["minus"] != "-" and not match["minus"].strip().isupper():
        minus = False  # "inte" in lower case is a word
    if name in YEAR and (years := _YEARS.match(text)) and (years["first"] or years["last"]):
        first = int(years["first"]) if years["first"] else None
        last = int(years["last"]) if years["last"] else None if years["to"] else first
        return Piece("year", text, minus=minus, years=(first, last))
    field = FIELDS.get(name, "")
    if name and not field:
        text = f"{match['field']}:{text}" if match["word"] else text  # no field of ours: plain words
    if match["phrase"] is not None:
        return Piece("phrase", text, field, minus)
    if match["law"]:
        return Piece("law", text, field, minus)
    bare = text.rstrip("*")
    if bare != text and len(bare) >= SHORTEST_BEGINNING and bare.isalnum():
        return Piece("beginning", bare, field, minus)
    return Piece("words", text, field, minus)
