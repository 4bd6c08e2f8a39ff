"""What stands around the text of a report: cover, imprint page, running head, earlier reports, page labels."""

from dataclasses import asdict, dataclass
from typing import Any

from stdnum import ean
from stdnum import issn as issn_numbers

from tests.sites.pdfs.layout import Layout
from tests.sites.pdfs.source import Study

STAMP = "Exempeldata – påhittad text för provning"
CONTENTS = "Innehåll"

ISSN_STEM = {
    "fou-norrbygden": "0000-011",
    "fou-sjobygden": "0000-022",
    "fou-vasterled": "0000-033",
    "hogskolan-exempelstad": "0000-044",
}
PRINTERS = ("Kommuntryckeriet", "Tryckeri Exempel AB", "Husets repro", "Arkitektkopia Exempelstad")

EARLIER: dict[str, tuple[tuple[str, str], ...]] = {
    "fou-norrbygden": (
        ("2003:1", "Att bo kvar i byn. Seniorers syn på boende och service i Ådalen"),
        ("2003:4", "Trygghetslarm i fjällkommuner. En genomgång av larmhändelser"),
        ("2005:2", "Ungdomsmottagningens besökare. Enkät under två vårmånader"),
        ("2006:1", "Kvinnojouren och kommunen. Samtal om ett samarbete"),
        ("2008:2", "Lägenheter med stöd. Uppföljning av en boendetrappa"),
        ("2009:1", "Dokumentation i hemtjänsten före och efter handdatorerna"),
        ("2010:2", "När kontaktpersonen slutar. Tolv avslut i efterhand"),
    ),
    "fou-sjobygden": (
        ("1:2004", "Sysselsättning för personer med psykiska funktionshinder. Inventering i fyra kommuner"),
        ("2:2005", "Dagverksamheten Bryggan. En utvärdering"),
        ("6:2007", "Växelvård på prov. Makars erfarenheter"),
        ("3:2008", "Skuldrådgivningens kö. Vilka väntar och hur länge?"),
        ("5:2009", "Föräldragrupper på tigrinska och somaliska"),
        ("1:2012", "Sommarjobb i äldreomsorgen. Vad händer sedan?"),
    ),
    "fou-vasterled": (
        ("1:2001", "Fältarbete en fredagskväll. Observationer i tre centralorter"),
        ("3:2002", "Gode män i små kommuner. Rekrytering och arvoden"),
        ("4:2004", "Korttidstillsyn för skolungdomar. Föräldrars önskemål"),
        ("2:2006", "Nattpatrullens arbete. En tidsstudie"),
        ("3:2007", "Vräkningar som kunde ha undvikits"),
    ),
    "hogskolan-exempelstad": (
        ("2004:2", "Frivilligcentraler i Skåne och Blekinge. En översikt"),
        ("2006:4", "Arbetsrätt och omsorg. Tre uppsatser om delade turer"),
        ("2008:1", "Studenter på verksamhetsförlagd utbildning i socialtjänsten"),
        ("2010:3", "Biståndsbedömning och språktolk"),
        ("2013:1", "Volontärer på demensboenden. Följestudie av ett introduktionsprogram"),
        ("2015:2", "Skolkuratorers dokumentation"),
    ),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """`header` is the running head, with "{chapter}" where the chapter's name goes; "" = none."""

    unit: str
    series_line: str
    kind_line: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    year_line: str
    imprint: tuple[str, ...]
    header: str
    earlier: tuple[str, ...]
    earlier_heading: str
    docinfo: str
    stamp: str = STAMP
    contents: str = CONTENTS

    def values(self) -> dict[str, Any]:
        """All of it as plain values."""
        return asdict(self)


def frame(study: Study, layout: Layout) -> Frame:
    """Put together what surrounds the text of `study`."""
    series = series_line(study)
    earlier = [row for row in EARLIER[study.environment] if _year(row[0]) < study.year] if layout.earlier else []
    plain_cover = not series and not layout.imprint
    return Frame(
        unit=study.publisher.replace(", ", "\n"),
        series_line=series if layout.number_on == "cover" else "",
        kind_line=study.kind if study.kind not in ("FoU-rapport", study.series) else "",
        title=study.title,
        subtitle=study.subtitle,
        authors=author_lines(study.authors, layout.authors),
        year_line=str(study.year) if plain_cover or study.number % 5 == 0 else "",
        imprint=tuple(_imprint(study, layout)) if layout.imprint else (),
        header={
            "": "",
            "title": study.title,
            "series": series or study.publisher,
            "chapter": "{chapter}",
        }[layout.header],
        earlier=tuple(f"{number}   {title}" for number, title in earlier),
        earlier_heading=f"Tidigare utgivet i serien {study.series}",
        docinfo={"": study.full_title, "-": ""}.get(layout.docinfo, layout.docinfo),
    )


def series_line(study: Study) -> str:
    """Series and number as printed; "" when the report has none."""
    return f"{study.series} {study.series_number}".strip()


def author_lines(authors: tuple[str, ...], form: str) -> tuple[str, ...]:
    """The authors as the cover prints them, one text for each line."""
    *most, last = authors
    listed = ", ".join(most) + " och " + last if most else last
    match form:
        case "comma":
            return (", ".join(authors),)
        case "and":
            return (listed,)
        case "by":
            return (f"av {listed}",)
        case "bare":
            return (" ".join(authors),)
        case "ampersand":
            return (", ".join(most) + " & " + last if most else last,)
        case "reversed":
            return tuple(f"{name.rsplit(' ', 1)[1]}, {name.rsplit(' ', 1)[0]}" for name in authors)
    return authors


def isbn(study: Study) -> str:
    """The study's invented ISBN with a right check digit: 978-91-000-0NNN-C, where NNN is 400 + its number."""
    number = f"{400 + study.number:04d}"
    return f"978-91-000-{number}-{ean.calc_check_digit('97891000' + number)}"


def issn(environment: str) -> str:
    """The invented ISSN of the environment's series, with a right check digit."""
    stem = ISSN_STEM[environment]
    return stem + issn_numbers.calc_check_digit(stem.replace("-", ""))


def page_label(numbering: str, page: int, body_page: int) -> str | None:
    """The number printed on a PDF page (from 1) when the body begins on `body_page`; None when none is printed."""
    if page == 1:
        return None
    if numbering == "plain":
        return str(page)
    if numbering == "skip":
        return str(page - 1)
    if page >= body_page:
        return str(page - body_page + 1)
    return roman(page - 1) if numbering == "roman" else None


def roman(number: int) -> str:
    """A small roman numeral (below forty)."""
    text = "x" * (number // 10)
    return text + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]


def _year(number: str) -> int:
    return next(int(part) for part in number.split(":") if len(part) == 4)


def _imprint(study: Study, layout: Layout) -> list[str]:
    lines = [study.full_title]
    if series := series_line(study):
        lines.append(f"{series}")
    lines += [f"© {study.year} {study.publisher.split(',')[0]} och författarna"]
    if study.series:
        lines.append(f"ISSN {issn(study.environment)}")
    if layout.isbn:
        lines.append(f"ISBN {isbn(study)}")
    lines.append(f"Tryck: {PRINTERS[study.number % len(PRINTERS)]}, {study.year}")
    return lines
