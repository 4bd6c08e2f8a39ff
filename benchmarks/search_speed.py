"""How fast the engines index and answer, side by side in one run, on a drawn collection (`benchmarks/drawn.py`).

    PYTHONPATH=. python benchmarks/search_speed.py [PASSAGES] [--on ENGINE …] [--keep FOLDER]

Engines: embedded, elastic (a real server of one node, started for it), fts5 (`benchmarks/fts5.py`); without --on only
the first. Indexing and answering run in processes of their own, so that each one's memory is its own. Every question is
new to the engine; the time is that of a whole page, without the model but in the row that names it.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from elasticsearch import Elasticsearch

import config
from benchmarks.drawn import PER_REPORT, USUAL, Drawn, beginnings, questions, reports
from benchmarks.fts5 import Fts5
from config.language import load_language, open_embedding
from config.settings import Cluster, Settings
from indexer.engines import open_engine, open_writer
from models.search import SearchQuery
from scripts.elastic_server import Node, running

BATCH = 100
ENGINES = ("embedded", "elastic", "fts5")
MODEL = "three words, with the model"


class Timed(NamedTuple):
    """Of each question of one kind: milliseconds, those of this process at work (what others do on the machine does
    not count; a server's work does not either), and how much it found."""

    took: list[float]
    busy: list[float]
    found: list[int]


class Place(NamedTuple):
    """Where an index lies; `url` is that of a cluster."""

    engine: str
    home: Path
    url: str = ""

    def settings(self) -> Settings:
        return replace(config.load(), engine=self.engine, home=self.home, cluster=Cluster(self.url))


def build(place: Place, passages: int, *, vectors: bool) -> tuple[float, float]:
    """Index → seconds, and seconds of processor time of this process, both without the drawing."""
    settings = place.settings()
    analyser, drawn = load_language(settings), Drawn()
    waiting = reports(passages // PER_REPORT, drawn, vectors=vectors)
    wall = busy = 0.0

    def publish(put: Callable[[list[Any]], None]) -> None:
        nonlocal wall, busy
        while batch := list(islice(waiting, BATCH)):
            started, used = time.perf_counter(), time.process_time()
            put(batch)
            wall, busy = wall + time.perf_counter() - started, busy + time.process_time() - used

    if settings.engine == "fts5":
        settings.home.mkdir(parents=True, exist_ok=True)
        publish(Fts5(settings.home / "fts5.sqlite", analyser).publish)
    else:
        with open_writer(settings, analyser=analyser, embedding=drawn) as writer:
            publish(writer.publish)
            started, used = time.perf_counter(), time.process_time()
        wall, busy = wall + time.perf_counter() - started, busy + time.process_time() - used
    return wall, busy


def answer(place: Place) -> tuple[dict[str, Timed], dict[str, float]]:
    """Ask every question → times, and MB of memory of this process: its own, and with the files it has mapped."""
    settings = place.settings()
    analyser, drawn = load_language(settings), Drawn()
    if settings.engine == "fts5":
        base = Fts5(settings.home / "fts5.sqlite", analyser)
        words = [query.text for query in questions()["three words, words only"]]
        return {
            "three words, words only": timed(base.search, words),
            "completion": timed(lambda text: len(base.complete(text)), beginnings()),
        }, memory()
    engine = open_engine(settings, analyser=analyser, embedding=drawn)
    engine.search(SearchQuery("värma"))
    engine.complete("vä")

    def search(query: SearchQuery) -> int:
        return engine.search(query).total

    rows = {kind: timed(search, queries) for kind, queries in questions().items()}
    rows["completion"] = timed(lambda text: len(engine.complete(text)), beginnings())
    drawn.model = open_embedding(settings)
    drawn.model.query("värma")
    rows[MODEL] = timed(search, [replace(query, text=f"{query.text} rapport") for query in questions()[USUAL]])
    return rows, memory()


def timed(ask: Callable[[Any], int], asked: Sequence[Any]) -> Timed:
    """Ask one after the other."""
    made = Timed([], [], [])
    for one in asked:
        started, used = time.perf_counter(), time.process_time()
        made.found.append(ask(one))
        made.took.append((time.perf_counter() - started) * 1e3)
        made.busy.append((time.process_time() - used) * 1e3)
    return made


def memory() -> dict[str, float]:
    """MB that this process holds."""
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    kept = {words[0]: int(words[1]) / 1e3 for words in lines if words[0] in ("RssAnon:", "VmHWM:")}
    return {"own": kept["RssAnon:"], "with mapped files": kept["VmHWM:"]}


def alone(work: Callable[..., Any], *given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever `work` is about
    """Do it in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        return other.submit(work, *given, **named).result()


@contextmanager
def server(place: Place) -> Iterator[tuple[Place, Node | None]]:
    """The place with its server running, and the server's node if it has one."""
    if place.engine != "elastic":
        yield place, None
        return
    with running(config.load().cache) as nodes:
        yield place._replace(url=nodes[0].address), nodes[0]


def measure(place: Place, passages: int) -> None:
    """Index, ask, and print what it took."""
    with server(place) as (place, node):
        print(f"\n{place.engine}")
        if node or not place.home.exists():
            wall, busy = alone(build, place, passages, vectors=True)
            print(
                f"indexed {passages} passages of {passages // PER_REPORT} reports in {wall:.0f} s: "
                f"{passages / wall:.0f}/s ({busy:.0f} s of our process); {size(place):.0f} MB on disk"
            )
        rows, held = alone(answer, place)
        print(f"{'whole page of results, ms':36}{'p50':>8}{'p95':>8}{'our own p50, p95':>18}{'hits':>8}")
        for kind, row in rows.items():
            numbers = [np.quantile(values, share) for values in (row.took, row.busy) for share in (0.5, 0.95)]
            print("".join((f"{kind:36}", *(f"{n:8.1f}" for n in numbers), f"{np.median(row.found):10.0f}")))
        print("memory, MB: " + ", ".join(f"{name} {mb:.0f}" for name, mb in held.items()), end="")
        print(f"; of the server {node.memory() / 1e6:.0f}" if node else "", flush=True)


def size(place: Place) -> float:
    """MB on disk, everything that waits to be cleared away included."""
    if place.url:
        with Elasticsearch(place.url) as client:
            held = client.indices.stats(index="fou-*", metric="store")
            return float(held["_all"]["total"]["store"]["size_in_bytes"] / 1e6)
    return sum(path.stat().st_size for path in place.home.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", nargs="?", type=int, default=20_000)
    parser.add_argument("--on", nargs="+", choices=ENGINES, default=["embedded"], metavar="ENGINE")
    parser.add_argument("--keep", type=Path, help="index here, and use an index again that is there (not elastic's)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        homes = given.keep or Path(folder)
        wall, busy = alone(build, Place("embedded", Path(folder) / "bare"), given.passages, vectors=False)
        print(f"embedded without vectors: {given.passages / wall:.0f} passages/s ({busy:.0f} s of our process)")
        for engine in given.on:
            measure(Place(engine, homes / engine), given.passages)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"\n{os.cpu_count()} processors; load at the end {load}")


if __name__ == "__main__":
    main()
