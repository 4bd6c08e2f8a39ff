"""Adding, checking and trying sites on the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.crawler.test_crawl import small_site
from tests.crawler.web import page, serve

ROOT = Path(__file__).parents[2]


def fou(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environments = folder / "environments"
    environments.mkdir(exist_ok=True)
    variables = {
        **os.environ, "FOU_HOME": str(folder / "home"), "FOU_ENVIRONMENTS": str(environments), "PYTHONPATH": str(ROOT),
        "FOU_ALLOW_LOOPBACK": "1", "FOU_CRAWL_DELAY": "0", "FOU_NOW": "2026-11-28T08:00:00+00:00",
    }  # fmt: skip
    command = [sys.executable, "-m", "fou", "environment", *arguments]
    return subprocess.run(command, env=variables, cwd=folder, capture_output=True, text=True, check=False)


def test_any_address_is_looked_at_and_nothing_kept(tmp_path: Path) -> None:
    with serve(small_site()) as web:
        done = fou(tmp_path, "try", f"{web.address}/", "--json")
        assert done.returncode == 0, done.stderr
        look = json.loads(done.stdout)
        assert {row["title"] for row in look["found"]} >= {"Ensamma barn", "Hemtjänst på natten", "Barn och boende"}
        assert all(reading["reasons"] for reading in look["readings"])
        assert not [path for path in web.paths() if path.startswith(("/f/", "/hemligt"))]
        shown = fou(tmp_path, "try", f"{web.address}/", "--pages", "2")
    assert "Att bekräfta" in shown.stdout
    assert not (tmp_path / "home").exists()


def test_a_new_site_comes_with_a_test_that_fails_until_a_person_has_looked(tmp_path: Path) -> None:
    pages = tmp_path / "tests" / "crawler" / "pages"
    pages.mkdir(parents=True)
    with serve(small_site()) as web:
        done = fou(tmp_path, "new", "fou-ny", f"{web.address}/", "--page", f"{web.address}/p/barn")
        assert done.returncode == 0, done.stderr
        assert b"fetched_on 2026-11-28" in (pages / "fou-ny.html").read_bytes()
        proposal = json.loads((pages / "fou-ny.json").read_text(encoding="utf-8"))
        assert (proposal["reviewed"], proposal["units"][0]["number"]) == (False, "2019:1")
        assert fou(tmp_path, "new", "fou-ny", f"{web.address}/").returncode == 2
        assert fou(tmp_path, "check", "fou-ny").returncode == 0
        web.replies["/p/barn"] = page("Ensamma barn", "<p>Vi bygger om.</p>")
        changed = fou(tmp_path, "check", "fou-ny", "--json")
        assert changed.returncode == 9
        assert json.loads(changed.stdout)["differences"]
        table = fou(tmp_path, "try", "--all")
    assert "fou-ny" in table.stdout
    assert fou(tmp_path, "check", "fou-okand").returncode == 2
