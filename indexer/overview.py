"""How things stand: what the sites gave, what could not be read, what the index holds. For `fou status`."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from config.environments import load_environments
from config.settings import Settings
from crawler.archive import Archive
from indexer.catalogue import Catalogue
from indexer.engines import cluster_health, open_engine
from indexer.extract import ocr
from models.document import ReadOutcome
from models.errors import EngineUnavailableError, FingerprintError
from models.search import ClusterHealth, IndexStats
from models.sighting import FetchOutcome, Health, HealthKind

FINE = {FetchOutcome.OK, FetchOutcome.NOT_MODIFIED}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One file or address that gave no report text, or lacks that of some pages: where it was found, what happened, and
    a detail for operators."""

    environment: str
    address: str
    outcome: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Overdue:
    """An environment whose latest whole crawl ended too long ago: `last` (ISO, UTC) and `days`."""

    environment: str
    last: str
    days: int


@dataclass(frozen=True, slots=True)
class Overview:
    """`needs_person` is true when an environment or the cluster is in a state that only a person can mend; `overdue`
    are the environments that no crawl has come to for long; `cluster` is None where there is none, or it may not be
    asked (`cluster_problem` says why). `recognition` names the installed program for text recognition, "" when there
    is none."""

    health: tuple[Health, ...]
    overdue: tuple[Overdue, ...]
    troubles: tuple[Trouble, ...]
    files: int
    bytes_stored: int
    index: IndexStats | None
    index_problem: str
    cluster: ClusterHealth | None
    cluster_problem: str
    needs_person: bool
    recognition: str


def overview(settings: Settings) -> Overview:
    """Look at every store. A store that is not there yet is empty, not an error.

    Raises:
        StoreError: a store is damaged.
    """
    with closing(Archive(settings.archive)) as archive, closing(Catalogue(settings.catalogue)) as catalogue:
        health = tuple(archive.health())
        unread = {
            sha: (outcome, detail)
            for outcome, rows in catalogue.outcomes("read").items()
            if outcome != ReadOutcome.OK
            for sha, detail in rows
        }
        pages = catalogue.outcomes("waiting")
        unread |= {sha: (outcome, detail) for outcome, rows in pages.items() for sha, detail in rows}
        troubles: list[Trouble] = []
        shas = set()
        for sighting in archive.sightings():
            address = sighting.file_url or sighting.page_url or sighting.key
            if sighting.file_outcome and sighting.file_outcome not in FINE:
                troubles.append(Trouble(sighting.environment, address, sighting.file_outcome.value))
            if sighting.file_sha256:
                shas.add(sighting.file_sha256)
                if sighting.file_sha256 in unread:
                    outcome, detail = unread[sighting.file_sha256]
                    troubles.append(Trouble(sighting.environment, address, outcome, detail))
        stored = archive.bytes_stored()
    stats, problem = None, ""
    try:
        with closing(open_engine(settings)) as engine:
            stats = engine.stats()
    except (EngineUnavailableError, FingerprintError) as error:
        problem = str(error)
    cluster, cluster_problem = None, ""
    try:
        cluster = cluster_health(settings)
    except EngineUnavailableError as error:
        cluster_problem = str(error)
    overdue = tuple(_overdue(settings, health))
    return Overview(
        health=health,
        overdue=overdue,
        troubles=tuple(troubles),
        files=len(shas),
        bytes_stored=stored,
        index=stats,
        index_problem=problem,
        cluster=cluster,
        cluster_problem=cluster_problem,
        needs_person=any(h.kind not in (HealthKind.OK, HealthKind.QUIET) for h in health)
        or bool(overdue)
        or (cluster is not None and cluster.status == "red"),
        recognition=ocr.engine() if ocr.available() else "",
    )


def _overdue(settings: Settings, health: Iterable[Health]) -> Iterable[Overdue]:
    """The environments that were crawled once, are to be crawled still, and have not been for long: a nightly job that
    dies leaves nothing behind that would tell."""
    if not settings.crawl_alarm:
        return
    known = load_environments(settings.environments)
    for latest in health:
        unit = known.get(latest.environment)
        age = settings.now() - datetime.fromisoformat(latest.ended)
        if unit is not None and (unit.home or unit.feed) and age > timedelta(days=settings.crawl_alarm):
            yield Overdue(latest.environment, latest.ended, age.days)
