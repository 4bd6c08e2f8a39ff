"""The real server, with the invented library behind it."""

import http.client
import os
import socket
import subprocess
import sys
import time

import pytest

from tests.search_app.library import write_environments

SCRIPT = """
import sys
import config, search_app.app
from tests.search_app.library import library
search_app.app.open_engine = lambda settings: library()
from search_app.serve import serve
serve(config.load(), "127.0.0.1", int(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("environments")
    write_environments(folder)
    variables = {**os.environ, "FOU_HOME": str(folder), "FOU_ENVIRONMENTS": str(folder), "HOME": str(folder)}
    server = subprocess.Popen([sys.executable, "-c", SCRIPT, str(number)], env=variables)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", number), 1).close()
            break
        except ConnectionRefusedError:
            continue
    yield number
    server.terminate()
    server.wait(20)
    assert not list(folder.glob("**/*.sock"))
    assert not list(folder.glob("**/gunicorn*"))


def fetch(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response, body


def test_pages_are_served(port):
    response, body = fetch(port, "/sok?q=hemtj%C3%A4nst")
    assert response.status == 200
    assert "Samma ansikte" in body


def test_five_hundred_characters_of_four_bytes_fit(port):
    response, body = fetch(port, "/sok?q=" + "%F0%9F%98%80" * 501)
    assert response.status == 200
    assert "500" in body


def test_an_address_that_is_too_long_has_our_own_page(port):
    response, body = fetch(port, "/sok?q=" + "a" * 20_000)
    assert response.status == 414
    assert "Adressen är för lång" in body
    assert response.headers["Content-Security-Policy"]
