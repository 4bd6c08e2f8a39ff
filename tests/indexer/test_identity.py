"""One report, once: what joins and what stays apart."""

import pytest

from indexer.merge.identity import Described, cluster
from models.sighting import LifeEvent, Sighting


def seen(key, *, environment="a", sha=None, title="Små arbetslag i hemtjänsten", year="2018", number="", authors=()):
    sighting = Sighting(
        environment, key, "report", f"http://x/{key}", None, (), LifeEvent.NEW, f"2026-01-0{len(key)}", "2026", sha
    )
    return Described(sighting, title, "", year, number, tuple(authors))


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (seen("k", sha="1"), seen("kk", sha="1", title="Annan", environment="b"), True),
        (seen("k"), seen("kk", environment="b"), True),
        (seen("k"), seen("kk", title="SMÅ ARBETSLAG I HEMTJÄNSTEN"), True),
        (seen("k"), seen("kk", year="2019"), False),
        (seen("k", year=""), seen("kk", year=""), False),
        (seen("k", number="2018:1"), seen("kk", number="2018:2"), False),
        (seen("k", number="2018:1"), seen("kk"), True),
        (seen("k", authors=["Eva Ek"]), seen("kk", authors=["Ek, Eva"]), True),
        (seen("k", authors=["Eva Ek"]), seen("kk", authors=["Bo Alm"]), False),
        (seen("k", title="Slutrapport"), seen("kk", title="Slutrapport"), False),
    ],
)
def test_pairs(first, second, joined):
    assert (len(cluster([first, second])) == 1) is joined


def test_order_does_not_matter_and_the_first_seen_gives_the_id():
    items = [seen("kkk", sha="1"), seen("k", sha="1"), seen("kk")]
    forward, backward = cluster(items), cluster(items[::-1])
    assert forward == backward
    assert forward[0].members[0].sighting.key == "k"
    assert forward[0].reasons == ("same title, year and authors", "same file")
