"""The app before a real cluster: when something is wrong it stays up and says so, and recovers by itself."""

import os
from dataclasses import replace

import pytest

import config
from config.settings import Cluster
from indexer.engines import open_writer, remove_index
from indexer.engines.elastic import cluster as reaching
from search_app import create_app
from tests.contract.corpus import report
from tests.indexer.engines.test_elastic_errors import SECRET, answering
from tests.proxy import Proxy, make_certificate
from tests.search_app.library import write_environments

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def filled(elasticsearch, tmp_path_factory):
    """Settings whose index on the cluster holds one report."""
    home = tmp_path_factory.mktemp("app")
    write_environments(home / "environments")
    cluster = Cluster(elasticsearch, prefix=f"app{os.getpid()}")
    settings = replace(
        config.load({"FOU_EMBEDDING": "null"}), home=home, environments=home / "environments", engine="elastic",
        cluster=cluster,
    )  # fmt: skip
    with open_writer(settings) as writer:
        writer.publish([report("oro")])
    yield settings
    remove_index(settings)


def through(settings, address, **more):
    """The app that reaches the same index through a door."""
    return create_app(replace(settings, cluster=replace(settings.cluster, url=address, **more))).test_client()


def works(client):
    response = client.get("/sok?q=skyddsbedömning")
    return response.status_code == 200 and "<mark" in response.get_data(as_text=True)


def says(client, caplog, words):
    """Whether a page tells politely that nothing can be found, and the log what is wrong."""
    caplog.clear()
    response = client.get("/sok?q=skyddsbedömning")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    page = response.get_data(as_text=True)
    assert "Sökningen svarar inte just nu" in page
    assert 'value="skyddsbedömning"' in page
    assert client.get("/om").status_code == 200  # what needs no index is there as ever
    assert SECRET not in caplog.text
    return words in caplog.text


def test_a_cluster_that_goes_and_comes(filled, caplog):
    with Proxy(filled.cluster.url) as door:
        client = through(filled, door.address, api_key=SECRET)
        assert works(client)
        door.shut()
        assert says(client, caplog, "the cluster cannot be reached")
        door.open()
        assert works(client)


def test_an_app_that_starts_before_its_cluster(filled, caplog):
    with Proxy(filled.cluster.url) as door:
        door.shut()
        client = through(filled, door.address)
        assert says(client, caplog, "the cluster cannot be reached")
        door.open()
        assert works(client)


def test_a_cluster_that_is_too_slow(filled, caplog, monkeypatch):
    monkeypatch.setattr(reaching, "READING", reaching.Patience(2.0, 0))
    with Proxy(filled.cluster.url) as door:
        client = through(filled, door.address)
        assert works(client)
        door.delay = 5.0
        assert says(client, caplog, "the cluster did not answer in time")
        door.delay = 0.0
        door.cut()
        assert works(client)


def test_a_certificate_that_nobody_vouched_for(filled, caplog, tmp_path):
    certificate, key = make_certificate(tmp_path)
    with Proxy(filled.cluster.url, (certificate, key)) as door:
        assert says(through(filled, door.address), caplog, "certificate is not trusted")
        assert works(through(filled, door.address, ca=certificate))


def test_another_product_at_the_address(filled, caplog):
    with answering(200, '{"tagline": "something else"}') as other, Proxy(filled.cluster.url) as door:
        client = through(filled, door.address)
        assert works(client)
        door.target = other
        door.cut()
        assert says(client, caplog, "not Elasticsearch 9")
        door.target = filled.cluster.url
        door.cut()
        assert works(client)


def test_an_index_that_is_gone_and_made_again(filled, caplog):
    settings = replace(filled, cluster=replace(filled.cluster, prefix=f"{filled.cluster.prefix}x"))
    client = through(settings, settings.cluster.url)
    assert says(client, caplog, "no index in the cluster")
    for _ in range(2):
        with open_writer(settings) as writer:
            writer.publish([report("oro")])
        assert works(client)
        remove_index(settings)
        assert says(client, caplog, "no index in the cluster")
