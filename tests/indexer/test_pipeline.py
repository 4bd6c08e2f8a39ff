"""From deposited files to the index: nothing private leaves, nothing is done twice, what cannot be read is named."""

import json
from contextlib import closing
from dataclasses import replace

import pytest
from stdnum import luhn

import config
from config.taxonomy import Taxonomy, taxonomy
from crawler.deposit import deposit
from indexer.catalogue import Catalogue
from indexer.engines import open_engine
from indexer.export import export_lines
from indexer.extract.document import EXTRACTOR_VERSION, Document
from indexer.extract.repair import repair_version
from indexer.overview import overview
from indexer.pipeline import index, rebuild
from models.search import SearchQuery
from models.serial import to_json

REPORT = """Stöd till anhöriga i glesbygd

Erfarenheter från tre kommuner

Eva Exempel

FoU-rapport 2019:4

Sammanfattning

Rapporten handlar om hur kommunerna arbetar med stöd till den som vårdar en närstående hemma. {words}

Inledning

Anhöriga som bor långt från tätorten får sällan avlösning i hemmet, visar intervjuerna med biståndshandläggarna.
"""
BOATS = """Båtar på sjön

FoU-rapport 2011:7

Sammanfattning

Rapporten handlar om båtar och om dem som hyr ut sådana sommartid längs kusten.
"""
BODY = "811218987"
IDENTITY = f"{BODY[:6]}-{BODY[6:]}{luhn.calc_check_digit(BODY)}"


@pytest.fixture
def settings(tmp_path):
    return replace(config.load({"FOU_HOME": str(tmp_path / "home"), "FOU_EMBEDDING": "null"}), threads=1)


@pytest.fixture
def units(settings):
    return config.load_environments(settings.environments)


def put(settings, units, folder, name, data, environment="nestor"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    deposit(settings, folder, units[environment])


def everything(settings):
    """All that the index and the export say, as one text."""
    with closing(open_engine(settings)) as engine:
        hits = engine.search(SearchQuery(text="anhöriga")).hits
        shown = [to_json(hit.record) + to_json(hit.passages, tuple[type(hit.passages[0]), ...]) for hit in hits]
    return "\n".join(shown) + json.dumps(list(export_lines(settings)))


def test_identity_numbers_stay_in_the_archive(settings, units, tmp_path):
    put(settings, units, tmp_path / "in", "a.txt", REPORT.format(words=f"En av dem är {IDENTITY}."))
    (tmp_path / "in" / "metadata.json").write_text(
        json.dumps([{"file": "a.txt", "abstract": f"Om {IDENTITY} och andra."}]), encoding="utf-8"
    )
    deposit(settings, tmp_path / "in", units["nestor"])
    index(settings)
    told = everything(settings)
    assert "[personnummer]" in told
    assert IDENTITY not in told
    assert IDENTITY.replace("-", "") not in told


def test_a_second_run_does_nothing_and_a_rebuild_keeps_the_health(settings, units, tmp_path):
    put(settings, units, tmp_path / "in", "a.txt", REPORT.format(words=""))
    assert index(settings).published == 1
    again = index(settings)
    assert (again.read, again.published, again.embedded, again.waiting) == ({}, 0, 0, 0)
    before = everything(settings)
    assert rebuild(settings).published == 1
    assert everything(settings) == before


def test_a_changed_taxonomy_describes_and_publishes_again_and_does_nothing_else(settings, units, tmp_path, monkeypatch):
    put(settings, units, tmp_path / "in", "a.txt", REPORT.format(words=""))
    put(settings, units, tmp_path / "in", "b.txt", BOATS)
    assert index(settings).published == 2
    known = taxonomy()
    concept = replace(known.concepts["omr-funktion-assistans"], terms=("båtar",))
    changed = Taxonomy({**known.concepts, concept.id: concept}, "changed")
    monkeypatch.setattr("indexer.understood.taxonomy", lambda: changed)
    again = index(settings)
    assert (again.read, again.embedded, again.waiting) == ({}, 0, 0)
    assert again.published == 1
    with closing(open_engine(settings)) as engine:
        hits = engine.search(SearchQuery(text="båtar", mode="exact")).hits
        assert any("omr-funktion-assistans" in to_json(hit.record) for hit in hits)


def test_a_page_called_pdf_is_no_document(settings, units, tmp_path):
    put(
        settings,
        units,
        tmp_path / "in",
        "borta.pdf",
        "<!DOCTYPE html><html><body><p>Sidan finns inte här.</p></body></html>",
    )
    index(settings)
    assert [trouble.outcome for trouble in overview(settings).troubles] == ["not a document"]


def test_without_vectors_words_are_found_and_the_rest_is_told(settings, units, tmp_path):
    put(settings, units, tmp_path / "in", "a.txt", REPORT.format(words=""))
    summary = index(settings, vectors=False)
    assert (summary.published, summary.waiting) == (1, 1)
    with closing(open_engine(settings)) as engine:
        assert engine.search(SearchQuery(text="anhörig", mode="exact")).total == 1
    assert index(settings).waiting == 0


def test_a_damaged_report_is_found_by_its_right_words_and_says_that_it_was_mended(settings, units, tmp_path):
    words = "Kommunerna behöver följa upp stödet till äldre. Många handläggare säger att det är svårt att få tid."
    lost = REPORT.format(words=words).translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    put(settings, units, tmp_path / "a", "skadad.txt", lost)
    index(settings)
    with closing(open_engine(settings)) as engine:
        hit = engine.search(SearchQuery(text="handläggare avlösning", mode="exact")).hits[0]
    assert hit.record.title == "Erfarenheter från tre kommuner"
    assert hit.record.origins == {"repaired": 1}
    assert {passage.origin for passage in hit.passages} == {"repaired"}
    with closing(Catalogue(settings.catalogue)) as catalogue:
        (key,) = catalogue.stage_keys("repair", repair_version())
        read = Document.from_json(catalogue.stage_result("read", EXTRACTOR_VERSION, key).result)
    assert "handlaggare sager" in read.pages[0].text
