"""Whole small sites in the shapes of shapes.toml, each looked through from its home page alone."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.test_discovery import Content, at, explore, page, pdf, titles

SHAPES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("shapes.toml").read_text())
SITES = {site["name"]: site for site in SHAPES["site"]}
FRAME = (
    "<header><a href='/'>FoU Exempel</a></header><nav><ul><li><a href='/om'>Om oss</a></li><li><a href='/verksamhet'>"
    "Verksamhet</a></li><li><a href='/rapporter'>Rapporter</a></li><li><a href='/aktuellt'>Aktuellt</a></li></ul></nav>"
)
FOOT = "<footer><p>FoU Exempel. Telefon 010-123 45 67</p><a href='/tillganglighet'>Tillgänglighet</a></footer>"


def framed(title: str, body: str) -> str:
    return page(title, body).replace("<body>", f"<body>{FRAME}").replace("</body>", f"{FOOT}</body>")


@pytest.mark.parametrize("name", SITES)
def test_what_is_found(name: str) -> None:
    site = SITES[name]
    pages = at({path: framed(*parts) for path, parts in {**SHAPES["base"], **site["pages"]}.items()})

    def replies(address: str) -> Content | None:
        return pdf(address) if address.endswith((".pdf", ".docx")) or "wpdmdl" in address else pages.get(address)

    harvest, _ = explore(replies)
    of_base = [] if "/rapporter" in site["pages"] else ["Att bo kvar"]
    assert titles(harvest) == sorted([*site["reports"], *of_base])
    found = {draft.title: draft.value("status") for draft in harvest.drafts if draft.kind == "project"}
    assert found.keys() == site["projects"].keys()
    assert {title: state for title, state in site["projects"].items() if state and found[title] != state} == {}
