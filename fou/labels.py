"""The words for people of everything that is an id in code: outcomes, life events, states of a source."""

import re

from fou.words import _
from models.document import ReadOutcome, Recognition
from models.sighting import FetchOutcome, HealthKind, LifeEvent

LABELS: dict[str, str] = {
    FetchOutcome.OK: _("ok"),
    FetchOutcome.NOT_MODIFIED: _("oförändrad"),
    FetchOutcome.NOT_FOUND: _("finns inte"),
    FetchOutcome.FORBIDDEN: _("nekad"),
    FetchOutcome.ROBOTS: _("ej tillåten enligt robots.txt"),
    FetchOutcome.OUTSIDE_SCOPE: _("utanför området"),
    FetchOutcome.TIMED_OUT: _("svarade inte i tid"),
    FetchOutcome.UNREACHABLE: _("gick inte att nå"),
    FetchOutcome.TOO_LARGE: _("för stor"),
    FetchOutcome.SERVER_ERROR: _("serverfel"),
    FetchOutcome.WRONG_TYPE: _("fel slags fil"),
    ReadOutcome.NO_TEXT: _("ingen text (inskannad)"),
    Recognition.WAITING: _("sidor väntar på textigenkänning"),
    Recognition.FAILED: _("sidor som textigenkänningen inte klarade"),
    ReadOutcome.EMPTY_FILE: _("tom fil"),
    ReadOutcome.NOT_A_DOCUMENT: _("inget dokument"),
    ReadOutcome.ENCRYPTED: _("lösenordsskyddad"),
    ReadOutcome.BROKEN: _("trasig fil"),
    ReadOutcome.TOO_SLOW: _("tog för lång tid"),
    ReadOutcome.CRASHED: _("läsningen kraschade"),
    ReadOutcome.UNSUPPORTED: _("filformatet kan inte läsas ännu"),
    "missing in the archive": _("saknas i arkivet"),
    "green": _("grönt (allt finns i alla kopior)"),
    "yellow": _("gult (allt finns, men inte i alla kopior)"),
    "red": _("rött (delar av indexet saknas)"),
    "reports": _("rapporter"),
    "projects": _("projekt"),
    "title": _("titel"),
    "authors": _("författare"),
    "year": _("år"),
    "number": _("nummer"),
    "publisher": _("utgivare"),
    "abstract": _("sammanfattning"),
    "own title": _("egen titel"),
    "file": _("fil"),
    LifeEvent.NEW: _("nya"),
    LifeEvent.CHANGED: _("ändrade"),
    LifeEvent.MOVED: _("flyttade"),
    LifeEvent.UNCHANGED: _("oförändrade"),
    LifeEvent.VANISHED: _("försvunna"),
    LifeEvent.RETURNED: _("återkomna"),
}

INSTALL_RECOGNITION = _(
    "Installera Debianpaketen tesseract-ocr och tesseract-ocr-swe och kör fou index: då läses de sidor som väntar."
)

HEALTH: dict[HealthKind, str] = {
    HealthKind.OK: _("ok"),
    HealthKind.QUIET: _("tyst"),
    HealthKind.CHANGED: _("ändrad"),
    HealthKind.BLOCKED: _("hindrad"),
    HealthKind.FAILING: _("fel"),
    HealthKind.NOT_PERMITTED: _("ej tillåten"),
}


def counts(numbers: dict[str, int]) -> str:
    """Counts by id in one line: "oförändrade 40, nya 2"."""
    return ", ".join(f"{LABELS.get(name, name)} {n}" for name, n in sorted(numbers.items()))


REASONS: dict[str, str] = {
    "{} new or changed": _("{} nya eller ändrade"),
    "nothing new since the crawl before": _("inget nytt sedan förra hämtningen"),
    "robots.txt does not permit the home page": _("robots.txt tillåter inte startsidan"),
    "the home page answered: {}": _("startsidan svarade: {}"),
    "the site answered: {}": _("webbplatsen svarade: {}"),
    "{} pages were refused or showed a captcha or login, {} answered": _(
        "{} sidor nekades eller visade captcha eller inloggning, {} svarade"
    ),
    "{} requests failed, {} answered": _("{} förfrågningar misslyckades, {} svarade"),
    "no report or project was found on {} pages": _("ingen rapport och inget projekt hittades på {} sidor"),
    "no report or project was found on {} pages, {} were known": _(
        "ingen rapport och inget projekt hittades på {} sidor, {} var kända"
    ),
    "{} {} were found, {} were known": _("{} {} hittades, {} var kända"),
    "the home page leads to {}, outside the scope": _("startsidan leder till {}, utanför området"),
    "{} reports were found, the environment's file demands {}": _("{} rapporter hittades, miljöns fil kräver {}"),
    "no page was taken for a list, {} were in the crawl before": _(
        "ingen sida lästes som lista, {} vid förra hämtningen"
    ),
    "{} was given for {} of the reports in the crawl before, now for {}": _(
        "{} angavs för {} av rapporterna vid förra hämtningen, nu för {}"
    ),
    "accepted by a person": _("godtaget av en människa"),
    "documents left for a later crawl: {}": _("dokument lämnade till en senare hämtning: {}"),
    "{} of {} known reports would be gone at once": _("{} av {} kända rapporter skulle vara borta på en gång"),
    "row {}: {} is not there": _("rad {}: {} finns inte"),
    "row {}: {} lies outside the list's folder": _("rad {}: {} ligger utanför listans mapp"),
    "row {}: {} is no document": _("rad {}: {} är inget dokument"),
    "row {}: {} cannot be read: {}": _("rad {}: {} kan inte läsas: {}"),
    "row {}: {} answered: {}": _("rad {}: {} svarade: {}"),
    "row {}: {} is no http or https address": _("rad {}: {} är ingen http- eller https-adress"),
    "row {}: {} is no year": _("rad {}: {} är inget årtal"),
    "row {}: names neither file, address nor title": _("rad {}: anger varken fil, adress eller titel"),
    "row {}: the same report as row {}": _("rad {}: samma rapport som rad {}"),
    "the column {} is not known, what it says was left out": _("kolumnen {} är okänd, det som står där togs inte med"),
    "{} more rows need a look": _("ytterligare {} rader behöver ses över"),
    "the site answered: the feed answered: {}": _("listan (feed) svarade: {}"),
    "the site answered: the feed cannot be read: {}": _("listan (feed) kan inte läsas: {}"),
    "page budget used up ({} pages)": _("sidbudgeten tog slut ({} sidor)"),
    "pages that our own rules could not take, see the log: {}": _(
        "sidor som våra egna regler inte klarade, se loggen: {}"
    ),
    "pages left unread, as their like gave nothing: {}": _("sidor lämnade olästa, då deras likar inget gav: {}"),
}
"""Why a source is in its state: the archive's words (crawler/health.py) → those for people."""


def reason_words(reason: str) -> str:
    """The reason for a source's state in words for people; what has no words here is shown as it stands."""
    return "; ".join(_part(part) for part in reason.split("; "))


def _part(part: str) -> str:
    for known, words in REASONS.items():
        form = re.escape(known).replace(re.escape("{}"), "(.+)")
        if match := re.fullmatch(form, part):
            return words.format(*(LABELS.get(value, value) for value in match.groups()))
    return part
