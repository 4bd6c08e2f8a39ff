"""A real browser before the app with the invented library."""

import shutil
import threading
from importlib.resources import files

import pytest
from werkzeug.serving import make_server

import config
from search_app import create_app
from tests.needs import need
from tests.search_app.library import library, write_environments

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""What Debian's Chromium needs as root, and what keeps it from calling hosts of its own accord."""


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, driven by Playwright."""
    path = shutil.which("chromium")
    if path is None:
        need("browser", "the program chromium is not installed (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the running app."""
    folder = tmp_path_factory.mktemp("environments")
    write_environments(folder)
    settings = config.load({"FOU_HOME": str(folder), "FOU_ENVIRONMENTS": str(folder)})
    server = make_server("127.0.0.1", 0, create_app(settings, library()), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core as the package axe-playwright-python carries it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
