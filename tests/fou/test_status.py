"""What operators see of how the sites are doing."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from crawler.archive import Archive
from fou.__main__ import cli
from models.sighting import Health, HealthKind

RUNS = (
    Health("nestor", HealthKind.OK, "8 new or changed", "2026-10-24T08:00:00+00:00", "2026-10-24T09:00:00+00:00",
           {"ok": 30}, {"new": 8}, {"reports": 8, "projects": 0, "title": 8, "year": 6}, {"listing": 2, "report": 8}),
    Health("nestor", HealthKind.CHANGED, "2 reports were found, 8 were known", "2026-11-24T08:00:00+00:00",
           "2026-11-24T09:00:00+00:00", {"ok": 9}, {"unchanged": 8}, {"reports": 2, "projects": 0, "title": 2},
           {"listing": 1, "report": 2}),
)  # fmt: skip


@pytest.fixture
def home(tmp_path, monkeypatch):
    with Archive(tmp_path / "archive").write() as archive:
        for health in RUNS:
            archive.close_run(archive.open_run("nestor", "crawl", health.started), "crawl", (), health, None)
    monkeypatch.setenv("FOU_HOME", str(tmp_path))
    monkeypatch.setenv("FOU_EMBEDDING", "null")
    monkeypatch.setenv("COLUMNS", "250")
    return tmp_path


def fou(*arguments):
    return CliRunner().invoke(cli, arguments)


def test_the_state_of_each_site_and_what_it_states(home):
    done = fou("status")
    assert done.exception.exit_code == 9
    assert "ändrad" in done.output
    assert "2 rapporter hittades, 8 var kända" in done.output
    table = next(part for part in done.output.split("Vad webbplatserna anger") if "egen titel" in part)
    row = next(line for line in table.splitlines() if "nestor" in line)
    assert row.replace("│", " ").split()[:6] == ["nestor", "3", "1", "2", "0", "100%"]
    assert json.loads(fou("status", "--json").output.splitlines()[0])["health"][0]["pages"] == {
        "listing": 1,
        "report": 2,
    }


def test_the_crawls_of_one_site_so_far(home):
    lines = [line for line in fou("status", "nestor").output.splitlines() if "2026-" in line]
    assert ["ok" in lines[0], "ändrad" in lines[1], len(lines)] == [True, True, 2]
    told = [json.loads(line) for line in fou("status", "nestor", "--json").output.splitlines()]
    assert [row["kind"] for row in told] == ["ok", "changed"]
    assert "atlantis" in str(fou("status", "atlantis").exception)


QUIET = Health("nestor", HealthKind.QUIET, "nothing new since the crawl before", "2026-11-24T08:00:00+00:00",
               "2026-11-24T09:00:00+00:00", {"ok": 9}, {"unchanged": 8}, {"reports": 8}, {"listing": 1})  # fmt: skip


@pytest.mark.parametrize(
    ("environment", "now", "days", "overdue"),
    [
        ("nestor", "2026-12-02T08:00:00+00:00", None, []),
        ("nestor", "2026-12-02T10:00:00+00:00", None, [8]),
        ("nestor", "2026-12-02T10:00:00+00:00", "30", []),
        ("nestor", "2027-12-02T10:00:00+00:00", "0", []),
        ("nestor", "2026-11-26T10:00:00+00:00", "1.5", [2]),
        # one that nobody crawls any more
        ("taken-away", "2027-12-02T10:00:00+00:00", None, []),
    ],
)
def test_a_site_that_no_crawl_comes_to_is_named(tmp_path, monkeypatch, environment, now, days, overdue):
    with Archive(tmp_path / "archive").write() as archive:
        health = replace(QUIET, environment=environment)
        archive.close_run(archive.open_run(environment, "crawl", health.started), "crawl", (), health, None)
        # a crawl that was broken off, and a deposit, are no crawl
        archive.open_run(environment, "crawl", now)
        by_hand = replace(health, ended=now)
        archive.close_run(archive.open_run(environment, "deposit:x", now), "deposit:x", (), by_hand, None)
    for name, value in (("FOU_HOME", str(tmp_path)), ("FOU_EMBEDDING", "null"), ("FOU_NOW", now), ("COLUMNS", "250")):
        monkeypatch.setenv(name, value)
    if days is not None:
        monkeypatch.setenv("FOU_CRAWL_ALARM", days)
    done = fou("status", "--json")
    state = json.loads(done.output.splitlines()[0])
    assert [late["days"] for late in state["overdue"]] == overdue
    assert getattr(done.exception, "exit_code", 0) == (9 if overdue else 0)
    assert ("Inte hämtad på länge: nestor, senast 2026-11-24" in fou("status").output) == bool(overdue)


def test_accepting_needs_a_name(home):
    assert fou("crawl", "--accept").exit_code == 2
