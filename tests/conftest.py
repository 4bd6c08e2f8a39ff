"""What a machine cannot give is named at the end of every run as "not run, because …"."""

import pytest

pytest_plugins = ["tests.line"]


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory, monkeypatch):
    """No test may write to the operator's own stores."""
    monkeypatch.setenv("FOU_HOME", str(tmp_path_factory.mktemp("home")))
