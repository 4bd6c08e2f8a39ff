"""What kind of chapter a heading opens: foreword, summary, method … by its words, whatever its number or age."""

import re

KINDS: dict[str, str] = {
    "innehall": r"innehåll(?:et|sförteckning|söversikt)?|(?:table of )?contents|innhold(?:sfortegnelse)?|"
    r"indhold(?:sfortegnelse)?|(?:tabell|figur)förteckning(?:ar)?",
    "forord": r"för+ord(?:et)?|företal|inledande ord|forord|preface|foreword|tack(?:ord)?|författarnas? tack|"
    r"acknowledge?ments?",
    "sammanfattning": r"samm[ae]nfattning(?:en|ar)?|sammandrag|sammendrag|resum[eé]|"
    r"i korthet|kortversion|kort om rapporten",
    "abstract": r"abstract|(?:english |executive )?summary",
    "referenser": r"referens(?:er|lista|litteratur|förteckning)?|litteratur(?:en|lista|förteckning|referenser)?|"
    r"käll(?:or|förteckning|hänvisningar)|bibliografi|(?:list of )?references|käll- och litteraturförteckning",
    "bilaga": r"bilag(?:a|or|et)?|vedlegg|appendi(?:x|ces)|annex|(?:intervju|samtals)guide|"
    r"enkätformulär(?:et)?|missivbrev",
    "noter": r"(?:slut|fot)?noter|anmärkningar",
    "utgivet": r"(?:tidigare )?utgiv(?:et|na|ning)|tidigare (?:rapporter|skrifter|publikationer)|i samma serie|"
    r"(?:rapporter|skrifter|titlar) (?:i|från) (?:serien|samma serie)|rapportserien?|skriftserien?",
    "ordlista": r"ordlista|ordförklaringar|begrepp(?:slista|sförklaringar)?|förkortningar|definitioner",
    "inledning": r"inledning(?:en)?|introduktion|introduction|innledning|indledning",
    "syfte": r"syfte(?:t|n)?|frågeställningar(?:na)?|målsättning(?:ar|en)?|uppdrag(?:et)?|avgränsning(?:ar|en)?|aims?",
    "bakgrund": r"bakgrund(?:en)?|utgångspunkter|background|bakgrunn|baggrund|kontext(?:en)?",
    "forskning": r"(?:tidigare )?(?:forskning|studier)(?:släge|söversikt)?|kunskapsläge(?:t)?|kunskapsöversikt|"
    r"forskningsläge(?:t)?|litteraturgenomgång",
    "teori": r"teori(?:er|n)?|teoretisk[at]? (?:ramverk|utgångspunkter|perspektiv)|theory",
    "metod": r"metod(?:en|er|val|ik|beskrivning|diskussion|överväganden)?|tillvägagångssätt(?:et)?|genomförande(?:t)?|"
    r"metoder?|material(?:et)?|datainsamling(?:en)?|urval(?:et)?|etik|etiska överväganden|methods?",
    "resultat": r"resultat(?:en|et|redovisning|beskrivning)?|results?|resultater|findings|"
    r"redovisning av (?:svar|resultat)\w*",
    "analys": r"analys(?:en)?|tolkning(?:en)?|analysis",
    "diskussion": r"diskussion(?:en)?|diskusjon|slutdiskussion|resultatdiskussion|reflektion(?:er)?|discussion|"
    r"avslutande (?:diskussion|reflektion(?:er)?|kommentarer)",
    "slutsatser": r"slutsats(?:er(?:na)?|en)?|slutord|konklu[sj]+on(?:er)?|conclusions?|lärdomar(?:na)?|"
    r"rekommendation(?:er(?:na)?)?|förslag(?:en)?(?: till fortsatt arbete)?|avslutning|implikationer",
}  # fmt: skip
"""Section kind → the words that name it, most telling kinds first."""

NEVER_PASSAGES = frozenset({"innehall", "referenser", "noter", "utgivet"})
"""Sections of which nothing becomes a passage."""

_FOLD = str.maketrans("åäöé", "aaoe")
_COMPILED = {kind: re.compile(rf"\b(?:{words.translate(_FOLD)})\b") for kind, words in KINDS.items()}
"""Folded, since the letters å ä ö are what damaged texts lose first, and no two of these words differ by them alone."""

_NUMBERING = re.compile(
    r"^(?:kapitel|kap\.?|avsnitt|del|chapter|section)?\s*(?:\d+(?:[.:]\d+)*|[ivx]+(?=[.:)\s]))?[.:)]?\s*[-–—]?\s*(?=\S)",
    re.I,
)


def numbering(heading: str) -> tuple[int, ...]:
    """The number of a heading as figures ("2.3 Urval" → (2, 3)), () when it has none."""
    match = re.match(r"^(?:kapitel|kap\.?|chapter)?\s*(\d{1,2}(?:\.\d{1,2})*)\.?:?\s+\S", heading, re.I)
    return tuple(int(part) for part in match[1].split(".")) if match else ()


def section_kind(heading: str) -> str:
    """The kind of section that a heading opens (a key of `KINDS`), "" when its words do not tell.

    A heading of up to three words counts wherever it says the word ("Studiens metod"); a longer one only when it
    begins with it ("Metod och genomförande av intervjuerna").
    """
    words = _NUMBERING.sub("", " ".join(heading.split()), count=1).lower().strip(" .:–-").translate(_FOLD)
    if re.match(r"^bilag(?:a|or)\b", heading.strip().lower()):
        return "bilaga"
    found = []
    for order, (kind, pattern) in enumerate(_COMPILED.items()):
        match = pattern.search(words)
        if match and (match.start() == 0 or len(words.split()) <= 3):
            found.append((match.start(), order, kind))
    return min(found)[2] if found else ""
