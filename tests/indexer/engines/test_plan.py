"""From text to nodes: compared by value."""

from dataclasses import replace

import pytest

import config
from config.language import load_language
from indexer.engines.asked import read_query
from indexer.engines.nodes import And, AtLeast, Boost, Everything, Node, Not, Nothing, Or, Phrase, Term
from indexer.engines.rules import RunRule
from indexer.engines.weights import ranking_weights
from models.errors import SettingsError

WEIGHTS = ranking_weights(config.load().weights)
BODY = replace(WEIGHTS, fields={"body": 1.0})


@pytest.fixture(scope="module")
def analyser():
    return load_language(config.load())


@pytest.mark.parametrize(
    ("text", "words", "phrases", "without", "meaning"),
    [
        ("hemtjänst kontinuitet", ["hemtjänst", "kontinuitet"], [], [], "hemtjänst kontinuitet"),
        ('stöd "hemtjänst kontakt"', ["stöd"], [("hemtjänst", "kontakt")], [], "stöd hemtjänst kontakt"),
        ("barn -skola", ["barn"], [], [("skola",)], "barn"),
        ('barn -"äldre barn"', ["barn"], [], [("äldre", "barn")], "barn"),
        ("e-post FoU-miljö", ["e-post", "FoU-miljö"], [], [], "e-post FoU-miljö"),
        ("barn - skola", ["barn", "skola"], [], [], "barn - skola"),
        ('"öppet citat', ["öppet", "citat"], [], [], "öppet citat"),
        ("”typografiska tecken”", [], [("typografisk", "tecken")], [], "typografiska tecken"),
        ("barn barn barnen", ["barn"], [], [], "barn barn barnen"),
        ("och i att", [], [], [], "och i att"),
        ("", [], [], [], ""),
        ('""', [], [], [], ""),
        ("-", [], [], [], "-"),
    ],
)
def test_what_is_understood(analyser, text, words, phrases, without, meaning):
    plan = read_query(text, analyser)
    assert [rule.word for rule in plan.words] == words
    assert [rule.lemmas for rule in plan.phrases] == phrases
    assert [rule.lemmas for rule in plan.without] == without
    assert " ".join(plan.meaning.split()) == meaning


def test_one_rule_for_a_word(analyser):
    (rule,) = read_query("omsorgspersonal", analyser).words
    node = rule.node("body", replace(WEIGHTS, parts=0.5, compound=0.6))
    assert isinstance(node, Or)
    assert Term("body", "omsorgspersonal") in node.nodes
    assert Boost(Term("body_parts", "omsorgspersonal"), 0.5) in node.nodes
    parts = tuple(Or((Term("body", p), Term("body_parts", p))) for p in ("omsorg", "personal"))
    assert Boost(And(parts), 0.6) in node.nodes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10 kap 1 § SoL", [("10", "kap", "1", "§"), "SoL"]),
        ("5 kap. 9 a § SoL", [("5", "kap", "9", "a", "§"), "SoL"]),
        ("enligt 14 § LVU", [("14", "§"), "LVU"]),
        ("14 kap. barn", [("14", "kap"), "barn"]),
        ("2001:453", ["2001:453"]),
        ("13 kapitel", ["13", "kapitel"]),
        ("barn 0-5 år", ["barn", "0", "5", "år"]),
    ],
)
def test_the_numbers_of_a_law_stand_together(analyser, text, words):
    rules = read_query(text, analyser).words
    assert [rule.lemmas if isinstance(rule, RunRule) else rule.word for rule in rules] == words


def test_how_many_words_are_needed(analyser):
    def top(text: str) -> Node:
        return read_query(text, analyser).by_words(BODY)

    def least(text: str) -> tuple[int, int]:
        node = top(text)
        match node:
            case And((Or((AtLeast(least, words), Term("name", name))),)):
                assert name == text
                return least, len(words)
        raise AssertionError(node)

    assert [least(t) for t in ("a b", "a b c", "a b c d", "a b c d e")] == [(2, 2), (3, 3), (3, 4), (4, 5)]
    assert top("") == top("…") == Nothing()
    assert top("Är det?") == Term("name", "är det".translate({228: "|"}))  # a title may be all stop words
    assert top("-skola") == And((Everything(), Not(Or((Term("body", "skola"),)))))
    assert top('"hemtjänst kontakt"') == And((Or((Phrase("body", ("hemtjänst", "kontakt")),)),))


def test_long_questions_are_cut_between_words(analyser):
    plan = read_query("ordet " * 90, analyser)
    assert plan.cut
    assert len(plan.meaning) <= 500
    assert [rule.word for rule in plan.words] == ["ordet"]
    assert not read_query("ordet " * 83, analyser).cut
    assert read_query("å" * 600, analyser).cut


def test_weights_are_checked():
    table = dict(config.load().weights["ranking"])
    with pytest.raises(SettingsError, match="window"):
        ranking_weights({"ranking": {k: v for k, v in table.items() if k != "window"}})
    with pytest.raises(SettingsError, match="colour"):
        ranking_weights({"ranking": table | {"colour": 1}})
    with pytest.raises(SettingsError, match="other"):
        ranking_weights({"ranking": table | {"floors": {}}})
    assert WEIGHTS.floor("e5-small-q4-abc-384") == table["floors"]["e5-small"]
    assert WEIGHTS.floor("some-model") == table["floors"]["other"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("rapport 4 2011", [False, True, True]),
        ("rapport nr 4, 2011", [False, True, True, True]),
        ("2011 nr 4", [True, True, True]),
        ("4 kommuner 2011", [False, False, False]),
    ],
)
def test_a_number_and_a_year_may_be_the_number_of_a_report(analyser, text, places):
    assert ["2011:4" in rule.keys.lemmas for rule in read_query(text, analyser).words] == places


def test_a_figure_stands_beside_what_it_counts(analyser):
    plan = read_query("12 intervjuer med chefer", analyser)
    assert [rule.lemmas for rule in plan.figures] == [("tolv", "intervju"), ("12", "intervju")]
    assert [rule.lemmas for rule in plan.pairs] == [("intervju", "chef")]


def test_what_may_have_been_meant_weighs_and_finds_nothing(analyser):
    asked = []
    plan = read_query(
        "utvädering av hemtjänstt i kommuner", analyser, instead=lambda w: asked.append(w) or "utvärdering"
    )
    assert asked == ["utvädering", "hemtjänstt"]
    assert [rule.word for rule in plan.meant] == ["utvärdering"] * 2
    assert plan.meaning == "utvärdering av utvärdering i kommuner"
    assert "utvärdering" not in repr(plan.by_words(BODY))
    assert "utvärdering" in repr(plan.score(WEIGHTS))


@pytest.mark.parametrize(
    "text", ["hemtjänst", "hemtjänstpersonalens", "orosanmalan", "17 2013:2 LSS:s", '"utvädering"']
)
def test_words_that_are_words_are_not_mended(analyser, text):
    assert read_query(text, analyser, instead=lambda _: "annat").meant == ()
