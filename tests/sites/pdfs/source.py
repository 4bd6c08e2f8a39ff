"""Reads a study: TOML front matter, then a small Markdown subset (headings, paragraphs, lists, block quotes, pipe
tables with a caption, footnotes, emphasis)."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parents[1] / "studies"
FRONT_HEADINGS = ("Förord", "Sammanfattning", "Abstract")

BlockKind = Literal["heading", "paragraph", "bullets", "numbered", "quote", "caption", "table"]
PieceKind = Literal["text", "emphasis", "note"]


class SourceError(ValueError):
    """A study breaks the form; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text within a paragraph. A `note` holds the whole text of the footnote."""

    kind: PieceKind
    text: str


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """`lines` are the paragraph itself, the items of a list, the paragraphs of a quotation or the cells of a table
    row by row (`columns` cells a row, the header row first)."""

    kind: BlockKind
    lines: tuple[Line, ...]
    columns: int = 0
    level: int = 0
    start: int = 1

    @property
    def rows(self) -> tuple[tuple[Line, ...], ...]:
        """The rows of a table, the header row first."""
        return tuple(self.lines[n : n + self.columns] for n in range(0, len(self.lines), self.columns))


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: its heading and what follows up to the next one."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """One invented report. `series` and `series_number` are "" where the report has none."""

    slug: str
    number: int
    title: str
    subtitle: str
    authors: tuple[str, ...]
    year: int
    series: str
    series_number: str
    environment: str
    publisher: str
    kind: str
    municipalities: tuple[str, ...]
    keywords: tuple[str, ...]
    blurb: str
    sections: tuple[Section, ...]

    @property
    def front(self) -> tuple[Section, ...]:
        """Foreword, summary and abstract."""
        return tuple(section for section in self.sections if section.heading in FRONT_HEADINGS)

    @property
    def body(self) -> tuple[Section, ...]:
        """All other chapters."""
        return tuple(section for section in self.sections if section.heading not in FRONT_HEADINGS)

    @property
    def full_title(self) -> str:
        """Title and subtitle as a bibliography writes them."""
        return f"{self.title}. {self.subtitle}" if self.subtitle else self.title


@cache
def studies() -> tuple[Study, ...]:
    """All studies in the order of their numbers.

    Raises:
        SourceError: a file breaks the form, or two have the same number.
    """
    found = sorted((read_study(path) for path in FOLDER.glob("*.md")), key=lambda study: study.number)
    numbers = [study.number for study in found]
    if len(set(numbers)) != len(numbers):
        raise SourceError(f"{FOLDER}: two studies have the same number")
    return tuple(found)


def read_study(path: Path) -> Study:
    """Read one file.

    Raises:
        SourceError: the file breaks the form.
    """
    parts = re.split(r"^\+\+\+$\n?", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise SourceError(f"{path.name}: no front matter between +++ lines")
    try:
        facts = tomllib.loads(parts[1])
        return Study(
            slug=path.stem,
            number=facts["number"],
            title=facts["title"],
            subtitle=facts.get("subtitle", ""),
            authors=tuple(facts["authors"]),
            year=facts["year"],
            series=facts.get("series", ""),
            series_number=facts.get("series_number", ""),
            environment=facts["environment"],
            publisher=facts["publisher"],
            kind=facts["kind"],
            municipalities=tuple(facts["municipalities"]),
            keywords=tuple(facts.get("keywords", ())),
            blurb=facts["blurb"],
            sections=tuple(_sections(path.name, parts[2])),
        )
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise SourceError(f"{path.name}: {error}") from None


def plain(line: Line) -> str:
    """The words of a line without its notes."""
    return "".join(piece.text for piece in line if piece.kind != "note")


def notes(line: Line) -> list[str]:
    """The footnotes of a line."""
    return [piece.text for piece in line if piece.kind == "note"]


def _sections(name: str, text: str) -> Iterator[Section]:
    head, *chapters = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    if head.strip():
        raise SourceError(f"{name}: text before the first heading: {head.strip()[:40]!r}")
    for heading, body in zip(chapters[::2], chapters[1::2], strict=True):
        footnotes = dict(re.findall(r"^\[\^(\w+)\]: (.+)$", body, flags=re.MULTILINE))
        body = re.sub(r"^\[\^\w+\]: .+$", "", body, flags=re.MULTILINE)
        called = set(re.findall(r"\[\^(\w+)\]", body))
        if called != set(footnotes):
            raise SourceError(f"{name}: {heading}: notes called {sorted(called)}, given {sorted(footnotes)}")
        yield Section(heading.strip(), tuple(_blocks(name, body, footnotes)))


def _blocks(name: str, body: str, footnotes: dict[str, str]) -> Iterator[Block]:
    chunks = [chunk.splitlines() for chunk in re.split(r"\n\s*\n", body.strip()) if chunk.strip()]
    for position, rows in enumerate(chunks):
        first = rows[0]

        def lines(pattern: str, rows: list[str] = rows) -> tuple[Line, ...]:
            return tuple(_line(re.sub(pattern, "", row), footnotes) for row in rows if re.sub(pattern, "", row).strip())

        if first.startswith("### "):
            yield Block("heading", (_line(first[4:], footnotes),), level=3)
            if rows[1:]:
                yield from _blocks(name, "\n".join(rows[1:]), footnotes)
        elif all(row.startswith("- ") for row in rows):
            yield Block("bullets", lines(r"^- "))
        elif all(re.match(r"\d+\. ", row) for row in rows):
            yield Block("numbered", lines(r"^\d+\. "), start=int(first.split(".")[0]))
        elif all(row.startswith(">") for row in rows):
            yield Block("quote", lines(r"^> ?"))
        elif all(row.startswith("|") for row in rows):
            yield _table(name, rows, footnotes)
        elif len(rows) > 1 and rows[1].startswith("|"):
            yield Block("caption", (_line(first, footnotes),))
            yield _table(name, rows[1:], footnotes)
        elif first[0] in "|>#" or len(rows) > 1:
            raise SourceError(f"{name}: a chunk is not of the subset: {first[:60]!r}")
        else:
            before_table = position + 1 < len(chunks) and chunks[position + 1][0].startswith("|")
            yield Block("caption" if before_table else "paragraph", (_line(first, footnotes),))


def _table(name: str, rows: list[str], footnotes: dict[str, str]) -> Block:
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    cells = [row for row in cells if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    if len({len(row) for row in cells}) != 1:
        raise SourceError(f"{name}: rows of different length in the table {rows[0][:60]!r}")
    return Block("table", tuple(_line(cell, footnotes) for row in cells for cell in row), columns=len(cells[0]))


def _line(text: str, footnotes: dict[str, str]) -> Line:
    pieces: list[Piece] = []
    for part in re.split(r"(\[\^\w+\]|\*[^*]+\*)", text.strip()):
        if part.startswith("[^"):
            pieces.append(Piece("note", footnotes[part[2:-1]].replace("*", "")))
        elif part.startswith("*") and part.endswith("*") and len(part) > 2:
            pieces.append(Piece("emphasis", part[1:-1]))
        elif part:
            pieces.append(Piece("text", part))
    return tuple(pieces)
