"""What a page, or one thing on a page, is – and the reasons, kept as words.

Evidence is added up per kind. The weights were set on the saved pages of tests/crawler/pages; a kind needs `ENOUGH`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from crawler import addresses
from crawler.reading import words
from crawler.reading.dates import read_period
from crawler.reading.items import IsDocument, Unit, own_blocks, references, split, whole
from crawler.reading.numbers import read_number, read_title_number
from crawler.reading.obstacles import read_obstacle
from crawler.reading.page import Page
from crawler.reading.people import read_authors

Kind = Literal["report", "project", "items", "listing", "news", "other", "captcha", "login", "not found"]
ENOUGH = 4
PRIORS = {
    "B": ("project", 1, "the site shows its work as project pages"),
    "C": ("news", 1, "the site announces its reports as news"),
}
"""What an environment's presentation type adds: types are told apart page by page, and only these two lean on it."""
LISTS = {
    "reports": words.REPORT_LIST, "projects": words.PROJECT_LIST, "news": words.NEWS_LIST, "knowledge": words.KNOWLEDGE,
}  # fmt: skip
STUDY_LENGTH = 2500
"""Characters of text from which headings like "Metod" and "Resultat" make a web page a report in itself."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` with the `reasons` for it. `units` are the reports and projects found: one for a report or project page
    (a project page's reports after it), several for a page of items; each with its own kind."""

    kind: Kind
    reasons: tuple[str, ...]
    units: tuple[tuple[Literal["report", "project"], Unit], ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known about a page from elsewhere: the lists that it stands in ("reports", "projects", "news"), the
    environment's presentation type, and which links lead to documents and pages of ours."""

    is_document: IsDocument
    is_own_page: IsDocument
    listed: frozenset[str] = frozenset()
    presentation: str = ""
    is_home: bool = False


class _Scale:
    def __init__(self) -> None:
        self.weights = {"report": 0.0, "project": 0.0, "news": 0.0}
        self.reasons: dict[str, list[str]] = {"report": [], "project": [], "news": []}

    def add(self, kind: str, weight: float, reason: str) -> None:
        self.weights[kind] += weight
        self.reasons[kind].append(f"{reason} ({weight:+g})")

    def why(self, kind: str) -> tuple[str, ...]:
        return tuple(self.reasons[kind])


def classify(page: Page, around: Surroundings) -> Verdict:
    """Tell what a page is. The order: obstacles, refused titles, several things on one page, then the heaviest kind."""
    if obstacle := read_obstacle(page):
        return Verdict(obstacle, (f"the page says it is a {obstacle} page",))
    unit = whole(page)
    if around.is_home:
        units = _items(page, around)
        return Verdict("items" if units else "listing", ("the home page",), units)
    if refused := refusal(page.name):
        return Verdict("other", (refused,))
    scale = weigh(unit, around, page)
    lists = list_kinds([page.name])
    items = _items(page, around)
    if (
        scale.weights["project"] >= ENOUGH
        and not lists
        and not _several_projects(items)
        and _heaviest(scale) == "project"
    ):
        children = tuple(row for row in items if row[0] == "report")
        return Verdict("project", scale.why("project"), (("project", unit), *children))
    announced = scale.weights["news"] >= ENOUGH and words.ANNOUNCING.search(page.name)
    itself = (
        not announced and not lists and scale.weights["report"] >= ENOUGH and _is_one_report(page, unit, around, items)
    )
    if items and not itself and (lists or len(items) > 1 or scale.weights["news"] < ENOUGH):
        return Verdict("items", (f"{len(items)} things under headings of their own", *scale.reasons["news"]), items)
    if announced or (scale.weights["news"] >= ENOUGH and scale.weights["news"] >= scale.weights["report"]):
        return Verdict("news", scale.why("news"), items)
    entries = _entries(page, around)
    if lists and (entries or len(page.text) < STUDY_LENGTH):
        return Verdict("listing", (f"named {page.name!r}, {entries} entries",))
    best = _heaviest(scale)
    if scale.weights[best] >= ENOUGH and best != "news":
        kind: Literal["report", "project"] = "report" if best == "report" else "project"
        return Verdict(kind, scale.why(kind), ((kind, unit),))
    if entries >= 3:
        return Verdict("listing", (f"{entries} entries",))
    return Verdict("other", scale.why("report") or ("nothing speaks for a report or project",))


def weigh(unit: Unit, around: Surroundings, page: Page | None = None) -> _Scale:
    """Weigh the evidence of a unit; `page` when the unit is a whole page with an address and stated values."""
    scale = _Scale()
    text, top = unit.text, unit.text[:1500]
    documents = [link for link in unit.links if around.is_document(link)]
    context = list_kinds(unit.context)
    if page is not None and "reports" in list_kinds(page.labels):
        scale.add("report", 4, "is labelled as a report")
    elif "reports" in context:
        scale.add("report", 3, "stands under a heading or label for reports")
    elif "reports" in around.listed:
        scale.add("report", 2, "is listed among reports")
        if documents:
            scale.add("report", 1, "and has a document")
        elif words.OUT_OF_PRINT.search(text):
            scale.add("report", 2, "and says how its printed copy can be got")
    elif "knowledge" in context or "knowledge" in around.listed:
        scale.add("report", 1, "stands among what the site knows")
    if "material" in around.listed and "reports" not in around.listed:
        scale.add("report", -3, "is listed as material of another kind")
    if "projects" in context or "projects" in around.listed:
        scale.add("project", 2, "stands among projects")
        if {"ongoing", "finished"} & around.listed:
            scale.add("project", 2, "listed by their state")
        elif re.search(r"\b(?:projektet|uppdraget)\b", text, re.IGNORECASE):
            scale.add("project", 1, "and says so")
        if read_period(text):
            scale.add("project", 2, "states a period among projects")
    if "news" in context and "reports" not in context:
        scale.add("news", 3, "stands under a label for news")
    elif "news" in around.listed:
        scale.add("news", 1, "is listed among news")
    number = read_number(f"{unit.title}\n{top}") or read_title_number(unit.title)[1]
    if number is not None:
        scale.add("report", 3 if number.series else 2, f"carries the report number {number.printed}")
    if words.STRONG_REPORT.search(unit.title):
        scale.add("report", 2, "its title says report")
    elif words.REPORT_WORD.search(unit.title):
        scale.add("report", 1, "its title names a kind of study")
    if documents:
        scale.add("report", 1, "has a document")
        if any(words.STRONG_REPORT.search(link.text) or words.REPORT_WORD.search(link.text) for link in documents):
            scale.add("report", 2, "the link to the document says report")
        elif any(_alike(link.label, unit.title) for link in documents):
            scale.add("report", 1, "the link to the document has the title")
    elif any(link.document for link in unit.links):
        scale.add("report", -4, "its document lies outside the scope")
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
    labels = {match["label"].lower().split(" ")[0] for match in words.PROJECT_LABEL.finditer(text)}
    project_labels = {label for label in labels if label.startswith("projekt")}
    if len(labels) >= 2 and project_labels:
        scale.add("project", 4, "has a block of project facts")
    elif project_labels or len(labels) >= 2:
        scale.add("project", 2, "has a line of project facts")
    if words.PROJECT_PHRASE.search(text):
        scale.add("project", 2, "speaks of the project or assignment itself")
    if re.search(r"\bprojekt(?:et)?\b", unit.title, re.IGNORECASE):
        scale.add("project", 1, "its title says project")
    if words.ANNOUNCING.search(unit.title):
        scale.add("news", 3, "its title announces")
    elif words.ANNOUNCING.search(text[:400]):
        scale.add("news", 1, "announces something")
    if page is not None:
        _weigh_page(scale, page)
    if around.presentation in PRIORS:
        scale.add(*PRIORS[around.presentation])
    return scale


def _weigh_page(scale: _Scale, page: Page) -> None:
    # the folders that the page lies in: its own name may say anything
    steps = addresses.words(page.address.rstrip("/").rpartition("/")[0])
    if page.meta.is_report:
        scale.add("report", 4, "declares itself a report")
    if page.meta.is_news:
        scale.add("news", 2, "declares itself news")
    if re.search(
        r"\b(?:nyhet(?:er|sarkiv)?|news|aktuellt|enskild nyhet|press\w*|kalender|evenemang|artiklar)\b", steps
    ):
        scale.add("news", 2, "lies among news")
    if re.search(r"\b(?:projekt|uppdrag|uppdragsarkiv|projects?)\b", steps):
        scale.add("project", 2, "lies among projects")
    if re.search(r"\b(?:publikation(?:er)?|rapport(?:er)?|publications?|reports?)\b", steps):
        scale.add("report", 2, "lies among reports")


def refusal(title: str) -> str:
    """Why a thing of this title is never a report or project; "" when nothing speaks against it.

    "Rapport från styrgruppsmöte", "Protokoll 2023-03-12", "FoU-Avtal år 2022", "Socialstyrelsens lägesrapport".
    """
    if match := words.MINUTES.search(title):
        return f"minutes or an account, no study: {match.group()!r}"
    if match := words.REFUSED_HEAD.search(title):
        return f"named {match.group().strip()!r}"
    if match := words.NATIONAL.search(title):
        return f"published by another: {match.group().strip()!r}"
    return ""


def list_kinds(names: Iterable[str]) -> frozenset[str]:
    """Which lists these headings, labels and crumbs stand for, by the names of `LISTS`; short names only."""
    found = set()
    for name in names:
        if len(name) > 70:
            continue
        for kind, form in LISTS.items():
            match = form.search(name)
            # "Rapporter om äldre" is a list, "Utvärdering av två projekt" a title
            if (
                match
                and (match.start() <= 25 and len(name[: match.start()].split()) <= 2)
                and not words.refers(name, match.end())
            ):
                found.add(kind)
    return frozenset(found)


def _items(page: Page, around: Surroundings) -> tuple[tuple[Literal["report", "project"], Unit], ...]:
    found: list[tuple[Literal["report", "project"], Unit]] = []
    unsure: list[Unit] = []
    for unit in split(page, around.is_document, around.is_own_page):
        if (
            unit.own_page
            or _refused(unit, page, around)
            or (words.GENERIC_HEADING.match(unit.title) and not unit.links)
        ):
            continue
        scale = weigh(unit, around)
        has_document = any(around.is_document(link) for link in unit.links)
        best = _heaviest(scale)
        if (
            best == "report"
            and scale.weights["report"] >= ENOUGH
            and (has_document or read_number(unit.text) or read_authors(unit.text)[0])
        ):
            found.append(("report", unit))
        elif best == "project" and scale.weights["project"] >= ENOUGH:
            found.append(("project", unit))
        elif best == "project" and "projects" in list_kinds(unit.context):
            unsure.append(unit)
    taken = {block.text for _, unit in found for block in unit.blocks}
    found += [
        ("report", unit)
        for unit in references(page)
        if "reports" in list_kinds(unit.context) and unit.text not in taken and not refusal(unit.title)
    ]
    if _several_projects(tuple(found)):
        # among its like, a thing that says less of itself is still one of them
        found += [("project", unit) for unit in unsure]
    return tuple(found)


def _refused(unit: Unit, page: Page, around: Surroundings) -> bool:
    """Whether title, nearest heading or every document of a unit says that it is no report or project of ours."""
    above = next((name for name in reversed(unit.context) if name != page.name), "")
    others = [name for name in (above, unit.title) if words.OTHERS.search(name)]
    if refusal(unit.title) or refusal(above) or (above in others and len(above) < 70) or list_kinds(others):
        return True
    labels = [link.label for link in unit.links if around.is_document(link)]
    return bool(labels) and all(refusal(label) for label in labels)


def _several_projects(items: tuple[tuple[str, Unit], ...]) -> bool:
    return sum(1 for kind, _ in items if kind == "project") >= 2


def _is_one_report(page: Page, unit: Unit, around: Surroundings, items: tuple[tuple[str, Unit], ...]) -> bool:
    """Whether a page that has documents is about one report: few, and one says "rapporten" or has the page's title."""
    documents = [link for link in unit.links if around.is_document(link)]
    headed = {block.text for block in unit.blocks if block.level > 1}
    if sum(1 for kind, item in items if kind == "report" and item.title in headed) > 1:
        return False
    plain = [link for link in documents if not words.SUPPLEMENT.search(link.label)]
    if len({link.address for link in plain}) <= 1:
        return not items or len(items) == 1
    return (
        any(_alike(link.label, page.name) or words.GENERIC_LINK.match(link.label) for link in plain) and len(plain) <= 4
    )


def _entries(page: Page, around: Surroundings) -> int:
    own = {
        link.address
        for block in own_blocks(page)
        for link in block.links
        if around.is_own_page(link) and not around.is_document(link) and len(link.label) > 12 and len(block.text) < 400
    }
    return len(own)


def _heaviest(scale: _Scale) -> str:
    return max(scale.weights, key=lambda kind: scale.weights[kind])


def _alike(one: str, other: str) -> bool:
    first, second = (set(re.findall(r"\w{4,}", text.lower())) for text in (one, other))
    return bool(first) and bool(second) and len(first & second) >= 0.6 * min(len(first), len(second))
