"""The public record of a report or project: what readers see, made from everything that is known of it."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from config.vocabulary import kind_id
from indexer.describe.weigh import fold, weigh
from indexer.merge.shown import shown_subject, subject_facets
from indexer.understood import Understood
from models.claim import Claim, Field
from models.document import Passage, ReadOutcome
from models.environment import Environment
from models.report import Address, Link, PublicRecord, RecordKind
from models.serial import to_json
from models.sighting import LifeEvent, Sighting

OWN_WORD = re.compile(r"fou|forskning|utveckl|kunskap|centrum|utvärdering")
"""How a word begins that tells the unit from its principal ("Region Skogsbygden")."""
SHOWN_EVIDENCE: tuple[Field, ...] = (
    "title", "subtitle", "authors", "year", "series", "number", "isbn", "issn", "publisher", "kind", "language",
    "status", "period",
)  # fmt: skip


def make_record(
    record_id: str,
    sightings: Sequence[Sighting],
    understood: Understood | None,
    outcome: str,
    environments: Mapping[str, Environment],
    related: tuple[str, ...] = (),
    links: tuple[Link, ...] = (),
    corrections: Sequence[Claim] = (),
) -> PublicRecord:
    """Make the record, without its version (`stamp` adds it).

    Args:
        record_id: the report's lasting id.
        sightings: where it was found, earliest first.
        understood: what its file gives, None when there is none that can be read.
        outcome: how fetching and reading its file ended (a `ReadOutcome` or `FetchOutcome` value, "" without a file).
        environments: all environments by id.
        related: ids of the reports that came of a project.
        links: other reports that belong with this one.
        corrections: what people have decided; each beats whatever rules found for its field.
    """
    claims = [claim for sighting in sightings for claim in sighting.claims]
    claims += understood.claims if understood else ()
    units = [environments[s.environment] for s in sightings if s.environment in environments]
    claims = [_by_name(claim, units) for claim in claims]
    best = weigh(believed(claims, corrections))
    claims += corrections
    kind: RecordKind = sightings[0].kind
    if kind == "report" and (understood is None or outcome != ReadOutcome.OK):
        kind = "known"
    ids = tuple(dict.fromkeys(s.environment for s in sightings))
    word = _text(best, "kind")
    facets = {"environment": ids}
    if word:
        facets["kind"] = (kind_id(word),)
    counties = tuple(dict.fromkeys(p.code for i in ids if i in environments for p in environments[i].counties))
    subject = shown_subject(understood.subject if understood else None, claims, counties, corrections)
    facets |= subject_facets(subject)
    abstract = best.get("abstract")
    blurb = next((str(c.value) for c in claims if c.field == "abstract" and c.source != "pdf"), "")
    return PublicRecord(
        id=record_id,
        version="",
        kind=kind,
        title=_text(best, "title"),
        subtitle=_subtitle(best),
        authors=_list(best, "authors"),
        year=_year(best),
        series=_text(best, "series"),
        number=_text(best, "number"),
        isbn=_text(best, "isbn"),
        publisher=_text(best, "publisher"),
        document_kind=word,
        language=_text(best, "language"),
        summary=str(abstract.value) if abstract and abstract.source == "pdf" else "",
        summary_page=abstract.page if abstract and abstract.source == "pdf" else None,
        blurb=blurb,
        environments=ids,
        addresses=tuple(_address(s) for s in sightings),
        evidence=_evidence(claims, best),
        facets=facets,
        pages=len(understood.page_labels) if understood else 0,
        page_labels=understood.page_labels if understood else (),
        origins={str(origin): n for origin, n in understood.origins.items()} if understood else {},
        redistribute=all(i in environments and environments[i].redistribute for i in ids),
        outcome=outcome,
        status=_text(best, "status"),
        period=_text(best, "period"),
        related=related,
        links=links,
        described=subject.described,
        card=subject.card,
    )


def believed(claims: Sequence[Claim], corrections: Sequence[Claim]) -> list[Claim]:
    """The claims to weigh: where a person has decided, nothing else counts."""
    decided = {claim.field for claim in corrections}
    return [*(claim for claim in claims if claim.field not in decided), *corrections]


def stamp(record: PublicRecord, headings: Sequence[str], passages: Sequence[Passage]) -> PublicRecord:
    """The record with its version: a digest of everything that is published of it."""
    digest = hashlib.sha256(to_json(record).encode())
    digest.update("\n".join(headings).encode())
    digest.update(to_json(tuple(passages), tuple[Passage, ...]).encode())
    return replace(record, version=digest.hexdigest()[:12])


def _evidence(claims: Sequence[Claim], best: Mapping[Field, Claim]) -> tuple[Claim, ...]:
    """The chosen claim of each shown field, then the others that say something else or stand elsewhere."""
    shown: list[Claim] = []
    for field in SHOWN_EVIDENCE:
        if field in best:
            chosen = best[field]
            others = [c for c in dict.fromkeys(claims) if c.field == field]
            # the chosen claim carries the joint confidence of all that say the same; its own source is not told twice
            shown += [chosen, *(c for c in others if replace(c, confidence=chosen.confidence) != chosen)]
    return tuple(shown)


def _address(sighting: Sighting) -> Address:
    gone = sighting.event == LifeEvent.VANISHED
    return Address(
        environment=sighting.environment,
        page_url=sighting.page_url,
        file_url=sighting.file_url,
        first_seen=sighting.first_seen[:10],
        vanished=sighting.last_seen[:10] if gone else "",
    )


def _text(best: Mapping[Field, Claim], field: Field) -> str:
    claim = best.get(field)
    return "" if claim is None else str(claim.value)


def _subtitle(best: Mapping[Field, Claim]) -> str:
    """The subtitle, unless the title already ends with it (sites write both in one line)."""
    subtitle = _text(best, "subtitle")
    return "" if fold(_text(best, "title")).endswith(fold(subtitle)) else subtitle


def _list(best: Mapping[Field, Claim], field: Field) -> tuple[str, ...]:
    claim = best.get(field)
    if claim is None:
        return ()
    return claim.value if isinstance(claim.value, tuple) else (claim.value,)


def _year(best: Mapping[Field, Claim]) -> int | None:
    text = _text(best, "year")
    return int(text) if text.isdigit() else None


def _by_name(claim: Claim, units: Iterable[Environment]) -> Claim:
    """A publisher that is one of the environments under a shortened or turned name ("FoU i välfärd", "Högskolan X,
    Forskningsmiljön Y") or together with its principal, by its whole name. A name that it had before is none of these,
    and stays."""
    if claim.field != "publisher":
        return claim
    said = re.findall(r"\w+", str(claim.value).casefold())
    for unit in units:
        for name in (unit.name, unit.short_name):
            whole = re.findall(r"\w+", name.casefold())
            shortened = len(said) > 1 and whole[: len(said)] == said and any(OWN_WORD.match(word) for word in said)
            rest = said[len(whole) :] if said[: len(whole)] == whole else []
            # "FoU X, Region X" is the unit with its principal; "FoU X och FoU Y" are two
            with_principal = rest and rest[0] not in ("och", "samt", "and") and not any(map(OWN_WORD.match, rest))
            if whole and (sorted(whole) == sorted(said) or shortened or with_principal):
                return replace(claim, value=unit.name)
    return claim
