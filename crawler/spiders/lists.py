"""Which lists pages stand in: the headings, rows and names of the lists that lead to them tell what they are."""

from collections import Counter
from collections.abc import Iterable

from crawler.addresses import identity, pattern
from crawler.reading import words
from crawler.reading.cards import read_cards
from crawler.reading.classify import Verdict
from crawler.reading.items import IsDocument, own_blocks
from crawler.reading.kinds import list_kinds
from crawler.reading.page import Page, is_next
from crawler.reading.rows import first_line
from crawler.reading.work import read_state


def note_lists(listed: dict[str, set[str]], page: Page, verdict: Verdict, is_own_page: IsDocument) -> set[str]:
    """Note in `listed`, by identity, which lists a page's entries stand in: by what stands beside each, the headings
    above it, or the page's own name → the kinds of the page itself."""
    whole_page: set[str] = set()
    if verdict.kind in ("listing", "items"):
        whole_page = _kinds_of(page.name) | listed.get(identity(page.address), set())
    above: dict[int, set[str]] = {}
    for block in own_blocks(page):
        if block.level:
            above = {level: kinds for level, kinds in above.items() if level < block.level}
        here = set().union(*above.values())
        if not here - STATES:
            here |= whole_page
        for link in block.links:
            if is_own_page(link) and not is_next(link):
                kinds = listed.setdefault(identity(link.address), set())
                kinds.update(here)
                if "projects" in here and 2 * len(link.text) >= len(first_line(block.text)):
                    kinds.add("entry")  # the link is the line, and no word in running text
        if block.level and (block.level > 1 or verdict.kind in ("listing", "items")):
            above[block.level] = _kinds_of(block.text)
    for link in page.links if whole_page else ():
        if is_next(link):
            listed.setdefault(identity(link.address), set()).update(whole_page)
    for key, said in read_cards(own_blocks(page), is_own_page).items():
        kinds = listed.setdefault(key, set())
        if said & {"material", "news"} and "reports" not in said:
            kinds.discard("reports")  # the row knows better than the list's heading
        kinds.update(said)
    return whole_page


STATES = frozenset({"ongoing", "finished"})
KIN, SHARE = 3, 0.6
"""Least number and share of a folder's pages that must be of one kind to speak for the rest."""


def folder(address: str) -> str:
    """The folder that pages of one kind share, numbers apart; "" at the root, where anything may lie."""
    shape = pattern(address.rstrip("/")).removesuffix("*")
    return shape if shape.strip("/").count("/") else ""


def kin(pages: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """What most pages of each folder were taken for, from addresses and kinds."""
    kinds: dict[str, Counter[str]] = {}
    for address, kind in pages:
        if name := folder(address):
            kinds.setdefault(name, Counter())[kind] += 1
    return {
        name: frozenset(kind for kind in ("report", "project") if count[kind] >= max(KIN, SHARE * count.total()))
        for name, count in kinds.items()
    }


def _kinds_of(name: str) -> set[str]:
    kinds = set(list_kinds([name]))
    if state := read_state(name, bare=True):
        kinds.add(state)  # "Genomfört" over a row of links
    if "projects" in kinds:
        status = "finished" if words.FINISHED.search(name) else "ongoing" if words.ONGOING.search(name) else ""
        kinds |= {status} if status else set()
    return kinds
