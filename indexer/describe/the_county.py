""" "Länet": a county that the text does not name."""

from collections.abc import Sequence

from models.claim import Claim

THE_COUNTY = "länet"
"""Stands for a county until it is known which: that of the text, else that of the environment."""


def resolved(claims: Sequence[Claim], areas: Sequence[str]) -> list[Claim]:
    """The claims with `länet` put into a code: the only county of the text, else the only one of `areas` (codes of the
    environment's counties); dropped when neither tells."""
    known = [str(c.value) for c in claims if c.field == "county" and c.value != THE_COUNTY]
    chosen = known[0] if len(set(known)) == 1 else areas[0] if not known and len(areas) == 1 else ""
    found: list[Claim] = []
    for claim in claims:
        if claim.field == "county" and claim.value == THE_COUNTY:
            if chosen and chosen not in known:
                found.append(Claim("county", chosen, claim.source, claim.rule, min(claim.confidence, 0.8), claim.page,
                                   claim.quote, claim.place))  # fmt: skip
        else:
            found.append(claim)
    return found
