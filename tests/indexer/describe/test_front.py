"""Title, authors, year and number from title pages."""

import re

import pytest
from weasyprint import HTML

from indexer.describe.describe import describe
from indexer.describe.weigh import weigh
from indexer.extract.read import read_bytes
from tests.indexer.describe.covers import COVERS, KEPT_ASIDE
from tests.indexer.describe.typeset import fronts
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


SET_BY_ANOTHER_HAND = fronts("first") | fronts("kept_aside")


@pytest.mark.parametrize("name", SET_BY_ANOTHER_HAND)
def test_what_a_page_set_by_another_hand_says(name):
    html, facts = SET_BY_ANOTHER_HAND[name]
    found = weigh(describe(read_bytes(bytes(HTML(string=html).write_pdf())), places=PLACES))
    values = {field: found[field].value if field in found else "" for field in facts}
    assert {field: fold(value) for field, value in values.items()} == {f: fold(v) for f, v in facts.items()}
