"""What a page states for machines: schema.org, Open Graph, Dublin Core and Highwire (`citation_*`)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

REPORT_TYPES = {"report", "scholarlyarticle", "thesis", "book", "techarticle", "digitaldocument"}
# Doctoral thesis · Student essay · Article · Book chapter · info:eu-repo/semantics/bookPart
_NO_REPORT = re.compile(
    r"thesis|essay|article|chapter|bookpart|uppsats|avhandling|artikel|kapitel|konferensbidrag", re.I
)
NEWS_TYPES = {"newsarticle", "event", "reportagenewsarticle"}
_HIGHWIRE = {
    "citation_title": "title", "citation_author": "authors", "citation_publication_date": "year",
    "citation_date": "year", "citation_year": "year", "citation_technical_report_number": "number",
    "citation_technical_report_institution": "publisher",
    "citation_publisher": "publisher", "citation_isbn": "isbn", "citation_issn": "issn",
    "citation_series_title": "series",
    "citation_pdf_url": "file", "citation_abstract": "abstract",
}  # fmt: skip
_DUBLIN = {
    "title": "title", "creator": "authors", "date.issued": "year", "issued": "year", "publisher": "publisher",
    "description.abstract": "abstract", "relation.ispartofseries": "series", "type": "type", "identifier.isbn": "isbn",
}  # fmt: skip
_OPEN_GRAPH = {
    "og:title": "og title", "og:site_name": "site", "og:type": "og type", "article:published_time": "posted",
    "og:description": "description",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meta:
    """Stated values by field, each with the vocabulary that states it ("highwire", "schema", "dc", "og")."""

    values: dict[str, tuple[str, tuple[str, ...]]]
    types: frozenset[str] = frozenset()

    def get(self, field: str) -> str:
        """The first stated value of a field, "" when none is stated."""
        return self.values[field][1][0] if field in self.values else ""

    def all(self, field: str) -> tuple[str, ...]:
        """All stated values of a field."""
        return self.values[field][1] if field in self.values else ()

    def source(self, field: str) -> str:
        """The vocabulary that states a field."""
        return self.values[field][0] if field in self.values else ""

    @property
    def is_report(self) -> bool:
        """Whether the page declares itself a report, book or thesis."""
        stated = bool(self.types & REPORT_TYPES) or self.source("title") == "highwire"
        return stated and not self.is_other_text

    @property
    def is_other_text(self) -> bool:
        """Whether a repository calls it a writing of another kind: a thesis, an essay, an article, a chapter."""
        stated = self.all("type")
        return self.source("type") == "dc" and bool(stated) and all(_NO_REPORT.search(kind) for kind in stated)

    @property
    def is_news(self) -> bool:
        """Whether the page declares itself news or an event."""
        return bool(self.types & NEWS_TYPES)


def read_meta(tree: HtmlElement) -> Meta:
    """Read a page's stated values; where two state one field: Highwire, schema.org, DC, Open Graph."""
    found: dict[str, dict[str, list[str]]] = {"highwire": {}, "schema": {}, "dc": {}, "og": {}}
    types: set[str] = set()
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = re.sub(r"\s+", " ", element.get("content") or "").strip()
        if not content:
            continue
        if name in _HIGHWIRE:
            found["highwire"].setdefault(_HIGHWIRE[name], []).append(content)
        elif name in _OPEN_GRAPH:
            found["og"].setdefault(_OPEN_GRAPH[name], []).append(content)
        elif field := _DUBLIN.get(re.sub(r"^(?:dc|dcterms)[.:]", "", name)) if name.startswith("dc") else None:
            found["dc"].setdefault(field, []).append(content)
    for thing in _things(tree):
        kinds = {str(kind).lower() for kind in _list(thing.get("@type"))}
        types |= kinds
        if kinds & REPORT_TYPES:
            _read_thing(thing, found["schema"])
        elif "datePublished" in thing:
            found["schema"].setdefault("posted", []).append(str(thing["datePublished"]))
    types |= {kind.lower() for kind in found["dc"].get("type", ())}
    values: dict[str, tuple[str, tuple[str, ...]]] = {}
    for source, fields in found.items():
        for field, stated in fields.items():
            values.setdefault(field, (source, tuple(stated)))
    return Meta(values, frozenset(types))


def _read_thing(thing: dict[str, Any], into: dict[str, list[str]]) -> None:
    for key, field in (
        ("headline", "title"), ("name", "title"), ("author", "authors"), ("creator", "authors"),
        ("datePublished", "year"),
        ("reportNumber", "number"), ("publisher", "publisher"), ("isbn", "isbn"), ("issn", "issn"),
        ("abstract", "abstract"),
        ("isPartOf", "series"),
    ):  # fmt: skip
        names = [
            str(value.get("name", "")) if isinstance(value, dict) else str(value) for value in _list(thing.get(key))
        ]
        if field not in into and any(names):
            into[field] = [name.strip() for name in names if name.strip()]
    for media in _list(thing.get("encoding")) + _list(thing.get("associatedMedia")):
        if isinstance(media, dict) and media.get("contentUrl"):
            into.setdefault("file", []).append(str(media["contentUrl"]))


def _things(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "")
        except ValueError:
            continue  # a page's broken JSON-LD says nothing; the visible text is read instead
        for thing in _list(data):
            if isinstance(thing, dict):
                yield from (inner for inner in _list(thing.get("@graph", thing)) if isinstance(inner, dict))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
