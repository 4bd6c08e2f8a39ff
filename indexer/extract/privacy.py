"""Personal identity numbers and coordination numbers: found by shape, date and check digit, and hidden.

Only a number that has all three is hidden, so that reference numbers, phones, organisation numbers, ISBN and sums stay.
The check digit is Luhn's over the last ten digits without the hyphen (SKV 704); a coordination number has 60 added to
its day (SKV 707).
"""

import re
from calendar import monthrange

from stdnum import luhn

MASK = "[personnummer]"

_SHAPE = re.compile(
    r"""(?:(?<![^\W_])|(?<=nr)|(?<=nummer))(?<!\d[.,:/+-])    # not inside a longer number, word or address
        (?:(?P<century>1[89]|20)\s?)?
        (?P<year>\d\d)[\s-]?(?P<month>\d\d)[\s-]?(?P<day>\d\d)
        (?P<sign>\s?[-‐‑‒–—―−\u00ad+]\s?|\s)?
        (?P<serial>\d{3})\s?(?P<check>\d)
        (?![^\W_]|[-.,:]\d)""",
    re.X,
)  # fmt: skip
_NOT_A_PERSON = re.compile(
    r"(?<!\w)(?:dnr|diarienr|diarienummer|org\.?\s?nr|organisationsnummer|isbn|issn|doi|tel|telefon|mobil|bankgiro|bg|"
    r"plusgiro|pg|konto|ocr|kr|ref\.?\s?nr|urn:nbn:\S*)[\s.:]*$",
    re.I,
)
_SUM = re.compile(r"\s?(?:kr\b|kronor\b|sek\b|tkr\b|mkr\b|%|euro\b)", re.I)


def mask(text: str) -> str:
    """Put `MASK` in place of each personal identity number and coordination number; all else is left as it is."""
    return _SHAPE.sub(lambda match: MASK if _is_person(match, text) else match[0], text)


def _is_person(match: re.Match[str], text: str) -> bool:
    if _NOT_A_PERSON.search(text[max(0, match.start() - 24) : match.start()]) or _SUM.match(text, match.end()):
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
