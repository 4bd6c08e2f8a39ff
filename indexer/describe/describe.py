"""The door of this room: a document → claims about it, each with the words and the page that it was read from."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from indexer.describe.content import abstract_claims, keyword_claims, kind_claims, language_claims, publisher_claims
from indexer.describe.front import author_claims, title_claims
from indexer.describe.names import read_names, written_by
from indexer.describe.numbers import (
    Printed,
    code_claims,
    foreword_year,
    series_claims,
    series_number,
    year_claims,
)
from indexer.extract.document import Document
from indexer.extract.sections import section_kind
from models.claim import REPAIRED, Claim

DESCRIBER_VERSION = "5"
"""Changes whenever the same document may give other claims."""


def describe(
    document: Document, file_name: str = "", places: Collection[str] = (), units: Collection[str] = ()
) -> tuple[Claim, ...]:
    """Read the front matter of a document.

    Args:
        document: what `read_file` gave.
        file_name: the name under which it was published; a last hint for its number and year.
        places: names of municipalities, counties and towns, which are no people.
        units: names of known publishers (environments with their aliases).

    Returns:
        Claims of source "pdf", "metadata" and "file name"; several for one field where sources differ.
    """
    places = frozenset(place.casefold() for place in places)
    claims = list(title_claims(document, _body_size(document), units))
    title = str(claims[0].value) if claims and claims[0].source == "pdf" else ""
    subtitle = next((str(claim.value) for claim in claims if claim.field == "subtitle"), "")
    cover, imprint = _cover(document), _imprint(document)
    claims += author_claims(document, f"{title} {subtitle}", places, units)
    claims += _more_authors(document, places)
    claims += series_claims(
        [(line, 0.92) for line in cover]
        + [(Printed(page, text), 0.88) for page, text in document.furniture]
        + [(line, 0.85) for line in imprint]
    )
    claims += year_claims(cover + [line for line in imprint if line not in cover], f"{title} {subtitle}")
    claims += foreword_year(_foreword(document))
    claims += code_claims(dict.fromkeys([*cover, *imprint, *_last_page(document)]))
    claims += publisher_claims(document, units)
    claims += kind_claims(document, title)
    claims += language_claims(document)
    claims += abstract_claims(document)
    claims += keyword_claims(document)
    claims += file_name_claims(file_name)
    repaired = {page.page for page in document.pages if page.origin == "repaired"}
    return tuple(_said_so(claim) if claim.page in repaired else claim for claim in claims)


def _said_so(claim: Claim) -> Claim:
    """A claim that was read from repaired text: its words are not quite those of the file."""
    return replace(claim, rule=claim.rule + REPAIRED, confidence=round(0.9 * claim.confidence, 3))


def _body_size(document: Document) -> float:
    """The type size of running text, judged by the front pages: that of most letters, but never display type."""
    sizes = Counter[float]()
    for line in document.front:
        sizes[round(line.size * 2) / 2] += len(line.text)
    if not sizes:
        return 10.0
    return min(sizes.most_common(1)[0][0], 12.5)


def _cover(document: Document) -> list[Printed]:
    first = document.front[0].page if document.front else 0
    return [
        Printed(line.page, " ".join(line.text.split()), cover=True) for line in document.front if line.page == first
    ]


def _imprint(document: Document) -> list[Printed]:
    """Lines of the other front pages, and of pages that are an imprint."""
    first = document.front[0].page if document.front else 0
    cited = {
        page.page: " ".join(p.text for p in page.paragraphs if p.kind in ("reference", "note"))
        for page in document.pages
    }
    lines = [
        Printed(line.page, " ".join(line.text.split()))
        for line in document.front
        if line.page != first and len(line.text) < 130 and line.text not in cited.get(line.page, "")
    ]
    front = {line.page for line in document.front}
    for page in document.pages:
        if page.page not in front:
            lines += [Printed(page.page, p.text) for p in page.paragraphs if p.kind == "imprint"]
    return lines


def _last_page(document: Document) -> list[Printed]:
    """The paragraphs of the last page with words: the back cover often carries the ISBN."""
    for page in reversed(document.pages):
        if page.paragraphs:
            return [Printed(page.page, p.text) for p in page.paragraphs if len(p.text) < 200]
    return []


def _foreword(document: Document) -> Iterator[Printed]:
    inside = False
    for page in document.pages[:12]:
        for paragraph in page.paragraphs:
            if paragraph.kind == "heading" and section_kind(paragraph.text):
                inside = section_kind(paragraph.text) == "forord"
            elif inside:
                yield Printed(page.page, paragraph.text)


def _more_authors(document: Document, places: Collection[str]) -> Iterator[Claim]:
    """Authors named in a sentence of the first pages, and those that the file states."""
    for page in document.pages[:8]:
        for names, sentence in written_by(page.text, places):
            yield Claim("authors", names, "pdf", "sentence that says who wrote it", 0.8, page.page, sentence[:200])
    stated = read_names(document.metadata.get("author", ""), places)
    if stated:
        yield Claim("authors", stated, "metadata", "author of the file", 0.3, None, document.metadata["author"][:200])


def file_name_claims(file_name: str) -> Iterator[Claim]:
    """A number or a year in the file's name ("fou-rapport-2016-2.pdf", "rapport_2013.pdf")."""
    stem = re.sub(r"\.\w{1,5}$", "", file_name)
    match = re.search(r"(?:rapport|skrift|nr)[-_ ]*((?:19[89]|20[0-4])\d)[-_:](\d{1,2})(?!\d)", stem, re.I)
    if match and series_number(f"Rapport {match[1]}:{match[2]}"):
        yield Claim("number", f"{match[1]}:{match[2]}", "file name", "number in the file's name", 0.4, None, file_name)
    year = re.search(r"(?<!\d)((?:19[89]|20[0-4])\d)(?!\d)", stem)
    if year:
        yield Claim("year", year[1], "file name", "year in the file's name", 0.3, None, file_name)
