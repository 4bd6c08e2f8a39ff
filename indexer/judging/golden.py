"""The project's own judged queries: the example studies of the source tree and the questions put to them."""

import json
import tomllib
from pathlib import Path
from typing import Any

from indexer.judging.collection import Collection, JudgedDocument, JudgedQuery
from models.errors import SettingsError

STUDIES = Path("tests") / "sites" / "studies"
QUERIES = Path("tests") / "golden"
PARTS = {"tuning": "tuning.jsonl", "seen": "queries.jsonl", "kept aside": "aside.jsonl"}
"""Part → file. Weights are set on the first; the second was kept aside until 2026-11-28 and has been looked at since;
of the third, written without sight of code and word lists, only the figures are read."""


def golden_collection(root: Path, part: str) -> Collection:
    """The studies as documents, and the queries of one part: what the reader asked for has grade 2, what is useful
    also 1.

    Args:
        root: the source tree.
        part: a key of `PARTS`.

    Raises:
        SettingsError: `root` is no source tree of this project.
    """
    if not (root / STUDIES).is_dir() or not (root / QUERIES).is_dir():
        raise SettingsError(f"no judged queries in {root}: give a folder, or run in the source tree")
    documents = tuple(_study(path) for path in sorted((root / STUDIES).glob("*.md")))
    lines = (root / QUERIES / PARTS[part]).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return Collection(
        documents=documents,
        queries=tuple(JudgedQuery(row["id"], row["query"], row["kind"]) for row in rows),
        grades={row["id"]: grades for row in rows if (grades := _grades(row))},
    )


def _grades(row: dict[str, Any]) -> dict[str, int]:
    """Study → grade, in either form: all that is relevant, or the one study that was meant and others beside it."""
    if "relevant" in row:
        return dict(row["relevant"])
    return dict.fromkeys(row["also"], 1) | {row["study"]: 2} if row["study"] else {}


def _study(path: Path) -> JudgedDocument:
    """A study: what its front matter says, in TOML between two lines of +++, and its text in Markdown."""
    _, front, text = path.read_text(encoding="utf-8").split("+++\n", 2)
    given = tomllib.loads(front)
    return JudgedDocument(
        id=path.stem,
        text=text,
        title=given["title"],
        subtitle=given.get("subtitle", ""),
        authors=tuple(given["authors"]),
        year=given.get("year"),
        series=given.get("series", ""),
        number=given.get("series_number", ""),
        publisher=given.get("publisher", ""),
    )
