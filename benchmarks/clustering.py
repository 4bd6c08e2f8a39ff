"""How long it takes to cluster many records, and how much memory: `python benchmarks/clustering.py`.

The records are made up: titles put together from the words of the example studies, as often as they are used there,
one in twenty poor ("Slutrapport"); years from 1995 to 2025, few at first; one to four authors of
a population in which some write much; text sketches that share a few runs of common phrases with many others. One in
five is a copy of an earlier record on another site: the same file, the same text in another file, an OCR copy, or a
page without a file. Prints time, time by record and the share of planted copies that were joined.
"""

import argparse
import random
import re
import resource
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from indexer.merge.identity import cluster, report_id
from indexer.merge.likeness import KEPT, KEPT_FIGURES, Hashes
from indexer.merge.sides import Described, Text
from indexer.merge.traits import traits
from models.sighting import LifeEvent, Sighting

STUDIES = Path(__file__).parents[1] / "tests" / "sites" / "studies"
POOR = ("Slutrapport", "Delrapport", "Rapport 3", "Årsrapport", "Verksamhetsberättelse", "Utvärdering")
SITES = 29
LARGE = 2**63


def vocabulary() -> tuple[list[str], list[int]]:
    """The longer words of the example studies, and how often each is used."""
    text = " ".join(path.read_text(encoding="utf-8") for path in STUDIES.glob("*.md"))
    counts = Counter(word for word in re.findall(r"[a-zåäö]{4,}", text.casefold()))
    return list(counts), list(counts.values())


def made(n: int, seed: int = 1) -> tuple[list[Described], list[tuple[str, str]]]:
    """`n` records, and the pairs of ids that are copies."""
    dice, numbers = random.Random(seed), np.random.default_rng(seed)
    words, weights = vocabulary()
    people = [
        f"{chr(65 + i % 26)}{'aeiou'[i % 5]}n{i % 97} {'BKLMNRST'[i % 8]}{'aeio'[i % 4]}r{i}" for i in range(4000)
    ]
    phrases = np.sort(numbers.integers(0, LARGE // 50, 400, dtype=np.uint64))
    items: list[Described] = []
    copies = []
    for number in range(n):
        if items and dice.random() < 0.2:
            source = items[dice.randrange(len(items))]
            item = _copy(source, number, dice, numbers)
            copies.append((source.id, item.id))
        else:
            item = _new(number, dice, numbers, words, weights, people, phrases)
        items.append(item)
    return items, copies


def _new(
    number: int,
    dice: random.Random,
    numbers: np.random.Generator,
    words: list[str],
    weights: list[int],
    people: list[str],
    phrases: Hashes,
) -> Described:
    poor = dice.random() < 0.05
    chosen = dice.choices(words, weights, k=dice.randint(3, 8))
    title = dice.choice(POOR) if poor else " ".join(chosen).capitalize()
    year = str(2026 - int(30 * dice.betavariate(1.2, 2)))
    authors = tuple(people[min(3999, int(dice.paretovariate(0.6)) * 7 % 4000)] for _ in range(dice.randint(0, 4)))
    own = numbers.integers(0, LARGE // 50, KEPT, dtype=np.uint64)
    common = phrases[numbers.integers(0, len(phrases), 6)]
    text = Text(
        dice.randint(3000, 60000),
        np.unique(np.concatenate((own, common)))[:KEPT],
        np.unique(numbers.integers(0, LARGE, KEPT_FIGURES, dtype=np.uint64)),
        frozenset(),
        False,
    )
    return _item(number, dice, title, year, authors, f"{year}:{dice.randint(1, 12)}", text, f"{number:064x}")


def _copy(source: Described, number: int, dice: random.Random, numbers: np.random.Generator) -> Described:
    kind = dice.choice(("file", "text", "scan", "page"))
    text, sha = source.text, source.sighting.file_sha256
    if text and kind in ("text", "scan"):
        lost = numbers.random(len(text.runs)) < (0.45 if kind == "scan" else 0.03)
        fresh = numbers.integers(0, LARGE // 50, int(lost.sum()), dtype=np.uint64)
        runs = np.unique(np.concatenate((text.runs[~lost], fresh)))
        text, sha = replace(text, runs=runs, ocr=kind == "scan"), f"{number:064x}"
    if kind == "page":
        text, sha = None, None
    return _item(number, dice, source.title, source.year, source.authors, "", text, sha)


def _item(
    number: int,
    dice: random.Random,
    title: str,
    year: str,
    authors: tuple[str, ...],
    series: str,
    text: Text | None,
    sha: str | None,
) -> Described:
    seen = Sighting(f"site-{dice.randrange(SITES)}", f"/{number}", "report", None, None, (), LifeEvent.NEW,
                    f"{2020 + number % 7}-01-01", "2026-01-01", sha)  # fmt: skip
    return Described(
        report_id(seen), seen, title, "", year, series, authors, "FoU-rapport" if series else "", frozenset(), "sv",
        traits(title, "", ()), text,
    )  # fmt: skip


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 30_000, 100_000])
    print("records  seconds  ms/record  peak MB  reports  planted  joined")
    for size in parser.parse_args().sizes:
        items, copies = made(size)
        began, cpu = time.perf_counter(), time.process_time()
        merged = cluster(items)
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        belongs = {m.id: c.id for c in merged.clusters for m in c.members}
        joined = sum(belongs[one] == belongs[other] for one, other in copies)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:7} {took:8.1f} ({cpu:.1f} CPU) {1000 * cpu / size:8.2f} {peak:9.0f} {len(merged.clusters):8}"
              f" {len(copies):8} {joined / max(1, len(copies)):7.1%}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
