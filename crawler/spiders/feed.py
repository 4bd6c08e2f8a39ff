"""A list of reports that a unit publishes for machines (CSV or JSON): a source of its own, or beside its pages."""

from collections.abc import Generator

from crawler.addresses import canonical
from crawler.drafts import Answer, Ask, Draft
from crawler.reading.table import Entry, TableError, read_table
from crawler.spiders.repository import RepositoryHarvest
from crawler.spiders.visitor import Visitor


def harvest_feed(visitor: Visitor, address: str) -> Generator[Ask, Answer, RepositoryHarvest]:
    """Read the list at `address`. Its addresses may be relative to it; files are fetched like those of the site."""
    found = RepositoryHarvest()
    answer = yield from visitor.get(canonical(address) or address, "list")
    if not answer.good:
        found.reason = f"the feed answered: {answer.outcome.value}"
        return found
    try:
        entries, problems = read_table(answer.body)
    except TableError as error:
        found.reason = f"the feed cannot be read: {error}"
        return found
    found.drafts = [_draft(entry, answer.address) for entry in entries]
    found.problems = tuple(problems)
    found.complete = True
    return found


def _draft(entry: Entry, feed: str) -> Draft:
    page = canonical(entry.page_url, feed) if entry.page_url else None
    stated = entry.file or entry.file_url
    file = canonical(stated, feed) if stated else None
    key = f"{feed}#{entry.id}" if entry.id else file or f"{page or feed}#{entry.name}"
    return Draft(key, "report", page, file, entry.claims, rank=5)
