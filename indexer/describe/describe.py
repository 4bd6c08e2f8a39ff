"""The door of this room: a document → claims about it, each with the words and the page that it was read from."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from indexer.describe.authors import author_claims
from indexer.describe.content import abstract_claims, keyword_claims, kind_claims, language_claims, publisher_claims
from indexer.describe.figures import series_number
from indexer.describe.front import OPENINGS, SPARSE, blocks_of, title_claims
from indexer.describe.names import copyright_names, read_names, written_by
from indexer.describe.numbering import number_claims, own_lines
from indexer.describe.numbers import (
    Printed,
    cited_year,
    code_claims,
    foreword_year,
    year_claims,
)
from indexer.extract.document import GAP, Document
from indexer.extract.sections import section_kind
from models.claim import REPAIRED, Claim

DESCRIBER_VERSION = "10"
"""Changes whenever the same document may give other claims."""
RUNNING = 180
"""A paragraph of so many letters is running text."""


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
    claims += _more_authors(document, [*cover, *imprint], places)
    last = _last_page(document)
    citations = list(_citations(document, title))
    heads = [Printed(page, text, imprint=True) for page, text in document.furniture]
    claims += number_claims(
        {
            "cover": cover,
            "edge": list(_beside(document, cover)),
            "head": heads,
            "imprint": list(own_lines(line for line in imprint if line.imprint)),
            "within": list(own_lines(line for line in imprint if not line.imprint and not _told(document, line))),
            "colophon": list(own_lines(_colophon(document))),
            "citation": list(_cited_as(citations)),
            "metadata": [Printed(0, document.metadata.get(name, "")) for name in ("subject", "title")],
        },
        f"{title} {subtitle}",
        units,
    )
    within = dict.fromkeys([*imprint, *_colophon(document), *heads])
    claims += year_claims(cover + [line for line in within if line not in cover], f"{title} {subtitle}")
    claims += _cited_claims(citations, places)
    claims += foreword_year(_foreword(document))
    claims += code_claims(dict.fromkeys([*cover, *imprint, *last]))
    people = [name for claim in claims if claim.field == "authors" for name in claim.value]
    claims += publisher_claims(document, units, people)
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
    return [Printed(line.page, _tight(line.text), cover=True) for line in document.front if line.page == first]


def _tight(text: str) -> str:
    """The text with single spaces, letter-spaced words put together ("N R   8")."""
    groups = [group.split() for group in text.split(GAP)]
    spaced = len(text.split()) > 2 and all(len(sign) == 1 for group in groups for sign in group)
    return " ".join(("" if spaced else " ").join(group) for group in groups)


def _beside(document: Document, cover: Collection[Printed]) -> Iterator[Printed]:
    """What the cover prints over several short lines, or along its edge."""
    first = document.front[0].page if document.front else 0
    whole = " ".join(line.text for line in cover)
    for block in blocks_of([line for line in document.front if line.page == first]):
        if 2 <= len(block.rows) <= 5 and len(block.text) < 100:
            yield Printed(first, block.text)
    for page in document.pages:
        if page.page == first:
            yield from (Printed(first, p.text) for p in page.paragraphs if len(p.text) < 100 and p.text not in whole)


def _imprint(document: Document) -> list[Printed]:
    """Lines of the other front pages, and of pages that are an imprint."""
    first = document.front[0].page if document.front else 0
    cited = {
        page.page: " ".join(p.text for p in page.paragraphs if p.kind in ("reference", "note"))
        for page in document.pages
    }
    imprints = {page.page: " ".join(p.text for p in page.paragraphs if p.kind == "imprint") for page in document.pages}
    sparse = set(_sparse(document))
    lines = [
        Printed(
            line.page,
            _stated(line.text),
            imprint=line.page in sparse or " ".join(line.text.split()) in imprints.get(line.page, ""),
        )
        for line in document.front
        if line.page != first and len(line.text) < 130 and line.text not in cited.get(line.page, "")
    ]
    front = {line.page for line in document.front}
    for page in document.pages:
        if page.page not in front:
            lines += [Printed(page.page, p.text, imprint=True) for p in page.paragraphs if p.kind == "imprint"]
    return lines


def _sparse(document: Document) -> Iterator[int]:
    """The front pages that hold neither running text nor the beginning of the report: an imprint is seldom more."""
    for page, lines in groupby(document.front, key=lambda line: line.page):
        texts = [line.text for line in lines]
        if sum(map(len, texts)) < SPARSE and not any(section_kind(text) in OPENINGS for text in texts):
            yield page


def _stated(text: str) -> str:
    """A line with single spaces; a fact in two columns gets its colon ("Serie   FoU-rapport")."""
    label, gap, value = text.partition(GAP)
    fact = gap and value.strip() and len(label.split()) <= 3 and not re.search(r"[\d:.,]", label)
    return " ".join((f"{label}: {value}" if fact else text).split())


def _told(document: Document, line: Printed) -> bool:
    """Whether a line stands in running text, where reports are named that are not this one."""
    words = line.text.rstrip("-\u00ad")
    return any(
        p.kind in ("body", "quote") and len(p.text) >= RUNNING and words in p.text
        for page in document.pages
        if page.page == line.page
        for p in page.paragraphs
    )


def _last_page(document: Document) -> list[Printed]:
    """The paragraphs of the last page with words: the back cover often carries the ISBN."""
    for page in reversed(document.pages):
        if page.paragraphs:
            return [Printed(page.page, p.text) for p in page.paragraphs if len(p.text) < 200]
    return []


def _colophon(document: Document) -> list[Printed]:
    """The last page where it holds no running text: a colophon or a back cover."""
    page = next((page for page in reversed(document.pages) if page.paragraphs), None)
    if page is None or any(len(p.text) >= RUNNING or p.kind in ("reference", "contents") for p in page.paragraphs):
        return []
    kinds = ("note", "table", "caption")
    return [Printed(page.page, p.text, imprint=True) for p in page.paragraphs if p.kind not in kinds]


def _citations(document: Document, title: str) -> Iterator[tuple[int, str, str]]:
    """Where the first and last pages name the report among other words: the page, what stands before the title there
    and what after it, as in "Holm, A. (2013). Titel. FoU-rapport 3"."""
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", title)))
    for page in (*document.pages[:6], *document.pages[6:][-2:]) if words else ():
        for paragraph in page.paragraphs:
            before, *after = re.split(rf"\b{words}\b", paragraph.text, maxsplit=1, flags=re.I)
            if after and before.strip():
                yield page.page, before, after[0][:200]


def _cited_as(citations: Iterable[tuple[int, str, str]]) -> Iterator[Printed]:
    """The sentences after the report's own title."""
    for page, _, after in citations:
        yield from (Printed(page, part) for part in re.split(r"(?<=[^\W\d])\.\s+|[()]\s", after))


def _cited_claims(citations: Iterable[tuple[int, str, str]], places: Collection[str]) -> Iterator[Claim]:
    """Year and authors that stand before the title, as in "Så citeras rapporten: Holm, Anna (2017)"."""
    for page, before, _ in citations:
        if year := cited_year(before):
            quote = before[-120:]
            yield Claim("year", year, "pdf", "year before the title, cited", 0.85, page, quote)
            named = re.sub(rf"[\s(,.]*{year}[a-z]?\)?[\s.,:]*$", "", before).rpartition(":")[2]
            if names := read_names(named, places):
                yield Claim("authors", names, "pdf", "names before the title, cited", 0.6, page, quote)


def _foreword(document: Document) -> Iterator[Printed]:
    inside = False
    for page in document.pages[:12]:
        for paragraph in page.paragraphs:
            if paragraph.kind == "heading" and section_kind(paragraph.text):
                inside = section_kind(paragraph.text) == "forord"
            elif inside:
                yield Printed(page.page, paragraph.text)


def _more_authors(document: Document, front: Iterable[Printed], places: Collection[str]) -> Iterator[Claim]:
    """Authors named in a sentence of the first pages, by the copyright, and those that the file states."""
    for line in front:
        if owners := copyright_names(line.text, places):
            yield Claim("authors", owners, "pdf", "names by the copyright", 0.5, line.page, line.text)
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
