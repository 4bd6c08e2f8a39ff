"""Snowball's Swedish stemmer."""

import Stemmer  # type: ignore[import-not-found]  # PyStemmer has no type information

_NO_CACHE = 0  # the library's own cache is not safe between threads


class SwedishStemmer:
    """Cuts inflections off by rule: coarser than lemmas, and no word is unknown to it."""

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("swedish", _NO_CACHE)

    def stem(self, word: str) -> str:
        """The stem of a lower-case word (Porter 2001, the Swedish rules)."""
        stem: str = self._stemmer.stemWord(word)
        return stem
