"""One real Elasticsearch for the whole run: one's own (FOU_ELASTICSEARCH_URL), or one started on loopback."""

import os
from collections.abc import Iterator

import pytest

import config
from scripts.elastic_server import NoServerError, running
from tests.needs import need


@pytest.fixture(scope="session")
def elasticsearch() -> Iterator[str]:
    """The address of a cluster; indices of a test begin with a name of its own."""
    own = os.environ.get("FOU_ELASTICSEARCH_URL")
    if own:
        yield own
        return
    try:
        with running(config.load().cache) as nodes:
            yield nodes[0].address
    except NoServerError as error:
        need("elasticsearch", str(error))
