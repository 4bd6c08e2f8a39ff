"""The crawler's door: look through environments, fill the archive, tell how each site is doing."""

from collections.abc import Mapping, Sequence

from config.settings import Settings
from crawler.archive import Archive
from crawler.work import TAKE_UP, Progress, Work
from models.environment import Environment
from models.errors import SettingsError, StoreError
from models.sighting import Health


def crawl(
    settings: Settings,
    environments: Mapping[str, Environment],
    ids: Sequence[str] = (),
    progress: Progress | None = None,
    limit: int | None = None,
    accept: bool = False,
) -> list[Health]:
    """Crawl the environments with these ids, all that have a home page or feed when none is given → the health of each.

    With `limit`, at most so many documents that are not in the archive yet are fetched of each environment; the other
    reports are known, and their documents come with a later crawl. With `accept`, a site that has changed is believed:
    what is not found there has vanished. `progress` is called with (environment id, pages asked for, reports found so
    far, last address). A process can crawl once only, since Twisted's reactor cannot be started again.

    Raises:
        SettingsError: an id is unknown, or its environment has neither home page nor feed.
        BusyError: another process is writing the archive.
        StoreError: the archive cannot be written.
        OutsideHoursError: it is, or has become, not the time of day for it; the same call goes on from there.
        KeyboardInterrupt: it was interrupted; the same call again goes on from there.
    """
    for name in ids:
        if name not in environments:
            raise SettingsError(f"no environment is called {name!r}")
        if not environments[name].home and not environments[name].feed:
            raise SettingsError(f"{name} has neither home page nor feed: its reports come by deposit")
    settings.check_hours()
    chosen = [environments[name] for name in dict.fromkeys(ids)] or [
        e for e in environments.values() if e.home or e.feed
    ]
    with Archive(settings.archive).write() as archive:
        now = settings.now()
        command = archive.open_command((unit.id for unit in chosen), now.isoformat(), (now - TAKE_UP).isoformat())
        done = archive.done(command)
        works = [
            Work(archive, unit, settings.now, settings.allow_loopback, progress, command, limit, accept=accept)
            for unit in chosen
            if unit.id not in done
        ]
        if works:
            download(works, settings)
        done |= {work.environment.id: work.health for work in works if work.health is not None}
        if unfinished := [unit.id for unit in chosen if unit.id not in done]:
            raise KeyboardInterrupt(f"interrupted before {', '.join(unfinished)} ended")
        archive.end_command(command, settings.now().isoformat())
        return [done[unit.id] for unit in chosen]


def download(works: Sequence[Work], settings: Settings) -> None:
    """Carry out works until all are closed. Once in a process, since Twisted's reactor cannot be started again.

    Raises:
        StoreError: the log or the archive cannot be written.
    """
    # imported here, since importing Scrapy takes half a second that readers of the archive need not wait
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.download import Download, scrapy_settings

    log_file = settings.home / "logs" / "crawl.log"
    try:
        log_file.parent.mkdir(parents=True, exist_ok=True)
        process = AsyncCrawlerProcess(scrapy_settings(settings, log_file))
    except OSError as error:
        raise StoreError(f"{log_file} cannot be written: {error}") from error
    crawler = process.create_crawler(Download)
    process.crawl(crawler, works=works, settings=settings)
    process.start()
    failure = getattr(crawler.spider, "failure", None)
    if failure is not None:
        raise failure
