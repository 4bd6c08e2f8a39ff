"""The app: routes in two languages over one engine."""

import hashlib
from dataclasses import asdict
from typing import Any

from flask import Flask, Response, abort, jsonify, request, url_for

from config.environments import load_environments
from config.settings import Settings
from indexer.engines import open_engine
from models.errors import FouError
from search_app import answers, asking, errors, facets, language
from search_app.assets import assets
from search_app.engine import Door, Engine
from search_app.pages import Pages

YEAR = 31_536_000
DOOR = "fou_door"
"""Where the app keeps its door to the engine, for the server that warms it up."""


def create_app(settings: Settings, engine: Engine | None = None) -> Flask:
    """The app over `engine`; over the settings' own when None, which is opened at the first question.

    Raises:
        SettingsError: an environment file is faulty.
    """
    app = Flask(__name__, static_folder=None)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    environments = load_environments(settings.environments)
    door = Door(lambda: engine or open_engine(settings))
    language.install(app)
    app.extensions[DOOR] = door
    answers.install(app, door, hashlib.sha256(repr(environments).encode()).hexdigest())
    errors.install(app, door)
    pages = Pages(door, environments, settings).blueprint()
    app.register_blueprint(pages, name="sv")
    app.register_blueprint(pages, name="en", url_prefix="/en")
    app.add_url_rule("/static/<name>", "asset", _asset)
    app.add_url_rule("/halsa", "health", lambda: _health(door))
    example = any(environment.example for environment in environments.values())

    @app.context_processor
    def words() -> dict[str, Any]:
        return {
            "language_code": language.language(),
            "to": language.to,
            "other_language": language.other_language,
            "address": lambda query: language.to("search", **asking.parameters(query)),
            "turned": asking.turned,
            "sorted_by": asking.sorted_by,
            "with_related": asking.with_related,
            "sort_words": asking.SORT_WORDS,
            "asset": lambda name: url_for("asset", name=name, v=assets()[name].digest),
            "example": example,
            "header": asking.read(request.args).query,
            "labels": facets.Labels(environments, language.language()),
            "index_stats": door.stats,
        }

    app.jinja_env.filters.update(number=language.number, day=language.day, moment=language.moment)
    return app


def _asset(name: str) -> Response:
    """A file that pages load. Its address names its content, so it may be kept for a year."""
    asset = assets().get(name) or abort(404)
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(asset.packed if packed else asset.body, content_type=asset.type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    known = request.args.get("v") == asset.digest
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if known else "no-cache"
    return response


def _health(door: Door) -> tuple[Response, int]:
    """For those who run the service: whether searching works, and how much there is to search."""
    try:
        report = {"status": "ok", "state": door.engine().state(), "index": asdict(door.engine().stats())}
        code = 200
    except FouError as error:
        report, code = {"status": "unavailable", "error": type(error).__name__}, 503
    response = jsonify(report)
    response.headers["Cache-Control"] = "no-store"
    return response, code
