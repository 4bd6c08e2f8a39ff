"""Progress on the terminal; silent when the output is no terminal or machines read it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from fou.words import _

STAGES = {
    "read": _("Läser filer"),
    "repair": _("Lagar skadad text"),
    "describe": _("Beskriver rapporter"),
    "publish": _("Gör sökbara"),
    "embed": _("Räknar betydelse"),
    "recognise": _("Maskinläser sidor"),
    "ask": _("Ställer frågorna"),
    "pdf": _("Bygger exempelrapporter"),
}


@contextmanager
def stage_bars(quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """A listener of `progress(stage, done, total)` that shows one bar for each stage that has something to do."""
    tasks: dict[str, TaskID] = {}
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=quiet,
    ) as bars:

        def listen(stage: str, done: int, total: int) -> None:
            if total == 0:
                return
            if stage not in tasks:
                tasks[stage] = bars.add_task(STAGES[stage], total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield listen
