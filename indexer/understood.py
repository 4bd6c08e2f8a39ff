"""What one document gives to a report: its claims, headings, passages and page labels, with private numbers masked."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from config.language import load_language, word_families
from config.municipalities import municipalities
from config.settings import Settings
from config.taxonomy import taxonomy
from indexer.describe.describe import DESCRIBER_VERSION, describe
from indexer.describe.subject import Describer, Subject
from indexer.describe.weights import describe_weights
from indexer.extract.document import Document
from indexer.extract.passages import cut_passages
from indexer.extract.privacy import mask
from indexer.extract.repair import repair_version
from models.claim import Claim
from models.document import Origin, Passage
from models.environment import Environment

NOTHING = Subject()
UNDERSTANDING_VERSION = "3"
"""Changes whenever the same document and claims may give another `Understood`."""


@dataclass(frozen=True, slots=True)
class Understood:
    """Derived from one `Document` and nothing else. `origins` counts pages by origin."""

    claims: tuple[Claim, ...]
    headings: tuple[str, ...]
    passages: tuple[Passage, ...]
    page_labels: tuple[str | None, ...]
    origins: dict[Origin, int]
    subject: Subject = NOTHING


def open_describer(settings: Settings) -> Describer:
    """What reads subjects, with the shipped taxonomy.

    Raises:
        SettingsError: a file of the taxonomy or a weight is malformed.
        ModelError: the word table cannot be made or read.
    """
    return Describer(load_language(settings), taxonomy(), describe_weights(settings.weights), word_families())


def understanding_version(units: Sequence[str], describer: Describer) -> str:
    """Names everything that an understanding depends on but the document."""
    known = hashlib.sha256("\n".join(units).encode()).hexdigest()[:8]
    return f"{repair_version()}.{DESCRIBER_VERSION}.{UNDERSTANDING_VERSION}.{known}.{describer.version}"


def masked(claim: Claim) -> Claim:
    """The claim with identity numbers hidden in its value and in the words it was read from."""
    value = mask(claim.value) if isinstance(claim.value, str) else tuple(mask(part) for part in claim.value)
    return replace(claim, value=value, quote=mask(claim.quote))


def claims_of(document: Document, units: Sequence[str], file_name: str = "") -> tuple[Claim, ...]:
    """What the document says of itself, masked. `units` are the names of known publishers."""
    places = tuple(place.name for place in municipalities())
    return tuple(masked(claim) for claim in describe(document, file_name=file_name, places=places, units=units))


def known_units(environments: Mapping[str, Environment]) -> tuple[str, ...]:
    """The names under which the environments publish."""
    return tuple(name for e in environments.values() for name in (e.name, e.short_name, *e.aliases) if name)


def subject_of(document: Document, claims: Sequence[Claim], describer: Describer) -> Subject:
    """What the document is about, masked. `claims` are those of its front matter."""
    return masked_subject(describer.of_document(document, claims))


def masked_subject(subject: Subject) -> Subject:
    """The subject with identity numbers hidden in every value and quote."""
    described, card = (tuple(masked(claim) for claim in part) for part in (subject.described, subject.card))
    return Subject(described, card)


def understand(document: Document, units: Sequence[str], describer: Describer) -> Understood:
    """Describe a document and cut it into passages. `units` are the names of known publishers."""
    claims = claims_of(document, units)
    headings = (p.text for page in document.pages for p in page.paragraphs if p.kind == "heading")
    return Understood(
        claims=claims,
        headings=tuple(mask(heading) for heading in headings),
        passages=cut_passages(document.pages),
        page_labels=tuple(page.label for page in document.pages),
        origins=dict(Counter(page.origin for page in document.pages)),
        subject=subject_of(document, claims, describer),
    )


def shown_pages(document: Document) -> tuple[str, ...]:
    """The whole text by page, masked, for environments that let us show it."""
    return tuple(mask(page.text) for page in document.pages)
