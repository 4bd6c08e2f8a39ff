"""The series that a report belongs to and its number there, as printed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile

from indexer.describe.numbers import YEAR, Printed
from models.claim import Claim

_WORDS = (
    r"(?:fou[- ]?)?(?:"
    r"[a-zåäö]*-?rapport(?:er|erar|en|serien?|nr|nummer)?|[a-zåäö]*skrift(?:er|en|serien?)?|[a-zåäö]*tidskriften|"
    r"[a-zåäö]*översikt(?:er)?|pm|notat|ar(?:beids|bejds)papir(?:er)?|studier?|publikation(?:er|sserie)?|"
    r"(?:working|occasional|discussion) papers?|reports?|studies|meddelanden?|uppsatser|forskning i korthet|fokus på|"
    r"[a-zåäö]*material|dokumentation(?:er)?|uppsats|tema|i fokus|utredning(?:ar)?|nytt|serie|häften?|kunskapsunderlag|"
    r"metodstöd|kartläggning(?:ar)?|utvärdering(?:ar)?|uppföljning(?:ar)?)"
)
_SERIES = re.compile(rf"\b{_WORDS}\b", re.I)
_ENDS = re.compile(rf"\b{_WORDS}(?:\s+(?:från|from|i|in|/)\s+(?:\S+\s?){{1,4}})?$", re.I)
"""A line that is the name of a series and has its number elsewhere."""
_ALONE = re.compile(r"(?:[^\W\d]\S*\s){0,3}(?:fou[- ]?)?(?:rapport|skrift)(?:er|serien?)?", re.I)
"""A line that is nothing but the name of a series, wherever on the cover its number stands."""
_STUDY = re.compile(r"\b(?:kartläggning|utvärdering|uppföljning|utredning)(?:ar)?\b", re.I)
_PART = re.compile(r"(?:del|etapp)rapport", re.I)
"""A part of a project has a number too; the number of the series goes before it."""

_BEFORE_FIGURES = re.compile(
    r"(?:rapport(?:en|er)?|skrift(?:er)?|serien?|översikt|papers?|reports?|meddelanden?|notat|\bnr\.?|\bnummer)"
    r"[\s;]*$", re.I
)  # fmt: skip
_DASH = "[/–_-]"
_NR = r"(?:\b(?:nr|nummer|no|n:o)\b\.?|\bn°)\s?:?\s?"
_NUMBER = re.compile(
    rf"(?P<yearfirst>[A-Z]?(?P<y1>{YEAR})\s?:\s?[A-Z]?\d{{1,3}}(?:[A-Z]\b)?)|"
    rf"(?P<yearlast>(?<![^\W_])[A-Z]?\d{{1,3}}\s?:\s?(?P<y2>{YEAR}))|"
    rf"(?P<slash>(?<!\d)\d{{1,3}}(?:(?:\s?/\s?|[–.-])(?P<y3>{YEAR})|\s?/\s?(?P<y7>\d\d)))(?![\d/-])|"
    rf"(?P<yearslash>[A-Z]?(?P<y5>{YEAR})\s?(?:{_DASH}\s?|\.)\d{{1,2}})(?![\d/-]|\.\d)|"
    rf"(?P<blank>(?P<y8>{YEAR})\s\d{{1,2}}$)|(?P<short>(?<![\d:])\d{{1,3}}\s?:\s?\d{{1,3}}(?![\d:]))|(?P<lettered>\b[A-Z]:\d{{1,3}})$|"
    rf"(?P<plain>(?:{_NR}|#\s?)\d{{1,4}}(?!\d|\s?[/:]\s?\d|[–.-]\d)(?:\s?(?:[,(–·•|]|\bår\b)?\s?(?P<y4>{YEAR})\)?)?)|"
    r"(?P<roman>(?-i:\b(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})$))|"
    rf"(?P<bare>\b\d{{1,3}}(?=\s?[,(·•|–]\s?(?P<y6>{YEAR})\)?$|$|,\s|\s[·•|–]\s|\s+från\b))", re.I
)  # fmt: skip
_FORMS = ("yearfirst", "yearlast", "slash", "yearslash", "blank", "short", "lettered", "plain", "roman", "bare")
_WITH_WORD = ("blank", "short", "roman", "bare")
"""Forms that count only next to the word of a series."""
_FOREIGN = re.compile(
    r"(?:\b(?:sfs|sou|ds|prop(?:osition)?|dir|lag(?:en)?|förordning(?:en)?|bet|skr|isbn|"
    r"socialtjänstlag(?:en)?|sosfs|hslf-fs|mål|kl|tel|sid|s|projekt|kontrakt|beslut|uppdrag|bilaga|tabell|figur|version|"
    r"upplaga|kapitel|fråga|enkät)(?:nr|nummer)?\.?\s*(?:nr|nummer)?\.?:?\s*|\blag\S*\s.*\()$|"
    r"\b(?:dnr|diarie\w*|ärende\w*|org\.?\s?nr|bankgiro|tel(?:efon)?)\b", re.I
)  # fmt: skip
_CITED = re.compile(
    r"^(?:i|se|jfr|enligt|även|bilaga|tidigare|läs)\s(?!serien\b)|\((?:19|20)\d\d[a-z]?\)\.|^[^\W\d]+, [^\W\d]\.", re.I
)
"""How a line begins that speaks of another report: "I rapport 2011:3 …", "Ek, P. (2009). …"."""
_GOES_ON = re.compile(r"\s+(?!(?:från|from|av|by|i|in|år|inom|tel|isbn|issn)\b|www|http)(?-i:[a-zåäöé])", re.I)
"""Small letters after the number: a sentence about a report, no line of print that names this one."""
_LEAD = re.compile(
    r"^(?:(?:denna|den här|rapporten|studien|skriften|texten)\b.{0,40}?\b)?(?:ingår|utges|utgiven|utgör|publicer\w+|"
    r"tryckt|är|har)\b(?:\s+\w+){0,3}?\s+(?:(?:i|ur|inom)\s+(?P<named>\w*serien)|som|i|ur|inom)\s+(?=\S)", re.I
)  # fmt: skip
"""The beginning of "Rapporten ingår i serien FoU-skrifter, nr 3"."""
_AFTER = re.compile(
    r"^\s*(?:(?:i|ur|inom|in|of)\s+)?(?P<named>(?:the\s+series|\w*serien)\s+)?[”“\"’»]?"
    r"(?P<name>[^\W\d][^,;·•|()\d”“\"’«»]{2,70}?)[”“\"’«]?[\s.]*$",
    re.I,
)
"""What follows the number in "Nr 12 i serien Meddelanden från FoU"."""
_SAYS_SO = re.compile(r"^(?:(?:denna|den här|rapporten|studien|skriften)\b.{0,40}\b(?:är|har|utgör))?\s*$", re.I)
_ISSN = re.compile(r"\bissn[\s:]*\d{4}\s?[–-]?\s?\d{3}[\dx]\b[\s;,.]*", re.I)
_FACT = re.compile(r"^(?:series?|rapportserie|skriftserie)\s*:\s*(.+)$", re.I)


@dataclass(frozen=True, slots=True)
class SeriesNumber:
    """A series with its number as printed; `year` is the number's own year, "" when it has none."""

    series: str
    number: str
    year: str


def series_number(text: str) -> SeriesNumber | None:
    """Read a line such as "FoU-rapport 2016:2", "Rapport 4:2011", "Arbetsrapport nr 3 2009" or "Skrifter 160/18".

    A bare number counts only after a word of a series; laws, inquiries, reference numbers, pages and reports that are
    cited never do.
    """
    text = _ISSN.sub("", text).strip(" .,;")
    text = text[1:-1] if text[:1] + text[-1:] == "()" else text
    if _CITED.search(text):
        return None
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _FOREIGN.search(before) or _GOES_ON.match(after):
            continue
        series = _series_name(before) or _named_after(before, after)
        kind = _kind(match)
        if not series and not _stands_alone(before, after, match, kind):
            continue
        study = _STUDY.search(series) and not _SERIES.search(_STUDY.sub("", series))
        if study and kind not in ("yearfirst", "yearlast"):
            continue  # an evaluation of 2012-13 is no number
        if kind in _WITH_WORD and not _may_be_bare(before, bool(match["y6"])):
            continue
        year = next((match[name] for name in ("y1", "y2", "y3", "y4", "y5", "y6", "y7", "y8") if match[name]), "")
        dated = re.fullmatch(rf"(.*\D)[\s,(]+({YEAR})", series)
        if dated and not year and kind == "plain":  # "Skriftserie 2010, nr 1"
            series, year = dated[1].strip(" ,("), dated[2]
        if kind == "plain" and not (series or year) and (dated := re.search(YEAR, before)):
            year = dated[0]
        if len(year) == 2:
            year = ("19" if int(year) > 50 else "20") + year
        return SeriesNumber(series, _bare(" ".join(match[0].split())), year)
    return None


_DATED = re.compile(rf"^(?:(?:år\s)?{YEAR}|årgång\s\d+)[\s,]*", re.I)
"""How "2014, nr 3" begins."""


def _stands_alone(before: str, after: str, match: re.Match[str], kind: str) -> bool:
    """Whether a number without a word of a series may be one: alone between bullets, or after a unit's name."""
    before = _DATED.sub("", before)
    beside = re.split(r"[·•|]", before)[-1] + re.split(r"[·•|]", after)[0]
    alone = len(re.sub(r"\W", "", re.sub(_NR, "", beside, flags=re.I))) <= 2
    if kind in ("yearfirst", "yearlast"):
        law = kind == "yearfirst" and len(match["yearfirst"].split(":")[1].strip()) > 2
        return not law and (alone or _unit_like(before))
    return kind not in _WITH_WORD and alone and re.match(_NR, before + match[0], re.I) is not None


def _may_be_bare(before: str, dated: bool) -> bool:
    """Whether figures alone may be a number here: after the word itself, or after a series and before a year."""
    if _BEFORE_FIGURES.search(before):
        return True
    words = before.split()
    return dated and len(words) <= 6 and _SERIES.match(before) is not None and not _STUDY.match(before)


def _bare(number: str) -> str:
    """ "Nr 17" and "nr. 4, 2013" are the numbers 17 and 4; "nr 3 2009" stays as it is printed."""
    plain = re.fullmatch(rf"(?:{_NR}|# ?)(\d{{1,4}})(?: ?[ ,(–·•|].*)?", number, re.I)
    return plain[1] if plain and not re.fullmatch(r"nr \d+ \d{4}", number, re.I) else number


def _kind(match: re.Match[str]) -> str:
    return next(name for name in _FORMS if match[name])


def _unit_like(before: str) -> bool:
    words = before.split()
    return len(words) <= 6 and bool(re.search(r"\bfou\b|centrum|rådet|stiftelsen|miljön", before, re.I))


def _series_name(before: str) -> str:
    """The series' name from the words before the number: its last part, without "nr"."""
    before = re.sub(rf"[\s,;:(|·•–-]*(?:{_NR}|#)?[\s,;:(|·•–-]*$", "", before, flags=re.I)
    before = re.sub(r"(?i)(?<=rapport)(?:nr|nummer)\.?$", "", before).rstrip(" .")
    before = re.sub(r"(?i)[\s,]+(?:årgång|årg\.?|vol(?:ym|\.)?)\s?\d+$", "", before)
    lead = _LEAD.match(before)
    part = re.split(r"\s*[·•|;]\s*|\s[–—-]\s|(?<=[a-zåäö])\.\s", before[lead.end() if lead else 0 :])[-1].strip(" ,(")
    unit, _, last = part.rpartition(", ")
    if _SERIES.match(last) and not _SERIES.search(unit):  # the unit stands before it
        part = last
    if len(part.split()) > 9 or not (_SERIES.search(part) or (lead and lead["named"])) or _SAYS_SO.match(part):
        return ""
    return re.sub(r"^(?:(?:i|ur|från|serien?)\s+|(?:serie|rapportserie):\s*)(?=\S\S)", "", part, flags=re.I) or part


def _named_after(before: str, after: str) -> str:
    """The series' name where it follows its number."""
    match = _AFTER.match(after)
    if not match or not _SAYS_SO.match(re.sub(rf"(?:{_NR})$", "", before, flags=re.I)) or len(after.split()) > 9:
        return ""
    return match["name"] if match["named"] or _SERIES.search(match["name"]) else ""


_NAMED = re.compile(rf"([A-ZÅÄÖ”][^\W\d]+(?: [^\W\d]+){{0,5}}),? (?:nr|nummer)\.? (\d{{1,3}})(?:[ ,/(]+({YEAR})\)?)?")
"""A cover's line that ends in a number: "Röster från vardagen nr 7"."""
_LISTED = re.compile(
    r"^(?:(?:våra|alla|vill du)\s)?(?:rapporter$|tidigare|övriga|andra|fler|förteckning|utgivna|utkomna|"
    r"(?:ur|i|från|av) samma|läs (?:mer|också|även)|mer från|publikationer|rapportlista|other|previous|"
    r"earlier|also)\b", re.I
)  # fmt: skip
MOST_NUMBERS = 2
"""A page within the cover that prints more numbers than these lists the series."""


COVER = 20
"""A first page of more lines is no cover, and figures below a word may be a table."""


def own_lines(lines: Iterable[Printed]) -> Iterator[Printed]:
    """The lines without lists of other reports: what stands below a heading such as "Tidigare rapporter", and whole
    pages that print many numbers."""
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        numbers = {found.number for line in page if (found := series_number(line.text))}
        if len(numbers) > MOST_NUMBERS:
            continue
        yield from takewhile(lambda line: not _heads_list(line.text), page)


def _heads_list(text: str) -> bool:
    return bool(_LISTED.match(text)) and len(text.split()) <= 8 and series_number(text) is None


def _heads_figure(text: str) -> bool:
    """Whether a figure alone below this line of a cover is a number: below a series' name or "Nr"."""
    named = _SERIES.match(text) and not _STUDY.match(text) and _names_series(text) and len(text.split()) <= 6
    return bool(named or _ALONE.fullmatch(text) or re.fullmatch(_NR, text, re.I))


def _names_series(text: str) -> bool:
    """Whether a line is the name of a series that has its number elsewhere."""
    return _ENDS.search(_STUDY.sub("", text)) is not None


def series_claims(lines: Iterable[tuple[Printed, float]]) -> Iterator[Claim]:
    """Series, number and the number's year from lines with the confidence of their place; a series may stand on the
    line above its number or, alone, on the line below, or be a fact of its own ("Serie: …")."""
    placed = list(lines)
    texts = [line.text for line, _ in placed]
    cover = sum(line.cover for line, _ in placed) <= COVER
    elsewhere = {line.text for line, _ in placed if cover and line.cover and _ALONE.fullmatch(line.text)}
    stated = ""
    for at, (line, confidence) in enumerate(placed):
        above, below = texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else ""
        found = series_number(line.text)
        fact = _FACT.match(line.text)
        if fact and found is None:
            stated = fact[1]
        if found is None and cover and line.cover and re.fullmatch(r"\d{1,3}", line.text) and _heads_figure(above):
            found = SeriesNumber("", line.text, "")
        if found is None and cover and line.cover and (named := _NAMED.fullmatch(line.text)):
            found, confidence = SeriesNumber(named[1], named[2], named[3] or ""), confidence - 0.15
        if found is None:
            continue
        if not found.series:
            name = stated or (above if _names_series(above) and len(above.split()) <= 8 else "")
            if not name and len(below.split()) <= 4 and _names_series(below) and series_number(below) is None:
                name = below
            if not name and line.cover and len(elsewhere) == 1:
                name = min(elsewhere)
            found = SeriesNumber(name.strip(" :"), found.number, found.year)
        if _PART.match(found.series):
            confidence -= 0.1
        if found.series:
            yield Claim("series", found.series, "pdf", "words before the number", confidence, line.page, line.text)
        surer = confidence if found.series else confidence - 0.15
        yield Claim("number", found.number, "pdf", "number of a series", surer, line.page, line.text)
        if found.year:
            yield Claim("year", found.year, "pdf", "year of the number", min(0.97, surer + 0.03), line.page, line.text)
