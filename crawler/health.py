"""How a site is doing, from the counts of one run, against floors and against the runs before. Pure."""

from collections import Counter
from collections.abc import Iterable

from config.settings import load_weights
from crawler.drafts import Draft, Harvest
from crawler.sameness import plain
from models.sighting import FetchOutcome, Health, HealthKind, LifeEvent, Sighting

FIELDS = ("title", "authors", "year", "number", "publisher", "abstract")
OWN_TITLE = "own title"
"""Reports whose title no other has: when every report is called "Rapport", the reading of titles has gone astray."""
COVERAGE = (*FIELDS, OWN_TITLE, "file")
LISTS = ("listing", "items")
"""Kinds of pages that name several reports or projects."""
TRUSTED = (HealthKind.OK, HealthKind.QUIET)
Trouble = tuple[HealthKind | None, str]
_ROBOTS = FetchOutcome.ROBOTS.value
_BLOCKED = {FetchOutcome.FORBIDDEN.value, "captcha", "login"}
_LOST = (FetchOutcome.TIMED_OUT, FetchOutcome.UNREACHABLE, FetchOutcome.SERVER_ERROR)


def diagnose(
    harvest: Harvest, known: Iterable[Sighting], after: Iterable[Sighting], fetches: Counter[str],
    before: Health | None = None, floor: int = 0,
) -> Trouble:  # fmt: skip
    """What is wrong with the site as a whole → (kind, reason); (None, what was left unread) when nothing is.

    `after` is what would become of the `known` if the site were believed. With any kind but None it is not, and nothing
    that is known may be taken for vanished. `before` is the latest run that was believed, `floor` the least number of
    reports that the environment's file demands.
    """
    if harvest.home:
        return _at_home(harvest.home)
    barred, lost = _barred(harvest, fetches), sum(fetches[outcome.value] for outcome in _LOST)
    good = fetches[FetchOutcome.OK.value] + fetches[FetchOutcome.NOT_MODIFIED.value]
    if barred > good / 2:
        return HealthKind.BLOCKED, f"{barred} pages were refused or showed a captcha or login, {good} answered"
    if lost > good:
        return HealthKind.FAILING, f"{lost} requests failed, {good} answered"
    unread = f"; {harvest.unread}" if harvest.unread else ""
    there = [sighting for sighting in known if sighting.event is not LifeEvent.VANISHED]
    missing, reason = _collapse(harvest, there, {s.key: s.event for s in after}, floor)
    if reason:
        return _cause(missing, fetches[_ROBOTS], barred, lost), reason + unread
    if before is not None and (reason := _fallen(before, _coverage(harvest.drafts), _pages(harvest))):
        return HealthKind.CHANGED, reason + unread
    return None, harvest.unread


def accepted(trouble: Trouble) -> Trouble:
    """A changed site that a person has looked at, and that is to be believed as it is now."""
    kind, reason = trouble
    return (None, f"accepted by a person; {reason}") if kind is HealthKind.CHANGED else trouble


def _at_home(answer: str) -> Trouble:
    if answer == _ROBOTS:
        return HealthKind.NOT_PERMITTED, "robots.txt does not permit the home page"
    if answer in _BLOCKED:
        return HealthKind.BLOCKED, f"the home page answered: {answer}"
    if answer.startswith("leads to "):
        return HealthKind.CHANGED, f"the home page leads to {answer.removeprefix('leads to ')}, outside the scope"
    return HealthKind.FAILING, f"the site answered: {answer}"


def _barred(harvest: Harvest, fetches: Counter[str]) -> int:
    return fetches[FetchOutcome.FORBIDDEN.value] + sum(harvest.obstacles.get(kind, 0) for kind in ("captcha", "login"))


def _collapse(
    harvest: Harvest, there: list[Sighting], events: dict[str, LifeEvent], floor: int
) -> tuple[int, str]:  # fmt: skip
    """Whether far too little was found → (how much is missing, in words); (0, "") when it was not."""
    if not harvest.drafts:
        before = f", {len(there)} were known" if there else ""
        return len(there), f"no report or project was found on {len(harvest.readings)} pages{before}"
    weights = load_weights()["health"]
    for kind, name in (("report", "reports"), ("project", "projects")):
        keys = [sighting.key for sighting in there if sighting.kind == kind]
        n = sum(1 for draft in harvest.drafts if draft.kind == kind)
        gone = sum(1 for key in keys if events[key] is LifeEvent.VANISHED)
        many = len(keys) >= weights["few"]
        if keys and (n == 0 or (many and n < weights["found"] * len(keys))) and (gone or kind == "report"):
            return len(keys) - n, f"{n} {name} were found, {len(keys)} were known"
        if many and kind == "report" and gone > weights["lost"] * len(keys):
            return gone, f"{gone} of {len(keys)} known reports would be gone at once"
        if kind == "report" and n < floor:
            return floor - n, f"{n} reports were found, the environment's file demands {floor}"
    return 0, ""


def _cause(missing: int, forbidden: int, barred: int, lost: int) -> HealthKind:
    """Why so much is missing: what refused or failed, where that may be as much; else the site has changed."""
    causes = ((forbidden, HealthKind.NOT_PERMITTED), (barred, HealthKind.BLOCKED), (lost, HealthKind.FAILING))
    count, kind = max(causes, key=lambda cause: cause[0])
    return kind if count and count >= missing / 2 else HealthKind.CHANGED


def _fallen(before: Health, fields: dict[str, int], pages: dict[str, int]) -> str:
    """Which figure has fallen far under that of the run before, in words; "" when none has."""
    weights = load_weights()["health"]
    lists = [sum(counted.get(kind, 0) for kind in LISTS) for counted in (before.pages, pages)]
    if lists[0] and not lists[1]:
        return f"no page was taken for a list, {lists[0]} were in the crawl before"
    whole = before.fields.get("reports", 0), fields["reports"]
    if min(whole) < weights["few"]:
        return ""
    for name in COVERAGE:
        had, has = before.fields.get(name, 0) / whole[0], fields[name] / whole[1]
        if had >= weights["steady"] and has < weights["fallen"] * had:
            return f"{name} was given for {had:.0%} of the reports in the crawl before, now for {has:.0%}"
    return ""


def _coverage(drafts: Iterable[Draft]) -> dict[str, int]:
    drafts = list(drafts)
    reports = [draft for draft in drafts if draft.kind == "report"]
    given: Counter[str] = Counter(name for draft in reports for name in {claim.field for claim in draft.claims})
    titles = Counter(plain(draft.title) for draft in reports if draft.title)
    counts = {name: given[name] for name in FIELDS}
    counts |= {OWN_TITLE: sum(1 for n in titles.values() if n == 1), "file": sum(1 for d in reports if d.file_sha256)}
    return counts | {"reports": len(reports), "projects": len(drafts) - len(reports)}


def _pages(harvest: Harvest) -> dict[str, int]:
    return dict(sorted((Counter(reading.kind for reading in harvest.readings) + Counter(harvest.obstacles)).items()))


def summarise(
    environment: str, trouble: Trouble, sightings: Iterable[Sighting], harvest: Harvest, fetches: Counter[str],
    started: str, ended: str,
) -> Health:  # fmt: skip
    """The run's health: the trouble found, or "ok" with something new and "quiet" without."""
    events = Counter(sighting.event.value for sighting in sightings)
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
        environment, kind, reason, started, ended, dict(sorted(fetches.items())), dict(sorted(events.items())),
        _coverage(harvest.drafts), _pages(harvest),
    )  # fmt: skip
