"""Every test here runs on every backend: a new backend is one more row in `BACKENDS`."""

import itertools
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import config
from config.language import load_language
from config.settings import Cluster, Settings
from indexer.engines import SearchEngine, SearchWriter, open_engine, open_writer
from models.language.analysis import Analyser
from models.language.embedding import NullEmbedding
from tests.contract.corpus import corpus

BACKENDS = ("embedded", pytest.param("elastic", marks=pytest.mark.server))
NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Place:
    """Somewhere an index may lie."""

    settings: Settings
    analyser: Analyser

    def variables(self) -> dict[str, str]:
        """What another process needs to find it."""
        cluster = self.settings.cluster
        return {**os.environ, "FOU_ELASTICSEARCH_URL": cluster.url, "FOU_ELASTICSEARCH_PREFIX": cluster.prefix}

    def reading(self) -> SearchEngine:
        return open_engine(self.settings, analyser=self.analyser, embedding=NullEmbedding())

    def writing(self, *, fresh: bool = False) -> SearchWriter:
        return open_writer(self.settings, fresh=fresh, analyser=self.analyser, embedding=NullEmbedding())


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return load_language(config.load())


@pytest.fixture(scope="session", params=BACKENDS)
def make_place(request, analyser, tmp_path_factory) -> Callable[[], Place]:
    """Makes a new empty place on one backend."""

    settings = config.load()
    if request.param == "elastic":
        url = request.getfixturevalue("elasticsearch")

    def make() -> Place:
        home: Path = tmp_path_factory.mktemp("engine")
        cluster = settings.cluster
        if request.param == "elastic":  # exact vectors: what the graph of the index gives is measured elsewhere
            cluster = Cluster(url, prefix=f"contract{os.getpid()}x{next(NUMBERS)}", exact=True)
        return Place(replace(settings, home=home, engine=request.param, cluster=cluster), analyser)

    return make


@pytest.fixture
def place(make_place) -> Place:
    """An empty place for one test."""
    return make_place()


@pytest.fixture(scope="session")
def engine(make_place) -> SearchEngine:
    """The whole corpus, for reading only."""
    place = make_place()
    with place.writing() as writer:
        writer.publish(corpus())
        writer.put_record("environment", "fou-norr", '{"läst": 3}')
    return place.reading()
