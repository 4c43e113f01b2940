"""Quantiles, changes and running means."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.report.bands import LEVELS, change, ends, fan, mean, quantile

levels = st.floats(-1, 1) | st.just(np.nan)


@given(arrays(np.float64, st.tuples(st.integers(1, 9), st.integers(1, 4)), elements=levels))
def test_quantiles_are_those_of_numpy_without_nan(values: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    known = ~np.isnan(values).all(axis=0)
    assume(known.any())
    expected = np.nanquantile(values[:, known], LEVELS, axis=0)
    np.testing.assert_allclose(quantile(values, LEVELS)[:, known], expected, atol=1e-12)


def test_a_week_without_a_value_has_no_quantile() -> None:
    assert np.isnan(fan(np.full((5, 1), np.nan)).median).all()


def test_half_of_the_runs_lie_within_the_inner_band() -> None:
    values = np.arange(101.0)[:, None]
    found = fan(values)
    assert (found.low50[0], found.high50[0]) == (25, 75)
    assert (found.low90[0], found.high90[0]) == (5, 95)


def test_change_compares_the_first_quarter_with_the_last() -> None:
    weekly = np.concatenate([np.full((4, 13), 0.5), np.full((4, 13), 0.9), np.full((4, 13), 0.1)], axis=1)
    found = change(ends(weekly))
    assert (found.first, found.last) == pytest.approx((0.5, 0.1))


def test_a_short_run_compares_its_halves() -> None:
    assert ends(np.array([[1.0, 1.0, 9.0, 3.0, 3.0]])).tolist() == [[1.0, 3.0]]


def test_one_run_of_one_week_ends_where_it_begins() -> None:
    found = change(ends(np.array([[0.4]])))
    assert found[:4] == (0.4, 0.4, 0.4, 0.4)
    assert found.moved.mean == 0.0


def test_mean_of_nothing_is_no_number() -> None:
    assert np.isnan(mean(np.array([[np.nan]]), 1)).all()
