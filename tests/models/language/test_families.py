"""Words that mean the same: what a question finds beside its own words."""

from collections import Counter

import pytest

from config.language import FOLDER, load_families, read_families
from models.errors import SettingsError
from models.language.families import MOST, Families, FamilyLists


@pytest.fixture(scope="module")
def families(analyser):
    return load_families(analyser)


@pytest.fixture
def beside(analyser, families):
    """For each content word of a question the terms beside it."""

    def of(text):
        tokens = [token for token in families.spoken(analyser.analyse(text)) if not token.stop]
        related = families.related(tokens)
        return {token.surface: [term.term for term in terms] for token, terms in zip(tokens, related, strict=True)}

    return of


@pytest.mark.parametrize(
    ("text", "word", "term"),
    [
        ("socialbidrag", "socialbidrag", "ekonomiskt bistånd"),
        ("socialbidragen", "socialbidragen", "försörjningsstöd"),
        ("ekonomiskt bistånd i dag", "ekonomiskt", "socialbidrag"),
        ("ekonomiskt bistånd i dag", "bistånd", "socialbidrag"),
        ("handikappade barn", "handikappade", "funktionshindrad"),
        ("utvarderingar", "utvarderingar", "effektstudie"),  # typed without å ä ö
        ("enligt SoL", "SoL", "socialtjänstlagen"),
        ("socialtjänstlagen", "socialtjänstlagen", "SoL"),
        ("homelessness in the municipality", "homelessness", "hemlöshet"),
        ("foster parents", "parents", "familjehem"),
    ],
)
def test_who_asks_with_one_finds_the_other(beside, text, word, term):
    assert term in beside(text)[word]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("bistånd", "bistånd"),  # the term is ekonomiskt bistånd
        ("fall i statistiken", "statistiken"),
        ("support till personal", "support"),  # a Swedish word, too
        ("zzyzx", "zzyzx"),
    ],
)
def test_nothing_is_made_up(beside, text, word):
    assert beside(text)[word] == []


def test_english_function_words_say_nothing_and_swedish_questions_keep_theirs(analyser, families):
    def spoken(text):
        return [token.surface for token in families.spoken(analyser.analyse(text))]

    assert spoken("support for the parents of children") == ["support", "parents", "children"]
    assert spoken("who and what") == ["who", "and", "what"]
    assert spoken("stöd till barn i the voice") == ["stöd", "till", "barn", "i", "the", "voice"]
    assert spoken("stöd barn") == ["stöd", "barn"]


def test_the_longest_term_counts(analyser):
    lists = FamilyLists((("stöd", "hjälp"), ("stöd till anhöriga", "anhörigstöd")))
    families = Families(lists, analyser)
    tokens = [token for token in analyser.analyse("stöd till anhöriga, stöd") if not token.stop]
    found = [[term.term for term in terms] for terms in families.related(tokens)]
    assert found == [["anhörigstöd"], ["anhörigstöd"], ["hjälp"]]


def test_every_term_of_our_lists_can_be_found(analyser):
    lists = read_families(FOLDER / "families")
    assert len(lists.families) > 300
    for family in lists.families:
        for term in family:
            assert any(not token.stop for token in analyser.analyse(term)), term
        assert [term for term, n in Counter(map(str.casefold, family)).items() if n > 1] == [], family
    for term, meanings in lists.english.items():
        assert meanings, term
        assert [m for m in meanings if not any(not token.stop for token in analyser.analyse(m))] == [], term


def test_no_word_has_more_kin_than_it_can_bear(analyser, families):
    for family in read_families(FOLDER / "families").families:
        tokens = [token for token in analyser.analyse(family[0]) if not token.stop]
        assert all(len(terms) <= MOST for terms in families.related(tokens))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[group]]\nfamilies = [["a", "b"]]', "without a reason"),
        ('[[group]]\nreason = "r"\nfamilies = [["ensam"]]', "no family"),
        ('[[group]]\nreason = "r"\nfamilies = [["ensam", ""]]', "no family"),
    ],
)
def test_a_faulty_file_is_named(tmp_path, text, words):
    (tmp_path / "english.toml").write_text("", encoding="utf-8")
    (tmp_path / "odd.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        read_families(tmp_path)
