"""Titles and headings by their words: what is never a report or project, and which list a name stands for."""

from collections.abc import Iterable

from crawler.reading import words

LISTS = {
    "reports": words.REPORT_LIST, "projects": words.PROJECT_LIST, "news": words.NEWS_LIST, "knowledge": words.KNOWLEDGE,
    "work": words.WORK,
}  # fmt: skip


def refusal(title: str) -> str:
    """Why a thing of this title is never a report or project; "" when nothing speaks against it.

    "Rapport från styrgruppsmöte", "Protokoll 2023-03-12", "FoU-Avtal år 2022", "Socialstyrelsens lägesrapport".
    """
    if match := words.MINUTES.search(title):
        return f"minutes or an account, no study: {match.group()!r}"
    if match := words.REFUSED_HEAD.search(title):
        return f"named {match.group().strip()!r}"
    if match := words.NATIONAL.search(title):
        return f"published by another: {match.group().strip()!r}"
    return ""


def is_firm(refused: str) -> bool:
    """Whether a refusal stands whatever else is said: "named 'Protokoll'" does, "named 'Ansökan'" does not."""
    return not refused.startswith("named") or bool(words.REFUSED_FIRMLY.search(refused))


def list_kinds(names: Iterable[str]) -> frozenset[str]:
    """Which lists these headings, labels and crumbs stand for, by the names of `LISTS`; short names only."""
    found = set()
    for name in names:
        if len(name) > 70:
            continue
        for kind, form in LISTS.items():
            match = form.search(name)
            # "Rapporter om äldre" is a list, "Utvärdering av två projekt" a title
            if (
                match
                and (match.start() <= 25 and len(name[: match.start()].split()) <= 2)
                and not words.refers(name, match.end())
            ):
                found.add(kind)
    return frozenset(found)
