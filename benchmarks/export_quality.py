"""How many of the fields of `fou export` are right, site by site, on the whole replica web (used by crawl_quality.py).

A publisher is right when it is the one that the report was published under; none given is right where that is the
environment itself, since readers then see its name.
"""

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.pairing import pair, place, plain
from models.claim import Claim
from models.sighting import LifeEvent, Sighting

ROOT = Path(__file__).parents[1]
FIELDS = ("title", "year", "authors", "number", "publisher", "file")
Counts = dict[str, list[int]]


def exported(variables: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lines of `fou export` after everything in the archive was indexed without vectors."""
    for command in (("index", "--no-vectors"), ("export",)):
        done = subprocess.run(
            [sys.executable, "-m", "fou", *command], env={**os.environ, **variables}, cwd=ROOT, capture_output=True,
            text=True,
        )  # fmt: skip
        if done.returncode not in (0, 9):
            raise SystemExit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def right(
    truth: Iterable[dict[str, Any]], lines: Iterable[dict[str, Any]], names: Mapping[str, str]
) -> tuple[dict[str, Counts], list[str]]:
    """For each environment and field how many are [right, given, expected], and what is wrong in words. `names` are
    those of the environments."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        if line["kind"] != "project":
            found[line["environment"]].append(line)
    expected: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in truth:
        if row["kind"] == "report":
            expected[row["environment"]].append(row)
    counts: dict[str, Counts] = {}
    notes = []
    for unit, rows in expected.items():
        counts[unit] = {name: [0, 0, 0] for name in FIELDS}
        for row, sighting in pair(rows, [_as_sighting(n, line) for n, line in enumerate(found[unit])]):
            line = found[unit][int(sighting.key)]
            for name, (given, wanted) in _compared(row, line, names[unit]).items():
                if wanted:
                    hit = given == wanted or (name == "publisher" and not given and not row["publisher"])
                    counts[unit][name] = [a + b for a, b in zip(counts[unit][name], (hit, bool(given), 1), strict=True)]
                    if not hit:
                        notes.append(f"{unit} {name}: {given!r} for {wanted!r} · {row['title']} · {row['file_url']}")
    return counts, notes


def table(counts: Mapping[str, Counts]) -> list[str]:
    """The counts as a table in Markdown, right/given/expected, the sum last."""
    whole = {name: [sum(counts[unit][name][i] for unit in counts) for i in range(3)] for name in FIELDS}
    lines = [f"| site | {' | '.join(FIELDS)} |", f"|---{'|--:' * len(FIELDS)}|"]
    for unit, row in {**counts, "**all**": whole}.items():
        lines.append(f"| {unit} | {' | '.join('/'.join(map(str, row[name])) for name in FIELDS)} |")
    return lines


def _compared(row: dict[str, Any], line: dict[str, Any], name: str) -> dict[str, tuple[object, object]]:
    return {
        "title": tuple(plain(f"{one['title'] or ''} {one.get('subtitle') or ''}") for one in (line, row)),
        "year": (line["year"], row["year"]),
        "authors": (sorted(line["authors"] or ()), sorted(row["authors"] or ())),
        "number": (_number(line["series_number"]), _number(row["series_number"])),
        "publisher": (plain(line["publisher"]), plain(row["publisher"] or name)),
        "file": (place(line["file_url"]), place(row["file_url"])),
    }


def _as_sighting(number: int, line: dict[str, Any]) -> Sighting:
    claims = tuple(Claim(name, line[name], "page", "export", 1.0) for name in ("title", "subtitle") if line.get(name))
    return Sighting(
        line["environment"], str(number), "report", line["page_url"], line["file_url"], claims, LifeEvent.NEW, "", ""
    )


def _number(text: str | None) -> str:
    """A number as words; "nr" before it is no part of it."""
    return re.sub(r"^(?:nr|nummer) ", "", plain(text))
