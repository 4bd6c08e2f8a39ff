"""WordPress's open interface (`/wp-json/wp/v2/`): what kinds of content a site has, and the addresses of each.

https://developer.wordpress.org/rest-api/reference/ – types, categories, and the lists of each type.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from lxml import html

# content that no reader looks at: pictures, menus, templates and blocks of page builders
_INTERNAL = re.compile(r"^(?:attachment|nav_menu|wp_|elementor|e-|oembed|custom_css|acf-|jet-|popup|user_request)")


@dataclass(frozen=True, slots=True)
class Content:
    """A kind of content: the step of its list's address, and its name for people ("publikationer", "Publikationer")."""

    base: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its address, title and the ids of its categories."""

    address: str
    title: str
    categories: tuple[int, ...] = ()


def read_types(body: bytes) -> tuple[Content, ...]:
    """The kinds of content that a site shows, from `types`."""
    data = _json(body)
    rows = data.items() if isinstance(data, dict) else ()
    return tuple(
        Content(str(row["rest_base"]), str(row.get("name", "")))
        for slug, row in rows
        if isinstance(row, dict) and row.get("rest_base") and not _INTERNAL.match(slug)
    )


def read_categories(body: bytes) -> dict[int, str]:
    """Names of categories by id, from `categories`."""
    return {row["id"]: str(row.get("name", "")) for row in _rows(body) if isinstance(row.get("id"), int)}


def read_entries(body: bytes) -> tuple[Entry, ...]:
    """The pages of a list of any kind of content."""
    return tuple(
        Entry(
            row["link"], _title(row.get("title")), tuple(n for n in _list(row.get("categories")) if isinstance(n, int))
        )
        for row in _rows(body)
        if isinstance(row.get("link"), str)
    )


def _title(value: object) -> str:
    shown = value.get("rendered", "") if isinstance(value, dict) else value
    text = str(shown or "").strip()
    return str(html.fromstring(f"<p>{text}</p>").text_content()).strip() if text else ""


def _rows(body: bytes) -> list[dict[str, Any]]:
    return [row for row in _list(_json(body)) if isinstance(row, dict)]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None
