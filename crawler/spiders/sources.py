"""What a site says to machines of its pages: feeds, sitemaps, and WordPress's open interface.

They reach what no link in the markup does: lists that a script draws, and old pages that no list shows any more.
"""

from collections.abc import Generator
from dataclasses import dataclass

from crawler.addresses import canonical
from crawler.drafts import Answer, Ask
from crawler.reading.kinds import list_kinds
from crawler.reading.page import Page
from crawler.reading.wordpress import read_categories, read_entries, read_types
from crawler.reading.xml import read_feed, read_sitemap
from crawler.spiders.visitor import Visitor

FEEDS, SITEMAPS, LISTS = 5, 20, 10
"""At most so many feeds, sitemaps, and pages of each kind of content (of a hundred entries each)."""
_WORDPRESS = "_fields=link,title,categories&per_page=100"


@dataclass(frozen=True, slots=True)
class Told:
    """A page that the site tells of; `title` and the `kinds` of its content ("reports", "projects" …) where given."""

    address: str
    title: str = ""
    kinds: frozenset[str] = frozenset()


Telling = Generator[Ask, Answer, list[Told]]


def tell(visitor: Visitor, page: Page | None, home: str) -> Telling:
    """Everything that the site tells of, the surest first; `page` is its home page, read from `home`."""
    told: list[Told] = []
    if page is not None and page.interface.endswith("/") and "?" not in page.interface:
        told += yield from _wordpress(visitor, page.interface)
    for feed in page.feeds[:FEEDS] if page is not None else ():
        if visitor.may(feed, "feed"):
            answer = yield from visitor.get(feed, "feed")
            told += [Told(address, title) for address, title in read_feed(answer.body)] if answer.good else []
    told += yield from _sitemaps(visitor, home)
    return told


def _sitemaps(visitor: Visitor, home: str) -> Telling:
    told: list[Told] = []
    waiting = [address for site in visitor.sitemaps.values() for address in site]
    waiting = waiting or [canonical("/sitemap.xml", home) or ""]
    for _ in range(SITEMAPS):
        if not waiting:
            break
        sitemap = canonical(waiting.pop(0))
        if sitemap and visitor.may(sitemap, "feed"):
            answer = yield from visitor.get(sitemap, "feed")
            pages, more = read_sitemap(answer.body) if answer.good else ((), ())
            waiting += more
            told += [Told(address) for address in pages]
    return told


def _wordpress(visitor: Visitor, interface: str) -> Telling:
    told: list[Told] = []
    types = yield from _ask(visitor, f"{interface}wp/v2/types")
    names = yield from _ask(visitor, f"{interface}wp/v2/categories?_fields=id,name&per_page=100")
    categories = {number: list_kinds([name]) for number, name in read_categories(names).items()}
    for content in read_types(types):
        kinds = list_kinds([content.name, content.base.replace("-", " ").replace("_", " ")])
        for number in range(1, LISTS + 1):
            entries = read_entries(
                (yield from _ask(visitor, f"{interface}wp/v2/{content.base}?{_WORDPRESS}&page={number}"))
            )
            for entry in entries:
                own = frozenset().union(*(categories.get(category, frozenset()) for category in entry.categories))
                told.append(Told(entry.address, entry.title, kinds | own))
            if len(entries) < 100:
                break
    return told


def _ask(visitor: Visitor, address: str) -> Generator[Ask, Answer, bytes]:
    place = canonical(address) or ""
    if not visitor.may(place, "feed"):
        return b""
    answer = yield from visitor.get(place, "feed")
    return answer.body if answer.good else b""
