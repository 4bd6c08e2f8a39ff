"""What a machine may lack: a test that needs it is named as not run, or fails where it is required."""

import os
from typing import NoReturn

import pytest

REQUIRE = "FOU_TEST_REQUIRE"
"""Comma-separated names of what must be there: browser, ocr, libreoffice, elasticsearch, transformers."""


def need(name: str, reason: str) -> NoReturn:
    """End the present test because the machine lacks `name`; `reason` completes the sentence "not run, because …"."""
    required = {part.strip() for part in os.environ.get(REQUIRE, "").split(",")}
    if name in required:
        pytest.fail(f"{name} is required ({REQUIRE}), but {reason}", pytrace=False)
    pytest.skip(f"not run, because {reason}")
