"""What counts for a subject, and what does not: places in the report, negations, long names, damaged text."""

import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.taxonomy import taxonomy
from indexer.describe.hits import Hit, Sign, in_order, kin
from indexer.describe.subject import Describer
from indexer.describe.weights import describe_weights
from indexer.describe.zones import sentences_of
from indexer.extract.plain import read_plain
from models.document import PageText, Paragraph
from tests.indexer.describe.conftest import values
from tests.indexer.extract.press import STUDIES

REPORT = """## Sammanfattning

Rapporten är en utvärdering av hemtjänsten i Mora kommun. Den bygger på tolv intervjuer med undersköterskor.

## 1 Syfte

Syftet är att beskriva hur små arbetslag påverkar kontinuiteten för de äldre.

## 2 Metod

Tolv undersköterskor intervjuades. Enkäten besvarades av 88 av 120 personer, en svarsfrekvens på 73 procent. Underlaget
är litet och resultaten ska läsas med försiktighet.

## 3 Resultat

Kontinuiteten ökade i båda områdena, medan restiden blev längre för alla som arbetade kväll under hela perioden.

## 4 Slutsatser

Kommunen bör behålla små arbetslag. Mer forskning behövs om vad kontinuitet betyder för trygghet.

## Referenser

Andersson, A. (2001). Familjehem och LVU i Sala kommun. En enkätstudie om fosterbarn.
"""


def test_a_whole_report(subject):
    read = subject(REPORT, "Samma ansikte i dörren", 2018)
    assert values(read, "area") == ["omr-aldre", "omr-aldre-hemtjanst"]
    assert "mal-aldre" in values(read, "group")
    assert values(read, "study_type")[0] == "typ-utvardering"
    assert "met-intervju" in values(read, "method")
    assert values(read, "municipality") == ["2062"]
    assert values(read, "county") == ["20"]
    assert not values(read, "law", 0)
    assert "met-enkat" in values(read, "method")


def test_references_contents_imprint_annexes_and_the_list_of_the_series_count_nothing():
    pages = [
        PageText(1, None, (Paragraph("Hemtjänst i Mora", "heading", 1), Paragraph("ISBN 91-0", "imprint"))),
        PageText(2, None, (Paragraph("Innehåll", "heading", 1), Paragraph("1 Familjehem .... 4", "contents"))),
        PageText(3, None, (Paragraph("1 Inledning", "heading", 1), Paragraph("Hemtjänsten är viktig."))),
        PageText(4, None, (Paragraph("Referenser", "heading", 1), Paragraph("Om LVU.", "reference"))),
        PageText(5, None, (Paragraph("Bilaga 1", "heading", 1), Paragraph("Har du familjehem?"))),
        PageText(6, None, (Paragraph("Tidigare rapporter", "heading", 1), Paragraph("Missbruk i Flen"))),
        PageText(7, None, (Paragraph("Sist", "heading", 1), Paragraph("2013:4 Barn i familjehem"))),
    ]
    texts = [sentence.text for sentence in sentences_of(pages, "Hemtjänst i Mora")]
    assert texts == ["Hemtjänst i Mora", "1 Inledning", "Hemtjänsten är viktig.", "Sist"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("## Sammanfattning\n\nEn kort text om allt.", "summary"),
        ("## 2 Så gjorde vi studien\n\nEn kort text om allt.", "method"),
        ("## Hur vi gick till väga\n\nEn kort text om allt.", "method"),
        ("## 5 Vad kan vi lära\n\nEn kort text om allt.", "conclusions"),
        ("## Bakgrund\n\nSyftet med studien är att pröva detta.", "aim"),
        ("## Tidigare forskning\n\nSyftet med studien var ett annat.", "research"),
        ("En kort text om allt utan rubrik.", "lead"),
    ],
)
def test_places(text, place):
    assert sentences_of(read_plain(text.encode()).pages)[-1].place == place


def test_a_longer_name_of_another_branch_takes_the_shorter_away(subject):
    read = subject("Psykisk funktionsnedsättning påverkar vardagen.", "Psykisk funktionsnedsättning")
    assert values(read, "area") == ["omr-psyk"]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Utvärderingen har en kontrollgrupp.", True),
        ("Utvärderingen saknar kontrollgrupp.", False),
        ("Någon kontrollgrupp fanns inte i utvärderingen.", False),
        ("Deltagarna förbättrades inte mer än kontrollgruppen.", True),
        ("Utvärderingen gjordes utan kontrollgrupp.", False),
    ],
)
def test_negation(subject, text, there):
    assert ("met-jamforelsegrupp" in values(subject(text, "Om stöd"), "method")) is there


def test_who_was_asked_is_not_who_it_is_about(subject):
    told = subject("Åtta socialsekreterare har intervjuats om hemlösa män i staden.", "Hemlöshet")
    assert values(told, "group") == ["mal-vuxna", "mal-vuxna-hemlosa"]


def test_staff_count_where_the_report_is_written_through_their_eyes(subject):
    alone = subject("En enkät besvarades av 96 socialsekreterare.", "Frågan om våld")
    assert "mal-personal-soc" in values(alone, "group")
    beside = subject("Intervjuer har gjorts med socialsekreterare och klienter.", "Personer med missbruk om stödet")
    assert "mal-personal-soc" not in values(beside, "group")
    passing = subject("Personalen har fått utbildning. Äldre med hemtjänst äter ensamma.", "Måltider i hemtjänsten")
    assert "mal-personal" not in values(passing, "group")


def test_a_shared_word_goes_with_the_nearest(subject):
    told = "Ett frågeformulär till besökare fylldes i av hälften och femton medarbetare intervjuades."
    found = values(subject(told, "Öppna förskolan"), "method")
    assert "met-brukarenkat" in found
    assert "met-personalenkat" not in found


def test_who_is_joined_by_och_was_not_asked_the_same_way(subject):
    told = "En enkät fylldes i av 184 besökare, och åtta medarbetare har intervjuats."
    for text in (told, "184 besökare har fyllt i ett frågeformulär och femton medarbetare har intervjuats."):
        found = values(subject(text, "Öppna förskolan"), "method")
        assert "met-brukarenkat" in found
        assert "met-personalenkat" not in found


@pytest.mark.parametrize(
    "text", ["Studien jämför elva hushåll med en kontrollgrupp.", "De varken arbetade eller studerade."]
)
def test_words_of_a_phrase_count_in_forms_that_the_word_list_lacks(describer, text):
    found = describer.signs_of(sentences_of(read_plain(text.encode()).pages))
    assert found & {"met-jamforelsegrupp", "mal-unga-uvas"}


def test_a_study_that_draws_lots_is_no_other_kind_of_comparison(subject):
    read = subject("Familjerna lottades till kurs eller kö. Kontrollgruppen fick vänta.", "En föräldrakurs")
    assert values(read, "method", 0.7) == ["met-design", "met-randomiserad"]


@pytest.mark.parametrize(
    "text",
    [
        "Marte Meo har nämnts men inte använts. Elva familjer intervjuades.",
        "Marte Meo finns i kommunen. Ingen av dessa metoder undersöks här.",
        "Intresset för Marte Meo har ökat, men den här rapporten handlar om samtalen. Elva familjer intervjuades.",
        "Stödet ges tillsammans med Marte Meo. Elva familjer intervjuades.",
    ],
)
def test_a_method_that_is_merely_mentioned_is_not_claimed(subject, text):
    assert values(subject(text, "Vardagens samtal"), "intervention") == []


def test_staff_whose_work_is_looked_at_are_whom_it_is_about(subject):
    read = subject("Studien beskriver hur handläggare bedömer äldre personer med hemtjänst.", "Lika för alla?")
    assert {"mal-aldre", "mal-personal-soc"} <= set(values(read, "group"))


def test_an_end_of_a_compound_counts_however_short(subject):
    found = values(subject("En enkät gick till 40 ekonomichefer i länet.", "Sociala investeringar"), "method")
    assert "met-personalenkat" in found


@pytest.mark.parametrize(
    ("title", "text", "study"),
    [
        ("Riktlinjer för ekonomiskt bistånd", "Sökande kallas till intervju. Beslut ska följas upp.", False),
        ("Handbok för familjehem", "Intervjuer med dig ingår i utredningen. Du ska få handledning.", False),
        ("Protokoll från styrgruppen", "Utvärderingen sköts upp. Enkäten bordlades.", False),
        ("Om hembesök", "Du ska kontakta socialtjänsten. Intervjuer måste bokas av dig.", False),
        ("Riktlinjer i praktiken – en intervjustudie", "Tolv handläggare har intervjuats.", True),
        ("Om hembesök", "Tolv handläggare har intervjuats. Hembesök ska göras inom en vecka.", True),
    ],
)
def test_a_document_that_is_no_study_has_no_type_and_no_method(subject, title, text, study):
    read = subject(text, title)
    assert bool(values(read, "study_type")) is study
    assert bool(values(read, "method")) is study


@pytest.mark.parametrize(
    ("title", "text", "main"),
    [
        (
            "Hembesök",
            "I projektet har en ny modell tagits fram. Fyra socialsekreterare intervjuades.",
            "typ-utveckling-metod",
        ),
        ("En aktstudie om hembesök", "Syftet är att kartlägga hur vanligt det är. Akter har lästs.", "typ-stu-akt"),
        ("Hembesök tio år senare", "Rapporten är en utvärdering av hembesök till äldre.", "typ-utvardering"),
        (
            "Hembesök",
            "Rapporten undersöker hembesök. Nio handläggare intervjuades om hur vanligt det är.",
            "typ-stu-intervju",
        ),
        ("Hembesök", "Tolv äldre intervjuades om hembesök. Besluten följs upp dåligt.", "typ-stu-intervju"),
        ("Hembesök", "I kommunen kartlägger teamet behoven. Tolv äldre intervjuades om hembesök.", "typ-stu-intervju"),
        ("Hembesök", "Intervjuer med äldre planeras senare. En enkät besvarades av 90 personer.", "typ-stu-enkat"),
        (
            "Hembesök – systematisk uppföljning",
            "I rapporten följs 30 besök upp. Uppföljningen görs årligen.",
            "typ-upp-isu",
        ),
        ("Hembesök", "Följeforskarens iakttagelser har återförts löpande till kommunen.", "typ-utv-foljeforskning"),
    ],
)
def test_what_is_told_decides_where_no_word_names_the_kind(subject, title, text, main):
    assert values(subject(text, title), "study_type")[0] == main


def test_a_named_method_tells_the_area_and_the_area_tells_the_group(subject):
    read = subject("Utvärderingen gäller tio kommuner.", "Marte Meo i praktiken")
    claims = {(c.field, c.value): c.rule for c in read.described}
    assert claims[("area", "omr-familj-stod")] == "follows from the method"
    assert claims[("group", "mal-foraldrar")] == "follows from the area"


def test_a_claim_implies_its_parent_with_the_same_words(subject):
    read = subject("", "Demensteam i Flen")
    child = next(c for c in read.described if c.value == "omr-aldre-demens")
    assert replace(child, value="omr-aldre") in read.described


def test_every_claim_has_its_words_and_page(subject):
    text = "En utvärdering av Demensteamet i Flens kommun enligt 5 kap. 10 § SoL."
    for claim in subject(text, "Om stöd", 2010).described:
        assert claim.quote in f"{text} Om stöd", claim
        assert claim.page == 1
        assert claim.rule


def test_text_that_has_lost_its_letters_is_read_with_less_confidence(subject):
    whole = "Rapporten handlar om hemtjänsten för äldre personer. Undersköterskor och anhöriga fick frågor. " * 6
    lost = whole.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    good, bad = subject(whole, "Hemtjänst för äldre"), subject(lost, "Hemtjanst for aldre")
    assert "omr-aldre-hemtjanst" in values(good, "area")
    assert "omr-aldre-hemtjanst" in values(bad, "area")
    assert max(c.confidence for c in bad.described if c.field == "area") < max(
        c.confidence for c in good.described if c.field == "area"
    )


def test_a_word_of_the_family_of_a_term_speaks_for_its_group():
    families = (("socialassistent", "socialsekreterare", "byråtjänare"), ("båt", "fartyg"))
    found = list(kin(taxonomy(), families))
    assert ("mal-personal-soc", "byråtjänare") in found
    assert not [term for _, term in found if term in ("båt", "fartyg", "socialsekreterare")]


def test_people_who_are_called_otherwise_are_believed_less(subject):
    named = subject("Rapporten handlar om livet på landet.", "Socialsekreterares vardag")
    assert "mal-personal-soc" in values(named, "group")
    related = subject("Rapporten handlar om livet på landet.", "Husvilla i byn")
    assert "mal-vuxna-hemlosa" in values(related, "group")
    assert {c.quote for c in related.described if c.value == "mal-vuxna-hemlosa"} == {"Husvilla"}
    assert max(c.confidence for c in related.described if c.field == "group") < 0.9


def test_a_changed_taxonomy_or_weight_changes_the_version(describer):
    import config
    from config.language import load_language, word_families

    settings = config.load()
    weights = describe_weights(settings.weights)
    analyser = load_language(settings)
    known = (analyser, taxonomy(), weights, word_families())
    assert Describer(*known).version == describer.version
    assert Describer(analyser, replace(taxonomy(), version="other"), *known[2:]).version != describer.version
    assert Describer(*known[:2], replace(weights, high=9.0), known[3]).version != describer.version
    assert Describer(*known[:3], ()).version != describer.version


def _plain(text):
    return re.sub(r"\W+", "", text)


@pytest.mark.parametrize("path", sorted(STUDIES.glob("*.md"))[::4], ids=lambda path: path.stem)
def test_no_sentence_of_the_card_is_not_in_the_report(subject, path):
    text = path.read_text(encoding="utf-8").split("\n+++\n", 1)[1]
    read = subject(text, path.stem)
    whole = _plain(text)
    assert {"aim", "methods", "findings"} & {claim.field for claim in read.card}
    for claim in read.card:
        assert _plain(claim.quote if claim.field == "material" else claim.value) in whole, claim


@settings(max_examples=40)
@given(st.lists(st.sampled_from(REPORT.replace("\n", " ").split(". ")), max_size=12), st.text(max_size=80))
def test_whatever_the_text_the_card_only_quotes(subject, parts, noise):
    text = ". ".join([*parts, noise])
    for claim in subject(text).card:
        words = claim.quote if claim.field == "material" else claim.value
        assert _plain(words) in _plain(text)


def test_hits_come_in_an_order_that_no_run_changes():
    strong, weak = Sign("omr-beroende", "strong", "alkohol"), Sign("omr-beroende", "weak", "alkohol")
    pair = Sign("omr-beroende", "pair", "alkohol", 7)
    hits = [Hit(sign, 3, 4, 0) for sign in (weak, pair, strong)]
    for found in itertools.permutations(hits):
        assert [hit.sign for hit in sorted(found, key=in_order)] == [pair, strong, weak]


def test_what_one_sentence_says_is_never_sure(subject):
    one = subject("Syftet är att beskriva hemtjänsten i Flen. Tolv personer intervjuades.", "Om vardagen", year=2018)
    two = subject("", "Hemtjänsten i Flen")
    sure = [{c.value for c in read.described if c.field == "area" and c.confidence >= 0.9} for read in (one, two)]
    assert sure[0] == set()
    law = subject("Studien bygger på intervjuer.\n\n" + "Ord om annat. " * 80 + "\n\nDe nämner LSS.", "Om vardagen")
    assert not [c for c in law.described if c.field == "law" and c.confidence >= 0.9]
