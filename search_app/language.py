"""Which language an address asks for, and how numbers, dates and links are written in it."""

from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from babel import Locale
from babel.core import get_global
from babel.support import NullTranslations
from flask import Flask, has_request_context, request, url_for
from flask_babel import Babel, format_date, format_datetime, format_decimal, get_translations
from markupsafe import Markup

ALIASES = get_global("language_aliases")
"""Other codes of a language → the shortest one (CLDR): swe → sv."""


UNGROUPED = 1000
"""Whole numbers below this one have no groups of digits in any of our languages."""
_SPOKEN: ContextVar[NullTranslations | None] = ContextVar("spoken", default=None)
"""The words of the language of the page that is being made."""


def install(app: Flask) -> None:
    """Make pages speak the language of their address. The words are looked up once for a request and not, as
    flask-babel does, once for each of the three hundred that a result page has; and templates call ours and not the
    i18n extension's, which goes through the template's context three times for each of them."""
    Babel(app, locale_selector=language, default_locale="sv", default_timezone="Europe/Stockholm")

    @app.before_request
    def speak() -> None:
        _SPOKEN.set(get_translations())

    @app.teardown_request
    def fall_silent(_error: BaseException | None) -> None:
        _SPOKEN.set(None)

    app.jinja_env.globals.update({"_": _marked, "ngettext": _marked_many})


def gettext(text: str, **values: object) -> str:
    """Swedish words in the language of the page."""
    words = _words().ugettext(text)
    return words % values if values else words


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Swedish words in the language of the page, in the form that `count` asks for."""
    return _words().ungettext(one, many, count) % {"num": count, **values}


def _marked(text: str, **values: object) -> Markup:
    """The words of a template, which may hold markup; the values in them are escaped."""
    words = Markup(_words().ugettext(text))  # noqa: S704 - our own templates' words
    return words % values if values else words


def _marked_many(one: str, many: str, count: int, **values: object) -> Markup:
    return Markup(_words().ungettext(one, many, count)) % {"num": count, **values}  # noqa: S704 - as above


def _words() -> NullTranslations:
    return _SPOKEN.get() or get_translations()


def language() -> str:
    """The language of the page that is asked for: English below `/en`, Swedish elsewhere."""
    if not has_request_context():
        return "sv"
    path = request.path
    return "en" if path == "/en" or path.startswith("/en/") else "sv"


def to(page: str, /, **values: Any) -> str:  # noqa: ANN401 - whatever the route takes
    """The address of one of our pages in the same language."""
    return url_for(f"{language()}.{page}", **values)


def other_language() -> str:
    """The address of the same page in the other language; its start page when the page does not exist."""
    other = "sv" if language() == "en" else "en"
    if request.url_rule is None or not request.blueprint:
        return url_for(f"{other}.start")
    page = str(request.endpoint).partition(".")[2]
    address = url_for(f"{other}.{page}", **(request.view_args or {}))
    asked = urlencode(list(request.args.items(multi=True)))
    return f"{address}?{asked}" if asked else address


def number(value: int) -> str:
    """A whole number as the language writes it (1 912)."""
    return str(value) if 0 <= value < UNGROUPED else str(format_decimal(value))


def day(iso: str) -> str:
    """A date in words (21 november 2026) from an ISO date or time; the text itself when it is neither."""
    try:
        return str(format_date(date.fromisoformat(iso[:10]), "long", rebase=False))
    except ValueError:
        return iso


def moment(iso: str) -> str:
    """A time in words, in Swedish time, from an ISO time; the text itself when it is none."""
    try:
        return str(format_datetime(datetime.fromisoformat(iso), "d MMMM y, HH:mm"))
    except ValueError:
        return iso


@lru_cache(256)
def language_tag(code: str) -> str:
    """The tag that pages carry for a language: `sv` for `sv`, `swe` and `sv-SE`; "" for what is no code."""
    short = code.strip().casefold().replace("_", "-").partition("-")[0]
    tag = ALIASES.get(short, short)
    return tag if tag in Locale("en").languages else ""


def language_name(code: str) -> str:
    """The name of a language (svenska) from its code; the code when it has none."""
    return str(Locale(language()).languages.get(language_tag(code), code))
