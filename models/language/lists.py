"""The word lists that the analysis is handed by its caller (`config/language/` holds them)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields


@dataclass(frozen=True, slots=True)
class WordLists:
    """Lower-case words.

    Attributes:
        stop: forms that carry no meaning of their own; dropped in documents and queries alike.
        lemmas: form or lemma → the lemma it shall have, where the word table is wrong for this field.
        first_parts: first part with its linking letters → its lemma, where the dictionary lacks or misreads it.
        particles: never the first part of a compound (`för`, `upp`): such words are one word.
        endings: never the last part (`het`, `skap`).
        keep: lemmas that look like compounds and are not to be split (`socialtjänst`).
        split: lemmas that are compounds though they are commoner than their parts (`barnomsorg`).
    """

    stop: frozenset[str] = frozenset()
    lemmas: Mapping[str, str] = field(default_factory=dict)
    first_parts: Mapping[str, str] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    split: frozenset[str] = frozenset()

    @property
    def fingerprint(self) -> str:
        """Changes when any list does, and not with the order of its entries."""
        digest = hashlib.sha256()
        for each in fields(self):
            value = getattr(self, each.name)
            entries = sorted(value.items()) if isinstance(value, Mapping) else sorted(value)
            digest.update(repr((each.name, entries)).encode())
        return digest.hexdigest()
