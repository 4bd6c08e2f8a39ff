"""The language of pages, their parts and documents: Swedish, English, Norwegian, Danish or Finnish."""

from collections import Counter
from dataclasses import replace
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from models.document import PageText

LANGUAGES = ("sv", "en", "no", "da", "fi")
LEAST_LETTERS = 60
"""Shorter texts say too little: their language is unknown."""


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def language_of(text: str) -> str:
    """The language of a text as an ISO 639-1 code, "" when it is too short to tell."""
    if sum(c.isalpha() for c in text) < LEAST_LETTERS:
        return ""
    return str(_identifier().classify(text[:4000])[0])


def part_language(text: str, page: str) -> str:
    """The language of a part of a page in the language `page`: English and Swedish are told apart in a few lines, the
    Nordic languages are not, and names make one of them of anything; there the page is believed."""
    found = language_of(text)
    return found if "en" in (found, page) and found in ("sv", "en") else page or found


def with_languages(pages: tuple[PageText, ...]) -> tuple[PageText, ...]:
    """The pages with their language. One page in another Nordic language than all its neighbours is a mistake of the
    model (names, tables): it takes the document's."""
    found = [language_of(_running(page)) for page in pages]
    votes = Counter[str]()
    for page, language in zip(pages, found, strict=True):
        votes[language] += len(_running(page)) if language else 0
    main = votes.most_common(1)[0][0] if votes else ""
    share = {language: votes[language] / max(1, votes.total()) for language in votes}
    return tuple(
        replace(page, language=main if language not in ("", "en") and share[language] < 0.15 else language)
        for page, language in zip(pages, found, strict=True)
    )


def main_language(pages: tuple[PageText, ...]) -> tuple[str, float]:
    """The language of most of the text and its share of the text ("" and 0 when nothing is known)."""
    votes = Counter[str]()
    for page in pages:
        if page.language:
            votes[page.language] += len(_running(page))
    if not votes:
        return "", 0.0
    language, letters = votes.most_common(1)[0]
    return language, letters / max(1, votes.total())


def _running(page: PageText) -> str:
    """What is language on a page: tables, contents and reference lists hold little of it."""
    running = [p.text for p in page.paragraphs if p.kind in ("body", "list", "quote", "heading")]
    return " ".join(running) or page.text
