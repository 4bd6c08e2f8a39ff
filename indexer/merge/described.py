"""A sighting as identity sees it, from the claims of its page and file and the fingerprint of its text."""

import re
from collections.abc import Sequence

from indexer.describe.weigh import weigh
from indexer.merge.fingerprint import Fingerprint
from indexer.merge.identity import report_id
from indexer.merge.record import believed
from indexer.merge.sides import Described
from indexer.merge.traits import traits
from indexer.understood import Understood
from models.claim import Claim
from models.sighting import Sighting


def described(
    sighting: Sighting,
    understood: Understood | None,
    fingerprint: Fingerprint | None = None,
    corrections: Sequence[Claim] = (),
) -> Described:
    """Weigh what page and file say of a report; what a person has decided beats both."""
    best = weigh(believed([*sighting.claims, *(understood.claims if understood else ())], corrections))
    value = {field: claim.value for field, claim in best.items()}
    title, subtitle = str(value.get("title", "")), str(value.get("subtitle", ""))
    authors = value.get("authors", ())
    isbn = re.sub(r"[^0-9X]", "", str(value.get("isbn", "")).upper())
    return Described(
        id=report_id(sighting),
        sighting=sighting,
        title=title,
        subtitle=subtitle,
        year=str(value.get("year", "")),
        number=str(value.get("number", "")),
        authors=authors if isinstance(authors, tuple) else (authors,),
        series=str(value.get("series", "")),
        isbn=frozenset({isbn[-10:-1]} if len(isbn) in (10, 13) else ()),  # the same book in ten or thirteen digits
        language=str(value.get("language", "")),
        traits=traits(title, subtitle, fingerprint.statements if fingerprint else ()),
        text=fingerprint.text if fingerprint else None,
    )
