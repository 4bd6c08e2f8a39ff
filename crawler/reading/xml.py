"""XML that sites give to machines: sitemaps, RSS and Atom feeds. Foreign XML is parsed without entities or network."""

import gzip
import io
import re
import zlib

from lxml import etree

UNPACKED = 50_000_000
"""Bytes: no sitemap may be larger (sitemaps.org)."""


def parse_xml(body: bytes) -> etree._Element | None:
    """The root of an XML document, None when it is none. Small damage is mended, entities are never resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(element: etree._Element) -> str:
    """An element's name without its namespace, "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: etree._Element) -> str:
    """All text below an element, spaces single."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def read_sitemap(body: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A sitemap, also a packed one or a plain list of lines → (addresses of pages, addresses of further sitemaps)."""
    body = unpacked(body)
    if re.match(rb"\s*https?://", body):
        return tuple(line.strip() for line in body.decode("utf-8", "replace").splitlines() if line.strip()), ()
    root = parse_xml(body)
    if root is None or local(root) not in ("urlset", "sitemapindex"):
        return (), ()
    found = tuple(
        text_of(entry) for row in root for entry in row if local(row) in ("url", "sitemap") and local(entry) == "loc"
    )
    return (found, ()) if local(root) == "urlset" else ((), found)


def unpacked(body: bytes) -> bytes:
    """What a gzip file holds, at most `UNPACKED` bytes of it; anything else as it is."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as file:
            return file.read(UNPACKED)
    except (OSError, EOFError, zlib.error):
        return b""


def read_feed(body: bytes) -> tuple[tuple[str, str], ...]:
    """The entries of an RSS or Atom feed → (address, title), newest first as the feed has them."""
    root = parse_xml(body)
    if root is None or local(root) not in ("rss", "RDF", "feed"):
        return ()
    found = []
    for entry in root.iter():
        if local(entry) in ("item", "entry"):
            links = [link for link in entry if local(link) == "link" and link.get("rel", "alternate") == "alternate"]
            title = next((text_of(part) for part in entry if local(part) == "title"), "")
            found += [(link.get("href") or text_of(link), title) for link in links[:1]]
    return tuple((address, title) for address, title in found if address)
