"""Tables of reports that people keep: CSV from a spreadsheet or JSON, with Swedish or English column names. Pure."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from crawler.addresses import canonical, document_type
from crawler.reading.items import slug
from crawler.reading.people import split_names
from models.claim import Claim, Field

RULE = "metadata of the deposit"
NAMELESS = "names neither file, address nor title"
TOLD = 5
"""So many problems stand in the reason for a source's health."""
LISTS = ("authors", "keywords")
EMPTY: tuple[object, ...] = (None, "", [], {})
_NAMES = {
    "file": "fil filnamn sökväg dokument filename path document",
    "file_url": "fillänk pdf pdflänk länktillpdf länktillfil pdfurl fileaddress",
    "page_url": "sida webbsida landningssida page webpage landingpage",
    "address": "länk url adress webbadress link webblänk",
    "id": "identifierare identifier nyckel",
    "title": "titel rapporttitel rubrik name namn headline",
    "subtitle": "undertitel underrubrik",
    "authors": "författare rapportförfattare upphovsperson upphovspersoner author creator",
    "year": "år utgivningsår utgivetår publiceringsår publiceratår tryckår årtal published publicationyear",
    "series": "serie rapportserie skriftserie serietitel seriestitle",
    "number": "nummer nr rapportnummer rapportnr serienummer no reportnumber issue",
    "publisher": "utgivare utgivenav förlag publishedby",
    "abstract": "sammanfattning beskrivning referat summary description contenttext",
    "language": "språk",
    "keywords": "nyckelord ämnesord ämne etiketter subjects tags",
    "kind": "typ dokumenttyp type",
    "posted": "publicerad publiceringsdatum datepublished",
    "attachments": "bilagor",
}
_KNOWN = {name: field for field, names in _NAMES.items() for name in names.split()}
_KNOWN |= {name.replace("_", ""): name for name in (*get_args(Field), *_NAMES)}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class TableError(ValueError):
    """A body that is no table of reports; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of a table. `number` is its row in the spreadsheet (the heading is row 1) or its place in the JSON
    list (from 1); `file` a path or address as it stands, `page_url` and `file_url` addresses as they stand, "" where
    none is given. `id` is what the table itself calls it by, "" when it has no such column."""

    number: int
    claims: tuple[Claim, ...]
    id: str = ""
    file: str = ""
    page_url: str = ""
    file_url: str = ""

    @property
    def name(self) -> str:
        """Its title as an anchor."""
        return slug(next((str(claim.value) for claim in self.claims if claim.field == "title"), ""))


def read_table(body: bytes) -> tuple[list[Entry], list[str]]:
    """The reports of a table, and what is wrong with it, row by row in plain words (English, as `Health.reason`). What
    is wrong takes nothing else of its row away; a row is left out only when it names no report at all.

    Raises:
        TableError: it is no table, or no column is one that we know.
    """
    return read_rows(rows(decode(body)))


def read_rows(numbered: Iterable[tuple[int, Mapping[str, Any]]]) -> tuple[list[Entry], list[str]]:
    """`read_table` of rows that are at hand: each with its number, values by column."""
    entries, problems = [], []
    strange: dict[str, None] = {}
    for number, row in numbered:
        values: dict[str, Any] = {}
        for column, value in row.items():
            field = field_of(column)
            if value in EMPTY:
                continue
            if field:
                # of two columns with one meaning ("Länk", "PDF") the first that says something
                values.setdefault(field, value)
            else:
                strange[column] = None
        entry, wrong = _entry(number, values)
        problems += [f"row {number}: {what}" for what in wrong]
        if entry is not None:
            entries.append(entry)
    problems += [f"the column {column!r} is not known, what it says was left out" for column in strange]
    return entries, problems


def in_short(problems: Iterable[str]) -> str:
    """The first problems, and how many more there are; "" when there are none."""
    told = list(problems)
    more = [f"{len(told) - TOLD} more rows need a look"] if len(told) > TOLD else []
    return "; ".join([*told[:TOLD], *more])


def decode(body: bytes) -> str:
    """The text of a table: UTF-8 with or without a mark, UTF-16 with one, or else what Windows writes in Sweden."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def rows(text: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The rows that say anything, with their numbers, by column.

    Raises:
        TableError: it is neither a JSON list of objects nor a table with a known column.
    """
    if text.lstrip()[:1] in ("[", "{"):
        return list(enumerate(_objects(text), 1))
    if text.lstrip()[:1] == "<":
        raise TableError("it is a web page")
    lines = text.split("\n")
    heading = next((line for line in lines if line.strip()), "")
    # Swedish Excel writes semicolons, and what is copied from a sheet has tabs
    delimiter = max(";,\t", key=heading.count)
    try:
        cells = [(n, row) for n, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
                 if any(cell.strip() for cell in row)]  # fmt: skip
    except csv.Error as error:
        raise TableError(f"it is no table: {error}") from error
    names = [name.strip() for name in cells[0][1]] if cells else []
    if not any(field_of(name) for name in names):
        raise TableError("no column of its heading is known")
    return [(n, _by_column(names, row)) for n, row in cells[1:]]


def _by_column(names: list[str], cells: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for index, cell in enumerate(cells):
        # a cell beyond the heading is kept under its letter, so that it is named and not lost in silence
        name = names[index] if index < len(names) and names[index] else f"column {index + 1}"
        if cell.strip() and not found.get(name):
            found[name] = cell.strip()
    return found


def _objects(text: str) -> list[dict[str, Any]]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise TableError(f"it is not JSON: {error}") from error
    if isinstance(data, dict):
        lists = [
            value for value in data.values() if isinstance(value, list) and all(isinstance(v, dict) for v in value)
        ]
        if lists and any(lists):
            data = max(lists, key=len)
        elif data and all(isinstance(value, dict) for value in data.values()):
            data = [{"file": name, **value} for name, value in data.items()]
        elif lists:
            data = []
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise TableError("it is no list of objects")
    return data


def field_of(column: str) -> str:
    """What a column holds, "" when its name is not known: "Rapportnr", "Författare (efternamn, förnamn)"."""
    return _KNOWN.get(re.sub(r"\([^)]*\)|[\W_]", "", str(column).lower()), "")


def _entry(number: int, values: dict[str, Any]) -> tuple[Entry | None, list[str]]:
    problems = []
    places = {name: _first(values.pop(name, "")) for name in ("id", "file", "page_url", "file_url", "address")}
    attached = _first(values.pop("attachments", ""))
    address = places.pop("address")
    if address:
        kind = "file_url" if document_type(address) or (places["page_url"] and not places["file_url"]) else "page_url"
        places[kind] = places[kind] or address
    places["file_url"] = places["file_url"] or attached
    for name in ("file", "page_url", "file_url"):
        # Windows writes paths the other way round, and people leave "https://" out
        places[name] = re.sub(r"^(?=www\.)", "https://", places[name].replace("\\", "/"))
        if _SCHEME.match(places[name]) and not canonical(places[name]):
            problems.append(f"{places[name]!r} is no http or https address")
            places[name] = ""
    if "year" in values:
        text = str(values.pop("year")).strip()
        if year := _YEAR.search(text):
            values["year"] = year.group()
        else:
            problems.append(f"{text!r} is no year")
    claims = tuple(claim(cast(Field, name), value) for name, value in values.items())
    if not (places["file"] or places["page_url"] or places["file_url"] or "title" in values):
        return None, [*problems, NAMELESS]
    return Entry(number, claims, **places), problems


def _first(value: object) -> str:
    """A place as text; of several, or of an object that holds one (a JSON feed's attachment), the first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("url", "")
    return str(value or "").strip()


def claim(field: Field, value: object) -> Claim:
    """What a table says of one field; lists may be written as text."""
    found: str | tuple[str, ...] = str(value).strip()
    if field in LISTS:
        if isinstance(value, list):
            parts = [part.get("name", "") if isinstance(part, dict) else part for part in value]
        else:
            text = str(value)
            names = split_names(text) if field == "authors" else ()
            parts = list(names or re.split(r"\s*[;\n]\s*" if field == "authors" or ";" in text else r"\s*,\s*", text))
        found = tuple(str(part).strip() for part in parts if str(part).strip())
    quote = "; ".join(found) if isinstance(found, tuple) else found
    return Claim(field, found, "operator", RULE, 0.99, None, quote)
