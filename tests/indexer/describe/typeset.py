"""Front pages of `typeset.toml` as whole documents, for a browser or WeasyPrint to set as they please."""

import tomllib
from pathlib import Path
from typing import Any

STYLE = """
@page { size: A4; margin: 22mm }
body { font: 11pt/1.45 'Liberation Serif'; margin: 0 }
section { position: relative; height: 250mm; break-after: page; overflow: hidden }
.s { font-family: 'Liberation Sans' } .c { text-align: center } .r { text-align: right }
.n { font-family: Carlito } .low { position: absolute; bottom: 0; left: 0; right: 0 }
h1, h2, h3, p { margin: 0 } .up { text-transform: uppercase } .t { letter-spacing: .18em }
.caps { font-variant: small-caps } table { border-collapse: collapse } td { padding: 2pt 14pt 2pt 0 }
"""

CONTENTS = (
    "<h2>Innehåll</h2><p>Förord … 3</p><p>Sammanfattning … 4</p><p>1 Inledning … 5</p><p>2 Metod … 8</p>"
    "<p>3 Resultat … 11</p><p>Referenser … 30</p>"
)

BODY = (
    "<h2>1 Inledning</h2><p>Kommunerna har under många år prövat olika sätt att ge stöd till den som vårdar en "
    "närstående. I den här delen beskrivs varför frågan är viktig och hur arbetet har lagts upp. Uppgifterna kommer "
    "från intervjuer med handläggare, chefer och anhöriga.</p><p>Intervjuerna gjordes av Karin Ek och Olle Strand "
    "under våren. Flera av dem som deltog berättade att stödet kommer för sent, och att de inte visste vart de skulle "
    "vända sig när läget förändrades hemma.</p><h3>1.1 Syfte</h3><p>Syftet är att beskriva vad stödet betyder för den "
    "som får det, och vad som krävs för att det ska nå fram i tid.</p>"
)


def fronts(name: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """The cases of one set ("first" or "kept_aside"): their HTML, and what stands on the front pages (lists as tuples,
    "" for nothing)."""
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        cases = tomllib.load(file)[name]
    return {case: (_page(facts.pop("pages")), _values(facts)) for case, facts in cases.items()}


def _values(facts: dict[str, Any]) -> dict[str, Any]:
    return {field: tuple(value) if isinstance(value, list) else value for field, value in facts.items()}


def _page(pages: list[str]) -> str:
    """The whole document: the front pages, contents and a page of text."""
    inner = "".join(f"<section>{page}</section>" for page in [*pages, CONTENTS, BODY])
    return f"<!doctype html><html lang='sv'><meta charset='utf-8'><style>{STYLE}</style>{inner}"
