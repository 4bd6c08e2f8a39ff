"""The links between reports that belong together without being the same, as each of them shows them."""

from collections import defaultdict

from indexer.merge.identity import Cluster, Merged
from models.report import Link, LinkKind

KINDS: dict[str, tuple[LinkKind, LinkKind]] = {
    "edition": ("edition of", "has edition"),
    "short": ("short version of", "has short version"),
    "part": ("part of", "has part"),
    "appendix": ("appendix to", "has appendix"),
    "translation": ("translation of", "has translation"),
    "follow-up": ("follow-up of", "has follow-up"),
}
"""Verdict → how the second report stands to the first, and the first to the second."""


def record_links(merged: Merged) -> dict[str, tuple[Link, ...]]:
    """Report id → its links, in order of kind and part."""
    clusters = {c.id: c for c in merged.clusters}
    links: dict[str, list[Link]] = defaultdict(list)
    for first, decision, second in merged.links:
        forth, back = KINDS[decision.verdict]
        one, other = clusters[first], clusters[second]
        if decision.verdict == "part" and _part(one):
            forth = back = "other part"  # of two parts neither is the whole
        links[second].append(Link(forth, first, _part(one), _language(one)))
        links[first].append(Link(back, second, _part(other), _language(other)))
    return {name: tuple(sorted(rows, key=lambda r: (r.kind, r.part, r.report))) for name, rows in links.items()}


def _part(cluster: Cluster) -> str:
    return next(filter(None, (member.traits.part for member in cluster.members)), "")


def _language(cluster: Cluster) -> str:
    return next(filter(None, (member.language for member in cluster.members)), "")
