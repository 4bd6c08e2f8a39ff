"""Each reading function with its table of examples."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.blocks import read_blocks
from crawler.reading.dates import read_dates, read_period
from crawler.reading.items import slug
from crawler.reading.kinds import list_kinds, refusal
from crawler.reading.links import label, read_size, read_type
from crawler.reading.markup import tidy
from crawler.reading.meta import read_meta
from crawler.reading.numbers import read_number, read_title_number
from crawler.reading.page import read_page
from crawler.reading.people import read_authors, read_names_beside_number, split_names
from crawler.reading.repository import read_oai
from crawler.reading.xml import read_feed, read_sitemap
from tests.crawler.oai import DELETED, mods, oai


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6 oktober, 2021", [("2021-10-06", "day")]),
        ("Publicerad 2015-11-13", [("2015-11-13", "day")]),
        ("25 Apr 2017", [("2017-04-25", "day")]),
        ("den 3:e mars 2014", [("2014-03-03", "day")]),
        ("8/12 2016", [("2016-12-08", "day")]),
        ("Stockholm februari 2013", [("2013-02", "month")]),
        ("hösten 2021", [("2021-09", "season")]),
        ("1998-2003", []),  # a period, not two dates
        ("FoU-rapport 2016:2", []),  # a report number is no year
        ("30 februari 2020", [("2020-02", "month")]),
        ("tel 08-508 362 00", []),
        ("första juni 2019 och 2 maj 2020", [("2019-06", "month"), ("2020-05-02", "day")]),
    ],
)
def test_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(date.iso, date.precision) for date in read_dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Projektperiod: 2023-2024", "2023", "2024"),
        ("2023–24", "2023", "2024"),
        ("Projektet pågår november 2022–december 2023.", "2022-11", "2023-12"),
        ("1 mars 2022 – 30 juni 2023", "2022-03-01", "2023-06-30"),
        ("jan–jun 2023", "2023-01", "2023-06"),
        ("6 år från 2020", "2020", "2026"),
        ("påbörjades 2020", "2020", ""),
        ("2020–", "2020", ""),
        ("till och med december 2024", "", "2024-12"),
        ("ska pågå under åtta månader med start januari 2023", "2023-01", "2023-08"),
        ("startade i mars 2021 och avslutas våren 2024", "2021-03", "2024-03"),
        ("från 2020 till 2023", "2020", "2023"),
        ("220101–241231", "2022-01-01", "2024-12-31"),
        ("hösten 2023 till våren 2025", "2023-09", "2025-03"),
        ("HT 2023–VT 2025", "2023-09", "2025-03"),
        ("1/9 2023 – 31/12 2025", "2023-09-01", "2025-12-31"),
        ("2023-01 – 2025-06", "2023-01", "2025-06"),
        ("2010-12", "2010", "2012"),
        ("Läsåret 2023/2024", "2023", "2024"),
        ("prövas under 2024 och 2025", "2024", "2025"),
        ("2024 och framåt", "2024", ""),
        ("2023–pågående", "2023", ""),
    ],
)
def test_periods(text: str, start: str, end: str) -> None:
    period = read_period(text)
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["tel 08-123 45 67", "är klar", "åren 2018 och 2019", "2024-2019", "010123-456789", "rapport 2022/2024"],
)
def test_no_period(text: str) -> None:
    assert read_period(text) is None


@given(st.text(max_size=200))
def test_nothing_that_somebody_writes_breaks_a_reader(text: str) -> None:
    read_dates(text), read_period(text), read_number(text), read_authors(text), split_names(text), label(text)
    refusal(text), list_kinds([text]), tidy(text), slug(text)
    page = read_page(f"<h1>{text}</h1><p>{text}", "https://x.se/")
    assert page.address == "https://x.se/"


@pytest.mark.parametrize(
    ("text", "series", "printed", "year"),
    [
        ("FoU-rapport 2016:2", "FoU-rapport", "2016:2", "2016"),
        ("Rapporter/Stiftelsen Stockholms läns Äldrecentrum 2013:02 ISSN 1401", "Rapporter/Stiftelsen Stockholms läns "
         "Äldrecentrum", "2013:02", "2013"),
        ("Rapport 4:2011", "Rapport", "4:2011", "2011"),
        ("FoU-rapport nr 68:2012", "FoU-rapport", "68:2012", "2012"),
        ("FoU-rapport 160/18", "FoU-rapport", "160/18", "2018"),
        ("Rapport nr 1, 2009", "Rapport", "nr 1, 2009", "2009"),
        ("rapport nr 1", "rapport", "nr 1", ""),
        ("Exempelstads skriftserie nr 4. Läs", "skriftserie", "nr 4", ""),
        ("Kunskapsöversikt 2016:4, ISBN 978", "Kunskapsöversikt", "2016:4", "2016"),
        ("Nr: 4:2001", "", "4:2001", "2001"),
        ("2014:7 Bilagor", "", "2014:7", "2014"),
    ],
)  # fmt: skip
def test_report_numbers(text: str, series: str, printed: str, year: str) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.series, number.printed, number.year) == (series, printed, year)


@pytest.mark.parametrize(
    "text",
    ["socialtjänstlagen (2001:453)", "lagen (1990:52) om vård", "SOU 2010:3", "LSS 1993:387", "Arbetsrapport 2010",
     "Rapporten omfattar 3 kommuner", "kl 13:2019", "prop. 2012/13:10", "den 12/10 2016"],
)  # fmt: skip
def test_no_report_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("title", "bare", "number"),
    [
        ("Färre ansikten i dörren (4:2018)", "Färre ansikten i dörren", "4:2018"),
        ("FoU-rapport 2016:2. Arbetet med våld", "Arbetet med våld", "2016:2"),
        ("2013:02 Nej till särskilt boende", "Nej till särskilt boende", "2013:02"),
        ("Bilagor (2014:7)", "Bilagor", "2014:7"),
        ("Vård enligt SoL (2001:453)", "Vård enligt SoL (2001:453)", None),
        ("Nyckeltal 2016", "Nyckeltal 2016", None),
    ],
)
def test_numbers_at_titles(title: str, bare: str, number: str | None) -> None:
    shown, found = read_title_number(title)
    assert (shown, found.printed if found else None) == (bare, number)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Författare: Anna Karlsson, Bo Ek och Cia Dahl", ("Anna Karlsson", "Bo Ek", "Cia Dahl")),
        ("Författare: Karlsson, Anna; Ek, Bo", ("Anna Karlsson", "Bo Ek")),
        ("Författare: Karlsson, Anna & Ek, Bo", ("Anna Karlsson", "Bo Ek")),
        ("Författare\nAnna Ek, fil.dr, och Bo Al", ("Anna Ek", "Bo Al")),
        ("Skriven av: Eva Åkesson, Örebro universitet", ("Eva Åkesson",)),
        ("Av Anna Ek och Bo von Ahl", ("Anna Ek", "Bo von Ahl")),
        ("Ann Palm svarar på FoU Nordväst för sammanställning av rapporten.", ("Ann Palm",)),
        ("Rapporten är skriven av forskningsledare Anna-Lena Ek och Bo Al vid FoU", ("Anna-Lena Ek", "Bo Al")),
        ("Anna Ek, utredare vid FoU Nord, har skrivit rapporten", ("Anna Ek",)),
        ("Studien har genomförts av Anna Ek på uppdrag av Malmö stad", ("Anna Ek",)),
        ("Text: Vi har", ()),
        ("Av alla barn i Sverige", ()),
        ("Kontakt: Anna Ek", ()),
    ],
)
def test_authors(text: str, names: tuple[str, ...]) -> None:
    assert read_authors(text)[0] == names


@pytest.mark.parametrize(
    ("text", "shown", "kind", "size"),
    [
        ("FoU-Avtal år 2022 Pdf, 191.7 kB.", "FoU-Avtal år 2022", "pdf", 191_700),
        ("Rapport om hemtjänst (pdf, 1,2 MB, öppnas i nytt fönster)", "Rapport om hemtjänst", "pdf", 1_200_000),
        ("FoU i välfärdssverige. Igår idag imorgon_FINAL", "FoU i välfärdssverige. Igår idag imorgon_FINAL", "", None),
        ("Slutrapport_hemtjanst_FINAL.pdf", "Slutrapport hemtjanst", "pdf", None),
        ("Ladda ner rapporten", "Ladda ner rapporten", "", None),
    ],
)
def test_link_texts(text: str, shown: str, kind: str, size: int | None) -> None:
    assert (label(text), read_type(text), read_size(text)) == (shown, kind, size)


@pytest.mark.parametrize(
    "title",
    ["Rapport från FoU-styrgruppsmöte", "Protokoll 2023-03-12", "FoU-Avtal år 2022", "Nyhetsbrev nr 3", "Inbjudan till",
     "Verksamhetsplan 2024", "Anmälningsblankett", "Socialstyrelsens lägesrapport 2023", "Rapport från konferensen",
     "SOU 2020:47 Hållbar socialtjänst", "Integritetspolicy", "Styrgruppsprotokoll", "Minnesanteckningar FoU-råd"],
)  # fmt: skip
def test_refused_titles(title: str) -> None:
    assert refusal(title)


@pytest.mark.parametrize(
    "title",
    ["Utvärdering av handlingsplan mot våld", "Rapport om hemtjänst", "Rapport från tre kommuner om hemlöshet",
     "Kartläggning av riktlinjer för bistånd", "Avtalad tid – en studie av hemtjänst", "Personalens röster om LSS",
     "Programmet Skolfam – en uppföljning", "Nyckeltal för äldreomsorg 2016"],
)  # fmt: skip
def test_titles_that_are_not_refused(title: str) -> None:
    assert not refusal(title)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Publikationer", {"reports"}),
        ("FoU-rapporter 2016", {"reports"}),
        ("Våra rapporter", {"reports"}),
        ("Pågående projekt", {"projects"}),
        ("Aktuella arbeten vid FoU i Väst", {"projects"}),
        ("Nyheter", {"news"}),
        ("Rapport om hemtjänst", set()),
        ("Utvärdering av två projekt", set()),
        ("Om oss", set()),
    ],
)
def test_list_names(name: str, kinds: set[str]) -> None:
    assert list_kinds([name]) == kinds


def test_headings_of_every_kind_become_headings() -> None:
    source = """<div><h2>Ett</h2><details><summary>Två</summary><p>text</p></details><dl><dt>Tre</dt><dd>text</dd></dl>
    <div class="accordion-header"><button aria-expanded="false">Fyra</button></div>
    <p><b>Femte</b></p><p>Inte <b>sex</b></p>
    <div role="heading" aria-level="4">Sju</div><p><b>En hel mening i fetstil är ingen rubrik.</b></p></div>"""
    page = read_page(source, "https://x.se/")
    headings = [block.text for block in page.blocks if block.level]
    assert headings == ["Ett", "Två", "Tre", "Fyra", "Femte", "Sju"]


def test_base_and_frames_and_session_ids() -> None:
    page = read_page(
        '<html><head><base href="http://x.se/Fou/"></head><frameset><frame src="Rapporter.htm"></frameset>'
        '<body><a href="Nej.PDF">Nej</a> <a href="/a;jsessionid=1?E-20583=20583&id=2">B</a></body></html>', "http://x.se/",
    )  # fmt: skip
    assert page.frames == ("http://x.se/Fou/Rapporter.htm",)
    assert {link.address for link in page.links} == {"http://x.se/Fou/Nej.PDF", "http://x.se/a?id=2"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rapport 3:2020 · Moa Lind", ("Moa Lind",)),
        ("Eva Ek & Bo Al (2019)", ("Eva Ek", "Bo Al")),
        ("Region Norr 2015", ()),
        ("Stockholm februari 2013", ()),
        ("Moa Lind", ()),
    ],
)
def test_names_beside_a_number(text: str, names: tuple[str, ...]) -> None:
    assert read_names_beside_number(text)[0] == names


def test_stated_values_come_first() -> None:
    source = """<head><meta name="citation_title" content="Titeln"><meta name="citation_author" content="Ek, Anna">
    <meta name="citation_author" content="Al, Bo"><meta property="og:title" content="Annat">
    <meta name="DC.title" content="Tredje">
    <script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2020-01-02"}]}</script>
    <script type="application/ld+json">{broken</script></head>"""
    meta = read_page(source, "https://x.se/").meta
    assert meta.get("title") == "Titeln"
    assert meta.all("authors") == ("Ek, Anna", "Al, Bo")
    assert meta.is_news
    assert meta.is_report


def test_sitemaps_and_feeds() -> None:
    urls = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://x.se/a</loc></url></urlset>'
    index = b"<sitemapindex><sitemap><loc>https://x.se/s1.xml</loc></sitemap></sitemapindex>"
    rss = b"<rss><channel><item><title>B</title><link>https://x.se/b</link></item></channel></rss>"
    entry = b'<entry><link rel="edit" href="e"/><link href="https://x.se/c"/></entry>'
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom">' + entry + b"</feed>"
    assert read_sitemap(urls) == (("https://x.se/a",), ())
    assert read_sitemap(index) == ((), ("https://x.se/s1.xml",))
    assert read_feed(rss) == (("https://x.se/b", "B"),)
    assert read_feed(atom) == (("https://x.se/c", ""),)
    assert read_sitemap(gzip.compress(urls)) == read_sitemap(urls)
    assert read_sitemap(gzip.compress(urls)[:30]) == ((), ())
    assert read_sitemap(b"https://x.se/a\nhttps://x.se/b\n") == (("https://x.se/a", "https://x.se/b"), ())
    assert read_sitemap(b"<html></html>") == ((), ())
    assert read_feed(b"\x00nonsense") == ()


def test_foreign_xml_reads_no_files() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><item><link>&e;</link></item></rss>'
    assert "root" not in str(read_feed(bomb))


def test_repository_answers() -> None:
    answer = read_oai(
        oai("ListRecords", mods(7) + mods(8, "article") + DELETED + "<resumptionToken>t</resumptionToken>").encode()
    )
    kinds = [(record.is_report, record.deleted) for record in answer.records]
    assert kinds == [(True, False), (False, False), (True, True)]
    assert answer.token == "t"
    dublin = """<record><header><identifier>oai:y:1</identifier></header><metadata>
    <dc xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>T</d:title><d:creator>Ek, Anna</d:creator>
    <d:date>2015</d:date>    <d:type>Report</d:type><d:identifier>http://urn.kb.se/resolve?urn=1</d:identifier>
    <d:relation>FoU-rapport, 2015:3</d:relation>
    <d:identifier>http://y.se/get/FULLTEXT01.pdf</d:identifier></dc></metadata></record>"""
    record = read_oai(oai("ListRecords", dublin).encode()).records[0]
    values = {claim.field: claim.value for claim in record.claims}
    assert (values["authors"], values["year"], values["number"]) == (("Anna Ek",), "2015", "2015:3")
    assert (record.page_url, record.file_url) == ("http://urn.kb.se/resolve?urn=1", "http://y.se/get/FULLTEXT01.pdf")
    assert not read_oai(b"<html></html>").is_oai
    assert read_oai(oai("error", "").encode()).error == "error"


def test_blocks_of_loose_text_and_hidden_hyphens() -> None:
    from lxml import html

    tree = html.fragment_fromstring("<div>Ett&shy;ord<br><br>nytt stycke<p>tre</p>svans</div>")
    assert [block.text for block in read_blocks(tree, "https://x.se/")] == ["Ettord", "nytt stycke", "tre", "svans"]


def test_meta_of_an_empty_page() -> None:
    from lxml import html

    assert read_meta(html.document_fromstring("<p>x")).values == {}
