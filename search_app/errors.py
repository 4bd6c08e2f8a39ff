"""Pages for what goes wrong. Each says who has the fault and what works anyway, and keeps the question."""

from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template
from werkzeug.exceptions import HTTPException

from models.errors import ClusterError, EngineUnavailableError, FingerprintError, FouError, ModelError, StoreError
from search_app.engine import Door
from search_app.language import gettext

RETRY_AFTER = "60"
"""Seconds after which a browser may ask again while the index cannot be reached."""


@dataclass(frozen=True, slots=True)
class Words:
    """What an error page says. `again` offers to try once more."""

    title: str
    text: str
    again: bool = False


def install(app: Flask, door: Door) -> None:
    """Let `app` answer every failure with a page of its own."""

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return _page(error.code or 500, _refusal(error.code or 500))

    @app.errorhandler(FouError)
    def unavailable(error: FouError) -> Response:
        app.logger.error("%s: %s", type(error).__name__, error)
        door.let_go()
        response = _page(503, _unavailable(error))
        response.headers["Retry-After"] = RETRY_AFTER
        return response


def _page(status: int, words: Words) -> Response:
    response = make_response(render_template("error.html", status=status, words=words), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _refusal(status: int) -> Words:
    if status == 404:
        return Words(
            gettext("Sidan finns inte"),
            gettext("Adressen leder ingenstans här. Kanske är den felskriven, eller så har vi tagit bort rapporten."),
        )
    if status == 414:
        return Words(
            gettext("Adressen är för lång"),
            gettext("Sökningen har fler tecken än vi kan ta emot. Korta den och försök igen."),
        )
    if status >= 500:
        return Words(
            gettext("Vi har gjort ett fel"),
            gettext("Sidan gick inte att visa, och felet är vårt. Det är antecknat."),
            again=True,
        )
    return Words(gettext("Vi förstår inte frågan"), gettext("Så kan sidan inte användas. Börja om från sökrutan."))


def _unavailable(error: FouError) -> Words:
    title = gettext("Sökningen svarar inte just nu")
    kept = gettext("Din sökning står kvar i rutan här ovanför.")
    match error:
        case ClusterError():
            text = gettext("Det är vi som har ett fel: registret går inte att nå just nu.")
        case EngineUnavailableError():
            text = gettext("Det är vi som har ett fel: registret går inte att nå, eller så är inget insamlat ännu.")
        case FingerprintError():
            text = gettext("Det är vi som har ett fel: registret är gjort av en annan version och måste byggas om.")
        case ModelError():
            text = gettext("Det är vi som har ett fel: modellen som läser betydelse går inte att använda.")
        case StoreError():
            text = gettext("Det är vi som har ett fel: registret går inte att läsa.")
        case _:
            text = gettext("Det är vi som har ett fel.")
    return Words(title, f"{text} {kept}", again=True)
