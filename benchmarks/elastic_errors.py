"""What goes wrong between us and a real cluster, where `make test` has only what servers were heard to say.

    PYTHONPATH=. python benchmarks/elastic_errors.py [--without-older]

A server with a password and a certificate of its own: wrong password, wrong key, a key for other indices, a key for
reading only, an unknown certificate; then the server is stopped and started under an app that stays up. At last a
server of version 8 (830 MB from Maven Central, once). Prints what each of them is called; exits 1 when one is called
something else.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import config
from config.settings import Cluster, Settings
from indexer.engines import open_engine, open_writer
from indexer.engines.elastic.cluster import connect
from models.errors import FouError
from scripts.elastic_server import OLDER, Security, restart, running, wait
from search_app import create_app
from tests.contract.corpus import report
from tests.proxy import make_certificate

PASSWORD = "example-password"
WRONG: list[str] = []


def told(name: str, wanted: str, act: Callable[[], object]) -> None:
    """Do it; print what the error is called, or that there was none."""
    try:
        act()
        words = "no error"
    except FouError as error:
        words = f"{type(error).__name__}: {error}"
    good = wanted in words and PASSWORD not in words
    WRONG.extend([] if good else [name])
    print(f"{'ok ' if good else 'NO '} {name}: {words}", flush=True)


def secured(settings: Settings, folder: Path) -> None:
    """Everything about passwords, keys, certificates and a server that stops."""
    certificate, key = make_certificate(folder)
    with running(settings.cache, security=Security(PASSWORD, certificate, key)) as nodes:
        cluster = Cluster(nodes[0].address, prefix="fou", user="elastic", password=PASSWORD, ca=certificate)

        def reaching(**more: object) -> Settings:
            return replace(settings, cluster=replace(cluster, **more))

        def write(place: Settings) -> None:
            with open_writer(place) as writer:
                writer.publish([report("oro")])

        told("password and certificate", "no error", lambda: write(reaching()))
        told("no password", "refuses the key or user (401)", lambda: open_engine(reaching(user="")))
        told("wrong password", "refuses the key or user (401)", lambda: open_engine(reaching(password="another")))
        told("wrong key", "refuses the key or user (401)", lambda: open_engine(reaching(api_key="d3JvbmcK", user="")))
        told("unknown certificate", "certificate is not trusted", lambda: open_engine(reaching(ca=None)))
        keys = connect(cluster).security
        rights = {
            "other": [{"names": ["other-*"], "privileges": ["all"]}],
            "reading": [{"names": ["fou-*"], "privileges": ["read", "view_index_metadata"]}],
            "writing": [{"names": ["fou-*"], "privileges": ["manage", "write", "read"]}],
        }
        encoded = {
            name: keys.create_api_key(name=name, role_descriptors={"fou": {"cluster": [], "indices": rows}})["encoded"]
            for name, rows in rights.items()
        }
        told("key for other indices", "(403)", lambda: open_engine(reaching(api_key=encoded["other"])))
        told("key for reading, reads", "no error", lambda: open_engine(reaching(api_key=encoded["reading"])))
        told("key for reading, writes", "(403)", lambda: write(reaching(api_key=encoded["reading"])))
        told("key for these indices, writes", "no error", lambda: write(reaching(api_key=encoded["writing"])))

        client = create_app(reaching(api_key=encoded["reading"])).test_client()

        def page() -> None:
            status = client.get("/sok?q=skyddsbedömning").status_code
            if status != 200:
                raise FouError(f"page {status}")

        told("the app", "no error", page)
        nodes[0].stop()
        told("the app, server stopped", "page 503", page)
        nodes[0] = restart(nodes[0])
        wait(nodes)
        told("the same app, server started again", "no error", page)


def older(settings: Settings) -> None:
    """A server of the version before."""
    with running(settings.cache, version=OLDER) as nodes:
        place = replace(settings, cluster=Cluster(nodes[0].address))
        told(f"a real {OLDER}", "older than Elasticsearch 9", lambda: open_engine(place))
        told(f"a real {OLDER}, written to", "older than Elasticsearch 9", lambda: open_writer(place))


def main() -> int:
    """Run all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without-older", action="store_true", help="no server of version 8")
    options = parser.parse_args()
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        settings = replace(config.load({"FOU_EMBEDDING": "null"}), home=home, engine="elastic")
        secured(settings, home)
        if not options.without_older:
            older(settings)
    return 1 if WRONG else 0


if __name__ == "__main__":
    sys.exit(main())
