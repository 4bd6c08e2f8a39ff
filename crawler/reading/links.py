"""Links: where they lead, what they say, and which type and size of file they promise."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urljoin, urlsplit

from crawler.addresses import DOCUMENT_TYPES, canonical, document_type, is_other_file

Place = Literal["main", "menu"]
_TYPE = re.compile(
    r"(?:^|[\s(\[,.:;–-])(?P<type>pdf|docx?|odt|rtf|word)(?:-(?:fil|format|dokument))?(?=$|[\s)\],.:;–-])",
    re.IGNORECASE,
)
_VIEWER = re.compile(r"viewer|pdf\.?js|gview", re.IGNORECASE)
# what a server that runs pages calls its pages; with such an ending a word in the text promises nothing
_PAGE_ENDING = re.compile(r"(?:/|\.html?)$", re.IGNORECASE)
_SIZE = re.compile(r"(?P<number>\d+(?:[.,\s]\d+)?)\s?(?P<unit>kB|KiB|MB|MiB|GB|byte)\b", re.IGNORECASE)
_UNITS = {"byte": 1, "kb": 1000, "kib": 1024, "mb": 1_000_000, "mib": 1 << 20, "gb": 1_000_000_000}
# "Rapport om hemtjänst Pdf, 191.7 kB." · "… (pdf, 1,2 MB, öppnas i nytt fönster)" · "[PDF]"
_TAIL = re.compile(
    r"[\s(\[,–-]*(?:\b(?:pdf|docx?|odt|rtf|word)(?:-(?:fil|format|dokument))?\b|\d+(?:[.,\s]\d+)?\s?(?:kB|KiB|MB"
    r"|MiB|GB|byte)\b"
    r"|\d+\s?sid(?:or|an)?\b|öppnas i (?:ett )?nytt fönster|länk till annan webbplats|extern länk|\bnytt fönster)"
    r"[\s)\].,]*$",
    re.IGNORECASE,
)
# what a picture of a report says: "Framsida Lugn i stormen" · "Omslag till rapporten Trygg hemma"
# · "Att bo kvar, omslag med en stol"
_COVER = re.compile(
    r"^(?:(?:bild|foto)\s+(?:på|av)\s+)?(?:framsid(?:a|an)|omslag(?:et|sbild)?|rapportomslag)\b\s*"
    r"(?:till|av|på|för|från)?\s*(?:rapporten|skriften|studien)?\s*[:–-]?\s*(?=\S{3})"
    r"|,\s*(?:framsida|omslag)\b.*$",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?:pdf|docx?|odt|rtf)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """`address` is canonical, `text` what the reader sees (the title attribute where there is no text), `label` that
    without its type and size. `document` is the type of document that address, text or attribute promise ("" none),
    `size` the promised bytes, `place` whether it stands in the page's own content, `rel` the link's relation."""

    address: str
    text: str
    place: Place
    document: str = ""
    size: int | None = None
    rel: str = ""
    label: str = ""


def read_size(text: str) -> int | None:
    """The size that a link's text promises, in bytes: "Pdf, 191.7 kB." → 191700."""
    match = _SIZE.search(text)
    if not match:
        return None
    number = float(re.sub(r"\s", "", match["number"]).replace(",", "."))
    return round(number * _UNITS[match["unit"].lower()])


def read_type(text: str) -> str:
    """The document type that a text states: "FoU-Avtal år 2022 Pdf, 191.7 kB." → "pdf"; "" when it states none."""
    match = _TYPE.search(text)
    return {"word": "docx"}.get(match["type"].lower(), match["type"].lower()) if match else ""


def is_file_name(text: str) -> bool:
    """Whether a text can only be what somebody called a file: "IPS-rapport_FINAL.pdf", "FoU2009-1_skannad",
    "Slutversion_3 (2)"."""
    name = re.sub(r"\s\(\d+\)$", "", text.strip())
    return " " not in name and bool(_ENDING.search(name) or re.search(r"_|[^\W\d]\d|\d[^\W\d]", name))


def without_note(text: str) -> str:
    """A text without the type, size and window that stand at its end: "Halt väglag (pdf, 3,2 kB)" → "Halt väglag"."""
    while (shorter := _TAIL.sub("", text)) != text:
        text = shorter
    return text


def label(text: str) -> str:
    """A link's text without type, size and window notes; a bare file name loses its ending and underscores."""
    if _ENDING.search(text.strip()):
        text = _ENDING.sub("", text.strip())
        if " " not in text:
            text = re.sub(r"[_+]|%20|(?<=\D)-(?=\D)", " ", text)
        text = re.sub(r"[\s_]*(?:final|slutlig|webb|tryck|v\d+)$", "", text, flags=re.IGNORECASE)
    text = without_note(text)
    return re.sub(r"\s+", " ", _COVER.sub("", text)).strip(" \t-–>»›|")


def shown_file(address: str) -> str:
    """The document that a viewer's address shows (`/viewer.html?file=%2Ff%2Fx.pdf`), else the address itself."""
    parts = urlsplit(address)
    for name, value in parse_qsl(parts.query) if _VIEWER.search(parts.path) else ():
        if name in ("file", "url") and document_type(shown := canonical(urljoin(address, value)) or ""):
            return shown
    return address


def make_link(address: str, text: str, place: Place, *, mime: str = "", rel: str = "", near: str = "") -> Link:
    """Build a link; one to a viewer leads to what it shows.

    `near` is text just after it, where old pages put "(pdf, 2 MB)".
    """
    address = shown_file(address)
    kind = document_type(address)
    if not kind and not is_other_file(address):
        stated = re.sub(r"^.*/", "", mime).lower()
        promised = "" if _PAGE_ENDING.search(urlsplit(address).path) else read_type(text) or read_type(near)
        kind = stated if stated in DOCUMENT_TYPES else promised
    return Link(address, text, place, kind, read_size(text) or read_size(near), rel, label(text))
