"""The main job with a real cluster behind it: what was crawled from the example web, indexed there and asked there."""

import os
from contextlib import closing
from urllib.parse import quote, urlsplit

import pytest
from lxml import html

import config
from indexer.engines import open_engine, remove_index
from models.search import SearchQuery
from search_app import create_app
from tests.replica.test_whole_line import bare, page_of, pages_of, thirty
from tests.sites.server import expected, truth

pytestmark = [pytest.mark.replica, pytest.mark.server]
TEN = thirty()[::3]


@pytest.fixture(scope="module")
def on_cluster(line, elasticsearch):
    """Settings of the same stores whose index lies on the cluster."""
    variables = {
        **line.variables, "FOU_ENGINE": "elastic", "FOU_ELASTICSEARCH_URL": elasticsearch,
        "FOU_ELASTICSEARCH_PREFIX": f"line{os.getpid()}",
    }  # fmt: skip
    settings = config.load(variables)
    done = line.fou("index", **{name: variables[name] for name in variables if name.startswith("FOU_E")})
    assert done.returncode == 0, done.stderr + done.stdout
    yield settings
    remove_index(settings)


@pytest.fixture(scope="module")
def engines(line, on_cluster):
    with closing(open_engine(line.settings)) as embedded, closing(open_engine(on_cluster)) as elastic:
        yield embedded, elastic


def test_the_cluster_holds_what_the_folder_holds(engines):
    embedded, elastic = engines
    assert elastic.versions() == embedded.versions()
    here, there = embedded.stats(), elastic.stats()
    assert (there.reports, there.projects, there.passages, there.vectors) == (
        here.reports, here.projects, here.passages, here.vectors,
    )  # fmt: skip
    assert there.reports == sum(row["kind"] == "report" for row in expected())


def test_ten_questions_are_answered_as_by_the_folder(engines):
    """At least nine have the right report first; at least eight show a page that answers."""
    studies = truth()
    right = shown = 0
    for row in TEN:
        one, other = (engine.search(SearchQuery(row["query"])) for engine in engines)
        assert [hit.record.id for hit in one.hits[:3]] == [hit.record.id for hit in other.hits[:3]], row["query"]
        assert one.by_words == other.by_words
        titles = {bare(studies[s]["title"], studies[s]["subtitle"]) for s in (row["study"], *row["also"])}
        first = other.hits[0]
        right += bare(first.record.title, first.record.subtitle) in titles
        pages = {n for words in row["answers"] for n in pages_of(studies[row["study"]], words)}
        shown += bool(pages & {passage.page for passage in first.passages})
    assert len(TEN) == 10
    assert right >= 9
    assert shown >= 8


def test_a_reader_chooses_in_a_facet_and_comes_to_the_page(on_cluster, engines):
    client = create_app(on_cluster).test_client()

    def page(address):
        answer = client.get(address)
        assert answer.status_code == 200, address
        return html.fromstring(answer.get_data(as_text=True))

    asked = f"/sok?q={quote(TEN[0]['query'])}"
    found = page(asked)
    box = found.cssselect("input[type=checkbox][name=miljo]")[0]
    chosen = page(f"{asked}&miljo={quote(box.get('value'))}")
    hits = chosen.cssselect("li.hit")
    assert 0 < len(hits) <= len(found.cssselect("li.hit"))
    records = engines[1].search(SearchQuery(TEN[0]["query"], filters=(("environment", (box.get("value"),)),))).hits
    assert len(hits) == len(records)
    assert all(box.get("value") in hit.record.environments for hit in records)
    file = found.cssselect("li.hit a.pg")[0].get("href")
    assert urlsplit(file).fragment.startswith("page=")
    assert page_of(file) in {page_of(row["file_url"]) for row in expected() if row["kind"] == "report"}
    excerpt = page(found.cssselect("li.hit a.passage__head")[0].get("href"))
    assert excerpt.cssselect("h1")
