"""What all the words tell of type and methods, weighed with what the rules claim."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from config.taxonomy import taxonomy
from indexer.describe.opinion import main_type, type_beliefs
from indexer.describe.weights import WORDING, BeliefWeights
from indexer.describe.wording import NONE, read_wording, write
from tests.indexer.describe.conftest import values

WRITTEN = Path(__file__).parents[2] / "golden" / "described" / "written"
SENTENCES = (
    "Under två vintrar slog jag mig ned vid köksborden på nio gruppboenden och lyssnade, med bandspelaren på, till vad "
    "de boende ville säga om sina dagar.",
    "Var och en fick den tid som behövdes, och många gånger återkom jag dagen därpå för att höra resten.",
    "Vad som växer fram är en längtan efter att få låsa sin egen dörr.",
)
TOLD = " ".join(SENTENCES)
"""A text that names no way of asking and no kind of study."""


@pytest.fixture(scope="module")
def told(subject):
    return [c for c in subject(TOLD, "Den egna dörren").described if c.field in ("study_type", "method")]


def test_what_no_listed_word_tells_is_claimed_on_a_sentence_of_the_report(told):
    own = [claim for claim in told if claim.rule == "wording"]
    assert "met-samtal" in {claim.value for claim in own}
    assert {claim.quote for claim in own} <= {*SENTENCES, "Den egna dörren"}
    assert all(0.7 <= claim.confidence < 0.9 and claim.place and claim.page == 1 for claim in own)


def test_a_type_that_signs_only_hint_at_is_believed_with_the_words(subject):
    read = subject(
        "Lönar det sig att bekosta lotsar som följer unga till skolan? Varje krona som lagts på lotsarna ställs mot de "
        "utgifter som kommunen sluppit för placeringar och bidrag, räknat på tre års sikt. Vinsten för kommunens kassa "
        "är liten det första året men växer sedan snabbt.",
        "Den egna dörren",
    )
    assert values(read, "study_type") == ["typ-utv-ekonomisk", "typ-utvardering"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Tolv samtal om ensamhet", ""),
        ("The open door", "We sat down with nine residents and listened to what they wanted to say about their days, "
         "and each of them was given as much time as was needed before we left the house again in the evening."),
    ],
)  # fmt: skip
def test_too_few_known_words_leave_it_to_the_rules(subject, title, text):
    assert "wording" not in {claim.rule for claim in subject(text, title).described}


def test_what_is_no_study_has_neither_type_nor_method(subject):
    rules = "Handläggaren ska kontakta den enskilde inom fem dagar. Samtalen ska dokumenteras, och den som ansöker ska "
    rules += "få information om vad som gäller. Chefen ansvarar för att rutinen är känd av alla i arbetsgruppen."
    read = subject(rules, "Riktlinjer för handläggning")
    assert not values(read, "study_type")
    assert not values(read, "method")


def test_what_a_report_calls_itself_stands(subject):
    read = subject(f"Rapporten är en utvärdering av gruppboenden i länet. {TOLD}", "Den egna dörren")
    assert values(read, "study_type")[0] == "typ-utvardering"


def test_the_model_is_read_as_it_was_written(tmp_path):
    weights = np.array([[1.0, -2.0], [0.5, 0.25]], np.float32)
    write(tmp_path / "w.txt", ["typ-studie", NONE], ["lyssna", "låda"], weights, np.array([-1.0, 0.5], np.float32))
    model = read_wording(tmp_path / "w.txt")
    assert model.concepts == ("typ-studie", NONE)
    assert np.allclose(model.weights[model.rows["låda"]], weights[1], atol=0.02)
    assert np.allclose(model.bias, [-1.0, 0.5])


def test_the_shipped_model_knows_every_type_and_method_and_is_small():
    wanted = {c.id for facet in ("study_type", "method") for c in taxonomy().facet(facet)}
    assert set(read_wording().concepts) == wanted | {NONE}
    assert WORDING.stat().st_size < 2_000_000


def test_beliefs_in_types_share_one_and_the_likeliest_branch_wins():
    weights = BeliefWeights(1.0, 0.5, 0.25, {"words": 1.0})
    scores = {"typ-studie": 0.9, "typ-stu-intervju": 1.0, "typ-oversikt": 1.1, NONE: 0.0}
    quiet = {"named": 0.0, "high": 0.0, "medium": 0.0}
    features = {concept: {**quiet, "words": score} for concept, score in scores.items()}
    beliefs = type_beliefs(features, weights)
    assert sum(beliefs.values()) == pytest.approx(1)
    assert main_type(features, beliefs, weights, taxonomy()) == "typ-stu-intervju"
    assert main_type(features, beliefs, replace(weights, nearest=0.9), taxonomy()) == NONE
    features["typ-oversikt"] |= {"named": 1.0, "medium": 1.0}  # the report calls itself so, and the rules believe it
    assert main_type(features, beliefs, replace(weights, nearest=0.9), taxonomy()) == "typ-oversikt"


@pytest.mark.parametrize("name", ["types-a", "types-b", "types-c", "types-d", "methods"])
def test_what_was_written_for_learning_is_labelled_by_concepts_that_exist(name):
    known = {c.id for facet in ("study_type", "method") for c in taxonomy().facet(facet)}
    for line in (WRITTEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert {*row["method"], *filter(None, [row.get("study_type")])} <= known, line
