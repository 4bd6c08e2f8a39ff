"""What a saved page must give: read a page as the crawler does, and compare with what a person has confirmed."""

from collections.abc import Mapping
from typing import Any

from w3lib.encoding import html_to_unicode

from crawler.addresses import canonical, identity
from crawler.assemble import assemble, merge
from crawler.drafts import Draft
from crawler.reading.classify import classify
from crawler.reading.page import read_page
from crawler.spiders.discovery import Discovery
from crawler.spiders.visitor import Visitor
from models.environment import Environment

VALUES = ("subtitle", "year", "number", "status", "period", "contact", "posted", "funder")
"""Fields that an expectation may name, besides kind, title, file and authors; None stands for "not stated"."""


def observe(body: bytes, address: str, environment: Environment, content_type: str = "text/html") -> dict[str, Any]:
    """Read one page by itself → `kind`, `reasons` and `units`, the reports and projects that it gives."""
    place = canonical(address) or address
    look = Discovery(environment, Visitor(environment, "FoU-banken"))
    page = read_page(html_to_unicode(content_type, body)[1], place)
    look.pages[identity(place)] = page
    verdict = look.verdicts[identity(place)] = classify(page, look.around(place))
    return {"kind": verdict.kind, "reasons": verdict.reasons, "units": [_values(d) for d in merge(assemble(look))]}


def differences(expected: Mapping[str, Any], observed: Mapping[str, Any]) -> list[str]:
    """In what a page differs from what it should give, one line each; of each unit only the named fields count."""
    found = []
    if observed["kind"] != expected["kind"]:
        found.append(f"kind: {observed['kind']!r} for {expected['kind']!r}")
    units = list(observed["units"])
    if len(units) != len(expected["units"]):
        found.append(f"units: {len(units)} for {len(expected['units'])}: {[unit['title'] for unit in units]}")
    for wanted in expected["units"]:
        if not units:
            break
        nearest = max(units, key=lambda unit: _likeness(unit, wanted, expected["address"]))
        units.remove(nearest)
        for name, value in wanted.items():
            right = canonical(value, expected["address"]) if name == "file" and value else value
            if nearest[name] != right:
                found.append(f"{name} of {wanted.get('title')!r}: {nearest[name]!r} for {right!r}")
    return found


def _likeness(unit: Mapping[str, Any], wanted: Mapping[str, Any], address: str) -> int:
    file = canonical(wanted["file"], address) if wanted.get("file") else None
    return 2 * int(file is not None and unit["file"] == file) + int(unit["title"] == wanted.get("title"))


def _values(draft: Draft) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": draft.kind, "title": draft.value("title") or None, "file": draft.file_url}
    values |= {name: draft.value(name) or None for name in VALUES}
    values["authors"] = list(next((claim.value for claim in draft.claims if claim.field == "authors"), ()))
    return values
