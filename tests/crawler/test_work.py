"""Signs of work that goes on or is done: states, facts, rows, and pages that call it by other names than projekt."""

import pytest

from crawler.reading.page import read_page
from crawler.reading.rows import rows_of_work
from crawler.reading.work import addresses_reader, own_state, read_facts, read_state, tells_when
from tests.crawler.test_discovery import LONG, at, explore, links, page

STATES = {
    "Pågår": "ongoing", "Pågår till och med juni 2026": "ongoing", "Status: Pågående": "ongoing",
    "Beräknas klar hösten 2026": "ongoing", "Planerad start 2027": "ongoing", "Avslutad": "finished",
    "Avslutades 2023": "finished", "Genomfördes 2019–2021": "finished",
    "Projektet startade 2021 och är avslutat": "finished",
    "Pågående utbildning": "", "Startar 12 mars 2026": "", "Avslutningsvis": "", "Tid": "",
}  # fmt: skip
FACTS = {
    "Tid: 2024–2026\nFinansiering: Forte\nKontakt: Eva Ek": ({"time", "money", "contact"}, True),
    "Forskningsledare\nEva Ek\nLöptid\n2024-01-01 – 2026-12-31": ({"leader", "time"}, True),
    "Start: januari 2024\nSlut: december 2026": ({"start", "end"}, True),
    "Tid: 12 mars 2026 kl 9–16\nKontakt: Eva Ek": ({"time", "contact"}, False),
    "Många äldre träffar få människor.": (set(), False),
}
ROWS = {
    "<ul><li>Trygg hemgång (Eva Ek, 2024–2026)</li><li>Hemlots: ett försök, pågår till 2027</li></ul>":
        ["Trygg hemgång", "Hemlots"],
    "<div><p><b>Trygg hemgång.</b> En studie. Pågår.</p><p><b>Hemlots.</b> Ett försök, 2019–2021.</p></div>":
        ["Trygg hemgång", "Hemlots"],
    "<table><tr><th>Studie</th><th>Period</th></tr><tr><td>Trygg hemgång</td><td>2024–2026</td></tr>"
    "<tr><td>Hemlots</td><td>2019–2021</td></tr></table>": ["Trygg hemgång", "Hemlots"],
    "<ul><li>Delstudie 1, 2024–2025</li><li>Delstudie 2, 2025–2026</li></ul>": [],
    "<p>Vi började 2019–2020.</p><p>Sedan kom 2021–2022.</p>": [],
}  # fmt: skip
WAY = "<p>Vi prövar ett nytt sätt att arbeta. {}</p>"
SITES = {
    "facts under another name": ("Det här gör vi", {
        "Gemenskap på recept": WAY.format("") + "<h2>Fakta</h2><p>Tid: 2024–2026</p><p>Finansiering: Forte</p>",
        "I väntans tider": WAY.format("Arbetet påbörjades 2024 och pågår till våren 2026."),
        "Nätverk för chefer": WAY.format("Nätverket startade 2019.") + "<p>Kontakt: Eva Ek</p>",
    }, ["Gemenskap på recept", "I väntans tider"]),
    "said in prose alone": ("Satsningar", {
        "Gemenskap på recept": WAY.format("Satsningen genomfördes 2019–2021 och slutredovisades i mars 2022."),
        "Projekt Hemlots": WAY.format("Pågår 2024–2026."),
    }, ["Gemenskap på recept", "Projekt Hemlots"]),
    "courses": ("Stöd till verksamheter", {
        "Grundkurs": LONG + "<p>Tid: 12 mars 2026 kl 9–16</p><p>Plats: Stadshuset</p><p>Kontakt: Eva Ek</p>",
    }, []),
}  # fmt: skip


@pytest.mark.parametrize(("piece", "state"), STATES.items())
def test_state_of_a_piece(piece: str, state: str) -> None:
    assert read_state(piece) == state


def test_a_sentence_between_others_tells_the_state() -> None:
    assert own_state("Vi följer hemtjänsten. Beräknas klar i juni 2026. Kontakta oss.") == (
        "ongoing", "Beräknas klar i juni 2026.",
    )  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FACTS.items())
def test_facts(text: str, expected: tuple[set[str], bool]) -> None:
    assert (set(read_facts(text)), tells_when(text)) == expected


@pytest.mark.parametrize(("markup", "titles"), ROWS.items())
def test_rows(markup: str, titles: list[str]) -> None:
    blocks = read_page(f"<html><body><main>{markup}</main></body></html>", "https://x.se/").blocks
    assert [title for _, _, title in rows_of_work(blocks)] == titles


@pytest.mark.parametrize("name", SITES)
def test_projects_by_another_name(name: str) -> None:
    heading, pages, expected = SITES[name]
    entries = {f"/{index}": title for index, title in enumerate(pages)}
    site = at({
        "/": page("FoU X", links(("/lista", heading))), "/lista": page(heading, links(*entries.items())),
        **{address: page(title, pages[title]) for address, title in entries.items()},
    })  # fmt: skip
    harvest, _ = explore(site.get)
    assert sorted(draft.title for draft in harvest.drafts if draft.kind == "project") == expected


def test_headings_to_the_reader_are_no_work() -> None:
    assert addresses_reader("Vill du ge oss ett uppdrag?")
    assert not addresses_reader("Vilja och våga")
