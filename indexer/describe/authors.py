"""Authors from the front pages."""

import re
from collections.abc import Collection, Iterator, Sequence

from indexer.describe.front import OPENINGS, fold
from indexer.describe.names import NOT_NAMES, OTHER_ROLE, known_given, read_names
from indexer.describe.numbers import YEAR
from indexer.extract.document import Document, TypeLine
from indexer.extract.sections import section_kind
from models.claim import Claim

_ADDRESS = re.compile(r"^\S+@\S+$|^(?:tel\w*|mobil)?[\s.:]*\+?\d[\d\s/–-]{5,}$", re.I)


def author_claims(
    document: Document, title: str, places: Collection[str] = (), units: Collection[str] = ()
) -> Iterator[Claim]:
    """Authors from the front pages: lines of names on the title page, or after "Författare" wherever it stands."""
    named = {unit.casefold() for unit in units}
    folded = fold(title)
    for page in dict.fromkeys(line.page for line in document.front):
        lines = [line for line in document.front if line.page == page]
        if any(section_kind(line.text) == "innehall" for line in lines):
            continue
        labelled = _labelled(lines, places)
        if labelled:
            yield Claim("authors", labelled[0], "pdf", "after the word author", 0.95, page, labelled[1])
            return
        names: list[str] = []
        quotes: list[str] = []
        others = False
        for line in _whole_rows(lines, places):
            if section_kind(line) in OPENINGS and len(line.split()) <= 3:
                break  # running text begins here, where names are those of other people
            if fold(line) in folded or line.casefold() in named:
                continue
            others = OTHER_ROLE.fullmatch(line.strip()) is not None or (others and bool(read_names(line, places)))
            if others:
                continue
            read = read_names(line, places) or read_names(" ".join(line.split()), places)
            found = [name for name in read if name not in names]
            if found:
                names += found
                quotes.append(line)
        if names:
            sure = 0.75 + 0.17 * known_given(names)
            yield Claim("authors", tuple(names), "pdf", "names on the title page", sure, page, " / ".join(quotes))
            return
        byline = _byline(lines, folded, places)
        if byline:
            yield Claim("authors", byline[0], "pdf", "names beside unit or date", 0.7, page, byline[1])
            return


def _byline(lines: Sequence[TypeLine], title: str, places: Collection[str]) -> tuple[tuple[str, ...], str] | None:
    """Names among other words in one sentence right below the title: "PM om insatser, FoU Syd, Moa Frisk, 14 mars"."""
    rows = list(_rows(lines))
    below = next((at for at, row in enumerate(rows, 1) if len(fold(row)) > 3 and fold(row) in title), 0)
    for at in range(below, min(below + 2, len(rows))) if below else ():
        text = " ".join(rows[at : at + 2])
        dated = re.search(rf"\b{YEAR}\b", text)
        parts = re.split(r"[,.;]\s+", text[: dated.end()] if dated else "")
        names = [name for part in parts for name in read_names(part, places) if known_given([name])]
        if names and len(parts) > len(names) and len(text) < 220:
            return tuple(dict.fromkeys(names)), text[: dated.end() if dated else 0]
    return None


def _rows(lines: Sequence[TypeLine]) -> Iterator[str]:
    """The lines from the top, left before right."""
    for line in sorted(lines, key=lambda line: (-round(line.y), line.x)):
        yield line.text


def _whole_rows(lines: Sequence[TypeLine], places: Collection[str]) -> Iterator[str]:
    """The rows, where a list of names that breaks inside a name is put together again."""
    ordered = sorted(lines, key=lambda line: (-round(line.y), line.x))
    skip = False
    for line, below in zip(ordered, [*ordered[1:], None], strict=True):
        if skip:
            skip = False
            continue
        whole = f"{line.text} {below.text}" if below is not None and abs(below.size - line.size) < 0.6 else ""
        if whole and not read_names(line.text, places) and len(read_names(whole, places)) >= 2:
            skip = True
            yield whole
        else:
            yield line.text


def _labelled(lines: Sequence[TypeLine], places: Collection[str]) -> tuple[tuple[str, ...], str] | None:
    rows = list(_rows(lines))
    for index, row in enumerate(rows):
        match = re.match(
            r"(?:(?:rapport)?författare|(?:skriven|författad|utarbetad|sammanställd) av)\s*:?\s*(.*)$", row, re.I
        )
        if not match:
            continue
        names = list(read_names(match[1], places)) if match[1] else []
        for more in rows[index + 1 :]:
            if _ADDRESS.search(more) and not read_names(more, places):
                continue
            found = read_names(more, places)
            if not found or NOT_NAMES.search(more):
                break
            names += found
        if names:
            return tuple(dict.fromkeys(names)), row
    return None
