"""Where in a report each sentence stands: title, summary, aim, method … Only what speaks of the study itself counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.extract.passages import whole_paragraphs
from indexer.extract.sections import section_kind
from indexer.extract.sentences import sentences
from models.claim import Place
from models.document import Kind, PageText

NEVER = frozenset({"innehall", "referenser", "noter", "utgivet", "bilaga", "ordlista", "abstract"})
"""Sections that say nothing of what the study is about: an annex holds the questions that were asked, not answers; an
English abstract says again what the Swedish words say."""

PLACES: dict[str, Place] = {
    "sammanfattning": "summary", "syfte": "aim", "metod": "method", "resultat": "findings", "analys": "findings",
    "diskussion": "discussion", "slutsatser": "conclusions", "forord": "foreword", "forskning": "research",
    "teori": "research",
}  # fmt: skip
"""Kind of section → place. Everything else is body."""

SPOKEN: tuple[tuple[Place, tuple[str, ...]], ...] = (
    ("aim", (
        r"(?:vad|varför) (?:vi )?(?:ville|vill)", r"uppdraget", r"(?:\w+s )?frågor(?:na)?(?: vi ställde)?$",
        r"studiens syfte",
    )),
    ("method", (
        r"(?:så|hur) (?:har )?(?:vi|studien|undersökningen|utvärderingen|kartläggningen)\b.*\bgjor[td]e?s?",
        r"hur vi gick till ?väga", r"(?:så|hur) gjorde vi", r"så gick det till",
        r"hur samtalen gick till", r"underlag(?:et)?$", r"datakällor",
        r"(?:studiens|undersökningens|utvärderingens) (?:upplägg(?:ning)?|design)", r"\w+ material$",
        r"sökning och urval",
    )),
    ("findings", (
        r"vad (?:vi )?(?:fann|visade|såg|kom fram)", r"det här (?:fann|såg) vi",
        r"(?:vad )?(?:svaren|siffrorna) (?:säger|visar)",
    )),
    ("conclusions", (
        r"vad (?:kan )?(?:vi|man) lär", r"lärdomar", r"det vi tar med oss", r"vad (?:bör|behöver) göras",
        r"vägen framåt", r"avslutande förslag", r"vad vi inte vet",
    )),
)  # fmt: skip
"""Headings in everyday words."""
_SPOKEN = tuple((place, re.compile(rf"^(?:\d[\d.]*\s+)?(?:{'|'.join(words)})", re.I)) for place, words in SPOKEN)

_AIM = re.compile(
    r"\b(?:syfte[tn]?s?|syftar|syftade|målsättningen|övergripande mål)\b|\bfrågeställning(?:ar(?:na)?|en)\b", re.I
)
LEAD_WORDS = 160
"""So many words of running text stand for a summary where a report has none."""

_NUMBERED = re.compile(
    r"^(?:(?:fou|forsknings|arbets)?-?\s*(?:rapport|skrift)(?:er)?\s*)?(?:nr\.?\s*)?"
    r"(?:(?:19|20)\d\d[:/]\d{1,3}|\d{1,3}[:/](?:19|20)\d\d)\b",
    re.I,
)
"""How an entry of the list of earlier reports begins: "2013:4 Titel", "Rapport 4:2013 Titel"."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or heading, or row of a table) with the page it begins on, from 1; None for words that stand in no
    paged document. `opens` says that it begins a paragraph."""

    text: str
    page: int | None
    place: Place
    kind: Kind = "body"
    opens: bool = False


def sentences_of(
    pages: Sequence[PageText], title: str = "", subtitle: str = "", keywords: Sequence[str] = ()
) -> tuple[Sentence, ...]:
    """The sentences of a report that count, title and keywords first.

    Left out: contents, references, notes, imprint, annexes, word lists, the list of earlier reports of the series, and
    the title where it is printed again.
    """
    head = [Sentence(text, 1, "title", "heading") for text in (title, subtitle) if text]
    head += [Sentence(word, None, "keywords", "heading") for word in keywords]
    body = list(_body(pages, {_plain(title), _plain(subtitle), _plain(title + subtitle)} - {""}))
    if not any(sentence.place == "summary" for sentence in body):
        body = _with_lead(body)
    return (*head, *body)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _body(pages: Sequence[PageText], titles: set[str]) -> Iterator[Sentence]:
    levels: list[tuple[int, str, Place]] = []
    for paragraph, places in whole_paragraphs(pages):
        text = paragraph.text
        if paragraph.kind == "heading":
            kind = section_kind(text)
            place = PLACES.get(kind) or _spoken(text)
            levels = [
                entry
                for entry in levels
                if entry[0] < paragraph.level and entry[1] != "innehall" and not (kind and entry[1] in NEVER)
            ]
            levels.append((paragraph.level, kind, place))
            if _counts(levels) and not _repeats(text, titles):
                yield Sentence(text, places[0][1].page, "heading", "heading")
            continue
        if paragraph.kind in ("contents", "reference", "imprint", "note") or not _counts(levels):
            continue
        if _repeats(text, titles) or _NUMBERED.match(text):
            continue
        where: Place = next((place for _, _, place in reversed(levels) if place), "body")
        parts = [text] if paragraph.kind in ("table", "caption") else sentences(text)
        yield from _placed(parts, text, places, where, paragraph.kind)


def _spoken(heading: str) -> Place:
    return next((place for place, words in _SPOKEN if words.search(heading)), "")


def _counts(levels: Sequence[tuple[int, str, Place]]) -> bool:
    return not any(kind in NEVER for _, kind, _ in levels)


def _repeats(text: str, titles: set[str]) -> bool:
    return _plain(text) in titles


def _placed(
    parts: Sequence[str], text: str, places: Sequence[tuple[int, PageText]], where: Place, kind: Kind
) -> Iterator[Sentence]:
    """The sentences of a paragraph with the page each begins on. One that states the aim is one of the aim, whatever
    chapter it stands in, unless that tells of other studies."""
    end = 0
    for number, part in enumerate(parts):
        start = max(text.find(part, end), end)
        end = start + len(part)
        page = next(page.page for begins, page in reversed(places) if begins <= start)
        aims = where in ("body", "foreword", "method") and kind == "body" and _AIM.search(part)
        yield Sentence(part, page, "aim" if aims else where, kind, number == 0)


def _with_lead(body: list[Sentence]) -> list[Sentence]:
    """The first running text stands for the summary that is lacking."""
    room = LEAD_WORDS
    found = []
    for sentence in body:
        running = sentence.place in ("body", "findings") and sentence.kind in ("body", "list")
        if running and room > 0:
            room -= len(sentence.text.split())
            sentence = Sentence(sentence.text, sentence.page, "lead", sentence.kind, sentence.opens)
        found.append(sentence)
    return found
