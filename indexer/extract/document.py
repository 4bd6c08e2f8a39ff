"""A document that has been read: its pages, and beside them what the description of it needs."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from models.document import PageText, Paragraph, ReadOutcome

EXTRACTOR_VERSION = "7"
"""Changes whenever the same bytes may give another `Document`; cached readings of other versions are not used."""


GAP = "   "
"""Stands in a `TypeLine` where the print has a gap wider than a space."""


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A printed line of a front page with its type. `text` has `GAP` where a wide gap is printed; `size` is in points,
    `x` its left edge and `y` its baseline in points from the page's lower left corner."""

    page: int
    text: str
    size: float
    bold: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the file's own table of contents (PDF bookmarks). `level` 1 is the outermost."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. `media` is the type its bytes show. `outcome` is OK or NO_TEXT: whatever else goes wrong is a
    `DocumentError` and gives no document. `metadata` are the file's own statements (title, author, producer …; for
    HTML also its meta elements). `front` are the lines of the first three pages with words; `furniture` the running
    heads, footers and watermarks that were taken out of the pages, each with the first page it stood on. `waiting` are
    the pages whose text is missing or damaged and that text recognition has not read yet, each with the reason."""

    sha256: str
    media: str
    outcome: ReadOutcome
    pages: tuple[PageText, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    outline: tuple[OutlineEntry, ...] = ()
    front: tuple[TypeLine, ...] = ()
    furniture: tuple[tuple[int, str], ...] = ()
    waiting: tuple[tuple[int, str], ...] = ()

    def to_json(self) -> str:
        """The document as one line of JSON, the same bytes for the same document."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Document":
        """Read back what `to_json` wrote with the same `EXTRACTOR_VERSION`."""
        data: dict[str, Any] = json.loads(text)
        return cls(
            sha256=data["sha256"],
            media=data["media"],
            outcome=ReadOutcome(data["outcome"]),
            pages=tuple(_page(page) for page in data["pages"]),
            metadata=data["metadata"],
            outline=tuple(OutlineEntry(**entry) for entry in data["outline"]),
            front=tuple(TypeLine(**line) for line in data["front"]),
            furniture=tuple((page, words) for page, words in data["furniture"]),
            waiting=tuple((page, why) for page, why in data["waiting"]),
        )


def _page(data: dict[str, Any]) -> PageText:
    lists = {name: tuple(Paragraph(**paragraph) for paragraph in data[name]) for name in ("paragraphs", "original")}
    return PageText(**{**data, **lists})
