"""Collections as others write them: odd fields, missing titles, text of any kind."""

import json

import pytest

from indexer.judging.collection import read_collection
from models.errors import SettingsError


def write(folder, docs, queries, qrels):
    for name, rows in (("docs.jsonl", docs), ("queries.jsonl", queries)):
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "qrels.tsv").write_text("".join(f"{line}\n" for line in qrels), encoding="utf-8")
    return folder


def test_odd_documents_are_read(tmp_path):
    docs = [
        {"id": 1, "body": "Bara text.\u2028Och en rad till.", "category": {"x": 1}},
        {
            "id": "a/b",
            "title": None,
            "text": ["Sida ett.", "Sida två."],
            "author": "Ada Ek; Bo Al",
            "year": "hösten 2016",
        },
        {"id": "tom", "title": "Bara titel", "text": ""},
        {"id": "båda", "text": "Inledning", "body": "Brödtext", "authors": ["Ada Ek"], "year": 2001},
    ]
    queries = [{"id": "q", "query": "text", "kind": "fråga"}, {"id": 7, "text": ""}]
    folder = write(tmp_path, docs, queries, ["query\titer\tdoc\tgrade", "q\t0\t1\t2", "q\t0\ttom\t0", ""])
    collection = read_collection(folder)
    assert [d.id for d in collection.documents] == ["1", "a/b", "tom", "båda"]
    assert collection.documents[0].text == "Bara text.\u2028Och en rad till."
    second = collection.documents[1]
    assert (second.text, second.title, second.authors, second.year) == (
        "Sida ett.\n\nSida två.",
        "",
        ("Ada Ek", "Bo Al"),
        2016,
    )
    assert collection.documents[3].text == "Inledning\n\nBrödtext"
    assert [(q.id, q.text, q.kind) for q in collection.queries] == [("q", "text", "fråga"), ("7", "", "")]
    assert collection.grades == {"q": {"1": 2}}


GOOD = [{"id": "d", "text": "ord"}], [{"id": "q", "text": "ord"}], ["q\t0\td\t1"]


@pytest.mark.parametrize(
    ("docs", "queries", "qrels", "words"),
    [
        (['{"id": '], GOOD[1], GOOD[2], "docs.jsonl, line 1"),
        (["[1]"], GOOD[1], GOOD[2], "no object"),
        ([{"text": "utan id"}], GOOD[1], GOOD[2], "no id"),
        (GOOD[0] * 2, GOOD[1], GOOD[2], "twice"),
        (GOOD[0], GOOD[1], ["q\t0\tx\t1"], "line 1: q or x does not exist"),
        (GOOD[0], GOOD[1], ["q\t0\td\t1", "q d 1"], "qrels.tsv, line 2"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path, docs, queries, qrels, words):
    with pytest.raises(SettingsError, match=words):
        read_collection(write(tmp_path, docs, queries, qrels))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"docs\.jsonl"):
        read_collection(tmp_path)
