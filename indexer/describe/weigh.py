"""Claims of all sources about one report → the claim to believe for each field."""

import re
from collections import defaultdict
from collections.abc import Iterable

from models.claim import Claim, Field, Source

TRUST: dict[Source, float] = {
    "correction": 1.0, "operator": 1.0, "repository": 0.95, "page": 0.9, "pdf": 0.9, "metadata": 0.6, "file name": 0.5,
}  # fmt: skip
"""How far a source is believed, on top of the confidence of its rule: a person who corrects is always believed; a
page and the print beside it count alike (pages shorten titles, prints hide them in decoration); programs write what
they like into a file's metadata."""

OWN: dict[tuple[Field, Source], float] = {
    ("number", "page"): 0.8,  # pages write "nr 2, 2016" for what is printed 2016:2
    ("series", "page"): 0.8,
    ("abstract", "page"): 0.7,  # a page's blurb is not the summary
    ("language", "metadata"): 0.3,
}
"""Where a source is more or less to be believed about one field."""


def weigh(claims: Iterable[Claim]) -> dict[Field, Claim]:
    """The best claim for each field. Equal values (whatever their case and spacing) from several sources or rules
    strengthen each other; the claim returned is the best of those that say it, with their joint confidence."""
    groups: dict[Field, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        groups[claim.field][fold(claim.value)].append(claim)
    _join_titles(groups)
    return {field: _best(list(values.values())) for field, values in groups.items()}


def fold(value: str | tuple[str, ...]) -> str:
    """What is left of a value when case, spacing and punctuation do not count; lists in any order."""
    if isinstance(value, tuple):
        return "|".join(sorted(fold(part) for part in value))
    return re.sub(r"[^\w]+", "", value.casefold())


def _join_titles(groups: dict[Field, dict[str, list[Claim]]]) -> None:
    """A title written together with the subtitle says the same as the title alone."""
    titles, subtitles = groups.get("title", {}), groups.get("subtitle", {})
    for short in list(titles):
        for subtitle in subtitles:
            whole = titles.get(short + subtitle)
            if whole and short in titles and subtitle:
                titles[short] += titles.pop(short + subtitle)


def _best(groups: list[list[Claim]]) -> Claim:
    ranked = sorted(groups, key=lambda group: (-_joint(group), -len(group)))
    group = ranked[0]
    shortest = min(len(_text(claim)) for claim in group)
    first = max(group, key=lambda claim: (_weight(claim), len(_text(claim)) == shortest))
    return Claim(first.field, first.value, first.source, first.rule, round(_joint(group), 3), first.page, first.quote)


def _text(claim: Claim) -> str:
    return claim.value if isinstance(claim.value, str) else " ".join(claim.value)


def _weight(claim: Claim) -> float:
    trust = OWN.get((claim.field, claim.source), TRUST[claim.source])
    return min(1.0, claim.confidence * trust) if claim.source != "operator" else 1.0


def _joint(group: list[Claim]) -> float:
    """1 − Π(1 − weight) over different sources and rules: what two see alone is seldom wrong. Rules that read the same
    words on the same page are one witness."""
    doubt = 1.0
    rules: set[tuple[Source, str]] = set()
    places: set[tuple[Source, int | None, str]] = set()
    for claim in sorted(group, key=_weight, reverse=True):
        rule, place = (claim.source, claim.rule), (claim.source, claim.page, claim.quote)
        if rule not in rules and place not in places:
            doubt *= 1 - _weight(claim)
            rules.add(rule)
            places.add(place)
    return 1 - doubt
