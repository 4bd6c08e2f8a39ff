"""Personal identity numbers and coordination numbers: found by shape, date and check digit, and hidden.

Only a number that has all three is hidden, so that reference numbers, phones, organisation numbers, ISBN and sums stay.
The check digit is Luhn's over the last ten digits without the hyphen (SKV 704); a coordination number has 60 added to
its day (SKV 707).
"""

import re
from calendar import monthrange

from stdnum import luhn

MASK = "[personnummer]"

_DASH = "[-\u00ad\u2010-\u2015\u2212]"
"""Hyphens (plain, soft, true, hard), dashes and the minus sign: all are met where a hyphen was meant."""

_SHAPE = re.compile(
    rf"""(?<!\d)(?<!\d[.,:/+-])            # not inside a longer number or address
        (?:(?P<century>1[89]|20)\s?)?
        (?P<year>\d\d)(?P<gap>\s?{_DASH}?)(?P<month>\d\d)(?P=gap)(?P<day>\d\d)
        (?P<sign>\s?(?:{_DASH}|\+)\s?|\s)?
        (?P<serial>\d{{3}})\s?(?P<check>\d)
        (?!\d|[-.,:]\d)""",
    re.X,
)  # fmt: skip
_NOT_A_PERSON = re.compile(
    r"(?<!\w)(?:dnr|diarienr|diarienummer|org\.?\s?nr|organisationsnummer|isbn|issn|doi|tel|telefon|mobil|bankgiro|bg|"
    r"plusgiro|pg|konto|ocr|kr|ref\.?\s?nr)[\s.:]*$|(?:\burn:nbn:|\b10\.\d{4,9}/)\S*$",
    re.I,
)
_BEFORE = 60
"""How many characters before a number may say what it is: the longest names of papers (DOI, URN:NBN) are so long."""
_SUM = re.compile(r"\s?(?:kr\b|kronor\b|sek\b|tkr\b|mkr\b|%|euro\b)", re.I)


def mask(text: str) -> str:
    """Put `MASK` in place of each personal identity number and coordination number; all else is left as it is."""
    hidden = _SHAPE.sub(lambda match: MASK if _is_person(match, text) else match[0], text)
    # of two numbers with a stroke between them the second is free only when the first is gone
    return hidden if hidden == text else mask(hidden)


def _is_person(match: re.Match[str], text: str) -> bool:
    if _NOT_A_PERSON.search(text[max(0, match.start() - _BEFORE) : match.start()]) or _SUM.match(text, match.end()):
        return False
    month, day = int(match["month"]), int(match["day"])
    day = day - 60 if day > 60 else day
    years = (
        [int(match["century"] + match["year"])]
        if match["century"]
        else [1900 + int(match["year"]), 2000 + int(match["year"])]
    )
    if not 1 <= month <= 12 or not any(1 <= day <= monthrange(year, month)[1] for year in years):
        return False
    spaced = bool(re.search(r"\s", match[0])) and not (match["sign"] or "").strip()
    if spaced and not re.fullmatch(r"(?:\d{2})?\d{6}\s\d{4}", match[0]):
        return False  # figures in groups are a phone, a sum or a table, unless only the serial stands apart
    digits = match["year"] + match["month"] + match["day"] + match["serial"] + match["check"]
    return bool(luhn.is_valid(digits))
