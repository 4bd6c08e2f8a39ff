"""Things that are made once and kept in a folder: made beside, then moved into place, by one process at a time."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from models.errors import ModelError

Progress = Callable[[int, int], None]
"""Called with (done, total) while something long is going on."""


def make_once(target: Path, make: Callable[[Path], None]) -> Path:
    """The folder `target`, made by `make(temporary folder)` unless it is there already.

    Other processes that want the same folder wait; whoever is killed half-way leaves nothing that counts.

    Raises:
        ModelError: the folder cannot be written.
    """
    if target.is_dir():
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.parent / f".{target.name}.lock"):
            if not target.is_dir():
                _make_beside(target, make)
    except OSError as error:
        raise ModelError(f"cannot write the cache folder {target.parent}: {error}") from error
    return target


def _make_beside(target: Path, make: Callable[[Path], None]) -> None:
    for left in target.parent.glob(f".{target.name}-*"):  # of a process that was killed: we hold the lock
        shutil.rmtree(left, ignore_errors=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        make(beside)
        beside.chmod(0o755)
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
