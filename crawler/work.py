"""One run over one environment: drives an exploration, serves what was already fetched, writes down what is new.

A run that was broken off is taken up again: its answers are read from the archive in the same order, so the exploration
comes to the same point without asking the site twice, and ends in the same state as if nothing had happened.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from urllib.parse import parse_qs, urlsplit

from w3lib.encoding import html_to_unicode

from crawler.archive import Archive
from crawler.drafts import Answer, Ask, Harvest, Reading
from crawler.health import LISTS, TRUSTED, Trouble, accepted, diagnose, summarise
from crawler.life import compare
from crawler.reading.page import Page, read_page
from crawler.reading.repository import read_oai
from crawler.rows import Fetch
from crawler.spiders.discovery import Discovery, Exploration
from crawler.spiders.repository import Past
from crawler.spiders.visitor import Visitor
from models.environment import Environment
from models.sighting import FetchOutcome, Health, HealthKind

TAKE_UP = timedelta(days=2)
"""A run broken off longer ago is given up: the site has moved on, and half of it would be old."""
FILE_RECHECK = timedelta(days=30)
"""A document whose server gives neither ETag nor Last-Modified can only be checked by getting it whole: so often, and
whenever its size, which every crawl asks for, is another."""
PAGE_RECHECK = timedelta(days=7)
"""A report's own page whose server gives neither is asked for again so often, or as soon as a list on its host has
changed. Lists, projects and all other pages of such hosts are read again in every crawl."""
ORIGIN = "crawl"
SESSIONS = "session ids"
"""Beside the pages stands what was learned of each host: the parameters of its links that are session ids."""
AGENT = "FoU-banken"
Progress = Callable[[str, int, int, str], None]
"""Called with environment id, pages asked for, reports found so far, last address."""
log = logging.getLogger(__name__)


class Work:
    """One environment's run. `advance` gives the next request that must be made, None when the run is closed.

    `limit` is how many new documents may be fetched, `explore` what to do instead of looking through the site,
    `accept` to believe a site that has changed, `origin` who tells of the reports: a site, or a person's list, which is
    believed and judged by nothing.
    """

    def __init__(
        self, archive: Archive, environment: Environment, now: Callable[[], datetime], allow_loopback: bool,
        progress: Progress | None, command: int | None, limit: int | None = None,
        explore: Callable[[Visitor], Exploration] | None = None, accept: bool = False, origin: str = ORIGIN,
    ) -> None:  # fmt: skip
        self.archive, self.environment, self._now, self._progress = archive, environment, now, progress
        moment = now()
        earliest = (moment - TAKE_UP).isoformat()
        self._origin = origin
        self.run = archive.open_run(environment.id, origin, moment.isoformat(), earliest, command)
        self._known, self._accept = archive.known(environment.id, origin), accept
        self._visitor = Visitor(environment, AGENT, allow_loopback)
        readings = tuple(archive.readings(environment.id))
        self._visitor.sessions |= {row.address: frozenset(row.reasons) for row in readings if row.kind == SESSIONS}
        taken_for = {reading.address: reading.kind for reading in readings}
        self._reports = {address for address, kind in taken_for.items() if kind == "report"}
        self._stirred: set[str] = set()
        lists = tuple(address for address, kind in taken_for.items() if kind in LISTS)
        past = Past(self._known, partial(archive.believed, environment.id), moment.isoformat())
        discovery = Discovery(environment, self._visitor, self._known, self._notice, limit, lists, past)
        self._exploration = explore(self._visitor) if explore else discovery.explore()
        self._last = environment.home or environment.feed
        self.health: Health | None = None
        self.harvest = Harvest()

    def advance(self, answer: Answer | None = None) -> Ask | None:
        """Hand over the last answer (None at the start) and go on to the next request, through all that is known."""
        while True:
            try:
                ask = next(self._exploration) if answer is None else self._exploration.send(answer)
            except StopIteration as end:
                self._close(end.value)
                return None
            self._last = ask.address
            answer = self._remembered(ask)
            if answer is None:
                return ask
            self._watch(ask, answer)

    def validators(self, ask: Ask) -> dict[str, str]:
        """Headers that make the request conditional, from the newest archived body of the address."""
        before = self._before(ask)
        if before is None:
            return {}
        pairs = (("If-None-Match", before.etag), ("If-Modified-Since", before.last_modified))
        return {name: value for name, value in pairs if value}

    def presumed(self, ask: Ask) -> Answer | None:
        """What is in the archive for a document without validators that was got whole not long ago: it is taken for
        what lies there as long as the size is the same. Nothing is written down, so its age stays that of the body."""
        before = self._before(ask) if ask.purpose == "file" else None
        if before is None or before.etag or before.last_modified:
            return None
        if datetime.fromisoformat(before.time) <= self._now() - FILE_RECHECK:
            return None
        return self._told(replace(before, outcome=FetchOutcome.NOT_MODIFIED))

    def receive(self, ask: Ask, outcome: FetchOutcome, status: int = 0, headers: Mapping[str, str] | None = None,
                body: bytes = b"", location: str = "") -> Answer:  # fmt: skip
        """Write down how a request ended → the answer for the exploration. Body first, then the row."""
        headers = headers or {}
        kind = headers.get("content-type", "").lower()
        answer = Answer(
            ask.address, outcome, status, kind, location, modified=_moment(headers.get("last-modified", ""))
        )
        if outcome is FetchOutcome.NOT_MODIFIED:
            before = self._before(ask)
            if before is None or before.sha256 is None:
                answer = replace(answer, outcome=FetchOutcome.UNREACHABLE)
            else:
                kept = {"etag": before.etag, "last-modified": before.last_modified}
                headers = {**headers, **{name: headers.get(name) or value for name, value in kept.items()}}
                answer = replace(
                    answer,
                    content_type=before.content_type,
                    sha256=before.sha256,
                    body=self.archive.body(before.sha256),
                    modified=_moment(headers["last-modified"]),
                )
        elif outcome is FetchOutcome.OK and not location:
            answer = self._kept(ask, replace(answer, body=body))
        self.archive.record(self.run, self.environment.id, ask.purpose, self._now().isoformat(), answer, headers)
        self._watch(ask, answer)
        return answer

    def _kept(self, ask: Ask, answer: Answer) -> Answer:
        """Lay the body down, unless it tells nothing new: a page that reads as the one before (other sessions in its
        links are no news), or a repository's answer with nothing later than the day from which it was asked."""
        since = parse_qs(urlsplit(ask.address).query).get("from", [""])[0] if ask.purpose == "oai" else ""
        if since and read_oai(answer.body).stamped <= since:
            return answer
        before = self._before(ask) if ask.purpose == "page" and "html" in answer.content_type else None
        if before is not None and before.sha256 and "html" in before.content_type:
            body = self.archive.body(before.sha256)
            if body != answer.body and self._page(ask, before.content_type, body) == self._page(
                ask, answer.content_type, answer.body
            ):
                return replace(answer, sha256=before.sha256, body=body, content_type=before.content_type)
        return replace(answer, sha256=self.archive.put(answer.body))

    def _page(self, ask: Ask, content_type: str, body: bytes) -> Page:
        return read_page(html_to_unicode(content_type, body)[1], ask.address, self._visitor.sessions_of(ask.address))

    def _watch(self, ask: Ask, answer: Answer) -> None:
        """Note a host with a page that is not as it was in the runs before."""
        if ask.purpose == "page":
            before = self.archive.latest(self.environment.id, ask.address, self.run)
            if before is not None and before.sha256 != answer.sha256:
                self._stirred.add(urlsplit(ask.address).netloc)

    def fail(self, error: Exception) -> None:
        """Close the run after a fault of our own: the site's reports stay as they were, and the fault is in the log."""
        log.error("%s: the exploration failed at %s", self.environment.id, self._last, exc_info=error)
        self._close(Harvest(home=f"our own fault, see the log: {error!r}"))

    def _before(self, ask: Ask) -> Fetch | None:
        before = self.archive.latest(self.environment.id, ask.address)
        if before is None or before.sha256 is None or not self.archive.file(before.sha256).exists():
            return None
        return before

    def _remembered(self, ask: Ask) -> Answer | None:
        # a repository's resumption tokens die, so its answers are asked for again from the first
        fetch = None if ask.purpose == "oai" else self.archive.fetched(self.run, ask.address)
        if fetch is None and ask.purpose == "page" and ask.address in self._reports:
            before = self._before(ask)
            stirred = urlsplit(ask.address).netloc in self._stirred
            if before and not before.etag and not before.last_modified and not stirred:
                recent = datetime.fromisoformat(before.time) > self._now() - PAGE_RECHECK
                fetch = replace(before, outcome=FetchOutcome.NOT_MODIFIED) if recent else None
        return None if fetch is None else self._told(fetch)

    def _told(self, fetch: Fetch) -> Answer:
        body = self.archive.body(fetch.sha256) if fetch.sha256 else b""
        return Answer(
            fetch.address, fetch.outcome, fetch.status, fetch.content_type, fetch.location, body, fetch.sha256,
            _moment(fetch.last_modified),
        )  # fmt: skip

    def _notice(self, pages: int, reports: int) -> None:
        if self._progress is not None:
            self._progress(self.environment.id, pages, reports, self._last)

    def _close(self, harvest: Harvest) -> None:
        self.harvest = harvest
        now, environment = self._now().isoformat(), self.environment.id
        fetches = Counter(
            fetch.outcome.value for fetch in self.archive.fetches(environment, self.run) if fetch.purpose != "robots"
        )
        fetches.update(harvest.refused)
        sightings = compare(environment, self._known, harvest, now, may_vanish=True)
        trouble: Trouble = (None, harvest.unread)
        if self._origin == ORIGIN or harvest.home:
            before = next((run for run in reversed(self.archive.runs(environment)) if run.kind in TRUSTED), None)
            floor = int(self.environment.rules.get("least_reports", 0))
            trouble = diagnose(harvest, self._known, sightings, fetches, before, floor)
        if self._accept and not harvest.home:
            trouble = accepted(trouble)
        if trouble[0] is not None:
            sightings = compare(environment, self._known, harvest, now, may_vanish=False)
        self.health = summarise(environment, trouble, sightings, harvest, fetches, self.archive.started(self.run), now)
        looked = self._origin == ORIGIN and trouble[0] in (None, HealthKind.CHANGED) and not harvest.home
        sessions = sorted(self._visitor.sessions.items())
        learned = [Reading(host, SESSIONS, tuple(sorted(names))) for host, names in sessions]
        readings = [*harvest.readings, *learned] if looked else None
        self.archive.close_run(self.run, self._origin, sightings, self.health, readings)
        self._notice(len(harvest.visited), sum(1 for draft in harvest.drafts if draft.kind == "report"))


def _moment(header: str) -> str:
    """An HTTP date as ISO time in UTC, "" when it is none."""
    try:
        return parsedate_to_datetime(header).astimezone(UTC).isoformat() if header else ""
    except ValueError:
        return ""
