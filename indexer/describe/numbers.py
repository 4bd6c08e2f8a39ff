"""Numbers of a report: series and number as printed, year, ISBN and ISSN."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stdnum import isbn as isbn_number
from stdnum import issn as issn_number

from models.claim import Claim

YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"

_SERIES = re.compile(
    r"\b(?:fou[- ]?)?(?:"
    r"[a-zåäö]*-?rapport(?:er|erar|en|serien?|nr|nummer)?|[a-zåäö]*skrift(?:er|en|serien?)?|"
    r"[a-zåäö]*översikt(?:er)?|pm|notat|ar(?:beids|bejds)papir(?:er)?|studier|publikation(?:er|sserie)?|"
    r"(?:working|occasional|discussion) papers?|reports?|meddelanden?|uppsatser|forskning i korthet|fokus på|"
    r"kunskapsunderlag|metodstöd|kartläggning(?:ar)?|utvärdering(?:ar)?|uppföljning(?:ar)?)\b", re.I
)  # fmt: skip
_STUDY = re.compile(r"\b(?:kartläggning|utvärdering|uppföljning)(?:ar)?\b", re.I)
_DASH = "[/–-]"
_NUMBER = re.compile(
    rf"(?P<yearfirst>[A-Z]?(?P<y1>{YEAR})\s?:\s?[A-Z]?\d{{1,3}}(?:[A-Z]\b)?)|"
    rf"(?P<yearlast>(?<!\d)\d{{1,3}}\s?:\s?(?P<y2>{YEAR}))|"
    rf"(?P<slash>(?<!\d)\d{{1,3}}(?:(?:\s?/\s?|[–-])(?P<y3>{YEAR})|\s?/\s?(?P<y7>\d\d)))(?![\d/-])|"
    rf"(?P<yearslash>[A-Z]?(?P<y5>{YEAR})\s?{_DASH}\s?\d{{1,2}})(?![\d/-])|(?P<lettered>\b[A-Z]:\d{{1,3}})$|"
    rf"(?P<plain>\b(?:nr|nummer|no)\.?\s?\d{{1,4}}(?!\d|\s?[/:]\s?\d|[–-]\d)(?:\s?[,(]?\s?(?P<y4>{YEAR})\)?)?)|"
    rf"(?P<bare>\b\d{{1,3}}(?=\s?[,(·|–]\s?(?P<y6>{YEAR})\)?$|$|,\s|\s[·|–]\s|\s+från\b))", re.I
)  # fmt: skip
_FORMS = ("yearfirst", "yearlast", "slash", "yearslash", "lettered", "plain", "bare")
_FOREIGN = re.compile(
    r"(?:\b(?:sfs|sou|ds|prop(?:osition)?|dir|dnr|diarienr|diarienummer|lag(?:en)?|förordning(?:en)?|bet|skr|issn|isbn|"
    r"socialtjänstlag(?:en)?|sosfs|hslf-fs|mål|kl|tel|sid|s)\.?\s*|\()$", re.I
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line with the page it stands on; `cover` tells that this is the first page with words."""

    page: int
    text: str
    cover: bool = False


@dataclass(frozen=True, slots=True)
class SeriesNumber:
    """A series with its number as printed; `year` is the number's own year, "" when it has none."""

    series: str
    number: str
    year: str


def series_number(text: str) -> SeriesNumber | None:
    """Read a line such as "FoU-rapport 2016:2", "Rapport 4:2011", "Arbetsrapport nr 3 2009" or "Skrifter 160/18".

    A bare number counts only after a word of a series; laws, inquiries, reference numbers and pages never do.
    """
    for match in _NUMBER.finditer(text):
        before = text[: match.start()]
        if _FOREIGN.search(before):
            continue
        series = _series_name(before)
        beside = re.split(r"[·•|]", before)[-1] + re.split(r"[·•|]", text[match.end() :])[0]
        alone = len(re.sub(r"\W", "", beside)) <= 2
        kind = _kind(match)
        said = re.match(r"(?:nr|nummer|no)\b", text.strip(), re.I) is not None
        if kind not in ("yearfirst", "yearlast") and not series and not (said and alone and kind != "bare"):
            continue
        if series and kind not in ("yearfirst", "yearlast") and not _SERIES.search(_STUDY.sub("", series)):
            continue  # an evaluation of 2012-13 is no number
        if kind == "bare" and not re.search(r"(?:rapport(?:en|er)?|skrift|översikt|paper|report)\s*$", before, re.I):
            continue
        law = kind == "yearfirst" and len(match["yearfirst"].split(":")[1].strip()) > 2
        if not series and (law or not (alone or _unit_like(before))):
            continue
        year = next((match[name] for name in ("y1", "y2", "y3", "y4", "y5", "y6", "y7") if match[name]), "")
        dated = re.fullmatch(rf"(.*\D)[\s,(]+({YEAR})", series)
        if dated and not year and kind == "plain":  # "Skriftserie 2010, nr 1"
            series, year = dated[1].strip(" ,("), dated[2]
        if len(year) == 2:
            year = ("19" if int(year) > 50 else "20") + year
        return SeriesNumber(series, _bare(" ".join(match[0].split())), year)
    return None


def _bare(number: str) -> str:
    """ "Nr 17" and "nr. 4, 2013" are the numbers 17 and 4; "nr 3 2009" stays as it is printed."""
    plain = re.fullmatch(r"(?:nr|nummer|no)\.? ?(\d{1,4})(?: ?[,(].*)?", number, re.I)
    return plain[1] if plain else number


def _kind(match: re.Match[str]) -> str:
    return next(name for name in _FORMS if match[name])


def _unit_like(before: str) -> bool:
    words = before.split()
    return len(words) <= 6 and bool(re.search(r"\bfou\b|centrum|rådet|stiftelsen|miljön", before, re.I))


def _series_name(before: str) -> str:
    """The series' name from the words before the number: its last part, without "nr"."""
    before = re.sub(r"[\s,:(–-]*(?:\b(?:nr|nummer|no)\b\.?)?[\s,:(–-]*$", "", before, flags=re.I)
    before = re.sub(r"(?i)(?<=rapport)(?:nr|nummer)\.?$|\bissn[\s:]*[\dx –-]+", "", before).rstrip(" .")
    part = re.split(r"\s*[·•|;]\s*|\s[–—-]\s|(?<=[a-zåäö])\.\s", before)[-1].strip(" ,")
    last = part.rsplit(", ", 1)[-1]
    if _SERIES.match(last):  # the unit stands before it
        part = last
    if not _SERIES.search(part) or len(part.split()) > 9:
        return ""
    return re.sub(r"^(?:(?:i|ur|från|serien?)\s+|(?:serie|rapportserie):\s*)(?=\S)", "", part, flags=re.I) or part


def series_claims(lines: Iterable[tuple[Printed, float]]) -> Iterator[Claim]:
    """Series, number and the number's year from lines with the confidence of their place."""
    above = ""
    for line, confidence in lines:
        found = series_number(line.text)
        if found and not found.series and _SERIES.search(above) and len(above.split()) <= 8:
            found = SeriesNumber(above.strip(" :"), found.number, found.year)
        above = line.text
        if found is None or re.match(r"(?:bilaga|se|enligt|jfr)\b", line.text, re.I):
            continue
        if found.series:
            yield Claim("series", found.series, "pdf", "words before the number", confidence, line.page, line.text)
        surer = confidence if found.series else confidence - 0.15
        yield Claim("number", found.number, "pdf", "number of a series", surer, line.page, line.text)
        if found.year:
            yield Claim("year", found.year, "pdf", "year of the number", min(0.97, surer + 0.03), line.page, line.text)


def code_claims(lines: Iterable[Printed]) -> Iterator[Claim]:
    """ISBN and ISSN. A printed number with a wrong check digit is kept with little confidence: people search for it.
    Of several ISBN the one of the PDF is this document's."""
    for line in lines:
        named = re.search(r"isbn(?:[-–\s]*1[03]\b)?", line.text, re.I)
        for match in re.finditer(_ISBN, line.text[named.end() :]) if named else ():
            value = re.sub(r"\s*[–-]\s*|\s+", "-", match[1].strip())
            sure, rule = (0.98, "ISBN") if isbn_number.is_valid(value) else (0.3, "ISBN, wrong check digit")
            sure += 0.01 * bool(_OF_PDF.search(match[2])) - 0.05 * bool(_OF_PRINT.search(match[2]))
            yield Claim("isbn", value, "pdf", rule, sure, line.page, line.text)
        for match in re.finditer(r"issn[\s:]*(\d{4}\s?[–-]?\s?\d{3}[\dXx])", line.text, re.I):
            value = re.sub(r"[\s–-]+", "", match[1])
            value = f"{value[:4]}-{value[4:]}"
            sure = 0.98 if issn_number.is_valid(value) else 0.3
            yield Claim(
                "issn", value, "pdf", "ISSN" if sure > 0.5 else "ISSN, wrong check digit", sure, line.page, line.text
            )


_ISBN = r"(?<!\d)((?:97[89][-–\s]?)?\d[\d\s–-]{7,15}[\dXx])(?!\d)([^\d]{0,25})"
_OF_PDF = re.compile(r"\b(?:pdf|webb|digital|elektronisk|online|e-bok)", re.I)
_OF_PRINT = re.compile(r"\b(?:tryckt|häftad|inbunden|print)", re.I)

_YEAR_RULES: tuple[tuple[str, str, float], ...] = (
    ("said to be published", rf"(?:utgiv(?:en|ning|are)|publicer(?:ad|ing)|tryckår|tryckt|utgåva|årtal|datum)\w*"
     rf"[^\d]{{0,30}}(?:\d{{1,2}} \w+ )?({YEAR})\b", 0.92),
    ("copyright", rf"(?:©|\(c\)|copyright)[^\d]{{0,80}}({YEAR})\b", 0.9),
    ("year alone", rf"^[(\s]*({YEAR})[)\s.]*$", 0.9),
    ("month and year", rf"^(?:[A-ZÅÄÖ][\wåäö]+,?\s+(?:i\s+|den\s+)?)?(?:\d{{1,2}}\s+)?(?:{MONTHS})\s+({YEAR})$", 0.85),
    ("year after the number", rf"\b(?:rapport|skrift|nr|nummer)\w*\D{{0,6}}\d{{1,3}}\s?[·,|•–(/-]\s?({YEAR})\)?$",
     0.85),
    ("year after a name", rf"^[^\d]{{3,60}}[,\s(]\s*({YEAR})\)?$", 0.75),
    ("date", rf"\b({YEAR})-(?:0\d|1[0-2])-[0-3]\d\b", 0.6),
    ("date in words", rf"\b\d{{1,2}} (?:{MONTHS}) ({YEAR})\b", 0.6),
    ("year on the cover", rf"^(?!.*{YEAR}\s?[–/-]\s?\d)(?:\S+ ){{0,4}}({YEAR})(?=[.,;)]? |[.,;)]?$)", 0.45),
)  # fmt: skip


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
        for rule, pattern, confidence in _YEAR_RULES:
            if not line.cover and confidence < 0.85:
                break
            match = re.search(pattern, text, re.I)
            if match:
                yield Claim("year", match[1], "pdf", rule, confidence, line.page, line.text)
                break


def foreword_year(lines: Iterable[Printed]) -> Iterator[Claim]:
    """The date under a foreword ("Stockholm februari 2013", "Exempelstad i mars 2015")."""
    for line in lines:
        match = re.search(
            rf"(?:^|\s)(?:i\s+)?(?:{MONTHS}|våren|hösten|sommaren|vintern)\s+({YEAR})\.?$", line.text, re.I
        )
        if match and len(line.text.split()) <= 7:
            yield Claim("year", match[1], "pdf", "date of the foreword", 0.88, line.page, line.text)
