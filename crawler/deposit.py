"""Reports that come by hand: files on disk, with or without metadata beside them, kept like what a crawl finds.

Metadata lies in `metadata.csv` or `metadata.json` in the folder (rows with `file` and fields), or in `<file>.json`
beside a file. Fields are those of `models.claim`, with `page_url` and `file_url`; Swedish column names are understood.
"""

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast, get_args

from config.settings import Settings
from crawler.archive import Archive
from crawler.drafts import Draft, Harvest
from crawler.health import summarise
from crawler.life import compare
from crawler.reading.people import split_names
from models.claim import Claim, Field
from models.environment import Environment
from models.errors import SettingsError, StoreError
from models.sighting import FetchOutcome, Health

TYPES = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".htm", ".html", ".txt"}
TABLES = ("metadata.csv", "metadata.json")
SWEDISH = {
    "fil": "file", "filnamn": "file", "titel": "title", "undertitel": "subtitle", "författare": "authors", "år": "year",
    "utgivningsår": "year", "serie": "series", "nummer": "number", "rapportnummer": "number", "utgivare": "publisher",
    "sammanfattning": "abstract", "språk": "language", "nyckelord": "keywords", "typ": "kind", "sida": "page_url",
    "webbsida": "page_url", "länk": "file_url",
}  # fmt: skip
LISTS = ("authors", "keywords")


def deposit(settings: Settings, path: Path, environment: Environment) -> Health:
    """Keep a file, or all documents below a folder, as reports of an environment → counts of what came of it.

    The key is the file's path below the folder, after the folder's mark where another folder has that path. The
    same deposit again changes nothing; a file that is gone from a folder deposited before has vanished; files that
    came another way are left alone.

    Raises:
        SettingsError: the path does not exist or holds no document; its metadata is unreadable or names a missing file.
        BusyError: another process is writing the archive.
        StoreError: a file cannot be read or the archive cannot be written.
    """
    folder = path if path.is_dir() else path.parent
    documents = sorted(_documents(path))
    if not documents:
        raise SettingsError(f"{path} is no document and holds none ({', '.join(sorted(TYPES))})")
    tables = _tables(folder)
    named = {file.relative_to(folder).as_posix() for file in documents}
    if path.is_dir() and (unknown := sorted(set(tables) - named)):
        raise SettingsError(f"the metadata names {unknown[0]!r}, which is not in {folder}")
    origin = f"deposit:{folder.absolute()}"
    with Archive(settings.archive).write() as archive:
        now = settings.now().isoformat()
        run = archive.open_run(environment.id, origin, now)
        drafts = [_draft(archive, file, folder, tables) for file in documents]
        known = archive.known(environment.id, origin)
        foreign = {sighting.key for sighting in archive.sightings(environment.id)} - {
            sighting.key for sighting in known
        }
        # another folder may hold a file of the same name, and be of the same name itself: a report of its own
        mark = f"{folder.name}-{hashlib.sha256(origin.encode()).hexdigest()[:8]}"
        drafts = [replace(draft, key=f"{mark}/{draft.key}") if draft.key in foreign else draft for draft in drafts]
        compared = known if path.is_dir() else tuple(s for s in known if s.key in {draft.key for draft in drafts})
        harvest = Harvest(tuple(drafts))
        after = compare(environment.id, compared, harvest, now, may_vanish=True)
        health = summarise(environment.id, (None, ""), after, harvest, Counter(), archive.started(run), now)
        archive.close_run(run, origin, after, health, None)
    return health


def _documents(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (
            file
            for file in path.rglob("*")
            if file.is_file() and file.suffix.lower() in TYPES and not file.name.startswith(".")
        )
    else:
        raise SettingsError(f"{path} does not exist")


def _tables(folder: Path) -> dict[str, dict[str, Any]]:
    """Rows of the folder's metadata by the file that they are about."""
    rows: list[Mapping[str, Any]] = []
    for name in TABLES:
        if not (folder / name).exists():
            continue
        text = _text(folder / name)
        if name.endswith("csv"):
            # Swedish Excel writes semicolons
            delimiter = ";" if text.split("\n")[0].count(";") > text.split("\n")[0].count(",") else ","
            rows += list(csv.DictReader(text.splitlines(), delimiter=delimiter))
        else:
            data = _json(folder / name, text)
            rows += data if isinstance(data, list) else [{"file": file, **values} for file, values in data.items()]
    found = {}
    for row in rows:
        values = _fields(row, folder)
        file = str(values.pop("file", "") or "")
        if not file:
            raise SettingsError(f"a row of the metadata in {folder} names no file")
        found[file] = values
    return found


def _fields(row: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    known = {*get_args(Field), "file", "page_url", "file_url"}
    values: dict[str, Any] = {}
    for column, value in row.items():
        name = str(column or "").strip().lower()
        name = SWEDISH.get(name, name)
        if name not in known:
            raise SettingsError(f"the metadata in {folder} has an unknown column {column!r}")
        if value not in (None, "", []):
            values[name] = value
    return values


def _draft(archive: Archive, file: Path, folder: Path, tables: Mapping[str, Mapping[str, Any]]) -> Draft:
    key = file.relative_to(folder).as_posix()
    beside = file.with_name(file.name + ".json")
    values = dict(tables.get(key, {}))
    if beside.exists():
        data = _json(beside, _text(beside))
        if not isinstance(data, dict):
            raise SettingsError(f"{beside} holds no object with fields")
        values |= _fields({name: value for name, value in data.items() if name not in ("file", "fil")}, folder)
    try:
        body = file.read_bytes()
    except OSError as error:
        raise StoreError(f"{file} cannot be read: {error}") from error
    page, address = values.pop("page_url", None), values.pop("file_url", None)
    claims = tuple(_claim(cast(Field, name), value) for name, value in values.items())
    return Draft(key, "report", page, address, claims, file_sha256=archive.put(body), file_outcome=FetchOutcome.OK)


def _claim(field: Field, value: object) -> Claim:
    if field in LISTS:
        parts = value if isinstance(value, list) else split_names(str(value)) if field == "authors" else ()
        found: str | tuple[str, ...] = tuple(
            str(part).strip() for part in parts or re.split(r"\s*;\s*", str(value)) if str(part).strip()
        )
    else:
        found = str(value).strip()
    quote = "; ".join(found) if isinstance(found, tuple) else found
    return Claim(field, found, "metadata", "metadata of the deposit", 0.99, None, quote)


def _json(path: Path, text: str) -> Any:  # noqa: ANN401 - whatever the operator's file holds
    try:
        return json.loads(text)
    except ValueError as error:
        raise SettingsError(f"{path} is not JSON: {error}") from error


def _text(path: Path) -> str:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")
