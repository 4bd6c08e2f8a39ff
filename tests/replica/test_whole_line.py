"""The main job, end to end, on the example web: crawl → read → index → search → the right page of the right report."""

import json
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engines import open_engine
from models.search import SearchQuery
from tests.line import start_line
from tests.sites.server import expected, truth

pytestmark = pytest.mark.replica
GOLDEN = Path(__file__).parents[1] / "golden" / "queries.jsonl"


def same(a, b):
    """Equal but for case, spaces, dashes and punctuation at the end."""

    def bare(text):
        text = unicodedata.normalize("NFC", text or "").casefold()
        return "".join(letter for letter in text if letter.isalnum())

    return bare(a) == bare(b)


def whole_title(title, subtitle):
    return f"{title} {subtitle or ''}"


@pytest.fixture(scope="module")
def found(line):
    return line.export()


@pytest.fixture(scope="module")
def pairs(found):
    """(expected, found) for each expected report that was found, by environment and whole title or file."""
    rows = [row for row in found if row["kind"] == "report"]
    matched = []
    for wanted in (row for row in expected() if row["kind"] == "report"):
        for row in rows:
            if row["environment"] == wanted["environment"] and row["file_url"] == wanted["file_url"]:
                matched.append((wanted, row))
                break
    return matched


def test_every_report_is_found_once_and_nothing_else(found, pairs):
    reports = [row for row in found if row["kind"] == "report"]
    wanted = [row for row in expected() if row["kind"] == "report"]
    missing = {row["title"] for row in wanted} - {row["title"] for row, _ in pairs}
    extra = [row for row in reports if row["report"] not in {row["report"] for _, row in pairs}]
    assert not missing
    assert not extra
    assert len(reports) == len(wanted) == len({row["report"] for row in reports})


def test_titles_years_and_authors_are_right(pairs):
    titles = [
        (wanted, row)
        for wanted, row in pairs
        if not same(whole_title(row["title"], row["subtitle"]), whole_title(wanted["title"], wanted.get("subtitle")))
    ]
    years = [(w["title"], w["year"], r["year"]) for w, r in pairs if w["year"] != r["year"]]
    authors = [(w["authors"], r["authors"]) for w, r in pairs if list(w["authors"]) != list(r["authors"])]
    numbers = [(w["series_number"], r["series_number"]) for w, r in pairs if w["series_number"] != r["series_number"]]
    assert len(titles) <= 0.05 * len(pairs), [(w["title"], r["title"], r["subtitle"]) for w, r in titles]
    assert len(years) <= 0.05 * len(pairs), years
    assert len(authors) <= 0.10 * len(pairs), authors
    assert len(numbers) <= 0.05 * len(pairs), numbers


def test_projects_are_found(found):
    wanted = {(row["environment"], row["title"], row["status"]) for row in expected() if row["kind"] == "project"}
    got = {(row["environment"], row["title"], row["status"]) for row in found if row["kind"] == "project"}
    assert got == wanted


def test_a_second_run_changes_nothing(line):
    before = line.export()
    size = sum(f.stat().st_size for f in (line.settings.archive / "files").rglob("*") if f.is_file())
    crawled = line.fou("crawl", "--json")
    assert crawled.returncode == 0, crawled.stderr
    assert sum(f.stat().st_size for f in (line.settings.archive / "files").rglob("*") if f.is_file()) == size
    indexed = json.loads(line.fou("index", "--json").stdout)
    assert indexed["read"] == {}
    assert (indexed["published"], indexed["removed"], indexed["embedded"]) == (0, 0, 0)
    after = line.export()
    assert {row["life_event"] for row in after} == {"unchanged"}
    bare = [{**row, "life_event": None} for row in before]
    assert bare == [{**row, "life_event": None} for row in after]


def golden():
    return [json.loads(row) for row in GOLDEN.read_text(encoding="utf-8").splitlines() if row]


def test_the_thirty_queries_have_report_and_page(line):
    """Of the queries with an answer at least nine in ten have the report first, and eight in ten show its page."""
    pages = truth()
    asked = [row for row in golden() if row["study"]]
    reports_wrong, pages_wrong = [], []
    with closing(open_engine(line.settings)) as engine:
        for row in asked:
            hits = engine.search(SearchQuery(text=row["query"])).hits
            title = whole_title(pages[row["study"]]["title"], pages[row["study"]].get("subtitle"))
            also = {whole_title(pages[s]["title"], pages[s].get("subtitle")) for s in row["also"]}
            first = hits[0] if hits else None
            if first is None or not any(
                same(whole_title(first.record.title, first.record.subtitle), t) for t in {title, *also}
            ):
                reports_wrong.append((row["kind"], row["query"], first and first.record.title))
            right = pages_of(pages[row["study"]], row["quote"])
            shown = {p.page for p in first.passages} if first else set()
            if not shown & right:
                pages_wrong.append((row["kind"], row["query"], sorted(shown), sorted(right)))
    assert len(reports_wrong) <= 0.10 * len(asked), reports_wrong
    assert len(pages_wrong) <= 0.20 * len(asked), pages_wrong


def pages_of(study, quote):
    """The PDF pages on which the quoted paragraph of a study stands."""
    wanted = " ".join(quote.split())
    pages = {page for part in study["paragraphs"] if wanted in " ".join(part["text"].split()) for page in part["pages"]}
    assert pages, f"the truth file does not know {quote!r}"
    return pages


def test_trouble_is_named_and_disturbs_nothing_else(web, tmp_path_factory):
    troubled = start_line(tmp_path_factory.mktemp("trouble"), trouble=True, embedding="null")
    crawled = troubled.fou("crawl", "fou-trubbel", "--json")
    assert crawled.returncode in (0, 9), crawled.stderr
    troubled.fou("index", "--json")
    state = json.loads(troubled.fou("status", "--json").stdout)
    outcomes = {row["outcome"] for row in state["troubles"]}
    assert {"broken", "empty file", "not a document", "encrypted", "not found", "timed out", "unreachable"} <= outcomes
    assert state["index"]["reports"] == 2
