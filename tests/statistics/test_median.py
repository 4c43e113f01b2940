"""Medians: exact intervals by ranks."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.statistics import of_median
from sim.statistics.median import ranks_left_out


def test_published_ranks() -> None:
    # Of 20 values the sixth and the fifteenth (Conover 1999); of six, the least and the greatest.
    assert of_median(np.arange(1.0, 21.0)) == (10.5, 6.0, 15.0)
    assert of_median(np.arange(6.0)) == (2.5, 0.0, 5.0)


def test_fewer_than_six_values_have_a_median_and_no_interval() -> None:
    found = of_median(np.array([1.0, 4.0, 2.0]))
    assert found.mean == 2.0
    assert math.isnan(found.low)


def test_missing_values_are_left_out_and_nothing_has_no_median() -> None:
    assert of_median(np.array([*np.arange(6.0), math.nan])) == of_median(np.arange(6.0))
    assert np.isnan(of_median(np.array([math.nan]))).all()


@pytest.mark.parametrize("n", [6, 7, 20, 101, 1000])
def test_the_interval_is_as_narrow_as_the_promise_allows(n: int) -> None:
    rank = ranks_left_out(n)
    assert rank is not None
    # The interval misses where at most `rank` values lie on one side of the median.
    assert 1 - 2 * stats.binom.cdf(rank, n, 0.5) >= 0.95
    assert 1 - 2 * stats.binom.cdf(rank + 1, n, 0.5) < 0.95
