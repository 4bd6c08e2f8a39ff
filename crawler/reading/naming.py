"""What a page is called: its h1, the heading that its content begins with, or its title without the site's name."""

import re
from dataclasses import replace

from lxml.html import HtmlElement

from crawler.reading import words
from crawler.reading.blocks import Block

_TITLE_PARTS = re.compile(r"\s+[|–—»·:-]\s+|\s\|\s?")
# what archives put before their name: "Kategori: Skrifter"
_ARCHIVE = re.compile(r"^(?:kategori|etikett|tagg|arkiv|ämne|category|tag|archives?)\s?:\s+", re.IGNORECASE)


def page_title(tree: HtmlElement) -> str:
    """The title that the page's head states."""
    element = next(tree.iter("title"), None)
    return re.sub(r"\s+", " ", element.text or "").strip() if element is not None else ""


def without_site(title: str, site: str, heading: str) -> str:
    """ "Rapporten | FoU Nord" → "Rapporten": the part that the heading repeats, or what the site's name leaves."""
    parts = [part.strip() for part in _TITLE_PARTS.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    if heading and (same := [part for part in parts if part.lower() == heading.lower()]):
        return same[0]
    if site and parts[-1].lower() == site.lower():
        return title[: title.lower().rfind(site.lower())].strip(" |–—»·:-")
    if site and parts[0].lower() == site.lower():
        return " – ".join(parts[1:])
    return " – ".join(parts[:-1]) if re.search(r"[|»·]", title) else title


def own_heading(heading: str, blocks: tuple[Block, ...], title: str) -> str:
    """The h1, unless it names only the part of the site ("Publikationer") and another heading is what the page's title
    says."""
    parts = {part.strip().lower() for part in _TITLE_PARTS.split(title)} | {title.lower()}
    if not heading or heading.lower() in parts:
        return heading
    return next((block.text for block in blocks if 1 < block.level < 4 and block.text.lower() in parts), heading)


def first_heading(blocks: tuple[Block, ...], title: str) -> str:
    """Without an h1, the heading that the content begins with, where the title repeats it or says next to nothing."""
    own = (block for block in blocks if len(block.text) > sum(len(link.text) + 3 for link in block.links))
    top = next(own, None)  # what stands before it are only links: a menu
    parts = _TITLE_PARTS.split(title)
    named = top is not None and len(parts) > 1 and top.text == parts[0].strip()
    first = top.text if top and (top.level or named) else ""
    if not first or words.GENERIC_HEADING.match(first):
        return ""
    if (
        not named
        and sum(1 for block in blocks if top and block.level == top.level) > 1
        and first.lower() not in title.lower()
    ):
        return ""  # one thing of several on the page
    repeated = first.lower() in title.lower() or title.lower() in first.lower()
    return first if repeated or len(title.split()) <= 2 else ""


def headed_by(blocks: tuple[Block, ...], heading: str) -> tuple[Block, ...]:
    """The blocks with the heading that names the page, where it has no h1, as its h1."""
    place = next((n for n, block in enumerate(blocks) if heading and block.text == heading), None)
    return blocks if place is None else (*blocks[:place], replace(blocks[place], level=1), *blocks[place + 1 :])


def bare_name(heading: str) -> str:
    """A heading in one line, without what an archive puts before its name."""
    return _ARCHIVE.sub("", re.sub(r"\s+", " ", heading).strip())
