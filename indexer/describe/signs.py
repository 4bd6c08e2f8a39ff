"""The signs of the taxonomy in a text: spaCy's matchers over a `Doc` that is made from the shared analysis.

`LEMMA` is our own lemma and `NORM` our own stem, so that one analysis serves search and description. Parts of
compounds are an extension of the token: `heads` are the lemmas of what a compound begins with (*demens* in
*demensteam*), `tails` of what it ends in (*intervju* in *telefonintervju*, which is an interview).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import spacy
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from config.taxonomy import Concept, Taxonomy
from indexer.describe.hits import Hit, Sign, in_order, kin, paired, without_excluded
from indexer.describe.zones import Sentence
from models.language.analysis import Analyser
from models.language.tokens import Token as Word

BREAK = "¶"
"""Stands after each sentence, so that no phrase runs over its end."""
LONG_STEM = 8
"""From so many letters on a stem a single word also counts by it: shorter stems meet by chance."""
SHORT_STEM = 5
"""The same within a phrase or a pair, whose other words bear it out. A lemma depends on what the word list holds
(*jämför* stays, *studerade* becomes an adjective); a stem does not."""
SHORTEST_TAIL = 5
DAMAGED = 0.03
"""Words with å, ä or ö: a quarter of running Swedish. A text with fewer than this share has lost them."""

Token.set_extension("heads", getter=lambda token: token.doc.user_data["heads"][token.i], force=True)
Token.set_extension("tails", getter=lambda token: token.doc.user_data["tails"][token.i], force=True)


@dataclass(frozen=True, slots=True)
class Analysed:
    """Sentences as one `Doc`: `words[i]` and `owner[i]` (the sentence's number) for each token; None and -1 for
    breaks."""

    sentences: Sequence[Sentence]
    doc: Doc
    words: Sequence[Word | None]
    owner: Sequence[int]
    damaged: bool

    def quote(self, start: int, end: int) -> str:
        """The words of tokens `start`:`end` as they stand in the report."""
        first, last = self.words[start], self.words[end - 1]
        if self.damaged or first is None or last is None:
            return " ".join(word.surface for word in self.words[start:end] if word)
        return self.sentences[self.owner[start]].text[first.start : last.end]


@dataclass(slots=True)
class _Tables:
    phrases: dict[tuple[str, ...], list[Sign]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[tuple[str, ...], list[Sign]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[str, list[Sign]] = field(default_factory=lambda: defaultdict(list))
    tails: dict[str, list[Sign]] = field(default_factory=lambda: defaultdict(list))
    cased: dict[str, list[tuple[Sign, re.Pattern[str] | None]]] = field(default_factory=lambda: defaultdict(list))


class Signs:
    """The signs of a taxonomy, ready to be found."""

    def __init__(self, analyser: Analyser, taxonomy: Taxonomy, families: Sequence[Sequence[str]] = ()) -> None:
        """`families` are terms that mean much the same: one that is a term of no group of people speaks faintly for the
        groups that have another of its family."""
        self._analyser = analyser
        self._taxonomy = taxonomy
        self._spacy = spacy.blank("sv")
        self._pairs = 0
        self._tables = _Tables()
        for concept in taxonomy.concepts.values():
            self._compile(concept)
        for concept_id, term in kin(taxonomy, families):
            self._term(term, Sign(concept_id, "kin", term))
        vocab = self._spacy.vocab
        self._phrases = PhraseMatcher(vocab, attr="LEMMA")
        for lemmas in self._tables.phrases:
            self._phrases.add(" ".join(lemmas), [Doc(vocab, words=list(lemmas), lemmas=list(lemmas))])
        self._stems = PhraseMatcher(vocab, attr="NORM")
        for stems in self._tables.stems:
            doc = Doc(vocab, words=list(stems))
            for token, stem in zip(doc, stems, strict=True):
                token.norm_ = stem
            self._stems.add(" ".join(stems), [doc])
        self._parts = Matcher(vocab)
        self._parts.add("heads", [[{"_": {"heads": {"INTERSECTS": sorted(self._tables.heads)}}}]])
        self._parts.add("tails", [[{"_": {"tails": {"INTERSECTS": sorted(self._tables.tails)}}}]])

    @property
    def vocab(self) -> Vocab:
        """The vocabulary of the texts that `analysed` makes; other matchers over them must share it."""
        return self._spacy.vocab

    def _compile(self, concept: Concept) -> None:
        for strength, terms in (
            ("strong", (*concept.terms, *concept.old)), ("weak", concept.weak), ("excluded", concept.excluded),
        ):  # fmt: skip
            for term in terms:
                if " + " in term:
                    self._pairs += 1
                    for half in term.split(" + ", 1):
                        for choice in half.split("|"):
                            self._term(choice.strip(), Sign(concept.id, "pair", half, self._pairs))
                elif "§" not in term:  # references to laws are read by a rule of their own
                    self._term(term, Sign(concept.id, strength, term))
        for case in concept.cased:
            needs = "|".join(re.escape(need) for need in case.needs)
            pattern = re.compile(rf"\b(?:{needs})", re.I) if needs else None
            self._tables.cased[case.form].append((Sign(concept.id, "strong", case.form), pattern))

    def _term(self, term: str, sign: Sign) -> None:
        if term.isupper() and " " not in term:  # an abbreviation; in small letters it may be another word (GAF, gav)
            self._tables.cased[term].append((sign, None))
            return
        words = self._analyser.analyse(term.strip("*"))
        lemmas = tuple(word.lemma for word in words)
        if term.startswith("*"):
            self._tables.tails[lemmas[0]].append(sign)
            return
        self._tables.phrases[lemmas].append(sign)
        if len(lemmas) > 1 or len(words[0].stem) >= (SHORT_STEM if sign.strength == "pair" else LONG_STEM):
            self._tables.stems[tuple(_stem(word) for word in words)].append(sign)
        if len(lemmas) > 1:
            return
        if term.endswith("*"):
            self._tables.heads[lemmas[0]].append(sign)
        if len(lemmas[0]) >= SHORTEST_TAIL and sign.strength in ("strong", "pair"):
            self._tables.tails[lemmas[0]].append(sign)

    @contextmanager
    def analysed(self, sentences: Sequence[Sentence]) -> Iterator[Analysed]:
        """The sentences as a `Doc`; it lives as long as the context, for words new to spaCy are forgotten after it."""
        with self._spacy.memory_zone():
            yield self._analysed(sentences)

    def _analysed(self, sentences: Sequence[Sentence]) -> Analysed:
        texts = [sentence.text for sentence in sentences]
        damaged = _damaged(texts)
        words: list[Word | None] = []
        owner: list[int] = []
        for number, text in enumerate(texts):
            found = self._analyser.analyse(self._analyser.restore(text) if damaged else text)
            words += [*found, None]
            owner += [*[number] * len(found), -1]
        surfaces = [word.surface if word else BREAK for word in words]
        doc = Doc(self._spacy.vocab, words=surfaces, lemmas=[word.lemma if word else BREAK for word in words])
        none: tuple[str, ...] = ()
        heads, tails = [none] * len(words), [none] * len(words)
        for index, word in enumerate(words):
            if word is None:
                continue
            doc[index].norm_ = _stem(word)
            if word.pieces:
                length = len(word.surface)
                heads[index] = _heads(word)
                tails[index] = tuple(piece.lemma for piece in word.pieces if piece.end == length)
        doc.user_data.update(heads=heads, tails=tails)
        return Analysed(sentences, doc, words, owner, damaged)

    def find(self, text: Analysed) -> list[Hit]:
        """Every sign that counts, in the order of the text: without those that an excluded phrase, a negation or a
        longer sign of the same facet takes away, and weak ones without a strong one beside them."""
        hits = sorted(set(self._raw(text)), key=in_order)
        hits = without_excluded(paired(hits, text.words, self._taxonomy))
        hits = self._longest(hits)
        strong = {hit.sign.concept for hit in hits if hit.sign.strength == "strong"}
        alone = ("strong", "kin")
        return [hit for hit in hits if hit.sign.strength in alone or self._beside(hit.sign.concept, strong)]

    def _beside(self, concept: str, strong: set[str]) -> bool:
        top = self._taxonomy.top(concept)
        return concept in strong or any(self._taxonomy.top(other) == top for other in strong)

    def _raw(self, text: Analysed) -> Iterator[Hit]:
        doc, tables = text.doc, self._tables
        strings = self._spacy.vocab.strings

        def hits(signs: Iterable[Sign], start: int, end: int) -> Iterator[Hit]:
            for sign in signs:
                yield Hit(sign, start, end, text.owner[start], text.damaged)

        for key, start, end in self._phrases(doc):
            yield from hits(tables.phrases[tuple(strings[key].split(" "))], start, end)
        for key, start, end in self._stems(doc):
            yield from hits(tables.stems[tuple(strings[key].split(" "))], start, end)
        for key, start, end in self._parts(doc):
            table = tables.heads if strings[key] == "heads" else tables.tails
            for part in doc.user_data[strings[key]][start]:
                yield from hits(table.get(part, ()), start, end)
        whole = ""
        for index, word in enumerate(text.words):
            form = _form(word.surface, tables.cased) if word else ""
            if not form or text.sentences[text.owner[index]].text.isupper():
                continue
            for sign, pattern in tables.cased[form]:
                whole = whole or "\n".join(sentence.text for sentence in text.sentences)
                if pattern is None or pattern.search(whole):
                    yield from hits([sign], index, index + 1)

    def _longest(self, hits: list[Hit]) -> list[Hit]:
        """Without hits that lie inside a longer one of another branch of the same facet: *psykisk funktionsnedsättning*
        does not speak for *funktionsnedsättning*."""
        concepts = self._taxonomy.concepts
        kept: list[Hit] = []
        for hit in hits:
            facet, top = concepts[hit.sign.concept].facet, self._taxonomy.top(hit.sign.concept)
            inside = any(
                other.start <= hit.start and hit.end <= other.end
                and other.end - other.start > hit.end - hit.start
                and "+" not in other.sign.words
                and concepts[other.sign.concept].facet == facet
                and self._taxonomy.top(other.sign.concept) != top
                for other in reversed(kept[-20:])
            )  # fmt: skip
            if not inside:
                kept.append(hit)
        return kept


def _stem(word: Word) -> str:
    return word.stem if len(word.stem) >= SHORT_STEM else word.lemma


def _heads(word: Word) -> tuple[str, ...]:
    """What a compound begins with: lemmas, and the letters up to each joint with and without the linking s."""
    found = [piece.lemma for piece in word.pieces if piece.start == 0]
    for piece in word.pieces:
        if piece.end < len(word.surface):
            letters = word.surface[: piece.end].lower()
            found += [letters, letters.removesuffix("s")]
    return tuple(dict.fromkeys(found))


def _damaged(texts: Sequence[str]) -> bool:
    words = [word for text in texts for word in text.split()]
    return len(words) >= 40 and sum(bool(re.search("[åäöÅÄÖ]", word)) for word in words) < DAMAGED * len(words)


def _form(surface: str, cased: dict[str, list[tuple[Sign, re.Pattern[str] | None]]]) -> str:
    """The form with capitals that a word is or begins with (*LSS-boende*, *LSS:s*, *BBICs*), "" when none."""
    if surface.islower():
        return ""
    start = re.split(r"[-\u2010\u2011:]", surface)[0]
    choices = (surface, start, start.removesuffix("s"), surface.partition(":")[0])
    return next((choice for choice in choices if choice in cased), "")
