"""The study card and the numbers of the material, by tables of sentences."""

import pytest

from indexer.describe.card import card_claims
from indexer.describe.zones import Sentence
from tests.indexer.describe.test_subject import REPORT


def row(text, place="summary", kind="body"):
    """The parts of the card that a sentence gets into when it stands alone."""
    return {claim.field for claim in card_claims([Sentence(text, 3, place, kind, opens=True)], "pdf")}


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ("Syftet är att beskriva hur orosanmälningar tas emot.", "aim", "aim"),
        ("Studien syftar till att förstå vardagen på boendet.", "summary", "aim"),
        ("Rapporten undersöker hur familjehem rekryteras i länet.", "summary", "aim"),
        ("Hur upplever barnen sin kontaktfamilj?", "aim", "questions"),
        ("Avsikten är att se vad som händer med dem som inte flyttar in.", "aim", "aim"),
        ("Den fråga vi har ställt är enkel: Vad gör att de stannar?", "body", "aim"),
        ("Processutvärderingen granskar hur samtalen uppfattas.", "lead", "aim"),
        ("Underlaget är 240 anmälningar och intervjuer med sju personer.", "summary", "methods"),
        ("Elva unga och nio föräldrar har berättat om vägen till behandling.", "lead", "methods"),
        ("Enkäten skickades till 74 chefer, varav 58 svarade.", "method", "methods"),
        ("Av de 612 flyttade 489 in, det vill säga 80 procent.", "summary", "findings"),
        ("Resultaten visar att restiden ökade.", "lead", "findings"),
        ("Vi drar slutsatsen att insatsen bör behållas.", "conclusions", "conclusions"),
        ("Rapporten föreslår en gemensam rutin för samtalen.", "summary", "conclusions"),
        ("Underlaget är litet och resultaten kan inte generaliseras.", "discussion", "limits"),
        ("Studien saknar jämförelsegrupp.", "method", "limits"),
        ("Mer forskning behövs om barns delaktighet.", "discussion", "needs"),
        ("Frågan bör undersökas i en större studie.", "conclusions", "needs"),
    ],
)
def test_a_sentence_finds_its_part(text, place, part):
    assert part in row(text, place)


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("Syftet med lagen är att skydda barn som far illa.", "aim", "body"),
        ("”Vi ringer mamma och mamma säger att det är lugnt.”", "findings", "quote"),
        ("Ålder Antal Andel Summa procent totalt", "findings", "table"),
        ("Syfte och frågeställningar", "heading", "heading"),
        ("Kort text.", "summary", "body"),
        ("Vi ville veta:", "aim", "body"),
        ("Med välfärdsteknik avses teknik som syftar till att öka trygghet.", "aim", "body"),
        ("Behandlingen består av individuella samtal och en grupp.", "summary", "body"),
        ("IPS är en metod för stöd till arbete.", "summary", "body"),
        ("Syftet var att pröva en annan metod i en annan studie.", "research", "body"),
    ],
)
def test_what_is_no_statement_of_the_study_is_not_shown(text, place, kind):
    assert row(text, place, kind) == set()


def test_parts_that_are_not_there_are_missing():
    assert row("Kommunen ligger vid en sjö i norra delen av länet.", "body") == set()


def test_sentences_keep_the_order_of_the_report(subject):
    card = subject(REPORT).card
    found = {part: [c.value for c in card if c.field == part] for part in ("aim", "findings", "limits", "needs")}
    assert found["aim"] == ["Syftet är att beskriva hur små arbetslag påverkar kontinuiteten för de äldre."]
    assert found["findings"][0].startswith("Kontinuiteten ökade")
    assert found["limits"] == ["Underlaget är litet och resultaten ska läsas med försiktighet."]
    assert found["needs"] == ["Mer forskning behövs om vad kontinuitet betyder för trygghet."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sjutton intervjuer genomfördes.", [("17", "intervju")]),
        ("Enkäten gav 243 svar.", [("243", "svar")]),
        ("Svarsfrekvensen var 61 procent.", [("61", "svarsfrekvens")]),
        ("Intervjuer med sju socialsekreterare gjordes.", [("7", "socialsekreterare")]),
        ("Vi har intervjuat fjorton familjehemsföräldrar.", [("14", "familjehemsförälder")]),
        ("Underlaget är 240 orosanmälningar.", [("240", "orosanmälan")]),
        ("Trettiofyra telefonintervjuer hölls under 2019.", [("34", "telefonintervju")]),
        ("Studien pågick i tre år och kostade 400 kronor.", []),
        ("Åtta av tio intervjuade var nöjda.", []),
    ],
)
def test_numbers_of_the_material(subject, text, expected):
    found = [claim for claim in subject(text, "Om stöd").card if claim.field == "material"]
    assert [claim.value for claim in found] == expected
    assert all(claim.quote in text for claim in found)


def test_what_was_known_before_is_no_finding():
    told = [
        "Äldre män lever ofta ensamma på landsbygden.",
        "Studien bygger på intervjuer med sjutton män.",
        "Männen saknar någon att ringa.",
        "Lönen betyder mindre än chefen.",
    ]
    found = card_claims([Sentence(text, 1, "lead", "body", opens=not n) for n, text in enumerate(told)], "pdf")
    assert [c.value for c in found if c.field == "findings"] == told[2:]
    assert [c.value for c in found if c.field == "methods"] == told[1:2]
