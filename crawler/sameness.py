"""Whether two descriptions are of one thing, by what they call it. Pure; within one site, where titles are few.

Bytes and addresses are stronger signs and are looked at first; this is what is left when both have changed.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from crawler.reading import words
from models.claim import Claim

LEAST_LETTERS = 12
"""A title shorter than this says too little to be looked for within a longer one: "Natt", "Äldre", "Rapporten"."""
NEARLY = 0.85
"""Likeness (difflib) from which a title on the same page is a corrected one. Titles of one unit's other reports are
rarely over 0.7; those that differ in a number are other reports whatever their likeness."""


def plain(text: str) -> str:
    """The words of a text alone, in small letters."""
    return " ".join(re.findall(r"\w+", text.lower()))


def stated(claims: Iterable[Claim], name: str) -> str:
    """The surest value of a field as text, "" when there is none."""
    there = [claim for claim in claims if claim.field == name]
    return str(max(there, key=lambda claim: claim.confidence).value) if there else ""


def same_name(one: tuple[Claim, ...], other: tuple[Claim, ...]) -> bool:
    """Whether two have one title, with or without the subtitle, or one number and one title within the other
    ("FoU X 2014:2 Att vänta, pdf, 3 kB"), and neither number, year nor subtitle speaks against it."""
    titles = [plain(stated(claims, "title")) for claims in (one, other)]
    if not all(titles):
        return False
    for name in ("number", "year"):
        # yearly reports share a title: where both have a number or year, they must be the same
        values = [stated(claims, name) for claims in (one, other)]
        if all(values) and values[0] != values[1]:
            return False
    subtitles = [plain(stated(claims, "subtitle")) for claims in (one, other)]
    if titles[0] == titles[1]:
        return not all(subtitles) or subtitles[0] in subtitles[1] or subtitles[1] in subtitles[0]
    wholes = [f"{title} {subtitle}".strip() for title, subtitle in zip(titles, subtitles, strict=True)]
    if wholes[0] == wholes[1]:
        return True
    numbers = [stated(claims, "number") for claims in (one, other)]
    short, long = sorted(titles, key=len)
    return bool(
        numbers[0] and numbers[0] == numbers[1] and len(short) >= LEAST_LETTERS and f" {short} " in f" {long} "
        and not words.SUPPLEMENT.search(long.replace(short, "", 1))
    )  # fmt: skip


def nearly_same_name(one: tuple[Claim, ...], other: tuple[Claim, ...]) -> bool:
    """Whether one title is the other corrected or added to; for things on one page only."""
    titles = [plain(stated(claims, "title")) for claims in (one, other)]
    if any(len(title) < LEAST_LETTERS for title in titles):
        return False
    digits = [re.findall(r"\d+", " ".join([title, stated(claims, "number"), stated(claims, "year")]))
              for title, claims in zip(titles, (one, other), strict=True)]  # fmt: skip
    if digits[0] != digits[1]:
        return False
    short, long = sorted(titles, key=len)
    return f"{long} ".startswith(f"{short} ") or SequenceMatcher(None, short, long).ratio() >= NEARLY
