"""Identity numbers are hidden, look-alikes are not."""

import re
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
        "https://doi.org/10.1016/j.childyouth.8112189876",
        "dnr811218-9876",
        "(tel. 811218-9876)",
        "Org.nr: 811218-9876",
        "ISBN 811218\u20119876",
        "Bankgiro 811218-9876",
        "811218-9876 kronor",
        "1981-12-18",
        "1981-1218-9876 har inte skrivits så av någon",
    ],
)
def test_look_alikes_are_left_alone(text):
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        *[
            (f"{before}811218-9876{after}", f"{before}{MASK}{after}")
            for before, after in [
                ("Kapitel ", " om barnet"), ("Titel: ", ""), ("Lars Martel ", "."), ("hotel ", ""), ("pnr", ""),
                ("PNR", ""), ("_", "_"), ("", "/2"), ("personnr. ", " "), ("Ärende/", ""), ("(", ")"),
            ]
        ],
        ("Född 1981-12-18-9876.", f"Född {MASK}."),
        ("Född 81-12-18-9876.", f"Född {MASK}."),
        ("Född 1981\u201112\u201118\u20119876.", f"Född {MASK}."),
        ("811218-9876/811218-9876", f"{MASK}/{MASK}"),
        ("811218-\n9876", MASK),
        *[(f"Hon (811218{dash}9876) bor", f"Hon ({MASK}) bor") for dash in "-\u00ad‐\u2011‒–—―−+"],
    ],
)  # fmt: skip
def test_numbers_that_are_hidden(text, hidden):
    assert mask(text) == hidden


PLAIN = (
    "kapitel titel hotel Martel flickan bor i Åmål och konton automobil socialtjänsten skriver: om (barnet) adnr "
    "modem kort urval 2011 s.14 Göteborg, åkr _not_ nr pnr personnummer: född"
)
WORDS = st.lists(st.sampled_from(re.split(" ", PLAIN)), max_size=6).map(" ".join)


@given(
    WORDS, WORDS, dates, st.integers(0, 999), st.sampled_from("-+ \u00ad‐\u2011‒–—―−"), st.sampled_from(["", "-", "‑"])
)
def test_hidden_in_any_sentence(before, after, born, serial, sign, gap):
    digits = number(born, serial)
    day = gap.join([str(born.year), digits[2:4], digits[4:6]]) if gap else digits[:6]
    written = f"{day}{'-' if gap and sign == ' ' else sign}{digits[6:]}"
    assert mask(f"{before} {written} {after}") == f"{before} {MASK} {after}"


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
