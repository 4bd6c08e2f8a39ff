"""PDF → pages: opened by pikepdf, interpreted by pdfminer.six, cross-checked by PDFium, recognised where need be."""

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, pairwise

import pikepdf
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pikepdf import OutlineStructureError

from indexer.extract import pdfium
from indexer.extract.document import OutlineEntry, TypeLine
from indexer.extract.glyphs import UNMAPPED, Glyph, GlyphDevice, PageGlyphs, PageTooDenseError
from indexer.extract.layout import lay_out
from indexer.extract.legible import Damage, damage, says_something
from indexer.extract.lines import ACCENTS, clean
from indexer.extract.recognised import RecognisedPage, common_size, glyphs_of, with_marks
from indexer.extract.scan import Grey
from indexer.extract.structure import structure
from models.document import PageText, ReadOutcome
from models.errors import DocumentError

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns for every oddity of every font
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)

_DAMAGE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError)
"""What pikepdf raises, beside its own errors, for objects that are not what the standard says (RecursionError is a
RuntimeError)."""


LEAST_PIECES, FEW_PIECES = 3, 10
"""A page without text is sent to recognition when it shows so many pieces of printed lines; one with a few words (a
stamp, a page number, the title on a cover) when it shows so many more than its text holds."""

MANY_PIECES = 20
"""A page with text is sent when it shows so many pieces that its text does not hold, and twice as many as it does."""

PICTURES = 0.15
"""Pages with text are looked at for this only when pictures cover so much of them."""

NOTHING = "\uf8ff"
"""Stands for a glyph without a meaning where a page is judged, since cleaning takes such signs out."""


class Pdf:
    """An open PDF. Reading it gives the values that a `Document` is made of. `recognised` are the pages (from 1) that
    text recognition has read; `waiting` says, once the pages are read, which wait for it and why.

    Raises:
        DocumentError: ENCRYPTED when a password is asked for, BROKEN when there is nothing to open, TOO_LARGE for
            more than `most_pages` pages.
    """

    def __init__(self, data: bytes, most_pages: int, recognised: Mapping[int, RecognisedPage] | None = None) -> None:
        try:
            self._file = pikepdf.open(io.BytesIO(data))
            pages = len(self._file.pages)
        except pikepdf.PasswordError as error:
            raise DocumentError(ReadOutcome.ENCRYPTED) from error
        except (pikepdf.PdfError, ValueError, RuntimeError) as error:
            raise DocumentError(ReadOutcome.BROKEN, _short(error)) from error
        if pages == 0:
            raise DocumentError(ReadOutcome.BROKEN, "no pages")
        if pages > most_pages:
            raise DocumentError(ReadOutcome.TOO_LARGE, f"{pages} pages")
        self.count = pages
        self._data = self._plain() if self._file.is_encrypted else data
        self._second = pdfium.open_document(self._data)
        self.front: tuple[TypeLine, ...] = ()
        self.furniture: tuple[tuple[int, str], ...] = ()
        self.outline = tuple(self._outline())
        self._recognised = with_marks(recognised or {})
        self._common = common_size(self._recognised.values())
        self._taken: set[int] = set()
        self.waiting: dict[int, Damage] = {}

    def _plain(self) -> bytes:
        """The file written anew: without its owner's lock, with its cross-references mended."""
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()

    def metadata(self) -> dict[str, str]:
        """The file's own statements (title, author, subject, keywords, creator, producer, dates), as far as given."""
        found: dict[str, str] = {}
        try:
            for key, value in self._file.docinfo.items():
                text = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", str(value)).split())
                if text:
                    found[str(key).strip("/").lower()] = text[:1000]
        except (pikepdf.PdfError, *_DAMAGE) as error:
            found["damaged"] = _short(error)
        return found

    def pages(self) -> tuple[PageText, ...]:
        """Read every page: body in reading order, notes last, furniture gone, labels as printed."""
        laid = lay_out(list(self._drawn()))
        self.front, self.furniture = laid.front, laid.furniture
        named = structure(laid.chunks, laid.body_size, self.outline)
        labels = self._labels(laid.labels)
        pages = [
            PageText(number, label, paragraphs)
            for number, label, paragraphs in zip(count(1), labels, named, strict=False)
        ]
        for number in self._taken:
            sure = self._recognised[number].confidence
            pages[number - 1] = replace(pages[number - 1], origin="ocr", confidence=sure)
        return tuple(pages)

    def picture(self, page: int, dpi: float) -> tuple[Grey, float] | None:
        """The picture of a page (from 1) and its resolution, None when it cannot be drawn."""
        return pdfium.picture(self._second, page - 1, dpi) if self._second else None

    def _drawn(self) -> Iterator[PageGlyphs]:
        """The glyphs of each page, from whichever reader understands it better."""
        try:
            read = self._by_pdfminer(self._data)
        except Exception:  # pdfminer raises whatever its parser stumbles on; the file is mended and tried once more
            read = self._second_try()
        pages: list[tuple[PageGlyphs, str]] = []
        for index in range(self.count):
            page = read[index] if index < len(read) else PageGlyphs(595, 842)
            letters = _words(page.glyphs)
            other = pdfium.page_letters(self._second, index) if self._second else ""
            if self._second and _soundness(other) > 1.3 * _soundness(letters.replace(NOTHING, "")) + 20:
                page.glyphs = pdfium.page_glyphs(self._second, index)
                letters = _words(page.glyphs)
            pages.append((page, letters))
        found = [self._damage(index, letters) for index, (_, letters) in enumerate(pages)]
        telling = sum(map(says_something, (letters for _, letters in pages)))
        alike = found.count(Damage.LOST) > 0.5 * telling
        strange = found.count(Damage.SIGNS) > 0.5 * telling
        for number, ((page, letters), why) in enumerate(zip(pages, found, strict=True), 1):
            if alike and not why and says_something(letters) and not set("åäöÅÄÖ") & set(letters):
                why = Damage.LOST  # too few words to tell by itself, like a list of contents
            if strange and not why and letters and not says_something(letters):
                why = Damage.SIGNS  # a cover in the fonts of the other pages
            recognised = self._recognised.get(number)
            if why and recognised is None:
                self.waiting[number] = why
            if why and recognised is not None and _better(recognised.text, letters, why):
                self._taken.add(number)
                yield glyphs_of(recognised, self._common)
                continue
            # a page that reads as strangely from its picture is in a language that the rule does not know
            refuted = recognised is not None and why is Damage.SIGNS and damage(recognised.text) is not why
            if refuted or _soundness(letters) <= 0:
                page.glyphs = []  # signs without meaning are no text
            yield page

    def _damage(self, index: int, letters: str) -> Damage:
        """Why a page should be recognised, `Damage.NONE` for one that is well: its text is damaged, or it shows printed
        lines that its text does not hold."""
        if self._second is None:
            return Damage.NONE
        found = damage(letters)
        if found:
            return found
        few = not says_something(letters)
        if not few and pdfium.picture_share(self._second, index) < PICTURES:
            return Damage.NONE
        unread, lines = pdfium.unread_lines(self._second, index)
        if few:
            missing = unread >= (FEW_PIECES if sum(c.isalpha() for c in letters) > 5 else LEAST_PIECES)
        else:
            missing = unread >= MANY_PIECES and unread >= 2 * (lines - unread)
        return Damage.MISSING if missing else Damage.NONE

    def _second_try(self) -> list[PageGlyphs]:
        try:
            return self._by_pdfminer(self._plain())
        except Exception:  # what pdfminer cannot read even when mended is left to PDFium, page by page
            return []

    def _by_pdfminer(self, data: bytes) -> list[PageGlyphs]:
        manager = PDFResourceManager()
        device = GlyphDevice(manager)
        interpreter = PDFPageInterpreter(manager, device)
        read: list[PageGlyphs] = []
        for page in PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))):
            if len(read) == self.count:
                break
            try:
                interpreter.process_page(page)
            except PageTooDenseError:
                pass  # what was drawn up to the limit is kept
            except Exception:  # one bad page costs that page; PDFium may still read it
                device.page.glyphs = []
            read.append(device.page)
            device.page = PageGlyphs(595, 842)
        if len(read) < self.count:
            raise ValueError(f"{len(read)} of {self.count} pages")
        return read

    def _outline(self) -> Iterator[OutlineEntry]:
        """The file's bookmarks (at most 2,000, six levels deep)."""
        numbers = {page.obj.objgen: number for number, page in enumerate(self._file.pages, 1)}
        try:
            with self._file.open_outline() as outline:
                waiting = [(item, 1) for item in reversed(outline.root)]
                for _ in range(2000):
                    if not waiting:
                        return
                    item, level = waiting.pop()
                    yield OutlineEntry(level, " ".join(str(item.title).split()), self._target(item, numbers))
                    if level < 6:
                        waiting += [(child, level + 1) for child in reversed(item.children)]
        except (OutlineStructureError, pikepdf.PdfError, *_DAMAGE):
            return  # a damaged outline is no outline; headings are found by their type

    def _target(self, item: pikepdf.OutlineItem, numbers: dict[tuple[int, int], int]) -> int | None:
        target: object = item.destination
        if target is None and item.action is not None:
            target = item.action.get("/D")
        if isinstance(target, (pikepdf.String, pikepdf.Name)) or str(type(target)) == "<class 'str'>":
            target = self._named(str(target))
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        if isinstance(target, pikepdf.Array) and len(target) and isinstance(target[0], pikepdf.Dictionary):
            return numbers.get(target[0].objgen)
        return None

    def _named(self, name: str) -> pikepdf.Object | None:
        root = self._file.Root
        if "/Names" in root and "/Dests" in root.Names:
            tree = pikepdf.NameTree(root.Names.Dests)
            if name in tree:
                return tree[name]
        return root.Dests.get(name) if "/Dests" in root else None

    def _labels(self, printed: list[str | None]) -> list[str | None]:
        """Printed labels; between and after them the file's own page labels, where these agree with the print."""
        if "/PageLabels" not in self._file.Root:
            return printed
        try:
            own = [str(page.label) for page in self._file.pages]
        except (pikepdf.PdfError, *_DAMAGE):
            return printed
        pairs = [(a.lower(), b.lower()) for a, b in zip(printed, own, strict=True) if a]
        if not pairs:
            trivial = own == [str(number) for number in range(1, len(own) + 1)]
            return printed if trivial else [label or None for label in own]
        if sum(a == b for a, b in pairs) < 0.8 * len(pairs):
            return printed
        first = next(index for index, label in enumerate(printed) if label)
        return [
            a or (b or None if index > first else None) for index, (a, b) in enumerate(zip(printed, own, strict=True))
        ]


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _better(recognised: str, letters: str, found: Damage) -> bool:
    """Whether what was recognised serves better than the page's own text."""
    read, own = (sum(c.isalpha() for c in text) for text in (recognised, letters))
    if found is Damage.MISSING:
        return read > 1.2 * own
    return read > 0.5 * own and not damage(recognised)


def _words(glyphs: Sequence[Glyph]) -> str:
    """The glyphs' text as it was drawn, with spaces where the print has them."""
    parts: list[str] = []
    for before, after in pairwise((None, *glyphs)):
        if (
            before
            and after
            and (after.y != before.y or after.x0 - before.x1 > 0.17 * after.size)
            and after.text not in ACCENTS
        ):
            parts.append(" ")
        parts.append(NOTHING if after and after.text == UNMAPPED else after.text if after else "")
    return clean("".join(parts))


def _soundness(text: str) -> float:
    """How much of a page's text is letters with a meaning: letters, less signs that stand for nothing."""
    letters = sum(c.isalpha() for c in text)
    nothing = sum("\ue000" <= c <= "\uf8ff" for c in text)
    return letters - 2.5 * nothing
