"""What people have decided against the rules: values that are right, reports that are one, reports that are not.

A folder of TOML files; each entry names reports by id (as on the report page, or a copy's as `fou explain` shows it)
or by an address where they lie, and says who decided (a role, never a person's name), why and when.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from config.taxonomy import taxonomy
from models.claim import Claim, Field
from models.errors import SettingsError

ROLES = ("redaktionen", "miljön", "författaren", "läsare")
"""Who may decide: the editors of the bank, the environment, an author, a reader whom the editors heard."""
CONCEPTS = ("area", "group", "study_type", "method", "intervention", "law", "outcome", "knowledge")
"""Fields whose values are concepts of the taxonomy; of `study_type` the first is the main one."""
CODES = {"municipality": r"\d{4}", "county": r"\d{2}"}
LISTS = ("authors", "keywords", *CONCEPTS, *CODES)
KEYS = {
    "correction": {"report", "field", "value", "who", "why", "when"},
    "same": {"reports", "who", "why", "when"},
    "apart": {"reports", "who", "why", "when"},
}


@dataclass(frozen=True, slots=True)
class Correction:
    """The right value of one field; "" or an empty list says that the report has no such value. `where` names the
    entry (file and line) for people."""

    report: str
    field: Field
    value: str | tuple[str, ...]
    who: str
    why: str
    when: str
    where: str

    @property
    def claim(self) -> Claim:
        """The correction as a claim that any reader of evidence understands."""
        return Claim(self.field, self.value, "correction", f"correction {self.who} {self.when}", 1.0, None, self.why)


@dataclass(frozen=True, slots=True)
class Overrule:
    """These reports are one (`same`), or are not."""

    reports: tuple[str, ...]
    same: bool
    who: str
    why: str
    when: str
    where: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that people have decided."""

    values: tuple[Correction, ...] = ()
    overrules: tuple[Overrule, ...] = ()


def load_corrections(folder: Path) -> Corrections:
    """Read every `*.toml` of `folder`, in order of name.

    Raises:
        SettingsError: a file is no TOML or an entry lacks something, names an unknown field or role, or contradicts
            another entry; the message begins with file and line.
    """
    values: list[Correction] = []
    overrules: list[Overrule] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            text = path.read_text(encoding="utf-8")
            data = tomllib.loads(text)
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise SettingsError(f"{path.name}, line {line}: not UTF-8") from error
        except (OSError, tomllib.TOMLDecodeError) as error:
            line_found = re.search(r"at line (\d+)", str(error))
            at = f", line {line_found[1]}" if line_found else ""
            raise SettingsError(f"{path.name}{at}: {error}") from error
        entries = _entries(path.name, text, data)
        for kind, entry, lines in entries:
            where = f"{path.name}, line {lines['']}"
            if kind == "correction":
                values.append(_correction(entry, lines, path.name, where))
            else:
                overrules.append(_overrule(kind, entry, lines, path.name, where))
    seen: dict[tuple[str, str], Correction] = {}
    for value in values:
        other = seen.setdefault((value.report, value.field), value)
        if other is not value and other.value != value.value:
            raise SettingsError(f"{value.where}: says otherwise than {other.where} of {value.report}, {value.field}")
    return Corrections(tuple(values), tuple(overrules))


def _entries(file: str, text: str, data: Mapping[str, Any]) -> list[tuple[str, dict[str, Any], dict[str, int]]]:
    """(kind, entry, line of each key; "" is the entry's own line) in the order of the file."""
    starts: list[tuple[str, dict[str, int]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\[\s*(\w+)\s*\]\]", line):
            starts.append((header[1], {"": number}))
        elif (key := re.match(r"\s*(\w+)\s*=", line)) and starts:
            starts[-1][1].setdefault(key[1], number)
    for name, rows in data.items():
        if name not in KEYS or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            named = re.compile(rf"\s*\[*\s*{re.escape(name)}\b")
            at = next((n for n, line in enumerate(text.splitlines(), 1) if named.match(line)), 1)
            raise SettingsError(f"{file}, line {at}: {name!r} is not one of [[correction]], [[same]], [[apart]]")
    found = []
    counts = dict.fromkeys(KEYS, 0)
    for kind, lines in starts:
        rows = data.get(kind, [])
        if kind in counts and counts[kind] < len(rows):
            found.append((kind, rows[counts[kind]], lines))
            counts[kind] += 1
    return found


def _checked(kind: str, entry: Mapping[str, Any], lines: Mapping[str, int], name: str) -> tuple[str, str, str]:
    """(who, why, when), all there and of the right kind."""
    for key in entry:
        if key not in KEYS[kind]:
            raise SettingsError(f"{name}, line {lines.get(key, lines[''])}: unknown key {key}")
    for key in sorted(KEYS[kind]):
        if key not in entry:
            raise SettingsError(f"{name}, line {lines['']}: {key} is missing")
    who, why, when = entry["who"], entry["why"], entry["when"]
    if who not in ROLES:
        raise SettingsError(f"{name}, line {lines['who']}: who is a role ({', '.join(ROLES)}), not {who!r}")
    if not isinstance(why, str) or not why.strip():
        raise SettingsError(f"{name}, line {lines['why']}: why must say the reason")
    if isinstance(when, str):
        try:
            when = date.fromisoformat(when)
        except ValueError:
            when = None
    if not isinstance(when, date):
        raise SettingsError(f"{name}, line {lines['when']}: when is a day such as 2026-11-28")
    return who, why.strip(), when.isoformat()[:10]


def _correction(entry: Mapping[str, Any], lines: Mapping[str, int], name: str, where: str) -> Correction:
    who, why, when = _checked("correction", entry, lines, name)
    if entry["field"] not in get_args(Field):
        known = ", ".join(get_args(Field))
        raise SettingsError(f"{name}, line {lines['field']}: {entry['field']!r} is no field ({known})")
    value, many = entry["value"], entry["field"] in LISTS
    good = isinstance(value, list) and all(isinstance(v, str) for v in value) if many else isinstance(value, str | int)
    year = entry["field"] != "year" or re.fullmatch(r"|(?:1[89]|20)\d\d", str(value))
    if not good or isinstance(value, bool) or not year:
        wanted = "a list of texts" if many else "a year" if entry["field"] == "year" else "a text"
        raise SettingsError(f"{name}, line {lines['value']}: value of {entry['field']} is {wanted}, not {value!r}")
    said = tuple(value) if many else str(value)
    for each in said if many else ():
        if not _known(entry["field"], each):
            raise SettingsError(f"{name}, line {lines['value']}: {each!r} is no value of {entry['field']}")
    return Correction(_report(entry["report"], lines["report"], name), entry["field"], said, who, why, when, where)


def _known(field: str, value: str) -> bool:
    """Whether a value may stand: an id of the facet's own concepts, a code of the right form, or any text elsewhere."""
    if field in CONCEPTS:
        concept = taxonomy().concepts.get(value)
        return concept is not None and concept.facet == field
    return field not in CODES or re.fullmatch(CODES[field], value) is not None


def _overrule(kind: str, entry: Mapping[str, Any], lines: Mapping[str, int], name: str, where: str) -> Overrule:
    who, why, when = _checked(kind, entry, lines, name)
    reports = entry["reports"]
    if not isinstance(reports, list) or len(reports) < 2:
        raise SettingsError(f"{name}, line {lines['reports']}: reports must name two or more")
    named = tuple(_report(report, lines["reports"], name) for report in reports)
    return Overrule(named, kind == "same", who, why, when, where)


def _report(value: object, line: int, name: str) -> str:
    if isinstance(value, str) and re.fullmatch(r"[0-9a-f]{10}|https?://\S+", value):
        return value
    raise SettingsError(f"{name}, line {line}: {value!r} is neither a report's id nor its address")
