"""Titles and headings by their words: what is never a report or project, and which list a name stands for."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crawler.reading import refusals, words

LISTS = {
    "reports": words.REPORT_LIST, "projects": words.PROJECT_LIST, "news": words.NEWS_LIST, "knowledge": words.KNOWLEDGE,
    "work": words.WORK, "courses": words.COURSE_LIST,
}  # fmt: skip
WORK_OR_TEXT = frozenset({"reports", "projects"})
# Pågående utvärderingar · Aktuella studier: what is under way has not been written
_UNDER_WAY = re.compile(
    r"\b(?:pågående|aktuella|nuvarande|löpande|kommande|planerade)\s+(?:[\w-]+\s+){0,2}"
    r"(?:studier|utvärderingar|kartläggningar)\b",
    re.IGNORECASE,
)

# Projekt som pågår · Tidigare utgivet som inte finns digitalt
_STATES = r"pågår|är|har|avslutats|inte|bara|endast|finns"


def refusal(title: str) -> str:
    """Why a thing of this title is never a report or project; "" when nothing speaks against it.

    "Rapport från styrgruppsmöte", "Protokoll 2023-03-12", "FoU-Avtal år 2022", "Socialstyrelsens lägesrapport".
    """
    if match := refusals.MINUTES.search(title):
        return f"minutes or an account, no study: {match.group()!r}"
    if match := refusals.REFUSED_HEAD.search(title):
        return f"named {match.group().strip()!r}"
    if match := refusals.REFUSED_TAIL.search(title):
        return f"named {match['kind']!r}"
    if match := refusals.NATIONAL.search(title):
        return f"published by another: {match.group().strip()!r}"
    return ""


def is_beside(label: str) -> bool:
    """Whether a link's words say that it leads to an annex of something, or to what never is a thing of its own."""
    return bool(words.SUPPLEMENT.search(label)) or ((refused := refusal(label)) != "" and is_firm(refused))


def stated_kind(text: str) -> str:
    """What a field for the type of document says a thing is: "report", "other" ("Typ: Affisch"), "" when none says."""
    stated = next((match["kind"] for match in words.TYPE_FIELD.finditer(text)), "")
    if words.BESIDE["reports"].fullmatch(stated) or words.REPORT_WORD.search(stated):
        return "report"
    refused = refusal(stated) or words.BESIDE["material"].fullmatch(stated) or words.BESIDE["news"].fullmatch(stated)
    return "other" if refused else ""


def is_firm(refused: str) -> bool:
    """Whether a refusal stands whatever else is said: "named 'Protokoll'" does, "named 'Ansökan'" does not."""
    return not refused.startswith("named") or bool(refusals.REFUSED_FIRMLY.search(refused))


def list_kinds(names: Iterable[str]) -> frozenset[str]:
    """Which lists these headings, labels and crumbs stand for, by the names of `LISTS`; short names only."""
    return frozenset().union(*map(_named, names))


def standing(names: Sequence[str]) -> frozenset[str]:
    """Which lists a thing stands in by the names above it, outermost first. Where several tell of reports or projects
    the nearest counts: under "Pågående" on a page "Utvärderingar" stands what goes on."""
    nearest = next((kinds for name in reversed(names) if (kinds := _named(name) & WORK_OR_TEXT)), WORK_OR_TEXT)
    return list_kinds(names) - (WORK_OR_TEXT - nearest)


def state_above(names: Sequence[str]) -> str:
    """The state that the nearest list of projects among the names above a thing tells: "ongoing" for what stands under
    "Pågående uppdrag", "finished" under "Uppdragsarkiv", else ""."""
    nearest = next((name for name in reversed(names) if "projects" in _named(name)), "")
    return "finished" if words.FINISHED.search(nearest) else "ongoing" if words.ONGOING.search(nearest) else ""


@lru_cache(maxsize=4096)
def _named(name: str) -> frozenset[str]:
    if len(name) > 70:
        return frozenset()
    found = set()
    for kind, form in LISTS.items():
        match = form.search(name)
        # "Rapporter om äldre" is a list, "Utvärdering av två projekt" a title
        if (
            match
            and (match.start() <= 25 and len(name[: match.start()].split()) <= 2)
            and not _refers(name, match.end())
        ):
            found.add(kind)
    if "projects" in found and _UNDER_WAY.search(name):
        found.discard("reports")
    return frozenset(found)


def alike(one: str, other: str) -> bool:
    """Whether two titles share most of their longer words."""
    first, second = (set(re.findall(r"\w{4,}", text.lower())) for text in (one, other))
    return bool(first) and bool(second) and len(first & second) >= 0.6 * min(len(first), len(second))


def _refers(name: str, end: int) -> bool:
    """Whether what follows a list word makes it a title: "Rapport om …" no list, "Studier i hemlöshet" neither."""
    # Projekt Hemlots · Uppdrag: Trygga möten
    named = re.search(r"(?:projekt|uppdrag)(?:et)?$", name[:end], re.IGNORECASE)
    return (
        bool(re.match(rf"\s*(?:av\b|i\s+[a-zåäö]|som\b(?!\s+(?:{_STATES}))|:\s*\w+\s+\w+)", name[end:]))
        or bool(named and re.match(r":?\s+[”\"«]?(?!FoU|Region|Kommun)[A-ZÅÄÖ][a-zåäö]", name[end:]))
        or len(name[end:].split()) > 5
    )
