"""Asking as a guest: every request and every hop of a redirect within scope, to public addresses, as robots.txt allows.

robots.txt is read here and not by Scrapy's middleware, so that a resumed run follows the rules that it began with (they
come from the archive), sitemaps and delay are at hand, and redirects are held to the rules of the host they lead to.
"""

from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from protego import Protego
from w3lib.encoding import html_to_unicode

from crawler.addresses import canonical, identity, own_folder, within
from crawler.drafts import Answer, Ask, Purpose
from crawler.guard import may_ask
from crawler.reading.page import Page, read_page
from crawler.reading.sessions import carried, session_names, without
from models.environment import Environment
from models.sighting import FetchOutcome

Asking = Generator[Ask, Answer, Answer]
HOPS = 5
SECOND = "#second-reading"


@dataclass
class Visitor:
    """The rules of one look at one environment. `agent` is the name that robots.txt may address.

    `aliases` maps the identity of a redirected address to where it led; `refused` counts what was never asked.
    `sessions` are, by host, the parameters of its links that are known to be session ids.
    """

    environment: Environment
    agent: str
    allow_loopback: bool = False
    aliases: dict[str, str] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    sitemaps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sessions: dict[str, frozenset[str]] = field(default_factory=dict)
    _probed: set[tuple[str, str]] = field(default_factory=set)
    _robots: dict[str, Protego | Answer] = field(default_factory=dict)

    def may(self, address: str, purpose: Purpose) -> bool:
        """Whether the scope lets an address be asked for this purpose: files and repositories also lie in `files`."""
        scope = self.environment.scope
        prefixes = scope.pages if purpose in ("page", "feed") else (*scope.pages, *scope.files)
        if purpose in ("file", "list") and self.environment.feed:
            prefixes = (*prefixes, self.environment.feed, own_folder(self.environment.feed))
        if purpose == "oai" and self.environment.oai_pmh:
            prefixes = (*prefixes, self.environment.oai_pmh)
        return within(address, prefixes)

    def lies_among_files(self, address: str) -> bool:
        """Whether an address lies in a folder that is for files alone, and not merely on a host that may hold some."""
        return within(address, [prefix for prefix in self.environment.scope.files if urlsplit(prefix).path.strip("/")])

    def get(self, address: str, purpose: Purpose) -> Asking:
        """Ask for an address, following redirects; the answer carries the address that answered in the end."""
        first = address
        for _ in range(HOPS + 1):
            if not self.may(address, purpose) or not may_ask(address, self.allow_loopback):
                return self._refuse(address, FetchOutcome.OUTSIDE_SCOPE)
            rules = yield from self._rules(address)
            if isinstance(rules, Answer):
                return self._refuse(address, rules.outcome)
            if not rules.can_fetch(address, self.agent):
                return self._refuse(address, FetchOutcome.ROBOTS)
            answer = yield Ask(address, purpose, rules.crawl_delay(self.agent) or 0.0)
            if not answer.location:
                if purpose == "page" and answer.good:
                    yield from self._learn(answer)
                return replace(answer, address=without(answer.address, self.sessions_of(answer.address)))
            address = canonical(answer.location, address) or ""
            self.aliases[identity(first)] = identity(address)
        return self._refuse(first, FetchOutcome.UNREACHABLE)

    def sessions_of(self, address: str) -> frozenset[str]:
        """The parameters of links on an address's host that are known to be session ids."""
        return self.sessions.get(urlsplit(address).netloc, frozenset())

    def read(self, answer: Answer) -> Page:
        """The page that an answer brought."""
        return read_page(_source(answer), answer.address, self.sessions_of(answer.address))

    def _learn(self, answer: Answer) -> Generator[Ask, Answer, None]:
        """Read a page a second time where most of its links bear a parameter that may be a session id: once for each
        host and name."""
        host, known = urlsplit(answer.address).netloc, self.sessions_of(answer.address)
        source = _source(answer)
        names = [name for name in carried(source, answer.address) if name not in known]
        fresh = [name for name in names if (host, name) not in self._probed]
        if fresh:
            self._probed.update((host, name) for name in fresh)
            # the fragment tells the readings apart in the archive, and is sent to nobody
            address = without(answer.address, {*fresh, *known}) + SECOND
            again = yield from self.get(address, "page")
            if again.good:
                self.sessions[host] = known | session_names(source, _source(again), answer.address)

    def _refuse(self, address: str, outcome: FetchOutcome) -> Answer:
        self.refused[outcome.value] += 1
        return Answer(address, outcome)

    def _rules(self, address: str) -> Generator[Ask, Answer, "Protego | Answer"]:
        """The host's rules. None there (4xx) allows all; a host that cannot say is left alone (RFC 9309)."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            target = f"{site}/robots.txt"
            for _ in range(HOPS):
                answer = yield Ask(target, "robots")
                onward = canonical(answer.location, target) if answer.location else None
                if not onward or not may_ask(onward, self.allow_loopback) or not self._same_host(onward, address):
                    break
                target = onward
            if answer.good or answer.outcome is FetchOutcome.NOT_FOUND or answer.location or 400 <= answer.status < 500:
                text = answer.body.decode("utf-8", "replace") if answer.good else ""
                # a site that answers every address with a page has no rules
                rules = Protego.parse("" if text.lstrip().startswith("<") else text)
                self._robots[site] = rules
                self.sitemaps[site] = tuple(rules.sitemaps)
            else:
                self._robots[site] = answer
        return self._robots[site]

    @staticmethod
    def _same_host(one: str, other: str) -> bool:
        hosts = [(urlsplit(address).hostname or "").removeprefix("www.") for address in (one, other)]
        return hosts[0] == hosts[1]


def _source(answer: Answer) -> str:
    return html_to_unicode(answer.content_type, answer.body)[1]
