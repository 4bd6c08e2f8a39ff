"""The app over the invented library."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

import config
from config.settings import Settings
from search_app import create_app
from tests.search_app.fake import FakeEngine
from tests.search_app.library import library, write_environments


@pytest.fixture
def settings(tmp_path) -> Settings:
    write_environments(tmp_path / "environments")
    return config.load({"FOU_HOME": str(tmp_path / "home"), "FOU_ENVIRONMENTS": str(tmp_path / "environments")})


@pytest.fixture
def engine() -> FakeEngine:
    return library()


@pytest.fixture
def app(settings, engine) -> Flask:
    return create_app(settings, engine)


@pytest.fixture
def client(app) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def inside(app) -> Callable:
    """A page's context: `with inside("/en/"): …`."""
    return app.test_request_context
