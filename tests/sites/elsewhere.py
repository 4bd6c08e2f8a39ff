"""Hosts that belong to no environment: others' "FoU-rapporter", and what a crawler must never be led into."""

from tests.sites.web import Host, Web

NUMBER = 10
SPORT = "/fou/fou-rapport-2017-1/"
SPORT_FILE = "/globalassets/fou-rapporter/fou-rapport-2017-1.pdf"


def host(web: Web) -> Host:
    """A sports federation that has a series of the same name."""
    made = Host("idrotten", NUMBER, "both", b"<!DOCTYPE html><title>Sidan finns inte</title><p>404</p>")
    head = '<!DOCTYPE html><html lang="sv"><meta charset="utf-8"><title>Exempelidrotten</title>'
    made.page("/", f'{head}<h1>Exempelidrotten</h1><a href="{SPORT}">FoU-rapport 2017:1</a> Påhittad webbplats.</html>')
    made.page(
        SPORT,
        f"{head}<h1>FoU-rapport 2017:1 Varför slutar ungdomar idrotta?</h1><p>Forskning om föreningsidrott.</p>"
        f'<p><a href="{SPORT_FILE}">Ladda ner rapporten (pdf)</a> Påhittad webbplats.</p></html>',
    )
    made.add(SPORT_FILE, web.document("Varför slutar ungdomar idrotta?", "FoU-rapport 2017:1\nExempelidrotten"))
    return made
