"""What markup sets apart without a block of its own: badges side by side, panels that tabs open, tables of fields."""

import re

from lxml.html import HtmlElement, builder

from crawler.reading import words
from crawler.reading.work import fact_kind

_INLINE = frozenset({"a", "b", "em", "i", "label", "mark", "small", "span", "strong", "time"})
_RUNNING = _INLINE | {"button", "h1", "h2", "h3", "h4", "h5", "h6", "p", "summary"}
_TABS = re.compile(r"(?:^|[-_ ])(?:tabs?|flik(?:ar)?)(?:$|[-_ ])", re.IGNORECASE)
FIELD = "field-and-value"
# what a field for a title is called: Rubrik · Titel · Rapportens titel
_TITLE = re.compile(r"(?:rapport|projekt)?(?:ens |ets )?(?:rubrik|titel)", re.IGNORECASE)
_BADGE = 80
"""Characters of text from which an element among its like is a part of running text."""


def stands_apart(element: HtmlElement) -> bool:
    """Whether an element is shown beside the one before it as a thing of its own, in a row with no loose text:
    `<span>Pågår</span> <span>Äldre</span>`."""
    before, parent = element.getprevious(), element.getparent()
    if before is None or parent is None or element.tag not in _INLINE or before.tag not in _INLINE:
        return False
    if (parent.text or "").strip() or any((child.tail or "").strip() for child in parent):
        return False
    one, other = before.text_content().strip(), element.text_content().strip()
    if not one or not 0 < len(other) <= _BADGE or (before.tag != "a" and len(one) > _BADGE):
        return False
    return one[-1] not in ",:;–-(/" and (other[0].isupper() or other[0].isdigit())


def head_panels(tree: HtmlElement) -> None:
    """Write a tab's words as a heading into the panel that it opens, where the panel does not begin with them."""
    panels = {element.get("id"): element for element in tree.iter() if isinstance(element.tag, str)}
    for tab in list(tree.iter("a", "button", "li", "div", "label")):
        named = (tab.get("href") or "").strip()
        named = named[1:] if named.startswith("#") else tab.get("aria-controls") or ""
        panel = panels.get(named) if named else None
        text = re.sub(r"\s+", " ", tab.text_content()).strip()
        if panel is None or panel.tag not in ("div", "section", "article") or not 2 < len(text) < 70 or not _tab(tab):
            continue
        levels = [int(str(inner.tag)[1]) for inner in panel.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        if re.sub(r"\s+", " ", panel.text_content()).strip().lower().startswith(text.lower()):
            continue
        heading = builder.E(f"h{max(2, min(levels, default=3) - 1)}", text)
        heading.tail, panel.text = panel.text, None
        panel.insert(0, heading)


def plain_elements(tree: HtmlElement) -> None:
    """Turn elements of a site's own making (`<bs-listelement>`) into what they are in HTML: list items where several
    of a name stand side by side, within running text spans, else boxes."""
    for element in list(tree.iter()):
        name = element.tag
        if not isinstance(name, str) or "-" not in name:
            continue
        if any(above.tag in _RUNNING for above in element.iterancestors()):
            element.tag = "span"
            continue
        like = [element, *element.itersiblings(name), *element.itersiblings(name, preceding=True)]
        tag = "li" if sum(1 for one in like if one.text_content().strip()) > 1 else "div"
        for one in like:
            one.tag = tag


def plain_fields(tree: HtmlElement) -> None:
    """Turn tables of fields into lines, whatever their labels are set in: "Rubrik | Barn i väntan" becomes "Rubrik:
    Barn i väntan". Such a table has two cells in each row, and labels that are known for at least two rows."""
    for table in list(tree.iter("table")):
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        labels = [re.sub(r"\s+", " ", row[0].text_content()).strip(" :") for row in rows if len(row) == 2]
        known = sum(1 for label in labels if _is_label(label))
        if len(labels) < len(rows) or len(set(labels)) < len(labels) or known < 2 or 2 * known < len(labels):
            continue
        table.tag = "div"
        for part in list(table.iter("tbody", "tr")):
            part.tag = "div"
        for row, label in zip(rows, labels, strict=True):
            row[0].drop_tree()
            row[1].tag, row[1].text = "div", f"{label}: {(row[1].text or '').lstrip()}"
            row[1].set("class", FIELD)


def stated_title(tree: HtmlElement) -> str:
    """The title that a page's table of fields states, "" when none."""
    fields = (re.sub(r"\s+", " ", cell.text_content()).partition(": ") for cell in tree.iter("div") if _is_field(cell))
    return next((value.strip() for label, _, value in fields if _TITLE.fullmatch(label)), "")


def _is_field(element: HtmlElement) -> bool:
    return element.get("class") == FIELD


def _is_label(text: str) -> bool:
    return bool(words.GENERIC_HEADING.match(text) or fact_kind(text) or _TITLE.fullmatch(text))


def _tab(element: HtmlElement) -> bool:
    near = [element, *list(element.iterancestors())[:3]]
    return element.get("role") == "tab" or any(_TABS.search(part.get("class") or "") for part in near)
