"""Identity numbers are hidden, look-alikes are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from indexer.extract.privacy import MASK, mask


def number(born: date, serial: int, *, coordination: bool = False) -> str:
    """An invented number of the right shape: YYMMDDNNNC."""
    day = born.day + (60 if coordination else 0)
    first = f"{born.year % 100:02}{born.month:02}{day:02}{serial:03}"
    return first + luhn.calc_check_digit(first)


dates = st.dates(date(1920, 1, 1), date(2020, 12, 31))


@given(dates, st.integers(0, 999), st.booleans(), st.sampled_from(["-", "+", "", " ", "–"]), st.booleans())
def test_every_written_form_is_hidden(born, serial, coordination, sign, century):
    digits = number(born, serial, coordination=coordination)
    written = f"{born.year // 100 if century else ''}{digits[:6]}{sign}{digits[6:]}"
    assert mask(f"Flickan ({written}) bor i Åmål.") == f"Flickan ({MASK}) bor i Åmål."
    assert mask(f"Personnummer:{written}.") == f"Personnummer:{MASK}."


@given(dates, st.integers(0, 999), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_identity_number(born, serial, wrong):
    digits = number(born, serial)
    changed = digits[:9] + str((int(digits[9]) + wrong) % 10)
    text = f"Nummer {changed[:6]}-{changed[6:]} finns inte."
    assert mask(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Dnr 2016-0812-1234",
        "Telefon 08-405 33 27, mobil 070-660 56 50",
        "Org.nr 212000-0142",
        "ISBN 978-91-89661-34-9",
        "doi:10.1080/1369145070123456",
        "SFS 2001:453 och prop. 2009/10:155",
        "Kostnaden blev 811218 9876 kr för 8 112 189 876 insatser",
        "811378-9876 har en dag som inte finns",
        "811318-9876 har en månad som inte finns",
        "urn:nbn:se:umu:diva-8112189876",
    ],
)
def test_look_alikes_are_left_alone(text):
    assert mask(text) == text


@given(st.text())
def test_masking_twice_changes_nothing_more(text):
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize(
    "around",
    [
        "Kapitel {}", "Titel: {}", "hotel {} bokades", "Lars Martel {}", "pnr{} finns", "({}/2)", "_{}_",
    ],
)  # fmt: skip
def test_words_that_end_like_an_abbreviation_hide_nothing(around):
    number = "811218987" + luhn.calc_check_digit("811218987")
    assert mask(around.format(f"{number[:6]}-{number[6:]}")) == around.format(MASK)


@pytest.mark.parametrize("sign", ["-", "‐", "\u2011", "–", "—", "\u00ad", "−", "+"])
def test_every_hyphen_is_a_hyphen(sign):
    number = "811218987" + luhn.calc_check_digit("811218987")
    assert mask(f"Hon heter {number[:6]}{sign}{number[6:]} i akten.") == f"Hon heter {MASK} i akten."
    assert mask(f"19{number[:2]}-{number[2:4]}-{number[4:6]}{sign}{number[6:]}") == MASK
