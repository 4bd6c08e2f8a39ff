"""Authors as Swedish sites write them: after a label, in prose, and as "Efternamn, Förnamn"."""

import re
from functools import lru_cache

from crawler.reading.numbers import read_number

_UPPER = "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper())
_LOWER = "".join(chr(code) for code in range(0x61, 0x250) if chr(code).islower())
# never the "Fo" of FoU
WORD = rf"[{_UPPER}](?:[{_LOWER}]+|[{_LOWER}]+[{_UPPER}][{_LOWER}]+)(?:-[{_UPPER}][{_LOWER}]+)?(?![{_UPPER}{_LOWER}])"
PARTICLE = r"(?:(?:von|af|de|van|der|la|al|el|bin|ben|di|da)\s+)"
INITIAL = r"(?:[A-ZÅÄÖ]\.(?:-?[A-ZÅÄÖ]\.)*)"
NAME = rf"(?:{WORD}|{INITIAL})(?:\s+(?:{PARTICLE}{{0,2}}{WORD}|{INITIAL})){{1,3}}"
_NAME = re.compile(rf"^(?:{NAME})$")
_INVERTED = re.compile(
    rf"(?P<last>{PARTICLE}{{0,2}}{WORD}(?:\s{WORD})?),\s*(?P<first>(?:{WORD}|{INITIAL})(?:\s(?:{WORD}"
    rf"|{INITIAL})){{0,2}})"
)
LIST = rf"{NAME}(?:(?:\s*,\s*|\s+(?:och|&|samt|and)\s+|\s*,\s*(?:och|samt)\s+)(?:[a-zåäö]+\s+)?{NAME})*"
_NO_PERSON = re.compile(
    r"\b(?:Region|Stad|Kommun(?:er)?|Län|FoU|Stiftelsen|Landstinget|Universitet|Högskolan|Rapport|Del|Projekt|Hösten|Våren|Socialtjänsten|Nr|Serien?"
    r"|Januari|Februari|Mars|April|Maj|Juni|Juli|Augusti|September|Oktober|November|December)\b",
    re.IGNORECASE,
)
# a date between bars: "November 2023 | Samira Nouri"
_MONTH = re.compile(
    r"(?:^|(?<=[|·•–]))\s*(?:\d{1,2}\s+)?(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober"
    r"|november|december)\s+(?=(?:19|20)\d\d\s*(?:[|·•–]|$))",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"\b(?:fil\.?\s?(?:dr|kand|mag|lic)|med\.?\s?dr|docent|professor|lektor|dr|phil|fd|utredare|forskare"
    r"|forskningsledare"
    r"|utvecklingsledare|fou-ledare|socionom|doktorand|red(?:aktör)?)\b\.?",
    re.IGNORECASE,
)
_THING = r"(?:rapporten|studien|utvärderingen|kartläggningen|uppföljningen|skriften|undersökningen|översikten|texten)"
_LABEL = re.compile(
    r"(?:^|[.|;•·]\s)\s*(?:rapport|huvud)?(?:författare|författad av|skriven av|skrevs av|skrivit av|utarbetad av"
    r"|rapportförfattare"
    r"|utvärderare|upphov(?:spersoner?)?|text och "
    r"bearbetning|text)(?:\s*/\s*redaktör(?:er)?)?\s*(?:\(ar\))?\s*(?::|\n|\s-\s)\s*(?P<names>[^\n|•]{3,300})",
    re.IGNORECASE | re.MULTILINE,
)
# Av Anna Ek · Skrivet av Anna Ek och Bo Al · Författare Anna Ek · Familjecentralen i Ramsö, av Anna Ek
_BY_LINE = re.compile(
    r"^(?:[^\n]{5,120},\s+(?=av\s)|\s*)"
    r"(?:(?:Skriv(?:en|et)\s+|Författad\s+|Text\s+)?(?:Av|av|AV)|Författare):?\s+(?P<names>[^\n]{3,200})$",
    re.MULTILINE,
)
_PROSE = tuple(
    re.compile(form)
    for form in (
        # Ann Palm svarar på FoU Nordväst för sammanställning av rapporten · Bo Ek står bakom rapporten
        rf"(?P<names>{LIST})(?:,[^,.]{{3,60}},)?\s+(?:svarar|har svarat|ansvarar|har ansvarat|står"
        rf"|stod)\s+(?:[\wåäöÅÄÖ]+\s+){{0,5}}?"
        rf"(?:för|bakom)\s+(?:sammanställning|författande|rapport|studien|utvärdering|kartläggning)",
        # Rapporten är skriven av Anna Ek och Bo Al · Studien har genomförts av forskaren Anna Ek
        rf"(?i:{_THING})\s+(?:är|har|blev|var)?\s*(?:skriven|skrivits|skrevs|författad|författats|sammanställd"
        rf"|sammanställts|utarbetad"
        rf"|utarbetats|genomförd|genomförts|genomfördes|gjord|gjorts|utförd"
        rf"|utförts)\s+(?:\w+\s+)?av\s+(?:[a-zåäö-]+\s+){{0,3}}(?P<names>{LIST})",
        # Anna Ek har skrivit rapporten
        rf"(?P<names>{LIST})(?:,[^,.]{{3,60}},)?\s+(?:har\s+)?(?:skrivit|skrev|författat|sammanställt"
        rf"|sammanställde|är författare till)\s+"
        rf"(?i:{_THING})",
        # Rapportens författare är Anna Ek · Författare till rapporten är Anna Ek · Bakom rapporten står Anna Ek
        rf"(?:[Rr]apportens författare är|[Ff]örfattare (?:till (?i:{_THING})\s+)?är"
        rf"|[Bb]akom (?i:{_THING}) står)\s+(?:[a-zåäö-]+\s+){{0,3}}"
        rf"(?P<names>{LIST})",
        # i en rapport skriven av Anna Ek
        rf"\b(?:skriven|författad)\s+av\s+(?:[a-zåäö-]+\s+){{0,3}}(?P<names>{LIST})",
    )
)


# a short line without an end, before one that begins anew, is a headline and no part of the sentence below it
_HEADLINE = re.compile(
    r"^(.{1,60}(?<![.,:;!?–-])(?<!\bav)(?<!\boch)(?<!\bsamt)(?<!\bi)(?<!\bär))\n(?=[A-ZÅÄÖ])", re.MULTILINE
)


def split_names(text: str) -> tuple[str, ...]:
    """The names of a list, each as "Förnamn Efternamn". Empty when anything in the list is no name.

    Takes "Anna Ek, Bo Al och Cia Dal", "Ek, Anna; Al, Bo", "Ek, Anna & Al, Bo" and "Ek, Anna".
    """
    text = re.sub(r"\s*\([^)]*\)", "", _TITLES.sub("", text))
    text = re.sub(r"\s+", " ", text).strip(" .,;:-")
    inverted = list(_INVERTED.finditer(text))
    rest = _INVERTED.sub("", text)
    if inverted and not re.sub(r"(?:\boch\b|\bsamt\b|\band\b|[;,&/\s])", "", rest):
        single = all(" " not in match["last"] or re.match(PARTICLE, match["last"]) for match in inverted)
        if single or ";" in text:
            return tuple(f"{match['first']} {match['last']}" for match in inverted)
    parts = [part.strip(" .,;") for part in re.split(r"\s*(?:[;,/]|&|\boch\b|\bsamt\b|\band\b)\s*", text)]
    parts = [part for part in parts if part]
    return tuple(parts) if parts and all(_NAME.match(part) for part in parts) else ()


# a page is read when it comes, judged again when all lists are known, and once more for its claims
@lru_cache(maxsize=2048)
def read_authors(text: str) -> tuple[tuple[str, ...], str, str]:
    """Authors named in a text → (names, name of the rule, the words read). Empty when none are named.

    A label ("Författare: …") is trusted before a by-line ("Av …"), and both before prose.
    """
    for rule, form in (("label", _LABEL), ("by-line", _BY_LINE)):
        for match in form.finditer(text):
            names = split_names(match["names"]) or (_leading(match["names"]) if rule == "label" else ())
            if names:
                more, quote = _below(text[match.end() :]) if rule == "label" else ((), "")
                return (*names, *more), f"authors {rule}", (match.group() + quote).strip()
    flat = re.sub(r"\s+", " ", _HEADLINE.sub(r"\1. ", text))
    for prose in _PROSE:
        if found := prose.search(flat):
            names = split_names(
                re.sub(r"(?<=[,&])\s*[a-zåäö]+\s(?=[A-ZÅÄÖ])|(?<=och )[a-zåäö]+\s(?=[A-ZÅÄÖ])", " ", found["names"])
            )
            if names:
                return names, "authors in prose", found.group()
    return (), "", ""


def read_names_beside_number(text: str) -> tuple[tuple[str, ...], str, str]:
    """Names that share a short line with a report number or a year and nothing else: "Rapport 3:2020 · Moa Lind"."""
    for line in text.split("\n"):
        number = read_number(line)
        rest = line.replace(number.quote, " ") if number else line
        rest = _MONTH.sub(" ", rest)
        rest = re.sub(r"\b(?:19|20)\d\d\b|\b\d+\s*s(?:id(?:or|an)?)?\b\.?", " ", rest)
        if rest == line or len(line) > 150 or _NO_PERSON.search(rest):
            continue
        names = split_names(re.sub(r"[·|•–—()]+", " ", rest).strip(" ,.:;-"))
        if names:
            return names, "names beside the number", line.strip()
    return (), "", ""


def read_name_line(text: str) -> tuple[tuple[str, ...], str, str]:
    """Names that fill one of the first lines and say nothing else: "Eva Ek och Bo Dal" under a title."""
    lines = text.split("\n")
    for index, line in enumerate(lines[:5]):
        names = split_names(line) if len(line) < 150 and not _NO_PERSON.search(line) else ()
        if names:
            more, quote = _below("\n".join(lines[index + 1 :]))
            return (*names, *more), "names alone on a line", line.strip() + quote
    return (), "", ""


def _below(text: str) -> tuple[tuple[str, ...], str]:
    """Further names, one on each line, below a label's first: a field with several values."""
    found: list[str] = []
    quote = ""
    for line in text.removeprefix("\n").split("\n"):
        names = split_names(line) if not _NO_PERSON.search(line) else ()
        if len(names) != 1:
            break
        found += names
        quote += f"\n{line}"
    return tuple(found), quote


def _leading(text: str) -> tuple[str, ...]:
    """Names at the start of a line that goes on with something else: "Anna Ek och Bo Al, FoU Nordväst"."""
    match = re.match(LIST, text.strip())
    return split_names(match.group()) if match else ()
