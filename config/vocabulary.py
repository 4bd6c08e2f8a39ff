"""Closed vocabularies with labels in both languages; code uses their ids."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "taxonomy" / "document_kind.toml"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: its permanent id, its labels, and the words that reports write for it."""

    id: str
    sv: str
    en: str
    words: tuple[str, ...]


@cache
def document_kinds() -> dict[str, Term]:
    """The kinds of document by id, in the order of the file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["kind"]
    return {row["id"]: Term(row["id"], row["sv"], row["en"], tuple(row["words"])) for row in rows}


def kind_id(word: str) -> str:
    """The kind that a report's own word names; `other` for words that the vocabulary lacks."""
    folded = " ".join(word.casefold().split())
    return next((term.id for term in document_kinds().values() if folded in term.words), OTHER)
