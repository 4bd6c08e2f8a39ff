"""Three nodes of which one falls, in the middle of indexing and in the middle of searching; then all start again.

    PYTHONPATH=. python benchmarks/elastic_nodes.py [--passages 2000] [--seconds 60]

A drawn collection (`benchmarks/drawn.py`) is indexed while the node that is asked first is killed by SIGKILL, and must
give the answers of the embedded engine all the same. Then questions are asked without a pause, as long as it is told,
while another node is killed: each must be answered, and as before. At last all nodes are stopped and started. Prints
what was seen; exits 1 when anything was lost, wrong or not answered.
"""

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from threading import Event

import config
from benchmarks.drawn import PER_REPORT, Drawn, questions, reports
from config.language import load_language
from config.settings import Cluster, Settings
from indexer.engines import SearchEngine, open_engine, open_writer
from models.errors import FouError
from models.language.analysis import Analyser
from models.report import IndexedReport
from models.search import SearchQuery
from scripts.elastic_server import Node, restart, running, wait

BATCH = 5
ASKED = [query for queries in questions().values() for query in queries[:3]]
Answer = tuple[int, tuple[str, ...]]
"""How many reports in all, and the ids of a page."""


def index(settings: Settings, analyser: Analyser, put: list[IndexedReport], half: Event) -> set[str]:
    """Publish in small batches → the ids that the writer then knows; `half` is set halfway."""
    with open_writer(settings, analyser=analyser, embedding=Drawn()) as writer:
        for start in range(0, len(put), BATCH):
            writer.publish(put[start : start + BATCH])
            if start >= len(put) / 2:
                half.set()
        return set(writer.versions())


def answers(settings: Settings, analyser: Analyser) -> list[Answer]:
    """What every question gets, asked for the first time."""
    engine = open_engine(settings, analyser=analyser, embedding=Drawn())
    given = [answer(engine, query) for query in ASKED]
    engine.close()
    return given


def answer(engine: SearchEngine, query: SearchQuery) -> Answer:
    page = engine.search(query)
    return page.total, tuple(hit.record.id for hit in page.hits)


def fall(node: Node, what: str) -> None:
    """Kill it."""
    node.kill()
    print(f"killed {node.address} in the middle of {what}", flush=True)


def said(good: bool, words: str) -> bool:
    """Print what was seen, and say whether it is right."""
    print(f"{'ok ' if good else 'NO '} {words}", flush=True)
    return good


def while_indexing(settings: Settings, analyser: Analyser, node: Node, passages: int) -> bool:
    """Kill the node halfway through; nothing may be lost."""
    put, half = list(reports(passages // PER_REPORT, Drawn())), Event()
    started = time.monotonic()
    with ThreadPoolExecutor(1) as other:
        job = other.submit(index, settings, analyser, put, half)
        while not half.wait(0.05) and not job.done():
            pass
        fall(node, "indexing")
        known = job.result()
    wanted = {report.record.id for report in put}
    stats = open_engine(settings, analyser=analyser, embedding=Drawn()).stats()
    whole = known == wanted and (stats.reports, stats.passages, stats.vectors) == (len(put), passages, passages)
    took = time.monotonic() - started
    return said(whole, f"{stats.reports} reports, {stats.passages} passages, {stats.vectors} vectors in {took:.0f} s")


def while_searching(settings: Settings, analyser: Analyser, node: Node, wanted: list[Answer], seconds: float) -> bool:
    """Ask without a pause; kill the node after a third of the time."""
    engine = open_engine(settings, analyser=analyser, embedding=Drawn())
    for query in ASKED:  # the vectors are drawn in the order of the questions
        engine.search(query)
    answered, failed, other, longest = 0, 0, 0, 0.0
    begun, alive = time.monotonic(), True
    for query, expected in cycle(zip(ASKED, wanted, strict=True)):
        started = time.monotonic()
        if started > begun + seconds:
            break
        if alive and started > begun + seconds / 3:
            fall(node, "searching")
            alive = False
        asked = time.monotonic()
        try:
            other += answer(engine, query) != expected
            answered += 1
        except FouError as error:
            print(f"    {type(error).__name__}: {error}")
            failed += 1
        longest = max(longest, time.monotonic() - asked)
    engine.close()
    words = f"{answered} questions answered, {other} of them otherwise, {failed} not; longest wait {longest:.1f} s"
    return said(not failed and not other, words)


def main() -> int:
    """Run all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    good = []
    with tempfile.TemporaryDirectory() as folder:
        alone = replace(config.load(), home=Path(folder), engine="embedded")
        analyser = load_language(alone)
        index(alone, analyser, list(reports(options.passages // PER_REPORT, Drawn())), Event())
        wanted = answers(alone, analyser)
        with running(alone.cache, 3) as nodes:
            # exact vectors: the copies of a graph are not the same, nor then what each of them finds
            cluster = Cluster(",".join(node.address for node in nodes), replicas=2, exact=True)
            settings = replace(alone, engine="elastic", cluster=cluster)
            good.append(while_indexing(settings, analyser, nodes[0], options.passages))
            good.append(said(answers(settings, analyser) == wanted, "the answers of the embedded engine"))
            nodes[0] = restart(nodes[0])
            wait(nodes)
            good.append(while_searching(settings, analyser, nodes[1], wanted, options.seconds))
            for number, node in enumerate(nodes):
                node.stop()
                nodes[number] = restart(node)
            wait(nodes)
            good.append(said(answers(settings, analyser) == wanted, "the same answers after all nodes started again"))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
