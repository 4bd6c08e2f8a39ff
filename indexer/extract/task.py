"""What a child process of `isolate` is asked to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from indexer.extract.recognised import RecognisedPage


@dataclass(frozen=True, slots=True)
class Task:
    """Read a file (`promised` and `recognised` as `read_file` takes them), or, with a `page`, recognise that page."""

    path: Path
    promised: str | None = None
    page: int | None = None
    recognised: Mapping[int, RecognisedPage] = field(default_factory=dict)
