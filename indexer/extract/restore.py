"""Putting å ä ö back: for each word of a damaged text the words it may have been, and the likeliest in its place."""

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.extract.confusions import WORD, folded_keys, likelihood
from indexer.extract.contexts import NUMBER, START, Contexts
from models.language.compounds import Splitter
from models.language.folding import fold
from models.language.hunspell import Role
from models.language.lemma import Lemmatiser
from models.language.lists import WordLists
from models.language.table import WordTable

TOKEN = re.compile(rf"{WORD.pattern}|\d+|[.!?:;()\"”,]")
SENTENCE_ENDS = ".!?:;"
_ADDRESS = re.compile(r"\S*(?:@|www\.|://|\w\.(?:se|com|org|net|nu|eu|pdf|html?)\b)\S*", re.I)
_MIXED_CASE = re.compile(r"[^\W\d_A-ZÅÄÖÉ][A-ZÅÄÖ]")
_LONGEST_ABBREVIATION = 4

ENGLISH = frozenset(
    re.findall(
        r"\S+",
        "the of and to is that with as by this are on be was which from or an it at their have not has were its these "
        "also can between more been such other than into they we our",
    )
)
WINDOW, ENGLISH_SHARE = 25, 0.12
"""A run of `WINDOW` words of which so many are common English ones is English, and is left alone."""

_CAREFUL = 0.7
"""How much better (natural logarithm) another word must be than the one that stands there. Without: 98.7 % of the
damaged words right and 0.125 % of the others spoilt; so 98.5 and 0.09 % (text kept aside)."""

_OTHER_LETTERS = 3.0
"""How much less likely (natural logarithm) a word of other letters is where what stands there is a word: *data* may
stand for *äta*, but seldom does."""

_KNOWN, _UNKNOWN, _RARE = 4e-9, 1e-10, 3e-5
_MISSPELT = 0.05
"""Least frequency of a word in a dictionary, of any other; a form that stands in no dictionary is believed only from
`_RARE` up, since the lists carry what people write without dots (*aven*, *gora*)."""

_MOST_CANDIDATES = 8
_RIVALS = math.log(1e4)
"""Words that are so much less likely than the best are not thought of, whatever stands beside them."""

_SHORTEST_COMPOUND = 7
_MOST_COMPOUND_KEYS = 40
_GUESS_IN_COMPOUND = 3.0
_COMPOUND = 3e-9


class Candidate(NamedTuple):
    """A word that may stand behind another: how likely it is read so (logarithm), and how common it is (share)."""

    word: str
    likelihood: float
    frequency: float

    @property
    def weight(self) -> float:
        """How likely the word is, wherever it stands (logarithm)."""
        return self.likelihood + math.log(self.frequency)


class Change(NamedTuple):
    """Characters `start`:`end` of a text were read as they stand and are `word`."""

    start: int
    end: int
    word: str


class Restorer:
    """Restores words of Swedish text that is known to be damaged."""

    def __init__(self, table: WordTable, lists: WordLists, contexts: Contexts) -> None:
        self._table = table
        self._contexts = contexts
        self._lemmatiser = Lemmatiser(table, lists)
        self._splitter = Splitter(table, lists, self._lemmatiser)
        self.candidates = lru_cache(1 << 16)(self._candidates)
        self.lost = lru_cache(1 << 16)(self._lost)

    def restore(self, text: str) -> str:
        """The text with its words restored; all else as it was."""
        parts: list[str] = []
        last = 0
        for change in self.changes(text):
            parts += [text[last : change.start], change.word]
            last = change.end
        return "".join([*parts, text[last:]])

    def changes(self, text: str) -> Iterator[Change]:
        """The words of the text that were something else, in order."""
        tokens = list(TOKEN.finditer(text))
        neighbours = [START, *(self._neighbour(token[0]) for token in tokens), START]
        for at, token in enumerate(tokens):
            seen = token[0]
            if (sign := _signs(neighbours[at], seen, tokens[at + 1][0] if at + 1 < len(tokens) else "")) != seen:
                yield Change(token.start(), token.end(), sign)
            if _left_alone(text, tokens, at):
                continue
            word = self._best(seen.lower(), neighbours[at], neighbours[at + 2])
            within = neighbours[at] != START and tokens[at - 1][0].islower() and not self._name(word)
            if word != seen.lower() and (cased := _cased(seen, word, within=within)) != seen:
                yield Change(token.start(), token.end(), cased)

    def _best(self, observed: str, left: str, right: str) -> str:
        found = self.candidates(observed)
        if not found:
            return observed
        if len(found) == 1:
            return found[0].word
        weight = self._contexts.weight
        return max(
            (c.likelihood + weight(c.word, c.frequency, left, right) + _CAREFUL * (c.word == observed), c.word)
            for c in found
        )[1]

    def _neighbour(self, token: str) -> str:
        """A token as contexts know it: without marks, as its likeliest word."""
        if token.isdigit():
            return NUMBER
        if not any(sign.isalpha() for sign in token):
            return START if token in SENTENCE_ENDS else token
        found = self.candidates(token.lower())
        return fold(found[0].word if found else token.lower())

    def known(self, word: str) -> bool:
        """Whether a dictionary has the word."""
        return self._lemmatiser.known(word)

    def _name(self, word: str) -> bool:
        number = self._table.find(word)
        return number < 0 or self._table.may(number, Role.NAME)

    def _lost(self, word: str) -> bool:
        """Whether a word (in small letters) is no word as it stands, but one with å ä ö put back."""
        number = self._table.find(word)
        if not word.isascii() or self.known(word) or (number >= 0 and self._table.frequency(number) > _RARE):
            return False
        return any(self.known(form) for form in self._table.unfolded(word))

    def frequency(self, word: str) -> float:
        """How common a word is: in general Swedish and in the text that contexts were learnt from, half each."""
        number = self._table.find(word)
        known = number >= 0 and self.known(word)
        usual = self._table.frequency(number) if number >= 0 else 0.0
        if not known and usual < _RARE:
            usual *= _MISSPELT
        return 0.5 * max(usual, _KNOWN if known else _UNKNOWN) + 0.5 * self._contexts.share(word)

    def _candidates(self, observed: str) -> tuple[Candidate, ...]:
        """The words that may stand behind `observed` (in small letters), likeliest first; () when none is known."""
        keys = folded_keys(observed)
        known = self.known(observed)
        found: dict[str, Candidate] = {}
        for key in keys:
            for word in (*self._table.unfolded(key), key, observed):
                if word in found or not word.isalpha() or (word == key and not self._spoken(word)):
                    continue
                chance = likelihood(observed, word)
                if chance is not None and self._spoken(word):
                    doubt = _OTHER_LETTERS if known and fold(word) != observed else 0.0
                    found[word] = Candidate(word, chance - doubt, self.frequency(word))
        best = sorted(found.values(), key=lambda c: -c.weight)[:_MOST_CANDIDATES]
        best = [c for c in best if c.weight > best[0].weight - _RIVALS]
        if len(observed) >= _SHORTEST_COMPOUND and (not best or best[0].frequency < _COMPOUND / 2):
            compound = self._compound(observed, keys)
            if compound:
                best = [compound, *best]
        return tuple(best)

    def _spoken(self, word: str) -> bool:
        return self._table.find(word) >= 0 or self._contexts.share(word) > 0

    def _compound(self, observed: str, keys: dict[str, int]) -> Candidate | None:
        """The likeliest compound, with as few letters taken for others as there must be."""
        best: tuple[float, Candidate] | None = None
        fewest = -1
        for key, guesses in sorted(keys.items(), key=lambda entry: entry[1])[:_MOST_COMPOUND_KEYS]:
            if best is not None and guesses > fewest:
                break
            word = self._commonest(self._splitter.unfold(key) or (key if self._splitter.split(key) else ""))
            chance = likelihood(observed, word) if word else None
            if chance is None:
                continue
            score = chance - _GUESS_IN_COMPOUND * guesses
            if best is None or score > best[0]:
                best, fewest = (score, Candidate(word, chance - 1.0, _COMPOUND)), guesses
        return best[1] if best else None

    def _commonest(self, compound: str) -> str:
        """The compound with the commonest form in the place of each part: *metodstöd* and *vårdresultat*, not
        *metodstod* (the lemma of *stod* is common, but not that form) and *värdresultat*."""
        parts = self._splitter.split(compound)
        text = ""
        for part in parts:
            seen = compound[part.start : part.end]
            role = Role.END | Role.ENDS if part is parts[-1] else Role.BEGIN | Role.BEGINS | Role.MIDDLE
            forms = [f for f in (*self._table.unfolded(seen), fold(seen)) if self._may(f, role)]
            text += max(forms, key=self.frequency, default=seen)
        return text or compound

    def _may(self, form: str, role: int) -> bool:
        number = self._table.find(form)
        return number >= 0 and self._table.may(number, role)


def _left_alone(text: str, tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a token is no damaged Swedish word: a number, an abbreviation, an address, English."""
    word = tokens[at][0]
    if not any(sign.isalpha() for sign in word):
        return True
    if _MIXED_CASE.search(word):
        return True
    if word.isupper() and len(word) <= _LONGEST_ABBREVIATION and len(word) > 1:
        around = [tokens[n][0] for n in (at - 1, at + 1) if 0 <= n < len(tokens)]
        if not any(other.isupper() and len(other) > _LONGEST_ABBREVIATION for other in around):
            return True
    if tokens[at].start() > 1 and text[tokens[at].start() - 1] == ":" and text[tokens[at].start() - 2].isalnum():
        return True  # an ending: RSS:er
    start = max(text.rfind(" ", 0, tokens[at].start()), text.rfind("\n", 0, tokens[at].start())) + 1
    if _ADDRESS.match(text, start, tokens[at].end() + 60):
        return True
    first = at // WINDOW * WINDOW
    window = tokens[first : first + WINDOW]
    english = sum(token[0].lower() in ENGLISH for token in window)
    return english >= max(2, ENGLISH_SHARE * len(window))


def _signs(before: str, seen: str, after: str) -> str:
    """What a sign that stands alone was: *|* begins a sentence with I; *&* between two words in small letters is är."""
    if seen == "|" and before == START and after[:1].islower():
        return "I"
    return "är" if seen == "&" and before.isalpha() and after[:1].islower() else seen


def _cased(seen: str, word: str, *, within: bool) -> str:
    """The word with the capitals of what was seen, but where a capital was itself misread: I for l, and O for ö in a
    word `within` a sentence that is no name."""
    if seen.isupper() and len(seen) > 1:
        return word.upper()
    misread = (seen[0] == "I" and word[0] == "l") or (within and word[0] == "ö")
    if seen[0].isupper() and not misread:
        return word[0].upper() + word[1:]
    return word
