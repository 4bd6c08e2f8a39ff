"""From query nodes to tantivy's queries: one pure function, no query strings and so nothing to escape."""

import re
from collections.abc import Callable

from tantivy import FieldType, Occur, Query, Schema

from indexer.engines.embedded.schema import FACET
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


def build(node: Node, schema: Schema, known: "Callable[[Or], Query] | None" = None) -> Query:
    """The query that gives what `node` says, with its score; `known` gives the query for an `Or` within it, which may
    have been built before."""

    def part(inner: Node) -> Query:
        return known(inner) if known and isinstance(inner, Or) else build(inner, schema, known)

    match node:
        case Everything():
            return Query.const_score_query(Query.all_query(), 0.0)
        case Nothing():
            return Query.empty_query()
        case Term(field, token):
            return Query.term_query(schema, field, token, "freq")
        case Prefix(field, beginning):
            return Query.const_score_query(Query.regex_query(schema, field, re.escape(beginning) + ".*"), 1.0)
        case Phrase(field, tokens):
            return Query.phrase_query(schema, field, list(tokens))
        case Or(nodes):
            return Query.boolean_query([(Occur.Should, part(n)) for n in nodes])
        case And(nodes):
            return all_of(nodes, part)
        case AtLeast(least, nodes):
            return Query.boolean_query([(Occur.Should, part(n)) for n in nodes], least)
        case Not():
            return all_of((Everything(), node), part)
        case Boost(inner, factor):
            return Query.boost_query(part(inner), factor)
        case Filter(inner):
            return Query.const_score_query(part(inner), 0.0)
        case Ids(ids):
            return Query.const_score_query(Query.term_set_query(schema, "id", list(ids)), 0.0)
        case OneOf(facet, values):
            return Query.const_score_query(Query.term_set_query(schema, FACET + facet, list(values)), 0.0)
        case Years():
            return Query.const_score_query(_years(node, schema), 0.0)


def all_of(nodes: tuple[Node, ...], made: Callable[[Node], Query]) -> Query:
    """The query for an `And` of these nodes; `made` gives the query for each."""
    clauses = [(Occur.MustNot, made(n.node)) if isinstance(n, Not) else (Occur.Must, made(n)) for n in nodes]
    if all(occur == Occur.MustNot for occur, _ in clauses):  # tantivy finds nothing where nothing is asked for
        clauses.append((Occur.Must, made(Everything())))
    return Query.boolean_query(clauses)


def _years(years: Years, schema: Schema) -> Query:
    within = Query.range_query(schema, "year", FieldType.Integer, years.first, years.last)
    if not years.undated:
        return within
    undated = Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, Query.exists_query("year"))])
    return Query.boolean_query([(Occur.Should, within), (Occur.Should, undated)])
