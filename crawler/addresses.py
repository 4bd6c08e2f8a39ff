"""Addresses: one canonical form for each, what belongs to a scope, and what kind of file an address promises."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

DOCUMENT_TYPES = {"pdf": "pdf", "doc": "doc", "docx": "docx", "odt": "odt", "rtf": "rtf"}
"""Types that a report may lie in, by file ending."""

OTHER_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|ico|bmp|tiff?|css|js|json|mp3|mp4|m4a|mov|avi|wav|webm|zip|gz|rar|7z|exe|dmg"
    r"|ics|vcf"
    r"|xlsx?|csv|pptx?|ppsx?|odp|ods|woff2?|ttf|eot|epub)$",
    re.IGNORECASE,
)
# utm_source, jsessionid, PHPSESSID, and ?E-20583=20583, which only opens an accordion section
NOISE_PARAMETER = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|_ga|j?session_?(?:id)?|phpsessid|aspsessionid\w*|s(?:ess)?id|cfid|cftoken"
    r"|[a-z]-\d+|sv\.target|replytocom|share|print|utskrift|highlight|amp)$",
    re.IGNORECASE,
)
# ?page=2 · ?sida=3 · /page/2/ · /sida/3
PAGE_PARAMETER = re.compile(
    r"^(?:p|page|sida|paged|page_?(?:nr|num|number|index)|sid(?:nr|nummer)|start|skip|offset|from|currentpage)$",
    re.IGNORECASE,
)
PAGE_STEP = re.compile(r"(?<=/)(?:page|sida)/\d+/?$", re.IGNORECASE)
SESSION_PATH = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?#]*", re.IGNORECASE)
INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
# https://fou.se/rapporter/natt.html#top: nothing to decode, sort or leave out but the fragment; most links are such
PLAIN = re.compile(
    r"(https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::(?!0*(?:80|443)\b)[1-5]\d{1,4})?)"
    r"((?:/(?!\.)[a-zA-Z0-9._~-]+)*/?)(?:#[^\s]*)?"
)
DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=1 << 16)
def canonical(address: str, base: str = "") -> str | None:
    """The address in its one form: absolute, no fragment, no session or tracking parameters, parameters sorted.

    None when it is no http or https address.
    """
    try:
        joined = urljoin(base, address.strip())
    except ValueError:
        return None
    if plain := PLAIN.fullmatch(joined):
        site, path = plain.groups()
        return site + (path or "/")
    try:
        parts = urlsplit(canonicalize_url(joined, keep_blank_values=True))
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not host:
        return None
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{shown}:{port}"
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not NOISE_PARAMETER.match(name)]
    kept = parts.query if len(query) == len(parse_qsl(parts.query, True)) else urlencode(query)
    return urlunsplit((parts.scheme, netloc, SESSION_PATH.sub("", parts.path) or "/", kept, ""))


@lru_cache(maxsize=1 << 16)
def identity(address: str) -> str:
    """What two addresses of the same page have in common: no scheme, www, index page, closing slash or capitals.

    Capitals: old systems link one page in several ways, and no site was seen to tell pages apart by them.
    """
    address, _, anchor = address.partition("#")
    parts = urlsplit(canonical(address) or address)
    path = INDEX_PAGE.sub("/", parts.path).rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return (_host(parts.netloc) + path + query + (f"#{anchor}" if anchor else "")).lower()


def _host(netloc: str) -> str:
    host = netloc.lower().removeprefix("www.")
    return host.removesuffix(":80").removesuffix(":443")


def within(address: str, prefixes: Iterable[str]) -> bool:
    """Whether a canonical address lies under one of the scope's prefixes.

    Scheme and www do not matter, host and port do. A prefix ends at a word's end: `/fou` takes `/fou/x` and
    `/fou.html`, never `/fouriertransform`.
    """
    return _within(address, tuple(prefixes))


@lru_cache(maxsize=1 << 16)
def _within(address: str, prefixes: tuple[str, ...]) -> bool:
    parts = urlsplit(address)
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    for prefix in prefixes:
        limit = urlsplit(canonical(prefix) or prefix)
        start = limit.path + (f"?{limit.query}" if limit.query else "")
        if _host(limit.netloc) != _host(parts.netloc):
            continue
        if rest == start.rstrip("/"):
            return True
        if rest.startswith(start) and not (start[-1:].isalnum() and re.match(r"\w", rest[len(start) :])):
            return True
    return False


def own_folder(address: str) -> str:
    """The folder that an address lies in: `https://fou.se/data/rapporter.csv` → `https://fou.se/data/`."""
    parts = urlsplit(canonical(address) or address)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/"


def document_type(address: str) -> str:
    """The document type that the address's ending promises ("pdf", "docx" …), "" when it promises none."""
    ending = urlsplit(address).path.rpartition(".")[2].lower()
    return DOCUMENT_TYPES.get(ending, "")


def is_other_file(address: str) -> bool:
    """Whether the ending says image, sheet, archive, sound …: nothing that a report or a page lies in."""
    return bool(OTHER_FILES.search(urlsplit(address).path))


def family(address: str) -> str:
    """What addresses that differ only in numbers, dates and the values of their query have in common; "" when nothing
    in the address counts on: `/kalender/2024-05-01?visa=dag` → `/kalender/#-#-#?visa`."""
    parts = urlsplit(address)
    path = re.sub(r"\d+", "#", parts.path)
    names = sorted({name for name, _ in parse_qsl(parts.query, True)})
    return f"{_host(parts.netloc)}{path}?{'&'.join(names)}" if names or "#" in path else ""


def pattern(address: str) -> str:
    """The shape of an address: digits as #, the last step as *. `/2017/12/21/_familjepoolen/` → `/#/#/#/*`."""
    parts = urlsplit(address)
    steps = [re.sub(r"\d+", "#", step) for step in parts.path.strip("/").split("/")]
    names = sorted({re.sub(r"\d+", "#", name) for name, _ in parse_qsl(parts.query, True)})
    return _host(parts.netloc) + "/" + "/".join([*steps[:-1], "*"]) + ("?" + "&".join(names) if names else "")


def whole_list(address: str) -> str:
    """The address of a list of several pages, without the number of the page: entries wander from page to page."""
    parts = urlsplit(address)
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, True)
        if not (PAGE_PARAMETER.match(name) and value.isdigit())
    ]
    return urlunsplit(parts._replace(path=PAGE_STEP.sub("", parts.path), query=urlencode(query)))


def is_archive(address: str) -> bool:
    """Whether an address is that of an archive, as WordPress names them: all posts of a tag, category or author."""
    return bool(re.search(r"/(?:tagg?|etikett|category|kategori|author)/[^/]", urlsplit(address).path))


def is_later_page(address: str) -> bool:
    """Whether an address is that of a further page of a list: `?start=4`, `/page/2/`. `?p=4127` names a page."""
    numbers = [
        value for name, value in parse_qsl(urlsplit(address).query) if PAGE_PARAMETER.match(name) and value.isdigit()
    ]
    return bool(PAGE_STEP.search(urlsplit(address).path)) or any(0 < int(value) < 1000 for value in numbers)


def words(address: str) -> str:
    """The path and query as words: hyphens and underscores become spaces, for reading what it is about."""
    parts = urlsplit(address)
    return re.sub(r"[-_+/.=&%?]+", " ", f"{parts.path} {parts.query}").strip().lower()


def file_name(address: str) -> str:
    """The last step of the path as it stands, for comparing."""
    return urlsplit(address).path.rpartition("/")[2].lower()
