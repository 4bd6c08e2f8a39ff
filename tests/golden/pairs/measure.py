"""How well the merge judges the pairs: each is read, described and merged as if it had been crawled."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from indexer.describe.describe import describe
from indexer.extract.document import Document
from indexer.extract.read import read_bytes
from indexer.merge.described import described
from indexer.merge.fingerprint import Fingerprint, fingerprint
from indexer.merge.identity import cluster
from indexer.merge.sides import LINKS, Described
from indexer.understood import Understood
from models.claim import Claim
from models.sighting import LifeEvent, Sighting
from tests.golden.pairs.texts import body, damaged

PAIRS = Path(__file__).parent / "pairs.jsonl"


@dataclass(frozen=True)
class Judged:
    """A pair, what was decided of it and why."""

    pair: dict
    verdict: str
    rule: str
    evidence: dict

    @property
    def right(self) -> bool:
        return (self.verdict == "same") == (self.pair["verdict"] == "same")


@cache
def read(file: str) -> tuple[tuple[Claim, ...], Fingerprint]:
    """What describing and fingerprinting give of a file, made as its JSON says."""
    spec = json.loads(file)
    blocks = [*spec["front"], *body(spec["study"], spec["steps"])]
    if "ocr" in spec:
        dice = Random(file)
        blocks = [damaged(block, spec["ocr"], dice) for block in blocks if not block.startswith("|")]
    document: Document = read_bytes("\n\n".join(blocks).encode())
    if spec.get("seen") == "ocr":
        document = replace(document, pages=tuple(replace(page, origin="ocr") for page in document.pages))
    return describe(document), fingerprint(document)


def side(spec: dict, key: str) -> Described:
    """One side as the merge sees it."""
    page = tuple(
        Claim(name, tuple(value) if isinstance(value, list) else value, "page", "example", 0.9)
        for name, value in spec["page"].items()
    )
    file = json.dumps(spec["file"], ensure_ascii=False) if "file" in spec else None
    sighting = Sighting(
        spec["environment"], key, "report", f"https://example.org/{key}", None, page, LifeEvent.NEW, "2026-01-01",
        "2026-01-01", key + file if file else None,
    )  # fmt: skip
    if file is None:
        return described(sighting, None)
    claims, found = read(file)
    return described(sighting, Understood(claims, (), (), (), {}), found)


def judged() -> Iterator[Judged]:
    """Every pair with its decision; a pair of which nothing was decided is apart."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        merged = cluster([side(pair["first"], "first"), side(pair["second"], "second")])
        verdict = "same" if len(merged.clusters) == 1 else "apart"
        if merged.links:
            verdict = merged.links[0][1].verdict
        made = merged.decisions[0] if merged.decisions else None
        yield Judged(pair, verdict, made.rule if made else "", dict(made.evidence) if made else {})


def figures(rows: list[Judged]) -> dict[str, float]:
    """Precision and recall of joining, and the share of links that were found."""
    joined = [r for r in rows if r.verdict == "same"]
    ones = [r for r in rows if r.pair["verdict"] == "same"]
    linked = [r for r in rows if r.pair["verdict"] in LINKS]
    return {
        "pairs": len(rows),
        "precision": sum(r.right for r in joined) / max(1, len(joined)),
        "recall": sum(r.right for r in ones) / max(1, len(ones)),
        "links": sum(r.verdict == r.pair["verdict"] for r in linked) / max(1, len(linked)),
    }


def main() -> None:
    """Print the figures of both halves, by kind, and every pair of the first half that went wrong."""
    rows = list(judged())
    for aside in (False, True):
        half = [r for r in rows if r.pair["kept_aside"] is aside]
        print("kept aside" if aside else "to tune on", {k: round(v, 3) for k, v in figures(half).items()})
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        kinds[row.pair["kind"]].append(row)
    for kind, some in kinds.items():
        print(f"{kind:16} {sum(r.verdict == r.pair['verdict'] for r in some):3} of {len(some)}")
    for row in rows:
        if row.verdict != row.pair["verdict"] and not row.pair["kept_aside"]:
            print(row.pair["id"], "→", row.verdict, "by", row.rule, row.evidence)


if __name__ == "__main__":
    main()
