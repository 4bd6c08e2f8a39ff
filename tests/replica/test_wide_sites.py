"""The wide replica web keeps its word in all three states: what each site declares is there, can be reached from its
home page, and has happened as told."""

import http.client
import itertools
import re
import urllib.robotparser
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

import lxml.etree
import lxml.html
import pypdfium2
import pytest

from config.environments import load_environments
from tests.sites import server
from tests.sites.pdfs.frame import STAMP
from tests.sites.web import STATES

pytestmark = pytest.mark.replica
WALK = 900
"""Addresses asked for at most on one site: no site needs as many, only its traps would take more."""


@pytest.fixture(scope="module")
def wide() -> Iterator[server.RunningWeb]:
    web = server.serve(wide=True)
    yield web
    web.stop()


@pytest.fixture(params=STATES)
def turned(wide, request) -> server.RunningWeb:
    wide.turn_to(request.param)
    return wide


def ask(address: str) -> tuple[int, dict[str, str], bytes]:
    """A page as a patient browser gets it: once more after 429."""
    parts = urlsplit(address)
    for _ in range(3):
        connection = http.client.HTTPConnection(parts.netloc, timeout=10)
        try:
            connection.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            if response.status != 429:
                return response.status, headers, response.read()
            assert headers["retry-after"]
        except http.client.IncompleteRead as error:
            return 200, headers, error.partial
        finally:
            connection.close()
    raise AssertionError(f"{address}: too busy")


def links(address: str, headers: dict[str, str], body: bytes) -> list[str]:
    """Where a page, a feed or a sitemap leads."""
    kind = headers.get("content-type", "")
    if "location" in headers:
        found = [headers["location"]]
    elif "xml" in kind and "html" not in kind:
        tree = lxml.etree.fromstring(body)
        texts = [e.text for e in tree.iter("{*}loc", "link")] + [e.get("href") for e in tree.iter("{*}link")]
        found = [text for text in texts if text]
    elif kind.startswith("text/html") and body.strip():
        page = lxml.html.document_fromstring(body)
        base = next(iter(page.xpath("//base/@href")), "")
        address = urljoin(address, base)
        found = page.xpath("//a/@href | //area/@href | //frame/@src | //iframe/@src | //link[@rel='alternate']/@href")
    elif address.endswith("/robots.txt"):
        found = re.findall(r"(?mi)^sitemap:\s*(\S+)", body.decode(errors="replace"))
    else:
        found = []
    return [clean(urljoin(address, href.strip())) for href in found]


def clean(address: str) -> str:
    """As a browser sends it, without fragment and session."""
    address = re.sub(r"(;jsessionid=\w+|[?&](PHPSESSID|SID|sid)=\w+)", "", urldefrag(address).url)
    parts = urlsplit(address)
    return parts._replace(
        path=quote(unquote(parts.path), safe="/=&%:,;.-_~!()+"), query=quote(parts.query, safe="/?=&%:,;.-_~+[]")
    ).geturl()


def walk(site) -> dict[str, tuple[int, dict[str, str], bytes]]:
    """All that can be reached on the site's hosts, its traps and what robots.txt forbids aside."""
    scope = (*site.environment["scope"]["pages"], *site.environment["scope"]["files"])
    home = site.environment["home"]
    todo, seen = [home, urljoin(home, "/robots.txt"), urljoin(home, "/sitemap.xml")], {}
    while todo and len(seen) < WALK:
        address = todo.pop(0)
        if address in seen or address.startswith((*site.traps, *site.forbidden)):
            continue
        seen[address] = answer = ask(address)
        todo += [link for link in links(address, *answer[1:]) if link.startswith(scope)]
    assert len(seen) < WALK, f"{home}: a trap that is not declared"
    return seen


def new_sites(web) -> list:
    return web.sites[len(server.BUILDERS) :]


def test_there_is_enough_of_everything(wide):
    wide.turn_to("first")
    assert len(wide.sites) >= 14
    assert sum(len(site.reports) for site in wide.sites) >= 200
    assert sum(site.aside for site in wide.sites) == 37
    hosts = [host for site in wide.sites for host in site.hosts]
    assert sum(host.validators == "none" for host in hosts) * 3 >= len(hosts) - 1
    reports = [row for site in wide.sites for row in site.reports]
    assert sum(not row.file_url for row in reports) >= 5
    assert sum(row.year is None for row in reports) >= 2
    statuses = Counter(row.status for site in wide.sites for row in site.projects)
    assert min(statuses["ongoing"], statuses["finished"]) >= 15


def test_a_site_that_lets_nobody_in_says_so(wide):
    wide.turn_to("year")
    closed = {site.outcome: site for site in wide.sites if site.outcome}
    assert set(closed) == {"blocked", "not permitted"}
    robots = ask(urljoin(closed["not permitted"].environment["home"], "/robots.txt"))[2]
    assert robots.split() == [b"User-agent:", b"*", b"Disallow:", b"/"]
    wide.turn_to("month")
    address = next(s for s in wide.sites if s.environment == closed["blocked"].environment).reports[0].page_url
    wide.turn_to("year")
    status, _, body = ask(address)
    assert status == 200
    assert b"captcha" in body


def test_the_first_answer_of_a_busy_list_asks_to_wait(wide):
    wide.turn_to("first")
    parts = urlsplit(wide.hosts["fou-alvdalarna"])
    codes = []
    for _ in range(2):
        connection = http.client.HTTPConnection(parts.netloc, timeout=10)
        connection.request("GET", "/publikationer?page=1")
        response = connection.getresponse()
        codes.append((response.status, response.getheader("Retry-After")))
        connection.close()
    assert codes == [(429, "1"), (200, None)]


def test_what_robots_forbid_is_declared(turned):
    for site in new_sites(turned):
        home = site.environment["home"]
        for host in {urlsplit(page)[:2] for page in site.environment["scope"]["pages"]}:
            status, headers, body = ask(f"{host[0]}://{host[1]}/robots.txt")
            if status == 200 and headers["content-type"].startswith("text/plain"):
                robots = urllib.robotparser.RobotFileParser()
                robots.parse(body.decode().splitlines())
                for address in site.forbidden:
                    if urlsplit(address)[:2] == host:
                        assert not robots.can_fetch("*", address), (home, address)
                for row in site.reports:
                    assert urlsplit(row.page_url)[:2] != host or robots.can_fetch("*", row.page_url), row.page_url


@pytest.mark.parametrize(("before", "after"), list(itertools.pairwise(STATES)))
def test_what_changes_says_so(wide, before, after):
    """Where Last-Modified alone tells, a page with another content must have a later one."""
    hosts = [{host.name: host for site in wide.sites_in(state) for host in site.hosts} for state in (before, after)]
    for name, new in hosts[1].items():
        old = hosts[0][name]
        if new.validators == "modified":
            for path in set(old.resources) & set(new.resources):
                was, now = old.resources[path], new.resources[path]
                assert was.body == now.body or was.modified < now.modified, (name, path)


def test_snares_are_set(wide):
    wide.turn_to("first")
    base = wide.hosts["fou-foreningen"]
    assert ask(f"{base}/ga/norra")[1]["location"].startswith("http://10.")
    assert ask(f"{base}/ga/sodra")[1]["location"] == f"{base}/ga/ostra"
    assert ask(f"{base}/ga/ostra")[1]["location"] == f"{base}/ga/sodra"
    _, headers, body = ask(f"{base}/ga/mellersta")
    assert headers["content-encoding"] == "gzip"
    assert len(body) < 200_000
    store = next(row for site in wide.sites for row in site.reports if row.study == "fjall-arbetsmiljo-hemtjanst")
    _, headers, body = ask(store.file_url)
    assert int(headers["content-length"]) > len(body)
    month = ask(wide.hosts["fou-slattbygden"] + "/kalender/?manad=2099-12")
    assert b"manad=2100-01" in month[2]


def test_keys_are_unique(turned):
    rows = [row for site in turned.sites for row in site.reports]
    twice = {name for name, n in Counter((row.environment, row.study) for row in rows).items() if n > 1}
    assert not twice
    places = Counter((row.environment, row.page_url, row.file_url, row.title) for row in rows)
    assert max(places.values()) == 1
    files = Counter((row.environment, row.file_url) for row in rows if row.file_url)
    assert max(files.values()) == 1


def test_what_is_declared_answers_as_declared(turned):
    for site in new_sites(turned):
        pages = {address: ask(address) for address in {row.page_url for row in site.reports}}
        for address, (status, headers, _) in pages.items():
            assert status == 200, address
            assert "html" in headers["content-type"], address
        for row in site.reports:
            if row.file_url:
                status, _, body = ask(row.file_url)
                assert status == 200, row.file_url
                assert body.startswith(b"%PDF"), row.file_url
        for row in site.projects:
            status, headers, body = ask(row.page_url)
            assert status == 200, row.page_url
            text = words(body, headers)
            assert " ".join(row.title.split()) in text, (row.page_url, row.title)
            assert row.period in text, (row.page_url, row.period)
            assert set(row.studies) <= {r.study for r in site.reports}, row.title


def words(body: bytes, headers: dict[str, str]) -> str:
    charset = headers["content-type"].partition("charset=")[2]
    html = lxml.html.document_fromstring(body.decode(charset) if charset else body)
    return " ".join(html.text_content().replace("\xad", "").split())


def test_what_is_declared_can_be_reached_from_home(turned):
    for site in new_sites(turned):
        seen = walk(site)
        if site.outcome:
            assert not site.reports
            continue
        for row in site.reports:
            assert clean(row.page_url) in seen, row.page_url
            assert not row.file_url or clean(row.file_url) in seen, row.file_url
        for row in site.projects:
            assert clean(row.page_url) in seen, row.page_url
        asked = {a: answer for a, answer in seen.items() if not a.endswith(("robots.txt", "sitemap.xml"))}
        dead = [a for a, (status, _, body) in asked.items() if status >= 400 or b"<h1>Sidan finns inte" in body]
        assert dead == []


def test_a_report_is_named_on_its_page_or_in_its_file(turned):
    for site in new_sites(turned):
        texts: dict[str, str] = {}
        for row in site.reports:
            if row.page_url not in texts:
                _, headers, body = ask(row.page_url)
                texts[row.page_url] = bare(words(body, headers))
            named = bare(row.title) in texts[row.page_url]
            assert named or bare(row.title) in bare(front(row.file_url)), (row.page_url, row.title)


def bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def front(address: str) -> str:
    with closing(pypdfium2.PdfDocument(ask(address)[2])) as document:
        return document[0].get_textpage().get_text_bounded()


def test_every_file_is_marked_as_example_data(wide):
    wide.turn_to("year")
    for site in new_sites(wide):
        for row in site.reports:
            if row.file_url:
                with closing(pypdfium2.PdfDocument(ask(row.file_url)[2])) as document:
                    for page in document:
                        assert STAMP in page.get_textpage().get_text_bounded(), row.file_url


def test_reports_lie_within_scope(turned, tmp_path):
    server.write_environments(tmp_path)
    scopes = {name: row.scope for name, row in load_environments(tmp_path).items()}
    for row in (row for site in turned.sites for row in site.reports):
        scope = scopes[row.environment]
        assert row.page_url.startswith(scope.pages), row.page_url
        assert not row.file_url or row.file_url.startswith(scope.pages + scope.files), row.file_url


def test_time_brings_every_kind_of_event(wide):
    happened = {}
    for state in STATES:
        wide.turn_to(state)
        happened[state] = server.expected_events()
    assert set(itertools.chain(*happened["first"].values())) == {"first seen"}
    assert set(happened["first"]) == {(r.environment, r.study) for s in wide.sites_in("first") for r in s.reports}
    later = Counter(itertools.chain(*happened["month"].values(), *happened["year"].values()))
    assert set(later) == EVENTS
    assert len(happened["month"]) >= 8
    quiet = {site.environment["id"] for site in wide.sites} - {key[0] for key in happened["month"]}
    assert len(quiet) >= 4, "a month changes little on most sites"


EVENTS = {"first seen", "changed", "moved", "vanished", "returned"}
