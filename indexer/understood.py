"""What one document gives to a report: its claims, headings, passages and page labels, with private numbers masked."""

from collections import Counter
from dataclasses import dataclass

from config.municipalities import municipalities
from indexer.describe.front import DESCRIBER_VERSION, describe
from indexer.extract.document import Document
from indexer.extract.passages import cut_passages
from indexer.extract.privacy import mask
from models.claim import Claim
from models.document import Origin, Passage

UNDERSTANDING_VERSION = f"1.{DESCRIBER_VERSION}"


@dataclass(frozen=True, slots=True)
class Understood:
    """Derived from one `Document` and nothing else. `origins` counts pages by origin."""

    claims: tuple[Claim, ...]
    headings: tuple[str, ...]
    passages: tuple[Passage, ...]
    page_labels: tuple[str | None, ...]
    origins: dict[Origin, int]


def understand(document: Document) -> Understood:
    """Describe a document and cut it into passages."""
    places = tuple(place.name for place in municipalities())
    headings = (p.text for page in document.pages for p in page.paragraphs if p.kind == "heading")
    return Understood(
        claims=describe(document, places=places),
        headings=tuple(mask(heading) for heading in headings),
        passages=cut_passages(document.pages),
        page_labels=tuple(page.label for page in document.pages),
        origins=dict(Counter(page.origin for page in document.pages)),
    )


def shown_pages(document: Document) -> tuple[str, ...]:
    """The whole text by page, masked, for environments that let us show it."""
    return tuple(mask(page.text) for page in document.pages)
