"""Whether a text is a study at all. Guidelines, minutes and handbooks speak of interviews too."""

import re

from indexer.describe.cues import DATA, OPENS, STUDY
from indexer.describe.signs import Analysed

_OTHER = re.compile(
    r"(?:(?:lokala?|kommunens|gemensamma?|reviderade?|nya?|kommunala?|regionala?|förslag till|utkast till) )*"
    r"(?:riktlinje|rutin|handbok|policy|protokoll|minnesanteckning|mötesanteckning|sammanträde|kallelse|dagordning|"
    r"lag(?:en)? (?:om|med)|lag(?:en)? \(|förordning|föreskrift|allmänna råd|handlingsplan|verksamhetsplan|avtal|"
    r"överenskommelse|vägledning|"
    r"checklista|delegation|tjänsteskrivelse|remiss|yttrande|reglemente|nyhetsbrev|inbjudan|metodstöd|manual|mall|"
    r"blankett|broschyr|information|kungörelse|uppdragsbeskrivning|arvode|taxa|taxor)",
    re.I,
)
"""How the title of a document begins that is no study."""
_NAMED = re.compile(
    rf"\b(?:{STUDY}|\w*(?:studien?|undersökning(?:en)?|utvärdering(?:en)?|kartläggning(?:en)?|översikt(?:en)?))\b", re.I
)
_SELF = re.compile(rf"^{OPENS}\b|\b(?:denna|föreliggande|den här|vår) {STUDY}\b", re.I)
"""A sentence about the study itself."""
_RULES = re.compile(
    r"\b(?:ska(?:ll)?|måste|får inte|du|dig|din|ditt|dina|ansvarar för att|beslutade?s? att|närvarande|ordföranden|"
    r"paragraf|träder i kraft|upphäv\w+|kontakta|godkän\w+|lagt? till handlingarna|bordlägg\w+|yrkande?\w*)\b",
    re.I,
)
"""What a text says that lays down what shall be done, or tells what was decided."""
_DONE = re.compile(r"\b(?:har|hade|har vi|vi) \w+(?:at|ats|tt|t|ts)\b|\b\w+(?:ades|rdes|ttes|ndes|ldes)\b", re.I)
_GATHERED = re.compile(
    r"\b(?:vi|har) (?:granska|intervjua|samlat|läs|gått igenom|analysera|besvara|följt|skickat)", re.I
)
RULES_SHARE = 0.4
"""A text with this share of such sentences, less those that tell what was gathered, lays down rules."""


def is_study(text: Analysed) -> bool:
    """Whether the text may report a study. Not when its title names another kind of document and it has no chapter that
    tells how material was gathered; nor when it lays down rules and nowhere speaks of itself as a study."""
    titles = " ".join(sentence.text for sentence in text.sentences if sentence.place == "title")
    running = [s for s in text.sentences if s.kind in ("body", "list") and s.place not in ("title", "keywords")]
    if _NAMED.search(titles):
        return True
    if _OTHER.match(titles):
        return any(DATA.search(s.text) and (s.place == "method" or _GATHERED.search(s.text)) for s in running)
    rules = sum(bool(_RULES.search(s.text)) for s in running)
    rules -= sum(bool(DATA.search(s.text) and _DONE.search(s.text)) for s in running)
    return rules < RULES_SHARE * max(1, len(running)) or any(
        s.place in ("aim", "method") or _SELF.search(s.text) for s in running
    )
