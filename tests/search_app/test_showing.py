"""Marks, labels, reasons and states."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from models.claim import Claim
from models.report import Address, Link
from models.search import Hit, Reason, Span
from search_app import report_page
from search_app.charts import histogram, spines
from search_app.facets import Labels
from search_app.language import language_name, language_tag
from search_app.report_page import shortened
from search_app.rules import FAMILIES, RULES, rule_words
from search_app.showing import authors, marked, meta, page_label, page_numbers, short_heading, tail_cut, whole_title
from search_app.states import file_address, file_at_page, gone_since, state, web_address
from search_app.versions import versions
from search_app.why import LONGEST, why
from tests.search_app.fake import make_record


def plain(html: Markup) -> str:
    return Markup(re.sub(r"<[^>]*>", "", html)).unescape()


def test_marks_show_the_part_and_the_whole_compound():
    text = "äldreomsorgens <vardag>"
    assert marked(text, (Span(5, 11, 0, 14),)) == Markup(
        '<span class="cw">äldre<mark>omsorg</mark>ens</span> &lt;vardag&gt;'
    )
    assert marked("vård här", (Span(0, 4, 0, 4),)) == Markup("<mark>vård</mark> här")


@given(st.text(max_size=40), st.lists(st.tuples(*[st.integers(-3, 45)] * 4), max_size=6))
def test_marks_never_change_or_break_the_text(text, numbers):
    html = marked(text, tuple(Span(*four) for four in numbers))
    assert plain(html) == text
    assert set(re.findall(r"<[^>]*>", html)) <= {"<mark>", "</mark>", '<span class="cw">', "</span>"}


@pytest.mark.parametrize(
    ("label", "page", "shown"), [("14", 16, "s. 14"), ("iv", 4, "s. iv"), (None, 16, "[16]"), ("", 1, "[1]")]
)
def test_page_labels(inside, label, page, shown):
    with inside("/"):
        assert page_label(label, page)[0] == shown


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("4.2 Resultat", "Resultat"),
        ("IV Slutsatser", "Slutsatser"),
        ("1", "1"),
        ("Vad de unga själva berättar om tiden efteråt", "Vad de unga…"),
        ("om utbildningsplanering för barn", "om utbildningspla…"),
        ("I korthet", "korthet"),
        ("Kontinuitetsutvecklingsarbetets", "Kontinuitetsutvec…"),
        ("", ""),
    ],
)
def test_short_headings(heading, shown):
    assert short_heading(heading) == shown


@given(st.text("ab cå", max_size=60), st.integers(0, 50), st.integers(0, 10), st.integers(4, 40))
def test_a_tail_is_cut_without_harm(text, start, length, room):
    spans = (Span(start, start + length, start, start + length),)
    words, kept = tail_cut(text, spans, room)
    assert text.startswith(words.removesuffix(" …").rstrip())
    assert words == text or len(words) <= room + 1
    assert all(span.whole_end <= len(words) for span in kept) or words == text


@pytest.mark.parametrize(
    ("current", "last", "numbers"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (4, 9, [1, 2, 3, 4, 5, None, 9]),
        (9, 9, [1, None, 8, 9]),
    ],
)
def test_pages_to_offer(current, last, numbers):
    assert page_numbers(current, last) == numbers


def reason(word, matched="", parts=(), place="body"):
    return Reason(word, matched or word, parts, place)


@pytest.mark.parametrize(
    ("by", "reasons", "line"),
    [
        ("words", [reason("hemtjänst", place="title")], "hemtjänst i titeln"),
        ("both", [reason("a", place="title"), reason("b", place="title")], "a, b i titeln; även på betydelse"),
        (
            "words",
            [reason("omsorg", "äldreomsorgens", ("äldre", "omsorg"), "summary"), reason("kris")],
            "omsorg i äldreomsorgens = äldre + omsorg, i sammanfattningen, kris i texten",
        ),
        (
            "words",
            [reason("äldreomsorgspersonal", "personal … äldreomsorgen", ("äldre", "omsorg", "personal"))],
            "äldreomsorgspersonal som personal … äldreomsorgen i texten",
        ),
        (
            "words",
            [reason("missbruk"), Reason("socialbidrag", "ekonomiskt bistånd", (), "title", related=True)],
            "missbruk i texten, socialbidrag (besläktat: ekonomiskt bistånd) i titeln",
        ),
        ("meaning", [], "bara på betydelse: texten handlar om samma sak men använder andra ord"),
        ("meaning", [reason("barn", place="summary")], "på betydelse; barn i sammanfattningen"),
        ("words", [], "orden står på olika ställen i rapporten"),
    ],
)
def test_why(inside, by, reasons, line):
    with inside("/"):
        assert plain(why(Hit(make_record("a", "A"), 1.0, by, (), tuple(reasons)), asked=True)) == line


words = st.text("abcdefghå<&", min_size=1, max_size=90)
reasons = st.builds(
    Reason, words, words | st.just("x … y"), st.lists(words, max_size=4).map(tuple),
    st.sampled_from(["title", "summary", "details", "headings", "body", "new"]),
)  # fmt: skip


@given(found=st.lists(reasons, max_size=12), by=st.sampled_from(["words", "both", "meaning"]))
def test_why_is_never_longer_than_its_line(app_once, found, by):
    with app_once.test_request_context("/"):
        line = why(Hit(make_record("a", "A"), 1.0, by, (), tuple(found)), asked=True)
    assert len(plain(line)) <= LONGEST
    assert "<b>" not in line.replace('<b lang="sv">', "").replace("</b>", "") or not found


@pytest.fixture(scope="module")
def app_once(tmp_path_factory):
    """One app for the many examples of a property."""
    import config
    from search_app import create_app
    from tests.search_app.library import library, write_environments

    folder = tmp_path_factory.mktemp("environments")
    write_environments(folder)
    return create_app(config.load({"FOU_HOME": str(folder), "FOU_ENVIRONMENTS": str(folder)}), library())


def test_meta_says_what_is_not_known(inside):
    labels = Labels({}, "sv")
    record = make_record("a", "A", year=None, authors=("A", "B", "C", "D"), number="", pages=1)
    with inside("/"):
        assert meta(record, labels) == ("fou-exempel", "A m.fl.", "utan år", "FoU-rapport", "1 sida")
        assert authors(("A", "B", "C")) == "A, B och C"
        assert whole_title(make_record("a", "Vem?", subtitle="Om mig")) == "Vem? Om mig"
        assert whole_title(make_record("a", "Vem. Om mig", subtitle="Om Mig")) == "Vem. Om mig"
        assert whole_title(make_record("a", "")) == "Titeln är inte hittad"


@pytest.mark.parametrize(
    ("code", "tag", "name"),
    [
        ("sv", "sv", "svenska"),
        ("swe", "sv", "svenska"),
        ("sv-SE", "sv", "svenska"),
        ("ENG", "en", "engelska"),
        ("en_GB", "en", "engelska"),
        ("", "", ""),
        ("okänt", "", "okänt"),
    ],
)
def test_codes_of_languages(inside, code, tag, name):
    with inside("/"):
        assert (language_tag(code), language_name(code)) == (tag, name)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.se/x", True),
        ("http://127.0.1.1:8801/x.pdf", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.se/x", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url, linked):
    assert web_address(url) == (url if linked else None)


def test_links_to_pages_of_files():
    assert file_at_page("https://a.se/x.pdf", 4) == "https://a.se/x.pdf#page=4"
    assert file_at_page("https://a.se/x.pdf#top", 4) == "https://a.se/x.pdf#page=4"
    assert file_at_page("https://a.se/get?id=3", 4) == "https://a.se/get?id=3#page=4"
    assert file_at_page("https://a.se/x.HTML", 4) == "https://a.se/x.HTML"


def test_the_first_living_copy_is_linked():
    gone = Address("a", None, "https://a.se/x.pdf", "2020-01-01", "2024-05-06")
    moved = Address("b", None, "https://b.se/x.pdf", "2020-01-01")
    assert file_address(make_record("a", "A", addresses=(gone, moved))) == "https://b.se/x.pdf"
    assert file_address(make_record("a", "A", addresses=(gone,))) is None
    assert gone_since((gone, moved)) == ""
    assert gone_since((gone,)) == "2024-05-06"
    assert gone_since(()) == ""


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, None),
        ({"kind": "known", "outcome": ""}, "ingen fil har hittats"),
        ({"kind": "known", "outcome": "no text"}, "ingen text"),
        ({"kind": "known", "outcome": "not permitted by robots.txt"}, "ber oss"),
        ({"kind": "known", "outcome": "something new"}, "Känd men inte hämtad"),
        ({"addresses": (Address("a", None, None, "2020-01-01", "2026-11-02"),)}, "2 november 2026"),
    ],
)
def test_states(inside, values, says):
    with inside("/"):
        found = state(make_record("a", "A", **values))
    assert (found is None) == (says is None)
    assert says is None or says in f"{found.lead} {found.text}"


def test_every_outcome_of_a_failure_has_words():
    from models.document import ReadOutcome
    from models.sighting import FetchOutcome
    from search_app.states import OUTCOMES

    fine = {FetchOutcome.OK, FetchOutcome.NOT_MODIFIED, ReadOutcome.OK}
    assert {*FetchOutcome, *ReadOutcome} - fine == set(OUTCOMES)


@given(st.dictionaries(st.integers(1000, 2999) | st.none(), st.integers(0, 10_000), max_size=80))
def test_charts_take_any_years(years):
    chart = histogram(years)
    dated = {year: n for year, n in years.items() if year is not None and n}
    assert (chart is None) == (not dated)
    if chart:
        assert chart.last == max(dated)
        assert chart.last - chart.first < 60
        assert chart.path.startswith("M")
    shelf = spines(years)
    assert (shelf is None) == (len(dated) < 3)


def test_a_long_summary_keeps_every_word():
    text = "\n".join(["Ett stycke med en mening. " * 30, "Nästa stycke. " * 60, "Sista."])
    first, rest = shortened(text)
    assert first
    assert rest
    assert " ".join([*first, *rest]).split() == text.split()
    assert shortened("Kort.") == (("Kort.",), ())
    endless, nothing = shortened("x" * 5000)
    assert (endless, nothing) == (("x" * 5000,), ())


def test_rules_have_words_and_unknown_rules_their_own_name(inside):
    with inside("/en/"):
        assert rule_words("copyright") == "the year by the copyright"
        assert rule_words("stated by the page (dc)") == "detail in the web page’s code"
        assert rule_words("isbn label") == "label on the web page"
        assert rule_words("a rule of tomorrow") == "a rule of tomorrow"
    assert RULES
    assert FAMILIES


def test_a_correction_says_who_when_and_why(inside):
    with inside("/"):
        claim = Claim("year", "2014", "correction", "correction redaktionen 2026-11-28", 1.0, None, "Omslaget.")
        rule = Claim("year", "2041", "pdf", "year alone", 0.7, 1, "2041")
        labels = Labels({}, "sv")
        first, second = report_page.evidence(make_record("r", "Titel", evidence=(claim, rule)), labels)
        assert (first.value, first.grounds[0].source, first.grounds[0].quote) == ("2014", "rättelse", "Omslaget.")
        assert first.grounds[0].rule == "rättad av redaktionen 2026-11-28"
        assert second.value == "2041"
        none = replace(claim, field="authors", value=())
        assert report_page.evidence(make_record("r", "Titel", evidence=(none,)), labels)[0].value == "saknas"


def test_versions_in_words(inside):
    with inside("/"):
        english = make_record("e", "Small teams", language="en")
        links = (
            Link("has translation", "e", language="en"), Link("has edition", "ny"), Link("other part", "d", part="2"),
            Link("short version of", "borta"),
        )  # fmt: skip
        known = {name: make_record(name, name) for name in ("ny", "d")} | {"e": english}
        labels = Labels({}, "sv")
        found = versions(make_record("r", "Titel", links=links), known.get, labels)
        assert [v.words for v in found] == ["Finns i senare upplaga", "Finns på engelska", "Del 2 av samma arbete"]
        back = versions(replace(english, links=(Link("translation of", "ny"),)), known.get, labels)
        assert [v.words for v in back] == ["Engelsk version av"]
        later = versions(make_record("r", "Titel", links=(Link("has follow-up", "ny"),)), known.get, labels)
        assert [v.words for v in later] == ["Samma undersökning ett senare år"]
