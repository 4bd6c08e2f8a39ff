"""Measuring on judged documents: the figures are counted as they say, and do not fall below what was reached."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from config.taxonomy import taxonomy
from fou.evaluating_describe import describe_command
from indexer.describe.judged import Judged, Score, aside, calibration, described, read_judged, scores
from indexer.describe.judged_cards import Card, CardScore, card_scores, read_cards, shown
from models.claim import Claim
from models.errors import SettingsError

FOLDER = Path(__file__).parents[2] / "golden" / "described"


def claim(field, value, confidence=0.8):
    return Claim(field, value, "pdf", "words for it", confidence, 1, "ord", "title")


def test_scores_count_both_levels_and_the_main_type():
    labels = {"area": frozenset({"omr-aldre-demens", "omr-anhorig"}), "study_type": frozenset({"typ-utv-process"})}
    document = Judged("x", "Titel", "", "", None, labels, aside=True)
    claims = [
        claim("area", "omr-aldre"), claim("area", "omr-aldre-demens"), claim("area", "omr-aldre-sabo"),
        claim("area", "omr-barn", 0.4), claim("study_type", "typ-utvardering"), claim("study_type", "typ-oversikt"),
    ]  # fmt: skip
    found = {(s.facet, s.level): (s.right, s.wrong, s.missed) for s in scores([document], {"x": claims}, taxonomy())}
    assert found == {
        ("area", "top"): (1, 0, 1),
        ("area", "second"): (1, 1, 0),
        ("study_type", "main"): (0, 1, 1),
        ("study_type", "main, top"): (1, 0, 0),
    }
    steps = calibration([document], {"x": claims}, taxonomy())
    assert [(s.low, s.claims, round(s.right, 2)) for s in steps] == [(0.0, 1, 0.0), (0.7, 5, 0.6)]


def test_a_score_without_claims_or_labels():
    nothing = Score("area", "top", 0, 0, 0)
    assert (nothing.precision, nothing.recall, nothing.f1) == (1.0, 1.0, 1.0)
    assert Score("area", "top", 0, 1, 1).f1 == 0.0


def test_the_documents_are_whole_and_half_are_kept_aside():
    documents = read_judged(FOLDER)
    assert len(documents) >= 120
    assert len({d.id for d in documents}) == len(documents)
    assert sum(d.aside for d in documents) >= 60 - 5
    assert all(d.aside == aside(d.id) for d in documents)
    concepts = taxonomy().concepts
    for document in documents:
        assert document.text, document.id
        for facet, labels in document.labels.items():
            known = facet == "municipality" or labels <= {c.id for c in concepts.values() if c.facet == facet}
            assert known, (document.id, facet)


def test_the_later_documents_are_whole_and_name_every_field_of_the_work():
    documents = read_judged(FOLDER / "later")
    concepts = taxonomy().concepts
    said = set().union(*(labels for d in documents for labels in d.labels.values()))
    assert len(documents) >= 60
    assert sum(d.aside for d in documents) >= 30
    for facet in ("area", "group", "study_type"):
        assert not [c.id for c in concepts.values() if c.facet == facet and c.parent and c.id not in said]


def test_the_third_documents_are_labelled_twice():
    first, second = read_judged(FOLDER / "third"), read_judged(FOLDER / "third", "2")
    assert len(first) >= 95
    assert sum(d.aside for d in first) >= 45
    assert [d.id for d in first] == [d.id for d in second]
    assert any(a.labels != b.labels for a, b in zip(first, second, strict=True))


def test_of_the_fourth_documents_their_writer_said_which_are_kept_aside():
    first, second = read_judged(FOLDER / "fourth"), read_judged(FOLDER / "fourth", "2")
    assert (len(first), sum(d.aside for d in first)) == (80, 50)
    assert [d.id for d in first] == [d.id for d in second]
    assert {d.id for d in first if d.aside} != {d.id for d in first if aside(d.id)}


def test_documents_without_labels_are_refused(tmp_path):
    (tmp_path / "documents.jsonl").write_text(json.dumps({"id": "a", "title": "T", "text": "x"}), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"labels-1\.jsonl"):
        read_judged(tmp_path)


def test_the_figures_of_the_part_kept_aside_do_not_fall(describer):
    documents = [d for d in read_judged(FOLDER) if d.aside and d.id.startswith("k")]
    documents += [d for d in read_judged(FOLDER / "later") if d.aside]
    found = {(s.facet, s.level): s for s in scores(documents, described(documents, describer), taxonomy())}
    floors = {("area", "top"): 0.85, ("group", "top"): 0.80, ("study_type", "main, top"): 0.75, ("method", "top"): 0.80}
    for key, least in floors.items():
        assert found[key].f1 >= least, found[key]
    assert found[("municipality", "")].precision >= 0.97
    assert found[("municipality", "")].recall >= 0.90


def test_cards_are_counted_as_judged(tmp_path):
    cards = {
        "a": Card({"aim": frozenset({"Syftet."}), "methods": frozenset(), "findings": frozenset({"F."})}, dict.fromkeys(
            ("aim", "methods", "findings"), frozenset({"Fel."}))),
    }  # fmt: skip
    told = {"a": {"aim": ["Syftet.", "Fel.", "Okänt."], "methods": [], "findings": []}, "b": {}}
    aim, methods, findings = card_scores(cards, told)
    assert aim == CardScore("aim", shown=3, right=1, unknown=1, reports=1, told=1)
    assert methods == CardScore("methods", 0, 0, 0, 0, 0)
    assert findings == CardScore("findings", 0, 0, 0, 1, 0)
    assert read_cards(tmp_path) == {}
    (tmp_path / "cards.jsonl").write_text('{"id": "a"}', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"cards\.jsonl"):
        read_cards(tmp_path)


@pytest.mark.parametrize(("folder", "most"), [(FOLDER, 6), (FOLDER / "later", 80)])
def test_the_figures_of_the_card_do_not_fall(describer, folder, most):
    cards = read_cards(folder)
    documents = [d for d in read_judged(folder) if d.id in cards][:most]
    cards = {d.id: cards[d.id] for d in documents}
    sentences = shown(documents, describer)
    for score, least in zip(card_scores(cards, sentences), (0.9, 0.9, 0.85), strict=True):
        assert score.right >= least * score.shown, score
        assert score.told >= 0.85 * score.reports, score
    for document in documents:
        text = " ".join(document.text.split())
        for part in sentences[document.id].values():
            assert all(sentence.removeprefix("- ") in text for sentence in part), document.id


def test_the_command_prints_facets_and_calibration(tmp_path):
    for name in ("documents", "labels-1"):
        lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        (tmp_path / f"{name}.jsonl").write_text("\n".join(x for x in lines if '"id": "k0' in x), encoding="utf-8")
    done = CliRunner().invoke(describe_command, [str(tmp_path), "--part", "all"], catch_exceptions=False)
    assert done.exit_code == 0
    assert "municipality" in done.output
    assert "9 dokument" in done.output
