"""What a page shows in places of its own: links within headings, files within frames, lines of names and numbers."""

import pytest

from crawler.reading.claims import report_claims
from crawler.reading.items import Unit
from crawler.reading.kinds import stated_kind
from crawler.reading.numbers import read_number
from crawler.reading.page import read_page
from crawler.reading.people import read_names_beside_number


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('<h3><button>LSS</button><a class="sr" href="?E-20583=20583#E-20583">Länk till avsnittet</a></h3>', "LSS"),
        ('<h3>Om natten <a href="#natt">¶</a></h3>', "Om natten"),
        ('<h3><a href="#natt">Hela rubriken</a></h3>', "Hela rubriken"),
        ('<h3>1. <a href="#natt">Hela rubriken</a></h3>', "1. Hela rubriken"),
        ('<h3>Barnen <a href="/annan">och skolan</a></h3>', "Barnen och skolan"),
    ],
)
def test_a_heading_leaves_out_links_to_itself(heading: str, title: str) -> None:
    page = read_page(f"<div>{heading}<p>text</p></div>", "https://x.se/a.html")
    assert [block.text for block in page.blocks if block.level] == [title]


@pytest.mark.parametrize(
    "shown",
    [
        '<iframe src="/f/x.pdf"></iframe>',
        '<object data="f/x.pdf" type="application/pdf"><p>Visas inte</p></object>',
        '<embed src="https://x.se/f/x.pdf">',
        '<iframe src="/f/web/viewer.html?file=../x.pdf"></iframe>',
        '<iframe src="/pdfjs/viewer.html?file=https%3A%2F%2Fx.se%2Ff%2Fx.pdf#page=1"></iframe>',
        '<a href="/web/viewer.html?file=%2Ff%2Fx.pdf">Läs</a>',
    ],
)
def test_a_document_shown_within_the_page_is_its_file(shown: str) -> None:
    page = read_page(f"<main><h1>Rapporten</h1><p>Text</p>{shown}</main>", "https://x.se/")
    links = [link for block in page.blocks for link in block.links]
    assert [(link.address, link.document) for link in links] == [("https://x.se/f/x.pdf", "pdf")]


def test_a_film_or_a_downloading_script_is_no_shown_document() -> None:
    source = '<main><iframe src="https://film.se/1"></iframe><a href="/hamta.php?file=x.pdf">Hämta</a></main>'
    page = read_page(source, "https://x.se/")
    assert [link.address for link in page.links] == ["https://x.se/hamta.php?file=x.pdf"]


@pytest.mark.parametrize("text", ["nr 3 2009", "Nummer: nr 3 2009", "Titel\nNr 3 2009\nSiv Dahl"])
def test_a_number_alone_in_a_cell(text: str) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.printed.lower(), number.year) == ("nr 3 2009", "2009")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("November 2023 | Samira Nouri", ("Samira Nouri",)),
        ("FoU-rapport 174/24 | April 2024 | Ann Falk och Bo Al", ("Ann Falk", "Bo Al")),
        ("12 maj 2021 · Eva Ek", ("Eva Ek",)),
        ("Nya Vägar november 2023", ()),
    ],
)
def test_names_in_a_meta_line(line: str, names: tuple[str, ...]) -> None:
    assert read_names_beside_number(line)[0] == names


@pytest.mark.parametrize(
    ("line", "posted"),
    [("November 2023 | Samira Nouri", ["2023-11"]), ("April 2024", ["2024-04"]), ("Vi mötte dem i mars 2020.", [])],
)
def test_a_month_under_the_title_is_when_it_was_posted_and_no_year_of_publication(line: str, posted: list[str]) -> None:
    page = read_page(f"<main><h1>Brukarråd</h1><p>{line}</p></main>", "https://x.se/brukarrad")
    claims = report_claims(Unit("Brukarråd", page.blocks, ()), None, page)
    assert [claim.value for claim in claims if claim.field == "posted"] == posted
    assert not [claim for claim in claims if claim.field == "year"]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("<p><span>Pågår</span> <span>Äldre</span></p>", "Pågår\nÄldre"),
        ("<p><a href='/x'>Hemlots</a><span>2024–2026</span></p>", "Hemlots\n2024–2026"),
        ("<p><b>Period:</b> <span>2024</span></p>", "Period: 2024"),
        ("<p>Vi heter <b>FoU</b> <i>Nord</i></p>", "Vi heter FoU Nord"),
        ("<p><span>Trygg</span><span>het</span></p>", "Trygghet"),
    ],
)
def test_badges_are_lines_of_their_own(shown: str, text: str) -> None:
    assert read_page(f"<main><h1>X</h1>{shown}</main>", "https://x.se/").blocks[1].text == text


def test_the_words_of_a_tab_head_its_panel() -> None:
    tabs = "<ul class='tabs'><li><a href='#a'>Projekt</a></li><li><a href='#b'>Om oss</a></li></ul>"
    panels = "<div id='a'><h3>Hemlots</h3><p>Text</p></div><div id='b'><h2>Om oss</h2><p>Text</p></div>"
    page = read_page(f"<main><h1>X</h1>{tabs}{panels}</main>", "https://x.se/")
    assert [(block.text, block.level) for block in page.blocks if block.level] == [
        ("X", 1), ("Projekt", 2), ("Hemlots", 3), ("Om oss", 2),
    ]  # fmt: skip


def test_a_table_of_fields_is_lines_and_states_the_title() -> None:
    rows = "".join(
        f"<tr><td><h3>{label}</h3></td><td>{value}</td></tr>"
        for label, value in (("Utgivningsår", "2024"), ("Rubrik", "Barn i väntan"), ("Dokumenttyp", "Affisch"))
    )
    page = read_page(f"<main><h1>Bibliotek</h1><table>{rows}</table></main>", "https://x.se/")
    assert page.name == "Barn i väntan"
    assert "Rubrik: Barn i väntan" in page.text.split("\n")
    assert stated_kind(page.text) == "other"


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Typ: Rapport", "report"), ("Dokumenttyp\nProtokoll", "other"), ("Typ: Pdf", ""), ("En ny typ: bra", "")],
)
def test_the_kind_that_a_field_states(text: str, kind: str) -> None:
    assert stated_kind(text) == kind
