"""Crawl the replica web in its three states and compare what the crawler says has happened with what did happen.

    python benchmarks/life_events.py [--site ID …] [--export] [--alone] [--details]

First crawl, a month later, a year later, in one archive. Each report and project that was found must have exactly the
life event that the sites declare (of several, such as moved and changed, any one) and keep its identity from state to
state, what is no longer there must have vanished, and what lies on a site that lets nobody in must stay unchanged.
Prints one row for each site and state: events, those that are wrong, and, apart, what was not found or is too much,
which is measured by crawl_quality.py.
`--export` also indexes after each crawl (words only) and compares the lines of `fou export`; `--alone` leaves only home
page and scope in the environment files; `--details` names what differs. Exits 1 when an event is wrong.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.crawl_quality import LEAST  # noqa: E402 - the path must be set first
from benchmarks.pairing import pair, value  # noqa: E402 - as above
from crawler.archive import Archive  # noqa: E402 - as above
from models.sighting import LifeEvent, Sighting  # noqa: E402 - as above
from tests.sites.environments import write_toml  # noqa: E402 - as above
from tests.sites.server import expected, expected_events, serve  # noqa: E402 - as above
from tests.sites.web import STATES, State  # noqa: E402 - as above

NOW: dict[State, str] = {"first": "2026-09-04", "month": "2026-10-06", "year": "2027-09-07"}
"""When each state is crawled: a day after its pages were last changed."""
WORDS = {"first seen": LifeEvent.NEW}
"""Events that the sites name otherwise."""


@dataclass
class Life:
    """What is known of one site through the states: the key that each expected thing (kind, name) was given."""

    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    lines: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def name_of(line: dict[str, Any]) -> tuple[str, str]:
    """What an expected line is called in every state."""
    return (line["kind"], line["study"] if line["kind"] == "report" else line["title"])


def wanted_events(line: dict[str, Any], before: dict[str, Any] | None, told: dict[tuple[str, str], tuple[str, ...]],
                  ) -> set[LifeEvent]:  # fmt: skip
    """Which events are right for a thing that is there: any of those that happened to it, unchanged when none did."""
    if line["kind"] == "report":
        happened = told.get((line["environment"], line["study"]), ())
        return {WORDS.get(name) or LifeEvent(name) for name in happened} or {LifeEvent.UNCHANGED}
    if before is None:
        return {LifeEvent.NEW}
    found = {LifeEvent.MOVED} if before["page_url"] != line["page_url"] else set()
    if any(before[name] != line[name] for name in ("status", "period", "studies")):
        found.add(LifeEvent.CHANGED)
    return found or {LifeEvent.UNCHANGED}


def compare(state: State, life: Life, lines: list[dict[str, Any]], found: list[Sighting], closed: bool,
            told: dict[tuple[str, str], tuple[str, ...]]) -> Counter[str]:  # fmt: skip
    """Compare one site in one state → events counted; what differs is told in `life.wrong`."""

    def differs(text: str) -> None:
        life.wrong.append(f"{state}: {text}")

    if closed:
        for sighting in found:
            if sighting.event not in (LifeEvent.UNCHANGED, LifeEvent.VANISHED):
                differs(f"{sighting.event.value} on a site that lets nobody in: {sighting.key}")
            elif sighting.event is LifeEvent.VANISHED and sighting.key in life.keys.values():
                differs(f"vanished from a site that lets nobody in: {sighting.key}")
        return Counter(s.event.value for s in found)
    there = [s for s in found if s.event is not LifeEvent.VANISHED]
    pairs = [
        both for kind in ("report", "project")
        for both in pair([row for row in lines if row["kind"] == kind], [s for s in there if s.kind == kind])
    ]  # fmt: skip
    matched = {s.key for _, s in pairs}
    for sighting in there:
        if sighting.key not in matched:
            title = value(sighting, "title")
            life.missed.append(f"{state}: too much: {title!r} {sighting.key}")
    names = set()
    for line, sighting in pairs:
        name = name_of(line)
        names.add(name)
        wanted = wanted_events(line, life.lines.get(name), told)
        if sighting.event not in wanted:
            differs(f"{sighting.event.value} for {', '.join(sorted(wanted))}: {line['title']!r} {sighting.key}")
        if life.keys.get(name, sighting.key) != sighting.key:
            differs(f"another key: {line['title']!r} {life.keys[name]} → {sighting.key}")
        life.keys[name], life.lines[name] = sighting.key, line
    for line in lines:
        if name_of(line) not in names:
            life.missed.append(f"{state}: not found: {line['title']!r} {line['page_url']}")
    by_key = {s.key: s for s in found}
    for name, key in life.keys.items():
        if (
            name not in names
            and name not in {name_of(line) for line in lines}
            and by_key[key].event is not LifeEvent.VANISHED
        ):
            differs(f"{by_key[key].event.value} for vanished: {life.lines[name]['title']!r} {key}")
    return Counter(s.event.value for s in found)


def run(*command: str, variables: dict[str, str]) -> list[dict[str, Any]]:
    """Run one `fou` command → its JSON lines."""
    done = subprocess.run(
        [sys.executable, "-m", "fou", *command], env=variables, cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode not in (0, 9):
        raise SystemExit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def exported(archive: Path, lines: list[dict[str, Any]]) -> list[str]:
    """In what the export differs from the archive: it must tell the same event of the same things."""
    with Archive(archive) as opened:
        kept = Counter((s.environment, s.page_url, s.file_url, s.event.value) for s in opened.sightings())
    told = Counter((line["environment"], line["page_url"], line["file_url"], line["life_event"]) for line in lines)
    return [f"only in the archive: {row}" for row in kept - told] + [f"only exported: {row}" for row in told - kept]


def main() -> int:
    """Crawl the three states and print; 0 when every event is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", action="append", help="only this environment; may be given several times")
    parser.add_argument("--export", action="store_true", help="also index, and compare the lines of fou export")
    parser.add_argument("--alone", action="store_true", help="only from home page and scope")
    parser.add_argument("--details", action="store_true", help="name what differs")
    options = parser.parse_args()
    web = serve(wide=True)
    chosen = set(options.site or [site.environment["id"] for site in web.sites])
    lives: dict[str, Life] = {id: Life() for site in web.sites if (id := site.environment["id"]) in chosen}
    wrong = 0
    try:
        with tempfile.TemporaryDirectory(prefix="fou-life-") as name:
            folder = Path(name) / "environments"
            folder.mkdir()
            for facts in (site.environment for site in web.sites if site.environment["id"] in lives):
                write_toml(folder, {key: facts[key] for key in LEAST} if options.alone else facts)
            for state in STATES:
                web.turn_to(state)
                variables = {
                    **os.environ, "FOU_HOME": f"{name}/home", "FOU_ENVIRONMENTS": str(folder),
                    "FOU_ALLOW_LOOPBACK": "1", "FOU_CRAWL_DELAY": "0", "FOU_NOW": NOW[state], "FOU_EMBEDDING": "null",
                }  # fmt: skip
                health = {row["environment"]: row for row in run("crawl", "--json", variables=variables)}
                with Archive(Path(name) / "home" / "archive") as archive:
                    found = {id: list(archive.sightings(id)) for id in lives}
                print(f"\n### {state}\n\n| site | health | {' | '.join(e.value for e in LifeEvent)} | wrong | missed |")
                print(f"|---|---|{'--:|' * (len(LifeEvent) + 2)}")
                told, truth = expected_events(), expected()
                whole: Counter[str] = Counter()
                for site in (site for site in web.sites if site.environment["id"] in lives):
                    id = site.environment["id"]
                    before = len(lives[id].wrong), len(lives[id].missed)
                    lines = [row for row in truth if row["environment"] == id]
                    counts = compare(state, lives[id], lines, found[id], bool(site.outcome), told)
                    kind = health[id]["kind"]
                    if site.outcome and kind != site.outcome:
                        lives[id].wrong.append(f"{state}: {kind} for {site.outcome}")
                    here = len(lives[id].wrong) - before[0], len(lives[id].missed) - before[1]
                    whole += counts + Counter({"wrong": here[0], "missed": here[1]})
                    print(
                        f"| {id} | {kind} | {' | '.join(str(counts[e]) for e in LifeEvent)} | {here[0]} | {here[1]} |"
                    )
                wrong += whole["wrong"]
                print(f"| **all** | | {' | '.join(str(whole[e]) for e in (*LifeEvent, 'wrong', 'missed'))} |")
                if options.export:
                    run("index", "--json", variables=variables)
                    differing = exported(Path(name) / "home" / "archive", run("export", variables=variables))
                    wrong += len(differing)
                    print(f"\nlines of the export that differ from the archive: {len(differing)}")
                    print(*differing[:10], sep="\n")
    finally:
        web.stop()
    print(f"\nwrong in all: {wrong}")
    for id, life in lives.items():
        if options.details and (life.wrong or life.missed):
            print("\n".join([f"\n{id}", *(f"  {text}" for text in (*life.wrong, *life.missed))]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
