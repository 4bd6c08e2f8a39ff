"""Types F and G: older reports only named in annual reports, without files; newer ones in the principal's document
portal on another host, where the link's words carry type and size, among minutes whose names begin with "Rapport från".
Some files lie about their length (fou_sites.md §2 Jämtland, Västernorrland, Blekinge; §10 9, 15)."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import Host, Resource, Site, Web, data, kilobytes, listed

ID, NUMBER, PORTAL_NUMBER = "fou-fjallen", 16, 17
PATHS = {
    "start": "/foufjallen.4.7b1d0c2e16a3f4b5c6d1.html",
    "work": "/foufjallen/pagaendefouarbete.4.7b1d0c2e16a3f4b5c6f4.html",
    "annual": "/foufjallen/verksamhetsberattelser.4.7b1d0c2e16a3f4b5c702.html",
}
FOLDER = "/fou-fjallen/?mapp=fou-rapporter"
TOO_LONG = ("fjall-arbetsmiljo-hemtjanst", "fjall-egenvard")
"""Their files claim to be longer than they are."""
PLAIN_TEXT = "fjall-ungas-psykiska"
"""Its file is said to be plain text."""
INTERNAL = "/fou-fjallen/intern/"
"""Robots.txt asks to leave it alone."""


def site(web: Web) -> Site:
    """The region's section and its portal in the web's state."""
    base, portal = web.base(NUMBER), web.base(PORTAL_NUMBER)
    rows = reports(ID, web)
    filed = [row for row in rows if row.file and web.since(row.own.get("file_since", "first"))]
    named = [row for row in rows if row not in filed]
    annual = {year: f"/foufjallen/verksamhetsberattelse{year}.4.7b1d0c2e16a3{year}.html" for year in _years(rows)}

    def render(template: str, path: str = "", **values: Any) -> str:
        return pages("fjallen").get_template(template).render(path=path, portal=portal, p=PATHS, **values)

    made = Host(ID, NUMBER, "modified", render("start", title="Sidan finns inte").encode())
    home = f'<!doctype html><html lang="sv"><title>Region Fjällen</title><a href="{PATHS["start"]}">FoU</a></html>'
    made.page("/", home)
    made.page("/4.html", home)
    made.page(PATHS["start"], render("start", PATHS["start"], title="FoU Fjällen"))
    work = [
        {"title": row.title, "text": row.text, "period": row.period, "status": row.status_in(web.state)}
        for row in projects(ID, web)
    ]
    made.page(PATHS["work"], render("arbete", PATHS["work"], title="Pågående FoU-arbete", rows=work))
    years = sorted(annual.items(), reverse=True)
    list_of_years = render("berattelser", PATHS["annual"], title="Verksamhetsberättelser", rows=years)
    made.page(PATHS["annual"], list_of_years, date(years[0][0] + 1, 3, 1) if web.since("year") else None)
    for year, path in annual.items():
        those = [_reference(row) for row in rows if row.own.get("listed") == year]
        title = f"Verksamhetsberättelse {year}"
        made.page(path, render("berattelse", path, title=title, year=year, rows=those), date(year + 1, 3, 1))
    store = _portal(web, filed, render)
    facts = environment(
        ID, "FoU Fjällen", base + PATHS["start"], pages=[f"{base}/foufjallen", f"{portal}/fou-fjallen/"],
        files=[f"{portal}/download/"], presentation="", in_counties=["Jämtlands län"],
        in_municipalities=["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund"],
    )  # fmt: skip
    found = [expect(ID, web, row, portal + FOLDER, portal + row.file) for row in filed]
    found += [expect(ID, web, row, base + annual[row.listed]) for row in named]
    return Site(
        facts,
        (made, store),
        tuple(found),
        tuple(expect_project(ID, web, row, base + PATHS["work"]) for row in projects(ID, web)),
        forbidden=(portal + INTERNAL,),
    )


def _years(rows: list[Report]) -> list[int]:
    return sorted({row.listed for row in rows if "listed" in row.own})


def _reference(row: Report) -> dict[str, Any]:
    turned = [f"{name.rpartition(' ')[2]}, {name.rpartition(' ')[0]}" for name in row.authors]
    return {
        "turned": listed(tuple(turned)).replace(" och ", " & "), "year": row.year, "full_title": row.full_title,
        "series_line": row.series_line,
    }  # fmt: skip


def _portal(web: Web, filed: list[Report], render: Any) -> Host:
    made = Host("dokumentportalen", PORTAL_NUMBER, "none", b"<!DOCTYPE html><title>404</title><p>Dokumentet saknas</p>")
    files = []
    for row in filed:
        file = pdf(ID, web, row)
        files.append((row.file, row.link, kilobytes(len(file.body)).replace(",", ".")))
        if row.key in TOO_LONG:
            file = replace(file, length=len(file.body) + 512)
        made.add(row.file, replace(file, content_type="text/plain") if row.key == PLAIN_TEXT else file)
    papers = []
    for row in data(ID)["minutes"]:
        document = web.document(row["title"], row["text"], date(2026, 2, 9))
        made.add(row["file"], document)
        papers.append((row["file"], row["title"], kilobytes(len(document.body)).replace(",", ".")))
    folders = [
        (FOLDER, "FoU-rapporter"),
        ("/fou-fjallen/?mapp=styrgrupp", "Styrgrupp – protokoll och rapporter"),
        (INTERNAL, "Rapporter under arbete"),
    ]
    made.page("/fou-fjallen/", render("portal", title="FoU Fjällen", folders=folders, files=[]))
    made.page(FOLDER, render("portal", title="FoU-rapporter", folders=[("/fou-fjallen/", "Upp")], files=files))
    made.page(folders[1][0], render("portal", title="Styrgrupp", folders=[("/fou-fjallen/", "Upp")], files=papers))
    made.page("/", render("portal", title="Region Fjällens dokument", folders=[("/fou-fjallen/", "FoU")], files=[]))
    draft = "/download/18.77aa/2190/utkast.pdf"
    made.page(
        INTERNAL, render("portal", title="Under arbete", folders=[], files=[(draft, "FoU Fjällen utkast", "9 kB")])
    )
    made.add(draft, web.document("Utkast till rapport", "FoU Fjällen. Får inte spridas."))
    made.add("/robots.txt", Resource(f"User-agent: *\nDisallow: {INTERNAL}\n".encode(), "text/plain"))
    return made
