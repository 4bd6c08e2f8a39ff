"""Lists of reports: read whatever their columns are called, deposited, and crawled as feeds."""

import json
from pathlib import Path

import pytest

import config
from config.environments import read_environment
from config.settings import load
from crawler.archive import Archive
from crawler.deposit_list import deposit_list
from crawler.reading.table import TableError, read_table
from models.environment import Environment, Scope
from models.errors import SettingsError
from models.sighting import FetchOutcome, HealthKind, LifeEvent, Sighting
from tests.crawler.test_crawl import LONG, listing
from tests.crawler.web import crawl, environment, page, pdf, serve
from tests.fou.test_command_line import fou

UNIT = Environment("x", "FoU X", "", Scope(()))


def settings(home: Path, **variables: str) -> config.Settings:
    return load({"FOU_HOME": str(home), "FOU_NOW": "2026-11-24T08:00:00+00:00", **variables})


def kept(home: Path) -> dict[str, Sighting]:
    with Archive(home / "archive") as archive:
        return {sighting.key: sighting for sighting in archive.sightings("x")}


def values(sighting: Sighting) -> dict[str, object]:
    return {claim.field: claim.value for claim in sighting.claims}


SWEDISH = "Fil;Titel;Författare (efternamn, förnamn);Utgivningsår;Rapportnr;Serie;Utgivare\r\n"
REST = "2013;2013:2;Röda;FoU X"
ENGLISH = "file,title,authors,year,number,series,publisher\n"
TABBED = "Filnamn TITEL Författare Publicerat_år nr Skriftserie Utgiven_av"
FIELDS = {"titel": "Väntan", "år": "2013", "nummer": "2013:2", "serie": "Röda", "utgivare": "FoU X"}
NAMES = [{"name": "Anna Ek"}, {"name": "Bo Al"}]
FORMS = {
    "english": f'{ENGLISH}a.pdf,Väntan,"Ek, Anna; Al, Bo",{REST.replace(";", ",")}\n'.encode(),
    "bom": f"{SWEDISH}a.pdf;Väntan;Ek, Anna & Al, Bo;{REST}\r\n".encode("utf-8-sig"),
    "windows": f'{SWEDISH}a.pdf;Väntan;"Ek, Anna; Al, Bo";{REST}\r\n'.encode("cp1252"),
    "tabs": "\n".join(
        row.replace(";", "\t") for row in (TABBED.replace(" ", ";"), f"a.pdf;Väntan;Anna Ek och Bo Al;mars {REST}")
    ).encode("utf-16"),
    "json": json.dumps([{**FIELDS, "file": "a.pdf", "authors": ["Anna Ek", "Bo Al"], "år": 2013}]).encode(),
    "json feed": json.dumps(
        {"version": "1.1", "items": [{**FIELDS, "attachments": [{"url": "a.pdf"}], "authors": NAMES}]}
    ).encode(),
    "json by file": json.dumps({"a.pdf": {**FIELDS, "författare": "Anna Ek, Bo Al"}}).encode(),
}


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS.keys())
def test_a_table_is_read_whatever_its_form(body: bytes) -> None:
    entries, problems = read_table(body)
    assert problems == []
    assert [entry.file or entry.file_url for entry in entries] == ["a.pdf"]
    assert {claim.field: claim.value for claim in entries[0].claims} == {
        "title": "Väntan", "authors": ("Anna Ek", "Bo Al"), "year": "2013", "number": "2013:2", "series": "Röda",
        "publisher": "FoU X",
    }  # fmt: skip


def test_what_is_wrong_with_a_row_is_named_and_takes_nothing_else_away() -> None:
    body = (
        "titel;år;länk;webbsida;format\nVäntan;u.å.;ftp://x.se/a.pdf;www.x.se/vantan;A4\n;2013;;;\n\n"
        "Natt;2014;https://x.se/natt.pdf;;\nDag;;https://x.se/dag;;;extra\n"
    )
    entries, problems = read_table(body.encode())
    assert problems == [
        "row 2: 'ftp://x.se/a.pdf' is no http or https address",
        "row 2: 'u.å.' is no year",
        "row 3: names neither file, address nor title",
        "the column 'format' is not known, what it says was left out",
        "the column 'column 6' is not known, what it says was left out",
    ]
    places = [(entry.number, entry.name, entry.page_url, entry.file_url) for entry in entries]
    assert places == [
        (2, "vantan", "https://www.x.se/vantan", ""),
        (5, "natt", "", "https://x.se/natt.pdf"),
        (6, "dag", "https://x.se/dag", ""),
    ]


def test_a_cell_may_hold_line_breaks_and_the_heading_may_come_late() -> None:
    entries, problems = read_table('\n;;\nTitel;Nyckelord\n"Barn\nsom väntar";natt, hemtjänst\n'.encode())
    assert (len(entries), problems) == (1, [])
    assert [claim.value for claim in entries[0].claims] == ["Barn\nsom väntar", ("natt", "hemtjänst")]


@pytest.mark.parametrize(
    "body", [b"<html><h1>404</h1>", b"{", b"[1]", b"", b"en lapp\nutan kolumner", b"a,b\n1,2", b'"x']
)
def test_what_is_no_table(body: bytes) -> None:
    with pytest.raises(TableError):
        read_table(body)


def test_a_list_of_files_lives_as_a_site_does(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "list.csv"
    (tmp_path / "äldre").mkdir()
    (tmp_path / "a.pdf").write_bytes(b"%PDF a")
    (tmp_path / "äldre" / "b.pdf").write_bytes(b"%PDF b")
    whole = "fil;titel;år\na.pdf;Väntan;2013\näldre\\b.pdf;Natt;2014\n;Bara känd;2015\n"
    path.write_text(whole, encoding="utf-8-sig")
    health, problems = deposit_list(settings(home), path, UNIT)
    assert (health.kind, health.events, problems) == (HealthKind.OK, {"new": 3}, ())
    assert {key: s.file_outcome for key, s in kept(home).items()} == {
        "a.pdf": FetchOutcome.OK, "äldre/b.pdf": FetchOutcome.OK, "#bara-kand": None,
    }  # fmt: skip
    first = kept(home)
    health, _ = deposit_list(settings(home), path, UNIT)
    assert (health.kind, health.events) == (HealthKind.QUIET, {"unchanged": 3})
    assert {key: s.file_sha256 for key, s in kept(home).items()} == {key: s.file_sha256 for key, s in first.items()}

    path.write_text(whole.replace("Väntan;2013", "Väntan;2012").replace("äldre\\b.pdf;Natt;2014\n", ""))
    deposit_list(settings(home), path, UNIT)
    events = {key: s.event for key, s in kept(home).items()}
    assert events == {
        "a.pdf": LifeEvent.CHANGED, "äldre/b.pdf": LifeEvent.VANISHED, "#bara-kand": LifeEvent.UNCHANGED,
    }  # fmt: skip
    path.write_text(whole)
    deposit_list(settings(home), path, UNIT)
    assert kept(home)["äldre/b.pdf"].event is LifeEvent.RETURNED


def test_a_row_with_a_fault_loses_nothing(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.pdf").write_bytes(b"%PDF secret")
    for name in ("a.pdf", "b.pdf", "c.exe"):
        (folder / name).write_bytes(b"%PDF " + name.encode())
    path = folder / "list.csv"
    path.write_text("file,title\na.pdf,A\nb.pdf,B\n")
    deposit_list(settings(home), path, UNIT)
    before = kept(home)
    (folder / "b.pdf").unlink()
    path.write_text("file,title\na.pdf,A\nb.pdf,B\n../secret.pdf,C\nc.exe,D\na.pdf,E\n,,\n\n,  \n")
    health, problems = deposit_list(settings(home), path, UNIT)
    assert problems == (
        "row 3: b.pdf is not there", "row 4: ../secret.pdf lies outside the list's folder",
        "row 5: c.exe is no document",
        "row 6: the same report as row 2",
    )  # fmt: skip
    assert "row 3: b.pdf is not there" in health.reason
    after = kept(home)
    assert after["b.pdf"].file_sha256 == before["b.pdf"].file_sha256
    assert after["b.pdf"].event is LifeEvent.UNCHANGED
    assert (after["../secret.pdf"].file_sha256, values(after["../secret.pdf"])) == (None, {"title": "C"})

    # a row that names nothing may be the one that is missed
    path.write_text("file,title,year\na.pdf,A,\n,,2014\n")
    _, problems = deposit_list(settings(home), path, UNIT)
    assert problems == ("row 3: names neither file, address nor title",)
    assert LifeEvent.VANISHED not in {s.event for s in kept(home).values()}


def test_lists_and_folders_of_one_environment_leave_each_other_alone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.pdf").write_bytes(b"%PDF " + name.encode())
        (tmp_path / name / "list.csv").write_text(f"file,title\na.pdf,{name}\n")
        deposit_list(settings(tmp_path / "home"), tmp_path / name / "list.csv", UNIT)
    found = kept(tmp_path / "home")
    assert {str(values(s)["title"]) for s in found.values()} == {"one", "two"}
    assert {s.event for s in found.values()} == {LifeEvent.NEW}


def test_no_list(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("titel;år\n")
    with pytest.raises(SettingsError, match="names no report"):
        deposit_list(settings(tmp_path / "home"), tmp_path / "list.csv", UNIT)
    assert kept(tmp_path / "home") == {}


@pytest.fixture
def one_environment(tmp_path: Path) -> Path:
    folder = tmp_path / "environments"
    folder.mkdir()
    (folder / "x.toml").write_text('id = "x"\nname = "FoU X"\nhome = ""\n')
    return folder


@pytest.mark.replica
def test_a_list_of_addresses_is_fetched_as_a_guest(tmp_path: Path, one_environment: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "list.csv"
    replies = {
        "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /hemligt\n"),
        "/a.pdf": pdf("a"), "/hemligt/b.pdf": pdf("b"), "/c": "<html>Logga in</html>",
        "/away.pdf": (302, {"Location": "http://10.0.0.1/x.pdf"}, b""),
    }  # fmt: skip
    with serve(replies) as web:
        rows = "".join(
            f"{address};{title}\n"
            for address, title in (
                (f"{web.address}/a.pdf", "A"), (f"{web.address}/hemligt/b.pdf", "B"), (f"{web.address}/c", "C"),
                (f"{web.address}/away.pdf", "Away"), ("http://192.168.0.1/d.pdf", "D"), (f"{web.address}/e.pdf", "E"),
            )
        )  # fmt: skip
        path.write_text("fil;titel\n" + rows)
        variables = {"FOU_ALLOW_LOOPBACK": "1", "FOU_CRAWL_DELAY": "0", "FOU_ENVIRONMENTS": str(one_environment)}
        done = fou("add", str(path), "--environment", "x", "--json", home=home, **variables)
        assert done.returncode == 9, done.stderr
        told = json.loads(done.stdout)
        assert [problem.partition(": ")[0] for problem in told["problems"]] == [f"row {n}" for n in (3, 4, 5, 6, 7)]
        outcomes = {str(values(s)["title"]): s.file_outcome for s in kept(home).values()}
        assert outcomes == {
            "A": FetchOutcome.OK, "B": FetchOutcome.ROBOTS, "C": FetchOutcome.WRONG_TYPE,
            "Away": FetchOutcome.OUTSIDE_SCOPE, "D": FetchOutcome.OUTSIDE_SCOPE, "E": FetchOutcome.NOT_FOUND,
        }  # fmt: skip
        assert kept(home)[f"{web.address}/a.pdf"].file_sha256
        path.write_text(f"fil;titel\n{web.address}/a.pdf;A\n")
        again = fou("add", str(path), "--environment", "x", home=home, **variables)
        assert again.returncode == 0, again.stderr
        assert web.asked[-1][0] == "/a.pdf"
        assert "if-none-match" in web.asked[-1][1]
        assert "oförändrade 1" in again.stdout


FEED = "fil;titel;år;sida\nf/1.pdf;Ensamma barn;2019;\n/f/2.pdf;Hemtjänst på natten;2020;\n;Bara känd;2021;\n"


@pytest.mark.replica
def test_a_feed_is_a_source_of_its_own(tmp_path: Path) -> None:
    replies = {"/data/rapporter.csv": (200, {"Content-Type": "text/csv"}, FEED.encode("utf-8-sig")),
               "/data/f/1.pdf": pdf("1"), "/f/2.pdf": pdf("2")}  # fmt: skip
    with serve(replies) as web:
        unit = {"id": "x", "name": "FoU X", "home": "", "scope": [], "feed": f"{web.address}/data/rapporter.csv"}
        health = crawl(tmp_path, [unit])[0]
        assert (health.kind, health.events) == (HealthKind.OK, {"new": 3})
        found = {str(values(s)["title"]): s.file_outcome for s in kept(tmp_path).values()}
        # what does not lie beside the feed needs to be named in the scope
        assert found == {
            "Ensamma barn": FetchOutcome.OK,
            "Hemtjänst på natten": FetchOutcome.OUTSIDE_SCOPE,
            "Bara känd": None,
        }
        unit["files"] = [f"{web.address}/f/"]
        assert crawl(tmp_path, [unit])[0].events == {"changed": 1, "unchanged": 2}
        web.asked.clear()
        health = crawl(tmp_path, [unit])[0]
        assert (health.kind, health.events) == (HealthKind.QUIET, {"unchanged": 3})
        assert health.fetches == {"not modified": 3}
        feed = web.replies["/data/rapporter.csv"]
        web.replies["/data/rapporter.csv"] = (
            200,
            {"Content-Type": "text/csv"},
            FEED.replace(";Bara känd;2021;\n", "").encode(),
        )
        assert crawl(tmp_path, [unit])[0].events == {"unchanged": 2, "vanished": 1}
        web.replies["/data/rapporter.csv"] = feed
        assert crawl(tmp_path, [unit])[0].events == {"returned": 1, "unchanged": 2}
        for broken in ("<h1>Underhåll</h1>", (404, {}, b""), (200, {}, b"titel;\xe5r\n")):
            web.replies["/data/rapporter.csv"] = broken
            health = crawl(tmp_path, [unit])[0]
            assert health.kind not in (HealthKind.OK, HealthKind.QUIET)
            assert set(health.events) == {"unchanged"}


@pytest.mark.replica
def test_a_feed_beside_pages_tells_of_the_same_reports_once(tmp_path: Path) -> None:
    start = listing(("/p/barn", "Rapport: Ensamma barn"))
    replies = {
        "/": page("FoU X", start), "/f/1.pdf": pdf("1"), "/f/2.pdf": pdf("2"),
        "/p/barn": page("Ensamma barn", f'<p>FoU-rapport 2019:1</p>{LONG}<a href="/f/1.pdf">Ladda ner rapporten</a>'),
        "/rapporter.json": (200, {"Content-Type": "application/json"}, json.dumps([
            {"url": "/f/1.pdf", "title": "Ensamma barn", "publisher": "Bygdens kommunförbund"},
            {"url": "/f/2.pdf", "title": "Hemtjänst på natten"},
            {"year": 1999},
        ]).encode()),
    }  # fmt: skip
    with serve(replies) as web:
        health = crawl(tmp_path, [environment(web, feed=f"{web.address}/rapporter.json")])[0]
    assert health.events == {"new": 2}
    assert health.reason == "2 new or changed; row 3: names neither file, address nor title"
    found = {str(values(s)["title"]): s for s in kept(tmp_path).values()}
    assert set(found) == {"Ensamma barn", "Hemtjänst på natten"}
    assert values(found["Ensamma barn"])["publisher"] == "Bygdens kommunförbund"
    assert found["Ensamma barn"].page_url == f"{web.address}/p/barn"


def test_a_feed_needs_no_scope(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('id = "x"\nname = "X"\nhome = ""\nfeed = "https://x.se/rapporter.csv"\n')
    assert read_environment(path).feed == "https://x.se/rapporter.csv"
    path.write_text('id = "x"\nname = "X"\nhome = ""\nfeed = "rapporter.csv"\n')
    with pytest.raises(SettingsError, match="http"):
        read_environment(path)
