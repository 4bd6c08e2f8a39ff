"""Every shipped environment file is complete and valid; a faulty one is refused by name."""

from pathlib import Path

import pytest

import config
from config.environments import read_environment
from config.municipalities import counties, municipalities
from models.errors import SettingsError

SHIPPED = config.load_environments(Path(config.__file__).parent / "environments")
CODES = {place.code: place.name for place in (*municipalities(), *counties())}


def test_there_is_one_file_for_each_of_the_29_entries():
    assert len(SHIPPED) == 29


@pytest.mark.parametrize("environment", SHIPPED.values(), ids=list(SHIPPED))
def test_every_shipped_file_is_complete(environment):
    assert environment.principal_type
    assert environment.principals
    assert environment.membership in ("confirmed", "uncertain")
    assert environment.certainty in ("high", "medium", "low")
    assert environment.membership_note
    assert environment.counties
    for place in (*environment.counties, *environment.municipalities):
        assert CODES.get(place.code) == place.name
    if environment.home:
        home = environment.home.removeprefix("https://").removeprefix("http://")
        prefixes = [p.removeprefix("https://").removeprefix("http://") for p in environment.scope.pages]
        assert any(home.startswith(prefix) for prefix in prefixes)
    assert not environment.example
    assert not environment.redistribute


LEAST = 'id = "a"\nname = "A"\nhome = "http://127.0.1.1:8100/"\n[scope]\npages = ["http://127.0.1.1:8100/"]\n'


def test_the_least_file_is_enough(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(LEAST, encoding="utf-8")
    assert read_environment(path).scope.pages == ("http://127.0.1.1:8100/",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (LEAST.replace('id = "a"', 'id = "b"'), "is not the file's name"),
        (LEAST.replace('name = "A"\n', ""), "name is missing"),
        (LEAST.replace("[scope]", "[scoop]"), "unknown key scoop"),
        (LEAST.replace('pages = ["http://127.0.1.1:8100/"]', "pages = []"), "pages is missing"),
        (LEAST.replace("http://127", "ftp://127"), "not an http"),
        ("id = ", "a.toml"),
    ],
)
def test_a_faulty_file_is_refused_with_its_name(tmp_path, text, complaint):
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=complaint):
        read_environment(path)
