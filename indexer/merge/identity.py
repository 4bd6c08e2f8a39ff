"""One report, once: which sightings show the same report, which reports belong together, and why.

Sightings that share a file, a number, a title or runs of words are judged pair by pair (`judge`); those found to be
the same are joined, the surest first, unless two of them were found to differ. What people have decided comes first.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from config.corrections import Overrule
from config.settings import load_weights
from indexer.merge.agree import number_key
from indexer.merge.judge import TITLE_ONLY, judge
from indexer.merge.likeness import NOTHING, alike_pairs, fold_word
from indexer.merge.sides import LINKS, Decision, Described
from indexer.merge.traits import telling, title_words
from models.sighting import Sighting

NEIGHBOURS = 12
"""In a block of more sightings than this only neighbours are compared, in order of year and title: so the work grows
with the number of sightings, however many share a title."""
SURE = 100
"""The strength of one file under two addresses."""
BY_PEOPLE = 1000


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sightings of one report, earliest first; `joined` gives for each but the first the decision that joined it."""

    id: str
    members: tuple[Described, ...]
    joined: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """All reports, every decision that was made on the way, and the links: (report, decision, other report), where
    the first report is the older edition, the whole, the original."""

    clusters: tuple[Cluster, ...]
    decisions: tuple[Decision, ...]
    links: tuple[tuple[str, Decision, str], ...]


def cluster(described: Sequence[Described], overrules: Sequence[Overrule] = ()) -> Merged:
    """Join the sightings of each report and link the reports that belong together. The same sightings in any order
    give the same reports with the same ids. The work grows as n log n."""
    items = sorted(described, key=lambda d: d.id)
    ruled = _ruled(items, overrules)
    decisions = {(d.first, d.second): d for d in ruled}
    settled = {frozenset(pair) for pair in decisions}
    for one, other in sorted(candidates(items)):
        first, second = items[one], items[other]
        if frozenset((first.id, second.id)) not in settled and (found := judge(first, second)):
            decisions[(found.first, found.second)] = found
    made = _without_common_titles([decisions[pair] for pair in sorted(decisions)], items)
    groups = _join(items, made)
    clusters = tuple(sorted((_cluster(members, made_of) for members, made_of in groups), key=lambda c: c.id))
    return Merged(clusters, tuple(made), tuple(_links(clusters, made)))


def report_id(sighting: Sighting) -> str:
    """The lasting id of the report first seen in this sighting: ten hexadecimal digits of its place."""
    return copy_id(sighting.environment, sighting.key)


def copy_id(environment: str, key: str) -> str:
    """The own id of the copy that an environment shows under `key`; the earliest copy's is the report's."""
    return hashlib.sha256(f"{environment}\n{key}".encode()).hexdigest()[:10]


def names(sighting: Sighting) -> tuple[str, ...]:
    """What people may call a sighting by: its own id, the address of its file, its key (mostly the page's address; not
    the address of a page that holds several reports)."""
    return tuple(dict.fromkeys(filter(None, (report_id(sighting), sighting.file_url, sighting.key))))


def candidates(items: Sequence[Described]) -> set[tuple[int, int]]:
    """Pairs (by position) that share anything by which two sightings could be one report or belong together."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    foreign: dict[tuple[str, str], list[int]] = defaultdict(list)
    own: dict[tuple[str, str], list[int]] = defaultdict(list)
    texts: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        for key in _keys(item):
            blocks[key].append(place)
        if item.sighting.file_sha256:
            texts[item.sighting.file_sha256].append(place)
        if item.language:
            for person in item.authors:
                longest = max(fold_word(person).replace(",", " ").split(), key=len, default="")
                (own if item.language == "sv" else foreign)[(longest, item.year)].append(place)
    pairs = set()
    for block in blocks.values():
        pairs |= set(_within(block, items))
    for group in texts.values():
        pairs |= {(group[0], other) for other in group[1:]}
    for (name, year), places in foreign.items():
        near = [str(int(year) + step) for step in (-1, 0, 1)] if year.isdigit() else []
        kin = [p for y in near for p in own.get((name, y), ())][:NEIGHBOURS]
        pairs |= {(min(p, q), max(p, q)) for p in places for q in kin if p != q}
    ones = [group[0] for group in texts.values()]
    sketches = [text.runs if (text := items[place].text) else NOTHING for place in ones]
    least: int = load_weights()["merging"]["runs"]
    pairs |= {tuple(sorted((ones[i], ones[j]))) for i, j in alike_pairs(sketches, least)}  # type: ignore[misc]
    return pairs


def _keys(item: Described) -> Iterator[tuple[str, ...]]:
    for isbn in item.isbn:
        yield "isbn", isbn
    number = number_key(item)
    if number:
        year = number[0] or item.year
        yield "number", item.sighting.environment, year, number[1]
        if item.series:
            yield "series", fold_word(item.series), year, number[1]
    for words in (title_words(item.title), list(item.traits.stem)):
        said = [fold_word(word) for word in telling(words)]
        if said:
            yield ("title", *said[:3]) if len(said) >= 2 else ("title", item.sighting.environment, *said)
        if len(said) > 3:  # the same words in spite of a letter lost in one of the first
            yield ("end", *said[-3:])


def _within(block: Sequence[int], items: Sequence[Described]) -> Iterator[tuple[int, int]]:
    reach = len(block)
    if len(block) > NEIGHBOURS:
        block = sorted(block, key=lambda p: (items[p].title.casefold(), items[p].year, items[p].id))
        reach = NEIGHBOURS
    for place, one in enumerate(block):
        for other in block[place + 1 : place + 1 + reach]:
            if one != other:
                yield min(one, other), max(one, other)


def _ruled(items: Sequence[Described], overrules: Iterable[Overrule]) -> list[Decision]:
    """What people decided, as decisions on sightings."""
    known: dict[str, list[Described]] = defaultdict(list)
    for item in items:
        for name in names(item.sighting):
            known[name].append(item)
    found = []
    for rule in overrules:
        named = [known.get(name, []) for name in rule.reports]
        for place, group in enumerate(named):
            for others in named[place + 1 :]:
                for first in group:
                    for second in others:
                        if first.id != second.id:
                            a, b = sorted((first.id, second.id))
                            told = (("who", rule.who), ("when", rule.when), ("why", rule.why))
                            found.append(
                                Decision(a, b, "same" if rule.same else "apart", "a person decided", told, BY_PEOPLE)
                            )
    return found


def _without_common_titles(decisions: Sequence[Decision], items: Sequence[Described]) -> list[Decision]:
    """A title that different reports were found to have ("Brukarundersökning i hemtjänsten") joins none by itself."""
    title = {item.id: " ".join(title_words(item.title)) for item in items}
    common = {title[d.first] for d in decisions if d.verdict == "apart" and title[d.first] == title[d.second]}
    return [
        replace(d, verdict="open", rule="a title that several reports have", strength=0)
        if d.rule == TITLE_ONLY and title[d.first] in common
        else d
        for d in decisions
    ]


def _join(
    items: Sequence[Described], decisions: Sequence[Decision]
) -> list[tuple[list[Described], dict[str, Decision]]]:
    """Groups with the decision that brought each member in. Surest first; never two that were found to differ."""
    parent = {item.id: item.id for item in items}
    barred: dict[str, set[str]] = defaultdict(set)  # by rules; one file is one report whatever the rules see in it
    parted: dict[str, set[str]] = defaultdict(set)  # by people
    by: dict[str, Decision] = {}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for decision in decisions:
        if decision.verdict not in ("same", "open"):
            for bars in (barred, parted) if decision.strength else (barred,):
                bars[decision.first].add(decision.second)
                bars[decision.second].add(decision.first)
    for decision in sorted(
        (d for d in decisions if d.verdict == "same"), key=lambda d: (-d.strength, d.first, d.second)
    ):
        one, other = root(decision.first), root(decision.second)
        if one == other:
            continue
        bars = parted if decision.strength >= SURE else barred
        if any(root(name) == other for name in bars[one]):
            continue
        keep, gone = sorted((one, other))
        parent[gone] = keep
        for bars in (barred, parted):
            bars[keep] |= bars.pop(gone, set())
        by[decision.first] = by.get(decision.first, decision)
        by[decision.second] = by.get(decision.second, decision)
    groups: dict[str, list[Described]] = defaultdict(list)
    for item in items:
        groups[root(item.id)].append(item)
    return [(group, by) for group in groups.values()]


def _cluster(members: Sequence[Described], by: dict[str, Decision]) -> Cluster:
    ordered = sorted(members, key=lambda d: (d.sighting.first_seen[:10], d.sighting.environment, d.sighting.key))
    return Cluster(report_id(ordered[0].sighting), tuple(ordered), tuple(by[m.id] for m in ordered[1:]))


def _links(clusters: Sequence[Cluster], decisions: Sequence[Decision]) -> Iterator[tuple[str, Decision, str]]:
    """One link for each pair of reports: the first found, in order of the kinds."""
    belongs = {member.id: c.id for c in clusters for member in c.members}
    seen = set()
    for decision in sorted(decisions, key=lambda d: LINKS.index(d.verdict) if d.verdict in LINKS else 9):
        one, other = belongs[decision.first], belongs[decision.second]
        if decision.verdict in LINKS and one != other and frozenset((one, other)) not in seen:
            seen.add(frozenset((one, other)))
            yield one, decision, other
