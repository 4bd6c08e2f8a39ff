"""Title, authors, year and number from title pages."""

import re

import pytest

from indexer.describe.describe import describe
from indexer.describe.weigh import weigh
from indexer.extract.read import read_bytes
from tests.indexer.describe.covers import COVERS, KEPT_ASIDE
from tests.indexer.extract.pdfs import covered

PLACES = {"Haninge", "Umeå", "Katrineholm", "Västerås", "Stockholm", "Falun"}


def fold(value: object) -> object:
    return tuple(map(fold, value)) if isinstance(value, tuple) else re.sub(r"\W+", "", str(value).casefold())


@pytest.mark.parametrize("name", [*COVERS, *KEPT_ASIDE])
def test_what_a_title_page_says(name):
    pages, facts = (COVERS | KEPT_ASIDE)[name]
    found = weigh(describe(read_bytes(covered(pages)), places=PLACES))
    values = {field: found[field].value if field in found else None for field in facts}
    assert {field: fold(value) for field, value in values.items()} == {f: fold(v) for f, v in facts.items()}
