"""Ways to end what is being typed: titles and words in use from the engine, subjects and municipalities in use by their
names, each with its kind in words."""

import re
from dataclasses import dataclass
from threading import Lock

from models.language.folding import fold
from models.search import SearchQuery
from search_app.engine import Engine
from search_app.facets import BY_ID, Labels
from search_app.language import gettext

MOST = 8
NAMES = 3
"""Subjects and municipalities at most."""
SHORTEST = 2
NAMED = ("municipality", "area", "group", "intervention", "method")
_LAST = re.compile(r"[^\W_][\w-]*$")


@dataclass(frozen=True, slots=True)
class End:
    """The whole question as it may end, and what kind of thing was found: a title, a word, or the name of a facet."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Name:
    label: str
    facet: str
    count: int
    beginnings: tuple[str, ...]


class Completer:
    """Knows the names in use; looks them up anew when the index is published to."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, tuple[str, list[_Name]]] = {}

    def ends(self, engine: Engine, text: str, labels: Labels) -> list[End]:
        """Up to `MOST` ways to end a text, in the language of the labels: titles, then names, then words."""
        match = _LAST.search(text)
        if match is None or len(match[0]) < SHORTEST:
            return []
        found = engine.complete(text, MOST)
        titles = [End(end.text, gettext("titel")) for end in found if end.kind == "title"]
        words = [End(end.text, gettext("ord")) for end in found if end.kind == "word"]
        names = [End(name, kind) for name, kind in self._named(engine, text, match, labels)]
        room = MOST - len(names)
        ends = {end.text.casefold(): end for end in (*words, *names, *titles)}  # a name says more than the same word
        ordered = dict.fromkeys(end.text.casefold() for end in (*titles[: room // 2], *names, *words, *titles))
        return [ends[key] for key in ordered if key != text.casefold()][:MOST]

    def _named(self, engine: Engine, text: str, last: re.Match[str], labels: Labels) -> list[tuple[str, str]]:
        """Names that begin as the whole text, or have a word that does; else places that begin as its last word."""
        names = self._names(engine, labels)
        whole, word = fold(text.strip().casefold()), fold(last[0].casefold())
        fitting = [(name, "") for name in names if any(b.startswith(whole) for b in name.beginnings)]
        if not fitting and last.start():
            before = text[: last.start()]
            places = (name for name in names if name.facet == "municipality")
            fitting = [(name, before) for name in places if name.beginnings[0].startswith(word)]
        return [(before + name.label, str(BY_ID[name.facet].legend)) for name, before in fitting[:NAMES]]

    def _names(self, engine: Engine, labels: Labels) -> list[_Name]:
        """Every name in use, those of most reports first."""
        state = engine.state()
        with self._lock:
            known = self._known.get(labels.language)
            if known is None or known[0] != state:
                known = self._known[labels.language] = (state, _look_up(engine, labels))
            return known[1]


def _look_up(engine: Engine, labels: Labels) -> list[_Name]:
    names = []
    for counts in engine.search(SearchQuery()).facets:
        if counts.facet in NAMED:
            for value in counts.values:
                label = labels.of(counts.facet, value.value)
                plain = fold(label.casefold())
                later = tuple(plain[match.start() :] for match in re.finditer(r"(?<=[\s,(-])\w{3,}", plain))
                names.append(_Name(label, counts.facet, value.count, (plain, *later)))
    return sorted(names, key=lambda name: (-name.count, name.label))
