"""What a machine cannot give is named at the end of every run as "not run, because …"."""

import os

import pytest
from hypothesis import settings

# the same cases in every run: a test that fails by chance in somebody else's change helps nobody
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
os.environ["LANGUAGE"] = "sv"  # the command line's words, wherever the tests run

pytest_plugins = ["tests.line", "tests.elastic"]


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory, monkeypatch):
    """No test may write to the operator's own stores."""
    monkeypatch.setenv("FOU_HOME", str(tmp_path_factory.mktemp("home")))
