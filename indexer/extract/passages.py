"""Pages → passages: 60–120 words of running text that know the page they begin on, its label and their heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.extract.hyphens import join
from indexer.extract.language import part_language
from indexer.extract.privacy import mask
from indexer.extract.sections import NEVER_PASSAGES, section_kind
from indexer.extract.sentences import sentences
from models.document import PageText, Paragraph, Passage

LEAST, MOST = 60, 120
"""Words in a passage. A chapter shorter than `LEAST` is one passage all the same; only a table or a list may be cut
between its rows, and running text only between sentences (but for sentences longer than `MOST`)."""

LEAST_ON_PAGE = 15
"""So few words at the end of a page may stand in a passage with what follows on the next; any more are a passage of
their own, however short, so that the page a reader is sent to is the page where the words stand."""

RUNNING = frozenset({"body", "list", "quote", "caption", "table"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that stay together, with where they begin. `opens` says that a paragraph begins here."""

    text: str
    page: PageText
    opens: bool

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(slots=True)
class _Section:
    """The running text under one heading. `chapter` counts the headings of the first level up to here."""

    heading: str
    kind: str
    chapter: int
    pieces: list[_Piece]


def cut_passages(pages: Sequence[PageText]) -> tuple[Passage, ...]:
    """Cut the running text of a document into passages.

    Paragraphs under the same heading are put together up to `MOST` words; longer ones are cut at the ends of
    sentences. Sections too short for a passage are joined with the next of the same chapter. No passage runs over the
    beginning of a chapter, and none holds contents, references, notes or imprint. None runs over a page break by more
    than a sentence. Identity numbers are hidden.
    """
    found: list[tuple[_Section, list[_Piece]]] = []
    for section in _sections(pages):
        for group in _groups(section.pieces):
            if found and _too_short(found[-1], section, group):
                heading = _Piece(section.heading, group[0].page, opens=True)
                found[-1][1].extend([heading, *group])
            else:
                found.append((section, group))
    return tuple(
        Passage(
            number=number,
            page=group[0].page.page,
            label=group[0].page.label,
            heading=mask(section.heading),
            text=mask(_joined(group)),
            section=section.kind,
            origin=group[0].page.origin,
            language=part_language(" ".join(piece.text for piece in group), group[0].page.language),
        )
        for number, (section, group) in enumerate(found)
    )


def _too_short(before: tuple[_Section, list[_Piece]], section: _Section, group: list[_Piece]) -> bool:
    """Whether the passage before is short, in the same chapter, and has room for this one."""
    words, more = sum(piece.words for piece in before[1]), sum(piece.words for piece in group)
    same = before[0].chapter == section.chapter and before[0] is not section
    if group[0].page.page != before[1][0].page.page and min(words, more) >= LEAST_ON_PAGE:
        return False
    return same and min(words, more) < LEAST and words + more + len(section.heading.split()) <= MOST


def _sections(pages: Sequence[PageText]) -> Iterator[_Section]:
    section = _Section("", "", 0, [])
    levels: list[tuple[int, str]] = []
    chapter = 0
    for paragraph, places in whole_paragraphs(pages):
        if paragraph.kind == "heading":
            if section.pieces:
                yield section
            chapter += paragraph.level <= 1
            own = section_kind(paragraph.text)
            # a table of contents holds no chapters, however large its heading is set; nor does any other section
            # without passages hold one that is known to have some
            levels = [
                (level, kind)
                for level, kind in levels
                if level < paragraph.level and kind != "innehall" and not (own and kind in NEVER_PASSAGES)
            ]
            levels.append((paragraph.level, own))
            kind = next((kind for _, kind in reversed(levels) if kind), "")
            section = _Section(paragraph.text, kind, chapter, [])
        elif paragraph.kind in RUNNING and not any(kind in NEVER_PASSAGES for _, kind in levels):
            section.pieces += _pieces(paragraph, places)
    if section.pieces:
        yield section


def whole_paragraphs(pages: Sequence[PageText]) -> list[tuple[Paragraph, list[tuple[int, PageText]]]]:
    """The paragraphs, those that run over page breaks put together; with each its pages and at which letter of the text
    each page begins."""
    whole: list[tuple[Paragraph, list[tuple[int, PageText]]]] = []
    for page in pages:
        first = True
        for paragraph in page.paragraphs:
            if paragraph.kind == "note":
                continue
            if first and whole and _runs_on(whole[-1][0], paragraph):
                last, places = whole.pop()
                text = join(last.text, paragraph.text)
                places.append((len(text) - len(paragraph.text), page))
                whole.append((replace(last, text=text), places))
            else:
                whole.append((paragraph, [(0, page)]))
            first = False
    return whole


def _runs_on(last: Paragraph, first: Paragraph) -> bool:
    if last.kind not in ("body", "list", "quote") or first.kind not in ("body", "quote"):
        return False
    return not re.search(r"[.!?:…][\"”’»)\]]*$", last.text) and len(last.text.split()) > 3


def _pieces(paragraph: Paragraph, places: Sequence[tuple[int, PageText]]) -> Iterator[_Piece]:
    """Sentences of a paragraph, each with the page it begins on; what has no letters says nothing and is left out."""
    if not re.search(r"[^\W\d_]{2}", paragraph.text):
        return
    parts = [paragraph.text] if paragraph.kind in ("table", "caption") else sentences(paragraph.text)
    opens = True
    end = 0
    for part in parts:
        start = max(paragraph.text.find(part, end), end)
        end = start + len(part)
        page = next(page for begins, page in reversed(places) if begins <= start)
        words = part.split()
        for first in range(0, len(words), MOST):
            yield _Piece(" ".join(words[first : first + MOST]), page, opens)
            opens = False


def _groups(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces put together into passages: whole paragraphs where they fit, the rest at the ends of sentences."""
    groups: list[list[_Piece]] = []
    words = 0
    for index, piece in enumerate(pieces):
        rest = _paragraph_words(pieces, index) if piece.opens else 0
        full = words + piece.words > MOST or (piece.opens and words >= LEAST and words + rest > MOST)
        full |= words >= LEAST_ON_PAGE and piece.page.page != groups[-1][0].page.page
        if not groups or full:
            groups.append([])
            words = 0
        groups[-1].append(piece)
        words += piece.words
    return _evened(groups)


def _paragraph_words(pieces: list[_Piece], index: int) -> int:
    total = pieces[index].words
    for piece in pieces[index + 1 :]:
        if piece.opens:
            break
        total += piece.words
    return total


def _evened(groups: list[list[_Piece]]) -> list[list[_Piece]]:
    """A last passage that is too short takes sentences from the one before, or joins it when both fit in one."""
    if len(groups) < 2:
        return groups
    last, before = groups[-1], groups[-2]
    count = sum(piece.words for piece in last)
    if last[0].page.page != before[0].page.page and count >= LEAST_ON_PAGE:
        return groups
    if count + sum(piece.words for piece in before) <= MOST:
        return [*groups[:-2], before + last]
    while count < LEAST and sum(piece.words for piece in before) - before[-1].words >= LEAST:
        last.insert(0, before.pop())
        count += last[0].words
    return groups


def _joined(group: list[_Piece]) -> str:
    """The words of a passage; rows and list items keep their own lines."""
    text = group[0].text
    for piece in group[1:]:
        text += ("\n" if piece.opens else " ") + piece.text
    return text
