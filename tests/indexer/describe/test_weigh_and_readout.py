"""Claims weighed against each other, and the lines that `fou read --json` prints."""

import json

from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from indexer.describe.describe import describe
from indexer.describe.readout import FIELDS, SUBJECT, readout
from indexer.describe.weigh import fold, weigh
from indexer.extract.document import Document
from indexer.extract.read import read_bytes
from indexer.merge.shown import shown_subject, subject_facets
from models.claim import Claim
from models.document import PageText, Paragraph, ReadOutcome


def claim(field, value, source="pdf", confidence=0.8, rule="rule") -> Claim:
    return Claim(field, value, source, rule, confidence, 1, str(value))


def test_a_longer_title_tells_the_subtitle_of_a_shorter_one():
    best = weigh([
        claim("title", "Unga utan arbete – kartläggning i länet", "page", 0.85), claim("title", "Unga utan arbete"),
    ])  # fmt: skip
    assert (best["title"].value, best["subtitle"].value) == ("Unga utan arbete", "kartläggning i länet")
    # what a program wrote into the file says nothing of it, nor does one word
    for short in (claim("title", "FoU Kust", "metadata", 0.5), claim("title", "Natt")):
        whole = claim("title", f"{short.value}: en studie av väntan", "page", 0.85)
        assert "subtitle" not in weigh([whole, short])


def test_initials_are_the_names_that_they_stand_for():
    best = weigh([
        claim("authors", ("R. Jaber", "E.-L. af Ek"), "page", 0.8),
        claim("authors", ("Eva-Lena af Ek", "Rana Jaber"), "pdf", 0.6),
        claim("authors", ("Bo Al",), "metadata", 0.5),
    ])["authors"]  # fmt: skip
    assert (best.value, best.source) == (("Eva-Lena af Ek", "Rana Jaber"), "pdf")
    assert best.confidence > 0.8
    for other in (("Karin Jaber",), ("Rana Jaber", "Bo Al"), ("Rana Jabers",)):
        best = weigh([claim("authors", ("R. Jaber",), "page", 0.8), claim("authors", other, "pdf", 0.6)])["authors"]
        assert best.value == ("R. Jaber",)


def test_equal_values_strengthen_each_other():
    best = weigh([
        claim("year", "2013", "pdf", 0.6), claim("year", "2014", "metadata", 0.9), claim("year", "2013", "page", 0.6),
    ])["year"]  # fmt: skip
    assert best.value == "2013"
    assert best.confidence > 0.75


def test_one_rule_saying_it_twice_is_one_voice():
    once = weigh([claim("year", "2013")])["year"].confidence
    assert weigh([claim("year", "2013")] * 5)["year"].confidence == once


def test_two_rules_that_read_the_same_line_are_one_witness():
    number = claim("year", "2011", confidence=0.95)
    foreword = [Claim("year", "2019", "pdf", rule, 0.88, 2, "Nyköping i maj 2019") for rule in ("one", "two")]
    assert weigh([*foreword, number])["year"].value == "2011"
    elsewhere = Claim("year", "2019", "pdf", "three", 0.88, 3, "© 2019")
    assert weigh([*foreword, elsewhere, number])["year"].value == "2019"


def test_an_operator_is_always_believed():
    claims = [claim("title", "Fel", s, 0.99) for s in ("pdf", "page", "repository")]
    assert weigh([*claims, claim("title", "Rätt", "operator", 1.0)])["title"].value == "Rätt"


def test_a_title_with_its_subtitle_says_the_same():
    best = weigh([
        claim("title", "Familjepoolen", "pdf", 0.7), claim("subtitle", "Ett stöd till familjehem"),
        claim("title", "Familjepoolen – ett stöd till familjehem", "page", 0.8),
        claim("title", "Kopia av Slutrapportmall", "metadata", 0.9),
    ])  # fmt: skip
    assert fold(best["title"].value).startswith("familjepoolen")
    assert best["title"].confidence > 0.85


fields = st.sampled_from(["title", "year", "number"])
sources = st.sampled_from(["pdf", "page", "metadata", "file name", "repository"])
claims = st.lists(st.builds(claim, fields, st.text(min_size=1), sources, st.floats(0, 1), st.text(max_size=3)))


@given(claims)
def test_the_best_is_one_of_the_claims_whatever_their_order(found):
    best = weigh(found)
    assert set(best) == {c.field for c in found}
    assert all(0 <= c.confidence <= 1 for c in best.values())
    assert all(any(c.value == b.value and c.field == b.field for c in found) for b in best.values())


def identity() -> str:
    return "811218987" + luhn.calc_check_digit("811218987")


def test_readout_has_the_fixed_form_and_hides_identity_numbers():
    number = identity()
    text = f"Hon ({number[:6]}-{number[6:]}) bor i Åmål, telefon 08-405 33 27."
    pages = (PageText(1, None, ()), PageText(2, "iv", (Paragraph("1 En not.", "note"), Paragraph(text))))
    document = Document("0" * 64, "application/pdf", ReadOutcome.OK, pages)
    found = [claim("title", "En titel"), claim("authors", ("Anna Holm",)), claim("year", "2013")]
    first, *rest = readout(document, found, "a.pdf")
    assert list(first) == ["file", *FIELDS, *SUBJECT, "citations", "card", "material"]
    assert (first["file"], first["title"], first["authors"], first["year"]) == (
        "a.pdf",
        "En titel",
        ["Anna Holm"],
        2013,
    )
    assert first["isbn"] is first["series"] is first["language"] is None
    assert rest == [
        {"file": "a.pdf", "page": 1, "label": None, "origin": "text", "text": ""},
        {"file": "a.pdf", "page": 2, "label": "iv", "origin": "text",
         "text": "Hon ([personnummer]) bor i Åmål, telefon 08-405 33 27.\n1 En not."},
    ]  # fmt: skip
    assert json.loads(json.dumps(first)) == first


def test_summary_keywords_language_and_file_name():
    text = (
        "Stöd till anhöriga\n\nSammanfattning\n\nRapporten handlar om hur kommunerna arbetar med stöd till dem som "
        "vårdar en närstående hemma.\n\nStödet når fram sent.\n\nNyckelord: anhörigstöd, avlastning, kommuner\n\n"
        "Inledning\n\nDet här är en lång inledning som handlar om något helt annat än det som står ovan.\n"
    )
    best = weigh(describe(read_bytes(text.encode()), "fou-rapport-2016-2.pdf"))
    assert best["abstract"].value.startswith("Rapporten handlar om")
    assert "lång inledning" not in best["abstract"].value
    assert best["keywords"].value == ("anhörigstöd", "avlastning", "kommuner")
    assert best["language"].value == "sv"
    assert (best["number"].value, best["year"].value) == ("2016:2", "2016")


def test_what_a_person_decides_of_the_subject_beats_the_text(subject):
    read = subject("Intervjuer har gjorts med åtta äldre.", "Hemtjänst i Flen")
    decided = [
        Claim(
            "area", ("omr-anhorig-stod", "omr-aldre"), "correction", "correction redaktionen", 1.0, None, "Fel ämne."
        ),
        Claim("method", (), "correction", "correction redaktionen", 1.0, None, "Inga."),
    ]
    facets = subject_facets(shown_subject(read, (), ("04",), decided))
    assert facets["area"] == ("omr-anhorig-stod", "omr-anhorig", "omr-aldre")
    assert "method" not in facets
    assert facets["municipality"] == ("0482",)
    assert subject_facets(shown_subject(read, (), ("04",)))["area"][0].startswith("omr-aldre")
