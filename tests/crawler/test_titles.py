"""Titles of things in lists whose columns or links bear the names of files. The second half was kept aside."""

import pytest

from crawler.expectation import observe
from crawler.reading.claims import report_claims
from crawler.reading.items import split, whole
from crawler.reading.page import read_page
from models.environment import Environment, Scope


def table(columns: str, *rows: str) -> str:
    head = "".join(f"<th>{name}</th>" for name in columns.split("|"))
    lines = ["".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows]
    return f"<table><tr>{head}</tr>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


A = '<a href="/d/FoU2009-1_skannad.pdf">FoU2009-1_skannad</a>'
B = '<a href="/d/rapp12.pdf">rapp12.pdf</a>'
SEEN = {
    "name and heading": (table("Namn|Rubrik|År", f"{A}|Åldras i brukets skugga|2009", f"{B}|Vänta lite|2012"),
                         ["Åldras i brukets skugga", "Vänta lite"]),
    "title before the name": (table("Titel|Namn", f"Åldras i brukets skugga|{A}", f"Vänta lite|{B}"),
                              ["Åldras i brukets skugga", "Vänta lite"]),
    "a name that is a title": (table("Namn|År", '<a href="/d/1.pdf">Åldras i brukets skugga</a>|2009',
                                     '<a href="/d/2.pdf">Vänta lite på bussen</a>|2012'),
                               ["Åldras i brukets skugga", "Vänta lite på bussen"]),
}  # fmt: skip
ASIDE = {
    "another word for title": (table("Namn|Rapportens titel|Nr", f"{A}|Åldras i brukets skugga|1", f"{B}|Vänta lite|2"),
                               ["Åldras i brukets skugga", "Vänta lite"]),
    "the title left empty": (table("Namn|Rubrik", '<a href="/d/a.pdf">Åldras i brukets skugga</a>|',
                                   f"{B}|Vänta lite"),
                             ["Åldras i brukets skugga", "Vänta lite"]),
    "the file's name as heading": (table("Rubrik|Namn", '<a href="/d/r_12.pdf">r_12</a>|Vänta lite på bussen',
                                         f"{A}|Åldras i brukets skugga"),
                                   ["Vänta lite på bussen", "Åldras i brukets skugga"]),
}  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), [*SEEN.values(), *ASIDE.values()], ids=[*SEEN, *ASIDE])
def test_titles(markup: str, expected: list[str]) -> None:
    page = read_page(f"<html><body><main><h1>Rapporter</h1>{markup}</main></body></html>", "https://x.se/rapporter")
    units = split(page, lambda link: bool(link.document), lambda link: False)
    assert [unit.title for unit in units] == expected


NOTES = {
    '<a href="/d/1.pdf">FoU Fjällen 2019:1, Halt väglag Pdf, 3.2 kB.</a>': "Halt väglag",
    '<a href="/d/1.pdf">Halt väglag (pdf, 3,2 kB)</a>': "Halt väglag",
    '<a href="/d/1.pdf">Halt väglag [PDF 1,2 MB]</a>': "Halt väglag",
    # aside
    '<a href="/d/1.pdf">Rapport FoU Kust 2012:3 – Halt väglag (pdf, 12 MB, öppnas i nytt fönster)</a>': "Halt väglag",
    '<a href="/d/1.pdf">Halt väglag, pdf 340 kB</a>': "Halt väglag",
    '<a href="/d/1.pdf">Läget 2019: halt väglag</a>': "Läget 2019: halt väglag",
}  # fmt: skip


@pytest.mark.parametrize(("link", "title"), NOTES.items())
def test_notes_and_numbers_are_no_part_of_a_title(link: str, title: str) -> None:
    other = '<li><a href="/d/2.pdf">En annan rapport om vintern</a></li>'
    body = f"<h1>Rapporter</h1><ul><li>{link}</li>{other}</ul>"
    page = read_page(f"<html><body><main>{body}</main></body></html>", "https://x.se/r")
    units = split(page, lambda link: bool(link.document), lambda link: False)
    claims = report_claims(units[0], units[0].links[0])
    assert next(claim.value for claim in claims if claim.field == "title") == title


BELOW = {
    '<h1>Ett halvår efter</h1><p class="p-article__subheading">Uppföljning vid Beroendecentrum</p>':
        "Uppföljning vid Beroendecentrum",
    '<h1>Ett halvår efter</h1><p class="lead">Uppföljning vid Beroendecentrum</p>': "Uppföljning vid Beroendecentrum",
    '<h1>Ett halvår efter</h1><p class="lead">Fyrtioen personer berättar hur det gick sedan.</p>': "",
    '<h1>Ett halvår efter</h1><p class="subtitle">Eva Ek och Bo Al</p>': "",
    # aside
    '<header><h1>Ett halvår efter</h1></header><div class="page-sub-title">Hur gick det sedan?</div>':
        "Hur gick det sedan?",
    '<h1>Ett halvår efter</h1><p class="undertitel">Brukares egna ord</p>': "Brukares egna ord",
    '<h1>Ett halvår efter</h1><p class="ingress">Publicerad 12 mars 2014</p>': "",
}  # fmt: skip


@pytest.mark.parametrize(("head", "subtitle"), BELOW.items())
def test_a_second_line_of_the_title(head: str, subtitle: str) -> None:
    text = "Intervjuer gjordes vid avslut och efter sex månader. " * 4
    body = f'{head}<p>FoU-rapport 2019:2</p><p>{text}</p><a href="/d/1.pdf">Ladda ner rapporten (pdf)</a>'
    body = f"<html><body><main>{body}</main></body></html>"
    unit = Environment("x", "X", "https://x.se/", Scope(("https://x.se/",)))
    units = observe(body.encode(), "https://x.se/rapporter/r", unit)
    assert [unit["subtitle"] or "" for unit in units["units"]] == [subtitle]


def test_names_in_bold_under_a_title_are_no_subtitle() -> None:
    shown = read_page(
        "<h1>Loggboken</h1><p><b>Gun-Britt Stenvall</b></p><p>Studie nr 8, 2007.</p><h2>Metod</h2>", "https://x.se/1"
    )
    claims = {claim.field: claim.value for claim in report_claims(whole(shown), None, shown)}
    assert claims["title"] == "Loggboken"
    assert claims["authors"] == ("Gun-Britt Stenvall",)
    assert "subtitle" not in claims
