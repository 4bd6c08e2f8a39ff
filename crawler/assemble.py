"""From judged pages to drafts: each report and project of a site once, whatever number of pages show it."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.addresses import file_name, identity, whole_list, within
from crawler.drafts import Draft
from crawler.reading import words
from crawler.reading.claims import choose_document, quoted_title, report_claims
from crawler.reading.classify import Verdict, unread
from crawler.reading.items import Unit, own_blocks, slug, whole
from crawler.reading.kinds import refusal
from crawler.reading.links import Link, is_file_name
from crawler.reading.page import Page
from crawler.reading.projects import bare_title, project_claims
from crawler.sameness import plain, same_name
from models.claim import Claim

if TYPE_CHECKING:
    from crawler.spiders.discovery import Discovery

log = logging.getLogger(__name__)
NEWS, ITEM, CHILD, PAGE = 1, 2, 3, 4
"""How much a place is the report's own: news of it, an item among others, a project's page, a page of its own."""


HEADING_LENGTH = 30
"""Characters from which a heading is a title and not the name of what stands under it: "Delrapport"."""
TOLD = ("authors", "number", "series", "year", "posted", "publisher")
"""What news of a report may tell of it besides its title."""


def assemble(site: "Discovery") -> list[Draft]:
    """The drafts of all pages, in the order that they were read; the same thing may still be there several times."""
    drafts: list[Draft] = []
    # a mirror states the address that it mirrors; what the original says of links comes first
    for key, page in sorted(site.pages.items(), key=lambda row: identity(_address(row[1], site)) != row[0]):
        try:
            found = _drafts(page, site.verdicts[key], site)
        except Exception as error:  # what our rules cannot take on one page must not cost the site the others
            log.error("%s: the page could not be taken", page.address, exc_info=error)
            site.failed.add(key)
            site.verdicts[key] = unread(error)
            continue
        drafts += [replace(draft, modified=site.modified.get(key, "")) for draft in found]
    return drafts


def _drafts(page: Page, verdict: Verdict, site: "Discovery") -> list[Draft]:
    match verdict.kind:
        case "report":
            return [_report(verdict.units[0][1], page, site, PAGE)]
        case "project":
            return _project(page, [unit for _, unit in verdict.units], site)
        case "items":
            return _items(page, verdict.units, site)
        case "news":
            return _announced(page, site)
        case _:
            return []


def merge(drafts: Iterable[Draft], known: frozenset[str] = frozenset()) -> list[Draft]:
    """Join drafts of the same thing: same document, same bytes, or same title where nothing speaks against it.

    The one whose place is most its own gives key and page; of equals the one whose key is `known` (identities of keys
    and files), so that the order of reading moves nothing. Claims that it lacks are taken from the others.
    """
    kept: list[Draft] = []
    renamed: dict[str, str] = {}
    places: dict[str, list[int]] = {}
    for draft in sorted(drafts, key=lambda draft: (-draft.rank, identity(draft.key) not in known)):
        marks = _marks(draft)
        alike = sorted({index for mark in marks for index in places.get(mark, ())})
        index = next((index for index in alike if _same(draft, kept[index])), len(kept))
        if index == len(kept):
            kept.append(draft)
        else:
            renamed[draft.key] = kept[index].key
            kept[index] = _joined(kept[index], draft, known)
        for mark in marks:
            places.setdefault(mark, []).append(index)
    return [
        replace(draft, reports=tuple(dict.fromkeys(renamed.get(key, key) for key in draft.reports))) for draft in kept
    ]


def _same(one: Draft, other: Draft) -> bool:
    if one.kind != other.kind:
        return False
    if one.key == other.key:
        return True
    if one.file_url and other.file_url and identity(one.file_url) == identity(other.file_url):
        return True
    if one.file_sha256 and one.file_sha256 == other.file_sha256:
        return True
    if one.file_url and other.file_url and one.kind != "project":
        return False
    return same_name(one.claims, other.claims)


def _marks(draft: Draft) -> tuple[str, ...]:
    """What two drafts of the same thing have at least one of in common."""
    file = identity(draft.file_url) if draft.file_url else ""
    title = plain(draft.title)
    marks = {
        "key": draft.key, "file": file, "bytes": draft.file_sha256, "title": title, "number": draft.value("number"),
        "whole": title and f"{title} {plain(draft.value('subtitle'))}".strip(),
    }  # fmt: skip
    return tuple(f"{name} {mark}" for name, mark in marks.items() if mark)


def _joined(first: Draft, second: Draft, known: frozenset[str]) -> Draft:
    """Two drafts as one: `first` gives the key. Of two pages of its own the one changed last is the one to believe."""
    newer, older = first, second
    if second.rank == first.rank and second.modified > first.modified > "":
        newer, older = second, first
    fields = {claim.field for claim in newer.claims}
    files = [draft.file_url for draft in (newer, older) if draft.file_url]
    if len({urlsplit(file).path for file in files}) == 1 and first.file_url:
        files = [first.file_url]  # the same file on a mirror
    file = next((file for file in files if identity(file) in known), next(iter(files), None))
    # of equals, the page that has the document is where a reader is sent, and not the list that only names it
    page = older.page_url if older.file_url and not newer.file_url and older.rank == newer.rank else newer.page_url
    return replace(
        newer, key=first.key, claims=(*newer.claims, *(claim for claim in older.claims if claim.field not in fields)),
        page_url=page or older.page_url, file_url=file,
        reports=tuple(dict.fromkeys((*newer.reports, *older.reports))),
        file_sha256=newer.file_sha256 or older.file_sha256, file_outcome=newer.file_outcome or older.file_outcome,
    )  # fmt: skip


def _address(page: Page, site: "Discovery") -> str:
    """The page's address as it states it itself, where that is believable: within the scope, and not every page's."""
    stated = page.stated_address
    if stated and within(stated, site.environment.scope.pages) and identity(stated) != identity(site.environment.home):
        others = [other for other in site.pages.values() if other.stated_address == stated and other.name != page.name]
        if not others:
            return stated
    return page.address


def _documents(unit: Unit, site: "Discovery") -> tuple[Link, ...]:
    return tuple(link for link in unit.links if site.is_document(link))


def _behind_buttons(unit: Unit, site: "Discovery") -> tuple[Link, ...]:
    """The documents of pages that a thing's buttons lead to: an uploaded file may have a page of its own, which bears
    the file's name."""
    buttons = [identity(link.address) for link in unit.links if words.GENERIC_LINK.match(link.label)]
    pages = [page for key in buttons if (page := site.pages.get(key)) is not None and is_file_name(page.name)]
    return tuple(link for page in pages for link in _documents(whole(page), site))


def _report(unit: Unit, page: Page, site: "Discovery", rank: int) -> Draft:
    address = _address(page, site)
    chosen = choose_document(unit, _documents(unit, site) or _behind_buttons(unit, site))
    if rank == PAGE:
        stated = page.meta.get("file")
        file = chosen.address if chosen else stated if stated and site.visitor.may(stated, "file") else None
        return Draft(address, "report", address, file, report_claims(unit, chosen, page), rank)
    shown = f"{address}#{unit.anchor}" if unit.anchor else address
    return Draft(
        f"{whole_list(address)}#{slug(unit.title)}",
        "report",
        shown,
        chosen.address if chosen else None,
        report_claims(unit, chosen),
        rank,
    )


def _items(page: Page, units: Iterable[tuple[str, Unit]], site: "Discovery") -> list[Draft]:
    address, drafts, used = _address(page, site), [], set[str]()
    listed = site.listed.get(identity(page.address), set())
    for kind, unit in units:
        if kind == "report":
            draft = _report(unit, page, site, ITEM)
        else:
            shown = f"{address}#{unit.anchor}" if unit.anchor else address
            key = f"{whole_list(address)}#{slug(bare_title(unit.title))}"
            # what is told of a report where its project stands in a list is less than what a list of reports tells
            came = [
                replace(_child(Unit(link.label, (), unit.context), unit, page, site, link), key=link.address, rank=NEWS)
                for link in _named_reports(unit, site)
            ]
            drafts += came
            reports = tuple(child.key for child in came)
            draft = Draft(key, "project", shown, None, project_claims(unit, None, listed), ITEM, reports)
        if draft.key in used:
            # a yearly report has the same title each year: its number or year tells the editions apart
            draft = replace(
                draft, key=f"{draft.key}-{slug(draft.value('number') or draft.value('year') or str(len(used)))}"
            )
        used.add(draft.key)
        drafts.append(draft)
    return drafts


def _project(page: Page, units: list[Unit], site: "Discovery") -> list[Draft]:
    address, unit = _address(page, site), units[0]
    children = [_child(child, unit, page, site) for child in units[1:]]
    covered = {link.address for child in units[1:] for link in child.links}
    named = [link for link in _named_reports(unit, site) if link.address not in covered]
    children += [_child(Unit(link.label, (), unit.context), unit, page, site, link) for link in named]
    own = [
        identity(link.address) for block in own_blocks(page) for link in block.links
        if identity(link.address) in site.verdicts and site.verdicts[identity(link.address)].kind == "report"
    ]  # fmt: skip
    keys = [*(child.key for child in children), *(_address(site.pages[key], site) for key in own)]
    listed = site.listed.get(identity(page.address), set())
    project = Draft(
        address, "project", address, None, project_claims(unit, page, listed), PAGE, tuple(dict.fromkeys(keys))
    )
    return [project, *children]


def _named_reports(unit: Unit, site: "Discovery") -> list[Link]:
    """The documents of a project that are called its reports."""
    return [
        link for link in _documents(unit, site)
        if not words.SUPPLEMENT.search(link.label) and not refusal(link.label) and _called_report(unit, link)
    ]  # fmt: skip


def _called_report(unit: Unit, link: Link) -> bool:
    """Whether a link's words, the sentence that it stands in or the heading above call a document a report:
    "Slutrapporten finns här"."""
    heading = ""
    for block in unit.blocks:
        heading = block.text if block.level else heading
        if link in block.links:
            before = block.text.partition(link.text)[0] if link.text else ""
            named = len(heading) < HEADING_LENGTH and words.STRONG_REPORT.search(heading)
            return bool(words.REPORT_WORD.search(link.text) or words.STRONG_REPORT.search(before[-60:]) or named)
    return bool(words.REPORT_WORD.search(link.text))


def _child(child: Unit, project: Unit, page: Page, site: "Discovery", link: Link | None = None) -> Draft:
    """A report on a project's page. Where its link says only "Slutrapport", the project's title is a weak claim."""
    address = _address(page, site)
    chosen = link or choose_document(child, _documents(child, site))
    claims = report_claims(Unit(child.title, child.blocks, ()), chosen)
    if words.GENERIC_LINK.match(child.title) or not any(claim.field == "title" for claim in claims):
        claims = tuple(claim for claim in claims if claim.field != "title")
        title = bare_title(project.title)
        claims += (Claim("title", title, "page", "title of the project it came of", 0.3, None, project.title),)
    anchor = slug(child.title) or slug(file_name(chosen.address if chosen else ""))
    return Draft(f"{address}#{anchor}", "report", address, chosen.address if chosen else None, claims, CHILD)


def _announced(page: Page, site: "Discovery") -> list[Draft]:
    """A document that news leads to is a report, when link, sentence or quoted title says so; the news is none."""
    drafts = []
    quoted = quoted_title(page.text)
    documents = {link.address for block in own_blocks(page) for link in block.links if site.is_document(link)}
    alone = len(documents) == 1 and words.NEW_WRITING.search(page.text)
    said = report_claims(whole(page), None)
    for block in own_blocks(page):
        for link in block.links:
            if (
                not site.is_document(link)
                or words.SUPPLEMENT.search(link.label)
                or refusal(link.label)
                or refusal(page.name)
            ):
                continue
            title = quoted if words.GENERIC_LINK.match(link.label) else link.label
            if alone or _called_report(Unit("", (block,)), link) or (quoted and words.STRONG_REPORT.search(page.text)):
                claims = [Claim("title", title, "page", "title quoted in news", 0.5, None, title)] if title else []
                claims += [claim for claim in said if claim.field in TOLD]
                drafts.append(Draft(link.address, "report", page.address, link.address, tuple(claims), NEWS))
    return drafts
