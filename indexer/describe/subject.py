"""The second door of this room: what a report is about, how it was made and where, and its study card."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from config.municipalities import places_version
from config.taxonomy import Taxonomy
from indexer.describe.weigh import weigh
from indexer.describe.weights import WORDING, DescribeWeights
from indexer.describe.zones import Sentence, sentences_of
from indexer.extract.document import Document
from indexer.extract.sentences import sentences
from models.claim import Claim, Field
from models.document import PageText
from models.language.analysis import Analyser

if TYPE_CHECKING:
    from indexer.describe.reader import Reader

SHOWN = 0.7
"""Claims from this confidence on (medium and better) are choices in the search; those below count nothing."""
_NAMED: tuple[Field, ...] = ("title", "subtitle", "year", "kind")
RULES = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))).hexdigest()


@dataclass(frozen=True, slots=True)
class Subject:
    """Claims about one report: `described` are concepts, laws and places, `card` the sentences and numbers shown."""

    described: tuple[Claim, ...] = ()
    card: tuple[Claim, ...] = ()


class Describer:
    """Reads subjects. One for a whole run: its tables take a second or two, and are made when the first text comes; a
    run with nothing to read asks only for the version."""

    def __init__(
        self, analyser: Analyser, taxonomy: Taxonomy, weights: DescribeWeights, families: Sequence[Sequence[str]] = ()
    ) -> None:
        self._analyser = analyser
        self._taxonomy = taxonomy
        self._weights = weights
        self._families = families
        wording = hashlib.sha256(WORDING.read_bytes()).hexdigest()
        learnt = (repr(weights), wording, repr(families))
        parts = (RULES, taxonomy.version, places_version(), analyser.fingerprint, *learnt)
        self.version = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
        """Names all that a subject depends on but the document: rules, words, places, weights and analysis."""

    @cached_property
    def _reader(self) -> "Reader":
        """Made when it is first needed: with spaCy behind it, it takes longer than all else of a run without texts."""
        from indexer.describe.reader import Reader

        return Reader(self._analyser, self._taxonomy, self._weights, self._families)

    def subject(
        self, pages: Sequence[PageText], title: str = "", subtitle: str = "", keywords: Sequence[str] = (),
        year: int | None = None, kind: str = "",
    ) -> Subject:  # fmt: skip
        """The subject of a document that has been read.

        Args:
            pages: the text.
            title, subtitle, keywords, year: as far as they are known.
            kind: the word that the report prints for what it is ("Kunskapsöversikt").
        """
        return self._reader.subject(sentences_of(pages, title, subtitle, keywords), year, kind, "pdf")

    def of_page(self, claims: Sequence[Claim]) -> Subject:
        """The subject of a report by what its web page says of it: title, keywords and the blurb."""
        best = weigh([claim for claim in claims if claim.source in ("page", "repository", "metadata", "operator")])
        blurb = next((str(c.value) for c in claims if c.field == "abstract" and c.source != "pdf"), "")
        keywords = best["keywords"].value if "keywords" in best else ()
        words = (keywords,) if isinstance(keywords, str) else keywords
        title, subtitle, year, kind = (str(best[f].value) if f in best else "" for f in _NAMED)
        head = sentences_of((), title, subtitle, words)
        told = [Sentence(part, None, "blurb") for line in blurb.split("\n") for part in sentences(line)]
        return self._reader.subject([replace(s, page=None) for s in (*head, *told)], _year(year), kind, "page")

    def of_document(self, document: Document, claims: Sequence[Claim]) -> Subject:
        """The subject of a document by its pages and by what its front matter says (`claims`)."""
        best = weigh(claims)
        keywords = best["keywords"].value if "keywords" in best else ()
        words = (keywords,) if isinstance(keywords, str) else keywords
        title, subtitle, year, kind = (str(best[f].value) if f in best else "" for f in _NAMED)
        return self.subject(document.pages, title or _first_heading(document), subtitle, words, _year(year), kind)

    def signs_of(self, sentences: Sequence[Sentence]) -> set[str]:
        """The concepts that have a strong sign in the sentences, whatever it weighs."""
        return self._reader.signs_of(sentences)


def _year(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _first_heading(document: Document) -> str:
    """What stands for the title of a text whose front page shows none: its first heading."""
    return next((p.text for page in document.pages for p in page.paragraphs if p.kind == "heading"), "")
