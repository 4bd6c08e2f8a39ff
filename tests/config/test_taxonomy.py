"""The taxonomy is whole: ids, parents, references and labels; a malformed file is refused by name."""

import shutil

import pytest

from config.taxonomy import FOLDER, read_taxonomy, taxonomy
from models.errors import SettingsError

CONCEPTS = taxonomy().concepts


def test_every_concept_is_whole():
    for concept in CONCEPTS.values():
        assert concept.sv, concept.id
        assert concept.en, concept.id
        assert concept.definition, concept.id
        assert concept.terms or concept.old or concept.cased or concept.sfs, f"{concept.id} has no sign"
        if concept.parent:
            parent = CONCEPTS[concept.parent]
            assert not parent.parent, concept.id
            assert parent.facet == concept.facet, concept.id
        for group in concept.groups:
            assert CONCEPTS[group].facet == "group", concept.id
        for area in concept.areas:
            assert CONCEPTS[area].facet == "area", concept.id


def test_labels_are_unique_within_a_facet():
    for language in ("sv", "en"):
        seen = {}
        for concept in CONCEPTS.values():
            # one method may be both a way to gather data and a programme, never twice in one facet below one top
            key = (concept.facet, concept.parent, concept.label(language))
            assert key not in seen, (concept.id, seen.get(key))
            seen[key] = concept.id


def test_no_term_stands_twice_below_one_top():
    allowed = {"socialtjänstlagen", "hälso- och sjukvårdslagen"}  # which Act is meant is decided by number and year
    seen = {}
    for concept in CONCEPTS.values():
        for term in {*concept.terms, *concept.old}:
            key = (concept.parent, term.rstrip("*").casefold())
            if concept.parent and term not in allowed and " + " not in term:
                assert key not in seen, (term, concept.id, seen.get(key))
                seen[key] = concept.id


@pytest.mark.parametrize(
    "form", ["SE", "CM", "SIG", "MI", "ART", "ABC", "FIT", "SARA", "Ester", "PO", "OF", "FL", "KL"]
)
def test_forms_with_other_meanings_need_a_word_beside_them(form):
    cases = [case for concept in CONCEPTS.values() for case in concept.cased if case.form == form]
    assert cases
    assert all(case.needs for case in cases)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace('parent = "omr-aldre"', 'parent = "omr-borta"', 1), "omr-borta"),
        (lambda text: text.replace('id = "omr-aldre-demens"', 'id = "omr-aldre-sabo"', 1), "omr-aldre-sabo"),
        (lambda text: text.replace('parent = "omr-aldre"', 'parent = "omr-barn-hvb"', 1), "third level"),
        (lambda text: text.replace("[[concept]]", "[[concept", 1), "area.toml"),
        (lambda text: text.replace('sv = "Äldre"', "", 1), "area.toml"),
        (lambda text: text.replace('terms = ["', 'terms = ["enkät + @okänt", "', 1), "area.toml: 'okänt'"),
    ],
)
def test_a_malformed_taxonomy_is_refused_by_name(tmp_path, change, words):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "area.toml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        read_taxonomy(tmp_path)


def test_a_changed_file_changes_the_version(tmp_path):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    assert read_taxonomy(tmp_path).version == taxonomy().version
    with (tmp_path / "law.toml").open("a", encoding="utf-8") as file:
        file.write("\n# a remark\n")
    assert read_taxonomy(tmp_path).version != taxonomy().version


def test_classes_of_words_are_written_out():
    terms = [term for concept in CONCEPTS.values() for term in concept.terms]
    assert not [term for term in terms if "@" in term]
    assert any("enkät|" in term and "socialsekreterare|" in term for term in CONCEPTS["met-personalenkat"].terms)
