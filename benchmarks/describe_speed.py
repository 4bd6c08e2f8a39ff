"""How many reports a second are described on one core, beside what it costs to read them.

    python benchmarks/describe_speed.py FOLDER [--most 40]

FOLDER holds PDFs. Printed are seconds for reading, for the front matter with the passages, and for the subject.
"""

import argparse
import time
from pathlib import Path

import config
from indexer.describe.describe import describe
from indexer.extract.passages import cut_passages
from indexer.extract.read import read_file
from indexer.understood import open_describer


def main() -> None:
    """Read, describe and time every file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=40)
    arguments = parser.parse_args()
    describer = open_describer(config.load())
    reading = front = subject = 0.0
    pages = files = 0
    for path in sorted(arguments.folder.rglob("*.pdf"))[: arguments.most]:
        start = time.process_time()
        document = read_file(path)
        read = time.process_time()
        claims = describe(document)
        cut_passages(document.pages)
        described = time.process_time()
        describer.of_document(document, claims)
        end = time.process_time()
        reading, front, subject = reading + read - start, front + described - read, subject + end - described
        pages, files = pages + len(document.pages), files + 1
    print(f"{files} files, {pages} pages; seconds of one core:")
    print(f"reading {reading:.1f}, front matter and passages {front:.1f},")
    print(f"subject {subject:.1f} = {files / subject:.1f} reports a second, {pages / subject:.0f} pages a second")


if __name__ == "__main__":
    main()
