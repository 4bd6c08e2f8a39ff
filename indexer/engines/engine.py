"""What a reader may ask of the index. Everything that the search app shows comes through this door."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from indexer.engines import facets
from indexer.engines.asked import read_query
from indexer.engines.backend import Backend, CountJob, Vector, View
from indexer.engines.helping import Helper
from indexer.engines.nodes import And, Everything, Filter
from indexer.engines.plan import Plan
from indexer.engines.ranking import Found, Page, Scale, everything, find, ordered, ranked
from indexer.engines.showing import Shower
from indexer.engines.similar import similar
from indexer.engines.weights import RankingWeights
from models.document import Passage
from models.errors import ViewGoneError
from models.language.analysis import Analyser
from models.language.embedding import Embedding
from models.language.families import Families
from models.report import PublicRecord, RecordKind
from models.search import (
    MAX_QUERY,
    PAGE_SIZE,
    Completion,
    IndexStats,
    LikeStudy,
    PageView,
    ResultPage,
    SearchQuery,
    Suggestion,
)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ids and scores of hits, best first, and whether none of them has the words."""

    hits: tuple[tuple[str, float], ...]
    guesses: bool


REMEMBERED = 256
"""Vectors of queries kept in memory, so that turning a page or choosing in a facet does not run the model again."""
QUESTIONS = 64
"""Questions whose hits are kept in memory for each view."""
AT_ONCE = 500
"""Records read in one request when all are looked through."""
AT_THE_MODEL = 4
"""Threads that wait for vectors of queries: as many as a web worker has readers at once."""
WARMING = "äldreomsorg"
"""A question that needs everything: index, word table, families and model."""
WORDS_READ = 10_000
"""Words in use that are read before the first question comes, those of most reports, each with a capital and without:
0.1 ms and 3 kB each."""
TRIES = 3
"""A question is asked of so many states at most, when each is gone before it was answered."""


P = ParamSpec("P")
T = TypeVar("T")


def on_newest(
    method: "Callable[Concatenate[SearchEngine, View, P], T]",
) -> "Callable[Concatenate[SearchEngine, P], T]":
    """Give the method the newest view of the index; when that is gone before the answer is ready (the index was rebuilt
    twice meanwhile, a machine of the cluster fell), the newest one then."""

    @wraps(method)
    def answer(self: "SearchEngine", /, *args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(TRIES - 1):
            try:
                return method(self, self._backend.view(), *args, **kwargs)
            except ViewGoneError:
                continue
        return method(self, self._backend.view(), *args, **kwargs)

    return answer


class SearchEngine:
    """Reads the index. Safe to share between threads; sees each publication as a whole, by itself, at the next call.

    Every method raises EngineUnavailableError, FingerprintError or StoreError when the index cannot be read any more.
    """

    def __init__(
        self, backend: Backend, analyser: Analyser, families: Families, embedding: Embedding, weights: RankingWeights
    ) -> None:
        self._backend = backend
        self._analyser = analyser
        self._families = families
        self._weights = weights
        self._helper = Helper()
        self._scale = Scale(weights.floor(embedding.id), weights.reach(embedding.id), weights.span(embedding.id))
        self._vector = lru_cache(REMEMBERED)(embedding.query)
        self._thread = ThreadPoolExecutor(AT_THE_MODEL, "meaning")
        self._questions: WeakKeyDictionary[View, dict[tuple[str, str, bool], tuple[Plan, Found, Shower]]] = (
            WeakKeyDictionary()
        )

    @on_newest
    def search(self, view: View, query: SearchQuery) -> ResultPage:
        """One page of results. Any text is a valid question; a page beyond the last one has no hits."""
        plan, found, shower = self._found(view, query)
        chosen = facets.restrictions(query)
        counting = view.soon(lambda: view.count(facets.jobs(found.node, chosen)))
        page = self._page(view, found, query, lambda: counting()[0].total)
        # where the page cannot tell how many hits have the words, and not all have
        more = [CountJob(facets.restricted(found.words, chosen))] if found.meaning and page.words is None else []
        with_words = view.soon(lambda: view.count(more))
        hits = shower.hits(view, found, page)
        counted = counting()
        total = counted[0].total
        words = len(page.words) if found.meaning and page.words is not None else total
        if more:
            words = with_words()[0].total
        return ResultPage(
            query=query,
            total=total,
            by_words=words,
            by_meaning=total - words,
            hits=hits,
            facets=facets.shown(counted, query),
            years=facets.years(counted),
            guesses=total > 0 and words == 0,
            cut=plan.cut,
            related=plan.related,
        )

    @on_newest
    def ranking(self, view: View, text: str, n: int, *, meaning: bool) -> Ranking:
        """The best `n` hits for a text as `search` orders them, without passages and counts: for measuring. Without
        `meaning`, every report that has any of the words, by the score in words alone."""
        if not text.strip():
            return Ranking((), False)
        if not meaning:
            plan = self._plan(view, SearchQuery(text))
            some = plan.some_words(self._weights)
            score = plan.score(self._weights)
            return Ranking(tuple(view.top(And((Filter(some), score)), n)), False)
        _, found, _ = self._found(view, SearchQuery(text))
        page = ranked(view, found, (), self._weights, self._scale, 0, n)
        return Ranking(tuple(page.hits), bool(page.hits) and not view.top(found.words, 1))

    @on_newest
    def suggest(self, view: View, query: SearchQuery, n: int = 3) -> tuple[Suggestion, ...]:
        """Up to `n` questions that may have been meant, when a word of this one is in no report; each has hits, with
        the same choices in the facets."""
        texts = self._helper.meant(view, self._plan(view, query), query.text, self._weights)[: 2 * n]
        totals = self._by_words(view, [replace(query, text=text) for text in texts])
        return tuple([Suggestion(text, total) for text, total in zip(texts, totals, strict=True) if total][:n])

    @on_newest
    def by_words(self, view: View, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """How many hits each question has by its own words alone, with its choices; costs no run of the model."""
        return self._by_words(view, queries)

    @on_newest
    def complete(self, view: View, text: str, n: int = 8) -> tuple[Completion, ...]:
        """Up to `n` ways to end a question that is being typed: titles and words in use."""
        return tuple(self._helper.complete(view, text[:MAX_QUERY], n))

    @on_newest
    def report(self, view: View, report_id: str) -> PublicRecord | None:
        """The public record of a report or project, None when the index has no such."""
        return view.reports([report_id]).get(report_id)

    @on_newest
    def page_view(self, view: View, report_id: str, page: int, text: str = "") -> PageView | None:
        """Page `page` (from 1, in the PDF) of a report, with the words of `text` marked; None when there is none."""
        record = view.reports([report_id]).get(report_id)
        if record is None or not 1 <= page <= record.pages:
            return None
        shower = self._shower(self._plan(view, SearchQuery(text)))
        excerpts = tuple(shower.whole(passage) for passage in _around(view.passages_of(report_id), page))
        label = record.page_labels[page - 1] if page <= len(record.page_labels) else None
        whole = view.page_text(report_id, page) if record.redistribute else ""
        return PageView(record, page, label, excerpts, whole)

    @on_newest
    def similar(self, view: View, report_id: str, n: int = 5, *, elsewhere: bool = False) -> tuple[LikeStudy, ...]:
        """Up to `n` studies like a report, the likest first, with what they have in common; `elsewhere` only those of
        other counties than the report's. None for what has nothing in common that can be named."""
        record = view.reports([report_id]).get(report_id)
        if record is None:
            return ()
        return similar(view, record, self._analyser, self._weights, self._scale, n, elsewhere=elsewhere)

    @on_newest
    def environments(self, view: View) -> dict[str, dict[RecordKind, int]]:
        """How much each environment has in the index: environment id → kind → number."""
        return view.kinds()

    @on_newest
    def record(self, view: View, kind: str, record_id: str) -> str | None:
        """Another public record as JSON, by kind and id, None when there is none."""
        return view.record(kind, record_id)

    @on_newest
    def versions(self, view: View) -> dict[str, str]:
        """Everything that a reader can find: id of each report and project → its version."""
        stats = view.stats()
        ids = [report_id for report_id, _ in view.top(Everything(), stats.reports + stats.known + stats.projects)]
        batches = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
        return {i: record.version for batch in batches for i, record in view.reports(batch).items()}

    @on_newest
    def stats(self, view: View) -> IndexStats:
        """How much the index holds, and when it was last published to."""
        return view.stats()

    @on_newest
    def state(self, view: View) -> str:
        """A name of the index's present state: it changes with every publication (for ETags)."""
        return view.state

    def close(self) -> None:
        """Let go of the index."""
        self._thread.shutdown()
        self._backend.close()

    def prepare(self) -> None:
        """Do now what the first questions would wait for: load model and families, and read the words in use."""
        self.search(SearchQuery(WARMING))
        view = self._backend.view()
        self._helper.spelling(view)
        for word, _ in view.words("", WORDS_READ):
            self._analyser.words(word)
            self._analyser.words(word.capitalize())

    def _by_words(self, view: View, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        plans = [read_query(query.text, self._analyser) for query in queries]
        words = [Filter(plan.by_words(self._weights)) for plan in plans]
        chosen = [facets.restrictions(query) for query in queries]
        jobs = [CountJob(facets.restricted(*one)) for one in zip(words, chosen, strict=True)]
        return tuple(counted.total for counted in view.count(jobs))

    def _plan(self, view: View, query: SearchQuery) -> Plan:
        if not query.related or query.mode != "both":
            return read_query(query.text, self._analyser)
        return read_query(query.text, self._analyser, self._families, lambda word: self._helper.instead(view, word))

    def _found(self, view: View, query: SearchQuery) -> tuple[Plan, Found, Shower]:
        """How the text is read, its hits, whatever is chosen, and what shows them; kept while the view lives, for the
        next page and the next choice."""
        known = self._questions.setdefault(view, {})
        asked = (query.text, query.mode, query.related)
        answer = known.get(asked)
        if answer is None:
            if (
                len(known) >= QUESTIONS
            ):  # another thread may do so at any moment, so what is found is held, not looked up
                known.clear()
            plan = self._plan(view, query)
            awaited = self._meaning(view, plan, query)
            found = find(view, plan, awaited, self._weights, self._scale) if query.text.strip() else everything()
            known[asked] = answer = (plan, found, self._shower(plan))
        return answer

    def _meaning(self, view: View, plan: Plan, query: SearchQuery) -> Callable[[], Vector] | None:
        """What gives the query's vector, which the model begins to make at once on a thread of its own; None when
        meaning is not asked for or there is nothing to compare: then the model is not needed, and so not loaded."""
        wanted = query.mode == "both" and plan.meaning and view.vectors
        return self._thread.submit(self._vector, plan.meaning).result if wanted else None

    def _page(self, view: View, found: Found, query: SearchQuery, total: Callable[[], int]) -> Page:
        """The hits of the page; only for a page further on must their number be known first."""
        chosen = tuple(facets.restrictions(query).values())
        start = (max(1, query.page) - 1) * PAGE_SIZE
        if start and start >= total():
            return Page(())
        if query.sort != "relevance":
            return ordered(view, found, chosen, query.sort, start, PAGE_SIZE)
        if not query.text.strip():
            return ordered(view, found, chosen, "newest", start, PAGE_SIZE)  # nothing to be relevant to
        return ranked(view, found, chosen, self._weights, self._scale, start, PAGE_SIZE)

    def _shower(self, plan: Plan) -> Shower:
        return Shower(self._analyser, plan, self._weights)


def _around(passages: list[Passage], page: int) -> list[Passage]:
    """The passages that begin on a page, and their neighbours; where none begins, the last before and the first
    after."""
    before = [passage for passage in passages if passage.page < page]
    after = [passage for passage in passages if passage.page > page]
    return [*before[-1:], *(passage for passage in passages if passage.page == page), *after[:1]]
