"""Serves the replica web on loopback: http://127.0.1.N:PORT, all hosts in one process.

python -m tests.sites.server --port 8801 --environments FOLDER [--wide] [--state month]
"""

import argparse
import hashlib
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from rich.console import Console
from rich.progress import Progress

from tests.sites import (
    alvdalarna,
    alvkusten,
    angsmarken,
    backaby,
    bjorkvidden,
    bruksbygden,
    brunnsala,
    centrum,
    dalbygden,
    ekslatten,
    elsewhere,
    fjallen,
    foreningen,
    granmarken,
    granslandet,
    halleberga,
    hedasen,
    hogskolan,
    insatsbanken,
    kalvbygden,
    kraksund,
    kunskapslabbet,
    kust,
    lillsjo,
    lindmarken,
    ljungaryd,
    malarstranden,
    myrbygden,
    national,
    norrbygden,
    norrmarken,
    osterskogen,
    ronnadalen,
    samlat,
    sjobygden,
    sjoharje,
    skogsbygden,
    slattbygden,
    storalven,
    storstaden,
    sundet,
    sydkusten,
    tallheden,
    treaar,
    tredalen,
    trubbel,
    utvarderingsnavet,
    vasterled,
    vattudalen,
    vrangsta,
)
from tests.sites.environments import write_toml
from tests.sites.pdfs.build import build, load_truth
from tests.sites.web import STATES, ExpectedReport, Host, Resource, Site, State, Web, encoded

Builder = Callable[[Web], Site]
BUILDERS: tuple[Builder, ...] = (norrbygden.site, sjobygden.site, vasterled.site, hogskolan.site)
"""The sites of the demonstration, the same in all states."""
MORE: tuple[Builder, ...] = (
    slattbygden.site,
    dalbygden.site,
    kust.site,
    alvdalarna.site,
    fjallen.site,
    foreningen.site,
    kunskapslabbet.site,
    granslandet.site,
    storstaden.site,
    sydkusten.site,
    skogsbygden.site,
    halleberga.site,
    alvkusten.site,
    myrbygden.site,
    tredalen.site,
    sundet.site,
    centrum.site,
    vattudalen.site,
    bruksbygden.site,
    malarstranden.site,
    backaby.site,
    utvarderingsnavet.site,
    granmarken.site,
    kalvbygden.site,
    lindmarken.site,
    sjoharje.site,
    osterskogen.site,
    angsmarken.site,
    tallheden.site,
    lillsjo.site,
    insatsbanken.site,
    ronnadalen.site,
    bjorkvidden.site,
    samlat.site,
    hedasen.site,
    brunnsala.site,
    kraksund.site,
    ekslatten.site,
    storalven.site,
    vrangsta.site,
    norrmarken.site,
    ljungaryd.site,
    treaar.site,
)
"""The sites that are there for measuring only: with `wide`."""
SERVER_NAME = "Exempelwebb"


class NotRunningError(RuntimeError):
    """The replica web is not up, so nothing has an address."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request that was answered. `sent` is the number of bytes in the body."""

    host: str
    method: str
    path: str
    status: int
    sent: int
    agent: str


class RunningWeb:
    """The replica web while it is up. `hosts` maps a host's name to its address, `requests` is all that was asked."""

    def __init__(self, folder: Path, port: int, *, wide: bool = False, state: State = "first") -> None:
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self._servers: list[_Server] = []
        self.port = port or _free_port()
        self._folder, self._wide = folder, wide
        self._made: dict[State, list[Site]] = {}
        hosts = self._build(state)
        try:
            for host in hosts:
                server = _Server(host, self)
                threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
                self._servers.append(server)
        except OSError:
            self.stop()
            raise

    def turn_to(self, state: State) -> None:
        """Let time pass: the same addresses answer as they do in `state`."""
        hosts = {host.number: host for host in self._build(state)}
        for server in self._servers:
            server.show(hosts[server.host.number])

    def sites_in(self, state: State) -> list[Site]:
        """All sites as they are in `state`."""
        if state not in self._made:
            web = Web(self.port, self._folder, state)
            self._made[state] = [make(web) for make in (*BUILDERS, *(MORE if self._wide else ()))]
        return self._made[state]

    def _build(self, state: State) -> list[Host]:
        web = Web(self.port, self._folder, state)
        self.state = state
        self.sites = self.sites_in(state)
        self.trouble = trubbel.site(web)
        hosts = [host for site in [*self.sites, self.trouble] for host in site.hosts]
        hosts += [national.host(web), elsewhere.host(web)]
        self.hosts = {host.name: web.base(host.number) for host in hosts}
        return hosts

    def stop(self) -> None:
        """Close every host and every open connection."""
        self.stopping.set()
        for server in self._servers:
            server.close_all()
        self._servers.clear()
        if _running and _running[-1] is self:
            _running.pop()


_running: list[RunningWeb] = []


def serve(folder: Path | None = None, port: int = 0, *, wide: bool = False, state: State = "first") -> RunningWeb:
    """Build what is missing and put the replica web up.

    Args:
        folder: where the built reports lie; build/replica when None.
        port: the port of all hosts; 0 takes a free one.
        wide: all sites, not only those of the demonstration.
        state: the state in time; `RunningWeb.turn_to` changes it.

    Raises:
        OSError: the port is taken on one of the hosts.
        FontMissingError: a font of the reports is not installed.
    """
    web = RunningWeb(build(folder), port, wide=wide, state=state)
    _running.append(web)
    return web


def running() -> RunningWeb:
    """The web that was put up last.

    Raises:
        NotRunningError: none is up.
    """
    if not _running:
        raise NotRunningError("the replica web is not up")
    return _running[-1]


def write_environments(folder: Path, *, trouble: bool = False) -> list[Path]:
    """Write the environment file of each site of the running web into `folder`, the troubled one only on request."""
    web = running()
    folder.mkdir(parents=True, exist_ok=True)
    sites = [*web.sites, web.trouble] if trouble else web.sites
    return [write_toml(folder, site.environment) for site in sites]


def expected(*, trouble: bool = False) -> list[dict[str, Any]]:
    """Exactly the reports and the projects that a crawl of the running web should find, in the form of `fou export`:
    what is missing is None. `study` and `studies` name their sources. Compare `page_url` without its fragment, and with
    percent-encoding undone."""
    web = running()
    sites = [*web.sites, web.trouble] if trouble else web.sites
    lines: list[dict[str, Any]] = []
    for site in sites:
        lines += [
            {"kind": "report", **asdict(row), "authors": list(row.authors), "annexes": list(row.annexes)}
            for row in site.reports
        ]
        lines += [{"kind": "project", **asdict(row), "studies": list(row.studies)} for row in site.projects]
    return [{name: None if value == "" else value for name, value in line.items()} for line in lines]


def expected_events() -> dict[tuple[str, str], tuple[str, ...]]:
    """What has happened to each report (environment, study) of the running web since the state before: "first seen",
    "changed", "moved", "vanished" or "returned"; nothing for what is unchanged. A site that lets nobody in has no
    events."""
    web = running()
    passed = STATES[: STATES.index(web.state) + 1]
    known: dict[tuple[str, str], ExpectedReport] = {}
    gone: set[tuple[str, str]] = set()
    events: dict[tuple[str, str], tuple[str, ...]] = {}
    for state in passed:
        events = {}
        for site in web.sites_in(state):
            if site.outcome:
                continue
            here = {(row.environment, row.study): row for row in site.reports}
            for key, row in here.items():
                if happened := _happened(known.get(key), row, returned=key in gone):
                    events[key] = happened
            lost = {key for key in known if key[0] == site.environment["id"]} - set(here) - gone
            events |= dict.fromkeys(lost, ("vanished",))
            known |= here
            gone = (gone | lost) - set(here)
    return events


def _happened(before: ExpectedReport | None, now: ExpectedReport, *, returned: bool) -> tuple[str, ...]:
    if before is None:
        return ("first seen",)
    told = ["returned"] if returned else []
    has_a_file_now = bool(now.file_url and not before.file_url)
    if (before.page_url, before.file_url) != (now.page_url, now.file_url) and not has_a_file_now:
        told.append("moved")
    if before.version != now.version or has_a_file_now:
        told.append("changed")
    return tuple(told)


def truth(folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """What tests may know of each study's PDF, by slug (tests/sites/pdfs/truth.py)."""
    return load_truth(folder)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, host: Host, web: RunningWeb) -> None:
        self.host, self.web = host, web
        self.connections: set[Any] = set()
        self.show(host)
        super().__init__((f"127.0.1.{host.number}", web.port), _Handler)

    def show(self, host: Host) -> None:
        """Answer as `host` from now on."""

        def fold(target: str) -> str:
            """One form for all ways to percent-encode an address."""
            same = encoded(unquote(target))
            return same.lower() if host.ignore_case else same

        self.fold, self.busy = fold, dict(host.busy)
        self.resources = {fold(path): resource for path, resource in host.resources.items()}
        self.host = host

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is daily bread; anything else is a mistake of ours and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def close_all(self) -> None:
        self.shutdown()
        self.server_close()
        for connection in list(self.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the client was quicker

    def find(self, target: str) -> Resource | None:
        """The resource at a path and query: both together, else the path's handler, else the path alone."""
        whole = self.fold(target)
        path = whole.partition("?")[0].partition(";")[0]
        if self.busy.get(path):
            self.busy[path] -= 1
            return Resource(b"<title>429</title>", status=429, headers=(("Retry-After", "1"),))
        if whole in self.resources:
            return self.resources[whole]
        if path in self.host.handlers:
            return self.host.handlers[path](parse_qs(urlsplit(target).query, keep_blank_values=True))
        return self.resources.get(path)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = SERVER_NAME, ""
    server: _Server

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: `requests` holds what was asked."""

    def _answer(self, *, with_body: bool) -> None:
        host = self.server.host
        path = self.path.partition("?")[0]
        if path in host.silent:
            self.server.web.stopping.wait()
            self.close_connection = True
            return
        if path in host.slow:
            self.server.web.stopping.wait(host.slow[path])
        resource = self.server.find(self.path) or Resource(host.missing, status=host.missing_status)
        headers = dict(resource.headers)
        if resource.status == 200 and host.validators != "none":
            headers["Last-Modified"] = format_datetime(resource.modified, usegmt=True)
            if host.validators == "both":
                headers["ETag"] = f'"{hashlib.sha256(resource.body).hexdigest()[:20]}"'
        status = 304 if self._known(headers) else resource.status
        body = b"" if status == 304 else resource.body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Type", resource.content_type)
            self.send_header("Content-Length", str(len(body) if resource.length is None else resource.length))
            self.close_connection = self.close_connection or resource.length is not None
        sent = len(body) if with_body else 0
        agent = self.headers.get("User-Agent", "")
        # Remembered before the client can know the answer, so that whoever got it finds it here.
        self.server.web.requests.append(Request(host.name, self.command, self.path, status, sent, agent))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _known(self, headers: dict[str, str]) -> bool:
        """Does the client have this version? An entity tag decides where both are given (RFC 9110, 13.2.2)."""
        tags, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if tags is not None and "ETag" in headers:
            return headers["ETag"] in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        if since is not None and "Last-Modified" in headers:
            try:
                return parsedate_to_datetime(since) >= parsedate_to_datetime(headers["Last-Modified"])
            except (TypeError, ValueError):
                return False
        return False


def _free_port() -> int:
    """A port that is free on all hosts; one that a client holds on another address does not matter."""
    with socket.create_server(("127.0.1.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def main() -> None:
    """Stay up until stopped; says "ready" on a line of its own when every host answers."""
    parser = argparse.ArgumentParser(prog="python -m tests.sites.server", description=__doc__)
    parser.add_argument("--port", type=int, default=8801, help="the port of all hosts (0: a free one)")
    parser.add_argument("--folder", type=Path, help="where the built reports lie")
    parser.add_argument("--environments", type=Path, help="write the environment files here")
    parser.add_argument("--wide", action="store_true", help="all sites, not only those of the demonstration")
    parser.add_argument("--state", choices=STATES, default="first", help="the state in time")
    parser.add_argument("--trouble", action="store_true", help="the environment file of the troubled site too")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with Progress(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("Sätter exempelrapporter", total=None)
        build(options.folder, lambda done, total: bars.update(bar, completed=done, total=total))
    try:
        web = serve(options.folder, options.port, wide=options.wide, state=options.state)
    except OSError as error:
        sys.exit(f"the replica web cannot use port {options.port}: {error.strerror}")
    try:
        if options.environments:
            write_environments(options.environments, trouble=options.trouble)
        for name, address in web.hosts.items():
            print(f"{name}\t{address}/")
        print("ready", flush=True)
        threading.Event().wait()
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    finally:
        web.stop()


if __name__ == "__main__":
    main()
