"""What a study is, as readers meet it: the study card in its own words, its subject as links, one line for lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext
from markupsafe import Markup

from models.claim import Claim, Field
from models.report import PublicRecord
from models.search import SearchQuery
from search_app import asking
from search_app.facets import Labels
from search_app.language import gettext, language, ngettext, to
from search_app.page_names import page_label, printed
from search_app.states import file_address, file_at_page

PARTS: tuple[tuple[Field, object], ...] = (
    ("aim", lazy_gettext("Syfte")),
    ("questions", lazy_gettext("Frågor")),
    ("methods", lazy_gettext("Metod och material")),
    ("findings", lazy_gettext("Resultat")),
    ("conclusions", lazy_gettext("Slutsatser")),
    ("limits", lazy_gettext("Begränsningar")),
    ("needs", lazy_gettext("Behov av mer kunskap")),
)
"""The rows of the card. Questions are left out where the report asks none; every other part is said to be missing."""
OPTIONAL = frozenset({"questions"})
SUBJECT: tuple[tuple[Field, object], ...] = (
    ("area", lazy_gettext("Område")),
    ("group", lazy_gettext("Målgrupp")),
    ("study_type", lazy_gettext("Studietyp")),
    ("method", lazy_gettext("Metod")),
    ("intervention", lazy_gettext("Insats")),
    ("municipality", lazy_gettext("Studerade kommuner")),
    ("county", lazy_gettext("Studerat län")),
)
NAMED_PLACES = 3
LONGEST_NUMBER = 34
"""Characters of the material in a list: with more the line breaks."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the report and its page: as printed, spoken, and where the publisher's file opens there."""

    text: str
    page: str
    spoken: str
    file: str | None


@dataclass(frozen=True, slots=True)
class CardRow:
    """One part of the study card; no sentences means that the part was not found. `numbers` are the words that count
    the material."""

    label: str
    said: tuple[Said, ...]
    numbers: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of the subject and the list of all reports with it."""

    label: str
    address: str


def card(record: PublicRecord) -> list[CardRow]:
    """The study card, [] for a report whose text we have not read."""
    if not record.card:
        return []
    rows = []
    file = file_address(record)
    for field, label in PARTS:
        said = tuple(_said(record, claim, str(claim.value), file) for claim in record.card if claim.field == field)
        numbers: tuple[Said, ...] = ()
        if field == "methods":
            numbers = tuple(_said(record, c, c.quote, file) for c in record.card if c.field == "material")
        if said or numbers or field not in OPTIONAL:
            rows.append(CardRow(str(label), said, numbers))
    return rows


def subject(record: PublicRecord, labels: Labels) -> list[tuple[str, tuple[Choice, ...]]]:
    """Terms and values of the subject, each with the reports that share it. A top concept is left out beside one that
    lies below it."""
    rows = []
    for field, label in SUBJECT:
        values = labels.finest(field, record.facets.get(field, ()))
        if field == "county" and record.facets.get("municipality"):
            continue
        if values:
            choices = tuple(Choice(labels.of(field, value), _search(field, value)) for value in values)
            rows.append((str(label), choices))
    laws = list(dict.fromkeys(str(c.value) for c in record.described if c.field == "law"))
    if laws := labels.finest("law", laws):
        rows.append((gettext("Lag"), tuple(Choice(labels.of("law", law), "") for law in laws)))
    return rows


def study_line(record: PublicRecord, labels: Labels) -> tuple[str, ...]:
    """Study type, place and material, as far as they are known: what a reader decides by."""
    types = labels.finest("study_type", record.facets.get("study_type", ()))[:1]
    parts = [labels.of("study_type", value) for value in types]
    parts += _place(record, labels)
    counted = (c.quote for c in record.card if c.field == "material" and c.rule != "response rate")
    if words := next((quote for quote in counted if len(quote) <= LONGEST_NUMBER), ""):
        parts.append(words if language() == "sv" else Markup('<span lang="sv">{}</span>').format(words))
    return tuple(parts)


def _place(record: PublicRecord, labels: Labels) -> list[str]:
    municipalities = record.facets.get("municipality", ())
    if len(municipalities) > NAMED_PLACES:
        return [ngettext("%(n)s kommun", "%(n)s kommuner", len(municipalities), n=len(municipalities))]
    if municipalities:
        return [", ".join(labels.of("municipality", code) for code in municipalities)]
    return [labels.of("county", code) for code in record.facets.get("county", ())[:1]]


def _search(field: str, value: str) -> str:
    return to("search", **asking.parameters(SearchQuery(filters=((field, (value,)),))))


def _said(record: PublicRecord, claim: Claim, text: str, file: str | None) -> Said:
    if claim.page is None:
        return Said(text, "", "", None)
    label, spoken = page_label(printed(record, claim.page), claim.page)
    return Said(text, label, spoken, file_at_page(file, claim.page) if file else None)


def shown_fields(values: Sequence[Claim], labels: Labels) -> list[Claim]:
    """The claims of the subject that the evidence tells: without tops beside what lies below them, each law's
    paragraphs as they are cited."""
    finest = {
        field: set(labels.finest(field, [str(c.value) for c in values if c.field == field]))
        for field in dict.fromkeys(claim.field for claim in values)
    }
    return [c for c in values if c.field == "citation" or str(c.value) in finest[c.field]]
