"""What is known from the looks before, seen in the pages of this one."""

from collections.abc import Collection, Iterable, Mapping

from crawler.addresses import identity, whole_list
from crawler.reading.page import Page
from crawler.sameness import LEAST_LETTERS, plain, stated
from models.sighting import Sighting


def recognise_moved(
    known: Iterable[Sighting], gone: Collection[str], pages: Mapping[str, Page], listed: dict[str, set[str]]
) -> None:
    """A site built anew has other addresses and other lists, but the titles stay: what bears the name of a thing whose
    own page is no more is noted in `listed` as if a list of such things led there."""
    lost = {
        plain(stated(sighting.claims, "title")): sighting.kind
        for sighting in known
        if sighting.page_url and "#" not in sighting.key and identity(sighting.page_url) in gone
    }
    for key, page in pages.items():
        if kind := lost.get(plain(page.name)):
            listed.setdefault(key, set()).add(f"{kind}s")


def still_named(known: Iterable[Sighting], pages: Mapping[str, Page]) -> frozenset[str]:
    """Keys of what is known and still named on its page, whatever the page was taken for."""
    named = set()
    for sighting in known:
        if whole_list(sighting.key) != sighting.key and "#" not in sighting.key:
            continue  # a step through a list keeps its heading when its entries go
        page = pages.get(identity((sighting.page_url or "").partition("#")[0]))
        title = plain(stated(sighting.claims, "title"))
        if page is not None and len(title) >= LEAST_LETTERS and f" {title} " in f" {plain(page.text)} ":
            named.add(sighting.key)
    return frozenset(named)
