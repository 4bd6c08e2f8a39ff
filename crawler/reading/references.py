"""Lines that name a report as a list of literature does: "Häger, Birgit (2011). Minnet ej att förglömma."

Such a list is often all that is left of old reports: known by name, with no page and no file.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.reading.numbers import SERIES_WORD, read_number, read_title_number
from crawler.reading.people import INITIAL, LIST, NAME, PARTICLE, WORD, split_names
from crawler.reading.words import GENERIC_LINK

_GIVEN = (
    rf"(?:{INITIAL}(?:\s?{INITIAL})*|[A-ZÅÄÖ]-[A-ZÅÄÖ]\.?|[A-ZÅÄÖ]{{1,2}}(?=[,;\s&(.:])"
    rf"|{WORD}(?:\s(?:{WORD}|{INITIAL})){{0,2}})"
)
_LAST_FIRST = rf"{PARTICLE}{{0,2}}{WORD}(?:\s{WORD})?,?\s+{_GIVEN}"
_AND = r"(?:\s*[,;&]\s*(?:(?:och|&|samt)\s+)?|\s+(?:och|samt|and)\s+)"
_YEAR = r"(?:\((?P<year>(?:19|20)\d\d)[a-z]?\)|(?P<bare>(?:19|20)\d\d))"
_FORMS = (
    # Ek, Anna & Dal, Bo (2013). Tillsammans för barnen. FoU-rapport 2013:4. · Häger B (2011) Minnet …
    re.compile(rf"^(?P<names>{_LAST_FIRST}(?:{_AND}{_LAST_FIRST})*)\.?[,:]?\s*{_YEAR}\s*[.:,]?\s+(?P<rest>\S.{{7,}})$"),
    # Anna Ek och Bo Dal (2013). Tillsammans för barnen
    re.compile(rf"^(?P<names>{LIST})[.,:]?\s*{_YEAR}\s*[.:,]?\s+(?P<rest>\S.{{7,}})$"),
    # Anna Ek, Bo Dal: Tillsammans för barnen, 2013
    re.compile(rf"^(?P<names>{LIST})\s*:\s+(?P<rest>\S.{{7,}})$"),
    # Ek, Anna: Tillsammans för barnen. 2013 · Häger, B. Minnet ej att förglömma. Rapport 2013:2
    re.compile(
        rf"^(?P<names>{_LAST_FIRST}(?:{_AND}{_LAST_FIRST})*)(?::|(?<=[A-ZÅÄÖ])\.)\s+(?P<rest>[A-ZÅÄÖ”“\"].{{7,}})$",
    ),
)
# Tillsammans för barnen. Anna Ek och Bo Dal. Rapport 2013:4 · Tillsammans för barnen / Anna Ek, 2013 · … (Anna Ek)
_TITLE_FIRST = re.compile(
    rf"^(?P<title>.{{8,250}}?)\s*(?:[.,;/–—]|\s[-|]|\("
    rf"|\bav\b)\s*(?:[Aa]v\s+)?(?P<names>{LIST})\)?\s*(?P<rest>(?:(?:[.,;(|–]|\s(?:19|20)\d\d).*)?)$"
)
# what may follow the title: a series with its number, year, publisher, ISBN, pages, file notes
_TAIL = re.compile(
    rf"^\W*(?:(?i:{SERIES_WORD})\b|(?:19|20)\d\d\b|\d{{1,3}}:\d{{2,4}}|\d{{1,3}}/\d\d|(?i:nr)\b|ISBN|ISSN|FoU\b"
    rf"|(?i:serie)\b"
    # Exempelstads skriftserie nr 4 · Vardagsrapport 2026:1
    rf"|(?:[\w-]+\s){{0,3}}(?i:[a-zåäö]*(?:serien?|rapport(?:er)?|skrift(?:er)?)),?\s(?:(?i:nr)\.?\s)?\d"
    rf"|[A-ZÅÄÖ][\wåäö]+:\s|\d+\s*(?i:s\b|sid|sidor)|(?i:pdf|stencil|slut(?:såld)?|finns|beställ|ladda|opublicerad)\b)",
)
_NUMBER_AT_END = re.compile(
    rf"[,.(]?\s+\(?(?:(?i:{SERIES_WORD})\s+)?(?:nr\s*)?"
    r"(?:(?:19|20)\d\d(?::\d+)?|\d+:(?:19|20)\d\d|\d+/\d\d)\)?\W*$"
)
# Vad hände med gruppboendet? (FoU-rapport nr 6
_SERIES_AT_END = re.compile(rf"\s*\((?i:{SERIES_WORD})\b[^()]*$")
_NAME_PARTS = re.compile(rf"(?P<last>{PARTICLE}{{0,2}}{WORD}(?:\s{WORD})?),?\s+(?P<given>{_GIVEN}|[A-ZÅÄÖ]{{1,2}}$)")
# an article in a journal, a chapter or a paper of others is no report of the unit
_ELSEWHERE = re.compile(
    r"\bpaper presented\b|\bconference\b|\bproceedings\b|avhandling\b|\b\d{1,3}\s?\(\d{1,2}\)|\b(?:vol|pp)\."
    r"|\bdoi\b|\bI:\s|\bIn:\s|\bJournal\b|\btidskrift\b|\bss?\.\s?\d+\s?[–-]\s?\d+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A report as a line names it. `authors` as "Förnamn Efternamn"; `year` is "" when the line has none."""

    title: str
    authors: tuple[str, ...]
    year: str


def is_article(line: str) -> bool:
    """Whether a line names an article, a chapter, a thesis or a paper as a list of literature does."""
    return bool(_ELSEWHERE.search(line))


@lru_cache(maxsize=4096)
def read_reference(line: str) -> Reference | None:
    """Read one line; None when it does not name authors and title as a reference does, or names an article."""
    line = re.sub(r"\s+", " ", line).strip(" •·–-")
    if not 20 <= len(line) <= 500 or _ELSEWHERE.search(line):
        return None
    bare, number = read_title_number(line)
    for form in _FORMS:
        if match := form.match(line) or (form.match(bare) if number else None):
            names = _names(match["names"])
            title = _title(match["rest"])
            if names and len(title) > 7:
                found = match.groupdict()
                return Reference(title, names, found.get("year") or found.get("bare") or _year(line))
    for text in (line, bare):
        match = _TITLE_FIRST.match(text)
        if match and (not match["rest"].strip(" .,()") or _TAIL.match(match["rest"])):
            names = split_names(match["names"])
            title = _bare(read_title_number(match["title"])[0]).strip(" .,;:/–-")
            if names and len(title) > 7 and not re.fullmatch(NAME, title):
                return Reference(title, names, _year(line))
    return None


def _title(rest: str) -> str:
    """The title at the start of what follows the names: all sentences before one that tells series, year or place."""
    parts = re.split(r"(?<=[.?!])\s+(?=[A-ZÅÄÖ\d(])", rest)
    ends = (index for index, part in enumerate(parts) if index and (_TAIL.match(part) or GENERIC_LINK.match(part)))
    end = next(ends, len(parts))
    return _bare(" ".join(parts[:end]))


def _bare(title: str) -> str:
    """A title without the number or the opened bracket with its series at its end; "" for a number or a
    series alone."""
    title = _SERIES_AT_END.sub("", _NUMBER_AT_END.sub("", title))
    rest = title.replace(number.quote, "") if (number := read_number(title)) else title
    if len(rest.strip(" .,")) < 4 or re.fullmatch(SERIES_WORD, rest.strip(" .,"), re.IGNORECASE):
        return ""
    return title.strip(' .,;:–-”“"')


def _year(line: str) -> str:
    number = read_number(line)
    if number is not None and number.year:
        return number.year
    years = re.findall(r"(?<![\d:/–-])(?:19|20)\d\d(?![\d:/–-])", line)
    return years[-1] if years else ""


def _names(text: str) -> tuple[str, ...]:
    if names := split_names(text):
        return names
    found = []
    for match in _NAME_PARTS.finditer(text):
        given = match["given"]
        found.append(f"{given + '.' if len(given) == 1 else given} {match['last']}")
    return tuple(found)
