"""Signs of concepts and where they were found: which belong together, and which are taken away."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from config.taxonomy import Taxonomy
from models.language.tokens import Token

NEAR = 10
"""`A + B`: both stand in one sentence with at most so many words between."""
AS_NEAR = 2
"""So many words farther than the nearest still count as well: an inquiry "till personal och brukare" asks both."""

APART = 5
"""What is joined by *och* beside one of them stands so many words farther off, unless a preposition leads to it: in
"184 besökare fyllde i ett frågeformulär och 15 medarbetare intervjuades" the staff were not those who filled in."""
_AND = frozenset({"och", "samt", "medan", "men"})
_TO = frozenset({"till", "bland", "hos", "från", "av"})


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that speak for a concept. `strength` is strong, weak, kin (a word of the same family as a term), excluded
    (takes others away), or one half of a pair: `pair` numbers it."""

    concept: str
    strength: str
    words: str
    pair: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A sign found: tokens `start`:`end` of the text, in sentence number `sentence`. `folded` says that it was found
    only after lost letters were put back."""

    sign: Sign
    start: int
    end: int
    sentence: int
    folded: bool = False


def kin(taxonomy: Taxonomy, families: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """(concept, term) for each term of a family that is a term of no group of people, but whose family has one;
    where it has of several groups, for that with most. For areas it was measured, and gave nothing."""
    related: dict[str, dict[str, None]] = defaultdict(dict)
    for family in families:
        for term in family:
            related[term.lower()] |= {other: None for other in family if other != term}
    groups = taxonomy.facet("group")
    terms = {c.id: {t.strip("*").lower() for t in (*c.terms, *c.old, *c.weak, *c.excluded)} for c in groups}
    taken = set().union(*terms.values())
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for concept, own in terms.items():
        for other in (other for term in own for other in related[term] if other.lower() not in taken):
            votes[other][concept] += 1
    for other, concepts in sorted(votes.items()):
        most = max(concepts.values())
        yield from ((concept, other) for concept in sorted(concepts) if concepts[concept] == most)


def in_order(hit: Hit) -> tuple[int, int, str, str, str, int]:
    """The order of the text. No two hits are equal in it, so that what is made of them is the same in every run; of a
    sign that is both strong and weak the strong one comes first."""
    return hit.start, -hit.end, hit.sign.concept, hit.sign.words, hit.sign.strength, hit.sign.pair


def paired(hits: list[Hit], words: Sequence[Token | None], taxonomy: Taxonomy) -> list[Hit]:
    """Halves that stand near each other in `words` become one strong hit. A half that concepts below one top share
    (*enkät*) goes with the nearest other half, and with those that stand as near but for a few words."""
    halves: dict[tuple[int, int], list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.sign.strength == "pair":
            halves[(hit.sign.pair, hit.sentence)].append(hit)
    met: list[tuple[Hit, Hit]] = []
    nearest: dict[tuple[int, str, str], int] = {}
    for group in halves.values():
        for one in group:
            for other in group:
                if one.end <= other.start <= one.end + NEAR and one.sign.words != other.sign.words:
                    met.append((one, other))
                    for key in _shared(one, other, taxonomy):
                        nearest[key] = min(nearest.get(key, NEAR + APART), _between(one, other, words))
    whole = []
    for one, other in met:
        if all(_between(one, other, words) <= nearest[key] + AS_NEAR for key in _shared(one, other, taxonomy)):
            both = f"{one.sign.words} + {other.sign.words}"
            whole.append(replace(one, sign=replace(one.sign, strength="strong", words=both), end=other.end))
    singles = [hit for hit in hits if hit.sign.strength != "pair"]
    return sorted([*singles, *whole], key=in_order)


def _between(one: Hit, other: Hit, words: Sequence[Token | None]) -> int:
    """How many words apart two halves count as."""
    lemmas = [word.lemma for word in words[one.end : other.start] if word]
    joined = not _AND.isdisjoint([*lemmas[:1], *lemmas[-2:]]) and _TO.isdisjoint(lemmas)
    return other.start - one.end + (APART if joined else 0)


def _shared(one: Hit, other: Hit, taxonomy: Taxonomy) -> Iterator[tuple[int, str, str]]:
    """What names each half: where it stands, the words that were looked for and the top of the concept."""
    for hit in (one, other):
        yield hit.start, hit.sign.words, taxonomy.top(hit.sign.concept)


def without_excluded(hits: list[Hit]) -> list[Hit]:
    """An excluded phrase takes away the concept's signs that it overlaps or that stand in its sentence."""
    taken = {(hit.sign.concept, hit.sentence) for hit in hits if hit.sign.strength == "excluded"}
    return [hit for hit in hits if hit.sign.strength != "excluded" and (hit.sign.concept, hit.sentence) not in taken]
