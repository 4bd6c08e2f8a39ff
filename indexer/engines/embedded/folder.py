"""The folder of the embedded index: which index is the current one, its state, its fingerprint, the writer's lock.

index/writer.lock            held by the one writer
index/current                the name of the folder in use
index/0001/fingerprint.json  what made it
index/0001/state.json        step, next serial, time of the last publication
index/0001/{reports,passages,records,vectors}/
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.engines.backend import Fingerprint
from models.errors import BusyError, EngineUnavailableError, FingerprintError, StoreError


@dataclass(frozen=True, slots=True)
class State:
    """Where an index stands. `step` grows with every commit; `serial` is the next number for a report's version (never
    used twice); `clean` is false while data may lie there that no report needs; `published` is ISO time or ""."""

    step: int = 0
    serial: int = 1
    clean: bool = True
    published: str = ""


class IndexFolder:
    """Paths and small files of the index; every change of a file is atomic and on disk when the call returns."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path:
        """The folder of the index in use.

        Raises:
            EngineUnavailableError: there is no index yet.
        """
        try:
            return self.root / (self.root / "current").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise EngineUnavailableError(f"no index in {self.root}") from None

    def exists(self) -> bool:
        """Whether there is an index."""
        return (self.root / "current").exists()

    def new(self) -> Path:
        """A new empty folder beside the others."""
        numbers = [int(path.name) for path in self.root.iterdir() if path.name.isdigit()]
        path = self.root / f"{max(numbers, default=0) + 1:04d}"
        path.mkdir()
        return path

    def use(self, folder: Path) -> None:
        """Make `folder` the index in use and drop every other one; readers keep what they have open."""
        write_file(self.root / "current", folder.name.encode())
        self.drop_unused()

    def drop_unused(self) -> None:
        """Remove what an interrupted or a former build left."""
        kept = self.current()
        for path in self.root.iterdir():
            if path.name.isdigit() and path != kept:
                shutil.rmtree(path)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the writer's lock; the system lets it go when the process dies.

        Raises:
            BusyError: another process holds it.
            StoreError: the folder cannot be made or written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.root / "writer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(f"index: {error}") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise BusyError(f"another process is writing the index in {self.root}") from None
        finally:
            os.close(handle)


def read_state(folder: Path) -> State:
    """The state of one index.

    Raises:
        FileNotFoundError: the index has been dropped.
    """
    return State(**json.loads((folder / "state.json").read_bytes()))


def write_state(folder: Path, state: State) -> None:
    """Write it."""
    write_file(folder / "state.json", json.dumps(asdict(state)).encode())


def check_fingerprint(folder: Path, wanted: Fingerprint) -> None:
    """Refuse an index that was made by something else.

    Raises:
        FingerprintError: names what differs.
        FileNotFoundError: the index has been dropped.
    """
    found = json.loads((folder / "fingerprint.json").read_bytes())
    differing = [
        f"{name}: {found.get(name)} in the index, {value} here"
        for name, value in asdict(wanted).items()
        if found.get(name) != value
    ]
    if differing:
        raise FingerprintError("; ".join(differing))


def write_fingerprint(folder: Path, fingerprint: Fingerprint) -> None:
    """Write it beside the index."""
    write_file(folder / "fingerprint.json", json.dumps(asdict(fingerprint), indent=1).encode())


def write_file(path: Path, data: bytes) -> None:
    """Put `data` in a file so that others see the old or the new whole, and a crash leaves one of them."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
