"""The default embedding: multilingual-e5-small with 4-bit weights, run by onnxruntime. No network, no torch."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from models.errors import ModelError
from models.language.cache import Progress, make_once
from models.language.e5_weights import MODEL, SHA256, TOKENIZER, read_weights
from models.language.embedding import Vectors, storable

AS_TRANSFORMERS = "e5-small-transformers"
"""The name under which sentence-transformers runs the same model."""
CONVERSION = 2
"""Goes up when the conversion gives other vectors."""

DIMENSION = 384
LONGEST = 512  # tokens; what is longer is cut


class E5Embedding:
    """E5 was trained with a prefix that tells questions from passages; both are put on here.

    The model is made (once) and loaded when the first vector is asked for, so that the index can be opened without it.
    """

    dimension = DIMENSION
    id = f"e5-small-q4-{hashlib.sha256(f'{SHA256} latin {CONVERSION}'.encode()).hexdigest()[:12]}-{DIMENSION}"

    def __init__(self, cache: Path, threads: int) -> None:
        """`cache` is the folder that the converted model is kept in; `threads` the cores one call may use."""
        self._cache = cache
        self._threads = threads
        self._lock = Lock()
        self._loaded: tuple[Any, Any] | None = None

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row of unit length for each text.

        Raises:
            ModelError: the model cannot be made, found or trusted.
        """
        vectors = np.empty((len(texts), DIMENSION), np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._vector("passage: " + text)
            if progress:
                progress(row + 1, len(texts))
        return vectors

    def query(self, text: str) -> Vectors:
        """The vector of a question.

        Raises:
            ModelError: as for passages.
        """
        return self._vector("query: " + text)

    def _vector(self, text: str) -> Vectors:
        # One text at a time: in a batch the last bits of a vector depend on the others in it, and an index that was
        # interrupted would not be the same as one that was not. On two cores a batch gains 10 percent at most.
        session, tokenizer = self._model()
        ids = np.array([tokenizer.encode(storable(text)).ids], np.int64)
        vectors: Vectors = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
        vector: Vectors = vectors[0]
        return vector

    def _model(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(make_once(self._cache / self.id, _make), self._threads)
            return self._loaded


def _make(folder: Path) -> None:
    from models.language.e5_convert import convert  # onnx is needed for making the model only

    convert(read_weights(), folder)


def _load(folder: Path, threads: int) -> tuple[Any, Any]:
    # Half a second and 70 MB: only for those who ask for a vector.
    import onnxruntime  # type: ignore[import-untyped]  # has no type information
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the cores are shared with the web server
    try:
        session = onnxruntime.InferenceSession(str(folder / MODEL), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    except Exception as error:  # both libraries raise kinds of their own that share no base
        raise ModelError(f"cannot read the model in {folder} ({error}); remove it and it is made anew") from error
    tokenizer.enable_truncation(LONGEST)
    return session, tokenizer
