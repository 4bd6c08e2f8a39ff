"""Saved pages and what each must give. A page without an expectation, a date or a person's review fails."""

import json
from pathlib import Path

import pytest

from crawler.expectation import differences, observe
from models.environment import Environment, Scope

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_saved_page(path: Path) -> None:
    body = path.read_bytes()
    assert b"fetched_on" in body, "say when the page was saved"
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert expected.get("reviewed", True), (
        "a person must look through what was read, correct it and set reviewed to true"
    )
    site = "/".join(expected["address"].split("/")[:3]) + "/"
    environment = Environment("x", "X", site, Scope((site,), tuple(expected.get("files", ()))))
    observed = observe(body, expected["address"], environment)
    assert observed["reasons"]
    assert differences(expected, observed) == [], observed["reasons"]
