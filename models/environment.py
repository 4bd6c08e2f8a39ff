"""A FoU environment: who it is, where it is and where it publishes."""

from dataclasses import dataclass, field
from typing import Literal

Certainty = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality (four-digit code) or county (two-digit code) with the codes of Statistics Sweden."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What the crawler may fetch: address prefixes of pages, and further prefixes where files may lie."""

    pages: tuple[str, ...]
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Environment:
    """One entry of `config/environments/`.

    `presentation` names the way the site shows its reports (the letters of docs/architecture.md, section
    "Presentation types"), "" when the crawler shall find out for itself. `feed` is the address of a list of reports
    that the environment keeps for machines (CSV or JSON). `redistribute` tells whether the whole
    text of a page may be shown from our own index. `membership` is whether a page or the national survey states
    that the environment is a member of FoU Välfärd; `certainty` how sure that is today.
    """

    id: str
    name: str
    home: str
    scope: Scope
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    principal_type: str = ""
    principals: tuple[str, ...] = ()
    counties: tuple[Place, ...] = ()
    municipalities: tuple[Place, ...] = ()
    membership: Literal["confirmed", "uncertain", ""] = ""
    certainty: Certainty | Literal[""] = ""
    membership_note: str = ""
    presentation: Literal["A", "B", "C", "D", "E", "F", "G", ""] = ""
    report_listings: tuple[str, ...] = ()
    project_listings: tuple[str, ...] = ()
    oai_pmh: str = ""
    feed: str = ""
    redistribute: bool = False
    example: bool = False
    rules: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The name that readers see in lists."""
        return self.short_name or self.name
