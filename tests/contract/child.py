"""A writer in a process of its own: `child.py HOME ENGINE rounds N` publishes N times; `… rebuild N` rebuilds N times.

Every text of round n holds the word "omgång" and the word of that round, so that a reader can tell mixed versions.
"""

import sys
from dataclasses import replace
from pathlib import Path

import config
from config.language import load_language
from indexer.engines import SearchWriter, open_writer
from models.language.embedding import NullEmbedding
from tests.contract.corpus import changed, corpus


def publish(writer: SearchWriter, number: int) -> None:
    text = f"omgång nummer{number} hemtjänst"
    writer.publish(changed(report, f"v{number}", text) for report in corpus())


def main(home: str, engine: str, work: str, rounds: int) -> None:
    settings = replace(config.load(), home=Path(home), engine=engine)
    analyser, embedding = load_language(settings), NullEmbedding()
    if work == "rounds":
        with open_writer(settings, analyser=analyser, embedding=embedding) as writer:
            for number in range(1, rounds + 1):
                publish(writer, number)
    else:
        for number in range(1, rounds + 1):
            with open_writer(settings, fresh=True, analyser=analyser, embedding=embedding) as writer:
                publish(writer, number)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
