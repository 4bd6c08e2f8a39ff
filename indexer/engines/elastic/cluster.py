"""The cluster: how it is reached, where the index in it stands, and what its errors mean.

Every request goes through here, so that errors are translated once (models/errors.py).
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from elastic_transport import ConnectionError as NoConnection
from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    ConflictError,
    Elasticsearch,
    NotFoundError,
    UnsupportedProductError,
)
from elasticsearch.helpers import BulkIndexError

from config.settings import Cluster
from indexer.engines.backend import Fingerprint
from indexer.engines.elastic.mapping import INDICES, STATE, alias, index
from models.errors import BusyError, ClusterError, EngineUnavailableError, FingerprintError, StoreError
from models.search import ClusterHealth


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds an answer may take, and how often the cluster is asked again, another node where there are
    several, when none comes."""

    seconds: float
    again: int


READING = Patience(10, 2)
"""A reader waits half a minute at most before the page says that something is wrong."""
WRITING = Patience(60, 5)
"""A batch may take long on a busy cluster, or while another node takes over from one that fell."""


BLOCKED = "cluster_block_exception"
READ_ONLY = "the cluster is read-only (a full disk?)"


@dataclass(frozen=True, slots=True)
class State:
    """Where an index stands. `build` names its set; `step` grows with every commit; `serial` is the next number for a
    report's version; `busy` while reports are being put in; `clean` is false while passages may lie there that no
    report needs; `published` is ISO time or "". `writer` names who wrote it, and nobody else."""

    build: str
    step: int = 0
    serial: int = 1
    busy: bool = False
    clean: bool = True
    published: str = ""
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Which writing of the state was read; a writer that finds another one is not alone."""

    number: int
    term: int


def connect(cluster: Cluster, patience: Patience | None = None) -> Elasticsearch:
    """A client of the cluster, with the patience of a reader when none is given; nothing is asked yet. Safe to share
    between threads."""
    patience = patience or READING
    addresses = [address.strip() for address in cluster.url.split(",")]
    access: dict[str, Any] = {}
    if cluster.api_key:
        access["api_key"] = cluster.api_key
    elif cluster.user:
        access["basic_auth"] = (cluster.user, cluster.password)
    if cluster.ca:
        access["ca_certs"] = str(cluster.ca)
    return Elasticsearch(
        addresses, request_timeout=patience.seconds, retry_on_timeout=True, max_retries=patience.again, **access
    )


@contextmanager
def translated(doing: str) -> Iterator[None]:
    """Turn the client's errors into the named kinds. The words never hold an address with a password in it, nor a key.

    Raises:
        ClusterError: no answer, no right, or another product.
        EngineUnavailableError: there is no index.
        StoreError: the cluster cannot write (full disk), or does not understand.
        BusyError: another process is writing.
    """
    try:
        yield
    except TlsError:
        raise ClusterError(f"{doing}: the cluster's certificate is not trusted") from None
    except ConnectionTimeout:
        raise ClusterError(f"{doing}: the cluster did not answer in time") from None
    except NoConnection:
        raise ClusterError(f"{doing}: the cluster cannot be reached") from None
    except UnsupportedProductError:
        raise ClusterError(f"{doing}: what answers is not Elasticsearch 9") from None
    except (AuthenticationException, AuthorizationException) as error:
        if error.error == BLOCKED:  # an index that is read-only by hand answers as one that is not permitted
            raise StoreError(f"{doing}: {READ_ONLY}") from None
        raise ClusterError(f"{doing}: the cluster refuses the key or user ({error.status_code})") from None
    except ConflictError:
        raise BusyError(f"{doing}: another process is writing") from None
    except NotFoundError:
        raise EngineUnavailableError(f"{doing}: there is no index in the cluster") from None
    except ApiError as error:
        kind = error.error if isinstance(error.error, str) else "error"
        if "media_type_header" in kind or "compatible-with" in str(error):
            raise ClusterError(f"{doing}: the cluster is older than Elasticsearch 9") from None
        if kind == BLOCKED and error.status_code != 503:  # 503: a cluster that has just started
            raise StoreError(f"{doing}: {READ_ONLY}") from None
        if error.status_code == 429:
            raise ClusterError(f"{doing}: the cluster has too much to do") from None
        if error.status_code in (502, 503):  # 502: a node that fell a moment ago
            raise ClusterError(f"{doing}: a part of the index is out of reach ({kind})") from None
        raise StoreError(f"{doing}: {kind} ({error.status_code})") from None
    except BulkIndexError as error:
        kinds = {str(next(iter(row.values())).get("error", {}).get("type")) for row in error.errors}
        if kinds == {BLOCKED}:
            raise StoreError(f"{doing}: {READ_ONLY}") from None
        raise StoreError(f"{doing}: {len(error.errors)} documents refused: {', '.join(sorted(kinds))}") from None
    except TransportError as error:
        raise ClusterError(f"{doing}: {type(error).__name__}") from None


def read_state(client: Elasticsearch, index: str) -> tuple[State, Mark]:
    """Where the index stands now, whatever has been made visible to searches (a read by key is always current)."""
    answer = client.get(index=index, id=STATE)
    if answer.meta.headers.get("x-elastic-product") != "Elasticsearch":  # the client looks at its first answer only
        raise UnsupportedProductError("another product", answer.meta, answer.body)
    return State(**json.loads(answer["_source"]["value"])), Mark(answer["_seq_no"], answer["_primary_term"])


def write_state(client: Elasticsearch, index: str, state: State, mark: Mark | None) -> Mark:
    """Put the state in, if nobody else has since `mark` (None: if there is none); a conflict says that somebody has.

    A request whose answer was lost with a node is sent again, and then finds what it wrote itself: no conflict.
    """
    place: dict[str, Any] = (
        {"op_type": "create"} if mark is None else {"if_seq_no": mark.number, "if_primary_term": mark.term}
    )
    try:
        answer = client.index(index=index, id=STATE, document={"value": json.dumps(asdict(state))}, **place)
    except ConflictError:
        there, its_mark = read_state(client, index)
        if there != state:
            raise
        return its_mark
    return Mark(answer["_seq_no"], answer["_primary_term"])


def builds(client: Elasticsearch, prefix: str, names: Sequence[str]) -> dict[str, bool]:
    """The sets of indices there are → whether it is the one in use."""
    answer = client.indices.get_alias(index=[f"{alias(prefix, name)}-*" for name in names], allow_no_indices=True)
    found: dict[str, bool] = {}
    for name, facts in answer.body.items():
        build = name.rsplit("-", 1)[1]
        found[build] = found.get(build, False) or bool(facts["aliases"])
    return found


def check_fingerprint(client: Elasticsearch, index: str, wanted: Fingerprint) -> None:
    """Raises FingerprintError when the index was made by something else."""
    answer = client.indices.get_mapping(index=index)
    for facts in answer.body.values():
        made_by = facts["mappings"].get("_meta", {}).get("fingerprint")
        if made_by != asdict(wanted):
            raise FingerprintError(f"the index {index} was made by {made_by}, this is {asdict(wanted)}")


def remove(cluster: Cluster) -> None:
    """Drop every index of this prefix, if there are any.

    Raises:
        ClusterError: the cluster cannot be reached or does not permit it.
    """
    client = connect(cluster)
    try:
        with translated("remove"):
            for build in builds(client, cluster.prefix, INDICES):
                names = [index(cluster.prefix, name, build) for name in INDICES]
                client.indices.delete(index=names, ignore_unavailable=True)
    finally:
        client.close()


def health(cluster: Cluster) -> ClusterHealth:
    """How the cluster stands, as to the indices of ours that are in use.

    Raises:
        ClusterError: it cannot be reached, or the key may not ask (right `monitor`).
        EngineUnavailableError: it holds no index of ours.
    """
    client = connect(cluster)
    ours = [alias(cluster.prefix, name) for name in INDICES]
    try:
        with translated("status"):
            # the size first: the question of health waits for indices that are not there
            stored = client.indices.stats(index=ours, metric="store")
            answer = client.cluster.health(index=ours)
    finally:
        client.close()
    return ClusterHealth(
        status=answer["status"],
        nodes=answer["number_of_data_nodes"],
        lacking=answer["unassigned_shards"] + answer["initializing_shards"],
        size=stored["_all"]["total"]["store"]["size_in_bytes"],
    )
