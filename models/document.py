"""The text of a document, page by page, and the passages that are cut from it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Origin = Literal["text", "ocr", "repaired"]

Kind = Literal["body", "heading", "list", "quote", "caption", "table", "note", "contents", "reference", "imprint"]
"""What a paragraph is. Passages are made of body, list, quote, caption and table; notes, contents, references and
imprint are searchable in nothing and shown only where a whole page may be shown."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph on one page, rejoined across its lines. `level` is the depth of a heading (1 = chapter), else 0."""

    text: str
    kind: Kind = "body"
    level: int = 0


@dataclass(frozen=True, slots=True)
class PageText:
    """One page: `page` counts from 1 in the file, `label` is the page number as printed (None when none is).
    Running heads, page numbers and watermarks are already gone. `language` is an ISO 639-1 code, "" unknown.
    `confidence` (0–1) is how sure text recognition was of the page's letters; 1 where it had no part.
    `original` are the paragraphs as they stand in the file where `origin` is "repaired", else ()."""

    page: int
    label: str | None
    paragraphs: tuple[Paragraph, ...]
    origin: Origin = "text"
    language: str = ""
    confidence: float = 1.0
    original: tuple[Paragraph, ...] = ()

    @property
    def text(self) -> str:
        """Body in reading order, a line for each paragraph, notes last."""
        notes = [p.text for p in self.paragraphs if p.kind == "note"]
        return "\n".join([p.text for p in self.paragraphs if p.kind != "note"] + notes)


class ReadOutcome(StrEnum):
    """How the reading of one file ended. Everything but `OK` is shown in `fou status`."""

    OK = "ok"
    NO_TEXT = "no text"
    EMPTY_FILE = "empty file"
    NOT_A_DOCUMENT = "not a document"
    UNSUPPORTED = "format not read yet"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_LARGE = "too large"
    TOO_SLOW = "too slow"
    CRASHED = "crashed"


class Recognition(StrEnum):
    """How it stands with pages whose text is missing or damaged. Shown in `fou status` with the pages."""

    WAITING = "waits for text recognition"
    FAILED = "text recognition failed"


@dataclass(frozen=True, slots=True)
class Passage:
    """60–120 words of running text that know their place. `number` counts from 0 within the report's version.
    `page` is the page on which the passage begins, `heading` the nearest heading above it ("" when none).
    `section` is the kind of chapter it stands in (a key of `indexer.extract.sections`, "" when none is known).
    `language` is an ISO 639-1 code, "" unknown: an English summary in a Swedish report is English."""

    number: int
    page: int
    label: str | None
    heading: str
    text: str
    section: str = ""
    origin: Origin = "text"
    language: str = ""
