"""The merge of everything seen and read into the catalogue's state, and the way back from there to the index."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from config.corrections import Correction, Corrections
from indexer.catalogue import Catalogue, Copy, StoredDecision, StoredReport
from indexer.documents import document_of
from indexer.extract.document import EXTRACTOR_VERSION
from indexer.merge.described import described
from indexer.merge.fingerprint import FINGERPRINT_VERSION, Fingerprint
from indexer.merge.identity import Cluster, cluster, names, report_id
from indexer.merge.links import record_links
from indexer.merge.record import make_record, stamp
from indexer.merge.shown import subject_values
from indexer.understood import Understood, shown_pages
from models.document import Passage, ReadOutcome
from models.environment import Environment
from models.report import IndexedReport, Link, PublicRecord
from models.serial import from_json, to_json
from models.sighting import Sighting

NONE = Corrections()


@dataclass(frozen=True, slots=True)
class State:
    """One report of the catalogue as it is kept: the record and what is published beside it. `sha256` names the file
    that was read, "" without one."""

    record: PublicRecord
    headings: tuple[str, ...]
    passages: tuple[Passage, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A field whose value a person has decided: in which role, when (ISO) and why."""

    field: str
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One line of `fou export`: a report or project in one environment where it was found."""

    kind: str
    environment: str
    report: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    year: int | None
    series: str
    series_number: str
    publisher: str
    page_url: str | None
    file_url: str | None
    life_event: str
    status: str
    period: str
    corrected: tuple[Corrected, ...]
    subject: dict[str, tuple[str, ...]]


def merge(
    catalogue: Catalogue,
    sightings: Sequence[Sighting],
    environments: Mapping[str, Environment],
    describing: str,
    corrections: Corrections = NONE,
) -> tuple[str, ...]:
    """Make the catalogue's state anew from all sightings and stage results, in one transaction. `describing` is the
    version of the results of the stage "describe" to use.

    Returns:
        Where (file and line) people decided on a report that is not known.
    """

    def understood(sha: str | None) -> Understood | None:
        result = catalogue.stage_result("describe", describing, sha) if sha else None
        return from_json(Understood, result.result) if result else None

    decided: dict[str, list[Correction]] = {}
    for correction in corrections.values:
        decided.setdefault(correction.report, []).append(correction)

    def corrected(seen: Sequence[Sighting]) -> list[Correction]:
        found = [c for sighting in seen for name in names(sighting) for c in decided.get(name, ())]
        return sorted(dict.fromkeys(found), key=lambda c: (c.field, c.where))

    reports = [
        described(s, understood(s.file_sha256), _fingerprint(catalogue, s), [c.claim for c in corrected([s])])
        for s in sightings
        if s.kind == "report"
    ]
    merged = cluster(reports, corrections.overrules)
    belongs = {(m.sighting.environment, m.sighting.key): c.id for c in merged.clusters for m in c.members}
    links = record_links(merged)
    states, copies = [], []
    for group in merged.clusters:
        fixed = corrected([m.sighting for m in group.members])
        state = _report_state(catalogue, group, environments, understood, links.get(group.id, ()), fixed)
        states.append(state)
        rules = ("first", *(decision.rule for decision in group.joined))
        copies += [_copy(m.sighting, state, rule, fixed) for m, rule in zip(group.members, rules, strict=True)]
    for sighting in sightings:
        if sighting.kind == "project":
            related = tuple(
                dict.fromkeys(
                    belongs[(sighting.environment, key)]
                    for key in sighting.reports
                    if (sighting.environment, key) in belongs
                )
            )
            fixed = corrected([sighting])
            record = make_record(
                report_id(sighting), [sighting], None, "", environments, related, corrections=[c.claim for c in fixed]
            )
            state = State(stamp(record, (), ()), (), (), "")
            states.append(state)
            copies.append(_copy(sighting, state, "first", fixed))
    stored = [StoredReport(s.record.id, s.record.version, to_json(s)) for s in states]
    kept = [
        StoredDecision(d.first, d.second, d.verdict, d.rule, json.dumps(dict(d.evidence), ensure_ascii=False))
        for d in merged.decisions
    ]
    catalogue.replace_state(stored, copies, kept)
    known = {name for sighting in sightings for name in names(sighting)}
    lost = [c.where for c in corrections.values if c.report not in known]
    lost += [rule.where for rule in corrections.overrules if not known.issuperset(rule.reports)]
    return tuple(lost)


def indexed_report(catalogue: Catalogue, record_id: str) -> IndexedReport:
    """One report as engines take it, without vectors.

    Raises:
        KeyError: the catalogue has no such report.
    """
    data = catalogue.report(record_id)
    if data is None:
        raise KeyError(record_id)
    state = from_json(State, data)
    pages: tuple[str, ...] = ()
    if state.sha256 and state.record.redistribute:
        document = document_of(catalogue, state.sha256)
        pages = shown_pages(document) if document is not None else ()
    return IndexedReport(state.record, state.headings, state.passages, None, pages)


def _fingerprint(catalogue: Catalogue, sighting: Sighting) -> Fingerprint | None:
    sha = sighting.file_sha256
    result = catalogue.stage_result("fingerprint", FINGERPRINT_VERSION, sha) if sha else None
    return from_json(Fingerprint, result.result) if result else None


def _report_state(
    catalogue: Catalogue,
    group: Cluster,
    environments: Mapping[str, Environment],
    understood_of: Callable[[str | None], Understood | None],
    links: tuple[Link, ...],
    fixed: Sequence[Correction],
) -> State:
    sightings = [member.sighting for member in group.members]
    sha, understood, outcome = "", None, next((s.file_outcome.value for s in sightings if s.file_outcome), "")
    for copy in sorted({s.file_sha256: s for s in reversed(sightings) if s.file_sha256}.values(), key=sightings.index):
        read = catalogue.stage_result("read", EXTRACTOR_VERSION, str(copy.file_sha256))
        if read and (not sha or read.outcome == ReadOutcome.OK):
            sha, outcome = str(copy.file_sha256), read.outcome
            understood = understood_of(sha)
        if outcome == ReadOutcome.OK:
            break
    claims = [correction.claim for correction in fixed]
    record = make_record(group.id, sightings, understood, outcome, environments, links=links, corrections=claims)
    headings = understood.headings if understood else ()
    passages = understood.passages if understood else ()
    return State(stamp(record, headings, passages), headings, passages, sha)


def _copy(sighting: Sighting, state: State, reason: str, fixed: Sequence[Correction]) -> Copy:
    record = state.record
    line = ExportLine(
        kind=sighting.kind,
        environment=sighting.environment,
        report=record.id,
        title=record.title,
        subtitle=record.subtitle,
        authors=record.authors,
        year=record.year,
        series=record.series,
        series_number=record.number,
        publisher=record.publisher,
        page_url=sighting.page_url,
        file_url=sighting.file_url,
        life_event=sighting.event.value,
        status=record.status,
        period=record.period,
        corrected=tuple(Corrected(c.field, c.who, c.when, c.why) for c in fixed),
        subject=subject_values(record.described),
    )
    return Copy(sighting.environment, sighting.key, record.id, reason, to_json(line))
