"""Shares: exact intervals, their limits, and whether they hold what they promise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.statistics import ends_of_shares, of_share


def test_the_published_intervals_of_clopper_and_pearson() -> None:
    # The "rule of three" is their one-sided limit; 0 of 10 has 1 - 0.025 ** (1 / 10) as its upper end.
    assert of_share(0, 10) == pytest.approx((0.0, 0.0, 0.3085), abs=5e-5)
    # 4 of 20, as in tables of the exact limits.
    assert of_share(4, 20) == pytest.approx((0.2, 0.0573, 0.4366), abs=5e-5)


def test_a_share_that_is_never_or_always_seen_ends_at_its_limit_and_is_not_certain() -> None:
    assert of_share(0, 50).low == 0.0 < of_share(0, 50).high
    assert of_share(50, 50).high == 1.0 > of_share(50, 50).low


def test_nothing_has_no_share() -> None:
    assert np.isnan(of_share(0, 0)).all()


def test_arrays_have_the_intervals_of_their_elements() -> None:
    shares = ends_of_shares(np.array([[3, 0], [7, 4]]), np.array([[10, 0], [10, 4]]))
    assert shares.shape == (2, 2, 2)
    assert shares[:, 1, 0].tolist() == ends_of_shares(7, 10).tolist()
    assert np.isnan(shares[:, 0, 1]).all()


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_is_that_of_scipy(counts: tuple[int, int]) -> None:
    expected = stats.binomtest(*counts).proportion_ci(0.95, "exact")
    assert ends_of_shares(*counts) == pytest.approx((expected.low, expected.high), abs=1e-9)


@pytest.mark.parametrize("total", [1, 20, 100])
def test_the_interval_holds_every_true_share_at_least_as_often_as_it_says(total: int) -> None:
    counts = np.arange(total + 1)
    low, high = ends_of_shares(counts, total)
    for true in np.linspace(0.0, 1.0, 401):
        held = (low <= true) & (true <= high)
        assert stats.binom.pmf(counts[held], total, true).sum() >= 0.95 - 1e-12
