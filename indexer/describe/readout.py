"""What `fou read --json` prints: one line for the document, one for each page, only what may be shown."""

from collections.abc import Iterable, Iterator
from typing import Any

from indexer.describe.weigh import weigh
from indexer.extract.document import Document
from indexer.extract.privacy import mask
from models.claim import Claim, Field

FIELDS: tuple[Field, ...] = ("title", "subtitle", "authors", "year", "series", "number", "isbn", "language")


def readout(document: Document, claims: Iterable[Claim], file: str) -> Iterator[dict[str, Any]]:
    """The lines for one document: first `file` and the values of `FIELDS` (None where nothing was found; `year` a
    number, `authors` a list), then for each page `file`, `page`, `label`, `origin` and `text`. Personal identity
    numbers are hidden."""
    best = weigh(claims)
    line: dict[str, Any] = {"file": file}
    for field in FIELDS:
        claim = best.get(field)
        if claim is None:
            line[field] = None
        elif isinstance(claim.value, tuple):
            line[field] = [mask(part) for part in claim.value]
        elif field == "year":
            line[field] = int(claim.value)
        else:
            line[field] = mask(claim.value)
    yield line
    for page in document.pages:
        yield {
            "file": file, "page": page.page, "label": page.label, "origin": page.origin, "text": mask(page.text),
        }  # fmt: skip
