"""Reports known by name only: lines as lists of literature have them."""

import pytest

from crawler.reading.references import read_reference
from tests.crawler.test_discovery import at, explore, links, page, titles


@pytest.mark.parametrize(
    ("line", "title", "authors", "year"),
    [
        ("Häger, Birgit (2011). Minnet ej att förglömma. FoU-rapport 2011:2.", "Minnet ej att förglömma",
         ("Birgit Häger",), "2011"),
        ("Ek, Anna & Dal, Bo (2013). Tillsammans för barnen. En utvärdering i Sunne. FoU-rapport 2013:4.",
         "Tillsammans för barnen. En utvärdering i Sunne", ("Anna Ek", "Bo Dal"), "2013"),
        ("Häger B. Minnet ej att förglömma. Rapport 2013:2.", "Minnet ej att förglömma", ("B. Häger",), "2013"),
        ("Häger, B. & Ek, A-L. (2011) Minnet ej att förglömma. Karlstad: FoU Värmdal", "Minnet ej att förglömma",
         ("B. Häger", "A-L. Ek"), "2011"),
        ("Davidson, B. och Bredmar, M. 2012. Familjer i socialtjänsten. Rapport 68:2012", "Familjer i socialtjänsten",
         ("B. Davidson", "M. Bredmar"), "2012"),
        ("Anna Ek och Bo Dal: Tillsammans för barnen, 2013", "Tillsammans för barnen", ("Anna Ek", "Bo Dal"), "2013"),
        ("Carl Lind: Att vänta på beslut", "Att vänta på beslut", ("Carl Lind",), ""),
        ("Tillsammans för barnen. Anna Ek och Bo Dal. Rapport 2013:4", "Tillsammans för barnen", ("Anna Ek", "Bo Dal"),
         "2013"),
        ("Tillsammans för barnen / Anna Ek, 2013", "Tillsammans för barnen", ("Anna Ek",), "2013"),
        ("2013:4 Tillsammans för barnen (Anna Ek)", "Tillsammans för barnen", ("Anna Ek",), "2013"),
        ("FoU-rapport 4/98 Nej till särskilt boende. Eva Ek", "Nej till särskilt boende", ("Eva Ek",), "1998"),
        ("Trygg hemgång. Maria Andersson 2015.", "Trygg hemgång", ("Maria Andersson",), "2015"),
        ("Maria Ek (2010). Alkohol och äldre. Exempelstads skriftserie nr 4. Läs", "Alkohol och äldre", ("Maria Ek",),
         "2010"),
    ],
)  # fmt: skip
def test_reference(line: str, title: str, authors: tuple[str, ...], year: str) -> None:
    found = read_reference(line)
    assert found is not None
    assert (found.title, found.authors, found.year) == (title, authors, year)


@pytest.mark.parametrize(
    "line",
    [
        "Barnets bästa i fokus: en studie om umgänge",
        "FoU-rapport 2018:2. Eva Ek och Bo Dal.",
        "Vi söker en ny medarbetare",
        "Ek, Anna (2010). Care and control. Journal of Social Work 12(3), 45–67",
        "Ek, Anna (2010). Omsorg. I: Dal, Bo (red.) Socialt arbete. Lund: Studentlitteratur",
        "Anna Ek presenterade resultaten den 3 maj 2012 för nämnden i Sunne",
        "Kontakt: Anna Ek, forskningsledare, 2013",
        "Nyköping, Eskilstuna och Flen (2012)",
        "Kön och makt i Norra Sörmland, 2013",
    ],
)
def test_no_reference(line: str) -> None:
    assert read_reference(line) is None


LINES = (
    "<p>Häger, Birgit (2011). <i>Minnet ej att förglömma</i>. FoU-rapport 2011:2.</p>"
    "<p>Lind, Carl (2014). <i>Att vänta på beslut</i>. Arbetsrapport 2014:1.</p>"
)


def test_a_list_without_files_gives_reports_that_are_known() -> None:
    site = at({"/": page("FoU X", links(("/pub", "Publicerat"))), "/pub": page("Publicerade FoU-rapporter", LINES)})
    harvest, _ = explore(site)
    assert titles(harvest) == ["Att vänta på beslut", "Minnet ej att förglömma"]
    assert {(d.file_url, d.value("number"), d.value("year")) for d in harvest.drafts} == {
        (None, "2011:2", "2011"), (None, "2014:1", "2014"),
    }  # fmt: skip


def test_the_literature_of_a_page_is_not_ours() -> None:
    text = f"<h2>Bakgrund</h2><p>Vi bygger på tidigare forskning.</p><h2>Referenser</h2>{LINES}"
    site = at({"/": page("FoU X", links(("/om", "Så arbetar vi"))), "/om": page("Så arbetar vi", text)})
    assert explore(site)[0].drafts == ()
