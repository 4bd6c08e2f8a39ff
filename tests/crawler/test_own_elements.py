"""What a site does in a way of its own: elements, menus, folds, pages for files, series, repositories' types."""

import pytest

from crawler import assemble
from crawler.reading.claims import abstract
from crawler.reading.classify import classify
from crawler.reading.dates import read_period
from crawler.reading.evidence import Surroundings
from crawler.reading.items import whole
from crawler.reading.kinds import list_kinds, refusal
from crawler.reading.numbers import read_number, read_title_number
from crawler.reading.page import read_page
from crawler.reading.people import read_authors
from crawler.reading.work import read_facts
from tests.crawler.test_discovery import LONG, SITE, at, explore, links, page, pdf, titles
from tests.crawler.test_page_builders import found

NOWHERE = Surroundings(lambda link: bool(link.document), lambda link: not link.document)


def test_elements_of_a_sites_own_are_items_boxes_or_running_text() -> None:
    item = "<x-item><a href='/{}.pdf'>{}</a><p>{}</p></x-item>"
    body = "<h2>Äldre</h2><x-list>" + item.format(1, "Natten på gården", "Eva Ek, 2020.")
    body += (
        item.format(2, "Riktlinje för bistånd", "Antagen 2021.")
        + item.format(3, "Matens väg", "Rapport 2019:1")
        + "</x-list>"
    )
    assert found(body) == ["Matens väg", "Natten på gården"]
    shown = read_page("<main><p>Läs <x-icon>→</x-icon>vidare</p><x-box>En ruta</x-box>Text</main>", SITE)
    assert [block.text for block in shown.blocks] == ["Läs →vidare", "En ruta", "Text"]


def test_what_holds_content_and_menu_both_is_no_menu() -> None:
    shown = read_page(
        "<div id='content'><div id='main-sidebar-container'><section id='main'><h1>Publikationer</h1><p>Text</p>"
        "</section><div id='sidebar'><p>Senaste</p></div></div></div>", SITE,
    )  # fmt: skip
    assert [block.text for block in shown.blocks] == ["Publikationer", "Text"]


def test_a_box_of_documents_beside_the_news_holds_the_report() -> None:
    box = "</main><div><h2>Dokument</h2><a href='/1.pdf'>Den som frågar får svar</a></div>"
    news = page("Vi frågar alla", "<p>Det visar en ny studie av Eva Ek.</p>").replace("</main>", box)
    harvest, _ = explore(at({
        "/": page("FoU X", links(("/nyheter", "Nyheter"))),
        "/nyheter": page("Nyheter", links(("/nyheter/1", "Vi frågar alla"))),
        "/nyheter/1": news, "/1.pdf": pdf("1"),
    }))  # fmt: skip
    assert titles(harvest) == ["Den som frågar får svar"]


def test_a_page_without_headings_is_called_what_its_title_begins_with() -> None:
    assert (
        read_page("<title>Klart - Kunskap - Ramsö</title><main><div>Klart</div><p>Text</p></main>", SITE).name
        == "Klart"
    )
    assert (
        read_page("<title>Klart - Kunskap - Ramsö</title><main><p>Nej, inte än</p></main>", SITE).name != "Nej, inte än"
    )


def test_folds_are_headed_by_their_words_and_not_by_their_arrow() -> None:
    fold = "<div class='x-toggle__summary'><div class='x-toggle__trigger'><i>‣</i></div>"
    fold += "<span><b>{}</b> (2014)</span></div>"
    shown = read_page(f"<main><h1>Gammalt</h1>{fold.format('Kalendern')}<p>Text</p>{fold.format('Lådan')}</main>", SITE)
    assert [block.text for block in shown.blocks if block.level > 1] == ["Kalendern (2014)", "Lådan (2014)"]


def test_a_button_may_lead_to_a_page_for_the_file() -> None:
    report = page("Samma socialsekreterare?", LONG + "<p><a href='/rapporter/a/fil_20_webb/'>Ladda ner (PDF)</a></p>")
    harvest, _ = explore(at({
        "/": page("FoU X", links(("/p", "Rapporter"))),
        "/p": page("Rapporter", links(("/rapporter/a", "Samma socialsekreterare?"))),
        "/rapporter/a": report,
        "/rapporter/a/fil_20_webb/": page("fil_20_webb", "<p><a href='/1.pdf'>fil_20_webb</a></p>"), "/1.pdf": pdf("1"),
    }))  # fmt: skip
    assert [(draft.title, draft.file_url) for draft in harvest.drafts] == [("Samma socialsekreterare?", f"{SITE}1.pdf")]


def test_a_series_above_its_reports_is_none_of_them() -> None:
    line = "<p>Ek, E. (2025). <a href='https://arkiv.se/{}'>{}</a>. KX Rapport 2025:{}. Ramsö: KX.</p>"
    body = "<h2>KX Rapport</h2>" + line.format(1, "Första dygnet", 1) + line.format(2, "Andra dygnet", 2)
    assert "KX Rapport" not in found(body, name="Publikationer 2025")


def test_the_state_of_a_page_is_not_that_of_the_parts_of_what_it_tells() -> None:
    study = "<p>Tid: 2012–2014<br>Projektledare: Eva Ek</p><p>Läs <a href='/1.pdf'>Vem får vad? Del 1</a></p>"
    study += "<p>Läs <a href='/2.pdf'>Vem får vad? Del 2</a></p><h2>Så gjorde vi</h2>"
    study += "<p>Vi läste beslut och jämförde dem.</p>"
    harvest, _ = explore(at({
        "/": page("FoU X", links(("/klara", "Avslutade projekt"))),
        "/klara": page("Avslutade projekt", links(("/a", "Lika bistånd"))),
        "/a": page("Lika bistånd", LONG + study), "/1.pdf": pdf("1"), "/2.pdf": pdf("2"),
    }))  # fmt: skip
    assert titles(harvest, "project") == ["Lika bistånd"]


def test_what_a_repository_calls_an_essay_is_no_report() -> None:
    head = "<title>Siffror</title><meta name='DC.type' content='{}'><meta name='citation_title' content='Siffror'>"
    head += "<meta name='DC.creator' content='Ferm Askeby, Linus'><h1>Siffror</h1><a href='/1.pdf'>Fulltext</a>"
    assert classify(read_page(head.format("Student essay"), SITE + "1"), NOWHERE).kind == "other"
    assert classify(read_page(head.format("Report"), SITE + "1"), NOWHERE).kind == "report"


@pytest.mark.parametrize(
    ("text", "series", "printed"),
    [
        ("Kråksundsrapport 3. Elva kontaktpersoner", "Kråksundsrapport", "3"),
        ("Nummer\nKråksundsrapport 9", "Kråksundsrapport", "9"),
        ("Skrift 12 i serien Vrångstaskrift, december 2022.", "Vrångstaskrift", "12"),
        ("Birger Holm, Vrångstaskrift 3 (2013). Finns hos oss.", "Vrångstaskrift", "3"),
    ],
)
def test_numbers_in_series_of_ones_own(text: str, series: str, printed: str) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.series, number.printed) == (series, printed)


@pytest.mark.parametrize("text", ["Delrapport 2. Slutsatser", "Årsrapport 4. Bilaga", "Vi har läst 3. Sedan"])
def test_no_numbers_in_series(text: str) -> None:
    assert read_number(text) is None


def test_a_series_that_nobody_knows_before_a_title() -> None:
    title, number = read_title_number("Lägesbild 1/2026. Hemtjänsten i Ramsö")
    assert title == "Hemtjänsten i Ramsö"
    assert number is not None
    assert (number.series, number.printed) == ("Lägesbild", "1/2026")


def test_labels_that_ask_and_periods_with_an_arrow() -> None:
    facts = read_facts("När? mars 2025–februari 2027\nVem håller i studien? Eva Ek\nVem kan söka? Alla")
    assert facts == {"time": "mars 2025–februari 2027", "leader": "Eva Ek"}
    period = read_period("15 januari 2026 → 31 december 2027")
    assert period is not None
    assert (period.start, period.end) == ("2026-01-15", "2027-12-31")


@pytest.mark.parametrize(
    "title",
    [
        "Handlingsplan mot våld 2025–2028", "Överenskommelse om samsjuklighet", "Lathund: samtal med barn",
        "Kvalitetsberättelse 2025", "Kursutvärdering MI", "C-uppsats", "Rutin för tillsyn", "Checklista kontinuitet",
        "Rapport från chefsnätverket 14 november",
    ],
)  # fmt: skip
def test_what_is_never_a_report(title: str) -> None:
    assert refusal(title)


@pytest.mark.parametrize(
    "title",
    [
        "Handlingsplanen som höll: en utvärdering",
        "Rapport från FoU Ramsö 2019:1",
        "Livsberättelser",
        "Barn, film och skola",
    ],
)
def test_what_may_be_one(title: str) -> None:
    assert not refusal(title)


def test_lists_by_other_names() -> None:
    assert "projects" in list_kinds(["Jobbet just nu"])
    assert list_kinds(["Nytt från FoU"]) == {"news"}


@pytest.mark.parametrize(
    "note",
    ["Senast uppdaterad: 1 september 2026 av redaktionen för hela webbplatsen och dess undersidor",
     "Sidan uppdaterades: 2026-09-01. Sidansvarig: KCS-redaktionen vid institutionen för socialt arbete"],
)  # fmt: skip
def test_the_day_that_a_page_was_looked_over_is_not_what_it_says(note: str) -> None:
    (claim,) = abstract(whole(read_page(f"<h1>Natt</h1>{LONG}<p>{note}</p>", SITE)))
    assert "2026" not in claim.value


def test_a_report_in_one_copy_and_a_writer_after_the_title() -> None:
    row = "<li><details><summary>{}</summary><p>{}</p></details></li>"
    body = row.format("Stugan vid älven", "Vår första, Ramsörapport 1. Den finns i ett enda exemplar hos oss.")
    body += row.format("Kalendern (2014)", "Ramsörapport 3, av Eva Ek. <a href='/1.pdf'>kalender_scan.pdf</a>")
    assert found(f"<ul>{body}</ul>", name="Gammalt i lådan") == ["Kalendern", "Stugan vid älven"]
    assert read_authors("Familjecentralen i Ramsö, av Eva Ek\nText")[0] == ("Eva Ek",)


def test_news_of_a_writing_is_not_the_writing() -> None:
    told = "<h1>Ny skrift om vikarier</h1><p>Nu är skriften Sommarvikarien, nummer 14 i serien Ramsöskrift, tryckt.</p>"
    assert classify(read_page(told, SITE + "1"), NOWHERE).kind != "report"


def test_a_fault_of_ours_on_one_page_costs_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    entry = "<h2>{0}</h2><p>Rapport 2020:{1}. Författare: Eva Ek.</p><p><a href='/{1}.pdf'>Ladda ner</a></p>"
    site = at({
        "/": page("FoU X", links(("/r", "Rapporter"), ("/p", "Projekt"))),
        "/r": page("Rapporter", entry.format("Natten", 1)),
        "/p": page("Projekt", links(("/p/1", "Trasigt projekt"))), "/p/1": page("Trasigt projekt", LONG),
        "/1.pdf": pdf("1"),
    })  # fmt: skip
    real = assemble._drafts
    monkeypatch.setattr(
        assemble, "_drafts", lambda page, *more: real(page, *more) if page.name == "Rapporter" else 1 / 0
    )
    harvest, _ = explore(site)
    assert titles(harvest) == ["Natten"]
    assert "could not be taken" in caplog.text
    assert harvest.unread == "pages that our own rules could not take, see the log: 3"
    monkeypatch.setattr(assemble, "_drafts", real)
    monkeypatch.setattr("crawler.reading.classify.classify", lambda page, around: 1 / 0)
    harvest, _ = explore(site)
    assert not harvest.drafts
    assert harvest.obstacles == {"unread": 1}


def test_a_block_around_a_file_without_words_is_read() -> None:
    block = "<div><object data='/{0}.pdf' type='application/pdf'></object><a href='/{0}.pdf'>{1}</a>"
    block += "<a href='/{0}.pdf'>Ladda ner</a></div>"
    body = (
        f"<p>Författare: Eva Ek</p>{block.format(1, 'Skyddat-boende')}{block.format(2, 'Skyddat-boende-kortversion')}"
    )
    harvest, _ = explore(at({
        "/": page("FoU X", links(("/r", "Rapporter"))), "/r": page("Rapporter", links(("/r/1", "Skyddat boende"))),
        "/r/1": page("Skyddat boende", body), "/1.pdf": pdf("1"), "/2.pdf": pdf("2"),
    }))  # fmt: skip
    assert [(draft.title, draft.file_url) for draft in harvest.drafts] == [("Skyddat boende", f"{SITE}1.pdf")]
    news = page("Ny rapport: Natten", "<p>Läs rapporten:</p><object data='/1.pdf' type='application/pdf'></object>")
    explore(at({"/": page("FoU X", links(("/nyheter/1", "Ny rapport"))), "/nyheter/1": news, "/1.pdf": pdf("1")}))


def test_finished_work_under_headings_beside_one_with_a_report() -> None:
    body = "<h2>Socialjouren</h2><p>Vi följde den januari–december 2025.</p><h2>Ramtid</h2><p>Prövades 2023–2024.</p>"
    body += "<p><strong>Teamet</strong></p><p>Utvärderades 2022–2024. <a href='/1.pdf'>Slutrapport</a></p>"
    body += "<h2>Så väljer vi vad som utvärderas</h2><p>Nämnden bestämmer varje höst för 2026–2027.</p>"
    assert found(body, "project", "Avslutade utvärderingar") == ["Ramtid", "Socialjouren"]


def test_a_heading_above_links_to_projects_names_their_subject() -> None:
    card = "<div><a href='/p/{0}'><p>{1}</p><p>Hur får fler en plan som de har nytta av 2024–2026?</p></a></div>"
    body = f"<h2>Äldre</h2>{card.format(1, 'Hem i team')}{card.format(2, 'IPS')}"
    assert found(body, "project", "Projekt") == []
