"""Vectors by content hash and model id, kept outside any one index, so that no text is embedded twice."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.errors import StoreError
from models.language.embedding import Embedding

BATCH = 64


class VectorCache:
    """The vectors of one model. `folder` may be shared by several processes and several indexes.

    Raises:
        StoreError: the file cannot be opened or written.
    """

    def __init__(self, folder: Path, embedding: Embedding) -> None:
        self._embedding = embedding
        name = hashlib.sha256(embedding.id.encode()).hexdigest()[:16]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(folder / f"vectors-{name}.sqlite", isolation_level=None, timeout=60)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("CREATE TABLE IF NOT EXISTS vector (text BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"vector cache: {error}") from error

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def missing(self, texts: Sequence[str]) -> int:
        """How many of `texts` have no vector yet."""
        return sum(self._get(text) is None for text in texts)

    def get(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """One unit vector for each text (float32, n × dimension); the missing ones are made and kept, in batches.

        `progress` is called with the number of vectors just made.
        """
        lacking = sorted({text for text in texts if self._get(text) is None}, key=len)
        for start in range(0, len(lacking), BATCH):
            batch = lacking[start : start + BATCH]
            made = self._embedding.passages(batch).astype(np.float32)
            try:
                self._db.execute("BEGIN IMMEDIATE")
                rows = [(_key(text), vector.tobytes()) for text, vector in zip(batch, made, strict=True)]
                self._db.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)
                self._db.execute("COMMIT")
            except sqlite3.Error as error:
                raise StoreError(f"vector cache: {error}") from error
            if progress:
                progress(len(batch))
        found = [self._get(text) for text in texts]
        if not found:
            return np.empty((0, self._embedding.dimension), np.float32)
        return np.stack([np.frombuffer(value, np.float32) for value in found if value is not None])

    def _get(self, text: str) -> bytes | None:
        try:
            row = self._db.execute("SELECT value FROM vector WHERE text = ?", (_key(text),)).fetchone()
        except sqlite3.Error as error:
            raise StoreError(f"vector cache: {error}") from error
        return row[0] if row else None


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
