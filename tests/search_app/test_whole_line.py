"""The app over the example web as it was crawled and indexed for real."""

import pytest
from lxml import html

from indexer.engines import open_engine
from search_app import create_app
from search_app.rules import rule_words

pytestmark = pytest.mark.replica


@pytest.fixture(scope="module")
def engine(line):
    opened = open_engine(line.settings)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(line, engine):
    return create_app(line.settings, engine).test_client()


def tree(response):
    assert response.status_code == 200
    return html.fromstring(response.get_data())


def every_report(client):
    """The addresses of all reports, collected by turning the pages of the list."""
    found, address = [], "/sok"
    while address:
        page = tree(client.get(address))
        found += [a.get("href") for a in page.cssselect("h2.hit__title a")]
        address = next((a.get("href") for a in page.cssselect("a[rel=next]")), None)
    return found


def test_every_report_has_a_page_and_every_rule_words(client, engine):
    addresses = every_report(client)
    assert len(addresses) == len(set(addresses))
    stats = engine.stats()
    assert len(addresses) == stats.reports + stats.known + stats.projects
    for address in addresses:
        tree(client.get(address))
    with client.application.test_request_context("/"):
        records = [engine.report(address.split("/")[2].split("?")[0]) for address in addresses]
        unnamed = {c.rule for record in records for c in record.evidence if rule_words(c.rule) == c.rule}
    assert unnamed == set()


def test_a_word_leads_to_the_page_that_has_it(client, engine):
    page = tree(client.get("/sok?q=orosanmälan&lage=exakt"))
    links = [(a.get("href"), a.getparent()) for a in page.cssselect("li.passage a.pg")]
    assert links
    for address, item in links:
        assert "#page=" in address
        assert item.cssselect("mark") or item.cssselect(".note")
        here = tree(client.get(item.cssselect("a.passage__head")[0].get("href")))
        assert here.cssselect("mark")


def test_compounds_and_dots_are_forgiven(client):
    def titles(text):
        return {a.text_content() for a in tree(client.get(f"/sok?q={text}")).cssselect("h2.hit__title a")}

    assert titles("orosanmalan") & titles("orosanmälan")
