"""How alike the default embedding and the same weights under sentence-transformers are, and how fast each of them is.

    pip install --constraint constraints.txt --editable '.[transformers]' && python benchmarks/embeddings.py [PASSAGES]

Passages are paragraphs of the example studies, questions those that the project judges its ranking by.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np

import config
from config.language import open_embedding
from models.language.e5 import AS_TRANSFORMERS
from models.language.embedding import Embedding, Vectors
from tests.sites.pdfs.source import FOLDER

ROOT = Path(__file__).parents[1]
GOLDEN = [ROOT / "tests" / "golden" / name for name in ("queries.jsonl", "tuning.jsonl")]
LEAST_WORDS, TOP = 40, 10


def passages(wanted: int) -> list[str]:
    """So many paragraphs of running text."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))]
    found = [part for text in texts for part in text.split("\n\n") if len(part.split()) >= LEAST_WORDS]
    return [part for part in found if not part.startswith(("+++", "#", "|"))][:wanted]


def questions() -> list[str]:
    """The golden queries and those for tuning."""
    return [json.loads(line)["query"] for path in GOLDEN for line in path.read_text(encoding="utf-8").splitlines()]


def timed(embedding: Embedding, texts: list[str]) -> tuple[Vectors, float]:
    """Vectors and passages a second, loading not counted."""
    embedding.query("värm upp")
    start = time.perf_counter()
    vectors = embedding.passages(texts)
    return vectors, len(texts) / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=int, nargs="?", default=500)
    texts, asked = passages(parser.parse_args().passages), questions()
    found: dict[str, tuple[Vectors, Vectors]] = {}
    for name in ("e5-small", AS_TRANSFORMERS):
        embedding = open_embedding(config.load({"FOU_EMBEDDING": name, "FOU_CACHE": str(config.load().cache)}))
        vectors, speed = timed(embedding, texts)
        start = time.perf_counter()
        queries = np.array([embedding.query(text) for text in asked])
        each = (time.perf_counter() - start) / len(asked) * 1000
        print(f"{name}: {speed:.1f} passages/s, {each:.0f} ms a question ({len(texts)} passages, id {embedding.id})")
        found[name] = (vectors, queries)
    (ours, our_queries), (theirs, their_queries) = found.values()
    likeness = (ours * theirs).sum(axis=1)
    print(f"cosine of passages: mean {likeness.mean():.5f}, least {likeness.min():.5f}")
    print(f"cosine of questions: mean {(our_queries * their_queries).sum(axis=1).mean():.5f}")
    a, b = ((q @ v.T).argsort(axis=1)[:, ::-1][:, :TOP] for v, q in ((ours, our_queries), (theirs, their_queries)))
    shared = np.array([len(set(x) & set(y)) for x, y in zip(a.tolist(), b.tolist(), strict=True)])
    print(f"of {len(asked)} questions: same {TOP} passages {(shared == TOP).mean():.0%}, in the same order "
          f"{(a == b).all(axis=1).mean():.0%}; same best {(a[:, 0] == b[:, 0]).mean():.0%}; "
          f"mean overlap {shared.mean() / TOP:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
