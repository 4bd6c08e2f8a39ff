"""OAI-PMH answers: records in MODS or `oai_dc` as claims, sets, formats, resumption tokens, deletions and errors.

Protocol: http://www.openarchives.org/OAI/openarchivesprotocol.html (version 2.0). MODS as DiVA writes it.
"""

import re
from dataclasses import dataclass, field

from babel.core import get_global
from lxml import etree

from crawler.reading.dates import read_date
from crawler.reading.numbers import read_number
from crawler.reading.people import split_names
from crawler.reading.xml import local, parse_xml, text_of
from models.claim import Claim, Field

_REPORT = re.compile(r"report|rapport|book|bok|monogra|antologi|collection|other|övrigt", re.IGNORECASE)
_NO_REPORT = re.compile(
    r"article|artikel|conference|konferens|thesis|uppsats|avhandling|review|recension|patent|dataset|chapter|kapitel",
    re.IGNORECASE,
)
_FULL_TEXT = re.compile(r"FULLTEXT\d*|\.pdf(?:$|\?)|/attachment/|/bitstream/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `identifier` is the repository's own; a deleted record has nothing else. `is_report` is false for
    articles, theses and conference papers; a record that states no kind counts as a report."""

    identifier: str
    deleted: bool = False
    is_report: bool = True
    page_url: str | None = None
    file_url: str | None = None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class OaiAnswer:
    """One OAI-PMH response; `error` is the protocol's code ("noRecordsMatch" …), `is_oai` false when it is none,
    `stamped` the latest day (ISO) on which one of its records was changed, "" when none says."""

    is_oai: bool
    error: str = ""
    records: tuple[Record, ...] = ()
    token: str = ""
    sets: tuple[tuple[str, str], ...] = ()
    formats: tuple[str, ...] = ()
    stamped: str = ""


@dataclass
class _Found:
    values: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, value: str) -> None:
        if value:
            self.values.setdefault(name, []).append(value)

    def first(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")


def read_oai(body: bytes) -> OaiAnswer:
    """Read one response to any verb."""
    root = parse_xml(body)
    if root is None or local(root) != "OAI-PMH":
        return OaiAnswer(False)
    error, token, stamped = "", "", ""
    records: list[Record] = []
    sets: list[tuple[str, str]] = []
    formats: list[str] = []
    for element in root.iter():
        match local(element):
            case "error":
                error = element.get("code") or "error"
            case "record" if local(element.getparent()) in ("ListRecords", "GetRecord"):  # type: ignore[arg-type]  # never the root
                records.append(_record(element))
            case "datestamp" if re.match(r"\d{4}-\d\d-\d\d", stamp := text_of(element)):
                stamped = max(stamped, stamp[:10])
            case "resumptionToken":
                token = text_of(element)
            case "set":
                sets.append((_child(element, "setSpec"), _child(element, "setName")))
            case "metadataFormat":
                formats.append(_child(element, "metadataPrefix"))
    return OaiAnswer(True, error, tuple(records), token, tuple(sets), tuple(formats), stamped)


def _child(element: etree._Element, name: str) -> str:
    return next((text_of(child) for child in element if local(child) == name), "")


def _record(element: etree._Element) -> Record:
    header = next((child for child in element if local(child) == "header"), None)
    metadata = next((child for child in element if local(child) == "metadata"), None)
    identifier = _child(header, "identifier") if header is not None else ""
    if (header is not None and header.get("status") == "deleted") or metadata is None or not len(metadata):
        return Record(identifier, deleted=True)
    content = metadata[0]
    if local(content) == "modsCollection" and len(content):
        content = content[0]
    found = _read_mods(content) if local(content) == "mods" else _read_dc(content)
    kinds = " ".join(found.values.get("type", ()))
    refused = bool(_NO_REPORT.search(kinds)) and not re.search(r"report|rapport", kinds, re.IGNORECASE)
    is_report = not refused and (not kinds or bool(_REPORT.search(kinds)) or not _NO_REPORT.search(kinds))
    rule = "MODS record" if local(content) == "mods" else "Dublin Core record"
    return Record(
        identifier, False, is_report, found.first("page") or None, found.first("file") or None, _claims(found, rule)
    )


def _read_mods(mods: etree._Element) -> _Found:
    found = _Found()
    for element in mods:
        name = local(element)
        if name == "titleInfo" and not element.get("type") and not found.first("title"):
            found.add(
                "title", " ".join(part for part in (_child(element, "nonSort"), _child(element, "title")) if part)
            )
            found.add("subtitle", _child(element, "subTitle"))
        elif name == "name" and element.get("type") != "corporate":
            _read_person(element, found)
        elif name == "name":
            role = " ".join(text_of(child) for child in element if local(child) == "role")
            if re.search(r"pbl|publisher|oth|org", role):
                found.add("organisation", _child(element, "namePart"))
        elif name == "originInfo":
            for part in element:
                if local(part) in ("dateIssued", "copyrightDate"):
                    found.add("year", text_of(part))
                elif local(part) == "publisher":
                    found.add("publisher", text_of(part))
        elif name == "relatedItem" and element.get("type") in ("series", "host"):
            _read_series(element, found)
        elif name == "identifier":
            kind = (element.get("type") or "").lower()
            found.add({"isbn": "isbn", "issn": "issn", "uri": "page"}.get(kind, "identifier"), text_of(element))
        elif name == "location":
            for place in element:
                if local(place) == "url":
                    stated = (element.get("displayLabel"), place.get("displayLabel"), place.get("access"))
                    label = " ".join(value for value in stated if value)
                    is_file = re.search(r"full\s?text|raw object", label, re.IGNORECASE) or _FULL_TEXT.search(
                        text_of(place)
                    )
                    found.add("file" if is_file else "page", text_of(place))
        elif name in ("abstract", "genre", "typeOfResource", "note"):
            if name == "genre" or (name == "note" and element.get("type") == "publicationType"):
                found.add("type", text_of(element))
            elif name == "abstract":
                found.add("abstract", re.sub(r"<[^>]+>", "", text_of(element)))
        elif name == "subject":
            for topic in element:
                if local(topic) == "topic":
                    found.add("keywords", text_of(topic))
        elif name == "language":
            found.add("language", short_language(text_of(element)))
    return found


def _read_person(element: etree._Element, found: _Found) -> None:
    roles = [text_of(term) for role in element if local(role) == "role" for term in role]
    if roles and not any(
        role.lower() in ("aut", "author", "författare", "edt", "editor", "redaktör") for role in roles
    ):
        return
    parts = {part.get("type") or "": text_of(part) for part in element if local(part) == "namePart"}
    name = " ".join(part for part in (parts.get("given", ""), parts.get("family", "")) if part)
    whole = parts.get("", "")
    found.add("authors", name or next(iter(split_names(whole)), whole))


def _read_series(element: etree._Element, found: _Found) -> None:
    title = next((_child(part, "title") for part in element if local(part) == "titleInfo"), "")
    if element.get("type") == "series":
        found.add("series", title)
    for part in element.iter():
        if local(part) in ("partNumber", "number") or (
            local(part) == "identifier" and part.get("type") == "issue number"
        ):
            found.add("number", text_of(part))
        elif local(part) == "identifier" and part.get("type") == "issn":
            found.add("issn", text_of(part))


def _read_dc(content: etree._Element) -> _Found:
    found = _Found()
    for element in content:
        name, value = local(element), text_of(element)
        match name:
            case "creator":
                found.add("authors", next(iter(split_names(value)), value))
            case "date":
                found.add("year", value)
            case "description":
                found.add("abstract", value)
            case "subject":
                found.add("keywords", value)
            case "identifier" | "relation" | "source":
                isbn = re.search(r"(?:urn:)?isbn[:\s]*([\dXx-]{10,17})", value, re.IGNORECASE)
                if isbn:
                    found.add("isbn", isbn[1])
                elif re.match(r"https?://", value):
                    found.add("file" if _FULL_TEXT.search(value) else "page", value)
                elif number := read_number(value):
                    found.add("series", number.series)
                    found.add("number", number.printed)
            case "language":
                found.add(name, short_language(value))
            case "title" | "publisher" | "type":
                found.add(name, value)
    return found


def short_language(code: str) -> str:
    """A language as ISO 639-1 where it has such a code: `swe` → `sv`, `en` → `en`."""
    written = code.strip().lower()
    return str(get_global("language_aliases").get(written, written))


def _claims(found: _Found, rule: str) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    singles: tuple[Field, ...] = (
        "title",
        "subtitle",
        "series",
        "number",
        "publisher",
        "isbn",
        "issn",
        "abstract",
        "language",
    )
    read = ((name, found.first(name)) for name in singles)
    claims += [Claim(name, value, "repository", rule, 0.97, None, value) for name, value in read if value]
    if date := read_date(found.first("year")):
        claims.append(Claim("year", str(date.year), "repository", rule, 0.97, None, found.first("year")))
    lists: tuple[Field, ...] = ("authors", "keywords")
    several = ((name, tuple(dict.fromkeys(found.values.get(name, ())))) for name in lists)
    claims += [
        Claim(name, values, "repository", rule, 0.97, None, "; ".join(values)) for name, values in several if values
    ]
    if kind := found.first("type"):
        claims.append(Claim("kind", kind, "repository", rule, 0.8, None, kind))
    return tuple(claims)
