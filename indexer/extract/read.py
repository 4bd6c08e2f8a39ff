"""The door of this room: one file → one `Document`, by what its bytes are and not by its name."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.extract import html, libreoffice, ocr, plain
from indexer.extract.document import Document
from indexer.extract.language import with_languages
from indexer.extract.office import BY_LIBREOFFICE, OTHER, office_type, read_office
from indexer.extract.pdf import Pdf
from indexer.extract.recognised import RecognisedPage
from models.document import PageText, ReadOutcome
from models.errors import DocumentError

PDF, HTML, TEXT = "application/pdf", "text/html", "text/plain"
LETTERS_OF_A_DOCUMENT = 20
"""A document with fewer letters than this in all is one without text (a scan with a stamp)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: size of the file in bytes, pages, seconds and bytes of memory (the last two are
    held by `isolate`). The largest known reports have 400 pages and 60 MB and take 40 seconds and 400 MB."""

    file_bytes: int = 200_000_000
    pages: int = 1500
    seconds: float = 180.0
    memory_bytes: int = 2_000_000_000


def media_type(data: bytes) -> str | None:
    """The type that the bytes show: PDF, HTML, plain text or an office program's; None for anything else."""
    head = data[:1024].lstrip()
    if b"%PDF-" in data[:1024]:
        return PDF
    start = head[:512].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--", b"<head")) and b"<html" in data[:4096].lower():
        return HTML
    if start.startswith(b"<!doctype html"):
        return HTML
    office = office_type(data)
    if office:
        return office
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if (b"\0" in data[:8192] and not wide) or not head:
        return None
    return TEXT if plain.decode(data[: 1 << 16]) is not None else None


def read_file(
    path: Path,
    limits: Limits | None = None,
    promised: str | None = None,
    recognised: Mapping[int, RecognisedPage] | None = None,
) -> Document:
    """Read a PDF, an HTML page, a plain text or a file of an office program.

    A file whose name ends in `.pdf`, or that `promised` to be a PDF (the type its server gave), and is none, is not
    a document: mostly it is a page that says why there is no file. A file of an office program is one whatever it is
    called. `recognised` are the pages that text recognition has read, by number.

    Raises:
        DocumentError: with the `ReadOutcome` that says why there is no document.
    """
    limits = limits or Limits()
    as_pdf = promised == PDF or (promised is None and path.suffix.lower() == ".pdf")
    return read_bytes(_bytes(path, limits), limits, as_pdf=as_pdf, recognised=recognised)


def recognise_page(path: Path, page: int, limits: Limits | None = None) -> RecognisedPage:
    """Read one page (from 1) of a PDF by text recognition.

    Raises:
        DocumentError: the file cannot be opened, or the page not be drawn.
    """
    limits = limits or Limits()
    data = _bytes(path, limits)
    drawn = Pdf(_as_pdf(data, media_type(data)), limits.pages).picture(page, ocr.DPI)
    if drawn is None:
        raise DocumentError(ReadOutcome.BROKEN, f"page {page} cannot be drawn")
    return ocr.recognise(*drawn)


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise DocumentError(ReadOutcome.TOO_LARGE, f"{size} bytes")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(ReadOutcome.BROKEN, error.strerror or str(error)) from error


def read_bytes(
    data: bytes,
    limits: Limits | None = None,
    *,
    as_pdf: bool = False,
    recognised: Mapping[int, RecognisedPage] | None = None,
) -> Document:
    """Read a document from its bytes; `as_pdf` as for `read_file`'s promise of a PDF.

    Raises:
        DocumentError: as `read_file`.
    """
    limits = limits or Limits()
    if not data.strip(b"\0 \t\r\n"):
        raise DocumentError(ReadOutcome.EMPTY_FILE)
    media = media_type(data)
    if media == OTHER:
        raise DocumentError(ReadOutcome.UNSUPPORTED, "a spreadsheet, drawing or the like")
    if media is None or (as_pdf and media in (HTML, TEXT)):
        raise DocumentError(ReadOutcome.NOT_A_DOCUMENT, "not a PDF" if as_pdf else "unknown type")
    sha256 = hashlib.sha256(data).hexdigest()
    if media == PDF or media in BY_LIBREOFFICE:
        pdf = Pdf(_as_pdf(data, media), limits.pages, recognised)
        pages = with_languages(pdf.pages())
        waiting = tuple((page, why.value) for page, why in pdf.waiting.items())
        return Document(
            sha256, media, _outcome(pages), pages, pdf.metadata(), pdf.outline, pdf.front, pdf.furniture, waiting
        )
    if media in (HTML, TEXT):
        text = html.read_html(data) if media == HTML else plain.read_plain(data)
    else:
        text = read_office(data, media)
    pages = with_languages(text.pages)
    return Document(sha256, media, _outcome(pages), pages, text.metadata, text.outline, text.front)


def _as_pdf(data: bytes, media: str | None) -> bytes:
    return libreoffice.to_pdf(data, BY_LIBREOFFICE[media]) if media in BY_LIBREOFFICE else data


def _outcome(pages: tuple[PageText, ...]) -> ReadOutcome:
    letters = sum(c.isalpha() for page in pages for paragraph in page.paragraphs for c in paragraph.text)
    return ReadOutcome.OK if letters >= LETTERS_OF_A_DOCUMENT else ReadOutcome.NO_TEXT
