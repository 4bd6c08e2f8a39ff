"""Front matter from studies as the press of the tests sets them, and from the real PDFs where they lie beside."""

import json
import re
from pathlib import Path

import pytest

from indexer.describe.describe import describe
from indexer.describe.weigh import weigh
from indexer.extract.read import read_bytes, read_file
from models.document import ReadOutcome
from tests.indexer.extract.press import LAYOUTS, STUDIES, read_study

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "pdf"
PLACES = {"Strängnäs", "Flen", "Skövde"}


def fold(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_front_matter_of_a_study(layout):
    study = read_study(STUDIES / "nyckeln-i-egen-ficka.md")
    best = weigh(describe(read_bytes(LAYOUTS[layout](study)), places=PLACES))
    assert fold(best["title"].value).startswith(fold(study.title))
    assert best["authors"].value == study.authors
    assert best["year"].value == str(study.year)
    assert best["number"].value == study.number
    assert best["publisher"].value == study.publisher
    assert best["language"].value == "sv"
    assert len(best["abstract"].value) > 200


def test_titles_of_the_real_pdfs():
    if not SAMPLES.is_dir():
        return
    facts = [json.loads(line) for line in (SAMPLES / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    right = 0
    for fact in facts:
        document = read_file(SAMPLES / fact["file"])
        best = weigh(describe(document, fact["file"]))
        if document.outcome == ReadOutcome.NO_TEXT:
            right += "title" not in best
            continue
        whole = best["title"].value + (best["subtitle"].value if "subtitle" in best else "")
        right += fold(fact["gold_title"]) in (fold(best["title"].value), fold(whole))
    assert right >= 10, f"{right} of {len(facts)}"
