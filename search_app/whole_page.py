"""The whole text of a page, where it may be shown, with the question's words marked as in the excerpts."""

import re

from markupsafe import Markup

from models.search import PageView, Span
from search_app.showing import marked


def paragraphs(view: PageView) -> list[tuple[bool, Markup]]:
    """The paragraphs of the page, each with whether it is a heading (one that an excerpt stands under). The engine
    marks excerpts only, so the same words are marked wherever they stand."""
    inner = {
        shown.text[s.whole_start : s.whole_end]: (s.start - s.whole_start, s.end - s.whole_start)
        for shown in view.excerpts
        for s in shown.spans
    }
    headings = {shown.heading for shown in view.excerpts}
    lines = [line for line in view.text.split("\n") if line.strip()]
    return [(line.strip() in headings, marked(line, _spans(line, inner))) for line in lines]


def _spans(line: str, inner: dict[str, tuple[int, int]]) -> list[Span]:
    if not inner:
        return []
    words = "|".join(re.escape(word) for word in sorted(inner, key=len, reverse=True))
    spans = []
    for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", line):
        start, end = inner[match.group()]
        spans.append(Span(match.start() + start, match.start() + end, match.start(), match.end()))
    return spans
