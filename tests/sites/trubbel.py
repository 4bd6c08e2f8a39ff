"""A small site where things go wrong: every file has its own trouble, and two good reports stand among them."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pikepdf

from tests.sites.environments import environment
from tests.sites.pdfs.small import small_pdf
from tests.sites.web import ExpectedReport, Host, Resource, Site, Web, data, templates

ID, NAME, NUMBER, CLOSED_NUMBER = "fou-trubbel", "FoU Trubbel", 8, 9
"""On host `CLOSED_NUMBER` nobody listens."""

GOOD: list[dict[str, Any]] = data("fou-trubbel")["good"]

TROUBLE = {
    "/filer/trasig.pdf": "broken",
    "/filer/tom.pdf": "empty file",
    "/filer/egentligen-en-sida.pdf": "not a document",
    "/filer/last.pdf": "encrypted",
    "/filer/saknas.pdf": "not found",
    "/filer/svarar-aldrig.pdf": "timed out",
}
"""Path of each troubled file → what is wrong with it."""
CLOSED = "/filer/stangd.pdf"


def site(web: Web) -> Site:
    """The troubled host on the running port."""
    base, closed = web.base(NUMBER), web.base(CLOSED_NUMBER) + CLOSED

    def render(template: str) -> str:
        return templates("trubbel").get_template(template).render(good=GOOD, trouble=TROUBLE, closed=closed)

    made = Host(
        ID, NUMBER, "modified", render("saknas.html.j2").encode(), silent=frozenset({"/filer/svarar-aldrig.pdf"})
    )
    made.page("/", render("start.html.j2"))
    made.page("/rapporter/", render("rapporter.html.j2"))
    for row in GOOD:
        cover = f"\n{row['author']}\n\nFoU Trubbel\nFoU-rapport {row['number']}\n© {row['year']} FoU Trubbel"
        report = small_pdf(row["title"], cover, f"Sammanfattning\n\n{row['text']}")
        made.add(row["file"], _pdf(report, date(row["year"], 5, 2)))
    whole = small_pdf("Trasig rapport", "Den här filen är avbruten.")
    made.add("/filer/trasig.pdf", _pdf(whole[:300] + b"\x00\xff" * 200, date(2018, 1, 1)))
    made.add("/filer/tom.pdf", _pdf(b"", date(2018, 1, 1)))
    made.add("/filer/egentligen-en-sida.pdf", _pdf(render("inloggning.html.j2").encode(), date(2018, 1, 1)))
    made.add("/filer/last.pdf", _pdf(_locked(), date(2018, 1, 1)))
    facts = environment(
        ID,
        NAME,
        f"{base}/",
        pages=[f"{base}/"],
        files=[f"{web.base(CLOSED_NUMBER)}/"],
        presentation="",
        in_counties=["Gotlands län"],
        in_municipalities=["Gotland"],
    )
    reports = tuple(
        ExpectedReport(
            ID, "", row["title"], "", (row["author"],), row["year"], "FoU-rapport", row["number"], f"{base}/rapporter/",
            base + row["file"],
        )
        for row in GOOD
    )  # fmt: skip
    return Site(facts, (made,), reports)


def _pdf(body: bytes, day: date) -> Resource:
    return Resource(body, "application/pdf", modified=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def _locked() -> bytes:
    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(small_pdf("Låst rapport", "Den här texten är låst."))) as pdf:
        lock = pikepdf.Encryption(owner="agare", user="lasare", R=4, aes=False, metadata=False)
        pdf.save(into, encryption=lock, static_id=True)
    return into.getvalue()
