"""The command line teaches, and fails with the exit code of each kind."""

import json
import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from fou.__main__ import COMMANDS, cli


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_with_an_example(command):
    result = CliRunner().invoke(cli, [command, "--help"])
    assert result.exit_code == 0
    assert f"fou {command}" in result.output
    assert "Exempel" in result.output


def fou(*arguments, home, **variables):
    """Run `fou` as an operator does."""
    return subprocess.run(
        [sys.executable, "-m", "fou", *arguments],
        env={**os.environ, "FOU_HOME": str(home), "FOU_EMBEDDING": "null", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


ON_AN_INDEX = ("index", "rebuild", "search", "status", "audit", "serve", "evaluate search")
NOBODY = {"FOU_ELASTICSEARCH_URL": "http://127.0.0.1:9"}


@pytest.mark.parametrize("command", ON_AN_INDEX)
def test_what_needs_an_index_lets_the_engine_be_chosen(command):
    result = CliRunner().invoke(cli, [*command.split(), "--help"])
    assert "--engine [embedded|elastic]" in result.output
    assert re.search(rf"fou {command.split()[0]} .*--engine elastic", result.output)


@pytest.mark.parametrize("command", ["index", "search hemtjänst"])
def test_the_engine_of_the_command_line_goes_before_the_settings(command, tmp_path):
    done = fou(*command.split(), "--engine", "elastic", home=tmp_path, **NOBODY)
    assert done.returncode == 5
    assert "FOU_ELASTICSEARCH_URL" in done.stderr
    assert "the cluster cannot be reached" in done.stderr


def test_the_embedded_engine_can_be_asked_for_beside_a_cluster(tmp_path):
    done = fou("search", "hemtjänst", "--engine", "embedded", home=tmp_path, FOU_ENGINE="elastic", **NOBODY)
    assert done.returncode == 5
    assert "fou index" in done.stderr


def test_status_names_a_cluster_that_is_not_there(tmp_path):
    done = fou("status", "--json", "--engine", "elastic", home=tmp_path, **NOBODY)
    assert done.returncode == 0
    assert "cannot be reached" in json.loads(done.stdout)["cluster_problem"]


def test_an_unknown_engine_is_refused_and_the_known_ones_named(tmp_path):
    done = fou("status", "--engine", "lucene", home=tmp_path)
    assert done.returncode == 2
    assert "'embedded', 'elastic'" in done.stderr


def test_an_unknown_environment_is_named_and_the_known_ones_listed(tmp_path):
    done = fou("crawl", "atlantis", home=tmp_path)
    assert done.returncode == 2
    assert "atlantis" in done.stderr
    assert "fou-sormland" in done.stderr


def test_a_faulty_setting_is_named(tmp_path):
    done = fou("status", home=tmp_path, FOU_CRAWL_DELAY="soon")
    assert done.returncode == 2
    assert "FOU_CRAWL_DELAY" in done.stderr


def test_search_without_an_index_says_what_to_do(tmp_path):
    done = fou("search", "hemtjänst", home=tmp_path)
    assert done.returncode == 5
    assert "fou index" in done.stderr


def test_status_of_nothing_is_no_error(tmp_path):
    done = fou("status", "--json", home=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["files"] == 0


def test_read_tells_what_is_wrong_with_a_file_and_goes_on(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "b.txt").write_text("Äldreomsorgen i fokus\n\nEn rapport om hemtjänst i Umeå.\n", encoding="utf-8")
    done = fou("read", "--json", str(tmp_path / "a.pdf"), str(tmp_path / "b.txt"), home=tmp_path)
    assert done.returncode == 8
    assert "empty file" in done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert any("hemtjänst i Umeå" in line.get("text", "") for line in lines)
