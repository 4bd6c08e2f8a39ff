"""The words by which pages, links and titles are told apart. Each pattern carries an example of what it is for."""

import re

_I = re.IGNORECASE

# A list's heading or label: Publikationer · Rapporter · FoU-rapporter 2016 · Våra rapporter · Publicerade skrifter
REPORT_LIST = re.compile(
    r"(?<!\w)(?:fou[\s-]?|arbets|forsknings|del|slut|tidigare\s|äldre\s|våra\s|alla\s)?"
    r"(?:publikation(?:er|sarkiv|slista|sserie)?|rapport(?:er|erna|arkiv|serie(?:n|r)?|lista|bank)|skrift(?:er"
    r"|serie(?:n|r)?)"
    r"|utvärderingar|kartläggningar|kunskapsöversikter|studier|publicerat|utgivet|reports"
    r"|publications)(?!\w)",
    _I,
)
_JUST_NOW = r"just nu|för närvarande|för tillfället|i år|nu"
# Pågående projekt · Våra uppdrag · Projekt inom området · Uppdragsarkiv · Aktuella arbeten vid FoU i Väst · Satsningar
PROJECT_LIST = re.compile(
    r"(?<!\w)(?:[a-zåäö-]*projekt(?:en|arkiv|katalog|databas(?:en)?|bank(?:en)?|lista|översikt|portfölj)?"
    # "Vårt uppdrag" is what the unit is for
    r"|(?<!vårt\s)[a-zåäö-]*(?<!grund)(?<!samhälls)uppdrag(?:en|sarkiv)?"
    r"|(?:pågående|aktuell(?:a|t(?!\s+(?:från|om|i|inom)\b))|nuvarande|löpande|kommande|planerade)\s+[\w\s,-]{0,40}?"
    r"(?:arbeten?|studier|utvärderingar|kartläggningar|uppdrag|projekt|forskning|satsningar|insatser|samarbeten|försök)"
    r"|(?:avslutade|genomförda|tidigare)\s+(?:studier|utvärderingar|kartläggningar|satsningar|arbeten|insatser)"
    r"|vad pågår|på gång just nu|utvecklingsarbeten?|satsningar|initiativ|projects?)(?!\w)"
    # a heading or label that is nothing but a state (Pågår · Det här pågår · Klart), or tells one: … som pågår
    r"|^(?:det här |detta |nu |här )?(?:pågår(?: nu| just nu)?|pågående|klart|avslutat|avslutade|planerat)$"
    r"|^(?:(?!utbildning|kurs|rekryter|anmäl|ansök|upphandl)[\wåäö,&-]+\s+){1,6}som (?:pågår|är (?:på gång"
    r"|avslutade?|klara))"
    # Just nu arbetar vi med · Det här gör vi just nu · Forskning som vi medverkar i
    rf"|^(?:jobbet|(?:vårt\s)?arbetet?|forskningen)\s(?:{_JUST_NOW})$"
    rf"|^(?:{_JUST_NOW})\W*(?:arbetar|jobbar|driver|forskar|följer|utvärderar|undersöker|studerar|pågår|gör)\b"
    rf"|\b(?:arbetar|jobbar|driver|forskar|följer|utvärderar|undersöker|studerar|gör)\s(?:vi\s)?[\w\s]{{0,15}}?"
    rf"(?:{_JUST_NOW})\W*$"
    r"|^(?:forskning|studier|utvärderingar|utveckling)(?:\s(?:och|&)\s[a-zåäö]+)?\s(?:som\s)?vi\s(?:medverkar|deltar"
    r"|samarbetar|är med|bedriver|driver)\b",
    _I,
)
# Det här gör vi · Vi arbetar med · Vårt arbete · Forskning · Verksamhetsutveckling: work, and much else
WORK = re.compile(
    r"^\W*(?:(?:det|så) (?:här )?(?:gör|arbetar|jobbar|forskar|följer|driver) vi|(?:det )?vi (?:gör|arbetar|jobbar"
    r"|driver|forskar"
    r"|följer|utvecklar|undersöker|är med i)|vårt arbete|våra (?:arbeten|satsningar|insatser|samarbeten|områden)"
    r"|(?:vår )?verksamhet(?:en|er|sområden|sutveckling)?|arbetsområden|(?:vår )?forskning(?:en)?"
    r"|utveckling(?:sarbete)?"
    r"|samarbeten|samverkan|insatser|utvärdering(?:ar)?|forskningsverksamhet|kunskapsutveckling|metodutveckling)(?!\w)",
    _I,
)
# Kunskapsbank · Kunskapsbibliotek: reports, and as often films, methods and links
KNOWLEDGE = re.compile(
    r"(?<!\w)(?:kunskaps?(?:bank|bibliotek|portal|banken|biblioteket)|bibliotek(?:et)?|arkiv(?:et)?)(?!\w)", _I
)
# Nationella rapporter · Rapporter från andra · Externa publikationer · Länkar
OTHERS = re.compile(
    r"\b(?:nationell[at]?|andras|externa|övriga aktörers|myndigheters|internationella|relaterad[et]?|referenser"
    r"|litteratur|källor|länkar|lästips|från andra|av andra|på andra (?:håll|ställen))\b",
    _I,
)
NEWS_LIST = re.compile(
    r"(?<!\w)(?:nyhet(?:er|sarkiv|slista)?|nytt från|aktuellt|nyhetsflöde|press(?:meddelanden|rum)?|kalend(?:er|arium)"
    r"|evenemang|blogg"
    r"|i media|news|events?|på gång|konferenser|utbildningar|seminari(?:um|er))(?!\w)",
    _I,
)
# Utbildning · Kurser och seminarier · Nätverk: gatherings, however long they go on
COURSE_LIST = re.compile(
    r"^\W*(?:våra |kommande |pågående |aktuella )?(?:utbildning(?:ar|en)?|kurser|kursutbud|nätverk|seminarier"
    r"|föreläsningar|konferenser|kompetensutveckling|evenemang)(?:(?:,| och| &) [a-zåäö]+)*\W*$",
    _I,
)
ONGOING = re.compile(
    r"\b(?:pågående|aktuell[at]|pågår|startar|planerad[et]?|påbörja[dt](?:es?)?|just nu|för närvarande)\b", _I
)
FINISHED = re.compile(
    r"(?:\b(?:avsluta(?:d|t|de|des)|slutfört?|slutförda|färdig(?:a|t|ställd[at]?)?|genomförda|tidigare"
    r"|(?:slut|av)rapportera[dt]e?|är klar[at]?|klart)\b|arkiv\b)",
    _I,
)

# rapport · slutrapporten · utvärdering av … · kartläggning · kunskapsöversikt · enkätstudie · nyckeltal
REPORT_WORD = re.compile(
    r"(?<![a-zåäö])(?:[a-zåäö-]*rapport(?:en)?|[a-zåäö]*utvärdering(?:en)?|[a-zåäö]*kartläggning(?:en)?"
    r"|[a-zåäö]*uppföljning(?:en)?"
    r"|[a-zåäö]*översikt(?:en)?|[a-zåäö]*studien?|[a-zåäö]*undersökning(?:en)?|fördjupning|förstudie"
    r"|kunskapssammanställning"
    r"|länssammanställning|antologi|nyckeltal|skrift(?:en)?|publikation(?:en)?|följeforskning)(?![a-zåäö])",
    _I,
)
# Författare: … · Utredare: … – and not "Text: …", which news also say
WRITER = re.compile(r"\b(?:författa|utredare|utvärderare|skriven|sammanställ|upphov)", _I)
# Rapporten är slut · Beställ rapporten · finns inte digitalt
OUT_OF_PRINT = re.compile(
    r"\bslut(?:såld)?\b[^.\n]{0,30}(?:förlag|tryck|lager|upplaga)|\bupplagan är slut|\bär slut(?:såld)?\b"
    r"|\b(?:beställ|köp)(?:s|a|as|er)?\b[^.\n]{0,60}\b(?:rapport|skrift|via|hos|från|av|på)"
    r"|\bfinns (?:inte|ej|bara|endast)[^.\n]{0,30}(?:digital|elektronisk|tryck|papper|pdf)"
    r"|\bfinns i (?:ett|några|få|enstaka)\b[^.\n]{0,20}\bexemplar",
    _I,
)
# a report said in so many words: not "rapport från dagen", not "studie"
STRONG_REPORT = re.compile(
    r"(?<![a-zåäö])(?:fou-?\s?|arbets|del|slut|forsknings|utvärderings)?rapport(?:en)?(?![a-zåäö])(?!\s+från\b)"
    r"|(?<![a-zåäö])kunskapsöversikt",
    _I,
)
DOCUMENT_KIND = re.compile(
    r"(?<![a-zåäö])(fou-rapport|arbetsrapport|delrapport|slutrapport|utvärderingsrapport|årsrapport"
    r"|kunskapsöversikt|litteraturöversikt"
    r"|länssammanställning|kartläggning|utvärdering|uppföljning|förstudie|antologi|metodstöd|handbok"
    r"|rapport)(?![a-zåäö])",
    _I,
)

# Ny rapport om … · Nu är rapporten klar · har kommit · Välkommen till … · släpper rapport
ANNOUNCING = re.compile(
    r"\b(?:ny(?:a|tt)?\s+(?:fou-?)?(?:rapport|studie|publikation|kunskapsöversikt|skrift)|nu (?:är|finns|kommer)"
    r"|har (?:nu )?(?:kommit|publicerat|publicerats|släppt)"
    r"|har gett ut|ger ut|tips(?:ar)?\b|är (?:nu )?(?:klar|publicerad|färdig)|släpp(?:er|s|t)|lansera(?:r|s|t"
    r"|des)|presentera(?:r|s|des)"
    r"|välkommen (?:till|på)|missa inte|save the date"
    r"|rapport(?:en)?\b.{0,60}\b(?:klar|publicerad|ute)\W*$"
    r"|söker (?:en |du )|vi söker|delta(?:r|g) i|pris till|disputera(?:r|t)|uppmärksamma[rts])\b",
    _I,
)
# Det visar en ny studie av … · Ny rapport om …
NEW_WRITING = re.compile(
    r"\bny(?:a|tt)?\s+(?:fou-?)?(?:rapport|studie|publikation|kunskapsöversikt|skrift|utvärdering|kartläggning)\b", _I
)
# headings of a study that is itself a web page
STUDY_HEADING = re.compile(
    r"^\W*(?:[\d.]+\s*)?(?:så (?:här )?[a-zåäö]+ vi\b.{0,40}"
    r"|(?:det här|detta|vad|hur) (?:här )?(?:gjorde|såg|fann|lärde|kom|gick|hände|händer|gör|vet"
    r"|ville|hittade) (?:vi|det|nu)\b.{0,25}|sammanfattning|inledning|bakgrund|syfte(?: och .*)?|frågeställningar"
    r"|metod(?:er)?(?: och .*)?|genomförande|resultat(?:et)?(?: och .*)?"
    r"|diskussion|analys|slutsatser?|avslutande (?:diskussion|reflektion(?:er)?)|referenser|litteratur|källor"
    r"|teori.*|tidigare forskning)\W*$",
    _I,
)
# headings that name a part of a page and no thing of its own
GENERIC_HEADING = re.compile(
    r"^\W*(?:ladda (?:ner|ned|hem)\b.*|läs (?:mer|vidare|rapporten).*|hämta\b.*|filer|(?:övriga\s|andra\s)?dokument"
    r"|övrigt|bilagor?"
    r"|relatera(?:d|t|de)\b.*|mer (?:information|om|att läsa)\b.*"
    r"|fakta\b.*|projektfakta|projektdetaljer|om (?:rapporten|projektet|studien|publikationen)"
    r"|kontakt(?:a\b.*|uppgift(?:er)?|information)?(?:\s(?:för|hos|oss)\b.*)?"
    r"|kontaktperson(?:er)?(?:\s(?:för|hos|på|i)\b.*)?|dela\b.*|länkar|innehåll"
    r"|publikation|rapport(?:en)?|projekt|författare|sammanfattning|bakgrund|syfte|metod|resultat|material"
    r"|ta del av\b.*|publicera(?:d|t)|taggar|kategori(?:er)?"
    r"|ämnes?(?:område)?|beskrivning|abstract|summary|nyckelord|kort om\b.*|vill du veta mer.*"
    r"|resultat och rapporter|rapporter(?: från projektet)?"
    r"|publikationer(?: från projektet)?|delrapporter|se även|beställ\b.*|pdf|utgivningsår|år|serie"
    r"|[a-zåäö]*nummer|isbn|issn"
    r"|utgivare|språk|(?:antal )?sid(?:or|antal)|ämnesord|datum|omfång|typ|format|projekt(?:typ|period|tid|ledare"
    r"|status))\W*$",
    _I,
)
# headings under which a page shows its neighbours, not itself
NEIGHBOURS = re.compile(
    r"^\W*(?:relatera(?:d|t|de)\b.*|liknande\b.*|fler\b.*|läs också|läs även|se även|senaste\b.*|andra\b.*"
    r"|mest lästa|nyheter|aktuellt|du kanske.*|tidigare nyheter"
    r"|i samma (?:serie|ämne).*|tillbaka\b.*|kommentarer?|lämna (?:en kommentar|ett svar)|kommande\b.*|arkiv"
    r"|kategorier|dela\b.*)\W*$",
    _I,
)
# link texts that say nothing of what they lead to
GENERIC_LINK = re.compile(
    r"^\W*(?:(?:ladda|klicka|öppna|hämta|läs|visa|se)\b(?:\s+(?:ner|ned|hem|här|mer|vidare|hela|den|denna|som|i"
    r"|ned|fulltext))*"
    r"(?:\s+(?:rapporten|studien|publikationen|skriften|utvärderingen|kartläggningen|filen|dokument(?:et)?|pdf\S*|om"
    r"|fulltext\w*|sammanfattningen))?(?:\s+(?:här|som pdf|i pdf\S*|i sin helhet|om (?:projektet|rapporten"
    r"|studien)))*"
    r"|här|hit|pdf|fulltext|rapport(?:en)?|(?:del|slut)rapport(?:en)?(?:\s+\w{1,4})?|publikation(?:en)?"
    r"|hela rapporten|rapporten i (?:sin helhet|pdf\S*)|till rapporten|länk(?:\s+till\s+\w+)?"
    r"|download|read more|full text|fil|dokument|bilaga(?:\s+\w{1,3})?)\W*$",
    _I,
)
# files beside the report: Bilaga 1 · Sammanfattning · English summary · Presentation · Lättläst · Enkät
SUPPLEMENT = re.compile(
    r"(?<![a-zåäö])(?:bilag(?:a|or)|appendix|sammanfattning(?:en)?|kortversion|populärversion|lättläst|english"
    r"|summary|abstract|engelska|presentation(?:en)?|powerpoint|bildspel"
    r"|poster|affisch|enkät(?:en)?|frågeformulär|intervjuguide|blankett|broschyr|folder|inbjudan|program"
    r"|pressmeddelande|informationsblad|omslag|faktablad)(?![a-zåäö])",
    _I,
)
# what the picture of a report's cover is called
COVER = re.compile(r"^\W*(?:omslag(?:et|sbild(?:en)?)?|framsida(?:n)?)\W*$", _I)
NEXT_PAGE = re.compile(
    r"^\W*(?:nästa(?: sida)?|äldre(?: inlägg| nyheter)?|next(?: page)?|visa fler\b.*|ladda fler\b.*|visa alla\b.*"
    r"|se alla\b.*|alla (?:rapporter|publikationer|projekt)|fler (?:rapporter|publikationer|projekt)|»|›|>"
    r"|sida \d+|\d{1,3})\W*$",
    _I,
)
NEVER_FOLLOW = re.compile(
    r"/(?:wp-(?:admin|login|json|content/plugins)|login|logga-?in|logout|admin|xmlrpc|cgi-bin/search|cart"
    r"|varukorg)\b|[?&](?:add-to-cart|action|do|format|output|"
    r"ical|tribe[-_]\w+|eventdisplay)=|/(?:feed/?$|comments/feed|trackback|embed/?$|author/|skriv-ut|print/|dela/"
    r"|share/)|/(?:kalender|calendar|events?)/.*\d{4}.*\d",
    _I,
)


# what a row of a list says beside a link: FoU-rapport · Pågående projekt · Nyhet · Metodstöd
BESIDE = {
    "reports": re.compile(
        r"(?:typ:\s*)?(?:(?:fou|arbets|del|slut|forsknings|utvärderings|års)?-?\s?rapport(?:er)?|publikation(?:er)?"
        r"|kunskapsöversikt(?:er)?"
        r"|utvärdering(?:ar)?|kartläggning(?:ar)?|skrift(?:er)?|studie(?:r)?|uppföljning(?:ar)?"
        r"|litteraturöversikt(?:er)?|antologi)",
        _I,
    ),
    "projects": re.compile(
        r"(?:typ:\s*)?(?:(?:pågående|avslutat|avslutade)\s+)?(?:fou-|forsknings|utvecklings)?(?:projekt|uppdrag)", _I
    ),
    "news": re.compile(
        r"(?:typ:\s*)?(?:nyhet(?:er)?|aktuellt|evenemang|kalender|seminari(?:um|er)|blogg(?:inlägg)?|artikel)", _I
    ),
    "material": re.compile(
        r"(?:typ:\s*)?(?:metodstöd|stödmaterial|lathund(?:ar)?|handbok|handledning(?:ar)?|verktyg|mall(?:ar)?"
        r"|film(?:er)?|podd(?:ar)?|föreläsning(?:ar)?|[a-zåäö]*uppsats(?:er)?|examensarbete(?:n)?"
        r"|podcast|webbinari(?:um|er)|nyhetsbrev|utbildning(?:ar)?|kurs(?:er)?|checklist(?:a|or)|broschyr(?:er)?"
        r"|presentation(?:er)?)",
        _I,
    ),
}


# a page's whole name: "Just nu" and "Tidigare" may be work, news or reports, which what stands there tells
WHEN = re.compile(r"^\W*(?:just nu|nu|tidigare|förut)\W*$", _I)
# Typ: Affisch · Dokumenttyp: Protokoll – not "Typ: Pdf"
TYPE_FIELD = re.compile(
    r"^\s*(?:(?:dokument|publikations|innehålls|material)?typ|sort|(?:dokument|publikations)?kategori"
    r"|typ av (?:dokument"
    r"|publikation))\s*(?::|\n)\s*(?P<kind>[a-zåäö][^\n]{2,40}?)\s*$",
    _I | re.MULTILINE,
)
# Till utgivarens webbplats · Läs den hos utgivaren
AT_PUBLISHER = re.compile(r"\butgivare(?:n|ns)\b", _I)
