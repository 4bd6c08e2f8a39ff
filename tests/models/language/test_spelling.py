"""Did you mean: one random slip, and words typed without å ä ö, on real words by their real frequency."""

import random

import pytest
from wordfreq import top_n_list, zipf_frequency

from models.language.folding import fold
from models.language.spelling import LETTERS, Spelling

WORDS = {word: int(10 ** (zipf_frequency(word, "sv") - 2)) + 1 for word in top_n_list("sv", 30_000) if word.isalpha()}


@pytest.fixture(scope="module")
def spelling():
    return Spelling(WORDS)


def slip(word, dice):
    at = dice.randrange(len(word))
    letter = dice.choice(LETTERS[:29])
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    if kind == 2:
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def share_right(spelling, cases):
    wrong = [(typed, word, spelling.meant(typed, 3)) for typed, word in cases if spelling.meant(typed, 1) != [word]]
    return 1 - len(wrong) / len(cases), wrong[:20]


def test_one_random_slip(spelling):
    dice = random.Random(5)
    words = dice.sample(sorted(word for word in WORDS if len(word) >= 6), 600)
    cases = [(typed, word) for word in words if not spelling.known(typed := slip(word, dice))]
    share, wrong = share_right(spelling, cases)
    assert len(cases) > 500
    assert share >= 0.9, wrong


def test_dropped_diacritics(spelling):
    dice = random.Random(6)
    words = dice.sample(sorted(word for word in WORDS if len(word) >= 4 and not word.isascii()), 400)
    cases = [(fold(word), word) for word in words if not spelling.known(fold(word))]
    share, wrong = share_right(spelling, cases)
    assert len(cases) > 300
    assert share >= 0.85, wrong


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("utvädering", ["utvärdering"]), ("utvarderng", []), ("kommunn", ["kommun"]), ("xq", []), ("", [])],
)
def test_words(typed, meant):
    assert Spelling({"utvärdering": 3, "kommun": 9}).meant(typed) == meant
