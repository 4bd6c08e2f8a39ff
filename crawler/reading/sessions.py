"""Session ids that no list of names knows: parameters of a site's links that are others each time a page is read. Pure.

A site that gives each visitor a number and has no cookie to keep it in writes it into every link, under a name of its
own. Every page then has a new address each time, and the same report would be another one in each crawl.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.addresses import PAGE_PARAMETER, canonical

LEAST = 3
"""Links that must bear a parameter with one and the same value before it is thought a session id."""
SHARE = 0.5
"""… and of all the page's links within its host. A menu has no `id=` of the one report that a home page shows off."""
_LINK = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
# what names a thing or a choice, whatever its values do
_CONTENT = re.compile(r"^(?:id|[a-z]?nr|num(?:mer)?|lang|language|spr[aå]k|year|[aå]r)$", re.IGNORECASE)


def carried(source: str, address: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Parameters that most of a page's links to its own host bear with one value → that value, and those links without
    it. `address` is where the page was got."""
    found = [match[1] or match[2] or match[3] or "" for match in _LINK.finditer(source)]
    if sum("?" in link for link in found) < LEAST:
        return {}
    host, values = urlsplit(address).netloc, defaultdict[str, set[str]](set)
    own = {link for written in found if (link := canonical(unescape(written), address))}
    own = {link for link in own if urlsplit(link).netloc == host}
    for link in own:
        for name, value in parse_qsl(urlsplit(link).query, True):
            values[name].add(value)
    steady = {name: next(iter(given)) for name, given in values.items() if len(given) == 1 and not _CONTENT.match(name)}
    rests = {
        name: frozenset(without(link, steady) for link in own if without(link, (name,)) != link) for name in steady
    }
    return {
        name: (value, rests[name])
        for name, value in steady.items()
        if len(rests[name]) >= max(LEAST, SHARE * len(own)) and not PAGE_PARAMETER.match(name)
    }


def session_names(first: str, second: str, address: str) -> frozenset[str]:
    """Parameters whose value differs between two readings of one page, made at once, in links that are else the
    same."""
    one, other = carried(first, address), carried(second, address)
    return frozenset(
        name
        for name in one.keys() & other.keys()
        if one[name][0] != other[name][0] and len(one[name][1] & other[name][1]) >= LEAST
    )


def without(address: str, names: Collection[str]) -> str:
    """An address, absolute or relative, without these parameters; all else stands as it stood."""
    parts = urlsplit(address)
    query = parse_qsl(parts.query, True)
    kept = [(name, value) for name, value in query if name not in names]
    return address if len(kept) == len(query) else urlunsplit(parts._replace(query=urlencode(kept)))
