"""What a page, or one thing on a page, is – and the reasons, kept as words."""

import logging
from dataclasses import dataclass, replace
from typing import Literal

from crawler.addresses import identity, is_archive, is_later_page
from crawler.reading import words
from crawler.reading.evidence import (
    ENOUGH,
    ENTRY_LENGTH,
    STUDY_LENGTH,
    Scale,
    Surroundings,
    is_sure,
    speaks_of_project,
    tells_of_work,
    weigh,
)
from crawler.reading.items import Unit, beside_addresses, headings, own_blocks, references, split, whole
from crawler.reading.kinds import alike, is_firm, list_kinds, refusal, state_above, stated_kind
from crawler.reading.links import is_file_name
from crawler.reading.numbers import read_number, read_title_number
from crawler.reading.obstacles import read_obstacle
from crawler.reading.page import Page
from crawler.reading.people import read_authors, read_name_line
from crawler.reading.references import is_article, read_reference
from crawler.reading.rows import first_line
from crawler.reading.sections import is_year, names_a_part
from crawler.reading.work import addresses_reader, read_facts, read_state

log = logging.getLogger(__name__)
Kind = Literal["report", "project", "items", "listing", "news", "other", "captcha", "login", "not found", "unread"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` with the `reasons` for it. `units` are the reports and projects found: one for a report or project page
    (a project page's reports after it), several for a page of items; each with its own kind."""

    kind: Kind
    reasons: tuple[str, ...]
    units: tuple[tuple[Literal["report", "project"], Unit], ...] = ()


def judge(page: Page, around: Surroundings) -> Verdict:
    """As `classify`; a page that our rules cannot take is "unread" and the fault is logged, so that it costs the site
    no other page."""
    try:
        return classify(page, around)
    except Exception as error:  # whatever our rules trip over on one page, the site's others are still to be read
        log.error("%s: the page could not be judged", page.address, exc_info=error)
        return unread(error)


def unread(error: Exception) -> Verdict:
    """What a page is that our rules could not take."""
    return Verdict("unread", (f"our own fault, see the log: {error!r}",))


def classify(page: Page, around: Surroundings) -> Verdict:
    """Tell what a page is. The order: obstacles, refused titles, several things on one page, then the heaviest kind."""
    if obstacle := read_obstacle(page):
        return Verdict(obstacle, (f"the page says it is a {obstacle} page",))
    if page.meta.is_other_text:
        return Verdict("other", (f"declares itself {page.meta.get('type')!r}",))
    unit = whole(page)
    if around.is_home:
        units = _items(page, around)
        return Verdict("items" if units else "listing", ("the home page",), units)
    # "Anmälan från förskolan" may be a form or a study: the list and the folder that it stands in tell
    known = is_sure(unit) or any(f"{kin}s" in around.listed for kin in around.kin)
    other = stated_kind(page.text) == "other"
    if (refused := refusal(page.name)) and (is_firm(refused) or other or not known):
        # an annual report is none of ours, but it may name those of its year
        named = _referenced(page)
        return Verdict("items" if named else "other", (refused,), named)
    scale = weigh(unit, around, page)
    lists = list_kinds([page.name]) - {"work"}
    items = _items(page, around)
    if is_archive(page.address):
        return Verdict("items" if items else "listing", ("an archive by its address",), items)
    entries, told = _entries(page, around), speaks_of_project(unit)
    # a page that leads on to several and tells no facts of its own is a subject's list, whoever links to it
    leads_on = (entries >= 2 and (bool(list_kinds([page.name])) or not told)) or (
        entries == 1 and not told and _little_else(page)
    )
    if (
        scale.weights["project"] >= ENOUGH
        and not leads_on
        and not lists
        # what bears the page's own name is told in several parts
        and (not _several_projects(items) or any(item.title == page.name for _, item in items))
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
    if lists and (entries or len(page.text) < STUDY_LENGTH):
        return Verdict("listing", (f"named {page.name!r}, {entries} entries",))
    best = _heaviest(scale)
    if best == "project" and leads_on:
        return Verdict("listing", (f"{entries} entries, and no facts of its own",))
    if scale.weights[best] >= ENOUGH and best != "news":
        kind: Literal["report", "project"] = "report" if best == "report" else "project"
        return Verdict(kind, scale.why(kind), ((kind, unit),))
    if entries >= 3:
        return Verdict("listing", (f"{entries} entries",))
    return Verdict("other", scale.why("report") or ("nothing speaks for a report or project",))


def _items(page: Page, around: Surroundings) -> tuple[tuple[Literal["report", "project"], Unit], ...]:
    if stated_kind(page.text) == "other" and len(words.TYPE_FIELD.findall(page.text)) == 1:
        return ()  # its one document is what the page says: a poster, a film
    around = _inside(page, around)
    found: list[tuple[Literal["report", "project"], Unit]] = []
    unsure: list[Unit] = []
    for unit in split(page, around.is_document, around.is_own_page):
        if (
            unit.own_page
            or _refused(unit, page, around)
            or _leads_on(unit, around)
            or (_names_part(unit.title) and not unit.links and not is_sure(unit))
            or read_state(unit.title)
            or list_kinds([unit.title]) & {"projects", "reports"}
        ):
            continue
        scale = weigh(unit, around)
        if words.WHEN.match(page.name) and tells_of_work(unit):
            scale.add("project", 4, "on a page named for when, and tells of work and when")
        has_document = any(around.is_document(link) for link in unit.links)
        if not has_document and state_above(headings(unit.context, page)):
            scale.add("project", 2, "under a heading that tells its state")
        best = _heaviest(scale)
        if not has_document and ENOUGH <= scale.weights["project"] == scale.weights["report"]:
            best = "project"  # a study that is told of and not there
        if best == "project" and has_document and scale.weights["report"] >= ENOUGH and _is_of_series(unit):
            best = "report"  # whatever leads to its page
        if (
            best == "report"
            and scale.weights["report"] >= ENOUGH
            and (has_document or read_number(unit.text) or read_authors(unit.text)[0] or _is_sold_out(unit))
        ):
            found.append(("report", unit))
        elif best == "project" and scale.weights["project"] >= ENOUGH:
            found.append(("project", unit))
        elif _could_be_work(unit, scale):
            unsure.append(unit)
    taken = {block.text for _, unit in found for block in unit.blocks}
    found += [row for row in _referenced(page) if row[1].text not in taken]
    if _several_projects(tuple(found)):
        # among its like, a thing that says less of itself is still one of them
        found += [("project", unit) for unit in unsure]
    return tuple(found)


def _is_of_series(unit: Unit) -> bool:
    number = read_number(unit.title) or read_title_number(unit.title)[1]
    return number is not None and bool(number.series)


def _names_part(title: str) -> bool:
    return bool(words.GENERIC_HEADING.match(title) or words.STUDY_HEADING.match(title))


def _leads_on(unit: Unit, around: Surroundings) -> bool:
    """Whether a heading stands above links to pages of their own and little else: it names their subject."""
    pages = {link.address: link for link in unit.links if around.is_own_page(link)}
    linked = sum(len(link.text) for link in pages.values())
    return (
        len(pages) > 1
        and 2 * linked > len(unit.text) - len(unit.title)
        and not any(map(around.is_document, unit.links))
    )


def _inside(page: Page, around: Surroundings) -> Surroundings:
    """The surroundings of what stands on a page: those of the page, but where it is itself work of which facts are
    told, or named as a list of reports, its own state is not that of the things on it."""
    named = list_kinds([page.name]) & {"reports", "projects"}
    if named == {"reports"} or (not named and len(read_facts(whole(page).text)) >= 2):
        return replace(around, listed=around.listed - {"projects", "ongoing", "finished", "entry"})
    return around


def _could_be_work(unit: Unit, scale: Scale) -> bool:
    """Whether a thing that says too little to be a project by itself is one where it stands among such."""
    if addresses_reader(unit.title) or scale.weights["project"] < max(scale.weights.values()):
        return False
    listed = list_kinds(unit.context)
    return "projects" in listed or ("work" in listed and scale.weights["project"] >= ENOUGH - 1)


def _is_sold_out(unit: Unit) -> bool:
    """Whether a thing without a document names its writers and says how its printed copy can be got."""
    return bool(words.OUT_OF_PRINT.search(unit.text) and (read_name_line(unit.text)[0] or read_reference(unit.text)))


def _referenced(page: Page) -> tuple[tuple[Literal["report", "project"], Unit], ...]:
    """The reports that the page names as a list of literature does, under a name or heading for reports."""
    return tuple(
        ("report", unit)
        for unit in references(page)
        if "reports" in list_kinds(unit.context) and not refusal(unit.title)
    )


def _refused(unit: Unit, page: Page, around: Surroundings) -> bool:
    """Whether title, nearest heading or every document of a unit says that it is no report or project of ours."""
    above = next((name for name in reversed(unit.context) if name != page.name), "")
    others = [name for name in (above, unit.title) if words.OTHERS.search(name)]
    # a member of the staff has written in a journal: "2025;8(3):201–19. doi: 10.…"
    if len(unit.text) < ENTRY_LENGTH * 4 and is_article(unit.text) and not is_sure(unit):
        return True
    known = is_sure(unit) or "reports" in list_kinds([above])
    refused = refusal(unit.title)
    if refused and (is_firm(refused) or stated_kind(unit.text) == "other" or not known):
        return True
    if refusal(above) or (above in others and len(above) < 70) or list_kinds(others):
        return True
    labels = [link.label for link in unit.links if around.is_document(link) and not is_file_name(link.text)]
    labels = [label for label in labels if not words.GENERIC_LINK.match(label)]
    return bool(labels) and not refused and not tells_of_work(unit) and all(refusal(label) for label in labels)


def _several_projects(items: tuple[tuple[str, Unit], ...]) -> bool:
    return sum(1 for kind, _ in items if kind == "project") >= 2


def _is_one_report(page: Page, unit: Unit, around: Surroundings, items: tuple[tuple[str, Unit], ...]) -> bool:
    """Whether a page that has documents is about one report: few, and one says "rapporten" or has the page's title."""
    documents = [link for link in unit.links if around.is_document(link)]
    if is_later_page(page.address):
        return False
    headed = {block.text for block in unit.blocks if block.level > 1}
    if sum(1 for kind, item in items if kind == "report" and item.title in headed) > 1:
        return False
    beside = beside_addresses(documents)
    plain = [link for link in documents if link.address not in beside and not words.SUPPLEMENT.search(link.label)]
    if any(_is_listed(item, page) for kind, item in items if kind == "report"):
        return False
    if len({link.address for link in plain}) <= 1:
        # one writing under a heading of its own, on the page of a subject: the page's top says nothing of it
        subject = [item for kind, item in items if kind == "report" and item.title in headed and is_sure(item)]
        if subject and "reports" not in around.listed and not alike(subject[0].title, page.name):
            return False
        return not items or len(items) == 1
    return (
        any(alike(link.label, page.name) or words.GENERIC_LINK.match(link.label) for link in plain) and len(plain) <= 4
    )


def _is_listed(item: Unit, page: Page) -> bool:
    """Whether a report stands in a list of reports on the page of something else: under "Rapporter", with its own
    title."""
    above = next((name for name in reversed(item.context) if not is_year(name)), "")
    return above != page.name and "reports" in list_kinds([above]) and not alike(item.title, page.name)


def _entries(page: Page, around: Surroundings) -> int:
    """How many pages the page leads on to by lines or headings of their own, that are no part of itself."""
    own = {
        link.address
        for block in own_blocks(page)
        for link in block.links
        if around.is_own_page(link)
        and (len(link.label) > 12 or first_line(block.text) == link.text)
        and len(block.text) < 400
        and not names_a_part(link.label)
        and identity(link.address) != identity(page.address)
    }
    return len(own)


def _little_else(page: Page) -> bool:
    """Whether a page says little besides what it leads on to."""
    return sum(len(block.text) for block in own_blocks(page) if not block.level and not block.links) < ENTRY_LENGTH


def _heaviest(scale: Scale) -> str:
    return max(scale.weights, key=lambda kind: scale.weights[kind])
