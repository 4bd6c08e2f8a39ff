"""What an embedding is, and the small one that tests use."""

import hashlib
import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.language.cache import Progress
from models.language.folding import fold
from models.language.stems import SwedishStemmer
from models.language.tokens import plain

Vectors = NDArray[np.float32]


class Embedding(Protocol):
    """Turns texts into vectors of unit length, so that a dot product is their likeness.

    `id` names the model, its contents and its dimension: vectors of different ids must never be compared.
    """

    @property
    def id(self) -> str:
        """Model, content hash and dimension."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        ...

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row for each text, [n, dimension]; `progress` hears of texts done and texts in all."""
        ...

    def query(self, text: str) -> Vectors:
        """The vector of a question, [dimension]."""
        ...


def storable(text: str) -> str:
    """Without halves of surrogate pairs, which are no text and which tokenizers refuse."""
    return text.encode("utf-8", "replace").decode("utf-8")


class NullEmbedding:
    """Counts of hashed, folded stems: texts that share words are near each other. Needs no model; for tests."""

    dimension = 64
    id = "null-1-64"

    def __init__(self) -> None:
        self._stemmer = SwedishStemmer()

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row of unit length for each text."""
        vectors = np.array([self.query(text) for text in texts], np.float32).reshape(len(texts), self.dimension)
        if progress:
            progress(len(texts), len(texts))
        return vectors

    def query(self, text: str) -> Vectors:
        """The same as for a passage; a text without words gives the first axis."""
        vector = np.zeros(self.dimension, np.float32)
        for word in re.findall(r"\w+", plain(text)):
            digest = hashlib.sha256(self._stemmer.stem(fold(word)).encode("utf-8", "surrogatepass")).digest()
            vector[digest[0] % self.dimension] += 1 if digest[1] % 2 else -1
        if not vector.any():
            vector[0] = 1
        return vector / np.float32(np.linalg.norm(vector))
