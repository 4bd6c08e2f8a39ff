"""The words of what is never a report or project: minutes, plans, policies, newsletters, what others have published."""

import re

_I = re.IGNORECASE

# Never reports, by the head of their title: Protokoll styrgrupp 2023-03-12 · FoU-Avtal år 2022 · Nyhetsbrev nr 3 ·
# Inbjudan till … · Verksamhetsplan 2024 · Anmälningsblankett · Minnesanteckningar
_HEADS = (
    r"[a-zåäö-]*protokoll(?:et)?|bild(?:er|erna|spel|spelet)? (?:från|till)|(?:[a-zåäö-]*minnes|mötes)anteckning(?:ar)?"
    r"|[a-zåäö-]*nyhetsbrev(?:et)?|[a-zåäö-]*nytt(?= (?:nr|nummer|\d))|[a-zåäö-]*blankett(?:er)?"
    r"|(?:fou|info|informations|månads|vecko)-?brev(?:et)?|fou-?blad(?:et)?|yttrande(?:t|n)?|årsberättelse(?:n)?"
    r"|[a-zåäö-]*formulär(?:et)?|anmälan|anmäl dig|inbjudan|välkommen|kallelse|dagordning|[a-zåäö-]*policy"
    r"|riktlinje(?:r|n)?|verksamhetsplan(?:en)?"
    r"|(?:verksamhets|kvalitets|[a-zåäö]*säkerhets)berättelse(?:n)?|årsplan(?:en)?"
    r"|årsbudget|budget|årsredovisning(?:en)?|delårsrapport"
    r"|tertialrapport|bokslut|revision[a-zåäö]*|(?:månads|kvartals|gransknings|tillsyns)rapport|[a-zåäö-]*avtal(?:et)?"
    r"|kursprogram|konferensprogram|program för|schema|personuppgift(?:er)?|integritet[a-zåäö]*|kakor|cookies"
    r"|om cookies|tillgänglighet[a-zåäö]*|kontakta?"
    r"|kontaktuppgifter|organisation(?:en)?|om oss|om fou\b.*|om [a-zåäö]*(?:förbundet|enheten|centret|centrumet"
    r"|föreningen)|om webbplatsen|lediga (?:jobb|tjänster)"
    r"|pressmeddelande|presentation(?:er|smaterial)?"
    r"|(?:[a-zåäö]+|[a-d][ -])?uppsats(?:er)?|examensarbete(?:n)?|lathund(?:ar)?|checklist(?:a|or)"
    r"|[a-zåäö-]*(?:plan|strategi)(?:en|n)?(?=\s+(?:för\s+)?(?:19|20)\d\d)|rutin(?:en|er)?"
    r"|kursutvärdering(?:ar)?"
    r"|(?:handlingsplan(?:en)?|överenskommelse(?:n)?)(?!.*(?:utvärder|studi|kartlägg|uppfölj|rapport))"
    r"|powerpoint|bildspel|föreläsning(?:ar)?|affisch(?:er)?|poster|mall(?:ar)?|broschyr(?:er)?|informationsblad"
    r"|folder|foldrar"
    r"|remissvar|reglemente|ansökan"
    r"|ansökningsblankett|arbetsordning|delegationsordning|stadgar|(?:förbunds|bolags)ordning(?:en)?|ägardirektiv"
    r"|uppdragsbeskrivning|sök(?:resultat)?|webbkarta"
    r"|logga in|medarbetare|personal"
    r"|styrgrupp(?:en)?|styrelse(?:n)?|(?:förbunds)?direktion(?:en)?|fullmäktige"
    r"|kalender|lättläst om|vanliga frågor|samtyckesblankett|enkät(?:en"
    r"|formulär)?|intervjuguide|beställ[a-zåäö]*"
)
REFUSED_HEAD = re.compile(
    rf"^\W*(?:(?:fou[\w\s-]{{0,15}}?|reviderad|ny|vår|årets|bilaga|mall|kommun\w*|läns\w*|region\w*|[\d:.\-/]+"
    rf"|nr)\s+){{0,2}}(?:{_HEADS})(?![a-zåäö]|-\s?[a-zåäö])",
    _I,
)
# … and by its end: Fallprevention i hemmet, poster till FoU-dagen · Bilder, presentation
REFUSED_TAIL = re.compile(
    r",\s(?P<kind>poster|affisch|presentation|bildspel|film|podd|podcast|broschyr|folder|inbjudan)"
    r"(?=\W*$|\s(?:till|från|om|inför|vid|på)\b)",
    _I,
)
# of those, what no number and no author make a report: Protokoll · Verksamhetsplan; "Ansökan med bank-id" may be one
REFUSED_FIRMLY = re.compile(
    r"protokoll|anteckning|brev(?:et)?\b|blankett|inbjudan|välkommen|kallelse|dagordning|verksamhetsplan"
    r"|(?:verksamhets|kvalitets|säkerhets|års)berättelse|årsplan|årsbudget|årsredovisning|delårsrapport"
    r"|tertialrapport|bokslut|revision|personuppgift"
    r"|kakor|cookies|broschyr|lathund|kursutvärdering|handlingsplan|överenskommelse|om oss|om fou|webbplats|lediga"
    r"|pressmeddelande|remissvar"
    r"|reglemente|stadgar|logga in",
    _I,
)
# Vårens nyhetsbrev är här – not "prenumerera på vårt nyhetsbrev", which stands below everything
NEWSLETTER = re.compile(
    r"\b(?:(?:vår|höst|vinter|sommar|julen|månad|året|jul)\w*|detta|årets|senaste|nya"
    r"|vårt) nyhetsbrev(?:et)?\s+(?:är|har|kommer|handlar"
    r"|innehåller)\b|\bi (?:det här|detta) (?:nyhetsbrevet|numret|nummer)\b",
    _I,
)
# Rapport från styrgruppsmöte · Rapport från konferensen · Referat från nätverksträff · Rapport om årets verksamhet
MINUTES = re.compile(
    r"\b(?:rapport|referat|anteckningar|reportage|intryck|hälsning)\w*\s+(?:från|av"
    r"|om)\s+(?:[\wåäö-]+\s+){0,3}?[\wåäö-]*"
    r"(?:möte[nt]?|sammanträde[nt]?|konferens(?:en)?|träff(?:en)?|seminari(?:um|et)|studiebesök(?:et)?"
    r"|studieresa[n]?|resa[n]?|utbildningsdag(?:en)?"
    r"|dialogdag(?:en)?|temadag(?:en)?|dag(?:en)?\b|workshop(?:en)?|verksamhetsåret|rådet"
    r"|föreläsning(?:en)?)(?![a-zåäö])"
    # Rapport från chefsnätverket 14 november
    r"|\brapport\s+från\b.{3,60}\b\d{1,2}\s+(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober"
    r"|november|december)\b",
    _I,
)
# Socialstyrelsens lägesrapport · SOU 2020:47 · Rapport från SBU · SKR: …
NATIONAL = re.compile(
    r"(?:^|\b(?:från|av|hos|utgivare:?|utgiven av)\s+)(?:socialstyrelsen|skr|skl|sbu|forte|folkhälsomyndigheten"
    r"|ivo|inspektionen för vård|myndigheten för"
    r"|statens [a-z]+|regeringen|riksrevisionen|brottsförebyggande|brå|vetenskapsrådet|rka|nka"
    r"|jämställdhetsmyndigheten|barnombudsmannen)(?:s|:s)?\b"
    r"|^nationell(?:a|t)?\s+(?:rapport|studie|utvärdering|uppföljning)|\b(?:SOU|Ds|prop\.?)\s?(?:19|20)\d\d",
    _I,
)
