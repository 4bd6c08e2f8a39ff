"""What a report's words tell of its type and methods, terms or not: a linear model over lemmas and parts of compounds.

Learnt by benchmarks/wording.py. Only the sentences are read in which a report says what it is and how it was made.
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.describe.evidence import FRONT, NAMING
from indexer.describe.signs import Analysed
from indexer.describe.weights import WORDING
from models.errors import SettingsError

NONE = "none"
"""What stands among the types for a text that reports no study."""
MOST = 30
"""So many sentences are read beside title and keywords."""
FEWEST = 20
"""With fewer known words and parts than any text that was learnt from has, as in a title alone or in another language,
the model has no opinion."""
PART = 0.7
"""What a part of a compound counts beside a word."""
NUMBER = "#"

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Wording:
    """A model as it is used: a row of `weights` for each word, a column for each concept."""

    concepts: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Numbers
    bias: Numbers

    def scores(self, text: Analysed) -> Mapping[str, float] | None:
        """How much the words of a text speak for each type and method (log-odds), None where too few are known."""
        bag = bag_of(text)
        known = [word for word in bag if word in self.rows]
        if len(known) < FEWEST:
            return None
        told = np.array([bag[word] for word in known], np.float32) @ self.weights[[self.rows[word] for word in known]]
        return dict(zip(self.concepts, map(float, self.bias + told), strict=True))

    def strongest(self, text: Analysed, concept: str) -> int:
        """The number of the sentence whose words speak most for a concept."""
        column = self.weights[:, self.concepts.index(concept)]
        told = {
            number: sum(float(column[self.rows[word]]) * worth for word, worth in words.items() if word in self.rows)
            for number, words in _words_of(text)
        }
        return max(told, key=lambda number: (told[number], -number))


@cache
def read_wording(path: Path = WORDING) -> Wording:
    """The model that is shipped.

    Raises:
        SettingsError: its file is missing or malformed.
    """
    try:
        _, concepts, scale, bias, *lines = path.read_text(encoding="utf-8").splitlines()
        pairs = [line.split("\t") for line in lines]
        rounded = np.frombuffer(b"".join(base64.b64decode(row) for _, row in pairs), np.int8)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error
    return Wording(
        tuple(concepts.split()),
        {word: number for number, (word, _) in enumerate(pairs)},
        rounded.reshape(len(pairs), -1).astype(np.float32) * np.array(scale.split(), np.float32),
        np.array(bias.split(), np.float32),
    )


def bag_of(text: Analysed) -> dict[str, float]:
    """The words of a text as the model sees them, of length 1."""
    bag: dict[str, float] = {}
    for _, words in _words_of(text):
        for word, worth in words.items():
            bag[word] = max(bag.get(word, 0.0), worth)
    length = sum(worth * worth for worth in bag.values()) ** 0.5
    return {word: worth / length for word, worth in bag.items()}


def _words_of(text: Analysed) -> Iterator[tuple[int, dict[str, float]]]:
    """The numbers and words of the sentences that are read."""
    read: dict[int, dict[str, float]] = {}
    running = 0
    for number, sentence in enumerate(text.sentences):
        if sentence.place in FRONT or sentence.place == "method":
            running += sentence.place not in NAMING
            if sentence.place in NAMING or running <= MOST:
                read[number] = {}
    for word, owner in zip(text.words, text.owner, strict=True):
        if word is not None and owner in read:
            read[owner][NUMBER if word.lemma[:1].isdigit() else word.lemma] = 1.0
            for part in word.parts:
                read[owner].setdefault(part, PART)
    yield from read.items()


def write(path: Path, concepts: Sequence[str], words: Sequence[str], weights: Numbers, bias: Numbers) -> None:
    """Write a model: a head, then a line for each word with a signed byte for each concept."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    lines = [
        "# Made by benchmarks/wording.py: word, then a signed byte for each concept (base64).",
        " ".join(concepts),
        " ".join(f"{value:.5f}" for value in scale),
        " ".join(f"{value:.3f}" for value in bias),
    ]
    rounded = np.rint(weights / scale).astype(np.int8)
    lines += [f"{word}\t{base64.b64encode(row.tobytes()).decode()}" for word, row in zip(words, rounded, strict=True)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
