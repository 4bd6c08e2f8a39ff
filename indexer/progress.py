"""How long work tells what it is doing: called with the stage's id, how much is done and how much there is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""`progress(stage, done, total)`; stages are "read", "repair", "describe", "publish" and "embed"."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """A listener that says nothing."""
