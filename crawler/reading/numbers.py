"""Report numbers and the series they stand in: `2013:02`, `4:2011`, `160/18`, `nr 1 2009`."""

import re
from dataclasses import dataclass
from functools import lru_cache

# Rapport · FoU-rapport · Arbetsrapport · Rapporter · rapportserie · Skriftserie · Meddelande · Kunskapsöversikt
SERIES_WORD = (
    r"(?:(?:FoU|forsknings|arbets|utvärderings|del|slut|metod)[\s-]?)?(?:rapport(?:en|er|serien?|nummer)?"
    r"|(?:små)?skrift(?:er|serien?)?|(?!tid)[a-zåäö]{3,}(?<!tid)skrift(?=\s+(?:nr|\d))|(?!tertial|månad|kvartal|delår|läges|års)[a-zåäö]{3,}rapport(?=\s+(?:nr|\d))|studie(?=\s+(?:nr|\d))"
    r"|meddelande|(?:FoU-?)?PM(?=\s+(?:nr|\d))|kunskapsöversikt|working\s+paper|publikation(?:er)?|FoU)"
)
_NUMBER = (
    r"(?P<year>(?:19|20)\d\d)\s?:\s?(?P<serial>\d{1,3})(?![\d:])",  # 2013:02
    r"(?P<serial>\d{1,3})\s?:\s?(?P<year>(?:19|20)\d\d)(?!\d)",  # 4:2011
    r"(?P<serial>\d{1,3})/(?P<year>(?:19|20)?\d\d)(?![\d/])",  # 160/18, 3/2012
    r"(?P<year>(?:19|20)\d\d)/(?P<serial>\d{1,2})(?![\d/])",  # 2012/3
    r"(?P<serial>\d{1,3}),?\s+(?:\(?år\s+)?\(?(?P<year>(?:19|20)\d\d)(?!\d)",  # nr 1 2009
    r"(?P<serial>\d{1,3})(?!\d|[:/.,-]\d)",  # nr 1
)
# the series may go on with names: "Rapporter/Stiftelsen Stockholms läns Äldrecentrum 2013:02"
_NAMES = r"(?:(?:\s(?:från|i)|/|,)?\s?(?:[A-ZÅÄÖ][\w&.-]*\s?){0,6}(?:(?:i|och|för|på|läns)\s[A-ZÅÄÖ]?[\w-]+\s?){0,2})"
_AFTER_SERIES = [
    re.compile(
        rf"(?P<series>\b(?i:{SERIES_WORD})\b{_NAMES})[\s,.:-]*"
        # a number that shows no year needs its "nr"
        rf"(?P<printed>(?i:nr|nummer|no){'' if '<year>' not in form else '?'}\.?\s*{form})"
    )
    for form in _NUMBER
]
# a labelled number needs no series word: "Nr: 4:2001" · "Rapportnummer: 12/98"
_LABELLED = [
    re.compile(rf"(?:^|\n)\s*(?i:(?:rapport)?(?:nr|nummer))\.?\s*(?::|\n)\s*(?P<printed>{form})", re.MULTILINE)
    for form in _NUMBER
]
# "nr 3 2009" alone on a line, or in a cell under its column's heading
_ALONE = [
    re.compile(rf"^\s*(?:[^\n:]{{2,20}}:\s*)?(?P<printed>(?i:nr|nummer)\.?\s*{form}\)?)\s*$", re.MULTILINE)
    for form in _NUMBER[:5]
]
# a series and its number alone on a line: "Kunskapsskrift 12" · "FoU-rapport 7"; not "Delrapport 2"
_ALONE.append(
    re.compile(
        r"^\s*(?P<series>(?i:(?:FoU[\s-]?|arbets|forsknings)?rapport|(?:FoU-)?skrift|(?!tid)[a-zåäö]{3,}(?<!tid)skrift))"
        r"\s+(?P<printed>(?P<serial>\d{1,3}))\s*$",
        re.MULTILINE,
    )
)
# a series of the unit's own, with its number at the end of a line or sentence: "Kråksundsrapport 9"
_ALONE.append(
    re.compile(
        r"(?:^|[.,]\s+)(?!(?i:del|slut|års|läges|kvartals|tertial|forsknings))"
        r"(?P<series>[A-ZÅÄÖ][a-zåäö]{3,}(?:rapport|skrift))\s+(?P<printed>(?P<serial>\d{1,3}))\s*(?=$|[.,]\s|[.]$)",
        re.MULTILINE,
    )
)
# "Skrift 12 i serien Vrångstaskrift"
_ALONE.append(
    re.compile(
        r"\b(?i:skrift|rapport|studie|nr|nummer)\s+(?P<printed>(?P<serial>\d{1,3}))\s+i\s+serien\s+"
        r"(?P<series>[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+){0,3})"
    )
)
# "1/98", "2013:02" or "Rapport 4:2011" alone on a line; 8/12 may be a day of the year
_BARE_LINE = [
    re.compile(rf"^\s*(?:(?P<series>(?i:{SERIES_WORD}))\s*)?(?i:nr\.?\s*)?(?P<printed>{form})\s*\.?\s*$", re.MULTILINE)
    for form in (*_NUMBER[:2], r"(?P<serial>\d{1,3})/(?P<year>(?:19|20)\d\d|[2-9]\d|1[3-9]|0\d)(?![\d/])")
]
_AT_TITLE = [
    re.compile(start + rf"(?:(?P<series>(?i:{SERIES_WORD}))\s*)?(?:nr\.?\s*)?(?P<printed>{form})" + end, re.IGNORECASE)
    for start, end in ((r"\s*[(–,.-]\s*", r"\)?\s*$"), (r"^", r"\s*[.:,–—|-]?\s+(?=\S)"))
    for form in _NUMBER[:3]
] + [
    # a series that nobody knows: "Lägesbild 1/2026. Hemtjänsten i Vrångsta"
    re.compile(
        r"^(?P<series>[A-ZÅÄÖ][a-zåäö-]{3,})\s(?:nr\s)?(?P<printed>(?P<serial>\d{1,3})[:/](?P<year>(?:19|20)\d\d))\s*[.:,–—]\s+(?=\S)"
    ),
    re.compile(rf"^(?P<series>{SERIES_WORD})\s*(?:nr\.?\s*)?(?P<printed>(?P<serial>\d{{1,3}}))\s*[:.]\s+(?=\S)", re.I),
]
_BARE = re.compile(r"(?<![\d:/.-])(?P<printed>(?P<year>(?:19|20)\d\d):(?P<serial>\d{1,2}))(?![\d:])")
_LAW_BEFORE = re.compile(
    r"(?:SFS|SOU|Ds|Dir\.?|prop\.?|SOSFS|HSLF-FS|FFS|skr\.?|bet\.?|lag(?:en)?|NJA|RÅ|HFD|\(|rskr\.?)\s*\(?$", re.I
)


@dataclass(frozen=True, slots=True)
class ReportNumber:
    """`printed` is the number as it stands ("4:2011"), `series` the words before it ("FoU-rapport", "" when none),
    `year` and `serial` its parts ("" year when the number carries none), `quote` both together."""

    series: str
    printed: str
    year: str
    serial: int
    quote: str


@lru_cache(maxsize=2048)
def read_number(text: str) -> ReportNumber | None:
    """The first report number of a text.

    `4:2011`, `160/18` and `nr 1` count only after a series word ("rapport", "skrift" …); a bare `2013:02` counts
    unless it is a law, a bill or an inquiry (`SFS 2001:453`, `(2001:453)`, `SOU 2010:3`).
    """
    for form in (*_BARE_LINE, *_ALONE, *_LABELLED):
        if match := form.search(text):
            return _number(match, match.groupdict().get("series") or "")
    for form in _AFTER_SERIES:
        match = form.search(text)
        if match and not _LAW_BEFORE.search(text[: match.start("printed")]):
            return _number(match, match["series"])
    for match in _BARE.finditer(text):
        if not _LAW_BEFORE.search(text[: match.start()]):
            return _number(match, "")
    return None


def is_bare_number(text: str) -> bool:
    """Whether a text is a report number and nothing else: "1/98", "Rapport 2013:02"."""
    return "\n" not in text.strip() and any(form.fullmatch(text) for form in _BARE_LINE)


def begins_with_number(text: str) -> bool:
    """Whether a text begins with a report number: "2011:1", "Rapport från FoU 2011:2 (2011) Nyckeln under mattan"."""
    number = read_number(text)
    return number is not None and text.lstrip().startswith(number.quote)


def read_title_number(title: str) -> tuple[str, ReportNumber | None]:
    """A title without the number at its end or beginning → (bare title, number): "Färre ansikten i dörren (4:2018)",
    "FoU-rapport 2016:2. Arbetet med våld", "2013:02 Nej till särskilt boende"."""
    for form in _AT_TITLE:
        match = form.search(title)
        if match and not _LAW_BEFORE.search(title[: match.start("printed")].rstrip("( ")):
            bare = (title[: match.start()] + title[match.end() :]).strip(" .:,–-")
            if len(bare) > 3 and (int(match["serial"]) < 100 or match["series"]):
                return bare, _number(match, match["series"] or "")
    return title, None


def _number(match: re.Match[str], series: str) -> ReportNumber:
    year = match.groupdict().get("year") or ""
    if len(year) == 2:
        year = ("19" if int(year) > 70 else "20") + year
    printed = re.sub(r"\s+", " ", match["printed"]).strip(" .")
    if printed.count("(") > printed.count(")"):
        printed = printed.partition("(")[0].rstrip(" ,")  # "Vrångstaskrift 3 (2013)"
    printed = re.sub(r"^(?:nr|nummer|no)\.?\s*(?=\d+\s?[:/])", "", printed, flags=re.IGNORECASE)
    series = re.sub(r"\s+", " ", series).strip(" ,.:-/")
    series = re.sub(r"(?:[\s-]?nummer|\s+nr\.?|\s+från|\s+i|(?<=rapport)en)$", "", series, flags=re.IGNORECASE)
    return ReportNumber(series, printed, year, int(match["serial"]), re.sub(r"\s+", " ", match.group()).strip())
