"""Times whole pages over HTTP against the running search app, one request at a time, and weighs them.

    python benchmarks/page_speed.py http://127.0.0.1:8000 [--rounds 20]

Prints p50 and p95 in milliseconds of twelve questions asked in turn and of the judged ones, each of which is new to
the server; bytes over the wire (HTML with its CSS and scripts, gzip), and the memory of the processes that serve (PSS,
so that shared pages count once).
"""

import argparse
import http.client
import json
import re
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

QUERIES = (
    "hemtjänst", "äldreomsorgspersonal", "barn i familjehem", "orosanmalan", "9 § 9 LSS", "stöd till anhöriga", "våld",
    "hur påverkas barn av fattigdom", "nattkamera", "gambling", "missbruk psykisk ohälsa samarbete", "utvärdering 2019",
)  # fmt: skip
JUDGED = Path(__file__).parents[1] / "tests" / "golden" / "aside.jsonl"


def fetch(connection: http.client.HTTPConnection, path: str) -> tuple[float, int, bytes]:
    """Ask for one page → milliseconds, bytes of the body on the wire, the body."""
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept-Language": "sv"})
    response = connection.getresponse()
    body = response.read()
    spent = (time.perf_counter() - start) * 1000
    if response.status not in (200, 302):  # a choice that the words name leads to the page that has it
        raise SystemExit(f"{path}: {response.status}")
    return spent, len(body), body


def spread(times: list[float]) -> str:
    """p50 and p95 in words."""
    p95 = sorted(times)[int(len(times) * 0.95)]
    return f"n {len(times)}, p50 {statistics.median(times):.1f} ms, p95 {p95:.1f} ms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    connection = http.client.HTTPConnection(urlsplit(options.base).netloc, timeout=30)
    times: list[float] = []
    first: list[float] = []
    sizes: list[int] = []
    for number in range(options.rounds + 2):
        for query in QUERIES:
            spent, size, _ = fetch(connection, f"/sok?q={quote(query)}")
            if number == 0:
                first.append(spent)
            if number >= 2:
                times.append(spent)
                sizes.append(size)
    judged = [json.loads(line)["query"] for line in JUDGED.read_text("utf-8").splitlines()]
    new = [fetch(connection, f"/sok?q={quote(query)}")[0] for query in judged]
    print(f"the first of all: median {statistics.median(first):.1f} ms, longest {max(first):.1f} ms")
    print(f"search page: {spread(times)}")
    print(f"questions new to the server: {spread(new)}")
    plain = http.client.HTTPConnection(urlsplit(options.base).netloc, timeout=30)
    plain.request("GET", f"/sok?q={quote(QUERIES[0])}")
    html = plain.getresponse().read().decode()
    assets = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"', html)))
    weights = {path: fetch(connection, path)[1] for path in assets}
    print(f"weight on the wire: HTML {max(sizes)} bytes at most, " + ", ".join(f"{p} {n}" for p, n in weights.items()))
    print(f"in all at most {max(sizes) + sum(weights.values())} bytes")
    for line in memory():
        print(line)


def memory() -> list[str]:
    """PSS of every process of the search app, in MB."""
    rows = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if "fou" in command and "serve" in command:
                pss = re.search(r"^Pss:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)
                rows.append(f"process {folder.name}: {int(pss[1]) / 1000:.0f} MB PSS" if pss else "")
        except OSError:
            continue  # a process of somebody else, or one that has just ended
    return rows


if __name__ == "__main__":
    sys.exit(main())
