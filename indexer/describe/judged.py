"""Judged documents: how often the description is right, measured against what people say of the same texts."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from config.taxonomy import Taxonomy
from indexer.describe.subject import SHOWN, Describer
from indexer.extract.plain import read_plain
from models.claim import Claim, Field
from models.errors import SettingsError

FACETS: tuple[Field, ...] = ("area", "group", "study_type", "method", "intervention", "law", "municipality")
STEPS = (0.0, 0.5, 0.7, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """One document with the labels of one person. `labels` are facet → values; the main study type is one value.
    `aside` says that it was never looked at while rules were made."""

    id: str
    title: str
    subtitle: str
    text: str
    year: int | None
    labels: Mapping[str, frozenset[str]]
    aside: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one facet at one level: `right` claims, `wrong` ones and labels that were `missed`."""

    facet: str
    level: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of claims that are right; 1 when there are none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of labels that were found; 1 when there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """Calibration: of `claims` with a confidence from `low` to below `high`, the share that is right, and what they
    said."""

    low: float
    high: float
    claims: int
    said: float
    right: float


def aside(document_id: str) -> bool:
    """Whether a document is kept aside from tuning: fixed by its id, so that nobody can choose."""
    return hashlib.sha256(document_id.encode()).digest()[0] % 2 == 0


def read_judged(folder: Path, labeller: str = "1") -> list[Judged]:
    """The documents of `folder/documents.jsonl` with the labels of `folder/labels-<labeller>.jsonl`. Who wrote them may
    have said in `aside.txt` which are kept aside; else their ids tell.

    Raises:
        SettingsError: a file is missing, or a document has no labels.
    """
    try:
        documents = _lines(folder / "documents.jsonl")
        labels = {line["id"]: line for line in _lines(folder / f"labels-{labeller}.jsonl")}
        listed = folder / "aside.txt"
        kept = frozenset(listed.read_text(encoding="utf-8").split()) if listed.exists() else None
        return [_judged(folder, line, labels[line["id"]], kept) for line in documents]
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(f"{folder}: {error}") from error


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _judged(
    folder: Path, line: Mapping[str, object], labels: Mapping[str, object], kept: frozenset[str] | None
) -> Judged:
    text = str(line.get("text", ""))
    if name := line.get("file"):
        text = (folder / str(name)).read_text(encoding="utf-8")
        text = text.split("\n+++\n", 1)[1] if text.startswith("+++") else text
    values: dict[str, object] = {f: labels[f] for f in FACETS if f in labels}
    sets = {f: frozenset(v if isinstance(v, list) else [str(v)] if v else []) for f, v in values.items()}
    year = line.get("year")
    return Judged(
        id=str(line["id"]),
        title=str(line["title"]),
        subtitle=str(line.get("subtitle", "")),
        text=text,
        year=year if isinstance(year, int) else None,
        labels=sets,
        aside=aside(str(line["id"])) if kept is None else line["id"] in kept,
    )


def described(documents: Iterable[Judged], describer: Describer) -> dict[str, tuple[Claim, ...]]:
    """What the rules say of each document, by its id."""
    return {
        d.id: describer.subject(read_plain(d.text.encode()).pages, d.title, d.subtitle, year=d.year).described
        for d in documents
    }


def scores(
    documents: Sequence[Judged], claims: Mapping[str, Sequence[Claim]], taxonomy: Taxonomy, floor: float = SHOWN
) -> list[Score]:
    """Precision and recall of every facet; where it has two levels, of each. The main study type is right or wrong."""
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for document in documents:
        for facet, level, said, wanted in _compared(document, claims[document.id], taxonomy, floor):
            row = counted[(facet, level)]
            row[0] += len(said & wanted)
            row[1] += len(said - wanted)
            row[2] += len(wanted - said)
    return [Score(facet, level, *numbers) for (facet, level), numbers in counted.items()]


def _compared(
    document: Judged, claims: Sequence[Claim], taxonomy: Taxonomy, floor: float
) -> Iterator[tuple[str, str, frozenset[str], frozenset[str]]]:
    concepts = taxonomy.concepts
    for facet, wanted in document.labels.items():
        said = [str(c.value) for c in claims if c.field == facet and c.confidence >= floor]
        if facet == "study_type":
            main = frozenset(said[:1])
            yield facet, "main", main, wanted
            yield facet, "main, top", _tops(main, taxonomy), _tops(wanted, taxonomy)
        elif facet == "municipality":
            yield facet, "", frozenset(said), wanted
        elif facet in ("intervention", "law"):
            yield facet, "", frozenset(v for v in said if concepts[v].parent), wanted
        else:
            yield facet, "top", _tops(said, taxonomy), _tops(wanted, taxonomy)
            children = frozenset(v for v in said if concepts[v].parent)
            yield facet, "second", children, frozenset(v for v in wanted if concepts[v].parent)


def _tops(values: Iterable[str], taxonomy: Taxonomy) -> frozenset[str]:
    return frozenset(taxonomy.top(value) for value in values)


def calibration(documents: Sequence[Judged], claims: Mapping[str, Sequence[Claim]], taxonomy: Taxonomy) -> list[Step]:
    """How often claims of each confidence are right, all facets together. A claim for a top concept is right when the
    label lies below it."""
    found: dict[tuple[float, float], list[tuple[float, bool]]] = defaultdict(list)
    for document in documents:
        seen = set()
        for claim in claims[document.id]:
            value, facet = str(claim.value), claim.field
            if facet not in document.labels or (facet, value) in seen:
                continue
            seen.add((facet, value))
            wanted = document.labels[facet]
            known = value in wanted or (value in taxonomy.concepts and value in _tops(wanted, taxonomy))
            step = next((low, high) for low, high in pairwise(STEPS) if low <= claim.confidence < high)
            found[step].append((claim.confidence, known))
    return [
        Step(
            low, high, len(rows), sum(said for said, _ in rows) / len(rows), sum(right for _, right in rows) / len(rows)
        )
        for (low, high), rows in sorted(found.items())
    ]
