"""How a site is doing, from the counts of one run and of the runs before."""

from collections import Counter
from collections.abc import Iterable

from config.settings import load_weights
from crawler.drafts import Harvest
from models.sighting import FetchOutcome, Health, HealthKind, LifeEvent, Sighting

FIELDS = ("title", "authors", "year", "number", "publisher", "abstract")
_ROBOTS = FetchOutcome.ROBOTS.value
_BLOCKED = {FetchOutcome.FORBIDDEN.value, "captcha", "login"}


def diagnose(
    harvest: Harvest, known: Iterable[Sighting], after: Iterable[Sighting], fetches: Counter[str]
) -> tuple[HealthKind | None, str]:
    """What is wrong with the site as a whole → (kind, reason); (None, what was left unread) when nothing is.

    `after` is what would become of the `known` if the site were believed. With any kind but None it is not, and nothing
    that is known may be taken for vanished.
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
    events = {sighting.key: sighting.event for sighting in after}
    weights = load_weights()["health"]
    for kind, name in (("report", "reports"), ("project", "projects")):
        keys = [sighting.key for sighting in there if sighting.kind == kind]
        n = sum(1 for draft in harvest.drafts if draft.kind == kind)
        lost = sum(1 for key in keys if events[key] is LifeEvent.VANISHED)
        many = len(keys) >= weights["few"]
        if keys and (n == 0 or (many and n < weights["found"] * len(keys))) and (lost or kind == "report"):
            return HealthKind.CHANGED, f"{n} {name} were found, {len(keys)} were known{unread}"
        if many and kind == "report" and lost > weights["lost"] * len(keys):
            return HealthKind.CHANGED, f"{lost} of {len(keys)} known reports would be gone at once{unread}"
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
