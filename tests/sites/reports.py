"""The reports and projects of the sites that are there for measuring, as their data files give them: `[unit]` says
what all have in common, each `[[report]]` and `[[project]]` its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal, TypeVar

import jinja2

from tests.sites.pdfs.frame import author_lines
from tests.sites.short import Form, Short, short_pdf
from tests.sites.web import (
    HERE,
    STATES,
    ExpectedProject,
    ExpectedReport,
    Resource,
    State,
    Web,
    data,
    encoded,
    kilobytes,
    listed,
    long_date,
)


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `text` is what the unit tells about it. It stands on the site in the states from `since` on that are
    not in `gone`, and has a new file from `changed` on. `as_` is the form of the authors on the cover
    (pdfs/frame.py), `own` all that only its site understands."""

    key: str
    title: str
    text: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    series: str = ""
    no: str = ""
    publisher: str = ""
    file: str = ""
    form: Form = "cover"
    as_: str = ""
    docinfo: str = ""
    more: str = ""
    since: State = "first"
    gone: tuple[State, ...] = ()
    changed: State | None = None
    own: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.own[name]
        except KeyError:
            raise AttributeError(f"{self.key}: {name}") from None

    @property
    def full_title(self) -> str:
        """Title and subtitle, as lists write them."""
        joint = " – " if self.subtitle[:1].islower() else " " if self.title.endswith(("?", "!")) else ". "
        return f"{self.title}{joint}{self.subtitle}" if self.subtitle else self.title

    @property
    def series_line(self) -> str:
        """Series and number."""
        return f"{self.series} {self.no}".strip()

    @property
    def names(self) -> str:
        """The authors in prose."""
        return listed(self.authors) if self.authors else ""

    def version(self, state: State) -> int:
        """1, or 2 where its file has been replaced."""
        return 2 if self.changed and STATES.index(state) >= STATES.index(self.changed) else 1


@dataclass(frozen=True, slots=True)
class Project:
    """One project. `text` tells about it; it is on the site from `since` on, and finished from `done` on if that is
    given. `reports` are the keys of its reports."""

    key: str
    title: str
    text: str
    period: str = ""
    status: Literal["ongoing", "finished"] = "ongoing"
    since: State = "first"
    done: State | None = None
    reports: tuple[str, ...] = ()
    own: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.own[name]
        except KeyError:
            raise AttributeError(f"{self.key}: {name}") from None

    def status_in(self, state: State) -> Literal["ongoing", "finished"]:
        """Ongoing or finished."""
        return "finished" if self.done and STATES.index(state) >= STATES.index(self.done) else self.status


Row = TypeVar("Row", Report, Project)


def reports(name: str, web: Web) -> list[Report]:
    """The reports that stand on a site in the web's state, in the order of its data file."""
    rows = [_row(Report, {**data(name)["unit"].get("report", {}), **row}) for row in data(name)["report"]]
    return [row for row in rows if web.since(row.since) and web.state not in row.gone]


def projects(name: str, web: Web) -> list[Project]:
    """The projects that stand on a site in the web's state."""
    rows = [_row(Project, row) for row in data(name).get("project", [])]
    return [row for row in rows if web.since(row.since)]


def _row(kind: type[Row], values: Mapping[str, Any]) -> Row:
    known = {f.name for f in fields(kind)} - {"own"}
    given = {"as_" if k == "as" else k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    own = {k: v for k, v in given.items() if k not in known}
    return kind(**{k: v for k, v in given.items() if k in known}, own=own)


def pdf(name: str, web: Web, report: Report, modified: date | None = None) -> Resource:
    """The report's file as it is in the web's state."""
    unit = data(name)["unit"]
    forewords: list[str] = unit.get("forewords", [])
    sections = []
    if forewords:
        place = f"\n{unit['place']}{f' {report.year}' if report.year else ''}\n{unit['head']}"
        chosen = forewords[sum(report.key.encode()) % len(forewords)]
        sections.append(("Förord", chosen.replace("{title}", report.title) + place))
    sections.append((unit.get("summary", "Sammanfattning"), report.text))
    if "abstract" in report.own:
        sections.append(("Abstract", report.own["abstract"]))
    if report.more:
        sections.append(("Resultat", report.more))
    if report.version(web.state) == 2:
        sections.append(("Rättelse", "I den här upplagan har en felaktig siffra i resultatavsnittet rättats."))
    publisher = report.publisher or unit["name"]
    year = "" if report.own.get("year_unprinted") or report.year is None else str(report.year)
    authors = author_lines(report.authors, report.as_) if report.authors else ()
    made = Short(
        report.title, report.subtitle, authors, year, report.series_line, publisher, unit.get("place", ""),
        tuple(sections), report.form, report.docinfo,
    )  # fmt: skip
    day = modified or date(max(report.year or 2015, 2004), 6, 1 + len(report.key) % 28)
    if report.changed and report.version(web.state) == 2:
        day = date(2026, 10, 2) if report.changed == "month" else date(2027, 8, 30)
    return Resource(_set(made), "application/pdf", modified=datetime(day.year, day.month, day.day, 13, tzinfo=UTC))


_set = cache(short_pdf)


def expect(name: str, web: Web, report: Report, page: str, file: str = "") -> ExpectedReport:
    """What should be found of a report at these addresses."""
    annexes = tuple(encoded(file.rpartition("/")[0] + "/" + path) for path in report.own.get("annexes", ()))
    return ExpectedReport(
        data(name)["unit"]["id"], report.key, report.title, report.subtitle, report.authors, report.year, report.series,
        report.no, encoded(page), encoded(file), report.publisher, report.version(web.state), annexes,
    )  # fmt: skip


def expect_project(name: str, web: Web, project: Project, page: str) -> ExpectedProject:
    """What should be found of a project at this address."""
    unit: str = data(name)["unit"]["id"]
    status = project.status_in(web.state)
    return ExpectedProject(unit, project.title, status, project.period, encoded(page), project.reports)


@cache
def pages(name: str) -> jinja2.Environment:
    """The templates of one site, all in one file: `templates/<name>.j2`, each after a line `=== its name`."""
    text = (HERE / "templates" / f"{name}.j2").read_text(encoding="utf-8")
    parts = [part.partition("\n") for part in f"\n{text}".split("\n=== ")[1:]]
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({head.strip(): body for head, _, body in parts}),
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"listed": listed, "long_date": long_date, "kilobytes": kilobytes}
    return environment
