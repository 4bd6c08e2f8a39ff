"""What the rules that read the evidence do, in words for readers. A rule without words here shows its own name."""

import re

from flask_babel import lazy_gettext

from models.claim import REPAIRED
from search_app.language import gettext

RULES = {
    # read from the file itself
    "largest type on the front page": lazy_gettext("störst text på första sidan"),
    "first words of the front page": lazy_gettext("de första orden på första sidan"),
    "type below the title": lazy_gettext("texten under titeln"),
    "title of the file": lazy_gettext("titeln i filens egna uppgifter"),
    "author of the file": lazy_gettext("författaren i filens egna uppgifter"),
    "date the file was made": lazy_gettext("dagen då filen skapades"),
    "after the word author": lazy_gettext("står efter ordet författare"),
    "names beside unit or date": lazy_gettext("namn intill enhet eller datum"),
    "names on the title page": lazy_gettext("namn på titelsidan"),
    "names by the copyright": lazy_gettext("namn vid copyright"),
    "sentence that says who wrote it": lazy_gettext("en mening som säger vem som skrev"),
    "words before the number": lazy_gettext("orden före numret"),
    "number of a series": lazy_gettext("serienummer"),
    "year of the number": lazy_gettext("året i numret"),
    "said to be published": lazy_gettext("står som utgivningsår"),
    "later edition": lazy_gettext("senare upplaga"),
    "edition": lazy_gettext("upplaga"),
    "said to be printed": lazy_gettext("står som tryckår"),
    "said to be the year": lazy_gettext("står efter ordet år"),
    "year at the end": lazy_gettext("år sist på raden"),
    "copyright": lazy_gettext("året vid copyright"),
    "year alone": lazy_gettext("ett år på egen rad"),
    "month and year": lazy_gettext("månad och år"),
    "place and year": lazy_gettext("ort och år"),
    "end of a span": lazy_gettext("sista året i ett årsspann"),
    "year after the number": lazy_gettext("året efter numret"),
    "year on the cover": lazy_gettext("ett år på första sidan"),
    "year after a name": lazy_gettext("ett år efter ett namn"),
    "date": lazy_gettext("ett datum"),
    "date in words": lazy_gettext("ett datum i ord"),
    "date of the foreword": lazy_gettext("datum under förordet"),
    "ISBN": lazy_gettext("ISBN med rätt kontrollsiffra"),
    "ISBN, wrong check digit": lazy_gettext("ISBN med fel kontrollsiffra"),
    "ISSN": lazy_gettext("ISSN med rätt kontrollsiffra"),
    "ISSN, wrong check digit": lazy_gettext("ISSN med fel kontrollsiffra"),
    "name of a known unit": lazy_gettext("namnet på en känd FoU-miljö"),
    "name of a unit": lazy_gettext("namn som liknar en FoU-miljös"),
    "word for its kind": lazy_gettext("rapportens eget ord för vad den är"),
    "language of most pages": lazy_gettext("språket på de flesta sidor"),
    "name beside © and on the cover": lazy_gettext("namnet vid © som också står på omslaget"),
    "words beside the number": lazy_gettext("orden intill numret"),
    "keywords of the file": lazy_gettext("nyckelord i filens egna uppgifter"),
    "names before the title, cited": lazy_gettext("namnen i rapportens eget referensförslag"),
    "year before the title, cited": lazy_gettext("året i rapportens eget referensförslag"),
    # what it is about, how it was made and where
    "words for it": lazy_gettext("ord som tecken på det"),
    "wording": lazy_gettext("meningens ord, vägda tillsammans"),
    "by method": lazy_gettext("sättet att samla in uppgifter"),
    "follows from the method": lazy_gettext("följer av insatsen"),
    "follows from the area": lazy_gettext("följer av området"),
    "follows from its type": lazy_gettext("följer av studietypen"),
    "number of the law": lazy_gettext("lagens nummer"),
    "name of the law": lazy_gettext("lagens namn"),
    "reference to a paragraph": lazy_gettext("hänvisning till ett lagrum"),
    "place with the word for it": lazy_gettext("ortnamn med ord som kommun eller stad"),
    "name of a place": lazy_gettext("ortnamn"),
    "county of the municipality": lazy_gettext("länet som kommunen ligger i"),
    "the county": lazy_gettext("ordet länet"),
    "sentence of the report": lazy_gettext("en mening ur rapporten"),
    "counted material": lazy_gettext("ett antal i metoddelen"),
    "response rate": lazy_gettext("svarsfrekvens i metoddelen"),
    # read from the file's name
    "number in the file's name": lazy_gettext("nummer i filens namn"),
    "year in the file's name": lazy_gettext("år i filens namn"),
    # read from the environment's page
    "heading": lazy_gettext("rubriken på webbsidan"),
    "second part of the heading": lazy_gettext("andra delen av rubriken på webbsidan"),
    "publisher in prose": lazy_gettext("en mening på webbsidan om vem som gav ut"),
    "reference": lazy_gettext("titeln i en referens på webbsidan"),
    "names of the reference": lazy_gettext("namnen i en referens på webbsidan"),
    "year of the reference": lazy_gettext("året i en referens på webbsidan"),
    "names alone on a line": lazy_gettext("namn på egen rad på webbsidan"),
    "name of the file": lazy_gettext("filens namn"),
    "long line": lazy_gettext("en lång rad på webbsidan"),
    "the page's own text": lazy_gettext("webbsidans text"),
    "date line": lazy_gettext("datum på egen rad på webbsidan"),
    "month line": lazy_gettext("månad på egen rad på webbsidan"),
    "date in the address": lazy_gettext("datum i webbsidans adress"),
    "date of the post": lazy_gettext("webbsidans datum"),
    "report number": lazy_gettext("rapportnummer på webbsidan"),
    "year of the report number": lazy_gettext("året i rapportnumret"),
    "stated year of publication": lazy_gettext("utgivningsår på webbsidan"),
    "year after the title": lazy_gettext("år efter titeln"),
    "year heading above": lazy_gettext("år i rubriken ovanför"),
    "authors label": lazy_gettext("står efter ordet författare på webbsidan"),
    "authors by-line": lazy_gettext("namnrad på webbsidan"),
    "authors in prose": lazy_gettext("namn i webbsidans text"),
    "names beside the number": lazy_gettext("namn intill numret på webbsidan"),
    "word for the kind of document": lazy_gettext("webbsidans ord för vad det är"),
    "project title label": lazy_gettext("står efter ordet projekttitel"),
    "project leader label": lazy_gettext("står efter ordet projektledare"),
    "title of the project it came of": lazy_gettext("titeln på arbetet som rapporten hör till"),
    "title quoted in news": lazy_gettext("titel inom citattecken i en nyhet"),
    "period in text": lazy_gettext("period i webbsidans text"),
    "phrase about the work": lazy_gettext("ord om läget i webbsidans text"),
    "words for the state": lazy_gettext("webbsidans ord för läget"),
    "labels for start and end": lazy_gettext("start och slut på webbsidan"),
    "heading above": lazy_gettext("rubriken ovanför"),
    "the list that leads to it": lazy_gettext("listan som leder dit"),
    # read from elsewhere
    "MODS record": lazy_gettext("posten i publikationsdatabasen"),
    "Dublin Core record": lazy_gettext("posten i publikationsdatabasen"),
    "metadata of the deposit": lazy_gettext("uppgift som följde med filen"),
}
ROLES = {
    "redaktionen": lazy_gettext("redaktionen"),
    "miljön": lazy_gettext("FoU-miljön"),
    "författaren": lazy_gettext("författaren"),
    "läsare": lazy_gettext("redaktionen efter tips från en läsare"),
}
"""Who may correct a value (`config.corrections`)."""
NUMBERED = {
    "cover": lazy_gettext("på omslaget"),
    "edge": lazy_gettext("längs omslagets kant"),
    "head": lazy_gettext("i sidhuvud eller sidfot"),
    "imprint": lazy_gettext("på titelsidans baksida"),
    "within": lazy_gettext("på de första sidorna"),
    "colophon": lazy_gettext("på sista sidan"),
    "citation": lazy_gettext("i rapportens eget referensförslag"),
    "metadata": lazy_gettext("i filens egna uppgifter"),
}
"""Where a report's number was read (`indexer.describe.numbering`): one rule with the places where it stands."""
FAMILIES = {
    "stated by the page": lazy_gettext("uppgift i webbsidans kod"),
    "section": lazy_gettext("avsnitt i rapporten"),
}
"""Rules whose names begin alike and go on with a detail."""


def rule_words(rule: str) -> str:
    """What a rule does."""
    if rule.endswith(REPAIRED):
        return f"{rule_words(rule.removesuffix(REPAIRED))}, {gettext('lagad text')}"
    if rule in RULES:
        return str(RULES[rule])
    corrected = re.fullmatch(r"correction (\S+) (\S+)", rule)
    if corrected:
        return gettext("rättad av %(who)s %(when)s", who=str(ROLES[corrected[1]]), when=corrected[2])
    if rule.startswith("number: "):
        places = [str(NUMBERED[place]) for place in rule.removeprefix("number: ").split(", ")]
        return gettext("rapportnummer %(places)s", places=", ".join(places))
    family = next((words for start, words in FAMILIES.items() if rule.startswith(f"{start} ")), None)
    if family is not None:
        return str(family)
    return gettext("etikett på webbsidan") if rule.endswith(" label") else rule
