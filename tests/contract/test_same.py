"""The two engines give the same answers: ids, order, totals, facets, passages and reasons; scores up to a constant."""

import json
import os
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
def both(analyser, elasticsearch, tmp_path_factory):
    settings = config.load()
    cluster = Cluster(elasticsearch, prefix=f"same{os.getpid()}x{next(NUMBERS)}", exact=True)
    engines = []
    for engine in ("embedded", "elastic"):
        home = tmp_path_factory.mktemp(engine)
        place = Place(replace(settings, home=home, engine=engine, cluster=cluster), analyser)
        with place.writing() as writer:
            writer.publish(corpus())
        engines.append(place.reading())
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
