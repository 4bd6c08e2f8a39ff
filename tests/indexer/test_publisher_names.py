"""A unit's shortened or turned name is the unit; a name that it had before, or its principal's, is not."""

import pytest

from indexer.merge.record import make_record
from models.claim import Claim
from models.environment import Environment, Scope
from models.sighting import LifeEvent, Sighting

UNIT = Environment("x", "FoU i välfärd Mälarstranden", "", Scope(()), aliases=("Kompass",))
COLLEGE = Environment("x", "Forskningsmiljön Välfärd, Högskolan i Exempelstad", "", Scope(()))


@pytest.mark.parametrize(
    ("unit", "said", "shown"),
    [
        (UNIT, "FoU i välfärd", UNIT.name),
        (UNIT, "FOU I VÄLFÄRD MÄLARSTRANDEN", UNIT.name),
        (COLLEGE, "Högskolan i Exempelstad, Forskningsmiljön Välfärd", COLLEGE.name),
        (COLLEGE, "Forskningsmiljön Välfärd", COLLEGE.name),
        (UNIT, "FoU i välfärd Mälarstranden, Region Mälarstranden", UNIT.name),
        (UNIT, f"{UNIT.name} och Region Väst", f"{UNIT.name} och Region Väst"),
        (UNIT, f"{UNIT.name}, FoU Kust", f"{UNIT.name}, FoU Kust"),
        (UNIT, "Kompass", "Kompass"),
        (UNIT, "FoU", "FoU"),
        (UNIT, "FoU-enheten, Regionförbundet Mälarstranden", "FoU-enheten, Regionförbundet Mälarstranden"),
        (COLLEGE, "Högskolan i Exempelstad", "Högskolan i Exempelstad"),
        (UNIT, "FoU i välfärd och FoU Kust", "FoU i välfärd och FoU Kust"),
    ],
)
def test_the_publisher_that_readers_see(unit: Environment, said: str, shown: str) -> None:
    claims = (
        Claim("title", "Natt", "page", "r", 0.9),
        Claim("publisher", said, "page", "publisher label", 0.9, None, said),
    )
    sighting = Sighting("x", "k", "report", None, None, claims, LifeEvent.NEW, "2026-11-24", "2026-11-24")
    record = make_record("id", [sighting], None, "", {"x": unit})
    assert record.publisher == shown
    assert next(claim.quote for claim in record.evidence if claim.field == "publisher") == said
