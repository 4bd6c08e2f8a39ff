"""What the front pages say by their type: title and subtitle."""

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.describe.figures import series_number
from indexer.describe.names import BODY, ROLES, read_names, written_by
from indexer.describe.numbers import MONTHS, YEAR
from indexer.extract.document import Document, TypeLine
from indexer.extract.hyphens import join
from indexer.extract.sections import numbering, section_kind
from models.claim import Claim

_GENERIC = re.compile(
    r"^(?:fou[- ]?)?(?:(?:arbets|del|slut|forsknings|utvärderings|projekt|års)?-?rapport(?:er|serie|en)?|skriftserie|"
    r"kunskapsöversikt|pm|kandidatuppsats|examensarbete|working paper|utvärdering|kartläggning|publikation|skrift|"
    r"teknisk rapport|delrapport \d+|(?:[a-zåäö]+)?uppsats i .*)(?:\s+(?:nr\s*)?[\d:/]+)?$",
    re.I,
)
_UNIT = re.compile(
    r"^(?:(?-i:FoU[ -][A-ZÅÄÖ]\S*(?:(?: i| och| &| /)? [A-ZÅÄÖ]\S*){0,4})|"
    r".*\b(?:universitet|university|högskolan?|kommun(?:förbundet)?|landsting|länsstyrelsen|\w*centrum|"
    r"förvaltning(?:en)?|institutionen för .*|avdelningen för .*|forskningsråd|kommunalförbund(?:et)?)|"
    r"(?:region|stiftelsen|forskningsmiljön|föreningen|institutionen|avdelningen|enheten|\w*departementet|"
    r"kommunförbundet|göteborgsregionen)\b.*|[\w\s]+ (?:stad|län))$",
    re.I,
)
_NO_SUBTITLE = re.compile(
    r"^(?:(?:rapport)?författare|text|redaktör(?:er)?|(?:.*\s)?av|\w+(?:förvaltning(?:en)?|nämnden|kontoret|enheten))\W*$|"
    rf"^{ROLES}\w*\s*:", re.I
)  # fmt: skip
_NO_TITLE = re.compile(
    rf"^[\W\d]*$|isbn|issn|www\.|https?:|@|\bdnr\b|^(?:{MONTHS})?\s*{YEAR}$|^(?:datum|version|sida)\b|"
    rf"^\d{{1,2}} (?:{MONTHS}) {YEAR}$|^[^\d]{{0,40}}{YEAR}-\d\d-\d\d\b",
    re.I,
)
OPENINGS = {"innehall", "forord", "sammanfattning", "abstract", "inledning", "bakgrund", "syfte"}
"""Sections whose heading says that the title page is over."""

SPARSE = 500
"""A page with fewer letters than this holds no running text: what stands next below its title is its subtitle."""

_LINKS = {"för", "om", "av", "i", "till", "och", "med", "på", "hos", "från", "vid", "mellan", "under", "samt"}


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines of one type on a front page."""

    page: int
    text: str
    size: float
    bold: bool
    top: float
    low: float
    rows: tuple[str, ...]

    @property
    def letters(self) -> int:
        """How many letters it has."""
        return sum(c.isalpha() for c in self.text)


def blocks_of(lines: Sequence[TypeLine]) -> list[Block]:
    """Group the lines of one page, from the top, into blocks of the same type."""
    blocks: list[Block] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x)):
        words = " ".join(line.text.split())
        last = blocks[-1] if blocks else None
        step = last.low - line.y if last else 0.0
        if (
            last
            and abs(last.size - line.size) <= 0.06 * line.size
            and last.bold == line.bold
            and step <= 1.75 * line.size
        ):
            text = join(last.text, words)
            blocks[-1] = Block(line.page, text, last.size, last.bold, last.top, line.y, (*last.rows, words))
        else:
            blocks.append(Block(line.page, words, line.size, line.bold, line.y, line.y, (words,)))
    return blocks


def title_claims(document: Document, body_size: float, units: Collection[str] = ()) -> Iterator[Claim]:
    """Title and subtitle from the first page with words that has one; the file's own title as a hint."""
    metadata = _plausible_title(document)
    found: Block | None = None
    for page in dict.fromkeys(line.page for line in document.front):
        blocks = blocks_of([line for line in document.front if line.page == page])
        chosen = _choose(blocks, body_size, units)
        if chosen is not None:
            found, subtitle, large = chosen
            agreed = metadata and fold(metadata) in (fold(found.text), fold(f"{found.text} {subtitle}"))
            sure = 0.97 if agreed else 0.9 if large else 0.6
            rule = "largest type on the front page" if large else "first words of the front page"
            yield Claim("title", _cased(found.text), "pdf", rule, sure, found.page, found.text)
            if subtitle:
                yield Claim("subtitle", subtitle, "pdf", "type below the title", sure - 0.05, found.page, subtitle)
            break
    if metadata:
        printed = fold(metadata) in fold(" ".join(line.text for line in document.front))
        yield Claim("title", metadata, "metadata", "title of the file", 0.55 if printed else 0.25, None, metadata)


def _choose(blocks: list[Block], body_size: float, units: Collection[str]) -> tuple[Block, str, bool] | None:
    """The title's block (with what belongs to it), the subtitle, and whether its type is larger than the text's."""
    named = {unit.casefold() for unit in units}
    series = " ".join(fold(b.text) for b in blocks if series_number(b.text) and len(b.text.split()) <= 8)
    fit = [
        b
        for b in blocks
        if b.letters >= 4 and not _is_other(b.text, named) and not (len(b.text.split()) <= 3 and fold(b.text) in series)
    ]
    if not fit:
        return None
    if section_kind(max(fit, key=lambda b: b.size).text) in OPENINGS:
        return None
    large = [b for b in fit if b.size >= 1.12 * body_size and len(b.text) < 300]
    bold = [b for b in fit if b.bold and len(b.text) < 300]
    choice = max(large or bold or [fit[0]], key=lambda b: (b.size * (0.92 if _is_caps(b.text) else 1), b.bold))
    if not large and (len(choice.text) > 200 or choice.text[-1] in ".,;"):
        return None
    at = blocks.index(choice)
    title, after = choice, at + 1
    while after < len(blocks) and _belongs(title, blocks[after]):
        more = blocks[after]
        joined = (
            f"{_sentence(title.text)} {_link(more.text)}"
            if _is_caps(title.text)
            else f"{title.text} {_link(more.text)}"
        )
        title = Block(title.page, joined, more.size, title.bold, title.top, more.low, title.rows + more.rows)
        after += 1
    sparse = sum(block.letters for block in blocks) < SPARSE
    return title, _subtitle(title, blocks[after:], body_size, sparse, named), bool(large)


def _subtitle(title: Block, blocks: Sequence[Block], body_size: float, sparse: bool, units: Collection[str]) -> str:
    """What stands below the title and is neither names nor anything else that covers tell, "" when nothing does.
    Names may stand between the two when the subtitle is set larger; on a `sparse` page it may stand far below when
    nothing after it is as large."""
    names = next((i for i, block in enumerate(blocks) if not all(map(read_names, block.rows))), len(blocks))
    if names == len(blocks) or (names and blocks[names].size <= 1.1 * blocks[0].size):
        return ""
    whole, after = blocks[names], blocks[names + 1 :]
    rows = tuple(itertools.takewhile(lambda row: not read_names(row), whole.rows))
    if not rows or read_names(whole.text) or any(written_by(whole.text)):
        return ""
    below = whole if len(rows) == len(whole.rows) else replace(whole, text=" ".join(rows), rows=rows)
    dashed = below.text[0] in "–—-"
    first = sparse and len(rows) <= 3 and all(below.size > 1.1 * block.size for block in after)
    near = title.low - below.top <= (9 if first else 4.5) * max(title.size, below.size)
    heads_text = bool(after) and len(after[0].rows) >= 2 and len(after[0].text) > 150
    heads = section_kind(below.text) in OPENINGS or numbering(below.text)
    other = heads or heads_text or _is_other(below.text, units) or _NO_SUBTITLE.match(below.text)
    prominent = below.size >= 1.05 * body_size or below.bold or dashed or sparse
    fits = below.letters >= 6 and len(below.text) < 300 and below.size < 1.02 * title.size
    return below.text.lstrip("–—- ").strip() if (near or dashed) and prominent and fits and not other else ""


def _belongs(title: Block, below: Block) -> bool:
    """Whether the next block goes on with the title: one of them ends or begins in the middle of a phrase."""
    near = title.low - below.top <= 3.2 * max(title.size, below.size)
    last = title.text.split()[-1].lower()
    first = below.text.split()[0]
    like = below.text[0].islower() or abs(title.size - below.size) <= 0.1 * title.size
    same = below.text[0].islower() and abs(title.size - below.size) <= 0.03 * title.size  # in another weight
    goes_on = same or (
        (last in _LINKS and like) or (first in _LINKS and below.bold == title.bold) or below.text.lower() in _LINKS
    )
    return near and goes_on and below.letters >= 1 and len(below.text) < 150


def _is_other(text: str, units: Collection[str]) -> bool:
    """Whether a block is something else than a title: a series, a unit, a kind of document, a number, a date."""
    text = " ".join(text.split())
    if text.casefold() in units or _NO_TITLE.search(text) or _GENERIC.match(text) or len(text) < 3:
        return True
    numbered = series_number(text)
    if numbered is not None and len(text.split()) <= 8:
        return True
    return _is_unit(text)


def _is_unit(text: str) -> bool:
    """Whether a line is a unit's name. What stands in, at or for a unit is one only where it is a body itself:
    "Enheten för vuxna i Ekeby kommun", not "Handledning i Ekeby kommun"."""
    if not _UNIT.match(text) or len(text.split()) > 8:
        return False
    thing, within, _ = text.partition(" i ")
    return not within or (BODY.search(thing) or re.search(r"\bFoU\b|^\S+(?:tjänst|omsorg)en$", thing)) is not None


def _is_caps(text: str) -> bool:
    return text.isupper()


def _sentence(text: str) -> str:
    return text[:1] + text[1:].lower() if _is_caps(text) else text


def _link(text: str) -> str:
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}".strip() if first.lower() in _LINKS else text


def _cased(text: str) -> str:
    """A title set in capitals as it would be written; short ones and abbreviations may be meant so and stay."""
    return _sentence(text) if _is_caps(text) and len(text.split()) >= 2 else text


def fold(text: str) -> str:
    """Letters and digits alone, small."""
    return re.sub(r"\W+", "", text.casefold())


def _plausible_title(document: Document) -> str:
    """The file's own title, "" when it is a program's, a file's or a template's name."""
    title = " ".join(document.metadata.get("title", "").split())
    named = re.search(
        r"microsoft word|\.(?:docx?|pdf|indd|qxd|pptx?|odt)\b|untitled|namnlös|dokument ?\d|kopia av|mall\b|"
        r"^till styrelsen|presentation\d*$|^print|_|^\W*$",
        title,
        re.I,
    )
    return "" if named or sum(c.isalpha() for c in title) < 4 else title
