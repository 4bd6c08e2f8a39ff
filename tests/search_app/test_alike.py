"""Studies like a report: what they have in common, and the choice of other counties."""

import re

import pytest

from models.search import LikeStudy


@pytest.fixture(autouse=True)
def studies(engine):
    records = {record.id: record for record in engine.records}
    same = LikeStudy(
        records["glesbygd"],
        (("group", "mal-aldre"), ("area", "omr-aldre-hemtjanst"), ("area", "omr-aldre"), ("municipality", "1715")),
        ("restid",),
        elsewhere=False,
    )
    other = LikeStudy(records["natt"], (("method", "met-intervju"), ("area", "omr-aldre")), (), elsewhere=True)
    engine.alike = {"samma-ansikte": (same, other)}


def section(client, address):
    html = client.get(address).get_data(as_text=True)
    found = re.search(r'<section id="liknande".*?</section>', html, re.DOTALL)
    return found[0] if found else ""


def reasons(html):
    return [re.findall("<li>([^<]*)</li>", part) for part in re.findall('class="reasons".*?</ul>', html, re.DOTALL)]


def test_each_study_says_what_it_has_in_common(client):
    html = section(client, "/rapport/samma-ansikte")
    assert re.findall(r'list-title" href="([^"]+)"', html) == ["/rapport/glesbygd", "/rapport/natt"]
    assert reasons(html) == [
        ["samma målgrupp: Äldre personer", "samma område: Hemtjänst", "samma kommun: Kil", "ord: restid"],
        ["samma metod: Intervjuer", "samma område: Äldre", "annat län"],
    ]


def test_in_english_too(client):
    html = section(client, "/en/rapport/samma-ansikte")
    assert reasons(html)[1][-1] == "another county"
    assert reasons(html)[0][0].startswith("same target group: ")


def test_only_other_counties(client):
    html = section(client, "/rapport/samma-ansikte?q=hemtj%C3%A4nst&liknande=andra-lan")
    assert re.findall(r'list-title" href="([^"]+)"', html) == ["/rapport/natt"]
    assert 'href="/rapport/samma-ansikte?q=hemtj%C3%A4nst#liknande"' in html
    assert 'aria-current="true">Bara andra län' in html


def test_the_choice_alone_leads_to_no_hits(client):
    html = client.get("/rapport/samma-ansikte?liknande=andra-lan").get_data(as_text=True)
    assert "Tillbaka till träffarna" not in html


def test_a_report_without_like_studies_has_no_section(client):
    assert section(client, "/rapport/glesbygd") == ""
    assert "Vi har inte hittat någon liknande studie" in section(client, "/rapport/glesbygd?liknande=andra-lan")
