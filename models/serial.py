"""Our frozen types as JSON and back. pydantic checks each value against the declared types on the way in."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: object) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_json(value: object, kind: object = None) -> str:
    """`value` as compact JSON with keys in declared order, so that equal values give equal bytes. `kind` is the declared
    type of values that do not know it themselves (a tuple of passages)."""
    return _adapter(kind or type(value)).dump_json(value).decode()


def from_json(kind: type[T], text: str | bytes) -> T:
    """A value of `kind` from JSON.

    Raises:
        ValueError: the text is not JSON, or not of that kind.
    """
    value: T = _adapter(kind).validate_json(text)
    return value
