"""What a title and the front pages say of a report's place among others: edition, part, short version, appendix, years.

Reports that differ in one of these are not the same report, however alike they are.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from config.municipalities import counties, municipalities
from indexer.merge.likeness import fold_word

NUMBERS = {
    "ett": "1", "två": "2", "tre": "3", "fyra": "4", "fem": "5", "sex": "6", "första": "1", "andra": "2", "tredje": "3",
    "fjärde": "4", "femte": "5", "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "first": "1",
    "second": "2", "third": "3", "1st": "1", "2nd": "2", "3rd": "3", "one": "1", "two": "2", "three": "3",
}  # fmt: skip
_ORDER = r"första|andra|tredje|fjärde|femte"
_COUNT = rf"\d{{1,2}}|(?-i:[IVX]{{1,4}})|ett|två|tre|fyra|fem|sex|one|two|three|{_ORDER}"
_PART = re.compile(
    rf"\b(?:del|delrapport|delstudie|volym|vol|band|häfte|etapp|fas|steg|rapport|omgång|part|volume)\s*\.?\s*"
    rf"(?:nr\.?\s*)?(?P<after>{_COUNT})\b(?!\s*[:/]\s*\d)(?:\s*(?:av|\()\s*\d+\)?)?|"
    rf"\b(?P<before>{_ORDER}|\d{{1,2}}(?::?[ae])?)\s+(?:del(?:en|rapporten|rapport|studien)?|rapporten|etappen|"
    r"fasen|omgången|volymen)\b|"
    r"(?<=\s)(?P<last>(?-i:[IVX]{1,4})|\d)(?:\s*\(\d\))?\s*$",
    re.I,
)
_EDITION = re.compile(
    rf"\b(?P<n>\d{{1,2}}(?!\d)|{_ORDER}|ny|nya|first|second|third|new|1st|2nd|3rd)(?:\s?:?\s?[ae]\b)?[\s,.]*"
    r"(?:(?:omarb|rev|uppdat|utök|utvidg|bearb|revised|updated)\w*\.?(?:\s+och\s+\w+)?[\s,]+)?"
    r"(?:upplag(?:a|an)|uppl\b\.?|utgåv(?:a|an)|edition)|"
    r"\b(?P<word>omarbetad|reviderad|uppdaterad|utökad|rev\.?|revised|updated)(?:\s+och\s+\w+)?\s+"
    r"(?:upplag(?:a|an)|uppl\b\.?|utgåv(?:a|an)|version(?:en)?|edition|(?:\w+\s+)?(?:19|20)\d\d)",
    re.I,
)
_SHORT = re.compile(
    r"\b(?:kortversion(?:en)?|kort version|kortrapport|kortfattad(?:e)? (?:version|rapport)|populär(?:vetenskaplig )?"
    r"(?:version|sammanfattning)|lättläst(?: version| sammanfattning)?|i korthet|i sammandrag|sammandrag|"
    r"sammanfattning av (?:rapport|fou)\w*|sammanfattande (?:rapport|version)|short version|summary of|"
    r"executive summary|brief version)\b",
    re.I,
)
_APPENDIX = re.compile(
    r"^\W*(?:bilag(?:a|or|edel(?:en)?)|tabellbilaga|tabellverk|appendix)\b(?: till| to)?|\bbilag\w+ till\b", re.I
)
_STAGE = re.compile(
    r"\b(del|slut|läges|halvtids|etapp|start|interims?|projekt)-?rapport(?:en)?\b|\b(förstudie|interim report)", re.I
)
_TRANSLATION = re.compile(
    r"\b(?:(?:english|swedish) (?:version|translation) of|translat(?:ion|ed) (?:of|from)|original(?:ets)? tit(?:el|le)|"
    r"swedish title|svensk titel|engelsk (?:version|översättning) av)\b",
    re.I,
)
_YEAR = re.compile(r"(?<!\d)((?:19[5-9]|20[0-4])\d)(?:\s?[–/-]\s?(\d\d)(?!\d))?")
_PLAIN = re.compile(
    r"^(?:\d+|[ivx]+|\w*rapport\w*|sammanfattning|bilag\w+|förord|inledning|innehåll\w*|appendix|uppföljning\w*|"
    r"utvärdering\w*|undersökning\w*|brukarundersökning\w*|kartläggning\w*|verksamhetsberättelse\w*|redovisning\w*|studie[nr]?|förstudie\w*|projekt\w*|"
    r"fou|del|nr|pm|och|en|ett|av|i|om|för|till|med|på|inom|vid|från|den|det|de|som|hur|året|år|report|summary|"
    r"final|the|of|and|in|a|an|for|kommuner?s?|län|socialtjänst\w*|presentation|bakgrund|resultat|slutversion|"
    r"kortversion\w*|upplaga\w*|reviderad|ny|forskning|utveckling|publikation\w*|skrift\w*|dokumentation)$"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """`edition` is "" (the first, or none stated), a number from 2 or "+" (revised, unnumbered); `part` a number or "";
    `stage` the kind of report within a project ("del", "slut" …); `years` those in the title; `places` municipalities
    and counties in the title. `stem` are the title's words without all of these."""

    edition: str
    part: str
    stage: str
    short: bool
    appendix: bool
    translation: str
    years: frozenset[str]
    places: frozenset[str]
    stem: tuple[str, ...]


def traits(title: str, subtitle: str, front: tuple[str, ...]) -> Traits:
    """Read the traits from title, subtitle and statements of the front pages (see `statements`)."""
    whole = f"{title}. {subtitle}".strip(" .")
    said = (whole, *front)
    short = any(_SHORT.search(text) for text in said) or bool(re.fullmatch(r"\W*(?:sammanfattning|summary)\W*", title))
    stage = _STAGE.search(whole)
    edition = next(filter(None, map(_edition, said)), "")
    part = _part(title) or _part(subtitle)
    stem = whole
    for pattern in (_APPENDIX, _EDITION, _SHORT, _PART, _STAGE, _YEAR):
        stem = pattern.sub(" ", stem)
    return Traits(
        edition="" if edition == "1" else edition,
        part=part,
        stage=(stage[1] or stage[2]).casefold() if stage else "",
        short=short,
        appendix=bool(_APPENDIX.search(title) or _APPENDIX.search(subtitle)),
        translation=next((text for text in said if _TRANSLATION.search(text)), ""),
        years=frozenset(_years(whole)),
        places=places_in(whole),
        stem=tuple(title_words(stem)),
    )


def statements(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of the front pages that say something of the edition, of being a short version or a translation.
    Long lines are running text, where other reports' editions are spoken of."""
    return tuple(
        dict.fromkeys(
            line
            for line in (" ".join(line.split()) for line in lines)
            if len(line.split()) <= 14
            and (
                _TRANSLATION.search(line) or (len(line.split()) <= 9 and (_EDITION.search(line) or _SHORT.search(line)))
            )
        )
    )


def title_words(text: str) -> list[str]:
    """The words of a title in lower case."""
    return re.findall(r"\w+", text.casefold())


def telling(words: list[str] | tuple[str, ...]) -> list[str]:
    """The words of a title that say what the report is about: neither kinds of documents, numbers nor small words."""
    return [word for word in words if _tells(word)]


@lru_cache(maxsize=1 << 16)
def _tells(word: str) -> bool:
    return not _PLAIN.match(word)


def titles_agree(first: tuple[str, str], second: tuple[str, str]) -> str:
    """How two (title, subtitle) agree: "same", "near" (letters lost, as OCR does), "shorter" (one goes on where the
    other ends) or "" when they do not. Figures and names of places must be the same ones."""
    ours, theirs = title_words(" ".join(first)), title_words(" ".join(second))
    if not ours or not theirs:
        return ""
    if "".join(ours) == "".join(theirs):
        return "same"
    short, long = sorted((ours, theirs), key=len)
    mains = (title_words(first[0]), title_words(second[0]))
    if mains[0] == mains[1] and (not first[1] or not second[1]):
        return "same"
    if long[: len(short)] == short and len(telling(short)) >= 1:
        return "shorter"
    if _near(short, long):
        return "near"
    if _near(short, long[: len(short)]):
        return "shorter"
    return ""


def places_in(text: str) -> frozenset[str]:
    """Codes of the municipalities and counties that a text names, with or without genitive."""
    return frozenset(_place_codes()[m[1]] for m in _place_names().finditer(text))


def studied_places(text: str) -> list[str]:
    """Codes of the municipalities that a text calls so ("Mora kommun", "Moras kommun"), once for each mention."""
    return [_place_codes()[m[1]] for m in _place_names().finditer(text) if re.match(r"s?\s+kommun", text[m.end(1) :])]


def _near(first: list[str], second: list[str]) -> bool:
    """Word for word the same but for a letter or two in long words."""
    if len(first) != len(second):
        joined = ["".join(map(fold_word, words)) for words in (first, second)]
        return min(map(len, joined)) > 25 and abs(len(joined[0]) - len(joined[1])) <= 2 and joined[0] == joined[1]
    unlike = [(ours, theirs) for ours, theirs in zip(first, second, strict=True) if ours != theirs]
    lost = [(a, b) for a, b in unlike if fold_word(a) != fold_word(b)]
    if len(lost) > max(1, len(first) // 3):
        return False
    if any(all(w in _names() or w.removesuffix("s") in _names() for w in pair) for pair in unlike):
        return False
    return all(_misread(fold_word(one), fold_word(other)) for one, other in lost)


def _misread(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 4 or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.8


def _part(text: str) -> str:
    match = _PART.search(text)
    if not match:
        return ""
    found = (match["after"] or match["before"] or match["last"] or "").casefold()
    return NUMBERS.get(found, re.sub(r"\D", "", found))


def _edition(text: str) -> str:
    match = _EDITION.search(text)
    if not match:
        return ""
    if match["word"] or (match["n"] or "").casefold() in ("ny", "nya", "new"):
        return "+"
    found = match["n"].casefold()
    return NUMBERS.get(found, found)


def _years(text: str) -> list[str]:
    found = []
    for match in _YEAR.finditer(text):
        found.append(match[1])
        if match[2]:
            found.append(match[1][:2] + match[2])
    return found


@cache
def _place_codes() -> dict[str, str]:
    return {place.name: place.code for place in (*municipalities(), *counties())}


@cache
def _names() -> frozenset[str]:
    return frozenset(name.casefold() for name in _place_codes())


@cache
def _place_names() -> re.Pattern[str]:
    names = sorted(_place_codes(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?=s?(?!\w))")
