"""Signs of work that is going on or done: its state, its facts, and what is said of it, whatever the site calls it.

Sites call it projekt, uppdrag, studie, satsning or nothing at all; what they share is that they say when, by whom, with
whose money, and how far it has come.
"""

import re
from functools import lru_cache

from crawler.reading.dates import read_date, read_dates, read_period

_I = re.IGNORECASE
# projektet · utvecklingsarbetet · delstudien · pilotförsöket
_THING = (
    r"(?<![a-zåäö])[a-zåäö-]*(?:projektet|uppdraget|arbetet|försöket|samarbetet|initiativet|forskningen|studien"
    r"|satsningen|utvärderingen|kartläggningen|undersökningen|uppföljningen|insatsen|piloten)"
)
_DOES = r"(?:följer|utvärderar|studerar|undersöker|kartlägger|prövar|testar)"
_CLOSED = r"(?:avsluta|slutför|genomför|slutrapportera|slutredovisa|redovisa|rapportera)"
# Projektet pågår … · Arbetet påbörjades hösten 2024 och … · Studien ska vara klar 2026 · Utvärderingen redovisas våren
NOW = re.compile(
    rf"{_THING}\s[^.\n]{{0,40}}?\b(?:pågår|löper|starta(?:r|t|de)?|påbörja(?:s|ts|des|t)|inle(?:ds|tts|ddes)|drivs"
    r"|beräknas|planeras|väntas|avslutas|slutförs|redovisas|slutredovisas|slutrapporteras"
    r"|(?:ska|skall|kommer att|väntas)\s+(?:\w+\s+)?(?:pågå|avslutas|redovisas|vara|bli|leda|utmynna|undersöka|följa"
    r"|pröva|genomföras|resultera))\b"
    # Under 2023–2025 följer vi … · Vi prövar stödet till och med 2026 · Vi håller på till 2027
    rf"|\b(?:under|mellan|från)\s[^.\n]{{0,20}}20\d\d[^.\n]{{0,30}}\b{_DOES}\s(?:vi|fou)\b"
    rf"|\bvi\s{_DOES}\b[^.\n]{{0,100}}\b(?:under|till|mellan|från)\s[^.\n]{{0,20}}20\d\d"
    r"|\bvi\s(?:håller på|gör det)\b[^.\n]{0,40}20\d\d"
    r"|\b(?:prövas|testas|utvärderas|undersöks|studeras|följs|kartläggs)\b[^.\n]{0,60}\b(?:under|till|mellan|från)"
    r"\s[^.\n]{0,20}20\d\d"
    r"|\b(?:resultat(?:en|et)?|slutrapport(?:en)?|rapport(?:en)?)\s+(?:\w+\s+)?(?:redovisas|presenteras|publiceras"
    r"|beräknas|väntas|planeras|lämnas|kommer(?: att)?|ska)\b|\bpågående (?:projekt|uppdrag)\b",
    _I,
)
# Projektet är avslutat · Avslutat uppdrag inom Barn · Satsningen genomfördes 2019–2021 · Studien har slutförts
PAST = re.compile(
    rf"\bavsluta(?:t|d) (?:uppdrag|projekt|studie)\b|{_THING}\s(?:(?!\b(?:när|om|innan|tills"
    rf"|pågår)\b)[^.\n]){{0,60}}?\b(?:(?:är|blev)\s+(?:nu\s+)?(?:{_CLOSED}[dt]"
    rf"|klart?|färdigt?)|{_CLOSED}(?:des|ts|s och avslutades)|pågick|har (?:nu )?{_CLOSED}ts)\b",
    _I,
)
# the site speaks of a project or assignment as such
OF_PROJECT = re.compile(
    r"\b(?:projektet\s+(?:pågår|pågick|startade|startar|påbörjades|inleddes|avslutades|avslutas|genomförs"
    r"|genomfördes|är avslutat|syftar|löper|finansieras|drivs)"
    r"|uppdraget\s+(?:pågår|pågick|startade|avslutades|är avslutat|är att)|(?:avslutat\s+)?uppdrag\s+inom\s+\w"
    r"|projektfakta|projektdetaljer|fakta om (?:projektet|uppdraget|arbetet|studien)|om (?:projektet|uppdraget))\b",
    _I,
)
_TAIL = (
    r"(?:\s+(?:projekt|uppdrag|studie|arbete))?(?:\s*[,:(–-]?\s*(?:\d|(?:just\s+)?nu\b|till\b|t\.?\s?o\.?\s?m\b|fram\b"
    r"|sedan\b|från\b|fr\.?\s?o\.?\s?m\b|under\b|i\b|hela\b|över\b|med\b|och\b|år(?:et)?\b|(?:vår|sommar|höst"
    r"|vinter)(?:en)?\b"
    r"|(?:jan|feb|mars|april|maj|juni|juli|aug|sept|okt|nov|dec)[a-z]*\b).{0,60})?"
)
_LEAD = r"(?:(?:projekt)?(?:status|läge|fas)\s*:?\s*)?"
# Pågår · Pågår till och med juni 2026 · Status: Pågående · Beräknas klar hösten 2026 · Startar 2026
_ONGOING = re.compile(
    rf"{_LEAD}(?P<thing>(?:{_THING}|projekt|uppdrag|studie)\s+)?(?:är\s+)?(?:pågår|pågående|löper|aktiv[at]?"
    rf"|i\s?gång|under (?:arbete|genomförande)"
    r"|planera(?:d|t|s)(?: start)?|påbörja(?:d|t|s|des)|starta(?:r|t|d|de|s|des)?|inle(?:tt|ds|ddes)"
    rf"|(?:beräknas|väntas|ska|planeras)\s+(?:vara\s+|bli\s+)?(?:helt\s+)?(?:klar[at]?|färdig[at]?|avslutas?"
    rf"|avslutad|slutföras|slutredovisas|pågå)){_TAIL}",
    _I,
)
# Avslutad · Avslutades 2023 · Genomfördes 2019–2021 · Slutredovisat i mars
_FINISHED = re.compile(
    rf"{_LEAD}(?P<thing>(?:{_THING}|projekt|uppdrag|studie)\s+)?(?:är\s+)?(?:{_CLOSED}(?:d|t|de|da|des|ts)|pågick"
    rf"|klar[at]?|färdig[at]?"
    rf"|slutfört?|genomförd?){_TAIL}",
    _I,
)
_PIECES = re.compile(r"[\n·|•;()\[\]]|(?<=[a-zåäö\d]{2}[.!?])\s+(?=[A-ZÅÄÖ\d])|\s[–-]\s")

FACTS = {
    "time": r"projekt(?:period|tid)|tids?(?:period|ram|plan)|tidplan|löptid|varaktighet|tid|när|period|pågår|genomförs"
    r"|genomfördes|genomförande(?:tid)?",
    "start": r"(?:projekt)?start(?:datum|år|ade|ar)?|påbörja[dt](?:es?)?",
    "end": r"slut(?:datum|år)?|avslutas|avsluta[dt]|(?:beräknas )?klart?",
    "state": r"(?:projekt)?status|läge|fas",
    "type": r"projekttyp|typ av (?:projekt|uppdrag|arbete)",
    "leader": r"projekt(?:ledare|ansvarig[at]?)|(?:huvud)?ansvarig(?:a|t)?(?: forskare| utvärderare| hos oss"
    r"| på fou\b[^:\n]{0,20})?"
    r"|vem(?: gör det| håller i (?:det|studien|projektet)| ansvarar)?"
    r"|forsknings?ledare|(?:huvud|medverkande )?forskare|utvärderare|vi som (?:arbetar|jobbar)\b[^:\n]{0,30}",
    "contact": r"kontakt(?:a|person(?:er)?)?(?:\s(?:på|hos|för)\b[^:\n]{0,30})?|frågor|vill du veta mer",
    "money": r"finansiär(?:er)?|finansiering|finansieras av|projektmedel|medel från|anslag",
    "assigner": r"uppdragsgivare|beställare|initiativtagare|på uppdrag av",
    "parties": r"(?:deltagande|medverkande|samverkande) (?:kommuner|verksamheter|parter|organisationer)|deltagare"
    r"|deltar"
    r"|medverkande|medverkar|samarbets?part(?:ner|ners|er)?|samarbete(?: med)?|samverkan med|samverkansparter"
    r"|i samarbete med|partners?|parter|projektgrupp|arbetsgrupp",
    "title": r"projekt(?:titel|namn)",
}
"""The labels of a block of facts about some work, by what they tell."""
PROJECT_LABEL = re.compile(
    rf"^\W*(?P<label>{'|'.join(FACTS.values())})\b\??[^\S\n]*(?::|\n|$|(?<=\?)[^\S\n])\s*(?P<value>[^\n]*)",
    _I | re.MULTILINE,
)
# Vi följer två verksamheter. Start: januari 2025 · Uppdragsgivare: Fyra kommuner · Tid: 2024
_INLINE_LABEL = re.compile(r"(?:(?<=[a-zåäö\d][.!?])\s+|\s*[·|•]\s*)(?=[A-ZÅÄÖ][a-zåäö]+(?:\s[a-zåäö]+)?:\s)")
_KINDS = {kind: re.compile(form, _I) for kind, form in FACTS.items()}
# what is said of a day that one signs up for
_EVENT = re.compile(
    r"^\W*(?:plats|lokal|anmälan|anmäl dig|sista (?:anmälnings)?dag\w*|pris|kostnad|avgift|föreläsare|kursledare"
    r"|program"
    r"|omfattning|behörighet)\b[^\S\n]*:|\b(?:sista (?:anmälnings|ansöknings)dag|anmäl dig (?:här|senast))\b",
    _I | re.MULTILINE,
)
_GATHERING = re.compile(
    r"^\W*(?:\w+\s+)?(?:[a-zåäö-]*(?:nätverk(?:et|en)?|utbildning(?:ar|en)?|kurs(?:er|en)?|seminari(?:um|er|et)"
    r"|konferens(?:en|er)?"
    r"|webbinari(?:um|er)|föreläsning(?:ar|en)?|temadag(?:ar|en)?|träff(?:ar|en)?|workshop(?:s|en)?"
    r"|handledning))(?![a-zåäö])",
    _I,
)
# Vill du ge oss ett uppdrag? · Så arbetar vi · Bli en del av … · Kontakta oss · Projektmodell · Söka medel
_ADDRESSES = re.compile(
    r"^\W*(?:(?:vill|kan|har|är|söker|behöver|undrar|tänker|ska)\s+(?:du|ni)\b|så (?:här )?(?:jobbar|arbetar|gör"
    r"|går|blir|kan)\b"
    r"|bli\s|hur (?:vi|du|ni|går)\b|varför\s|om (?:oss|våra|vårt)\b|vår(?:a|t)?\s|gör (?:en|ett)\s|(?:du|ni) (?:som"
    r"|kan)\b|kontakta\b|(?:att\s)?(?:söka|starta|driva|leda|ansöka|ansök)\b|sök\b|utlysning|vanliga frågor"
    r"|frågor och svar"
    r"|projekt(?:stöd|modell|mall|medel|metod|ledning|kontor|handbok|process|plan|ansök|portfölj)[a-zåäö]*\W*$)",
    _I,
)


def fact_kind(label: str) -> str:
    """Which of `FACTS` a label is, "" when none."""
    return next((kind for kind, form in _KINDS.items() if form.fullmatch(label.strip())), "")


@lru_cache(maxsize=2048)
def read_facts(text: str) -> dict[str, str]:
    """The facts that a text gives after labels, by the names of `FACTS`; the first that has a value."""
    found: dict[str, str] = {}
    text = _INLINE_LABEL.sub("\n", text)
    for match in PROJECT_LABEL.finditer(text):
        kind, value = fact_kind(match["label"]), _value(match, text)
        if kind and (value or kind not in found) and not found.get(kind):
            found[kind] = value
    return found


def _value(match: re.Match[str], text: str) -> str:
    """The value beside a label, or on the next line when the label stands alone."""
    if value := match["value"].strip():
        return value
    following = text[match.end() :].lstrip("\n").split("\n")[0].strip()
    return "" if PROJECT_LABEL.match(following + "\n") else following


def read_state(piece: str, bare: bool = False) -> str:
    """The state that a short piece of text is nothing but: "ongoing", "finished" or "".

    "Pågår till och med juni 2026", "Avslutad", "Beräknas klar hösten 2026"; with `bare` not "Projektet pågår".
    """
    piece = piece.strip(" .,:–-")
    if not 3 < len(piece) < 90:
        return ""
    for state, form in (("ongoing", _ONGOING), ("finished", _FINISHED)):
        match = form.fullmatch(piece)
        if match and match["thing"] and PAST.search(piece):
            state = "finished"  # Projektet startade 2021 och är avslutat
        if match and not (bare and match["thing"]):
            # what starts on a day is a course
            day = re.match(r"starta", piece, _I) and any(date.precision == "day" for date in read_dates(piece))
            return "" if day else state
    return ""


@lru_cache(maxsize=2048)
def own_state(text: str) -> tuple[str, str]:
    """The first state that a line, sentence or bracket of a text is nothing but → (state, the words)."""
    for piece in _PIECES.split(text):
        if state := read_state(piece):
            return state, piece.strip()
    return "", ""


def tells_when(text: str) -> bool:
    """Whether a text's facts say when the work goes on, by a period or a time that is no single day."""
    facts = read_facts(text)
    if "start" in facts and "end" in facts:
        return bool(read_date(facts["start"]))
    value = next((facts[kind] for kind in ("time", "start", "end") if facts.get(kind)), "")
    date = read_date(value) if value else None
    return bool(value) and bool(read_period(value) or (date and date.precision != "day"))


def is_event(text: str) -> bool:
    """Whether a text invites to a day: it says where, what it costs or how one signs up."""
    return bool(_EVENT.search(text))


def is_gathering(title: str) -> bool:
    """Whether a title is that of a network, course or meeting: "Nätverk för enhetschefer"."""
    return bool(_GATHERING.match(title))


def addresses_reader(title: str) -> bool:
    """Whether a heading speaks to the reader or of the unit, and so is no work: "Vill du ge oss ett uppdrag?"."""
    return bool(_ADDRESSES.match(title))
