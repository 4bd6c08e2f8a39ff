"""sentence-transformers, the real library, on a real model: the default model's weights in its own format."""

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import config
from config.language import FOLDER, open_embedding, read_prefixes
from models.errors import ModelError, SettingsError
from models.language.e5_weights import MODEL
from models.language.sentence import Prefixes, Running, SentenceEmbedding
from tests.models.language.test_embeddings import TEXTS
from tests.needs import need

QUESTIONS = ("hjälp till äldre från hemtjänsten", "skolresultat familjehem", "5 kap. 1 § SoL", "care of the elderly")


def _settings(**more):
    return config.load({"FOU_EMBEDDING": "e5-small-transformers", "FOU_CACHE": str(config.load().cache), **more})


@pytest.fixture(scope="module")
def default():
    return open_embedding(config.load({"FOU_CACHE": str(config.load().cache)}))


@pytest.fixture(scope="module")
def folder() -> Path:
    """The model's folder."""
    try:
        import sentence_transformers  # noqa: F401
    except ImportError:
        need("transformers", "sentence-transformers is not installed (FOU_TEST_REQUIRE=transformers make test)")
    from models.language.e5_transformers import model_folder

    return model_folder(_settings().cache / "language")


@pytest.fixture(scope="module")
def embedding(folder):
    return open_embedding(_settings())


def _running(tmp_path, **more) -> Running:
    return Running(tmp_path, offline=True, **more)


def test_its_vectors_are_those_of_the_default_model(embedding, default):
    ours = np.vstack([default.passages(TEXTS), *(default.query(text)[None] for text in QUESTIONS)])
    theirs = np.vstack([embedding.passages(TEXTS), *(embedding.query(text)[None] for text in QUESTIONS)])
    assert np.abs(ours - theirs).max() < 1e-5


def test_its_weights_are_those_the_default_model_computes_with(folder, default):
    """Number for number: the 4-bit weights of the one, multiplied out, are the float32 weights of the other."""
    import onnx
    from safetensors.numpy import load_file

    default.query("the model is made by its first vector")
    graph = onnx.load(_settings().cache / "language" / default.id / MODEL).graph
    constants = {one.name: one for one in graph.initializer}
    written = load_file(folder / "model.safetensors")
    names = {
        "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
        "ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense",
    }  # fmt: skip
    linear = [node for node in graph.node if node.op_type == "MatMulNBits"]
    assert len(linear) == 12 * len(names)
    for node in linear:
        layer, name = node.output[0].removesuffix(".y")[1:].split(".")
        packed, scales, bias = (onnx.numpy_helper.to_array(constants[node.input[place]]) for place in (1, 2, 5))
        halves = np.stack([packed & 15, packed >> 4], axis=-1).reshape(*packed.shape[:2], -1).astype(np.float32)
        full = ((halves - 8) * scales.reshape(*packed.shape[:2], 1)).reshape(len(packed), -1)
        target = f"encoder.layer.{layer}.{names[name]}"
        assert np.array_equal(full, written[f"{target}.weight"])
        assert np.array_equal(bias, written[f"{target}.bias"])
    words = onnx.numpy_helper.to_array(constants["words"]).astype(np.float32)
    scales = onnx.numpy_helper.to_array(constants["words.scales"])
    full = (words.reshape(*scales.shape, -1) * scales[:, :, None]).reshape(len(words), -1)
    assert np.array_equal(full, written["embeddings.word_embeddings.weight"])


def test_shapes_lengths_and_odd_texts(embedding):
    vectors = embedding.passages([*TEXTS, "\ud800 halv"])
    assert (vectors.shape, vectors.dtype) == ((len(TEXTS) + 1, embedding.dimension), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedding.passages([]).shape == (0, embedding.dimension)


def test_a_question_is_not_embedded_as_a_passage(embedding):
    assert embedding.query(TEXTS[0]) @ embedding.passages(TEXTS[:1])[0] < 0.99


def test_batches_change_nothing_but_the_last_bits(folder, embedding, tmp_path):
    one_by_one = SentenceEmbedding(str(folder), {}, _running(tmp_path, batch=1))
    heard = []
    vectors = one_by_one.passages(TEXTS, lambda done, total: heard.append((done, total)))
    assert np.allclose(vectors, embedding.passages(TEXTS), atol=1e-5)
    assert heard == [(n, 4) for n in (1, 2, 3, 4)]
    assert one_by_one.id == embedding.id


def test_threads_may_share_it(embedding):
    alone = [embedding.query(text) for text in QUESTIONS]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(embedding.query, QUESTIONS * 4))
    assert np.allclose(together, alone * 4, atol=1e-5)


def test_the_id_tells_models_prefixes_and_contents_apart(folder, embedding, tmp_path):
    assert embedding.id.startswith("e5-small-")  # so that the floors measured for the model hold
    assert embedding.id.endswith("-384")
    copy = tmp_path / "multilingual-e5-small"
    shutil.copytree(folder, copy)
    same = SentenceEmbedding(str(copy), read_prefixes(FOLDER), _running(tmp_path))
    assert same.id.removeprefix("multilingual-e5-small") == embedding.id.removeprefix(folder.name)


def test_prefixes_come_from_the_table_where_the_model_names_none(folder, embedding, tmp_path):
    for name in ("multilingual-e5-small", "unknown"):
        shutil.copytree(folder, tmp_path / name)
        (tmp_path / name / "config_sentence_transformers.json").write_text("{}")
    known, unknown = (
        SentenceEmbedding(str(tmp_path / name), read_prefixes(FOLDER), _running(tmp_path))
        for name in ("multilingual-e5-small", "unknown")
    )
    assert np.allclose(known.query(QUESTIONS[0]), embedding.query(QUESTIONS[0]), atol=1e-5)
    assert not np.allclose(unknown.query(QUESTIONS[0]), embedding.query(QUESTIONS[0]), atol=1e-3)
    assert len({embedding.id[-16:], known.id[-16:], unknown.id[-16:]}) == 3


def test_a_model_by_name_comes_from_the_cache_and_says_its_revision(folder, embedding, tmp_path):
    commit = "0123456789abcdef0123456789abcdef01234567"
    hub = tmp_path / "models--exempel--modell"
    shutil.copytree(folder, hub / "snapshots" / commit)
    (hub / "refs").mkdir()
    (hub / "refs" / "main").write_text(commit)
    by_name = SentenceEmbedding("exempel/modell", {}, _running(tmp_path))
    by_commit = SentenceEmbedding(f"exempel/modell@{commit}", {}, _running(tmp_path))
    assert np.allclose(by_name.query("fråga"), embedding.query("fråga"), atol=1e-5)
    assert by_name.id == by_commit.id
    assert by_name.id.startswith("modell-")


def test_what_cannot_be_read_is_a_named_error(folder, tmp_path):
    with pytest.raises(ModelError, match="exempel/saknas"):
        SentenceEmbedding("exempel/saknas", {}, _running(tmp_path)).query("fråga")
    (tmp_path / "tom").mkdir()
    with pytest.raises(ModelError, match="tom"):
        _ = SentenceEmbedding(str(tmp_path / "tom"), {}, _running(tmp_path)).id
    with pytest.raises(ModelError, match="e5-small"):
        _ = SentenceEmbedding(str(folder), {}, _running(tmp_path, device="nowhere")).id


def test_without_the_library_the_error_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ModelError, match=r"fou-bank\[transformers\]"):
        SentenceEmbedding("exempel/modell", {}, _running(tmp_path)).query("fråga")


def test_a_name_that_can_be_no_model_is_refused():
    with pytest.raises(SettingsError, match="e5-smal"):
        open_embedding(config.load({"FOU_EMBEDDING": "e5-smal"}))


def test_prefixes_are_read_from_the_table(tmp_path):
    assert read_prefixes(FOLDER)["multilingual-e5-"] == Prefixes("query: ", "passage: ")
    (tmp_path / "embeddings.toml").write_text('prefixes.x = {question = "?"}')
    with pytest.raises(SettingsError, match="question"):
        read_prefixes(tmp_path)
