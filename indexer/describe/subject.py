"""The second door of this room: what a report is about, how it was made and where, and its study card."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from config.municipalities import places_version
from config.taxonomy import Taxonomy
from indexer.describe.card import card_claims
from indexer.describe.classify import Evidence, claims_of_facet, derived, weigh_hits
from indexer.describe.knowledge import knowledge_claims
from indexer.describe.laws import Laws, law_claims
from indexer.describe.material import material_claims
from indexer.describe.places import Places, place_claims
from indexer.describe.signs import Signs
from indexer.describe.study_type import study_type_claims
from indexer.describe.weigh import weigh
from indexer.describe.weights import DescribeWeights
from indexer.describe.zones import Sentence, sentences_of
from indexer.extract.document import Document
from indexer.extract.sentences import sentences
from models.claim import Claim, Field, Source
from models.document import PageText
from models.language.analysis import Analyser

SHOWN = 0.7
"""Claims from this confidence on (medium and better) are choices in the search; those below count nothing."""
FACETS: tuple[Field, ...] = ("area", "group", "method", "intervention", "outcome")
"""Facets whose claims are nothing but weighed signs; the others have rules of their own."""
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

    def __init__(self, analyser: Analyser, taxonomy: Taxonomy, weights: DescribeWeights) -> None:
        self._analyser = analyser
        self._taxonomy = taxonomy
        self._weights = weights
        parts = (RULES, taxonomy.version, places_version(), analyser.fingerprint, repr(weights))
        self.version = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
        """Names all that a subject depends on but the document: rules, taxonomy, places, weights and analysis."""

    @cached_property
    def _tables(self) -> tuple[Signs, Laws, Places]:
        """Made together: words that are new to spaCy while a text is analysed would be forgotten with it."""
        signs = Signs(self._analyser, self._taxonomy)
        return signs, Laws(self._taxonomy), Places(signs.vocab)

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
        return self._of(sentences_of(pages, title, subtitle, keywords), year, kind, "pdf")

    def of_page(self, claims: Sequence[Claim]) -> Subject:
        """The subject of a report by what its web page says of it: title, keywords and the blurb."""
        best = weigh([claim for claim in claims if claim.source in ("page", "repository", "metadata", "operator")])
        blurb = next((str(c.value) for c in claims if c.field == "abstract" and c.source != "pdf"), "")
        keywords = best["keywords"].value if "keywords" in best else ()
        words = (keywords,) if isinstance(keywords, str) else keywords
        title, subtitle, year, kind = (str(best[f].value) if f in best else "" for f in _NAMED)
        head = sentences_of((), title, subtitle, words)
        told = [Sentence(part, None, "blurb") for line in blurb.split("\n") for part in sentences(line)]
        return self._of([replace(s, page=None) for s in (*head, *told)], _year(year), kind, "page")

    def of_document(self, document: Document, claims: Sequence[Claim]) -> Subject:
        """The subject of a document by its pages and by what its front matter says (`claims`)."""
        best = weigh(claims)
        keywords = best["keywords"].value if "keywords" in best else ()
        words = (keywords,) if isinstance(keywords, str) else keywords
        title, subtitle, year, kind = (str(best[f].value) if f in best else "" for f in _NAMED)
        return self.subject(document.pages, title or _first_heading(document), subtitle, words, _year(year), kind)

    def signs_of(self, sentences: Sequence[Sentence]) -> set[str]:
        """The concepts that have a strong sign in the sentences, whatever it weighs."""
        signs, _, _ = self._tables
        with signs.analysed(sentences) as text:
            return {hit.sign.concept for hit in signs.find(text) if hit.sign.strength == "strong"}

    def _of(self, sentences: Sequence[Sentence], year: int | None, kind: str, source: Source) -> Subject:
        taxonomy, weights = self._taxonomy, self._weights
        signs, laws, places = self._tables
        with signs.analysed(sentences) as text:
            hits = signs.find(text)
            found: dict[str, Evidence] = weigh_hits(text, hits, taxonomy, weights)
            types = study_type_claims(text, found, taxonomy, weights, source)
            claims: list[Claim] = []
            for facet in FACETS:
                claims += claims_of_facet(facet, text, found, taxonomy, weights, source)
            claims += derived(claims, taxonomy, weights)
            claims += types
            claims += knowledge_claims(text, found, claims, kind, taxonomy, weights, source)
            claims += law_claims(laws, text, hits, taxonomy, year, weights, source)
            claims += place_claims(places, text, weights, source)
            card = [*card_claims(sentences, source), *material_claims(text, source)]
        return Subject(tuple(claims), tuple(card))


def _year(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _first_heading(document: Document) -> str:
    """What stands for the title of a text whose front page shows none: its first heading."""
    return next((p.text for page in document.pages for p in page.paragraphs if p.kind == "heading"), "")
