import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.results.intervals import of_mean, of_share, student, wilson

NOTHING = math.nan


def test_a_worked_example_of_a_mean() -> None:
    found = of_mean(np.array([1.0, 0.0, 2.0, 1.0]))
    # Mean 1, variance 2/3; the 97.5 % point of t with 3 degrees of freedom is 3.1824.
    reach = 3.182446 * math.sqrt(2 / 3 / 4)
    assert found == pytest.approx((1.0, 1.0 - reach, 1.0 + reach), rel=1e-6)


def test_a_worked_example_of_a_share() -> None:
    # 5 of 20: (0.25 + 3.8415 / 40 ± 1.95996 sqrt(0.25 * 0.75 / 20 + 3.8415 / 1600)) / (1 + 3.8415 / 20).
    assert of_share(5, 20) == pytest.approx((0.25, 0.1119, 0.4687), abs=1e-4)


def test_values_that_are_missing_are_left_out() -> None:
    assert of_mean(np.array([1.0, NOTHING, 3.0, 5.0])) == of_mean(np.array([1.0, 3.0, 5.0]))


def test_one_value_has_a_mean_and_no_interval() -> None:
    assert of_mean(np.array([2.0])) == pytest.approx((2.0, NOTHING, NOTHING), nan_ok=True)


def test_nothing_has_neither_a_mean_nor_a_share() -> None:
    assert np.isnan(of_mean(np.array([NOTHING]))).all()
    assert np.isnan(of_share(0, 0)).all()


def test_what_is_always_the_same_has_an_interval_without_width() -> None:
    assert of_mean(np.full(8, 0.25)) == (0.25, 0.25, 0.25)


def test_a_share_that_is_never_or_always_seen_ends_at_its_limit_and_is_not_certain() -> None:
    assert of_share(0, 50).low == 0.0 < of_share(0, 50).high
    assert of_share(50, 50).high == 1.0 > of_share(50, 50).low


def test_arrays_have_the_intervals_of_their_elements_and_none_where_there_is_too_little() -> None:
    found = student(np.array([0.5, 0.5, NOTHING]), np.array([0.1, 0.1, 0.1]), np.array([9, 1, 9]))
    assert found[:, 0].tolist() == student(0.5, 0.1, 9).tolist()
    assert np.isnan(found[:, 1:]).all()
    shares = wilson(np.array([[3, 0], [7, 4]]), np.array([[10, 0], [10, 4]]))
    assert shares.shape == (2, 2, 2)
    assert shares[:, 1, 0].tolist() == wilson(7, 10).tolist()
    assert np.isnan(shares[:, 0, 1]).all()


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=40))
def test_the_interval_of_a_mean_is_that_of_scipy(values: list[float]) -> None:
    found, error = of_mean(np.array(values)), stats.sem(values)
    if error == 0.0:  # scipy has none
        assert found.low == found.high
    else:
        expected = stats.t.interval(0.95, len(values) - 1, np.mean(values), error)
        assert (found.low, found.high) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_of_a_share_is_that_of_scipy(counts: tuple[int, int]) -> None:
    expected = stats.binomtest(*counts).proportion_ci(0.95, "wilson")
    assert wilson(*counts) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(st.integers(1, 500), st.data())
def test_the_more_often_something_is_seen_the_higher_its_interval(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total - 1))
    fewer, more = of_share(count, total), of_share(count + 1, total)
    assert fewer.low < more.low
    assert fewer.high < more.high
