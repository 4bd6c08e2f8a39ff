"""Series and number as printed, years with their reasons, ISBN and ISSN with their check digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.describe.figures import SeriesNumber, series_number
from indexer.describe.numbering import number_claims
from indexer.describe.numbers import Printed, code_claims, foreword_year, year_claims
from indexer.describe.weigh import weigh


@pytest.mark.parametrize(
    ("text", "series", "number", "year"),
    [
        ("FoU-rapport 2016:2", "FoU-rapport", "2016:2", "2016"),
        ("FoU Rapport 2013:02", "FoU Rapport", "2013:02", "2013"),
        ("Rapport 4:2011", "Rapport", "4:2011", "2011"),
        ("FoU Södertörns skriftserie nr 160/18", "FoU Södertörns skriftserie", "160/18", "2018"),
        ("Arbetsrapport nr 3 2009", "Arbetsrapport", "nr 3 2009", "2009"),
        ("Rapport nr 1", "Rapport", "1", ""),
        ("Skriftserie A:12", "Skriftserie", "A:12", ""),
        ("Rapport R2014-05", "Rapport", "R2014-05", "2014"),
        ("Publikation 2011–04", "Publikation", "2011–04", "2011"),
        ("Rapport 3-2014", "Rapport", "3-2014", "2014"),
        ("Rapport 12 från FoU Norr", "Rapport", "12", ""),
        ("Rapport 12 (2009)", "Rapport", "12", "2009"),
        ("Rapport 4 · 2011", "Rapport", "4", "2011"),
        ("Nr 5/2013", "", "5/2013", "2013"),
        ("Temarapport 2", "Temarapport", "2", ""),
        ("Uppföljningsrapport 2018:2", "Uppföljningsrapport", "2018:2", "2018"),
        ("Utvärdering 3:2016", "Utvärdering", "3:2016", "2016"),
        ("FoU-rapport 2009:10B", "FoU-rapport", "2009:10B", "2009"),
        ("Rapportnr 2015-4", "Rapport", "2015-4", "2015"),
        ("ISSN 1404-1234 Rapport 2013:2", "Rapport", "2013:2", "2013"),
        ("Serie: Rapport, nummer 2015:4", "Rapport", "2015:4", "2015"),
        ("Enheten Öst, rapport nr 6-2016", "rapport", "6-2016", "2016"),
        ("Skriftserie FoU Bruksbygden 2010, nr 1", "Skriftserie FoU Bruksbygden", "1", "2010"),
        ("Arbejdspapir nr. 4, 2013", "Arbejdspapir", "4", "2013"),
        ("FoU-rapport 45", "FoU-rapport", "45", ""),
        ("Rapporter/Stiftelsen Stockholms läns Äldrecentrum 2013:02 ISSN 1401-5129",
         "Rapporter/Stiftelsen Stockholms läns Äldrecentrum", "2013:02", "2013"),
        ("FoU Sjöbygden · Rapport 4:2021", "Rapport", "4:2021", "2021"),
        ("Skrifter från Forskningsmiljön Välfärd 2019:5", "Skrifter från Forskningsmiljön Välfärd", "2019:5", "2019"),
        ("Kunskapsöversikt 2016:4", "Kunskapsöversikt", "2016:4", "2016"),
        ("2014:6", "", "2014:6", "2014"),
        ("Rapport R12:2014", "Rapport", "R12:2014", "2014"),
        ("2014, nr 3", "", "3", "2014"),
        ("Rapport n:o 4", "Rapport", "4", ""),
        ("(FoU-rapport ; 3)", "FoU-rapport", "3", ""),
        ("Rapport från FoU Bruksbygden 3 · 2014", "Rapport från FoU Bruksbygden", "3", "2014"),
        ("Meddelanden 12", "Meddelanden", "12", ""),
        ("FoU-nytt 3/2014", "FoU-nytt", "3/2014", "2014"),
        ("Serie A nr 3", "Serie A", "3", ""),
        ("Skrift nr 3 i FoU Bruksbygdens skriftserie", "FoU Bruksbygdens skriftserie", "3", ""),
        ("Rapport nr 3 i serien Vardagsliv", "Vardagsliv", "3", ""),
        ("Nr 3 i FoU Bruksbygdens rapportserie, 2014", "FoU Bruksbygdens rapportserie", "3", ""),
        ("FoU-rapport nr3", "FoU-rapport", "3", ""),
        ("FoU-rapport 3 2014", "FoU-rapport", "3", "2014"),
        ("FoU Bruksbygden: Rapport 2014:3", "Rapport", "2014:3", "2014"),
        ("Serie/nr: FoU-rapport 2014:3", "FoU-rapport", "2014:3", "2014"),
        ("Rapport 2014\u20113", "Rapport", "2014-3", "2014"),
    ],
)  # fmt: skip
def test_series_and_number(text, series, number, year):
    assert series_number(text) == SeriesNumber(series, number, year)


@pytest.mark.parametrize(
    "text",
    [
        "enligt socialtjänstlagen (2001:453)",
        "SFS 1993:387",
        "SOU 2008:18",
        "Prop. 2009/10:155",
        "Dnr 60-938/2007",
        "Telefon 08-405 33 27",
        "läsåret 2012/2013",
        "Rapporten kom i mars 2013",
        "ISSN 1401-5129",
        "Sida 3 av 40",
        "Slutrapport 2005-2007",
        "Utvärdering 2012–2014",
        "Uppföljning i Haninge 2003/04",
        "Utvärdering av 3 insatser",
        "Delrapport 2 av 3",
        "Rapport 2013-05-12",
        "I rapport 2011:3 beskrev vi läget",
        "FoU-rapport 2012:8 visade samma sak",
        "Ek, P. (2009). Larm. FoU-rapport 2009:2.",
        "Ärende nr 2013/0123",
        "Slutrapport för projekt nr 2011-45",
        "Bilaga till FoU-rapport 2014:3",
        "Upphovsrättslagen 1960:729",
        "Kustkommunernas samarbetsnämnd, beslut § 31/2009",
    ],
)
def test_what_is_no_number_of_a_series(text):
    assert series_number(text) is None


@given(st.text())
def test_any_line_has_a_number_or_none(text):
    found = series_number(text)
    assert found is None or found.number


def numbered(places, title="Trygg i eget hem"):
    claims = number_claims({where: [Printed(1, line, cover=where == "cover") for line in lines]
                            for where, lines in places.items()}, title, ["FoU Bruksbygden"])  # fmt: skip
    return {field: claim.value for field, claim in weigh(claims).items()}


def test_a_series_on_the_line_above():
    assert numbered({"cover": ["FoU-rapport", "2016:2"]}) == {
        "series": "FoU-rapport",
        "number": "2016:2",
        "year": "2016",
    }


def test_of_several_candidates_the_one_that_stands_in_more_places_wins():
    places = {"cover": ["Inblick 3:2016"], "within": ["Rapport 4:2015"], "imprint": ["Inblick 3:2016"]}
    assert numbered(places) == {"series": "Inblick", "number": "3:2016", "year": "2016"}


def test_figures_that_count_the_pages_are_no_number():
    assert numbered({"head": ["FoU-rapport 1", "FoU-rapport 2"]}) == {}


def test_a_fact_names_the_series_whatever_stands_by_the_number():
    found = numbered({"cover": ["Rapport 2016:2"], "imprint": ["Serie: Bruksbygdens vardag"]})
    assert found["series"] == "Bruksbygdens vardag"


def test_a_unit_or_a_title_before_a_number_is_no_series():
    assert "series" not in numbered({"cover": ["FoU Bruksbygden 2014:3"]})
    assert numbered({"head": ["Trygg i eget hem nr 3"]}, "Trygg i eget hem nr 3") == {}


@pytest.mark.parametrize(
    ("text", "field", "value", "sure"),
    [
        ("ISBN 978-91-89661-34-9", "isbn", "978-91-89661-34-9", True),
        ("ISBN: 91-7164-509-7 (pdf)", "isbn", "91-7164-509-7", False),
        ("ISBN-13 9789189661349", "isbn", "9789189661349", True),
        ("ISBN 978-91-89661-34-8", "isbn", "978-91-89661-34-8", False),
        ("ISSN 1401-5128", "issn", "1401-5128", False),
        ("ISSN: 0378-5955", "issn", "0378-5955", True),
    ],
)
def test_codes_are_kept_and_their_check_digits_weighed(text, field, value, sure):
    (claim,) = code_claims([Printed(2, text)])
    assert (claim.field, claim.value, claim.page, claim.confidence > 0.5) == (field, value, 2, sure)


def test_the_isbn_of_the_pdf_comes_before_that_of_the_print():
    found = list(code_claims([Printed(1, "ISBN 978-91-985555-0-5 (tryckt) 978-91-985555-1-2 (pdf)")]))
    assert max(found, key=lambda claim: claim.confidence).value == "978-91-985555-1-2"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("© FoU Nordväst 2008", "2008"),
        ("2015", "2015"),
        ("Maj 2005", "2005"),
        ("FoU Sjöbygden, 2021", "2021"),
        ("Publiceringsdatum: 19 maj 2020", "2020"),
        ("Uppdaterad 2024-11-22", "2024"),
        ("En bild av läget 2015", None),
        ("Telefon 08-2015 33", None),
    ],
)
def test_years_on_a_cover(text, year):
    claims = list(year_claims([Printed(1, text, cover=True)], "Våld i nära relationer. En bild av läget 2015"))
    assert [claim.value for claim in claims] == ([year] if year else [])


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("november, 2017", "2017"),
        ("Exempelstad, 2013-05-12", "2013"),
        ("[2013]", "2013"),
        ("mars -13", "2013"),
        ("VT98", "1998"),
        ("Tryck: Exempeltryck, Exempelstad, 2013", "2013"),
        ("Januari 2013, version 2", "2013"),
        ("Telefon 0123-45 67 13", None),
        ("Upplaga 300", None),
    ],
)
def test_years_in_an_imprint_count_less_than_on_a_cover(text, year):
    assert [claim.value for claim in year_claims([Printed(2, text, imprint=True)], "")] == ([year] if year else [])
    cover = max((claim.confidence for claim in year_claims([Printed(1, text, cover=True)], "")), default=0)
    assert max((claim.confidence for claim in year_claims([Printed(2, text, imprint=True)], "")), default=0) <= cover


def test_the_date_under_a_foreword():
    lines = [Printed(2, "Vi tackar alla som har deltagit under 2011 och 2012."), Printed(2, "Stockholm februari 2013")]
    assert [claim.value for claim in foreword_year(lines)] == ["2013"]
