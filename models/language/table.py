"""The word table: one compact, memory-mapped dictionary of Swedish for analysis, splitting and later repair.

A folder of files (`table_build` makes it): two tries, and arrays that are indexed by a form's number in the first.
Everything is in lower case and composed (NFC).
"""

from pathlib import Path

import marisa_trie  # type: ignore[import-not-found]  # a compiled module without type information
import numpy as np

from models.errors import ModelError
from models.language.folding import fold
from models.language.hunspell import Role

FORMS, FOLDED = "forms.marisa", "folded.marisa"
NOWHERE = 0xFFFF_FFFF
"""In `first`: the form is no first part."""

ARRAYS = ("roles", "frequency", "family", "lemma", "first", "unfold_start", "unfold")


class WordTable:
    """Look-ups of a microsecond each in a table on disk; several processes share its memory.

    A form is named by its number (`find`); -1 is a form that the table does not know.
    """

    def __init__(self, folder: Path) -> None:
        """Map the table in `folder` into memory.

        Raises:
            ModelError: the folder lacks a file or a file cannot be read.
        """
        self.fingerprint = folder.name
        try:
            self._forms = marisa_trie.Trie().mmap(str(folder / FORMS))
            self._folded = marisa_trie.Trie().mmap(str(folder / FOLDED))
            arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ARRAYS}
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelError(f"cannot read the word table {folder} ({error}); remove it and it is made anew") from error
        # Reading one item of a memoryview costs a fifth of reading it from a numpy array.
        self._roles, self._frequency, self._family, self._lemma, self._first, self._start, self._unfold = (
            arrays[name].data for name in ARRAYS
        )

    def __len__(self) -> int:
        return len(self._roles)

    def find(self, form: str) -> int:
        """The number of a form, -1 when unknown."""
        number: int = self._forms.get(form, -1)
        return number

    def beginnings(self, text: str) -> list[tuple[str, int]]:
        """Every known form that `text` begins with, shortest first, with its number."""
        return list(self._forms.iter_prefixes_with_ids(text))

    def form(self, number: int) -> str:
        """The form with this number."""
        form: str = self._forms.restore_key(number)
        return form

    def roles(self, number: int) -> Role:
        """What the form may be: word, first, middle or last part, name; none of it when only its frequency is known."""
        return Role(self._roles[number])

    def may(self, number: int, role: int) -> bool:
        """Whether the form has one of these roles (bits of `Role`)."""
        return bool(self._roles[number] & role)

    def frequency(self, number: int) -> float:
        """How often the form itself stands in general Swedish, as a share of all words (0 when not counted)."""
        return float(self._frequency[number])

    def family(self, number: int) -> float:
        """How often the form's lemma stands in all its forms, as a share of all words."""
        return float(self._family[number])

    def lemma(self, number: int) -> str:
        """The lemma of the form as a word of its own; its own lemma may be another (`boendet` → `boende` → `bo`)."""
        return self.form(self._lemma[number])

    def first(self, number: int) -> int:
        """The number of the lemma that the form stands for as first part (`arbets` → `arbete`), -1 if it is none."""
        first: int = self._first[number]
        return -1 if first == NOWHERE else first

    def folded_beginnings(self, text: str) -> list[tuple[str, tuple[int, ...]]]:
        """Every folded key that the folded `text` begins with, shortest first, with the numbers of the forms that fold
        to it, most frequent first. Only forms that have something to fold are found here."""
        return [
            (key, tuple(self._unfold[self._start[at] : self._start[at + 1]]))
            for key, at in self._folded.iter_prefixes_with_ids(text)
        ]

    def unfolded(self, word: str) -> tuple[str, ...]:
        """The forms with å ä ö (or other marks) that fold to `word`, most frequent first: `ar` → `är`, `år` …"""
        number = self._folded.get(fold(word), -1)
        if number < 0:
            return ()
        return tuple(self.form(form) for form in self._unfold[self._start[number] : self._start[number + 1]])
