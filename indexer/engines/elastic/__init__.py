"""The Elasticsearch backend: the same searches on a cluster, for when one machine is not enough."""

from indexer.engines.elastic.cluster import health, remove
from indexer.engines.elastic.reader import ElasticBackend
from indexer.engines.elastic.writer import ElasticWriter

__all__ = ["ElasticBackend", "ElasticWriter", "health", "remove"]
