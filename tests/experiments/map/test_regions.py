import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim.experiments.map.regions import (
    COLLAPSED,
    FAILED,
    HEALTHY,
    HISTORY,
    UNDECIDED,
    region,
    share_collapsed,
    stillness,
)  # fmt: skip
from sim.statistics import Interval

UP, DOWN = 0.6, 0.1


def images(low: int, high: int, total: int = 20) -> list[NDArray[np.float64]]:
    """Pairs of which so many are collapsed from the low start, and so many from the high one."""
    return [np.where(np.arange(total) < count, DOWN, UP) for count in (low, high)]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0, HEALTHY),
        (20, 20, COLLAPSED),
        (20, 0, HISTORY),
        (3, 2, HEALTHY),
        (10, 0, UNDECIDED),
        (20, 10, UNDECIDED),
        # Fifteen of twenty is the least that 95 % confidence takes for most.
        (15, 0, HISTORY),
        (14, 0, UNDECIDED),
    ],
)
def test_the_region_is_what_most_pairs_are_of(low: int, high: int, expected: str) -> None:
    assert region(*images(low, high)) == expected


def test_kinds_are_counted_by_pairs_not_by_starts() -> None:
    # From either start half are collapsed: were the same ones, half of the pairs would be down and half up.
    first, second = np.array([DOWN, UP] * 10), np.array([UP, DOWN] * 10)
    assert region(first, first) == UNDECIDED
    assert region(first, second) == UNDECIDED  # neither start is the better one
    assert region(np.full(20, DOWN), np.full(20, UP)) == HISTORY


def test_two_starts_on_either_side_of_the_threshold_but_close_are_no_two_states() -> None:
    assert region(np.full(20, 0.24), np.full(20, 0.26)) == UNDECIDED


def test_runs_that_failed_are_left_out_with_their_partners() -> None:
    low, high = images(20, 0)
    low[:5], high[5:8] = np.nan, np.nan
    assert region(low, high) == HISTORY
    assert region(np.full(20, np.nan), high) == FAILED


@given(st.integers(0, 30), st.integers(0, 30))
def test_swapping_all_luck_changes_no_region(low: int, high: int) -> None:
    first, second = images(low, high, 30)
    order = np.random.default_rng(low).permutation(30)
    assert region(first[order], second[order]) == region(first, second)


def test_the_share_of_collapsed_replicates_has_the_exact_interval() -> None:
    share = share_collapsed(images(5, 0)[0])
    assert share.mean == 0.25
    assert (round(share.low, 3), round(share.high, 3)) == (0.087, 0.491)
    assert math.isnan(share_collapsed(np.full(3, np.nan)).mean)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(-0.005, 0.008, "settled"), (0.011, 0.03, "moving"), (-0.03, -0.02, "moving"), (-0.02, 0.005, "unknown")],
)
def test_a_point_is_still_or_moving_only_for_sure(low: float, high: float, expected: str) -> None:
    assert stillness(Interval((low + high) / 2, low, high)) == expected
