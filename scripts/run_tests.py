"""Run every part of the tests, one after the other, and print the minutes of each.

A part that a machine cannot give is named at the end as "not run, because …" (tests/needs.py); with
FOU_TEST_REQUIRE=browser,transformers it is a failure instead. Every part runs even when an earlier one failed.
"""

import shlex
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
PARTS = {
    "style": ["ruff check .", "ruff format --check ."],
    "types": ["mypy"],
    "rooms": ["pytest -m 'not browser and not replica and not server and not ocr'"],
    "text recognition": ["pytest -m ocr"],
    "whole line": ["pytest -m replica"],
    "elasticsearch": ["pytest -m 'server and not browser and not replica'"],
    "browser": ["pytest -m browser"],
}


def main() -> int:
    """Run the parts; the exit code is 1 when any failed."""
    minutes: dict[str, float] = {}
    failed: list[str] = []
    for name, commands in PARTS.items():
        print(f"\n== {name}", flush=True)
        start = time.monotonic()
        failed += [f"{name}: {command}" for command in commands if run(command)]
        minutes[name] = (time.monotonic() - start) / 60
    print("\nminutes: " + ", ".join(f"{name} {spent:.1f}" for name, spent in minutes.items()))
    print(f"minutes in all: {sum(minutes.values()):.1f}")
    for row in failed:
        print(f"FAILED {row}")
    return 1 if failed else 0


def run(command: str) -> int:
    """Run one tool of the virtual environment → its exit code."""
    tool, *arguments = shlex.split(command)
    return subprocess.run([BIN / tool, *arguments], check=False).returncode  # noqa: S603 - the fixed commands above


if __name__ == "__main__":
    sys.exit(main())
