"""Lists and pages as different systems write them, each from its home page alone."""

from typing import Any

import pytest

from tests.crawler.test_discovery import LONG, Content, at, explore, links, page, pdf

HOME = {"/": page("FoU X", links(("/pub", "Publikationer"), ("/bibliotek", "Bibliotek"), ("/projekt/", "Projekt")))}

SITEVISION = (
    '<div class="sv-text-portlet-content"><h2 class="subheading">2022</h2><p class="normal">'
    '<a href="/download/18.1/1/a.pdf">Trygg hemma<span class="sv-nodisplay">Pdf, 1.2 MB.</span></a><br>'
    '<a href="/download/18.2/1/b.pdf">Barn i väntan Pdf, 900 kB.</a></p><h2>2021</h2>'
    '<p><a href="/download/18.3/1/c.pdf">När ingen ringer Pdf, 191.7 kB.</a></p><h2>Övriga dokument</h2>'
    '<p><a href="/download/18.4/1/d.pdf">FoU-avtal 2022 Pdf, 191.7 kB.</a></p></div>'
)
ROWS = '<div class="view">{}</div>'
ROW = (
    '<div class="views-row"><div class="views-field-title"><span><a href="/node/{0}">{1}</a></span></div>'
    '<div class="views-field-typ">{2}</div></div>'
)
FIELD = '<div class="field"><div class="field__label">{}</div>{}</div>'
ITEM = '<div class="field__item">{}</div>'
POST = '<article><h3><a href="/{0}/">{1}</a></h3><p>Kort text om saken.</p><a href="/{0}/">Läs mer »</a></article>'
CARD = '<section><h2><a href="/{0}">{1}</a></h2><p class="meta">{2}</p><p>Ingress om saken.</p></section>'
SECTION = (
    "<div><h3>{0}</h3><p>En studie av livet på boenden. Författare: Eva Ek. Utgiven 2017.</p>"
    '<a class="btn" href="/{1}.pdf">{2}</a></div>'
)
NINETIES = (
    "<HTML><HEAD><TITLE>Rapporter</TITLE></HEAD><BODY><CENTER><FONT SIZE=+2><B>Rapporter</B></FONT></CENTER><TABLE>"
    '<TR><TD><B>1/98</B></TD><TD><A HREF="Filer/R1.pdf">Att vara anh&ouml;rig</A><BR>Eva Ek och Bo Dal</TD></TR>'
    "<TR><TD><B>2/98</B></TD><TD>Fattigdomens ansikten<BR>Bo Dal. Slut på förlaget.</TD></TR>"
    '<TR><TD><B>1/99</B></TD><TD><A HREF="r3.htm">Hemma bäst?</A><BR>Cia Grip</TD></TR></TABLE></BODY></HTML>'
)

SITES: dict[str, tuple[dict[str, str], dict[str, tuple[str, ...]]]] = {
    "lines of files under years": ({"/pub": page("Publikationer", SITEVISION)}, {
        "Trygg hemma": ("2022",), "Barn i väntan": ("2022",), "När ingen ringer": ("2021",),
    }),
    "rows that lead to records": ({
        "/bibliotek": page("Bibliotek", ROWS.format(
            ROW.format(1, "Att leva med tvång", "Rapport") + ROW.format(2, "Ur glesbygden", "Nyhetsbrev"))),
        "/node/1": page("Att leva med tvång", FIELD.format("Författare", ITEM.format("Eva Ek") + ITEM.format("Bo Dal"))
                        + FIELD.format("Utgivningsår", ITEM.format("2019")) + LONG + '<a href="/t.pdf">tvang.pdf</a>'),
        "/node/2": page("Nyhetsbrev nr 3", LONG + '<a href="/n.pdf">nyhetsbrev.pdf</a>'),
    }, {"Att leva med tvång": ("2019", "Eva Ek", "Bo Dal")}),
    "posts that say little": ({
        "/pub": page("Publikationer", POST.format("ut", "En väg ut") + POST.format("in", "Två vägar in")
                     + '<nav class="pagination"><a href="/pub/page/2/">2</a></nav>'),
        "/pub/page/2/": page("Publikationer", POST.format("tre", "Tre dörrar")),
        "/ut/": page("En väg ut", f'<p>Rapport 2020:3</p>{LONG}<a href="/ut.pdf">Ladda ner</a>'),
        "/in/": page("Två vägar in", f'{LONG}<a href="/in.pdf">Ladda ner</a>'),
        "/tre/": page("Tre dörrar", f'{LONG}<p>Rapporten kan beställas från kansliet.</p>'),
    }, {"En väg ut": ("2020",), "Två vägar in": (), "Tre dörrar": ()}),
    "a table of the nineties": ({
        "/pub": NINETIES,
        "/r3.htm": '<HTML><BODY><H2>Hemma bäst?</H2><P>Rapport 1/99<P><A HREF="r3.doc">Hela i Word</A></HTML>',
        "/r3.doc": "x",
    }, {"Att vara anhörig": ("1998", "Eva Ek", "Bo Dal"),
        "Fattigdomens ansikten": ("1998",), "Hemma bäst?": ("1999",)}),
    "a mixed library": ({
        "/bibliotek": page("Bibliotek", CARD.format("a", "Att flytta ihop", "FoU-rapport · 2019")
                           + CARD.format("b", "Stöd i vardagen", "Metodstöd · 2020")),
        "/a": page("Att flytta ihop", f'{LONG}<a href="/a.pdf">Hela texten (PDF)</a>'),
        "/b": page("Stöd i vardagen", f'{LONG}<a href="/b.pdf">Hela texten (PDF)</a>'),
    }, {"Att flytta ihop": ()}),
    "every post headed by its part of the site": ({
        "/pub": page("Publikationer", links(("/2017/12/21/_fp/", "Familjepoolen"))),
        "/2017/12/21/_fp/": page("Publikationer", "<h2>Familjepoolen</h2><p>Ann Palm svarar på FoU X för "
                                 f'sammanställning av rapporten.</p>{LONG}<a href="/fp.pdf">Ladda ned</a>')
        .replace("<title>Publikationer", "<title>Familjepoolen – FoU X"),
    }, {"Familjepoolen": ("Ann Palm",)}),
    "bold lines in a table without headings": ({
        "/pub": "<html><head><title>FoU X</title></head><body><table><tr><td><a href='/pub'>Publikationer</a></td><td>"
                "<font size=4>Publikationer</font><p><b>Barn i kläm</b><br>FoU-rapport nr 3 2004<br>Av Eva Ek<br>"
                "<a href='/fil.php?id=31'>Hämta (pdf)</a></p><p><b>Mellan stolarna</b><br>FoU-rapport nr 4 2004<br>"
                "Av Bo Dal<br><a href='/fil.php?id=32'>Hämta (pdf)</a></p></td></tr></table></body></html>",
    }, {"Barn i kläm": ("2004", "Eva Ek"), "Mellan stolarna": ("2004", "Bo Dal")}),
    "one page for a subject": ({
        "/bibliotek": page("Bibliotek", links(("/aldre", "Äldre"))),
        "/aldre": page("Äldre", SECTION.format("Nattlig ro", "natt", "Läs rapporten")
                       + SECTION.format("Mat och måltid", "mat", "Läs rapporten")),
    }, {"Nattlig ro": ("2017", "Eva Ek"), "Mat och måltid": ("2017", "Eva Ek")}),
    "much that is none": ({
        "/pub": page("Publikationer", "<h2>Rapporter</h2>" + links(("/r.pdf", "Att åldras (pdf)"))
                     + "<h2>Nyhetsbrev</h2>" + links(("/n.pdf", "Maj 2022")) + "<h2>Nationella rapporter</h2>"
                     + links(("/s.pdf", "Socialstyrelsen: Lägesrapport 2023")) + "<h2>Blanketter</h2>"
                     + links(("/x.pdf", "Ansökan om medel"))),
    }, {"Att åldras": ()}),
    "named in an annual report": ({
        "/bibliotek": page("Dokument", links(("/vb", "Året 2013"), ("/d/1", "Ansökan på nätet"))),
        "/vb": page("Verksamhetsberättelse 2013", f"<h2>Året</h2>{LONG}<h2>Publicerade FoU-rapporter</h2>"
                    "<p>Blind, Sara (2013). <em>Omsorg i fjällen</em>. FoU X 2013:1.</p><h2>Ekonomi</h2>"),
        "/d/1": page("Ansökan på nätet", f"<p>Författare: Eva Ek</p>{LONG}"
                     '<a rel="nofollow" href="/fil.php?id=4">Ladda ner</a>'),
    }, {"Omsorg i fjällen": ("2013", "Sara Blind"), "Ansökan på nätet": ("Eva Ek",)}),
    "news alone": ({
        "/bibliotek": page("Nyheter", links(("/nyheter/1", "Ny rapport om ensamhet"), ("/nyheter/2", "Rapport klar"))),
        "/nyheter/1": page("Ny rapport om ensamhet", f"{LONG}<p>Rapporten ”Ensam i stan” är skriven av Eva Ek.</p>"
                           '<a href="/e.pdf">Läs rapporten här</a>'),
        "/nyheter/2": page("Rapport om hemtjänst klar", LONG + 'Läs rapporten <a href="/h.pdf">Vardagen (pdf)</a>'),
    }, {"Ensam i stan": ("Eva Ek",), "Vardagen": ()}),
}  # fmt: skip
PROJECTS = {
    "by the list that leads there": ({
        "/projekt/": page("Utvecklingsarbete", "<h2>Aktuella projekt</h2>" + links(("/sam", "Samsas"))
                          + "<h2>Avslutade projekt</h2>" + links(("/kids", "Kids club"))),
        "/sam": page("Samsas", LONG),
        "/kids": page("Kids club", f'{LONG}<p>Slutrapporten finns <a href="/k.pdf">här</a>.</p>'),
    }, {"Samsas": ("ongoing", 0), "Kids club": ("finished", 1)}),
    "by the state beside the link": ({
        "/projekt/": page("Uppdrag", CARD.format("sam", "Samsas", "Pågående · 2025–2027")
                          + CARD.format("kids", "Kids club", "Avslutat 2021")),
        "/sam": page("Samsas", LONG), "/kids": page("Kids club", LONG),
    }, {"Samsas": ("ongoing", 0), "Kids club": ("finished", 0)}),
}  # fmt: skip


@pytest.mark.parametrize("name", PROJECTS)
def test_projects(name: str) -> None:
    pages, expected = PROJECTS[name]
    site = at({**HOME, **pages})
    harvest, _ = explore(lambda address: pdf(address) if address.endswith(".pdf") else site.get(address))
    projects = [draft for draft in harvest.drafts if draft.kind == "project"]
    assert {draft.title: (draft.value("status"), len(draft.reports)) for draft in projects} == expected


@pytest.mark.parametrize("name", SITES)
def test_reports(name: str) -> None:
    pages, expected = SITES[name]
    site = at({**HOME, **pages})

    def replies(address: str) -> Content | None:
        return pdf(address) if address.endswith(".pdf") or "fil.php" in address else site.get(address)

    harvest, _ = explore(replies)
    found: dict[str, tuple[Any, ...]] = {}
    for draft in harvest.drafts:
        authors = next((claim.value for claim in draft.claims if claim.field == "authors"), ())
        found[draft.title] = tuple(filter(None, (draft.value("year"), *authors)))
    assert set(found) == set(expected)
    for title, values in expected.items():
        assert set(values) <= set(found[title]), title
