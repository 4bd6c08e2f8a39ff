"""What a reader that knows no Swedish makes of Swedish letters, and which words may stand behind what it wrote.

The shares come from the 2025 national survey, whose text layer was made by text recognition for English, and hold for
all that loses the letters in the same way: marks gone (*socialtjanst*), other letters (*behdver*, *fortlépande*,
*&r*, *6kad*), one letter read as two (*béasta*), long strokes taken for each other (*Iangsiktig*).
"""

import math
import re
from functools import lru_cache

from models.language.folding import fold

READ_AS: dict[str, dict[str, float]] = {
    "å": {"a": 0.972, "d": 0.02, "é": 0.004, "i": 0.002, "&": 0.001, "4": 0.001},
    "ä": {"a": 0.71, "é": 0.14, "&": 0.055, "d": 0.05, "i": 0.012, "e": 0.003, "6": 0.001},
    "ö": {"o": 0.7, "é": 0.18, "d": 0.076, "6": 0.037, "c": 0.005, "&": 0.002, "e": 0.002, "g": 0.001, "0": 0.002},
    "l": {"i": 0.003, "|": 0.002, "1": 0.001},
    "i": {"l": 0.002, "|": 0.002, "1": 0.001},
    "o": {"0": 0.001},
    "e": {"c": 0.001},
}
"""Letter → what it is read as → how often (measured for å ä ö, see `benchmarks/repair.py`)."""

READ_AS_TWO = {"å": 0.002, "ä": 0.035, "ö": 0.004}
"""How often a letter is read as two signs."""

TWO = {
    "éa": "a", "aé": "a", "da": "a", "ad": "a", "&a": "a", "a&": "a", "éd": "ao", "dé": "ao", "dd": "ao",
    "do": "o", "od": "o", "éo": "o", "oé": "o", "o6": "o",
}  # fmt: skip
"""Two signs that one letter is read as, with the folded letters that it may be."""

INITIAL = {"g": 0.05, "0": 0.05, "d": 0.01}
"""A capital Ö is read as G, 0 or D."""

NO_LETTERS = frozenset("é&6041|")
"""Signs that are seldom or never letters of a Swedish word: reading them as another letter is no guess."""

MOST_GUESSES = 2
"""Letters of one word that may be other letters than å ä ö without their marks."""

_MOST_KEYS = 600
_KEPT = math.log(0.01)
_FOLDED = math.log(0.9)
_STRANGE: dict[str, str] = {}
for _letter, _readings in READ_AS.items():
    for _reading in _readings:
        if fold(_reading) != fold(_letter) or _reading in NO_LETTERS:
            _STRANGE[_reading] = _STRANGE.get(_reading, "") + fold(_letter)
_ALTERNATIVES = {
    sign: "".join(dict.fromkeys(("" if sign in NO_LETTERS - {"é"} else fold(sign)) + letters))
    for sign, letters in _STRANGE.items()
}


def folded_keys(observed: str) -> dict[str, int]:
    """The words without marks that may stand behind `observed` (in small letters), each with the number of letters
    that must have been taken for others, at most `MOST_GUESSES`."""
    layers: list[dict[str, int]] = [{} for _ in range(len(observed) + 1)]
    layers[0][""] = 0
    for at, sign in enumerate(observed):
        usual = fold(sign)
        layer = layers[at]
        if len(layer) > _MOST_KEYS:
            layer = dict(sorted(layer.items(), key=lambda entry: entry[1])[:_MOST_KEYS])
        two = TWO.get(observed[at : at + 2], "")
        for begun, guesses in layer.items():
            for letter in _ALTERNATIVES.get(sign, usual):
                _keep(layers[at + 1], begun + letter, guesses + (letter != usual and sign not in NO_LETTERS))
            for letter in two:
                _keep(layers[at + 2], begun + letter, guesses + 1)
    found = layers[-1]
    if observed[0] in INITIAL and len(observed) > 3:
        for key, guesses in folded_keys(observed[1:]).items():
            _keep(found, "o" + key, guesses + 1)
    return found


def _keep(layer: dict[str, int], key: str, guesses: int) -> None:
    if guesses <= MOST_GUESSES and guesses < layer.get(key, MOST_GUESSES + 1):
        layer[key] = guesses


@lru_cache(1 << 16)
def likelihood(observed: str, word: str) -> float | None:
    """Natural logarithm of how likely `word` is to be read as `observed`, None when it cannot be."""
    if word[0] == "ö" and observed[0] in INITIAL:
        rest = _rest(observed[1:], word[1:])
        return None if rest is None else math.log(INITIAL[observed[0]]) + rest
    return _rest(observed, word)


def _rest(observed: str, word: str) -> float | None:
    at, total = 0, 0.0
    for number, letter in enumerate(word):
        left = len(observed) - at
        if left <= 0:
            return None
        if letter in "åäö" and left > len(word) - number and observed[at : at + 2] in TWO:
            total += math.log(READ_AS_TWO[letter])
            at += 2
            continue
        sign = observed[at]
        if sign == letter:
            total += _KEPT if letter in "åäö" else 0.0
        elif share := READ_AS.get(letter, {}).get(sign):
            total += math.log(share)
        elif sign == fold(letter):
            total += _FOLDED
        else:
            return None
        at += 1
    return total if at == len(observed) else None


WORD = re.compile(
    r"[601](?=[a-zåäöé]{2})[^\W_]+"
    r"|(?:[^\W\d_]|&|\|)(?:[^\W\d_]|[&|]|[6041](?=[^\W\d_]|$)|(?<=[^\W\d_])[6041])*"
)
"""A word as such a reader writes it: letters with signs and digits among them."""
