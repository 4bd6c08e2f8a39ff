"""Type E: a repository's records by OAI-PMH. MODS where it is offered, `oai_dc` otherwise; sets, tokens, deletions."""

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import parse_qs, quote, urlsplit

from crawler.addresses import canonical
from crawler.drafts import Answer, Ask, Draft
from crawler.reading.links import Link
from crawler.reading.repository import OaiAnswer, Record, read_oai
from crawler.spiders.visitor import Visitor
from models.environment import Environment
from models.sighting import LifeEvent, Sighting

# hb.diva-portal.org/smash/… · /dspace/ · /oai · eprints · "Sök i DiVA" · "Publikationer i vårt repositorium"
_REPOSITORY = re.compile(
    r"diva-portal|/smash/|/dice/|[/.]oai\b|/oai2|verb=|dspace|eprints|/jspui|/xmlui", re.IGNORECASE
)
_REPOSITORY_TEXT = re.compile(r"\bDiVA\b|\bOAI-PMH\b|repositor|publikationsdatabas|digitala vetenskapliga arkiv")
ENDPOINTS = ("/dice/oai", "/oai", "/oai/request", "/server/oai/request", "/cgi/oai2", "/oai2d")
"""Where DiVA, DSpace, EPrints and Invenio keep their interface, most usual in Sweden first."""
MODS = ("mods", "swepub_mods", "mods36", "oai_mods")
WHOLE_AGAIN = timedelta(days=30)
"""A repository is asked for what has changed since the latest whole harvest, and so often for everything: one that does
not keep deletions tells of them in no other way."""
OVERLAP = timedelta(days=1)
"""Asked for twice: the repository's clock, its time zone and records still under way when the harvest began."""
PAGES = 500
"""Answers of one harvest at most: at 50–100 records each, more than any FoU environment has."""


@dataclass(frozen=True)
class Past:
    """The harvests before: what they gave, and when one that was believed last asked for an address ("" for never) with
    the answer."""

    known: tuple[Sighting, ...]
    asked: Callable[[str], tuple[str, bytes]]
    now: str

    def since(self, address: str) -> str:
        """The day from which changes are to be asked for, "" when everything is."""
        last, answer = self.asked(address) if self.drafts() else ("", b"")
        if not last or datetime.fromisoformat(last) < datetime.fromisoformat(self.now) - WHOLE_AGAIN:
            return ""
        # a day, and no time of day: every repository takes days, whatever its granularity
        day = (datetime.fromisoformat(last) - OVERLAP).date().isoformat()
        # a repository whose clock is not ours, or that stamps records with a day that has been, tells so by its records
        return min(day, self._stamped(address.partition("?")[0], answer) or day)

    def _stamped(self, endpoint: str, answer: bytes) -> str:
        """The latest day that a record of the harvest bears which began with `answer`, "" when none bears any."""
        stamped = ""
        for _ in range(PAGES):
            read = read_oai(answer)
            stamped = max(stamped, read.stamped)
            if not read.token:
                break
            _, answer = self.asked(canonical(f"{endpoint}?{_next(read.token)}") or "")
        return stamped

    def drafts(self) -> list[Draft]:
        """What the repository gave before and has not withdrawn. A record's id is no address."""
        return [
            Draft(s.key, "report", s.page_url, s.file_url, s.claims, rank=5)
            for s in self.known
            if "://" not in s.key and s.kind == "report" and s.event is not LifeEvent.VANISHED
        ]


NO_PAST = Past((), lambda _address: ("", b""), "")


@dataclass
class RepositoryHarvest:
    """What a repository or feed gave. `complete` is false when it broke off: then nothing may be taken for vanished.
    `problems` are what is wrong with some of its entries."""

    drafts: list[Draft] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)
    complete: bool = False
    reason: str = ""
    problems: tuple[str, ...] = ()


def leads_to_repository(link: Link) -> bool:
    """Whether a link leads to a repository, by its address or its words."""
    return bool(_REPOSITORY.search(link.address) or _REPOSITORY_TEXT.search(link.text))


def find_endpoint(visitor: Visitor, link: Link) -> Generator[Ask, Answer, tuple[str, str]]:
    """Try the usual places on a linked host → (endpoint, set named in the link); empty when none speaks OAI-PMH."""
    parts = urlsplit(link.address)
    site = f"{parts.scheme}://{parts.netloc}"
    stated = link.address.partition("?")[0]
    places = [stated] if re.search(r"oai", parts.path) else []
    for place in (*places, *(site + path for path in ENDPOINTS)):
        address = canonical(f"{place}?verb=Identify")
        if address is None or not visitor.may(address, "oai"):
            continue
        answer = yield from visitor.get(address, "oai")
        if answer.good and read_oai(answer.body).is_oai:
            return place, next(iter(parse_qs(parts.query).get("set", ())), "")
    return "", ""


def harvest(
    visitor: Visitor, endpoint: str, chosen_set: str = "", past: Past = NO_PAST
) -> Generator[Ask, Answer, RepositoryHarvest]:
    """Harvest the records of an endpoint, of the environment's own set where the repository has one: all of them, or
    those that have changed since `past`, with the others as they were."""
    found = RepositoryHarvest()
    formats = yield from _ask(visitor, endpoint, "verb=ListMetadataFormats")
    prefix = next((name for name in MODS if formats and name in formats.formats), "oai_dc")
    if not chosen_set:
        sets = yield from _ask(visitor, endpoint, "verb=ListSets")
        chosen_set = _own_set(sets, visitor.environment) if sets else ""
    query = f"verb=ListRecords&metadataPrefix={prefix}" + (f"&set={quote(chosen_set)}" if chosen_set else "")
    since = past.since(canonical(f"{endpoint}?{query}") or "")
    whole, query = query, query + (f"&from={since}" if since else "")
    again = False
    for _ in range(PAGES):
        answer = yield from _ask(visitor, endpoint, query)
        dead = answer is not None and answer.error == "badResumptionToken"
        if (dead and not again) or (since and (answer is None or answer.error == "badArgument")):
            # its token died, or it knows no dates: everything, from the first
            found, since, query, again = RepositoryHarvest(), "", whole, again or dead
            continue
        if answer is None or (answer.error and answer.error != "noRecordsMatch"):
            found.reason = f"the repository broke off: {answer.error if answer else 'no answer'}"
            return found
        for record in answer.records:
            if record.deleted:
                found.deleted.add(record.identifier)
            elif record.is_report and (draft := _draft(record)):
                found.drafts.append(draft)
        if not answer.token:
            found.complete = True
            if since:
                named = {draft.key for draft in found.drafts} | found.deleted
                found.drafts += [draft for draft in past.drafts() if draft.key not in named]
            return found
        query = _next(answer.token)
    found.reason = f"more than {PAGES} answers"
    return found


def _next(token: str) -> str:
    return f"verb=ListRecords&resumptionToken={quote(token, safe='')}"


def _ask(visitor: Visitor, endpoint: str, query: str) -> Generator[Ask, Answer, OaiAnswer | None]:
    address = canonical(f"{endpoint}?{query}")
    if address is None:
        return None
    answer = yield from visitor.get(address, "oai")
    read = read_oai(answer.body) if answer.good else None
    return read if read and read.is_oai else None


def _own_set(answer: OaiAnswer, environment: Environment) -> str:
    """The set that bears the environment's name, "" when none does. A rule may name it outright."""
    if "oai_set" in environment.rules:
        return environment.rules["oai_set"]
    names = {name.lower() for name in (environment.name, environment.short_name, *environment.aliases) if len(name) > 3}
    exact = [spec for spec, name in answer.sets if name.lower() in names]
    partly = [spec for spec, name in answer.sets if any(own in name.lower() for own in names)]
    return next(iter(exact or partly), "")


def _draft(record: Record) -> Draft | None:
    if not record.identifier or not any(claim.field == "title" for claim in record.claims):
        return None
    page = canonical(record.page_url) if record.page_url else None
    file = canonical(record.file_url) if record.file_url else None
    return Draft(record.identifier, "report", page, file, record.claims, rank=5)
