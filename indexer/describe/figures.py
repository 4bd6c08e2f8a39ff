"""Figures in a line of print that may be a report's number, each with what its shape and the words beside it tell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from config.settings import load_weights
from indexer.describe.numbers import YEAR, with_plain_dashes
from indexer.describe.series import ALONE, SERIES, STUDY, named_after, series_name

NR = r"(?:\b(?:nr|nummer|no|n:o)(?![^\W\d])\.?|\bn[°º])\s?:?\s?"
_DASH = "[/–_-]"
_NUMBER = re.compile(
    rf"(?P<yearfirst>(?-i:\b[A-ZÅÄÖ]{{2,4}}-|[A-Z])?(?P<y1>{YEAR})\s?:\s?[A-Z]?\d{{1,3}}(?:[A-Z]\b)?)|"
    rf"(?P<yearlast>(?<![^\W_])[A-Z]?\d{{1,3}}\s?:\s?(?P<y2>{YEAR}))|"
    rf"(?P<slash>(?<!\d)\d{{1,3}}(?:(?:\s?/\s?|[–.-])(?P<y3>{YEAR})|\s?/\s?(?P<y7>\d\d)))(?![\d/-])|"
    rf"(?P<yearslash>[A-Z]?(?P<y5>{YEAR})\s?(?:(?:{_DASH}\s?|\.)\d{{1,2}}|\(\d{{1,2}}\)))(?![\d/-]|\.\d)|"
    rf"(?P<blank>(?P<y8>{YEAR})\s\d{{1,2}}$)|(?P<short>(?<![\d:/.-])\d{{1,3}}\s?[:/-]\s?\d{{1,3}}(?![\d:/-]|\.\d))|(?P<lettered>\b[A-Z]:\d{{1,3}})$|"
    rf"(?P<plain>(?:{NR}|#\s?)\d{{1,4}}(?!\d|\s?[/:]\s?\d|[–.-]\d)(?:\s?[,(–·•|]?\s?(?:år\s)?(?P<y4>{YEAR})\)?)?)|"
    r"(?P<roman>(?-i:\b(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})$))|"
    rf"(?P<bare>(?<![\w.:/–-])\d{{1,3}}(?=\s?[,(·•|–]?\s?(?P<y6>{YEAR})\)?$|$|,\s|\s[·•|–]\s|\s+från\b))", re.I
)  # fmt: skip
SHAPES = ("yearfirst", "yearlast", "slash", "yearslash", "blank", "short", "lettered", "plain", "roman", "bare")
_DATED = ("yearfirst", "yearlast")
WITH_WORD = frozenset({"blank", "short", "lettered", "roman", "bare"})
"""Shapes that say nothing without a word of a series."""
_YEARS = ("y1", "y2", "y3", "y4", "y5", "y6", "y7", "y8")

_FOREIGN = re.compile(
    r"(?:\b(?:sou|ds|prop(?:osition)?|dir(?:ektiv)?|bet(?:änkande)?|skr(?:ivelse)?|isbn|rå|nja|hfd|jo|mål|kl|tel|sid|s|"
    r"\w*(?:lag|balk|förordning|föreskrift|stadga)(?:ar|er|en|n)?(?:na)?|[a-zåäö]*fs|hslf-fs|"
    r"projekt|kontrakt|beslut|uppdrag|bilaga|tabell|figur|version|tryck|best(?:ällning)?|artikel|"
    r"upplaga|kapitel|punkt|fråga|enkät)(?:s?nr|nummer)?\.?\s*(?:nr|nummer)?\.?:?\s*|\blag\S*\s.*\(|§\s?)$|"
    r"\b(?:dnr|diarie\w*|ärende\w*|org\.?\s?nr|bankgiro|tel(?:efon)?|box)\b", re.I
)  # fmt: skip
"""Words before figures that are numbers of something else: statutes, inquiries, cases, telephones, tables."""
_CITED = re.compile(
    r"^(?:i|se|jfr|enligt|även|bilaga|tidigare|läs)\s(?!serien\b)|\((?:19|20)\d\d[a-z]?\)\.|^[^\W\d]+, [^\W\d]\.", re.I
)
"""How a line begins that speaks of another report: "I rapport 2011:3 …", "Ek, P. (2009). …"."""
_GOES_ON = re.compile(r"\s+(?!(?:från|from|av|by|i|in|år|inom|tel|isbn|issn)\b|www|http)(?-i:[a-zåäöé])", re.I)
"""Small letters after the number: a sentence about a report, no line of print that names this one."""
_ISSN = re.compile(r"\b(?:e-)?issn(?:[\s:]*\d{4}\s?[–-]?\s?\d{3}[\dx]\b)?[\s;,.:]*", re.I)
_AFTER_WORD = re.compile(rf"(?:{SERIES.pattern}|\bnr\.?|\bnummer)[\s;:,#]*$", re.I)
_LABEL = re.compile(
    r"^(?:(?:rapport(?:ens)?|serie|skrift(?:serie)?|publikations|report|series)[\s-]?)?(?:nr|nummer|no|number)\s?\.?\s?:\s*",
    re.I,
)
"""A fact's name before its value: "Rapportnummer: 12"."""
_DATE_BEFORE = re.compile(rf"^(?:(?:år\s)?{YEAR}|årgång\s\d+)[\s,]*", re.I)
"""How "2014, nr 3" begins."""


@dataclass(frozen=True, slots=True)
class SeriesNumber:
    """A series with its number as printed; `year` is the number's own year, "" when it has none."""

    series: str
    number: str
    year: str


@dataclass(frozen=True, slots=True)
class Figure(SeriesNumber):
    """Figures that may be a number: their traits, by the names of the table `[numbers]` of config/weights.toml, and
    the words before them on their line, without "nr", and those after."""

    traits: frozenset[str]
    before: str
    after: str


@cache
def points() -> Mapping[str, float]:
    """What each trait is worth, in log-odds."""
    table: Mapping[str, float] = load_weights()["numbers"]
    return table


def worth(traits: frozenset[str]) -> float:
    """The points of figures with these traits; above nought they are a number rather than not."""
    return points()["any"] + sum(points()[trait] for trait in traits)


def series_number(text: str) -> SeriesNumber | None:
    """Read a line by itself, such as "FoU-rapport 2016:2", "Rapport 4:2011", "Arbetsrapport nr 3 2009".

    A bare number counts only after a word of a series; laws, inquiries, reference numbers, pages and reports that are
    cited never do.
    """
    best = max(figures(text), key=lambda figure: worth(figure.traits), default=None)
    if best is None or worth(best.traits) < 0:
        return None
    return SeriesNumber(best.series, best.number, best.year)


def figures(text: str) -> Iterator[Figure]:
    """All figures of a line that may be a number, whatever speaks for them."""
    text = _ISSN.sub("", with_plain_dashes(text)).strip(" .,;")
    text = text[1:-1] if text[:1] + text[-1:] == "()" else text
    if _CITED.search(text):
        return
    begin = 0
    for match in _NUMBER.finditer(text):
        before, after = text[begin : match.start()], text[match.end() :]
        shape = next((name for name in SHAPES if match[name]), "")
        begin = match.end() if shape in _DATED else begin
        if not match[0].strip() or _FOREIGN.search(before) or _GOES_ON.match(after):
            continue
        labelled = _LABEL.match(before)
        if labelled and not SERIES.match(before):
            before = before[labelled.end() :]
        words = re.sub(rf"[\s,;:(|·•–-]*(?:{NR}|#)?[\s,;:(|·•–-]*$", "", before, flags=re.I)
        series = series_name(words)
        if not series or (ALONE.fullmatch(series) and " " not in series):  # "Skrift nr 3 i Bruksbygdens skriftserie"
            series = named_after("" if series else re.sub(rf"(?:{NR})$", "", before, flags=re.I), after) or series
        if STUDY.search(series) and not SERIES.search(STUDY.sub("", series)) and shape not in _DATED:
            continue  # an evaluation of 2012-13 is no number
        year = next((match[name] for name in _YEARS if match[name]), "")
        dated = re.fullmatch(rf"(.*\D)[\s,(]+({YEAR})", series)
        if dated and not year and shape == "plain":  # "Skriftserie 2010, nr 1"
            series, year = dated[1].strip(" ,("), dated[2]
        if shape == "plain" and not (series or year) and (printed := re.search(YEAR, before)):
            year = printed[0]
        if len(year) == 2:
            year = ("19" if int(year) > 50 else "20") + year
        traits = frozenset({shape, *_traits(series, before, after, match)} | ({"label"} if labelled else set()))
        yield Figure(series, _bare(" ".join(match[0].split())), year, traits, words.strip(), after.strip())


def foreign_numbers(text: str) -> Iterator[str]:
    """The figures of a line that are said to be numbers of something else, as in "SOU 1994:50"."""
    text = with_plain_dashes(text)
    yield from (match[0].strip() for match in _NUMBER.finditer(text) if _FOREIGN.search(text[: match.start()]))


def _traits(series: str, before: str, after: str, match: re.Match[str]) -> Iterator[str]:
    """What the words beside the figures tell."""
    bare = re.sub(r"\W", "", re.sub(NR, "", _DATE_BEFORE.sub("", before), flags=re.I))
    if series:
        yield "series"
    named = re.match(r"\s*(?:i|ur|inom|in)\s+(?:[^\W\d]+\s+){0,3}(?:series|\w*serien)\b", after, re.I)
    if _AFTER_WORD.search(before) or (match["plain"] and SERIES.search(before)) or named:
        yield "word"
    if match["y6"] and len(before.split()) <= 6 and SERIES.match(before) and not STUDY.match(before):
        yield "dated"
    beside = re.split(r"[·•|]", before)[-1] + re.split(r"[·•|]", after)[0]
    if len(re.sub(r"\W", "", re.sub(NR, "", _DATE_BEFORE.sub("", beside), flags=re.I))) <= 2:
        yield "alone"
    elif not series and unit_like(before) and bare:
        yield "unit"
    elif not series:
        yield "nameless"
    if match["yearfirst"] and not series and len(match["yearfirst"].split(":")[1].strip()) > 2:
        yield "statute"
    if match["y7"] and re.fullmatch(r"(?:[012]?\d|3[01])\s?/\s?(?:0[1-9]|1[012])", match[0].strip()):
        yield "date"
    if match["plain"] and re.search(r"\d{4}", match["plain"].replace(match["y4"] or " ", "")):
        yield "large"


def _bare(number: str) -> str:
    """ "Nr 17" and "nr. 4, 2013" are the numbers 17 and 4; "nr 3 2009" stays as it is printed."""
    plain = re.fullmatch(rf"(?:{NR}|# ?)(\d{{1,4}})(?: ?[ ,(–·•|].*)?", number, re.I)
    return plain[1] if plain and not re.fullmatch(r"nr \d+ \d{4}", number, re.I) else number


def unit_like(before: str) -> bool:
    """Whether words are the name of a unit rather than of a series."""
    words = before.split()
    return len(words) <= 6 and bool(
        re.search(r"\bfou\b(?!(?-i:[ -](?!i\b|för\b|och\b)[a-zåäö]))|centrum\b|rådet|stiftelsen|miljön", before, re.I)
    )
