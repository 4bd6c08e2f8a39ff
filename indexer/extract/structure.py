"""What each chunk of a document is: heading and its level, contents, reference, imprint, caption …"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.extract.document import OutlineEntry
from indexer.extract.paragraphs import BULLET, CAPTION, ENTRY, NUMBERED, Chunk
from indexer.extract.sections import numbering, section_kind
from indexer.extract.tables import CELL
from models.document import Kind, Paragraph

_IMPRINT = (
    r"\bisbn\b", r"\bissn\b", r"©|copyright", r"\btryck(?:eri|ning|t|:)?\b", r"grafisk (?:form|formgivning)",
    r"\blayout\b", r"\bomslag", r"\bfoto(?:grafi)?\b|\bbild(?:er)?:", r"beställ", r"\bupplaga\b", r"ansvarig utgivare",
    r"(?:post|besöks)adress", r"\bwww\.|https?://", r"\btel(?:efon)?\b", r"\bdnr\b|diarienummer", r"\be-post\b",
)  # fmt: skip
_SIZE_STEP = 1.08


@dataclass(slots=True)
class _Item:
    page: int
    chunk: Chunk
    text: str
    kind: Kind | None = None
    level: int = 0

    @property
    def style(self) -> tuple[float, bool, bool, bool]:
        """What makes headings of one level look alike."""
        return (round(self.chunk.size * 2) / 2, self.chunk.bold, self.text.isupper(), self.chunk.italic)


def structure(
    pages: Sequence[list[Chunk]], body_size: float, outline: Sequence[OutlineEntry]
) -> list[tuple[Paragraph, ...]]:
    """Name every chunk of a document → paragraphs page by page (headings of level 1–6)."""
    items = [[_Item(number, chunk, chunk.text) for chunk in page] for number, page in enumerate(pages, 1)]
    known = {(_plain(entry.title), entry.page): entry.level for entry in outline}
    _mark_contents(items)
    _mark_front(items)
    for page in items:
        _mark_shapes(page)
        _mark_headings(page, body_size, known)
    every = [item for page in items for item in page]
    _set_levels(every, known)
    _mark_references(every)
    return [tuple(Paragraph(item.text, item.kind or "body", item.level) for item in page) for page in items]


def _plain(text: str) -> str:
    return re.sub(r"^[\d.\s]+|\W+", "", text.lower())


def _words(page: list[_Item]) -> int:
    return sum(len(item.text.split()) for item in page)


def _mark_front(items: list[list[_Item]]) -> None:
    """Cover and imprint: pages of few words with no running text, or with several of an imprint's words."""
    with_text = [page for page in items if page]
    if len(with_text) <= 2:
        return
    for page in [*with_text[:4], *with_text[-2:]]:
        text = " ".join(item.text for item in page).lower()
        signs = sum(re.search(sign, text) is not None for sign in _IMPRINT)
        running = sum(len(item.text.split()) >= 25 for item in page)
        cover = page is with_text[0] and _words(page) < 120 and running == 0
        imprint = _words(page) < 220 and signs >= (2 if running == 0 else 4)
        if cover or imprint:
            for item in page:
                if item.kind is None and not (len(item.text.split()) <= 3 and section_kind(item.text)):
                    item.kind = "imprint"


def _mark_contents(items: list[list[_Item]]) -> None:
    """Tables of contents: after their heading, or wherever several lines in a row end in a leader and a number."""
    inside = False
    for page in items:
        entries = [ENTRY.search(item.text) is not None for item in page]
        if inside and sum(entries) < max(2, 0.4 * len(page)):
            inside = False
        heads = [i for i, item in enumerate(page) if len(item.text) < 60 and not entries[i]]
        opening = next((i for i in heads if section_kind(page[i].text) == "innehall"), None)
        if opening is not None and any(entries[opening + 1 :]):
            inside = True
            page[opening].kind, page[opening].level = "heading", 1
        leaders = [
            i for i, item in enumerate(page) if re.search(r"[.·_…]{4,}|(?:[.·…] ){3,}", item.text) and entries[i]
        ]
        if inside or len(leaders) >= 4:
            marked = [i for i, entry in enumerate(entries) if entry and i >= (opening or 0)]
            for i in range(min(marked, default=0), max(marked, default=-1) + 1):
                page[i].kind = "contents"
        elif opening is not None and len(page) - opening > 5 and all(len(o.text) < 90 for o in page[opening + 1 :]):
            page[opening].kind, page[opening].level = "heading", 1
            for item in page[opening + 1 :]:
                item.kind = "contents"


def _mark_shapes(page: list[_Item]) -> None:
    for item in page:
        if item.kind:
            continue
        if item.chunk.shape == "note":
            item.kind = "note"
        elif (CAPTION.match(item.text) and len(item.text) < 300 and CELL not in item.text) or (
            item.text.lower().startswith(("källa:", "källor:", "kommentar:")) and len(item.text) < 300
        ):
            item.kind = "caption"
        elif item.chunk.shape == "row" or CELL in item.text:
            item.kind = "table"


def _mark_headings(page: list[_Item], body_size: float, outline: dict[tuple[str, int | None], int]) -> None:
    for index, item in enumerate(page):
        after = page[index + 1] if index + 1 < len(page) else None
        if item.kind is None and _is_heading(item, after, body_size, outline):
            item.kind = "heading"
        elif item.kind is None and (BULLET.match(item.text) or NUMBERED.match(item.text)):
            item.kind = "list"
        elif item.kind is None and item.chunk.indent >= 1.2 and len(item.chunk.lines) >= 2:
            item.kind = "quote"


def _is_heading(item: _Item, after: _Item | None, body_size: float, outline: dict[tuple[str, int | None], int]) -> bool:
    chunk, text = item.chunk, item.text
    letters = sum(c.isalpha() for c in text)
    if re.fullmatch(r"\d+(?:\.\d+)+\.?", text) and chunk.bold and chunk.gap > 0.45:
        return True
    if letters < 2 or len(text) > 200 or len(chunk.lines) > 4 or text[-1] in ",;" or BULLET.match(text):
        return False
    if (_plain(text), item.page) in outline or (_plain(text), item.page - 1) in outline:
        return True
    sentence = text[-1] in ".:" and len(text.split()) > 4
    if chunk.size >= _SIZE_STEP * body_size and chunk.size >= body_size + 0.6:
        return not sentence or chunk.size > 1.3 * body_size
    beside = min(body_size, after.chunk.size) if after else body_size
    if sentence or chunk.size < 0.95 * beside:
        return False
    apart = chunk.gap > 0.45
    starts = text[0].isupper() or text[0].isdigit()
    if chunk.bold and starts and apart:
        return len(text) < 120
    if len(text) > 80 or not starts or not apart or after is None:
        return False
    if text[-1] in ".:" or after.chunk.shape not in ("text", "list") or len(after.text) < 60:
        return False
    alone = len(chunk.lines) == 1 and not chunk.open
    return alone and (chunk.italic or text.isupper() or bool(numbering(text)) or bool(section_kind(text)))


def _set_levels(items: list[_Item], outline: dict[tuple[str, int | None], int]) -> None:
    """Levels of headings: from the file's outline and their numbering where there is one, else by their type."""
    headings = [item for item in items if item.kind == "heading" and not item.level]
    votes: dict[tuple[float, bool, bool, bool], Counter[int]] = defaultdict(Counter)
    for item in headings:
        marked = outline.get((_plain(item.text), item.page))
        depth = len(numbering(item.text))
        if marked:
            votes[item.style][marked] += 3
        if depth:
            votes[item.style][depth] += 2
        elif section_kind(item.text) in ("forord", "sammanfattning", "referenser", "bilaga", "abstract"):
            votes[item.style][1] += 1
    levels: dict[tuple[float, bool, bool, bool], int] = {}
    last = 0
    for style in sorted({item.style for item in headings}, key=lambda s: (s[0], s[1], s[2], not s[3]), reverse=True):
        last = votes[style].most_common(1)[0][0] if votes[style] else min(6, last + 1)
        levels[style] = last
    for item in headings:
        depth = len(numbering(item.text))
        marked = outline.get((_plain(item.text), item.page))
        front = section_kind(item.text) in ("forord", "sammanfattning", "abstract", "referenser", "bilaga")
        short = len(item.text.split()) <= 3
        item.level = max(1, min(6, marked or depth or (1 if front and short else levels[item.style])))


def _mark_references(items: list[_Item]) -> None:
    """Everything under a heading of references, up to the next heading of its level or a higher one."""
    inside = 0
    for item in items:
        if item.kind == "heading":
            kind = section_kind(item.text)
            if kind == "referenser" and len(item.text.split()) <= 6:
                inside = item.level
            elif inside and (item.level <= inside or kind == "bilaga"):
                inside = 0
        elif inside and item.kind not in ("note", "imprint", "contents"):
            item.kind = "reference"
