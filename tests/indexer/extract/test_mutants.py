"""Mutated PDFs and bombs each end with a named outcome; none ends the run (`benchmarks/fuzz_pdfs.py` for thousands)."""

import random

import pytest

from indexer.extract.isolate import read_many
from indexer.extract.read import Limits
from models.document import ReadOutcome
from tests.indexer.extract.mutants import bombs, mutated, shortened
from tests.sites.pdfs.small import small_pdf

QUICK = (
    "page tree that holds itself", "a hundred thousand pages promised", "a thousand filters",
    "predictor of a billion columns", "deeply nested dictionaries", "Type 3 letter that writes itself",
    "a page as wide as the world", "a page without size", "outline in a ring", "inline image without end",
    "cross-references in a ring",
)  # fmt: skip


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder, rnd = tmp_path_factory.mktemp("mutants"), random.Random(5)
    seeds = shortened(small_pdf("Stöd till anhöriga", "En sida om stöd till den som vårdar.", "Och en till om tid."))
    made = {f"mutant {n}": mutated(seeds[n % 2], rnd) for n in range(40)} | dict(bombs_of(QUICK))
    names = {}
    for number, (name, data) in enumerate(made.items()):
        path = folder / f"{number}.pdf"
        path.write_bytes(data)
        names[path] = name
    limits = Limits(seconds=60, memory_bytes=1_000_000_000)
    return made, {names[path]: result.outcome for path, result in read_many(names, 1, limits)}


def bombs_of(names):
    return ((name, make()) for name, make in bombs() if name in names)


def test_every_file_has_an_outcome(results):
    made, outcomes = results
    assert set(outcomes) == set(made)
    assert set(outcomes.values()) <= set(ReadOutcome) - {ReadOutcome.CRASHED, ReadOutcome.TOO_SLOW}


def test_some_mutants_are_read_and_some_are_not(results):
    _, outcomes = results
    mutants = [outcome for name, outcome in outcomes.items() if name.startswith("mutant")]
    assert {ReadOutcome.OK, ReadOutcome.BROKEN} <= set(mutants)


def test_the_same_seed_gives_the_same_mutants():
    data = b"%PDF-1.4 1 0 obj <</Type/Page/Kids[2 0 R 3 0 R]>> endobj" * 9
    assert mutated(data, random.Random(3)) == mutated(data, random.Random(3))
