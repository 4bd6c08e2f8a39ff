"""Read mutated PDFs and bombs: `python benchmarks/fuzz_pdfs.py [--count 10000] [--seed 1] [--workers 2]`.

Mutates the first three pages of example reports (packed, and with their streams open) and reads each mutant in a child
process, as indexing does. Prints how many ended how, and every way to crash once. Exits 1 when a file came without
an outcome, when a child died, or when a document was too slow: mutants get 20 seconds and a gigabyte each.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from indexer.extract.isolate import read_many  # noqa: E402 - the path must be set first
from indexer.extract.read import Limits  # noqa: E402
from models.document import ReadOutcome  # noqa: E402
from models.errors import DocumentError  # noqa: E402
from tests.indexer.extract.mutants import bombs, mutated, shortened  # noqa: E402
from tests.sites.pdfs.build import build  # noqa: E402

BATCH = 200
LIMITS = Limits(seconds=20, memory_bytes=1_000_000_000)
MOST_BYTES = 400_000


def main() -> int:
    """Run the mutants, then the bombs; 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    pairs = [shortened(path.read_bytes()) for path in sorted(build().glob("*.pdf"))]
    seeds = [data for pair in pairs for data in pair if len(data) <= MOST_BYTES]
    print(f"{len(seeds)} seeds of at most {max(map(len, seeds)) // 1000} kB")
    rnd = random.Random(asked.seed)
    ended, crashes = Counter[str](), Counter[str]()
    start, slowest = time.monotonic(), (0.0, "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for first in range(0, asked.count, BATCH):
            paths = []
            for number in range(first, min(first + BATCH, asked.count)):
                path = folder / f"{number}.pdf"
                path.write_bytes(mutated(rnd.choice(seeds), rnd))
                paths.append(path)
            for path, outcome, detail in _read(paths, asked.workers):
                ended[outcome] += 1
                if outcome in (ReadOutcome.CRASHED, ReadOutcome.TOO_SLOW):
                    crashes[f"{outcome}: {detail}"] += 1
                    print(f"  mutant {path.stem}: {outcome}: {detail}", flush=True)
                path.unlink()
            print(f"  {ended.total()} read: {dict(ended)}", flush=True)
        seconds = time.monotonic() - start
        print(f"{asked.count} mutants in {seconds:.0f} s: " + ", ".join(f"{o} {n}" for o, n in ended.most_common()))
        lost = asked.count - ended.total()
        for bomb, make in bombs():
            path = folder / "bomb.pdf"
            path.write_bytes(make())
            before = time.monotonic()
            outcomes = [(o, d) for _, o, d in _read([path], 1)]
            took = time.monotonic() - before
            slowest = max(slowest, (took, bomb))
            lost += len(outcomes) != 1
            print(f"  {bomb}: {outcomes[0][0]} {outcomes[0][1][:80]} ({took:.1f} s)", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"largest child {peak} MB; slowest bomb {slowest[1]}, {slowest[0]:.1f} s; {lost} without an outcome")
    return 1 if lost or crashes else 0


def _read(paths: list[Path], workers: int) -> list[tuple[Path, str, str]]:
    return [
        (path, str(result.outcome), result.detail if isinstance(result, DocumentError) else "")
        for path, result in read_many(paths, workers, LIMITS)
    ]


if __name__ == "__main__":
    sys.exit(main())
