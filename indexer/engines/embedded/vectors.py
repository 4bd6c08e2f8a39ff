"""Vectors by exact scan: immutable segments of int8 rows, mapped into memory, and a manifest replaced atomically.

Every row is scaled by its own greatest component, so any model's vectors keep the most of eight bits. A query scans the
int8 rows of all segments and then takes the exact cosine, from the float32 rows, of all that may be among the best. So
nothing is missed, nothing must be built, and any filter is a mask.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.backend import Vector
from indexer.engines.embedded.folder import sync_folder, write_file
from models.errors import StoreError

SLACK = 6.0
"""How far a rough cosine may lie from the exact one, in standard deviations. Rounding each component of two unit
vectors to steps of s and t gives an error of √((s² + t²)/12), in any dimension (measured over 60 million pairs of six
distributions, 64 to 1,024 dimensions: at most 5.6 of them)."""
MANIFEST = "manifest.json"
Dots = Callable[[NDArray[np.int8], NDArray[np.int8]], Vector]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The segments in use, and the name of the next one: no name is used twice, since readers keep maps by name."""

    next: int
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows of one file. Row i belongs to passage `numbers[i]` of the report with `serials[i]`; the rows of a report
    lie together. A row's vector is `coarse * scales`, or exactly `exact`."""

    name: str
    coarse: NDArray[np.int8]
    scales: Vector
    exact: Vector
    serials: NDArray[np.int64]
    numbers: NDArray[np.int64]


def quantise(vectors: Vector) -> tuple[NDArray[np.int8], Vector]:
    """Rows of int8 and each row's scale."""
    scales = np.maximum(np.abs(vectors).max(axis=1, initial=0.0), 1e-12).astype(np.float32) / np.float32(127)
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales


def numpy_dots(rows: NDArray[np.int8], query: NDArray[np.int8]) -> Vector:
    """The dot product of each row with the query, in blocks that fit the processor's cache."""
    wide = query.astype(np.float32)
    blocks = [rows[i : i + 8192].astype(np.float32) @ wide for i in range(0, len(rows), 8192)]
    return np.concatenate(blocks) if blocks else np.empty(0, np.float32)


@cache
def fast_dots() -> Dots:
    """numkong's kernel where it is there and agrees with numpy on this processor (kernels of its kind have had wrong
    results, NumKong #301 and #332), else numpy's."""
    try:
        import numkong  # a speed-up, not a need

        def kernel(rows: NDArray[np.int8], query: NDArray[np.int8]) -> Vector:
            return np.asarray(numkong.cdist(rows, query[None], "dot"))[:, 0].astype(np.float32)

        sample = np.random.default_rng(0).integers(-127, 128, (67, 389), np.int8)
        if np.array_equal(kernel(sample, sample[0]), numpy_dots(sample, sample[0])):
            return kernel
    except (ImportError, RuntimeError, TypeError, ValueError):
        return numpy_dots
    return numpy_dots


class VectorView:
    """The rows of some segments, of which those of the reports in `ids` (serial → id) are seen. Reports that are
    equally near stand in the order of their ids."""

    def __init__(self, segments: tuple[Segment, ...], ids: Mapping[int, str]) -> None:
        self._segments = segments
        self._ends = np.cumsum([0, *(len(segment.serials) for segment in segments)])
        owners = np.concatenate([np.empty(0, np.int64), *(segment.serials for segment in segments)])
        changes = np.flatnonzero(owners[1:] != owners[:-1]) + 1
        self._starts = np.concatenate([[0], changes]).astype(np.intp) if len(owners) else np.empty(0, np.intp)
        self._lengths = np.diff(np.append(self._starts, len(owners)))
        self._serials = owners[self._starts]
        names = [ids.get(int(serial)) for serial in self._serials]
        self._live = np.array([name is not None for name in names], np.bool_)
        self._ranks = np.argsort(np.argsort([name or "" for name in names], kind="stable"))
        self._numbers = np.concatenate([np.empty(0, np.int64), *(segment.numbers for segment in segments)])
        self._noise = np.concatenate([np.empty(0, np.float32), *(segment.scales**2 / 12 for segment in segments)])
        self._last: tuple[bytes, Vector, Vector] | None = None

    @property
    def rows(self) -> int:
        """How many vectors are seen."""
        return int(self._lengths[self._live].sum())

    def nearest(self, vector: Vector, n: int, among: Collection[int] | None = None) -> list[tuple[int, float]]:
        """The `n` serials with the nearest rows and their exact cosines, nearest first."""
        groups = np.flatnonzero(self._live if among is None else self._live & self._of(among))
        if n < 1 or not len(groups):
            return []
        low, high = self._scan(vector)
        surely = np.maximum.reduceat(low, self._starts)
        if len(groups) > n:
            maybe = np.maximum.reduceat(high, self._starts)
            groups = groups[maybe[groups] >= np.partition(surely[groups], len(groups) - n)[-n]]
        rows, owners = self._rows(groups)
        close = high[rows] >= surely[owners]
        rows, owners = rows[close], owners[close]
        exact = np.full(len(surely), -np.inf, np.float32)
        np.maximum.at(exact, owners, self._cosines(vector, rows))
        order = groups[np.lexsort((self._ranks[groups], -exact[groups]))][:n]
        return [(int(self._serials[g]), float(exact[g])) for g in order]

    def within(self, vector: Vector, among: Collection[int], n: int) -> dict[int, list[tuple[int, float]]]:
        """For each serial its `n` nearest passages: (number, exact cosine), nearest first."""
        rows, owners = self._rows(np.flatnonzero(self._live & self._of(among)))
        found: dict[int, list[tuple[int, float]]] = {}
        cosines = self._cosines(vector, rows)
        for i in np.argsort(-cosines, kind="stable"):
            passages = found.setdefault(int(self._serials[owners[i]]), [])
            if len(passages) < n:
                passages.append((int(self._numbers[rows[i]]), float(cosines[i])))
        return found

    def _of(self, serials: Collection[int]) -> NDArray[np.bool_]:
        return np.isin(self._serials, np.fromiter(serials, np.int64, len(serials)))

    def _scan(self, vector: Vector) -> tuple[Vector, Vector]:
        """The least and the greatest that each row's cosine can be. One search asks several times with one vector."""
        key = vector.tobytes()
        last = self._last
        if last is not None and last[0] == key:
            return last[1], last[2]
        coarse, scale = quantise(vector[None])
        dots = fast_dots()
        rough = np.concatenate([dots(s.coarse, coarse[0]) * (s.scales * scale[0]) for s in self._segments])
        slack = SLACK * np.sqrt(self._noise + scale[0] ** 2 / 12)
        self._last = (key, rough - slack, rough + slack)
        return self._last[1], self._last[2]

    def _rows(self, groups: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """All rows of some groups, and the group of each."""
        lengths = self._lengths[groups]
        owners = np.repeat(groups, lengths)
        offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return self._starts[owners] + offsets, owners

    def _cosines(self, vector: Vector, rows: NDArray[np.intp]) -> Vector:
        exact = np.empty(len(rows), np.float32)
        places = np.searchsorted(self._ends, rows, side="right") - 1
        for i, segment in enumerate(self._segments):
            here = places == i
            if here.any():
                exact[here] = segment.exact[rows[here] - self._ends[i]] @ vector
        return np.round(exact, 6)  # the last digits depend on where a row lies


def open_segments(folder: Path, dimension: int, known: Iterable[Segment] = ()) -> tuple[Segment, ...]:
    """The segments of the newest manifest; those of `known` are taken over.

    Raises:
        FileNotFoundError: a merge took a segment away between two reads; read again.
        StoreError: a file is damaged.
    """
    there = {segment.name: segment for segment in known}
    return tuple(there.get(name) or _open(folder, name, dimension) for name in _manifest(folder).segments)


def create(folder: Path) -> None:
    """An empty store."""
    folder.mkdir()
    _publish(folder, Manifest(1, ()))


def add(folder: Path, serials: NDArray[np.int64], numbers: NDArray[np.int64], vectors: Vector) -> None:
    """Append rows as one change."""
    manifest = _manifest(folder)
    name = _write(folder, manifest.next, serials, numbers, vectors)
    _publish(folder, Manifest(manifest.next + 1, (*manifest.segments, name)))


def tidy(folder: Path, dimension: int, live: Collection[int]) -> None:
    """Join segments of like size (so their number grows with the logarithm of the rows) and drop the rows of other
    serials where they are a fifth of a segment or more."""
    keep = np.fromiter(live, np.int64, len(live))
    segments = open_segments(folder, dimension)
    runs: list[list[Segment]] = []
    for segment in segments:
        runs.append([segment])
        while len(runs) > 1 and _rows_of(runs[-2]) <= 2 * _rows_of(runs[-1]):
            last = runs.pop()
            runs[-1] += last
    number = _manifest(folder).next
    names = []
    for run in runs:
        serials = np.concatenate([segment.serials for segment in run])
        seen = np.isin(serials, keep)
        if len(run) == 1 and seen.sum() > 0.8 * len(seen):
            names.append(run[0].name)
        elif seen.any():
            numbers = np.concatenate([segment.numbers for segment in run])[seen]
            exact = np.concatenate([segment.exact for segment in run])[seen]
            names.append(_write(folder, number, serials[seen], numbers, exact))
            number += 1
    if names != [segment.name for segment in segments]:
        _publish(folder, Manifest(number, tuple(names)))


def _rows_of(run: list[Segment]) -> int:
    return sum(len(segment.serials) for segment in run)


def _manifest(folder: Path) -> Manifest:
    data = json.loads((folder / MANIFEST).read_bytes())
    return Manifest(data["next"], tuple(data["segments"]))


def _write(folder: Path, number: int, serials: NDArray[np.int64], numbers: NDArray[np.int64], vectors: Vector) -> str:
    coarse, scales = quantise(vectors)
    write_file(folder / f"{number}.coarse", coarse.tobytes())
    write_file(folder / f"{number}.exact", np.ascontiguousarray(vectors, np.float32).tobytes())
    write_file(folder / f"{number}.rows", serials.tobytes() + numbers.tobytes() + scales.tobytes())
    return str(number)


def _publish(folder: Path, manifest: Manifest) -> None:
    write_file(folder / MANIFEST, json.dumps(asdict(manifest)).encode())
    kept = {f"{name}.{part}" for name in manifest.segments for part in ("coarse", "exact", "rows")} | {MANIFEST}
    for path in folder.iterdir():
        if path.name not in kept:
            path.unlink()  # maps that are open outlive it
    sync_folder(folder)


def _open(folder: Path, name: str, dimension: int) -> Segment:
    data = (folder / f"{name}.rows").read_bytes()
    rows = len(data) // 20
    serials = np.frombuffer(data, np.int64, rows)
    numbers = np.frombuffer(data, np.int64, rows, 8 * rows)
    scales = np.frombuffer(data, np.float32, rows, 16 * rows)
    try:
        coarse = np.memmap(folder / f"{name}.coarse", np.int8, "r", shape=(rows, dimension))
        exact = np.memmap(folder / f"{name}.exact", np.float32, "r", shape=(rows, dimension))
    except ValueError as error:
        raise StoreError(f"vectors {name}: {error}") from error
    return Segment(name, coarse, scales, exact, serials, numbers)
