"""Writing multilingual-e5-small as one ONNX file with the same 4-bit weights, and its tokenizer. Byte-reproducible with
the same versions of onnx and tokenizers.

Only pieces of the vocabulary in Latin script are kept (110,032 of 250,002): the same scores on Swedish and English,
half the memory.
"""

import re
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from models.language.e5_weights import BLOCK, MODEL, SPECIAL, TOKENIZER, Weights

_LATIN = re.compile(
    "[\u2581\x20-\x7e\u00a0-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u2122\u2022\u2026\u25a0\u25a1\u25cf]*"
)
_MICROSOFT = "com.microsoft"
_OPSET, _IR_VERSION = 21, 10
EPSILON = 1e-12
"""Of the layer norms."""


def convert(weights: Weights, folder: Path) -> None:
    """Write `MODEL` and `TOKENIZER` into `folder`. The model takes `input_ids` and `attention_mask` [texts, tokens] and
    gives `sentence_embedding` [texts, hidden], the mean over tokens at unit length."""
    kept = latin_pieces(weights)
    make_tokenizer(weights, kept).save(str(folder / TOKENIZER), pretty=False)
    onnx.save(_Graph(weights).build(kept), str(folder / MODEL))


def latin_pieces(weights: Weights) -> NDArray[np.int64]:
    """The numbers of the pieces that are kept, in order."""
    last = len(weights.pieces) - 1  # <mask>
    specials = len(SPECIAL) - 1
    latin = [i for i, piece in enumerate(weights.pieces[:-1]) if i < specials or _LATIN.fullmatch(piece)]
    return np.array([*latin, last])


def make_tokenizer(weights: Weights, kept: NDArray[np.int64]) -> Tokenizer:
    """The tokenizer of the kept pieces."""
    unknown = SPECIAL.index("<unk>")
    tokenizer = Tokenizer(models.Unigram([(weights.pieces[i], float(weights.scores[i])) for i in kept], unk_id=unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="\u2581", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[(sign, SPECIAL.index(sign)) for sign in ("<s>", "</s>")],
    )
    tokenizer.add_special_tokens([AddedToken(sign, special=True, normalized=False) for sign in SPECIAL])
    return tokenizer


class _Graph:
    """A BERT encoder put together from onnxruntime's own operators for 4-bit weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def build(self, kept: NDArray[np.int64]) -> onnx.ModelProto:
        for name, value in (("zero", 0), ("one", 1), ("two", 2), ("last", -1)):
            self._constant(name, np.array([value], np.int64))
        hidden = self._embed(kept)
        self._node("Cast", ["attention_mask"], "mask32", to=TensorProto.INT32)
        self._node("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
        for layer in range(self._weights.layers):
            hidden = self._layer(hidden, f"l{layer}.")
        self._mean(hidden)
        tokens, size = ["texts", "tokens"], self._weights.hidden
        inputs = ("input_ids", "attention_mask")
        graph = helper.make_graph(
            self._nodes,
            "multilingual_e5_small_q4",
            [helper.make_tensor_value_info(name, TensorProto.INT64, tokens) for name in inputs],
            [helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["texts", size])],
            self._constants,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=opsets)
        model.ir_version = _IR_VERSION
        return model

    def _embed(self, kept: NDArray[np.int64]) -> str:
        w = self._weights
        scales, weights = w.quantised("emb.word", w.vocabulary)
        signed = weights[kept] ^ 8  # 0–15 with zero at 8 → two's complement
        packed = (signed[:, 0::2] | (signed[:, 1::2] << 4)).astype(np.uint8).tobytes()
        self._constants.append(helper.make_tensor("words", TensorProto.INT4, [len(kept), w.hidden], packed, raw=True))
        self._constant("words.scales", scales[kept])
        self._node(
            "GatherBlockQuantized", ["words", "input_ids", "words.scales"], "word", _MICROSOFT,
            gather_axis=0, quantize_axis=1, block_size=BLOCK,
        )  # fmt: skip
        # Texts are never paired, so the one type's vector can be added to the positions beforehand.
        places = w.floats("emb.pos", (w.positions, w.hidden)) + w.floats("emb.type", (w.types, w.hidden))[0]
        self._constant("positions", places)
        self._node("Shape", ["input_ids"], "shape")
        self._node("Slice", ["shape", "one", "two", "zero"], "length")
        self._node("Slice", ["positions", "zero", "length", "zero"], "place")
        return self._norm(self._node("Add", ["word", "place"], "embedded"), "emb.ln")

    def _layer(self, x: str, p: str) -> str:
        hidden, inner = self._weights.hidden, self._weights.inner
        query, key, value = (self._linear(x, p + name, hidden, hidden) for name in ("q", "k", "v"))
        attended = self._node(
            "MultiHeadAttention", [query, key, value, "", "mask32"], p + "attended", _MICROSOFT,
            num_heads=self._weights.heads,
        )  # fmt: skip
        output = self._linear(attended, p + "ao", hidden, hidden)
        y = self._norm(self._node("Add", [x, output], p + "attended+x"), p + "aln")
        inside = self._node("Gelu", [self._linear(y, p + "fi", inner, hidden)], p + "gelu", _MICROSOFT)
        output = self._linear(inside, p + "fo", hidden, inner)
        return self._norm(self._node("Add", [y, output], p + "output+y"), p + "oln")

    def _mean(self, x: str) -> None:
        self._node("Unsqueeze", ["mask", "last"], "mask3")
        self._node("Mul", [x, "mask3"], "masked")
        self._node("ReduceSum", ["masked", "one"], "sum", keepdims=0)
        self._node("ReduceSum", ["mask", "one"], "count", keepdims=1)
        self._node("Div", ["sum", "count"], "mean")
        self._node("ReduceL2", ["mean", "one"], "norm", keepdims=1)
        self._node("Div", ["mean", "norm"], "sentence_embedding")

    def _linear(self, x: str, name: str, rows: int, columns: int) -> str:
        scales, weights = self._weights.quantised(name + ".w", rows)
        packed = (weights[:, 0::2] | (weights[:, 1::2] << 4)).reshape(rows, columns // BLOCK, BLOCK // 2)
        bias = self._constant(name + ".b", self._weights.floats(name + ".b", (rows,)))
        inputs = [x, self._constant(name + ".q", packed), self._constant(name + ".s", scales), "", "", bias]
        # accuracy_level 1 computes in float32, so that vectors are those of any other library on any processor. Level 4
        # (int8) is faster on short texts only, and its rounding decides about the tenth hit (docs/decisions.md).
        return self._node(
            "MatMulNBits", inputs, name + ".y", _MICROSOFT,
            K=columns, N=rows, bits=4, block_size=BLOCK, accuracy_level=1,
        )  # fmt: skip

    def _norm(self, x: str, name: str) -> str:
        shape = (self._weights.hidden,)
        scale = self._constant(name + ".w", self._weights.floats(name + ".w", shape))
        bias = self._constant(name + ".b", self._weights.floats(name + ".b", shape))
        return self._node("LayerNormalization", [x, scale, bias], name + ".y", axis=-1, epsilon=EPSILON)

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: int | float) -> str:
        node = helper.make_node(operator, inputs, [output], domain=domain)
        node.attribute.extend(helper.make_attribute(name, attributes[name]) for name in sorted(attributes))
        self._nodes.append(node)
        return output
