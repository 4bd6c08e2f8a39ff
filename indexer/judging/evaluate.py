"""Index a collection as the product indexes reports, ask its questions, and measure every system in the same run."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from config.language import load_language, open_embedding
from config.settings import Settings
from indexer.engines import SearchEngine, open_engine, open_writer, remove_index
from indexer.engines.backend import Vector
from indexer.judging.baselines import Bm25, Scores, four_grams, scaled, stems, words
from indexer.judging.collection import Collection
from indexer.judging.measures import Measured, lead, mean, measure
from indexer.judging.publishing import BATCH, indexed
from indexer.pipeline import embedded_text
from indexer.progress import Progress, silent
from indexer.understood import open_describer
from indexer.vectors import VectorCache
from models.language.embedding import Embedding
from models.report import IndexedReport

OURS = ("lexical", "semantic", "hybrid")
BASELINES = ("words", "stems", "4-grams", "4-grams + meaning")
SYSTEMS = (*OURS, *BASELINES)
DEPTH = 100

Run = Mapping[str, Sequence[tuple[str, float]]]
"""Query id → document ids and scores, best first."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation found.

    Attributes:
        runs: system → its rankings, `DEPTH` deep.
        measured: system → kind of query ("" for all that have an answer) → the mean of its measures.
        sizes: kind → how many queries that have an answer.
        leads: baseline → by how much nDCG@10 of the hybrid system is ahead of it, and the ends of the 95 % interval.
        unanswerable: how many queries have no answer.
        silent: of these, how many get nothing, or what the page calls guesses.
        embedded: vectors that had to be made.
    """

    runs: Mapping[str, Run]
    measured: Mapping[str, Mapping[str, Measured]]
    sizes: Mapping[str, int]
    leads: Mapping[str, tuple[float, float, float]]
    unanswerable: int
    silent: int
    embedded: int


def evaluate(collection: Collection, settings: Settings, progress: Progress = silent) -> Evaluation:
    """Measure lexical, semantic and hybrid search on a collection, beside the baselines.

    The index is a temporary one: in a folder, or on the cluster under a prefix of its own. Vectors are kept in the
    settings' cache, by content and model.

    Args:
        collection: what to index and to ask.
        settings: names the engine and the model.
        progress: told of the stages "publish", "embed" and "ask".

    Raises:
        ClusterError: the cluster cannot be reached.
        ModelError: the model cannot be made or found.
        StoreError: no room for the index, or the cache cannot be written.
    """
    names = {f"{number:08}": document.id for number, document in enumerate(collection.documents)}
    with TemporaryDirectory(prefix="evaluate-") as home:
        # never the prefix in use: what readers search must not become a judged collection
        prefix = f"{settings.cluster.prefix}-{Path(home).name}"
        place = replace(settings, home=Path(home), cluster=replace(settings.cluster, prefix=prefix))
        embedding = open_embedding(place)
        try:
            vectors, embedded = _index(collection, place, embedding, progress)
            analyser = load_language(place)
            with closing(open_engine(place, analyser=analyser, embedding=embedding)) as engine:
                runs, guesses = _ask(collection, engine, embedding, names, vectors, progress)
        finally:
            remove_index(place)
    return _measured(collection, runs, guesses, embedded)


def write_runs(runs: Mapping[str, Run], folder: Path) -> None:
    """Write a file for each system: lines of query, document and score, parted by tabs, best first."""
    folder.mkdir(parents=True, exist_ok=True)
    for system, run in runs.items():
        lines = (f"{query}\t{document}\t{score!r}\n" for query, found in run.items() for document, score in found)
        (folder / f"{system.replace(' ', '')}.tsv").write_text("".join(lines), encoding="utf-8")


def _index(
    collection: Collection, settings: Settings, embedding: Embedding, progress: Progress
) -> tuple[list[Vector], int]:
    """Publish every document, with its vectors; the vectors by document, and how many had to be made."""
    vectors: list[Vector] = []
    total, made, done = len(collection.documents), 0, 0
    analyser = load_language(settings)
    with (
        closing(VectorCache(settings.cache / "vectors", embedding)) as cache,
        open_writer(settings, analyser=analyser, embedding=embedding) as writer,
    ):
        waiting: list[IndexedReport] = []
        for number, report in enumerate(indexed(collection.documents, open_describer(settings)), 1):
            texts = [embedded_text(report.record, passage) for passage in report.passages]
            made += cache.missing(texts)
            rows = cache.get(texts)
            vectors.append(rows)
            waiting.append(report.with_vectors(rows))
            done += len(texts)
            progress("embed", number, total)
            if len(waiting) == BATCH or number == total:
                writer.publish(waiting)
                waiting = []
                progress("publish", number, total)
    return vectors, made


def _ask(
    collection: Collection,
    engine: SearchEngine,
    embedding: Embedding,
    names: Mapping[str, str],
    vectors: Sequence[Vector],
    progress: Progress,
) -> tuple[dict[str, Run], set[str]]:
    """The run of every system, and the queries whose hits are guesses or none."""
    texts = [document.whole for document in collection.documents]
    plain: dict[str, Callable[[str], Scores]] = {
        "words": Bm25(texts, words).scores,
        "stems": Bm25(texts, stems).scores,
        "4-grams": Bm25(texts, four_grams).scores,
    }
    ids = [document.id for document in collection.documents]
    runs: dict[str, dict[str, list[tuple[str, float]]]] = {system: {} for system in SYSTEMS}
    guesses = set()
    for number, query in enumerate(collection.queries, 1):
        for system in ("lexical", "hybrid"):
            found = engine.ranking(query.text, DEPTH, meaning=system == "hybrid")
            runs[system][query.id] = [(names[i], score) for i, score in found.hits]
            if system == "hybrid" and (found.guesses or not found.hits):
                guesses.add(query.id)
        for system, scores_of in plain.items():
            runs[system][query.id] = _best(scores_of(query.text), ids, least=0.0)
        near = _nearest(embedding, query.text, vectors)
        runs["semantic"][query.id] = _best(near, ids, least=-1.0)
        both = scaled(plain["4-grams"](query.text)) / 2 + scaled(near) / 2
        runs["4-grams + meaning"][query.id] = _best(both, ids, least=0.0)
        progress("ask", number, len(collection.queries))
    return dict(runs), guesses


def _nearest(embedding: Embedding, text: str, vectors: Sequence[Vector]) -> Scores:
    """The cosine of each document's nearest passage, -1 for a document without."""
    if not text.strip() or not any(len(rows) for rows in vectors):
        return np.full(len(vectors), -1.0)
    vector = embedding.query(text)
    return np.array([float((rows @ vector).max(initial=-1.0)) if len(rows) else -1.0 for rows in vectors])


def _best(scores: Scores, ids: Sequence[str], *, least: float) -> list[tuple[str, float]]:
    """The documents with the highest scores over `least`, first in the collection first where they are equal."""
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    return [(ids[i], float(scores[i])) for i in order if scores[i] > least]


def _measured(collection: Collection, runs: dict[str, Run], guesses: set[str], embedded: int) -> Evaluation:
    answered = [query for query in collection.queries if collection.grades.get(query.id)]
    unanswerable = [query.id for query in collection.queries if not collection.grades.get(query.id)]
    kinds = ["", *sorted({query.kind for query in answered} - {""})]
    each = {
        system: {query.id: measure([d for d, _ in run[query.id]], collection.grades[query.id]) for query in answered}
        for system, run in runs.items()
    }
    members = {kind: [query.id for query in answered if kind in ("", query.kind)] for kind in kinds}
    hybrid = [each["hybrid"][query.id].ndcg for query in answered]
    return Evaluation(
        runs=runs,
        measured={
            system: {kind: mean([rows[i] for i in ids]) for kind, ids in members.items()}
            for system, rows in each.items()
        },
        sizes={kind: len(ids) for kind, ids in members.items()},
        leads={
            baseline: lead(hybrid, [each[baseline][query.id].ndcg for query in answered])
            for baseline in BASELINES
            if answered
        },
        unanswerable=len(unanswerable),
        silent=sum(query in guesses for query in unanswerable),
        embedded=embedded,
    )
