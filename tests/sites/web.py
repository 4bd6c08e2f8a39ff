"""What a site is made of: hosts with resources, and what should be found there."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import jinja2

from tests.sites.pdfs.small import small_pdf
from tests.sites.pdfs.source import Study, studies

HERE = Path(__file__).parent

Validators = Literal["both", "modified", "none"]
State = Literal["first", "month", "year"]
STATES: tuple[State, ...] = ("first", "month", "year")
"""The first crawl, a month later, a year later."""
Query = Mapping[str, list[str]]

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
REMADE = datetime(2026, 9, 1, 6, 30, tzinfo=UTC)
"""When the pages of all sites were last changed, where nothing else is said."""
TURNED: dict[State, datetime] = {
    "first": REMADE,
    "month": datetime(2026, 10, 5, 7, tzinfo=UTC),
    "year": datetime(2027, 9, 6, 7, tzinfo=UTC),
}
"""When a page last changed that is made anew in each state."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One answer. `modified` is what Last-Modified says, where the host sends it. `length` is what Content-Length says
    where that is not true; the connection is closed after the body."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    modified: datetime = REMADE
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None


@dataclass(slots=True)
class Host:
    """One host of the replica web: 127.0.1.`number`. `resources` are keyed by path, or path and query, percent-encoded;
    a query that is no key of its own is ignored, as most systems do. `handlers` answer a path from its query. A path in
    `silent` never answers; one in `slow` answers after so many seconds; one in `busy` answers 429 so many times before
    it answers. What follows a semicolon in a path is a session and does not count. `missing` is the page for all
    others."""

    name: str
    number: int
    validators: Validators
    missing: bytes
    missing_status: int = 404
    resources: dict[str, Resource] = field(default_factory=dict)
    handlers: dict[str, Callable[[Query], Resource | None]] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    ignore_case: bool = False
    slow: dict[str, float] = field(default_factory=dict)
    busy: dict[str, int] = field(default_factory=dict)

    def add(self, path: str, resource: Resource) -> None:
        """Add a resource; a path given twice is a mistake in the site."""
        key = encoded(path)
        assert key not in self.resources, f"{self.name}: {key} is given twice"
        self.resources[key] = resource

    def page(self, path: str, html: str, when: date | None = None, encoding: str = "utf-8") -> None:
        """Add an HTML page."""
        moment = datetime(when.year, when.month, when.day, 9, tzinfo=UTC) if when else REMADE
        content_type = f"text/html; charset={encoding}"
        self.add(path, Resource(html.encode(encoding, "xmlcharrefreplace"), content_type, modified=moment))

    def send_on(self, path: str, target: str, status: int = 301) -> None:
        """Add a redirect."""
        self.add(path, Resource(b"", status=status, headers=(("Location", encoded(target)),)))


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """A report that a crawl should find, exactly once in its environment. `study` is its key, the same in all states.
    `year` is None and a text "" where the site and the file tell nothing; `file_url` is "" for a report that is only
    known. `publisher` is the name it was published under, where that is not the environment's. `version` counts the
    contents of its file. `annexes` are further files of it, to be taken neither as reports nor as mistakes."""

    environment: str
    study: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    year: int | None
    series: str
    series_number: str
    page_url: str
    file_url: str
    publisher: str = ""
    version: int = 1
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpectedProject:
    """A project that a crawl should find. `period` is as printed; `studies` are the slugs of its reports."""

    environment: str
    title: str
    status: Literal["ongoing", "finished"]
    period: str
    page_url: str
    studies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """The hosts of one environment, its environment file as plain values, and what should be found in this state.
    `outcome` is set where the site lets nobody in; what was known of it before is then neither vanished nor lost.
    `aside`: kept out of all work on the rules, for measuring only. `traps` are the beginnings of addresses that lead
    nowhere, however long one follows them; robots.txt forbids those that begin as one of `forbidden`."""

    environment: dict[str, Any]
    hosts: tuple[Host, ...]
    reports: tuple[ExpectedReport, ...]
    projects: tuple[ExpectedProject, ...] = ()
    outcome: Literal["", "blocked", "not permitted"] = ""
    aside: bool = False
    traps: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Web:
    """What a site is built from: the port that all hosts listen on, the folder of the built reports, the state in
    time."""

    port: int
    folder: Path
    state: State = "first"

    def since(self, state: State) -> bool:
        """Has the web come to `state`?"""
        return STATES.index(self.state) >= STATES.index(state)

    def base(self, number: int) -> str:
        """The address of a host, without a slash at the end."""
        return f"http://127.0.1.{number}:{self.port}"

    def pdf(self, study: Study, modified: date) -> Resource:
        """The report's PDF."""
        moment = datetime(modified.year, modified.month, modified.day, 14, 5, tzinfo=UTC)
        return Resource((self.folder / f"{study.slug}.pdf").read_bytes(), "application/pdf", modified=moment)

    def document(self, title: str, text: str, modified: date | None = None) -> Resource:
        """A small PDF of something that is no report."""
        moment = datetime(modified.year, modified.month, modified.day, 14, 5, tzinfo=UTC) if modified else REMADE
        return Resource(_small_pdf(title, text), "application/pdf", modified=moment)

    def size(self, study: Study) -> int:
        """Bytes of the report's PDF."""
        return (self.folder / f"{study.slug}.pdf").stat().st_size


def studies_of(environment: str) -> tuple[Study, ...]:
    """The studies of one environment in the order of their numbers."""
    return tuple(study for study in studies() if study.environment == environment)


def expected_report(study: Study, page_url: str, file_url: str) -> ExpectedReport:
    """What should be found of a study."""
    return ExpectedReport(
        study.environment, study.slug, study.title, study.subtitle, study.authors, study.year, study.series,
        study.series_number, encoded(page_url), encoded(file_url),
    )  # fmt: skip


def listed(names: tuple[str, ...]) -> str:
    """Names as Swedish prose lists them: A, B och C."""
    *most, last = names
    return f"{', '.join(most)} och {last}" if most else last


def long_date(day: date) -> str:
    """6 oktober 2021."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def kilobytes(size: int) -> str:
    """191,7 kB."""
    return f"{size / 1000:.1f} kB".replace(".", ",")


def encoded(address: str) -> str:
    """The address as it stands on the wire: å, ä, ö and spaces percent-encoded."""
    return quote(address, safe="/?=&%:,;.-_~#")


_small_pdf = cache(small_pdf)


@cache
def data(name: str) -> dict[str, Any]:
    """The facts of one site: `data/<name>.toml`."""
    return tomllib.loads((HERE / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def templates(name: str) -> jinja2.Environment:
    """The templates of one site."""
    loader = jinja2.FileSystemLoader(HERE / "templates" / name)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"listed": listed, "long_date": long_date, "kilobytes": kilobytes}
    return environment
