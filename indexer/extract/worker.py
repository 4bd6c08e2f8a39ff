"""The child process of `isolate`: reads the files it is told on its input, one answer a line on its output."""

import json
import os
import resource
import sys

from indexer.extract.read import Limits, read_file, recognise_page
from indexer.extract.task import Task
from models.document import ReadOutcome
from models.errors import DocumentError
from models.serial import from_json, to_json


def main() -> None:
    """Read files until the input ends. Whatever libraries print goes nowhere, so that answers stay answers."""
    limits = Limits(**json.loads(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")  # halves of pairs are no text
    os.dup2(2, 1)
    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        answers.write(answer(from_json(Task, line), limits) + "\n")
        answers.flush()


def answer(task: Task, limits: Limits) -> str:
    """`document` or `page` and its JSON, or `error` and the outcome with its detail."""
    try:
        if task.page is not None:
            return "page " + to_json(recognise_page(task.path, task.page, limits))
        return "document " + read_file(task.path, limits, task.promised, task.recognised).to_json()
    except DocumentError as error:
        return "error " + json.dumps([error.outcome, error.detail])
    except MemoryError:
        return "error " + json.dumps([ReadOutcome.TOO_LARGE, "memory"])
    except Exception as error:  # a reader's own mistake is this document's outcome, with its name, not the run's end
        return "error " + json.dumps([ReadOutcome.CRASHED, f"{type(error).__name__}: {error}"[:300]])


if __name__ == "__main__":
    main()
