"""Pages as editors make them: headings by style, folds in boxes, several ways of naming a report side by side."""

import pytest

from crawler.reading.evidence import Surroundings, weigh
from crawler.reading.items import whole
from crawler.reading.links import is_file_name, label
from crawler.reading.page import read_page
from crawler.reading.projects import bare_title
from crawler.reading.references import read_reference
from crawler.reading.sections import names_a_part
from tests.crawler.test_discovery import LONG, SITE, at, explore, links, page, pdf, titles

FOLD = (
    '<li><div class="toggle-header"><div class="title"><span>{}</span></div></div><div class="toggle-content">{}</div>'
)


def found(body: str, kind: str = "report", name: str = "Rapporter", **files: str) -> list[str]:
    pages = {"/": page("FoU X", links(("/r", name))), "/r": page(name, body)}
    harvest, _ = explore(at({**pages, **{f"/{n}.pdf": pdf(n) for n in "123456"}}))
    return titles(harvest, kind)


def test_headings_by_style_and_by_the_fold_that_they_open() -> None:
    shown = read_page(
        '<main><h1>X</h1><p><span style="font-weight:bold">Nattens timmar</span></p>'
        '<p style="font-weight: 700">Sena kvällar</p><p><span style="font-weight:400">Text</span></p>'
        '<ul><li><div class="toggle-header"><div><span>Avslutade studier</span></div></div></li></ul>'
        '<div class="toggle-header"><div>En</div><div>Två</div><div>Tre</div></div></main>', SITE,
    )  # fmt: skip
    assert [block.text for block in shown.blocks if block.level] == [
        "X", "Nattens timmar", "Sena kvällar", "Avslutade studier",
    ]  # fmt: skip


def test_a_line_in_bold_heads_the_paragraphs_after_it() -> None:
    item = (
        "<p><strong>{}</strong><br>FoU-rapport nr {}, 2020. Eva Ek.</p><p>Vi intervjuade tolv.</p>"
        "<p><a href='/{}.pdf'>{}</a></p>"
    )
    body = item.format("Kontaktpersonen fyller år", 1, 1, "Läs mer") + item.format("Lugnt", 2, 2, "Slutversion_3 (2)")
    assert found(body) == ["Kontaktpersonen fyller år", "Lugnt"]


def test_studies_in_folds_with_what_came_of_them() -> None:
    study = "<p><strong>{}</strong></p><p>{} frågas om vad som gör att man kommer tillbaka.</p><p>Tid: {}</p>"
    under_way = study.format("Sprutor och fika", "Tolv", "2025–2027") + study.format("Fredagar", "Nio", "2024–2026")
    under_way += links(("/3.pdf", "Minnesanteckningar 3 juni"), ("/4.pdf", "Informationsbrev till dig"))
    done = (
        "<p><strong>Minuterna</strong> (2017–2019)<br>Studien redovisas i FoU-rapport nr 12: "
        "<a href='/1.pdf'>Tolv minuter per besök</a>.</p>"
        "<p><strong>Hyran först</strong> (2019–2022)<br>Se FoU-rapport nr 16.</p>"
    )
    body = f"<ul>{FOLD.format('Pågående studier', under_way)}{FOLD.format('Avslutade studier', done)}</ul>"
    assert found(body, "project", "Forskning och utveckling") == [
        "Fredagar", "Hyran först", "Minuterna", "Sprutor och fika",
    ]  # fmt: skip
    assert found(body, "report", "Forskning och utveckling") == ["Tolv minuter per besök"]


def test_more_reports_on_a_page_of_reports_are_its_own() -> None:
    body = links(("/1.pdf", "Att bo kvar")) + "<h2>Fler rapporter</h2>" + links(("/2.pdf", "Nattens timmar"))
    assert found(body) == ["Att bo kvar", "Nattens timmar"]


def test_articles_of_the_staff_are_no_reports_and_printed_ones_are() -> None:
    body = "".join(f"<li>{line}</li>" for line in (
        "Ek A, Dal B. Hemma hos någon annan. Vardagsrapport 2026:1. Tallheden: FoU X; 2026. <a href='/1.pdf'>PDF</a>",
        "Ek A. Older adults. Nordic Review. 2025;8(3):201–19. doi: 10.5555/x <a href='/2.pdf'>Postprint</a>",
        "Dal B. Chef i korridoren. Tallheden: FoU X; 2020. Kan beställas från centrumet.",
    ))  # fmt: skip
    assert found(f"<ol>{body}</ol>", "report", "Publikationer") == ["Chef i korridoren", "Hemma hos någon annan"]


def test_a_row_without_a_link_among_paragraphs() -> None:
    row = "<p>{}<br>{}<br>Eva Ek</p>"
    body = row.format("2014:1", "<a href='/1.pdf'>Att bo kvar</a>")
    body += row.format("2012:2", "<a href='/2.pdf'>Nattens timmar</a>") + row.format("2011:1", "Vägen till dagen")
    assert found(body, "report", "Rapportserien") == ["Att bo kvar", "Nattens timmar", "Vägen till dagen"]


def test_a_cover_tells_the_title() -> None:
    card = "<div><div><img src='/{0}.png' alt='{1}'></div><div><a href='/{0}.pdf'>Till rapporten</a></div></div>"
    assert found(card.format(1, "Framsida: Nattens timmar") + card.format(2, "Att bo kvar, omslag med en stol")) == [
        "Att bo kvar", "Nattens timmar",
    ]  # fmt: skip
    assert label("Omslagets baksida") == "Omslagets baksida"


def test_files_in_a_folder_of_their_own_need_no_ending() -> None:
    body = "<ul><li><a href='https://www.fou.se/media/a1b2'>Att bo kvar</a></li></ul>"
    pages = at(
        {"/": page("FoU X", links(("/r/", "Rapporter"))), "/r/": page("Rapporter", body), "/media/a1b2": pdf("1")}
    )
    harvest, _ = explore(pages, files=(f"{SITE}media/",))
    assert titles(harvest) == ["Att bo kvar"]


def test_the_one_document_of_a_poster_is_no_report() -> None:
    body = (
        f"{LONG}<dl><dt>Typ</dt><dd>Poster</dd><dt>Postnummer</dt><dd>327</dd></dl><a href='/1.pdf'>Öppna dokument</a>"
    )
    assert found(body, "report", "Hästen vet ingenting") == []


@pytest.mark.parametrize("said", ["Se FoU-rapport nr 16.", "Studien redovisas i FoU-rapport 2019:2."])
def test_the_number_of_what_came_of_it_is_not_its_own(said: str) -> None:
    unit = whole(read_page(page("Hyran först", f"<p>{said}</p>"), SITE))
    around = Surroundings(lambda link: False, lambda link: False)
    assert not any("number" in reason for reason in weigh(unit, around).reasons["report"])


def test_names_of_parts_and_of_files() -> None:
    assert names_a_part("Kontakt")
    assert names_a_part("Kontaktperson för projektet")
    assert not names_a_part("Kontaktpersonen fyller år")
    assert is_file_name("Slutversion_3 (2)")
    assert not is_file_name("Att bo kvar")
    assert read_reference("FoU-rapport nr 15, 2022. Eva Ek och Bo Dal.") is None
    known = read_reference("Vad hände med gruppboendet? (FoU-rapport nr 6, Siri Vall, 2013)")
    assert known is not None
    assert known.title == "Vad hände med gruppboendet?"


POST = "<article><p class='cat-links'><a rel='category tag' href='/category/{1}/'>{1}</a></p><h2>{0}</h2>{2}</article>"


def test_the_labels_of_an_archives_entries_are_not_its_own() -> None:
    entries = POST.format("Efter fikat", "Skrifter", "Text.") + POST.format("Halvtid", "Nyheter", "Text.")
    assert read_page(f"<main><h1>Etikett: äldre</h1>{entries}</main>", SITE).labels == ()
    own = POST.format("Efter fikat", "Skrifter", "Text.").replace("h2>", "h1>")
    assert read_page(f"<main>{own}</main>", SITE).labels == ("Skrifter",)


def test_an_archive_is_no_report_and_a_name_with_a_button_beside_it_one_document() -> None:
    file = "<div><a href='/1.pdf'>Efter-fikat_LOW</a><a href='/1.pdf'>Ladda ner</a></div>"
    entry = POST.format("Efter fikat", "Skrifter", f"<p>Rapport 2020:1</p>{file}").replace("h2>", "h1>")
    pages = {
        "/": page("FoU X", links(("/tag/demens/", "demens"), ("/2026/efter-fikat/", "Efter fikat"))),
        "/tag/demens/": page("Etikett: demens", f"<p>Rapport 2020:1. Av Eva Ek.</p>{file}"),
        "/2026/efter-fikat/": f"<html><body><main>{entry}</main></body></html>", "/1.pdf": pdf("1"),
    }  # fmt: skip
    harvest, _ = explore(at(pages))
    assert [(draft.title, draft.page_url) for draft in harvest.drafts] == [
        ("Efter fikat", f"{SITE}2026/efter-fikat/"),
    ]  # fmt: skip


def test_a_label_tells_the_state_and_a_links_words_another_pages_number() -> None:
    told = POST.format("Skärmtolk", "I gång", "<p>Vi håller på hösten 2025 till sommaren 2027.</p>").replace(
        "h2>", "h1>"
    )
    around = Surroundings(lambda link: False, lambda link: True)
    shown = read_page(f"<main>{told}</main>", SITE)
    assert weigh(whole(shown), around, shown).weights["project"] >= 4
    linked = read_page(page("Uppföljning", "<p>Hemgång, <a href='/r'>rapport 2:2026</a>.</p>"), SITE)
    assert not any("number" in reason for reason in weigh(whole(linked), around, linked).reasons["report"])


def test_a_section_of_a_plan_is_known_by_its_title() -> None:
    assert bare_title("4.1 Uppföljning av mobila team") == "Uppföljning av mobila team"
    assert bare_title("24 timmar") == "24 timmar"


def test_a_list_of_terms_under_a_fold_stands_in_what_the_fold_names() -> None:
    body = "<details><summary>Tidigare utgivet som inte finns digitalt</summary><dl><dt>Stödet efter stödet</dt>"
    body += "<dd>Ramsö skriftserie 2018:22. Malte Ek. Finns att låna på biblioteket.</dd><dt>Fyra språk</dt>"
    body += "<dd>Ramsö skriftserie 2017:2. Bo Dal. Finns att låna på biblioteket.</dd></dl></details>"
    assert found(body, "report", "Kunskap") == ["Fyra språk", "Stödet efter stödet"]


def test_the_heading_that_names_a_page_is_no_title_of_its_one_entry() -> None:
    entry = (
        "<div><div>Jourfamiljer på helgen</div><div><a href='/1.pdf'>FoU-skrift nr 1/2022 Jourfamiljer</a></div></div>"
    )
    shown = f"<title>Barn och unga</title><main><div><h3>Barn och unga</h3>{entry}</div></main>"
    harvest, _ = explore(at({
        "/": page("FoU X", links(("/r", "Rapporter"))),
        "/r": page("Rapporter", links(("/b?start=4", "Barn och unga"))), "/b?start=4": shown, "/1.pdf": pdf("1"),
    }))  # fmt: skip
    assert titles(harvest) == ["Jourfamiljer"]


def test_reports_that_several_studies_of_a_list_name_alike_are_not_one() -> None:
    study = "<p><strong>{}</strong> (2019–2022)<br>Arbetet avslutades. <a href='/{}.pdf'>Det blev en rapport.</a></p>"
    body = "<h2>Avslutade projekt</h2>" + study.format("Hyran först", 1) + study.format("Minuterna", 2)
    pages = {"/": page("FoU X", links(("/p", "Projekt"))), "/p": page("Projekt", body)}
    harvest, _ = explore(at({**pages, "/1.pdf": pdf("1"), "/2.pdf": pdf("2")}))
    reports = {draft.key for draft in harvest.drafts if draft.kind == "report"}
    assert reports == {f"{SITE}1.pdf", f"{SITE}2.pdf"}
    assert {key for draft in harvest.drafts for key in draft.reports} == reports
