"""The default model's weights written out as a folder of sentence-transformers: the same model for the other backend.

With it that library can be used, compared and tested where no other model can be fetched.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.language.cache import make_once
from models.language.e5 import AS_TRANSFORMERS, LONGEST
from models.language.e5_convert import EPSILON, latin_pieces, make_tokenizer
from models.language.e5_weights import SHA256, SPECIAL, TOKENIZER, Weights, read_weights

VERSION = 2
"""Goes up when other files are written."""
_FOLDER = f"{AS_TRANSFORMERS}-{hashlib.sha256(f'{SHA256} latin {VERSION}'.encode()).hexdigest()[:12]}"
_MODULES = "sentence_transformers.models."
_ATTENTION = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value"}
_LINEAR = {**_ATTENTION, "ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense"}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def model_folder(cache: Path) -> Path:
    """The folder in `cache`, made once (some seconds, 260 MB).

    Raises:
        ModelError: the weights cannot be found or trusted, the folder not be written, or the library is not there.
    """
    return make_once(cache / _FOLDER, lambda folder: write(read_weights(), folder))


def write(weights: Weights, folder: Path) -> None:
    """Write model, tokenizer and the library's settings into `folder`. The weights are float32, which holds
    the products of 4-bit weights and float16 scales as they are."""
    try:
        from safetensors.numpy import save_file
    except ImportError:
        raise ModelError("sentence-transformers is not installed (pip install 'fou-bank[transformers]')") from None
    kept = latin_pieces(weights)
    make_tokenizer(weights, kept).save(str(folder / TOKENIZER), pretty=False)
    tensors = {name: np.ascontiguousarray(value) for name, value in _tensors(weights, kept).items()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    for name, value in _files(weights, len(kept)).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(value, indent=1), encoding="utf-8")
    (folder / "2_Normalize").mkdir()


def _tensors(weights: Weights, kept: NDArray[np.int64]) -> dict[str, NDArray[np.float32]]:
    size, inner = weights.hidden, weights.inner
    tensors = {
        "embeddings.word_embeddings.weight": weights.dense("emb.word", weights.vocabulary)[kept],
        "embeddings.position_embeddings.weight": weights.floats("emb.pos", (weights.positions, size)),
        "embeddings.token_type_embeddings.weight": weights.floats("emb.type", (weights.types, size)),
        **_norm(weights, "embeddings.LayerNorm", "emb.ln"),
    }
    for layer in range(weights.layers):
        for ours, theirs in _LINEAR.items():
            rows = inner if ours == "fi" else size
            name, target = f"l{layer}.{ours}", f"encoder.layer.{layer}.{theirs}"
            tensors[f"{target}.weight"] = weights.dense(f"{name}.w", rows)
            tensors[f"{target}.bias"] = weights.floats(f"{name}.b", (rows,))
        for ours, theirs in _NORMS.items():
            tensors |= _norm(weights, f"encoder.layer.{layer}.{theirs}", f"l{layer}.{ours}")
    return tensors


def _norm(weights: Weights, target: str, name: str) -> dict[str, NDArray[np.float32]]:
    shape = (weights.hidden,)
    return {
        f"{target}.weight": weights.floats(f"{name}.w", shape),
        f"{target}.bias": weights.floats(f"{name}.b", shape),
    }


def _files(weights: Weights, pieces: int) -> dict[str, Any]:
    start, pad, end, unknown, mask = SPECIAL
    modules = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return {
        "config.json": {
            "architectures": ["BertModel"], "model_type": "bert", "hidden_size": weights.hidden,
            "num_hidden_layers": weights.layers, "num_attention_heads": weights.heads,
            "intermediate_size": weights.inner, "hidden_act": "gelu", "layer_norm_eps": EPSILON,
            "max_position_embeddings": weights.positions, "type_vocab_size": weights.types, "vocab_size": pieces,
            "pad_token_id": SPECIAL.index(pad), "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": LONGEST, "bos_token": start,
            "eos_token": end, "unk_token": unknown, "sep_token": end, "pad_token": pad, "cls_token": start,
            "mask_token": mask, "model_input_names": ["input_ids", "attention_mask"],
        },
        "modules.json": [
            {"idx": number, "name": str(number), "path": path, "type": _MODULES + kind}
            for number, (path, kind) in enumerate(modules)
        ],
        "sentence_bert_config.json": {"max_seq_length": LONGEST, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": weights.hidden, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "}, "similarity_fn_name": "cosine",
        },
    }  # fmt: skip
