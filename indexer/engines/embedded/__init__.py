"""The embedded backend: tantivy for words, int8 vectors in memory-mapped segments for meaning, one folder on disk."""

from indexer.engines.embedded.reader import EmbeddedBackend
from indexer.engines.embedded.writer import EmbeddedWriter

__all__ = ["EmbeddedBackend", "EmbeddedWriter"]
