"""Where the words of a query stand in a text: whole words, and the part that was meant inside a compound."""

from collections.abc import Iterable, Sequence

from models.language.analysis import Keys
from models.language.tokens import Piece, Token
from models.search import Span


def highlight(query: Sequence[Keys], text: Sequence[Token]) -> tuple[Span, ...]:
    """The places in an analysed text to be marked, in order and without overlap.

    A word is marked whole when its lemma, stem or folded form is asked for, and by its part when a part of it is
    (*äldre|omsorg|en* for *omsorg*). The parts of a compound that is asked for are marked one by one where all of them
    stand in the text (*äldreomsorgspersonal* in "personal inom äldreomsorgen"), otherwise not: *hem* and *tjänst* far
    apart from each other are no *hemtjänst*.
    """
    tokens = [token for token in text if not token.stop]
    whole = {lemma for keys in query for lemma in keys.lemmas}
    forms = {part for keys in query for part in keys.parts if part[0] in "=~"}
    if any(keys.compound for keys in query):
        here = {token.lemma for token in tokens} | {piece.lemma for token in tokens for piece in token.pieces}
        whole |= {part for keys in query if here.issuperset(keys.compound) for part in keys.compound}
    spans = (_span(token, whole, forms) for token in tokens)
    return tuple(span for span in spans if span)


def _span(token: Token, lemmas: set[str], forms: set[str]) -> Span | None:
    if token.lemma in lemmas or not forms.isdisjoint(token.keys):
        return Span(token.start, token.end, token.start, token.end)
    pieces = [piece for piece in token.pieces if piece.lemma in lemmas]
    if not pieces:
        return None
    start, end = _longest(pieces)
    return Span(token.start + start, token.start + end, token.start, token.end)


def _longest(pieces: Iterable[Piece]) -> tuple[int, int]:
    """The longest stretch of pieces that touch or overlap (a hyphen may stand between them); the first of equals."""
    stretches: list[tuple[int, int]] = []
    for piece in sorted(pieces):
        if stretches and piece.start <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], piece.end))
        else:
            stretches.append((piece.start, piece.end))
    return max(stretches, key=lambda stretch: stretch[1] - stretch[0])
