"""Which lemma a form gets: simplemma's and hunspell's answers weighed against each other by how common the words are.

simplemma alone takes *nämnd*, *intervju*, *risk*, *missbruk* and thousands of other nouns for forms of verbs. Here a
form may also be its own lemma, and the two are weighed by their *votes*: the frequency of all other forms that
simplemma gives them. Forms that only hunspell knows go to the nearest of its head words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import takewhile

from models.language.hunspell import Form, Role

IDENTITY_BONUS = 40.0
"""How much a form that others are inflections of is preferred as its own lemma. Set by reading the 500 most frequent
forms that change: at 40 *risk*, *hot*, *nämnd* and *uppdrag* stay nouns, *såg*, *lever* and *stod* stay verbs."""

_LEAST_VOTES = 1e-9
_OWN_PARADIGM = 3  # a head word with at least this many forms of its own is no inflection of another
# How first parts are made where the dictionary lists them without their head word: (cut off, put on), likeliest first.
_LINKS = [tuple(link.split("/")) for link in ("/", "/a", "/e", "s/", "s/e", "o/a", "u/a", "e/", "e/a", "a/")]


def choose_lemmas(
    forms: Mapping[str, Form], simplemma: Mapping[str, str], frequencies: Mapping[str, float]
) -> dict[str, str]:
    """The lemma of every known form. Following a lemma to its own lemma always ends."""
    votes: dict[str, float] = {}
    for form, lemma in simplemma.items():
        if form != lemma:
            votes[lemma] = votes.get(lemma, 0.0) + frequencies.get(form, 0.0) + _LEAST_VOTES
    heads = Counter(base for form in forms.values() for base in form.bases)
    lemmas: dict[str, str] = {}
    for word in forms.keys() | simplemma.keys() | frequencies.keys():
        if word in simplemma:
            lemmas[word] = _known_lemma(word, simplemma, votes)
        elif word in forms and forms[word].bases:
            lemmas[word] = _nearest_head(word, forms[word].bases, heads)
        else:
            lemmas[word] = word
    _break_circles(lemmas, votes)
    return lemmas


def _known_lemma(word: str, simplemma: Mapping[str, str], votes: Mapping[str, float]) -> str:
    answer, own, inflected = simplemma[word], votes.get(word, 0.0), word + "a"
    # A participle goes where its inflections go: *anställd* with *anställda* to *anställa*.
    if word.endswith(("d", "t")) and inflected != answer and simplemma.get(inflected) == answer:
        return answer
    # *långa* is a fish, but an inflection of *lång* first of all: no bonus for a form that merely adds to its lemma,
    # except for the nouns made of verbs (*inflytande*, *lärande*).
    if not word.startswith(answer) or word.endswith("nde"):
        own *= IDENTITY_BONUS
    return word if own > votes.get(answer, 0.0) else answer


def _nearest_head(word: str, bases: Iterable[str], heads: Mapping[str, int]) -> str:
    """The head word that shares most letters with the form: *vårdarnas* is of *vårdare*, not of *vårda*."""
    if word in bases and heads[word] >= _OWN_PARADIGM:
        return word
    others = sorted(base for base in bases if base != word)
    return max(others, key=lambda base: (_shared(word, base), -len(base)), default=word)


def _shared(word: str, base: str) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(word, base, strict=False))))


def _break_circles(lemmas: dict[str, str], votes: Mapping[str, float]) -> None:
    for word in sorted(lemmas):
        path = [word]
        while (following := lemmas.get(path[-1], path[-1])) != path[-1]:
            if following in path:
                circle = path[path.index(following) :]
                strongest = max(circle, key=lambda w: votes.get(w, 0.0))
                lemmas[strongest] = strongest
                break
            path.append(following)


def choose_first_parts(
    forms: Mapping[str, Form], lemmas: Mapping[str, str], families: Mapping[str, float]
) -> dict[str, str]:
    """The lemma that a form stands for as first part of a compound (*arbets* → *arbete*, *skol* → *skola*)."""
    return {
        word: _first_part(word, form, forms, lemmas, families)
        for word, form in forms.items()
        if form.roles & (Role.BEGIN | Role.MIDDLE | Role.BEGINS)
    }


def _first_part(
    word: str, form: Form, forms: Mapping[str, Form], lemmas: Mapping[str, str], families: Mapping[str, float]
) -> str:
    heads: Iterable[str] = sorted(
        head for head in {*form.links, *form.bases} if head in forms and forms[head].roles & Role.WORD
    )
    if not heads:
        heads = [
            head
            for cut, add in _LINKS
            if word.endswith(cut)
            and (head := word[: len(word) - len(cut)] + add) in forms
            and forms[head].roles & Role.WORD
        ]
    if word in heads:
        return lemmas[word] if word.startswith(lemmas[word]) else word
    return max((lemmas[head] for head in heads), key=lambda lemma: families.get(lemma, 0.0), default=word)


def families_of(lemmas: Mapping[str, str], frequencies: Mapping[str, float]) -> dict[str, float]:
    """Lemma → the frequency of all its forms together."""
    families: dict[str, float] = {}
    for word, frequency in frequencies.items():
        lemma = lemmas.get(word, word)
        families[lemma] = families.get(lemma, 0.0) + frequency
    return families
