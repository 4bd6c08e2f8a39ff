"""Crawl the replica web and compare what was found with what its sites declare, site by site.

    python benchmarks/crawl_quality.py [--site ID …] [--alone | --shipped] [--missing] [--export]

Two tables: with the sites' own environment files, and from the home page and scope alone (id, name, home and scope are
kept, all else is removed). Columns: recall and precision of reports and of projects; title, year, authors and status as
the *site* states them (right/given/expected; the indexer reads more from the files); requests, and requests for each
report. Below each: requests outside every scope, against robots.txt or to private addresses, which must be none.
`--missing` names what was missed, too much or read wrongly. `--export` indexes what was found and tells how many fields
of `fou export` are right (benchmarks/export_quality.py). Exits 1 when a floor of docs/crawl-quality.md is not held.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from protego import Protego

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import export_quality  # noqa: E402 - the path must be set first
from benchmarks.pairing import full_title, pair, plain, value  # noqa: E402 - as above
from crawler.addresses import within  # noqa: E402 - as above
from crawler.archive import Archive  # noqa: E402
from crawler.guard import may_ask  # noqa: E402
from crawler.work import AGENT  # noqa: E402
from models.sighting import LifeEvent, Sighting  # noqa: E402
from tests.sites.environments import write_toml  # noqa: E402
from tests.sites.server import RunningWeb, expected, serve  # noqa: E402

LEAST = ("id", "name", "home", "scope")
FLOORS = {"shipped": (0.99, 0.98, 0.95, 0.95), "alone": (0.95, 0.95, 0.95, 0.95)}
"""Least recall and precision of reports, then of projects, over all sites."""
HEADINGS = {"shipped": "With the sites' own files", "alone": "From home page and scope alone"}


@dataclass
class Row:
    """What one environment gave. `fields` count (right, given, expected) of the matched reports."""

    expected: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    matched: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    fields: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    requests: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Row") -> None:
        """Add another row's counts."""
        for name in ("expected", "found", "matched"):
            for kind, count in getattr(other, name).items():
                getattr(self, name)[kind] += count
        for name, counts in other.fields.items():
            self.fields[name] = [a + b for a, b in zip(self.fields[name], counts, strict=True)]
        self.requests += other.requests

    def share(self, kind: str, of: str) -> float:
        """Recall (of "expected") or precision (of "found"); 1 when there is nothing to miss."""
        whole = getattr(self, of)[kind]
        return self.matched[kind] / whole if whole else 1.0


def compare(truth: list[dict[str, Any]], found: list[Sighting]) -> Row:
    """Count what was found of what there is."""
    row = Row()
    for kind in ("report", "project"):
        there = [line for line in truth if line["kind"] == kind]
        seen = [s for s in found if s.kind == kind and s.event is not LifeEvent.VANISHED]
        pairs = pair(there, seen)
        row.expected[kind], row.found[kind], row.matched[kind] = len(there), len(seen), len(pairs)
        for line in there:
            if not any(line is known for known, _ in pairs):
                row.notes.append(f"missed {kind}: {line['title']!r} {line['page_url']}")
        for s in seen:
            if not any(s is taken for _, taken in pairs):
                row.notes.append(f"too much, {kind}: {value(s, 'title')!r} {s.page_url} {s.file_url or ''}")
        for line, s in pairs:
            if kind == "report":
                _count(row, "title", full_title(s), plain(f"{line['title']} {line.get('subtitle') or ''}"))
                _count(row, "year", value(s, "year"), str(line["year"]) if line.get("year") else None)
                authors = value(s, "authors")
                _count(row, "authors", sorted(authors) if authors else None, sorted(line.get("authors") or ()) or None)
            else:
                _count(row, "status", value(s, "status"), line.get("status"))
                _count(row, "period", plain(str(value(s, "period") or "")), plain(line.get("period")))
    return row


def _count(row: Row, name: str, given: object, wanted: object) -> None:
    if wanted:
        row.fields[name] = [
            number + more
            for number, more in zip(row.fields[name], (bool(given) and given == wanted, bool(given), 1), strict=True)
        ]
        if given and given != wanted:
            row.notes.append(f"{name}: {given!r} for {wanted!r}")


def crawl(
    web: RunningWeb, ids: Iterable[str], alone: bool, export: bool = False
) -> tuple[dict[str, Row], list[str], list[str]]:
    """Crawl the chosen sites in a process of its own → rows by environment, breaches of scope or robots.txt, and, where
    asked for, the table of exported fields with what is wrong in them."""
    sites = {site.environment["id"]: site for site in web.sites if site.environment["id"] in set(ids)}
    before = len(web.requests)
    with tempfile.TemporaryDirectory(prefix="fou-quality-") as name:
        folder = Path(name) / "environments"
        folder.mkdir()
        for site in sites.values():
            facts = site.environment
            write_toml(folder, {key: facts[key] for key in LEAST} if alone else facts)
        variables = {
            **os.environ, "FOU_HOME": f"{name}/home", "FOU_ENVIRONMENTS": str(folder), "FOU_ALLOW_LOOPBACK": "1",
            "FOU_CRAWL_DELAY": "0",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "fou", "crawl", "--json"], env=variables, cwd=ROOT, capture_output=True, text=True
        )
        if done.returncode not in (0, 9):
            raise SystemExit(done.stderr)
        health = {row["environment"]: row for row in map(json.loads, done.stdout.splitlines())}
        with Archive(Path(name) / "home" / "archive") as archive:
            found = {id: list(archive.sightings(id)) for id in sites}
            private = [f.address for f in archive.fetches() if not may_ask(f.address, allow_loopback=True)]
        truth = expected()
        fields: list[str] = []
        if export:
            names = {id: site.environment["name"] for id, site in sites.items()}
            chosen = [line for line in truth if line["environment"] in sites]
            counts, wrong = export_quality.right(chosen, export_quality.exported(variables), names)
            fields = [*export_quality.table(counts), "", *wrong]
    rows = {id: compare([line for line in truth if line["environment"] == id], found[id]) for id in sites}
    asked = web.requests[before:]
    for id, site in sites.items():
        names = {host.name for host in site.hosts}
        rows[id].requests = sum(1 for request in asked if request.host in names)
        if health[id]["kind"] not in ("ok", "quiet"):
            rows[id].notes.insert(0, f"health: {health[id]['kind']}: {health[id]['reason']}")
    broken = breaches(web, asked, [site.environment for site in sites.values()])
    return rows, [*broken, *(f"private address: {address}" for address in private)], fields


def breaches(web: RunningWeb, asked: Iterable[Any], environments: list[dict[str, Any]]) -> list[str]:
    """Requests that lay in no scope, or that robots.txt of their host forbids."""
    found = []
    hosts = {host.name: host for site in [*web.sites, web.trouble] for host in site.hosts}
    for request in asked:
        address = f"{web.hosts[request.host]}{request.path}"
        prefixes = [p for facts in environments for p in (*facts["scope"]["pages"], *facts["scope"].get("files", ()))]
        prefixes += [facts["oai_pmh"] for facts in environments if facts.get("oai_pmh")]
        if request.path == "/robots.txt":
            prefixes = ["/".join(prefix.split("/")[:3]) + "/" for prefix in prefixes]
        if not within(address, prefixes):
            found.append(f"outside scope: {address}")
        rules = hosts[request.host].resources.get("/robots.txt") if request.host in hosts else None
        if (
            rules is not None
            and request.path != "/robots.txt"
            and not Protego.parse(rules.body.decode()).can_fetch(address, AGENT)
        ):
            found.append(f"against robots.txt: {address}")
    return found


def table(rows: dict[str, Row]) -> list[str]:
    """The rows as a table in Markdown, the sum last."""
    lines = [
        "| site | reports | recall | precision | projects | recall | precision | title | year | authors | status "
        "| requests | per report |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, row in rows.items():
        shares = [
            text
            for kind in ("report", "project")
            for text in (
                str(row.expected[kind]),
                f"{row.share(kind, 'expected'):.3f}",
                f"{row.share(kind, 'found'):.3f}",
            )
        ]
        fields = ["/".join(map(str, row.fields[name])) for name in ("title", "year", "authors", "status")]
        each = f"{row.requests / row.matched['report']:.1f}" if row.matched["report"] else "–"
        lines.append(f"| {' | '.join([name, *shares, *fields, str(row.requests), each])} |")
    return lines


def main() -> int:
    """Measure and print; 0 when the floors are held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", action="append", help="only this environment; may be given several times")
    parser.add_argument("--alone", action="store_true", help="only from home page and scope")
    parser.add_argument("--shipped", action="store_true", help="only with the sites' own environment files")
    parser.add_argument("--missing", action="store_true", help="name what was missed, too much or read wrongly")
    parser.add_argument("--export", action="store_true", help="index, and judge the fields of fou export")
    options = parser.parse_args()
    held = True
    web = serve(wide=True)
    try:
        ids = options.site or [site.environment["id"] for site in web.sites]
        for mode in ("shipped", "alone"):
            if (options.alone or options.shipped) and not getattr(options, mode):
                continue
            rows, broken, fields = crawl(web, ids, mode == "alone", options.export)
            whole = Row()
            for row in rows.values():
                whole.add(row)
            print(f"\n### {HEADINGS[mode]}\n")
            print("\n".join(table({**rows, "**all**": whole})))
            if options.export:
                print("\n".join(["\nFields of `fou export` (right/given/expected):\n", *fields]))
            print(f"\nrequests outside scope, against robots.txt or to private addresses: {len(broken)}")
            for name, row in rows.items():
                if options.missing and row.notes:
                    print("\n".join([f"\n{name}", *(f"  {note}" for note in row.notes)]))
            shares = [whole.share(kind, of) for kind in ("report", "project") for of in ("expected", "found")]
            held &= not broken and all(share >= floor for share, floor in zip(shares, FLOORS[mode], strict=True))
            print(*broken[:20], sep="\n")
        return 0 if held else 1
    finally:
        web.stop()


if __name__ == "__main__":
    sys.exit(main())
