"""How well damaged Swedish is repaired: `python benchmarks/repair.py FILE… [--sample N --show]`.

Clean texts (plain, or JSON lines with a field `text`) are damaged as the 2025 national survey is: each å ä ö is read
as something else with the shares of `READ_AS`, and nothing else is touched; then repaired, and compared word by word.
`--damaged FILE` prints what the repair makes of a text that is damaged in earnest: the share of each reading of each
letter, and `--sample` changes drawn at random, to be read by a person.
"""

import argparse
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from config import load  # noqa: E402 - the path must be set first
from indexer.extract.confusions import INITIAL, READ_AS, READ_AS_TWO, TWO, WORD  # noqa: E402
from indexer.extract.read import read_file  # noqa: E402
from indexer.extract.repair import open_repairer  # noqa: E402
from indexer.extract.restore import Restorer  # noqa: E402


def damaged(word: str, rnd: random.Random) -> str:
    """The word with every å ä ö lost, as a reader of English loses them."""
    out = ""
    for at, letter in enumerate(word):
        small = letter.lower()
        if small not in "åäö":
            out += letter
        elif letter != small:
            odd = rnd.random() < sum(INITIAL.values()) and small == "ö" and at == 0
            out += rnd.choice(list(INITIAL)).upper() if odd else {"å": "A", "ä": "A", "ö": "O"}[small]
        elif rnd.random() < READ_AS_TWO[small]:
            plain = {"å": "a", "ä": "a", "ö": "o"}[small]
            out += rnd.choice([two for two, letters in TWO.items() if plain in letters])
        else:
            readings = READ_AS[small]
            out += rnd.choices(list(readings), list(readings.values()))[0]
    return out


@dataclass
class Score:
    """Words that were damaged and are right again; words that were not and are wrong now."""

    damaged: int = 0
    right: int = 0
    whole: int = 0
    spoilt: int = 0
    seconds: float = 0.0
    missed: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, word: str, was: str, now: str) -> None:
        """Count one word: what it was in the clean text, damaged, and after the repair."""
        if was != word:
            self.damaged += 1
            self.right += now == word
            self.missed[word, was, now] += now != word
        else:
            self.whole += 1
            self.spoilt += now != word
            self.changed[word, now] += now != word

    def line(self, name: str) -> str:
        words = self.damaged + self.whole
        return (
            f"{name:44} {words:8} {self.damaged:8} {100 * self.right / max(1, self.damaged):8.2f} "
            f"{100 * self.spoilt / max(1, self.whole):8.3f} {words / max(self.seconds, 1e-9):9.0f}"
        )


def measure(texts: Iterable[str], restorer: Restorer, seed: int) -> Score:
    """Damage, restore and compare."""
    score, rnd = Score(), random.Random(seed)
    for text in texts:
        for paragraph in re.split(r"\n\s*\n", text):
            words = re.split(r"(\W+)", " ".join(paragraph.split()))
            broken = [damaged(word, rnd) for word in words]
            start = time.process_time()
            changes = {change.start: change for change in restorer.changes("".join(broken))}
            score.seconds += time.process_time() - start
            at = 0
            for word, was in zip(words, broken, strict=True):
                change = changes.get(at)
                now = was if change is None else change.word + was[change.end - at :]
                at += len(was)
                if word.isalpha():
                    score.add(word, was, now)
    return score


def texts_of(path: Path) -> list[str]:
    """The texts of a file, hyphens at the ends of lines undone."""
    whole = path.read_text(encoding="utf-8")
    parts = [json.loads(line)["text"] for line in whole.splitlines()] if path.suffix == ".jsonl" else [whole]
    return [re.sub(r"-\n(?=[a-zåäö])", "", part.replace("\u00ad\n", "").replace("\u00ad", "")) for part in parts]


def readings(changes: Iterable[tuple[str, str]]) -> None:
    """Print how often each letter was read as what, by the words that came out with as many letters."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for was, now in changes:
        if len(was) == len(now):
            for old, new in zip(was, now, strict=True):
                if new in "åäöÅÄÖ" or old != new:
                    seen[new][old] += 1
        else:
            seen["(two signs for one)"][f"{was} → {now}"] += 1
    for letter, counts in sorted(seen.items()):
        total = counts.total()
        print(letter, total, ", ".join(f"{old} {count / total:.3f}" for old, count in counts.most_common(12)))


def main() -> None:
    """Print the table, or what is made of a damaged text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="clean texts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="so many of the commonest mistakes")
    parser.add_argument("--damaged", type=Path, help="a text damaged in earnest")
    parser.add_argument("--sample", type=int, default=0, help="so many of its changes, drawn at random")
    asked = parser.parse_args()
    repairer = open_repairer(load())
    restorer = repairer.restorer
    if asked.files:
        print(f"{'text':44} {'words':>8} {'damaged':>8} {'right %':>8} {'spoilt %':>8} {'words/s':>9}")
    for path in asked.files:
        score = measure(texts_of(path), restorer, asked.seed)
        print(score.line(path.name), flush=True)
        if asked.show:
            print("  missed:", score.missed.most_common(asked.show))
            print("  spoilt:", score.changed.most_common(asked.show))
    if asked.damaged:
        document = read_file(asked.damaged)
        pages = [page for page in repairer.repair(document).pages if page.origin == "repaired"]
        changes = [
            (paragraph.text[c.start : c.end], c.word, paragraph.text[max(0, c.start - 40) : c.end + 40], page.page)
            for page in pages for paragraph in page.original for c in restorer.changes(paragraph.text)
        ]  # fmt: skip
        words = sum(len(WORD.findall(paragraph.text)) for page in document.pages for paragraph in page.paragraphs)
        repaired = f"{len(pages)} of {len(document.pages)} pages, {len(changes)} of {words} words changed"
        print(f"{asked.damaged.name}: {repaired}")
        readings((was, now) for was, now, _, _ in changes)
        for was, now, around, page in random.Random(asked.seed).sample(changes, min(asked.sample, len(changes))):
            print(f"{page}\t{was}\t{now}\t{' '.join(around.split())}")


if __name__ == "__main__":
    main()
