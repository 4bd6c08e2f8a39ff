"""Did-you-mean, measured through the engine on the words that are in use in a collection.

Run: python benchmarks/spelling.py [FOLDER …]   (collections as `fou evaluate` takes them; without: the example studies)
"""

import argparse
import random
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import config
from config.language import load_language
from indexer.engines import SearchEngine, open_engine, open_writer
from indexer.judging.collection import Collection, read_collection
from indexer.judging.golden import golden_collection
from indexer.judging.publishing import indexed
from indexer.understood import open_describer
from models.language.analysis import Analyser
from models.language.embedding import NullEmbedding
from models.language.folding import fold
from models.language.spelling import LETTERS
from models.search import SearchQuery

WORDS = 300
LEAST = 6
"""Letters of a word that is misspelt; of one that loses its å ä ö, four."""


def slip(word: str, dice: random.Random) -> str:
    """A word with one letter left out, put in, exchanged or turned round, anywhere."""
    at, letter, kind = dice.randrange(len(word)), dice.choice(LETTERS[:29]), dice.randrange(4)
    before, after = word[:at], word[at:]
    return (before + after[1:], before + letter + after, before + letter + after[1:], before + after[1:2] + after[:1]
            + after[2:])[kind]  # fmt: skip


def in_use(collection: Collection, analyser: Analyser) -> list[str]:
    """The words of a collection as they stand there, in lower case, without stop words."""
    tokens = (token for document in collection.documents for token in analyser.analyse(document.whole))
    return sorted({token.surface.lower() for token in tokens if token.surface.isalpha() and not token.stop})


def measured(engine: SearchEngine, cases: list[tuple[str, str]]) -> str:
    """How many are found as typed; of the others how often the right word comes first and among three, and how often a
    suggestion has no hits."""
    first = among = asked = empty = found = 0
    for typed, word in cases:
        if engine.search(SearchQuery(typed, mode="exact")).total:
            found += 1  # a word in use, or found by its parts or without å ä ö
            continue
        asked += 1
        suggested = engine.suggest(SearchQuery(typed))
        empty += sum(
            engine.search(SearchQuery(s.text, mode="exact")).total != s.total or not s.total for s in suggested
        )
        texts = [suggestion.text for suggestion in suggested]
        first += texts[:1] == [word]
        among += word in texts
    shares = f"right first {first / asked:.1%}, among three {among / asked:.1%}, " if asked else ""
    return f"{found} found as typed; {asked} asked, {shares}suggestions without hits {empty}"


def main() -> None:
    """Measure on each collection."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    folders = parser.parse_args().folders
    collections = {folder.name: read_collection(folder) for folder in folders}
    collections = collections or {"example studies": golden_collection(Path(), "tuning")}
    for name, collection in collections.items():
        with TemporaryDirectory() as home:
            settings = replace(config.load(), home=Path(home))
            analyser, model = load_language(settings), NullEmbedding()
            with open_writer(settings, analyser=analyser, embedding=model) as writer:
                writer.publish(indexed(collection.documents, open_describer(settings)))
            words, dice = in_use(collection, analyser), random.Random(17)
            long = [word for word in words if len(word) >= LEAST]
            marked = [word for word in words if len(word) >= 4 and not word.isascii()]
            with closing(open_engine(settings, analyser=analyser, embedding=model)) as engine:
                edits = [(slip(word, dice), word) for word in dice.sample(long, min(WORDS, len(long)))]
                print(f"{name}: one edit: {measured(engine, edits)}", flush=True)
                folded = [(fold(word), word) for word in dice.sample(marked, min(WORDS, len(marked)))]
                print(f"{name}: without å ä ö: {measured(engine, folded)}", flush=True)


if __name__ == "__main__":
    main()
