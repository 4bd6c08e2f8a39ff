"""The material of a study in numbers (17 interviews, 243 answers, response rate 61 %), each with its words."""

import re
from collections.abc import Iterator

from indexer.describe.signs import Analysed
from models.claim import Claim, Place, Source
from models.language.numbers import NUMBERS
from models.language.tokens import Token

WHERE: frozenset[Place] = frozenset({"summary", "lead", "method", "aim", "blurb"})
GATHERED = frozenset({
    "intervju", "fokusgrupp", "enkät", "svar", "akt", "ärende", "observation", "anmälan", "utredning", "beslut",
    "artikel", "formulär", "journal", "dokument", "vinjett", "samtal", "protokoll", "intervjuperson", "informant",
    "respondent", "deltagare", "observationstillfälle", "barnavårdsutredning", "personakt", "gruppintervju", "studie",
    "genomförandeplan", "enkätsvar", "svarande", "måltid", "skrift",
})  # fmt: skip
"""What studies count as their material; a compound that ends in one of these too (*telefonintervju*)."""
ASKED = frozenset({"intervju", "fokusgrupp", "enkät", "samtal", "fokusgruppsintervju", "gruppintervju"})
_LINKS = frozenset({"med", "till", "av", "bland"})
_NO_NOUN = frozenset({
    "av", "i", "till", "med", "från", "och", "på", "som", "procent", "för", "om", "att", "år", "månad", "dag", "vecka",
    "kap", "intervjua", "timme", "minut", "krona", "eller", "har", "är", "under",
})  # fmt: skip
_RATE = re.compile(
    r"svarsfrekvens\w*(?:\s+\w+){0,4}?\s+(\d{1,3}(?:,\d+)?)\s?(?:%|procent)|(\d{1,3}(?:,\d+)?)\s?(?:%|procent)\w*\s+"
    r"(?:besvarade|svarade|har (?:be)?svarat)|(?:be)?svarades? av (\d{1,3}(?:,\d+)?)\s?(?:%|procent)",
    re.I,
)
_PARTED = re.compile(r"[:;,.()–]")
"""Signs that part a number from what stands after it."""
MOST = 8


def material_claims(text: Analysed, source: Source) -> list[Claim]:
    """What the summary, the aim or the method chapter counts as material, in the order of the text; each thing counted
    once. The value is (number, dictionary form of the noun); a response rate is (percent, "svarsfrekvens")."""
    found: dict[str, Claim] = {}
    for index, sentence in enumerate(text.sentences):
        if sentence.place in WHERE and sentence.kind in ("body", "list"):
            match = _RATE.search(sentence.text)
            if match:
                percent = next(group for group in match.groups() if group)
                found.setdefault("svarsfrekvens", Claim(
                    "material", (percent, "svarsfrekvens"), source, "response rate", 0.9, sentence.page, match[0],
                    sentence.place,
                ))  # fmt: skip
            words = [word for word, owner in zip(text.words, text.owner, strict=True) if word and owner == index]
            for number, noun, start, end in _counted(words):
                quote = sentence.text[start:end] if not text.damaged else ""
                if _PARTED.search(quote):
                    continue
                claim = Claim(
                    "material", (number, noun), source, "counted material", 0.9, sentence.page, quote, sentence.place
                )
                if quote:
                    found.setdefault(noun, claim)
    return list(found.values())[:MOST]


def _counted(words: list[Token]) -> Iterator[tuple[str, str, int, int]]:
    """(number, noun, where it begins and ends) of each counted thing in a sentence."""
    for place, word in enumerate(words):
        number = _number(words, place)
        if not number:
            continue
        link = words[place - 1].lemma if place else ""
        method = words[place - 2] if place > 1 else None
        if method and link in _LINKS and _is(method, ASKED):
            noun = next(
                (w for w in words[place + 1 : place + 4] if w.lemma not in _NO_NOUN and w.surface.islower()), None
            )
            if noun:
                yield number, noun.lemma, method.start, noun.end
                continue
        beside = words[max(0, place - 4) : place + 7]
        if any(w.lemma == "intervjua" for w in beside) and place + 1 < len(words):
            noun = words[place + 1]
            if noun.lemma not in _NO_NOUN and noun.surface.islower() and not _number(words, place + 1):
                yield number, noun.lemma, word.start, noun.end
                continue
        for later in words[place + 1 : place + 4]:
            if later.lemma in _NO_NOUN or _number(words, words.index(later)):
                break
            if _is(later, GATHERED):
                yield number, later.lemma, word.start, later.end
                break


def _is(word: Token, nouns: frozenset[str]) -> bool:
    tails = {piece.lemma for piece in word.pieces if piece.end == len(word.surface)}
    return word.lemma in nouns or bool(tails & nouns)


def _number(words: list[Token], place: int) -> str:
    surface = re.sub(r"\s", "", words[place].surface)  # 1 200
    if surface.isdigit():
        year = len(surface) == 4 and surface[:2] in ("19", "20")
        return "" if year else surface
    known = NUMBERS.get(surface.lower(), 0)
    return str(known) if known > 1 else ""
