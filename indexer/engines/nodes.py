"""A query as a frozen value that each backend turns into its own language by one pure function.

Scores are additive: `Or`, `And` and `AtLeast` add the scores of what matches, a `Term` gives BM25 of its field (k1 1.2,
b 0.75), `Boost` multiplies, `Filter` and everything that is not text gives nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Everything:
    """Every report or passage."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No report and no passage."""


@dataclass(frozen=True, slots=True)
class Term:
    """One token of one analysed field."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any token of one analysed field that begins with these characters. Scores 1."""

    field: str
    beginning: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """These tokens of one analysed field, one right after the other. At least two."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one."""

    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class And:
    """Each one."""

    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `least` of them."""

    least: int
    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """What `node` does not match."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Boost:
    """`node` with its score multiplied."""

    node: "Node"
    factor: float


@dataclass(frozen=True, slots=True)
class Filter:
    """What `node` matches, without score."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Ids:
    """The reports with these ids."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Reports that have at least one of these values in a facet."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """Reports of the years `first`–`last` (inclusive, None = open); `undated` takes those without a year too."""

    first: int | None
    last: int | None
    undated: bool = False


Node = (
    Everything | Nothing | Term | Prefix | Phrase | Or | And | AtLeast | Not | Boost | Filter | Ids | OneOf | Years
)  # fmt: skip


def either(nodes: Iterable[Node]) -> Or:
    """`Or` of these with no `Or` right within it: as scores add up it says the same, in fewer steps for a backend."""
    flat = tuple(_flat(nodes, 1.0))
    return Or(flat or (Nothing(),))


def _flat(nodes: Iterable[Node], factor: float) -> Iterator[Node]:
    for node in nodes:
        match node:
            case Or(inner):
                yield from _flat(inner, factor)
            case Boost(inner, more):
                yield from _flat((inner,), factor * more)
            case Nothing():
                pass
            case _:
                yield node if factor == 1.0 else Boost(node, factor)
