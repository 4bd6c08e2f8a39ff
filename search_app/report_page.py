"""What the report page shows: facts, the summary in the report's own words, evidence, addresses and their life."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext

from models.claim import Claim, Place
from models.report import Address, PublicRecord
from search_app.facets import Labels
from search_app.language import gettext, language_name, number
from search_app.page_names import page_label, printed
from search_app.rules import rule_words
from search_app.showing import work_status
from search_app.states import file_address, file_at_page, web_address
from search_app.study import SUBJECT, shown_fields

SURE, LIKELY = 0.9, 0.7
"""From this share of right answers on a rule's word is called sure or likely; below it, unsure."""
CERTAINTY = {3: lazy_gettext("säker"), 2: lazy_gettext("trolig"), 1: lazy_gettext("osäker")}
FIELDS = {
    "title": lazy_gettext("Titel"),
    "subtitle": lazy_gettext("Undertitel"),
    "authors": lazy_gettext("Författare"),
    "year": lazy_gettext("År"),
    "series": lazy_gettext("Serie"),
    "number": lazy_gettext("Nummer"),
    "isbn": lazy_gettext("ISBN"),
    "issn": lazy_gettext("ISSN"),
    "publisher": lazy_gettext("Utgivare"),
    "kind": lazy_gettext("Slags dokument"),
    "language": lazy_gettext("Språk"),
    "status": lazy_gettext("Läge"),
    "period": lazy_gettext("Period"),
    "area": lazy_gettext("Område"),
    "group": lazy_gettext("Målgrupp"),
    "study_type": lazy_gettext("Studietyp"),
    "method": lazy_gettext("Metod"),
    "intervention": lazy_gettext("Insats"),
    "municipality": lazy_gettext("Kommun"),
    "county": lazy_gettext("Län"),
    "district": lazy_gettext("Stadsdel"),
    "law": lazy_gettext("Lag"),
    "citation": lazy_gettext("Lagrum"),
    "outcome": lazy_gettext("Resultat och kvalitet"),
    "knowledge": lazy_gettext("Kunskapsprocess och slag"),
}
SOURCES = {
    "pdf": lazy_gettext("filen"),
    "page": lazy_gettext("miljöns webbsida"),
    "metadata": lazy_gettext("filens egna uppgifter"),
    "repository": lazy_gettext("publikationsdatabas"),
    "file name": lazy_gettext("filens namn"),
    "operator": lazy_gettext("den som lämnade in filen"),
    "correction": lazy_gettext("rättelse"),
}
PLACES: dict[Place, object] = {
    "title": lazy_gettext("i titeln"),
    "keywords": lazy_gettext("bland nyckelorden"),
    "summary": lazy_gettext("i sammanfattningen"),
    "lead": lazy_gettext("i inledningen"),
    "aim": lazy_gettext("i syftet"),
    "method": lazy_gettext("i metoddelen"),
    "findings": lazy_gettext("i resultatet"),
    "discussion": lazy_gettext("i diskussionen"),
    "conclusions": lazy_gettext("i slutsatserna"),
    "heading": lazy_gettext("i en rubrik"),
    "foreword": lazy_gettext("i förordet"),
    "blurb": lazy_gettext("i miljöns text"),
}
DESCRIBED = frozenset(field for field, _ in SUBJECT) | {"law", "outcome", "knowledge"}
SUMMARY_SHOWN = 1400
"""Characters of a summary that are shown at once; the rest is opened on demand."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where one source says something: `source` in words, or `page` of the file with `file` opening it there; the rule
    that read it, and the words it was read from ("" when they are the value itself)."""

    source: str
    page: str
    file: str | None
    rule: str
    quote: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One value of a field and every ground for it. `label` is "" for further values of the field above. `certainty` is
    3 (sure), 2 or 1."""

    label: str
    value: str
    grounds: tuple[Ground, ...]
    certainty: int
    certainty_word: str

    @property
    def places(self) -> tuple[Ground, ...]:
        """The grounds that stand in different places."""
        return tuple({(ground.source, ground.page): ground for ground in self.grounds}.values())


@dataclass(frozen=True, slots=True)
class Summary:
    """Paragraphs of a summary: `first` are shown, `rest` on demand."""

    first: tuple[str, ...]
    rest: tuple[str, ...]
    page: str
    spoken: str
    file: str | None


@dataclass(frozen=True, slots=True)
class AddressView:
    """Where one copy was found; links are None when they are no web addresses."""

    environment: str
    environment_id: str
    page: str | None
    file: str | None
    first_seen: str
    vanished: str


def evidence(record: PublicRecord, labels: Labels) -> list[EvidenceRow]:
    """Every shown field with the value that was chosen, then the other values that sources give for it, or that the
    report has beside it. Sources that say the same share a row."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in (*record.evidence, *shown_fields(record.described, labels)):
        if claim.field in FIELDS:
            groups.setdefault((claim.field, " ".join(_value(claim, labels).casefold().split())), []).append(claim)
    rows, before, file = [], "", file_address(record)
    for (field, _), claims in groups.items():
        rows.append(_row(record, claims, file, "" if field == before else str(FIELDS[field]), labels))
        before = field
    return rows


def summary(record: PublicRecord) -> Summary | None:
    """The report's own summary, None when none was found in it."""
    if not record.summary:
        return None
    label, spoken, file = "", "", file_address(record)
    if record.summary_page:
        label, spoken = page_label(printed(record, record.summary_page), record.summary_page)
    first, rest = shortened(record.summary)
    at_page = file_at_page(file, record.summary_page) if file and record.summary_page else None
    return Summary(first, rest, label, spoken, at_page)


def shortened(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of a text that are shown at once, and the others. A long paragraph is cut between sentences."""
    first: list[str] = []
    rest: list[str] = []
    room = SUMMARY_SHOWN
    for paragraph in (line.strip() for line in text.split("\n")):
        if not paragraph:
            continue
        if rest or len(paragraph) <= room:
            (rest if rest else first).append(paragraph)
            room -= len(paragraph)
            continue
        ends = [match.start() + 1 for match in re.finditer(r"[.!?](?=\s)", paragraph) if match.start() < room]
        cut = ends[-1] if ends else 0
        if cut:
            first.append(paragraph[:cut])
        rest.append(paragraph[cut:].strip())
        room = 0
    if not first:
        return tuple(rest[:1]), tuple(rest[1:])
    return tuple(first), tuple(rest)


def facts(record: PublicRecord, labels: Labels) -> list[tuple[str, str]]:
    """Terms and values beside the report; what was looked for and not found says so."""
    unknown = gettext("inte hittat")
    if record.kind == "project":
        rows = [
            (gettext("Läge"), work_status(record.status)),
            (gettext("Period"), record.period or unknown),
        ]
    else:
        rows = [
            (gettext("År"), str(record.year) if record.year else gettext("utan år")),
            (gettext("Serie"), " ".join(part for part in (record.series, record.number) if part) or unknown),
            (gettext("Slags dokument"), record.document_kind or unknown),
            (gettext("Utgivare"), record.publisher or ", ".join(labels.environment(e) for e in record.environments)),
        ]
    if record.isbn:
        rows.append(("ISBN", record.isbn))
    if record.language:
        rows.append((gettext("Språk"), language_name(record.language)))
    if record.pages:
        rows += [(gettext("Sidor"), number(record.pages)), (gettext("Text"), _origin(record))]
    return rows


def addresses(record: PublicRecord, labels: Labels) -> list[AddressView]:
    """Every copy that was found, those that are still there first."""
    return [
        AddressView(
            environment=labels.environment(address.environment),
            environment_id=address.environment,
            page=web_address(address.page_url),
            file=web_address(address.file_url),
            first_seen=address.first_seen,
            vanished=address.vanished,
        )
        for address in sorted(record.addresses, key=_gone)
    ]


def _gone(address: Address) -> bool:
    return bool(address.vanished)


def _row(record: PublicRecord, claims: Sequence[Claim], file: str | None, label: str, labels: Labels) -> EvidenceRow:
    """The first claim is the one that was chosen; its confidence has all that agree with it in it."""
    grounds = dict.fromkeys(_ground(record, claim, file) for claim in claims)
    confidence = claims[0].confidence if label else max(claim.confidence for claim in claims)
    certainty = 3 if confidence >= SURE else 2 if confidence >= LIKELY else 1
    return EvidenceRow(label, _value(claims[0], labels), tuple(grounds), certainty, str(CERTAINTY[certainty]))


def _ground(record: PublicRecord, claim: Claim, file: str | None) -> Ground:
    page = claim.page if claim.source == "pdf" else None
    said = "" if claim.quote == claim.value else claim.quote
    return Ground(
        source="" if page else str(SOURCES[claim.source]),
        page=page_label(printed(record, page), page)[0] if page else "",
        file=file_at_page(file, page) if file and page else None,
        rule=" ".join(filter(None, (rule_words(claim.rule), str(PLACES.get(claim.place, ""))))),
        quote=said,
    )


def _value(claim: Claim, labels: Labels) -> str:
    if claim.field == "citation" and isinstance(claim.value, tuple):
        law, chapter, paragraph = claim.value
        reference = (
            gettext("%(chapter)s kap.", chapter=chapter) if chapter else "",
            f"{paragraph} §" if paragraph else "",
        )
        return " ".join(filter(None, (*reference, labels.of("law", law))))
    if claim.field in DESCRIBED and isinstance(claim.value, str):
        return labels.of(claim.field, claim.value)
    if claim.field == "language" and isinstance(claim.value, str):
        return language_name(claim.value)
    if claim.field == "status" and isinstance(claim.value, str):
        return work_status(claim.value)
    value = claim.value if isinstance(claim.value, str) else _joined(claim.value)
    return value or gettext("saknas") if claim.source == "correction" else value


def _joined(values: Sequence[str]) -> str:
    return ", ".join(values)


def _origin(record: PublicRecord) -> str:
    if record.origins.get("ocr"):
        return gettext("Maskinläst")
    if record.origins.get("repaired"):
        return gettext("Läst ur filen och lagad")
    return gettext("Läst direkt ur filen")
