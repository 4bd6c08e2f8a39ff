"""Judged study cards: how often the sentences shown are what they are shown as, and how many reports get one."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.describe.judged import Judged
from indexer.describe.subject import Describer
from indexer.extract.plain import read_plain
from models.claim import Field
from models.errors import SettingsError

PARTS: tuple[Field, ...] = ("aim", "methods", "findings")


@dataclass(frozen=True, slots=True)
class Card:
    """The judged sentences of one report: part → those that are what they are shown as, and those that are not."""

    right: Mapping[Field, frozenset[str]]
    wrong: Mapping[Field, frozenset[str]]


@dataclass(frozen=True, slots=True)
class CardScore:
    """One part of the card: `shown` sentences, of which `right` are judged right and `unknown` not judged at all (they
    count as wrong); `reports` that state it, of which `told` have at least one right sentence on the card."""

    part: Field
    shown: int
    right: int
    unknown: int
    reports: int
    told: int


def read_cards(folder: Path) -> dict[str, Card]:
    """The judgements of `folder/cards.jsonl` by document; none where there is no such file.

    Raises:
        SettingsError: a line is malformed.
    """
    path = folder / "cards.jsonl"
    if not path.exists():
        return {}
    cards: dict[str, Card] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            parts = [{part: frozenset(row[part][judged]) for part in PARTS} for judged in ("right", "wrong")]
            cards[row["id"]] = Card(*parts)
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    return cards


def shown(documents: Iterable[Judged], describer: Describer) -> dict[str, dict[Field, list[str]]]:
    """The sentences on the card of each document, by part."""
    found: dict[str, dict[Field, list[str]]] = {}
    for document in documents:
        read = describer.subject(read_plain(document.text.encode()).pages, document.title, document.subtitle)
        found[document.id] = {part: [str(c.value) for c in read.card if c.field == part] for part in PARTS}
    return found


def card_scores(cards: Mapping[str, Card], shown: Mapping[str, Mapping[Field, Sequence[str]]]) -> list[CardScore]:
    """The figures of each part over all judged cards."""
    scores = []
    for part in PARTS:
        pairs = [(cards[name], shown[name][part]) for name in cards if name in shown]
        right = [sum(text in card.right[part] for text in texts) for card, texts in pairs]
        known = sum(text in card.right[part] | card.wrong[part] for card, texts in pairs for text in texts)
        total = sum(len(texts) for _, texts in pairs)
        stated = [bool(card.right[part]) for card, _ in pairs]
        told = sum(bool(n) for n in right)
        scores.append(CardScore(part, total, sum(right), total - known, sum(stated), told))
    return scores
