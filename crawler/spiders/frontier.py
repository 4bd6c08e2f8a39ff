"""What to look at next: links ranked by what they promise and by what their like gave before."""

import re
from collections import Counter
from dataclasses import dataclass, field

from crawler.addresses import family, identity, pattern
from crawler.addresses import words as address_words
from crawler.reading import words
from crawler.reading.links import Link
from crawler.reading.page import is_next

_DULL = re.compile(
    r"\b(?:kontakt\w*|om oss|om webbplatsen|cookies|kakor|tillgänglighet\w*|kalender\w*|press\w*"
    r"|lediga|jobb|medarbetare|personal|styrgrupp\w*|organisation\w*|logga in"
    r"|sök"
    r"|english|lättläst|lyssna|a ö|webbkarta|utbildning\w*|kurs\w*|anmäl\w*|nyhetsbrev\w*|login|search|tag|etikett)\b",
    re.IGNORECASE,
)
_NEWS = re.compile(r"\b(?:nyhet\w*|news|aktuellt|blogg?|evenemang)\b", re.IGNORECASE)

FRUITLESS = 20
"""After so many pages in a row without report or project, the rest of an address's family is left unread …"""
PROMISED = 60
"""… and after so many where link or list promised reports or projects."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address to look at, with its worth and where it was found. Ties go to what was found first."""

    address: str
    worth: float
    order: int
    depth: int
    shape: str


@dataclass
class Frontier:
    """The waiting addresses. `gave` and `tried` count, per shape of address, pages that gave something and all,
    `fruitless` those in a row, per family, that gave nothing, `left` the pages never asked for on that account."""

    waiting: dict[str, Waiting] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    gave: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    fruitless: Counter[str] = field(default_factory=Counter)
    left: int = 0
    order: int = 0

    def add(self, address: str, worth: float, depth: int) -> None:
        """Put an address in line, once; found again with a better promise, it moves up."""
        key = identity(address)
        if key in self.seen or address in self.dead:
            return
        before = self.waiting.get(key)
        if before is None or worth > before.worth:
            self.order += 1
            order = before.order if before else self.order
            self.waiting[key] = Waiting(before.address if before else address, worth, order, depth, pattern(address))

    def pop(self) -> Waiting | None:
        """Take the most promising address that is of no family without end."""
        while self.waiting:
            key = max(self.waiting, key=lambda name: (self._rank(self.waiting[name]), -self.waiting[name].order))
            self.seen.add(key)
            item = self.waiting.pop(key)
            if self.fruitless[family(item.address)] < (FRUITLESS if item.worth < 4 else PROMISED):
                return item
            self.left += 1
        return None

    def lost(self, address: str) -> None:
        """Note that an address answered "not found": the same with other capitals may still be tried."""
        self.dead.add(address)
        self.seen.discard(identity(address))

    def learn(self, item: Waiting, gave: bool) -> None:
        """Note whether a page gave reports, projects or lists of them."""
        self.tried[item.shape] += 1
        self.gave[item.shape] += gave
        if kin := family(item.address):
            self.fruitless[kin] = 0 if gave else self.fruitless[kin] + 1

    def _rank(self, item: Waiting) -> float:
        tried, gave = self.tried[item.shape], self.gave[item.shape]
        # a calendar without end, or ten thousand news: after some fruitless tries its like goes to the end of the line
        learned = 4 * gave / tried if gave else -min(12.0, max(0, tried - 3) * 1.0)
        return item.worth + (learned if tried else 0.0) - 0.5 * item.depth


def promise(link: Link, on_list: bool) -> float:
    """The worth of a link by its text and address; `on_list` when it stands on a list of reports or projects."""
    said = f"{link.text} {address_words(link.address)}"
    worth = 1.0 if link.place == "main" else 0.0
    if words.REPORT_LIST.search(said):
        worth += 6
    elif words.PROJECT_LIST.search(said):
        worth += 5
    elif words.REPORT_WORD.search(said) or words.KNOWLEDGE.search(said):
        worth += 4
    if is_next(link):
        worth += 7 if on_list else 2
    elif on_list and link.place == "main":
        worth += 4
    if _DULL.search(said):
        worth -= 4
    if _NEWS.search(said):
        worth -= 2
    return worth
