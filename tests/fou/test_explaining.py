"""`fou explain` has words for every rule, verdict and kind of evidence that the merge can give."""

import ast
import inspect
import json
from typing import get_args

from click.testing import CliRunner

from fou.explaining import AGREEMENT, EVIDENCE, RULES, VERDICTS, explain_command
from indexer.merge import identity, judge
from indexer.merge.sides import Verdict
from tests.indexer.test_merging import FRONT, STUDY, body, index, put, reports, settings  # noqa: F401 - a fixture


def test_every_rule_and_verdict_has_words():
    assert VERDICTS.keys() == set(get_args(Verdict))
    said = {
        node.value
        for module in (judge, identity)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert RULES.keys() - {"first"} <= said, "words for rules that no longer exist"
    rules = {
        text for text in said if text.startswith(("same ", "another ", "other ", "said to", "too little", "likely "))
    }
    assert rules <= RULES.keys()
    assert {"title", "authors", "year", "number", "isbn", "text", "contained", "figures"} <= EVIDENCE.keys()
    assert {"same", "near", "shorter", "differ"} <= AGREEMENT.keys()


def test_a_report_is_explained_to_people_and_machines(settings, tmp_path, monkeypatch):  # noqa: F811 - the fixture
    put(settings, tmp_path, "nestor", "a.txt", [*FRONT, *body(STUDY, [])])
    put(settings, tmp_path, "fou-dalarna", "b.txt", [*FRONT, *body(STUDY, ["typeset"])])
    index(settings, vectors=False)
    (report,) = reports(settings)
    monkeypatch.setattr("config.load", lambda: settings)
    told = CliRunner().invoke(explain_command, [report], catch_exceptions=False).output
    assert "samma text" in told
    assert "lika text: 9" in told
    assert "först sedd" in told
    data = json.loads(CliRunner().invoke(explain_command, [report, "--json"], catch_exceptions=False).output)
    assert data["report"] == report
    assert len(data["copies"]) == 2
