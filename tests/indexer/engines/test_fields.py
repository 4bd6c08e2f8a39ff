"""Fields made piece by piece are those of the whole text."""

import pytest

import config
from config.language import load_language
from indexer.engines.fields import FieldMaker, Fields

TEXT = """Äldreomsorgspersonal och hemtjänst: 25 000 kr, bl.a. enligt 5 kap. 1 § SoL (2001:453).
FoU-miljöer i Umeå – barn's … e-post 2013-02, 12\n000 orosanmalan åäö – ISBN 978 91 7000 123 4."""


@pytest.fixture(scope="module")
def analyser():
    return load_language(config.load())


@pytest.mark.parametrize("text", [TEXT, "", "  \n", "och", "och hemtjänsten och", "¶ 25 000"])
def test_they_are_those_of_the_analysis(analyser, text):
    maker, tokens = FieldMaker(analyser), analyser.analyse(text)
    wanted = tuple(" ".join(of(tokens)) for of in (analyser.body, analyser.parts, analyser.grams))
    assert maker.of(text)[:3] == maker.of(text)[:3] == wanted


def test_words_worth_writing_are_kept_with_their_lemmas_and_parts(analyser):
    forms = FieldMaker(analyser).of("och hemtjänsten FoU-miljöer 2001 i äldreomsorgen").forms
    assert {"hemtjänsten", "hemtjänst", "fou-miljöer", "miljö", "äldreomsorgen", "omsorg"} <= forms
    assert forms.isdisjoint({"och", "2001", "i"})


def test_together_they_keep_their_order(analyser):
    maker = FieldMaker(analyser)
    assert Fields.together([maker.of("barn"), maker.of("och"), maker.of("skola")]) == maker.of("barn och skola")
    assert Fields.together([]) == maker.of("")
