"""Every rule that a value is read by has words for readers."""

import ast
from pathlib import Path
from typing import get_args

from indexer.describe.numbering import Where
from indexer.describe.numbers import YEAR_RULES
from search_app.rules import rule_words

ROOMS = ("indexer/describe", "crawler", "crawler/reading")
ROOT = Path(__file__).parents[2]
PLACE = {"Claim": 3, "claim": 2}
"""Which argument of a claim is its rule."""


def rules_in_use() -> set[str]:
    found = set()
    for room in ROOMS:
        for path in (ROOT / room).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                place = PLACE.get(getattr(node.func, "id", ""), 99) if isinstance(node, ast.Call) else 99
                if place < 99 and len(node.args) > place and isinstance(rule := node.args[place], ast.Constant):
                    found.add(rule.value)
    return found


def test_rules_have_words(inside) -> None:
    in_use = rules_in_use()
    assert len(in_use) > 20
    with inside("/"):
        assert {rule for rule in in_use if rule_words(rule) == rule} == set()


def test_the_rules_of_years_have_words(inside) -> None:
    with inside("/"):
        assert {rule for rule, _, _ in YEAR_RULES if rule_words(rule) == rule} == set()


def test_a_number_tells_where_it_stands(inside) -> None:
    with inside("/en/"):
        assert rule_words("number: cover, head") == "report number on the cover, in a running head or foot"
        assert all(rule_words(f"number: {where}") for where in get_args(Where))
