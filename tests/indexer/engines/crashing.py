"""A writer that dies: `crashing.py HOME METHOD` publishes and is killed just before the first call of METHOD, or before
its second with METHOD:2; with a third argument it builds a fresh index."""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import config
from config.language import load_language
from indexer.engines import open_writer
from indexer.engines.embedded.writer import EmbeddedWriter
from models.language.embedding import NullEmbedding
from tests.contract.corpus import changed, corpus, report


def die(*_arguments: object, **_more: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(home: str, method: str, fresh: bool) -> None:
    settings = replace(config.load(), home=Path(home))
    with open_writer(settings, fresh=fresh, analyser=load_language(settings), embedding=NullEmbedding()) as writer:
        step, _, count = method.partition(":")
        real, calls = getattr(EmbeddedWriter, step), [int(count or 1)]

        def sometimes(*arguments: object, **more: object) -> object:
            calls[0] -= 1
            return real(*arguments, **more) if calls[0] else die()

        setattr(EmbeddedWriter, step, sometimes)
        writer.publish([changed(one, "2", "Andra lydelsen om badhus.") for one in corpus()[:6]])
        writer.retract(["teknik"])
        writer.publish([changed(report("oro"), "3", "Tredje lydelsen om badhus.")])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], len(sys.argv) > 3)
