"""Numbers of a report: year, ISBN and ISSN."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stdnum import isbn as isbn_number
from stdnum import issn as issn_number

from models.claim import Claim

YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
MONTHS = (
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"january|february|march|may|june|july|august|october|(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec)\.?"
)
"""Months as prints write them in Swedish and English, for use within a group."""
_DAY = rf"(?:i\s+|den\s+)?(?:\d{{1,2}}\s+)?(?:{MONTHS}|våren|hösten|sommaren|vintern)\s+({YEAR})"


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line with the page it stands on; `cover` tells that this is the first page with words, `imprint` that
    the line stands in an imprint or colophon."""

    page: int
    text: str
    cover: bool = False
    imprint: bool = False


def with_plain_dashes(text: str) -> str:
    """The text with every kind of hyphen and minus as the one on keyboards."""
    return re.sub("[\u2010\u2011\u2212\u00ad]", "-", text)


def code_claims(lines: Iterable[Printed]) -> Iterator[Claim]:
    """ISBN and ISSN. A printed number with a wrong check digit is kept with little confidence: people search for it.
    Of several ISBN the one of the PDF is this document's."""
    above = ""
    for line in lines:
        text = with_plain_dashes(line.text)
        text, above = (f"{above} {text}" if re.search(r"\bis[bs]n\b[^\d]{0,12}$", above, re.I) else text), text
        named = re.search(r"isbn(?:[-–\s]*1[03]\b)?", text, re.I)
        for match in re.finditer(_ISBN, text[named.end() :]) if named else ():
            value = re.sub(r"\s*[–-]\s*|\s+", "-", match[1].strip())
            sure, rule = (0.98, "ISBN") if isbn_number.is_valid(value) else (0.3, "ISBN, wrong check digit")
            sure += 0.01 * bool(_OF_PDF.search(match[2])) - 0.05 * bool(_OF_PRINT.search(match[2]))
            yield Claim("isbn", value, "pdf", rule, sure, line.page, line.text)
        for match in re.finditer(r"issn[\s:]*(\d{4}\s?[–-]?\s?\d{3}[\dXx])", text, re.I):
            value = re.sub(r"[\s–-]+", "", match[1])
            value = f"{value[:4]}-{value[4:]}"
            sure = 0.98 if issn_number.is_valid(value) else 0.3
            yield Claim(
                "issn", value, "pdf", "ISSN" if sure > 0.5 else "ISSN, wrong check digit", sure, line.page, line.text
            )


_ISBN = r"(?<!\d)((?:97[89][-–\s]?)?\d[\d\s–-]{7,15}[\dXx])(?!\d)([^\d]{0,25})"
_OF_PDF = re.compile(r"\b(?:pdf|webb|digital|elektronisk|online|e-bok)", re.I)
_OF_PRINT = re.compile(r"\b(?:tryckt|häftad|inbunden|print)", re.I)

YEAR_RULES: tuple[tuple[str, str, float], ...] = (
    ("later edition", rf"\b(?:andra|tredje|fjärde|reviderade?|nya?) (?:\w+ )?upplagan?[^\d]{{0,12}}({YEAR})\b", 0.65),
    ("edition", rf"\bupplagan?[^\d]{{0,12}}({YEAR})\b", 0.6),
    ("said to be printed", rf"\btryck(?:år|t|eri|ning)?\b[^\d]{{0,60}}(?:\d{{1,2}} \w+ )?({YEAR})\b", 0.5),
    ("said to be published", rf"(?:utgiv(?:en|ning|are)|publi(?:cer(?:ad|ing)|shed)|utgåva|årtal|datum)\w*"
     rf"[^\d]{{0,30}}(?:\d{{1,2}} \w+ )?({YEAR})\b", 0.92),
    ("said to be the year", rf"^(?:år|utgivningsår|year)\s*:\s*({YEAR})$", 0.92),
    ("copyright", rf"(?:©|\(c\)|copyright)[^\d]{{0,80}}(?:{YEAR}\s?[,–-]\s?)?({YEAR})\b", 0.9),
    ("year alone", rf"^[(\[\s©]*({YEAR})[)\]\s.©]*$", 0.9),
    ("month and year", rf"^(?:[A-ZÅÄÖ][\wåäö]+,?\s+(?:i\s+|den\s+)?)?(?:\d{{1,2}}\s+)?(?:{MONTHS})\s+({YEAR})$", 0.85),
    ("month and year", rf"(?:^|\s)(?:{MONTHS}|våren|hösten|sommaren|vintern|vt|ht)(?:\s?[-–’']\s?)?(\d\d)$", 0.8),
    ("place and year", rf"^(?-i:[A-ZÅÄÖ][a-zåäö]+(?: [A-ZÅÄÖ][a-zåäö]+)?),? ({YEAR})\.?$", 0.85),
    ("year after the number", rf"\b(?:rapport|skrift|nr|nummer)\w*\D{{0,6}}\d{{1,3}}\s?[·,|•–(/-]\s?({YEAR})\)?$",
     0.85),
    ("year after a name", rf"^[^\d]{{3,60}}[,\s(]\s*({YEAR})\)?$", 0.75),
    ("date", rf"^(?!.*\b(?:dnr|beslut|protokoll|sammanträde)).*?\b({YEAR})-(?:0\d|1[0-2])(?:-[0-3]\d\b|$)", 0.6),
    ("date in words", rf"\b\d{{1,2}} (?:{MONTHS}) ({YEAR})\b", 0.6),
    ("year at the end", rf"[,.]\s({YEAR})\.?$", 0.5),
    ("end of a span", rf"\b{YEAR}\s?[–/-]\s?({YEAR})$", 0.3),
    ("year on the cover", rf"^(?!.*{YEAR}\s?[–/-]\s?\d)(?:\S+ ){{0,4}}({YEAR})(?=[.,;)]? |[.,;)]?$)", 0.45),
)  # fmt: skip


LEAST_WITHIN = 0.85
"""Within the cover only rules as sure as this are read; in an imprint the others too, with less confidence."""
LESS_IN_IMPRINT = 0.7


def year_claims(lines: Iterable[Printed], title: str) -> Iterator[Claim]:
    """Years on the cover and in the imprint; a year that is part of the title says when the study looks, not when it
    came."""
    folded = title.casefold()
    above = ""
    for line in lines:
        text = f"{above} {line.text}" if above.endswith(":") else line.text
        above = line.text
        if (line.text.casefold() in folded and len(line.text) > 4) or len(text) > 100:
            continue
        for rule, pattern, confidence in YEAR_RULES:
            if confidence < LEAST_WITHIN and not line.cover:
                confidence *= LESS_IN_IMPRINT * line.imprint
            match = re.search(pattern, text, re.I) if confidence else None
            if match:
                year = match[1] if len(match[1]) == 4 else ("19" if int(match[1]) > 50 else "20") + match[1]
                yield Claim("year", year, "pdf", rule, round(confidence, 3), line.page, line.text)
                break


def cited_year(before: str) -> str:
    """The year that stands before the report's title where it cites itself: "Holm, Anna (2017)."; "" when none does."""
    match = re.search(rf"(?:\(({YEAR})[a-z]?\)|[,.]\s({YEAR}))[\s.,:”“\"]*$", before)
    return (match[1] or match[2]) if match else ""


def foreword_year(lines: Iterable[Printed]) -> Iterator[Claim]:
    """The date under a foreword ("Stockholm februari 2013", "Exempelstad, 2015-03-02", "Exempelstad 2015")."""
    place = r"(?-i:[A-ZÅÄÖ][^\W\d]+(?:[ -][A-ZÅÄÖ][^\W\d]+)?)"
    for line in lines:
        days = rf"(?:(?:^|\s){_DAY}|^{place},? (?:den )?({YEAR})(?:-\d\d-\d\d)?)(?=\.?$|\s(?-i:[A-ZÅÄÖ]))"
        match = re.search(days, line.text, re.I)
        if match and len(line.text.split()) <= 12:
            yield Claim("year", match[1] or match[2], "pdf", "date of the foreword", 0.88, line.page, line.text)
