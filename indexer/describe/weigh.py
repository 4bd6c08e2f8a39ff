"""Claims of all sources about one report → the claim to believe for each field."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

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
LEAST_TITLE = 0.5
"""A title with less weight says nothing about where another one's subtitle begins."""


def weigh(claims: Iterable[Claim]) -> dict[Field, Claim]:
    """The best claim for each field. Equal values (whatever their case and spacing) from several sources or rules
    strengthen each other; the claim returned is the best of those that say it, with their joint confidence."""
    groups: dict[Field, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        groups[claim.field][fold(claim.value)].append(claim)
    _join_titles(groups)
    _join_initials(groups)
    return {field: _best(list(values.values())) for field, values in groups.items()}


def fold(value: str | tuple[str, ...]) -> str:
    """What is left of a value when case, spacing and punctuation do not count; lists in any order."""
    if isinstance(value, tuple):
        return "|".join(sorted(fold(part) for part in value))
    return re.sub(r"[^\w]+", "", value.casefold())


def _join_titles(groups: dict[Field, dict[str, list[Claim]]]) -> None:
    """A title written together with the subtitle says the same as the title alone."""
    titles = groups.get("title", {})
    for short in list(titles):
        for long in [key for key in titles if key != short and short in titles]:
            # what one source prints as the title begins another's, which goes on after a dash, colon or stop
            rest = _rest(str(titles[short][0].value), str(titles[long][0].value))
            if rest and max(_weight(claim) for claim in titles[short]) >= LEAST_TITLE:
                told = titles.pop(long)
                titles[short] += [replace(claim, value=titles[short][0].value) for claim in told]
                groups["subtitle"][fold(rest)] += [replace(claim, field="subtitle", value=rest) for claim in told]
    subtitles = groups.get("subtitle", {})
    for short in list(titles):
        for subtitle in subtitles:
            whole = titles.get(short + subtitle)
            if whole and short in titles and subtitle:
                titles[short] += titles.pop(short + subtitle)


def _rest(short: str, long: str) -> str:
    """What a longer title adds to a shorter one after a sign between them, "" when it adds nothing or has no sign."""
    match = re.match(rf"{re.escape(short)}\s*(?:[:.]|\s[–—-])\s+(?P<rest>\S.{{5,}})$", long, re.IGNORECASE)
    return match["rest"].strip() if match and len(short.split()) > 1 else ""


def _join_initials(groups: dict[Field, dict[str, list[Claim]]]) -> None:
    """Authors whose first names are written with initials are those with the same surnames written in full."""
    lists = groups.get("authors", {})
    for short in list(lists):
        full = [key for key in lists if key != short and _abbreviates(lists[short][0].value, lists[key][0].value)]
        if len(full) == 1:
            # the words of the full names are the evidence for them
            lists[full[0]] += lists.pop(short)


def _abbreviates(short: str | tuple[str, ...], full: str | tuple[str, ...]) -> bool:
    if isinstance(short, str) or isinstance(full, str) or len(short) != len(full):
        return False
    return all(
        _initialled(one, other) for one, other in zip(sorted(short, key=_last), sorted(full, key=_last), strict=True)
    )


def _is_initialled(claim: Claim) -> bool:
    return isinstance(claim.value, tuple) and any(re.match(r"[^\W\d_]\.", name) for name in claim.value)


def _last(name: str) -> str:
    return name.casefold().split()[-1]


def _initialled(short: str, full: str) -> bool:
    """Whether a name is another with initials: "R. Jaber" for "Rana Jaber", "E.-L. Ek" for "Eva-Lena Ek"."""
    initials = re.match(r"^((?:[^\W\d_]\.[\s-]*)+)(?=[^\W\d_]{2})", short)
    if initials is None:
        return False
    surname = short[initials.end() :].casefold()
    letters = re.findall(r"[^\W\d_]", initials[1].casefold())
    if not full.casefold().endswith(f" {surname}"):
        return False
    firsts = [part[0] for part in re.split(r"[\s-]+", full[: -len(surname)].strip().casefold()) if part]
    return firsts[: len(letters)] == letters


def _best(groups: list[list[Claim]]) -> Claim:
    ranked = sorted(groups, key=lambda group: (-_joint(group), -len(group)))
    group = ranked[0]
    shortest = min(len(_text(claim)) for claim in group)
    own = [claim for claim in group if not _is_initialled(claim)] or group
    first = max(own, key=lambda claim: (_weight(claim), len(_text(claim)) == shortest))
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
