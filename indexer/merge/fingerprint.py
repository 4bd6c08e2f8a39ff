"""What the merge needs to know of a file's text, kept in the catalogue by content hash: a stage of its own, so that a
changed vocabulary does not make it anew."""

import base64
from collections import Counter
from dataclasses import dataclass

import numpy as np

from indexer.extract.document import EXTRACTOR_VERSION, Document
from indexer.merge.likeness import Hashes, text_sketch
from indexer.merge.sides import Text
from indexer.merge.traits import statements, studied_places

FINGERPRINT_VERSION = f"{EXTRACTOR_VERSION}.1"
"""Changes whenever the same file may give another `Fingerprint`."""
COMPARED = {"body", "list", "quote", "table", "heading"}
"""Kinds of paragraphs that are compared: a re-typeset copy moves notes, contents and imprint about."""
FRONT_PAGES = 4


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A text's sketch (little-endian 64-bit hashes, base64), the municipalities it is most about, whether it was read
    by OCR, and what its front pages state of edition, version or original."""

    words: int
    runs: str
    figures: str
    places: tuple[str, ...]
    ocr: bool
    statements: tuple[str, ...]

    @property
    def text(self) -> Text:
        """The same, ready for comparison."""
        return Text(self.words, _decoded(self.runs), _decoded(self.figures), frozenset(self.places), self.ocr)


def fingerprint(document: Document) -> Fingerprint:
    """Sketch a document that was read."""
    texts = [p.text for page in document.pages for p in page.paragraphs if p.kind in COMPARED]
    words, runs, figures = text_sketch(texts)
    named = Counter(code for text in texts for code in studied_places(text))
    most = max(named.values(), default=0)
    front = [line.text for line in document.front]
    front += [
        p.text for page in document.pages[:FRONT_PAGES] for p in page.paragraphs if p.kind in ("heading", "imprint")
    ]
    return Fingerprint(
        words=words,
        runs=_encoded(runs),
        figures=_encoded(figures),
        places=tuple(sorted(code for code, n in named.items() if n >= 2 and n * 2 >= most)),
        ocr=sum(page.origin == "ocr" for page in document.pages) * 2 > len(document.pages),
        statements=statements(tuple(front)),
    )


def _encoded(hashes: Hashes) -> str:
    return base64.b64encode(hashes.astype("<u8").tobytes()).decode()


def _decoded(text: str) -> Hashes:
    return np.frombuffer(base64.b64decode(text), "<u8").astype(np.uint64)
