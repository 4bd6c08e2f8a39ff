"""What a second crawl of an unchanged web costs: answers with a body, by what the hosts say of versions.

    python benchmarks/second_crawl.py [--site ID …]

Crawls the replica web, again a day later and again after forty days, and counts on the server. Hosts are those with
both validators (ETag and Last-Modified), with Last-Modified alone, and with none. Exits 1 when a second crawl takes
more than a tenth of the bodies from hosts with validators, stores anything, or finds anything new, moved or gone.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from crawler.archive import Archive  # noqa: E402 - the path must be set first
from models.sighting import LifeEvent  # noqa: E402 - as above
from tests.sites.environments import write_toml  # noqa: E402 - as above
from tests.sites.server import serve  # noqa: E402 - as above

DAYS = {"first": "2026-11-24", "a day later": "2026-11-25", "after forty days": "2027-01-03"}
NAMES = {"both": "both validators", "modified": "Last-Modified", "none": "none"}


def main() -> int:
    """Crawl three times and print; 0 when the bounds are held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", action="append", help="only this environment; may be given several times")
    options = parser.parse_args()
    web = serve(wide=True)
    kinds = {host.name: host.validators for site in web.sites for host in site.hosts}
    bodies: dict[str, Counter[str]] = {}
    files: dict[str, Counter[str]] = {}
    asked: dict[str, Counter[str]] = {}
    stored: dict[str, int] = {}
    events: dict[str, Counter[str]] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="fou-second-") as name:
            (Path(name) / "environments").mkdir()
            for site in web.sites:
                if not options.site or site.environment["id"] in options.site:
                    write_toml(Path(name) / "environments", site.environment)
            for when, now in DAYS.items():
                before = len(web.requests)
                variables = {
                    **os.environ, "FOU_HOME": f"{name}/home", "FOU_ENVIRONMENTS": f"{name}/environments",
                    "FOU_ALLOW_LOOPBACK": "1", "FOU_CRAWL_DELAY": "0", "FOU_NOW": now,
                }  # fmt: skip
                command = [sys.executable, "-m", "fou", "crawl", "--json"]
                done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True)
                if done.returncode not in (0, 9):
                    raise SystemExit(done.stderr)
                made = [request for request in web.requests[before:] if request.host in kinds]
                full = [request for request in made if request.status == 200 and request.sent]
                asked[when] = Counter(kinds[request.host] for request in made)
                bodies[when] = Counter(kinds[request.host] for request in full)
                files[when] = Counter(kinds[request.host] for request in full if ".pdf" in request.path.lower())
                with Archive(Path(name) / "home" / "archive") as archive:
                    stored[when] = archive.bytes_stored()
                    events[when] = Counter(sighting.event.value for sighting in archive.sightings())
    finally:
        web.stop()
    print("| hosts with | crawl | requests | answers with a body | of the first | of them .pdf |")
    print("|---|---|--:|--:|--:|--:|")
    for kind, label in NAMES.items():
        for when in DAYS:
            share = bodies[when][kind] / max(1, bodies["first"][kind])
            row = (label, when, asked[when][kind], bodies[when][kind], f"{share:.1%}", files[when][kind])
            print(f"| {' | '.join(map(str, row))} |")
    grown = {when: stored[when] - stored["first"] for when in DAYS}
    print(f"\nbytes stored besides: {grown}\nevents: { {when: dict(events[when]) for when in DAYS} }")
    later = list(DAYS)[1:]
    quiet = all(set(events[when]) == {LifeEvent.UNCHANGED.value} for when in later)
    quiet &= not any(grown.values())
    few = all(bodies[when][kind] <= 0.1 * bodies["first"][kind] for when in later for kind in ("both", "modified"))
    return 0 if quiet and few else 1


if __name__ == "__main__":
    sys.exit(main())
