"""References to laws and names of places, by tables."""

import pytest

from config.taxonomy import taxonomy
from indexer.describe.laws import Laws
from indexer.describe.the_county import resolved
from models.claim import Claim
from tests.indexer.describe.conftest import values

LAWS = Laws(taxonomy())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("enligt 5 kap. 1–3 §§ SoL", [("5", "1"), ("5", "2"), ("5", "3")]),
        ("5 kap. 1 och 10 §§ SoL", [("5", "1"), ("5", "10")]),
        ("5:1 SoL", [("5", "1")]),
        ("SoL 5:1", [("5", "1")]),
        ("SoL 5 kap 4§", [("5", "4")]),
        ("14 kap. 1 § första stycket socialtjänstlagen", [("14", "1")]),
        ("11 kap. 1 a § SoL", [("11", "1 a")]),
        ("9 § 10 LSS", [("", "9")]),
        ("26 kap. OSL", [("26", "")]),
        ("6 kap. 2 a § föräldrabalken", [("6", "2 a")]),
        ("2 och 3 §§ LVU", [("", "2"), ("", "3")]),
        ("4 kap. 1 § och 2 a § SoL", [("4", "1"), ("4", "2 a")]),
        ("4 kap. 1 § samt 5 kap. 10 § SoL", [("4", "1"), ("5", "10")]),
        ("socialtjänstlagens 5 kap. 11 §", [("5", "11")]),
        ("enligt LVU §§ 2-3", [("", "2"), ("", "3")]),
        ("kap. 4 § 1 SoL", [("4", "1")]),
        ("SoL kap 5 § 9", [("5", "9")]),
        ("FoU-rapport 2013:4", []),
        ("kapitel 5 om socialtjänst", []),
    ],
)
def test_references(text, expected):
    assert [(c.chapter, c.paragraph) for c in LAWS.citations(text)] == expected


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("socialtjänstlagen (2001:453)", ["lag-sol-2001"]),
        ("lag (1993:387) om stöd", ["lag-lss"]),
        ("SOSFS 2014:5 om dokumentation", ["lag-sosfs-dokumentation"]),
        ("FoU-rapport 2001:453", []),
        ("Rapport nr 2014:5", []),
    ],
)
def test_numbers_of_laws(text, laws):
    assert [law for law, _ in LAWS.numbers(text)] == laws


@pytest.mark.parametrize(
    ("form", "year", "chapter", "paragraph", "law"),
    [
        ("SoL", 1999, "", "", "lag-sol-1980"),
        ("SoL", 1999, "5", "1", "lag-sol-2001"),
        ("SoL", 2005, "", "", "lag-sol-2001"),
        ("SoL", 2005, "", "71", "lag-sol-1980"),
        ("SoL", 2025, "", "", "lag-sol-2001"),
        ("SoL", 2026, "", "", "lag-sol-2025"),
        ("SoL", None, "", "", "lag-sol-2001"),
        ("HSL", 2010, "", "", "lag-hsl-1982"),
        ("HSL", 2020, "", "", "lag-hsl-2017"),
        ("ingen lag", 2010, "", "", ""),
    ],
)
def test_which_act_is_meant(form, year, chapter, paragraph, law):
    assert LAWS.meant(form, year, chapter, paragraph, set()) == law


def test_a_printed_number_decides():
    assert LAWS.meant("SoL", 2003, "", "", {"lag-sol-1980"}) == "lag-sol-1980"


def test_both_acts_where_a_report_speaks_of_the_new_one(subject):
    read = subject("Den nya socialtjänstlagen väntas 2025. Insatsen ges enligt SoL.", "Om stöd", 2024)
    assert {"lag-sol-2001", "lag-sol-2025"} <= set(values(read, "law"))


@pytest.mark.parametrize(
    ("text", "year", "laws"),
    [
        ("Kraven i den nya socialtjänstlagen är höga.", 2025, ["lag-sol-2025"]),
        ("Kommunen förbereder sig för nya SoL.", 2024, ["lag-sol-2025"]),
        ("Den nya socialtjänstlagen trädde i kraft.", 2002, ["lag-sol-2001"]),
        ("Hälso- och sjukvårdslagen styr ansvaret.", 2012, ["lag-hsl-1982"]),
        ("Hälso- och sjukvårdslagen styr ansvaret.", 2019, ["lag-hsl-2017"]),
    ],
)
def test_which_act_a_name_means(subject, text, year, laws):
    read = subject(text, "Om stöd", year)
    assert [law for law in values(read, "law") if taxonomy().concepts[law].parent] == laws


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Studien är gjord i Mora kommun.", ["2062"]),
        ("Studien är gjord i Flen, Mora och Trosa kommuner.", ["0482", "2062", "0488"]),
        ("Intervjuer gjordes i Ale.", ["1440"]),
        ("Professor Mora talade om ale och vara.", []),
        ("Eva Lund och Per Berg intervjuade Nora.", []),
        ("I studien av Berg framkom inget.", []),
        ("Forskaren kommer från Lunds universitet.", []),
        ("Upplands Väsby och Lilla Edet deltog.", ["0114", "1462"]),
        ("Eskilstunas socialtjänst och Borås Stad deltog.", ["0484", "1490"]),
        ("Det vara mora sala.", []),
    ],
)
def test_municipalities(subject, text, codes):
    assert sorted(values(subject(text, "Om stöd"), "municipality")) == sorted(codes)


def test_a_place_that_is_only_named_is_kept_apart(subject):
    text = "## Sammanfattning\n\nStudien gjordes i Flens kommun.\n\n## Resultat\n\nEn liknande insats finns i Skövde."
    read = subject(text, "Om stöd")
    assert values(read, "municipality") == ["0482"]
    assert values(read, "named_place", 0) == ["1496"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Tolv personer i Flen intervjuades. I Skövde har liknande försök gjorts.", ["0482"]),
        ("Tolv personer i Flen intervjuades. I en jämförelse från Skövde var siffran lägre.", ["0482"]),
    ],
)
def test_places_of_other_studies_are_only_named(subject, text, codes):
    assert values(subject(text, "Om stöd"), "municipality") == codes


def test_where_a_meeting_was_held_is_no_place_of_a_study(subject):
    read = subject(
        "Närvarande var nio personer i Flen. Beslutades att ordföranden ska kalla.", "Protokoll från styrgruppen"
    )
    assert values(read, "municipality") == []


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("Chefer i hemtjänst och LSS har intervjuats.", []),
        ("Insatser enligt LSS har granskats.", ["lag-lss"]),
        ("FB, SoL och LVU finns i litteraturlistan.", []),
    ],
)
def test_an_abbreviation_is_a_law_where_law_is_spoken_of(subject, text, laws):
    read = subject(text, "Om stöd", 2016)
    assert [law for law in values(read, "law") if taxonomy().concepts[law].parent] == laws


def test_counties_and_districts(subject):
    read = subject("Enkäten gick till alla i Hallands län och i stadsdelen Angered.", "Om stöd")
    assert values(read, "county") == ["13"]
    assert values(read, "district") == ["Angered"]


def test_lanet_is_the_county_of_the_text_or_of_the_environment():
    lanet = Claim("county", "länet", "pdf", "the county", 0.8, 3, "länet", "summary")
    assert [c.value for c in resolved([lanet], ["22"])] == ["22"]
    assert resolved([lanet], ["22", "23"]) == []
    named = Claim("county", "13", "pdf", "name of a place", 0.9, 1, "Halland", "title")
    assert [c.value for c in resolved([named, lanet], ["22"])] == ["13"]
