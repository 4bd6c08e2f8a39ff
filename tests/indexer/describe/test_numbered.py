"""Series, number, year, authors and subtitle read from whole documents that print them in many ways."""

import tomllib
from pathlib import Path

import pytest

from indexer.describe.describe import describe
from indexer.describe.weigh import weigh
from indexer.extract.read import read_bytes
from models.claim import Claim
from tests.indexer.extract.pdfs import numbered


def cases(name):
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


NUMBERED, NAMED = cases("numbered.toml"), cases("named.toml")


def read(case) -> dict[str, Claim]:
    return dict(weigh(describe(read_bytes(numbered(case["print"])))))


@pytest.mark.parametrize("name", NUMBERED)
def test_series_number_and_year_of_a_document(name):
    case = NUMBERED[name]
    found = read(case)
    values = {field: str(found[field].value) if field in found else "" for field in ("series", "number", "year")}
    assert values == {field: case[field] for field in values}


@pytest.mark.parametrize("name", NAMED)
def test_title_subtitle_and_authors_of_a_document(name):
    case = NAMED[name]
    found = read(case)
    assert found["title"].value == "Trygg i eget hem"
    assert (found["subtitle"].value if "subtitle" in found else "") == case.get("subtitle", "")
    assert (list(found["authors"].value) if "authors" in found else []) == case["authors"]
