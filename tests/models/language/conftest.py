"""The real word table and lists, made once into the shared cache."""

import pytest

import config
from config.language import load_language
from models.language.highlight import highlight


@pytest.fixture(scope="session")
def analyser():
    return load_language(config.load())


@pytest.fixture(scope="session")
def lemma(analyser):
    """The lemma of a single word."""

    def of(word):
        (token,) = analyser.analyse(word)
        return token.lemma

    return of


@pytest.fixture(scope="session")
def marked(analyser):
    """A text with what a query marks in [brackets]."""

    def of(query, text):
        keys = [analyser.keys(token) for token in analyser.analyse(query) if not token.stop]
        for span in reversed(highlight(keys, analyser.analyse(text))):
            text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
        return text

    return of
