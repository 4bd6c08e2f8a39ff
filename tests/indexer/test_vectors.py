"""Vectors are made once for each text and model."""

from contextlib import closing

import numpy as np

from indexer.vectors import VectorCache


class Counting:
    """An embedding that counts how many texts it was given."""

    id = "counting-1"
    dimension = 4

    def __init__(self):
        self.given = 0

    def passages(self, texts, progress=None):
        self.given += len(texts)
        made = np.array([[len(t), 1, 0, 0] for t in texts], np.float32)
        return made / np.linalg.norm(made, axis=1, keepdims=True)

    def query(self, text):
        return self.passages([text])[0]


def test_no_text_is_embedded_twice(tmp_path):
    embedding = Counting()
    with closing(VectorCache(tmp_path, embedding)) as cache:
        first = cache.get(["ett", "tvåtvå", "ett"])
        assert embedding.given == 2
    with closing(VectorCache(tmp_path, embedding)) as cache:
        assert cache.missing(["ett", "tre"]) == 1
        assert np.array_equal(cache.get(["ett", "tvåtvå", "ett"]), first)
        assert embedding.given == 2
        assert cache.get([]).shape == (0, 4)


def test_models_do_not_share_vectors(tmp_path):
    other = Counting()
    other.id = "counting-2"
    with closing(VectorCache(tmp_path, Counting())) as one, closing(VectorCache(tmp_path, other)) as two:
        one.get(["ett"])
        assert two.missing(["ett"]) == 1
