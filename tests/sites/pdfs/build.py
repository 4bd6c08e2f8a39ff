"""Builds the PDF of every study and the truth about them, once for each state of sources, code and versions.

python -m tests.sites.pdfs.build [FOLDER]
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.sites.pdfs import reportlab_, typst_, weasy
from tests.sites.pdfs.fonts import require_fonts
from tests.sites.pdfs.layout import LAYOUTS, Producer
from tests.sites.pdfs.source import FOLDER as SOURCES
from tests.sites.pdfs.source import Study, studies
from tests.sites.pdfs.truth import truth

Progress = Callable[[int, int], None]

DEFAULT_FOLDER = Path(__file__).parents[3] / "build" / "replica"
PRODUCERS: dict[Producer, Callable[..., bytes]] = {
    "weasyprint": weasy.produce,
    "reportlab": reportlab_.produce,
    "typst": typst_.produce,
}
VERSIONED = ("weasyprint", "pydyf", "fonttools", "reportlab", "typst", "pyphen", "jinja2", "pypdfium2")


def build(folder: Path | None = None, progress: Progress | None = None) -> Path:
    """Make what is missing or out of date: one PDF for each study, and `truth.json` about them all. Same sources, code
    and versions give the same bytes.

    Args:
        folder: where it all goes; build/replica when None.
        progress: is told reports done and reports in all.

    Raises:
        SourceError: a study breaks the form.
        FontMissingError: a font is not installed.
        TruthError: a PDF does not hold what its source says.
    """
    folder = folder or DEFAULT_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    all_studies = studies()
    facts: dict[str, Any] = {}
    for done, study in enumerate(all_studies, 1):
        facts[study.slug] = _one(study, folder)
        if progress:
            progress(done, len(all_studies))
    _write(folder / "truth.json", json.dumps(facts, ensure_ascii=False, indent=1).encode())
    return folder


def load_truth(folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """The truth about all reports by slug, building them first when needed."""
    facts: dict[str, dict[str, Any]] = json.loads((build(folder) / "truth.json").read_text(encoding="utf-8"))
    return facts


def produce(study: Study) -> bytes:
    """The PDF of one study, made anew."""
    layout = LAYOUTS[study.number]
    return PRODUCERS[layout.producer](study, layout)


def _one(study: Study, folder: Path) -> dict[str, Any]:
    key = _digest([_surroundings().encode(), (SOURCES / f"{study.slug}.md").read_bytes()])
    pdf, note = folder / f"{study.slug}.pdf", folder / f"{study.slug}.json"
    if pdf.exists() and note.exists():
        known: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        if known["key"] == key:
            return known
    made = produce(study)
    facts = {"key": key, **truth(study, LAYOUTS[study.number], made)}
    _write(pdf, made)
    _write(note, json.dumps(facts, ensure_ascii=False).encode())
    return facts


@cache
def _surroundings() -> str:
    """A digest of everything but the sources that decides the bytes."""
    code = [path.read_bytes() for path in sorted(Path(__file__).parent.iterdir()) if path.is_file()]
    versions = [f"{name} {version(name)}".encode() for name in VERSIONED]
    return _digest([*code, *versions, *(path.read_bytes() for path in require_fonts())])


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Replace the file in one step, so that a second builder never reads half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(path)


if __name__ == "__main__":
    target = build(Path(sys.argv[1]) if sys.argv[1:] else None, lambda done, total: print(f"\r{done}/{total}", end=""))
    print(f"\n{target}")
