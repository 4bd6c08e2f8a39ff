"""A small collection through the whole product, and what is written of it."""

from dataclasses import replace

import pytest

import config
from indexer.judging.collection import Collection, JudgedDocument, JudgedQuery
from indexer.judging.evaluate import SYSTEMS, evaluate, write_runs
from indexer.judging.golden import golden_collection
from indexer.judging.measures import mean, measure
from models.errors import SettingsError

LONG = " ".join(f"Mening {n} handlar om arbetslösa ungdomar i kommunen." for n in range(60))
COLLECTION = Collection(
    documents=(
        JudgedDocument("a/1", "Äldreomsorgens personal får handledning en gång i månaden.", title="Handledning"),
        JudgedDocument("b", "Barn i familjehem\n\nNär barn placeras i familjehem följs skolgången upp varje termin."),
        JudgedDocument("c\t", LONG, authors=("Ada Exempel",), year=2015),
        JudgedDocument("tom", "", title="Bara en titel om ekonomiskt bistånd"),
        JudgedDocument("intet", ""),
    ),
    queries=(
        JudgedQuery("q1", "äldreomsorg", "compound"),
        JudgedQuery("q2", "familjehemsplacerade barns skolgang", "compound"),
        JudgedQuery("q3", "ekonomiskt bistånd", "title"),
        JudgedQuery("q4", "zzyzx", "none"),
        JudgedQuery("q5", "", "none"),
        JudgedQuery("q6", '"" -- år: ( AND', "none"),
    ),
    grades={"q1": {"a/1": 2, "b": 1}, "q2": {"b": 1}, "q3": {"tom": 1}},
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evaluate")
    # the word table is shared; only the vectors lie in a cache of their own
    (folder / "language").symlink_to(config.load().cache / "language")
    return replace(config.load(), home=folder / "home", cache=folder, embedding="null")


@pytest.fixture(scope="module")
def evaluation(settings):
    return evaluate(COLLECTION, settings)


def test_every_system_is_measured(evaluation):
    assert set(evaluation.measured) == set(SYSTEMS)
    assert evaluation.sizes == {"": 3, "compound": 2, "title": 1}
    assert evaluation.measured["hybrid"][""].success == 1
    assert evaluation.measured["words"]["compound"].success < 1
    assert evaluation.unanswerable == evaluation.silent == 3


def test_figures_follow_from_the_runs_that_are_written(evaluation, tmp_path):
    write_runs(evaluation.runs, tmp_path)
    assert len(list(tmp_path.iterdir())) == len(SYSTEMS)
    found = {}
    for line in (tmp_path / "hybrid.tsv").read_text(encoding="utf-8").split("\n")[:-1]:
        query, rest = line.split("\t", 1)
        document, score = rest.rsplit("\t", 1)
        found.setdefault(query, []).append((float(score), document))
    rankings = {q: [d for _, d in sorted(rows, key=lambda row: -row[0])] for q, rows in found.items()}
    again = mean([measure(rankings.get(q, []), grades) for q, grades in COLLECTION.grades.items()])
    assert again == evaluation.measured["hybrid"][""]


def test_scores_never_rise_along_a_run(evaluation):
    for run in evaluation.runs.values():
        for rows in run.values():
            assert [s for _, s in rows] == sorted((s for _, s in rows), reverse=True)


def test_a_second_evaluation_embeds_nothing(evaluation, settings):
    assert evaluation.embedded > 0
    again = evaluate(COLLECTION, settings)
    assert again.embedded == 0
    assert again.runs == evaluation.runs


def test_the_golden_queries_are_a_collection(request):
    collection = golden_collection(request.config.rootpath, "tuning")
    known = {document.id for document in collection.documents}
    assert len(collection.queries) >= 40
    assert all(set(grades) <= known for grades in collection.grades.values())


def test_no_source_tree_is_said(tmp_path):
    with pytest.raises(SettingsError, match="source tree"):
        golden_collection(tmp_path, "tuning")
