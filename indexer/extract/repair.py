"""The repair of damaged Swedish: which pages have lost their letters, and the document with those pages mended.

A page that is well is never touched. A page is *lost* when most of its words that should have å, ä or ö are no words
as they stand but would be with them. It is then restored word by word (`restore`), and says so: its origin is
"repaired", and its paragraphs as the file has them stay beside.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache, partial

from ftfy import fix_encoding

from config.language import CONTEXTS, FOLDER, read_word_lists
from config.settings import Settings
from indexer.extract.contexts import read_contexts
from indexer.extract.document import EXTRACTOR_VERSION, Document
from indexer.extract.encodings import READINGS
from indexer.extract.language import with_languages
from indexer.extract.restore import Restorer
from models.document import PageText, Paragraph
from models.language.table_build import open_table, table_fingerprint

REPAIR_VERSION = "1"
"""Changes whenever the same document may be repaired otherwise."""

LEAST_LOST = 5
LOST_SHARE = 0.3
LEAST_SWEDISH = 0.06
"""A page with so many different lost words, so large a share of the words that have or should have å ä ö, and of its
words so many common Swedish ones (that have no å ä ö), is damaged. On 2,145 clean pages the largest share was 0.13
but for pages in English and lists of names with at most three such words; on the pages of the 2025 survey it is 1."""

SWEDISH = frozenset(
    {"och", "att", "det", "som", "en", "av", "med", "till", "den", "har", "de", "inte", "om", "ett", "i", "kan", "vid"}
)

SURE_READING = 0.8
LEAST_READ = 5
"""Another character set is believed when so many words change and this share of them become words."""

_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile(r"[^\x00-\x7f]|\w[{}|\[\]\\]|[{}|\[\]\\]\w")
_BULLET = re.compile(r"^[«.] (?=\w)")
_SHORTEST = 4


class Repairer:
    """Repairs documents."""

    def __init__(self, restorer: Restorer) -> None:
        self.restorer = restorer
        self._marked = lru_cache(1 << 16)(self._has_marks)

    def _has_marks(self, word: str) -> bool:
        return not word.isascii() and self.restorer.known(word)

    def repair(self, document: Document) -> Document:
        """The document with its damaged pages mended; the same object when nothing is damaged."""
        reading = self._reading(document)
        if reading is not None:
            document = _changed(document, reading, {page.page for page in document.pages})
        lost = self._lost_pages(document.pages)
        return _changed(document, self._restored, lost) if lost else document

    def _restored(self, text: str) -> str:
        """A damaged text restored; what its bullets were read as is a bullet again."""
        return _BULLET.sub("• ", self.restorer.restore(text))

    def damage(self, text: str) -> tuple[int, int]:
        """How many different words of a text have lost their letters, and how many have them; 0 lost words when the
        text is not Swedish."""
        all_words = [word.lower() for word in _WORD.findall(text)]
        words = {word for word in all_words if len(word) >= _SHORTEST}
        kept = sum(self._marked(word) or "ø" in word or "æ" in word for word in words)
        if sum(word in SWEDISH for word in all_words) < LEAST_SWEDISH * len(all_words):
            return 0, kept
        return sum(map(self.restorer.lost, words)), kept

    def _lost_pages(self, pages: Iterable[PageText]) -> set[int]:
        """The numbers of the pages that have lost their letters. A page with too few words to tell is as the rest."""
        found: set[int] = set()
        unsure: set[int] = set()
        whole = 0
        for page in pages:
            if page.origin == "ocr":
                continue  # read in Swedish: its mistakes are others
            lost, kept = self.damage(page.text)
            if lost < LEAST_LOST and kept < LEAST_LOST:
                unsure.add(page.page)
            elif lost >= LEAST_LOST and lost >= LOST_SHARE * (lost + kept):
                found.add(page.page)
            else:
                whole += 1
        return found | unsure if len(found) > whole else found

    def _reading(self, document: Document) -> Callable[[str], str] | None:
        """The reading in another character set that turns most of the words that it changes into words."""
        words = {word for page in document.pages for word in page.text.split() if _ODD.search(word)}
        best: tuple[int, Callable[[str], str] | None] = (0, None)
        readings: list[Callable[[str], str]] = [
            fix_encoding,
            *(partial(_translated, table=table) for table in READINGS),
        ]
        for reading in readings:
            changed = [(word, reading(word)) for word in words]
            changed = [(old, new) for old, new in changed if old != new]
            right = sum(self._becomes_word(old, new) for old, new in changed)
            if right >= max(LEAST_READ, SURE_READING * len(changed), best[0] + 1):
                best = (right, reading)
        return best[1]

    def _becomes_word(self, old: str, new: str) -> bool:
        core = new.strip(".,;:!?()\"'”’»«–-").lower()
        return core.isalpha() and self.restorer.known(core) and not self.restorer.known(old.lower())


def open_repairer(settings: Settings) -> Repairer:
    """The repairer with our word table, lists and contexts.

    Raises:
        SettingsError: a word list or the contexts are missing or malformed.
        ModelError: the word table cannot be made or read.
    """
    table = open_table(settings.cache / "language")
    return Repairer(Restorer(table, read_word_lists(FOLDER), read_contexts(CONTEXTS)))


@cache
def repair_version() -> str:
    """Names all that a repair depends on but the document: our version, the word table, the lists, the contexts."""
    ingredients = [table_fingerprint(), read_word_lists(FOLDER).fingerprint]
    ingredients.append(hashlib.sha256(CONTEXTS.read_bytes()).hexdigest())
    return f"{EXTRACTOR_VERSION}.{REPAIR_VERSION}.{hashlib.sha256(''.join(ingredients).encode()).hexdigest()[:12]}"


def _translated(text: str, table: Mapping[int, str]) -> str:
    return text.translate(table)


def _changed(document: Document, change: Callable[[str], str], numbers: set[int]) -> Document:
    """The document with the text of these pages changed, wherever it stands."""
    pages = tuple(_page(page, change) if page.page in numbers else page for page in document.pages)
    changed = {new.page for old, new in zip(document.pages, pages, strict=True) if new is not old}
    if not changed:
        return document
    languages = {page.page: page.language for page in with_languages(pages)}
    return replace(
        document,
        pages=tuple(replace(p, language=languages[p.page]) if p.page in changed else p for p in pages),
        front=tuple(replace(line, text=change(line.text)) if line.page in changed else line for line in document.front),
        outline=tuple(replace(e, title=change(e.title)) if e.page in changed else e for e in document.outline),
        furniture=tuple((page, change(words) if page in changed else words) for page, words in document.furniture),
    )


def _page(page: PageText, change: Callable[[str], str]) -> PageText:
    paragraphs = tuple(_paragraph(paragraph, change(paragraph.text)) for paragraph in page.paragraphs)
    if paragraphs == page.paragraphs:
        return page
    return replace(page, paragraphs=paragraphs, origin="repaired", original=page.original or page.paragraphs)


def _paragraph(paragraph: Paragraph, text: str) -> Paragraph:
    listed = paragraph.kind == "body" and text.startswith("• ") and not paragraph.text.startswith("• ")
    return replace(paragraph, text=text, kind="list" if listed else paragraph.kind)
