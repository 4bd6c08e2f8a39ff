"""Finding the reports and projects of a site from its home page and scope alone.

Pages first, most promising first, within a budget; then each page is judged again in the light of the lists that lead
to it; last the documents of what was found. The same answers always give the same asks in the same order, which is what
lets an interrupted run be taken up again.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field, replace

from crawler.addresses import canonical, document_type, identity, is_other_file, within
from crawler.assemble import assemble, merge
from crawler.documents import document_outcome, looks_like_document, type_of
from crawler.drafts import Answer, Ask, Draft, Harvest, Reading
from crawler.reading import words
from crawler.reading.classify import Verdict, judge
from crawler.reading.evidence import Surroundings
from crawler.reading.items import own_blocks
from crawler.reading.kinds import list_kinds
from crawler.reading.labels import template_labels, with_labels
from crawler.reading.links import Link
from crawler.reading.page import Page
from crawler.reading.table import NAMELESS, in_short
from crawler.spiders.feed import harvest_feed
from crawler.spiders.frontier import Frontier, Waiting, promise
from crawler.spiders.known import recognise_moved, still_named
from crawler.spiders.lists import folder, kin, note_lists
from crawler.spiders.repository import NO_PAST, Past, RepositoryHarvest, find_endpoint, harvest, leads_to_repository
from crawler.spiders.sources import tell
from crawler.spiders.visitor import Visitor
from models.environment import Environment
from models.sighting import FetchOutcome, Sighting

PAGE_BUDGET = 500
"""Pages asked for in one look at one site: at three seconds a page, 25 minutes. A rule `page_budget` changes it."""
Exploration = Generator[Ask, Answer, Harvest]
Noticed = Callable[[int, int], None]


@dataclass
class Discovery:
    """One look at one environment. `known` are the sightings of the look before, whose pages are asked for again.
    `limit` is how many documents may be fetched that were not got before (None: all), `lists` the addresses that were
    lists in the look before: these come first, since they tell whether anything has changed. `past` is what
    repositories were asked for before."""

    environment: Environment
    visitor: Visitor
    known: tuple[Sighting, ...] = ()
    noticed: Noticed = lambda _pages, _reports: None
    limit: int | None = None
    lists: tuple[str, ...] = ()
    past: Past = NO_PAST
    frontier: Frontier = field(default_factory=Frontier)
    pages: dict[str, Page] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    listed: dict[str, set[str]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    modified: dict[str, str] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    obstacles: Counter[str] = field(default_factory=Counter)
    repositories: list[RepositoryHarvest] = field(default_factory=list)
    _fetched: dict[str, tuple[str | None, FetchOutcome]] = field(default_factory=dict)
    _asked_repositories: set[str] = field(default_factory=set)
    _home: str = ""
    _kin: dict[str, frozenset[str]] = field(default_factory=dict)
    _new: int = 0
    _held_back: set[str] = field(default_factory=set)

    def explore(self) -> Exploration:
        """Look through the site; the generator's value is the harvest."""
        budget = int(self.environment.rules.get("page_budget", PAGE_BUDGET))
        if trouble := (yield from self._begin()) if self.environment.home else "":
            return self._harvest((), home=trouble)
        if self.environment.feed:
            self.repositories.append((yield from harvest_feed(self.visitor, self.environment.feed)))
        asked = 1
        own = {identity(s.page_url) for s in self.known if s.page_url}
        known = frozenset(identity(place) for s in self.known for place in (s.key, s.file_url) if place)
        pages = -1
        while len(self.pages) > pages:
            while asked < budget and (item := self.frontier.pop()) is not None:
                answer = yield from self.visitor.get(item.address, "page")
                # what is known is asked for on top, or a large site's own reports would leave nothing for new ones
                asked += identity(item.address) not in own
                self._receive(item, answer)
                yield from self._look_for_repositories(self.pages.get(identity(answer.address)))
                self.noticed(asked, self._found())
            self._judge_again()
            deleted = {key for found in self.repositories for key in found.deleted}
            stored = [draft for found in self.repositories for draft in found.drafts if draft.key not in deleted]
            pages = len(self.pages)
            # what was asked for as a document and came as a page is a page of the site: look once more
            drafts = yield from self._fetch_documents(merge([*assemble(self), *stored], known))
        unread = f"page budget used up ({budget} pages)" if self.frontier.waiting else ""
        if self.frontier.left:
            unread += f"{'; ' if unread else ''}pages left unread, as their like gave nothing: {self.frontier.left}"
        return self._harvest(merge(drafts, known), unread=unread)

    def _begin(self) -> Generator[Ask, Answer, str]:
        """Read the home page, and lay out what else to ask for → what is the matter with the site, "" when nothing."""
        home = canonical(self.environment.home) or self.environment.home
        answer = yield from self.visitor.get(home, "page")
        self._home = identity(answer.address)
        trouble = self._receive(Waiting(home, 0.0, 0, 0, ""), answer)
        if trouble == FetchOutcome.OUTSIDE_SCOPE and self._home != identity(home):
            return f"leads to {answer.address}"
        if not trouble:
            yield from self._sow(answer.address)
        return trouble

    def is_document(self, link: Link) -> bool:
        """Whether a link leads to a document that lies within the scope."""
        if not self.visitor.may(link.address, "file"):
            return False
        if identity(link.address) in self.documents:
            return bool(self.documents[identity(link.address)])
        # on a host for files alone, an address without an ending is a file when the link says so
        alone = not within(link.address, self.environment.scope.pages)
        promised = looks_like_document(link) or self.visitor.lies_among_files(link.address)
        return bool(link.document) or (alone and not is_other_file(link.address) and promised)

    def is_own_page(self, link: Link) -> bool:
        """Whether a link leads to a page within the scope."""
        return (
            within(link.address, self.environment.scope.pages)
            and not self.is_document(link) and not is_other_file(link.address)
        )  # fmt: skip

    def around(self, address: str) -> Surroundings:
        """What is known of a page's surroundings."""
        key = identity(address)
        return Surroundings(
            self.is_document, self.is_own_page, frozenset(self.listed.get(key, ())), self.environment.presentation,
            key == self._home, self._kin.get(folder(address), frozenset()),
        )  # fmt: skip

    def _sow(self, home: str) -> Generator[Ask, Answer, None]:
        environment = self.environment
        if environment.oai_pmh:
            self.repositories.append((yield from harvest(self.visitor, environment.oai_pmh, past=self.past)))
        else:
            yield from self._look_for_repositories(self.pages.get(identity(home)))
        for kind, addresses in (("reports", environment.report_listings), ("projects", environment.project_listings)):
            for address in addresses:
                if given := canonical(address):
                    self.listed.setdefault(identity(given), set()).add(kind)
                    self.frontier.add(given, 15, 1)
        for address in self.lists:
            if within(address, environment.scope.pages):
                self.frontier.add(address, 13, 1)
        for sighting in self.known:
            address = canonical(sighting.page_url or "") or ""
            if "://" in sighting.key and within(address, environment.scope.pages):
                self.frontier.add(address, 12, 1)
                # a report's own page is presumed one though no list leads to it any more; a list of such is not
                if identity(sighting.key) == identity(address):
                    self.listed.setdefault(identity(address), set()).add(f"{sighting.kind}s")
        for told in (yield from tell(self.visitor, self.pages.get(identity(home)), home)):
            if place := canonical(told.address):
                self.listed.setdefault(identity(place), set()).update(told.kinds)
                self._add_link(Link(place, told.title, "menu"), bool(told.kinds & {"reports", "projects"}), 1)

    def _look_for_repositories(self, page: Page | None) -> Generator[Ask, Answer, None]:
        for link in page.links if page else ():
            host = link.address.split("/")[2]
            if (
                host in self._asked_repositories
                or not leads_to_repository(link)
                or not self.visitor.may(link.address, "oai")
            ):
                continue
            self._asked_repositories.add(host)
            endpoint, chosen = yield from find_endpoint(self.visitor, link)
            if endpoint:
                found = yield from harvest(self.visitor, endpoint, chosen, self.past)
                self.repositories.append(found)
                # its records are known now; their pages need no visit
                self.frontier.seen |= {identity(draft.page_url) for draft in found.drafts if draft.page_url}

    def _receive(self, item: Waiting, answer: Answer) -> str:
        """Take in an answer to a page → what is the matter with it, "" when it could be read."""
        asked, key = identity(item.address), identity(answer.address)
        if not answer.good:
            lost = answer.outcome is FetchOutcome.NOT_FOUND
            (self.gone if lost else self.failed).add(asked)
            if lost:
                self.frontier.lost(item.address)
            self.frontier.learn(item, False)
            return answer.outcome.value
        if kind := type_of(answer):
            self.documents[key] = self.documents[asked] = kind
            return ""
        if "html" not in answer.content_type and answer.content_type and answer.body.lstrip()[:1] != b"<":
            return FetchOutcome.WRONG_TYPE.value
        if key in self.visited:
            self.visited.add(asked)
            return ""
        page = self.visitor.read(answer)
        verdict = judge(page, self.around(answer.address))
        if verdict.kind in ("captcha", "login", "not found", "unread"):
            (self.gone if verdict.kind == "not found" else self.failed).add(asked)
            self.obstacles[verdict.kind] += 1
            self.verdicts[key] = verdict
            return verdict.kind
        self.visited |= {asked, key}
        self.modified[key] = answer.modified
        self.frontier.seen.add(key)
        self.pages[key], self.verdicts[key] = page, verdict
        lists = list_kinds([page.name]) & {"reports", "projects"} if verdict.kind == "listing" else ()
        self.frontier.learn(item, bool(verdict.units or lists))
        self._follow(page, verdict, item.depth + 1)
        return ""

    def _follow(self, page: Page, verdict: Verdict, depth: int) -> None:
        kinds = note_lists(self.listed, page, verdict, self.is_own_page)
        on_list = bool(kinds & {"reports", "projects"})
        main = {link.address for block in own_blocks(page) for link in block.links}
        for link in page.links:
            self._add_link(link, on_list and link.address in main, depth)
        for address in (page.forward, *page.frames):
            if address:
                self.frontier.add(address, 8, depth - 1) if within(address, self.environment.scope.pages) else None

    def _add_link(self, link: Link, on_list: bool, depth: int) -> None:
        # "nofollow" is advice to search engines on what to count; programs that serve files put it on every file
        followed = "nofollow" not in link.rel or looks_like_document(link)
        if self.is_own_page(link) and not words.NEVER_FOLLOW.search(link.address) and followed:
            self.frontier.add(link.address, promise(link, on_list), depth)

    def _judge_again(self) -> None:
        """All lists are known now: a page that stood in none when it was read may stand in one."""
        recognise_moved(self.known, self.gone, self.pages, self.listed)
        labels = template_labels(self.pages.values())
        self.pages = {key: with_labels(page, labels) for key, page in self.pages.items()}
        judged: dict[str, frozenset[str]] = {}
        for _ in range(2):  # what a page is taken for says what stands on it, and the reverse
            for key, page in self.pages.items():
                note_lists(self.listed, page, self.verdicts[key], self.is_own_page)
            self._kin = kin((page.address, self.verdicts[key].kind) for key, page in self.pages.items())
            for key, page in self.pages.items():
                around = self.around(page.address)
                if judged.get(key) != around.listed:
                    self.verdicts[key], judged[key] = judge(page, around), around.listed

    def _found(self) -> int:
        return sum(1 for verdict in self.verdicts.values() for kind, _ in verdict.units if kind == "report")

    def _fetch_documents(self, drafts: list[Draft]) -> Generator[Ask, Answer, list[Draft]]:
        done, found = self._fetched, []
        got = {identity(s.file_url) for s in self.known if s.file_url and s.file_sha256}
        for draft in drafts:
            if not draft.file_url or draft.file_url in done:
                pass
            elif identity(draft.file_url) not in got and self.limit is not None and self._new >= self.limit:
                self._held_back.add(draft.file_url)
            else:
                answer = yield from self.visitor.get(draft.file_url, "file")
                outcome = document_outcome(answer)
                good = outcome in (FetchOutcome.OK, FetchOutcome.NOT_MODIFIED)
                done[draft.file_url] = (answer.sha256 if good else None, outcome)
                self._new += good and identity(draft.file_url) not in got
                if outcome is FetchOutcome.WRONG_TYPE and not document_type(draft.file_url):
                    self._take_for_page(draft.file_url, answer)
                self.noticed(len(self.pages) + len(done), self._found())
            sha256, outcome_ = done.get(draft.file_url or "", (None, None))
            found.append(replace(draft, file_sha256=sha256, file_outcome=outcome_))
        return found

    def _take_for_page(self, asked: str, answer: Answer) -> None:
        """Read what a link called a document; one that gives a report or project is a page, and so is its link."""
        if within(answer.address, self.environment.scope.pages):
            self._receive(Waiting(asked, 0.0, 0, 1, ""), answer)
            verdict = self.verdicts.get(identity(answer.address))
            if verdict is not None and verdict.units:
                self.documents[identity(asked)] = ""

    def _elsewhere(self) -> dict[str, int]:
        linked = {link.address for page in self.pages.values() for link in page.links if link.document}
        return dict(Counter(a.split("/")[2] for a in linked if not self.visitor.may(a, "file")))

    def _harvest(self, drafts: Iterable[Draft], home: str = "", unread: str = "") -> Harvest:
        verdicts = [(page.address, self.verdicts[key]) for key, page in self.pages.items()]
        readings = [Reading(address, verdict.kind, verdict.reasons) for address, verdict in verdicts]
        later = f"documents left for a later crawl: {len(self._held_back)}" if self._held_back else ""
        wrong = [problem for found in self.repositories for problem in found.problems]
        complete = not unread and not any(problem.endswith(NAMELESS) for problem in wrong)
        broken = "; ".join(found.reason for found in self.repositories if not found.complete)
        faults = sum(1 for verdict in self.verdicts.values() if verdict.kind == "unread")
        fault = f"pages that our own rules could not take, see the log: {faults}" if faults else ""
        unread = "; ".join(filter(None, (unread, later, fault, in_short(wrong))))
        return Harvest(
            tuple(drafts), tuple(readings), frozenset(self.visited), frozenset(self.gone), frozenset(self.failed),
            frozenset(key for found in self.repositories for key in found.deleted), dict(self.visitor.aliases),
            dict(self.visitor.refused), home or broken, dict(self.obstacles), complete and not broken,
            unread, still_named(self.known, self.pages), self._elsewhere(),
        )  # fmt: skip
