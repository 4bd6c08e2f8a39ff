"""Learn `config/language/contexts.txt` from clean Swedish text: `python scripts/learn_contexts.py FILE…`.

Files are plain text, Markdown, or JSON lines with a field `text`. What is kept are counts of words that others can be
taken for and of their neighbours, no text. See docs/text-quality.md for what the shipped file was learnt from.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import config
from config.language import CONTEXTS, FOLDER, read_word_lists
from indexer.extract.contexts import NUMBER, START, Contexts
from indexer.extract.restore import SENTENCE_ENDS, TOKEN, Restorer
from models.language.folding import fold
from models.language.table_build import open_table

ORIGIN = """\
# Learnt from the 40 invented studies of tests/sites and seven tenths of 1,469 interpellations, 1994-2023 (open data of
# the Riksdag; source: Sveriges riksdag). Counts only: no text, and no neighbour seen fewer than five times."""
"""Stands in the file, so that whoever learns from other texts changes it here."""

LEAST_OF_OTHERS = 3
"""Sightings of a word that no other is taken for, to be kept: it tells that a form unknown to dictionaries exists."""

LEAST_OF_NEIGHBOURS = 5
"""Sightings of a neighbour to be kept: a rarer one tells nothing of other texts, and may be a name."""


def texts(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of the files, line-end hyphens undone."""
    for path in paths:
        whole = path.read_text(encoding="utf-8")
        parts = [json.loads(line)["text"] for line in whole.splitlines()] if path.suffix == ".jsonl" else [whole]
        for part in parts:
            yield re.sub(r"-\n(?=[a-zåäö])", "", part.replace("\u00ad\n", "").replace("\u00ad", ""))


def learn(sources: Iterable[str], restorer: Restorer) -> str:
    """The file's content."""
    words, before, after = Counter[str](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for text in sources:
        tokens = [token.lower() for token in TOKEN.findall(text)]
        names = [START, *map(neighbour, tokens), START]
        for at, word in enumerate(tokens):
            if word.isalpha():
                words[word] += 1
                before[names[at], word] += 1
                after[names[at + 2], word] += 1
    rivals = set()
    for word in words:
        for seen in (fold(word), word):
            found = {c.word for c in restorer.candidates(seen)} | {word}
            if len(found) > 1:
                rivals |= found
    common = Counter[str]()
    for (name, _), count in before.items():
        common[name] += count
    left, right = defaultdict(list), defaultdict(list)
    for pairs, side in ((before, left), (after, right)):
        for (name, word), count in sorted(pairs.items()):
            if word in rivals and common[name] >= LEAST_OF_NEIGHBOURS:
                side[word].append(f"{name} {count}")
    lines = [f"# word, sightings, words before, words after; of {words.total()}", ORIGIN]
    lines += [
        f"{word}\t{count}\t{' '.join(left[word])}\t{' '.join(right[word])}"
        for word, count in sorted(words.items())
        if word in rivals or count >= LEAST_OF_OTHERS
    ]
    return "\n".join(lines) + "\n"


def neighbour(token: str) -> str:
    """A token of clean text as `Restorer` names its neighbours."""
    if token.isdigit():
        return NUMBER
    return START if token in SENTENCE_ENDS else fold(token)


def main() -> None:
    """Learn from the files named and write the table."""
    table = open_table(config.load().cache / "language")
    restorer = Restorer(table, read_word_lists(FOLDER), Contexts(1, {}, {}, {}))
    CONTEXTS.write_text(learn(texts(map(Path, sys.argv[1:])), restorer), encoding="utf-8")


if __name__ == "__main__":
    main()
