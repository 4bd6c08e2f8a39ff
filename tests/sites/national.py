"""A national authority whose report other sites link to; it belongs to no environment."""

from tests.sites.web import Host, Web

NUMBER = 7
REPORT = "/globalassets/rapporter/2019/oppna-jamforelser-exempel-2019.pdf"
PAGE = "/publikationer/oppna-jamforelser-exempel-2019/"


def host(web: Web) -> Host:
    """The authority's host."""
    made = Host("myndigheten", NUMBER, "modified", b"<!DOCTYPE html><title>Sidan finns inte</title><p>404</p>")
    made.page(
        "/", f'<!DOCTYPE html><html lang="sv"><title>Exempelmyndigheten</title><a href="{PAGE}">Rapporter</a></html>'
    )
    made.page(
        PAGE,
        '<!DOCTYPE html><html lang="sv"><title>Öppna jämförelser – Exempelmyndigheten</title><h1>Öppna jämförelser av '
        f'socialtjänsten 2019</h1><p>Nationell rapport.</p><p><a href="{REPORT}">Ladda ner rapporten</a></p></html>',
    )
    text = "Exempelmyndigheten 2019\nNationell sammanställning av uppgifter från kommunerna."
    made.add(REPORT, web.document("Öppna jämförelser av socialtjänsten 2019", text))
    return made
