"""Names of people as title pages print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.describe.names import is_name, read_names, written_by

PLACES = frozenset({"göteborg", "upplands väsby", "lund", "åmål"})
BODIES = [
    "Regionförbundet", "Kommunalförbundet", "Storkommunen", "Länsstyrelsen", "Folkhögskolan", "Lärosätesuniversitetet",
    "Norrlandstinget", "Storregionen", "Vårdnämnden", "Socialförvaltningen", "Hjälpstiftelsen", "Forskningsinstitutet",
    "Brukarföreningen", "Omsorgsenheten", "Barnsjukhuset", "Regionförbund", "Lundstiftelse",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Palm, Martina Lif Uddenfeldt, Johan Sellvall", ("Ann Palm", "Martina Lif Uddenfeldt", "Johan Sellvall")),
        ("Anita Karp Sven Erik Wånell", ("Anita Karp", "Sven Erik Wånell")),
        ("Anita Karp   Sven Erik Wånell", ("Anita Karp", "Sven Erik Wånell")),
        ("Lars-Göran Tiller Parisa Mohebbi", ("Lars-Göran Tiller", "Parisa Mohebbi")),
        ("Gunilla Stark Jonatan Vestergren Amra Delić", ("Gunilla Stark", "Jonatan Vestergren", "Amra Delić")),
        ("Palm, Ann", ("Ann Palm",)),
        ("Randi Solheim og Gunnar Vik", ("Randi Solheim", "Gunnar Vik")),
        ("Elin Sandvik, PhD, and Marcus Thorn", ("Elin Sandvik", "Marcus Thorn")),
        ("Kompetenscentrum Välfärd Öst", ()),
        ("Palm, Ann; Uddenfeldt, Martina Lif", ("Ann Palm", "Martina Lif Uddenfeldt")),
        ("af Klercker, Ingrid", ("Ingrid af Klercker",)),
        ("av Kaj Gustafsson", ("Kaj Gustafsson",)),
        ("Författare: Emre Yıldırım & Sigrid Bohlin-Okafor", ("Emre Yıldırım", "Sigrid Bohlin-Okafor")),
        ("Anna Holm, forskningsledare, och Per Ek, docent", ("Anna Holm", "Per Ek")),
        ("Fil.dr. Eva O'Connor", ("Eva O'Connor",)),
        ("Maj-Britt Hemberg", ("Maj-Britt Hemberg",)),
        ("Eva Lund", ("Eva Lund",)),
        ("Chalmers, Göteborg", ()),
        ("Upplands Väsby", ()),
        ("FoU Nordväst", ()),
        ("Linköpings Universitet", ()),
        ("Handledare: Klas Markström", ()),
        ("Kungliga Biblioteket", ()),
        ("Stockholm februari 2013", ()),
        ("En studie av hemtjänst", ()),
        ("Förord", ()),
        ("Britt-Marie Ask, Sten Ivarsson", ("Britt-Marie Ask", "Sten Ivarsson")),
        ("Anna Regnell", ("Anna Regnell",)),
        ("Eva Kommunberg, Per Styrlander", ("Eva Kommunberg", "Per Styrlander")),
        ("Karin Högskog och Nils Förbom", ("Karin Högskog", "Nils Förbom")),
        ("Olle Stiftner", ("Olle Stiftner",)),
        ("Anna Holm, Regionförbundet Tallmark", ("Anna Holm",)),
        *[(f"{body} Tallmark", ()) for body in BODIES],
        ("", ()),
    ],
)
def test_lines_of_names(text, names):
    assert read_names(text, PLACES) == names


def test_a_sentence_that_says_who_wrote_it():
    text = "Rapporten har skrivits av utredare Eva Britt Lönnback Yilma. Johanna Kumlin är enhetschef."
    assert [names for names, _ in written_by(text)] == [("Eva Britt Lönnback Yilma",)]
    assert list(written_by("Rapporten har skrivits av en grupp.")) == []


@given(st.text())
def test_whatever_is_read_is_written_as_names(text):
    assert all(is_name(name) or len(name.split()) > 1 for name in read_names(text))
