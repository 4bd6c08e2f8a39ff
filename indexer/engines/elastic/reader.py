"""Reading the index on the cluster: views of one state, renewed by themselves when the writer has published."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from elasticsearch import NotFoundError

from config.settings import Cluster
from indexer.engines.backend import Fingerprint
from indexer.engines.elastic.cluster import check_fingerprint, connect, read_state, translated
from indexer.engines.elastic.mapping import alias, index
from indexer.engines.elastic.view import ElasticView
from models.errors import EngineUnavailableError

AT_ONCE = 16
"""Questions that one process has under way at the same time: one page asks up to four at once."""
TRIES, PAUSE = 40, 0.05
"""A view is opened again when the writer publishes meanwhile; putting in a batch takes less than a second."""


class ElasticBackend:
    """The index on the cluster open for reading. Safe to share between threads.

    Raises:
        EngineUnavailableError: the cluster cannot be reached or holds no index.
        FingerprintError: the index was made by something else.
    """

    def __init__(self, cluster: Cluster, fingerprint: Fingerprint) -> None:
        self._cluster = cluster
        self._fingerprint = fingerprint
        self._client = connect(cluster)
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(AT_ONCE, "asking")
        with translated("search"):
            self._view = self._open(None)

    def view(self) -> ElasticView:
        """The newest state. Raises as the class."""
        with self._lock, translated("search"):
            state, _ = read_state(self._client, alias(self._cluster.prefix, "records"))
            if state != self._view.read or self._view.spent():
                self._view = self._open(self._view)
            return self._view

    def close(self) -> None:
        """Let go of the connections; the cluster forgets the points in time by itself."""
        self._threads.shutdown()
        self._client.close()

    def _open(self, before: ElasticView | None) -> ElasticView:
        """Open what is there. While reports are being put in, the view before them is still good."""
        records = alias(self._cluster.prefix, "records")
        view = None
        for _ in range(TRIES):
            state, _ = read_state(self._client, records)
            if state.busy and before is not None and not before.spent() and before.read.build == state.build:
                return before
            if before is None or before.read.build != state.build:
                check_fingerprint(self._client, index(self._cluster.prefix, "reports", state.build), self._fingerprint)
            try:
                view = ElasticView(self._client, self._cluster, state, self._threads)
            except NotFoundError:  # the set was replaced, and that one too, since its state was read
                view = None
                time.sleep(PAUSE)
                continue
            if not state.busy and read_state(self._client, records)[0] == state:
                return view
            time.sleep(PAUSE)
        if view is None:
            raise EngineUnavailableError("search: the index is replaced faster than it can be opened")
        return view  # the writer died while putting reports in: each one is whole all the same
