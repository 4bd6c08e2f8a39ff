"""Studies like a report, and why: what both descriptions say of target group, method, place and subject, and rare words
that both have. Nearness in meaning puts candidates forward and orders them; it is never given as a reason."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from indexer.engines.backend import TEXT_FIELDS, WORDS_FIELD, CountJob, View
from indexer.engines.nodes import And, Boost, Everything, Filter, Ids, Node, Not, OneOf, Or, Term
from indexer.engines.ranking import Scale
from indexer.engines.weights import RankingWeights
from models.language.analysis import Analyser
from models.report import PublicRecord
from models.search import LikeStudy

ALIKE = {"group": 1.0, "intervention": 1.0, "area": 1.0, "municipality": 1.0, "method": 0.5, "study_type": 0.5}
"""Facets in which two studies may be alike, in the order in which reasons are given, and how much each weighs: what a
study is about makes it like another more than how it was made."""
WEAK = frozenset({"method", "study_type"})
"""What is no reason by itself: most reports share interviews, or one of a dozen kinds of study."""
POOL = 60
"""Candidates by meaning, and as many by words."""
READ = 30
"""Candidates whose descriptions are compared."""
TRIED = 40
"""Words of the report whose rarity is looked up."""
RARE = 12
"""Rare words that are looked for in other reports."""
COMMON_SHARE = 0.1
"""A word in more of the reports than this is not rare."""
COMMON_SWEDISH = 5e-5
"""Nor is a word that is more frequent in Swedish (*kommun*, *samarbete*, *chef*; *medarbetare* is rarer)."""
SHORTEST = 5
NAMED = 3
"""Rare words that are named as a reason."""


def similar(
    view: View,
    record: PublicRecord,
    analyser: Analyser,
    weights: RankingWeights,
    scale: Scale,
    n: int,
    *,
    elsewhere: bool,
) -> tuple[LikeStudy, ...]:
    """Up to `n` studies like a report that have something in common with it that can be named, the likest first.

    Args:
        view: the state of the index.
        record: the report.
        analyser: the Swedish analysis.
        weights: how much meaning, descriptions and rare words count (`[ranking.similar]`).
        scale: of the model's cosines.
        n: how many.
        elsewhere: only studies of counties that the report did not study.
    """
    words = _words(record, analyser)
    jobs = [CountJob(Term(WORDS_FIELD, word)) for word in words]
    everything, *counted = view.count([CountJob(Everything(), tuple(ALIKE)), *jobs])
    rarity = _rarity(words, [answer.total for answer in counted], everything.total)
    limits = _limits(record, elsewhere=elsewhere)
    near, by_words = _near(view, record, limits), _by_words(view, rarity, limits)
    best = max(near.values(), default=0.0)
    most = max(by_words.values(), default=0.0)

    def before(report_id: str) -> float:
        meaning = max(0.0, 1 - (best - near[report_id]) / scale.span) if report_id in near else 0.0
        return weights.similar["meaning"] * meaning + weights.similar["words"] * by_words.get(report_id, 0.0) / (
            most or 1
        )

    def weight(facet: str, value: str) -> float:
        number = max(1, everything.facets[facet].get(value, 1))
        return ALIKE[facet] * math.log((everything.total + 1) / number)

    order = {facet: place for place, facet in enumerate(ALIKE)}
    own = sum(weight(*value) for value in _shared(record, record))
    candidates = sorted({*near, *by_words}, key=lambda i: (-before(i), i))[:READ]
    found = []
    for report_id, other in view.reports(candidates).items():
        shared = tuple(sorted(_shared(record, other), key=lambda value: (order[value[0]], -weight(*value), value[1])))
        both = [word for word in rarity if word in _words(other, analyser)]
        if not both and not any(facet not in WEAK for facet, _ in shared):
            continue
        alike = sum(weight(*value) for value in shared) / own if own else 0.0
        score = before(report_id) + weights.similar["described"] * alike
        study = LikeStudy(other, shared, tuple(both[:NAMED]), elsewhere=_elsewhere(record, other))
        if study.elsewhere or not elsewhere:
            found.append((score, report_id, study))
    found.sort(key=lambda scored: (-scored[0], scored[1]))
    return tuple(study for _, _, study in found[:n])


def _words(record: PublicRecord, analyser: Analyser) -> dict[str, int]:
    """Words of title and summary and how often they stand there, those of the title twice; the most frequent first."""
    title = f"{record.title}\n{record.subtitle}"
    counted: Counter[str] = Counter()
    for text, weight in ((title, 2), (record.summary or record.blurb, 1)):
        for token in analyser.analyse(text):
            if not token.stop:
                for lemma in dict.fromkeys((token.lemma, *token.parts)):
                    if _may_be_rare(lemma, analyser):
                        counted[lemma] += weight
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:TRIED])


def _may_be_rare(lemma: str, analyser: Analyser) -> bool:
    return len(lemma) >= SHORTEST and lemma.isalpha() and analyser.frequency(lemma) <= COMMON_SWEDISH


def _rarity(words: Mapping[str, int], numbers: Sequence[int], total: int) -> dict[str, float]:
    """The rare words and their weights, the heaviest first; a word that no other report has says nothing."""
    most = max(2.0, COMMON_SHARE * total)
    weighed = {
        word: count * math.log((total + 1) / number)
        for (word, count), number in zip(words.items(), numbers, strict=True)
        if 2 <= number <= most
    }
    return dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:RARE])


def _limits(record: PublicRecord, *, elsewhere: bool) -> tuple[Node, ...]:
    """Not the report itself, nor what belongs with it; of other counties if asked."""
    own = (record.id, *(link.report for link in record.links), *record.related)
    counties = record.facets.get("county", ())
    here = (Not(Filter(OneOf("county", counties))),) if elsewhere and counties else ()
    return (Not(Ids(own)), *here)


def _near(view: View, record: PublicRecord, limits: tuple[Node, ...]) -> dict[str, float]:
    """The nearest by meaning and their cosines; none when the report has no vectors."""
    if (mean := view.mean(record.id)) is None:
        return {}
    near = {hit.id: hit.score for hit in view.nearest(mean, POOL)}
    allowed = view.top(And((Filter(Ids(tuple(near))), *limits)), len(near))
    return {report_id: near[report_id] for report_id, _ in allowed}


def _by_words(view: View, rarity: Mapping[str, float], limits: tuple[Node, ...]) -> dict[str, float]:
    """Reports that have some of the rare words, by how well."""
    terms = tuple(Boost(Term(field, word), weight) for word, weight in rarity.items() for field in TEXT_FIELDS)
    return dict(view.top(And((Or(terms), *limits)), POOL)) if terms else {}


def _shared(record: PublicRecord, other: PublicRecord) -> Iterator[tuple[str, str]]:
    for facet in ALIKE:
        theirs = other.facets.get(facet, ())
        yield from ((facet, value) for value in record.facets.get(facet, ()) if value in theirs)


def _elsewhere(record: PublicRecord, other: PublicRecord) -> bool:
    """Whether both say which counties were studied, and none is the same."""
    ours, theirs = set(record.facets.get("county", ())), set(other.facets.get("county", ()))
    return bool(ours and theirs and not ours & theirs)
