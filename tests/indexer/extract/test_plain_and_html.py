"""Plain texts and HTML pages become the same kind of document as PDFs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.document import Document
from indexer.extract.plain import decode
from indexer.extract.read import media_type, read_bytes
from models.document import ReadOutcome
from models.errors import DocumentError

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "documents"

TEXT = """En rapport om stöd

Sammanfattning

Det här är en text som ett program har brutit i rader om ungefär
åttio tecken, så att varje stycke består av flera rader som social-
tjänsten ska kunna läsa.

Metod

- första punkten som är en kort rad
- andra punkten

Bakgrund.....4
\f1 Resultat

Den andra sidan börjar efter sidbrytningen och har egen text med
mer än en rad i sitt enda stycke.
"""


def test_a_text_with_form_feeds_has_pages():
    document = read_bytes(TEXT.encode())
    first, second = document.pages
    assert document.media == "text/plain"
    assert [p.kind for p in first.paragraphs] == ["body", "heading", "body", "heading", "list", "list", "contents"]
    assert first.paragraphs[2].text.endswith("flera rader som socialtjänsten ska kunna läsa.")
    assert (second.paragraphs[0].kind, second.paragraphs[0].text) == ("heading", "1 Resultat")
    assert second.paragraphs[1].text.count("\n") == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding):
    text = "Rapport om äldres hälsa och ensamhet på Åland, en översikt över det som har skrivits."
    assert read_bytes(text.encode(encoding)).pages[0].text == text


@given(st.binary(max_size=300))
def test_any_bytes_have_a_type_or_none(data):
    assert media_type(data) in ("application/pdf", "text/html", "text/plain", None)
    decode(data)


HTML = """<!doctype html><html lang="sv"><head><title>Rapport</title>
<meta name="citation_author" content="Anna Holm"><meta name="citation_author" content="Per Ek"></head><body>
<nav><a href="/">Start</a> Meny</nav><main><h1>Stöd till anhöriga</h1><p>Inledande <em>text</em> om stödet<sup>1</sup>,
som är lång nog för att räknas som det som sidan handlar om och inte om menyer eller annat som står runt om.</p>
<h2>Resultat</h2>Text utan stycke<ul><li>första</li><li>andra</li></ul><blockquote><p>”Vi orkar inte.”</p></blockquote>
<table><tr><th>Kommun</th><th>Antal</th></tr><tr><td>Åmål</td><td>12</td></tr></table>
<h2>Referenser</h2><p>Lind, A. (2010). Boken.</p></main><footer>Kontakt</footer><script>x()</script></body></html>"""


def test_html_is_one_page_of_its_main_part():
    document = read_bytes(HTML.encode())
    assert len(document.pages) == 1
    assert [(p.kind, p.text) for p in document.pages[0].paragraphs] == [
        ("heading", "Stöd till anhöriga"),
        ("body", "Inledande text om stödet, som är lång nog för att räknas som det som sidan handlar om och inte om "
                 "menyer eller annat som står runt om."),
        ("heading", "Resultat"),
        ("body", "Text utan stycke"),
        ("list", "• första"),
        ("list", "• andra"),
        ("quote", "”Vi orkar inte.”"),
        ("table", "Kommun\tAntal"),
        ("table", "Åmål\t12"),
        ("heading", "Referenser"),
        ("reference", "Lind, A. (2010). Boken."),
    ]  # fmt: skip
    assert document.metadata["citation_author"] == "Anna Holm; Per Ek"


def end_of(data: bytes) -> str:
    try:
        return read_bytes(data).outcome
    except DocumentError as error:
        return error.outcome


@given(st.text(max_size=200))
def test_any_markup_is_read_or_refused(markup):
    data = f"<!doctype html><html><body>{markup}</body></html>".encode(errors="replace")
    assert end_of(data) in (ReadOutcome.OK, ReadOutcome.NO_TEXT, ReadOutcome.BROKEN)


def test_documents_survive_their_json():
    for data in (TEXT.encode(), HTML.encode()):
        document = read_bytes(data)
        assert Document.from_json(document.to_json()) == document


def test_the_survey_of_2025_has_its_pages_and_sections():
    path = SAMPLES / "fou-miljoers-roll-socialstyrelsen-2025.txt"
    if not path.exists():
        return
    document = read_bytes(path.read_bytes())
    headings = [p.text for page in document.pages for p in page.paragraphs if p.kind == "heading"]
    assert {"Forord", "Sammanfattning", "Bakgrund", "Resultat"} <= set(headings)
    assert len(document.pages) >= 45
