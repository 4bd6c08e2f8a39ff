"""A publication in the middle of a reader's opening."""

from dataclasses import replace
from types import SimpleNamespace

import config
from config.language import load_language
from indexer.engines import open_engine, open_writer
from indexer.engines.embedded import reader as module
from models.language.embedding import NullEmbedding
from models.search import SearchQuery
from tests.contract.corpus import changed, corpus


def test_a_view_is_never_made_of_two_states(tmp_path, monkeypatch):
    settings = replace(config.load(), home=tmp_path)
    doors = {"analyser": load_language(settings), "embedding": NullEmbedding()}
    waiting = [[changed(one, str(n), f"Lydelse nummer{n}.") for one in corpus()] for n in (4, 3, 2)]
    with open_writer(settings, **doors) as writer:
        writer.publish(corpus())
        reader = open_engine(settings, **doors)
        writer.publish(waiting.pop())
        real = module.vectors

        def interrupted(*arguments):
            segments = real.open_segments(*arguments)
            if waiting:  # the vectors are read, the passages and reports are not yet
                writer.publish(waiting.pop())
            return segments

        shim = SimpleNamespace(open_segments=interrupted, VectorView=real.VectorView)
        monkeypatch.setattr(module, "vectors", shim)
        assert reader.search(SearchQuery("nummer4", mode="exact")).total == 12
        assert reader.stats().vectors == reader.stats().passages
        assert {hit.record.version for hit in reader.search(SearchQuery("nummer4")).hits} == {"4"}
