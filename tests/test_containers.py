"""What can be held of the container files without a container engine: names, contents, and the nightly round."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = ("Dockerfile", "compose.yaml")


@pytest.mark.parametrize("name", FILES)
def test_every_variable_is_a_setting(name):
    told = set(re.findall(r"FOU_[A-Z_]+", (ROOT / name).read_text(encoding="utf-8")))
    documented = set(re.findall(r"`(FOU_[A-Z_]+)`", (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")))
    assert told
    assert told <= documented


def test_the_image_gets_every_room_and_no_more_than_it_names():
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split() if line.startswith("!")}
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert rooms <= sent
    assert all((ROOT / path).exists() for path in sent)
    assert sent - rooms == {
        "scripts/install-debian.sh", "scripts/nightly.sh", "pyproject.toml", "constraints.txt", "README.md", "LICENSE",
    }  # fmt: skip


def test_the_cluster_of_the_compose_file_is_the_one_that_the_tests_run_on():
    from scripts.elastic_server import VERSION

    assert f"elasticsearch:{VERSION}\n" in (ROOT / "compose.yaml").read_text(encoding="utf-8")


def test_every_night_both_are_run_whatever_became_of_the_first(tmp_path):
    log = tmp_path / "log"
    for name, code in (("fou", 9), ("sleep", 1)):  # a sleep that fails ends the round
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\necho {name} "$@" >> {log}\nexit {code}\n')
        program.chmod(0o755)
    variables = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    script = ROOT / "scripts" / "nightly.sh"
    done = subprocess.run([script, "03:30"], env=variables, capture_output=True, text=True, timeout=20)
    crawl, index, sleep = log.read_text().splitlines()
    assert (crawl, index) == ("fou crawl", "fou index")
    assert 0 <= int(sleep.removeprefix("sleep ")) < 86_400
    assert "fou crawl ended with 9" in done.stdout
    assert subprocess.run([script, "noon o'clock"], env=variables, capture_output=True, timeout=20).returncode == 2
