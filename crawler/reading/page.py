"""A whole page: what it is called, where it stands, what it states for machines, its content, and where it leads."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html
from lxml.html import HtmlElement

from crawler.addresses import canonical
from crawler.reading import words
from crawler.reading.badges import head_panels, plain_elements, plain_fields, stated_title
from crawler.reading.blocks import Block, read_blocks, spaced
from crawler.reading.links import Link, make_link
from crawler.reading.markup import REPORT_LABEL, tidy
from crawler.reading.meta import Meta, read_meta
from crawler.reading.naming import bare_name, first_heading, headed_by, own_heading, page_title, without_site
from crawler.reading.sessions import without
from crawler.reading.work import PROJECT_LABEL

_MENU = re.compile(
    r"(?:^|[-_ ])(?:(?:side|left|right|top|main|sub|list|local|site)?(?:nav|menu|meny)(?:bar|box|list)?|navigation"
    r"|sidebar|sidomeny|footer|sidfot|breadcrumbs?|brodsmulor"
    r"|cookie[\w-]*|share|social"
    r"|search|skip-link|related|relaterat|comments?|widget-area|pagination|pager|leftmenu|topmenu)(?:$|[-_ ])",
    re.IGNORECASE,
)
# around what is turned over, where a pager is what turns it
_TURNED = re.compile(r"paginat|pager", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:^|\s)(?:(?:site|main|global|sv|page-top)[-_])?(?:header|sidhuvud|masthead|topbar)(?:$|\s)", re.IGNORECASE
)
_CRUMBS = re.compile(r"breadcrumb|brodsmul|brödsmul|\bcrumbs?\b|sokvag|sökväg|youarehere|du-ar-har", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:^|[-_ ])(?:cat(?:egory|-links)?|kategori(?:er)?|eyebrow|kicker|label|taxonomy|post-type|etikett|vinjett"
    r"|content-type)s?(?:$|[-_ ])",
    re.I,
)
_BYLINE = re.compile(r"(?:^|[-_ ])(?:byline|author|vcard|posted-by|entry-author)(?:$|[-_ ])", re.IGNORECASE)
_TRAIL = re.compile(r"^\s*(?:du är här|här är du|sökväg)\s*:?\s*", re.IGNORECASE)
_MAIN = (
    ".//main", ".//*[@role='main']", ".//*[@id='main' or @id='content' or @id='innehall' or @id='main-content']",
    ".//article",
)  # fmt: skip
# Dokument · Filer · Ladda ner · Relaterade dokument
_DOCUMENTS = re.compile(r"^(?:relaterade )?(?:dokument|filer|ladda (?:ner|ned|hem))$", re.IGNORECASE)
WORDPRESS = "https://api.w.org/"
EMPTY = "<html><body></body></html>"


@dataclass(frozen=True, slots=True)
class Page:
    """`title` is the page's name without the site's; `heading` its first main heading ("" when none). `crumbs` lead to
    the page, `labels` are its categories. `blocks` are its own content, `links` everything it leads to. `feeds` are
    announced feeds, `interface` where WordPress's open interface lies (else ""), `forward` where the page sends its
    reader at once, `frames` the pages it is put together from."""

    address: str
    title: str
    heading: str
    crumbs: tuple[str, ...]
    labels: tuple[str, ...]
    meta: Meta
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    posted: str = ""
    feeds: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    forward: str = ""
    stated_address: str = ""
    interface: str = ""
    has_password: bool = False

    @property
    def name(self) -> str:
        """What the page is about, in its own words."""
        return self.heading or self.title

    @property
    def text(self) -> str:
        """The page's own content as lines."""
        return "\n".join(block.text for block in self.blocks if block.text)


def read_page(source: str, address: str, sessions: Collection[str] = ()) -> Page:
    """Read a page's HTML; `address` is the canonical address that it was got from, `sessions` the parameters of its
    host's links that are session ids."""
    tree = _parse(source)
    if sessions:
        host = urlsplit(address).netloc
        tree.rewrite_links(
            lambda link: without(link, sessions) if urlsplit(canonical(link, address) or "").netloc == host else link,
            resolve_base_href=False,
        )
    base = next((canonical(b.get("href") or "", address) or address for b in tree.iter("base")), address)
    meta = read_meta(tree)
    title = page_title(tree)
    crumbs, labels = _crumbs(tree), _labels(tree)
    posted = _posted(tree)
    feeds = [
        canonical(link.get("href") or "", base)
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "") and re.search(r"rss|atom", link.get("type") or "")
    ]
    stated = next((link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical"), "")
    interface = next(
        (link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "https://api.w.org/"), ""
    )
    frames = [canonical(frame.get("src") or "", base) for frame in tree.iter("frame")]
    forward = _forward(tree, base)
    password = any((field.get("type") or "").lower() == "password" for field in tree.iter("input"))
    everything = _all_links(tree, base)
    plain_elements(tree)
    head_panels(tree)
    plain_fields(tree)
    main = _main(tree)
    blocks = read_blocks(main, base)
    main_links = tuple(link for block in blocks for link in block.links)
    seen = {(link.address, link.text) for link in main_links}
    heading = next((b.text for b in blocks if b.level == 1 and b.text), "") or next(
        (tidy(h.text_content()) for h in tree.iter("h1")), ""
    )
    if not heading:
        blocks = headed_by(blocks, first_heading(blocks, title))
    heading = stated_title(main) or own_heading(heading, blocks, title) or first_heading(blocks, title)
    return Page(
        address=address, title=without_site(title, meta.get("site"), heading),
        heading=bare_name(heading),
        crumbs=crumbs, labels=labels, meta=meta, blocks=blocks,
        links=(*main_links, *(link for link in everything if (link.address, link.text) not in seen)),
        posted=posted or meta.get("posted"), feeds=tuple(f for f in feeds if f), frames=tuple(f for f in frames if f),
        forward=forward, interface=canonical(interface, base) or "" if interface else "",
        stated_address=canonical(stated, base) or "" if stated else "", has_password=password,
    )  # fmt: skip


def _parse(source: str) -> HtmlElement:
    # lxml refuses text that declares its own encoding, and an empty page
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source.replace("\x00", ""))
    return html.document_fromstring(source if re.search(r"<\w", source) else EMPTY)


def _mark(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _crumbs(tree: HtmlElement) -> tuple[str, ...]:
    for element in tree.iter("nav", "ol", "ul", "div", "p", "span", "td"):
        if _CRUMBS.search(_mark(element) + " " + (element.get("aria-label") or "")):
            steps = [tidy(a.text_content()) for a in element.iter("a")]
            if steps:
                return tuple(step for step in steps if step)
    for element in tree.iter("p", "div", "td", "span", "font"):
        # nineties: "Du är här: Start > Rapporter > 2003"
        text = tidy(element.text or "")
        if _TRAIL.match(text):
            whole = _TRAIL.sub("", tidy(element.text_content()))
            return tuple(step.strip() for step in re.split(r"[>»/›|]", whole) if step.strip())[:-1] or (whole,)
    return ()


def _labels(tree: HtmlElement) -> tuple[str, ...]:
    found = []
    # in an archive each entry has labels of its own
    entries = [one for one in tree.iter("article") if next(one.iter("h1"), None) is None]
    entries = entries if len(entries) > 1 else []
    for element in tree.iter("a", "span", "p", "div", "li"):
        relation = element.get("rel") or ""
        if ("category" in relation or _is_label(element)) and not (
            _in_menu(element) or any(parent in entries for parent in element.iterancestors("article"))
        ):
            text = tidy(element.text_content())
            if 2 < len(text) < 60 and text not in found:
                found.append(text)
    return tuple(found[:8])


def _is_label(element: HtmlElement) -> bool:
    mark = element.get("class") or ""
    return bool(_LABEL.search(mark)) and "button" not in mark and "btn" not in mark


def _in_menu(element: HtmlElement) -> bool:
    return any(parent.tag in ("nav", "aside", "footer") for parent in element.iterancestors())


def _posted(tree: HtmlElement) -> str:
    for element in tree.iter("time"):
        if not _in_menu(element) and (value := element.get("datetime") or tidy(element.text_content())):
            return value
    return ""


def _forward(tree: HtmlElement, base: str) -> str:
    for element in tree.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh":
            match = re.search(r"url\s*=\s*['\"]?([^'\";]+)", element.get("content") or "", re.IGNORECASE)
            if match:
                return canonical(match[1], base) or ""
    return ""


def _all_links(tree: HtmlElement, base: str) -> list[Link]:
    found = []
    for element in tree.iter("a", "area"):
        href = element.get("href") or ""
        address = canonical(href, base)
        if address and not href.startswith("#"):
            text = re.sub(r"\s+", " ", tidy(spaced(element)) or element.get("title") or element.get("alt") or "")
            found.append(make_link(address, text, "menu", mime=element.get("type") or "", rel=element.get("rel") or ""))
    return found


def _main(tree: HtmlElement) -> HtmlElement:
    """The element that holds the page's own content, with menus, heads, feet and by-lines taken out of it."""
    body = tree.find("body")
    root = tree if body is None else body
    whole = len(root.text_content())
    chosen = root
    for path in _MAIN:
        found = [element for element in root.xpath(path) if isinstance(element, HtmlElement)]
        around = {parent for element in found for parent in element.iterancestors()}
        found = [element for element in found if element not in around]
        # one small article on a page is a teaser, unless the page's title stands in it
        if len(found) != 1:
            continue
        least = 20 if path != ".//article" or next(found[0].iter("h1"), None) is not None else 2
        if len(found[0].text_content()) * least > whole:
            chosen = found[0]
            break
    # boxes beside the content: those that a heading calls its documents, and asides, of which those that hold no facts
    # are taken out again below
    named = [one for one in root.iter("h2", "h3", "h4") if _DOCUMENTS.match(tidy(one.text_content()))]
    beside = [box for one in named if (box := one.getparent()) is not None and box is not root]
    for element in [*beside, *root.iter("aside")]:
        if chosen not in (element, *element.iterancestors(), *element.iterdescendants()):
            chosen.append(element)
    for element in list(
        chosen.iter("nav", "aside", "footer", "header", "div", "ul", "section", "p", "span", "form", "td")
    ):
        if element is chosen or element.getparent() is None:
            continue
        if _is_menu(element) or _BYLINE.search(element.get("class") or ""):
            element.drop_tree()
    return chosen


def _is_menu(element: HtmlElement) -> bool:
    if element.tag in ("nav", "footer") or element.get("role") in ("navigation", "banner", "contentinfo", "search"):
        return True
    if element.tag == "header" or _HEAD.search(_mark(element)):
        # an article's own head has its title in it
        return next(element.iter("h1", "h2", "h3", "h4"), None) is None or next(element.iter("nav"), None) is not None
    if element.tag != "aside" and not _MENU.search(_mark(element)):
        return False
    if element.tag != "aside" and next(element.iter("h1"), None) is not None:
        return False  # what holds content and menu both: "main-sidebar-container"
    if _TURNED.search(_mark(element)) and next(element.iter("article", "h2", "h3"), None) is not None:
        return False
    # boxes at the side also hold facts and the report's file, and page builders call their texts widgets
    lines = "\n".join(tidy(text) for text in element.itertext())
    facts = len(PROJECT_LABEL.findall(lines)) + len(REPORT_LABEL.findall(lines))
    files = any(re.search(r"\.pdf(?:$|\?)", a.get("href") or "", re.IGNORECASE) for a in element.iter("a"))
    return facts < 2 and not files


def is_next(link: Link) -> bool:
    """Whether a link leads on in a list of several pages."""
    return "next" in link.rel.split() or bool(words.NEXT_PAGE.match(link.text))
