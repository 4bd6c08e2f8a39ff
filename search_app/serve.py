"""Serving the app with gunicorn, for `fou serve`."""

import contextlib
import gc
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import LimitRequestLine
from gunicorn.http.message import Request
from gunicorn.workers.gthread import ThreadWorker
from werkzeug.exceptions import RequestURITooLarge

from config.settings import Settings
from models.errors import FouError
from search_app.app import DOOR, create_app

WORKERS = 2
THREADS = 4
LONGEST_LINE = 8190
"""Bytes of a request line, gunicorn's greatest; 500 characters of four bytes each fit well."""


RARELY = (20_000, 20, 100)
"""When the interpreter looks for garbage in circles: a page makes some, and each of Python's own many looks costs it
milliseconds, the largest fifty."""
STARTING = 180
"""Seconds that a worker may be silent: on a machine with an empty cache it first makes the word table and the model."""


class Worker(ThreadWorker):
    """gunicorn's threaded worker, with our own page for an address that is too long."""

    def handle_error(
        self, req: Request | None, client: socket.socket, addr: str | int | tuple[str, int], exc: BaseException
    ) -> None:
        """Answer a request that could not be read."""
        if not isinstance(exc, LimitRequestLine) or not isinstance(self.app, Server):
            super().handle_error(req, client, addr, exc)
            return
        with contextlib.suppress(OSError):  # whoever sent it may be gone already
            client.sendall(self.app.too_long)


class Server(BaseApplication):
    """gunicorn with the settings given here and none from files or the command line."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app = app
        self._options = options
        self.too_long = too_long(app)
        super().__init__()

    def load_config(self) -> None:
        """Take the options."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:  # noqa: ANN401 - Flask takes a dict where gunicorn's stub promises any mapping
        """The app that is served."""
        return self._app


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve the app on `host`:`port` until interrupted. Each worker opens the engine for itself as it starts.

    Raises:
        SettingsError: an environment file is faulty.
    """
    app = create_app(settings)

    def warm(worker: Worker) -> None:
        """Load index and model before the first reader comes; without an index the pages say so."""
        try:
            app.extensions[DOOR].engine().prepare()
            gc.collect()
            gc.freeze()  # what is loaded now stays; going through it again and again costs a tenth of every page
            gc.set_threshold(*RARELY)
        except FouError as error:
            worker.log.warning("%s", error)

    Server(
        app,
        {
            "bind": f"{host}:{port}",
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": f"{__name__}.Worker",
            "preload_app": True,
            "control_socket_disable": True,
            "limit_request_line": LONGEST_LINE,
            "timeout": STARTING,
            "post_worker_init": warm,
            "loglevel": "warning",
        },
    ).run()


def too_long(app: Flask) -> bytes:
    """The whole answer to an address that is too long to be read, made once."""
    with app.test_request_context("/"):
        response = app.process_response(app.make_response(app.handle_user_exception(RequestURITooLarge())))
        body = response.get_data()
        head = "".join(f"{name}: {value}\r\n" for name, value in response.headers.items())
    return f"HTTP/1.1 414 URI Too Long\r\nConnection: close\r\n{head}\r\n".encode() + body
