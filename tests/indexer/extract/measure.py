"""Character error rate of paragraphs against the text of pages, and their order."""

import itertools

import numpy as np


def squeeze(text: str) -> str:
    return " ".join(text.split())


def best_place(paragraph: str, text: str) -> tuple[int, int]:
    """Edit distance of a paragraph to the stretch of `text` nearest to it, and where that stretch ends."""
    at = text.find(paragraph)
    if at >= 0:
        return 0, at + len(paragraph)
    letters = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    index = np.arange(len(letters) + 1)
    row = np.zeros(len(letters) + 1, dtype=np.int64)
    for letter in np.frombuffer(paragraph.encode("utf-32-le"), dtype=np.uint32):
        step = np.empty_like(row)
        step[0] = row[0] + 1
        step[1:] = np.minimum(row[1:] + 1, row[:-1] + (letters != letter))
        row = np.minimum.accumulate(step - index) + index
    end = int(row.argmin())
    return int(row[end]), end


def error_rate(paragraphs: list[str], text: str) -> tuple[float, float, list[str]]:
    """Share of wrong characters over all paragraphs, share of neighbouring paragraphs in order, and the worst."""
    text = squeeze(text)
    wrong = total = 0
    ends, worst = [], []
    for paragraph in map(squeeze, paragraphs):
        distance, end = best_place(paragraph, text)
        wrong += distance
        total += len(paragraph)
        ends.append(end)
        if distance > 0.02 * len(paragraph):
            worst.append(f"{distance}/{len(paragraph)} {paragraph[:60]} … {text[max(0, end - len(paragraph)) : end]}")
    pairs = [a < b for a, b in itertools.pairwise(ends)]
    return wrong / max(1, total), sum(pairs) / max(1, len(pairs)), worst
