"""A collection of any size that nobody wrote, and questions to it: for measuring how fast an engine is.

The words are drawn by their real Swedish frequencies (wordfreq), the vectors at random round 200 directions: **nothing
here is embedded or written by anyone**, so the figures say how fast an engine is, never how well it ranks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from wordfreq import top_n_list, word_frequency

from models.claim import Claim
from models.document import Passage
from models.language.embedding import Embedding
from models.report import Address, IndexedReport, PublicRecord
from models.search import SearchQuery

DIMENSION, TOPICS, PER_REPORT, WORDS = 384, 200, 20, 90
FACETS = {
    "kind": 8, "area": 60, "group": 40, "study_type": 20, "county": 21, "municipality": 290, "method": 40,
    "intervention": 60,
}  # fmt: skip
CLAIMS = 20
QUERIES = 60
COMMON = "a common word"
USUAL = "three words"


class Drawn:
    """Vectors near one of `TOPICS` directions. A question is near the direction that its words choose; where a `model`
    is given, it is run for its time's sake, and what it says is thrown away."""

    id, dimension = "drawn-1", DIMENSION

    def __init__(self, model: Embedding | None = None) -> None:
        self.model = model
        self._random = np.random.default_rng(1)
        self._topics = self._random.standard_normal((TOPICS, DIMENSION))

    def rows(self, topic: int, number: int) -> NDArray[np.float32]:
        rows = self._topics[topic] + self._random.standard_normal((number, DIMENSION)) * 1.2
        return (rows / np.linalg.norm(rows, axis=1)[:, None]).astype(np.float32)

    def passages(self, texts: Sequence[str], progress: object = None) -> NDArray[np.float32]:
        # an `Embedding` has it; it is never asked for, since reports are drawn with their vectors
        raise NotImplementedError("the passages' vectors are drawn with their reports")

    def query(self, text: str) -> NDArray[np.float32]:
        if self.model:
            self.model.query(text)
        return self.rows(sum(text.encode()) % TOPICS, 1)[0]


def reports(number: int, drawn: Drawn, *, vectors: bool = True) -> Iterator[IndexedReport]:
    """The first `number` reports; each has `PER_REPORT` passages of `WORDS` words. The same ones every time."""
    random = np.random.default_rng(2)
    words = np.array([w for w in top_n_list("sv", 60_000) if w.isalpha()])
    odds = np.array([word_frequency(w, "sv") for w in words])
    reached = np.cumsum(odds / odds.sum())
    for i in range(number):
        topic = int(random.integers(TOPICS))
        own = random.choice(words[500:], 60)  # what this report is about
        texts = []
        for _ in range(PER_REPORT):
            usual = words[np.minimum(reached.searchsorted(random.random(WORDS)), len(words) - 1)]
            drawn_words = np.where(random.random(WORDS) < 0.1, random.choice(own, WORDS), usual)
            texts.append(" ".join(drawn_words))
        passages = tuple(Passage(n, n + 1, str(n + 1), " ".join(own[:3]), text) for n, text in enumerate(texts))
        rows = drawn.rows(topic, PER_REPORT) if vectors else None
        yield IndexedReport(_record(f"r{i}", own, texts, random), tuple(own[3:9]), passages, rows)


def questions() -> dict[str, list[SearchQuery]]:
    """Kind → `QUERIES` questions, each for its first time."""
    random = np.random.default_rng(3)
    words = [w for w in top_n_list("sv", 20_000) if w.isalpha() and len(w) > 4]

    def some(number: int, first: int, last: int) -> str:
        return " ".join(random.choice(words[first:last], number))

    chosen = (("environment", ("env-1", "env-2", "env-3")), ("kind", ("kind-1", "kind-2")))
    asked = {
        COMMON: [SearchQuery(some(1, 0, 300)) for _ in range(QUERIES)],
        USUAL: [SearchQuery(some(3, 100, 4000)) for _ in range(QUERIES)],
        "eight words": [SearchQuery(some(8, 100, 4000)) for _ in range(QUERIES)],
        "a phrase": [SearchQuery(f'"{some(2, 0, 300)}"') for _ in range(QUERIES)],
        "three words, filtered": [
            SearchQuery(some(3, 100, 4000), filters=chosen, year_from=2005, year_to=2020) for _ in range(QUERIES)
        ],
        "page 40 of a common word": [SearchQuery(some(1, 0, 300), page=40) for _ in range(QUERIES)],
        "newest first": [SearchQuery(some(1, 0, 300), sort="newest") for _ in range(QUERIES)],
        "nothing asked": [SearchQuery(page=n % 5 + 1) for n in range(QUERIES)],
    }
    exact = [SearchQuery(some(3, 100, 4000), mode="exact") for _ in range(QUERIES)]
    again = [replace(query, page=2) for query in asked[USUAL]]
    return asked | {"three words, words only": exact, "the next page of three words": again}


def beginnings() -> list[str]:
    """What somebody is typing: the first letters of words in use, three of each."""
    random = np.random.default_rng(4)
    words = [w for w in top_n_list("sv", 20_000) if w.isalpha() and len(w) > 4]
    return [word[:length] for word in random.choice(words, QUERIES) for length in (2, 3, 4)]


def _record(name: str, own: Sequence[str], texts: list[str], random: np.random.Generator) -> PublicRecord:
    place = f"env-{int(random.integers(29))}"
    return PublicRecord(
        id=name,
        version="1",
        kind="report",
        title=" ".join(own[:5]),
        subtitle="",
        authors=(" ".join(own[5:7]),),
        year=int(random.integers(1995, 2027)) if random.random() < 0.95 else None,
        series="FoU-rapport",
        number=str(random.integers(1, 40)),
        isbn="",
        publisher=place,
        document_kind="",
        language="sv",
        summary=texts[0],
        summary_page=1,
        blurb="",
        environments=(place,),
        addresses=(Address(place, f"https://{place}.example/{name}", None, "2026-01-01"),),
        evidence=(),
        facets={"environment": (place,)}
        | {facet: (f"{facet}-{int(random.integers(most))}",) for facet, most in FACETS.items()},
        pages=PER_REPORT,
        page_labels=(None,) * PER_REPORT,
        origins={"text": PER_REPORT},
        redistribute=False,
        outcome="ok",
        described=tuple(_claim(n, texts) for n in range(CLAIMS)),
    )


def _claim(number: int, texts: list[str]) -> Claim:
    """One of those that a record carries beside what is shown in a list."""
    return Claim("area", f"area-{number}", "pdf", "strong", 0.8, number + 1, texts[number][:120], "body")
