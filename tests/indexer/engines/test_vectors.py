"""The exact scan against numpy over the float vectors."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.embedded import vectors
from indexer.engines.embedded.vectors import VectorView, fast_dots, numpy_dots, open_segments, quantise


def unit(rng, rows, dimension, *, narrow=False):
    made = rng.standard_normal((rows, dimension)) + (3 if narrow else 0)
    return (made / np.linalg.norm(made, axis=1)[:, None]).astype(np.float32)


def filled(folder, rng, reports, dimension, **more):
    """A store of some segments, and what lies in it: serial → rows."""
    vectors.create(folder)
    there = {}
    for serial in range(1, reports + 1):
        rows = unit(rng, int(rng.integers(1, 6)), dimension, **more)
        vectors.add(folder, np.full(len(rows), serial, np.int64), np.arange(len(rows), dtype=np.int64), rows)
        there[serial] = rows
        if serial % 7 == 0:
            vectors.tidy(folder, dimension, there)
    return there


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12), st.sampled_from([3, 64, 384]), st.booleans())
def test_nearest_is_exactly_that_of_the_float_vectors(tmp_path_factory, seed, n, dimension, narrow):
    rng = np.random.default_rng(seed)
    folder = tmp_path_factory.mktemp("vectors") / "store"
    there = filled(folder, rng, 20, dimension, narrow=narrow)
    live = {serial: f"r{serial:02}" for serial in there if serial % 3}
    view = VectorView(open_segments(folder, dimension), live)
    query = unit(rng, 1, dimension, narrow=narrow)[0]
    best = {serial: float(np.round((there[serial] @ query).max(), 6)) for serial in live}
    expected = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    found = view.nearest(query, n)
    assert [score for _, score in found] == pytest.approx([score for _, score in expected[:n]], abs=2e-6)
    assert all(best[serial] == pytest.approx(score, abs=2e-6) for serial, score in found)
    among = [serial for serial in live if serial % 2]
    assert {serial for serial, _ in view.nearest(query, 99, among)} == set(among)
    inner = view.within(query, among, 2)
    for serial in among:
        order = np.argsort(-(there[serial] @ query), kind="stable")[:2]
        assert [number for number, _ in inner[serial]] == order.tolist()


def test_rough_cosines_stay_within_their_slack():
    rng = np.random.default_rng(5)
    for dimension in (16, 384):
        rows = unit(rng, 3000, dimension)
        coarse, scales = quantise(rows)
        for query in unit(rng, 50, dimension):
            small, scale = quantise(query[None])
            rough = numpy_dots(coarse, small[0]) * scales * scale[0]
            slack = vectors.SLACK * np.sqrt(scales**2 / 12 + scale[0] ** 2 / 12)
            assert (np.abs(rough - rows @ query) <= slack).all()


def test_the_fast_kernel_agrees_with_numpy():
    rng = np.random.default_rng(6)
    rows = rng.integers(-127, 128, (9000, 384), np.int8)
    assert np.array_equal(fast_dots()(rows, rows[7]), numpy_dots(rows, rows[7]))


def test_an_empty_store_has_nothing_near(tmp_path):
    vectors.create(tmp_path / "store")
    view = VectorView(open_segments(tmp_path / "store", 8), {})
    assert view.nearest(np.ones(8, np.float32), 5) == []
    assert view.within(np.ones(8, np.float32), [1], 5) == {}
    assert view.rows == 0


def test_segments_stay_few_and_the_dead_go(tmp_path):
    rng = np.random.default_rng(7)
    folder = tmp_path / "store"
    vectors.create(folder)
    for serial in range(1, 65):
        vectors.add(folder, np.array([serial]), np.array([0]), unit(rng, 1, 8))
        vectors.tidy(folder, 8, range(1, serial + 1))
    assert len(open_segments(folder, 8)) <= 8
    vectors.tidy(folder, 8, [3, 60])
    left = open_segments(folder, 8)
    assert sorted(int(s) for segment in left for s in segment.serials) == [3, 60]
    assert len(list(folder.iterdir())) == 3 * len(left) + 1
    vectors.tidy(folder, 8, [])
    assert open_segments(folder, 8) == ()


def test_open_views_outlive_what_is_tidied_away(tmp_path):
    rng = np.random.default_rng(8)
    there = filled(tmp_path / "store", rng, 9, 8)
    view = VectorView(open_segments(tmp_path / "store", 8), {serial: str(serial) for serial in there})
    before = view.nearest(there[4][0], 3)
    vectors.tidy(tmp_path / "store", 8, [])
    assert VectorView(view._segments, {s: str(s) for s in there}).nearest(there[4][0], 3) == before
