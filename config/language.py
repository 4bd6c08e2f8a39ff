"""The Swedish word lists of `config/language/`, and the analysis and embedding that the settings ask for."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from config.settings import Settings
from models.errors import SettingsError
from models.language.analysis import Analyser
from models.language.cache import Progress
from models.language.e5 import AS_TRANSFORMERS, E5Embedding
from models.language.embedding import Embedding, NullEmbedding
from models.language.families import Families, FamilyLists
from models.language.lists import WordLists
from models.language.sentence import Prefixes, Running, SentenceEmbedding
from models.language.table_build import open_table

FOLDER = Path(__file__).parent / "language"
CONTEXTS = FOLDER / "contexts.txt"
"""What stands beside words that others can be taken for; read by the repair of damaged text."""


def load_language(settings: Settings, progress: Progress | None = None) -> Analyser:
    """The Swedish analysis with our word lists. The first call on a machine makes the word table in the cache, some 20
    seconds, and tells `progress` (steps done, steps in all).

    Raises:
        SettingsError: a word list is missing or contradicts another.
        ModelError: the word table cannot be made or read.
    """
    return Analyser(open_table(settings.cache / "language", progress), read_word_lists(FOLDER))


def load_families(analyser: Analyser) -> Families:
    """The word families of this field, for questions.

    Raises:
        SettingsError: a file of families is malformed.
    """
    return Families(read_families(FOLDER / "families"), analyser)


def open_embedding(settings: Settings) -> Embedding:
    """The embedding that the settings name: `e5-small`; `null` for tests; `e5-small-transformers`, which is the same
    model run by sentence-transformers; else a folder or hub name of any model of that library. Quick but for the third:
    a model is loaded when it is first needed.

    Raises:
        SettingsError: the settings name an embedding that cannot be one.
        ModelError: the third one's folder cannot be made.
    """
    name, folder = settings.embedding, settings.cache / "language"
    if name == "e5-small":
        return E5Embedding(folder, settings.threads)
    if name == "null":
        return NullEmbedding()
    running = Running(
        settings.cache / "models", settings.embedding_device, settings.embedding_batch, settings.threads,
        settings.embedding_offline,
    )  # fmt: skip
    if name == AS_TRANSFORMERS:
        from models.language.e5_transformers import model_folder  # onnx and safetensors: for this one only

        return SentenceEmbedding(str(model_folder(folder)), {}, running)
    if "/" in name or Path(name).is_dir():
        return SentenceEmbedding(name, read_prefixes(FOLDER), running)
    known = ", ".join(("e5-small", AS_TRANSFORMERS, "null"))
    raise SettingsError(f"FOU_EMBEDDING: {name!r} is not one of {known}, no folder and no model's name (owner/model)")


def read_prefixes(folder: Path) -> dict[str, Prefixes]:
    """`embeddings.toml` in `folder`: how a model's name begins → what it expects before a text.

    Raises:
        SettingsError: the file is missing or malformed.
    """
    path = folder / "embeddings.toml"
    try:
        return {name: Prefixes(**row) for name, row in _read_toml(path)["prefixes"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{path}: {error}") from None


def read_word_lists(folder: Path) -> WordLists:
    """The word lists in `folder`: `stop.txt`, `compounds.toml` and `lemmas.toml`.

    Raises:
        SettingsError: a file is missing or malformed, or a word stands in two lists that exclude each other.
    """
    compounds, lemmas = _read_toml(folder / "compounds.toml"), _read_toml(folder / "lemmas.toml")
    lists = WordLists(
        stop=frozenset(_read_words(folder / "stop.txt")),
        lemmas=_mapping(folder / "lemmas.toml", lemmas),
        first_parts=_mapping(folder / "compounds.toml", compounds.get("first_parts", {})),
        particles=_words(folder / "compounds.toml", compounds, "particles"),
        endings=_words(folder / "compounds.toml", compounds, "endings"),
        keep=_words(folder / "compounds.toml", compounds, "keep"),
        split=_words(folder / "compounds.toml", compounds, "split"),
    )
    if both := lists.keep & lists.split:
        raise SettingsError(f"{folder / 'compounds.toml'}: both kept and split: {', '.join(sorted(both))}")
    return lists


def word_families() -> tuple[tuple[str, ...], ...]:
    """Terms of this field that mean much the same.

    Raises:
        SettingsError: as `load_families`.
    """
    return read_families(FOLDER / "families").families


def read_families(folder: Path) -> FamilyLists:
    """The word families in `folder`: every file but `english.toml` holds groups of families, each with its reason.

    Raises:
        SettingsError: a file is malformed, a group has no reason, or a family has fewer than two terms.
    """
    families: list[tuple[str, ...]] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name == "english.toml":
            continue
        for group in _read_toml(path).get("group", []):
            if not group.get("reason"):
                raise SettingsError(f"{path}: a group without a reason")
            for family in group.get("families", []):
                if len(family) < 2 or not all(isinstance(term, str) and term.strip() for term in family):
                    raise SettingsError(f"{path}: {family} is no family of terms")
                families.append(tuple(family))
    english = _read_toml(folder / "english.toml")
    words = {term: tuple(meanings) for term, meanings in english.get("words", {}).items()}
    return FamilyLists(tuple(families), words, _words(folder / "english.toml", english, "stop"))


def _read_words(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SettingsError(f"the word list {path} cannot be read: {error.strerror}") from None
    return [word for line in lines for word in line.partition("#")[0].split()]


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise SettingsError(f"the word list {path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"the word list {path} is not TOML: {error}") from None


def _words(path: Path, table: Mapping[str, Any], name: str) -> frozenset[str]:
    words = table.get(name, [])
    if not isinstance(words, list):
        raise SettingsError(f"{path}: {name} is no list")
    return frozenset(words)


def _mapping(path: Path, table: Mapping[str, Any]) -> dict[str, str]:
    """`lemma = ["form", …]` turned round: form → lemma."""
    mapping: dict[str, str] = {}
    for lemma, forms in table.items():
        for form in forms:
            if mapping.setdefault(form, lemma) != lemma:
                raise SettingsError(f"{path}: {form} stands under both {mapping[form]} and {lemma}")
    return mapping
