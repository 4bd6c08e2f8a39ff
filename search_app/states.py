"""The states of a report that readers must know of: not fetched, not readable, gone from its site, machine-read."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask_babel import lazy_gettext

from models.document import ReadOutcome
from models.report import Address, PublicRecord
from models.sighting import FetchOutcome
from search_app.language import day, gettext, number

NOT_PAGED = (".htm", ".html", ".doc", ".docx", ".odt", ".rtf", ".txt", ".md")
"""Endings of files that no viewer opens on a page; everything else may be a PDF."""

KNOWN = lazy_gettext("Känd men inte hämtad.")
UNREAD = lazy_gettext("Hämtad men inte läst.")
NO_FILE = lazy_gettext("Rapporten nämns på miljöns webbplats, men ingen fil har hittats. Bara titeln är sökbar.")
OUTCOMES: dict[str, tuple[object, object]] = {
    FetchOutcome.NOT_FOUND: (KNOWN, lazy_gettext("Länken till filen leder ingenstans. Bara titeln är sökbar.")),
    FetchOutcome.FORBIDDEN: (KNOWN, lazy_gettext("Webbplatsen lämnar inte ut filen. Bara titeln är sökbar.")),
    FetchOutcome.ROBOTS: (KNOWN, lazy_gettext("Webbplatsen ber oss att inte hämta filen. Bara titeln är sökbar.")),
    FetchOutcome.OUTSIDE_SCOPE: (KNOWN, lazy_gettext("Filen ligger på en annan webbplats. Bara titeln är sökbar.")),
    FetchOutcome.TIMED_OUT: (KNOWN, lazy_gettext("Webbplatsen svarade inte när vi hämtade. Bara titeln är sökbar.")),
    FetchOutcome.UNREACHABLE: (KNOWN, lazy_gettext("Webbplatsen svarade inte när vi hämtade. Bara titeln är sökbar.")),
    FetchOutcome.SERVER_ERROR: (KNOWN, lazy_gettext("Webbplatsen hade ett fel när vi hämtade. Bara titeln är sökbar.")),
    FetchOutcome.TOO_LARGE: (KNOWN, lazy_gettext("Filen är för stor. Bara titeln är sökbar.")),
    FetchOutcome.WRONG_TYPE: (
        KNOWN,
        lazy_gettext("Adressen leder inte till någon rapport. Bara titeln är sökbar."),
    ),
    ReadOutcome.NO_TEXT: (UNREAD, lazy_gettext("Filen har bilder av sidorna men ingen text. Bara titeln är sökbar.")),
    ReadOutcome.EMPTY_FILE: (UNREAD, lazy_gettext("Filen är tom. Bara titeln är sökbar.")),
    ReadOutcome.NOT_A_DOCUMENT: (UNREAD, lazy_gettext("Filen är inget dokument. Bara titeln är sökbar.")),
    ReadOutcome.UNSUPPORTED: (UNREAD, lazy_gettext("Filens format kan vi inte läsa ännu. Bara titeln är sökbar.")),
    ReadOutcome.ENCRYPTED: (UNREAD, lazy_gettext("Filen är låst med lösenord. Bara titeln är sökbar.")),
    ReadOutcome.BROKEN: (UNREAD, lazy_gettext("Filen är skadad. Bara titeln är sökbar.")),
    ReadOutcome.TOO_SLOW: (UNREAD, lazy_gettext("Filen gick inte att läsa på rimlig tid. Bara titeln är sökbar.")),
    ReadOutcome.CRASHED: (UNREAD, lazy_gettext("Filen gick inte att läsa. Bara titeln är sökbar.")),
}


@dataclass(frozen=True, slots=True)
class State:
    """What a reader must know before using a report: `lead` in bold, `text` after it."""

    lead: str
    text: str


def web_address(url: str | None) -> str | None:
    """The address if it is one that a page may link to (http or https), else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def file_address(record: PublicRecord) -> str | None:
    """The publisher's own file, from the first copy that is still there; None when no file is known or all are gone."""
    files = (web_address(address.file_url) for address in record.addresses if not address.vanished)
    return next((url for url in files if url), None)


def page_address(record: PublicRecord) -> str | None:
    """The publisher's page about the report, from the first copy that is still there."""
    pages = (web_address(address.page_url) for address in record.addresses if not address.vanished)
    return next((url for url in pages if url), None)


def file_at_page(url: str, page: int) -> str:
    """The address that opens a PDF on one page (counted from 1 in the file); other files open from the start."""
    plain = url.partition("#")[0]
    return plain if urlsplit(plain).path.lower().endswith(NOT_PAGED) else f"{plain}#page={page}"


def gone_since(addresses: tuple[Address, ...]) -> str:
    """The date (ISO) on which the last copy was last seen, "" while a copy is there."""
    if not addresses or any(not address.vanished for address in addresses):
        return ""
    return max(address.vanished for address in addresses)


def state(record: PublicRecord) -> State | None:
    """The state that must be said in a list of hits, None when all is well."""
    if gone := gone_since(record.addresses):
        return State(
            gettext("Inte längre på miljöns webbplats."),
            gettext("Sågs senast %(day)s. Uppgifterna står kvar.", day=day(gone)),
        )
    if record.kind != "known":
        return None
    lead, text = OUTCOMES.get(record.outcome, (KNOWN, NO_FILE))
    return State(str(lead), str(text))


def text_state(record: PublicRecord) -> State | None:
    """What the report page says of text that was not read straight from the file, None when all of it was."""
    read, repaired = record.origins.get("ocr", 0), record.origins.get("repaired", 0)
    if read:
        return State(
            gettext("Texten är maskinläst."),
            gettext(
                "%(n)s av %(all)s sidor är bilder som en dator har läst. Enstaka ord kan vara fellästa.",
                n=number(read),
                all=number(record.pages),
            ),
        )
    if repaired:
        return State(
            gettext("Texten är lagad."),
            gettext(
                "På %(n)s av %(all)s sidor hade bokstäver gått förlorade i filen. Kontrollera innan du citerar.",
                n=number(repaired),
                all=number(record.pages),
            ),
        )
    return None
