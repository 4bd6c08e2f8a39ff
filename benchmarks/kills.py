"""Kill `fou crawl` and `fou index` (signal 9) at random moments, run them again, compare with an undisturbed run.

    python benchmarks/kills.py --times 20 [--only index]

The final state is compared by content: the archive's files, the export lines, every public record in the index, and
what some queries find. Prints one line for each kill; exits 1 when any final state differs.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import config  # noqa: E402 - the path must be set first
from crawler.archive import Archive  # noqa: E402
from indexer.engines import open_engine  # noqa: E402
from indexer.export import export_lines  # noqa: E402
from models.search import SearchQuery  # noqa: E402
from models.serial import to_json  # noqa: E402
from tests.sites.server import serve, write_environments  # noqa: E402

COMMANDS = ("crawl", "index")
QUERIES = ("hemtjänst", "barn i familjehem", "äldreomsorgspersonal", "orosanmalan", "våld i nära relationer")


def main() -> int:
    """Run the kills; 0 when every final state equals the undisturbed one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=COMMANDS, help="kill this command alone")
    parser.add_argument("--times", type=int, default=20, help="kills of each command")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--embedding", default="null", help="null, or e5-small for the real model")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="fou-kills-"))
    web = serve()
    try:
        write_environments(folder / "environments")
        variables = {
            **os.environ,
            "FOU_ENVIRONMENTS": str(folder / "environments"),
            "FOU_ALLOW_LOOPBACK": "1",
            "FOU_CRAWL_DELAY": "0",
            "FOU_EMBEDDING": options.embedding,
            "FOU_NOW": "2026-11-24T08:00:00+00:00",
        }
        calm = {**variables, "FOU_HOME": str(folder / "calm")}
        spans = {command: run(command, calm) for command in COMMANDS}
        expected = state(calm)
        print(f"undisturbed: crawl {spans['crawl']:.1f} s, index {spans['index']:.1f} s, {len(expected)} facts")
        wrong = 0
        commands = [options.only] if options.only else COMMANDS
        for command in commands:
            number = 0
            while number < options.times:
                home = folder / "killed"
                shutil.rmtree(home, ignore_errors=True)
                killed = {**variables, "FOU_HOME": str(home)}
                if command == "index":
                    run("crawl", killed)
                moment = chance.uniform(0.2, spans[command] * 0.98)
                if not kill(command, killed, moment) or (command == "crawl" and crawled(killed)):
                    spans[command] = moment  # it was done before; a second crawl would rightly say "unchanged"
                    continue
                number += 1
                if command == "crawl":
                    run("crawl", killed)
                run("index", killed)
                differing = sorted(set(expected.items()) ^ set(state(killed).items()))
                wrong += bool(differing)
                end = differing[:4] if differing else "the same"
                print(f"{command} {number}: killed after {moment:.2f} s: {end}", flush=True)
        print(f"{len(commands) * options.times} kills, {wrong} with another final state")
        return 1 if wrong else 0
    finally:
        web.stop()
        shutil.rmtree(folder, ignore_errors=True)


def run(command: str, variables: dict[str, str]) -> float:
    """Run one `fou` command to its end → seconds."""
    start = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "fou", command, "--json"], env=variables, check=True, stdout=subprocess.DEVNULL
    )
    return time.monotonic() - start


def kill(command: str, variables: dict[str, str], seconds: float) -> bool:
    """Start one `fou` command in a group of its own and kill the whole group after a while; whether it still ran."""
    process = subprocess.Popen(
        [sys.executable, "-m", "fou", command, "--json"],
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    running = process.poll() is None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return running


def crawled(variables: dict[str, str]) -> bool:
    """Whether the order to crawl was carried out, though its process had not ended yet."""
    base = config.load(variables).archive / "archive.sqlite"
    if not base.exists():
        return False
    with closing(sqlite3.connect(base)) as opened:
        tables = opened.execute("SELECT name FROM sqlite_master WHERE name = 'commands'").fetchall()
        return bool(tables and opened.execute("SELECT 1 FROM commands WHERE ended IS NOT NULL").fetchone())


def state(variables: dict[str, str]) -> dict[str, str]:
    """Everything that a reader or operator can come to see, as name → digest."""
    settings = config.load(variables)
    facts: dict[str, str] = {}
    with closing(Archive(settings.archive)) as archive:
        for sighting in archive.sightings():
            name = f"sighting {sighting.environment} {sighting.key}"
            facts[name] = digest(json.loads(to_json(sighting)))
            if sighting.file_sha256:
                facts[f"file {sighting.file_sha256}"] = hashlib.sha256(
                    archive.file(sighting.file_sha256).read_bytes()
                ).hexdigest()
    for line in export_lines(settings):
        facts[f"export {line['environment']} {line['report']} {line['page_url']}"] = digest(line)
    with closing(open_engine(settings)) as engine:
        facts["stats"] = digest({k: v for k, v in json.loads(to_json(engine.stats())).items() if k != "published"})
        for line in export_lines(settings):
            facts[f"record {line['report']}"] = digest(json.loads(to_json(engine.report(line["report"]))))
        for text in QUERIES:
            found = engine.search(SearchQuery(text=text))
            facts[f"query {text}"] = digest([found.total, [hit.record.id for hit in found.hits]])
    return facts


def digest(value: object) -> str:
    """A short digest of any JSON value."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
