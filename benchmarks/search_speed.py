"""How long a page of results takes, on a drawn corpus of any size.

    python benchmarks/search_speed.py [PASSAGES] [--keep FOLDER]

The words are drawn by their real Swedish frequencies (wordfreq), the vectors at random round 200 directions: **nothing
here is embedded or written by anyone**, so the figures say how fast the engine is, never how well it ranks.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from wordfreq import top_n_list, word_frequency

import config
from config.language import load_language
from config.settings import Settings
from indexer.engines import open_engine, open_writer
from models.claim import Claim
from models.document import Passage
from models.language.analysis import Analyser
from models.report import Address, IndexedReport, PublicRecord
from models.search import SearchQuery

DIMENSION, TOPICS, PER_REPORT, WORDS = 384, 200, 20, 90
FACETS = {
    "kind": 8, "area": 60, "group": 40, "study_type": 20, "county": 21, "municipality": 290, "method": 40,
    "intervention": 60,
}  # fmt: skip
CLAIMS = 20
BATCH = 100
QUERIES = 60


class Drawn:
    """Vectors near one of `TOPICS` directions. A query is near the direction that its words choose."""

    id, dimension = "drawn-1", DIMENSION

    def __init__(self) -> None:
        self._random = np.random.default_rng(1)
        self._topics = self._random.standard_normal((TOPICS, DIMENSION))

    def rows(self, topic: int, number: int) -> NDArray[np.float32]:
        rows = self._topics[topic] + self._random.standard_normal((number, DIMENSION)) * 1.2
        return (rows / np.linalg.norm(rows, axis=1)[:, None]).astype(np.float32)

    def passages(self, texts: Sequence[str], progress: object = None) -> NDArray[np.float32]:
        raise NotImplementedError("the passages' vectors are drawn with their reports")

    def query(self, text: str) -> NDArray[np.float32]:
        return self.rows(sum(text.encode()) % TOPICS, 1)[0]


def reports(number: int, drawn: Drawn) -> Iterator[IndexedReport]:
    random = np.random.default_rng(2)
    words = np.array([w for w in top_n_list("sv", 60_000) if w.isalpha()])
    odds = np.array([word_frequency(w, "sv") for w in words])
    odds /= odds.sum()
    for i in range(number):
        topic = int(random.integers(TOPICS))
        own = random.choice(words[500:], 60)  # what this report is about
        texts = []
        for _ in range(PER_REPORT):
            drawn_words = np.where(
                random.random(WORDS) < 0.1, random.choice(own, WORDS), random.choice(words, WORDS, p=odds)
            )
            texts.append(" ".join(drawn_words))
        passages = tuple(Passage(n, n + 1, str(n + 1), " ".join(own[:3]), text) for n, text in enumerate(texts))
        yield IndexedReport(
            record(f"r{i}", own, texts, random), tuple(own[3:9]), passages, drawn.rows(topic, PER_REPORT)
        )


def record(name: str, own: Sequence[str], texts: list[str], random: np.random.Generator) -> PublicRecord:
    place = f"env-{int(random.integers(29))}"
    return PublicRecord(
        id=name,
        version="1",
        kind="report",
        title=" ".join(own[:5]),
        subtitle="",
        authors=(" ".join(own[5:7]),),
        year=int(random.integers(1995, 2027)) if random.random() < 0.95 else None,
        series="FoU-rapport",
        number=str(random.integers(1, 40)),
        isbn="",
        publisher=place,
        document_kind="",
        language="sv",
        summary=texts[0],
        summary_page=1,
        blurb="",
        environments=(place,),
        addresses=(Address(place, f"https://{place}.example/{name}", None, "2026-01-01"),),
        evidence=(),
        facets={"environment": (place,)}
        | {facet: (f"{facet}-{int(random.integers(most))}",) for facet, most in FACETS.items()},
        pages=PER_REPORT,
        page_labels=(None,) * PER_REPORT,
        origins={"text": PER_REPORT},
        redistribute=False,
        outcome="ok",
        described=tuple(claim(n, texts) for n in range(CLAIMS)),
    )


def claim(number: int, texts: list[str]) -> Claim:
    """One of those that a record carries beside what is shown in a list."""
    return Claim("area", f"area-{number}", "pdf", "strong", 0.8, number + 1, texts[number][:120], "body")


def questions() -> dict[str, list[SearchQuery]]:
    random = np.random.default_rng(3)
    words = [w for w in top_n_list("sv", 20_000) if w.isalpha() and len(w) > 4]

    def some(number: int, first: int, last: int) -> str:
        return " ".join(random.choice(words[first:last], number))

    chosen = (("environment", ("env-1", "env-2", "env-3")), ("kind", ("kind-1", "kind-2")))
    asked = {
        "one common word": [SearchQuery(some(1, 0, 300)) for _ in range(QUERIES)],
        "three words": [SearchQuery(some(3, 100, 4000)) for _ in range(QUERIES)],
        "eight words": [SearchQuery(some(8, 100, 4000)) for _ in range(QUERIES)],
        "a phrase": [SearchQuery(f'"{some(2, 0, 300)}"') for _ in range(QUERIES)],
        "three words, filtered": [
            SearchQuery(some(3, 100, 4000), filters=chosen, year_from=2005, year_to=2020) for _ in range(QUERIES)
        ],
        "page 40 of a common word": [SearchQuery(some(1, 0, 300), page=40) for _ in range(QUERIES)],
        "newest first": [SearchQuery(some(1, 0, 300), sort="newest") for _ in range(QUERIES)],
        "nothing asked": [SearchQuery(page=n % 5 + 1) for n in range(QUERIES)],
    }
    exact = [replace(query, mode="exact") for query in asked["three words"]]
    return asked | {"three words, exact": exact}


def build(settings: Settings, analyser: Analyser, drawn: Drawn, passages: int) -> float:
    """Index a drawn corpus; seconds without the drawing."""
    seconds, waiting = 0.0, reports(passages // PER_REPORT, drawn)
    with open_writer(settings, analyser=analyser, embedding=drawn) as writer:
        while batch := list(islice(waiting, BATCH)):
            started = time.perf_counter()
            writer.publish(batch)
            seconds += time.perf_counter() - started
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("passages", nargs="?", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="index here, and use the index again if it is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(config.load(), home=given.keep or Path(folder))
        analyser, drawn = load_language(settings), Drawn()
        if not (settings.index / "current").exists():
            seconds = build(settings, analyser, drawn, given.passages)
            size = sum(path.stat().st_size for path in settings.index.rglob("*") if path.is_file()) / 1e6
            rate = given.passages / seconds
            print(
                f"indexed {given.passages} passages in {seconds:.0f} s ({rate:.0f}/s, analysis included), {size:.0f} MB"
            )
        started = time.perf_counter()
        engine = open_engine(settings, analyser=analyser, embedding=drawn)
        print(f"opened in {(time.perf_counter() - started) * 1e3:.0f} ms: {engine.stats()}")
        print(f"{'whole page of results, ms':28}{'p50':>8}{'p95':>8}{'hits':>8}")
        for name, queries in questions().items():
            engine.search(queries[0])
            took, totals = [], []
            for query in queries:
                started = time.perf_counter()
                totals.append(engine.search(query).total)
                took.append((time.perf_counter() - started) * 1e3)
            print(f"{name:28}{np.median(took):8.1f}{np.quantile(took, 0.95):8.1f}{np.median(totals):8.0f}")
        print(f"memory (greatest): {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    main()
