"""The catalogue keeps stage results by version and replaces its state all or nothing."""

import sqlite3
from contextlib import closing

import pytest

from indexer.catalogue import Catalogue, Copy, StageResult, StoredReport
from models.errors import StoreError


@pytest.fixture
def catalogue(tmp_path):
    with closing(Catalogue(tmp_path / "catalogue.sqlite")) as opened:
        yield opened


def test_a_stage_result_is_found_by_its_version_only(catalogue):
    catalogue.put_stage("read", "1", StageResult("sha", "ok", "", "{}"))
    assert catalogue.stage_keys("read", "1") == {"sha"}
    assert catalogue.stage_keys("read", "2") == set()
    assert catalogue.stage_result("read", "2", "sha") is None
    catalogue.put_stage("read", "2", StageResult("sha", "broken", "no pages", ""))
    assert catalogue.outcomes("read") == {"broken": [("sha", "no pages")]}


def test_the_state_is_replaced_whole(catalogue):
    catalogue.replace_state([StoredReport("r", "v", "{}")], [Copy("a", "k", "r", "first", "{}")])

    def broken():
        yield StoredReport("s", "v", "{}")
        raise RuntimeError("killed here")

    with pytest.raises(RuntimeError):
        catalogue.replace_state(broken(), [])
    assert catalogue.versions() == {"r": "v"}
    assert [copy.key for copy in catalogue.copies()] == ["k"]


def test_a_damaged_file_is_a_store_error(tmp_path):
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(b"this is no database, whatever its name may say" * 50)
    with pytest.raises(StoreError, match=r"catalogue\.sqlite"):
        Catalogue(path)


def test_a_newer_schema_is_refused(tmp_path):
    path = tmp_path / "catalogue.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer"):
        Catalogue(path)
