"""The splitting of compounds against a list of our own: half of it was read while the rules were made, half not."""

from pathlib import Path

import pytest

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "compounds.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def borders(parts):
    """(borders that must be found, borders that may be) of `äldre|om~sorgs`, as numbers of letters before them."""
    must, may, at = set(), set(), 0
    for sign in parts:
        if sign in "|~":
            (must if sign == "|" else may).add(at)
        else:
            at += 1
    return must, may


def found_borders(analyser, word):
    (token,) = analyser.analyse(word)
    starts = {piece.start for piece in token.pieces if len(token.parts) > 1}
    return starts - {0}


def score(analyser, rows):
    """(precision, recall) of borders, and the traps that were split."""
    right = wrong = missed = 0
    trapped = []
    for word, parts, _ in rows:
        must, may = borders(parts)
        found = found_borders(analyser, word)
        right += len(found & must)
        wrong += len(found - must - may)
        missed += len(must - found)
        if not must and found - may:
            trapped.append(word)
    return right / (right + wrong), right / (right + missed), trapped


def test_the_list_is_large_enough():
    compounds = [row for row in ROWS if "|" in row[1]]
    assert len(compounds) >= 300
    assert len(ROWS) - len(compounds) >= 120
    assert {row[2] for row in ROWS} == {"seen", "aside"}
    assert all(word == parts.replace("|", "").replace("~", "") for word, parts, _ in ROWS)


@pytest.mark.parametrize("half", ["seen", "aside"])
def test_precision_and_recall(half, analyser):
    precision, recall, trapped = score(analyser, [row for row in ROWS if row[2] == half])
    assert precision >= 0.98
    assert recall >= 0.90
    assert len(trapped) <= 2


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("äldreomsorg", ("äldre", "omsorg")),
        ("äldreomsorgspersonal", ("äldre", "omsorg", "personal")),
        ("hemtjänstpersonal", ("hemtjänst", "personal")),
        ("våldsutsatta", ("våld", "utsatt")),
        ("familjehemsplacerade", ("familjehem", "placerad")),
        ("föräldrastöd", ("förälder", "stöd")),
        ("skolkuratorer", ("skola", "kurator")),
        ("brukarinflytande", ("brukare", "inflytande")),
        ("arbetsmiljön", ("arbete", "miljö")),
        ("FoU-miljöer", ("fou", "miljö")),
        ("skyddsbedömningar", ("skydd", "bedömning")),
        ("lönebidraget", ("lön", "bidrag")),
        ("invandrarföreningar", ("invandrare", "förening")),
        ("missbrukarvården", ("missbrukare", "vård")),
        ("måltidsmiljö", ("måltid", "miljö")),
    ],
)
def test_parts_are_lemmas(word, parts, analyser):
    assert analyser.split(word) == parts


@pytest.mark.parametrize("word", ["socialtjänst", "förskola", "uppföljning", "rapport", "personal", "Stockholm", ""])
def test_traps_stay_whole(word, analyser):
    assert analyser.split(word) == ()
