"""The archive's promises, deposits, and the comparison of two looks."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import Settings, load
from crawler.archive import Archive
from crawler.deposit import deposit
from crawler.drafts import Answer, Draft, Harvest
from crawler.life import compare
from models.claim import Claim
from models.environment import Environment, Scope
from models.errors import BusyError, SettingsError, StoreError
from models.sighting import FetchOutcome, HealthKind, LifeEvent, Sighting

NOW = "2026-11-24T08:00:00+00:00"
UNIT = Environment("x", "FoU X", "", Scope(()))


def settings(home: Path) -> Settings:
    return load({"FOU_HOME": str(home), "FOU_NOW": NOW})


def test_an_archive_that_is_not_there_is_empty(tmp_path: Path) -> None:
    with Archive(tmp_path / "none") as archive:
        assert list(archive.sightings()) == []
        assert (archive.health(), archive.bytes_stored()) == ([], 0)
    assert not (tmp_path / "none").exists()


def test_one_writer_many_readers(tmp_path: Path) -> None:
    with Archive(tmp_path).write() as archive:
        run = archive.open_run("x", "crawl", NOW)
        with pytest.raises(BusyError):
            Archive(tmp_path).write()
        with Archive(tmp_path) as reader:
            sha256 = archive.put(b"body")
            answer = Answer("https://x.se/", FetchOutcome.OK, 200, "text/html", "", b"body", sha256)
            archive.record(run, "x", "page", NOW, answer, {"etag": "1"})
            assert [fetch.etag for fetch in reader.fetches("x")] == ["1"]
            assert (reader.bytes_stored(), reader.body(sha256)) == (4, b"body")
            with pytest.raises(StoreError):
                reader.open_run("x", "crawl", NOW)
    with Archive(tmp_path).write() as archive:
        assert archive.open_run("x", "crawl", NOW) == run, "a run broken off is taken up again"
        later = "2026-12-24T08:00:00+00:00"
        assert archive.open_run("x", "crawl", later, not_before=later) != run


def test_another_schema_is_refused(tmp_path: Path) -> None:
    Archive(tmp_path).write().close()
    with sqlite3.connect(tmp_path / "archive.sqlite") as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(StoreError, match="99"):
        Archive(tmp_path)


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(StoreError):
        Archive(tmp_path)


def test_half_a_file_is_laid_down_again(tmp_path: Path) -> None:
    with Archive(tmp_path).write() as archive:
        sha256 = archive.put(b"whole")
        archive.file(sha256).write_bytes(b"wh")
        archive.put(b"whole")
        assert archive.body(sha256) == b"whole"
        assert [path.name for path in (tmp_path / "files").rglob("*") if path.is_file()] == [sha256]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError):
        Archive(tmp_path / "file").write()


def deposited(home: Path) -> dict[str, LifeEvent]:
    with Archive(settings(home).archive) as archive:
        return {sighting.key: sighting.event for sighting in archive.sightings("x")}


def test_deposit_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "äldre").mkdir(parents=True)
    (folder / "a.pdf").write_bytes(b"%PDF a")
    (folder / "äldre" / "b.pdf").write_bytes(b"%PDF b")
    (folder / "metadata.csv").write_bytes("fil;titel;författare;år\na.pdf;Väntan;Ek, Anna;2013\n".encode("cp1252"))
    (folder / "äldre" / "b.pdf.json").write_text(json.dumps({"title": "Natt", "authors": ["Bo Al", "Eva Ek"]}))
    home = tmp_path / "home"
    health = deposit(settings(home), folder, UNIT)
    assert (health.kind, health.events) == (HealthKind.OK, {"new": 2})
    with Archive(settings(home).archive) as archive:
        first, second = archive.sightings("x")
        assert archive.body(first.file_sha256 or "") == b"%PDF a"
    values = {claim.field: claim.value for claim in first.claims}
    assert values == {"title": "Väntan", "authors": ("Anna Ek",), "year": "2013"}
    assert {claim.value for claim in second.claims} == {"Natt", ("Bo Al", "Eva Ek")}
    assert deposit(settings(home), folder, UNIT).kind is HealthKind.QUIET
    assert set(deposited(home).values()) == {LifeEvent.UNCHANGED}

    (folder / "a.pdf").rename(folder / "a2.pdf")
    (folder / "metadata.csv").write_text("file,title\na2.pdf,Väntan\n")
    (folder / "äldre" / "b.pdf").unlink()
    deposit(settings(home), folder, UNIT)
    assert deposited(home) == {"a.pdf": LifeEvent.MOVED, "äldre/b.pdf": LifeEvent.VANISHED}
    (folder / "äldre" / "b.pdf").write_bytes(b"%PDF b")
    deposit(settings(home), folder, UNIT)
    assert deposited(home)["äldre/b.pdf"] is LifeEvent.RETURNED


def test_a_single_file_makes_no_other_vanish(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    home = tmp_path / "home"
    deposit(settings(home), tmp_path / "a.pdf", UNIT)
    deposit(settings(home), tmp_path / "b.pdf", UNIT)
    assert deposited(home) == {"a.pdf": LifeEvent.NEW, "b.pdf": LifeEvent.NEW}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("metadata.csv", "fil;okänd\na.pdf;1"),
        ("metadata.csv", "file\nmissing.pdf"),
        ("metadata.json", "{"),
        ("a.pdf.json", "[]"),
    ],
)
def test_bad_metadata_is_named_and_nothing_kept(tmp_path: Path, name: str, content: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF")
    (folder / name).write_text(content)
    with pytest.raises(SettingsError):
        deposit(settings(tmp_path / "home"), folder, UNIT)
    assert deposited(tmp_path / "home") == {}


def test_nothing_to_deposit(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.pdf"):
        with pytest.raises(SettingsError):
            deposit(settings(tmp_path / "home"), path, UNIT)


def draft(key: str, title: str, sha: str | None = None, **more: str) -> Draft:
    claims = [Claim("title", title, "page", "r", 1.0)]
    if "year" in more:
        claims.append(Claim("year", more["year"], "page", "r", 1.0))
    return Draft(key, "report", key, None, tuple(claims), file_sha256=sha)


def look(known: tuple[Sighting, ...], *drafts: Draft, **facts: frozenset[str]) -> dict[str, Sighting]:
    return {s.key: s for s in compare("x", known, Harvest(drafts, **facts), NOW, may_vanish=True)}  # type: ignore[arg-type]


def test_moved_by_bytes_title_or_redirect() -> None:
    known = tuple(
        look((), draft("https://x.se/a", "A", "1"), draft("https://x.se/b", "B"), draft("https://x.se/c", "C")).values()
    )
    new = draft("https://x.se/a2", "Another", "1"), draft("https://x.se/b2", "B"), draft("https://x.se/c2", "C3")
    harvest = Harvest(new, aliases={"x.se/c": "x.se/c2"})
    after = {s.key: s for s in compare("x", known, harvest, NOW, may_vanish=True)}
    assert {key: s.event for key, s in after.items()} == dict.fromkeys(
        ("https://x.se/a", "https://x.se/b", "https://x.se/c"), LifeEvent.MOVED
    )
    again = {s.key: s.event for s in compare("x", tuple(after.values()), Harvest(new), NOW, may_vanish=True)}
    assert set(again.values()) == {LifeEvent.UNCHANGED}


def test_yearly_reports_of_one_title_are_not_each_other() -> None:
    known = tuple(look((), draft("https://x.se/2019", "Nyckeltal", year="2019")).values())
    after = look(known, draft("https://x.se/2020", "Nyckeltal", year="2020"))
    assert {key: s.event.value for key, s in after.items()} == {
        "https://x.se/2019": "vanished",
        "https://x.se/2020": "new",
    }


def test_what_gave_no_answer_does_not_vanish() -> None:
    known = tuple(look((), draft("https://x.se/a", "A"), draft("https://x.se/b", "B")).values())
    after = look(known, draft("https://x.se/c", "C"), failed=frozenset({"x.se/a"}), gone=frozenset({"x.se/b"}))
    assert {key[-1]: s.event.value for key, s in after.items()} == {"a": "unchanged", "b": "vanished", "c": "new"}
    gone = replace(known[0], event=LifeEvent.VANISHED)
    assert look((gone,), draft("https://x.se/a", "A"))["https://x.se/a"].event is LifeEvent.RETURNED


def test_folders_of_the_same_name_lose_no_file(tmp_path: Path) -> None:
    folders = [tmp_path / year / "pdf" for year in ("2019", "2020", "2021")]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "r.txt").write_text(f"Rapport {folder}")
        deposit(settings(tmp_path / "home"), folder, UNIT)
    first = deposited(tmp_path / "home")
    assert len(first) == 3
    for folder in folders:
        assert deposit(settings(tmp_path / "home"), folder, UNIT).reason == "nothing new since the crawl before"
    assert deposited(tmp_path / "home") == dict.fromkeys(first, LifeEvent.UNCHANGED)
