"""Damaged Swedish is mended, well text is never touched, and a repair says that it is one."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from indexer.describe.describe import describe
from indexer.extract.confusions import folded_keys, likelihood
from indexer.extract.contexts import read_contexts
from indexer.extract.document import Document
from indexer.extract.passages import cut_passages
from indexer.extract.read import read_bytes
from indexer.extract.repair import open_repairer
from models.errors import SettingsError
from models.language.folding import fold

WELL = (
    "Kommunerna behöver även systematiskt följa upp sina insatser för barn och äldre. Stödet till anhöriga kommer ofta "
    "för sent, när den anhöriga redan har burit ansvaret länge. Varje år får fler barn hjälp än året före. "
    "Många handläggare säger att det är svårt att få tid, och att chefen bör ge mer stöd."
)
LOST = str.maketrans("åäöÅÄÖ", "aaoAAO")


@pytest.fixture(scope="module")
def repairer():
    return open_repairer(config.load())


def read(text: str) -> Document:
    return read_bytes(text.encode())


# the words of the 2025 survey, and some that nobody tuned on
@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("Den hjélp som socialtjansten erbjuder till personer som &r i behov av stod",
         "Den hjälp som socialtjänsten erbjuder till personer som är i behov av stöd"),
        ("behdver verksamheterna dven systematiskt och fortlépande utvecklas, foljas upp",
         "behöver verksamheterna även systematiskt och fortlöpande utvecklas, följas upp"),
        ("| kartlaggningen ingar de 27 FoU-miljcer som &r medlemmar",
         "I kartläggningen ingår de 27 FoU-miljöer som är medlemmar"),
        ("satt att 6ka kannedomen om 1angsiktiga satsningar", "sätt att öka kännedomen om långsiktiga satsningar"),
        ("i omstaliningen till Iangsiktig kunskap", "i omställningen till långsiktig kunskap"),
        ("under aren 2010 till 2016, och varje ar darefter", "under åren 2010 till 2016, och varje år därefter"),
        ("Det ar svart att na fram", "Det är svårt att nå fram"),
        ("i utvéarderingar av béasta tillgangliga kunskap", "i utvärderingar av bästa tillgängliga kunskap"),
        ("INDIVIDBASERAD SYSTEMATISK UPPFOLJNING", "INDIVIDBASERAD SYSTEMATISK UPPFÖLJNING"),
        ("anhorigvardarstod i glesbygdskommunerna", "anhörigvårdarstöd i glesbygdskommunerna"),
        # what must stay: endings after a colon, addresses, abbreviations, English, the name of a party
        ("enligt RSS:er och FoU:er", "enligt RSS:er och FoU:er"),
        ("se www.fou-vast.se/arsrapport och anna.aberg@fou.se", "se www.fou-vast.se/arsrapport och anna.aberg@fou.se"),
        ("SKR och NSK-S", "SKR och NSK-S"),
        ("the role of the family and its stand in care", "the role of the family and its stand in care"),
        ("Kommuner & Regioner", "Kommuner & Regioner"),
        ("analys av lokala data", "analys av lokala data"),
    ],
)  # fmt: skip
def test_words_are_restored_in_their_place(repairer, damaged, mended):
    assert repairer.restorer.restore(damaged) == mended


def test_a_well_text_is_the_same_object(repairer):
    document = read(WELL)
    assert repairer.repair(document) is document


@pytest.mark.parametrize(
    "text",
    [
        "The most of what matters is over. We stand for the children and their families in the long run, most of all "
        "in the data on how men and women live. " * 3,
        "Over den sidste tid har mange kommuner arbejdet med fore og efter, og for de ældre er det gået godt. Børn og "
        "unge får støtte over tid, og mange borger over hele landet er med i det. " * 3,
        "Anna Aberg, Lars Ostberg, Maria Hagglund, Per Sjoberg, Eva Lofgren, Nils Angstrom, Karin Soderlund",
        "",
    ],
    ids=["English", "Danish", "names", "nothing"],
)
def test_what_is_no_damaged_swedish_is_left_alone(repairer, text):
    document = replace(read(WELL), pages=tuple(replace(p, paragraphs=(replace(p.paragraphs[0], text=text),))
                                               for p in read(WELL).pages))  # fmt: skip
    assert repairer.repair(document) is document


def test_only_the_damaged_page_is_mended_and_says_so(repairer):
    document = read(f"{WELL}\f{WELL.translate(LOST)}\fSe bilaga.")
    mended = repairer.repair(document)
    assert [page.origin for page in mended.pages] == ["text", "repaired", "text"]
    assert mended.pages[0] == document.pages[0]
    assert mended.pages[1].text == WELL
    assert mended.pages[1].original == document.pages[1].paragraphs
    assert Document.from_json(mended.to_json()) == mended
    assert {passage.origin for passage in cut_passages(mended.pages)} == {"text", "repaired"}


def test_a_short_page_is_as_the_rest(repairer):
    mended = repairer.repair(read(f"{WELL.translate(LOST)}\fUppfoljning pagar"))
    assert mended.pages[1].text == "Uppföljning pågår"


def test_bullets_are_bullets_again(repairer):
    mended = repairer.repair(read(f"{WELL.translate(LOST)}\n\n« Stod till anhoriga\n\n. Mal for arbetet"))
    assert [(p.text, p.kind) for p in mended.pages[0].paragraphs[1:]] == [
        ("• Stöd till anhöriga", "list"), ("• Mål för arbetet", "list"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "read_as",
    [
        lambda text: text.encode("mac_roman").decode("cp1252", "replace"),
        lambda text: text.encode("cp1252").decode("mac_roman"),
        lambda text: text.encode("cp850").decode("cp1252", "replace"),
        lambda text: text.encode("cp850").decode("latin-1"),
        lambda text: text.encode("utf-8").decode("cp1252", "replace"),
        lambda text: text.translate(str.maketrans("åäöÅÄÖ", "}{|][\\")),
    ],
    ids=["Mac as Windows", "Windows as Mac", "DOS as Windows", "DOS as Latin-1", "UTF-8 as Windows", "seven bits"],
)  # fmt: skip
def test_another_character_set_is_undone(repairer, read_as):
    well = read(WELL)
    text = read_as(WELL)
    page = replace(well.pages[0], paragraphs=(replace(well.pages[0].paragraphs[0], text=text),))
    mended = repairer.repair(replace(well, pages=(page,)))
    assert mended.pages[0].text == WELL
    assert mended.pages[0].origin == "repaired"


def test_a_claim_from_repaired_words_says_so(repairer):
    document = read(f"Stod till aldre i glesbygd\n\n{WELL.translate(LOST)}")
    claims = describe(repairer.repair(document))
    title = next(claim for claim in claims if claim.field == "title")
    assert title.value == "Stöd till äldre i glesbygd"
    assert title.rule.endswith(", repaired")


@given(st.text("abdeilorsåäö&é61", min_size=1, max_size=14))
def test_every_reading_of_a_word_leads_back_to_its_key(word):
    swedish = "".join(letter for letter in word if letter.isalpha() and letter != "é") or "a"
    assert fold(swedish) in folded_keys(fold(swedish))
    assert likelihood(fold(swedish), swedish) is not None
    assert likelihood(swedish + "x", swedish) is None


PIECES = ["stod", "ar", "är", "&", "|", "6ka", "http://a.se/ar", "I1", "-", "(", "\n", "é", "1Ja"]


@given(st.lists(st.sampled_from(PIECES)))
def test_what_lies_between_words_stays(repairer, pieces):
    text = " ".join(pieces)
    changes = list(repairer.restorer.changes(text))
    assert all(0 <= a.start < a.end <= len(text) for a in changes)
    assert all(a.end <= b.start for a, b in pairwise(changes))
    assert repairer.restorer.restore(text).count(" ") == text.count(" ")


@pytest.mark.parametrize("content", ["", "# of many\n", "# of 3\nett\ttvå\t\t\n", "# of 3\nett\t1\ta\t\n"])
def test_malformed_contexts_are_named(tmp_path, content):
    path = tmp_path / "contexts.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match="not of their form"):
        read_contexts(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_contexts(tmp_path / "none.txt")


def test_the_readout_names_the_origin(repairer):
    from indexer.describe.readout import readout

    mended = repairer.repair(read(WELL.translate(LOST)))
    lines = list(readout(mended, describe(mended), "a.txt"))
    assert json.loads(json.dumps(lines[1]))["origin"] == "repaired"
    assert "behöver" in lines[1]["text"]
