"""From query nodes to requests of Elasticsearch: pure functions, tested by the values they give."""

import re
from collections.abc import Sequence
from typing import Any

from indexer.engines.backend import WORDS_FIELD, CountJob, Order
from indexer.engines.elastic.mapping import FACET, ORDER, WINDOW
from indexer.engines.nodes import (
    And,
    AtLeast,
    Boost,
    Everything,
    Filter,
    Ids,
    Node,
    Not,
    Nothing,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Term,
    Years,
)

Body = dict[str, Any]
MOST_WORDS = 60_000
"""Elasticsearch gives at most 65,536 buckets in one answer (`search.max_buckets`)."""


def build(node: Node) -> Body:
    """The query that gives what `node` says, with its score."""
    match node:
        case Everything():
            return filtered({"match_all": {}})
        case Nothing():
            return {"match_none": {}}
        case Term(field, token):
            return {"term": {field: {"value": token}}}
        case Prefix(field, beginning):
            return {"constant_score": {"filter": {"prefix": {field: {"value": beginning}}}, "boost": 1.0}}
        case Phrase(field, tokens):
            return {"match_phrase": {field: {"query": " ".join(tokens)}}}
        case Or(nodes):
            return _some_of(1, nodes)
        case And(nodes):
            return _all_of(nodes)
        case AtLeast(least, nodes):
            return _some_of(least, nodes)
        case Not():
            return _all_of((node,))
        case Boost(inner, factor):
            return {"bool": {"must": [build(inner)], "boost": factor}}
        case Filter(inner):
            return filtered(build(inner))
        case Ids(ids):
            return filtered({"terms": {"id": list(ids)}})
        case OneOf(facet, values):
            return filtered({"terms": {FACET + facet: list(values)}})
        case Years():
            return filtered(_years(node))


def filtered(*queries: Body) -> Body:
    """All of these, without score."""
    return {"bool": {"filter": list(queries)}}


def top(node: Node, n: int, offset: int, order: Order | None, after: Sequence[Any] | None = None) -> Body:
    """The request for reports `offset` to `offset + n`, best first or in `order`; equal ones by id.

    Args:
        node: what they match.
        n: how many, `WINDOW` at most.
        offset: how many come before; 0 with `after`.
        order: another order than relevance.
        after: the sort values of the hit before the first.
    """
    by = [{ORDER + order: "asc"}] if order else [{"_score": "desc"}]
    request: Body = {
        "query": build(node), "size": n, "sort": [*by, {"id": "asc"}], "_source": False,
        "docvalue_fields": ["id", "serial"], "track_total_hits": False,
    }  # fmt: skip
    return request | ({"search_after": list(after)} if after else {"from": offset})


def versions(ids: Sequence[str]) -> Body:
    """The request for the version of each of these reports that exists."""
    return {
        "query": filtered({"terms": {"id": list(ids)}}), "size": min(WINDOW, len(ids)), "_source": False,
        "docvalue_fields": ["id", "serial"],
    }  # fmt: skip


def count(job: CountJob) -> Body:
    """The request that counts what `job` asks for."""
    fields = {facet: FACET + facet for facet in job.facets} | ({"year": "year"} if job.years else {})
    request: Body = {"query": build(job.node), "size": 0, "track_total_hits": True}
    if fields:
        request["aggs"] = {name: {"terms": {"field": field, "size": WINDOW}} for name, field in fields.items()}
    return request


def words(beginning: str, n: int) -> Body:
    """The request for the `n` words in use in most reports of those that begin so."""
    terms: Body = {"field": WORDS_FIELD, "size": min(n, MOST_WORDS), "order": [{"_count": "desc"}, {"_key": "asc"}]}
    if beginning:
        terms["include"] = re.sub(r"([^\w])", r"\\\1", beginning) + ".*"
    return {"size": 0, "query": {"match_all": {}}, "aggs": {"words": {"terms": terms}}}


def by_words(node: Node, serials: Sequence[int], n: int) -> Body:
    """The request for the passages that `node` matches, the `n` best of each of these versions."""
    query = {"bool": {"must": [build(node)], "filter": [{"terms": {"serial": list(serials)}}]}}
    return _best_of_each(query, len(serials), n)


def by_meaning(vector: Sequence[float], serials: Sequence[int], n: int) -> Body:
    """The request for the `n` nearest passages of each of these versions: exact, as reports have few."""
    return _best_of_each(exact(vector, [{"terms": {"serial": list(serials)}}]), len(serials), n)


def of_version(serial: int) -> Body:
    """The request for every passage of one version, in order."""
    return {
        "query": filtered({"term": {"serial": serial}}), "size": WINDOW, "sort": [{"number": "asc"}],
        "_source": ["passage"], "track_total_hits": False,
    }  # fmt: skip


def of_ids(ids: Sequence[str]) -> Body:
    """The request for these passages, in no order."""
    return {
        "query": filtered({"ids": {"values": list(ids)}}), "size": len(ids), "_source": ["passage"],
        "track_total_hits": False,
    }  # fmt: skip


def exact(vector: Sequence[float], filters: Sequence[Body]) -> Body:
    """Cosine of every passage that the filters let through, plus 1 (scores may not be negative)."""
    script = {"source": "dotProduct(params.asked, 'vector') + 1.0", "params": {"asked": list(vector)}}
    bearing = {"exists": {"field": "vector"}}
    return {"script_score": {"query": filtered(bearing, *filters), "script": script}}


def nearest(query: Body, n: int) -> Body:
    """The request for the nearest passage of each of `n` reports."""
    return {
        "query": query, "size": n, "collapse": {"field": "report"}, "sort": [{"_score": "desc"}, {"report": "asc"}],
        "_source": False, "docvalue_fields": ["report", "serial"], "track_total_hits": False,
    }  # fmt: skip


def approximate(vector: Sequence[float], passages: int, filters: Sequence[Body]) -> Body:
    """The `passages` nearest passages by the graph of the index, rescored with the float vectors: (1 + cosine) / 2."""
    return {
        "knn": {
            "field": "vector", "query_vector": list(vector), "k": passages,
            "num_candidates": min(WINDOW, 2 * passages), "filter": list(filters), "rescore_vector": {"oversample": 2.0},
        }
    }  # fmt: skip


def _best_of_each(query: Body, versions: int, n: int) -> Body:
    by = [{"_score": "desc"}, {"number": "asc"}]
    best = {"size": n, "sort": by, "_source": False}  # score and number are the values by which they are sorted
    by_version = {"terms": {"field": "serial", "size": versions}, "aggs": {"best": {"top_hits": best}}}
    return {"query": query, "size": 0, "aggs": {"serials": by_version}, "track_total_hits": False}


def _some_of(least: int, nodes: Sequence[Node]) -> Body:
    return (
        {"bool": {"should": [build(node) for node in nodes], "minimum_should_match": least}}
        if nodes
        else {"match_none": {}}
    )


def _all_of(nodes: Sequence[Node]) -> Body:
    must = [build(node) for node in nodes if not isinstance(node, Not)]
    must_not = [build(node.node) for node in nodes if isinstance(node, Not)]
    return {"bool": {"must": must or [build(Everything())], "must_not": must_not}}


def _years(years: Years) -> Body:
    ends = {"gte": years.first, "lte": years.last}
    within = {"range": {"year": {name: end for name, end in ends.items() if end is not None}}}
    if not years.undated:
        return within
    undated = {"bool": {"must_not": [{"exists": {"field": "year"}}]}}
    return {"bool": {"should": [within, undated], "minimum_should_match": 1}}
