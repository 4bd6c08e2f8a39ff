"""The pages as they are sent: what stands on them, in every state and both languages."""

import gzip
import json
import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from lxml import html

from models.errors import EngineUnavailableError, FingerprintError, ModelError, StoreError
from models.report import Link
from models.serial import to_json
from models.sighting import Health, HealthKind
from search_app import create_app
from tests.search_app.fake import FakeEngine
from tests.search_app.library import write_environments

PAGES = [
    "/", "/sok", "/sok?q=hemtjänst", "/sok?q=orosanmälan&sida=2", "/sok?q=orosanmälan&slag=interim&slag=final",
    "/sok?q=hemtjänst&fran=15", "/sok?q=finnsinte", "/sok?q=hemtjänst&miljo=fou-utan", "/rapport/samma-ansikte",
    "/rapport/samma-ansikte?q=hemtjänst", "/rapport/glesbygd", "/rapport/natt", "/rapport/arsrapport",
    "/rapport/sysselsattning", "/rapport/inlamnad", "/rapport/farlig", "/rapport/english", "/rapport/tryggare-natter",
    "/rapport/samma-ansikte/sida/31?q=hemtjänst", "/rapport/samma-ansikte/sida/40", "/rapport/fri/sida/9?q=hemtjänst",
    "/rapport/tretton-hander/sida/1", "/miljoer", "/miljo/fou-exempel", "/miljo/fou-utan", "/om", "/tillganglighet",
]  # fmt: skip
BOTH = [*PAGES, *(f"/en{page}" for page in PAGES)]


def get(client, path, **headers):
    return client.get(quote(path, safe="/?&=%+"), headers=headers)


def tree(response):
    return html.fromstring(response.get_data())


def text(element) -> str:
    return " ".join(element.text_content().split())


OWN_SCRIPT = r'<script src="/static/[^"]*complete\.js[^"]*" defer></script>'
"""The one script: it completes what is typed in the search box."""


@pytest.mark.parametrize("path", BOTH)
def test_every_page_is_sound(client, path):
    response = get(client, path)
    assert response.status_code == 200
    assert response.mimetype == "text/html"
    page = tree(response)
    assert page.get("lang") == ("en" if path.startswith("/en") else "sv")
    assert len(page.cssselect("h1")) == 1
    assert len(page.cssselect("main#innehall")) == 1
    assert set(page.xpath("//@lang")) <= {"sv", "en"}
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in page.xpath("//a[starts-with(@href, '#')]/@href"):
        assert target[1:] in ids
    for described in page.xpath("//@aria-describedby | //@aria-labelledby"):
        assert set(described.split()) <= set(ids)
    levels = [int(tag.tag[1]) for tag in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after - before <= 1 for before, after in zip([1, *levels], levels, strict=False))


@pytest.mark.parametrize("path", [*BOTH, "/finns/inte", "/halsa"])
def test_every_answer_is_closed_to_others(client, path):
    response = get(client, path)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response.headers
    body = response.get_data(as_text=True)
    body = re.sub(OWN_SCRIPT, "", body)
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", body, re.I)
    if response.mimetype == "text/html":
        page = tree(response)
        loaded = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //img/@src | //script/@src")
        assert all(address.startswith("/static/") for address in loaded)


def test_every_own_link_leads_somewhere(client):
    links = set()
    for path in BOTH:
        links |= {a.get("href").partition("#")[0] for a in tree(get(client, path)).cssselect("a[href^='/']")}
    assert len(links) > 200
    for link in sorted(links):
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("path", [f"/en{page}" for page in PAGES])
def test_english_pages_speak_english_about_swedish_reports(client, path):
    page = tree(get(client, path))
    for swedish in page.xpath("//*[@lang='sv']"):
        swedish.drop_tree()
    for title in page.cssselect(
        "title, .govuk-breadcrumbs, .pg, .passage__head, .hit__meta, .sidefacts, .eyebrow, input, .report__by"
    ):
        title.drop_tree()
    for place in page.cssselect(
        ".envs, .areas, .lead, .lan-sec, .evidence, .env, main h1, .newlist, .facets, .life, .chip"
    ):
        place.drop_tree()
    shown = text(page.body).casefold()
    for word in ("träff", "rapport ", "rapporten", "sida ", "sök", "utan år", "hittat", "miljö"):
        assert word not in shown, word


def test_a_hit_leads_to_the_page_of_the_report(client):
    page = tree(get(client, "/sok?q=hemtjänst"))
    first = page.cssselect("li.hit")[0]
    links = first.cssselect("a.pg")
    assert [a.get("href") for a in links] == [
        "https://fou-exempel.example/samma-ansikte.pdf#page=14",
        "https://fou-exempel.example/samma-ansikte.pdf#page=31",
        "https://fou-exempel.example/samma-ansikte.pdf#page=2",
    ]
    assert [text(a.cssselect("[aria-hidden]")[0]) for a in links] == ["s. 14", "s. 31", "[2]"]
    here = first.cssselect("a.passage__head")
    assert here[0].get("href") == "/rapport/samma-ansikte/sida/14?q=hemtj%C3%A4nst"
    assert text(here[0]).startswith("Resultat (s. 14 i Samma ansikte")
    assert text(here[2]).startswith("Läs mer ([2] i Samma ansikte")
    assert "Exempel Värmland" in text(first.cssselect(".hit__meta")[0])
    assert [text(m) for m in first.cssselect("mark")] == ["hemtjänsten", "Hemtjänstgruppernas", "hemtjänst"]
    assert text(first.cssselect(".why")[0]) == "Därför: hemtjänst i texten; även på betydelse"


def test_browsing_needs_no_reasons(client):
    page = tree(get(client, "/sok"))
    assert len(page.cssselect("li.hit")) == 10
    assert not page.cssselect(".why")


def test_states_are_said_in_the_list(client):
    found = tree(get(client, "/sok?q=hemtjänst")).cssselect("li.hit")
    hits = {hit.cssselect("h2 a")[0].get("href").split("/")[2].split("?")[0]: hit for hit in found}
    assert "Känd men inte hämtad." in text(hits["arsrapport"])
    assert "utan år" in text(hits["arsrapport"])
    assert "Sågs senast 2 november 2026" in text(hits["sysselsattning"])
    assert not hits["sysselsattning"].cssselect("a.pg")
    assert (
        hits["sysselsattning"].cssselect("a.passage__head")[0].get("href").startswith("/rapport/sysselsattning/sida/18")
    )
    assert hits["inlamnad"].cssselect("a.passage__head")[0].get("href").startswith("/rapport/inlamnad/sida/7")
    assert "sidan är maskinläst" in text(hits["glesbygd"])
    assert "lagad text" in text(hits["natt"])
    assert "på betydelse" in text(hits["tretton-hander"].cssselect(".note")[0])
    assert not hits["tretton-hander"].cssselect("mark")


def test_foreign_text_stays_text(client):
    for path in ("/sok?q=hemtjänst", "/rapport/farlig?q=hemtjänst", "/rapport/farlig/sida/3?q=<script>"):
        body = re.sub(OWN_SCRIPT, "", get(client, path).get_data(as_text=True))
        assert "<script" not in body
        assert "<img" not in body
        assert 'href="javascript' not in body


def test_several_choices_in_one_facet(client):
    page = tree(get(client, "/sok?q=orosanmälan&slag=interim&slag=final"))
    chosen = page.cssselect("input[name=slag][checked]")
    assert {box.get("value") for box in chosen} == {"interim", "final"}
    chips = page.cssselect("a.chip")
    assert [text(chip) for chip in chips] == [
        "Ta bort filtret Slags dokument: Slutrapport ×",
        "Ta bort filtret Slags dokument: Delrapport ×",
    ]
    assert chips[0].get("href") == "/sok?q=orosanm%C3%A4lan&slag=interim"


def test_years_are_chosen_with_or_without_undated(client):
    page = tree(get(client, "/sok?q=hemtjänst&fran=2015"))
    assert not page.cssselect("input[name=utanar][checked]")
    assert "från 2015" in text(page.cssselect(".chip")[0])
    assert page.cssselect("svg.hist path.hist__bars")
    page = tree(get(client, "/sok?q=hemtjänst"))
    assert page.cssselect("input[name=utanar][checked]")


def test_a_wrong_year_is_shown_beside_the_hits(client):
    page = tree(get(client, "/sok?q=hemtjänst&fran=15"))
    assert "fyra siffror" in text(page.cssselect(".govuk-error-summary a")[0])
    assert page.cssselect("input#fran")[0].get("value") == "15"
    assert len(page.cssselect("li.hit")) > 5


def test_a_long_question_is_cut_and_the_page_says_so(client):
    response = get(client, "/sok?q=" + "a" * 600)
    assert "Vi använder de första 500 tecknen" in text(tree(response))


def test_pages_of_hits_are_numbered_through(client):
    page = tree(get(client, "/sok?q=orosanmälan&sida=2"))
    assert page.cssselect("ol.hits")[0].get("start") == "11"
    assert text(page.cssselect("[aria-current=page]")[-1]) == "2"
    assert page.cssselect("a[rel=next]")[0].get("href") == "/sok?q=orosanm%C3%A4lan&sida=3"
    beyond = get(client, "/sok?q=orosanmälan&sida=400")
    assert beyond.status_code == 302
    assert beyond.location == "/sok?q=orosanm%C3%A4lan&sida=3"


def test_the_canonical_address_is_named(client):
    page = tree(get(client, "/sok?sida=1&lage=bada&fran=&till=&q=+orosanmälan+&ny=1"))
    assert page.cssselect("link[rel=canonical]")[0].get("href") == "/sok?q=orosanm%C3%A4lan"


def test_without_hits_the_page_helps(client):
    page = tree(get(client, "/sok?q=hemtjänst finnsinte&miljo=fou-prov&lage=exakt"))
    assert text(page.cssselect("h1")[0]) == "Inga träffar på hemtjänst finnsinte"
    ways = [text(li) for li in page.cssselect(".meant li")]
    assert ways == ["Sök på ord och betydelse 1 träff", "hemtjänst 8 träffar"]
    assert page.cssselect(".zero__side a.chip")


def test_guesses_are_called_guesses(client):
    page = tree(get(client, "/sok?q=vem kommer i dag"))
    assert text(page.cssselect("h1")[0]).startswith("Inga träffar")
    assert "Gissningar" in text(page)
    assert len(page.cssselect("li.hit")) == 1


def test_the_report_page_shows_where_its_facts_come_from(client):
    page = tree(get(client, "/rapport/samma-ansikte?q=hemtjänst&miljo=fou-exempel"))
    assert page.cssselect(".back a")[0].get("href") == "/sok?q=hemtj%C3%A4nst&miljo=fou-exempel"
    assert text(page.cssselect("h1")[0]) == "Samma ansikte i dörren"
    rows = [[text(cell) for cell in row] for row in page.cssselect("table.evidence tbody tr")]
    assert [(row[0], row[1], row[4]) for row in rows[:4]] == [
        ("Titel", "Samma ansikte i dörren", "säker"),
        ("även", "Likadant varje dag", "trolig"),
        ("År", "2021", "osäker"),
        ("Språk", "svenska", "säker"),
    ]
    assert rows[0][2] == "[1] i rapporten, miljöns webbsida"
    assert rows[0][3] == "störst text på första sidan; rubriken på webbsidan: SAMMA ANSIKTE | FoU"
    assert "Karlstad i april 2021" in rows[2][3]
    assert "Restiden ökade" in text(page.cssselect("#sammanfattning")[0])
    assert page.cssselect("#sammanfattning a.pgref")[0].get("href").endswith("samma-ansikte.pdf#page=5")
    assert [text(li.cssselect("b")[0]) for li in page.cssselect(".life li")] == ["Först sedd", "Först sedd"]
    assert len(page.cssselect("#sokning mark")) == 3


def test_report_pages_say_their_state(client):
    assert "Känd men inte hämtad" in text(tree(get(client, "/rapport/arsrapport")))
    assert not tree(get(client, "/rapport/arsrapport")).xpath("//a[contains(., 'Öppna rapporten')]")
    assert "41 av 47 sidor" in text(tree(get(client, "/rapport/glesbygd")))
    assert "Inte längre på miljöns webbplats" in text(tree(get(client, "/rapport/sysselsattning")))
    assert "utan adress på webben" in text(tree(get(client, "/rapport/inlamnad")))
    project = text(tree(get(client, "/rapport/tryggare-natter")))
    assert "Pågår 2024–2027" in project
    assert "Samma ansikte i dörren" in project


def test_the_page_view_shows_excerpts_with_neighbours(client):
    page = tree(get(client, "/rapport/samma-ansikte/sida/31?q=kontinuitet"))
    shown = page.cssselect(".sheet__excerpts > li")
    assert ["Närmast före" in text(li) for li in shown] == [True, False, False]
    assert ["Närmast efter" in text(li) for li in shown] == [False, False, True]
    assert "Utdrag, inte hela sidan" in text(page)
    assert page.cssselect("a[rel=prev]")[0].get("href") == "/rapport/samma-ansikte/sida/2?q=kontinuitet"
    assert page.cssselect("a[rel=next]")[0].get("href") == "/rapport/samma-ansikte/sida/52?q=kontinuitet"
    assert page.xpath("//a[contains(., 'Öppna sidan')]")[0].get("href").endswith("samma-ansikte.pdf#page=31")
    between = text(tree(get(client, "/rapport/samma-ansikte/sida/40")))
    assert "Inget textstycke börjar på den här sidan" in between


def test_the_whole_page_is_shown_only_where_it_may_be(client, engine):
    page = tree(get(client, "/rapport/fri/sida/9?q=hemtjänst"))
    assert [text(p) for p in page.cssselect(".sheet__text h2")] == ["Metod"]
    assert [text(p) for p in page.cssselect(".sheet__text p")] == [
        "Här talas om hemtjänst, hemtjänster och annat.", "Slut på sidan.",
    ]  # fmt: skip
    assert [text(m) for m in page.cssselect(".sheet__text mark")] == ["hemtjänst"]
    engine.records = [replace(r, redistribute=False) for r in engine.records]
    assert "Slut på sidan" not in text(tree(get(client, "/rapport/fri/sida/9?q=hemtjänst")))


@pytest.mark.parametrize(
    "path",
    ["/finns/inte", "/rapport/finns-inte", "/rapport/fri/sida/0", "/rapport/fri/sida/85", "/miljo/x", "/static/x"],
)
@pytest.mark.parametrize("language", ["", "/en"])
def test_what_does_not_exist_has_a_page(client, path, language):
    response = get(client, language + path)
    assert response.status_code == 404
    page = tree(response)
    assert page.get("lang") == ("en" if language else "sv")
    assert "404" in text(page.cssselect(".eyebrow")[0])


@pytest.mark.parametrize("error", [EngineUnavailableError, FingerprintError, ModelError, StoreError])
def test_a_silent_engine_keeps_the_question_and_recovers(client, engine, error):
    engine.failure = error("secret detail")
    response = get(client, "/sok?q=hemtjänst&lage=exakt")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert response.headers["Cache-Control"] == "no-store"
    page = tree(response)
    assert page.cssselect("input#q")[0].get("value") == "hemtjänst"
    assert page.cssselect("input[value=exakt][checked]")
    assert page.cssselect("a.btn")[0].get("href") == "/sok?q=hemtj%C3%A4nst&lage=exakt"
    assert "secret" not in response.get_data(as_text=True)
    assert get(client, "/om").status_code == 200
    assert get(client, "/miljoer").status_code == 200
    assert get(client, "/halsa").status_code == 503
    engine.failure = None
    assert get(client, "/sok?q=hemtjänst&lage=exakt").status_code == 200


def test_our_own_mistakes_have_a_page_without_details(client, engine):
    engine.failure = ZeroDivisionError("inside")
    response = get(client, "/en/rapport/fri")
    assert response.status_code == 500
    assert "mistake" in text(tree(response))
    assert "inside" not in response.get_data(as_text=True)


def test_an_engine_that_cannot_be_opened_is_tried_again(settings, engine, monkeypatch):
    answers = iter([EngineUnavailableError("no index"), EngineUnavailableError("no index"), engine])

    def opening(_):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr("search_app.app.open_engine", opening)
    client = create_app(settings).test_client()
    assert get(client, "/sok?q=a").status_code == 503
    assert get(client, "/sok?q=a").status_code == 200


def test_health(client):
    report = json.loads(get(client, "/halsa").get_data())
    assert report["status"] == "ok"
    assert report["index"]["known"] == 1


def test_an_unchanged_page_is_not_sent_again(client, engine):
    first = get(client, "/sok?q=hemtjänst")
    tag = first.headers["ETag"]
    asked = len(engine.asked)
    again = get(client, "/sok?q=hemtjänst", **{"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.get_data()
    assert len(engine.asked) == asked
    assert get(client, "/en/sok?q=hemtjänst").headers["ETag"] != tag
    engine.version = "b"
    assert get(client, "/sok?q=hemtjänst", **{"If-None-Match": tag}).status_code == 200


def test_a_search_page_weighs_under_40_kb(client):
    response = get(client, "/sok?q=orosanmälan", **{"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    body = gzip.decompress(response.get_data())
    weight = len(response.get_data())
    for address in html.fromstring(body).xpath("//link[@rel='stylesheet']/@href"):
        asset = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert "immutable" in asset.headers["Cache-Control"]
        weight += len(asset.get_data())
    assert weight < 40_000


def test_assets_go_without_compression_too(client):
    plain = get(client, "/static/fou.css")
    assert plain.mimetype == "text/css"
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Cache-Control"] == "no-cache"
    packed = get(client, "/static/fou.css", **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.get_data()) == plain.get_data()


def test_example_data_is_marked_on_every_page(client, settings, tmp_path):
    for path in ("/", "/sok?q=a", "/rapport/fri", "/om", "/finns/inte"):
        assert "Exempeldata" in text(tree(get(client, path)).cssselect("header")[0])
    write_environments(tmp_path / "real", example=False)
    real = create_app(replace(settings, environments=tmp_path / "real"), FakeEngine([])).test_client()
    assert "Exempeldata" not in get(real, "/").get_data(as_text=True)


def test_an_environment_tells_when_it_was_last_collected(client, engine):
    health = Health(
        "fou-exempel", HealthKind.BLOCKED, "captcha", "2026-11-20T01:00:00+00:00", "2026-11-20T01:10:00+00:00"
    )
    engine.others[("health", "fou-exempel")] = to_json(health)
    shown = text(tree(get(client, "/miljo/fou-exempel")))
    assert "Senaste hämtning 20 november 2026, 02:10: webbplatsen släpper inte in oss." in shown


def test_the_other_language_is_the_same_page(client):
    page = tree(get(client, "/sok?q=hemtjänst&miljo=fou-exempel&miljo=fou-prov"))
    assert page.cssselect("a.lang")[0].get("href") == "/en/sok?q=hemtj%C3%A4nst&miljo=fou-exempel&miljo=fou-prov"
    back = tree(get(client, "/en/rapport/fri/sida/9?q=a"))
    assert back.cssselect("a.lang")[0].get("href") == "/rapport/fri/sida/9?q=a"


@pytest.mark.parametrize(
    "evil", ["/sok?_external=1&q=a", "/sok?_anchor=x", "/sok?report_id=1", "/sok?endpoint=x&values=1"]
)
def test_parameters_of_others_do_no_harm(client, evil):
    assert get(client, evil).status_code == 200


def test_versions_are_linked_and_former_addresses_lead_on(client, engine):
    first, second = engine.records[0], engine.records[1]
    engine.records[0] = replace(first, links=(Link("short version of", second.id),))
    page = tree(get(client, f"/rapport/{first.id}"))
    (section,) = page.cssselect("section#versioner")
    assert "Kortversion av" in section.text_content()
    assert section.cssselect("a")[0].get("href") == f"/rapport/{second.id}"
    assert not tree(get(client, f"/rapport/{second.id}")).cssselect("section#versioner")
    engine.others[("alias", "former")] = f'"{second.id}"'
    response = get(client, "/rapport/former?q=hemtj%C3%A4nst&report_id=x")
    assert (response.status_code, response.location) == (301, f"/rapport/{second.id}?q=hemtj%C3%A4nst&report_id=x")
    assert get(client, "/en/rapport/former/sida/3").location == f"/en/rapport/{second.id}/sida/3"
    assert get(client, "/rapport/unknown").status_code == 404


def test_what_may_have_been_meant_stands_first_where_nothing_is_found(client, engine):
    engine.meant = {"finnsinte": ("hemtjänst",)}
    page = tree(get(client, "/sok?q=finnsinte"))
    assert "Menade du hemtjänst" in text(page.cssselect(".meant li")[0])


def test_the_search_box_is_completed(client):
    assert client.get("/forslag?q=samma").json == [{"text": "Samma ansikte i dörren", "kind": "titel"}]
    assert client.get("/forslag?q=ki").json[0] == {"text": "Kil", "kind": "Kommun som studerats"}
    assert {"text": "Home care", "kind": "Area"} in client.get("/en/forslag?q=home").json
    assert {"text": "restid Kil", "kind": "Kommun som studerats"} in client.get("/forslag?q=restid+ki").json
    assert client.get("/forslag").json == client.get("/forslag?q=k").json == []
