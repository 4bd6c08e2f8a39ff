"""Writes the environment files of the replica web."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from config.municipalities import counties, municipalities


def write_toml(folder: Path, facts: dict[str, Any]) -> Path:
    """Write `<id>.toml`; a table becomes a section, a table in a list an inline table."""
    path = folder / f"{facts['id']}.toml"
    plain = [f"{name} = {_value(value)}" for name, value in facts.items() if not isinstance(value, dict)]
    tables = [
        "\n".join([f"[{name}]", *(f"{key} = {_value(value)}" for key, value in table.items())])
        for name, table in facts.items()
        if isinstance(table, dict)
    ]
    path.write_text("\n\n".join(["\n".join(plain), *tables]) + "\n", encoding="utf-8")
    return path


def environment(
    id: str,
    name: str,
    home: str,
    *,
    pages: Iterable[str],
    files: Iterable[str] = (),
    presentation: str,
    in_counties: Iterable[str],
    in_municipalities: Iterable[str],
    redistribute: bool = False,
    **more: Any,
) -> dict[str, Any]:
    """The facts of an environment file; places are given by name."""
    county_codes = {place.name: place.code for place in counties()}
    codes = {place.name: place.code for place in municipalities()}
    return {
        "id": id,
        "name": name,
        "home": home,
        "presentation": presentation,
        "example": True,
        "redistribute": redistribute,
        "counties": [{"name": place, "code": county_codes[place]} for place in in_counties],
        "municipalities": [{"name": place, "code": codes[place]} for place in in_municipalities],
        **more,
        "scope": {"pages": list(pages), "files": list(files)},
    }


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(inner)}' for key, inner in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)
