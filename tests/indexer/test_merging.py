"""From sightings to records: links, corrections and ids that last, as readers and the export see them."""

import json
from contextlib import closing
from dataclasses import replace

import pytest

import config
from crawler.deposit import deposit
from indexer.engines import open_engine
from indexer.explain import explain
from indexer.export import export_lines
from indexer.pipeline import index, rebuild
from models.errors import UnknownReportError
from models.search import SearchQuery
from tests.golden.pairs.texts import body

STUDY = "sex-mil-till-nasta"
FRONT = [
    "Sex mil till nästa",
    "Hemtjänst över långa avstånd i två inlandskommuner",
    "Gunvor Risberg",
    "FoU-rapport 2004:2",
]
SHORT = [FRONT[0], "Kortversion", "Gunvor Risberg", "2004"]
RULING = 'who = "redaktionen"\nwhy = "Så står det på omslaget."\nwhen = 2026-11-28\n'


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "corrections").mkdir()
    given = {
        "FOU_HOME": str(tmp_path / "home"), "FOU_EMBEDDING": "null", "FOU_CORRECTIONS": str(tmp_path / "corrections"),
        "FOU_NOW": "2026-11-01T08:00:00+00:00",
    }  # fmt: skip
    return replace(config.load(given), threads=1)


def put(settings, tmp_path, environment, name, blocks):
    folder = tmp_path / environment
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n\n".join(blocks), encoding="utf-8")
    deposit(settings, folder, config.load_environments(settings.environments)[environment])


def lines(settings):
    return {(line["environment"], line["file_url"] or line["title"]): line for line in export_lines(settings)}


def reports(settings):
    return {line["report"]: line for line in export_lines(settings)}


def record(settings, report):
    with closing(open_engine(settings)) as engine:
        return engine.report(report)


def test_a_copy_is_joined_and_a_short_version_linked(settings, tmp_path):
    whole = [*FRONT, *body(STUDY, [])]
    put(settings, tmp_path, "nestor", "a.txt", whole)
    put(settings, tmp_path, "fou-dalarna", "b.txt", [*FRONT, *body(STUDY, ["typeset:broken"])])
    put(settings, tmp_path, "nestor", "kort.txt", [*SHORT, *body(STUDY, ["short"])])
    index(settings)
    found = reports(settings)
    assert len(found) == 2
    by_pages = sorted((record(settings, report) for report in found), key=lambda r: len(r.addresses))
    short, long = by_pages
    assert sorted(address.environment for address in long.addresses) == ["fou-dalarna", "nestor"]
    assert [(link.kind, link.report) for link in short.links] == [("short version of", long.id)]
    assert [(link.kind, link.report) for link in long.links] == [("has short version", short.id)]
    told = explain(settings, long.id)
    assert {copy.rule for copy in told.copies} == {"first", "same text"}
    assert next(decision.verdict for decision in told.kept_apart) == "short"
    assert explain(settings, next(c.id for c in told.copies if c.rule != "first")) == told
    with pytest.raises(UnknownReportError):
        explain(settings, "0000000000")


def test_an_id_that_was_given_goes_on_leading_to_the_report(settings, tmp_path):
    put(settings, tmp_path, "nestor", "z.txt", [*FRONT, *body(STUDY, [])])
    index(settings)
    (first,) = reports(settings)
    # the same report, found the same day in an environment that comes before in order: it becomes the first copy
    put(settings, tmp_path, "fou-dalarna", "b.txt", [*FRONT, *body(STUDY, ["typeset"])])
    index(settings)
    (now,) = reports(settings)
    for _ in range(2):
        with closing(open_engine(settings)) as engine:
            assert now == first or json.loads(engine.record("alias", first)) == now
            assert engine.search(SearchQuery(text="hemtjänst")).total == 1
        rebuild(settings)
    assert index(settings).published == 0


def test_a_correction_beats_every_rule_and_shows_as_such(settings, tmp_path):
    put(settings, tmp_path, "nestor", "a.txt", [*FRONT, *body(STUDY, [])])
    index(settings)
    (report,) = reports(settings)
    (tmp_path / "corrections" / "a.toml").write_text(
        f'[[correction]]\nreport = "{report}"\nfield = "year"\nvalue = 2005\n{RULING}'
        f'[[correction]]\nreport = "{report}"\nfield = "authors"\nvalue = []\n{RULING}'
        f'[[correction]]\nreport = "https://borta.example/x.pdf"\nfield = "year"\nvalue = 1999\n{RULING}',
        encoding="utf-8",
    )
    summary = index(settings)
    assert summary.published == 1
    assert summary.lost_corrections == ("a.toml, line 15",)
    put(settings, tmp_path, "nestor", "a.txt", [*FRONT, *body(STUDY, ["typeset"])])  # a new version of the file
    index(settings)
    shown = record(settings, report)
    assert (shown.year, shown.authors) == (2005, ())
    said = [claim for claim in shown.evidence if claim.field == "year"]
    assert (said[0].value, said[0].rule, said[0].quote) == (
        "2005", "correction redaktionen 2026-11-28", "Så står det på omslaget.",
    )  # fmt: skip
    assert any(claim.value == "2004" for claim in said[1:]), "what the rules found is still shown"
    (line,) = export_lines(settings)
    assert line["year"] == 2005
    assert line["corrected"][1] == {
        "field": "year", "who": "redaktionen", "when": "2026-11-28", "why": "Så står det på omslaget.",
    }  # fmt: skip


def test_people_part_and_join(settings, tmp_path):
    put(settings, tmp_path, "nestor", "a.txt", [*FRONT, *body(STUDY, [])])
    put(settings, tmp_path, "nestor", "b.txt", [*FRONT, *body(STUDY, ["typeset"])])
    put(settings, tmp_path, "nestor", "c.txt", ["Något annat", *body("efter-haschet", [])])
    index(settings)
    joined = next(r for r in reports(settings) if len(record(settings, r).addresses) == 2)
    one, other = (copy.id for copy in explain(settings, joined).copies)
    third = next(r for r in reports(settings) if r != joined)
    (tmp_path / "corrections" / "a.toml").write_text(
        f'[[apart]]\nreports = ["{one}", "{other}"]\n{RULING}[[same]]\nreports = ["{other}", "{third}"]\n{RULING}',
        encoding="utf-8",
    )
    index(settings)
    assert {len(record(settings, r).addresses) for r in reports(settings)} == {1, 2}
    told = explain(settings, third)
    assert {copy.id for copy in told.copies} == {other, third}
    assert told.joined[0].evidence["why"] == "Så står det på omslaget."
