"""The words by which a sentence shows what it is: an aim, a method, a result, a limit … as regular expressions."""

import re

_HEADS = "studie rapport undersökning utvärdering kartläggning uppföljning projekt förstudie översikt delstudie "
_HEADS += (
    "kunskapsöversikt skrift forskningscirkel uppsats intervju enkät följeforskning pilotstudie granskning genomgång"
)
STUDY = (
    r"(?:denna |den här |detta |det här |föreliggande |vår |här )?(?:fou-)?(?:"
    + "|".join(_HEADS.split())
    + r")(?:en|n|et|ns|ens|ets|erna|s)?"
)
"""The study itself, as reports name it."""


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.I)


SAID = _any(
    rf"\bsyftet(?: med {STUDY})?(?: \w+){{0,3}}? (?:är|var|har varit|blev)(?: \w+){{0,3}}? att\b",
    rf"\b{STUDY} (?:syftar|syftade|har (?:haft )?(?:till |som )?syfte|hade (?:till |som )?syfte)",
    rf"\b{STUDY}(?: övergripande)? syfte\b",
    r"\bmed syfte(?:t)? att\b",
    r"\bsyftar till att\b",
    r"\bi syfte att\b",
    r"\b(?:övergripande|huvudsakliga|främsta) syfte",
)
"""An aim, said in so many words."""
ASKED = _any(
    rf"\b{STUDY} (?:undersöker|beskriver|handlar om|redovisar|belyser|följer|prövar|kartlägger|utvärderar|granskar)\b",
    rf"\b{STUDY} (?:behandlar|frågar|sammanställer|beräknar|jämför|vill|ska|skulle)\b",
    r"\b(?:uppdraget|frågan|frågorna|uppgiften) (?:var|är|har varit|lydde|gäller)\b",
    r"\bvi (?:ville|vill|har velat|har undersökt|undersöker|frågar)\b",
    rf"^(?:i )?{STUDY}.{{0,40}}\b(?:undersöks|beskrivs|redovisas|studeras|utvärderas|kartläggs|följs)\b",
)
"""What a study looks into, said otherwise."""
OF_ITSELF = _any(rf"^{STUDY} (?:är|var|bygger|består|handlar|omfattar|pågick|redovisar|ingår|avslutas)\b")
"""How a report speaks of itself, which is no finding."""
OF_OTHERS = _any(
    rf"\bsyftet? med (?!{STUDY}|detta|det här|den)",
    r"\b(?:lagens|insatsens|verksamhetens|metodens|försökets|teamets) syfte",
)
"""The aim of something that the report is about, which is not its own."""
DATA = _any(
    r"\b\w*(?:intervju|enkät|fokusgrupp|observation|observera|vinjett|frågeformulär|loggbok|loggböcker)\w*",
    r"\b(?:person)?akt(?:er|erna|en)?\b",
    r"\b(?:ärenden|journaler|register\w*|statistik\w*|litteratursök\w*|databas\w*|svarsfrekvens\w*|artiklar)\b",
    r"\b(?:datamaterial|material|underlag)(?:et)?\b",
    r"\b(?:datainsamling|informanter|respondenter|forskningscirkel)\w*",
    r"\bsökning(?:ar|en)?\b",
)
"""What studies are made of."""
DONE = _any(
    r"\b(?:bygger|byggde|baseras|grundas|består|bestod|utgörs|utgjordes|omfattar|omfattade|ingår|ingick)\b",
    r"\b(?:genomför|genomförd|analyser)\w*",
    r"\b(?:gjordes|har gjorts|gjort|intervjuade?s?|intervjuat|intervjuats|samlades?|samlats|skickades|delades ut)\b",
    r"\b(?:besvarades?|besvarat|svarade|deltog|deltagit|granskades?|granskats|lästes|läst|lästs|valdes|hämtades?)\b",
    r"\b(?:hämtats|följdes|har följt|har följts|träffades|gått igenom|gåtts igenom|observerat|observerades)\b",
    r"\b(?:underlaget|materialet|material) (?:är|var)\b",
)
"""How material comes about."""
SHOWS = _any(
    r"\b(?:visar|visade|visat|framkom\w*|framgår|framgick|tyder|pekar|ökade|ökat|ökar|minskade|minskat|minskar)\b",
    r"\b(?:sjönk|steg|upplever|upplevde|uppger|uppgav|beskriver|beskrev|anser|menar|fann|finner|saknar|saknas)\b",
    r"\b(?:skiljer|hänger samman|leder till|ledde till|kunde|hade|fick|blev|var|är)\b",
)
RESULT = _any(
    rf"\b(?:resultat(?:et|en)?|{STUDY}|analysen|svaren|materialet|siffrorna)\b.{{0,30}}\b(?:visar|visade|pekar|tyder)\b",
    r"\bdet (?:framkom|visade sig|framgår)\b",
    r"\b(?:procent|hälften|en tredjedel|majoriteten|flertalet|de flesta)\b",
    r"\b\d+ av (?:de )?\d+\b",
    r"\b(?:ökade|minskade|sjönk|steg|förbättrades|försämrades)\b",
)
CONCLUDES = _any(
    r"\b(?:slutsats\w*|sammanfattningsvis|sammantaget|rekommender\w+|lärdom\w*)\b",
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
OWN = _any(rf"\b{STUDY}\b", r"\b(?:resultat|metod|urval|underlag|material|svar|bortfall|data|slutsats|uppgift|grupp)")
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
