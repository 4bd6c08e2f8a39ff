"""Whole crawls of small webs on loopback."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.exceptions import CloseSpider

import crawler.crawl
from config.settings import load
from crawler.archive import Archive
from crawler.download import Download, pause_of
from crawler.drafts import Ask
from models.environment import Environment, Scope
from models.errors import OutsideHoursError, SettingsError
from models.sighting import FetchOutcome, HealthKind, LifeEvent
from tests.crawler.oai import DELETED, mods, oai
from tests.crawler.web import Reply, Web, crawl, environment, page, pdf, serve, start

pytestmark = pytest.mark.replica

LONG = "<p>" + "Vi intervjuade handläggare i sex kommuner om hur besluten fattas. " * 4 + "</p>"


DOWNLOAD = '<a href="/f/{}.pdf">Ladda ner rapporten</a>'


def listing(*entries: tuple[str, str]) -> str:
    return "<ul>" + "".join(f'<li><a href="{address}">{text}</a></li>' for address, text in entries) + "</ul>"


def small_site() -> dict[str, Reply]:
    start = listing(
        ("/publikationer", "Publikationer"), ("/projekt", "Projekt"), ("/hemligt/rapport", "Hemlig rapport"),
        ("http://127.0.0.2:9/rapport", "Annan rapport"),
    )  # fmt: skip
    following = '<a rel="next" href="/publikationer?sida=2">Nästa</a>'
    barn, natt = ("/p/barn", "Ensamma barn"), ("/p/natt", "Hemtjänst på natten")
    return {
        "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /hemligt\n"),
        "/": page("FoU X", start),
        "/publikationer": page("Publikationer", listing(barn, natt) + following),
        "/publikationer?sida=2": page("Publikationer", listing(("/p/bo", "Barn och boende"))),
        "/p/barn": page("Ensamma barn", f"<p>FoU-rapport 2019:1</p><p>Av Eva Ek</p>{LONG}{DOWNLOAD.format(1)}"),
        "/p/natt": page("Hemtjänst på natten", LONG + DOWNLOAD.format(2)),
        "/p/bo": page("Barn och boende", f'{LONG}<a href="/f/3.pdf">Rapporten (pdf)</a>'),
        "/projekt": page("Pågående projekt", listing(("/projekt/natt", "Trygga nätter"))),
        "/projekt/natt": page("Trygga nätter", f"<p>Projektet pågår 2025-2027.</p><p>Kontaktperson: Eva Ek</p>{LONG}"),
        "/f/1.pdf": pdf("1"),
        "/f/2.pdf": pdf("2"),
        "/f/3.pdf": "<html><body>Filen finns inte längre</body></html>",
    }


def state(home: Path) -> list[tuple[object, ...]]:
    with Archive(home / "archive") as archive:
        return [
            (s.key, s.kind, s.event, s.page_url, s.file_url, s.file_sha256, s.file_outcome, s.claims, s.reports)
            for s in archive.sightings()
        ]


def bodies(home: Path) -> set[str]:
    return {path.name for path in (home / "archive" / "files").rglob("*") if len(path.name) == 64}


def events(home: Path) -> dict[str, LifeEvent]:
    with Archive(home / "archive") as archive:
        return {s.key.rpartition("/")[2]: s.event for s in archive.sightings()}


def test_a_session_of_any_name_makes_no_other_address(tmp_path: Path) -> None:
    site = small_site()
    menu = '<nav><a href="/om">Om oss</a><a href="/kontakt">Kontakt</a></nav><main>'
    site |= {path: reply.replace("<main>", menu) for path, reply in site.items() if isinstance(reply, str)}
    with serve(site, session="besok") as web:
        web.validators = False
        assert crawl(tmp_path, [environment(web)])[0].events == {"new": 4}
        first, asked, stored = state(tmp_path), len(web.asked), bodies(tmp_path)
        assert not [key for key, *_ in first if "besok" in str(key)]
        assert "/publikationer?sida=2" in web.paths()
        # the home page twice, all else once
        assert sorted(web.paths()) == sorted([*set(web.paths()), "/"])
        web.asked.clear()
        health = crawl(tmp_path, [environment(web)], now="2026-12-24T08:00:00+00:00")[0]
        assert (health.kind, health.events) == (HealthKind.QUIET, {"unchanged": 4})
        assert len(web.asked) < asked
        assert bodies(tmp_path) == stored
        with Archive(tmp_path / "archive") as archive:
            assert [row.reasons for row in archive.readings("x") if row.kind == "session ids"] == [("besok",)]
            assert not [row for row in archive.readings("x") if "besok" in row.address]


def test_finds_everything_once_and_asks_gently_the_second_time(tmp_path: Path) -> None:
    with serve(small_site()) as web:
        health = crawl(tmp_path, [environment(web)])[0]
        assert (health.kind, health.events) == (HealthKind.OK, {"new": 4})
        assert len(web.paths()) == len(set(web.paths()))
        assert not [path for path in web.paths() if path.startswith("/hemligt")]
        assert all(headers["user-agent"].startswith("FoU-banken/0.1 (+http") for _, headers in web.asked)
        with Archive(tmp_path / "archive") as archive:
            found = {s.key.rpartition("/")[2]: s for s in archive.sightings("x")}
            stored = archive.bytes_stored()
            assert archive.file(found["barn"].file_sha256 or "").read_bytes() == pdf("1")
        assert found["bo"].file_outcome is FetchOutcome.WRONG_TYPE
        assert found["natt"].kind in ("report", "project")
        web.asked.clear()
        health = crawl(tmp_path, [environment(web)])[0]
        assert (health.kind, health.events) == (HealthKind.QUIET, {"unchanged": 4})
        assert {"ok"}.isdisjoint(health.fetches)
        with Archive(tmp_path / "archive") as archive:
            assert archive.bytes_stored() == stored


def test_documents_without_validators_are_not_got_again_at_once(tmp_path: Path) -> None:
    with serve(small_site()) as web:
        web.validators = False
        crawl(tmp_path, [environment(web)])
        web.asked.clear()
        crawl(tmp_path, [environment(web)], now="2026-11-25T08:00:00+00:00")
        assert "/f/1.pdf" not in web.paths()
        assert "/f/1.pdf" in web.sizes
        web.asked.clear()
        web.replies["/f/1.pdf"] = pdf("another edition")
        health = crawl(tmp_path, [environment(web)], now="2026-11-26T08:00:00+00:00")[0]
        assert "/f/1.pdf" in web.paths()
        assert health.events["changed"] == 1
        web.asked.clear()
        crawl(tmp_path, [environment(web)], now="2027-01-25T08:00:00+00:00")
        assert "/f/1.pdf" in web.paths()


def test_a_reports_page_without_validators_waits_unless_a_list_has_changed(tmp_path: Path) -> None:
    site = small_site()
    with serve(site) as web:
        web.validators = False
        crawl(tmp_path, [environment(web)])
        with Archive(tmp_path / "archive") as archive:
            stored = archive.bytes_stored()
        web.asked.clear()
        # another session in its links does not make it another page
        web.replies["/publikationer"] = str(site["/publikationer"]).replace('/p/natt"', '/p/natt?PHPSESSID=8f"')
        health = crawl(tmp_path, [environment(web)], now="2026-11-25T08:00:00+00:00")[0]
        assert health.events == {"unchanged": 4}
        assert {"/publikationer", "/projekt", "/projekt/natt"} <= set(web.paths())
        assert "/p/barn" not in web.paths()
        with Archive(tmp_path / "archive") as archive:
            assert archive.bytes_stored() == stored
        web.asked.clear()
        web.replies["/publikationer"] = str(site["/publikationer"]).replace("Ensamma barn", "Ensamma barn II")
        web.replies["/p/barn"] = str(site["/p/barn"]).replace("2019:1", "2019:2")
        assert crawl(tmp_path, [environment(web)], now="2026-11-26T08:00:00+00:00")[0].events["changed"] == 1
        assert "/p/natt" in web.paths()


def test_life_of_reports(tmp_path: Path) -> None:
    site = small_site()
    with serve(site) as web:
        crawl(tmp_path, [environment(web)])
        web.replies["/p/barn"] = str(site["/p/barn"]).replace("2019:1", "2019:2")
        moved = web.replies.pop("/p/natt")
        web.replies["/rapporter/natt-ny"] = moved
        web.replies.pop("/p/bo")
        web.replies["/p/ny"] = page("Skolans stöd", LONG + DOWNLOAD.format(4))
        web.replies["/f/4.pdf"] = pdf("4")
        entries = ("/p/barn", "Ensamma barn"), ("/p/ny", "Skolans stöd"), ("/rapporter/natt-ny", "Hemtjänst på natten")
        web.replies["/publikationer"] = page("Publikationer", listing(*entries))
        health = crawl(tmp_path, [environment(web)])[0]
        with Archive(tmp_path / "archive") as archive:
            by_key = {s.key.removeprefix(web.address): s for s in archive.sightings()}
        found = {key: sighting.event.value for key, sighting in by_key.items()}
        assert found == {
            "/p/barn": "changed", "/p/natt": "moved", "/p/bo": "vanished", "/p/ny": "new", "/projekt/natt": "unchanged",
        }  # fmt: skip
        assert (by_key["/p/natt"].page_url or "").endswith("/rapporter/natt-ny")
        assert health.events == {"changed": 1, "moved": 1, "new": 1, "unchanged": 1, "vanished": 1}
        web.replies["/p/bo"] = site["/p/bo"]
        web.replies["/publikationer?sida=2"] = page("Publikationer", '<a href="/p/bo">Barn och boende</a>')
        crawl(tmp_path, [environment(web)])
        assert events(tmp_path)["bo"] is LifeEvent.RETURNED


def test_a_changed_file_keeps_its_earlier_version(tmp_path: Path) -> None:
    with serve(small_site()) as web:
        crawl(tmp_path, [environment(web)])
        web.replies["/f/1.pdf"] = pdf("1, second printing")
        crawl(tmp_path, [environment(web)])
        with Archive(tmp_path / "archive") as archive:
            sighting = next(s for s in archive.sightings() if s.key.endswith("/p/barn"))
            assert sighting.event is LifeEvent.CHANGED
            versions = archive.versions("x", sighting.key)
            assert [archive.body(sha) for sha in versions] == [pdf("1"), pdf("1, second printing")]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ((503, {}, b""), HealthKind.FAILING),
        ((403, {}, b"no"), HealthKind.BLOCKED),
        ((404, {}, b"no"), HealthKind.FAILING),
        (page("Just a moment...", "<p>Verify you are human</p>"), HealthKind.BLOCKED),
        (page("Ny webb", "<p>Vi bygger om.</p>"), HealthKind.CHANGED),
    ],
)
def test_a_site_in_trouble_loses_nothing(tmp_path: Path, reply: Reply, kind: HealthKind) -> None:
    with serve(small_site()) as web:
        crawl(tmp_path, [environment(web)])
        robots = web.replies["/robots.txt"]
        web.replies.clear()
        web.replies |= {"/robots.txt": robots, "/": reply}
        health = crawl(tmp_path, [environment(web)])[0]
    assert health.kind is kind, health
    assert set(events(tmp_path).values()) == {LifeEvent.UNCHANGED}


def test_robots_that_forbid_everything_and_a_site_that_is_down(tmp_path: Path) -> None:
    with serve(small_site()) as web:
        here = environment(web)
        crawl(tmp_path, [here])
        web.replies["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")
        web.asked.clear()
        assert crawl(tmp_path, [here])[0].kind is HealthKind.NOT_PERMITTED
        assert web.paths() == ["/robots.txt"]
    assert crawl(tmp_path, [here])[0].kind is HealthKind.FAILING
    assert set(events(tmp_path).values()) == {LifeEvent.UNCHANGED}


def test_the_hosts_own_delay_holds(tmp_path: Path) -> None:
    site = small_site()
    rules = b"User-agent: *\nCrawl-delay: 0.4\nDisallow: /p\n"
    with serve({"/robots.txt": (200, {"Content-Type": "text/plain"}, rules), "/": site["/"]}) as web:
        crawl(tmp_path, [environment(web), environment(web, "y")])
        assert web.paths().count("/") == 2
        # the first request after robots.txt may come at once; two environments share the host's place in line
        gaps = [later - earlier for earlier, later in zip(web.times[2:], web.times[3:], strict=False)]
    assert gaps
    assert min(gaps) > 0.35


def test_one_site_down_disturbs_no_other(tmp_path: Path) -> None:
    with serve({}) as gone:
        down = environment(gone, "down")
    with serve(small_site()) as web:
        healths = {health.environment: health.kind for health in crawl(tmp_path, [down, environment(web, "up")])}
    assert healths == {"down": HealthKind.FAILING, "up": HealthKind.OK}


def test_scope_and_guard_hold_through_redirects(tmp_path: Path) -> None:
    site = small_site()
    with serve({}, "127.0.0.3") as other:
        leads = {"/p/barn": f"{other.address}/x", "/f/2.pdf": "http://10.0.0.1/x.pdf", "/p/bo": "file:///etc/passwd"}
        for path, target in leads.items():
            site[path] = (302, {"Location": target}, b"")
        with serve(site) as web:
            health = crawl(tmp_path, [environment(web)])[0]
        assert other.asked == []
    assert health.fetches["outside scope"] == 3
    with serve(small_site()) as web:
        health = crawl(tmp_path / "none", [environment(web)], loopback=False)[0]
        assert (health.kind, web.asked) == (HealthKind.FAILING, [])


def kill_after(home: Path, web: Web, requests: int) -> bool:
    """Crawl and kill when so many requests have come → whether it was still running."""
    before = len(web.asked)
    process = start(home, [environment(web)])
    while len(web.asked) < before + requests and process.poll() is None:
        time.sleep(0.001)
    running = process.poll() is None
    process.kill()
    process.communicate()
    return running


def test_killed_again_and_again_ends_the_same(tmp_path: Path) -> None:
    with serve(small_site()) as web:
        crawl(tmp_path / "calm", [environment(web)])
        home = tmp_path / "killed"
        for requests in (1, 4, 2, 3, 1):
            assert kill_after(home, web, requests)
        crawl(home, [environment(web)])
    assert state(home) == state(tmp_path / "calm")
    assert bodies(home) == bodies(tmp_path / "calm")


def test_a_site_done_before_the_order_was_broken_off_is_not_crawled_again(tmp_path: Path) -> None:
    tiny = {"/": page("FoU Y", '<p><a href="/r.pdf">Rapport 1:2020. Att vänta (pdf)</a></p>'), "/r.pdf": pdf("r")}
    with serve(tiny) as other, serve(small_site()) as web:
        order = [environment(other, "y"), environment(web, "x")]
        process = start(tmp_path, order)
        while "/p/bo" not in web.paths():
            time.sleep(0.001)
        process.kill()
        process.communicate()
        asked = len(other.asked)
        assert {health.kind for health in crawl(tmp_path, order)} == {HealthKind.OK}
        assert len(other.asked) == asked, "done with"
        assert set(events(tmp_path).values()) == {LifeEvent.NEW}
        crawl(tmp_path, order)
        assert len(other.asked) > asked, "a new order"


def test_orders_that_cannot_be_carried_out(tmp_path: Path) -> None:
    settings = load({"FOU_HOME": str(tmp_path)})
    with pytest.raises(SettingsError, match="nowhere"):
        crawler.crawl.crawl(settings, {}, ["nowhere"])
    with pytest.raises(SettingsError, match="deposit"):
        crawler.crawl.crawl(settings, {"x": Environment("x", "X", "", Scope(()))}, ["x"])


def test_a_crawl_stops_when_its_hours_are_over_and_goes_on_within_them(tmp_path: Path) -> None:
    class Waiting:
        def advance(self, answer: object) -> Ask:
            return Ask("https://x.se/", "page")

    night = {"FOU_HOME": str(tmp_path), "FOU_CRAWL_HOURS": "22-6"}
    day = load({**night, "FOU_NOW": "2026-11-24T08:00:00+00:00"})
    download = Download([], day)
    with pytest.raises(CloseSpider):
        list(download._step(Waiting(), None))  # type: ignore[arg-type]
    assert isinstance(download.failure, OutsideHoursError)
    with pytest.raises(OutsideHoursError):
        crawler.crawl.crawl(day, {"x": Environment("x", "X", "https://x.se/", Scope(()))})
    assert not day.archive.exists()


def test_what_a_broken_off_run_has_got_is_not_asked_for_again(tmp_path: Path) -> None:
    with serve(small_site()) as web:
        kill_after(tmp_path, web, 8)
        asked = web.paths()
        web.asked.clear()
        crawl(tmp_path, [environment(web)])
    # the one request that was under way may come again
    assert len(asked) >= 8
    assert len(set(asked) & set(web.paths())) <= 1


def test_repository_found_from_a_home_page_that_only_points_there(tmp_path: Path) -> None:
    token = "<resumptionToken>a/b=2</resumptionToken>"
    list_records = "/dice/oai?metadataPrefix=mods&set=fou-x&verb=ListRecords"
    formats = "<metadataFormat><metadataPrefix>mods</metadataPrefix></metadataFormat>"
    sets = "".join(
        f"<set><setSpec>{spec}</setSpec><setName>{name}</setName></set>"
        for spec, name in (("all", "Allt"), ("fou-x", "FoU X"))
    )
    site: dict[str, Reply] = {
        "/": page("FoU X", '<p>Våra publikationer finns i <a href="{site}/smash/search.jsf">DiVA</a>.</p>'),
        "/dice/oai?verb=Identify": oai("Identify", ""),
        "/dice/oai?verb=ListMetadataFormats": oai("ListMetadataFormats", formats),
        "/dice/oai?verb=ListSets": oai("ListSets", sets),
        list_records: oai("ListRecords", mods(1) + mods(2, "article") + DELETED + token),
        "/dice/oai?resumptionToken=a%2Fb%3D2&verb=ListRecords": oai("ListRecords", mods(4) + "<resumptionToken/>"),
        "/get/diva2:1/FULLTEXT01.pdf": pdf("1"),
        "/get/diva2:4/FULLTEXT01.pdf": (404, {}, b""),
    }
    with serve(site) as web:
        health = crawl(tmp_path, [environment(web)])[0]
        assert health.events == {"new": 2}, web.paths()
        with Archive(tmp_path / "archive") as archive:
            first, second = archive.sightings()
    values = {claim.field: claim.value for claim in first.claims}
    assert (first.key, values["title"], values["subtitle"]) == ("oai:x.se:1", "Studie 1", "en utvärdering")
    assert (values["authors"], values["year"]) == (("Eva Ek",), "2016")
    assert (values["series"], values["number"]) == ("FoU-rapport", "2016:1")
    assert (first.file_outcome, second.file_outcome) == (FetchOutcome.OK, FetchOutcome.NOT_FOUND)


def test_a_repository_is_asked_for_what_has_changed(tmp_path: Path) -> None:
    token = "<resumptionToken>{}</resumptionToken>"
    records = "/oai?metadataPrefix=oai_dc&verb=ListRecords"
    since = "/oai?from=2026-11-23&metadataPrefix=oai_dc&verb=ListRecords"
    changed = mods(1).replace("utvärdering", "kartläggning")
    site: dict[str, Reply] = {
        "/": page("FoU X", "<p>Våra rapporter.</p>"),
        records: oai("ListRecords", mods(1) + mods(2) + mods(3) + mods(4)),
        since: oai("ListRecords", changed + DELETED + token.format("t")),
        "/oai?resumptionToken=t&verb=ListRecords": oai("ListRecords", mods(5)),
        **{f"/get/diva2:{number}/FULLTEXT01.pdf": pdf(str(number)) for number in range(1, 6)},
    }
    with serve(site) as web:
        here = environment(web, oai_pmh=f"{web.address}/oai")
        assert crawl(tmp_path, [here])[0].events == {"new": 4}
        web.asked.clear()
        health = crawl(tmp_path, [here], now="2026-11-25T08:00:00+00:00")[0]
        assert health.events == {"changed": 1, "new": 1, "unchanged": 2, "vanished": 1}
        assert records not in web.paths()
        # its token has died: everything is asked for, and is there
        web.replies[since] = oai("ListRecords", mods(1) + token.format("dead"))
        refused = oai("error", "").replace("<error>", '<error code="badResumptionToken">')
        web.replies["/oai?resumptionToken=dead&verb=ListRecords"] = refused
        web.replies[records] = oai("ListRecords", mods(1) + mods(2) + mods(4) + mods(5))
        health = crawl(tmp_path, [here], now="2026-11-26T08:00:00+00:00")[0]
        assert (health.kind, health.events.get("vanished")) == (HealthKind.OK, 1)
        assert records in web.paths()
        web.asked.clear()
        # a whole harvest whose token dies begins again, once, and what broke off makes nothing vanish
        web.replies[records] = web.replies[since]
        health = crawl(tmp_path, [here], now="2027-01-25T08:00:00+00:00")[0]
        assert (health.kind, web.paths().count(records)) == (HealthKind.FAILING, 2)
        assert [path for path in web.paths() if "from=" in path] == []


def test_a_repository_that_lives_in_another_year_is_asked_from_its_own_last_day(tmp_path: Path) -> None:
    records = "/oai?metadataPrefix=oai_dc&verb=ListRecords"
    since = "/oai?from=2020-02-03&metadataPrefix=oai_dc&verb=ListRecords"
    site: dict[str, Reply] = {
        "/": page("FoU X", "<p>Våra rapporter.</p>"),
        records: oai("ListRecords", mods(1, stamp="2019-05-01") + mods(2, stamp="2020-02-03T10:00:00Z")),
        since: oai("ListRecords", mods(2, stamp="2020-02-03T10:00:00Z") + mods(4, stamp="2020-03-01")),
    }
    with serve(site) as web:
        here = environment(web, oai_pmh=f"{web.address}/oai")
        assert crawl(tmp_path, [here])[0].events == {"new": 2}
        assert crawl(tmp_path, [here])[0].events == {"new": 1, "unchanged": 2}


def test_a_limit_takes_some_documents_now_and_the_others_later(tmp_path: Path) -> None:
    site = small_site()
    with serve(site) as web:
        for limit, files in ((0, 0), (1, 1), (1, 2)):
            crawl(tmp_path, [environment(web)], limit=limit)
            with Archive(tmp_path / "archive") as archive:
                assert sum(1 for s in archive.sightings() if s.file_sha256) == files
                assert {s.event for s in archive.sightings()} & {LifeEvent.VANISHED} == set()


def test_a_host_that_asks_for_time_gets_it(tmp_path: Path) -> None:
    busy = (429, {"Retry-After": "1", "Content-Type": "text/html"}, b"")
    with serve({**small_site(), "/p/barn": busy}) as web:
        process = start(tmp_path, [environment(web)])
        while "/p/barn" not in web.paths():
            time.sleep(0.001)
        web.replies["/p/barn"] = small_site()["/p/barn"]
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        times = [moment for moment, (path, _) in zip(web.times, web.asked, strict=True) if path == "/p/barn"]
    assert len(times) == 2
    assert times[1] - times[0] >= 1
    assert events(tmp_path)["barn"] is LifeEvent.NEW


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"30", 30),
        (b"Tue, 24 Nov 2026 08:01:00 GMT", 60),
        (b"Tue, 24 Nov 2026 07:00:00 GMT", 0),
        (b"86400", None),
        (b"soon", None),
        (None, None),
    ],
)
def test_retry_after(header: bytes | None, seconds: float | None) -> None:
    assert pause_of(header, datetime(2026, 11, 24, 8, tzinfo=UTC)) == seconds
