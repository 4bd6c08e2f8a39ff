"""One report, once: what joins, what stays apart, what is linked, whatever the order."""

import random

import pytest

from config.corrections import Overrule
from indexer.merge.agree import number_key
from indexer.merge.identity import cluster, report_id
from indexer.merge.sides import Described
from indexer.merge.traits import statements, titles_agree, traits
from models.sighting import LifeEvent, Sighting


def seen(key, *, environment="a", sha=None, title="Små arbetslag i hemtjänsten", subtitle="", year="2018", number="",
         authors=(), series="", isbn="", language="sv"):  # fmt: skip
    sighting = Sighting(
        environment, key, "report", f"http://x/{key}", None, (), LifeEvent.NEW, f"2026-01-0{len(key)}", "2026", sha
    )
    codes = frozenset({isbn} if isbn else ())
    return Described(
        report_id(sighting), sighting, title, subtitle, year, number, tuple(authors), series, codes, language,
        traits(title, subtitle, ()), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (seen("k", sha="1"), seen("kk", sha="1", title="Annan", environment="b"), True),
        (seen("k"), seen("kk", environment="b"), True),
        (seen("k"), seen("kk", title="SMÅ ARBETSLAG I HEMTJÄNSTEN"), True),
        (seen("k"), seen("kk", title="Sma arbetslag i hemtjansten"), True),
        (seen("k"), seen("kk", subtitle="En utvärdering"), True),
        (seen("k"), seen("kk", year="2019"), False),
        (seen("k", year=""), seen("kk", year=""), False),
        (seen("k", number="2018:1"), seen("kk", number="2018:2"), False),
        (seen("k", number="2018:1"), seen("kk"), True),
        (seen("k", number="2018:1"), seen("kk", number="nr 1, 2018"), True),
        (seen("k", authors=["Eva Ek"]), seen("kk", authors=["Ek, Eva"]), True),
        (seen("k", authors=["Eva Ek"]), seen("kk", authors=["E. Ek"]), True),
        (seen("k", authors=["Eva Ek"]), seen("kk", authors=["Bo Alm"]), False),
        (seen("k", title="Slutrapport"), seen("kk", title="Slutrapport"), False),
        (seen("k", title="Årsrapport 2018"), seen("kk", title="Årsrapport 2018", environment="b"), False),
        (seen("k", title="Stöd till anhöriga i Mora"), seen("kk", title="Stöd till anhöriga i Orsa"), False),
        (seen("k", title="Stöd till anhöriga del 1"), seen("kk", title="Stöd till anhöriga del 2"), False),
        (seen("k", title="Stöd till anhöriga 2014"), seen("kk", title="Stöd till anhöriga 2015"), False),
        (seen("k", title="Ett annat namn på boken", isbn="1", authors=["Eva Ek"]),
         seen("kk", isbn="1", authors=["Eva Ek"]), True),
    ],
)  # fmt: skip
def test_pairs(first, second, joined):
    assert (len(cluster([first, second]).clusters) == 1) is joined


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (("Stöd till anhöriga", "Andra upplagan", "2019"), ("Stöd till anhöriga", "", "2016"), "edition"),
        (("Stöd till anhöriga", "Kortversion", "2018"), ("Stöd till anhöriga", "", "2018"), "short"),
        (("Stöd till anhöriga, del 2", "", "2018"), ("Stöd till anhöriga", "", "2018"), "part"),
        (("Bilaga till Stöd till anhöriga", "", "2018"), ("Stöd till anhöriga", "", "2018"), "appendix"),
        (
            ("Stöd till anhöriga", "Uppföljning 2015", "2016"),
            ("Stöd till anhöriga", "Uppföljning 2014", "2015"),
            "follow-up",
        ),
    ],
)
def test_links(one, other, verdict):
    second, first = (
        seen(key, title=title, subtitle=subtitle, year=year, authors=["Eva Ek"])
        for key, (title, subtitle, year) in (("k", one), ("kk", other))
    )
    merged = cluster([first, second])
    assert [(a, d.verdict, b) for a, d, b in merged.links] == [(first.id, verdict, second.id)]


def test_the_order_of_what_was_seen_does_not_matter_and_the_first_seen_gives_the_id():
    items = [
        seen("kkk", sha="1"), seen("k", sha="1", authors=["Eva Ek"]), seen("kk", authors=["Ek, Eva"]),
        seen("kkkk", number="2018:1", authors=["Eva Ek"]), seen("kkkkk", number="2018:2", authors=["Eva Ek"]),
        seen("kkkkkk", title="Stöd till anhöriga del 1"),
        seen("kkkkkkk", title="Stöd till anhöriga del 2"),
    ]  # fmt: skip
    expected = cluster(items)
    shuffler = random.Random(7)
    for _ in range(20):
        shuffler.shuffle(items)
        assert cluster(items) == expected
    first = next(c for c in expected.clusters if c.id == report_id(seen("k").sighting))
    assert first.members[0].sighting.key == "k"
    assert {m.sighting.key for m in first.members} >= {"k", "kk", "kkk"}
    numbers = [{m.number for m in c.members if m.number} for c in expected.clusters]
    assert all(len(found) <= 1 for found in numbers), "two numbers of a series never end in one report"


def test_a_title_that_several_reports_have_joins_none_by_itself():
    title = "Vägar till arbete och boende"
    items = [
        seen("k", title=title, number="2018:1"), seen("kk", title=title, number="2018:2"),
        seen("kkk", title=title, environment="b"),
    ]  # fmt: skip
    assert len(cluster(items).clusters) == 3
    assert len(cluster(items[1:]).clusters) == 1


def test_people_decide():
    items = [seen("k"), seen("kk"), seen("kkk", title="Något helt annat om annat")]
    ids = [item.id for item in items]
    rules = [
        Overrule((ids[0], ids[1]), False, "redaktionen", "Två studier.", "2026-11-28", "x.toml, line 1"),
        Overrule((ids[0], ids[2]), True, "redaktionen", "Ny titel.", "2026-11-28", "x.toml, line 6"),
    ]
    merged = cluster(items, rules)
    assert sorted(len(c.members) for c in merged.clusters) == [1, 2]
    together = next(c for c in merged.clusters if len(c.members) == 2)
    assert {m.id for m in together.members} == {ids[0], ids[2]}
    assert together.joined[0].rule == "a person decided"
    assert dict(together.joined[0].evidence)["why"] == "Ny titel."


@pytest.mark.parametrize(
    ("title", "subtitle", "front", "expected"),
    [
        ("Stöd", "Andra upplagan", (), {"edition": "2"}),
        ("Stöd", "", ("3:e reviderade upplagan",), {"edition": "3"}),
        ("Stöd", "", ("Reviderad upplaga 2014",), {"edition": "+"}),
        ("Stöd", "", ("Första upplagan",), {"edition": ""}),
        ("Stöd. Del II", "", (), {"part": "2"}),
        ("Stöd. Delrapport 3", "", (), {"part": "3", "stage": "del"}),
        ("Stöd, andra delrapporten", "", (), {"part": "2"}),
        ("Vad gör vi?", "", (), {"part": ""}),
        ("En del i arbetet", "", (), {"part": ""}),
        ("Kvalitet i hemtjänsten 2012–14", "", (), {"years": frozenset({"2012", "2014"})}),
        ("Äldre i Upplands Väsby", "", (), {"places": frozenset({"0114"})}),
        ("Stöd", "Lättläst version", (), {"short": True}),
        ("Bilagor till rapporten om stöd", "", (), {"appendix": True}),
    ],
)
def test_traits(title, subtitle, front, expected):
    found = traits(title, subtitle, front)
    assert {name: getattr(found, name) for name in expected} == expected


def test_statements_are_lines_of_their_own():
    lines = (
        "Andra upplagan, 2019",
        "English version of: Små arbetslag i hemtjänsten",
        "I den andra upplagan av Anderssons lärobok, som kom ut samma år, står det något annat om detta",
        "Tack till alla som svarade",
    )
    assert statements(lines) == lines[:2]


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        (("Små arbetslag", "En utvärdering"), ("Små arbetslag: en utvärdering", ""), "same"),
        (("Små arbetslag", ""), ("Små arbetslag", "En utvärdering"), "same"),
        (("Små arbetslag i hemtjänsten", ""), ("Smä arbetslag i hemtjänsfen", ""), "near"),
        (("Små arbetslag i hemtjänsten", ""), ("Små arbetslag i hemtjänsfen", ""), "near"),
        (("Barn i Håbo", ""), ("Barn i Habo", ""), ""),
        (("Ungdomar 13 år och skolan", ""), ("Ungdomar 16 år och skolan", ""), ""),
        (("Små arbetslag", "Första året"), ("Små arbetslag", "Andra året"), ""),
    ],
)
def test_titles(first, second, agree):
    assert titles_agree(first, second) == agree
    assert titles_agree(second, first) == agree


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("2016:2", ("2016", "2")), ("2:2016", ("2016", "2")), ("2/2016", ("2016", "2")), ("nr 2 (2016)", ("2016", "2")),
        ("160/18", ("2018", "160")), ("nr 47", ("", "47")), ("2016:B2", ("2016", "B2")), ("", None),
    ],
)  # fmt: skip
def test_numbers_in_every_way_of_writing(number, key):
    assert number_key(seen("k", number=number)) == key
