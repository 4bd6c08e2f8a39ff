"""Why a report is one report, and what it was kept apart from: the decisions of the merge, for people."""

import json
from contextlib import closing
from dataclasses import dataclass

from config.settings import Settings
from indexer.catalogue import Catalogue, Copy, StoredDecision
from indexer.merge.identity import copy_id
from indexer.merge.state import Corrected
from models.errors import UnknownReportError
from models.report import Link
from models.serial import from_json


@dataclass(frozen=True, slots=True)
class CopyTold:
    """One copy of the report: its own id, where it was seen, and the rule that joined it ("first" for the earliest)."""

    id: str
    environment: str
    page_url: str | None
    file_url: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """What was decided of a copy of this report (`copy`) and another (`other`, of the report `report`)."""

    copy: str
    other: str
    report: str
    title: str
    verdict: str
    rule: str
    evidence: dict[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of why the report is as it is. `joined` are decisions within it, `kept_apart` those against
    copies of other reports, links first."""

    report: str
    title: str
    year: int | None
    copies: tuple[CopyTold, ...]
    joined: tuple[DecisionTold, ...]
    kept_apart: tuple[DecisionTold, ...]
    links: tuple[Link, ...]
    corrected: tuple[Corrected, ...]


def explain(settings: Settings, name: str) -> Explanation:
    """Explain the report that `name` names: its id, the id of one of its copies, or an address where it lies.

    Raises:
        UnknownReportError: no report is called so.
        StoreError: the catalogue is damaged.
    """
    with closing(Catalogue(settings.catalogue)) as catalogue:
        every = {copy_id(copy.environment, copy.key): copy for copy in catalogue.copies()}
        report = next((c.report for own, c in every.items() if name in _names(own, c)), None)
        if report is None:
            raise UnknownReportError(name)
        mine = {own: copy for own, copy in every.items() if copy.report == report}
        mine = dict(sorted(mine.items(), key=lambda pair: (pair[1].reason != "first", pair[1].environment, pair[0])))
        found: dict[tuple[str, str], StoredDecision] = {}
        for own in mine:
            found |= {(d.first, d.second): d for d in catalogue.decisions(own)}
        told = [_decision(d, mine, every) for d in found.values()]
        state = json.loads(catalogue.report(report) or "{}")
        line = json.loads(next(iter(mine.values())).data)
    apart = [d for d in told if d.report != report]
    return Explanation(
        report=report,
        title=" – ".join(filter(None, (line["title"], line["subtitle"]))),
        year=line["year"],
        copies=tuple(_copy(own, copy) for own, copy in mine.items()),
        joined=tuple(d for d in told if d.report == report),
        kept_apart=tuple(sorted(apart, key=lambda d: (d.verdict in ("apart", "open"), d.verdict, d.title, d.other))),
        links=from_json(tuple[Link, ...], json.dumps(state["record"]["links"])),
        corrected=from_json(tuple[Corrected, ...], json.dumps(line["corrected"])),
    )


def _names(own: str, copy: Copy) -> tuple[str | None, ...]:
    line = json.loads(copy.data)
    return own, copy.key, line["file_url"], line["page_url"]


def _copy(own: str, copy: Copy) -> CopyTold:
    line = json.loads(copy.data)
    return CopyTold(own, copy.environment, line["page_url"], line["file_url"], copy.reason)


def _decision(decision: StoredDecision, mine: dict[str, Copy], every: dict[str, Copy]) -> DecisionTold:
    own, other = decision.first, decision.second
    if own not in mine:
        own, other = other, own
    copy = every[other]
    line = json.loads(copy.data)
    title = " – ".join(filter(None, (line["title"], line["subtitle"])))
    evidence = json.loads(decision.evidence)
    return DecisionTold(own, other, copy.report, title, decision.verdict, decision.rule, evidence)
