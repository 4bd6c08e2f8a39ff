"""Swedish dates and periods, with the precision they were printed with."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "nov": 11,
    "dec": 12, "may": 5, "oct": 10,
}  # fmt: skip
SEASONS = {"vår": 3, "vt": 3, "sommar": 6, "höst": 9, "ht": 9, "vinter": 12}
NUMBERS = {
    "ett": 1, "en": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12, "arton": 18,
}  # fmt: skip

_MONTH = (
    r"(?P<month>jan(?:uari|\.)?|feb(?:ruari|\.)?|mars|mar\.?|april|apr\.?|maj|may|juni|jun\.?|juli|jul\.?"
    r"|aug(?:usti|\.)?"
    r"|sept?(?:ember|\.)?|o[kc]t(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    # 2016-12-08 · 2016/12/08 · 2016.12.08
    rf"(?<![\d:/-]){_YEAR}[-/.](?P<number>0?[1-9]|1[0-2])[-/.](?P<day>[0-2]?\d|3[01])(?![\d-])",
    # 6 oktober, 2021 · den 3:e mars 2014 · 25 Apr 2017
    rf"\b(?P<day>[0-2]?\d|3[01])(?::?e|\.)?\s+{_MONTH},?\s+{_YEAR}\b",
    # 8/12 2016
    rf"\b(?P<day>[0-2]?\d|3[01])/(?P<number>0?[1-9]|1[0-2])[\s-]+{_YEAR}\b",
    # oktober 6, 2021
    rf"\b{_MONTH}\s+(?P<day>[0-2]?\d|3[01]),\s*{_YEAR}\b",
    # november 2022 · nov. 2022
    rf"\b{_MONTH},?\s+{_YEAR}\b",
    # hösten 2021 · våren 2020 · ht 2023
    rf"\b(?P<season>vår|sommar|höst|vinter|vt|ht)(?:en|termin(?:en)?)?[\s-]*{_YEAR}\b",
    # 2023
    rf"(?<![\d:/.,-]){_YEAR}(?![\d:/-]|[.,]\d)",
)
_DATES = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
Precision = Literal["day", "month", "season", "year"]


@dataclass(frozen=True, slots=True)
class Date:
    """`iso` is as precise as what was printed: "2021-10-06", "2022-11" or "2023" ("2021-09" for hösten 2021)."""

    iso: str
    precision: Precision
    printed: str
    start: int = 0

    @property
    def year(self) -> int:
        """The year."""
        return int(self.iso[:4])


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end` (ISO, as precise as printed; "" where open), and the words it was printed with."""

    start: str
    end: str
    printed: str


def read_dates(text: str) -> tuple[Date, ...]:
    """All dates of a text in reading order; where forms overlap, the more precise one."""
    found: list[tuple[int, int, Date]] = []
    for form in _DATES:
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            value = _date(match)
            if value is not None:
                found.append((match.start(), match.end(), value))
    return tuple(value for _, _, value in sorted(found, key=lambda row: row[0]))


def read_date(text: str) -> Date | None:
    """The first date of a text."""
    dates = read_dates(text)
    return dates[0] if dates else None


def _date(match: re.Match[str]) -> Date | None:
    parts = match.groupdict()
    year, printed, start = int(parts["year"]), match.group(), match.start()
    if parts.get("season"):
        return Date(f"{year}-{SEASONS[parts['season'].lower()]:02}", "season", printed, start)
    month = MONTHS[parts["month"][:3].lower()] if parts.get("month") else int(parts.get("number") or 0)
    if not month:
        return Date(str(year), "year", printed, start)
    if not parts.get("day"):
        return Date(f"{year}-{month:02}", "month", printed, start)
    try:
        return Date(date(year, month, int(parts["day"])).isoformat(), "day", printed, start)
    except ValueError:
        return None


_ANY_MONTH = _MONTH.replace("?P<month>", "?:")
_SEASON = r"(?:vår|sommar|höst|vinter)(?:terminen|termin|en|n)?|[vh]t"
_ONE = rf"(?:(?:0?[1-9]|1[0-2])/|(?:[0-2]?\d|3[01])(?:/(?:0?[1-9]|1[0-2])|\s)\s*)?(?:{_ANY_MONTH}|{_SEASON})?\s*"
_DASH = r"\s*(?:–|—|-|→|till(?:\s+och\s+med)?|t\.?o\.?m\.?|fram till)\s*"
_FULL = r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)?"
# 2023-2024 · 2023–24 · november 2022–december 2023 · 1 mars 2022 – 30 juni 2023 · 2022-01-01 – 2023-06-30
_SPAN = re.compile(rf"(?P<a>{_ONE}{_FULL})(?:{_DASH})(?P<b>{_ONE}{_FULL}|\d\d(?!\d))(?![\d:])", re.IGNORECASE)
_SAME_YEAR = re.compile(rf"(?P<a>{_ANY_MONTH}){_DASH}(?P<b>{_ANY_MONTH}\s+(?:19|20)\d\d)", re.IGNORECASE)
# 220101–241231
_SIX_DIGITS = re.compile(
    r"(?<![\d-])(?P<a>\d\d(?:0[1-9]|1[0-2])[0-3]\d)\s*[–—-]\s*(?P<b>\d\d(?:0[1-9]|1[0-2])[0-3]\d)(?!\d)"
)
# läsåret 2023/2024 · under 2024 och 2025
_TWO_YEARS = re.compile(
    r"\b(?:läsår(?:et)?|verksamhetsår(?:et|en)?|projektår(?:et|en)?|åren)\s+(?P<a>20\d\d)\s*[/–-]\s*(?P<b>(?:20)?\d\d)(?!\d)"
    r"|\bunder\s+(?:åren\s+)?(?P<c>20\d\d)\s+och\s+(?P<d>20\d\d)(?!\d)",
    re.IGNORECASE,
)
# 6 år från 2020 · sex år från och med 2020
_YEARS_FROM = re.compile(
    rf"\b(?P<n>\d{{1,2}}|[a-zåäö]+)\s+år\s+(?:från|fr\.?o\.?m\.?)(?:\s+och\s+med)?\s+(?P<a>{_ONE}(?:19|20)\d\d)",
    re.IGNORECASE,
)
# ska pågå under åtta månader med start januari 2023
_MONTHS_FROM = re.compile(
    r"\b(?P<n>\d{1,2}|[a-zåäö]+)\s+(?P<unit>månader|år)\b[^.]{0,40}?"
    rf"\bstart(?:ar)?\s+(?:i\s+|under\s+)?(?P<a>{_ONE}(?:19|20)\d\d)",
    re.IGNORECASE,
)
# till och med december 2024 · fram till 2025 · avslutas våren 2024
_UNTIL = re.compile(
    r"\b(?:till\s+och\s+med|t\.?o\.?m\.?|fram\s+till|pågår\s+till|avsluta(?:s|des)(?:\s+i|\s+under)?)\s+"
    rf"(?P<b>{_ONE}{_FULL})",
    re.IGNORECASE,
)
# påbörjades 2020 · startade i mars 2021 · pågår sedan 2019 · 2020–
_SINCE = re.compile(
    r"(?:\b(?:påbörja(?:de)?s|starta(?:de|r)|inled(?:de)?s|(?:pågår\s+)?sedan|med\s+start|från(?:\s+och\s+med)?"
    r"|fr\.?o\.?m\.?)"
    rf"\s+(?:i\s+|under\s+|år\s+)?(?P<a>{_ONE}{_FULL})"
    r"|(?P<c>(?<![\d–-])(?:19|20)\d\d)(?:\s*[–-](?:\s*pågående|(?=\s*(?:$|[.,;)\n])))|\s+och\s+(?:framåt|tills\s+vidare)))",
    re.IGNORECASE,
)


def read_period(text: str) -> Period | None:
    """The first period of a text, "2023-2024", "november 2022–december 2023", "6 år från 2020", "påbörjades 2020" …

    A single year or date after a label ("Projektperiod: 2023") is a period that begins and ends there.
    """
    if match := _SPAN.search(text):
        start, end = _point(match["a"]), match["b"]
        if start is None:
            return None
        last = _point(end) if len(end) > 2 else Date(match["a"][-4:-2] + end, "year", end)
        return Period(start.iso, last.iso, match.group().strip()) if last and last.iso[:4] >= start.iso[:4] else None
    if match := _SAME_YEAR.search(text):
        last = read_date(match["b"])
        first = read_date(f"{match['a']} {last.year}") if last else None
        return Period(first.iso, last.iso, match.group()) if first and last else None
    if match := _SIX_DIGITS.search(text):
        first, last = (read_date(re.sub(r"(..)(..)(..)", r"20\1-\2-\3", match[name])) for name in "ab")
        return Period(first.iso, last.iso, match.group()) if first and last and first.iso < last.iso else None
    if match := _TWO_YEARS.search(text):
        begins, ends = match["a"] or match["c"], (match["b"] or match["d"])[-2:]
        return Period(begins, f"20{ends}", match.group()) if f"20{ends}" > begins else None
    if match := _YEARS_FROM.search(text):
        first, years = read_date(match["a"]), _count(match["n"])
        if first:
            return Period(first.iso, f"{first.year + years}{first.iso[4:]}" if years else "", match.group())
    if match := _MONTHS_FROM.search(text):
        start, count = read_date(match["a"]), _count(match["n"])
        if start and count:
            return Period(start.iso, _later(start, count * (12 if match["unit"] == "år" else 1)), match.group())
    since, until = _SINCE.search(text), _UNTIL.search(text)
    if since or until:
        first = read_date(since["a"] or since["c"]) if since else None
        last = read_date(until["b"]) if until else None
        printed = " ".join(match.group().strip() for match in (since, until) if match)
        if since and until and 0 <= until.start() - since.end() < 15:
            printed = text[since.start() : until.end()].strip()  # "startade 2021 och avslutas 2024"
        return Period(first.iso if first else "", last.iso if last else "", printed)
    return None


def _point(text: str) -> Date | None:
    """One end of a period, where "2023-01" and "1/2023" are months."""
    if month := re.fullmatch(r"((?:19|20)\d\d)-(\d\d)", text.strip()):
        return Date(f"{month[1]}-{month[2]}", "month", month[0])
    if month := re.fullmatch(r"(\d?\d)/((?:19|20)\d\d)", text.strip()):
        return Date(f"{month[2]}-{int(month[1]):02}", "month", month[0])
    return read_date(text)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.get(word.lower(), 0)


def _later(start: Date, months: int) -> str:
    if start.precision == "year":
        return str(start.year + -(-months // 12) - 1)
    # the last month counts: eight months from January end in August
    total = start.year * 12 + int(start.iso[5:7]) - 1 + months - 1
    return f"{total // 12}-{total % 12 + 1:02}"
