"""The form of aside.jsonl: judged queries written without sight of the code.

The judgements themselves are a reader's; only their form is held here.
"""

import json
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
STUDIES = HERE.parent / "sites" / "studies"
ROWS = [json.loads(line) for line in (HERE / "aside.jsonl").read_text(encoding="utf-8").splitlines()]

NO_ANSWER = "no-answer"
LEAST = {
    "title": 12,
    "compound": 12,
    "inflection": 12,
    "synonym": 12,
    "paraphrase": 12,
    "misspelling": 12,
    "no-diacritics": 12,
    "author": 12,
    "unit": 12,
    "municipality": 12,
    "law": 12,
    "number": 12,
    "question": 12,
    "english": 12,
    NO_ANSWER: 15,
}


def test_rows_have_the_four_fields_and_ids_in_order():
    assert len(ROWS) >= 200
    assert all(list(row) == ["id", "query", "kind", "relevant"] for row in ROWS)
    assert [row["id"] for row in ROWS] == [f"a{n:03d}" for n in range(1, len(ROWS) + 1)]


def test_queries_are_trimmed_and_asked_once():
    queries = [row["query"] for row in ROWS]
    assert all(query and query == query.strip() for query in queries)
    assert [query for query, times in Counter(query.casefold() for query in queries).items() if times > 1] == []


def test_every_kind_is_known_and_has_enough_queries():
    kinds = Counter(row["kind"] for row in ROWS)
    assert set(kinds) == set(LEAST)
    assert {kind: kinds[kind] for kind in LEAST if kinds[kind] < LEAST[kind]} == {}


def test_a_query_without_diacritics_has_none():
    assert [row["id"] for row in ROWS if row["kind"] == "no-diacritics" and not row["query"].isascii()] == []


def test_relevant_studies_exist_and_are_graded():
    known = {path.stem for path in STUDIES.glob("*.md")}
    for row in ROWS:
        assert set(row["relevant"]) <= known, row["id"]
        assert set(row["relevant"].values()) <= {1, 2}, row["id"]


def test_only_queries_without_an_answer_lack_relevant_studies():
    for row in ROWS:
        assert (row["kind"] == NO_ANSWER) == (not row["relevant"]), row["id"]


def test_each_study_is_meant_by_at_least_three_queries():
    meant = Counter(study for row in ROWS for study, grade in row["relevant"].items() if grade == 2)
    assert {path.stem for path in STUDIES.glob("*.md") if meant[path.stem] < 3} == set()
