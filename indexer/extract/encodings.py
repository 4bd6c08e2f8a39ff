"""Letters that were read in another character set than they were written in: *fšr*, *fÃ¶r*, *f|r* for *för*.

ftfy undoes UTF-8 that was read as something else. What it does not undo are single bytes of one old set read in
another (Macintosh, DOS, Windows, the Swedish seven-bit set): those give other letters or signs one to one.
"""

from collections.abc import Mapping

_LETTERS = "åäöÅÄÖéÉ"
_SETS = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
_SEVEN_BITS = dict(zip("}{|][\\", "åäöÅÄÖ", strict=True))


def _readings() -> list[Mapping[int, str]]:
    found: dict[tuple[tuple[str, str], ...], Mapping[int, str]] = {}
    for written in _SETS:
        for read in _SETS:
            pairs = {}
            for letter in _LETTERS:
                try:
                    seen = letter.encode(written).decode(read)
                except UnicodeError:
                    continue
                if seen != letter:
                    pairs[seen] = letter
            if len(pairs) >= 4:
                found[tuple(sorted(pairs.items()))] = str.maketrans(pairs)
    return [*found.values(), str.maketrans(_SEVEN_BITS)]


READINGS: list[Mapping[int, str]] = _readings()
"""For each pair of sets that differ: what was read → the letter that was written, for `str.translate`."""
