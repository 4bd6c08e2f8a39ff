"""Saved pages and what each must give. A page without an expectation, or without its date, fails."""

import json
from pathlib import Path
from typing import Any

import pytest
from w3lib.encoding import html_to_unicode

from crawler.addresses import canonical, identity
from crawler.assemble import assemble, merge
from crawler.drafts import Draft
from crawler.reading.classify import classify
from crawler.reading.page import read_page
from crawler.spiders.discovery import Discovery
from crawler.spiders.visitor import Visitor
from models.environment import Environment, Scope

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def draft_values(draft: Draft) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": draft.kind, "title": draft.value("title") or None, "file": draft.file_url}
    for name in ("subtitle", "year", "number", "status", "period", "contact", "posted", "funder"):
        values[name] = draft.value(name) or None
    values["authors"] = list(next((claim.value for claim in draft.claims if claim.field == "authors"), ()))
    return values


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_saved_page(path: Path) -> None:
    body = path.read_bytes()
    assert b"fetched_on" in body, "say when the page was saved"
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    address = canonical(expected["address"]) or ""
    site = "/".join(address.split("/")[:3]) + "/"
    environment = Environment("x", "X", site, Scope((site,), tuple(expected.get("files", ()))))
    look = Discovery(environment, Visitor(environment, "FoU-banken"))
    page = read_page(html_to_unicode("text/html", body)[1], address)
    look.pages[identity(address)] = page
    verdict = look.verdicts[identity(address)] = classify(page, look.around(address))
    assert verdict.kind == expected["kind"], verdict.reasons
    assert verdict.reasons
    found = [draft_values(draft) for draft in merge(assemble(look))]
    found.sort(
        key=lambda row: [
            str(row["file"]) == str(unit.get("file")) or row["title"] == unit.get("title") for unit in expected["units"]
        ],
        reverse=True,
    )
    assert len(found) == len(expected["units"]), found
    for row, unit in zip(found, expected["units"], strict=True):
        for name, value in unit.items():
            wanted = canonical(value, address) if name == "file" and value else value
            assert row[name] == wanted, (name, row)
