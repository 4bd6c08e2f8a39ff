"""What is understood of files that lie on disk, without storing anything. For `fou read`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from indexer.describe.readout import readout
from indexer.extract.document import Document
from indexer.extract.isolate import read_many
from indexer.understood import claims_of
from models.claim import Claim
from models.errors import DocumentError


def read_files(
    paths: Sequence[Path], units: Sequence[str], workers: int = 2
) -> Iterator[tuple[Path, list[dict[str, Any]] | DocumentError]]:
    """For each file the lines of `fou read --json` (one for the document, one for each page), or why there are none.

    Everything private is masked. Files come in the order given.
    """
    for path, document, claims in describe_files(paths, units, workers):
        if isinstance(document, DocumentError):
            yield path, document
        else:
            yield path, list(readout(document, claims, str(path)))


def describe_files(
    paths: Sequence[Path], units: Sequence[str], workers: int = 2
) -> Iterator[tuple[Path, Document | DocumentError, tuple[Claim, ...]]]:
    """For each file the document and its claims with their evidence, masked, or why there is none. In the order given.
    `units` are the names of known publishers."""
    done: dict[Path, Document | DocumentError] = {}
    left = list(dict.fromkeys(paths))
    for finished, reading in read_many(left, workers):
        done[finished] = reading
        while left and left[0] in done:
            path = left.pop(0)
            yield _with_claims(path, done.pop(path), units)


def _with_claims(
    path: Path, result: Document | DocumentError, units: Sequence[str]
) -> tuple[Path, Document | DocumentError, tuple[Claim, ...]]:
    if isinstance(result, DocumentError):
        return path, result, ()
    return path, result, claims_of(result, units, path.name)
