"""Looking at sites without keeping anything: what would a crawl take, and why? For people who add or check sites."""

import tempfile
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from config.settings import Settings
from crawler.addresses import canonical
from crawler.archive import Archive
from crawler.crawl import download
from crawler.drafts import Answer, Ask, Draft, Harvest, Reading
from crawler.spiders.visitor import Visitor
from crawler.work import Progress, Work
from models.environment import Environment, Scope
from models.errors import SettingsError
from models.sighting import Health, HealthKind


@dataclass(frozen=True, slots=True)
class Look:
    """What one look gave. `drafts` are the reports and projects that a crawl would take, `readings` what each page was
    taken for and why, `elsewhere` the hosts outside the scope that documents lie on, with how many."""

    environment: Environment
    health: Health
    drafts: tuple[Draft, ...]
    readings: tuple[Reading, ...]
    elsewhere: dict[str, int]

    @property
    def to_confirm(self) -> tuple[str, ...]:
        """What a person should look at before the site is crawled, in plain words (English, as `Health.reason`)."""
        found = [] if self.health.kind is HealthKind.OK else [f"{self.health.kind.value}: {self.health.reason}"]
        if self.health.kind is HealthKind.OK and ";" in self.health.reason:
            found.append(self.health.reason.partition("; ")[2])
        found += [f"{n} documents lie on {host}, outside the scope" for host, n in sorted(self.elsewhere.items())]
        without = sum(1 for draft in self.drafts if draft.kind == "report" and not draft.file_url)
        if without:
            found.append(f"{without} reports have no file of their own")
        return tuple(found)


def address_as_environment(address: str) -> Environment:
    """An address that nobody has described yet: its scope is the folder that it lies in; its files may lie
    anywhere on the host.

    Raises:
        SettingsError: it is no http or https address.
    """
    home = canonical(address)
    if home is None:
        raise SettingsError(f"{address!r} is not an http or https address")
    parts = urlsplit(home)
    site = f"{parts.scheme}://{parts.netloc}"
    folder = parts.path if parts.path.endswith("/") else parts.path.rpartition("/")[0] + "/"
    if "." not in parts.path.rpartition("/")[2] and not parts.path.endswith("/"):
        folder = parts.path
    return Environment("try", parts.netloc, home, Scope((f"{site}{folder}",), (f"{site}/",)))


def look(
    settings: Settings, environments: Sequence[Environment], pages: int, progress: Progress | None = None
) -> list[Look]:
    """Look through sites within a budget of pages each, fetching no document and keeping nothing.

    As `crawl`, once in a process.
    """
    chosen = [replace(one, rules={**one.rules, "page_budget": str(pages)}) for one in environments]
    with tempfile.TemporaryDirectory(prefix="fou-look-") as name:
        apart = replace(settings, home=Path(name), crawl_hours=None)
        with Archive(apart.archive).write() as archive:
            works = [
                Work(archive, one, settings.now, settings.allow_loopback, progress, None, limit=0) for one in chosen
            ]
            download(works, apart)
    return [
        Look(one, work.health, work.harvest.drafts, work.harvest.readings, work.harvest.elsewhere)
        for one, work in zip(environments, works, strict=True)
        if work.health is not None
    ]


def fetch(settings: Settings, environment: Environment, address: str) -> Answer:
    """One page as the site gives it now, asked for as politely as in a crawl; keeps nothing. Once in a process."""
    got: list[Answer] = []

    def explore(visitor: Visitor) -> Generator[Ask, Answer, Harvest]:
        got.append((yield from visitor.get(canonical(address) or address, "page")))
        return Harvest(home="" if got[0].good else got[0].outcome.value)

    with tempfile.TemporaryDirectory(prefix="fou-look-") as name:
        apart = replace(settings, home=Path(name), crawl_hours=None)
        with Archive(apart.archive).write() as archive:
            download(
                [Work(archive, environment, settings.now, settings.allow_loopback, None, None, explore=explore)], apart
            )
    return got[0]
