"""The catalogue as lines for others to build on: one for each report or project in each environment."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from config.settings import Settings
from indexer.catalogue import Catalogue

PROJECT_ONLY = ("status", "period")


def export_lines(settings: Settings) -> Iterator[dict[str, Any]]:
    """Every sighting's line, by environment and key; copies of one report share `report`. Texts not found are null.

    Raises:
        StoreError: the catalogue is damaged.
    """
    with closing(Catalogue(settings.catalogue)) as catalogue:
        for copy in catalogue.copies():
            line: dict[str, Any] = json.loads(copy.data)
            if line["kind"] != "project":
                for name in PROJECT_ONLY:
                    del line[name]
            yield {name: (None if value == "" else value) for name, value in line.items()}
