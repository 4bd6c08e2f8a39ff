"""A collection of judged queries: documents, questions, and which documents answer which question.

A folder with `docs.jsonl` (one object a line: `id`, `text` or `body`, and optionally `title`, `subtitle`, `authors` or
`author`, `year`, `summary`, `series`, `number`, `isbn`, `publisher`; whatever else stands there is passed over),
`queries.jsonl` (`id`, `text` or `query`, and optionally `kind`) and `qrels.tsv` (query, anything, document and grade,
parted by tabs; grades above 0 are useful).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import SettingsError


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """A document as a collection gives it; what it does not say is empty (`year` None)."""

    id: str
    text: str
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    summary: str = ""
    series: str = ""
    number: str = ""
    isbn: str = ""
    publisher: str = ""

    @property
    def whole(self) -> str:
        """Every word of it, for baselines that know no fields."""
        printed = (self.series, self.number, self.isbn, self.publisher)
        return "\n".join(filter(None, (self.title, self.subtitle, *self.authors, *printed, self.summary, self.text)))


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A question and the kind it is of ("" when its collection has no kinds)."""

    id: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """`grades` maps query id → document id → grade (from 1); a query without any has no answer in the collection."""

    documents: tuple[JudgedDocument, ...]
    queries: tuple[JudgedQuery, ...]
    grades: Mapping[str, Mapping[str, int]]


def read_collection(folder: Path) -> Collection:
    """Read a collection.

    Raises:
        SettingsError: a file is missing or malformed, an id is missing or stands twice, or a judgement names a query
            or document that does not exist; the message says where.
    """
    documents = tuple(_document(row, where) for row, where in _rows(folder / "docs.jsonl"))
    queries = tuple(_query(row, where) for row, where in _rows(folder / "queries.jsonl"))
    known = {document.id for document in documents}, {query.id for query in queries}
    for things, ids, name in ((documents, known[0], "docs.jsonl"), (queries, known[1], "queries.jsonl")):
        if len(things) != len(ids):
            raise SettingsError(f"{folder / name}: an id stands twice")
    return Collection(documents, queries, _grades(folder / "qrels.tsv", *known))


def _document(row: Mapping[str, Any], where: str) -> JudgedDocument:
    given = row.get("authors") or row.get("author") or ()
    authors = re.split(r"\s*;\s*", given) if isinstance(given, str) else [_plain(name) for name in given]
    year = re.search(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", _plain(row.get("year")))
    return JudgedDocument(
        id=_id(row, where),
        text="\n\n".join(dict.fromkeys(filter(None, (_plain(row.get("text")), _plain(row.get("body")))))),
        title=_plain(row.get("title")),
        subtitle=_plain(row.get("subtitle")),
        authors=tuple(filter(None, authors)),
        year=int(year[0]) if year else None,
        summary=_plain(row.get("summary") or row.get("abstract")),
        series=_plain(row.get("series")),
        number=_plain(row.get("number")),
        isbn=_plain(row.get("isbn")),
        publisher=_plain(row.get("publisher")),
    )


def _query(row: Mapping[str, Any], where: str) -> JudgedQuery:
    kind = _plain(row.get("kind") or row.get("type") or row.get("lang"))
    return JudgedQuery(_id(row, where), _plain(row.get("text") or row.get("query")), kind)


def _plain(value: object) -> str:
    """The text of a value that may be text, a number, nothing, or a list of paragraphs or pages."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n\n".join(filter(None, map(_plain, value)))
    if isinstance(value, Mapping):
        return _plain(value.get("text"))
    return str(value).encode("utf-8", "replace").decode().strip()


def _id(row: Mapping[str, Any], where: str) -> str:
    for key in ("id", "_id"):
        if row.get(key) not in (None, ""):
            return str(row[key])
    raise SettingsError(f"{where}: no id")


def _rows(path: Path) -> Iterator[tuple[Mapping[str, Any], str]]:
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise SettingsError(f"{path}, line {number}: {error}") from None
        if not isinstance(row, dict):
            raise SettingsError(f"{path}, line {number}: no object")
        yield row, f"{path}, line {number}"


def _grades(path: Path, documents: set[str], queries: set[str]) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        try:
            query, _, document, grade = line.split("\t")
            value = int(grade)
        except ValueError:
            if number == 1:
                continue  # a heading
            raise SettingsError(f"{path}, line {number}: not query, 0, document and grade, parted by tabs") from None
        if query not in queries or document not in documents:
            raise SettingsError(f"{path}, line {number}: {query} or {document} does not exist")
        if value > 0:
            grades.setdefault(query, {})[document] = value
    return grades


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        # Not splitlines(): a text may hold signs that it takes for ends of lines.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from None
    yield from ((number, line.rstrip("\r")) for number, line in enumerate(lines, 1) if line.strip())
