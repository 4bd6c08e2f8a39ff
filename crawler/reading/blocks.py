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

BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})  # fmt: skip
SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "select", "option", "input",
    "textarea", "head", "link", "meta",
})  # fmt: skip
EMBEDS = {"iframe": "src", "object": "data", "embed": "src"}
"""What shows another file within the page, and where it says which."""
_TOGGLE = re.compile(
    r"(?:accordion|expand|toggle|fold|collaps|harmonika|dragspel)\w*[-_ ]*(?:title|head|button|trigger|toggle|rubrik)"
    r"|^(?:title|head|button|trigger|rubrik)[-_]?(?:accordion|expand|toggle|fold|collaps)",
    re.IGNORECASE,
)
# what only screen readers say, written close to what all see: "Rapporten<span class=sr-only>Pdf, 2 MB.</span>"
_UNSHOWN = re.compile(r"no-?display|sr-only|visually-?hidden|screen-?reader|assistive|offscreen", re.IGNORECASE)
SUMMARY, BOLD = 6, 7
"""Levels of headings that carry none of their own: an accordion's title, and a line in bold."""


@dataclass(frozen=True, slots=True)
class Block:
    """`level` is 1–7 for a heading, 0 for text. `text` keeps line breaks. `groups` are the ids of the enclosing
    elements, outermost first, `tags` their names; `anchor` is the nearest id in the markup; `lead` is what the text
    begins with in bold ("Trygg hemgång. En utvärdering …"), "" when nothing or all of it is."""

    text: str
    level: int
    links: tuple[Link, ...] = ()
    groups: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    anchor: str = ""
    lead: str = ""


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
                and 3 < len(text) <= 200
                and not text.endswith((".", ":"))
            ):
                level = BOLD
            anchor = next((name for name in reversed(self.anchors) if name), "")
            lead = "" if level or not self.open.led else tidy(self.open.lead)
            self.found.append(
                Block(text, level, tuple(self.open.links), tuple(self.groups), tuple(self.tags), anchor, lead)
            )
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
            if not isinstance(child.tag, str) or child.tag in SKIPPED or _hidden(child):
                self.text(child.tail, bold)
            elif child.tag == "br":
                if not bold and 0 < self.open.letters <= self.open.bold:
                    self.flush(level)  # a line in bold above other lines of the same paragraph
                self.open.pieces.append("\n")
                # two line breaks are a paragraph on pages from the nineties
                if not (child.tail or "").strip() and (after := child.getnext()) is not None and after.tag == "br":
                    self.flush(level)
                self.text(child.tail, bold)
            elif child.tag in BLOCK_TAGS or _heading(child) or _holds_blocks(child):
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
        inner = level or _heading(element)
        wraps = tag == "a" and element.get("href")
        if wraps:
            self.wrapping.append(element)
        before = len(self.found)
        if inner and not level:
            _drop_own_links(element, self.base)
        if tag == "td" and (label := _column(element)):
            self.text(f"{label}: ", False)
        self.text(element.text, bold)
        self.walk(element, bold or tag == "th", inner)
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
        strong = bold or element.tag in ("b", "strong") or _is_large(element)
        self.anchors.append(element.get("id") or (element.get("name") if element.tag == "a" else "") or "")
        if _UNSHOWN.search(element.get("class") or ""):
            self.open.pieces.append(" ")
        if element.tag == "img":
            self.open.pieces.append(f" {element.get('alt') or ''} " if _in_link(element) else "")
        self.text(element.text, strong)
        self.walk(element, strong, level)
        self.anchors.pop()
        if element.tag == "a" and element.get("href"):
            text = tidy(spaced(element)) or element.get("title") or element.get("aria-label") or _alt(element)
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


def tidy(text: str) -> str:
    """Text with single spaces, soft hyphens and zero-width marks gone, at most one line break in a row."""
    text = re.sub(r"[\u00ad\u200b\u200c\ufeff]", "", text).replace("\u00a0", " ")
    text = re.sub(r"[ \t\r\f\v]*\n\s*", "\n", text)
    return re.sub(r"[ \t\r\f\v]+", " ", text).strip()


def _is_large(element: HtmlElement) -> bool:
    """Letters set larger than the text, as old pages did for headings: <font size=4>, <font size="+2">, <big>."""
    size = (element.get("size") or "").strip() if element.tag == "font" else ""
    return element.tag == "big" or (size.startswith("+") or size in ("4", "5", "6", "7"))


def _heading(element: HtmlElement) -> int:
    tag = str(element.tag)
    if re.fullmatch(r"h[1-6]", tag):
        return int(tag[1])
    if tag in ("summary", "dt") or (tag in ("button", "a", "div", "span") and _toggles(element)):
        return next((int(str(inner.tag)[1]) for inner in element.iter("h1", "h2", "h3", "h4", "h5", "h6")), SUMMARY)
    if element.get("role") == "heading":
        given = element.get("aria-level") or "2"
        return min(int(given), 6) if given.isdigit() else 2
    return 0


def _toggles(element: HtmlElement) -> bool:
    if element.get("aria-expanded") is not None and element.tag != "div":
        return True
    return bool(_TOGGLE.search(element.get("class") or "")) and not any(
        str(inner.tag) in BLOCK_TAGS - {"h2", "h3", "h4", "h5", "h6", "p"}
        for inner in element.iterdescendants()
        if isinstance(inner.tag, str)
    )


def _holds_blocks(element: HtmlElement) -> bool:
    return any(isinstance(inner.tag, str) and inner.tag in BLOCK_TAGS for inner in element.iterdescendants())


def _hidden(element: HtmlElement) -> bool:
    # an accordion's closed panel is hidden too, so only what no reader will ever open is left out
    return element.tag == "form" and element.get("role") == "search"


def _in_link(element: HtmlElement) -> bool:
    return any(parent.tag == "a" for parent in element.iterancestors())


def _drop_own_links(heading: HtmlElement, base: str) -> None:
    """Take links to the page itself out of a heading that says more: "Länk till avsnittet", "¶"."""
    button = any(tidy(inner.text_content()) for inner in heading.iter("button"))
    for link in list(heading.iterdescendants("a")):
        href = link.get("href") or ""
        if not href or (not href.startswith("#") and canonical(href, base) != canonical(base)):
            continue
        if button and not any(parent.tag == "button" for parent in link.iterancestors()):
            link.drop_tree()
            continue
        rest = "".join(heading.itertext()).replace("".join(link.itertext()), "", 1).strip()
        if re.search(r"[^\W\d_]{3}", rest) and not rest.endswith(":"):
            link.drop_tree()


def _column(cell: HtmlElement) -> str:
    """The heading of a cell's column, "" in tables without a row of headings (those that only lay out the page)."""
    row = cell.getparent()
    table = next((parent for parent in cell.iterancestors() if parent.tag == "table"), None)
    first = next(table.iter("tr"), None) if table is not None else None
    if row is None or first is None or first is row or any(part.tag == "td" for part in first):
        return ""
    heads = [tidy(part.text_content()) for part in first if part.tag == "th"]
    cells = [part for part in row if part.tag in ("td", "th")]
    place = cells.index(cell)
    return heads[place] if len(heads) == len(cells) else ""


def _alt(element: HtmlElement) -> str:
    return next((image.get("alt") or "" for image in element.iter("img")), "")
