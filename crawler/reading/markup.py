"""What markup means to a reader: which elements are headings, bold, or the head of an accordion."""

import re

from lxml.html import HtmlElement

from crawler.addresses import canonical

BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})  # fmt: skip
_TOGGLE = re.compile(
    r"(?:accordion|expand|toggle|fold|collaps|harmonika|dragspel)\w*[-_ ]*(?:title|head|button|trigger|toggle|summary"
    r"|rubrik)"
    r"|^(?:title|head|button|trigger|rubrik)[-_]?(?:accordion|expand|toggle|fold|collaps)",
    re.IGNORECASE,
)
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# labels of a box of facts about a report: Skrivet av · Utgivningsår · Serie
REPORT_LABEL = re.compile(
    r"^\W*(?:skr(?:iv(?:en|et)|evs) av|författare|publicera(?:t|d)(?: av)?|utgiv(?:en|et|ningsår|are)(?: av)?"
    r"|(?:rapport|skrift)?serie|(?:rapport)?(?:nummer|nr)|isbn|issn|(?:tryck|publicerings)?år|(?:antal )?sidor)"
    r"\b[^\S\n]*(?::|\n|$)",
    re.IGNORECASE | re.MULTILINE,
)
TITLE_LENGTH = 200
"""Characters of a line in bold, or in an accordion's head, that may be a heading."""
SUMMARY, BOLD = 6, 7
"""Levels of headings that carry none of their own: an accordion's title, and a line in bold."""


def tidy(text: str) -> str:
    """Text with single spaces and at most one line break in a row, without soft hyphens, zero-width marks and the
    arrows of folds."""
    text = re.sub(r"[\u00ad\u200b\u200c\ufeff\u2023\u25b6\u25b8\u25ba\u25bc\u25be]", "", text).replace("\u00a0", " ")
    text = re.sub(r"[ \t\r\f\v]*\n\s*", "\n", text)
    return re.sub(r"[ \t\r\f\v]+", " ", text).strip()


def is_large(element: HtmlElement) -> bool:
    """Letters set larger than the text, as old pages did for headings: <font size=4>, <font size="+2">, <big>."""
    size = (element.get("size") or "").strip() if element.tag == "font" else ""
    return element.tag == "big" or (size.startswith("+") or size in ("4", "5", "6", "7"))


def is_bold(element: HtmlElement) -> bool:
    """Bold by its own style, as the editors of page builders write it."""
    return bool(_BOLD.search(element.get("style") or ""))


def heading_level(element: HtmlElement) -> int:
    """The level of a heading, 0 for what is none; a fold's head has that of a heading within it."""
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
    if not _TOGGLE.search(element.get("class") or ""):
        return False
    # one line in whatever boxes; several are the whole accordion
    lines = [text for text in element.itertext() if re.search(r"\w", text)]
    return 0 < len(lines) <= 2 and len(" ".join(lines)) <= TITLE_LENGTH


def holds_blocks(element: HtmlElement) -> bool:
    """Whether an inline element is in truth a box."""
    return any(isinstance(inner.tag, str) and inner.tag in BLOCK_TAGS for inner in element.iterdescendants())


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is nothing that a reader reads: the form for searching."""
    # an accordion's closed panel is hidden too, so only what no reader will ever open is left out
    return element.tag == "form" and element.get("role") == "search"


def in_link(element: HtmlElement) -> bool:
    """Whether an element lies within a link."""
    return any(parent.tag == "a" for parent in element.iterancestors())


def drop_own_links(heading: HtmlElement, base: str) -> None:
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


def column_name(cell: HtmlElement) -> str:
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


def alt_text(element: HtmlElement) -> str:
    """What the first picture within an element is said to show."""
    return next((image.get("alt") or "" for image in element.iter("img")), "")
