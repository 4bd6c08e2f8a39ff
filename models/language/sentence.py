"""Embeddings by sentence-transformers: any model of that library, by name or by folder, on any device it knows.

The library (with torch) is the extra `transformers`; nothing else needs it. Code that comes with a model is never run.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from models.errors import ModelError
from models.language.cache import Progress
from models.language.embedding import Vectors, storable

_CHUNK = 1 << 20
_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What a model was trained to see before a question and before a passage."""

    query: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """How a model is run: `device` by the library's name (cpu, cuda, cuda:1, mps; "" lets the library choose), `batch`
    texts at once, `threads` of the processor; `offline` forbids fetching a model that is not in `cache` yet."""

    cache: Path
    device: str = ""
    batch: int = 32
    threads: int = 2
    offline: bool = False


class SentenceEmbedding:
    """A model of sentence-transformers in float32, its vectors at unit length. Safe to share between threads.

    It is loaded when the first vector or its id is asked for, and once in a process. Texts are embedded in batches, so
    the last bits of a vector may depend on its neighbours (1e-7), unlike those of the default model.

    Args:
        name: a folder, or the name of a model on the hub with its revision after "@" if one is meant.
        prefixes: model's name (or how it begins) → prefixes, for models whose own files do not name any.
        running: how it is run.
    """

    def __init__(self, name: str, prefixes: Mapping[str, Prefixes], running: Running) -> None:
        self._name, self._running = name, running
        self._known = prefixes
        self._encoding = Lock()  # the library's tokenizers may not be used by two threads at once

    @property
    def id(self) -> str:
        """Name, a hash of revision (or contents), prefixes and normalisation, dimension.

        Raises:
            ModelError: the model cannot be found, fetched or read, or the library is not installed.
        """
        prefixes = self._prefixes()
        made_by = "\n".join((self._loaded().revision, prefixes.query, prefixes.passage, "unit length"))
        return f"{_short(self._name)}-{hashlib.sha256(made_by.encode()).hexdigest()[:12]}-{self.dimension}"

    @property
    def dimension(self) -> int:
        """Numbers in a vector. Raises ModelError as `id`."""
        return self._loaded().dimension

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row of unit length for each text. Raises ModelError as `id`, or when the device fails."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        prefix, size = self._prefixes().passage, self._running.batch
        for start in range(0, len(texts), size):
            batch = texts[start : start + size]
            vectors[start : start + len(batch)] = self._encode(batch, prefix)
            if progress:
                progress(start + len(batch), len(texts))
        return vectors

    def query(self, text: str) -> Vectors:
        """The vector of a question. Raises ModelError as `passages`."""
        vector: Vectors = self._encode([text], self._prefixes().query)[0]
        return vector

    def _encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        model = self._loaded().model
        try:
            with self._encoding:
                vectors: Vectors = model.encode(
                    [storable(text) for text in texts], prompt=prefix, batch_size=self._running.batch,
                    normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False,
                )  # fmt: skip
        except RuntimeError as error:  # torch's kind for a device that is full or fails
            raise ModelError(f"{self._name}: {error}") from error
        return vectors.astype(np.float32)

    def _prefixes(self) -> Prefixes:
        own = self._loaded().model.prompts or {}
        found = Prefixes(own.get("query") or "", own.get("passage") or own.get("document") or "")
        if found != Prefixes():
            return found
        short = _short(self._name)
        names = [name for name in self._known if short.startswith(name)]
        return self._known[max(names, key=len)] if names else Prefixes()

    def _loaded(self) -> "_Loaded":
        with _LOADING:
            return _load(self._name, self._running)


@dataclass(frozen=True, slots=True)
class _Loaded:
    model: Any
    revision: str
    dimension: int


@lru_cache(maxsize=2)
def _load(name: str, running: Running) -> _Loaded:
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ImportError:
        raise ModelError(
            f"{name}: sentence-transformers is not installed (pip install 'fou-bank[transformers]')"
        ) from None
    source, _, revision = name.partition("@")
    folder = Path(name) if Path(name).is_dir() else None
    torch.set_num_threads(running.threads)
    logging.set_verbosity_error()  # a report of weights that a mean over tokens does not use would only alarm
    logging.disable_progress_bar()
    try:
        model = SentenceTransformer(
            str(folder or source), device=running.device or None, revision=None if folder else revision or None,
            cache_folder=str(running.cache), local_files_only=running.offline or folder is not None,
            model_kwargs={"dtype": "float32"},  # weights kept in half precision run four times slower on a processor
        )  # fmt: skip
    except Exception as error:  # torch, the hub's client and the library raise kinds that share no base
        raise ModelError(f"{name}: the model cannot be found or read ({_first_line(error)})") from error
    found = _contents(folder) if folder else _commit(source, revision, running.cache)
    dimension = model.get_embedding_dimension()
    if dimension is None:
        raise ModelError(f"{name}: the model does not say how long its vectors are")
    return _Loaded(model, found, int(dimension))


def _short(name: str) -> str:
    """The last part of a name or path, without the revision."""
    return Path(name.partition("@")[0]).name


def _contents(folder: Path) -> str:
    """A hash of every file in a folder, so that a model changed in place is another model."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
        digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def _commit(source: str, revision: str, cache: Path) -> str:
    """The commit of a model that has just been loaded from the hub's cache."""
    from huggingface_hub import try_to_load_from_cache

    path = try_to_load_from_cache(source, "config.json", cache_dir=cache, revision=revision or None)
    if not isinstance(path, str):
        raise ModelError(f"{source}: cannot tell which revision of the model was loaded; name a folder instead")
    return Path(path).parent.name


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
