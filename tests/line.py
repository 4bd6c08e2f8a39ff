"""The whole line, run once for a test session: example web up, crawled, indexed with the real model."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import config
from config.settings import Settings
from tests.sites.server import serve, write_environments


@dataclass(frozen=True)
class Line:
    """A finished run: its settings, and `fou` to run further commands on the same stores."""

    variables: dict[str, str]
    settings: Settings

    def fou(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command as an operator does."""
        return subprocess.run(
            [sys.executable, "-m", "fou", *arguments],
            env={**self.variables, **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    def export(self) -> list[dict]:
        """The lines of `fou export`."""
        done = self.fou("export")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


def start_line(folder: Path, *, trouble: bool = False, embedding: str = "e5-small") -> Line:
    """A line whose stores lie in `folder`; model and vectors come from the shared cache."""
    environments = folder / "environments"
    environments.mkdir(parents=True)
    write_environments(environments, trouble=trouble)
    variables = {
        **os.environ,
        "FOU_HOME": str(folder / "home"),
        "FOU_ENVIRONMENTS": str(environments),
        "FOU_ALLOW_LOOPBACK": "1",
        "FOU_CRAWL_DELAY": "0",
        "FOU_EMBEDDING": embedding,
    }
    return Line(variables, config.load(variables))


@pytest.fixture(scope="session")
def web() -> Iterator[object]:
    """The example web on free ports."""
    running = serve()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def line(web, tmp_path_factory) -> Line:
    """Crawled and indexed once for all tests that look at the result."""
    made = start_line(tmp_path_factory.mktemp("line"))
    for command in ("crawl", "index"):
        done = made.fou(command)
        assert done.returncode == 0, done.stderr + done.stdout
    return made
