import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.statistics import ends_of_medians, of_median


@given(st.lists(st.lists(st.one_of(st.floats(-1, 1), st.just(float("nan"))), min_size=9, max_size=9), max_size=5))
def test_many_series_have_the_intervals_that_each_has_alone(series: list[list[float]]) -> None:
    values = np.array(series, dtype=np.float64).reshape(-1, 9).T
    alone = np.array([of_median(each) for each in values.T]).reshape(-1, 3).T
    np.testing.assert_array_equal(ends_of_medians(values), alone)


def test_intervals_hold_the_median_as_often_as_they_say() -> None:
    values = np.random.default_rng(1).exponential(size=(24, 20_000))
    _, low, high = ends_of_medians(values)
    held = ((low <= np.log(2)) & (np.log(2) <= high)).mean()
    assert held == pytest.approx(0.977, abs=0.005)  # exactly, by the binomial of 24
