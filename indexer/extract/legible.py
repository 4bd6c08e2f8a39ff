"""Is the text of a page what is printed there? The stated rule by which a page is sent to text recognition."""

import re
from enum import StrEnum

from indexer.extract.glyphs import UNMAPPED


class Damage(StrEnum):
    """What is wrong with a page's text."""

    NONE = ""
    MISSING = "no text"
    SIGNS = "signs without meaning"
    LOST = "å, ä and ö lost"


LEAST_LETTERS = 60
"""A text with fewer letters says nothing about itself."""

_SWEDISH_WORDS = (
    "och att som det en av den till inte med har om men ett var de vi kan jag han hon sig alla eller vid efter när "
    "utan mot skulle blir vara hur vad deras detta denna dessa sina sin också vilket mellan inom genom mycket"
)
_OTHER_WORDS = (
    "the of and to in is that for with as was are on be by this it from or an at which not have "
    "og det er som en av for med til den har ikke på et af at de der jeg vi kan om men sig fra var "
    "ja on ei se että hän oli mutta kun niin myös sekä ovat joka tai kuin "
    "der die und das ist nicht ein eine mit von zu den des im auf für sich "
    "le la les de des et un une est en que qui dans pour pas sur "
    "el los las y que en por con una para del "
    "iyo ee ka ku waa in ay oo si la u soo"
)
_SWEDISH, _OTHERS = frozenset(_SWEDISH_WORDS.split()), frozenset(_OTHER_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
_NOTHING = rf"[{UNMAPPED}\ue000-\uf8ff]"
_GAP_IN_WORD = re.compile(rf"(?<=[^\W\d_]){_NOTHING}|{_NOTHING}(?=[^\W\d_])")
_REMAINS = re.compile(r"(?<!\S)[prsn] (?=[a-zåäö])")
_VOWEL = re.compile(r"[aeiouyåäöéèüæøáíóúàâêîôûı]", re.I)
_CLUSTER = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}", re.I)


def says_something(text: str) -> bool:
    """Whether a text has letters enough to be judged by."""
    return sum(c.isalpha() for c in text) >= LEAST_LETTERS


def damage(text: str) -> Damage:
    """What is wrong with a text, judged by its letters and commonest words.

    * More than 10 % of its signs stand for nothing (control signs, private use, no mapping), or 30 % of a short text,
      or such signs stand within words at more than 1.5 % of the letters: SIGNS. A few are bullets, small capitals and
      mathematics.
    * Of at least 30 words fewer than 3 % are common words of any language here, and either fewer than half are built
      like words (letters only, a vowel, no run of six consonants, no capital inside) or under 45 % of the letters are
      e a n t r s i o (in the languages of Europe 55–66 %): SIGNS. Other scripts than Latin are well.
    * Of at least 15 words fewer than 6 % are common ones and under 42 % of the letters are those eight: SIGNS (letters
      changed for others, which make a common word by chance).
    * More than 6 % are common Swedish words that have no å, ä or ö, and under 1.2 % of the letters are å, ä or ö
      (a Swedish page has 4–6 %), or more than 1.5 % of the words are what is left of på, är, så and än without them
      (1 in 1,000 else, and å, ä and ö are under 3 %): LOST.
    """
    printed = [c for c in text if not c.isspace()]
    nothing = sum(c == UNMAPPED or "\ue000" <= c <= "\uf8ff" or c < " " or "\x7f" <= c <= "\x9f" for c in printed)
    nothing += 4 * text.count("(cid:")
    letters = [c for c in printed if c.isalpha()]
    if nothing > (0.1 if len(printed) >= LEAST_LETTERS else 0.3) * len(printed) and len(printed) >= 8:
        return Damage.SIGNS
    if len(letters) < LEAST_LETTERS:
        return Damage.NONE
    if len(_GAP_IN_WORD.findall(text)) > 0.015 * len(letters):
        return Damage.SIGNS
    if sum(c > "\u024f" for c in letters) > 0.5 * len(letters):
        return Damage.NONE
    words = _WORD.findall(text)
    lower = [word.lower() for word in words]
    swedish = sum(word in _SWEDISH for word in lower)
    common = sum(word in _SWEDISH or word in _OTHERS for word in lower)
    usual = sum(c in "eantrsioEANTRSIO" for c in letters)
    strange = usual < 0.45 * len(letters) or _like_words(text) < 0.5
    if len(words) >= 30 and common < 0.03 * len(words) and strange:
        return Damage.SIGNS
    if len(words) >= 15 and common < 0.06 * len(words) and usual < 0.42 * len(letters):
        return Damage.SIGNS
    marked = sum(c in "åäöÅÄÖ" for c in letters)
    others = sum(word in _OTHERS and word not in _SWEDISH for word in lower)
    remains = len(_REMAINS.findall(text))
    lost = marked < 0.012 * len(letters) or (remains > 0.015 * len(words) and marked < 0.03 * len(letters))
    if swedish > 0.06 * len(words) and swedish > others and lost and len(words) >= 25:
        return Damage.LOST
    return Damage.NONE


def _like_words(text: str) -> float:
    """The share of the text's signs that stand in pieces built like words (figures are neither for nor against)."""
    good = bad = 0
    for piece in text.split():
        if "://" in piece or piece.startswith("www."):
            continue
        core = piece.strip(".,;:!?()[]{}\"'”“’»«–—-/•…%&§*+=<>|")
        if not core or not any(c.isalpha() for c in core):
            bad += len(piece) if len(core) > 1 and not any(c.isdigit() for c in piece) else 0
            continue
        parts = re.split(r"[-–/.’'@_:&,()]", core)
        fine = all(_like_word(part) for part in parts if part and not part.isdigit())
        good, bad = (good + len(core), bad) if fine else (good, bad + len(core))
    return good / max(1, good + bad)


def _like_word(part: str) -> bool:
    if not part.isalpha():
        return bool(re.fullmatch(r"\d*[^\W\d_]{1,3}\d*", part))
    inner = part[1:]
    if not (inner.islower() or part.isupper() or len(part) == 1):
        return False
    return len(part) <= 5 or (_VOWEL.search(part) is not None and _CLUSTER.search(part) is None)
