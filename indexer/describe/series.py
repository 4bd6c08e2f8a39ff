"""The names of series, as they stand before, after, above and below the number of a report."""

import re

_WORDS = (
    r"(?:fou[- ]?)?(?:"
    r"[a-zåäö]*-?rapport(?:er|erar|en|serien?|nr|nummer)?|[a-zåäö]*skrift(?:er|en|serien?)?|[a-zåäö]*tidskriften|"
    r"[a-zåäö]*översikt(?:er)?|pm|notat|ar(?:beids|bejds)papir(?:er)?|studier?|publikation(?:er|sserie)?|"
    r"papers?|reports?|studies|meddelanden?|uppsatser|forskning i korthet|fokus på|"
    r"[a-zåäö]*material|dokumentation(?:er)?|uppsats|tema|i fokus|utredning(?:ar)?|nytt|[a-zåäö]*serien?|häften?|"
    r"kunskapsunderlag|[a-zåäö]*bulletin(?:en)?|[a-zåäö]*blad|info|promemori(?:a|or)|"
    r"metodstöd|kartläggning(?:ar)?|utvärdering(?:ar)?|uppföljning(?:ar)?)"
)
SERIES = re.compile(rf"\b{_WORDS}\b", re.I)
_ENDS = re.compile(rf"\b{_WORDS}(?:\s+(?:från|from|i|in|/)\s+(?:\S+\s?){{1,4}})?$", re.I)
"""A line that is the name of a series and has its number elsewhere."""
ALONE = re.compile(r"(?:[^\W\d]\S*\s){0,3}(?:fou[- ]?)?(?:rapport|skrift)(?:er|serien?)?", re.I)
"""A line that is nothing but the name of a series, wherever on the cover its number stands."""
STUDY = re.compile(r"\b(?:kartläggning|utvärdering|uppföljning|utredning)(?:ar)?\b", re.I)
PART = re.compile(r"(?:del|etapp)rapport", re.I)
"""A part of a project has a number too; the number of the series goes before it."""


_LEAD = re.compile(
    r"^(?:(?:denna|den här|rapporten|studien|skriften|texten)\b.{0,40}?\b)?"
    r"(?:ingår|utges|utgiven|utgör|publi(?:cer|sh)\w+|tryckt|är|har|issued|appears)\b(?:\s+\w+){0,3}?\s+"
    r"(?:(?:i|ur|inom|in|of)\s+(?P<named>\w*serien|the\s+series)|som|as|i|ur|inom|in)\s+(?=\S)", re.I
)  # fmt: skip
"""The beginning of "Rapporten ingår i serien FoU-skrifter, nr 3"."""
_AFTER = re.compile(
    r"^[\s:–|·-]*(?:(?:i|ur|inom|in|of)\s+)?(?P<named>(?:the\s+series|\w*serien)\s+)?[”“\"’»]?"
    r"(?P<name>[^\W\d][^,;·•|()\d”“\"’«»]{2,70}?)[”“\"’«]?(?:,?\s\(?(?:år\s)?(?:19|20)\d\d\)?)?[\s.]*$",
    re.I,
)
"""What follows the number in "Nr 12 i serien Meddelanden från FoU"."""
_SAYS_SO = re.compile(r"^(?:(?:denna|den här|rapporten|studien|skriften)\b.{0,40}\b(?:är|har|utgör))?\s*$", re.I)
FACT = re.compile(
    r"^(?:(?:rapport|skrift|publikations)?serie(?:ns)?(?:\s?(?:namn|titel))?|series(?: title)?|ingår i serien?)"
    r"(?:\s*:\s*|\s{3,})(?P<name>[^\W\d].+)$", re.I
)  # fmt: skip
"""A fact of its own: "Serie: FoU-rapport"."""


def series_name(before: str) -> str:
    """The series' name from the words before a number (without "nr"): its last part; "" when no word there is one of
    a series."""
    before = re.sub(r"(?i)(?<=rapport)(?:nr|nummer)\.?$", "", before).rstrip(" .")
    before = re.sub(r"(?i)[\s,]+(?:årgång|årg\.?|vol(?:ym|\.)?)\s?\d+$", "", before)
    lead = _LEAD.match(before)
    part = re.split(r"\s*[·•|;]\s*|\s[–—-]\s|(?<=[a-zåäö])\.\s", before[lead.end() if lead else 0 :])[-1].strip(" ,(")
    if SERIES.search(part.rpartition(": ")[2]):
        part = part.rpartition(": ")[2]
    unit, _, last = part.rpartition(", ")
    if SERIES.match(last) and not SERIES.search(unit):  # the unit stands before it
        part = last
    if len(part.split()) > 9 or not (SERIES.search(part) or (lead and lead["named"])) or _SAYS_SO.match(part):
        return ""
    return re.sub(r"^(?:(?:i|ur|från|serien?)\s+|(?:serie|rapportserie):\s*)(?=\S\S)", "", part, flags=re.I) or part


def named_after(before: str, after: str) -> str:
    """The series' name where it follows its number, which nothing but "Rapporten är" stands before."""
    match = _AFTER.match(after)
    if not match or not _SAYS_SO.match(before) or len(after.split()) > 9:
        return ""
    return match["name"] if match["named"] or SERIES.search(match["name"]) else ""


def names_series(text: str) -> bool:
    """Whether a line is the name of a series that has its number elsewhere."""
    return _ENDS.search(STUDY.sub("", text)) is not None


def heads_figure(text: str) -> bool:
    """Whether a figure alone below this line of a cover is a number: below a series' name or "Nr"."""
    named = SERIES.match(text) and not STUDY.match(text) and names_series(text) and len(text.split()) <= 6
    return bool(named or ALONE.fullmatch(text) or re.fullmatch(r"(?:nr|nummer|no|n:o)\s?\.?\s?:?", text, re.I))
