"""What a record shows of a report's subject: the claims that count, the study card, and the choices they give."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from config.taxonomy import taxonomy
from indexer.describe.subject import SHOWN, Subject
from indexer.describe.the_county import resolved
from models.claim import Claim, Field

DESCRIBED: tuple[Field, ...] = (
    "area", "group", "study_type", "method", "intervention", "law", "citation", "outcome", "knowledge", "municipality",
    "county", "district",
)  # fmt: skip
FACETS: tuple[Field, ...] = ("area", "group", "study_type", "method", "intervention", "county", "municipality")


def shown_subject(
    read: Subject | None, claims: Sequence[Claim], counties: Sequence[str], corrections: Sequence[Claim] = ()
) -> Subject:
    """The claims that count, and the card, which only the report itself can fill.

    Args:
        read: what the report's own text gives, None when it cannot be read.
        claims: what web pages say; they count where there is no text.
        counties: codes of the counties of the environments that publish it: what *länet* means.
        corrections: what people have decided; nothing else counts for their fields.
    """
    decided = {claim.field for claim in corrections}
    described = read.described if read else [claim for claim in claims if claim.field in DESCRIBED]
    described = [claim for claim in described if claim.field not in decided]
    described += [single for claim in corrections if claim.field in DESCRIBED for single in _singles(claim)]
    card = read.card if read else ()
    sure = [claim for claim in resolved(described, counties) if claim.confidence >= SHOWN]
    order = {field: number for number, field in enumerate(DESCRIBED)}
    ranked = sorted((claim for claim in sure if claim.field in order), key=lambda claim: order[claim.field])
    return Subject(tuple(dict.fromkeys(ranked)), tuple(dict.fromkeys(card)))


def _singles(correction: Claim) -> Iterator[Claim]:
    """One claim for each value that a person has set, and for the concept above it."""
    values = correction.value if isinstance(correction.value, tuple) else (correction.value,)
    concepts = taxonomy().concepts
    for value in values:
        for name in (value, concepts[value].parent if value in concepts else ""):
            if name:
                yield replace(correction, value=name)


def subject_facets(subject: Subject) -> dict[str, tuple[str, ...]]:
    """Facet → values, the strongest first; a facet without values is left out."""
    return {field: values for field, values in subject_values(subject.described).items() if field in FACETS}


def subject_values(described: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Field → values in order, each once; a reference to a law as "law chapter:paragraph"."""
    values: dict[str, dict[str, None]] = {}
    for claim in described:
        value = claim.value
        if not isinstance(value, str):
            value = f"{value[0]} {':'.join(value[1:]).strip(':')}"
        values.setdefault(claim.field, {})[value] = None
    return {field: tuple(found) for field, found in values.items()}
