"""Which thing found is which thing declared: for measuring crawls of the replica web."""

import re
from typing import Any
from urllib.parse import unquote

from crawler.addresses import identity
from models.sighting import Sighting


def plain(text: str | None) -> str:
    """Words only, small letters."""
    return " ".join(re.findall(r"\w+", (text or "").lower()))


def place(address: str | None) -> str:
    """An address for comparing: no fragment, percent-encoding undone."""
    return identity(unquote(address.partition("#")[0])) if address else ""


def value(sighting: Sighting, name: str) -> str | tuple[str, ...] | None:
    """The surest value that the site states, None when it states none."""
    claims = [claim for claim in sighting.claims if claim.field == name]
    return max(claims, key=lambda claim: claim.confidence).value if claims else None


def full_title(sighting: Sighting) -> str:
    """Title and subtitle as words."""
    return plain(f"{value(sighting, 'title') or ''} {value(sighting, 'subtitle') or ''}")


def pair(truth: list[dict[str, Any]], found: list[Sighting]) -> list[tuple[dict[str, Any], Sighting]]:
    """Which sighting is which expected thing, each once: by file, by title on the page, by title, by page alone."""

    def title(row: dict[str, Any]) -> str:
        return plain(f"{row['title']} {row.get('subtitle') or ''}")

    same = (
        lambda row, s: bool(row.get("file_url") and s.file_url) and place(row["file_url"]) == place(s.file_url),
        lambda row, s: (
            place(row["page_url"]) == place(s.page_url) and full_title(s) in (title(row), plain(row["title"]))
        ),
        lambda row, s: full_title(s) in (title(row), plain(row["title"])),
        lambda row, s: place(row["page_url"]) == place(s.page_url) and "#" not in (row["page_url"] or ""),
    )
    pairs: list[tuple[dict[str, Any], Sighting]] = []
    rows, left = list(truth), list(found)
    for test in same:
        for row in list(rows):
            match = next((s for s in left if test(row, s)), None)
            if match is not None:
                pairs.append((row, match))
                rows.remove(row)
                left.remove(match)
    return pairs
