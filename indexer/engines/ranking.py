"""What is a hit, and in which order hits come: the same for every backend.

A report is a hit by words when it has them (`Plan.by_words`), and by meaning when its best passage lies over a floor,
at most so many of them. Which reports are hits depends on the query's text alone, never on what is chosen in the
facets, so totals, facets and exports agree. Both scores are put on the scale of the text as a whole (what the best
report for it has, with no facet chosen), so choosing in a facet never turns the order of two reports.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.engines.backend import Order, Vector, View
from indexer.engines.nodes import And, Everything, Filter, Ids, Node, Not, Or
from indexer.engines.plan import Plan
from indexer.engines.weights import RankingWeights

By = Literal["words", "meaning", "both"]


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a query. `words` matches hits by words, `node` every hit; `score` matches everything and says how
    well it answers in words; `first` are the best hits by words with their scores, a window of them; `meaning` are the
    reports over the floor with the cosine of their best passage; `vector` is the query's, None when meaning was not
    asked for; `best` is the highest cosine in the index; `cosines` has the reports that have been compared with the
    query, None for those that have no vectors."""

    words: Node
    node: Node
    score: Node
    first: Sequence[tuple[str, float]]
    meaning: Mapping[str, float]
    vector: Vector | None
    best: float
    cosines: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers that depend on the model, all cosines: the floor of a hit by meaning, how far below the best report it
    may lie, and how far below the best a score by meaning reaches nought."""

    floor: float
    reach: float
    span: float


def everything() -> Found:
    """What an empty query finds."""
    return Found(Everything(), Everything(), Everything(), (), {}, None, 0.0, {})


def find(view: View, plan: Plan, awaited: Callable[[], Vector] | None, weights: RankingWeights, scale: Scale) -> Found:
    """The hits of a query, whatever is chosen in the facets. `awaited` gives the query's vector, which takes as long as
    all that is asked before it is needed."""
    words = Filter(plan.by_words(weights))
    score = plan.score(weights)
    if awaited is None:
        return Found(words, words, score, view.top(And((words, score)), weights.window), {}, None, 0.0, {})
    some = And((Filter(plan.some_words(weights)), score))
    nearest = view.soon(lambda: view.nearest(awaited(), weights.meaning_hits))
    best_of_some = view.soon(lambda: view.top(some, weights.meaning_sure))
    first = view.top(And((words, score)), weights.window)
    likely = [report_id for report_id, _ in best_of_some()]
    near, vector = nearest(), awaited()
    best = near[0].score if near else 0.0
    cosines = _compared(view, vector, dict.fromkeys((*likely, *(i for i, _ in first), *(hit.id for hit in near))))
    over = {i: cosine for i in likely if (cosine := cosines[i]) is not None and cosine >= scale.floor}
    for place, hit in enumerate(near):
        reached = place < weights.meaning_sure or hit.score >= best - scale.reach
        if reached and hit.score >= scale.floor and len(over) < weights.meaning_hits:
            over[hit.id] = hit.score
    demands = (plan.demands(weights),) if plan.strict else ()
    node = Or((words, And((Filter(Ids(tuple(over))), *demands)))) if over else words
    return Found(words, node, score, first, over, vector, best, cosines)


def _compared(view: View, vector: Vector, ids: Collection[str]) -> dict[str, float | None]:
    """How near these reports lie to the query; None for one that has no vectors."""
    return {**dict.fromkeys(ids), **{near.id: near.score for near in view.nearest(vector, len(ids), tuple(ids))}}


@dataclass(frozen=True, slots=True)
class Page:
    """Hits of one page, best first, each with its score. `words` are all the hits by words under the same choices, on
    whatever page; None when they were not told apart."""

    hits: Sequence[tuple[str, float]]
    words: frozenset[str] | None = None


def ranked(
    view: View, found: Found, chosen: Sequence[Node], weights: RankingWeights, scale: Scale, start: int, n: int
) -> Page:
    """Hits `start` to `start + n` by relevance, with scores from 0 to 1.

    The best `weights.window` by words and all by meaning are ordered by both scores together; what lies beyond them by
    the words alone.
    """
    among = Filter(Ids(tuple(found.meaning)))
    by_meaning = view.soon(lambda: view.top(And((found.node, found.score, among, *chosen)), len(found.meaning)))
    best = found.first
    if chosen:
        without_choice = view.soon(lambda: view.top(And((found.node, found.score)), 1))
        best = view.top(And((found.words, found.score, *chosen)), weights.window)
        highest = max((score for _, score in without_choice()), default=0.0)
    else:
        highest = max((score for _, score in (*best[:1], *by_meaning()[:1])), default=0.0)
    words = dict(best)
    told_apart = frozenset(words) if len(words) < weights.window else None
    words |= {i: weights.partial * score for i, score in by_meaning() if i not in words}
    ids = list(words)
    cosines = found.cosines
    if found.vector is not None and (new := [i for i in ids if i not in cosines]):
        cosines = {**cosines, **_compared(view, found.vector, new)}
    share = weights.meaning if any(cosines.get(i) is not None for i in ids) else 0.0

    def fused(report_id: str) -> float:
        by_words = words.get(report_id, 0.0) / highest if highest > 0 else 0.0
        cosine = cosines.get(report_id)
        below = found.best - (-1.0 if cosine is None else cosine)
        return (1 - share) * by_words + share * max(0.0, 1 - below / scale.span)

    window = sorted(((i, fused(i)) for i in ids), key=lambda hit: (-hit[1], hit[0]))
    page = window[start : start + n]
    if len(page) < n and len(ids) >= weights.window:
        rest = And((found.words, found.score, *chosen, Not(Ids(tuple(ids)))))
        page += [(i, 0.0) for i, _ in view.top(rest, n - len(page), max(0, start - len(window)))]
    return Page(page, told_apart)


def ordered(view: View, found: Found, chosen: Sequence[Node], order: Order, start: int, n: int) -> Page:
    """Hits `start` to `start + n` in another order than relevance, all with score 0."""
    return Page(view.top(And((found.node, *chosen)), n, start, order))


def found_by(view: View, found: Found, page: Page) -> dict[str, By]:
    """How each hit of a page was found."""
    ids = [report_id for report_id, _ in page.hits]
    words = page.words
    if words is None:
        words = frozenset(i for i, _ in view.top(And((found.words, Filter(Ids(tuple(ids))))), len(ids)))
    return {i: "meaning" if i not in words else "both" if i in found.meaning else "words" for i in ids}
