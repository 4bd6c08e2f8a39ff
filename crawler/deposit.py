"""Reports that come by hand: files on disk, with or without metadata beside them, kept like what a crawl finds.

Metadata lies in `metadata.csv` or `metadata.json` in the folder (rows with `file` and fields), or in `<file>.json`
beside a file. Fields are those of `models.claim`, with `page_url` and `file_url`; Swedish column names are understood.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from config.settings import Settings
from crawler.addresses import canonical
from crawler.archive import Archive
from crawler.drafts import Draft, Harvest
from crawler.health import summarise
from crawler.life import compare
from crawler.reading.table import Entry, TableError, decode, field_of, read_rows, read_table
from models.environment import Environment
from models.errors import SettingsError, StoreError
from models.sighting import FetchOutcome, Health

TYPES = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".htm", ".html", ".txt"}
TABLES = ("metadata.csv", "metadata.json")


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
        drafts = own_keys(archive, environment, origin, folder.name, drafts)
        compared = known if path.is_dir() else tuple(s for s in known if s.key in {draft.key for draft in drafts})
        harvest = Harvest(tuple(drafts))
        after = compare(environment.id, compared, harvest, now, may_vanish=True)
        health = summarise(environment.id, (None, ""), after, harvest, Counter(), archive.started(run), now)
        archive.close_run(run, origin, after, health, None)
    return health


def own_keys(
    archive: Archive, environment: Environment, origin: str, name: str, drafts: Iterable[Draft]
) -> list[Draft]:  # fmt: skip
    """The drafts of a deposit, each under a key that no other origin has in the environment: another folder or list may
    hold a file of the same name, and be of the same name itself, and it is a report of its own all the same."""
    known = {sighting.key for sighting in archive.known(environment.id, origin)}
    foreign = {sighting.key for sighting in archive.sightings(environment.id)} - known
    mark = f"{name}-{hashlib.sha256(origin.encode()).hexdigest()[:8]}"
    return [replace(draft, key=f"{mark}/{draft.key}") if draft.key in foreign else draft for draft in drafts]


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


def _tables(folder: Path) -> dict[str, Entry]:
    """What the folder's metadata says, by the file that it is about."""
    found = {}
    for name in TABLES:
        if (folder / name).exists():
            try:
                entries = _sound(folder / name, *read_table(_read(folder / name)))
            except TableError as error:
                raise SettingsError(f"{folder / name}: {error}") from error
            for entry in entries:
                if not entry.file:
                    raise SettingsError(f"{folder / name}: row {entry.number} names no file")
                found[entry.file] = entry
    return found


def _beside(file: Path) -> Entry | None:
    """What the file of fields beside a document says of it, None where there is none."""
    path = file.with_name(file.name + ".json")
    if not path.exists():
        return None
    try:
        data = json.loads(decode(_read(path)))
    except ValueError as error:
        raise SettingsError(f"{path} is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise SettingsError(f"{path} holds no object with fields")
    fields = {name: value for name, value in data.items() if field_of(name) != "file"}
    return _sound(path, *read_rows([(1, {**fields, "file": file.name})]))[0]


def _sound(path: Path, entries: list[Entry], problems: list[str]) -> list[Entry]:
    if problems:
        raise SettingsError(f"{path}: {problems[0]}")
    return entries


def _draft(archive: Archive, file: Path, folder: Path, tables: Mapping[str, Entry]) -> Draft:
    key = file.relative_to(folder).as_posix()
    told = [entry for entry in (_beside(file), tables.get(key)) if entry is not None]
    claims = {claim.field: claim for entry in reversed(told) for claim in entry.claims}
    page = next((canonical(entry.page_url) for entry in told if entry.page_url), None)
    address = next((canonical(entry.file_url) for entry in told if entry.file_url), None)
    body = _read(file)
    return Draft(
        key,
        "report",
        page,
        address,
        tuple(claims.values()),
        file_sha256=archive.put(body),
        file_outcome=FetchOutcome.OK,
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
