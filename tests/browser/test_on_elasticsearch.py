"""The pages of search and report in a real browser, answered by a real cluster."""

import os
import threading
from dataclasses import replace

import pytest
from werkzeug.serving import make_server

import config
from config.settings import Cluster
from indexer.engines import open_writer, remove_index
from search_app import create_app
from tests.browser.test_pages import TAGS, TOO_WIDE, WIDTHS, follow
from tests.contract.corpus import corpus
from tests.search_app.library import write_environments

pytestmark = [pytest.mark.browser, pytest.mark.server]
PAGES = ["/sok?q=personal", "/sok?q=orosanmalan", "/rapport/oro?q=orosanmälan", "/rapport/oro/sida/1?q=orosanmälan"]


@pytest.fixture(scope="module")
def site(elasticsearch, tmp_path_factory):
    """The app over the contract's corpus on the cluster."""
    home = tmp_path_factory.mktemp("browser")
    write_environments(home / "environments")
    settings = replace(
        config.load({"FOU_EMBEDDING": "null"}), home=home, environments=home / "environments", engine="elastic",
        cluster=Cluster(elasticsearch, prefix=f"browser{os.getpid()}"),
    )  # fmt: skip
    with open_writer(settings) as writer:
        writer.publish(corpus())
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    remove_index(settings)


@pytest.mark.parametrize("path", PAGES)
def test_no_barrier(chromium, site, axe, path):
    context = chromium.new_context(bypass_csp=True, locale="sv-SE")
    page = context.new_page()
    assert page.goto(site + path).status == 200
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == [], width
        page.evaluate(axe + "\n0")
        result = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        found += [(width, violation["id"]) for violation in result["violations"]]
    context.close()
    assert found == []


def test_from_a_question_to_the_page_that_answers_it(chromium, site):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + "/")
    page.locator("input[name=q]").first.fill("orosanmalan")
    follow(page, lambda: page.locator("input[name=q]").first.press("Enter"))
    hits = page.locator("li.hit")
    assert hits.count() >= 1
    assert page.locator("mark").first.inner_text().lower().startswith("orosanmäl")
    before = page.get_by_role("heading", level=1).inner_text()
    box = page.locator("input[type=checkbox][name=miljo]").first
    box.check()
    follow(page, page.get_by_role("button", name="Visa träffar").last.click)
    assert page.locator("input[type=checkbox][name=miljo]").first.is_checked()
    assert "miljo=fou-syd" in page.url
    page.go_back()
    assert page.get_by_role("heading", level=1).inner_text() == before
    follow(page, hits.first.locator("a.passage__head").first.click)
    assert page.locator("mark").count() >= 1
    page.go_back()
    follow(page, hits.first.locator("h2 a").click)
    assert "/rapport/oro" in page.url
    follow(page, page.get_by_role("link", name="Tillbaka till träffarna").click)
    assert page.get_by_role("heading", level=1).inner_text() == before
    context.close()
    assert said == []
