"""Bodies of answers and deposits as files named by their SHA-256, and the errors of the store that they lie in."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import StoreError


class Bodies:
    """The files below `folder`, each written once and kept for ever."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, sha256: str) -> Path:
        """Where the body of this hash lies."""
        return self.folder / "files" / sha256[:2] / sha256

    def body(self, sha256: str) -> bytes:
        """The body of this hash.

        Raises:
            StoreError: it is not there or cannot be read.
        """
        with store_errors():
            return self.file(sha256).read_bytes()

    def put(self, body: bytes) -> str:
        """Lay a body down as a file → its SHA-256. Temporary name, fsync, rename: never half a file under a hash.

        Raises:
            StoreError: the disk is full or cannot be written.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        path = self.file(sha256)
        with store_errors():
            if path.exists() and path.stat().st_size == len(body):
                return sha256
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{sha256}.{os.getpid()}")
            try:
                with temporary.open("wb") as file:
                    file.write(body)
                    file.flush()
                    os.fsync(file.fileno())
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
        return sha256


@contextmanager
def store_errors() -> Iterator[None]:
    """Translate what SQLite and the file system raise.

    Raises:
        StoreError: with the cause's own words.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"the archive cannot be used: {error}") from error
