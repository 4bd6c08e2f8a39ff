"""Every word a reader sees is translated, and what is compiled is what is written."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import search_app

ROOM = Path(search_app.__file__).parent
FOLDER = ROOM / "translations" / "en" / "LC_MESSAGES"


@pytest.fixture(scope="module")
def english():
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def extracted() -> set:
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    found = extract_from_dir(ROOM, method_map=methods, keywords={**DEFAULT_KEYWORDS, "lazy_gettext": None})
    return {message for _, _, message, _, _ in found}


def test_every_word_has_english(english):
    lacking = [m for m in extracted() if (first := english.get(m if isinstance(m, str) else m[0])) is None or not all(
        [first.string] if isinstance(first.string, str) else first.string)]  # fmt: skip
    assert lacking == []


def test_no_english_is_left_over(english):
    known = {m if isinstance(m, str) else m[0] for m in extracted()}
    assert {m.id if isinstance(m.id, str) else m.id[0] for m in english if m.id} == known


def test_variables_are_the_same_in_both_languages(english):
    for message in english:
        forms = zip(
            [message.id] if isinstance(message.id, str) else message.id,
            [message.string] if isinstance(message.string, str) else message.string,
            strict=True,
        )
        for swedish, translated in forms:
            variables = set(re.findall(r"%\(\w+\)s", swedish))
            assert set(re.findall(r"%\(\w+\)s", translated)) <= variables, swedish
            assert isinstance(message.id, tuple) or set(re.findall(r"%\(\w+\)s", translated)) == variables, swedish


def test_the_compiled_catalogue_is_fresh(english):
    compiled = io.BytesIO()
    write_mo(compiled, english)
    with (FOLDER / "messages.mo").open("rb") as file:
        shipped = [(message.id, message.string) for message in read_mo(file)]
    compiled.seek(0)
    assert shipped == [(message.id, message.string) for message in read_mo(compiled)]
