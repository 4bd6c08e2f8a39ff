"""Reads sentences for what a report is about: the signs in them, and the rules that weigh these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from config.taxonomy import Taxonomy
from indexer.describe.belief import Candidate, believed_claims, candidates
from indexer.describe.card import card_claims
from indexer.describe.classify import claims_of_facet
from indexer.describe.evidence import DESIGN, Evidence, weigh_hits
from indexer.describe.hits import Hit
from indexer.describe.knowledge import knowledge_claims
from indexer.describe.laws import Laws, law_claims
from indexer.describe.material import material_claims
from indexer.describe.opinion import Features, Reading, method_claims, method_features, type_claims, type_features
from indexer.describe.places import Places, place_claims
from indexer.describe.signs import Analysed, Signs
from indexer.describe.studied import is_study
from indexer.describe.study_type import study_type_claims
from indexer.describe.subject import Subject
from indexer.describe.weights import DescribeWeights
from indexer.describe.wording import bag_of, read_wording
from indexer.describe.zones import Sentence
from models.claim import Claim, Field, Source
from models.language.analysis import Analyser

BELIEVED: tuple[Field, ...] = ("area", "group")
"""Facets whose claims are beliefs learnt from judged documents."""
FACETS: tuple[Field, ...] = ("intervention", "outcome")
"""Facets whose claims are nothing but weighed signs; the others have rules of their own."""


@dataclass(frozen=True, slots=True)
class Learnable:
    """The words of a text, and the features of each type and method without them."""

    words: Mapping[str, float]
    types: Mapping[str, Features]
    methods: Mapping[str, Features]


class Reader:
    """The tables of signs, laws and places. Made together, since words that are new to spaCy while a text is analysed
    are forgotten with it; that takes a second or two."""

    def __init__(
        self, analyser: Analyser, taxonomy: Taxonomy, weights: DescribeWeights, families: Sequence[Sequence[str]] = ()
    ) -> None:
        self._taxonomy = taxonomy
        self._weights = weights
        self._signs = Signs(analyser, taxonomy, families)
        self._wording = read_wording()
        self._laws = Laws(taxonomy)
        self._places = Places(self._signs.vocab)

    def signs_of(self, sentences: Sequence[Sentence]) -> set[str]:
        """The concepts that have a strong sign in the sentences, whatever it weighs."""
        with self._signs.analysed(sentences) as text:
            return {hit.sign.concept for hit in self._signs.find(text) if hit.sign.strength == "strong"}

    def subject(self, sentences: Sequence[Sentence], year: int | None, kind: str, source: Source) -> Subject:
        """The subject of a report by these sentences; `kind` is the word that it prints for what it is."""
        taxonomy, weights = self._taxonomy, self._weights
        with self._signs.analysed(sentences) as text:
            hits = self._signs.find(text)
            found, study = self._found(text, hits)
            types = study_type_claims(text, found, taxonomy, weights, source)
            methods = claims_of_facet("method", text, found, taxonomy, weights, source)
            words = self._wording.scores(text) if study else None
            if words is not None:
                reading = Reading(text, self._wording, words, found, types, methods)
                types = type_claims(reading, taxonomy, weights, source)
                methods = method_claims(reading, taxonomy, weights, source)
            claims: list[Claim] = []
            for facet in BELIEVED:
                claims += believed_claims(facet, text, found, taxonomy, weights, source)
            claims += methods
            for facet in FACETS:
                claims += claims_of_facet(facet, text, found, taxonomy, weights, source)
            claims += types
            claims += knowledge_claims(text, found, claims, kind, taxonomy, weights, source)
            claims += law_claims(self._laws, text, hits, taxonomy, year, weights, source)
            claims += place_claims(self._places, text, weights, source, study=study)
            card = [*card_claims(sentences, source), *material_claims(text, source)] if study else []
        return Subject(tuple(claims), tuple(card))

    def candidates(self, sentences: Sequence[Sentence], facet: Field) -> list[Candidate]:
        """What the report may be about by these sentences, with the features by which that is believed."""
        with self._signs.analysed(sentences) as text:
            found, _ = self._found(text, self._signs.find(text))
            return candidates(facet, text, found, self._taxonomy, self._weights)

    def words(self, sentences: Sequence[Sentence]) -> Mapping[str, float]:
        """The words that tell of type and methods."""
        with self._signs.analysed(sentences) as text:
            return bag_of(text)

    def learnable(self, sentences: Sequence[Sentence], concepts: Sequence[str]) -> Learnable | None:
        """What type and methods may be told by, None for what is no study."""
        with self._signs.analysed(sentences) as text:
            found, study = self._found(text, self._signs.find(text))
            types = study_type_claims(text, found, self._taxonomy, self._weights, "pdf")
            methods = claims_of_facet("method", text, found, self._taxonomy, self._weights, "pdf")
            reading = Reading(text, self._wording, dict.fromkeys(concepts, 0.0), found, types, methods)
            mine = type_features(reading, self._weights), method_features(reading, self._taxonomy, self._weights)
            return Learnable(bag_of(text), *mine) if study else None

    def _found(self, text: Analysed, hits: Sequence[Hit]) -> tuple[dict[str, Evidence], bool]:
        """The evidence for each concept, and whether the text may be a study; if not, it has no design."""
        found, study = weigh_hits(text, hits, self._taxonomy, self._weights), is_study(text)
        if not study:
            found = {c: e for c, e in found.items() if self._taxonomy.concepts[c].facet not in DESIGN}
        return found, study
