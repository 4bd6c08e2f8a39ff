"""The main job, end to end, on the example web: crawl → read → index → search → the right page of the right report."""

import json
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from indexer.engines import open_engine
from models.search import SearchQuery
from tests.line import start_line
from tests.sites.server import expected, truth

pytestmark = pytest.mark.replica
GOLDEN = Path(__file__).parents[1] / "golden" / "queries.jsonl"


def bare(*texts):
    """What is left of a text when case, spaces and punctuation do not count."""
    return "".join(letter for text in texts for letter in (text or "").casefold() if letter.isalnum())


def page_of(address):
    return unquote(urlsplit(address)._replace(fragment="").geturl())


@pytest.fixture(scope="module")
def found(line):
    return line.export()


@pytest.fixture(scope="module")
def pairs(found):
    """(wanted, found) for each report that should be found and was, by environment and the address of its file."""
    rows = {(row["environment"], row["file_url"]): row for row in found if row["kind"] == "report"}
    wanted = [row for row in expected() if row["kind"] == "report"]
    return [
        (row, rows[(row["environment"], row["file_url"])])
        for row in wanted
        if (row["environment"], row["file_url"]) in rows
    ]


def test_every_report_is_found_once_and_nothing_else(found, pairs):
    reports = [row for row in found if row["kind"] == "report"]
    wanted = [row for row in expected() if row["kind"] == "report"]
    assert len(wanted) == 40
    assert {row["title"] for row in wanted} - {row["title"] for row, _ in pairs} == set()
    assert [row["title"] for row in reports if row["report"] not in {row["report"] for _, row in pairs}] == []
    assert len(reports) == len({row["report"] for row in reports}) == len(wanted)
    assert [row["page_url"] for wanted, row in pairs if page_of(row["page_url"]) != page_of(wanted["page_url"])] == []


@pytest.mark.parametrize(
    ("field", "share"),
    [("whole title", 0.95), ("title", 0.95), ("authors", 0.9), ("year", 0.95), ("series_number", 0.95)],
)
def test_the_values_are_right(pairs, field, share):
    def value(row):
        return bare(row["title"], row["subtitle"]) if field == "whole title" else row[field]

    wrong = [(value(wanted), value(row)) for wanted, row in pairs if value(wanted) != value(row)]
    assert len(pairs) - len(wrong) >= share * len(pairs), wrong


def test_projects_are_found(found):
    def rows(lines):
        return {(r["environment"], r["title"], r["status"], r["period"]) for r in lines if r["kind"] == "project"}

    assert rows(found) == rows(expected())


def test_a_second_run_changes_nothing(line, found):
    def stored():
        return sum(file.stat().st_size for file in (line.settings.archive / "files").rglob("*") if file.is_file())

    size = stored()
    crawled = line.fou("crawl", "--json")
    assert crawled.returncode == 0, crawled.stderr
    assert stored() == size
    indexed = json.loads(line.fou("index", "--json").stdout)
    assert indexed["read"] == {}
    assert (indexed["published"], indexed["removed"], indexed["embedded"]) == (0, 0, 0)
    after = line.export()
    assert {row["life_event"] for row in after} == {"unchanged"}
    assert [{**row, "life_event": None} for row in found] == [{**row, "life_event": None} for row in after]


def thirty():
    """Thirty of the queries kept aside from tuning: the first three of each kind. Synonyms are not among them: word
    families are not built yet (docs/search-quality.md gives the figures for all 36)."""
    kinds = {}
    for row in map(json.loads, GOLDEN.read_text(encoding="utf-8").splitlines()):
        if row["kind"] not in ("synonym", "no-answer"):
            kinds.setdefault(row["kind"], []).append(row)
    return [row for rows in kinds.values() for row in rows[:3]]


def test_thirty_queries_find_the_report_and_its_page(line):
    """At least 27 have the right report first; at least 24 a page that answers among the passages shown for it."""
    studies = truth()
    no_report, no_page = [], []
    with closing(open_engine(line.settings)) as engine:
        for row in thirty():
            titles = {bare(studies[s]["title"], studies[s]["subtitle"]) for s in (row["study"], *row["also"])}
            first = next(iter(engine.search(SearchQuery(text=row["query"])).hits), None)
            right = first is not None and bare(first.record.title, first.record.subtitle) in titles
            shown = {passage.page for passage in first.passages} if first is not None and right else set()
            if not right:
                no_report.append(row["query"])
            if not shown & {n for quote in row["answers"] for n in pages_of(studies[row["study"]], quote)}:
                no_page.append(row["query"])
    assert len(thirty()) == 30
    assert len(no_report) <= 3, no_report
    assert len(no_page) <= 6, no_page


def pages_of(study, quote):
    """The PDF pages on which the quoted paragraph of a study stands."""
    wanted = " ".join(quote.split())
    pages = {page for part in study["paragraphs"] if wanted in " ".join(part["text"].split()) for page in part["pages"]}
    assert pages, f"the truth file does not know {quote!r}"
    return pages


@pytest.mark.parametrize(
    ("query", "words"),
    [("äldreomsorgspersonal", "personal"), ("orosanmalan", "orosanmäl"), ("aldreomsorg", "äldreomsorg")],
)
def test_compounds_and_lost_letters_are_found_and_marked(line, query, words):
    with closing(open_engine(line.settings)) as engine:
        hits = engine.search(SearchQuery(text=query, mode="exact")).hits
    marked = [
        passage.text[span.start : span.end].casefold()
        for hit in hits
        for passage in hit.passages
        for span in passage.spans
    ]
    assert any(words in text for text in marked), marked


def test_trouble_is_named_and_disturbs_nothing_else(web, tmp_path_factory):
    troubled = start_line(tmp_path_factory.mktemp("trouble"), trouble=True, embedding="null")
    crawled = troubled.fou("crawl", "fou-trubbel", "--json")
    assert crawled.returncode in (0, 9), crawled.stderr
    troubled.fou("index", "--json")
    state = json.loads(troubled.fou("status", "--json").stdout)
    outcomes = {row["outcome"] for row in state["troubles"]}
    assert outcomes == {"broken", "empty file", "wrong type", "encrypted", "not found", "timed out", "unreachable"}
    assert state["index"]["reports"] == 2
