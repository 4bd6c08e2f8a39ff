"""The embeddings: one contract for both, and the default model's own properties."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import config
from config.language import open_embedding
from models.errors import ModelError, SettingsError
from models.language import e5_weights

TEXTS = [
    "Hemtjänstens personal hjälper äldre i deras hem.",
    "Kommunens vägar asfalteras om under sommaren.",
    "",
    "Barn som placerats i familjehem har sämre skolresultat. " * 90,
]


@pytest.fixture(scope="module", params=["e5-small", "null"])
def embedding(request):
    return open_embedding(config.load({"FOU_EMBEDDING": request.param, **_cache()}))


def _cache():
    return {"FOU_CACHE": str(config.load().cache)}


def test_vectors_have_unit_length_and_the_stated_shape(embedding):
    vectors = embedding.passages(TEXTS)
    assert vectors.shape == (len(TEXTS), embedding.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedding.query("vad gör hemtjänsten").shape == (embedding.dimension,)
    assert embedding.passages([]).shape == (0, embedding.dimension)


def test_a_vector_does_not_depend_on_its_company(embedding):
    together = embedding.passages(TEXTS)
    alone = np.array([embedding.passages([text])[0] for text in TEXTS])
    assert together.tobytes() == alone.tobytes()


def test_related_is_nearer_than_unrelated(embedding):
    related, unrelated = embedding.passages(TEXTS[:2])
    question = embedding.query("hjälp till äldre från hemtjänsten")
    assert question @ related > question @ unrelated


def test_the_id_names_the_dimension(embedding):
    assert embedding.id.endswith(f"-{embedding.dimension}")


def test_progress_ends_with_all(embedding):
    heard = []
    embedding.passages(TEXTS[:3], lambda done, total: heard.append((done, total)))
    assert heard[-1] == (3, 3)
    assert heard == sorted(heard)


@given(st.text(alphabet=st.characters(), max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_string_has_a_vector(embedding, text):
    assert np.isfinite(embedding.query(text)).all()


def test_meaning_without_common_words():
    embedding = open_embedding(config.load({**_cache(), "FOU_EMBEDDING": "e5-small"}))
    question = embedding.query("gamla människor som känner sig isolerade")
    near, far = embedding.passages(["Ensamhet bland seniorer på äldreboende.", "Bygglov för garage och carport."])
    assert question @ near > question @ far + 0.02


def test_another_process_gives_the_same_bytes():
    code = (
        "import config, sys; from config.language import open_embedding;"
        "sys.stdout.write(open_embedding(config.load()).query('äldre').tobytes().hex())"
    )
    variables = {**_cache(), "FOU_THREADS": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True)
    here = open_embedding(config.load({**_cache(), "FOU_THREADS": "2"})).query("äldre")
    assert done.stdout == here.tobytes().hex()


def test_an_unknown_embedding_is_refused():
    with pytest.raises(SettingsError, match="e5-small"):
        open_embedding(config.load({"FOU_EMBEDDING": "word2vec"}))


def test_other_weights_are_not_trusted(monkeypatch):
    monkeypatch.setattr(e5_weights, "SHA256", "0" * 64)
    with pytest.raises(ModelError, match="SHA-256"):
        e5_weights.read_weights()


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(e5_weights, "PACKAGE", "no-such-package")
    with pytest.raises(ModelError, match="no-such-package"):
        e5_weights.read_weights()


def test_a_damaged_model_is_a_named_error(tmp_path):
    embedding = open_embedding(config.load({"FOU_CACHE": str(tmp_path), "FOU_EMBEDDING": "e5-small"}))
    folder = tmp_path / "language" / embedding.id
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(b"no model")
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match="made anew"):
        embedding.query("äldre")
