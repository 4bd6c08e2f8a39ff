"""Three states of four sites – one built anew, two that close their doors, one whose reports come and go – give exactly
the events that the sites declare. All sites: `python benchmarks/life_events.py`."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.replica
ROOT = Path(__file__).parents[2]
SITES = ("fou-kust", "fou-alvdalarna", "fou-dalbygden", "fou-foreningen")


def test_time_passes_as_the_sites_declare():
    chosen = [word for site in SITES for word in ("--site", site)]
    done = subprocess.run(
        [sys.executable, "benchmarks/life_events.py", "--details", *chosen], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for state in ("first", "month", "year"):
        assert f"### {state}" in done.stdout
