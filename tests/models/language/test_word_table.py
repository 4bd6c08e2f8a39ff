"""The word table and what it is made from."""

import pytest

import config
from models.errors import ModelError
from models.language.cache import make_once
from models.language.folding import fold
from models.language.hunspell import Form, Role, learn_roles, read_forms
from models.language.paradigms import choose_first_parts, choose_lemmas
from models.language.table import WordTable
from models.language.table_build import open_table


@pytest.fixture(scope="module")
def table():
    return open_table(config.load().cache / "language")


def test_look_ups(table):
    number = table.find("omsorgens")
    assert table.lemma(number) == "omsorg"
    assert table.form(number) == "omsorgens"
    assert table.roles(number) == Role.WORD | Role.END
    assert table.family(number) > table.frequency(number)
    assert table.form(table.first(table.find("arbets"))) == "arbete"
    assert table.find("omsorgensx") == -1


def test_beginnings(table):
    assert ("äldreomsorg", table.find("äldreomsorg")) in table.beginnings("äldreomsorgspersonal")


def test_unfolded_forms_come_most_frequent_first(table):
    assert table.unfolded("ar")[:2] == ("är", "år")
    assert all(fold(form) == "ar" for form in table.unfolded("ar"))
    assert table.unfolded("xyzzy") == ()


def test_every_number_has_a_form_and_a_known_lemma(table):
    for number in range(0, len(table), 4999):
        assert table.find(table.form(number)) == number
        assert table.find(table.lemma(number)) >= 0


def test_chains_of_lemmas_end(table):
    for number in range(0, len(table), 997):
        seen, form = set(), table.form(number)
        while form not in seen:
            seen.add(form)
            form = table.lemma(table.find(form))
        assert table.lemma(table.find(form)) == form, f"{table.form(number)} goes round in circles"


@pytest.mark.parametrize("damage", ["empty", "garbage", "missing"])
def test_a_damaged_table_is_a_named_error(damage, tmp_path):
    folder = tmp_path / "words-1"
    folder.mkdir()
    if damage != "missing":
        for name in ("forms.marisa", "folded.marisa", "roles.npy"):
            (folder / name).write_bytes(b"" if damage == "empty" else b"no table at all" * 9)
    with pytest.raises(ModelError, match="made anew"):
        WordTable(folder)


AFFIXES = """SET UTF-8
SFX D Y 3
SFX D 0 en [^a]
SFX D 0 ens [^a]
SFX D 0 nde a
SFX v Y 1
SFX v 0 s/WXU .
"""


def test_forms_of_a_small_dictionary(tmp_path):
    (tmp_path / "a.aff").write_text(AFFIXES, encoding="utf-8")
    (tmp_path / "a.dic").write_text("4\nvård/DXY\nomsorg/DvY\nfel/%\nNacka/D\n", encoding="utf-8")
    forms = read_forms(tmp_path / "a.dic", tmp_path / "a.aff")
    assert forms["vårdens"] == Form(Role.WORD | Role.END, ("vård",), ())
    assert forms["vård"].roles == Role.WORD | Role.BEGIN | Role.END
    assert forms["omsorgs"] == Form(Role.BEGIN | Role.MIDDLE, (), ("omsorg",))
    assert forms["nacka"].roles & Role.NAME
    assert "fel" not in forms


def test_roles_are_learnt_from_listed_compounds():
    heads = ["bombhot", "pistolhot", "mordhot", "knivhot", "krigshot", "hot"]
    forms = {head: Form(int(Role.WORD), (head,)) for head in heads}
    forms |= {first: Form(int(Role.BEGIN), ()) for first in ("bomb", "pistol", "mord", "kniv", "krigs")}
    forms["hoten"] = Form(int(Role.WORD), ("hot",))
    learn_roles(forms)
    assert forms["hot"].roles & Role.ENDS
    assert forms["hoten"].roles & Role.ENDS
    assert not forms["bombhot"].roles & Role.ENDS


def test_a_noun_with_inflections_of_its_own_is_its_own_lemma():
    simplemma = {"nämnd": "nämna", "nämnden": "nämnd", "nämner": "nämna", "nämna": "nämna", "anställd": "anställa"}
    simplemma |= {
        "anställda": "anställa",
        "anställds": "anställd",
        "lång": "lång",
        "långa": "lång",
        "långorna": "långa",
    }
    simplemma |= {"längre": "lång"}
    often = {"nämnden": 2e-5, "nämner": 5e-5, "anställds": 1e-6, "anställda": 1e-5, "längre": 1e-4, "långorna": 1e-7}
    lemmas = choose_lemmas({}, simplemma, often)
    assert lemmas["nämnd"] == "nämnd"
    assert lemmas["anställd"] == "anställa", "a participle goes where its inflections go"
    assert lemmas["långa"] == "lång"


def test_circles_are_broken():
    lemmas = choose_lemmas({}, {"ab": "ac", "ac": "ab", "abs": "ab"}, {"abs": 1e-5})
    assert lemmas["ab"] == "ab"
    assert lemmas["ac"] == "ab"


def test_first_parts_without_a_head_word_find_one():
    forms = {"arbets": Form(int(Role.BEGIN), (), ("arbets",)), "arbete": Form(int(Role.WORD), ("arbete",))}
    assert choose_first_parts(forms, {"arbete": "arbete"}, {"arbete": 1e-4}) == {"arbets": "arbete"}


def test_a_thing_is_made_once_and_whole(tmp_path):
    calls = []

    def make(folder):
        calls.append(folder)
        (folder / "thing").write_text("made")

    for _ in range(2):
        assert (make_once(tmp_path / "deep" / "things", make) / "thing").read_text() == "made"
    assert len(calls) == 1


def test_what_fails_half_way_leaves_nothing_that_counts(tmp_path):
    def fail(folder):
        (folder / "half").write_text("half")
        raise ModelError("no weights")

    with pytest.raises(ModelError, match="no weights"):
        make_once(tmp_path / "things", fail)
    left = tmp_path / ".things-killed"  # as kill -9 would leave it
    left.mkdir()
    make_once(tmp_path / "things", lambda folder: (folder / "whole").touch())
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["things"]
    assert [path.name for path in (tmp_path / "things").iterdir()] == ["whole"]


def test_a_cache_that_cannot_be_written_is_a_named_error(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ModelError, match="cannot write"):
        make_once(tmp_path / "file" / "things", lambda _folder: None)
