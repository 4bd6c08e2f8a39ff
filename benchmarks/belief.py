"""Learns how far signs are believed of area and target group: `python benchmarks/belief.py [--write]`.

A logistic model over the features of `indexer/describe/belief.py`, with a penalty on large weights; features that are
evidence get no negative weight. Learnt from the documents whose errors nobody looked at when terms were made: what the
older sets keep aside, and what `fourth` does not. Each label is right as far as its labellers agree. Printed are the
weights, and F1 of each set when its documents are believed by weights that were learnt without them (ten parts);
`--write` puts the weights into config/taxonomy/weights.toml.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

import config
from config.language import load_language, word_families
from config.taxonomy import Taxonomy, taxonomy
from indexer.describe.judged import Judged, read_judged
from indexer.describe.reader import BELIEVED, Reader
from indexer.describe.weights import LEARNT, BeliefWeights, describe_weights
from indexer.describe.zones import sentences_of
from indexer.extract.plain import read_plain
from models.claim import Field

FOLDER = Path("tests/golden/described")
SETS = (".", "later", "third", "fourth")
TWICE = (".", "third", "fourth")
EVIDENCE = ("title", "aim", "opening", "method", "asked", "result", "again", "share", "early", "phrase", "implied",
            "looked_at", "work")  # fmt: skip
OF: dict[Field, tuple[str, ...]] = {
    "area": ("bias", "title", "aim", "opening", "method", "result", "again", "share", "early", "phrase", "implied",
             "crowd", "long"),
    "group": ("bias", "title", "kin", "asked", "again", "share", "early", "phrase", "implied", "looked_at",
              "work", "staff", "crowd"),
}  # fmt: skip
"""At most fifteen weights each; features that got none are left out."""
PENALTY = 2.0
PARTS = 10
SURE = 0.97
"""Share of high claims that is to be right, so that unseen ones are in 95 % of cases."""
NEAR_MARK = 0.05
NEAREST = 0.25
"""The least belief in what is believed most of a report."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One candidate of a document with what people said of it: 1 right, 0 wrong, between where they differ."""

    concept: str
    branch: bool
    features: Numbers
    right: float


@dataclass(frozen=True, slots=True)
class Text:
    """A document's candidates, and the labels of the first labeller."""

    group: str
    cases: tuple[Case, ...]
    labels: frozenset[str]


def main() -> None:
    """Learn, print and, if asked to, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    judged = [(name, read_judged(FOLDER / name), _second(name)) for name in SETS]
    for facet in BELIEVED:
        # the groups' features hold the belief in areas, so those are learnt first
        weights = describe_weights(config.load().weights)
        reader = Reader(load_language(config.load()), taxonomy(), weights, word_families())
        texts = [
            _text(name, document, second.get(document.id), reader, facet)
            for name, documents, second in judged
            for document in documents
            if document.aside is not (name == "fourth")  # the terms were fitted to the others
        ]
        learnt = _learn(texts, facet)
        if write:
            write_beliefs({**weights.belief, facet: learnt})


def _second(name: str) -> dict[str, Judged]:
    return {document.id: document for document in read_judged(FOLDER / name, "2")} if name in TWICE else {}


def _text(name: str, document: Judged, second: Judged | None, reader: Reader, facet: Field) -> Text:
    known, both = taxonomy(), [document] if second is None else [document, second]
    pages = read_plain(document.text.encode()).pages
    cases = [
        Case(
            candidate.concept,
            candidate.branch,
            np.array([candidate.features.get(feature, 0.0) for feature in OF[facet]]),
            float(np.mean([_wanted(candidate.concept, d.labels[facet], known) for d in both])),
        )
        for candidate in reader.candidates(sentences_of(pages, document.title, document.subtitle), facet)
    ]
    return Text(name, tuple(cases), document.labels[facet])


def _wanted(concept: str, labels: Iterable[str], known: Taxonomy) -> bool:
    return any(concept in (label, known.top(label)) for label in labels)


def _learn(texts: Sequence[Text], facet: Field) -> BeliefWeights:
    """The weights by all texts, and the beliefs that count by those each text gets from the others."""
    believed: list[tuple[Text, Numbers]] = []
    for part in range(PARTS):
        weights = fitted([text for n, text in enumerate(texts) if n % PARTS != part], facet)
        believed += [(text, _beliefs(text, weights)) for n, text in enumerate(texts) if n % PARTS == part]
    marks = [round(0.3 + 0.02 * n, 2) for n in range(16)]
    reached = {mark: sum(_f1(believed, mark)) for mark in marks}
    # the mark in the middle of good ones: what is best by itself is best by chance
    medium = max(marks[2:-2], key=lambda mark: sum(reached[m] for m in marks if abs(m - mark) < NEAR_MARK))
    high = _sure(believed, medium)
    weights = fitted(texts, facet)
    print(f"{facet}: medium from {medium}, high from {high}")
    print("  " + ", ".join(f"{name} {weight:.2f}" for name, weight in zip(OF[facet], weights, strict=True)))
    for name in SETS:
        mine = [(text, beliefs) for text, beliefs in believed if text.group == name]
        top, exact = _f1(mine, medium)
        print(f"  {name}: {len(mine)} texts, F1 {top:.2f} / {exact:.2f}")
    features = {name: round(float(w), 2) for name, w in zip(OF[facet], weights, strict=True)}
    return BeliefWeights(high, medium, NEAREST, features)


def fitted(texts: Sequence[Text], facet: Field) -> Numbers:
    """Newton's method on the penalised likelihood; a weight of evidence that would become negative stays nought."""
    rows = np.array([case.features for text in texts for case in text.cases])
    right = np.array([case.right for text in texts for case in text.cases])
    penalty = np.array([1e-3 if name == "bias" else PENALTY for name in OF[facet]])
    evidence = np.array([name in EVIDENCE for name in OF[facet]])
    weights = np.zeros(len(penalty))
    for _ in range(200):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (likely - right) + penalty * weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(penalty)
        free = ~(evidence & (weights <= 0) & (slope > 0))
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        before, weights = weights, weights - step
        weights[evidence] = np.maximum(weights[evidence], 0.0)
        if np.abs(weights - before).max() < 1e-7:
            break
    return weights


def _beliefs(text: Text, weights: Numbers) -> Numbers:
    return np.array([1 / (1 + np.exp(-case.features @ weights)) for case in text.cases])


def _said(text: Text, beliefs: Numbers, mark: float) -> set[str]:
    """The concepts claimed, as `believed_claims` does."""
    best = max(beliefs, default=0.0)
    least = mark if best >= mark else max(best, NEAREST)
    said = {case.concept for case, belief in zip(text.cases, beliefs, strict=True) if belief >= least}
    return said | {taxonomy().top(concept) for concept in said}


def _f1(believed: Sequence[tuple[Text, Numbers]], mark: float) -> tuple[float, float]:
    """F1 at the top and at the second level."""
    found = []
    for top in (True, False):
        right = wrong = missed = 0
        for text, beliefs in believed:
            said = {c for c in _said(text, beliefs, mark) if (taxonomy().concepts[c].parent == "") is top}
            wanted = {taxonomy().top(c) for c in text.labels} if top else {
                c for c in text.labels if taxonomy().concepts[c].parent
            }  # fmt: skip
            right, wrong, missed = right + len(said & wanted), wrong + len(said - wanted), missed + len(wanted - said)
        found.append(2 * right / max(1, 2 * right + wrong + missed))
    return found[0], found[1]


def _sure(believed: Sequence[tuple[Text, Numbers]], medium: float) -> float:
    """The smallest belief from which `SURE` of the candidates are right."""
    rows = sorted(
        ((belief, case.right) for text, beliefs in believed for case, belief in zip(text.cases, beliefs, strict=True)),
        reverse=True,
    )
    right, best = 0.0, 1.0
    for number, (belief, share) in enumerate(rows, start=1):
        right += share
        if right >= SURE * number and belief > medium:
            best = belief
    return round(float(best), 2)


def write_beliefs(learnt: Mapping[str, BeliefWeights]) -> None:
    """Write the weights of all facets that are believed."""
    lines = ["# Made by benchmarks/belief.py and wording.py from the judged documents; see docs/description.md."]
    for facet, weights in learnt.items():
        lines += ["", f"[{facet}]", f"high = {weights.high}", f"medium = {weights.medium}"]
        lines += [f"nearest = {weights.nearest}", "", f"[{facet}.features]"]
        lines += [f"{name} = {weight}" for name, weight in weights.features.items()]
    LEARNT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
