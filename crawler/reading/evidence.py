"""Weighing what a page, or one thing on a page, says of itself: evidence is added up per kind, reasons kept as words.

The weights were set on the saved pages of tests/crawler/pages and the shapes of tests/crawler/test_shapes.py; a kind
needs `ENOUGH`.
"""

import re
from dataclasses import dataclass

from crawler import addresses
from crawler.reading import refusals, words, work
from crawler.reading.dates import read_period
from crawler.reading.items import IsDocument, Unit
from crawler.reading.kinds import alike, list_kinds, refusal, standing, stated_kind
from crawler.reading.links import Link, is_file_name
from crawler.reading.numbers import read_number, read_title_number
from crawler.reading.page import Page
from crawler.reading.people import read_authors

ENOUGH = 4
PRIORS = {
    "B": ("project", 1, "the site shows its work as project pages"),
    "C": ("news", 1, "the site announces its reports as news"),
}
"""What an environment's presentation type adds: types are told apart page by page, and only these two lean on it."""
ENTRY_LENGTH = 150
"""Characters of text from which a page that a list of projects leads to tells of something."""
WHOSE = frozenset({"leader", "contact", "money", "assigner", "parties"})
"""Facts of which one alone says that somebody does some work, and not when."""
STUDY_LENGTH = 2500
"""Characters of text from which headings like "Metod" and "Resultat" make a web page a report in itself."""


# Se FoU-rapport nr 16 · Studien redovisas i rapport 2019:2: the number of what came of it
_TOLD_OF = re.compile(
    r"(?:\b[Ss]e|\b(?:redovisa|beskriv|presentera|sammanfatta|publicera|finn)\w*\s(?:även\s|närmare\s)?i"
    r"|\b(?:resultera|mynna)\w*\s(?:ut\s)?i|\bblev)\s+(?:(?:vår|den|en|rapporten)\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known about a page from elsewhere: the lists that it stands in ("reports", "projects", "news"), the
    environment's presentation type, and which links lead to documents and pages of ours. `kin` are the kinds that most
    pages in the same folder were taken for ("report", "project")."""

    is_document: IsDocument
    is_own_page: IsDocument
    listed: frozenset[str] = frozenset()
    presentation: str = ""
    is_home: bool = False
    kin: frozenset[str] = frozenset()


class Scale:
    """The evidence for each kind, with the reasons for it."""

    def __init__(self) -> None:
        self.weights = {"report": 0.0, "project": 0.0, "news": 0.0}
        self.reasons: dict[str, list[str]] = {"report": [], "project": [], "news": []}

    def add(self, kind: str, weight: float, reason: str) -> None:
        """Count evidence for (or, below nought, against) a kind."""
        self.weights[kind] += weight
        self.reasons[kind].append(f"{reason} ({weight:+g})")

    def why(self, kind: str) -> tuple[str, ...]:
        """The reasons that speak for and against a kind."""
        return tuple(self.reasons[kind])


def weigh(unit: Unit, around: Surroundings, page: Page | None = None) -> Scale:
    """Weigh the evidence of a unit; `page` when the unit is a whole page with an address and stated values."""
    scale = Scale()
    text, top = unit.text, unit.text[:1500]
    # "Mall för rapport" on a page of advice is no report of its own
    usual = ("", refusal(unit.title))
    documents = [
        link for link in unit.links
        if around.is_document(link) and (refusal(link.label) in usual or is_file_name(link.text))
    ]  # fmt: skip
    context = list_kinds(unit.context) if documents else standing(unit.context)
    if page is not None and "reports" in list_kinds(page.labels):
        scale.add("report", 4, "is labelled as a report")
    elif "reports" in context:
        # "Avslutade studier" may be what was written and what was done
        scale.add("report", 1 if "projects" in context else 3, "stands under a heading or label for reports")
        if not documents and words.OUT_OF_PRINT.search(text):
            scale.add("report", 1, "and says how its printed copy can be got")
    elif "reports" in around.listed and "projects" not in context:
        scale.add("report", 2, "is listed among reports")
        if documents:
            scale.add("report", 1, "and has a document")
        elif words.OUT_OF_PRINT.search(text):
            scale.add("report", 2, "and says how its printed copy can be got")
    elif "knowledge" in context or "knowledge" in around.listed:
        scale.add("report", 1, "stands among what the site knows")
    if page is not None and "report" in around.kin and (documents or "reports" in around.listed):
        scale.add("report", 3, "most pages of its folder are reports")
    if "material" in around.listed and "reports" not in around.listed:
        scale.add("report", -3, "is listed as material of another kind")
    if "news" in context and "reports" not in context:
        scale.add("news", 3, "stands under a label for news")
    elif "news" in around.listed:
        scale.add("news", 1, "is listed among news")
    elsewhere = [link for link in unit.links if not around.is_document(link) and not around.is_own_page(link)]
    for link in elsewhere:
        top = top.replace(link.text, " ") if link.text else top  # the number of a report that is another's
    for link in unit.links if page is not None else ():
        if link.text and not around.is_document(link) and around.is_own_page(link):
            top = top.replace(link.text, " ")  # … and of another page's
    number = read_number(f"{unit.title}\n{top}") or read_title_number(unit.title)[1]
    number = number or next((n for link in documents if (n := read_title_number(link.label)[1])), None)
    if number is not None and _TOLD_OF.search(f"{unit.title}\n{top}".partition(number.quote)[0]):
        number = None
    if number is not None:
        scale.add("report", 3 if number.series else 2, f"carries the report number {number.printed}")
        if not documents and not {"reports"} & (context | around.listed) and words.OUT_OF_PRINT.search(text):
            scale.add("report", 1, "and says how its printed copy can be got")
    if words.STRONG_REPORT.search(unit.title):
        scale.add("report", 2, "its title says report")
    elif words.REPORT_WORD.search(unit.title):
        scale.add("report", 1, "its title names a kind of study")
    if documents:
        scale.add("report", 1, "has a document")
        if any(words.STRONG_REPORT.search(link.text) or words.REPORT_WORD.search(link.text) for link in documents):
            scale.add("report", 2, "the link to the document says report")
        elif any(alike(link.label, unit.title) for link in documents):
            scale.add("report", 1, "the link to the document has the title")
    elif page is not None and _kept_elsewhere(unit, around, elsewhere):
        scale.add("report", -1, "its document lies elsewhere")
    elif any(link.document and not around.is_document(link) for link in unit.links):
        scale.add("report", -4, "its document lies outside the scope")
    elif any(words.STRONG_REPORT.search(link.text) for link in elsewhere):
        scale.add("report", -3, "the report that it leads to lies outside the scope")
    if stated := stated_kind(text):
        # what has a number in a series of reports is one of them, whatever it is called
        worth = 2 if stated == "report" else 0 if number and number.series else -6
        scale.add("report", worth, "by the type of document that it states")
    if not documents and any(words.AT_PUBLISHER.search(link.text) for link in elsewhere):
        scale.add("report", -6, "leads to the one who gave it out")
    authors, rule, quote = read_authors(text)
    if authors:
        scale.add("report", 2 if rule != "authors in prose" else 1, "names authors")
        if documents and words.WRITER.search(quote):
            scale.add("report", 1, "as those who wrote, beside a document")
    if re.search(r"\bISBN\b|\bISSN\b", text):
        scale.add("report", 2, "states ISBN or ISSN")
    studied = sum(1 for block in unit.blocks if block.level and words.STUDY_HEADING.match(block.text))
    if studied >= 3 and len(text) > STUDY_LENGTH:
        scale.add("report", 3, f"{studied} headings of a study")
    elif studied >= 2 and page is not None and "reports" in around.listed:
        scale.add("report", 2, f"{studied} headings of a study, listed among reports")
    if refusals.NEWSLETTER.search(text[:300]):
        scale.add("report", -4, "calls itself a newsletter")
    _weigh_work(scale, unit, around, context, page is not None)
    if words.ANNOUNCING.search(unit.title):
        scale.add("news", 3, "its title announces")
        if not documents:
            scale.add("report", -2, "its title announces, and no document is there")
    elif words.ANNOUNCING.search(text[:400]):
        scale.add("news", 1, "announces something")
    if page is not None:
        if any(work.read_state(label, bare=True) for label in page.labels):
            scale.add("project", 3, "is labelled by its state")
        _weigh_page(scale, page)
        if around.presentation in PRIORS:
            scale.add(*PRIORS[around.presentation])
    return scale


def _weigh_work(scale: Scale, unit: Unit, around: Surroundings, context: frozenset[str], page: bool) -> None:
    """What speaks for work that goes on or is done: where it stands, how far it is said to be, and its facts."""
    # a heading that names a list, or a row of links, tells the state of what is listed, not of the page
    blocks = [
        block for block in unit.blocks
        if not (block.level and list_kinds([block.text]))
        and 2 * sum(len(link.text) for link in block.links) <= len(block.text)
    ]  # fmt: skip
    text, listed = "\n".join(block.text for block in blocks if block.text), context | around.listed
    period = bool(read_period(text)) or work.tells_when(text)
    if "projects" in listed:
        scale.add("project", 2, "stands among projects")
        if re.search(r"\b(?:projektet|uppdraget)\b", text, re.IGNORECASE):
            scale.add("project", 1, "and says so")
        same = any(link.document and alike(link.label, unit.title) for link in unit.links)
        told = len(text) >= ENTRY_LENGTH and not work.addresses_reader(unit.title)
        if page and "entry" in around.listed and told and not same:
            scale.add("project", 2, "as an entry of its own that leads here")
    elif "work" in listed:
        scale.add("project", 1, "stands among what the unit works with")
    if period and listed & {"projects", "work"}:
        scale.add("project", 2, "states a period among projects")
    state, quote = work.own_state(text)
    if {"ongoing", "finished"} & around.listed:
        sure = "projects" in listed or bool(around.listed & {"news", "material"})
        scale.add("project", 2 if sure else 4, "listed by its state")
    elif state:
        scale.add("project", 4 if period else 3, f"tells its state{' and when' if period else ''}: {quote!r}")
    facts = work.read_facts(text)
    named = any(match["label"].lower().startswith("projekt") for match in work.PROJECT_LABEL.finditer(text))
    if len(facts) >= 2 and (named or work.tells_when(text)):
        scale.add("project", 4, f"has a block of facts about work: {', '.join(facts)}")
    elif named or len(facts) >= 2:
        scale.add("project", 2, "has a line of facts about work")
    elif facts.keys() & WHOSE:
        scale.add("project", 1, "says whose work it is")
    if work.OF_PROJECT.search(text):
        scale.add("project", 2, "speaks of the project or assignment itself")
    elif work.NOW.search(text):
        scale.add("project", 2, "tells what goes on and what will come of it")
    elif work.PAST.search(text):
        scale.add("project", 1, "tells what was done")
    kind = words.REPORT_WORD.search(unit.title)
    if kind and period and not any(link.document for link in unit.links) and "reports" not in listed:
        scale.add("project", 2, f"a {kind.group().lower()} told of by when, with no document")
    if re.search(r"projekt(?:et)?\b", unit.title, re.IGNORECASE):
        scale.add("project", 1, "its title says project")
    if page and "project" in around.kin and listed & {"projects", "work"}:
        scale.add("project", 2, "most pages of its folder are projects")
    if work.is_event(text):
        scale.add("project", -4, "invites to a day")
    if (work.is_gathering(unit.title) or "courses" in listed) and "projects" not in listed:
        scale.add("project", -3, "a network or course by its name or list")


def _kept_elsewhere(unit: Unit, around: Surroundings, links: list[Link]) -> bool:
    """Whether a page that is listed among the unit's reports tells who wrote the report that it leads away to, and
    nothing says that another gave it out."""
    said = "\n".join([unit.text[:1500], *(link.text for link in links)])
    away = any(link.document or words.STRONG_REPORT.search(link.text) for link in links)
    return away and "reports" in around.listed and is_sure(unit) and not refusals.NATIONAL.search(said)


def _weigh_page(scale: Scale, page: Page) -> None:
    # the folders that the page lies in: its own name may say anything
    steps = addresses.words(page.address.rstrip("/").rpartition("/")[0])
    if page.meta.is_report:
        scale.add("report", 4, "declares itself a report")
    if page.meta.is_news:
        scale.add("news", 2, "declares itself news")
    if re.search(
        r"\b(?:nyhet(?:er|sarkiv)?|nytt fran|news|aktuellt|enskild nyhet|press\w*|kalender|evenemang|artiklar)\b", steps
    ):
        scale.add("news", 2, "lies among news")
        scale.add("project", -2, "lies among news")
    if re.search(r"projekt\b|\b(?:uppdrag|uppdragsarkiv|projects?|pagaende)\b", steps):
        scale.add("project", 2, "lies among projects")
    if re.search(r"\b(?:publikation(?:er)?|rapport(?:er)?|publications?|reports?)\b", steps):
        scale.add("report", 2, "lies among reports")
    if re.search(r"\b(?:medarbetare|personal|staff|people|kontakta?)\b", steps):
        scale.add("report", -4, "lies among people")


def is_sure(unit: Unit) -> bool:
    """Whether a unit says by number, ISBN or its writers that it is a report, whatever its title begins with."""
    number = read_number(unit.text[:1500])
    _, rule, quote = read_authors(unit.text)
    writers = rule == "authors label" and bool(words.WRITER.search(quote))
    return bool(number and number.series) or writers or bool(re.search(r"\bISBN\b", unit.text))


def tells_of_work(unit: Unit) -> bool:
    """Whether a unit tells how far some work is or when it goes on."""
    return bool(work.own_state(unit.text)[0] or work.NOW.search(unit.text) or read_period(unit.text))


def speaks_of_project(unit: Unit) -> bool:
    """Whether a unit states facts of a project: a label, a phrase or a period."""
    text = unit.text
    return bool(work.PROJECT_LABEL.search(text) or work.OF_PROJECT.search(text) or read_period(text))
