"""Whether meaning tells right claims of medium confidence from wrong ones: `python benchmarks/second_opinion.py`.

The title and the first words of each judged document are embedded, and label with definition of each concept; the
likeness less the mean likeness of that document to all concepts of the facet is the opinion. Printed for each facet:
claims, how many are right, and the chance that a right one is liker than a wrong one (0.5 = meaning tells nothing).
Uses the tuning halves only.
"""

from collections import defaultdict
from pathlib import Path

import numpy as np

import config
from config.language import open_embedding
from config.taxonomy import taxonomy
from indexer.describe.judged import described, read_judged
from indexer.understood import open_describer

FOLDER = Path("tests/golden/described")
FACETS = ("area", "group", "intervention")
WORDS = 120


def main() -> None:
    """Embed, compare and print."""
    settings, concepts = config.load(), taxonomy().concepts
    documents = [d for folder in (FOLDER, FOLDER / "later") for d in read_judged(folder) if not d.aside]
    claims = described(documents, open_describer(settings))
    embedding = open_embedding(settings)
    names = [c.id for c in concepts.values() if c.facet in FACETS]
    defined = embedding.passages([f"{concepts[name].sv}. {concepts[name].definition}" for name in names])
    texts = embedding.passages([" ".join(f"{d.title}. {d.text}".split()[:WORDS]) for d in documents])
    likeness = texts @ defined.T
    told: dict[str, dict[bool, list[float]]] = defaultdict(lambda: {True: [], False: []})
    for row, document in enumerate(documents):
        for facet in FACETS:
            columns = [n for n, name in enumerate(names) if concepts[name].facet == facet]
            mean = float(likeness[row, columns].mean())
            wanted = document.labels[facet]
            mine = {str(c.value) for c in claims[document.id] if c.field == facet and 0.7 <= c.confidence < 0.9}
            for value in mine:
                right = value in wanted or any(concepts[w].parent == value for w in wanted)
                told[facet][right].append(float(likeness[row, names.index(value)]) - mean)
    for facet, found in told.items():
        right, wrong = np.array(found[True]), np.array(found[False])
        chance = float((right[:, None] > wrong[None, :]).mean()) if len(right) and len(wrong) else float("nan")
        print(f"{facet}: {len(right) + len(wrong)} claims, {len(right)} right; right liker than wrong {chance:.2f}")


if __name__ == "__main__":
    main()
