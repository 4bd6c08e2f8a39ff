"""Pages for each second of processor time: our crawl beside a bare Scrapy spider that downloads the same pages.

    python benchmarks/throughput.py [--rounds 3] [--site ID …] [--profile FILE]

Both ask the replica web (served by another process) without any delay, each in a process of its own whose time is
counted from start to end, imports included, in turns. The bare spider is given every address that the crawl asked for,
keeps nothing and follows nothing. Both take one request of a host at a time. Prints the medians and their ratio, once
with everything and once without what each needs to start and end, measured on an address that does not answer.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from crawler.archive import Archive  # noqa: E402 - the path must be set first
from tests.sites.environments import write_toml  # noqa: E402 - as above

NOBODY = "http://127.0.1.250:9/"
SERVER = """
import sys
from pathlib import Path
from tests.sites.server import serve
from tests.sites.environments import write_toml
web = serve(wide=True)
for site in web.sites:
    if not sys.argv[2:] or site.environment["id"] in sys.argv[2:]:
        write_toml(Path(sys.argv[1]), site.environment)
print("ready", flush=True)
sys.stdin.read()
web.stop()
"""
BARE = """
import json, sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess
addresses = json.load(open(sys.argv[1]))
class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        for address in addresses:
            yield scrapy.Request(address, callback=self.parse, errback=self.parse, dont_filter=True)
    def parse(self, response):
        pass
process = AsyncCrawlerProcess({
    "ROBOTSTXT_OBEY": False, "REDIRECT_ENABLED": False, "COOKIES_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
    "HTTPERROR_ALLOW_ALL": True, "RETRY_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "LOG_LEVEL": "ERROR",
    "DOWNLOAD_DELAY": 0, "DOWNLOAD_TIMEOUT": 10,
})
process.crawl(Bare)
process.start()
"""


def spent(command: Sequence[str], variables: dict[str, str]) -> float:
    """Run a command to its end → seconds of processor time, its children's included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 9):
        raise SystemExit(done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--site", action="append", default=[], help="only this environment; may be given several times")
    parser.add_argument("--profile", help="write cProfile's figures of one more crawl to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fou-throughput-") as name:
        folder = Path(name)
        (folder / "environments").mkdir()
        server = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(folder / "environments"), *options.site], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        variables = {
            **os.environ, "FOU_ENVIRONMENTS": str(folder / "environments"), "FOU_ALLOW_LOOPBACK": "1",
            "FOU_CRAWL_DELAY": "0",
        }  # fmt: skip
        crawl = [sys.executable, "-m", "fou", "crawl", "--json"]
        bare = [sys.executable, "-c", BARE]
        ours: list[float] = []
        theirs: list[float] = []
        try:
            for number in range(options.rounds):
                home = folder / f"home{number}"
                ours.append(spent(crawl, {**variables, "FOU_HOME": str(home)}))
                with Archive(home / "archive") as archive:
                    asked = [fetch.address for fetch in archive.fetches()]
                (folder / "asked.json").write_text(json.dumps(asked))
                theirs.append(spent([*bare, str(folder / "asked.json")], variables))
            (folder / "one.json").write_text(json.dumps([NOBODY]))
            write_toml(folder, {"id": "x", "name": "X", "home": NOBODY, "scope": {"pages": [NOBODY]}})
            alone = {**variables, "FOU_ENVIRONMENTS": str(folder), "FOU_HOME": str(folder / "alone")}
            starts = spent(crawl, alone), spent([*bare, str(folder / "one.json")], variables)
            if options.profile:
                home = folder / "profile"
                spent([sys.executable, "-m", "cProfile", "-o", options.profile, *crawl[1:]],
                      {**variables, "FOU_HOME": str(home)})  # fmt: skip
        finally:
            assert server.stdin is not None
            server.stdin.close()
            server.wait()
    us, them = statistics.median(ours), statistics.median(theirs)
    print(f"{len(asked)} requests; start alone {starts[0]:.2f} and {starts[1]:.2f} s")
    print("| | CPU seconds | pages a CPU second | without the start |\n|---|--:|--:|--:|")
    for who, seconds, start in (("our crawl", us, starts[0]), ("bare Scrapy", them, starts[1])):
        print(f"| {who} | {seconds:.2f} | {len(asked) / seconds:.0f} | {len(asked) / (seconds - start):.0f} |")
    print(f"| ratio | | {them / us:.2f} | {(them - starts[1]) / (us - starts[0]):.2f} |")


if __name__ == "__main__":
    main()
