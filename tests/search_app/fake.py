"""A small engine in memory with invented records, for tests of the pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from indexer.engines.facets import FACET_IDS
from models.claim import Claim
from models.errors import FouError
from models.report import Address, PublicRecord
from models.search import (
    PAGE_SIZE,
    Completion,
    FacetCounts,
    FacetValue,
    Hit,
    IndexStats,
    LikeStudy,
    PageView,
    Reason,
    ResultPage,
    SearchQuery,
    ShownPassage,
    Span,
    Suggestion,
)

PUBLISHED = "2026-11-21T03:10:00+00:00"


def make_record(record_id: str, title: str, **values) -> PublicRecord:
    """An invented report."""
    environments = values.get("environments", ("fou-exempel",))
    base = PublicRecord(
        id=record_id,
        version="1",
        kind="report",
        title=title,
        subtitle="",
        authors=("Maja Exempelsson", "Nils Provberg"),
        year=2021,
        series="FoU-rapport",
        number="2021:4",
        isbn="",
        publisher="",
        document_kind="FoU-rapport",
        language="sv",
        summary="",
        summary_page=None,
        blurb="",
        environments=environments,
        addresses=tuple(
            Address(e, f"https://{e}.example/{record_id}/", f"https://{e}.example/{record_id}.pdf", "2021-05-12")
            for e in environments
        ),
        evidence=(
            Claim("title", title, "pdf", "largest type on the front page", 0.97, 1, title),
            Claim("title", title.upper(), "page", "heading", 0.8, None, "SAMMA ANSIKTE | FoU"),
            Claim("title", title, "pdf", "largest type on the front page", 0.6, 1, title),
            Claim("title", "Likadant varje dag", "page", "heading", 0.8),
            Claim("year", "2021", "pdf", "date of the foreword", 0.6, 3, "Karlstad i april 2021"),
            Claim("language", "sv", "metadata", "language of most pages", 0.9),
        ),
        facets={"environment": environments, "kind": ("fou-report",)},
        pages=84,
        page_labels=(None, None, *(str(n) for n in range(3, 85))),
        origins={"text": 84},
        redistribute=False,
        outcome="ok",
    )
    return replace(base, **values)


@dataclass
class FakeEngine:
    """Finds words by their beginning; `passages` are report id → (page, heading, text, origin)."""

    records: list[PublicRecord]
    passages: dict[str, list[tuple[int, str, str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    others: dict[tuple[str, str], str] = field(default_factory=dict)
    near: tuple[str, ...] = ()
    alike: dict[str, tuple[LikeStudy, ...]] = field(default_factory=dict)
    meant: dict[str, tuple[str, ...]] = field(default_factory=dict)
    failure: Exception | None = None
    version: str = "a"
    asked: list[SearchQuery] = field(default_factory=list)

    def search(self, query: SearchQuery) -> ResultPage:
        self._fail()
        self.asked.append(query)
        words = [w.casefold() for w in re.findall(r"\w+", query.text)]
        found = [r for r in self.records if all(w in self._text(r) for w in words)]
        meaning = [r for r in self.records if r.id in self.near and r not in found]
        if not words or query.mode == "exact":
            meaning = []
        chosen = [(r, r in meaning) for r in [*found, *meaning] if self._chosen(r, query)]
        if query.sort in ("newest", "oldest"):
            chosen.sort(key=lambda pair: pair[0].year or 0, reverse=query.sort == "newest")
        start = (query.page - 1) * PAGE_SIZE
        by_meaning = sum(by for _, by in chosen)
        facets = tuple(FacetCounts(name, self._values(name, [*found, *meaning], query)) for name in FACET_IDS)
        years: dict[int | None, int] = {}
        for record in [*found, *meaning]:
            years[record.year] = years.get(record.year, 0) + 1
        return ResultPage(
            query=query,
            total=len(chosen),
            by_words=len(chosen) - by_meaning,
            by_meaning=by_meaning,
            hits=tuple(self._hit(r, words, by=by) for r, by in chosen[start : start + PAGE_SIZE]),
            facets=facets,
            years=years,
            guesses=bool(chosen) and by_meaning == len(chosen),
        )

    def prepare(self) -> None:
        self._fail()

    def suggest(self, query: SearchQuery, n: int = 3) -> tuple[Suggestion, ...]:
        self._fail()
        return tuple(Suggestion(text, 1) for text in self.meant.get(query.text, ())[:n])

    def by_words(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        return tuple(self.search(replace(query, mode="exact")).total for query in queries)

    def complete(self, text: str, n: int = 8) -> tuple[Completion, ...]:
        self._fail()
        titles = (r.title for r in self.records if r.title.casefold().startswith(text.casefold()))
        return tuple(Completion(title, "title") for title in titles)[:n]

    def report(self, report_id: str) -> PublicRecord | None:
        self._fail()
        return next((r for r in self.records if r.id == report_id), None)

    def similar(self, report_id: str, n: int = 5, *, elsewhere: bool = False) -> tuple[LikeStudy, ...]:
        self._fail()
        studies = self.alike.get(report_id, ())
        return tuple(study for study in studies if study.elsewhere or not elsewhere)[:n]

    def page_view(self, report_id: str, page: int, text: str = "") -> PageView | None:
        record = self.report(report_id)
        if record is None or not 1 <= page <= record.pages:
            return None
        words = [w.casefold() for w in re.findall(r"\w+", text)]
        all_of_it = [self._shown(record, p, words) for p in self.passages.get(report_id, [])]
        before = [p for p in all_of_it if p.page < page][-1:]
        after = [p for p in all_of_it if p.page > page][:1]
        here = [p for p in all_of_it if p.page == page]
        whole = self.texts.get((report_id, page), "") if record.redistribute else ""
        return PageView(record, page, record.page_labels[page - 1], (*before, *here, *after), whole)

    def environments(self) -> dict:
        self._fail()
        counts: dict = {}
        for record in self.records:
            for environment in record.environments:
                kinds = counts.setdefault(environment, {})
                kinds[record.kind] = kinds.get(record.kind, 0) + 1
        return counts

    def record(self, kind: str, record_id: str) -> str | None:
        return self.others.get((kind, record_id))

    def stats(self) -> IndexStats:
        self._fail()
        kinds = [r.kind for r in self.records]
        return IndexStats(kinds.count("report"), kinds.count("known"), kinds.count("project"), 9, 9, 2, PUBLISHED)

    def state(self) -> str:
        self._fail()
        return self.version

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure

    def _text(self, record: PublicRecord) -> str:
        return " ".join([record.title, *(p[2] for p in self.passages.get(record.id, []))]).casefold()

    def _chosen(self, record: PublicRecord, query: SearchQuery, but: str = "") -> bool:
        facets = all(set(values) & set(record.facets.get(name, ())) for name, values in query.filters if name != but)
        if but == "year" or (query.year_from is None and query.year_to is None):
            return facets
        if record.year is None:
            return facets and query.undated
        return facets and (query.year_from or 0) <= record.year <= (query.year_to or 9999)

    def _values(self, name: str, records: list[PublicRecord], query: SearchQuery) -> tuple[FacetValue, ...]:
        counts = dict.fromkeys(query.chosen(name), 0)
        for record in records:
            if self._chosen(record, query, but=name):
                for value in record.facets.get(name, ()):
                    counts[value] = counts.get(value, 0) + 1
        rows = [FacetValue(v, n, v in query.chosen(name)) for v, n in counts.items()]
        return tuple(sorted(rows, key=lambda row: (not row.chosen, -row.count, row.value)))

    def _hit(self, record: PublicRecord, words: list[str], *, by: bool) -> Hit:
        passages = [self._shown(record, p, words) for p in self.passages.get(record.id, [])]
        shown = [p for p in passages if p.spans or by][:3]
        if by:
            return Hit(record, 0.5, "meaning", tuple(replace(p, by="meaning", spans=()) for p in shown[:1]), ())
        title = record.title.casefold()
        reasons = tuple(Reason(w, w, (), "title" if w in title else "body") for w in words)
        return Hit(record, 1.0, "both" if self.near else "words", tuple(shown), reasons, _spans(record.title, words))

    def _shown(self, record: PublicRecord, passage: tuple[int, str, str, str], words: list[str]) -> ShownPassage:
        page, heading, text, origin = passage
        label = record.page_labels[page - 1] if page <= len(record.page_labels) else None
        return ShownPassage(page, label, heading, text, _spans(text, words), origin, "words")


def _spans(text: str, words: list[str]) -> tuple[Span, ...]:
    spans = []
    for match in re.finditer(r"\w+", text):
        for word in words:
            at = match.group().casefold().find(word)
            if at >= 0:
                inside = at > 0
                start = match.start() + at
                spans.append(Span(start, start + len(word) if inside else match.end(), match.start(), match.end()))
                break
    return tuple(spans)


def broken(error: FouError) -> FakeEngine:
    """An engine that fails in one way."""
    return FakeEngine([], failure=error)
