"""Learns what words tell of study type and method: `python benchmarks/wording.py [--write]`.

First a logistic model for each concept over the words (`indexer/describe/wording.py`), from the texts written for it
(`tests/golden/described/written`) and the judged documents, but what `fourth` keeps aside. Then, with scores that each
text got from the others (eight parts), how words and rules are weighed together (`indexer/describe/opinion.py`): from
the written texts and those judged documents to which no term was fitted, as in benchmarks/belief.py. Printed are the
weights and F1 of each set, believed by weights learnt without the document (ten parts); `--write` puts the words into
config/taxonomy/wording.txt and the weights into config/taxonomy/weights.toml. Three minutes of one core.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from belief import FOLDER, SETS, write_beliefs
from scipy.optimize import minimize

import config
from config.language import load_language, word_families
from config.taxonomy import taxonomy
from indexer.describe.judged import Judged, read_judged
from indexer.describe.opinion import Features, main_type, method_beliefs, type_beliefs
from indexer.describe.reader import Learnable, Reader
from indexer.describe.weights import WORDING, BeliefWeights, describe_weights
from indexer.describe.wording import NONE, write
from indexer.describe.zones import Sentence, sentences_of
from indexer.extract.plain import read_plain

WRITTEN = FOLDER / "written"
TYPES = ("types-a", "types-b", "types-c", "types-d")
LOOSE = 30.0
"""How large weights of words may be; 10 and 100 were the same within 0.02."""
PENALTY = 0.5
PARTS, TENTHS = 8, 10
SEEN = 2
"""Texts that a word must stand in."""
NEAR_MARK = 0.06
SURE = 0.95
OF_MADE = 0.12
"""What a written text counts when rules and words are weighed: reports are less shy of the words for what they are."""
LEAST = 0.25
"""The least belief in a main type; below that more are wrong than right."""
OF_TYPE = ("words", "high", "medium", "method", "points", "named", "none")
OF_METHOD = ("bias", "words", "high", "medium", "top")
CONCEPTS = [c.id for c in taxonomy().facet("study_type")] + [NONE] + [c.id for c in taxonomy().facet("method")]
KINDS = [n for n, c in enumerate(CONCEPTS) if not c.startswith("met-")]
MEANS = [n for n, c in enumerate(CONCEPTS) if c.startswith("met-")]

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of one set with its labels. `unseen` says that no term was fitted to it; `known` is None where the rules
    see no study."""

    group: str
    unseen: bool
    kind: str
    methods: frozenset[str]
    known: Learnable | None
    words: Mapping[str, float]


def main() -> None:
    """Learn, print and, if asked to, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args().write
    weights = describe_weights(config.load().weights)
    reader = Reader(load_language(config.load()), taxonomy(), weights, word_families())
    texts, sentences = _texts(reader), _sentences(reader)
    print(f"{len(texts)} texts, {len(sentences)} sentences")
    words, rows, right, counts = _matrices(texts, sentences)
    scores = np.zeros((len(texts), len(CONCEPTS)))
    part = np.random.default_rng(1).permutation(len(texts)) % PARTS
    for number in range(PARTS):
        others = np.concatenate([part != number, np.ones(len(sentences), bool)])
        learnt, bias = fitted(rows[others], right[others], counts[others])
        mine = np.flatnonzero(part == number)
        scores[mine] = rows[mine] @ learnt + bias
    unseen = [n for n, text in enumerate(texts) if text.unseen]
    kind = _learn_types([texts[n] for n in unseen], scores[unseen])
    method = _learn_methods([texts[n] for n in unseen], scores[unseen])
    if wanted:
        learnt, bias = fitted(rows, right, counts)
        write(WORDING, CONCEPTS, words, learnt.astype(np.float32), bias.astype(np.float32))
        write_beliefs({**weights.belief, "study_type": kind, "method": method})


def _texts(reader: Reader) -> list[Text]:
    found = [
        _text(reader, name, document, document.aside is not (name == "fourth"))
        for name in SETS
        for document in read_judged(FOLDER / name)
        if not (name == "fourth" and document.aside)
    ]
    for name in TYPES:
        for line in _lines(name):
            labels = {
                "study_type": frozenset(map(str, filter(None, [line["study_type"]]))),
                "method": frozenset(line["method"]),
            }
            found.append(
                _text(reader, name, Judged("", str(line["title"]), "", str(line["text"]), None, labels, False), True)
            )
    return found


def _text(reader: Reader, group: str, document: Judged, unseen: bool) -> Text:
    sentences = sentences_of(read_plain(document.text.encode()).pages, document.title, document.subtitle)
    kind = next(iter(document.labels["study_type"]), NONE)
    known = reader.learnable(sentences, CONCEPTS)
    return Text(
        group, unseen, kind, document.labels["method"], known, known.words if known else reader.words(sentences)
    )


def _sentences(reader: Reader) -> list[tuple[Mapping[str, float], frozenset[str]]]:
    lines = _lines("methods")
    return [(reader.words([Sentence(str(line["sentence"]), 1, "method")]), frozenset(line["method"])) for line in lines]


def _lines(name: str) -> list[dict[str, list[str]]]:
    return [json.loads(line) for line in (WRITTEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def _matrices(
    texts: Sequence[Text], sentences: Sequence[tuple[Mapping[str, float], frozenset[str]]]
) -> tuple[list[str], Numbers, Numbers, Numbers]:
    """The words, the bags as rows, what is right of each concept, and which of that is known."""
    bags = [text.words for text in texts] + [bag for bag, _ in sentences]
    often = Counter(word for bag in bags for word in bag)
    words = sorted(word for word, times in often.items() if times >= SEEN)
    column = {word: number for number, word in enumerate(words)}
    rows = np.zeros((len(bags), len(words)))
    for number, bag in enumerate(bags):
        for word in bag.keys() & column.keys():
            rows[number, column[word]] = bag[word]
    right = np.zeros((len(bags), len(CONCEPTS)))
    counts = np.ones_like(right)
    for number, methods in enumerate([text.methods for text in texts] + [methods for _, methods in sentences]):
        right[number, MEANS] = [_has(methods, CONCEPTS[n]) for n in MEANS]
        if number < len(texts):
            right[number, CONCEPTS.index(texts[number].kind)] = 1.0
        else:
            counts[number, KINDS] = 0.0
    return words, rows, right, counts


def _has(labels: Iterable[str], concept: str) -> bool:
    return any(concept in (label, taxonomy().top(label)) for label in labels)


def fitted(rows: Numbers, right: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """A logistic model with a penalty for each column of `right`; `counts` says which of its rows count."""
    size = rows.shape[1]

    def slope(both: Numbers) -> tuple[float, Numbers]:
        weights = both.reshape(size + 1, -1)
        told = rows @ weights[:size] + weights[size]
        off = counts * (1 / (1 + np.exp(-told)) - right)
        cost = float((counts * (np.logaddexp(0, told) - right * told)).sum() + (weights[:size] ** 2).sum() / 2 / LOOSE)
        return cost, np.vstack([rows.T @ off + weights[:size] / LOOSE, off.sum(axis=0)]).ravel()

    both = lowest(slope, np.zeros((size + 1) * right.shape[1]), 60).reshape(size + 1, -1)
    return both[:size], both[size]


def lowest(slope: Callable[[Numbers], tuple[float, Numbers]], start: Numbers, steps: int) -> Numbers:
    """Where a smooth function is lowest; `slope` gives its value and gradient."""
    found: Numbers = minimize(slope, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return found


def _learn_types(texts: Sequence[Text], scores: Numbers) -> BeliefWeights:
    features = [_with(text.known.types if text.known else {}, score) for text, score in zip(texts, scores, strict=True)]
    rows = [np.array([[f[name] for name in OF_TYPE] for f in mine.values()]) for mine in features]

    def learn(numbers: Sequence[int]) -> BeliefWeights:
        known = [n for n in numbers if features[n]]
        stacked = np.stack([rows[n] for n in known])
        mine = stacked[range(len(known)), [list(features[n]).index(texts[n].kind) for n in known]]
        worth = np.array([_worth(texts[n]) for n in known])

        def slope(weights: Numbers) -> tuple[float, Numbers]:
            told = stacked @ weights
            likely = np.exp(told - told.max(axis=1, keepdims=True))
            whole = np.log(likely.sum(axis=1)) + told.max(axis=1)
            likely /= likely.sum(axis=1, keepdims=True)
            cost = float(worth @ (whole - mine @ weights) + PENALTY / 2 * weights @ weights)
            return cost, np.einsum("n,nc,ncf->f", worth, likely, stacked) - worth @ mine + PENALTY * weights

        return _weights(OF_TYPE, lowest(slope, np.zeros(len(OF_TYPE)), 200), 1.0, LEAST)

    said: dict[int, tuple[str, float]] = {}
    for others, here in _tenths(len(texts)):
        weights = learn(others)
        for n in here:
            beliefs = type_beliefs(features[n], weights) if features[n] else {NONE: 1.0}
            kind = main_type(features[n], beliefs, weights, taxonomy())
            said[n] = (kind, beliefs[kind])
    agreed = [
        (belief, float(texts[n].kind == kind))
        for n, (kind, belief) in said.items()
        if not _made(texts[n]) and kind in features[n] and features[n][kind]["high"] + features[n][kind]["medium"]
    ]
    weights = replace(learn(range(len(texts))), high=_sure(agreed))
    print(f"study_type: {weights}")
    told = [{said[n][0]} - {NONE} for n in range(len(texts))]
    _print(texts, told, [{text.kind} - {NONE} for text in texts], whole=True)
    return weights


def _learn_methods(texts: Sequence[Text], scores: Numbers) -> BeliefWeights:
    features = [
        _with(text.known.methods if text.known else {}, score) for text, score in zip(texts, scores, strict=True)
    ]

    def learn(numbers: Sequence[int], medium: float = 0.5) -> BeliefWeights:
        cases = [(f, _has(texts[n].methods, c)) for n in numbers for c, f in features[n].items()]
        rows = np.array([[f[name] for name in OF_METHOD] for f, _ in cases])
        right = np.array([float(known) for _, known in cases])
        worth = np.array([_worth(texts[n]) for n in numbers for _ in features[n]])

        def slope(weights: Numbers) -> tuple[float, Numbers]:
            told = rows @ weights
            cost = float(worth @ (np.logaddexp(0, told) - right * told) + PENALTY / 2 * weights @ weights)
            return cost, rows.T @ (worth * (1 / (1 + np.exp(-told)) - right)) + PENALTY * weights

        return _weights(OF_METHOD, lowest(slope, np.zeros(len(OF_METHOD)), 200), 1.0, medium)

    beliefs: dict[int, dict[str, float]] = {}
    for others, here in _tenths(len(texts)):
        weights = learn(others)
        beliefs |= {n: method_beliefs(features[n], weights) for n in here}
    wanted = [set(text.methods) for text in texts]

    def told(mark: float) -> list[set[str]]:
        return [{c for c, belief in beliefs[n].items() if belief >= mark} for n in range(len(texts))]

    marks = [round(0.3 + 0.05 * n, 2) for n in range(6)]
    reached = {mark: sum(_f1(told(mark), wanted)) for mark in marks}
    medium = max(marks[1:-1], key=lambda mark: sum(reached[m] for m in marks if abs(m - mark) < NEAR_MARK))
    agreed = [
        (belief, float(_has(texts[n].methods, c)))
        for n, mine in beliefs.items()
        for c, belief in mine.items()
        if not _made(texts[n]) and features[n][c]["high"] + features[n][c]["medium"]
    ]
    weights = replace(learn(range(len(texts)), medium), high=_sure(agreed))
    print(f"method: {weights}")
    _print(texts, told(medium), wanted)
    return weights


def _with(features: Mapping[str, Features], scores: Numbers) -> dict[str, Features]:
    """The features of a text with what its words tell."""
    return {c: {**mine, "words": float(scores[CONCEPTS.index(c)])} for c, mine in features.items()}


def _weights(names: Sequence[str], learnt: Numbers, high: float, least: float) -> BeliefWeights:
    return BeliefWeights(high, least, least, {name: round(float(w), 2) for name, w in zip(names, learnt, strict=True)})


def _made(text: Text) -> bool:
    """Whether a text was written for learning: in wordings that vary, and each type as often as another."""
    return text.group in TYPES


def _worth(text: Text) -> float:
    return OF_MADE if _made(text) else 1.0


def _tenths(count: int) -> Iterator[tuple[list[int], list[int]]]:
    for part in range(TENTHS):
        yield [n for n in range(count) if n % TENTHS != part], list(range(part, count, TENTHS))


def _sure(agreed: Iterable[tuple[float, float]]) -> float:
    """The smallest belief from which `SURE` of the claims that the rules make too are right."""
    right, best = 0.0, 1.0
    for number, (belief, share) in enumerate(sorted(agreed, reverse=True), start=1):
        right += share
        if right >= SURE * number:
            best = belief
    return round(best, 2)


def _f1(told: Sequence[set[str]], wanted: Sequence[set[str]], *, whole: bool = False) -> tuple[float, float]:
    """F1 of the top level and of the concepts; with `whole`, the latter of whatever level."""
    found = []
    for top in (True, False):
        right = wrong = missed = 0
        for said, known in zip(told, wanted, strict=True):
            one, other = (
                {taxonomy().top(c) for c in both}
                if top
                else {c for c in both if whole or taxonomy().concepts[c].parent}
                for both in (said, known)
            )
            right, wrong, missed = right + len(one & other), wrong + len(one - other), missed + len(other - one)
        found.append(2 * right / max(1, 2 * right + wrong + missed))
    return found[0], found[1]


def _print(texts: Sequence[Text], told: Sequence[set[str]], wanted: Sequence[set[str]], *, whole: bool = False) -> None:
    for name in (*SETS, *TYPES):
        mine = [n for n, text in enumerate(texts) if text.group == name]
        top, exact = _f1([told[n] for n in mine], [wanted[n] for n in mine], whole=whole)
        print(f"  {name}: {len(mine)} texts, F1 {top:.2f} / {exact:.2f}")


if __name__ == "__main__":
    main()
