"""A list of reports that a unit keeps (CSV or JSON), taken in at once: files beside it, or addresses to fetch."""

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from config.settings import Settings
from crawler.addresses import canonical
from crawler.archive import Archive
from crawler.crawl import download
from crawler.deposit import TYPES, own_keys
from crawler.documents import document_outcome
from crawler.drafts import Answer, Ask, Draft, Harvest
from crawler.reading.table import NAMELESS, Entry, TableError, in_short, read_table
from crawler.spiders.visitor import Visitor
from crawler.work import Progress, Work
from models.environment import Environment, Scope
from models.errors import SettingsError, StoreError
from models.sighting import FetchOutcome, Health

GOOD = (FetchOutcome.OK, FetchOutcome.NOT_MODIFIED)


def deposit_list(
    settings: Settings, path: Path, environment: Environment, progress: Progress | None = None
) -> tuple[Health, tuple[str, ...]]:
    """Keep the reports of a list as those of an environment → counts of what came of it, and what is wrong with its
    rows. A row with a fault is kept as far as it goes: the report is known, and a file that it had stays.

    The same list again (by its path) changes nothing; what is no more in it has vanished. Addresses are fetched as in a
    crawl (robots.txt, delay, public hosts), from the hosts that the list names and those of the environment. Where
    there are any: once in a process, and broken off it goes on from there.

    Raises:
        SettingsError: it is no list of reports.
        BusyError: another process is writing the archive.
        StoreError: the list cannot be read or the archive cannot be written.
        OutsideHoursError: it is not the time of day for asking sites.
        KeyboardInterrupt: it was interrupted; the same call again goes on from there.
    """
    try:
        entries, problems = read_table(path.read_bytes())
    except TableError as error:
        raise SettingsError(f"{path}: {error}") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
    if not entries:
        raise SettingsError(f"{path}: " + (problems[0] if problems else "it names no report"))
    addresses = {entry.number: address for entry in entries if (address := _address(entry))}
    hosts = {f"{urlsplit(address).scheme}://{urlsplit(address).netloc}/" for address in addresses.values()}
    scope = Scope(environment.scope.pages, (*environment.scope.files, *sorted(hosts)))
    with Archive(settings.archive).write() as archive:
        origin = f"deposit:{path.absolute()}"
        taking = _Taking(archive, environment, path, origin, entries, addresses, problems)
        work = Work(
            archive, replace(environment, scope=scope), settings.now, settings.allow_loopback, progress, None,
            explore=taking.explore, origin=origin,
        )  # fmt: skip
        if addresses:
            settings.check_hours()
            download([work], settings)
        else:
            work.advance()
    if work.health is None:
        raise KeyboardInterrupt(f"interrupted before {path} was taken in")
    return work.health, tuple(taking.problems)


@dataclass
class _Taking:
    archive: Archive
    environment: Environment
    path: Path
    origin: str
    entries: list[Entry]
    addresses: dict[int, str]
    problems: list[str]
    _rows: dict[str, int] = field(default_factory=dict)

    def explore(self, visitor: Visitor) -> Generator[Ask, Answer, Harvest]:
        """Go through the rows; the generator's value is the harvest."""
        drafts = []
        nameless = any(problem.endswith(NAMELESS) for problem in self.problems)
        for entry in self.entries:
            draft = yield from self._draft(entry, visitor)
            if draft.key in self._rows:
                self.problems.append(f"row {entry.number}: the same report as row {self._rows[draft.key]}")
            else:
                self._rows[draft.key] = entry.number
                drafts.append(draft)
        owned = own_keys(self.archive, self.environment, self.origin, self.path.name, drafts)
        # a row that names nothing may be the one that is missed
        return Harvest(tuple(owned), complete=not nameless, unread=in_short(self.problems))

    def _draft(self, entry: Entry, visitor: Visitor) -> Generator[Ask, Answer, Draft]:
        address = self.addresses.get(entry.number)
        page, shown = canonical(entry.page_url) if entry.page_url else None, address
        if address:
            key, answer = address, (yield from visitor.get(address, "file"))
            outcome, sha256 = document_outcome(answer), answer.sha256
            if outcome not in GOOD:
                self.problems.append(f"row {entry.number}: {address} answered: {outcome.value}")
        elif place := entry.file or entry.file_url:
            key, shown = Path(place).as_posix(), canonical(entry.file_url)
            outcome, sha256 = self._local(entry.number, place)
        else:
            draft = Draft(f"{page or ''}#{entry.name}", "report", page, None, entry.claims)
            return replace(draft, key=entry.id or draft.key)
        return Draft(
            entry.id or key, "report", page, shown, entry.claims,
            file_sha256=sha256 if outcome in GOOD else None, file_outcome=outcome,
        )  # fmt: skip

    def _local(self, number: int, place: str) -> tuple[FetchOutcome, str | None]:
        folder = self.path.parent.resolve()
        file = (folder / place).resolve()
        wrong, outcome = "", FetchOutcome.NOT_FOUND
        # a list may come from someone else: it names what was sent with it, and nothing else of this machine
        if not file.is_relative_to(folder):
            wrong, outcome = "lies outside the list's folder", FetchOutcome.OUTSIDE_SCOPE
        elif not file.is_file():
            wrong = "is not there"
        elif file.suffix.lower() not in TYPES:
            wrong, outcome = "is no document", FetchOutcome.WRONG_TYPE
        else:
            try:
                return FetchOutcome.OK, self.archive.put(file.read_bytes())
            except OSError as error:
                wrong, outcome = f"cannot be read: {error.strerror}", FetchOutcome.UNREACHABLE
        self.problems.append(f"row {number}: {place} {wrong}")
        return outcome, None


def _address(entry: Entry) -> str:
    """The address to fetch, "" when the row names a file beside the list, or none."""
    return canonical(entry.file or entry.file_url) or ""
