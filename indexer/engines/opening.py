"""Where the settings' engine is opened, for reading or for writing. The only place that names the backends."""

import shutil

from config.language import load_families, load_language, open_embedding
from config.settings import Settings
from indexer.engines.backend import Backend, Fingerprint, WritingBackend
from indexer.engines.embedded import EmbeddedBackend, EmbeddedWriter
from indexer.engines.embedded.schema import PACKAGE_VERSION, schema_name
from indexer.engines.engine import SearchEngine
from indexer.engines.facets import FACET_IDS
from indexer.engines.weights import ranking_weights
from indexer.engines.writer import SearchWriter
from models.errors import StoreError
from models.language.analysis import Analyser
from models.language.embedding import Embedding
from models.search import ClusterHealth


def open_engine(
    settings: Settings, *, analyser: Analyser | None = None, embedding: Embedding | None = None
) -> SearchEngine:
    """Open the index for reading.

    Args:
        settings: names the engine and where it lies.
        analyser: the Swedish analysis; that of the settings when None.
        embedding: the model that understands questions; that of the settings when None.

    Raises:
        EngineUnavailableError: there is no index yet.
        FingerprintError: the index was made by another analysis, model or schema; rebuild it.
        StoreError: it cannot be read.
    """
    analyser = analyser or load_language(settings)
    embedding = embedding or open_embedding(settings)
    fingerprint = _fingerprint(settings, analyser, embedding)
    backend: Backend
    if settings.engine == "elastic":
        from indexer.engines.elastic import ElasticBackend

        backend = ElasticBackend(settings.cluster, fingerprint)
    else:
        backend = EmbeddedBackend(settings.index, fingerprint, FACET_IDS)
    return SearchEngine(backend, analyser, load_families(analyser), embedding, ranking_weights(settings.weights))


def open_writer(
    settings: Settings, *, fresh: bool = False, analyser: Analyser | None = None, embedding: Embedding | None = None
) -> SearchWriter:
    """Open the index for writing; make it when there is none. Use it as a context manager.

    Args:
        settings: names the engine and where it lies.
        fresh: build a new index beside the present one; it takes its place when the `with` block ends in good order,
            and is dropped when it ends in an error.
        analyser: the Swedish analysis; that of the settings when None.
        embedding: the model whose vectors are published; that of the settings when None.

    Raises:
        BusyError: another process is writing.
        FingerprintError: the index was made by another analysis, model or schema, and `fresh` is false.
        StoreError: the folder cannot be written.
    """
    analyser = analyser or load_language(settings)
    embedding = embedding or open_embedding(settings)

    def now() -> str:
        return settings.now().isoformat(timespec="seconds")

    fingerprint = _fingerprint(settings, analyser, embedding)
    backend: WritingBackend
    try:
        if settings.engine == "elastic":
            from indexer.engines.elastic import ElasticWriter

            backend = ElasticWriter(settings.cluster, settings.index, fingerprint, FACET_IDS, now, fresh=fresh)
        else:
            backend = EmbeddedWriter(settings.index, fingerprint, FACET_IDS, now, fresh=fresh)
    except OSError as error:
        raise StoreError(f"{settings.index}: {error}") from error
    return SearchWriter(backend, analyser, embedding.dimension)


def remove_index(settings: Settings) -> None:
    """Drop the settings' index, wherever it lies; nothing happens when there is none.

    Raises:
        ClusterError: the cluster cannot be reached or does not permit it.
        StoreError: the folder cannot be removed.
    """
    if settings.engine == "elastic":
        from indexer.engines.elastic import remove

        remove(settings.cluster)
        return
    try:
        shutil.rmtree(settings.index)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{settings.index}: {error}") from error


def cluster_health(settings: Settings) -> ClusterHealth | None:
    """How the cluster stands that holds the index; None when a folder holds it.

    Raises:
        EngineUnavailableError: it cannot be reached or may not be asked.
    """
    if settings.engine != "elastic":
        return None
    from indexer.engines.elastic import health

    return health(settings.cluster)


def _fingerprint(settings: Settings, analyser: Analyser, embedding: Embedding) -> Fingerprint:
    embedded = settings.engine == "embedded"
    return Fingerprint(
        schema=schema_name(FACET_IDS),
        analysis=analyser.fingerprint,
        model=embedding.id,
        dimension=embedding.dimension,
        package=f"tantivy {PACKAGE_VERSION}" if embedded else "elasticsearch 9",
    )
