"""The replica web answers as real sites do: pages, links, validators, OAI-PMH, and traps that stay traps."""

import email.utils
import http.client
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import lxml.etree
import lxml.html
import pikepdf
import pytest

from config.environments import load_environments
from tests.sites import hogskolan, norrbygden, trubbel, vasterled
from tests.sites.pdfs.source import studies
from tests.sites.server import RunningWeb, expected, truth, write_environments

pytestmark = pytest.mark.replica

OAI = "{http://www.openarchives.org/OAI/2.0/}"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def html(self) -> lxml.html.HtmlElement:
        encoding = self.headers["content-type"].partition("charset=")[2]
        return lxml.html.document_fromstring(self.body.decode(encoding))


def ask(address: str, method: str = "GET", **headers: str) -> Answer:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    finally:
        connection.close()


def links(address: str, page: Answer) -> Iterator[str]:
    for href in page.html.xpath("//a/@href"):
        target = urldefrag(urljoin(address, href)).url
        if target.startswith("http"):
            parts = urlsplit(target)
            yield parts._replace(path=http_path(parts.path), query=http_path(parts.query)).geturl()


def http_path(text: str) -> str:
    """As a browser sends it."""
    return quote(text, safe="/?=&%:,;.-_~")


@pytest.fixture(scope="module")
def walked(web: RunningWeb) -> dict[str, Answer]:
    """Every page that can be reached from the four home pages on the web's own hosts."""
    hosts = {urlsplit(address).netloc for address in web.hosts.values()}
    todo, seen = [site.environment["home"] for site in web.sites], {}
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen[address] = answer = ask(address)
        if answer.status in (301, 302):
            todo.append(answer.headers["location"])
        elif answer.headers.get("content-type", "").startswith("text/html"):
            todo += [link for link in links(address, answer) if urlsplit(link).netloc in hosts]
    return seen


def reports_and_projects(*, trouble: bool = False) -> tuple[list[dict], list[dict]]:
    lines = expected(trouble=trouble)
    return [row for row in lines if row["kind"] == "report"], [row for row in lines if row["kind"] == "project"]


def test_every_link_resolves(walked):
    assert len(walked) > 100
    wrong = {address: answer.status for address, answer in walked.items() if answer.status not in (200, 301)}
    assert not wrong


def test_html_says_its_language_and_that_it_is_an_example(walked):
    for address, answer in walked.items():
        is_page = answer.status == 200 and answer.headers["content-type"].startswith("text/html")
        if is_page and "/wp-admin/" not in address:
            assert answer.html.findtext(".//title"), address
            if "127.0.1.7" not in address:
                assert "påhittad" in answer.html.text_content(), address


def test_answers_tell_type_and_length(walked):
    for address, answer in walked.items():
        assert int(answer.headers["content-length"]) == len(answer.body), address
        if answer.body.startswith(b"%PDF"):
            assert answer.headers["content-type"] == "application/pdf", address


def test_what_is_expected_is_all_there(web, walked):
    reports, projects = reports_and_projects()
    assert len(reports) == 40
    assert {row["study"] for row in reports} == {study.slug for study in studies()}
    assert len({row["file_url"] for row in reports}) == 40
    facts = truth()
    for row in reports:
        assert (row["title"], row["year"], list(row["authors"])) == tuple(
            facts[row["study"]][k] for k in ("title", "year", "authors")
        )
        assert walked[row["file_url"]].body.startswith(b"%PDF")
        page = ask(row["page_url"])
        assert row["file_url"] in set(links(row["page_url"], page)), row["page_url"]
    for row in projects:
        assert row["title"] in walked[row["page_url"]].html.text_content()
        assert (row["period"] or "") in walked[row["page_url"]].html.text_content()
    kinds = [row["status"] for row in projects if row["environment"] == "fou-sjobygden"]
    assert kinds.count("ongoing") >= 3
    assert len(kinds) >= 6
    assert sum(row["environment"] == "fou-vasterled" and row["status"] == "ongoing" for row in projects) == 7
    both = next(row for row in projects if len(row["studies"]) == 2)
    assert both["studies"] == ["skolan-som-ingen-fragade-om", "nagon-som-haller-i-lasningen"]


def test_there_are_pdfs_that_are_no_reports(walked):
    reports, _ = reports_and_projects()
    others = {a for a, answer in walked.items() if answer.body.startswith(b"%PDF")} - {
        row["file_url"] for row in reports
    }
    for word in ("Verksamhetsplan", "Inbjudan", "Nyhetsbrev", "styrgrupp", "oppna-jamforelser", "1203344"):
        assert any(word in address for address in others), word


@pytest.mark.parametrize(
    ("host", "path", "both"),
    [
        ("fou-norrbygden", "/publikationer/", True),
        ("hogskolan-exempelstad", hogskolan.SECTION, True),
        ("dice", "/smash/record.jsf?pid=diva2:783687", True),
        ("fou-sjobygden", "/Projekt/Mottagningen-for-man/", False),
        ("fou-sjobygden", "/Global/Rapporter/1-2023.pdf", False),
    ],
)
def test_what_is_known_costs_no_body(web, host, path, both):
    address = web.hosts[host] + path
    first = ask(address)
    assert first.status == 200
    assert ("etag" in first.headers) is both
    again = ask(address, If_Modified_Since=first.headers["last-modified"])
    assert (again.status, again.body) == (304, b"")
    older = email.utils.parsedate_to_datetime(first.headers["last-modified"]).replace(year=1999)
    assert ask(address, If_Modified_Since=email.utils.format_datetime(older, usegmt=True)).status == 200
    assert ask(address, If_Modified_Since="in går").status == 200
    if both:
        assert ask(address, If_None_Match=f'"x", W/{first.headers["etag"]}').status == 304
        # An entity tag decides where both are given.
        assert ask(address, If_None_Match='"x"', If_Modified_Since=first.headers["last-modified"]).status == 200


def test_one_site_sends_no_validators(web):
    for path in (vasterled.PUBLICATIONS, "/download/18.2a3b4c50fb1234567890/1065600000000/rapport2-2003.pdf"):
        answer = ask(web.hosts["fou-vasterled"] + path, If_Modified_Since="Sat, 01 Jan 2028 00:00:00 GMT")
        assert answer.status == 200
        assert not {"etag", "last-modified"} & set(answer.headers)


def test_head_has_no_body(web):
    whole, head = (ask(web.hosts["fou-norrbygden"] + "/", method) for method in ("GET", "HEAD"))
    assert head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))


def test_unknown_pages_are_missing(web):
    for name, address in web.hosts.items():
        assert ask(f"{address}/finns-inte/").status == 404, name


def test_the_accordion_parameter_opens_the_same_page(web):
    address = web.hosts["fou-vasterled"] + vasterled.PUBLICATIONS
    assert ask(f"{address}?E-20583=20583").body == ask(address).body


def test_the_old_page_is_latin_1(web):
    answer = ask(web.hosts["fou-vasterled"] + vasterled.OLDER)
    assert answer.headers["content-type"].endswith("iso-8859-1")
    assert "Tvärs över skolgården" in answer.body.decode("iso-8859-1")
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("utf-8")


def test_the_second_address_tells_of_the_first(web):
    path = "/projekt/BOENDESTOD-i-vardagen/"
    first, second = (ask(web.hosts[name] + path) for name in ("fou-sjobygden", "fou-sjobygden-utan-www"))
    assert first.html.xpath("//link[@rel='canonical']/@href") == second.html.xpath("//link[@rel='canonical']/@href")
    moved = ask(web.hosts["fou-sjobygden-utan-www"] + "/download/18.2f6a/?id=417")
    assert moved.headers["location"] == web.hosts["fou-sjobygden"] + "/download/18.2f6a/?id=417"
    assert ask(web.hosts["fou-sjobygden"] + "/download/18.2f6a/?id=9").status == 404


def test_a_session_in_the_address_changes_nothing(web, walked):
    record = f"{web.hosts['dice']}/smash/record.jsf?pid=diva2:783687"
    assert walked[f"{record}&dswid=7142"].body == ask(record).body
    assert ask(record).html.xpath("//link[@rel='canonical']/@href") == [record]


def test_the_blog_pages_on(web):
    address, posts = web.hosts["fou-norrbygden"] + "/publikationer/", []
    while address:
        page = ask(address)
        posts += page.html.xpath("//h2[@class='entry-title']/a/@href")
        address = next(iter(page.html.xpath("//a[contains(@class, 'next')]/@href")), "")
    assert len(posts) == len(set(posts)) == 11
    assert sum("/_" in post for post in posts) == 3


def test_feed_and_sitemap_name_pages_that_exist(web, walked):
    base = web.hosts["fou-norrbygden"]
    robots = ask(f"{base}/robots.txt").body.decode()
    assert "Disallow: /wp-admin/" in robots
    assert f"Sitemap: {base}/wp-sitemap.xml" in robots
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    parts = [loc.text for loc in lxml.etree.fromstring(ask(f"{base}/wp-sitemap.xml").body).iter(space)]
    named = [loc.text for part in parts for loc in lxml.etree.fromstring(ask(part).body).iter(space)]
    assert len(named) > 20
    assert all(ask(address).status == 200 for address in named)
    items = lxml.etree.fromstring(ask(f"{base}/publikationer/feed/").body).findall("channel/item")
    assert len(items) == 10
    assert {item.findtext("link") for item in items} <= set(walked)
    assert norrbygden.TELLINGS[1].day.year == 2017, "the date of a back-filled post is not the report's year"


def oai(web: RunningWeb, query: str) -> lxml.etree._Element:
    answer = ask(f"{web.hosts['dice']}/dice/oai?{query}")
    assert answer.status == 200
    return lxml.etree.fromstring(answer.body)


def harvest(web: RunningWeb, query: str) -> list[lxml.etree._Element]:
    records, pages = [], 0
    while True:
        root = oai(web, query)
        page = root.findall(f".//{OAI}record") + root.findall(f"./{OAI}ListIdentifiers/{OAI}header")
        assert len(page) <= 4
        records += page
        pages += 1
        token = root.find(f".//{OAI}resumptionToken")
        if token is None or not token.text:
            return records
        query = f"verb={root.find(f'{OAI}request').get('verb')}&resumptionToken={token.text}"


def test_oai_lists_come_four_at_a_time_and_whole(web):
    everything = harvest(web, "verb=ListRecords&metadataPrefix=swepub_mods")
    own = harvest(web, f"verb=ListRecords&metadataPrefix=swepub_mods&set={hogskolan.SET}")
    assert (len(everything), len(own)) == (13, 11)
    deleted = [record for record in own if record.find(f"{OAI}header").get("status") == "deleted"]
    assert len(deleted) == 1
    assert deleted[0].find(f"{OAI}metadata") is None
    assert len(harvest(web, "verb=ListIdentifiers&metadataPrefix=oai_dc")) == 13


def test_oai_mods_tells_what_the_report_is(web):
    space = {"m": "http://www.loc.gov/mods/v3"}
    by_title = {row["title"]: row for row in reports_and_projects()[0]}
    for record in harvest(web, f"verb=ListRecords&metadataPrefix=swepub_mods&set={hogskolan.SET}"):
        mods = record.find(f"{OAI}metadata/m:mods", space)
        if mods is None:
            continue
        row = by_title.pop(mods.findtext("m:titleInfo/m:title", namespaces=space))
        assert mods.findtext("m:originInfo/m:dateIssued", namespaces=space) == str(row["year"])
        assert mods.findtext("m:location/m:url", namespaces=space) == row["file_url"]
        assert mods.findtext("m:identifier[@type='uri']", namespaces=space) == row["page_url"]
        names = [
            " ".join(name.findtext(f"m:namePart[@type='{part}']", namespaces=space) for part in ("given", "family"))
            for name in mods.findall("m:name", space)
        ]
        assert names == row["authors"]
    assert not [row for row in by_title.values() if row["environment"] == hogskolan.ID]


def test_oai_from_and_until(web):
    recent = harvest(web, "verb=ListIdentifiers&metadataPrefix=oai_dc&from=2020-01-01")
    old = harvest(web, "verb=ListIdentifiers&metadataPrefix=oai_dc&until=2019-12-31T23:59:59Z")
    stamps = [header.findtext(f"{OAI}datestamp") for header in recent]
    assert stamps
    assert min(stamps) >= "2020"
    assert len(recent) + len(old) == 13


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("verb=Allt", "badVerb"),
        ("", "badVerb"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2090-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=igar", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=4!metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&resumptionToken=skrap", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=400!metadataPrefix=oai_dc", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x", "idDoesNotExist"),
        ("verb=Identify&farg=rod", "badArgument"),
    ],
)
def test_oai_errors(web, query, code):
    assert oai(web, query).find(f"{OAI}error").get("code") == code


def test_oai_single_answers(web):
    assert oai(web, "verb=Identify").findtext(f"{OAI}Identify/{OAI}deletedRecord") == "persistent"
    assert len(oai(web, "verb=ListSets").findall(f".//{OAI}set")) == 3
    assert len(oai(web, "verb=ListMetadataFormats").findall(f".//{OAI}metadataFormat")) == 2
    one = f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:DiVA.org:hexs-{hogskolan.DELETED}"
    assert oai(web, one).find(f".//{OAI}header").get("status") == "deleted"


def test_environment_files_are_valid(web, tmp_path):
    written = write_environments(tmp_path, trouble=True)
    known = load_environments(tmp_path)
    assert set(known) == {path.stem for path in written} == {*(s.environment["id"] for s in web.sites), trubbel.ID}
    assert all(row.example for row in known.values())
    assert sum(row.redistribute for row in known.values()) == 2
    for path in written:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        assert facts["home"].startswith(tuple(facts["scope"]["pages"]))
    only = tmp_path / "demo"
    assert trubbel.ID not in {path.stem for path in write_environments(only)}


def test_reports_lie_within_the_scope(web, tmp_path):
    write_environments(tmp_path, trouble=True)
    scopes = {name: row.scope for name, row in load_environments(tmp_path).items()}
    for row in reports_and_projects(trouble=True)[0]:
        scope = scopes[row["environment"]]
        assert row["page_url"].startswith(scope.pages)
        assert row["file_url"].startswith(scope.pages + scope.files)


def test_trouble_is_trouble(web):
    base = web.hosts[trubbel.ID]
    page = ask(f"{base}/rapporter/")
    hrefs = page.html.xpath("//section//a/@href")
    assert set(trubbel.TROUBLE) < set(hrefs)
    assert sum(href in [row["file"] for row in trubbel.GOOD] for href in hrefs) == 2
    got = {path: ask(base + path) for path, what in trubbel.TROUBLE.items() if what != "timed out"}
    assert got["/filer/saknas.pdf"].status == 404
    assert got["/filer/tom.pdf"].body == b""
    assert b"<html" in got["/filer/egentligen-en-sida.pdf"].body
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(io.BytesIO(got["/filer/trasig.pdf"].body))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(got["/filer/last.pdf"].body))
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=0.3)
    connection.request("GET", "/filer/svarar-aldrig.pdf")
    with pytest.raises(TimeoutError):
        connection.getresponse()
    connection.close()
    closed = next(href for href in hrefs if trubbel.CLOSED in href)
    with pytest.raises(ConnectionRefusedError):
        ask(closed)


def test_requests_are_remembered(web):
    before = len(web.requests)
    ask(web.hosts["fou-norrbygden"] + "/kontakt/", User_Agent="prov")
    asked = web.requests[before]
    assert (asked.host, asked.method, asked.path, asked.status, asked.agent) == (
        "fou-norrbygden", "GET", "/kontakt/", 200, "prov",
    )  # fmt: skip
