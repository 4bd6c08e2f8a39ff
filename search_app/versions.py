"""Other reports that belong with one: editions, short versions, parts, appendices, translations, other years."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import lazy_gettext

from models.report import Link, LinkKind, PublicRecord
from search_app.facets import Labels
from search_app.language import gettext, language_name
from search_app.showing import LineView, line

WORDS: dict[LinkKind, object] = {
    "edition of": lazy_gettext("Ny upplaga av"),
    "has edition": lazy_gettext("Finns i senare upplaga"),
    "short version of": lazy_gettext("Kortversion av"),
    "has short version": lazy_gettext("Finns i kortversion"),
    "part of": lazy_gettext("Del av"),
    "has part": lazy_gettext("Har en del"),
    "other part": lazy_gettext("Annan del av samma arbete"),
    "appendix to": lazy_gettext("Bilaga till"),
    "has appendix": lazy_gettext("Har en bilaga"),
    "translation of": lazy_gettext("Översättning av"),
    "has translation": lazy_gettext("Finns på ett annat språk"),
    "follow-up of": lazy_gettext("Samma undersökning ett tidigare år"),
    "has follow-up": lazy_gettext("Samma undersökning ett senare år"),
}


@dataclass(frozen=True, slots=True)
class Version:
    """How the report stands to another, in words, and the other as a line of a list."""

    words: str
    report: LineView


def versions(record: PublicRecord, report: Callable[[str], PublicRecord | None], labels: Labels) -> list[Version]:
    """The linked reports that the index has, newer editions first. `report` gives a record by id."""
    found = []
    for link in sorted(record.links, key=lambda link: (link.kind != "has edition", link.kind, link.part)):
        other = report(link.report)
        if other is not None:
            found.append(Version(_words(record, link), line(other, labels)))
    return found


def _words(record: PublicRecord, link: Link) -> str:
    if link.kind == "translation of" and record.language == "en":
        return gettext("Engelsk version av")
    if link.kind == "has translation" and link.language:
        return gettext("Finns på %(language)s", language=language_name(link.language).lower())
    if link.part and link.kind in ("has part", "other part"):
        return gettext("Del %(part)s av samma arbete", part=link.part)
    return str(WORDS[link.kind])
