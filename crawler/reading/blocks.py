"""A page's own content as one line of blocks – headings and texts with their links – whatever the markup.

Old and new sites mark a heading in many ways: `h2`, `summary`, `dt`, an accordion's button, a paragraph in bold. Here
they all become a heading with a level, so that splitting and classifying never look at markup again.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import count

from lxml.html import HtmlElement

from crawler.addresses import canonical
from crawler.reading.badges import stands_apart
from crawler.reading.links import Link, Place, make_link
from crawler.reading.markup import (
    BLOCK_TAGS,
    BOLD,
    TITLE_LENGTH,
    alt_text,
    column_name,
    drop_own_links,
    heading_level,
    holds_blocks,
    in_link,
    is_bold,
    is_hidden,
    is_large,
    tidy,
)

SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "select", "option", "input",
    "textarea", "head", "link", "meta",
})  # fmt: skip
EMBEDS = {"iframe": "src", "object": "data", "embed": "src"}
"""What shows another file within the page, and where it says which."""
# what only screen readers say, written close to what all see: "Rapporten<span class=sr-only>Pdf, 2 MB.</span>"
_UNSHOWN = re.compile(r"no-?display|sr-only|visually-?hidden|screen-?reader|assistive|offscreen", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """`level` is 1–7 for a heading, 0 for text. `text` keeps line breaks. `groups` are the ids of the enclosing
    elements, outermost first, `tags` their names; `anchor` is the nearest id in the markup; `lead` is what the text
    begins with in bold ("Trygg hemgång. En utvärdering …"), "" when nothing or all of it is; `picture` is what the
    picture before it is said to show, where that is no link itself."""

    text: str
    level: int
    links: tuple[Link, ...] = ()
    groups: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    anchor: str = ""
    lead: str = ""
    picture: str = ""


@dataclass
class _Open:
    """What the walk is collecting: inline text and links since the last block border."""

    pieces: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    bold: int = 0
    letters: int = 0
    lead: str = ""
    led: bool = False


class _Walk:
    def __init__(self, base: str, place: Place) -> None:
        self.base, self.place, self.ids, self.found, self.open = base, place, count(1), list[Block](), _Open()
        self.picture = ""
        self.groups: list[int] = []
        self.tags: list[str] = []
        self.anchors: list[str] = []
        self.wrapping: list[HtmlElement] = []

    def flush(self, level: int = 0) -> None:
        text = tidy("".join(self.open.pieces))
        if text or self.open.links:
            # the whole line in bold, short and not a sentence: somebody meant a heading
            if (
                not level
                and 0 < self.open.letters <= self.open.bold
                and 3 < len(text) <= TITLE_LENGTH
                and not text.endswith((".", ":"))
            ):
                level = BOLD
            anchor = next((name for name in reversed(self.anchors) if name), "")
            lead = "" if level or not self.open.led else tidy(self.open.lead)
            self.found.append(
                Block(
                    text,
                    level,
                    tuple(self.open.links),
                    tuple(self.groups),
                    tuple(self.tags),
                    anchor,
                    lead,
                    self.picture,
                )
            )
            self.picture = ""
        self.open = _Open()

    def text(self, text: str | None, bold: bool) -> None:
        if text:
            self.open.pieces.append(re.sub(r"\s+", " ", text))
            letters = len(text.strip())
            self.open.letters += letters
            self.open.bold += letters if bold else 0
            if bold and not self.open.led:
                self.open.lead += text
            elif letters:
                self.open.led = True

    def walk(self, element: HtmlElement, bold: bool = False, level: int = 0) -> None:
        for child in element:
            if child.tag in EMBEDS:
                self.embedded(child)
            if not isinstance(child.tag, str) or child.tag in SKIPPED or is_hidden(child):
                self.text(child.tail, bold)
            elif child.tag == "br":
                if not bold and 0 < self.open.letters <= self.open.bold:
                    self.flush(level)  # a line in bold above other lines of the same paragraph
                self.open.pieces.append("\n")
                # two line breaks are a paragraph on pages from the nineties
                if not (child.tail or "").strip() and (after := child.getnext()) is not None and after.tag == "br":
                    self.flush(level)
                self.text(child.tail, bold)
            elif child.tag in BLOCK_TAGS or heading_level(child) or holds_blocks(child):
                self.flush(level)
                self.group(child, bold, level)
                self.text(child.tail, bold)
            else:
                if not level and stands_apart(child):
                    self.open.pieces.append("\n")
                self.inline(child, bold, level)
                self.text(child.tail, bold)

    def group(self, element: HtmlElement, bold: bool, level: int) -> None:
        tag = str(element.tag)
        self.groups.append(next(self.ids))
        self.tags.append(tag)
        self.anchors.append(element.get("id") or "")
        inner = level or heading_level(element)
        wraps = tag == "a" and element.get("href")
        if wraps:
            self.wrapping.append(element)
        before = len(self.found)
        if inner and not level:
            drop_own_links(element, self.base)
        if tag == "td" and (label := column_name(element)):
            self.text(f"{label}: ", False)
        self.text(element.text, bold or is_bold(element))
        self.walk(element, bold or tag == "th" or is_bold(element), inner)
        self.flush(inner)
        if wraps:
            self.wrapping.pop()
            self.spread(element, before)
        self.anchors.pop()
        self.tags.pop()
        self.groups.pop()

    def spread(self, element: HtmlElement, start: int) -> None:
        """A link around a whole card belongs to the card's heading, or to its first block."""
        inside = range(start, len(self.found))
        target = next((index for index in inside if self.found[index].level), start)
        if target in inside:
            block = self.found[target]
            link = self.link(element, block.text)
            if link:
                self.found[target] = replace(block, links=(link, *block.links))

    def inline(self, element: HtmlElement, bold: bool, level: int) -> None:
        strong = bold or element.tag in ("b", "strong") or is_large(element) or is_bold(element)
        self.anchors.append(element.get("id") or (element.get("name") if element.tag == "a" else "") or "")
        if _UNSHOWN.search(element.get("class") or ""):
            self.open.pieces.append(" ")
        if element.tag == "img" and in_link(element):
            self.open.pieces.append(f" {element.get('alt') or ''} ")
        elif element.tag == "img":
            self.picture = tidy(element.get("alt") or "")
        self.text(element.text, strong)
        self.walk(element, strong, level)
        self.anchors.pop()
        if element.tag == "a" and element.get("href"):
            text = tidy(spaced(element)) or element.get("title") or element.get("aria-label") or alt_text(element)
            link = self.link(element, text, (element.tail or "")[:40])
            if link:
                self.open.links.append(link)

    def embedded(self, element: HtmlElement) -> None:
        """A document shown within the page is as good as a link to it."""
        address = canonical(element.get(EMBEDS[str(element.tag)]) or "", self.base)
        if address:
            link = make_link(address, element.get("title") or "", self.place, mime=element.get("type") or "")
            if link.document:
                self.open.links.append(link)

    def link(self, element: HtmlElement, text: str, near: str = "") -> Link | None:
        address = canonical(element.get("href") or "", self.base)
        if address is None or (element.get("href") or "").startswith("#"):
            return None
        return make_link(
            address, re.sub(r"\s+", " ", text), self.place,
            mime=element.get("type") or "", rel=element.get("rel") or "", near=near,
        )  # fmt: skip


def read_blocks(element: HtmlElement, base: str, place: Place = "main") -> tuple[Block, ...]:
    """The blocks of an element in reading order; `base` makes its links absolute."""
    walk = _Walk(base, place)
    walk.anchors.append(element.get("id") or "")
    walk.text(element.text, False)
    walk.walk(element)
    walk.flush()
    return tuple(walk.found)


def spaced(element: HtmlElement) -> str:
    """An element's text, with a space where a part begins that is shown apart."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            apart = child.tag in BLOCK_TAGS or child.tag == "br" or _UNSHOWN.search(child.get("class") or "")
            pieces.append(f" {spaced(child)} " if apart else spaced(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
