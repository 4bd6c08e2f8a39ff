"""Making the word table, once, from three packages: hunspell-sv (DSSO: forms and compound roles), wordfreq (how common
each form is) and simplemma (lemmas)."""

import hashlib
import re
import unicodedata
from array import array
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie  # type: ignore[import-not-found]  # a compiled module without type information
import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.language.cache import Progress, make_once
from models.language.folding import fold
from models.language.hunspell import Form, dictionary_files, learn_roles, read_forms
from models.language.paradigms import choose_first_parts, choose_lemmas, families_of
from models.language.table import FOLDED, FORMS, NOWHERE, WordTable

VERSION = 4
"""Goes up when the same packages give another table."""

PACKAGES = ("hunspell-sv", "marisa-trie", "simplemma", "wordfreq")
_KEPT = re.compile(r"(?=.{1,60}$)[^\W\d_](?:[^\W\d_]|[-:])*")
_STEPS = 5


class _Words(NamedTuple):
    forms: Mapping[str, Form]
    frequencies: Mapping[str, float]
    lemmas: Mapping[str, str]
    firsts: Mapping[str, str]
    families: Mapping[str, float]


def open_table(cache: Path, progress: Progress | None = None) -> WordTable:
    """The word table in the folder `cache`, made first (some 20 seconds) when it is not there.

    Raises:
        ModelError: a package is missing, or the cache cannot be written or read.
    """
    return WordTable(make_once(cache / f"words-{table_fingerprint()}", lambda folder: _make(folder, progress)))


def table_fingerprint() -> str:
    """Names the contents of the table: our version and those of the packages it is made from."""
    try:
        versions = [f"{package} {metadata.version(package)}" for package in PACKAGES]
    except metadata.PackageNotFoundError as error:
        raise ModelError(f"the package {error.name} is not installed: no word table") from None
    return hashlib.sha256("\n".join([str(VERSION), *versions]).encode()).hexdigest()[:16]


def _make(folder: Path, progress: Progress | None) -> None:
    _write(folder, _gather(progress), progress)


def _gather(progress: Progress | None) -> _Words:
    report = progress or (lambda _done, _total: None)
    report(0, _STEPS)
    forms = read_forms(*dictionary_files())
    learn_roles(forms)
    report(1, _STEPS)
    frequencies = _frequencies()
    simplemma = _simplemma()
    report(2, _STEPS)
    lemmas = choose_lemmas(forms, simplemma, frequencies)
    families = families_of(lemmas, frequencies)
    firsts = choose_first_parts(forms, lemmas, families)
    report(3, _STEPS)
    return _Words(forms, frequencies, lemmas, firsts, families)


# Both packages cost memory and half a second to import, and only he who makes the table needs them.
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    return {word: share for word, share in get_frequency_dict("sv", "large").items() if _KEPT.fullmatch(word)}


def _simplemma() -> dict[str, str]:
    from simplemma.strategies import DefaultDictionaryFactory

    answers: dict[str, str] = {}
    for form, lemma in DefaultDictionaryFactory().get_dictionary("sv").items():
        key, value = _normal(form), _normal(lemma)
        # Where a word and a name differ by the capital alone, the word is meant.
        if _KEPT.fullmatch(key) and _KEPT.fullmatch(value) and (form == key or key not in answers):
            answers[key] = value
    return answers


def _normal(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()


def _write(folder: Path, words: _Words, progress: Progress | None) -> None:
    report = progress or (lambda _done, _total: None)
    keys = sorted({*words.lemmas, *words.lemmas.values(), *words.firsts.values()})
    trie = marisa_trie.Trie(keys)
    trie.save(str(folder / FORMS))
    number = {key: trie.key_id(key) for key in keys}
    report(4, _STEPS)
    count = len(keys)
    roles, frequency = np.zeros(count, np.uint8), np.zeros(count, np.float32)
    family, lemma = np.zeros(count, np.float32), np.zeros(count, np.uint32)
    first = np.full(count, NOWHERE, np.uint32)
    for key in keys:
        at = number[key]
        base = words.lemmas.get(key, key)
        frequency[at] = words.frequencies.get(key, 0.0)
        family[at] = words.families.get(base, 0.0)
        lemma[at] = number[base]
        if form := words.forms.get(key):
            roles[at] = form.roles
        if (part := words.firsts.get(key)) is not None:
            first[at] = number[part]
    arrays: dict[str, NDArray[Any]] = {
        "roles": roles,
        "frequency": frequency,
        "family": family,
        "lemma": lemma,
        "first": first,
    }
    for name, values in arrays.items():
        np.save(folder / f"{name}.npy", values)
    _write_folded(folder, words, number)
    report(_STEPS, _STEPS)


def _write_folded(folder: Path, words: _Words, number: Mapping[str, int]) -> None:
    """For each folded key the forms that fold to it, most frequent first, in one array cut by `unfold_start`."""
    unfolded: dict[str, list[str]] = {}
    for key in number:
        if (folded := fold(key)) != key:
            unfolded.setdefault(folded, []).append(key)
    trie = marisa_trie.Trie(sorted(unfolded))
    trie.save(str(folder / FOLDED))
    starts, flat = array("I", [0]), array("I")
    for folded in sorted(unfolded, key=trie.key_id):
        ranked = sorted(unfolded[folded], key=lambda form: (-words.frequencies.get(form, 0.0), form))
        flat.extend(number[form] for form in ranked)
        starts.append(len(flat))
    np.save(folder / "unfold_start.npy", np.frombuffer(starts, np.uint32))
    np.save(folder / "unfold.npy", np.frombuffer(flat, np.uint32))
