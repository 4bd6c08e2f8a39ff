"""Killed at any step of a publication, the index is whole: old or new, never between."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import config
from config.language import load_language
from indexer.engines import open_engine, open_writer
from models.language.embedding import NullEmbedding
from models.search import SearchQuery
from tests.contract.corpus import REPORTS, changed, corpus, report, texts

ROOT = Path(__file__).parents[3]
STEPS = [
    "_take_serials", "_write_vectors", "_write_passages", "_write_records", "_step", "_write_reports", "_step:2",
    "_write_passages:2", "_write_reports:2", "_write_vectors:3", "_write_records:3", "_write_reports:3", "_clear",
]  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_writer_leaves_a_whole_index(step, tmp_path):
    settings = replace(config.load(), home=tmp_path)
    doors = {"analyser": load_language(settings), "embedding": NullEmbedding()}
    with open_writer(settings, **doors) as writer:
        writer.publish(corpus())
    done = subprocess.run([sys.executable, "-m", "tests.indexer.engines.crashing", str(tmp_path), step], cwd=ROOT)
    assert done.returncode == -signal.SIGKILL
    reader = open_engine(settings, **doors)
    hits = [hit for n in (1, 2) for hit in reader.search(SearchQuery("", page=n)).hits]
    assert len(hits) in (len(REPORTS), len(REPORTS) - 1)
    batch = {hit.record.version for hit in hits if hit.record.id in list(REPORTS)[:6] and hit.record.id != "oro"}
    assert len(batch) == 1
    for hit in hits:
        view = reader.page_view(hit.record.id, 1)
        shown = [] if view is None else [excerpt.text for excerpt in view.excerpts]
        assert len(shown) == len(texts(hit.record.id))
        new = {"2": "Andra", "3": "Tredje"}.get(hit.record.version)
        assert shown == ([f"{new} lydelsen om badhus."] * len(shown) if new else texts(hit.record.id))
    assert reader.stats().vectors == reader.stats().passages

    with open_writer(settings, **doors) as writer:  # the same work again goes on from there
        writer.publish([changed(one, "2", "Andra lydelsen om badhus.") for one in corpus()[:6]])
        writer.retract(["teknik"])
        writer.publish([changed(report("oro"), "3", "Tredje lydelsen om badhus.")])
        assert writer.versions()["oro"] == ("3", True)
    assert {h.record.id for h in reader.search(SearchQuery("badhus", mode="exact")).hits} == set(list(REPORTS)[:6])
    assert reader.stats().passages == sum(len(texts(i)) for i in REPORTS if i != "teknik")
    assert list(settings.index.rglob("*.new")) == []
    view = reader._backend.view()
    assert view._passages.num_docs == reader.stats().passages  # nothing of the killed publication is left
    assert sum(len(segment.serials) for segment in view._vectors._segments) <= 1.25 * reader.stats().passages


@pytest.mark.parametrize("step", ["_write_passages", "_write_reports", "_clear", "_stop"])
def test_a_killed_rebuild_leaves_the_index_in_use(step, tmp_path):
    settings = replace(config.load(), home=tmp_path)
    doors = {"analyser": load_language(settings), "embedding": NullEmbedding()}
    with open_writer(settings, **doors) as writer:
        writer.publish(corpus())
    command = [sys.executable, "-m", "tests.indexer.engines.crashing", str(tmp_path), step, "fresh"]
    assert subprocess.run(command, cwd=ROOT).returncode == -signal.SIGKILL
    reader = open_engine(settings, **doors)
    assert reader.search(SearchQuery("")).total == len(REPORTS)
    assert reader.search(SearchQuery("badhus", mode="exact")).total == 0
    with open_writer(settings, **doors) as writer:
        assert len(writer.versions()) == len(REPORTS)
    assert len([path for path in settings.index.iterdir() if path.name.isdigit()]) == 1
