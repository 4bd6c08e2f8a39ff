"""Who published a report, as pages say it: after a label, in a sentence, beside ©. Pure.

The name is that of the time: "utgiven av Kompass, numera FoU Kust" gives Kompass. What the unit is called today stands
in the environment's file.
"""

import re
from functools import lru_cache

from crawler.reading.people import split_names

_THING = (
    r"(?:rapporten|skriften|studien|boken|denna\s+(?:rapport|skrift|studie)"
    r"|(?:den\s+här|gemensam)\s+(?:rapport|skrift)(?:en)?)"
)
_LABEL = re.compile(
    r"(?:^|[.|;•·]\s)\s*(?:(?:ursprunglig\s+)?utgivare|utgivande\s+(?:enhet|organisation|myndighet)|förlag"
    r"|publicera[dt]\s+av|utgive[nt]\s+av)\s*(?::|\n)\s*(?P<name>[^\n]{3,120})",
    re.IGNORECASE | re.MULTILINE,
)
# a word of a name, and the small words within one: "Länsstyrelsen i Kalmar län", "Centrum för välfärdsstudier"
_WORD = r"(?:[A-ZÅÄÖ][\w&:-]*|FoU[\w-]*)"
_NAME = (
    rf"{_WORD}(?:\s+(?:[–-]\s+)?(?:(?:i|för|på|vid|av)\s+(?:{_WORD}|[a-zåäö]{{4,}}(?=\s+{_WORD}|\s*[.,;()]|\s+(?:19|20)"
    rf"\d\d|$))|och\s+(?:forskning|utveckling|välfärd)\w*|{_WORD}|läns?\b|kommunalförbund\b|kommuns?\b))*"
)
_NAMES = rf"{_NAME}(?:(?:\s*,\s*|\s*,?\s+(?:och|samt|&)\s+){_NAME})*"
_FORMER = r"(?:(?:det|den)\s+)?(?:dåvarande\s+|tidigare\s+|numera\s+nedlagda\s+|f\.?\s?d\.?\s+)?"
# "gavs ut 2011 av", "ges ut gemensamt av"
_WHEN = r"(?:\s+(?:år\s+)?(?:19|20)\d\d)?(?:\s+[a-zåäö]+(?:t|en))?"
_SENTENCES = tuple(
    re.compile(form)
    for form in (
        # Rapporten är utgiven av FoU Kust · Den gavs ut 2011 av dåvarande FoU Väst · Rapporten har publicerats av FoU X
        rf"(?:(?i:{_THING})|\b[Dd]en)\s+(?:är|har|blev|var)?\s*(?:utgiven|utgivits|utgavs|utges|givits\s+ut|getts\s+ut"
        rf"|gavs\s+ut|ges\s+ut|publicerades|publicerats|publicerad){_WHEN}\s+av\s+{_FORMER}(?P<names>{_NAMES})",
        # Utgivare är FoU X · Utgivare var dåvarande FoU X
        rf"\b[Uu]tgivare\s+(?:är|var)\s+{_FORMER}(?P<names>{_NAMES})",
        # FoU X har gett ut rapporten · FoU X gav ut rapporten 2021
        rf"(?P<names>{_NAMES})\s+(?:har\s+(?:gett|givit)\s+ut|gav\s+ut|ger\s+ut|är\s+utgivare\s+av)\s+(?i:{_THING})",
        # Utgiven av FoU X, at the head of a line or of a sentence; "rapport utgiven av FoU X"
        rf"(?:^|[.!?]\s+|(?i:{_THING})\s+)(?:[Uu]tgiven|[Uu]tgivet|[Pp]ublicerad){_WHEN}\s+av\s+{_FORMER}(?P<names>{_NAMES})",
        # © FoU Fjällen 2014 · © 2014 FoU Fjällen
        rf"(?:©|\([cC]\)|[Cc]opyright)\s*(?:(?:19|20)\d\d,?\s+)?(?P<names>{_NAMES})",
    )
)
_ORGANISATION = re.compile(
    r"\bFoU|(?-i:\b[A-ZÅÄÖ]{2,}\b)|kommun|region|landsting|förbund|enhet|centrum|institut|universitet|högskol|stiftelse"
    r"|styrelse|myndighet|förening|förvaltning|nämnd|verket\b|labb|navet\b|huset\b|\blän\b|utveckling|forskning|råd(?:et)?\b",
    re.IGNORECASE,
)
# "FoU Kust (då Kommunförbundet i Kalmarsund)": what it was called when the report came
_THEN = re.compile(rf"^\s*\((?:då|dåvarande|under\s+namnet|som\s+då\s+hette)\s+(?P<names>{_NAME})\)")


@lru_cache(maxsize=2048)
def read_publisher(text: str) -> tuple[str, str, str]:
    """The publisher that a text names → (name, name of the rule, the words read); empty when it names none."""
    for match in _LABEL.finditer(text):
        if name := _unit(match["name"].split("|")[0], labelled=True):
            return name, "publisher label", match.group().strip()
    for line in text.split("\n"):
        for sentence in _SENTENCES:
            for match in sentence.finditer(line):
                then = _THEN.match(line[match.end() :])
                if name := _unit(then["names"] if then else match["names"]):
                    quote = match.group() + (then.group() if then else "")
                    return name, "publisher in prose", quote.strip(" .")
    return "", "", ""


def _unit(name: str, labelled: bool = False) -> str:
    """The name, "" where it is that of a person or of nobody."""
    name = re.sub(r"[\s,]*(?:\(?(?:19|20)\d\d\)?)?[\s.,;:]*$", "", name).strip()
    if split_names(name) and not _ORGANISATION.search(name):
        return ""
    return name if len(name) > 2 and name[0].isupper() and (labelled or _ORGANISATION.search(name)) else ""
