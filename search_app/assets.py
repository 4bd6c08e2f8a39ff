"""The files that pages load: read once, compressed once, named by their content so that browsers may keep them."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    body: bytes
    packed: bytes
    type: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """Every file of `static/` by name."""
    found = {}
    for path in sorted(FOLDER.iterdir()):
        body = path.read_bytes()
        kind = mimetypes.types_map.get(path.suffix, "application/octet-stream")
        text = kind.startswith("text/") or kind == "image/svg+xml"
        packed = gzip.compress(body, 9, mtime=0)
        digest = hashlib.sha256(body).hexdigest()[:12]
        found[path.name] = Asset(body, packed, f"{kind}; charset=utf-8" if text else kind, digest)
    return found


@cache
def release() -> str:
    """A name for this version of the app's code, words and looks; pages of another version are not reused."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and path.suffix in (".py", ".html", ".css", ".js", ".svg", ".mo"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
