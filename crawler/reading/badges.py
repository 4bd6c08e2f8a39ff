"""What markup sets apart without a block of its own: badges side by side, and the panels that tabs open."""

import re

from lxml.html import HtmlElement, builder

_INLINE = frozenset({"a", "b", "em", "i", "label", "mark", "small", "span", "strong", "time"})
_TABS = re.compile(r"(?:^|[-_ ])(?:tabs?|flik(?:ar)?)(?:$|[-_ ])", re.IGNORECASE)
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


def _tab(element: HtmlElement) -> bool:
    near = [element, *list(element.iterancestors())[:3]]
    return element.get("role") == "tab" or any(_TABS.search(part.get("class") or "") for part in near)
