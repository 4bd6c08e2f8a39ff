"""What can go wrong between us and a cluster has a name, and no secret in its words."""

import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import config
from config.language import load_language
from config.settings import Cluster
from indexer.engines import cluster_health, open_engine, open_writer, remove_index
from indexer.engines.elastic.cluster import State, connect, read_state, translated
from indexer.engines.elastic.mapping import INDICES, index
from indexer.engines.elastic.view import ElasticView
from indexer.overview import overview
from models.errors import ClusterError, EngineUnavailableError, SettingsError, StoreError, ViewGoneError
from models.language.embedding import NullEmbedding
from models.search import SearchQuery
from tests.contract.corpus import changed, report
from tests.proxy import Proxy

SECRET = "aGVtbGlndDpueWNrZWw="


@contextmanager
def answering(status, body, headers=()):
    """A server on loopback that always says the same."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            self.send_response(status)
            for name, value in (("content-type", "application/json"), *headers):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_POST = answer  # noqa: N815 - the names that the library looks for

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


# What a server of version 8 says to a client of version 9.
OLDER = (
    '{"error":{"root_cause":[{"type":"media_type_header_exception","reason":"Invalid media-type value on headers '
    '[Accept, Content-Type]"}],"type":"media_type_header_exception","reason":"Invalid media-type value on headers '
    '[Accept, Content-Type]","caused_by":{"type":"status_exception","reason":"A compatible version is required on both '
    'Content-Type and Accept headers if either one has requested a compatible version. Accept=application/vnd.'
    'elasticsearch+json; compatible-with=9"}},"status":400}'
)  # fmt: skip
PRODUCT = ("X-Elastic-Product", "Elasticsearch")


@pytest.mark.parametrize(
    ("status", "body", "headers", "words"),
    [
        (200, '{"version": {"number": "2.11.0", "distribution": "other"}}', (), "not Elasticsearch 9"),
        (400, OLDER, (PRODUCT,), "older than Elasticsearch 9"),
        (401, '{"error": {"type": "security_exception"}, "status": 401}', (PRODUCT,), "refuses the key or user"),
        (403, '{"error": {"type": "security_exception"}, "status": 403}', (PRODUCT,), "refuses the key or user"),
        (404, '{"error": {"type": "index_not_found_exception"}, "status": 404}', (PRODUCT,), "no index"),
        (502, '{"error": {"type": "search_phase_execution_exception"}, "status": 502}', (PRODUCT,), "out of reach"),
        (503, '{"error": {"type": "no_shard_available_action_exception"}, "status": 503}', (PRODUCT,), "out of reach"),
        (429, '{"error": {"type": "circuit_breaking_exception"}, "status": 429}', (PRODUCT,), "too much to do"),
    ],
)
def test_what_a_server_says_has_a_name(status, body, headers, words):
    raised = pytest.raises(EngineUnavailableError, match=words)
    with answering(status, body, headers) as url, raised as caught, translated("search"):
        connect(Cluster(url, api_key=SECRET)).search(index="x")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("status", [404, 502, 503])
def test_a_view_whose_node_fell_is_gone_and_asks_to_be_opened_again(status):
    """502 is what a cluster of three said for some seconds after one was killed (2026-11-29)."""
    failed = {"error": {"type": "search_phase_execution_exception"}, "status": status}
    answer = json.dumps({"id": "point", "responses": [failed]})
    with answering(200, answer, (PRODUCT,)) as url, ThreadPoolExecutor(1) as threads:
        view = ElasticView(connect(Cluster(url)), Cluster(url), State("000001"), threads)
        with pytest.raises(ViewGoneError):
            view.words("vård", 5)
        assert view.spent()


def test_another_product_that_comes_to_the_address_later():
    state = '{"_source": {"value": "{\\"build\\": \\"000001\\"}"}, "_seq_no": 1, "_primary_term": 1}'
    with answering(200, state, (PRODUCT,)) as ours, answering(200, "{}") as other, Proxy(ours) as door:
        client = connect(Cluster(door.address))
        assert read_state(client, "x")[0].build == "000001"
        door.target = other
        door.cut()
        with pytest.raises(ClusterError, match="not Elasticsearch 9"), translated("search"):
            read_state(client, "x")


@pytest.mark.parametrize("status", [403, 429])
def test_a_read_only_index_is_no_wrong_key(status):
    """By hand it says 403, as one does that is not permitted; with a full disk 429, as one does that is busy."""
    body = json.dumps({"error": {"type": "cluster_block_exception"}, "status": status})
    with answering(status, body, (PRODUCT,)) as url, pytest.raises(StoreError, match="read-only"), translated("index"):
        connect(Cluster(url)).options(max_retries=0).search(index="x")


def test_nobody_there():
    with pytest.raises(EngineUnavailableError, match="cannot be reached"), translated("search"):
        connect(Cluster("http://127.0.0.1:9,http://127.0.0.1:10")).options(max_retries=0).search(index="x")


def test_secrets_are_not_shown():
    settings = config.load({"FOU_ELASTICSEARCH_API_KEY": SECRET, "FOU_ELASTICSEARCH_PASSWORD": "hemligt"})
    assert SECRET not in repr(settings)
    assert "hemligt" not in repr(settings)
    assert (settings.cluster.api_key, settings.cluster.password) == (SECRET, "hemligt")


@pytest.mark.parametrize(
    ("name", "value"),
    [("PREFIX", "Fou-*"), ("CA", "/finns/inte.pem"), ("SHARDS", "många")],
)
def test_settings_that_cannot_be_used(name, value):
    with pytest.raises(SettingsError, match=f"FOU_ELASTICSEARCH_{name}"):
        config.load({f"FOU_ELASTICSEARCH_{name}": value})


@pytest.mark.server
def test_a_read_only_index_is_named_and_recovers(elasticsearch, tmp_path):
    cluster = Cluster(elasticsearch, prefix=f"readonly{os.getpid()}")
    settings = replace(config.load(), home=tmp_path, engine="elastic", cluster=cluster)
    analyser, embedding = load_language(settings), NullEmbedding()

    def block(on):
        names = ",".join(index(cluster.prefix, name, "000001") for name in INDICES)
        connect(cluster).indices.put_settings(index=names, settings={"index.blocks.read_only_allow_delete": on})

    with open_writer(settings, analyser=analyser, embedding=embedding) as writer:
        writer.publish([report("oro")])
        block(True)
        with pytest.raises(StoreError, match="read-only"):
            writer.publish([report("vald")])
        block(None)
        writer.publish([report("vald")])
    reader = open_engine(settings, analyser=analyser, embedding=embedding)
    assert {hit.record.id for hit in reader.search(SearchQuery("")).hits} == {"oro", "vald"}


@pytest.mark.server
def test_status_tells_how_the_cluster_stands(elasticsearch, tmp_path):
    # more copies than any test cluster has nodes
    cluster = Cluster(elasticsearch, prefix=f"standing{os.getpid()}", replicas=9)
    settings = replace(config.load(), home=tmp_path, engine="elastic", embedding="null", cluster=cluster)
    state = overview(settings)
    assert (state.cluster, "no index" in state.cluster_problem) == (None, True)
    with open_writer(settings) as writer:
        writer.publish([report("oro")])
    state = overview(settings)
    assert state.cluster is not None
    assert state.cluster.status == "yellow"
    assert state.cluster.lacking >= 3
    assert state.cluster.nodes >= 1
    assert state.cluster.size > 0
    assert state.index is not None
    assert not state.needs_person
    assert cluster_health(replace(settings, engine="embedded")) is None


@pytest.mark.server
def test_a_lost_answer_changes_nothing(elasticsearch, tmp_path):
    """The request was carried out, and is sent again: no writer takes its own traces for another's."""
    with Proxy(elasticsearch) as door:
        cluster = Cluster(door.address, prefix=f"lost{os.getpid()}")
        settings = replace(config.load(), home=tmp_path, engine="elastic", cluster=cluster)
        doors = {"analyser": load_language(settings), "embedding": NullEmbedding()}
        lost = 0
        with open_writer(settings, **doors) as writer:
            for number in range(1, 17):  # the two together are some fifteen requests
                writer.publish([report("vald")])
                door.lost = number
                writer.publish([changed(report("oro"), str(number), f"Lydelse nummer{number}.")])
                writer.retract(["vald"])
                lost += door.lost == 0
                door.lost = 0
            door.lost = 2
        assert lost > 10
        engine = open_engine(settings, **doors)
        assert engine.versions() == {"oro": "16"}
        assert engine.search(SearchQuery("nummer16", mode="exact")).total == 1
        assert engine.stats().passages == 2
    remove_index(replace(settings, cluster=replace(cluster, url=elasticsearch)))
