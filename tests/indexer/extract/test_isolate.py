"""A document that hangs, crashes or eats memory costs itself and nothing else."""

import sys

import pytest

from indexer.extract import isolate
from indexer.extract.isolate import read_isolated, read_many
from indexer.extract.read import Limits, read_bytes
from models.document import ReadOutcome
from models.errors import DocumentError
from tests.indexer.extract import pdfs


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filer")
    (folder / "bra.pdf").write_bytes(pdfs.covered([[("En titel", 24, "Sans-Bold", 100, "l")]], body=1))
    (folder / "tom.pdf").write_bytes(b"")
    (folder / "sida.pdf").write_bytes(b"<!doctype html><html><body>Finns inte</body></html>")
    (folder / "text.txt").write_text("En vanlig text om socialtjänstens arbete.", encoding="utf-8")
    return folder


def test_many_files_each_with_its_own_end(folder):
    results = dict(read_many(sorted(folder.iterdir()), workers=2))
    assert {path.name for path in results} == {"bra.pdf", "tom.pdf", "sida.pdf", "text.txt"}
    ends = {path.name: getattr(result, "outcome", None) for path, result in results.items()}
    assert ends == {
        "bra.pdf": ReadOutcome.OK,
        "tom.pdf": ReadOutcome.EMPTY_FILE,
        "sida.pdf": ReadOutcome.NOT_A_DOCUMENT,
        "text.txt": ReadOutcome.OK,
    }
    assert results[folder / "bra.pdf"] == read_bytes((folder / "bra.pdf").read_bytes())


def test_what_was_promised_goes_along(folder):
    with pytest.raises(DocumentError, match="not a document"):
        read_isolated(folder / "text.txt", promised="application/pdf")


def test_too_slow_is_stopped(folder):
    with pytest.raises(DocumentError) as caught:
        read_isolated(folder / "bra.pdf", Limits(seconds=0))
    assert caught.value.outcome == ReadOutcome.TOO_SLOW


def test_too_little_memory_is_named(folder):
    with pytest.raises(DocumentError) as caught:
        read_isolated(folder / "bra.pdf", Limits(memory_bytes=60_000_000))
    assert caught.value.outcome in (ReadOutcome.TOO_LARGE, ReadOutcome.CRASHED)


def test_a_child_that_dies_costs_one_document_at_a_time(folder, monkeypatch):
    monkeypatch.setattr(isolate.sys, "executable", "/bin/false")
    results = list(read_many([folder / "bra.pdf", folder / "text.txt"], workers=1))
    assert [getattr(result, "outcome", None) for _, result in results] == [ReadOutcome.CRASHED] * 2


def test_a_child_that_talks_nonsense_is_not_believed(folder, monkeypatch, tmp_path):
    liar = tmp_path / "liar"
    liar.write_text(f"#!{sys.executable}\nprint('ready'); print('document {{not json')\n")
    liar.chmod(0o755)
    monkeypatch.setattr(isolate.sys, "executable", str(liar))
    with pytest.raises(DocumentError) as caught:
        read_isolated(folder / "bra.pdf")
    assert caught.value.outcome == ReadOutcome.CRASHED


@pytest.mark.parametrize(("limit", "outcome"), [(40_000_000, ReadOutcome.TOO_LARGE), (10**12, ReadOutcome.CRASHED)])
def test_a_child_that_aborts_for_want_of_memory_is_named_so(folder, monkeypatch, tmp_path, limit, outcome):
    aborts = tmp_path / "aborts"
    aborts.write_text(
        f"#!{sys.executable}\nimport os\nprint('ready', flush=True)\nheld = b'x' * 40_000_000\nos.abort()\n"
    )
    aborts.chmod(0o755)
    monkeypatch.setattr(isolate.sys, "executable", str(aborts))
    with pytest.raises(DocumentError) as caught:
        read_isolated(folder / "bra.pdf", Limits(memory_bytes=limit))
    assert caught.value.outcome == outcome
