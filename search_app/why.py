"""The line under a hit that says why it is one, made from the rules that ran."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext
from markupsafe import Markup, escape

from models.search import Hit, Reason
from search_app.language import gettext

LONGEST = 130
"""Characters of the line without its label: one line at full width."""
LONGEST_WORD = 40
PLACES = {
    "title": lazy_gettext("i titeln"),
    "summary": lazy_gettext("i sammanfattningen"),
    "details": lazy_gettext("i uppgifterna om rapporten"),
    "headings": lazy_gettext("i en rubrik"),
    "body": lazy_gettext("i texten"),
}
APART = " … "
"""Stands between the words of a reason that found the parts of a compound apart from each other."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the line and how long it is as text."""

    html: Markup
    length: int


def why(hit: Hit, *, asked: bool) -> Markup:
    """The line for one hit: which words, where, as which part of which compound, and whether by meaning. Empty when
    nothing was `asked` for."""
    if not asked:
        return Markup("")
    if not hit.reasons:
        if hit.by == "words":  # every word is in the report, and no single place has any of them whole
            return escape(gettext("orden står på olika ställen i rapporten"))
        return escape(gettext("bara på betydelse: texten handlar om samma sak men använder andra ord"))
    opening = gettext("på betydelse; ") if hit.by == "meaning" else ""
    ending = gettext("; även på betydelse") if hit.by == "both" else ""
    room = LONGEST - len(ending) - len(opening)
    line, length, left = Markup(""), 0, len(_groups(hit.reasons))
    for group in _groups(hit.reasons):
        piece = next((p for p in _pieces(group) if length + len(", ") + p.length <= room), None)
        if piece is None:
            break
        line += (", " if length else "") + piece.html
        length += piece.length + (2 if length else 0)
        left -= 1
    if left and length + 3 <= room:
        line += " …"
    return escape(opening) + line + ending


def _groups(reasons: Sequence[Reason]) -> list[list[Reason]]:
    """Reasons that are said together: plain ones of one place in a row."""
    groups: list[list[Reason]] = []
    for reason in reasons:
        last = groups[-1] if groups else []
        plain = not (reason.parts or reason.related or (last and (last[-1].parts or last[-1].related)))
        if last and plain and last[-1].place == reason.place:
            last.append(reason)
        else:
            groups.append([reason])
    return groups


def _pieces(group: Sequence[Reason]) -> list[_Piece]:
    """Ways to say a group, the fullest first."""
    place = str(PLACES.get(group[0].place, ""))
    words = [_short(reason.word) for reason in group]
    plain = [_Piece(_bold(words[:n]) + f" {place}", len(", ".join(words[:n])) + 1 + len(place)) for n in _down(words)]
    reason = group[0]
    word, found = words[0], _short(reason.matched)
    if reason.related:
        kin = gettext("besläktat")
        said = _Piece(
            Markup('{} ({}: <i lang="sv">{}</i>) {}').format(_bold([word]), kin, found, place),
            len(f"{word} ({kin}: {found}) {place}"),
        )
        return [said, *plain]
    if not reason.parts:
        return plain
    if APART in reason.matched:
        inside = gettext("som")
        said = _Piece(
            Markup('{} {} <i lang="sv">{}</i> {}').format(_bold([word]), inside, found, place),
            len(f"{word} {inside} {found} {place}"),
        )
        return [said, *plain]
    parts = " + ".join(reason.parts)
    inside = gettext("i")
    return [
        _Piece(
            Markup('{} {} <i lang="sv">{}</i> = <span lang="sv">{}</span>, {}').format(
                _bold([word]), inside, found, parts, place
            ),
            len(f"{word} {inside} {found} = {parts}, {place}"),
        ),
        _Piece(
            Markup('{} {} <i lang="sv">{}</i> {}').format(_bold([word]), inside, found, place),
            len(f"{word} {inside} {found} {place}"),
        ),
        *plain,
    ]


def _bold(words: Sequence[str]) -> Markup:
    return Markup(", ").join(Markup('<b lang="sv">{}</b>').format(word) for word in words)


def _short(word: str) -> str:
    return word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD - 1] + "…"


def _down(words: Sequence[str]) -> range:
    return range(len(words), 0, -1)
