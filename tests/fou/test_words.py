"""Every word an operator sees has English, and what is compiled is what is written."""

import ast
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import fou

ROOM = Path(fou.__file__).parent
FOLDER = ROOM / "translations" / "en" / "LC_MESSAGES"
FORMS = {"_": 1, "ngettext": 2}
"""Function → how many of its arguments are words."""


@pytest.fixture(scope="module")
def english():
    with (FOLDER / "fou.po").open("rb") as file:
        return read_po(file, locale="en")


def extracted() -> set:
    """Every call's words; by the syntax tree, since Babel sees no calls inside f-strings on Python 3.11."""
    found = set()
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORMS:
                found.add(tuple(ast.literal_eval(word) for word in node.args[: FORMS[node.func.id]]))
    return found


def forms(words) -> tuple:
    return (words,) if isinstance(words, str) else tuple(words)


def placeholders(words: str) -> set:
    return set(re.findall(r"\{[^{}]*\}", words))


def test_every_word_has_english(english):
    translated = {forms(message.id) for message in english if all(forms(message.string)) and not message.fuzzy}
    assert extracted() - translated == set()


def test_no_english_is_left_over(english):
    assert {forms(message.id) for message in english if message.id} == extracted()


def test_placeholders_are_the_same_in_both_languages(english):
    for message in english:
        if not message.id:
            continue
        for swedish, translated in zip(forms(message.id), forms(message.string), strict=True):
            assert placeholders(translated) == placeholders(swedish), swedish


def test_markup_and_kept_line_breaks_are_the_same_in_both_languages(english):
    for message in english:
        if not message.id:
            continue
        for swedish, translated in zip(forms(message.id), forms(message.string), strict=True):
            for mark in (r"\[[a-z /]*\]", "\b"):
                assert re.findall(mark, translated) == re.findall(mark, swedish), swedish


@pytest.mark.parametrize("path", sorted((ROOM / "translations").rglob("*.po")), ids=lambda path: path.stem)
def test_the_compiled_catalogues_are_fresh(path):
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    with path.with_suffix(".mo").open("rb") as file:
        shipped = [(message.id, message.string) for message in read_mo(file)]
    compiled.seek(0)
    assert shipped == [(message.id, message.string) for message in read_mo(compiled)]


def test_the_words_taken_from_click_are_still_its_words():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    with (ROOM / "translations" / "sv" / "LC_MESSAGES" / "click.po").open("rb") as file:
        words = [text for message in read_po(file) if message.id for text in forms(message.id)]
    assert [text for text in words if f'"{text}"' not in source] == []


@pytest.mark.parametrize(("language", "words"), [("", "Så här: "), ("C", "Så här: "), ("en", "Usage: ")])
def test_click_speaks_the_same_language(language, words):
    run = subprocess.run(
        [sys.executable, "-m", "fou", "--help"],
        env={**os.environ, "LANGUAGE": language, "LANG": language, "LC_ALL": language},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert run.stdout.startswith(words)
