"""Reasons that the crawler gives, in words for people."""

import re
from pathlib import Path

import pytest

import crawler
from fou.labels import REASONS, reason_words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("10 new or changed", "10 nya eller ändrade"),
        ("nothing new since the crawl before", "inget nytt sedan förra hämtningen"),
        ("3 new or changed; page budget used up (300 pages)", "3 nya eller ändrade; sidbudgeten tog slut (300 sidor)"),
        ("the home page answered: captcha", "startsidan svarade: captcha"),
        ("the site answered: timed out", "webbplatsen svarade: svarade inte i tid"),
        (
            "no report or project was found on 7 pages, 3 were known",
            "ingen rapport och inget projekt hittades på 7 sidor, 3 var kända",
        ),
        ("1 new or changed; row 3: 'a.pdf' is not there", "1 nya eller ändrade; rad 3: 'a.pdf' finns inte"),
        ("row 4: https://x.se/a answered: not found", "rad 4: https://x.se/a svarade: finns inte"),
        ("something else", "something else"),
    ],
)
def test_reasons_in_words(reason, words):
    assert reason_words(reason) == words


def test_each_reason_is_one_that_the_crawler_gives():
    room = Path(crawler.__file__).parent
    names = ("health.py", "spiders/discovery.py", "spiders/feed.py", "reading/table.py", "deposit_list.py")
    source = "".join((room / name).read_text(encoding="utf-8") for name in names)
    bare = re.sub(r"\{[^{}]*\}", "{}", source)
    for reason in REASONS:
        part = re.sub(r"^row \{\}: (?:\{\} )?|^the site answered: (?=the)", "", reason)
        assert part.split(", {} were")[0] in bare, reason
