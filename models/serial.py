"""Our frozen types as JSON and back. pydantic checks each value against the declared types on the way in."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def to_json(value: object, kind: Hashable = None) -> str:
    """`value` as compact JSON with keys in declared order, so that equal values give equal bytes. `kind` is the
    declared type of values that do not know it themselves (a tuple of passages)."""
    declared = cast(Hashable, type(value)) if kind is None else kind
    return _adapter(declared).dump_json(value).decode()


def from_json(kind: type[T], text: str | bytes) -> T:
    """A value of `kind` from JSON.

    Raises:
        ValueError: the text is not JSON, or not of that kind.
    """
    value: T = _adapter(cast(Hashable, kind)).validate_json(text)
    return value
