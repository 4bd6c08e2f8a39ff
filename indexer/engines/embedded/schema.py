"""The three text indexes of an embedded index, and how they are opened.

`reports` holds what is searched, counted and sorted; `passages` what is shown and found in a report; `records` what is
read by key: public records, mean vectors, page texts. A report's version is known by its `serial`, a number never used
twice: passages, records and vectors carry it, so whatever has a serial that no report names is not seen.
"""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import tantivy

from indexer.engines.backend import GRAMS_FIELD, NAME_FIELD, PARTS, PASSAGE_FIELD, TEXT_FIELDS, WORDS_FIELD
from models.errors import FingerprintError, StoreError

SCHEMA_VERSION = 3
"""Goes up with every change of the fields below, or of what is put into them."""
INDEXES = ("reports", "passages", "records")
PACKAGE_VERSION = version("tantivy")
FACET = "facet_"
ORDER = "order_"
ORDERS = ("newest", "oldest", "title")


def schema_name(facets: Sequence[str]) -> str:
    """Names the schema: its version and the facets in it."""
    return f"{SCHEMA_VERSION}:{','.join(facets)}"


def schemas(facets: Sequence[str]) -> dict[str, tantivy.Schema]:
    """The schema of each index."""
    return {"reports": _reports(facets), "passages": _passages(), "records": _records()}


def open_index(folder: Path, schema: tantivy.Schema, *, create: bool = False) -> tantivy.Index:
    """Open one index, or make it.

    Raises:
        FingerprintError: the files are of a version of tantivy that this one cannot read.
        StoreError: the folder cannot be read or written.
    """
    try:
        if create:
            folder.mkdir()
            index = tantivy.Index(schema, str(folder))
        else:
            if not tantivy.Index.is_compatible(str(folder)):
                raise FingerprintError(f"tantivy {PACKAGE_VERSION} cannot read {folder}")
            index = tantivy.Index.open(str(folder))
    except (OSError, ValueError) as error:
        raise StoreError(f"index: {error}") from error
    # Tokenizers are not kept in the files. The analysis is done; all that is left is to cut at the spaces.
    index.register_tokenizer("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual")  # a view must not change under a search
    return index


def _reports(facets: Sequence[str]) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("version", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("serial", stored=True, indexed=True, fast=True)
    builder.add_integer_field("passages", stored=True, fast=True)
    builder.add_integer_field("vectors", stored=True, fast=True)
    builder.add_text_field("kind", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", indexed=True, fast=True)
    for facet in facets:
        builder.add_text_field(FACET + facet, fast=True, tokenizer_name="raw", index_option="basic")
    for order in ORDERS:
        builder.add_text_field(ORDER + order, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(NAME_FIELD, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(WORDS_FIELD, tokenizer_name="words", index_option="basic")
    builder.add_text_field(GRAMS_FIELD, tokenizer_name="words", index_option="freq")
    for field in TEXT_FIELDS:
        _analysed(builder, field)
    return builder.build()


def _passages() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("serial", indexed=True, fast=True)
    builder.add_integer_field("number", indexed=True, fast=True)
    builder.add_bytes_field("passage", stored=True)
    _analysed(builder, PASSAGE_FIELD)
    return builder.build()


def _records() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("serial", stored=True, indexed=True)
    builder.add_bytes_field("value", stored=True)
    return builder.build()


def _analysed(builder: tantivy.SchemaBuilder, field: str) -> None:
    builder.add_text_field(field, tokenizer_name="words", index_option="position")
    builder.add_text_field(field + PARTS, tokenizer_name="words", index_option="freq")
