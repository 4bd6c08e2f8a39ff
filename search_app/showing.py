"""Hits and passages as the templates show them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from models.document import Origin
from models.report import PublicRecord
from models.search import Hit, ShownPassage, Span
from search_app.facets import Labels
from search_app.language import gettext, language_tag, ngettext, number, to
from search_app.page_names import page_label
from search_app.states import State, file_address, file_at_page, state
from search_app.study import study_line
from search_app.why import why

LONGEST_HEADING = 18
"""Characters of a passage's heading in a list of hits, so that heading and passage share a line."""
ONE_LINE, BESIDE_NOTE = 112, 94
"""Characters of a passage that fills a line of a hit, and of one that shares its line with a note."""
SWEDISH = "sv"


@dataclass(frozen=True, slots=True)
class PassageView:
    """One excerpt. `label` is the page as printed, `spoken` the same for screen readers. `file` opens the publisher's
    file on the page (None when no file can be linked), `here` our own page view."""

    label: str
    spoken: str
    file: str | None
    here: str
    heading: str
    text: Markup
    origin: Origin
    by_meaning: bool
    language: str
    page: int


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit. `number` counts through all pages; `meta` are the parts of the line under the title."""

    number: int
    title: str
    address: str
    language: str
    meta: tuple[str, ...]
    passages: tuple[PassageView, ...]
    state: State | None
    why: Markup


@dataclass(frozen=True, slots=True)
class LineView:
    """A report in a short list."""

    title: str
    address: str
    language: str
    meta: tuple[str, ...]


def marked(text: str, spans: Sequence[Span]) -> Markup:
    """`text` with its marks: the words searched for, underlined as a whole where they are part of a compound."""
    html, done = Markup(""), 0
    for span in sorted(spans, key=lambda s: (s.whole_start, s.start)):
        if not done <= span.whole_start <= span.start < span.end <= span.whole_end <= len(text):
            continue
        html += escape(text[done : span.whole_start])
        mark = Markup("<mark>{}</mark>").format(text[span.start : span.end])
        if (span.start, span.end) == (span.whole_start, span.whole_end):
            html += mark
        else:
            before, after = text[span.whole_start : span.start], text[span.end : span.whole_end]
            html += Markup('<span class="cw">{}{}{}</span>').format(before, mark, after)
        done = span.whole_end
    return html + escape(text[done:])


def whole_title(record: PublicRecord) -> str:
    """Title and subtitle in one line."""
    title, more = record.title or gettext("Titeln är inte hittad"), subtitle(record)
    if not more:
        return title
    return f"{title} {more}" if title[-1] in ".?!:–" else f"{title}. {more}"


def subtitle(record: PublicRecord) -> str:
    """The subtitle, "" when the title ends with it already."""
    return "" if record.title.casefold().endswith(record.subtitle.casefold()) else record.subtitle


def title_language(record: PublicRecord) -> str:
    """The language of the report's own words."""
    return language_tag(record.language) or SWEDISH


def meta(record: PublicRecord, labels: Labels, *, where: bool = True) -> tuple[str, ...]:
    """The line under a title: environment (if `where`), authors, year, then study type, place and material, or kind and
    number where they are not known; length. Of a project the state of its work."""
    parts = [labels.environment(value) for value in record.environments[:2]] if where else []
    if record.authors:
        parts.append(authors(record.authors))
    if record.kind == "project":
        parts += [work_status(record.status), record.period or (str(record.year) if record.year else "")]
        return tuple(part for part in parts if part)
    parts.append(str(record.year) if record.year else gettext("utan år"))
    study = study_line(record, labels)
    if "study_type" not in record.facets:
        kinds = record.facets.get("kind", ())
        kind = record.document_kind if kinds == ("other",) else ", ".join(labels.kind(kind) for kind in kinds)
        parts.append(" ".join(part for part in (kind, record.number) if part))
    parts += study
    if record.pages:
        parts.append(ngettext("%(n)s sida", "%(n)s sidor", record.pages, n=number(record.pages)))
    return tuple(part for part in parts if part)


def authors(names: Sequence[str]) -> str:
    """Names in one line; of many the first and "m.fl."."""
    if len(names) > 3:
        return gettext("%(name)s m.fl.", name=names[0])
    return gettext(" och ").join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def work_status(status: str) -> str:
    """Whether a project goes on, in words."""
    words = {"ongoing": gettext("pågår"), "finished": gettext("avslutat")}
    return words.get(status, gettext("arbete utan känt läge"))


def hit(found: Hit, place: int, labels: Labels, state_of_search: Mapping[str, Any]) -> HitView:
    """A hit at `place` in the list; `state_of_search` are the parameters that lead back to it."""
    record = found.record
    return HitView(
        number=place,
        title=whole_title(record),
        address=to("report", report_id=record.id, **state_of_search),
        language=title_language(record),
        meta=meta(record, labels),
        passages=passages(found.passages, record, state_of_search.get("q", ""), short=True),
        state=state(record),
        why=why(found, asked="q" in state_of_search),
    )


def line(record: PublicRecord, labels: Labels, *, where: bool = True) -> LineView:
    """A report as one line of a list; `where` tells whether its environment is named."""
    title = whole_title(record)
    address = to("report", report_id=record.id)
    return LineView(title, address, title_language(record), meta(record, labels, where=where))


def passages(
    found: Sequence[ShownPassage], record: PublicRecord, text: str, *, short: bool = False
) -> tuple[PassageView, ...]:
    """Excerpts of `record` found by the question `text`; `short` cuts their headings for a list of hits."""
    file = file_address(record)
    asked = {"q": text} if text else {}
    language = title_language(record)
    views = []
    for shown in found:
        label, spoken = page_label(shown.label, shown.page)
        words, spans = shown.text, shown.spans
        if short and (shown.by == "meaning" or shown.origin != "text") and BESIDE_NOTE < len(words) <= ONE_LINE:
            words, spans = tail_cut(words, spans, BESIDE_NOTE)
        view = PassageView(
            label=label,
            spoken=spoken,
            file=file_at_page(file, shown.page) if file else None,
            here=to("page", report_id=record.id, page=shown.page, **asked),
            heading=short_heading(shown.heading) if short else shown.heading,
            text=marked(words, spans),
            origin=shown.origin,
            by_meaning=shown.by == "meaning",
            language=language,
            page=shown.page,
        )
        views.append(view)
    return tuple(views)


def short_heading(heading: str) -> str:
    """A heading without its number, cut at a word if that leaves enough of it."""
    words = re.sub(r"^[\dIVX]+(\.\d+)*\.?\s+(?=\w)", "", heading)
    if len(words) <= LONGEST_HEADING:
        return words
    kept = words[:LONGEST_HEADING].rpartition(" ")[0]
    if len(kept) < LONGEST_HEADING // 2:
        kept = words[: LONGEST_HEADING - 1]
    return kept.rstrip(" ,:;–-") + "…"


def tail_cut(text: str, spans: Sequence[Span], room: int) -> tuple[str, tuple[Span, ...]]:
    """The beginning of an excerpt, cut at a word after at most `room` characters, and the marks that lie in it."""
    end = text.rfind(" ", 0, room - 1)
    if end <= 0:
        return text, tuple(spans)
    return text[:end].rstrip(" …") + " …", tuple(span for span in spans if span.whole_end <= end)


def page_numbers(current: int, last: int) -> list[int | None]:
    """The pages to offer: the first, the last, the present and its neighbours; None stands for a gap."""
    wanted = sorted({1, last, *range(max(1, current - 1), min(last, current + 1) + 1)})
    numbers: list[int | None] = [wanted[0]]
    for before, after in pairwise(wanted):
        if after - before == 2:
            numbers.append(before + 1)
        elif after - before > 2:
            numbers.append(None)
        numbers.append(after)
    return numbers
