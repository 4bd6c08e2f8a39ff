"""Lemmas, fields, keys and tokens."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import config
from config.language import FOLDER, load_language, read_word_lists
from models.errors import SettingsError
from models.language.analysis import Analyser
from models.language.folding import fold
from models.language.table_build import open_table
from models.language.tokens import TOKEN

FAMILIES = [
    "hemtjänst hemtjänsten hemtjänstens HEMTJÄNST Hemtjänsten",
    "nämnd nämnden nämnder nämndernas",
    "äldre äldres",
    "boende boendet boendets boenden boendena",
    "hand händer händerna handen",
    "lag lagen lagar lagarna",
    "beslut beslutet besluten beslutens",
    "uppdrag uppdraget uppdragen",
    "risk risker riskerna",
    "intervju intervjuer intervjuerna intervjuns",
    "missbruk missbruket missbrukets",
    "studie studien studier studierna",
    "brukare brukaren brukarna brukarnas brukares",
    "ansökan ansökningar ansökningarna",
    "orosanmälan orosanmälningar orosanmälningarna",
    "barn barnet barnen barnens barns",
    "vuxen vuxna vuxnas",
    "anhörig anhöriga anhörigas",
    "funktionsnedsättning funktionsnedsättningar funktionsnedsättningen",
    "biståndshandläggare biståndshandläggarna biståndshandläggarens",
    "hemtjänstinsats hemtjänstinsatser hemtjänstinsatserna",
    "FoU-miljö FoU-miljöer FoU-miljöerna fou-miljöernas",
    "LSS LSS:s lss",
    "enhetschef enhetschefer enhetschefernas",
    "kommun kommunen kommuner kommunernas",
    "placering placeringar placeringen",
    "inflytande inflytandet inflytandets",
    "bemötande bemötandet",
]
APART = [("nämnd", "nämna"), ("äldre", "gammal"), ("får", "far"), ("vård", "vard"), ("hot", "hota"), ("it", "se")]


@pytest.mark.parametrize("family", FAMILIES)
def test_inflections_have_one_lemma(family, lemma):
    words = family.split()
    assert {lemma(word) for word in words} == {lemma(words[0])}


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_stay_apart(one, other, lemma):
    assert lemma(one) != lemma(other)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("enligt 5 kap. 1 § SoL (2001:453)", ["enligt", "5", "kap", "1", "§", "SoL", "2001:453"]),
        ("e-post, FoU-miljön och 70-åriga", ["e-post", "FoU-miljön", "och", "70-åriga"]),
        ("t.ex. hemtjänst, bl.a. natt.", ["t.ex.", "hemtjänst", "bl.a.", "natt"]),
        ("2015-2020, 2019/20 och 3,5 %", ["2015", "2020", "2019/20", "och", "3,5", "%"]),
        ("hälso- och sjukvård", ["hälso", "och", "sjukvård"]),
        ("Slut.Början", ["Slut", "Början"]),
        ("snake_case", ["snake", "case"]),
        ("va\u030ard och so\u00adcial", ["va\u030ard", "och", "so\u00adcial"]),
    ],
)
def test_tokens(text, surfaces, analyser):
    assert [token.surface for token in analyser.analyse(text)] == surfaces


def test_body_keeps_order_and_drops_stop_words(analyser):
    tokens = analyser.analyse("Nämndens beslut om de äldres boende enligt 5 kap. 1 §")
    assert analyser.body(tokens) == ["nämnd", "beslut", "äldre", "boende", "5", "kap", "1", "§"]


def test_parts_holds_three_kinds_of_keys(analyser):
    keys = analyser.parts(analyser.analyse("den äldreomsorgspersonalens"))
    assert {"äldre", "omsorg", "personal", "äldreomsorg", "=äldreomsorgspersonal", "~aldreomsorgspersonal"} <= set(keys)


def test_body_is_never_folded(analyser):
    body = analyser.body(analyser.analyse("vården får ändå stöd"))
    assert "vård" in body
    assert "vard" not in body


def test_a_damaged_word_and_the_right_one_meet(analyser):
    right, damaged = analyser.analyse("socialtjänsten"), analyser.analyse("socialtjansten")
    assert set(analyser.keys(right[0]).parts) & set(analyser.parts(damaged))
    assert set(analyser.keys(damaged[0]).parts) & set(analyser.parts(right))


def test_folding_is_one_way_between_known_words(analyser):
    far, fagel = analyser.analyse("far"), analyser.analyse("får fåret")
    assert not set(analyser.keys(fagel[1]).parts) & set(analyser.parts(far))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("orosanmalan", "orosanmälan"),
        ("aldreomsorgspersonal", "äldreomsorgspersonal"),
        ("hemtjanstens", "hemtjänst"),
        ("bistandshandlaggare", "biståndshandläggare"),
        ("socialnamnd", "socialnämnd"),
    ],
)
def test_a_word_typed_without_dots_is_restored(typed, meant, analyser):
    (token,) = analyser.analyse(typed)
    keys = analyser.keys(token)
    assert keys.lemmas == (typed, meant)
    assert fold(meant) == fold(keys.lemmas[-1])


def test_the_keys_of_a_compound_name_its_parts(analyser):
    (token,) = analyser.analyse("äldreomsorgspersonal")
    assert analyser.keys(token).compound == ("äldre", "omsorg", "personal")


def test_one_part_alone_is_not_the_word(analyser):
    (token,) = analyser.analyse("e-post")
    assert analyser.keys(token).compound == ()


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_string_gives_tokens_in_order_within_the_text(analyser, text):
    end = 0
    for token in analyser.analyse(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.surface
        assert token.lemma
        assert all(key and not any(sign.isspace() for sign in key) for key in (*token.keys, token.lemma))
        for piece in token.pieces:
            assert 0 <= piece.start < piece.end <= len(token.surface)
        analyser.keys(token)
        end = token.end


TEXTS = st.lists(
    st.text(max_size=9)
    | st.sampled_from(
        ["t.ex. 5 kap. 1 §", "FoU- rapport", "2019/\u00a020", "hem.", "25 000", "1\u00a0000", "'", "2013-02"]
    )
)


@given(TEXTS.map(" ".join) | TEXTS.map("".join))
@settings(max_examples=300, deadline=None)
def test_a_text_read_piece_by_piece_has_the_words_of_the_whole(analyser, text):
    assert [token[:3] for token in analyser.analyse(text)] == [(*m.span(), m[0]) for m in TOKEN.finditer(text)]


@given(TEXTS.map(" ".join), st.sets(st.sampled_from(["rapport", "fou", "hem", "5", "~1", "kap."])), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_sieve_keeps_what_is_asked_for_with_its_number(analyser, text, asked, long):
    sieve = analyser.sieve(asked, (lambda word: len(word.surface) > 3) if long else None)
    content = [token for token in analyser.analyse(text) if not token.stop]
    kept = [
        (number, token)
        for number, token in enumerate(content)
        if asked.intersection((token.lemma, *token.keys)) or (long and len(token.surface) > 3)
    ]
    assert sieve.read(text) == sieve.read(text) == kept


WORDS = st.sampled_from([*" ".join(FAMILIES).split(), "äldreomsorgspersonalens", "barnkonventionen", "våldsutsatta"])


@given(WORDS)
def test_composition_and_soft_hyphens_change_nothing(analyser, word):
    (plain,) = analyser.analyse(word)
    (decomposed,) = analyser.analyse(unicodedata.normalize("NFD", word))
    (hyphenated,) = analyser.analyse(f"{word[:2]}\u00ad{word[2:]}")
    for other in (decomposed, hyphenated):
        assert (other.lemma, other.parts, other.keys) == (plain.lemma, plain.parts, plain.keys)
    for piece, same in zip(decomposed.pieces, plain.pieces, strict=True):
        shown = decomposed.surface[piece.start : piece.end]
        assert unicodedata.normalize("NFC", shown) == plain.surface[same.start : same.end]


@given(WORDS)
def test_the_lemma_of_a_lemma_is_itself(analyser, word):
    (token,) = analyser.analyse(word)
    (again,) = analyser.analyse(token.lemma)
    assert again.lemma == token.lemma


def test_the_fingerprint_changes_with_any_list_and_with_nothing_else():
    table = open_table(config.load().cache / "language")
    lists = read_word_lists(FOLDER)
    before = Analyser(table, lists).fingerprint
    assert Analyser(table, replace(lists, lemmas=dict(reversed(lists.lemmas.items())))).fingerprint == before
    changed = [
        replace(lists, stop=lists.stop | {"nytt"}),
        replace(lists, lemmas={**lists.lemmas, "ny": "nyare"}),
        replace(lists, first_parts={**lists.first_parts, "ny": "nyhet"}),
        replace(lists, particles=lists.particles | {"nytt"}),
        replace(lists, endings=lists.endings | {"nytt"}),
        replace(lists, keep=lists.keep | {"nytt"}),
        replace(lists, split=lists.split | {"nytt"}),
    ]
    prints = {Analyser(table, other).fingerprint for other in changed}
    assert len(prints) == len(changed)
    assert before not in prints


def test_two_analysers_agree(analyser):
    other = load_language(config.load())
    text = "Äldreomsorgens personal möter anhörigas oro."
    assert other.fingerprint == analyser.fingerprint
    assert other.analyse(text) == analyser.analyse(text)


def copied_lists(folder):
    for path in filter(Path.is_file, FOLDER.iterdir()):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_missing_list_is_named(tmp_path):
    folder = copied_lists(tmp_path)
    (folder / "stop.txt").unlink()
    with pytest.raises(SettingsError, match=r"stop\.txt"):
        read_word_lists(folder)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("lemmas.toml", "a = [", "not TOML"),
        ("lemmas.toml", '"lag" = ["lagar"]\n"laga" = ["lagar"]', "lagar stands under both"),
        ("compounds.toml", 'keep = ["barnomsorg"]\nsplit = ["barnomsorg"]', "both kept and split"),
        ("compounds.toml", 'keep = "barnomsorg"', "is no list"),
    ],
)
def test_lists_that_contradict_are_refused(name, text, why, tmp_path):
    folder = copied_lists(tmp_path)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=why):
        read_word_lists(folder)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("upprepade orosanmalningar om barn", "upprepade orosanmälningar om barn"),
        ("renkott pa aldreboende", "renkött på äldreboende"),
        ("vad får barn", "vad får barn"),
        ("hemtjänst i Ale", "hemtjänst i Ale"),
        ("threats and violence", "threats and violence"),
        ("", ""),
    ],
)
def test_letters_are_put_back_only_where_they_are_missing(analyser, typed, meant):
    assert analyser.restore(typed) == meant


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("Äldre", ["^aldr", "aldre"]),
        ("ung och SoL:s", ["^ung", "^sol"]),
        ("e-post", ["^epos", "epost"]),
        ("och", []),
    ],
)
def test_runs_of_letters(analyser, text, grams):
    assert analyser.grams(analyser.analyse(text)) == grams


def test_a_misspelt_word_shares_most_runs(analyser):
    def of(word):
        return set(analyser.grams(analyser.analyse(word)))

    assert len(of("dokumentation") & of("dokumentasion")) >= len(of("dokumentation")) / 2
    assert of("orosanmälan") == of("orosanmalan")
