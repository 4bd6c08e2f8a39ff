"""Files of office programs: what they are, whether they are safe to open, and which reader takes them.

Their text is read by libraries that open nothing outside the file, run no macros and load no external parts. The
formats from before 2007 and RTF go through LibreOffice where it is installed.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from indexer.extract.document import TypeLine
from indexer.extract.plain import PagedText
from indexer.extract.sections import section_kind
from models.document import Kind, PageText, Paragraph, ReadOutcome
from models.errors import DocumentError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
DOC, PPT, RTF, ODP = "application/msword", "application/vnd.ms-powerpoint", "application/rtf", f"{ODT[:-4]}presentation"
BY_LIBREOFFICE = {DOC: ".doc", PPT: ".ppt", RTF: ".rtf", ODP: ".odp"}
"""Formats that LibreOffice turns into a PDF, with the ending by which it knows them."""

OTHER = "application/x-office"
"""A file of an office program that holds no report: a spreadsheet, a drawing, a database."""

MOST_UNPACKED = 600_000_000
"""Bytes that the parts of a file may hold once unpacked; a long report with pictures holds 100 MB."""

MOST_TEXT = 60_000_000
"""Bytes of a single part of XML; the text of 1,500 pages takes 30 MB."""

_MAIN = {"word/document.xml": DOCX, "ppt/presentation.xml": PPTX}


def office_type(data: bytes) -> str | None:
    """Which office program's file the bytes are, `OTHER` for one that is not read, None for anything else."""
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        for name, kind in (("PowerPoint Document", PPT), ("WordDocument", DOC)):
            if name.encode("utf-16-le") in data:
                return kind
        return OTHER
    return RTF if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf") else None


def _zip_type(data: bytes) -> str | None:
    if data[30:38] == b"mimetype":
        for kind in (ODT, ODP):
            if data[38 : 38 + len(kind)] == kind.encode():
                return kind
        return OTHER if data[38:].startswith(b"application/vnd.oasis.opendocument") else None
    if b"[Content_Types].xml" not in data:
        return None
    return next((kind for name, kind in _MAIN.items() if name.encode() in data), OTHER)


def check_parts(data: bytes) -> None:
    """Refuse what would not fit in memory or is no whole archive.

    Raises:
        DocumentError: BROKEN, ENCRYPTED or TOO_LARGE.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = file.infolist()
            # a part cannot give more than its entry says: zipfile stops there
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise DocumentError(ReadOutcome.TOO_LARGE, "unpacked")
            if any(part.file_size > MOST_TEXT and part.filename.endswith(".xml") for part in parts):
                raise DocumentError(ReadOutcome.TOO_LARGE, "XML")
            if any(part.flag_bits & 1 for part in parts):
                raise DocumentError(ReadOutcome.ENCRYPTED)
            names = {part.filename for part in parts}
            if "META-INF/manifest.xml" in names and b"encryption-data" in file.read("META-INF/manifest.xml"):
                raise DocumentError(ReadOutcome.ENCRYPTED)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise DocumentError(ReadOutcome.BROKEN, str(error)[:200]) from error


def read_office(data: bytes, kind: str) -> PagedText:
    """Read a DOCX, ODT or PPTX.

    Raises:
        DocumentError: BROKEN, ENCRYPTED or TOO_LARGE.
    """
    from indexer.extract import odf, slides, word  # each library only where it is needed: 0.2 s and 20 MB

    readers: dict[str, Callable[[bytes], PagedText]] = {
        DOCX: word.read_docx, ODT: odf.read_odt, PPTX: slides.read_pptx,
    }  # fmt: skip
    check_parts(data)
    try:
        return readers[kind](data)
    except (MemoryError, DocumentError):
        raise
    except Exception as error:  # the libraries raise whatever they stumble on
        raise DocumentError(ReadOutcome.BROKEN, f"{type(error).__name__}: {error}"[:200]) from error


def paged(pages: list[list[Paragraph]], metadata: dict[str, str], sizes: dict[str, float]) -> PagedText:
    """Pages of paragraphs as a document; what stands under a heading of contents or references is named so. `sizes`
    are type sizes of texts that are known to stand out, like a title."""
    while len(pages) > 1 and not pages[-1]:
        pages.pop()
    named = [tuple(page) for page in _named(pages)]
    first = next((page for page in named if page), ())
    front = tuple(
        TypeLine(named.index(first) + 1, p.text, sizes.get(p.text, _size(p)), False, 70, 800 - 20 * at)
        for at, p in enumerate(first[:60])
        if p.kind != "note"
    )
    return PagedText(
        tuple(PageText(number, None, page) for number, page in enumerate(named, 1)), metadata, (), front
    )  # fmt: skip


def _size(paragraph: Paragraph) -> float:
    return max(12.0, 20.0 - 2 * paragraph.level) if paragraph.kind == "heading" else 10.0


def _named(pages: list[list[Paragraph]]) -> Iterator[list[Paragraph]]:
    inside: Kind | None = None
    depth = 0
    kinds: dict[str, Kind] = {"referenser": "reference", "innehall": "contents"}
    for page in pages:
        found = []
        for paragraph in page:
            if paragraph.kind == "heading":
                own = kinds.get(section_kind(paragraph.text))
                if own:
                    inside, depth = own, paragraph.level
                elif paragraph.level <= depth:
                    inside = None
            elif inside and paragraph.kind in ("body", "list"):
                paragraph = replace(paragraph, kind=inside)
            found.append(paragraph)
        yield found
