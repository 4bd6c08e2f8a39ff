"""The one Scrapy spider: it downloads what explorations ask for, politely, and hands each answer over to be kept.

All environments share one spider, so that two of them on one host share that host's single place in line.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy import exceptions
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from config.settings import Settings
from crawler.drafts import Answer, Ask
from crawler.guard import ALLOW_LOOPBACK, may_ask
from crawler.work import Work
from models.errors import FouError
from models.sighting import FetchOutcome

MAX_BYTES = 60 << 20
"""Of a body, before and after decompression: the largest report seen in the field is some 30 MB."""
PAGE_TIMEOUT, FILE_TIMEOUT = 30, 60
"""Seconds for a whole answer. What takes longer is asked for again in the next run, not in this one."""
SLOWEST = 60
"""Seconds between two requests to the slowest of hosts: as long as it needs for an answer, up to this."""
PATIENCE, LONGEST_PAUSE = 3, 120
"""How often a host may ask us to come back (`Retry-After`) for one address, and for how many seconds at most."""
RETRIES = 2
"""After a broken connection or a server error; never after a time-out, a refusal or a name that is not found."""
OUTCOMES = {
    304: FetchOutcome.NOT_MODIFIED, 401: FetchOutcome.FORBIDDEN, 403: FetchOutcome.FORBIDDEN,
    404: FetchOutcome.NOT_FOUND, 407: FetchOutcome.FORBIDDEN, 408: FetchOutcome.TIMED_OUT,
    410: FetchOutcome.NOT_FOUND, 413: FetchOutcome.TOO_LARGE, 429: FetchOutcome.FORBIDDEN,
    451: FetchOutcome.FORBIDDEN, 504: FetchOutcome.TIMED_OUT,
}  # fmt: skip
UNANSWERED = (400, 403, 405, 429, 501, 503)
"""What servers say to a request for a size alone that they do not care for."""
FAILURES: tuple[tuple[type[Exception], FetchOutcome], ...] = (
    (exceptions.DownloadTimeoutError, FetchOutcome.TIMED_OUT),
    (exceptions.DownloadCancelledError, FetchOutcome.TOO_LARGE),
    (exceptions.IgnoreRequest, FetchOutcome.TOO_LARGE),
)
"""What Scrapy raises, and its name here. It ignores a request of ours in one case only: too large once unpacked."""
KEPT_HEADERS = (
    "content-type",
    "content-length",
    "etag",
    "last-modified",
    "date",
    "server",
    "retry-after",
    "x-robots-tag",
)


class Download(scrapy.Spider):
    """Takes the works round by round: one request of each is under way at any time."""

    name = "fou"

    def __init__(self, works: Sequence[Work], settings: Settings, **kwargs: Any) -> None:  # noqa: ANN401 - Scrapy's
        super().__init__(self.name, **kwargs)
        self.works, self.ours = works, settings
        self.failure: FouError | None = None

    async def start(self) -> AsyncIterator[Request]:
        """The first request of each environment."""
        for work in self.works:
            for request in self._step(work, None):
                yield request

    def _step(self, work: Work, answer: Answer | None) -> Iterator[Request]:
        try:
            ask = work.advance(answer)
            while ask is not None and not may_ask(ask.address, self.ours.allow_loopback):
                # explorations ask nothing else; this is the layer that does not trust them
                ask = work.advance(work.receive(ask, FetchOutcome.OUTSIDE_SCOPE))
            if ask is not None:
                self.ours.check_hours()
                yield self._request(work, ask, work.presumed(ask))
        except FouError as error:
            self.failure = error
            raise exceptions.CloseSpider("store") from error
        except Exception as error:  # one site's oddity must not end the others' crawl; `fail` logs and reports it
            work.fail(error)

    def _request(self, work: Work, ask: Ask, presumed: Answer | None = None) -> Request:
        """The request for `ask`; only for its size, when it is presumed to be as it was."""
        host = urlsplit(ask.address).hostname or ""
        delay = max(self.ours.crawl_delay, ask.delay)
        downloader = self.crawler.engine.downloader if self.crawler.engine else None
        if downloader is not None and ask.delay:
            downloader.per_slot_settings[host] = {"concurrency": 1, "delay": delay, "jitter": 0}
            if host in downloader.slots:
                downloader.slots[host].delay = max(delay, downloader.slots[host].delay)
        timeout = FILE_TIMEOUT if ask.purpose == "file" else PAGE_TIMEOUT
        if presumed is not None:
            return Request(
                ask.address, method="HEAD", callback=self._looked, errback=self._not_looked, dont_filter=True,
                headers={"Accept-Encoding": "identity"},
                meta={"download_timeout": timeout, "handle_httpstatus_all": True},
                cb_kwargs={"work": work, "ask": ask, "presumed": presumed},
            )  # fmt: skip
        return Request(
            ask.address, callback=self._answered, errback=self._failed, dont_filter=True, headers=work.validators(ask),
            meta={"download_timeout": timeout, "handle_httpstatus_all": True},
            cb_kwargs={"work": work, "ask": ask},
        )  # fmt: skip

    def _looked(self, response: Response, work: Work, ask: Ask, presumed: Answer) -> Iterator[Request]:
        """Take a document for what it was, or get it. A server that does not answer such requests tells nothing."""
        length = (response.headers.get("Content-Length") or b"").decode("latin-1")
        silent = response.status in UNANSWERED or (response.status == 200 and not length.isdigit())
        if silent or (response.status == 200 and int(length) == len(presumed.body)):
            yield from self._step(work, presumed)
        else:
            yield self._request(work, ask)

    def _not_looked(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy hangs it on the failure
        yield from self._step(request.cb_kwargs["work"], request.cb_kwargs["presumed"])

    async def _answered(self, response: Response, work: Work, ask: Ask) -> AsyncIterator[Request]:
        waits = response.meta.get("waits", 0)
        pause = (
            pause_of(response.headers.get("Retry-After"), self.ours.now()) if response.status in (429, 503) else None
        )
        if pause is not None and waits < PATIENCE:
            # a host that asks for time gets it; one that asks for more than we give is left for the next run
            await asyncio.sleep(pause)
            again = self._request(work, ask)
            again.meta["waits"] = waits + 1
            yield again
            return
        headers = {
            name: (response.headers.get(name) or b"").decode("latin-1")
            for name in KEPT_HEADERS
            if response.headers.get(name)
        }
        location = ""
        if response.status in (301, 302, 303, 307, 308):
            location = response.urljoin((response.headers.get("Location") or b"").decode("latin-1"))
        if 200 <= response.status < 300 or location:
            outcome = FetchOutcome.OK
        else:
            outcome = OUTCOMES.get(
                response.status, FetchOutcome.SERVER_ERROR if response.status >= 500 else FetchOutcome.NOT_FOUND
            )
        body = b"" if location else response.body
        for request in self._kept(work, ask, outcome, response.status, headers, body, location):
            yield request

    def _failed(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy hangs it on the failure
        outcome = next((name for kind, name in FAILURES if isinstance(failure.value, kind)), FetchOutcome.UNREACHABLE)
        yield from self._kept(request.cb_kwargs["work"], request.cb_kwargs["ask"], outcome, 0, {}, b"", "")

    def _kept(
        self,
        work: Work,
        ask: Ask,
        outcome: FetchOutcome,
        status: int,
        headers: dict[str, str],
        body: bytes,
        location: str,
    ) -> Iterator[Request]:
        try:
            answer = work.receive(ask, outcome, status, headers, body, location)
        except FouError as error:
            self.failure = error
            raise exceptions.CloseSpider("store") from error
        yield from self._step(work, answer)


def pause_of(header: bytes | None, now: datetime) -> float | None:
    """The seconds that a `Retry-After` asks for, by number or date; None when it asks for nothing, or for too long."""
    text = (header or b"").decode("latin-1").strip()
    try:
        seconds = float(text) if text.isdigit() else (parsedate_to_datetime(text) - now).total_seconds()
    except (ValueError, TypeError):
        return None
    return max(0.0, seconds) if seconds <= LONGEST_PAUSE else None


def scrapy_settings(settings: Settings, log_file: Path) -> dict[str, Any]:
    """Scrapy's settings. robots.txt and redirects are handled by `spiders.visitor`, before a request is made."""
    return {
        "USER_AGENT": settings.user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
            "Accept-Language": "sv,en;q=0.5",
        },
        "ROBOTSTXT_OBEY": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "DOWNLOAD_HANDLERS": {"data": None, "file": None, "ftp": None, "s3": None},
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        # an answer gives one request at most; Scrapy makes a task for each of so many things that an answer may give
        "CONCURRENT_ITEMS": 1,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        "DOWNLOAD_DELAY": settings.crawl_delay,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        # a slow host is asked more slowly; a delay of nought (tests) stays nought
        "AUTOTHROTTLE_ENABLED": settings.crawl_delay > 0,
        "AUTOTHROTTLE_START_DELAY": settings.crawl_delay,
        "AUTOTHROTTLE_MAX_DELAY": max(SLOWEST, settings.crawl_delay),
        "DOWNLOAD_TIMEOUT": PAGE_TIMEOUT,
        "DOWNLOAD_MAXSIZE": MAX_BYTES,
        "DOWNLOAD_WARNSIZE": 0,
        "RETRY_TIMES": RETRIES,
        "RETRY_HTTP_CODES": [500, 502],
        "RETRY_EXCEPTIONS": [exceptions.DownloadFailedError, exceptions.ResponseDataLossError],
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
        "TWISTED_DNS_RESOLVER": "crawler.guard.PublicResolver",
        ALLOW_LOOPBACK: settings.allow_loopback,
        "LOG_FILE": str(log_file),
        "LOG_LEVEL": "WARNING",
        "STATS_DUMP": False,
    }
