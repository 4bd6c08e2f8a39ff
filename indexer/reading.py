"""What is understood of files that lie on disk, without storing anything. For `fou read`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from config.settings import Settings
from indexer.describe.readout import readout
from indexer.describe.subject import Describer
from indexer.extract.document import Document
from indexer.extract.isolate import read_many
from indexer.extract.repair import open_repairer
from indexer.recognition import recognised, spans
from indexer.understood import claims_of, subject_of
from models.claim import Claim
from models.errors import DocumentError


def describe_files(
    paths: Sequence[Path], units: Sequence[str], describer: Describer, settings: Settings
) -> Iterator[tuple[Path, Document | DocumentError, tuple[Claim, ...]]]:
    """For each file the document (repaired where it was damaged) and its claims with their evidence (front matter,
    subject, study card), masked, or why there is none. In the order given. `units` are the names of known publishers.
    Pages that need it are recognised where Tesseract is installed."""
    repairer = open_repairer(settings)
    done: dict[Path, Document | DocumentError] = {}
    left = list(dict.fromkeys(paths))
    for finished, reading in read_many(left, settings.threads):
        done[finished] = reading
        while left and left[0] in done:
            path = left.pop(0)
            result = done.pop(path)
            whole = result if isinstance(result, DocumentError) else recognised(path, result, settings.threads)
            document = whole if isinstance(whole, DocumentError) else repairer.repair(whole)
            yield _with_claims(path, document, units, describer)


def lines(path: Path, document: Document, claims: Sequence[Claim]) -> Iterator[dict[str, Any]]:
    """The lines of `fou read --json`: one for the document, one for each page. Everything private is masked."""
    return readout(document, claims, str(path))


def waiting(document: Document) -> str:
    """The pages of a document that wait for text recognition, as people write them, "" when none do."""
    return spans([page for page, _ in document.waiting])


def _with_claims(
    path: Path, result: Document | DocumentError, units: Sequence[str], describer: Describer
) -> tuple[Path, Document | DocumentError, tuple[Claim, ...]]:
    if isinstance(result, DocumentError):
        return path, result, ()
    claims = claims_of(result, units, path.name)
    subject = subject_of(result, claims, describer)
    return path, result, (*claims, *subject.described, *subject.card)
