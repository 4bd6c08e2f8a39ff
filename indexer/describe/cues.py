"""The words by which a sentence shows what it is: an aim, a method, a result, a limit … as regular expressions."""

import re

_HEADS = "studie rapport undersökning utvärdering kartläggning uppföljning projekt förstudie översikt delstudie "
_HEADS += (
    "kunskapsöversikt skrift forskningscirkel uppsats intervju enkät följeforskning pilotstudie granskning genomgång"
)
_THIS = r"(?:denna |den här |detta |det här |föreliggande |vår |här )?"
_NAMES = rf"(?:{'|'.join(_HEADS.split())})(?:en|n|et|ns|ens|ets|erna|s)?"
STUDY = rf"{_THIS}(?:fou-)?{_NAMES}"
"""The study itself, as reports name it."""
OPENS = rf"(?:i )?{_THIS}(?:fou-|[a-zåäö]{{3,12}})?{_NAMES}"
"""The same at the beginning of a sentence, also as the end of a compound (*processutvärderingen*). Elsewhere a pattern
that asks for no border before it finds compounds too, and is much quicker."""
LOOKS = (
    r"(?:beskriv|undersök|belys|kartlägg|utvärder|studer|analyser|förstå|jämför|pröva|skildr|sammanställ|redovis|"
    r"besvar|svara|följa?\b|identifier|fördjup|bidra|kunskap|ge\b|få\b|ta reda|granska|mät|synliggör|problematiser|"
    r"diskuter|klarlägg|inventer|utforsk|lyfta|se (?:hur|om|vad|vilka)|ta vara|visa|uppskatta|beräkna|bedöma|ta fram|"
    r"utveckla|klargöra)"
)
"""What a study sets out to do; the aim of a trial or a law is that something shall come about."""


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.I)


SAID = _any(
    rf"\b(?:syftet|avsikten|ändamålet|ambitionen|målet)(?: med {STUDY})?(?: \w+){{0,3}}? "
    r"(?:är|var|har varit|blev)(?: \w+){0,3}? att\b",
    rf"{STUDY} (?:syftar|syftade|har (?:haft )?(?:till |som )?syfte|hade (?:till |som )?syfte)",
    rf"{STUDY}(?: övergripande)? syfte\b",
    r"\bmed syfte(?:t)? att\b",
    r"\bsyftar till att\b",
    r"\bi syfte att\b",
    r"\b(?:övergripande|huvudsakliga|främsta) syfte",
)
"""An aim, said in so many words."""
OWN_AIM = _any(
    rf"\b(?:syftet?|syften|avsikten|ändamålet|ambitionen)\b.{{0,60}}\batt (?:\w+,? ){{0,4}}?{LOOKS}",
    rf"{STUDY} (?:syftar|syftade|har (?:haft )?(?:till |som )?syfte|hade (?:till |som )?syfte)",
    r"\bfråg(?:a|or|an|orna) (?:som )?vi (?:har )?(?:ställt|ställer|ställde)\b",
    rf"\b(?:uppdraget|uppgiften) (?:var|är|har varit) att (?:\w+ ){{0,3}}?{LOOKS}",
)
"""One that is the study's own."""
ASKED = _any(
    rf"{STUDY} (?:undersöker|beskriver|handlar om|redovisar|belyser|följer|prövar|kartlägger|utvärderar|granskar)\b",
    rf"{STUDY} (?:behandlar|frågar|sammanställer|beräknar|jämför|vill|ska|skulle)\b",
    r"\b(?:frågan|frågorna) (?:var|är|har varit|lydde|gäller)\b",
    r"\b(?:uppdraget|uppgiften) (?:(?:var|är|har varit) att|gäller)\b",
    rf"{STUDY} (?:gäller|söker svar|prövar om|sammanfattar|ger en bild av|studerar|analyserar)\b",
    r"\blåtit utvärdera\b|\bfrågar vi\b",
    r"\b(?:ville|vill) (?:vi )?veta\b|\btagit reda på\b",
    r"\b(?:i|på) uppdrag (?:av|att)\b.{0,60}\b(?:utvärdera|undersök|kartlagt|följ)",
    r"\b(?:undersöks|beskrivs|belyses) (?:hur|vad|vilka|om)\b",
    r"\bvi (?:ville|vill|har velat|har undersökt|undersöker|frågar)\b",
    rf"{STUDY} (?:ska|skulle) (?:\w+ ){{0,3}}?{LOOKS}",
    rf"^{OPENS} är en \w*(?:studie|utvärdering|kartläggning|uppföljning|översikt|undersökning|förstudie)\b",
    r"\bbad (?:oss|FoU)\b",
    rf"^{OPENS}.{{0,40}}\b(?:undersöks|beskrivs|redovisas|studeras|utvärderas|kartläggs)\b",
)
"""What a study looks into, said otherwise."""
OF_ITSELF = _any(rf"^{OPENS} (?:är|var|bygger|består|handlar|omfattar|pågick|redovisar|ingår|avslutas)\b")
"""How a report speaks of itself, which is no finding."""
OF_OTHERS = _any(
    rf"\bsyftet? med (?!{STUDY}|detta|det här|den)",
    r"\b(?:lagens|insatsens|verksamhetens|metodens|försökets|teamets|projektets) syfte",
    r"\bavses\b|\bformuler\w+ (?:uppdraget|syftet)\b|\bdefinier\w+",
)
"""The aim of something that the report is about, which is not its own."""
DATA = _any(
    r"\b\w*(?:intervju|enkät|fokusgrupp|observation|observera|vinjett|frågeformulär|loggbok|loggböcker)\w*",
    r"\b(?:person)?akt(?:er|erna|en)?\b",
    r"\b(?:ärenden|journaler|register\w*|statistik\w*|litteratursök\w*|databas\w*|svarsfrekvens\w*|artiklar)\b",
    r"\b(?:datamaterial|material|underlag)(?:et)?\b",
    r"\b(?:\d+|fem|sex|tio) (?:\w+ ){0,3}(?:skrifter|studier|träffar|måltider)\b",
    r"\b(?:dokument|protokoll|\w*skattning\w*|\w*formulär|fältanteckning\w*|\w*databaser|uppgifter)\b",
    r"\bsamtal med\b|\b(?:talat|talade|pratat|samtalat) med\b|\bhar berättat\b|\bfyllde i\b|\bjämför(?:des|ts) med\b",
    r"\bhar granskats\b|\berbjudits att svara\b|\bföljt (?:\w+ )?(?:klienter|personer|barn|ungdomar|deltagare)\b",
    r"\bfrågor om\b|\bmättes med\b|\blottades\b|\bslumpmässigt\b|\bpersoner räknades\b",
    r"\b(?:datainsamling|informanter|respondenter|forskningscirkel)\w*",
    r"\bsökning(?:ar|en)?\b",
)
"""What studies are made of."""
DONE = _any(
    r"\b(?:bygger|byggde|baseras|grundas|består|bestod|utgörs|utgjordes|omfattar|omfattade|ingår|ingick)\b",
    r"\b(?:genomför|genomförd|analyser)\w*",
    r"\b(?:redovisas|redovisar|följt|gick igenom|fick (?:en|ett|besvara|fylla)|gav \d+|haft|sammanställe?r?s?)\b",
    r"\b(?:svarat|besvarats|kombiner\w+|skicka[td]\w*|gått till|gick till|tagits|samlats|suttit|skatta[td]\w*)\b",
    r"\b(?:räknades|jämfördes|lottades|fördelades|fylld?e?s?|genomsöktes|skuggades|diskutera[td]e?)\b",
    r"\bvarit med\b|\b(?:talat|talade|pratat|samtalat|berättat|jämförts|erbjudits)\b",
    r"\b(?:fick|fått) (?:\w+ )?(?:svara|besvara)\b",
    r"\b(?:sammanställts|inhämtats|inhämtades|mättes|sändes|hölls|hållits|observera(?:de|ts))\b",
    r"\b(?:gjordes|har gjorts|gjort|intervjuade?s?|intervjuat|intervjuats|samlades?|samlats|skickades|delades ut)\b",
    r"\b(?:besvarades?|besvarat|svarade|deltog|deltagit|granskades?|granskats|lästes|läst|lästs|valdes|hämtades?)\b",
    r"\b(?:hämtats|följdes|har följt|har följts|träffades|gått igenom|gåtts igenom|observerat|observerades)\b",
    r"\b(?:underlaget|materialet|material) (?:är|var)\b",
)
"""How material comes about."""
OF_THE_WORK = _any(
    r"^(?:behandlingen|insatsen|insatserna|programmet|kursen|stödet|arbetet|metoden|modellen|verksamheten|teamet|gruppen)\b"
)
"""What a sentence tells of that is about the work, not the study."""
SHOWS = _any(
    r"\b(?:visar|visade|visat|framkom\w*|framgår|framgick|tyder|pekar|ökade|ökat|ökar|minskade|minskat|minskar)\b",
    r"\b(?:sjönk|steg|upplever|upplevde|uppger|uppgav|beskriver|beskrev|anser|menar|fann|finner|saknar|saknas)\b",
    r"\b(?:skiljer|hänger samman|leder till|ledde till|kunde|hade|fick|blev|var|är)\b",
)
RULES = _any(r"\b(?:ska|skall|bör|måste|närvarande|beslutade)\b", r"\b\d+ kap\.|§|\bSOSFS\b")
"""What shall be, or what the law says."""
NO_FINDING = _any(
    r"\b(?:målet|syftet|avsikten|tanken|idén) (?:är|var)\b",
    r"\bär (?:en|ett) (?:\w+ ){0,3}(?:metod|modell|insats|arbetssätt|system|program|verksamhet|form|verktyg|grupp)\b",
    r"\b(?:är|var) (?:\w+ ){0,2}(?:kvinnor|män|makar|sambor|flickor|pojkar|mödrar|fäder)\b",
    r"\b(?:är|var) (?:mellan )?\w+(?: och|–| till) \w+ år\b",
    r"\bsvarsfrekvens|^(?:\d+|\w+) procent (?:deltog|svarade|besvarade)\b|\bdeltog i\b|\bdiskuteras\b",
    r"\b(?:dåligt känt|sparsamt undersökt|sällan studer\w+|lite känt|begränsad kunskap)\b",
    r"\b(?:enligt|utveckla[td]s? av) Socialstyrelsen\b|\bdelrapporten\b",
)
"""What things are and who took part; no finding, though the words are much the same."""
RESULT = _any(
    rf"\b(?:resultat(?:et|en)?|{STUDY}|analysen|svaren|materialet|siffrorna)\b.{{0,30}}\b(?:visar|visade|pekar|tyder)\b",
    r"\bdet (?:framkom|visade sig|framgår)\b",
    r"\b(?:procent|hälften|en tredjedel|majoriteten|flertalet|de flesta)\b",
    r"\b\d+ av (?:de )?\d+\b",
    r"\b(?:ökade|minskade|sjönk|steg|förbättrades|försämrades)\b",
)
CONCLUDES = _any(
    r"\b(?:slutsats\w*|sammanfattningsvis|sammantaget|rekommendation\w*|rekommenderas|lärdom\w*)\b",
    rf"\b(?:{STUDY}|vi|författarna) (?:föreslår|rekommenderar|förordar|drar|pekar på|menar|ger förslag)\b",
    r"\b(?:bör|behöver) (?:kommunen|kommunerna|socialtjänsten|verksamheten|man|nämnden)\b",
    r"\bföreslås\b",
)
LIMITS = _any(
    r"\bbegränsning(?:ar|en|arna)?\b",
    r"\bgeneraliser\w+",
    r"\bförsiktig\w*",
    r"\b(?:litet|små|få) (?:urval|underlag|material|grupper|antal|svar)\b",
    r"\b(?:urvalet|underlaget|materialet|antalet|gruppen) (?:är|var) (?:för )?(?:litet|liten|lågt|få)\b",
    r"\b(?:urvalet|underlaget|materialet) (?:är|var) (?:för )?begränsa\w+",
    r"\b(?:säger|vet|visar) (?:\w+ ){0,3}(?:inget|ingenting|inte något|inte) om\b",
    r"\bkan (?:\w+ )?inte (?:\w+ ){0,2}(?:säga|uttala|dra|avgöra|visa|bedöma|besvara|jämföra|skilja|bevisa)",
    r"\b(?:går|gick) (?:det )?inte att (?:dra|avgöra|säga|uttala|skilja|veta)",
    r"\bsvaghet\w*",
    r"\b(?:saknar?|ingen|utan|någon) (?:jämförelsegrupp|kontrollgrupp)",
    r"\binte (?:representativ|jämförbar)\w*",
    r"\bsyns inte\b",
    r"\btolkas (?:med|försiktigt)\b",
    r"\bbortfall(?:et)?\b",
    r"\bsnedvrid\w+",
    r"\bosäker(?:het|t)?\b",
)
OWN = _any(rf"{STUDY}\b", r"\b(?:resultat|metod|urval|underlag|material|svar|bortfall|data|slutsats|uppgift|grupp)")
"""What a limit of the study is a limit of."""
NEEDS = _any(
    r"\b(?:mer|mera|ytterligare|fortsatt|vidare|framtida|ny|fler|djupare) (?:\w+ )?(?:forskning|kunskap|studier)\b",
    r"\b(?:ytterligare|fortsatt|vidare|framtida|fler) (?:\w+ )?(?:undersökningar|uppföljningar|utvärdering\w*)\b",
    r"\bbehov(?:et)? av (?:\w+ ){0,2}(?:kunskap|forskning|studier|uppföljning)",
    r"\bkunskapsluck\w+",
    r"\b(?:saknas|fattas) (?:det )?(?:\w+ ){0,3}(?:forskning|kunskap|studier)",
    r"\b(?:behöver|bör|borde) (?:\w+ )?(?:undersökas|studeras|utvärderas|följas upp|beforskas)",
    r"\b(?:vet|veta) (?:vi )?(?:fortfarande )?(?:mycket )?(?:lite|litet|för lite)\b",
    r"\båterstår att (?:undersöka|studera|se)",
    r"\bkunskapen (?:\w+ ){0,4}är (?:begränsad|liten)",
)

MENTIONS = _any(
    r"\bnäm(?:ns|nts|ndes)\b",
    r"\blitteraturlista\w*|\bbakgrundsläsning\b",
    r"\bliknande (?:försök|insats\w*|projekt|studier?|verksamhet\w*)\b",
    r"\b(?:jämförelse|exempel) från\b|\bpå andra håll\b|\bi andra (?:länder|kommuner|län)\b|\bsom förebild\b",
    r"\btill skillnad från\b|\bhar bland annat prövats\b|\bundersöks inte\b",
)
"""A sentence that names other things than what the report is about."""
DISMISSES = _any(r"\b(?:ingen|inget|inga) av (?:dessa|dem|de här)\b", r"\b(?:undersöks|behandlas|ingår) inte\b")
"""A sentence that says so of the one before it."""
TURNS = re.compile(rf",? men (?:(?:{STUDY})|ämnet|här|frågan)\b", re.I)
"""Where a sentence turns from other things to the report's own."""
