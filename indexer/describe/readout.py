"""What `fou read --json` prints: one line for the document, one for each page, only what may be shown."""

from collections.abc import Iterator, Sequence
from typing import Any

from indexer.describe.subject import SHOWN
from indexer.describe.weigh import weigh
from indexer.extract.document import Document
from indexer.extract.privacy import mask
from models.claim import Claim, Field

SUBJECT: tuple[Field, ...] = (
    "area", "group", "study_type", "method", "intervention", "law", "outcome", "knowledge", "municipality", "county",
)  # fmt: skip
CARD: tuple[Field, ...] = ("aim", "questions", "methods", "findings", "conclusions", "limits", "needs")
FIELDS: tuple[Field, ...] = ("title", "subtitle", "authors", "year", "series", "number", "isbn", "language")


def readout(document: Document, claims: Sequence[Claim], file: str) -> Iterator[dict[str, Any]]:
    """The lines for one document: first `file` and the values of `FIELDS` (None where nothing was found; `year` a
    number, `authors` a list), what counts of its subject by field (ids of the taxonomy, codes of places; the first of
    `study_type` is the main one), `citations` (law, chapter, paragraph), the study `card` and the `material`; then for
    each page `file`, `page`, `label`, `origin` and `text`. Personal identity numbers are hidden."""
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
    for field in SUBJECT:
        line[field] = list(dict.fromkeys(c.value for c in claims if c.field == field and c.confidence >= SHOWN))
    line["citations"] = [list(c.value) for c in claims if c.field == "citation"]
    line["card"] = {part: [{"text": c.value, "page": c.page} for c in claims if c.field == part] for part in CARD}
    line["material"] = [
        {"number": c.value[0], "noun": c.value[1], "words": c.quote, "page": c.page}
        for c in claims
        if c.field == "material"
    ]
    yield line
    for page in document.pages:
        yield {
            "file": file, "page": page.page, "label": page.label, "origin": page.origin, "text": mask(page.text),
        }  # fmt: skip
