"""Finds the font files of a family, wherever Debian puts them."""

from functools import cache
from pathlib import Path

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
PACKAGES = {
    "LiberationSerif": "fonts-liberation",
    "LiberationSans": "fonts-liberation",
    "DejaVuSerif": "fonts-dejavu-extra",
    "DejaVuSans": "fonts-dejavu-extra",
    "Carlito": "fonts-crosextra-carlito",
    "Caladea": "fonts-crosextra-caladea",
}
FACES = {
    "LiberationSerif": ("Regular", "Bold", "Italic", "BoldItalic"),
    "LiberationSans": ("Regular", "Bold", "Italic", "BoldItalic"),
    "DejaVuSerif": ("", "Bold", "Italic", "BoldItalic"),
    "DejaVuSans": ("", "Bold", "Oblique", "BoldOblique"),
    "Carlito": ("Regular", "Bold", "Italic", "BoldItalic"),
    "Caladea": ("Regular", "Bold", "Italic", "BoldItalic"),
}


class FontMissingError(FileNotFoundError):
    """A font is not installed; the message names the Debian package."""


@cache
def font_files(family: str) -> tuple[Path, Path, Path, Path]:
    """Regular, bold, italic and bold italic of a family such as "Liberation Serif".

    Raises:
        FontMissingError: a file is missing.
    """
    stem = family.replace(" ", "")
    regular, bold, italic, both = (_find(stem, face) for face in FACES[stem])
    return regular, bold, italic, both


def require_fonts() -> list[Path]:
    """All font files that the reports need, so that none is replaced by another unnoticed.

    Raises:
        FontMissingError: one is missing.
    """
    return [path for stem in FACES for path in font_files(stem)]


def _find(stem: str, face: str) -> Path:
    name = f"{stem}-{face}.ttf" if face else f"{stem}.ttf"
    for folder in FOLDERS:
        for path in sorted(folder.rglob(name)):
            return path
    raise FontMissingError(f"the font {name} is not installed (Debian package {PACKAGES[stem]})")
