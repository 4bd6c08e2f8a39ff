"""The indices of the cluster: their names, fields and settings.

`reports` holds what is searched, counted, sorted and shown of a report; `passages` what is found in it, with its
vector; `records` the other public records and the index's own state. An alias of each name leads to the set in use. A
report's version is known by its `serial`, a number never used twice: a passage whose serial no report names is unseen.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from indexer.engines.backend import GRAMS_FIELD, NAME_FIELD, PARTS, PASSAGE_FIELD, TEXT_FIELDS, WORDS_FIELD, Fingerprint

INDICES = ("reports", "passages", "records")
FACET = "facet_"
ORDER = "order_"
ORDERS = ("newest", "oldest", "title")
STATE = "state"
"""The id of the record that says where the index stands."""
WINDOW = 10_000
"""Elasticsearch gives no hit beyond this one by its number (`index.max_result_window`)."""


def alias(prefix: str, name: str) -> str:
    """What readers ask: leads to the set in use."""
    return f"{prefix}-{name}"


def index(prefix: str, name: str, build: str) -> str:
    """One index of one set."""
    return f"{prefix}-{name}-{build}"


def body(name: str, facets: Sequence[str], fingerprint: Fingerprint, shards: int, replicas: int) -> dict[str, Any]:
    """Settings and mapping of one index. What is written becomes visible when the writer says so, and only then."""
    fields = {"reports": _reports(facets), "passages": _passages(fingerprint.dimension), "records": _records()}[name]
    # what is only searched is not kept a second time as it was sent
    unkept = [field for field, kind in fields.items() if kind["type"] in ("text", "dense_vector")] + [WORDS_FIELD] * (
        name == "reports"
    )
    return {
        "settings": {
            "number_of_shards": 1 if name == "records" else shards,
            "number_of_replicas": replicas,
            "refresh_interval": "-1",
            "analysis": {"analyzer": {"words": {"type": "custom", "tokenizer": "whitespace"}}},
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"fingerprint": asdict(fingerprint)},
            "_source": {"excludes": unkept},
            "properties": fields,
        },
    }


def _reports(facets: Sequence[str]) -> dict[str, Any]:
    return {
        "id": {"type": "keyword"},
        "version": {"type": "keyword"},
        "serial": {"type": "long"},
        "passages": {"type": "integer"},
        "vectors": {"type": "integer"},
        "kind": {"type": "keyword"},
        "year": {"type": "integer"},
        "record": _kept(),
        "mean": {"type": "binary"},
        "pages": _kept(),
        **{FACET + facet: {"type": "keyword"} for facet in facets},
        **{ORDER + order: {"type": "keyword"} for order in ORDERS},
        # text with one token, not keyword: only text counts lengths, as the other engine does
        NAME_FIELD: {"type": "text", "analyzer": "keyword"},
        GRAMS_FIELD: {"type": "text", "analyzer": "words", "index_options": "freqs"},
        WORDS_FIELD: {"type": "keyword"},
        **{name: kind for field in TEXT_FIELDS for name, kind in _analysed(field).items()},
    }


def _passages(dimension: int) -> dict[str, Any]:
    return {
        "report": {"type": "keyword"},
        "serial": {"type": "long"},
        "number": {"type": "integer"},
        "passage": _kept(),
        # named, because float vectors of 384 dimensions or more get another kind of index when none is named
        "vector": {
            "type": "dense_vector", "dims": dimension, "similarity": "dot_product",
            "index_options": {"type": "int8_hnsw"},
        },
        **_analysed(PASSAGE_FIELD),
    }  # fmt: skip


def _records() -> dict[str, Any]:
    return {"value": _kept()}


def _kept() -> dict[str, Any]:
    """A text that is given back and never searched."""
    return {"type": "keyword", "index": False, "doc_values": False}


def _analysed(field: str) -> dict[str, Any]:
    return {
        field: {"type": "text", "analyzer": "words"},
        field + PARTS: {"type": "text", "analyzer": "words", "index_options": "freqs"},
    }
