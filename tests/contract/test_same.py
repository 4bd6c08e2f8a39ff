"""The two engines give the same answers: ids, order, totals, facets, passages and reasons; scores up to a constant."""

import json
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import config
from config.settings import Cluster
from models.search import SearchQuery
from tests.contract.conftest import NUMBERS, Place
from tests.contract.corpus import corpus

pytestmark = pytest.mark.server
GOLDEN = Path(__file__).parents[1] / "golden" / "tuning.jsonl"
QUERIES = [row["query"] for row in map(json.loads, GOLDEN.read_text(encoding="utf-8").splitlines())]
QUERIES += ["", "personal", "äldreomsorgspersonal", '"mindre grupper"', "skola -orosanmälan", "orosanmalan", "barn*"]


@pytest.fixture(scope="module")
def places(analyser, elasticsearch, tmp_path_factory):
    """The corpus in a folder and on the cluster."""
    settings = config.load()
    cluster = Cluster(elasticsearch, prefix=f"same{os.getpid()}x{next(NUMBERS)}", exact=True)
    made = []
    for engine in ("embedded", "elastic"):
        home = tmp_path_factory.mktemp(engine)
        made.append(Place(replace(settings, home=home, engine=engine, cluster=cluster), analyser))
        with made[-1].writing() as writer:
            writer.publish(corpus())
    return made


@pytest.fixture(scope="module")
def both(places):
    engines = [place.reading() for place in places]
    yield engines
    for engine in engines:
        engine.close()


@pytest.mark.parametrize("mode", ["both", "exact"])
@pytest.mark.parametrize("text", QUERIES)
def test_the_same_hits(both, text, mode):
    one, other = (engine.search(SearchQuery(text, mode=mode)) for engine in both)
    assert [hit.score for hit in one.hits] == pytest.approx([hit.score for hit in other.hits], abs=1e-5)
    bare = [replace(page, hits=tuple(replace(hit, score=0.0) for hit in page.hits)) for page in (one, other)]
    assert bare[0] == bare[1]


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_the_same_orders(both, sort):
    one, other = (engine.search(SearchQuery("personal", sort=sort)) for engine in both)
    assert [hit.record.id for hit in one.hits] == [hit.record.id for hit in other.hits]


def test_the_graph_of_vectors_finds_nine_of_ten(places, both):
    settings = places[1].settings
    by_graph = replace(places[1], settings=replace(settings, cluster=replace(settings.cluster, exact=False)))
    with closing(by_graph.reading()) as graph:
        found = [[{hit.record.id for hit in e.search(SearchQuery(q)).hits} for e in (both[0], graph)] for q in QUERIES]
    shares = [len(exact & near) / len(exact) for exact, near in found if exact]
    assert sum(shares) / len(shares) >= 0.9
