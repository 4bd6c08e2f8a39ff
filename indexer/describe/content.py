"""What the pages say about the report as a whole: summary, keywords, language, kind of document, publisher."""

import re
from collections.abc import Collection, Iterator

from indexer.extract.document import Document
from indexer.extract.language import main_language
from indexer.extract.sections import section_kind
from models.claim import Claim

FRONT_PAGES = 6
LONGEST_ABSTRACT = 6000
"""Characters of a summary that are kept; the longest real ones have about 5,000."""

KINDS: tuple[tuple[str, str], ...] = (
    ("Kunskapsöversikt", r"kunskapsöversikt(?:er)?|forskningsöversikt|litteraturöversikt"),
    ("Slutrapport", r"slutrapport(?:er|en)?"),
    ("Delrapport", r"delrapport(?:er|en)?"),
    ("Arbetsrapport", r"arbetsrapport(?:er|en)?|working papers?"),
    ("Utvärderingsrapport", r"utvärderingsrapport(?:er|en)?"),
    ("FoU-rapport", r"fou[- ]?rapport(?:er|en|serie)?"),
    ("Årsrapport", r"årsrapport(?:er|en)?"),
    ("Skrift", r"fou-skrift(?:er)?|skrift(?:er|serie)?(?: från .*)?"),
    ("Rapport", r"rapport(?:er|serie)?"),
)
"""Kinds of document by the word that reports print about themselves; the more telling word wins."""

_UNIT = re.compile(
    r"^((?:FoU[ -](?!rapport|skrift)(?:i |för )?[A-ZÅÄÖ][\wåäöé]+(?:[ /–-][A-ZÅÄÖ]?[\wåäöé]+){0,4}|"
    r"Forskningsmiljön [A-ZÅÄÖ][\w ,åäö]+|Stiftelsen [\w åäöÅÄÖ]+|FoUrum[\w åäöÅÄÖ]*|"
    r"[A-ZÅÄÖ][\wåäö]+s? (?:forskningsråd|universitet|högskola|Äldrecentrum)))\b"
)


def abstract_claims(document: Document) -> Iterator[Claim]:
    """The summary in Swedish, and the abstract in English with less confidence, each to the next heading."""
    for kind, confidence in (("sammanfattning", 0.92), ("abstract", 0.6)):
        taken: list[str] = []
        page = level = 0
        for text in document.pages:
            for paragraph in text.paragraphs:
                if paragraph.kind == "heading":
                    if taken and paragraph.level <= level:
                        break
                    if not taken and section_kind(paragraph.text) == kind and len(paragraph.text.split()) <= 4:
                        page, level = text.page, paragraph.level
                elif page and paragraph.kind in ("body", "list", "quote"):
                    taken.append(paragraph.text)
            else:
                continue
            break
        if taken:
            value = "\n".join(taken)[:LONGEST_ABSTRACT]
            yield Claim("abstract", value, "pdf", f"section {kind}", confidence, page, value[:120])


def keyword_claims(document: Document) -> Iterator[Claim]:
    """Keywords from a line that says so, and from the file's own statement."""
    for page in document.pages[:12]:
        for paragraph in page.paragraphs:
            match = re.match(
                r"(?:nyckelord|sökord|ämnesord|keywords?)\s*[:–-]\s*(.{3,400})$", paragraph.text, re.I | re.S
            )
            words = _list(match[1]) if match else ()
            if match and words:
                rule = (
                    "line of keywords" if not paragraph.text.lower().startswith("key") else "line of English keywords"
                )
                sure = 0.9 if rule == "line of keywords" else 0.5
                yield Claim("keywords", words, "pdf", rule, sure, page.page, paragraph.text[:200])
    stated = _list(document.metadata.get("keywords", ""))
    if len(stated) > 1:
        yield Claim(
            "keywords", stated, "metadata", "keywords of the file", 0.4, None, document.metadata["keywords"][:200]
        )


def _list(text: str) -> tuple[str, ...]:
    words = [word.strip(" .;,") for word in re.split(r"[,;·•\n]", text)]
    return tuple(word for word in words if 2 <= len(word) <= 60)[:20]


def language_claims(document: Document) -> Iterator[Claim]:
    """The language of most of the text."""
    language, share = main_language(document.pages)
    if language:
        yield Claim("language", language, "pdf", "language of most pages", round(0.5 + 0.49 * share, 2), None, "")


def kind_claims(document: Document, title: str) -> Iterator[Claim]:
    """The kind of document that the front pages and running heads name, as a line or as the first words of one."""
    lines = [(line.page, line.text) for line in document.front]
    lines += [(page, text) for page, text in document.furniture]
    for kind, words in KINDS:
        pattern = re.compile(rf"^(?:[\w åäöÅÄÖ/-]+[·|,–-]\s*)?(?:{words})(?:\s+(?:nr\s*)?[\d:/ ]+)?$", re.I)
        for page, text in lines:
            if page <= 3 and text.casefold() != title.casefold() and pattern.match(text.strip()):
                yield Claim("kind", kind, "pdf", "word for its kind", 0.85, page, text)
                return


_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[\s:]*(?:(?:19|20)\d\d,?\s+)?(?P<holder>[^\W\d].{3,110})", re.I)


def _named_by_copyright(document: Document, people: Collection[str]) -> Iterator[Claim]:
    """What holds the copyright and stands on a line of its own on the cover. The place and the year that may follow
    beside © are no part of the name."""
    first = document.front[0].page if document.front else 0
    cover = {fold_name(line.text): line for line in document.front if line.page == first}
    for page in document.pages[:FRONT_PAGES]:
        for match in _COPYRIGHT.finditer(page.text):
            holder = fold_name(match["holder"])
            held = [
                name for name in cover if len(name) > 4 and f"{holder} ".startswith(f"{name} ") and name not in people
            ]
            if held:
                line = cover[max(held, key=len)]
                yield Claim("publisher", line.text.strip(), "pdf", "name beside © and on the cover", 0.94, page.page,
                            match[0].strip())  # fmt: skip
                return


def fold_name(text: str) -> str:
    """A name's words alone, in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def publisher_claims(
    document: Document, units: Collection[str] = (), people: Collection[str] = ()
) -> Iterator[Claim]:  # fmt: skip
    """The unit that published it: the name beside © that the cover bears as well, as it was called then; one of `units`
    (known names) or a name of such a form, on the front pages, in the imprint or in the running heads. `people` are
    the names of its authors, who may have kept the copyright."""
    lines = [(line.page, line.text) for line in document.front] + list(document.furniture)
    yield from _named_by_copyright(document, {fold_name(name) for name in people})
    ordered = sorted(units, key=len, reverse=True)
    for page, text in lines:
        folded = text.casefold()
        known = next(
            (unit for unit in ordered if len(unit) > 4 and re.search(rf"\b{re.escape(unit.casefold())}\b", folded)),
            None,
        )
        if known and len(text) < 120:
            yield Claim("publisher", known, "pdf", "name of a known unit", 0.9, page, text)
            return
    for page, text in lines:
        for part in re.split(r"\s*[·|©•]\s*", text):
            match = _UNIT.match(re.sub(r"[\s,(]*\d{4}\)?$", "", part.strip()))
            if match and len(part.split()) <= 9 and not re.search(r"\d", match[1]):
                yield Claim("publisher", match[1].strip(" ,"), "pdf", "name of a unit", 0.7, page, text)
                return
