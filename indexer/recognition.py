"""The pages that wait for text recognition: kept in the catalogue, read in small batches, each page once.

What was recognised is kept page by page, by the content of its file and the version of the recognition. So a run that
is killed loses a page at most, and a new version of the extraction reads no page again.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from indexer.catalogue import Catalogue, StageResult
from indexer.extract import ocr
from indexer.extract.document import EXTRACTOR_VERSION, Document
from indexer.extract.isolate import read_many, recognise_many
from indexer.extract.recognised import RecognisedPage
from indexer.extract.task import Task
from indexer.progress import Progress
from models.document import ReadOutcome, Recognition
from models.errors import DocumentError
from models.serial import from_json, to_json

DERIVED = ("repair", "describe", "fingerprint")
"""The stages whose results come of what was read."""
BATCH_PAGES = 100
"""Documents are taken together up to so many pages (some four minutes' work), then published."""


def put_reading(catalogue: Catalogue, sha: str, result: Document | DocumentError) -> StageResult:
    """Keep how the reading of a file ended, and beside it which of its pages wait for recognition; what was derived
    from an earlier reading is forgotten."""
    waiting = None
    if isinstance(result, DocumentError):
        stored = StageResult(sha, result.outcome, result.detail, "")
    else:
        stored = StageResult(sha, result.outcome, "", result.to_json())
        if result.waiting:
            pages = [page for page, _ in result.waiting]
            reasons = ", ".join(dict.fromkeys(why for _, why in result.waiting))
            detail = f"{spans(pages)} ({len(pages)}/{len(result.pages)}): {reasons}"
            waiting = StageResult(sha, Recognition.WAITING, detail, json.dumps(pages))
    catalogue.put_stage("read", EXTRACTOR_VERSION, stored, {"waiting": waiting, **dict.fromkeys(DERIVED)})
    return stored


def waiting_pages(catalogue: Catalogue, shas: Iterable[str]) -> dict[str, list[int]]:
    """The files of `shas` with pages that wait, each with these pages; those with the fewest first."""
    rows = {sha for sha, _ in catalogue.outcomes("waiting").get(Recognition.WAITING, ())} & set(shas)
    found: dict[str, list[int]] = {}
    for sha in sorted(rows):
        row = catalogue.stage_result("waiting", EXTRACTOR_VERSION, sha)
        if row is not None:
            found[sha] = json.loads(row.result)
    return dict(sorted(found.items(), key=lambda item: (len(item[1]), item[0])))


def recognise_waiting(
    catalogue: Catalogue,
    waiting: Mapping[str, Sequence[int]],
    files: Mapping[str, Task],
    workers: int,
    progress: Progress,
) -> Iterator[int]:
    """Recognise the `waiting` pages of `files` (how each file is read, by its hash), batch by batch, and keep the
    documents read anew with them. Yields the number of pages of each batch once its documents are kept. A document
    that can no longer be read keeps its former reading.

    Does nothing where Tesseract is not installed.
    """
    if not ocr.available():
        return
    total = sum(map(len, waiting.values()))
    done = 0
    for batch in _batches(waiting):
        known = {sha: _known(catalogue, sha, waiting[sha]) for sha in batch}
        by_path = {files[sha].path: sha for sha in batch}
        missing = [(files[sha].path, page) for sha in batch for page in waiting[sha] if page not in known[sha]]
        start = done + sum(map(len, known.values()))
        progress("recognise", start, total)
        for number, (path, page, recognised) in enumerate(recognise_many(missing, workers), start + 1):
            sha = by_path[path]
            known[sha][page] = recognised
            row = StageResult(f"{sha}/{page}", recognised.problem or ReadOutcome.OK, "", to_json(recognised))
            catalogue.put_stage("page", ocr.OCR_VERSION, row)
            progress("recognise", number, total)
        tasks = [Task(files[sha].path, files[sha].promised, recognised=known[sha]) for sha in batch]
        for path, result in read_many(tasks, workers):
            sha = by_path[path]
            failed = {page: got.problem for page, got in known[sha].items() if got.problem}
            if isinstance(result, DocumentError):
                failed = dict.fromkeys(waiting[sha], result.outcome)
            else:
                put_reading(catalogue, sha, result)
            if failed:  # named, and not tried again by this version
                detail = f"{spans(sorted(failed))}: {', '.join(sorted(set(failed.values())))}"
                row = StageResult(sha, Recognition.FAILED, detail, "[]")
                catalogue.put_stage("waiting", EXTRACTOR_VERSION, row)
        pages = sum(len(waiting[sha]) for sha in batch)
        done += pages
        yield pages


def recognised(path: Path, document: Document, workers: int) -> Document | DocumentError:
    """The document at `path` read anew with those of its pages that waited; as it is where Tesseract is not installed
    or none wait."""
    if not document.waiting or not ocr.available():
        return document
    pages = {page: got for _, page, got in recognise_many(((path, page) for page, _ in document.waiting), workers)}
    for _, result in read_many([Task(path, recognised=pages)], 1):
        return result
    return document


def _known(catalogue: Catalogue, sha: str, pages: Sequence[int]) -> dict[int, RecognisedPage]:
    rows = {page: catalogue.stage_result("page", ocr.OCR_VERSION, f"{sha}/{page}") for page in pages}
    return {page: from_json(RecognisedPage, row.result) for page, row in rows.items() if row is not None}


def _batches(waiting: Mapping[str, Sequence[int]]) -> Iterator[list[str]]:
    batch: list[str] = []
    pages = 0
    for sha, numbers in waiting.items():
        if batch and pages + len(numbers) > BATCH_PAGES:
            yield batch
            batch, pages = [], 0
        batch.append(sha)
        pages += len(numbers)
    if batch:
        yield batch


def spans(pages: Sequence[int]) -> str:
    """Page numbers in order, as people write them: 1, 3–5, 9."""
    if not pages:
        return ""
    breaks = [at for at, (a, b) in enumerate(pairwise(pages), 1) if b != a + 1]
    parts = [pages[a:b] for a, b in pairwise([0, *breaks, len(pages)])]
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts)
