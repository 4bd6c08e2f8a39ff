"""Documents of a collection on the product's own way to the index: read, understood, cut into passages, described."""

import hashlib
from collections.abc import Iterator, Sequence

from indexer.describe.subject import Describer
from indexer.extract.document import Document
from indexer.extract.plain import read_plain
from indexer.judging.collection import JudgedDocument
from indexer.merge.record import make_record, stamp
from indexer.understood import masked, understand
from models.claim import Claim, Field
from models.document import ReadOutcome
from models.report import IndexedReport
from models.sighting import LifeEvent, Sighting

BATCH = 100
WHEN = "2000-01-01T00:00:00+00:00"
"""Collections have no history."""


def indexed(documents: Sequence[JudgedDocument], describer: Describer) -> Iterator[IndexedReport]:
    """Each document as an engine takes it, without vectors. Its id in the index is its place in the collection in eight
    digits: ids of collections may hold anything."""
    for number, document in enumerate(documents):
        data = document.text.encode()
        read = read_plain(data)
        understood = understand(
            Document(
                sha256=hashlib.sha256(data).hexdigest(),
                media="text/plain",
                outcome=ReadOutcome.OK,
                pages=read.pages,
                metadata=read.metadata,
                outline=read.outline,
                front=read.front,
            ),
            (),
            describer,
        )
        record = make_record(f"{number:08}", [_sighting(document)], understood, ReadOutcome.OK, {})
        record = stamp(record, understood.headings, understood.passages)
        yield IndexedReport(record, understood.headings, understood.passages)


def _sighting(document: JudgedDocument) -> Sighting:
    """What a site would say of the document: whatever the collection gives beside the text."""
    given: dict[Field, str | tuple[str, ...]] = {
        "title": document.title,
        "subtitle": document.subtitle,
        "authors": document.authors,
        "year": str(document.year or ""),
        "abstract": document.summary,
        "series": document.series,
        "number": document.number,
        "isbn": document.isbn,
        "publisher": document.publisher,
    }
    claims = (Claim(field, value, "operator", "given", 1.0) for field, value in given.items() if value)
    return Sighting(
        environment="collection",
        key=document.id,
        kind="report",
        page_url=None,
        file_url=None,
        claims=tuple(masked(claim) for claim in claims),
        event=LifeEvent.NEW,
        first_seen=WHEN,
        last_seen=WHEN,
    )
