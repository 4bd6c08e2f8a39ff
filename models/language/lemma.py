"""The lemma of a word: the word table's answer, corrected by the override list."""

from functools import lru_cache

from models.language.hunspell import Role
from models.language.lists import WordLists
from models.language.table import WordTable

CACHED_FORMS = 2**15
"""Forms whose lemma is remembered: few forms make most words of any text, as words and as parts of compounds."""
_WORD = int(Role.WORD)
_LONGEST_CHAIN = 4  # boendets → boende → bo; the table has no circles, the overrides might add one


class Lemmatiser:
    """Finds lemmas; the same for indexing and querying."""

    def __init__(self, table: WordTable, lists: WordLists) -> None:
        self._table = table
        self._overrides = lists.lemmas
        self._first_parts = lists.first_parts
        self.lemma = lru_cache(CACHED_FORMS)(self._lemma)
        """The lemma of a plain word; the word itself when nothing is known of it."""
        self.known = lru_cache(CACHED_FORMS)(self._known)
        """Whether a dictionary has a word (frequency alone is no proof: the lists carry misspellings)."""

    def _known(self, word: str) -> bool:
        number = self._table.find(word)
        return word in self._overrides or (
            number >= 0 and (self._table.may(number, _WORD) or self._table.lemma(number) != word)
        )

    def _lemma(self, word: str) -> str:
        lemma = word
        for _ in range(_LONGEST_CHAIN):
            following = self._step(lemma)
            if following == lemma:
                break
            lemma = following
        return lemma

    def _step(self, word: str) -> str:
        if (override := self._overrides.get(word)) is not None:
            return override
        number = self._table.find(word)
        if number < 0:
            return self._first_parts.get(word, word)
        if not self._table.may(number, _WORD) and (first := self.first(word, number)):
            return first  # "hälso-" in "hälso- och sjukvård"
        return self._table.lemma(number)

    def first(self, part: str, number: int) -> str:
        """The lemma of a first part of a compound with its linking letters (`arbets` → `arbete`), "" if it is none."""
        if (listed := self._first_parts.get(part)) is not None:
            return listed
        if noun := self._noun(part):
            return noun
        head = self._table.first(number) if number >= 0 else -1
        if head < 0:
            return ""
        if head == number and not self._table.may(number, _WORD):
            return part  # listed as a first part, and no head word is known for it
        return self.lemma(self._table.form(head))

    def _noun(self, part: str) -> str:
        """The lemma of a noun whose first part the dictionary lists under a verb: *skydds-* is of *skydd* and not of
        *skydda*, *invandrar-* of *invandrare*, *löne-* of *lön*; "" for any other part."""
        number = self._table.find(part)
        if number >= 0 and self._table.may(number, _WORD) and self._table.lemma(number) == part:
            return ""
        if part.endswith("ar"):
            return self._word(part + "e")
        linked = part.endswith(("s", "e")) and not part.endswith("ss")  # mass-
        return self._word(part[:-1]) if linked else ""

    def _word(self, word: str) -> str:
        """The lemma of a word that the dictionary has, "" of any other."""
        number = self._table.find(word)
        if number < 0 or not self._table.may(number, _WORD):
            return ""
        return self._overrides.get(word) or self._table.lemma(number)
