"""Names of people on a title page: with and without commas, turned round, one a line, after "av" or "Författare:"."""

import re
from collections.abc import Collection, Iterator

_PART = r"(?:[^\W\d_]\.|[A-ZÅÄÖ]\.?-[A-ZÅÄÖ]\.?|(?:[OD]['’])?[^\W\d_]{2,}(?:-[^\W\d_]{2,})?)"
_PARTICLE = r"(?:von|af|av|de|del|della|du|van|der|den|la|las|le|los|el|al|bin|ibn|da|dos|di|zu|ter)"
_NAME = re.compile(rf"^{_PART}(?:\s+(?:{_PARTICLE}\s+)*{_PART}){{1,4}}$")
_TURNED = re.compile(rf"^((?:{_PARTICLE}\s+)*{_PART}(?:\s+{_PART})?),\s*({_PART}(?:\s+{_PART}){{0,2}})$")

_LABEL = re.compile(
    r"^(?:(?:rapport)?författare|text(?: och \w+)?|(?:(?:en|ett) )?\w*(?:rapport|studie|skriven|skrivet|utarbeta[dt]|"
    r"sammanställ(?:[dt]|ning)|författa[dt]|redigera[dt]|utvärdering) av|under redaktion av|av|rapportör(?:er)?|"
    r"authors?|(?:report|written|edited) by|by|"
    r"red(?:aktör(?:er)?|\.)?|(?:ansvarig )?(?:utredare|utvärderare|skribent(?:er)?)(?=\s*:))\s*[:\s]\s*(?=\S)", re.I
)  # fmt: skip
ROLES = (
    r"(?:handledare|examinator|foto(?:graf)?|omslag|layout|grafisk|tryck|illustration|formgivning|ansvarig|kontakt|"
    r"bild(?:er)?|translat|photo|cover|supervis|illustrat|projektledare|beställare|språkgranskning|översättning)"
)
_OTHERS = re.compile(rf"^{ROLES}", re.I)
OTHER_ROLE = re.compile(rf"{ROLES}\w*(?:\s(?:och|&)\s{ROLES}\w*)?\s*:?", re.I)
"""A line that says of the names below it that they are not the authors."""
_TITLES = re.compile(
    r"\b(?:(?:fil|pol|jur|med|teol|tekn|ekon|soc|vet|odont|farm|hum|samh)\.?\s?(?:dr|doktor|kand|mag|master|lic|stud)\.?|"
    r"ph\.?\s?d\.?|m\.?sc\.?|(?<=, )(?:[mb]\.?a|bsc|msw|mph|mba)\.?|professor|docent|leg\.?\s?\w+|socionom|dr\.?|"
    r"lektor|forskare|doktorand|utredare|forskningsledare|fou-ledare|utvecklingsledare)(?!\w)\.?", re.I
)  # fmt: skip

_AND_OTHERS = re.compile(r"[\s,]+(?:med flera|m\.?\s?fl\.?|et al\.?)\s*$", re.I)
_TOGETHER = r"(?:i samarbete|tillsammans) med"

BODY = re.compile(
    r"\b\w*(?:(?:förbund|universitet|landsting|institut|bolag|sällskap)(?:et)?|sjukhus(?:et)?|kansliet|rådet|verket|"
    r"centret|centrum|(?:kommun|region|nämnd|förvaltning|förening|institution|myndighet)(?:en)?|enheten|"
    r"(?:styrelse|stiftelse|akademi)n?|högskola[n]?|kontoret)s?\b", re.I
)  # fmt: skip
"""Words that end as bodies do: no surname ends so, though many end in their first halves (Lund, Regnell)."""

NOT_NAMES = re.compile(
    r"\b(?:"
    r"fou|kommun(?:er|erna|förbundet)?|region(?:en)?|universitet(?:et)?|högskola[n]?|institution(?:en)?|"
    r"landsting(?:et)?|stiftelse[n]?|centrum|enhet(?:en)?|avdelning(?:en)?|socialtjänst(?:en)?|välfärd|"
    r"rapport\w*|forskning\w*|miljö[n]?|projekt\w*|länsstyrelsen?|myndighet(?:en)?|socialstyrelsen|stad(?:en)?|"
    r"län(?:et)?|förvaltning(?:en)?|nämnd(?:en)?|sammanfattning|innehåll|förord|bilaga|kapitel|studie[nr]?|"
    r"utvärdering\w*|kartläggning\w*|barn|äldre\w*|omsorg\w*|exempel\w*|sverige[s]?|swedish|university|"
    r"department|kunskap\w*|utveckling\w*|skrift\w*|serie\w*|delrapport|slutrapport|höst(?:en)?|vår(?:en)?|"
    r"januari|februari|mars|augusti|september|oktober|november|december|stöd(?:et)?|vård(?:en)?|hemtjänst\w*|"
    r"arbete\w*|insats\w*|metod\w*|verksamhet\w*|team|program\w*|norra|södra|östra|västra|"
    r"\w*(?:torget|gatan|vägen|kontoret|verket|rådet|biblioteket|direktör|chef|departementet|sekreterare|ledare|styrelsen|byrån)"
    r")\b",
    re.I,
)
"""Words that no name of a person has: units, kinds of document, months, what reports are about."""

_WORKPLACE = re.compile(rf"{BODY.pattern}|{NOT_NAMES.pattern}|^\d{{4}}$", re.I)
"""What stands beside a name and is none."""

GIVEN = frozenset(
    re.findall(
        r"\S+",
        """
    abdi adnan agneta ahmed aida aisha alexander alexandra alf ali alice allan amal amanda amina amir amra ana
    anders andrea andreas anette angelica anita ann ann-britt ann-charlotte ann-christin ann-marie ann-sofie
    anna anna-karin anna-lena anne anne-marie anneli annelie annette annika anton arne arvid asta astrid axel
    barbro beatrice bengt berit bernt bert bertil birger birgit birgitta bo bodil boel britt britt-marie britta
    bror börje camilla carin carina carl carl-johan carolina caroline catarina catharina cecilia charlotta
    charlotte christel christer christian christina christine claes claes-göran clara conny cristina dag dagmar
    dan daniel daniela david denise dick ebba eberhard edit edvard edvin eira elaine eleonor elin elina elisabet
    elisabeth ella ellen elsa elsie elvira emanuel emelie emil emilia emma emmy eric erik erika erland ernst
    eskil eva eva-lena eva-lotta evelina fanny fatima felicia filip filippa folke fredrik fredrika frida frits
    gabriel gabriella gerd gerda germund gert gisela gitte greta gudrun gun gunhild gunilla gunnar gunnel gustaf
    gustav göran gösta hampus hanna hannah hannes hans harald harriet hasan hassan hedda hedvig helen helena
    helene helga henning henrik henry herbert hilda hilma hjalmar hugo håkan ida inga inge ingegerd ingela inger
    ingmar ingrid ingvar irene iris irma isabel isabella isak ivar jacob jakob jan jan-erik jan-olof jane janne
    jasmina jeanette jenny jens jesper jessica jim joakim joel johan johanna johannes john johnny jon jonas
    jonatan jonathan jonna josef josefin josefina josefine judit julia julius jörgen kaj kajsa karen karin karl
    karl-erik karolina katarina katja katrin kenneth kent kerstin kjell klara klas knut konrad krister kristian
    kristin kristina kristofer kurt lars lars-erik lars-göran lasse laura leif lena lennart leo leon lilian
    lillemor lina linda linn linnea linnéa lisa lisbet lisbeth lise liselott liv lotta lotten louise lova lovisa
    lucas ludvig lukas lycke maj maj-britt maja majken malena malin malte marcus margareta margaretha margit
    maria mariana marianne marie marie-louise marika marina mario marita markus marta martin martina mathias
    matilda mats mattias maud max mehmet melissa melker mia michael mikael milan mina mirela miriam mirja moa
    mohamed mona monica monika märit märta nadia nanna nathalie nicklas niclas niklas nils nils-erik nina noah
    nora ola olga olle olof oscar oskar osvald otto ove parisa patricia patrik paul paula paulina peder pelle
    per per-olof pernilla peter petra petter pia pontus ragnar ragnhild rasmus rebecka reine richard rikard
    robert robin roger roland rolf ronny rose-marie rune ruth sabina samir samuel sandra sara sarah sebastian
    selma senad shahram shirin signe sigrid simon siv sofia sofie solveig sonja staffan stefan stella stig stina
    sture sune susanna susanne suzanne svante sven sven-erik sverker sylvia tage tania terese teresia theodor
    therese thomas tobias tomas tommy tor tora torbjörn tord tore torgny torkel torsten tove tuva tyra ulf ulla
    ulla-britt ulrica ulrik ulrika una urban ursula valter vendela vera verner veronica veronika victor victoria
    vidar viktor viktoria vilhelm villy viola viveka wilma yasmin yasmina ylva yngve yusuf yvonne zahra åke åsa
    örjan östen
    """,
    )
)
"""Common given names in Sweden. They tell where the next name begins when nothing else does, and that a line of
capitalised words is a name; a name that is not here is a name all the same where it is printed as one."""


def read_names(text: str, places: Collection[str] = ()) -> tuple[str, ...]:
    """The names in a line that holds names and nothing else (titles, roles and parentheses aside), () for any other.

    `places` are names of municipalities and the like, in small letters, that are not people.
    """
    text = re.sub(r"[*†‡¹²³⁴-⁹]+|(?<=[^\W\d])\d(?:,\d)*(?=[\s,;]|$)", "", _AND_OTHERS.sub("", text))
    text = re.sub(r"\s*\s{2}\s*", "; ", text.strip().replace("\n", "; "))
    text = re.sub(rf"\s+(?={ROLES}\w*\s*:)", "; ", text, flags=re.I)
    parts = [part for part in text.strip(" .,;:–-").split("; ") if not _OTHERS.match(part)]
    text = "; ".join(_LABEL.sub("", part) for part in parts)
    turned = [_TURNED.match(part.strip()) for part in re.split(r"\s*(?:;|\b(?:och|og|and)\b|&|/)\s*", text)]
    if text.count(",") and all(turned):
        both = [match for match in turned if match]
        if not all(is_name(f"{m[1]}", places) for m in both) and all(_capitals(f"{m[2]} {m[1]}") for m in both):
            if any(part.lower() in places for m in both for part in (m[1], m[2])):
                return ()
            return tuple(f"{m[2]} {m[1]}" for m in both if _may_be_name(f"{m[2]} {m[1]}", places))
    text = _TITLES.sub("", re.sub(r"\([^)]*\)", "", text))
    found: list[str] = []
    before = False
    for part in re.split(rf"\s*(?:,|;|\b(?:och|samt|og|and|{_TOGETHER})\b|&|/|·|•|\||\s[–+]\s)\s*", text, flags=re.I):
        part = _written(part.strip(" ."))
        workplace = _WORKPLACE.search(part) or part.lower() in places
        if not part or (found and (part[0].islower() or (workplace and known_given(found) == 1))):
            continue  # a role, a workplace or a year after the name
        if workplace and not found and "/" in text:
            before = True
            continue
        names = _run_together(part, places)
        if not names:
            return ()
        found += names
    return tuple(found) if not before or known_given(found) == 1 else ()


def _written(name: str) -> str:
    """A name whose words are set in capitals or all small as it is written; such words that do not begin with a given
    name may be anything."""
    words = name.split()
    capitals = any(len(word) > 1 and word.isupper() and "." not in word for word in words[1:])
    if len(words) < 2 or words[0].lower() not in GIVEN or not (capitals or name.islower()):
        return name
    return " ".join(
        word.lower() if re.fullmatch(_PARTICLE, word.lower()) else "-".join(map(_capital, word.split("-")))
        for word in words
    )


def _capital(part: str) -> str:
    return part.capitalize() if part.isupper() or part.islower() else part


def _run_together(part: str, places: Collection[str]) -> list[str]:
    """One name, or several that stand without anything between them: a given name begins the next."""
    words = part.split()
    starts = [0]
    for index in range(2, len(words) - 1):
        known = words[index].lower() in GIVEN and words[index - 1].lower() not in GIVEN
        known &= not re.fullmatch(_PARTICLE, words[index - 1])
        if known and index - starts[-1] >= 2:
            starts.append(index)
    if starts == [0] and len(words) >= 6 and len(words) % 2 == 0:
        starts = list(range(0, len(words), 2))
    names = [" ".join(words[a:b]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]
    names = [half for name in names for half in _halves(name.split())]
    return names if all(is_name(name, places) for name in names) else []


def _halves(words: list[str]) -> list[str]:
    """Four words that begin with one given name are two people."""
    two = len(words) == 4 and words[0].lower() in GIVEN and words[1].lower() not in GIVEN and words[2][0].isupper()
    if two and not re.fullmatch(_PARTICLE, words[1]):
        return [" ".join(words[:2]), " ".join(words[2:])]
    return [" ".join(words)]


def is_name(text: str, places: Collection[str] = (), *, single: bool = False) -> bool:
    """Whether `text` is written as a person's name (two to five words; one with `single`) and is no place or unit."""
    shaped = bool(_NAME.match(text)) or (single and bool(re.fullmatch(_PART, text)))
    return shaped and text[0].isupper() and _capitals(text) and _may_be_name(text, places)


def _capitals(text: str) -> bool:
    """Whether each word but the particles begins with a capital and goes on small, as names are written."""
    words = [word for word in text.split() if not re.fullmatch(_PARTICLE, word)]
    text = re.sub(rf"\s+(?={ROLES}\w*\s*:)", "; ", text, flags=re.I)
    parts = [part for word in words for part in re.split(r"[-'’]", word) if part]
    return all(p[0].isupper() and (p[1:].islower() or p[1:] in ("", ".") or p[:2] == "Mc") for p in parts)


def _may_be_name(text: str, places: Collection[str]) -> bool:
    words = text.lower().split()
    if NOT_NAMES.search(text) or BODY.search(text) or text.lower() in places:
        return False
    return not all(word in places or word.removesuffix("s") in places for word in words)


def known_given(names: Collection[str]) -> float:
    """The share of names that begin with a common given name."""
    return sum(name.split()[0].lower() in GIVEN or name.split("-")[0].lower() in GIVEN for name in names) / max(
        1, len(names)
    )


def copyright_names(text: str, places: Collection[str] = ()) -> tuple[str, ...]:
    """The people with common given names in a line such as "© Anna Holm och FoU Bruksbygden 2013"."""
    owned = re.match(r"(?:©|\(c\)|copyright)[\s:©]*(\D+)", text, re.I)
    parts = re.split(r"\s*(?:,|;|\b(?:och|samt|and)\b|&|/)\s*", owned[1]) if owned else []
    return tuple(part.strip(" .") for part in parts if is_name(part.strip(" ."), places) and known_given([part]))


_WRITTEN_BY = re.compile(
    r"(?:rapporten|studien|utvärderingen|kartläggningen|skriften|texten)[^.]{0,60}?\b(?:skriven|skrivits|författats|författad|"
    r"utarbetats|sammanställts|genomförts och skrivits)\b[^.]{0,20}? av ((?:[^.\n]|\.(?=\s?(?-i:[a-zåäö])))+)(?:\.|$)",
    re.I | re.M,
)  # fmt: skip


_AROUND = re.compile(r"^(?:[a-zåäö-]+\s+)+|\s+(?:\d|(?:vid|på|från|i|hos|för|inom)\s).*$")
"""A role before a name, and a workplace or figures after it."""


def written_by(text: str, places: Collection[str] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names in a sentence such as "Rapporten har skrivits av utredare Anna Holm och Per Ek." with the sentence."""
    for match in _WRITTEN_BY.finditer(text):
        words = re.split(r"\s*(?:,|\boch\b|\bsamt\b)\s*", match[1])
        names = [
            re.sub(r"^(?:[a-zåäö-]+\s+)+|\s+(?:\d|(?:vid|på|från|i|hos|för|inom)\s).*$", "", word.strip())
            for word in words
        ]
        good = tuple(name for name in names if is_name(name, places))
        if good:
            yield good, match[0]
