"""The search engine: one `SearchEngine` for readers and one `SearchWriter`, over a small protocol of backends."""

from indexer.engines.engine import SearchEngine
from indexer.engines.opening import cluster_health, open_engine, open_writer, remove_index
from indexer.engines.writer import SearchWriter

__all__ = ["SearchEngine", "SearchWriter", "cluster_health", "open_engine", "open_writer", "remove_index"]
