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
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_reports(name: str) -> None:
    pages, expected = SITES[name]
    site = at({**HOME, **pages})

    def replies(address: str) -> Content | None:
        return pdf(address) if address.endswith(".pdf") else site.get(address)

    harvest, _ = explore(replies)
    found: dict[str, tuple[Any, ...]] = {}
    for draft in harvest.drafts:
        authors = next((claim.value for claim in draft.claims if claim.field == "authors"), ())
        found[draft.title] = tuple(filter(None, (draft.value("year"), *authors)))
    assert set(found) == set(expected)
    for title, values in expected.items():
        assert set(values) <= set(found[title]), title
