"""How a site is doing, from the counts of one run and of the runs before."""

from collections import Counter
from collections.abc import Iterable

from crawler.drafts import Harvest
from models.sighting import FetchOutcome, Health, HealthKind, LifeEvent, Sighting

FIELDS = ("title", "authors", "year", "number", "publisher", "abstract")
LOST_SHARE = 0.3
"""Found this time, of what was known: under this share the site has changed its shape rather than lost its reports."""
FEW = 5
"""Under this many known reports a share says nothing; then only none at all is an alarm."""
_ROBOTS = FetchOutcome.ROBOTS.value
_BLOCKED = {FetchOutcome.FORBIDDEN.value, "captcha", "login"}


def diagnose(harvest: Harvest, known: Iterable[Sighting], fetches: Counter[str]) -> tuple[HealthKind | None, str]:
    """What is wrong with the site as a whole → (kind, reason); (None, what was left unread) when nothing is.

    With any kind but None, nothing that is known may be taken for vanished.
    """
    if harvest.home:
        if harvest.home == _ROBOTS:
            return HealthKind.NOT_PERMITTED, "robots.txt does not permit the home page"
        if harvest.home in _BLOCKED:
            return HealthKind.BLOCKED, f"the home page answered: {harvest.home}"
        return HealthKind.FAILING, f"the site answered: {harvest.home}"
    good = fetches[FetchOutcome.OK.value] + fetches[FetchOutcome.NOT_MODIFIED.value]
    barred = fetches[FetchOutcome.FORBIDDEN.value] + sum(
        harvest.obstacles.get(kind, 0) for kind in ("captcha", "login")
    )
    lost = sum(
        fetches[kind.value] for kind in (FetchOutcome.TIMED_OUT, FetchOutcome.UNREACHABLE, FetchOutcome.SERVER_ERROR)
    )
    if barred > good / 2:
        return HealthKind.BLOCKED, f"{barred} pages were refused or showed a captcha or login, {good} answered"
    if lost > good:
        return HealthKind.FAILING, f"{lost} requests failed, {good} answered"
    there = [sighting for sighting in known if sighting.event is not LifeEvent.VANISHED]
    found = len(harvest.drafts)
    unread = f"; {harvest.unread}" if harvest.unread else ""
    if not found:
        before = f", {len(there)} were known" if there else ""
        return HealthKind.CHANGED, f"no report or project was found on {len(harvest.readings)} pages{before}{unread}"
    reports = [sighting for sighting in there if sighting.kind == "report"]
    found_reports = sum(1 for draft in harvest.drafts if draft.kind == "report")
    if reports and (not found_reports or (len(reports) >= FEW and found_reports < LOST_SHARE * len(reports))):
        return HealthKind.CHANGED, f"{found_reports} reports were found, {len(reports)} were known{unread}"
    return None, harvest.unread


def summarise(
    environment: str, trouble: tuple[HealthKind | None, str], sightings: Iterable[Sighting], fetches: Counter[str],
    started: str, ended: str,
) -> Health:  # fmt: skip
    """The run's health: the trouble found, or "ok" with something new and "quiet" without."""
    sightings = list(sightings)
    events = Counter(sighting.event.value for sighting in sightings)
    there = [sighting for sighting in sightings if sighting.event is not LifeEvent.VANISHED]
    fields: Counter[str] = Counter(name for sighting in there for name in {claim.field for claim in sighting.claims})
    counts = {name: fields[name] for name in FIELDS} | {"file": sum(1 for sighting in there if sighting.file_sha256)}
    counts |= {
        "reports": sum(1 for s in there if s.kind == "report"),
        "projects": sum(1 for s in there if s.kind == "project"),
    }
    kind, reason = trouble
    if kind is None:
        fresh = sum(
            events[event.value]
            for event in LifeEvent
            if event is not LifeEvent.UNCHANGED and event is not LifeEvent.VANISHED
        )
        kind = HealthKind.OK if fresh else HealthKind.QUIET
        outcome = f"{fresh} new or changed" if fresh else "nothing new since the crawl before"
        reason = f"{outcome}; {reason}" if reason else outcome
    return Health(
        environment, kind, reason, started, ended, dict(sorted(fetches.items())), dict(sorted(events.items())), counts
    )
