"""The commands on a real cluster, chosen by --engine."""

import json
import os
from contextlib import closing
from dataclasses import replace

import pytest

import config
from indexer.engines import open_engine, remove_index
from indexer.engines.elastic.cluster import connect
from indexer.judging.evaluate import evaluate
from models.search import SearchQuery
from tests.fou.test_command_line import fou
from tests.indexer.judging.test_evaluate import COLLECTION
from tests.indexer.test_pipeline import REPORT, put

pytestmark = pytest.mark.server


def test_one_option_leads_every_command_to_the_cluster(elasticsearch, tmp_path):
    prefix = f"commands{os.getpid()}"
    there = {"FOU_ELASTICSEARCH_URL": elasticsearch, "FOU_ELASTICSEARCH_PREFIX": prefix}
    settings = config.load({"FOU_HOME": str(tmp_path), "FOU_EMBEDDING": "null", **there})
    put(settings, config.load_environments(settings.environments), tmp_path / "in", "1.txt", REPORT.format(words=""))

    def run(*arguments):
        done = fou(*arguments, "--engine", "elastic", home=tmp_path, **there)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert json.loads(run("index", "--json"))["reports"] == 1
    assert not (settings.index / "current").exists()  # nothing but the writer's lock
    assert json.loads(run("search", "anhöriga", "--json"))["total"] == 1
    assert json.loads(run("audit", "--json"))["agreed"] == 1
    state = json.loads(run("status", "--json"))
    assert (state["index"]["reports"], state["cluster"]["status"]) == (1, "green")

    settings = replace(settings, engine="elastic")
    with closing(open_engine(settings)) as engine:
        before = engine.state()
        evaluation = evaluate(COLLECTION, settings)
        assert evaluation.measured["hybrid"][""].success == 1
        assert (engine.state(), engine.search(SearchQuery("")).total) == (before, 1)
    there = list(connect(settings.cluster).indices.get(index=f"{prefix}-*").body)
    assert sorted(there) == [f"{prefix}-{name}-000001" for name in ("passages", "records", "reports")]
    remove_index(settings)
