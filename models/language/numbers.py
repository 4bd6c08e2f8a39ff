"""Numbers as tokens: one canonical form for what is written in several ways.

`25 000` and `25.000` are `25000`; `02` is `2`; `2013:02`, `2/2013` and `2013-2` are the report number `2013:2`; an ISBN
is its digits. Years that run on (`2019/20`, `2015-2020`), decimals (`3,5`), laws (`2001:453`) and dates stay as they
are.
"""

import re

_ONES = [
    "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton",
    "femton", "sexton", "sjutton", "arton", "nitton",
]  # fmt: skip
_TENS = ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]
NUMBERS = (
    {word: number for number, word in enumerate(_ONES, 1)}
    | {word: 10 * number for number, word in enumerate(_TENS, 2)}
    | {ten + one: 10 * n + m for n, ten in enumerate(_TENS, 2) for m, one in enumerate(_ONES[:9], 1)}
)
"""Numbers in words, up to ninety-nine."""
_WORDS = {str(number): word for word, number in NUMBERS.items()}

_SPACE = "[ \u00a0\u202f]"
_YEAR = r"(?:19|20)\d\d"
SPACED = rf"(?:97[89](?:[-\u2010\u2011 ]?\d){{10}}|\d{{1,3}}(?:{_SPACE}\d{{3}})+)(?![\w:/-])"
"""Numbers that are one though spaces may stand in them: 25 000, ISBN 978 91 7000 123 4."""
_JOINED = r"(?<![\w.,:/'’\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff\u2010\u2011-])"
PATTERN = rf"""
      {_JOINED}{SPACED}
    | (?<![\w:/-])(?:{_YEAR}[-\u2010\u2011]\d{{1,2}}|\d{{1,2}}[-\u2010\u2011]{_YEAR})(?![\w:/-]|[.,]\d)   # 2013-02
    | \d+(?:[.,:/]\d+)+(?![^\W_])                               # 2001:453  3,5  2019/20
"""
"""Numbers that are one token though signs stand in them (`re.VERBOSE`)."""
_GAP = re.compile(rf"\d{_SPACE}\d")  # far quicker than the whole, and most texts have none
_WITH_SPACES = re.compile(_JOINED + SPACED)
_NUMBERED = re.compile(rf"(?P<year>{_YEAR})[-:/](?P<number>\d{{1,3}})|(?P<n>\d{{1,3}})[-:/](?P<y>{_YEAR})")


def with_spaces(text: str) -> list[tuple[int, int]]:
    """Start and end of each number in a text that spaces stand in."""
    if not _GAP.search(text):
        return []
    return [match.span() for match in _WITH_SPACES.finditer(text) if not match[0].isdigit()]


def is_number(word: str) -> bool:
    """Whether a plain word is a number: digits, and signs between them."""
    return word[:1].isdigit() and word[-1:].isdigit() and not any(sign.isalpha() for sign in word)


def canonical(word: str) -> str:
    """The one form of a number that is written in several ways; see the head of this module."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    digits = "".join(sign for sign in word if sign.isdigit())
    if not {" ", "\u00a0", "\u202f"}.isdisjoint(word) or (len(digits) == 13 and digits.startswith(("978", "979"))):
        return digits
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", word):
        return word.replace(".", "")
    if (numbered := _NUMBERED.fullmatch(word)) and not _runs_on(word):
        year, number = numbered["year"] or numbered["y"], numbered["number"] or numbered["n"]
        return f"{year}:{number.lstrip('0') or '0'}"
    if ":" in word or "/" in word:
        return re.sub(r"(?<=[:/])0+(?=\d)", "", word)
    return word


def _runs_on(word: str) -> bool:
    """Whether two years are meant (`2019/20`, `2015-18`) and not a year and a number."""
    match = re.fullmatch(rf"({_YEAR})([-/])(\d\d)", word)
    if not match:
        return False
    first, last = int(match[1]) % 100, int(match[3])
    return last == (first + 1) % 100 if match[2] == "/" else last > first


def report_number(first: str, second: str) -> str:
    """The number of a report or bill that two numbers beside each other may be (`4`, `2011` or `2012/13`, `10`), else
    ""."""
    for year, number in ((first, second), (second, first)):
        if re.fullmatch(_YEAR + r"(?:/\d\d)?", year) and re.fullmatch(r"\d{1,3}", number):
            return f"{year}:{number}"
    return ""


def otherwise(word: str) -> str:
    """A number in words for one in digits, and the reverse (`12`, `tolv`); "" when it has no other form."""
    if (number := NUMBERS.get(word)) is not None:
        return str(number)
    return _WORDS.get(word, "") if word != "1" else ""
