"""What is shown of a hit: up to three excerpts with their marks, and the reasons, from the rules that ran."""

from collections.abc import Iterator, Sequence

from indexer.engines.backend import PASSAGE_FIELD, FoundPassage, View
from indexer.engines.cutting import LIMITS, cut
from indexer.engines.plan import Plan
from indexer.engines.ranking import By, Found, Page, found_by
from indexer.engines.rules import BeginningRule, FieldRule, RunRule, WordRule, Words, leaves
from indexer.engines.weights import RankingWeights
from models.document import Passage
from models.language.analysis import Analyser, Keys, Word
from models.language.highlight import highlight
from models.report import PublicRecord
from models.search import Hit, Reason, ShownPassage, Span

PASSAGES = 3
TEXTS = 300
"""Texts of hits that are kept as they were read for a question: those of four pages."""
POOL = 12
"""Passages of a report that are weighed against each other, by words and by meaning each."""


class Shower:
    """Shows the hits of one query, on any number of pages. Safe to share between threads."""

    def __init__(self, analyser: Analyser, plan: Plan, weights: RankingWeights) -> None:
        self._plan = plan
        self._weights = weights
        simple = [leaf for rule in plan.named for leaf in leaves(rule)]
        rules = [rule for rule in simple if isinstance(rule, WordRule)]
        terms = dict.fromkeys(term for rule in rules for term in rule.related)
        self._words = [rule.keys for rule in rules]
        self._words += [Keys(term.term, term.lemmas, term.lemmas, ()) for term in terms if len(term.lemmas) == 1]
        self._runs = [rule for rule in simple if isinstance(rule, RunRule)]
        self._runs += [RunRule(term.term, term.lemmas) for term in terms if len(term.lemmas) > 1]
        self._beginnings = [rule for rule in simple if isinstance(rule, BeginningRule)]
        wanted = {key for keys in self._words for key in (*keys.lemmas, *keys.compound, *keys.parts)}
        wanted.update(lemma for rule in self._runs for lemma in rule.lemmas)
        self._sieve = analyser.sieve(wanted, self._begins if self._beginnings else None)
        self._any_word = plan.any_word(PASSAGE_FIELD, weights)
        self._read: dict[str, Words] = {}

    def hits(self, view: View, found: Found, page: Page) -> tuple[Hit, ...]:
        """The hits of one page, in order. A report that vanished since is left out."""
        ids = [report_id for report_id, _ in page.hits]
        vector = found.vector
        how = view.soon(lambda: found_by(view, found, page))
        read = view.soon(lambda: view.reports(ids))
        near = view.soon(lambda: view.passages_by_meaning(vector, ids, POOL) if vector is not None else {})
        words = view.passages_by_words(self._any_word, ids, POOL)
        meaning = near()
        chosen = {i: self._chosen(words.get(i, []), meaning.get(i, [])) for i in ids}
        texts = iter(view.read_passages([found for some in chosen.values() for found, _ in some]))
        passages = {i: [(next(texts), by_words) for _, by_words in some] for i, some in chosen.items()}
        by, records = how(), read()
        return tuple(self._hit(records[i], score, by[i], passages[i]) for i, score in page.hits if i in records)

    def marks(self, text: str) -> tuple[Span, ...]:
        """The words of the query in a text; runs of words as one mark, and only where they stand together."""
        words = self._words_of(text)
        spans = highlight(self._words, words.tokens)
        ends = [(place[0].start, place[-1].end) for rule in self._runs for place in rule.places(words)]
        ends += [(token.start, token.end) for rule in self._beginnings for token in words.tokens if rule.fits(token)]
        if not ends:
            return spans
        ends.sort()
        marked: list[Span] = []
        for start, end in ends:
            if not marked or start >= marked[-1].end:
                marked.append(Span(start, end, start, end))
        apart = [s for s in spans if all(s.whole_end <= m.start or s.whole_start >= m.end for m in marked)]
        return tuple(sorted([*marked, *apart], key=lambda span: span.start))

    def whole(self, passage: Passage) -> ShownPassage:
        """A passage uncut."""
        text = _on_one_line(passage.text)
        return _shown(passage, text, self.marks(text), by_words=True)

    def _words_of(self, text: str) -> Words:
        """A text is read once for a query: what is marked in it is also a reason."""
        words = self._read.get(text)
        if words is None:
            if len(self._read) >= TEXTS:
                self._read.clear()
            words = self._read[text] = Words(self._sieve.read(text))
        return words

    def _begins(self, word: Word) -> bool:
        return any(rule.fits(word) for rule in self._beginnings)

    def _chosen(
        self, words: Sequence[FoundPassage], meaning: Sequence[FoundPassage]
    ) -> list[tuple[FoundPassage, bool]]:
        """The passages to show, and whether each has words that were asked for: those that answer best in words and
        meaning together; one that has the words is always among them when there is any."""
        share = self._weights.passage_meaning if meaning else 0.0
        scores: dict[int, float] = {}
        passages = {found.number: found for found in (*meaning, *words)}  # by words its place is the nearer one
        for found in words:
            scores[found.number] = (1 - share) * found.score / words[0].score
        for found in meaning:
            near = max(0.0, 1 - (meaning[0].score - found.score) / self._weights.passage_span)
            scores[found.number] = scores.get(found.number, 0.0) + share * near
        having = {found.number for found in words}
        best = sorted(scores, key=lambda number: (-scores[number], number))[:PASSAGES]
        if words and not having & set(best):
            best[-1] = words[0].number
        return [(passages[number], number in having) for number in best]

    def _hit(self, record: PublicRecord, score: float, by: By, passages: Sequence[tuple[Passage, bool]]) -> Hit:
        limits = LIMITS[len(passages)] if passages else ()
        shown = []
        for (passage, by_words), limit in zip(passages, limits, strict=True):
            whole = _on_one_line(passage.text)
            text, spans = cut(whole, self.marks(whole), limit)
            shown.append(_shown(passage, text, spans, by_words=by_words))
        reasons = tuple(self._reasons(record, [passage for passage, by_words in passages if by_words]))
        return Hit(record, score, by, tuple(shown), reasons, self.marks(record.title))

    def _reasons(self, record: PublicRecord, passages: Sequence[Passage]) -> Iterator[Reason]:
        """For each word of the query the first place that has it."""
        missing = list(self._plan.named)
        details = (*record.authors, record.series, record.number, record.isbn, record.publisher)
        places = (
            ("title", (record.title, record.subtitle)),
            ("summary", (record.summary, record.blurb)),
            ("details", ("\n".join(details),)),
            ("headings", ("\n".join(passage.heading for passage in passages),)),
            ("body", [_on_one_line(passage.text) for passage in passages]),
        )
        for place, texts in places:
            if not missing:
                return
            words = _together([self._words_of(text) for text in texts if text])
            for rule in tuple(missing):
                if isinstance(rule, FieldRule) and rule.field != place:
                    continue
                if (how := rule.explain(words)) is not None:
                    missing.remove(rule)
                    yield Reason(rule.word, how.matched, how.parts, place, how.related)


def _together(texts: Sequence[Words]) -> Words:
    """Several texts as one, in which no run of words reaches from one into the next."""
    read, first = [], 0
    for words in texts:
        read += [(first + number, token) for number, token in zip(words.numbers, words.tokens, strict=True)]
        first = read[-1][0] + 2 if read else 0
    return Words(read)


def _shown(passage: Passage, text: str, spans: tuple[Span, ...], *, by_words: bool) -> ShownPassage:
    return ShownPassage(
        page=passage.page,
        label=passage.label,
        heading=passage.heading,
        text=text,
        spans=spans,
        origin=passage.origin,
        by="words" if by_words else "meaning",
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
