"""What a reader finds, and how it is shown and counted."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.facets import FACET_IDS
from models.search import Completion, SearchQuery
from tests.contract.corpus import REPORTS, report, texts


def found(engine, text, **more):
    return [hit.record.id for hit in engine.search(SearchQuery(text, mode="exact", **more)).hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("äldreomsorgspersonal", "bemanning"),
        ("orosanmalan", "oro"),
        ("orosanmälningar", "oro"),
        ("kontinuitet", "kontinuitet"),
        ("enkät delaktighet", "brukare"),
        ("våld nära relation", "vald"),
        ("forsorjningsstod", "forsorj"),
        ("kamera tillsyn natt", "teknik"),
        ("Ada Exempel fast omsorgskontakt", "projekt"),
        ("anhörig avlastning", "odaterad"),
        # Not thought of when the analysis was made:
        ("måltid demens anhörig", "demens"),
        ("familjehem handledning placering", "ensam"),
    ],
)
def test_words_are_found_in_every_form(engine, text, first):
    assert found(engine, text)[0] == first


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("personal inom äldreomsorgen", {"bemanning"}),
        ('"personal inom äldreomsorgen"', {"bemanning"}),
        ('"äldreomsorgen inom personal"', set()),
        ("skola -orosanmälan", {"vald", "tva-miljoer"}),
        ('skola -"barn som far illa" -orosanmälan', {"vald"}),
        ("och", set()),
        ('"', set()),
        ("obefintligtord", set()),
    ],
)
def test_every_content_word_is_needed(engine, text, ids):
    assert set(found(engine, text)) == ids


def test_of_four_words_one_may_be_missing(engine):
    assert found(engine, "kamera nattpatrull tolv giraff") == ["teknik"]
    assert found(engine, "kamera tolv giraff") == []


def test_phrases_do_not_run_from_passage_to_passage(engine):
    assert found(engine, '"mindre grupper"') == ["kontinuitet"]
    assert found(engine, '"mindre grupper äldre"') == []


def test_by_meaning_and_by_words_are_told_apart(engine):
    page = engine.search(SearchQuery("personal"))
    assert page.total == page.by_words + page.by_meaning
    assert page.by_meaning > 0
    assert sum(hit.by == "meaning" for hit in page.hits) == page.by_meaning
    exact = engine.search(SearchQuery("personal", mode="exact"))
    assert (exact.total, exact.by_meaning) == (page.by_words, 0)
    assert all(shown.by == "meaning" for hit in page.hits if hit.by == "meaning" for shown in hit.passages)


def test_what_has_no_hit_by_words_is_a_guess(engine):
    page = engine.search(SearchQuery("zzyzx hemtjänsten delades i mindre grupper xyzzy qwfpgj"))
    assert page.by_words == 0
    assert page.guesses == (page.total > 0)


def test_demands_hold_for_hits_by_meaning_too(engine):
    def hits(text):
        return {hit.record.id for hit in engine.search(SearchQuery(text)).hits}

    near = "personalen menar att det tog tid från det praktiska arbetet hästsport"
    assert "brukare" in hits(near)
    assert "brukare" not in hits(near.replace("tid", "-enkät"))
    assert "brukare" not in hits(near + ' "daglig sysselsättning"')
    assert "brukare" in hits(near + ' "ökade enkät"')


def test_an_empty_question_shows_everything_newest_first(engine):
    page = engine.search(SearchQuery(""))
    assert page.total == page.by_words == len(REPORTS)
    years = [hit.record.year for hit in page.hits]
    assert years == sorted(years, reverse=True)
    assert not page.guesses


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("newest", lambda r: (r.year is None, -(r.year or 0))),
        ("oldest", lambda r: (r.year is None, r.year or 0)),
        ("title", lambda r: r.title.casefold().replace("å", "z1").replace("ö", "z3")),
    ],
)
def test_orders(engine, sort, key):
    records = [h.record for n in (1, 2) for h in engine.search(SearchQuery("", sort=sort, page=n)).hits]
    assert len(records) == len(REPORTS)
    assert [r.id for r in records] == [r.id for r in sorted(records, key=key)]


def test_pages_go_on_without_gap_or_repetition(engine):
    for query in (SearchQuery("personal barn skola"), SearchQuery("a"), SearchQuery("")):
        first = engine.search(query)
        seen = []
        for number in range(1, 4):
            seen += [h.record.id for h in engine.search(SearchQuery(query.text, page=number)).hits]
        assert len(seen) == len(set(seen)) == first.total
    assert engine.search(SearchQuery("", page=10**12)).hits == ()
    assert engine.search(SearchQuery("", page=-3)).hits == engine.search(SearchQuery("")).hits


VOCABULARY = sorted({word for i in REPORTS for text in texts(i) for word in text.lower().strip(".").split()})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=9).map(" ".join), st.sampled_from(sorted(REPORTS)))
def test_choosing_in_a_facet_never_turns_the_order(engine, text, chosen):
    pages = [engine.search(SearchQuery(text, page=n)) for n in (1, 2)]
    whole = [hit.record.id for page in pages for hit in page.hits]
    place = tuple(REPORTS[chosen]["environments"])
    part = [hit.record.id for hit in engine.search(SearchQuery(text, filters=(("environment", place),))).hits]
    assert part == [i for i in whole if set(REPORTS[i]["environments"]) & set(place)][:10]


def test_excerpts_lie_within_their_lines_and_marks_within_them(engine):
    for text in ("personal", "barn skola", "hemtjänst"):
        for hit in engine.search(SearchQuery(text)).hits:
            assert sum(len(shown.text) for shown in hit.passages) <= 330
            for shown in hit.passages:
                for span in shown.spans:
                    assert 0 <= span.whole_start <= span.start < span.end <= span.whole_end <= len(shown.text)


def test_reasons_name_word_find_and_place(engine):
    (hit,) = engine.search(SearchQuery("kontinuitet medarbetare", mode="exact")).hits[:1]
    reasons = {reason.word: reason for reason in hit.reasons}
    assert reasons["kontinuitet"].parts == ("personal", "kontinuitet")
    assert reasons["kontinuitet"].place == "title"
    assert (reasons["medarbetare"].matched, reasons["medarbetare"].place) == ("medarbetare", "body")
    (hit,) = engine.search(SearchQuery("äldreomsorgspersonal", mode="exact")).hits
    assert hit.reasons[0].matched == "personal … äldreomsorgen"
    assert [hit.passages[0].text[s.start : s.end] for s in hit.passages[0].spans] == ["personal", "äldreomsorgen"]


def test_marks_in_the_title(engine):
    (hit,) = engine.search(SearchQuery("brukarinflytande verksamhet", mode="exact")).hits
    assert [hit.record.title[s.start : s.end] for s in hit.title_spans] == ["Brukarinflytande", "verksamhet"]


def test_threads_may_share_an_engine(engine):
    queries = [SearchQuery(text, page=n) for text in ("personal", "barn skola", "", "boende") for n in (1, 2)]
    one_by_one = [engine.search(query) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(engine.search, queries * 5)) == one_by_one * 5


def test_too_long_questions_are_cut_and_say_so(engine):
    long = "äldreomsorgen personal " + "och " * 200
    page = engine.search(SearchQuery(long))
    assert page.cut
    assert page.hits[0].record.id == "bemanning"
    assert not engine.search(SearchQuery("personal")).cut


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=80), st.text(alphabet='"-*?:()[]{}^~ åäöAB019\\/&|+!', max_size=60)))
def test_any_string_is_answered(engine, text):
    page = engine.search(SearchQuery(text))
    assert page.total == page.by_words + page.by_meaning
    assert len(page.hits) == min(10, page.total)
    engine.page_view("oro", 1, text)


@pytest.mark.parametrize("text", ["\ud800", "\x00", "a\x00b", "é" * 600, "- - -", '""""', '-"', "\u202e\u0300"])
def test_odd_strings_are_answered(engine, text):
    engine.search(SearchQuery(text))


def brute(kinds, chosen, years, undated):
    """Ids that a set of choices leaves, and counts, by plain Python over the records."""
    records = [report(i).record for i in kinds]

    def fits(record, but=""):
        for facet, values in chosen:
            if facet != but and not set(record.facets.get(facet, ())) & set(values):
                return False
        if but != "year" and years != (None, None):
            if record.year is None:
                return undated
            return (years[0] or 0) <= record.year <= (years[1] or 9999)
        return True

    counts = {}
    for facet in FACET_IDS:
        left = [r for r in records if fits(r, facet)]
        values = {v for r in left for v in r.facets.get(facet, ())} | set(dict(chosen).get(facet, ()))
        counts[facet] = {v: sum(v in r.facets.get(facet, ()) for r in left) for v in values}
    by_year = {}
    for r in records:
        if fits(r, "year"):
            by_year[r.year] = by_year.get(r.year, 0) + 1
    return {r.id for r in records if fits(r)}, counts, by_year


VALUES = {
    "environment": ["fou-norr", "fou-syd", "fou-ost", "fou-vast", "nowhere"],
    "kind": ["evaluation", "report", "survey"],
}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["", "personal", "barn", "skola", "boende"]),
    st.fixed_dictionaries({f: st.lists(st.sampled_from(v), unique=True, max_size=3) for f, v in VALUES.items()}),
    st.tuples(st.none() | st.integers(2003, 2021), st.none() | st.integers(2003, 2021)),
    st.booleans(),
)
def test_counts_are_those_of_plain_python(engine, text, filters, years, undated):
    chosen = tuple(sorted((facet, tuple(sorted(values))) for facet, values in filters.items() if values))
    hits = engine.search(SearchQuery(text))
    kinds = {h.record.id for n in (1, 2) for h in engine.search(SearchQuery(text, page=n)).hits}
    assert len(kinds) == hits.total
    ids, counts, by_year = brute(kinds, chosen, years, undated)
    query = SearchQuery(text, filters=chosen, year_from=years[0], year_to=years[1], undated=undated)
    page = engine.search(query)
    assert page.total == len(ids)
    more = engine.search(SearchQuery(text, chosen, years[0], years[1], undated, page=2)).hits
    assert {h.record.id for h in (*page.hits, *more)} == ids
    assert {f.facet: {v.value: v.count for v in f.values} for f in page.facets} == counts
    assert page.years == by_year
    for facet in page.facets:
        rows = [(not v.chosen, -v.count, v.value) for v in facet.values]
        assert rows == sorted(rows)


def test_a_facet_that_does_not_exist_leaves_nothing(engine):
    assert engine.search(SearchQuery("", filters=(("colour", ("blue",)),))).total == 0


def test_figures(engine):
    stats = engine.stats()
    assert (stats.reports, stats.known, stats.projects, stats.environments) == (12, 1, 1, 4)
    assert stats.passages == stats.vectors == sum(len(texts(i)) for i in REPORTS)
    assert engine.environments()["fou-ost"] == {"report": 3, "known": 1}
    assert sum(itertools.chain.from_iterable(e.values() for e in engine.environments().values())) == 15


def test_records(engine):
    assert engine.report("oro") == report("oro").record
    assert engine.report("nobody") is None
    assert engine.record("environment", "fou-norr") == '{"läst": 3}'
    assert engine.record("environment", "fou-syd") is None


def test_similar_studies_say_what_they_have_in_common(engine):
    found = {study.record.id: study for study in engine.similar("kontinuitet")}
    assert set(found) >= {"bemanning", "demens"}
    assert ("group", "aldre") in found["bemanning"].shared
    assert found["bemanning"].elsewhere
    assert not found["demens"].elsewhere
    assert all(study.shared or study.words for study in found.values())
    assert "kontinuitet" not in found


def test_similar_studies_of_other_counties(engine):
    assert [study.record.id for study in engine.similar("kontinuitet", elsewhere=True)] == ["bemanning"]
    assert [study.record.id for study in engine.similar("kontinuitet", 1)] == ["bemanning"]
    assert ("municipality", "0380") in {study.record.id: study for study in engine.similar("oro")}["vald"].shared
    assert engine.similar("nobody") == ()


def test_page_views_show_what_begins_there_and_its_neighbours(engine):
    view = engine.page_view("oro", 2, "skyddsbedömning")
    assert view is not None
    assert [shown.page for shown in view.excerpts] == [1, 2]
    assert view.label == "2"
    assert view.text == ""
    marked = [s.text[m.start : m.end] for s in view.excerpts for m in s.spans]
    assert marked == ["skyddsbedömning"]
    for page in (0, 3, -1):
        assert engine.page_view("oro", page) is None
    assert engine.page_view("nobody", 1) is None


@pytest.mark.parametrize(
    "text", ["personal", "orosanmälan barn skola", "zzyzx hemtjänsten mindre grupper", "", "-skola"]
)
def test_what_is_measured_is_what_the_reader_sees(engine, text):
    pages = [engine.search(SearchQuery(text, page=page)) for page in (1, 2, 3)]
    seen = [hit.record.id for page in pages for hit in page.hits] if text else []
    ranking = engine.ranking(text, 30, meaning=True)
    assert [report_id for report_id, _ in ranking.hits] == seen
    assert ranking.guesses == (pages[0].guesses and bool(text))


def test_terms_that_mean_the_same_are_found_said_and_can_be_left_out(engine):
    page = engine.search(SearchQuery("socialhjälp"))
    assert page.hits[0].record.id == "forsorj"
    assert "försörjningsstöd" in page.related
    reason = page.hits[0].reasons[0]
    assert (reason.word, reason.related) == ("socialhjälp", True)
    assert reason.matched.casefold() in page.related
    without = engine.search(SearchQuery("socialhjälp", related=False))
    assert (without.by_words, without.related) == (0, ())
    assert engine.search(SearchQuery("socialhjälp", mode="exact")).total == 0


def test_letters_weigh_but_make_no_hit(engine):
    page = engine.search(SearchQuery("kontinuitett"))
    assert page.by_words == 0
    assert engine.ranking("kontinuitett hemtjänsten", 1, meaning=False).hits[0][0] == "kontinuitet"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("orosanmälan OR demens", {"oro", "demens"}),
        ("skola NOT orosanmälan", {"vald", "tva-miljoer"}),
        ("skola INTE orosanmälan", {"vald", "tva-miljoer"}),
        ("författare:Exempel försörjningsstöd", {"forsorj"}),
        ("titel:middagsbordet", {"demens"}),
        ("titel:försörjningsstöd hushåll", set()),
        ("år:2009", {"demens"}),
        ("year:2009", {"demens"}),
        ("år:2009-2009 anhörig", {"demens"}),
        ("måltid år:2010-", set()),
        ("försörjningsst*", {"forsorj"}),
        ("forsorjningsst*", {"forsorj"}),
        ("middagsbord: demens AND", {"demens"}),
    ],
)
def test_the_language_of_questions(engine, text, ids):
    assert set(found(engine, text)) == ids


def test_limits_hold_for_hits_by_meaning_too(engine):
    page = engine.search(SearchQuery("personal år:2015-"))
    assert page.by_meaning > 0
    assert min(hit.record.year for hit in page.hits) >= 2015
    assert all(
        "Exempel" in hit.record.authors[0] for hit in engine.search(SearchQuery("personal författare:exempel")).hits
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                '"',
                "-",
                "OR",
                "AND",
                "NOT",
                "*",
                ":",
                "år:",
                "titel:",
                "2015-",
                "barn",
                "hem*",
                "(",
                "§",
                "\u2028",
                "år:20",
            ]
        )
        | st.text(max_size=8),
        max_size=12,
    ).map(" ".join)
)
def test_no_question_is_an_error(engine, text):
    page = engine.search(SearchQuery(text))
    assert page.total == page.by_words + page.by_meaning


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("kontinuitett", "kontinuitet"),
        ("orosanmälam skola", "orosanmälan skola"),
        ("Försörjningstöd", "försörjningsstöd"),
        ("kontinuitet", None),
        ("zzyzx", None),
        ("", None),
        ('"kontinuitett"', None),
    ],
)
def test_what_may_have_been_meant_has_hits(engine, text, meant):
    suggestions = engine.suggest(SearchQuery(text))
    assert [s.text for s in suggestions[:1]] == ([meant] if meant else [])
    for suggestion in suggestions:
        assert engine.search(SearchQuery(suggestion.text, mode="exact")).total == suggestion.total > 0


def test_what_is_typed_is_completed(engine):
    assert Completion("Samtal vid middagsbordet", "title") in engine.complete("Samtal vid")
    assert any(end.text.startswith("barn orosanm") for end in engine.complete("barn orosan") if end.kind == "word")
    assert engine.complete("a") == engine.complete("") == engine.complete("zzyzx") == ()
    assert len(engine.complete("be", 3)) <= 3


def test_versions_are_those_of_everything_that_was_published(engine):
    assert engine.versions() == {i: report(i).record.version for i in REPORTS}


def test_a_misspelt_word_weighs_as_what_was_meant_but_is_no_hit_by_words(engine):
    assert engine.ranking("skyddsbedömnning", 5, meaning=False).hits[0][0] == "oro"
    assert engine.search(SearchQuery("skyddsbedömnning")).by_words == 0
    assert engine.search(SearchQuery("skyddsbedömnning", related=False)).total == 0


def test_a_word_shut_out_shuts_out_its_inflections_and_no_compounds(engine):
    every = {hit.record.id for hit in engine.search(SearchQuery("personal", mode="exact")).hits}
    without = {hit.record.id for hit in engine.search(SearchQuery("personal -medarbetare", mode="exact")).hits}
    assert without < every
    ids = {hit.record.id for hit in engine.search(SearchQuery("personal -omsorg", mode="exact")).hits}
    assert "bemanning" in ids  # äldreomsorgen is another word


def test_totals_by_words_are_those_of_the_exact_search(engine):
    asked = [
        SearchQuery("barn orosanmälan"),
        SearchQuery("barn", filters=(("environment", ("a",)),)),
        SearchQuery("zzyzx"),
    ]
    assert engine.by_words(asked) == tuple(engine.search(replace(one, mode="exact")).total for one in asked)
    assert engine.by_words([]) == ()


def test_preparing_changes_no_answer(engine):
    before = engine.search(SearchQuery("kontinuitett"))
    engine.prepare()
    assert engine.search(SearchQuery("kontinuitett")) == before
