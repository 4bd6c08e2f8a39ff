"""The merge of everything seen and read into the catalogue's state, and the way back from there to the index."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from indexer.catalogue import Catalogue, Copy, StoredReport
from indexer.describe.weigh import weigh
from indexer.extract.document import EXTRACTOR_VERSION, Document
from indexer.merge.identity import Cluster, Described, cluster, report_id
from indexer.merge.record import make_record, stamp
from indexer.understood import Understood, shown_pages
from models.document import Passage, ReadOutcome
from models.environment import Environment
from models.report import IndexedReport, PublicRecord
from models.serial import from_json, to_json
from models.sighting import Sighting


@dataclass(frozen=True, slots=True)
class State:
    """One report of the catalogue as it is kept: the record and what is published beside it. `sha256` names the file
    that was read, "" without one."""

    record: PublicRecord
    headings: tuple[str, ...]
    passages: tuple[Passage, ...]
    sha256: str


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


def merge(
    catalogue: Catalogue, sightings: Sequence[Sighting], environments: Mapping[str, Environment], describing: str
) -> None:
    """Make the catalogue's state anew from all sightings and stage results, in one transaction. `describing` is the
    version of the results of the stage "describe" to use."""

    def understood(sha: str | None) -> Understood | None:
        result = catalogue.stage_result("describe", describing, sha) if sha else None
        return from_json(Understood, result.result) if result else None

    reports = [_described(s, understood(s.file_sha256)) for s in sightings if s.kind == "report"]
    clusters = cluster(reports)
    belongs = {(m.sighting.environment, m.sighting.key): c.id for c in clusters for m in c.members}
    states = [_report_state(catalogue, c, environments, understood) for c in clusters]
    copies = [
        _copy(member.sighting, state, reason)
        for c, state in zip(clusters, states, strict=True)
        for member, reason in zip(c.members, ("first", *c.reasons), strict=True)
    ]
    for sighting in sightings:
        if sighting.kind == "project":
            related = tuple(
                dict.fromkeys(
                    belongs[(sighting.environment, key)]
                    for key in sighting.reports
                    if (sighting.environment, key) in belongs
                )
            )
            record = make_record(report_id(sighting), [sighting], None, "", environments, related)
            state = State(stamp(record, (), ()), (), (), "")
            states.append(state)
            copies.append(_copy(sighting, state, "first"))
    stored = [StoredReport(s.record.id, s.record.version, to_json(s)) for s in states]
    catalogue.replace_state(stored, copies)


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
        read = catalogue.stage_result("read", EXTRACTOR_VERSION, state.sha256)
        pages = shown_pages(Document.from_json(read.result)) if read and read.result else ()
    return IndexedReport(state.record, state.headings, state.passages, None, pages)


def _described(sighting: Sighting, understood: Understood | None) -> Described:
    best = weigh([*sighting.claims, *(understood.claims if understood else ())])
    value = {field: claim.value for field, claim in best.items()}
    authors = value.get("authors", ())
    return Described(
        sighting=sighting,
        title=str(value.get("title", "")),
        subtitle=str(value.get("subtitle", "")),
        year=str(value.get("year", "")),
        number=str(value.get("number", "")),
        authors=authors if isinstance(authors, tuple) else (authors,),
    )


def _report_state(
    catalogue: Catalogue,
    group: Cluster,
    environments: Mapping[str, Environment],
    understood_of: Callable[[str | None], Understood | None],
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
    record = make_record(group.id, sightings, understood, outcome, environments)
    headings = understood.headings if understood else ()
    passages = understood.passages if understood else ()
    return State(stamp(record, headings, passages), headings, passages, sha)


def _copy(sighting: Sighting, state: State, reason: str) -> Copy:
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
    )
    return Copy(sighting.environment, sighting.key, record.id, reason, to_json(line))
