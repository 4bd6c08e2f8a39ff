"""An HTML report → one page: its main part, with headings, lists, quotations, tables and notes named as such."""

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from indexer.extract.document import TypeLine
from indexer.extract.lines import clean
from indexer.extract.plain import PagedText
from indexer.extract.sections import section_kind
from models.document import Kind, PageText, Paragraph, ReadOutcome
from models.errors import DocumentError

_NOT_TEXT = {"script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "svg",
             "iframe", "select", "dialog", "head"}  # fmt: skip
_OWN_LINE: dict[str, Kind] = {
    "p": "body", "div": "body", "section": "body", "article": "body", "main": "body", "body": "body", "li": "list",
    "blockquote": "quote", "figcaption": "caption", "caption": "caption", "dt": "body", "dd": "body", "td": "body",
    "th": "body", "tr": "table", "pre": "body", "address": "imprint", "center": "body", "table": "body", "ul": "body",
    "ol": "body", "dl": "body", "figure": "body", "tbody": "body", "thead": "body", "tfoot": "body", "html": "body",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "details": "body", "summary": "body",
}  # fmt: skip


def read_html(data: bytes) -> PagedText:
    """Read an HTML page as a document of one page.

    Raises:
        DocumentError: BROKEN when there is no element in it.
    """
    try:
        root = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding=_encoding(data)))
    except (etree.ParserError, ValueError) as error:
        raise DocumentError(ReadOutcome.BROKEN, str(error)) from error
    metadata = _metadata(root)
    main = next(iter(root.xpath("//main | //*[@role='main'] | //article[not(ancestor::article)]")), None)
    start = main if main is not None and len(main.text_content()) > 200 else root
    paragraphs = tuple(_named(list(_walk(start))))
    front = tuple(
        TypeLine(1, p.text, 24.0 - 3 * p.level if p.kind == "heading" else 10.0, False, 70, 800 - 30 * number)
        for number, p in enumerate(paragraphs[:60])
    )
    return PagedText((PageText(1, None, paragraphs),), metadata, (), front)


def _encoding(data: bytes) -> str | None:
    """The encoding to read with: None where the page names its own, else UTF-8 if it is that, else Windows-1252."""
    if re.search(rb"<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=", data[:4096], re.I):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _metadata(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        value = clean(element.get("content") or "")
        if name and value:
            found[name] = f"{found[name]}; {value}" if name in found and "author" in name else found.get(name, value)
    title = root.find(".//title")
    if title is not None and title.text_content().strip():
        found.setdefault("title", clean(title.text_content()))
    language = root.get("lang")
    if language:
        found.setdefault("lang", language.lower()[:2])
    return found


def _walk(element: HtmlElement) -> Iterator[Paragraph]:
    """Paragraphs of an element; text outside any paragraph is one of its own."""
    kind = _OWN_LINE.get(str(element.tag), "body")
    if element.tag == "tr":
        cells = [clean(cell.text_content()) for cell in element.iter("td", "th")]
        if any(cells):
            yield Paragraph("\t".join(cells), "table")
        return
    level = int(str(element.tag)[1]) if kind == "heading" else 0
    words = [element.text or ""]
    for child in element:
        name = child.tag if isinstance(child.tag, str) else "script"
        if name in _NOT_TEXT or child.get("hidden") is not None or child.get("aria-hidden") == "true":
            words.append(child.tail or "")
        elif name in _OWN_LINE or any(isinstance(c.tag, str) and c.tag in _OWN_LINE for c in child.iter()):
            yield from _paragraph(words, kind, level)
            for inner in _walk(child):
                yield Paragraph(inner.text, kind, 0) if kind in ("quote", "list") and inner.kind == "body" else inner
            words = [child.tail or ""]
        else:
            words += ["\n" if name == "br" else _inline(child), child.tail or ""]
    yield from _paragraph(words, kind, level)


def _inline(element: HtmlElement) -> str:
    """The words of an inline element; the mark that calls a note is left out."""
    text = element.text_content()
    return "" if element.tag == "sup" and re.fullmatch(r"\s*\[?[\d*†]{1,3}\]?\s*", text) else text


def _paragraph(words: list[str], kind: Kind, level: int) -> Iterator[Paragraph]:
    text = clean("".join(words))
    if text:
        yield Paragraph(f"• {text}" if kind == "list" else text, kind, level)


def _named(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """Name what stands under a heading of references or contents."""
    inside, depth = "", 0
    for paragraph in paragraphs:
        if paragraph.kind == "heading":
            kind = section_kind(paragraph.text)
            if kind in ("referenser", "innehall", "noter"):
                inside, depth = kind, paragraph.level
            elif paragraph.level <= depth:
                inside = ""
            yield paragraph
        elif inside:
            kinds: dict[str, Kind] = {"referenser": "reference", "innehall": "contents", "noter": "note"}
            yield Paragraph(paragraph.text, kinds[inside])
        else:
            yield paragraph
