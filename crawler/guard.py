"""The guard against requests to private addresses, in layers that do not trust each other.

Layer 1 is the scope (`addresses.within`, asked for each hop of a redirect too). Layer 2 refuses literal addresses that
are not public before a request is made. Layer 3 refuses what a name resolves to, which also catches decimal and hex
forms and names that change their address between two look-ups. Loopback is let through only by the setting.
"""

import ipaddress
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

ALLOW_LOOPBACK = "FOU_ALLOW_LOOPBACK"
"""Name of the Scrapy setting that carries `Settings.allow_loopback`."""


def is_public(host: str, allow_loopback: bool) -> bool:
    """Whether an IP address may be asked. Mapped and embedded IPv4 addresses are unwrapped first.

    Raises:
        ValueError: `host` is not an IP address.
    """
    address = ipaddress.ip_address(host)
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or address
    if address.is_loopback:
        return allow_loopback
    return address.is_global and not address.is_multicast


def may_ask(address: str, allow_loopback: bool) -> bool:
    """Layer 2: http or https, a host, and no literal address that is not public. Names are left to layer 3."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        return False
    try:
        return is_public(parts.hostname, allow_loopback)
    except ValueError:
        # 2130706433 and 0x7f.1 are no IP addresses to Python, but some resolvers read them as such
        return not all(step.isdigit() or step.startswith("0x") for step in parts.hostname.split("."))


class PublicResolver(CachingThreadedResolver):
    """Layer 3: a name that resolves to a private address is as good as not found."""

    def __init__(self, reactor: "ReactorBase", cache_size: int, timeout: float, allow_loopback: bool) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allow_loopback = allow_loopback

    @classmethod
    def from_crawler(cls, crawler: "Crawler", reactor: "ReactorBase") -> "PublicResolver":
        """Build it the way Scrapy asks for."""
        settings = crawler.settings
        return cls(
            reactor,
            settings.getint("DNSCACHE_SIZE"),
            settings.getfloat("DNS_TIMEOUT"),
            settings.getbool(ALLOW_LOOPBACK),
        )

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802 - Twisted's name
        """Resolve `name`, refusing what is not public."""
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, found: str, name: str) -> str:
        if not is_public(found, self.allow_loopback):
            raise DNSLookupError(f"{name} resolves to {found}, which is not public")
        return found
