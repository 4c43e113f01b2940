"""Statistics of pairs: worked examples, limits, and whether intervals hold what they promise."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim.experiments.paired import holm, paired
from sim.results.intervals import of_share

Floats = NDArray[np.float64]

TRIALS = 2000


def pairs_of_luck(rng: np.random.Generator, n: int, difference: float, shared: float) -> tuple[Floats, Floats]:
    """Two scenarios whose luck is alike to a share, and that differ by a known amount."""
    luck = rng.standard_normal(n)
    one, two = (shared * luck + math.sqrt(1 - shared**2) * rng.standard_normal(n) for _ in range(2))
    return one, two + difference


def coverage(held: int) -> tuple[float, float]:
    """Interval of the share of intervals that held the truth."""
    _, low, high = of_share(held, TRIALS, 0.999)
    return low, high


def test_a_worked_example() -> None:
    found = paired(np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 2.0, 5.0, 5.0]))
    # Differences 1, 0, 2, 1: mean 1, variance 2/3; the 97.5 % point of t with 3 degrees of freedom is 3.1824.
    reach = 3.182446 * math.sqrt(2 / 3 / 4)
    assert (found.n, found.baseline, found.other, found.difference) == (4, 2.5, 3.5, 1.0)
    assert (found.low, found.high) == pytest.approx((1 - reach, 1 + reach), rel=1e-6)
    assert found.reach == pytest.approx(reach, rel=1e-6)
    # Variances 5/3 and 3, unpaired 14/3; paired 2/3.
    assert found.saved == pytest.approx(7.0)
    # t = 1 / sqrt(1/6) = 2.4495 with 3 degrees of freedom.
    assert found.p == pytest.approx(0.0917, abs=1e-4)


def test_a_worked_example_of_an_event() -> None:
    # Of 10 pairs, 4 collapsed with the baseline only and 1 with the other only.
    one = np.array([1, 1, 1, 1, 0, 1, 1, 0, 0, 0], dtype=np.float64)
    two = np.array([0, 0, 0, 0, 1, 1, 1, 0, 0, 0], dtype=np.float64)
    found = paired(one, two, is_event=True)
    up, down = 2 / 12, 5 / 12
    reach = 1.959964 * math.sqrt((up + down - (up - down) ** 2) / 12)
    assert found.difference == pytest.approx(-0.3)
    assert (found.low, found.high) == pytest.approx((up - down - reach, up - down + reach), rel=1e-6)
    # McNemar: 2 P(at most 1 of 5) = 2 * 6 / 32.
    assert found.p == pytest.approx(0.375)


@pytest.mark.parametrize(("n", "difference", "shared"), [(10, 0.0, 0.0), (10, 0.5, 0.9), (50, 0.2, 0.5)])
def test_the_interval_holds_the_true_difference_as_often_as_it_says(n: int, difference: float, shared: float) -> None:
    rng = np.random.default_rng(20160101)
    held = 0
    for _ in range(TRIALS):
        found = paired(*pairs_of_luck(rng, n, difference, shared))
        held += found.low <= difference <= found.high
    low, high = coverage(held)
    assert low <= 0.95 <= high


@pytest.mark.parametrize(
    ("n", "before", "after", "shared"),
    [(30, 0.02, 0.02, 0.5), (50, 0.1, 0.05, 0.5), (100, 0.5, 0.4, 0.5), (150, 0.9, 0.8, 0.95)],
)
def test_the_interval_of_an_event_holds_the_true_difference_at_least_as_often(
    n: int, before: float, after: float, shared: float
) -> None:
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(TRIALS):
        luck, other = rng.random(n), rng.random(n)
        own = np.where(rng.random(n) < shared, luck, other)
        found = paired(np.where(luck < before, 1.0, 0.0), np.where(own < after, 1.0, 0.0), is_event=True)
        held += found.low <= after - before <= found.high
    assert coverage(held)[1] >= 0.95


def test_an_event_that_never_came_is_not_known_never_to_come() -> None:
    never = np.zeros(100)
    found = paired(never, never, is_event=True)
    assert found.low < 0 < found.high
    assert found.high < 0.05
    assert paired(never, never).high == 0.0


def test_the_share_saved_is_that_of_the_shared_luck() -> None:
    rng = np.random.default_rng(3)
    found = paired(*pairs_of_luck(rng, 200_000, 0.3, math.sqrt(0.8)))
    assert found.saved == pytest.approx(1 / (1 - 0.8), rel=0.02)


def test_what_pairing_saves_is_not_told_where_all_pairs_differ_alike() -> None:
    one = np.array([1.0, 2.0, 4.0])
    assert math.isnan(paired(one, one).saved)
    found = paired(one, one + 0.1)
    assert math.isnan(found.saved)
    assert found.low == pytest.approx(0.1)
    assert found.p == 0.0


def test_pairs_without_both_values_are_left_out() -> None:
    nan = math.nan
    found = paired(np.array([1.0, nan, 3.0, nan, 5.0]), np.array([2.0, 2.0, nan, nan, 7.0]))
    assert (found.n, found.baseline, found.other, found.difference) == (2, 3.0, 4.5, 1.5)


def test_pairs_without_a_finite_value_are_left_out() -> None:
    found = paired(np.array([0.0, 1.0, 0.0]), np.array([1.0, 2.0, math.inf]))
    assert (found.n, found.difference) == (2, 1.0)


def test_one_pair_has_a_difference_and_no_interval() -> None:
    found = paired(np.array([1.0]), np.array([3.0]))
    assert (found.n, found.difference) == (1, 2.0)
    assert all(math.isnan(each) for each in (found.low, found.high, found.saved, found.p))


def test_no_pair_has_nothing() -> None:
    found = paired(np.array([math.nan]), np.array([3.0]))
    assert found.n == 0
    assert math.isnan(found.difference)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30), st.lists(st.floats(-1e6, 1e6), min_size=30, max_size=30)
)
def test_exchanging_the_scenarios_turns_the_difference_round(values: list[float], others: list[float]) -> None:
    one, two = np.array(values), np.array(others[: len(values)])
    there, back = paired(one, two), paired(two, one)
    assert there.difference == -back.difference
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


def test_holm_steps_down_and_leaves_out_what_has_no_p() -> None:
    found = holm(np.array([0.04, math.nan, 0.01, 0.03]))
    assert found.tolist()[:1] + found.tolist()[2:] == pytest.approx([0.06, 0.03, 0.06])
    assert math.isnan(found[1])


def test_holm_keeps_the_chance_of_any_false_finding_below_the_level() -> None:
    rng = np.random.default_rng(11)
    false = sum(bool((holm(rng.random(7)) < 0.05).any()) for _ in range(TRIALS))
    assert of_share(false, TRIALS, 0.999).low <= 0.05
