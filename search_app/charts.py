"""Small charts drawn as paths of one SVG, from counted years."""

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH = 217
HEIGHT = 34
MOST_YEARS = 60
"""Years that a histogram shows; what is older is counted in its first bar."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Hits by year as bars (`path`, in a box of 217 × 36.5). `ticks` are labels with their place along the axis.
    `peak` is the year with most hits, `older` says that the first bar holds earlier years too."""

    first: int
    last: int
    path: str
    ticks: tuple[tuple[int, str, float], ...]
    peak: int
    most: int
    older: bool


def histogram(years: Mapping[int | None, int]) -> Histogram | None:
    """The bars of the years that have hits, None when no hit has a year."""
    dated = {year: n for year, n in years.items() if year is not None and n > 0}
    if not dated:
        return None
    last = max(dated)
    first = max(min(dated), last - MOST_YEARS + 1)
    counts = {year: dated.get(year, 0) for year in range(first, last + 1)}
    counts[first] = sum(n for year, n in dated.items() if year <= first)
    most = max(counts.values())
    step = WIDTH / len(counts)
    bar = min(step - 1, step * 0.72, 24) if step > 2 else step
    path = []
    for place, n in enumerate(counts.values()):
        if n:
            height = max(2, round(HEIGHT * n / most))
            path.append(f"M{place * step + (step - bar) / 2:.1f} {HEIGHT + 2 - height}h{bar:.1f}v{height}h-{bar:.1f}z")
    peak = max(counts, key=lambda year: counts[year])
    return Histogram(first, last, "".join(path), _ticks(first, last), peak, most, older=min(dated) < first)


def _ticks(first: int, last: int) -> tuple[tuple[int, str, float], ...]:
    if first == last:
        return ((first, "middle", WIDTH / 2),)
    ticks = [(first, "start", 0.0), (last, "end", float(WIDTH))]
    if last - first >= 8:
        middle = (first + last) // 2
        step = WIDTH / (last - first + 1)
        ticks.insert(1, (middle, "middle", (middle - first + 0.5) * step))
    return tuple(ticks)


@dataclass(frozen=True, slots=True)
class Spines:
    """Reports by year as books on a shelf: every year four backs, as high as the year has reports."""

    first: int
    last: int
    width: float
    path: str


BACKS = ((7, 1.0), (5, 0.9), (9, 0.96), (6, 0.84))
"""Width of the four backs of a year, and how high each is beside the year's own height."""
SHELF = 92


def spines(years: Mapping[int | None, int]) -> Spines | None:
    """The shelf, None when fewer than three years have reports: then there is nothing to see in it."""
    dated = {year: n for year, n in years.items() if year is not None and n > 0}
    if len(dated) < 3:
        return None
    last = max(dated)
    first = max(min(dated), last - MOST_YEARS + 1)
    most = max(n for year, n in dated.items() if year >= first)
    path, x = [], 0.0
    for year in range(first, last + 1):
        tall = 78 * dated.get(year, 0) / most
        for place, (width, share) in enumerate(BACKS):
            height = 0 if tall == 0 else 6 + tall * BACKS[(place + year) % 4][1] * share
            if height:
                path.append(f"M{x:.1f} {SHELF - height:.1f}h{width}v{height:.1f}h-{width}z")
            x += width + 1.6
        x += 6
    return Spines(first, last, x, "".join(path))
