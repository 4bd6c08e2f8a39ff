"""From a unit of a page to claims: what the site itself says about a report or project.

Confidences are first estimates (how often the rule was right on the saved pages, rounded down); the indexer weighs them
against what the document says.
"""

import re

from crawler.reading import words
from crawler.reading.dates import read_date, read_dates
from crawler.reading.items import Unit
from crawler.reading.links import Link, is_file_name, without_note
from crawler.reading.markup import BOLD, tidy
from crawler.reading.numbers import read_number, read_title_number
from crawler.reading.page import Page
from crawler.reading.people import read_authors, read_name_line, read_names_beside_number, split_names
from crawler.reading.publishers import read_publisher
from crawler.reading.references import Reference, read_reference
from crawler.reading.rows import first_line
from crawler.reading.sections import is_subtitle, is_year
from crawler.reading.work import PROJECT_LABEL, read_state
from models.claim import Claim, Field

AUTHORS_SURE = {"authors label": 0.9, "authors by-line": 0.9, "authors in prose": 0.7, "names beside the number": 0.6,
                "names of the reference": 0.8, "names alone on a line": 0.5}  # fmt: skip
ABSTRACT_LENGTH = 2000
LONGEST_TITLE = 160
"""Characters from which a line is hardly a title: a summary in a table whose titles nothing marks."""
_VOCABULARY = {"highwire": 0.98, "schema": 0.95, "dc": 0.95, "og": 0.8}
# Utgivningsår: 2016 · Tryckår 2016 · Utgiven 2015 · Publicerad: 2015 · Publiceringsår 2019 · År: 2014
# rapporten publicerades i september 2015
_YEAR = re.compile(
    r"(?:\b(?:utgivnings|publicerings|tryck|publikations)år\b\W{0,3}|\b(?:utgiven|utgavs|tryckt)\b\W{0,3}(?:år\s+"
    r"|i\s+)?(?:[a-zåäö]+\s+)?"
    r"|^\s*(?:publicera[dt]|år)\s*:?\s*(?:år\s+)?|rapporten\s+(?:publicerades|utkom|kom ut|gavs ut)\s+(?:i\s+"
    r"|år\s+|under\s+)?(?:[a-zåäö]+\s+)?)"
    r"(?P<year>(?:19|20)\d\d)(?![-\d/.:]\d)",
    re.IGNORECASE | re.MULTILINE,
)
_POSTED = re.compile(
    r"\b(?:publicera[dt]|inlagd|postad|upplagd|skapad)(?:es)?\s*(?:den"
    r"|av\s+[\w\s]{3,30})?\s*:?\s*(?P<date>[^\n]{6,30})",
    re.IGNORECASE,
)
_ISBN = re.compile(r"\bISBN\b[\s:]*(?P<isbn>97[89][\d -]{10,14}\d|\d[\d -]{8,11}[\dXx])")
_ISSN = re.compile(r"\bISSN\b[\s:]*(?P<issn>\d{4}-\d{3}[\dXx])")
_SERIES = re.compile(
    r"^\s*(?:serie|rapportserie|skriftserie)\s*(?::|\n)\s*(?P<name>[^\n]{3,120})", re.IGNORECASE | re.MULTILINE
)
# "Arbetet med våld i nära relationer i Gävleborgs län. En bild av läget 2015" – not after "kap." or "bl.a."
_SUBTITLE = re.compile(
    r"^(?P<title>.{4,}?(?<!\bkap)(?<!\bbl)(?<!\bnr)(?<!\bt\.ex)(?<!\bm)(?<!\bfl)(?<!\bst)(?<!\bdr)(?:[.?!][”\"]?|[”\"]\.))\s+"
    r"(?P<subtitle>[A-ZÅÄÖ”\"].{5,})$"
)
_FINAL_YEAR = re.compile(r"\s*\((?P<year>(?:19|20)\d\d)\)\s*$")


# Ett försök med rörlig hemtjänst: three words or more without an end; not "Barn och unga", "2 mars 2020", "Text: …"
_LINE_BELOW = re.compile(r"(?=(?:\S+\s+){2}\S)[A-ZÅÄÖ”\"][^\n|·•:]{14,139}[^\s.,;:|]")
# Senast uppdaterad: 1 september 2026 · Sidan uppdaterades: 2026-09-01. Sidansvarig: redaktionen
_PAGE_NOTE = re.compile(
    r"^(?:sidan\s+)?(?:senast\s+)?(?:uppdatera|ändra|granska|revidera)(?:d|des)\b.{0,30}\d|^sid(?:ans)?ansvarig\b",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"[\w-]+(?:, [\w-]+)* (?:och|&) [\w-]+")


def report_claims(unit: Unit, document: Link | None, page: Page | None = None) -> tuple[Claim, ...]:
    """What a unit says about a report; `page` when the unit is a whole page with stated values of its own."""
    text = unit.text
    found: list[Claim] = []
    if page is not None:
        found += _stated(page)
    found += _title(unit)
    below = "\n".join(block.text for block in unit.blocks if block.text != unit.title)[:3000]
    number = read_number(unit.title) or read_number(below) or read_title_number(unit.title)[1]
    number = number or (read_number(document.label) if document else None)
    if number is not None:
        found.append(claim("number", number.printed, "report number", 0.9, number.quote))
        if number.series:
            found.append(claim("series", number.series, "words before the number", 0.7, number.quote))
        if number.year:
            found.append(claim("year", number.year, "year of the report number", 0.85, number.quote))
    if match := _SERIES.search(text):
        found.append(claim("series", match["name"].strip(), "series label", 0.9, match.group().strip()))
    if match := _YEAR.search(text):
        found.append(claim("year", match["year"], "stated year of publication", 0.95, match.group().strip()))
    if (named := reference(unit)) and named.year and not (number and number.year):
        found.append(claim("year", named.year, "year of the reference", 0.85, unit.title))
    if match := _FINAL_YEAR.search(unit.title):
        found.append(claim("year", match["year"], "year after the title", 0.7, unit.title))
    if heading := next((name for name in reversed(unit.context) if is_year(name)), ""):
        found.append(claim("year", re.sub(r"\D", "", heading), "year heading above", 0.85, heading))
    authors, rule, quote = read_authors(text)
    if not authors:
        authors, rule, quote = read_names_beside_number(text)
    if not authors:
        # the title's own line may look like a name: "Trygga Nätter"
        lines = [line for line in text.split("\n") if line.strip() != unit.title]
        authors, rule, quote = read_name_line("\n".join(lines))
    if not authors and named:
        authors, rule, quote = named.authors, "names of the reference", unit.title
    if authors:
        found.append(Claim("authors", authors, "page", rule, AUTHORS_SURE[rule], None, quote))
    publisher, rule, quote = read_publisher(text)
    if publisher:
        found.append(claim("publisher", publisher, rule, 0.9, quote))
    for field, form, group in (("isbn", _ISBN, "isbn"), ("issn", _ISSN, "issn")):
        if match := form.search(text):
            found.append(claim(_field(field), match[group].strip(), f"{field} label", 0.9, match.group().strip()))
    kind = words.DOCUMENT_KIND.search(
        f"{number.series if number else ''} {' '.join(link.text for link in unit.links)}\n{unit.title}"
    )
    if kind:
        found.append(claim("kind", kind[1].lower(), "word for the kind of document", 0.7, kind[1]))
    found += abstract(unit)
    found += posted(text, page)
    return surest(found)


def choose_document(unit: Unit, documents: tuple[Link, ...]) -> Link | None:
    """The report's own document among a unit's: no annex or summary; the one that says report or has the title."""

    def weight(link: Link) -> float:
        score = 0.0 if not words.SUPPLEMENT.search(link.label) else -4.0
        score += 2 * bool(words.STRONG_REPORT.search(link.text)) + bool(words.REPORT_WORD.search(link.text))
        shared = set(re.findall(r"\w{4,}", link.label.lower())) & set(re.findall(r"\w{4,}", unit.title.lower()))
        return score + min(len(shared), 3) + (link.document == "pdf") * 0.5

    return max(documents, key=weight, default=None)


def reference(unit: Unit) -> Reference | None:
    """The unit's title as a reference, where it is a line of a list and no heading."""
    headed = any(block.level and block.text == unit.title for block in unit.blocks)
    found = None if headed else read_reference(unit.title)
    return found if found and (found.year or read_number(unit.title) or not unit.links) else None


def quoted_title(text: str) -> str:
    """The title that a news item quotes: ”Nej till särskilt boende”, "…", «…»."""
    match = re.search(r"[”“\"»«]([^”“\"»«\n]{12,160})[”“\"»«]", text)
    return match[1].strip(" .,") if match else ""


def _title(unit: Unit) -> list[Claim]:
    """Title and subtitle: what stands after a full stop, or in a bold line right under the heading."""
    title = unit.title
    if named := reference(unit):
        title = named.title
    title = without_note(title) or title
    bare = _FINAL_YEAR.sub("", read_title_number(title)[0]).strip(" .:–-") or title
    if bare == title and (number := read_number(title)) and title.startswith(number.quote):
        # "FoU Fjällen 2019:1, Halt väglag": the number's words go on with the unit's name
        rest = title[len(number.quote) :].strip(" .,:–-")
        bare = rest if len(rest) > 3 else bare
    if not bare or words.GENERIC_LINK.match(bare):
        return []
    subtitle = ""
    if parts := _SUBTITLE.match(bare):
        bare, subtitle = parts["title"].rstrip("."), parts["subtitle"]
    else:
        subtitle = _line_below(unit)
    rule, sure = ("reference", 0.85) if named else ("heading", 0.85)
    if is_file_name(title) or any(link.label == title and is_file_name(link.text) for link in unit.links):
        rule, sure = "name of the file", 0.4
    elif len(bare) > LONGEST_TITLE:
        rule, sure = "long line", 0.3
    found = [claim("title", bare, rule, sure, unit.title)]
    return [*found, claim("subtitle", subtitle, "second part of the heading", 0.8, title)] if subtitle else found


def _line_below(unit: Unit) -> str:
    """The line right under a thing's title that goes on with it: no sentence, no name, number, date or kind."""
    place = next((n for n, block in enumerate(unit.blocks) if first_line(block.text) == unit.title), None)
    if place is not None and place + 2 < len(unit.blocks) and read_dates(unit.blocks[place + 1].text):
        place += 1  # "2024-05-02 | Äldre" between a post's title and its text
    if place is None or place + 1 >= len(unit.blocks):
        return ""
    block = unit.blocks[place + 1]
    if is_subtitle(place + 1, unit.blocks) and not split_names(block.text):
        return block.text
    line = block.text
    if block.links or 0 < block.level < BOLD or not _LINE_BELOW.fullmatch(line) or _TOPIC.fullmatch(line):
        return ""
    other = (
        split_names(line) or read_number(line) or read_state(line) or read_authors(line)[0]
        or PROJECT_LABEL.match(line) or words.GENERIC_LINK.match(line) or words.DOCUMENT_KIND.fullmatch(line)
    )  # fmt: skip
    return "" if other else line


def _stated(page: Page) -> list[Claim]:
    found: list[Claim] = []
    for name in ("title", "authors", "year", "series", "number", "publisher", "isbn", "issn", "abstract"):
        source = page.meta.source(name)
        if not source or source == "og":
            continue
        rule, sure = f"stated by the page ({source})", _VOCABULARY[source]
        if name == "authors":
            stated = page.meta.all(name)
            people = tuple(person for value in stated for person in split_names(value) or (_turned(value),))
            found.append(Claim("authors", people, "page", rule, sure, None, "; ".join(stated)))
        elif name == "year":
            if date := read_date(page.meta.get(name)):
                # a whole day is as a rule when the page was posted
                sure = 0.6 if date.precision == "day" and source != "highwire" else sure
                found.append(claim("year", str(date.year), rule, sure, page.meta.get(name)))
        else:
            found.append(claim(_field(name), page.meta.get(name), rule, sure, page.meta.get(name)))
    return found


def _turned(name: str) -> str:
    """A name of two surnames as fields for machines hold it: "Ferm Askeby, Linus"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name


def abstract(unit: Unit) -> list[Claim]:
    """The unit's own paragraphs, without labels, authors and lists of links."""
    paragraphs: list[str] = []
    for block in unit.blocks:
        text = tidy(block.text.replace("\n", " "))
        if (
            block.level
            or _PAGE_NOTE.match(text)
            or PROJECT_LABEL.match(text)
            or read_authors(block.text)[1] in ("authors label", "authors by-line")
        ):
            continue
        linked = sum(len(link.text) for link in block.links)
        if len(text) >= 60 and linked < len(text) / 2 and text not in paragraphs:
            paragraphs.append(text)
    value = "\n".join(paragraphs)
    if len(value) > ABSTRACT_LENGTH:
        value = value[: value.rfind(" ", 0, ABSTRACT_LENGTH)] + " …"
    return [claim("abstract", value, "the page's own text", 0.6, "")] if value else []


def posted(text: str, page: Page | None) -> list[Claim]:
    """The day of the web post, which is no year of publication."""
    if page is None:
        return []
    for rule, printed in (
        ("date of the post", page.posted),
        ("posted label", next((m["date"] for m in _POSTED.finditer(text)), "")),
    ):
        date = read_date(printed.replace("T", " ")) if printed else None
        if date and date.precision == "day":
            return [claim("posted", date.iso, rule, 0.9, printed)]
    first = [
        date for line in text.split("\n")[:4] if len(line) < 40 for date in read_dates(line) if date.precision == "day"
    ]
    if first:
        return [claim("posted", first[0].iso, "date line", 0.8, first[0].printed)]
    if match := re.search(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)\b", page.address):
        return [claim("posted", "-".join(match.groups()), "date in the address", 0.8, match.group())]
    # "November 2023 | Samira Nouri" right under the title
    parts = [part.strip() for line in text.split("\n")[:4] for part in re.split("[|·•]", line)]
    month = next((d for part in parts if (d := read_date(part)) and (d.precision, d.printed) == ("month", part)), None)
    return [claim("posted", month.iso, "month line", 0.7, month.printed)] if month else []


def claim(field: Field, value: str, rule: str, confidence: float, quote: str) -> Claim:
    """A claim of a page, its value with single spaces."""
    return Claim(field, re.sub(r"[^\S\n]+", " ", value).strip(), "page", rule, confidence, None, quote)


def _field(name: str) -> Field:
    fields: dict[str, Field] = {
        "title": "title", "series": "series", "number": "number", "publisher": "publisher", "isbn": "isbn",
        "issn": "issn", "abstract": "abstract",
    }  # fmt: skip
    return fields[name]


def surest(claims: list[Claim]) -> tuple[Claim, ...]:
    """Each value of each field once, with the surest rule that read it, in the order first read."""
    best: dict[tuple[str, object], Claim] = {}
    for one in claims:
        place = (one.field, one.value)
        if one.value and (place not in best or one.confidence > best[place].confidence):
            best[place] = one
    return tuple(best.values())
