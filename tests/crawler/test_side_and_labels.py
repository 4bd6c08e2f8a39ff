"""What templates do to a page: labels that look like headings, facts beside the content, terms with descriptions."""

from crawler.reading.cards import read_cards
from crawler.reading.items import whole
from crawler.reading.labels import template_labels, with_labels
from crawler.reading.page import read_page
from crawler.reading.people import read_authors
from crawler.reading.projects import bare_title, project_status
from crawler.reading.rows import rows_of_work
from tests.crawler.test_discovery import LONG, SITE, at, explore, links, page, pdf, titles

NAMES = ("Eva Ek", "Bo Dal", "Cia Grip", "Dan Holm")
STUDIES = ("Att bo kvar", "Nattens timmar", "En väg ut", "Sena kvällar")


def own(number: int, label: str, value: str) -> str:
    return page(STUDIES[number], f"<p>Text om saken.</p><h4>{label}</h4><p>{value}</p>")


def read(number: int, label: str, value: str):
    return read_page(own(number, label, value), f"{SITE}{number}")


def test_a_heading_that_stands_over_another_short_value_on_each_page_is_a_label() -> None:
    pages = [read(number, "Upphov", name) for number, name in enumerate(NAMES)]
    assert template_labels(pages) == {"Upphov"}
    assert [b.text for b in with_labels(pages[0], frozenset({"Upphov"})).blocks if b.level] == [STUDIES[0]]


def test_names_of_lists_teasers_and_few_pages_make_no_label() -> None:
    assert not template_labels([read(number, "Rapporter", name) for number, name in enumerate(NAMES)])
    assert not template_labels([read(number, "Metod", name) for number, name in enumerate(NAMES)])
    assert not template_labels([read(number, "Att vänta", LONG + str(number)) for number in range(4)])
    assert not template_labels([read(number, "Upphov", name) for number, name in enumerate(NAMES[:3])])
    assert not template_labels([read(number, "Upphov", "Eva Ek") for number in range(4)])


def test_a_page_of_boxes_with_labels_is_one_report() -> None:
    box = "<p>Rapporten beskriver kvällarna.</p><h4>Upphov</h4><p>{}</p><h4>Löpande nummer</h4><p>2020:{}</p>"
    site = at({
        "/": page("FoU X", links(("/k", "Publikationer"))),
        "/k": page("Publikationer", links(*((f"/{n}", title) for n, title in enumerate(STUDIES)))),
        **{f"/{n}": page(title, box.format(NAMES[n], n + 1) + f'<a href="/{n}.pdf">Öppna</a>')
           for n, title in enumerate(STUDIES)},
        **{f"/{n}.pdf": pdf(str(n)) for n in range(4)},
    })  # fmt: skip
    assert titles(explore(site)[0]) == sorted(STUDIES)


def test_facts_beside_the_content_are_the_pages_own() -> None:
    side = "<dl><dt>Status</dt><dd>Avslutat</dd><dt>Projekttid</dt><dd>2020–2022</dd></dl>"
    shown = read_page(f"<main><h1>Hemlots</h1><p>Text.</p></main><aside>{side}</aside>", SITE)
    assert "Status\nAvslutat" in shown.text
    menu = read_page("<main><h1>Hemlots</h1><p>Text.</p></main><aside><a href='/om'>Om oss</a></aside>", SITE)
    assert menu.text == "Hemlots\nText."


def test_what_is_turned_over_is_no_pager() -> None:
    cards = "<article><h2><a href='/1'>Att bo kvar</a></h2></article><a href='/k/2'>Nästa</a>"
    assert "Att bo kvar" in read_page(f"<main><h1>K</h1><div class='ajax_pagination'>{cards}</div></main>", SITE).text
    numbers = "<a href='/k/2'>2</a><a href='/k/3'>3</a>"
    assert read_page(f"<main><h1>K</h1><div class='pagination'>{numbers}</div></main>", SITE).text == "K"


def test_terms_have_their_descriptions_and_stand_under_the_line_in_bold_above() -> None:
    shown = read_page(
        "<main><h1>Projekt</h1><p><b>Avslutade projekt</b></p><dl><dt><b>Hemlots</b> (2009–2012)<dd>Vi följde lotsar."
        "<dt><b>Trygg hemgång</b> (2010–2011)<dd>En utvärdering.</dl></main>", SITE,
    )  # fmt: skip
    rows = list(rows_of_work(shown.blocks))
    assert [(start, end) for start, end, _ in rows] == [(2, 4), (4, 6)]
    harvest, _ = explore(at({"/": page("FoU X", links(("/p", "Projekt"))), "/p": page("Projekt", (
        "<p><b>Avslutade projekt</b></p><dl><dt><b>Hemlots</b> (jan 2009 -)<dd>Vi följer lotsar."
        "<dt><b>Trygg hemgång</b> (2010–2011)<dd>En utvärdering.</dl>"
    ))}))  # fmt: skip
    assert [(d.title, d.value("status")) for d in harvest.drafts] == [
        ("Hemlots", "finished"), ("Trygg hemgång", "finished"),
    ]  # fmt: skip


def test_titles_without_the_time_of_the_work() -> None:
    assert bare_title("Hemlots (2009–2012)") == "Hemlots"
    assert bare_title("Hemlots (pågår)") == "Hemlots"
    assert bare_title("Hemlots (HL)") == "Hemlots (HL)"


def test_a_list_of_what_is_done_outweighs_what_will_be() -> None:
    told = whole(read_page(page("Hemlots", "<p>Arbetet redovisas i en rapport.</p>"), SITE))
    assert project_status(told, "", {"finished"})[0] == "finished"
    assert project_status(told, "", {"finished", "ongoing"})[0] == "ongoing"
    assert project_status(told, "", ())[0] == "ongoing"


def test_what_came_of_work_is_named_below_its_heading() -> None:
    told = (
        "<h3>{}</h3><p>Studien genomfördes 2020–2022 och är avslutad.</p><p>Rapport: <a href='/{}.pdf'>Tolv par</a></p>"
    )
    body = "<h2>Studier i temat</h2>" + told.format("När båda behöver hjälp", 1) + told.format("Måltiden", 2)
    harvest, _ = explore(at({"/": page("FoU X", links(("/t", "Teman"))), "/t": page("Teman", body)}))
    assert titles(harvest, "project") == ["Måltiden", "När båda behöver hjälp"]


def test_a_report_with_the_name_of_a_form_stands_among_reports() -> None:
    line = "<p><strong>{0}</strong><br>Text om saken.<br><a href='/{1}.pdf'>{0}, 2023:{1}, Eva Ek</a></p>"
    body = "<h2>Rapporter från FoU X</h2>" + line.format("Anmälan som försvann", 1) + line.format("Att bo kvar", 2)
    body += "<h2>Riktlinjer</h2>" + line.format("Anmälan om god man", 3)
    harvest, _ = explore(at({
        "/": page("FoU X", links(("/barn", "Barn och unga"))), "/barn": page("Barn och unga", body),
        **{f"/{n}.pdf": pdf(str(n)) for n in (1, 2, 3)},
    }))  # fmt: skip
    assert titles(harvest) == ["Anmälan som försvann", "Att bo kvar"]


def test_a_template_for_writers_makes_no_report_of_the_advice() -> None:
    site = at({
        "/": page("FoU X", links(("/skriva", "Att skriva FoU-rapport"))),
        "/skriva": page("Att skriva FoU-rapport", "<p>Så går det till.</p>" + links(("/m.pdf", "Mall för rapport"))),
        "/m.pdf": pdf("m"),
    })  # fmt: skip
    assert titles(explore(site)[0]) == []


def test_a_sold_out_report_stands_among_the_others() -> None:
    row = "<tr><td>{}</td><td><b>{}</b><br>Eva Ek<br>{}</td></tr>"
    rows = row.format("<a href='/1.pdf'>7</a>", "Att bo kvar", "En studie av äldres boende i tre kommuner.")
    rows += row.format("4", "Väntjänsten", "Om frivilliga. Slut på förlaget.")
    site = at({
        "/": page("FoU X", links(("/r", "Rapporter"))), "/r": page("Rapporter", f"<table>{rows}</table>"),
        "/1.pdf": pdf("1"),
    })  # fmt: skip
    assert titles(explore(site)[0]) == ["Att bo kvar", "Väntjänsten"]


def test_a_document_under_a_heading_for_a_report_belongs_to_the_project() -> None:
    body = "<p>Projekttid: 2020–2022</p><p>Finansiering: Forte</p><h2>Delrapport</h2><p>Efter ett år var hälften kvar. "
    site = at({
        "/": page("FoU X", links(("/projekt", "Projekt"))), "/projekt": page("Projekt", links(("/p/hl", "Hemlots"))),
        "/p/hl": page("Hemlots", body + "<a href='/1.pdf'>Ett år efter starten</a></p>"), "/1.pdf": pdf("1"),
    })  # fmt: skip
    assert titles(explore(site)[0]) == ["Ett år efter starten"]


def test_what_a_page_says_is_no_row_about_the_list_that_it_names() -> None:
    shown = read_page("<main><div><h1>Hemlots</h1><p><a href='/k'>Äldre</a></p><p>Pågår</p></div></main>", SITE)
    assert not read_cards(shown.blocks, lambda link: True)[f"{SITE}k".removeprefix("https://").removeprefix("www.")]


def test_the_line_below_a_title_goes_on_with_it() -> None:
    def subtitle(line: str) -> str:
        body = f"<p>{line}</p>{LONG}<p>Rapport 2020:1</p><a href='/1.pdf'>Ladda ner rapporten</a>"
        site = at({
            "/": page("FoU X", links(("/r", "Rapporter"))), "/r": page("Rapporter", links(("/a", "Att bo kvar"))),
            "/a": page("Att bo kvar", body), "/1.pdf": pdf("1"),
        })  # fmt: skip
        return next(draft.value("subtitle") for draft in explore(site)[0].drafts)

    assert subtitle("Ett försök med rörlig hemtjänst") == "Ett försök med rörlig hemtjänst"
    for other in (
        "Barn och unga",
        "Eva Ek och Bo Dal",
        "Rapporten handlar om rörlig hemtjänst.",
        "Publicerad 2 mars 2020",
    ):
        assert not subtitle(other)


def test_names_after_a_verb_without_a_colon() -> None:
    assert read_authors("Skrivet av Eva Ek\nPublicerat 2020")[0] == ("Eva Ek",)
    assert read_authors("Författare Eva Ek, Bo Dal")[0] == ("Eva Ek", "Bo Dal")
