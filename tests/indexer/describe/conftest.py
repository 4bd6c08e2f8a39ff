"""One describer for all tests of subjects: making it takes a second or two."""

import pytest

import config
from indexer.extract.plain import read_plain
from indexer.understood import open_describer


@pytest.fixture(scope="session")
def describer():
    return open_describer(config.load())


@pytest.fixture(scope="session")
def subject(describer):
    """The subject of a text with a title."""

    def read(text, title="", year=None, **more):
        return describer.subject(read_plain(text.encode()).pages, title, year=year, **more)

    return read


def values(subject, field, least=0.7):
    """The values of a field that count, in order."""
    return list(dict.fromkeys(c.value for c in subject.described if c.field == field and c.confidence >= least))
