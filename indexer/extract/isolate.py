"""Reading in child processes with limits, so that a bomb, a loop or a crash costs one document and nothing else.

A child (`indexer.extract.worker`) is started by its own command line, not forked: it holds none of the parent's memory
and talks in lines of JSON, so that a child gone wrong can hand back nothing but text.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from indexer.extract.document import Document
from indexer.extract.read import Limits
from indexer.extract.recognised import RecognisedPage
from indexer.extract.task import Task
from models.document import ReadOutcome
from models.errors import DocumentError
from models.serial import from_json, to_json

Reading = tuple[Path, Document | DocumentError]
_Answer = Document | RecognisedPage | DocumentError

READY = b"ready\n"
"""What a child says when it has loaded its readers; only from then on does the clock of a document run."""

SECONDS_TO_START = 60.0

MUCH_MEMORY = 0.5
"""The share of its limit that a child holds that ends for want of memory: the limit counts what is mapped too."""

MOST_IN_A_LIFE = 200
"""Documents that one child reads before a fresh one takes its place, since parsers leak."""


def read_isolated(path: Path, limits: Limits | None = None, promised: str | None = None) -> Document:
    """Read one file in a child process.

    Raises:
        DocumentError: as `read_file`, and TOO_SLOW after `limits.seconds`, TOO_LARGE when the memory did not suffice,
            CRASHED when the child died.
    """
    for _, result in read_many([(path, promised)], 1, limits):
        if isinstance(result, DocumentError):
            raise result
        return result
    raise DocumentError(ReadOutcome.CRASHED, "no answer")


def read_many(
    files: Iterable[Path | tuple[Path, str | None] | Task], workers: int, limits: Limits | None = None
) -> Iterator[Reading]:
    """Read many files with `workers` processes; each comes with its document or its error, in order of completion.

    A path may come with the type that was promised for it, or as a whole task.
    """
    tasks = (
        file if isinstance(file, Task) else Task(*file) if isinstance(file, tuple) else Task(file) for file in files
    )
    for task, result in _answers(tasks, workers, limits):
        if not isinstance(result, RecognisedPage):
            yield task.path, result


def recognise_many(
    pages: Iterable[tuple[Path, int]], workers: int, limits: Limits | None = None
) -> Iterator[tuple[Path, int, RecognisedPage]]:
    """Recognise pages (file and number from 1) with `workers` processes, in order of completion. A page at which that
    fails comes without lines and with its problem."""
    for task, result in _answers((Task(path, page=page) for path, page in pages), workers, limits):
        if isinstance(result, DocumentError):
            result = RecognisedPage(0, 0, (), "", result.outcome)
        if isinstance(result, RecognisedPage) and task.page is not None:
            yield task.path, task.page, result


def _answers(tasks: Iterable[Task], workers: int, limits: Limits | None) -> Iterator[tuple[Task, _Answer]]:
    limits = limits or Limits()
    waiting = deque(tasks)
    children: list[_Child] = []
    with selectors.DefaultSelector() as selector:
        try:
            while waiting or children:
                while waiting and len(children) < max(1, workers):
                    child = _Child(limits)
                    selector.register(child.answers, selectors.EVENT_READ, child)
                    child.give(waiting.popleft())
                    children.append(child)
                soonest = min(child.deadline for child in children)
                for key, _ in selector.select(max(0.0, soonest - time.monotonic())):
                    key.data.listen()
                for child in list(children):
                    result = child.result()
                    if result is None:
                        continue
                    yield result
                    if waiting and child.usable:
                        child.give(waiting.popleft())
                    else:
                        selector.unregister(child.answers)
                        child.end()
                        children.remove(child)
        finally:
            for child in children:
                child.end()


class _Child:
    """One child process and the task that it is at."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "indexer.extract.worker", json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
            process_group=0,  # so that what it starts ends with it
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._questions = self._process.stdin
        self.answers = self._process.stdout
        os.set_blocking(self.answers.fileno(), False)
        self._buffer = bytearray()
        self._task = Task(Path())
        self._closed = self._ready = False
        self._given = 0
        self.deadline = 0.0

    def give(self, task: Task) -> None:
        """Hand the child something to do; the clock runs from here."""
        self._task = task
        self._given += 1
        self._buffer.clear()
        self.deadline = time.monotonic() + (self._limits.seconds if self._ready else SECONDS_TO_START)
        try:
            self._questions.write(to_json(replace(task, path=task.path.absolute())).encode() + b"\n")
            self._questions.flush()
        except BrokenPipeError:
            self._closed = True

    def listen(self) -> None:
        """Take what the child has said so far."""
        while True:
            part = self.answers.read(1 << 20)
            if part is None:
                return
            if not part:
                self._closed = True
                return
            self._buffer += part
            if not self._ready and self._buffer.startswith(READY):
                del self._buffer[: len(READY)]
                self._ready = True
                self.deadline = time.monotonic() + self._limits.seconds

    @property
    def usable(self) -> bool:
        """Whether the child can take another file."""
        return not self._closed and self._given < MOST_IN_A_LIFE

    def result(self) -> tuple[Task, _Answer] | None:
        """The answer once it is there, None while the child is at work."""
        if self._ready and self._buffer.endswith(b"\n"):
            return self._task, _understood(bytes(self._buffer))
        if self._closed:
            return self._task, self._death()
        if time.monotonic() >= self.deadline:
            self._closed = True
            return self._task, DocumentError(ReadOutcome.TOO_SLOW, f"more than {self._limits.seconds:g} s")
        return None

    def _death(self) -> DocumentError:
        """Why the child ended. The libraries written in C abort when they are refused memory, and say nothing."""
        _, status, used = os.wait4(self._process.pid, 0)
        self._process.returncode = code = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGABRT and used.ru_maxrss * 1024 > MUCH_MEMORY * self._limits.memory_bytes:
            return DocumentError(ReadOutcome.TOO_LARGE, "memory")
        return DocumentError(ReadOutcome.CRASHED, f"exit {code}")

    def end(self) -> None:
        """Stop the child and what it started, whatever they are doing."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._questions, self.answers):
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # what it had not read yet is of no use to it


def _understood(answer: bytes) -> _Answer:
    try:
        kind, _, rest = answer.decode("utf-8").partition(" ")
        if kind == "page":
            return from_json(RecognisedPage, rest)
        if kind == "document":
            return Document.from_json(rest)
        outcome, detail = json.loads(rest)
        return DocumentError(ReadOutcome(outcome), detail)
    except (ValueError, KeyError, TypeError) as error:
        return DocumentError(ReadOutcome.CRASHED, f"answer not understood: {error}")
