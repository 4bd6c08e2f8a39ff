"""The house holds: imports run against the flow, modules stay small, commands and settings are documented."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from config.settings import Settings
from fou.__main__ import COMMANDS

ROOT = Path(__file__).parents[1]
ROOMS = ("config", "crawler", "fou", "indexer", "models", "search_app")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))

MAY_IMPORT = {
    "models": {"models"},
    "config": {"models", "config"},
    "crawler": {"models", "config", "crawler"},
    "indexer": {"models", "config", "crawler", "indexer"},
    "search_app": {"models", "config", "indexer", "search_app"},
    "fou": set(ROOMS),
}
DOORS = {("indexer", "crawler"): ("crawler.archive",), ("search_app", "indexer"): ("indexer.engines",)}
"""Between these rooms only the named doors may be used."""
LEAKS = {
    "scrapy": "crawler", "twisted": "crawler", "pdfminer": "indexer/extract", "pypdfium2": "indexer/extract",
    "pikepdf": "indexer/extract", "tantivy": "indexer/engines", "elasticsearch": "indexer/engines",
    "flask": "search_app", "spacy": "indexer", "torch": "models/language", "sentence_transformers": "models/language",
}  # fmt: skip
"""Library → the only room that may import it."""


def imported(path: Path) -> list[str]:
    """Every module that a file imports, also inside functions."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_against_the_flow(path):
    room = path.relative_to(ROOT).parts[0]
    for name in imported(path):
        other = name.split(".")[0]
        if other in ROOMS:
            assert other in MAY_IMPORT[room], f"{room} must not import {name}"
            doors = DOORS.get((room, other))
            assert doors is None or name.startswith(doors), f"{room} may use only {doors} of {other}, not {name}"
        if other in LEAKS:
            assert str(path.relative_to(ROOT)).startswith(LEAKS[other]), f"{other} leaks into {path}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_only_settings_read_variables_and_the_clock():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if path.name == "settings.py" or path.relative_to(ROOT).parts[0] == "fou":
            continue
        assert not re.search(r"os\.environ|os\.getenv|datetime\.now|date\.today|time\.time\(", text), path


def test_every_setting_is_read_somewhere():
    text = "\n".join(path.read_text(encoding="utf-8") for path in MODULES if path.name != "settings.py")
    text += (ROOT / "config" / "settings.py").read_text(encoding="utf-8").split("def load(")[0]
    for field in fields(Settings):
        assert re.search(rf"(settings|self)\.{field.name}\b", text), f"nothing reads {field.name}"


def test_every_command_is_documented():
    documented = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"fou {command}" in documented


def test_nothing_names_the_workplace():
    for path in (*MODULES, *ROOT.glob("*.toml"), *(ROOT / "docs").glob("*.md"), ROOT / "README.md"):
        assert "/work/" not in path.read_text(encoding="utf-8"), path
