"""Every concept of the taxonomy has a sentence that must speak for it and one that must not."""

from pathlib import Path

import pytest

from config.taxonomy import taxonomy
from indexer.describe.zones import Sentence

FILE = Path(__file__).parents[2] / "golden" / "described" / "examples.txt"
EXAMPLES = [line.split("|") for line in FILE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def spoken(describer, text):
    """The concepts that a sentence of a title speaks for, laws by their own rule."""
    said = describer.signs_of([Sentence(text, 1, "title", "heading")])
    laws = {str(c.value) for c in describer.subject((), text, year=2016).described if c.field == "law"}
    return {c for c in said if not c.startswith("lag-")} | laws


def test_every_concept_has_its_examples():
    assert [row[0] for row in EXAMPLES] == list(dict.fromkeys(row[0] for row in EXAMPLES))
    assert {row[0] for row in EXAMPLES} == set(taxonomy().concepts)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row[0])
def test_examples(describer, row):
    concept, hit, miss = row
    assert concept in spoken(describer, hit), hit
    assert concept not in spoken(describer, miss), miss
