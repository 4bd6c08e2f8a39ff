"""Telling documents from what merely calls itself one, by their first bytes."""

import re

from crawler.drafts import Answer
from crawler.reading import words
from crawler.reading.links import Link
from models.sighting import FetchOutcome

_SIGNS = (
    (re.compile(rb"^[\s\x00-\xff]{0,1024}?%PDF-"), "pdf"),
    (re.compile(rb"^PK\x03\x04"), "docx"),
    (re.compile(rb"^\xd0\xcf\x11\xe0"), "doc"),
    (re.compile(rb"^\{\\rtf"), "rtf"),
)
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml)", re.IGNORECASE | re.DOTALL
)
# /download/123 · /getfile?id=7 · ?attachment=9 · /dokument/4711 · Optimizely: /contentassets/…, /link/<32 hex digits>
_ADDRESS = re.compile(
    r"download|get_?file|get_?media|attachment|fulltext|bitstream|/dokument/|/documents?/|/fil(?:er)?/"
    r"|/(?:content|global|site)assets/|/link/[0-9a-f]{32}\b",
    re.IGNORECASE,
)


def type_of(answer: Answer) -> str:
    """The document type of a body, "" when it is none. A content type alone counts for a body that is no HTML."""
    for sign, kind in _SIGNS:
        if sign.match(answer.body[:2048]):
            return kind
    if re.match(r"application/(?:pdf|msword|rtf|vnd\.)", answer.content_type) and not _HTML.match(answer.body[:2048]):
        return "pdf" if "pdf" in answer.content_type else "docx"
    return ""


def document_outcome(answer: Answer) -> FetchOutcome:
    """How the attempt to get a document ended. A page or picture in its place is "wrong type"; a damaged or empty
    document is kept as it came, for the indexer to name."""
    if not answer.good:
        return answer.outcome
    if type_of(answer):
        return answer.outcome
    if _HTML.match(answer.body[:2048]) or re.match(r"text/html|image/|audio/|video/", answer.content_type):
        return FetchOutcome.WRONG_TYPE
    return answer.outcome


def looks_like_document(link: Link) -> bool:
    """Whether a link without a file's ending promises a document by its words or its address."""
    said = re.search(r"\bladda (?:ner|ned|hem)\b|\bhämta\b|\bpdf\b", link.text, re.IGNORECASE)
    rapporten = words.GENERIC_LINK.match(link.label) and words.REPORT_WORD.search(link.label)
    return bool(_ADDRESS.search(link.address) or said or rapporten)
