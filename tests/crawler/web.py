"""A tiny web on loopback, described by a dictionary, and crawls of it in a process of their own."""

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from models.sighting import Health, HealthKind

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n"
Reply = str | bytes | tuple[int, dict[str, str], bytes]


def page(title: str, body: str, *, head: str = "") -> str:
    top = f'<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    return f"{top}<body><main><h1>{title}</h1>{body}</main></body></html>"


def pdf(name: str) -> bytes:
    return PDF + name.encode()


@dataclass
class Web:
    """`replies` are by path; every request is kept in `asked` as (path, headers), those
    for a size alone in `sizes`. `session` is a parameter that every page writes into its links, with another value each
    time."""

    replies: dict[str, Reply]
    address: str = ""
    validators: bool = True
    session: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sizes: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serve(replies: Mapping[str, Reply], host: str = "127.0.0.1", session: str = "") -> Iterator[Web]:
    web = Web(dict(replies), session=session)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.times.append(time.monotonic())
            web.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            asked = re.sub(rf"[?&]{web.session}=\d+", "", self.path) if web.session else self.path
            reply = web.replies.get(asked, (404, {"Content-Type": "text/html"}, b"<h1>404</h1>"))
            if isinstance(reply, str):
                if web.session:
                    mark = f"{web.session}={10_000 + len(web.asked)}"
                    reply = re.sub(
                        r'href="(/[^"]*)"', lambda m: f'href="{m[1]}{"&amp;" if "?" in m[1] else "?"}{mark}"', reply
                    )
                reply = (
                    200,
                    {"Content-Type": "text/html; charset=utf-8"},
                    reply.replace("{site}", web.address).encode(),
                )
            elif isinstance(reply, bytes):
                reply = (200, {"Content-Type": "application/pdf"}, reply)
            status, headers, body = reply
            tag = f'"{hash(body)}"'
            if status == 200 and web.validators and self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value.replace("{site}", web.address))
            if status == 200 and web.validators:
                self.send_header("ETag", tag)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_HEAD(self) -> None:
            web.sizes.append(self.path)
            reply = web.replies.get(self.path)
            self.send_response(200 if isinstance(reply, bytes) else 405)
            self.send_header("Content-Length", str(len(reply) if isinstance(reply, bytes) else 0))
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    web.address = f"http://{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


SCRIPT = """
import json, sys
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from config.settings import load
from crawler.crawl import crawl
from models.environment import Environment, Scope
task = json.load(sys.stdin)
variables = {"FOU_HOME": task["home"], "FOU_ALLOW_LOOPBACK": task["loopback"], "FOU_CRAWL_DELAY": "0"}
settings = load({**variables, "FOU_NOW": task["now"]})
environments = {}
for row in task["environments"]:
    row["scope"] = Scope(tuple(row["scope"]), tuple(row.pop("files", ())))
    environments[row["id"]] = Environment(**row)
print(json.dumps([asdict(health) for health in crawl(settings, environments, limit=task["limit"])]))
"""


def start(
    home: Path,
    environments: list[dict[str, Any]],
    now: str = "2026-11-24T08:00:00+00:00",
    loopback: bool = True,
    limit: int | None = None,
) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SCRIPT], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert process.stdin
    task = {"home": str(home), "environments": environments, "now": now, "loopback": "1" if loopback else "0"}
    task["limit"] = limit
    process.stdin.write(json.dumps(task))
    process.stdin.close()
    process.stdin = None
    return process


def crawl(home: Path, environments: list[dict[str, Any]], **options: Any) -> list[Health]:
    """Crawl in a process of its own (Twisted's reactor starts once only)."""
    process = start(home, environments, **options)
    out, err = process.communicate(timeout=120)
    log = home / "logs" / "crawl.log"
    assert process.returncode == 0, err + (log.read_text() if log.exists() else "")
    return [Health(**{**row, "kind": HealthKind(row["kind"])}) for row in json.loads(out)]


def environment(web: Web, name: str = "x", **more: Any) -> dict[str, Any]:
    return {"id": name, "name": "FoU X", "home": f"{web.address}/", "scope": [f"{web.address}/"], **more}
