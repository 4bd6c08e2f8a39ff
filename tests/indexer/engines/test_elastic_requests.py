"""Nodes and jobs as requests of Elasticsearch: values, no server."""

import pytest

from indexer.engines.backend import CountJob
from indexer.engines.elastic import queries
from indexer.engines.nodes import (
    And,
    AtLeast,
    Boost,
    Everything,
    Filter,
    Ids,
    Not,
    Nothing,
    OneOf,
    Or,
    Phrase,
    Term,
    Years,
)

BARN, SKOLA = Term("title", "barn"), Term("body", "skola")
IS_BARN, IS_SKOLA = {"term": {"title": {"value": "barn"}}}, {"term": {"body": {"value": "skola"}}}
ALL = {"bool": {"filter": [{"match_all": {}}]}}
UNDATED = {"bool": {"must_not": [{"exists": {"field": "year"}}]}}


@pytest.mark.parametrize(
    ("node", "query"),
    [
        (BARN, IS_BARN),
        (Everything(), ALL),
        (Nothing(), {"match_none": {}}),
        (Or(()), {"match_none": {}}),
        (Phrase("body", ("5", "kap")), {"match_phrase": {"body": {"query": "5 kap"}}}),
        (Or((BARN, SKOLA)), {"bool": {"should": [IS_BARN, IS_SKOLA], "minimum_should_match": 1}}),
        (AtLeast(2, (BARN, SKOLA)), {"bool": {"should": [IS_BARN, IS_SKOLA], "minimum_should_match": 2}}),
        (And((BARN, Not(SKOLA))), {"bool": {"must": [IS_BARN], "must_not": [IS_SKOLA]}}),
        (Not(SKOLA), {"bool": {"must": [ALL], "must_not": [IS_SKOLA]}}),
        (Boost(BARN, 2.5), {"bool": {"must": [IS_BARN], "boost": 2.5}}),
        (Filter(BARN), {"bool": {"filter": [IS_BARN]}}),
        (Ids(("a", "b")), {"bool": {"filter": [{"terms": {"id": ["a", "b"]}}]}}),
        (OneOf("kind", ("final",)), {"bool": {"filter": [{"terms": {"facet_kind": ["final"]}}]}}),
        (Years(2010, None), {"bool": {"filter": [{"range": {"year": {"gte": 2010}}}]}}),
        (
            Years(None, 2010, undated=True),
            {"bool": {"filter": [{"bool": {
                "should": [{"range": {"year": {"lte": 2010}}}, UNDATED], "minimum_should_match": 1}}]}},
        ),
    ],
)  # fmt: skip
def test_each_node_is_one_query(node, query):
    assert queries.build(node) == query


def test_the_best_reports_are_asked_for_with_equal_ones_by_id():
    request = queries.top(BARN, 10, 20, None)
    assert (request["query"], request["from"], request["size"]) == (IS_BARN, 20, 10)
    assert request["sort"] == [{"_score": "desc"}, {"id": "asc"}]
    later = queries.top(BARN, 10, 0, "newest", ["k", "a"])
    assert later["sort"] == [{"order_newest": "asc"}, {"id": "asc"}]
    assert later["search_after"] == ["k", "a"]
    assert "from" not in later


def test_counting_asks_for_facets_and_years_by_field():
    request = queries.count(CountJob(BARN, ("kind",), years=True))
    assert request["size"] == 0
    assert request["track_total_hits"] is True
    assert {name: facet["terms"]["field"] for name, facet in request["aggs"].items()} == {
        "kind": "facet_kind", "year": "year",
    }  # fmt: skip
    assert "aggs" not in queries.count(CountJob(BARN))


def test_the_graph_is_asked_for_more_than_it_must_give():
    knn = queries.approximate([0.0, 1.0], 50, [{"terms": {"report": ["a"]}}])["knn"]
    assert (knn["k"], knn["num_candidates"], knn["filter"]) == (50, 100, [{"terms": {"report": ["a"]}}])


def test_the_best_passages_of_several_reports_are_one_search():
    request = queries.by_words(BARN, [3, 7], 12)
    assert request["query"]["bool"] == {"must": [IS_BARN], "filter": [{"terms": {"serial": [3, 7]}}]}
    assert request["aggs"]["serials"]["terms"] == {"field": "serial", "size": 2}
    best = request["aggs"]["serials"]["aggs"]["best"]["top_hits"]
    assert (best["size"], best["sort"]) == (12, [{"_score": "desc"}, {"number": "asc"}])
    by_meaning = queries.by_meaning([0.0, 1.0], [3, 7], 12)
    assert by_meaning["aggs"] == request["aggs"]
    assert by_meaning["query"] == queries.exact([0.0, 1.0], [{"terms": {"serial": [3, 7]}}])


def test_the_passages_to_show_are_read_by_one_search():
    request = queries.of_ids(["3.0", "7.11"])
    assert request["query"] == {"bool": {"filter": [{"ids": {"values": ["3.0", "7.11"]}}]}}
    assert (request["size"], request["_source"]) == (2, ["passage"])
