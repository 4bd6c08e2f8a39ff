"""Settings come from the process environment, are typed, and complain by name. Every one is documented."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import config
from models.errors import OutsideHoursError, SettingsError

ROOT = Path(__file__).parents[2]


def test_defaults_need_no_variables():
    settings = config.load({})
    assert settings.engine == "embedded"
    assert settings.crawl_delay == 3.0
    assert not settings.allow_loopback


def test_variables_are_read(tmp_path):
    settings = config.load(
        {
            "FOU_HOME": str(tmp_path),
            "FOU_ENVIRONMENTS": str(tmp_path),
            "FOU_ALLOW_LOOPBACK": "1",
            "FOU_CRAWL_DELAY": "0",
            "FOU_NOW": "2026-11-24T08:00:00",
            "FOU_EMBEDDING": "null",
        }
    )
    assert settings.archive == tmp_path / "archive"
    assert settings.allow_loopback
    assert settings.crawl_delay == 0
    assert settings.now() == datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("variables", "complaint"),
    [
        ({"FOU_CRAWL_DELAY": "soon"}, "FOU_CRAWL_DELAY"),
        ({"FOU_CRAWL_DELAY": "-1"}, "FOU_CRAWL_DELAY"),
        ({"FOU_CRAWL_ALARM": "weekly"}, "FOU_CRAWL_ALARM"),
        ({"FOU_NOW": "today"}, "FOU_NOW"),
        ({"FOU_CRAWL_HOURS": "night"}, "FOU_CRAWL_HOURS"),
        ({"FOU_CRAWL_HOURS": "22-25"}, "FOU_CRAWL_HOURS"),
        ({"FOU_CRAWL_HOURS": "6-6"}, "FOU_CRAWL_HOURS"),
        ({"FOU_ENGINE": "solr"}, "FOU_ENGINE"),
        ({"FOU_ENVIRONMENTS": "/nowhere/at/all"}, "FOU_ENVIRONMENTS"),
    ],
)
def test_a_faulty_variable_is_named(variables, complaint):
    with pytest.raises(SettingsError, match=complaint):
        config.load(variables)


@pytest.mark.parametrize(
    ("hours", "now", "inside"),
    [
        ("22-6", "2026-11-24T21:30:00+00:00", True),  # 22:30 in Sweden
        ("22-6", "2026-11-24T20:59:00+00:00", False),
        ("22-6", "2026-11-24T05:30:00+00:00", False),  # 06:30
        ("22-6", "2026-07-24T20:10:00+00:00", True),  # 22:10, summer time
        ("0-24", "2026-11-24T12:00:00+00:00", True),
        ("8-16", "2026-11-24T15:00:00+00:00", False),  # 16:00
        ("", "2026-11-24T12:00:00+00:00", True),
    ],
)
def test_hours_are_those_of_sweden(hours, now, inside):
    settings = config.load({"FOU_CRAWL_HOURS": hours, "FOU_NOW": now})
    if inside:
        settings.check_hours()
    else:
        with pytest.raises(OutsideHoursError, match="in Sweden"):
            settings.check_hours()


def test_every_variable_is_documented():
    read = set(re.findall(r"FOU_[A-Z_]+", (ROOT / "config" / "settings.py").read_text(encoding="utf-8")))
    documented = set(re.findall(r"FOU_[A-Z_]+", (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")))
    assert read <= documented


def test_a_folder_of_corrections_must_be_there(tmp_path):
    assert config.load({"FOU_CORRECTIONS": str(tmp_path)}).corrections == tmp_path
    with pytest.raises(SettingsError, match="FOU_CORRECTIONS"):
        config.load({"FOU_CORRECTIONS": str(tmp_path / "none")})
