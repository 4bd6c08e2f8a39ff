"""Whether authors, years and numbers of two sightings agree."""

import re
from functools import lru_cache

from indexer.merge.likeness import fold_word
from indexer.merge.sides import Described


def people(first: tuple[str, ...], second: tuple[str, ...]) -> str:
    """ "same" when anyone wrote both, "differ" when both name others, "" when either names nobody."""
    ours, theirs = [_person(p) for p in first], [_person(p) for p in second]
    if not any(ours) or not any(theirs):
        return ""
    return "same" if any(_same_person(o, t) for o in ours for t in theirs) else "differ"


@lru_cache(maxsize=1 << 16)
def _person(name: str) -> tuple[str, ...]:
    last, comma, rest = name.partition(",")
    ordered = f"{rest} {last}" if comma else name
    return tuple(re.findall(r"\w+", fold_word(ordered)))


def _same_person(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if not first or not second:
        return False
    if sorted(first) == sorted(second):
        return True
    return first[-1] == second[-1] and first[0][0] == second[0][0]


def years(first: str, second: str) -> str:
    """ "same", "differ", or "" when either is not known."""
    if not first.isdigit() or not second.isdigit():
        return ""
    return "same" if first == second else "differ"


def number_key(item: Described) -> tuple[str, str] | None:
    """(year, number) of the series number whatever way it is written ("2016:2", "2/2016", "nr 2, 2016"), None without
    one. The year is "" when neither the number nor the report has one."""
    digits = re.findall(r"\d+", item.number)
    if not digits:
        return None
    year = next((d for d in digits if re.fullmatch(r"(?:19[5-9]|20[0-4])\d", d)), "")
    rest = [d for d in digits if d != year]
    if not year and len(rest) == 2 and "/" in item.number:
        year = ("19" if int(rest[1]) > 50 else "20") + rest[1].zfill(2) if len(rest[1]) == 2 else ""
        rest = rest[:1] if year else rest
    if not rest:
        return None
    letter = re.search(r"(?<![a-z])[A-Z](?=\d)", item.number)
    return year, (letter[0] if letter else "") + str(int(rest[0]))


def numbers(first: Described, second: Described) -> str:
    """ "same", "differ", or "" when either has no number or the numbers belong to different series."""
    ours, theirs = number_key(first), number_key(second)
    if ours is None or theirs is None:
        return ""
    home = first.sighting.environment == second.sighting.environment
    series = fold_word(first.series) == fold_word(second.series)
    if ours[1] == theirs[1] and (ours[0] == theirs[0] or "" in (ours[0], theirs[0])):
        return "same" if (home or (series and first.series)) else ""
    # two publishers may give one report a number each
    return "differ" if home or not (first.series and second.series) or series else ""
