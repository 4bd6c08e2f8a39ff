"""Folding: a word as one types it on a keyboard without å ä ö. Used in keys that stand apart, never in `body`."""

import unicodedata

_LETTERS = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l"})


def fold(word: str) -> str:
    """The lower-case word without diacritics: å ä → a, ö → o, é → e, and likewise for other letters."""
    folded = word.translate(_LETTERS)
    if folded.isascii():
        return folded
    return "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))
