"""The two metadata forms of the repository: MODS as DiVA gives it to SwePub, and simple Dublin Core."""

from typing import Protocol

from lxml import etree
from lxml.builder import ElementMaker

MODS = "http://www.loc.gov/mods/v3"
XLINK = "http://www.w3.org/1999/xlink"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
PUBLISHER = "Högskolan i Exempelstad, Forskningsmiljön Välfärd"

_M = ElementMaker(namespace=MODS, nsmap={None: MODS, "xlink": XLINK})
_DC = ElementMaker(namespace=DC, nsmap={"dc": DC})


class Described(Protocol):
    """What a record tells of a publication."""

    @property
    def pid(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def subtitle(self) -> str: ...
    @property
    def authors(self) -> tuple[str, ...]: ...
    @property
    def year(self) -> int: ...
    @property
    def genre(self) -> str: ...
    @property
    def abstract(self) -> str: ...
    @property
    def keywords(self) -> tuple[str, ...]: ...
    @property
    def series(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def isbn(self) -> str: ...


def mods(entry: Described, landing: str, file: str) -> etree._Element:
    """The entry as MODS."""
    title = [_M.title(entry.title), *([_M.subTitle(entry.subtitle)] if entry.subtitle else [])]
    parts = [
        _M.genre(entry.genre, authority="diva", type="publicationTypeCode"),
        *map(_name, entry.authors),
        _M.titleInfo(*title, lang="swe"),
        _M.language(_M.languageTerm("swe", type="code", authority="iso639-2b")),
        _M.originInfo(_M.publisher(PUBLISHER), _M.dateIssued(str(entry.year), encoding="w3cdtf")),
        _M.identifier(landing, type="uri"),
    ]
    if entry.isbn:
        parts.append(_M.identifier(entry.isbn.replace("-", ""), type="isbn"))
    parts += [
        _M.abstract(entry.abstract, lang="swe"),
        _M.location(_M.url(file, displayLabel="fulltext", access="raw object", note="free")),
    ]
    if entry.keywords:
        parts.append(_M.subject(*map(_M.topic, entry.keywords), lang="swe"))
    if entry.series:
        series = _M.relatedItem(_M.titleInfo(_M.title(entry.series), _M.partNumber(entry.number)), type="series")
        parts.append(series)
    parts.append(_M.recordInfo(_M.recordContentSource("hexs"), _M.recordIdentifier(f"diva2:{entry.pid}")))
    return _M.mods(*parts, version="3.2")


def dublin_core(entry: Described, landing: str, file: str) -> etree._Element:
    """The entry as simple Dublin Core."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
    title = f"{entry.title} : {entry.subtitle}" if entry.subtitle else entry.title
    root.append(_DC.title(title))
    root.extend([_DC.creator(", ".join(_turned(author))) for author in entry.authors])
    root.append(_DC.publisher(PUBLISHER))
    root.append(_DC.date(str(entry.year)))
    root.append(_DC.type({"report": "Report"}.get(entry.genre, "Student thesis")))
    root.append(_DC.format("application/pdf"))
    root.append(_DC.language("swe"))
    root.extend([_DC.subject(keyword) for keyword in entry.keywords])
    root.append(_DC.description(entry.abstract))
    if entry.series:
        root.append(_DC.relation(f"{entry.series} ; {entry.number}"))
    root.extend([_DC.identifier(landing), _DC.identifier(file)])
    return root


def _name(author: str) -> etree._Element:
    family, given = _turned(author)
    role = _M.role(_M.roleTerm("aut", type="code", authority="marcrelator"))
    return _M.name(_M.namePart(family, type="family"), _M.namePart(given, type="given"), role, type="personal")


def _turned(author: str) -> tuple[str, str]:
    given, _, family = author.rpartition(" ")
    return family, given
