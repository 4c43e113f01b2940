"""Means by betting: worked examples, limits, and whether intervals hold what they promise."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.statistics import UNIT, Floats, Scale, chance_of, ends_of_means, of_mean, of_share
from sim.statistics.mean import FRACTIONS, STAKES

BOTH = UNIT.of_differences
TRIALS = 400


def owned(values: Floats, mean: float) -> float:
    """What the gambler owns against a mean, written out: the sum over fractions of a product over values."""
    return float(sum(w * np.prod(1 - c + c * values / mean) for c, w in zip(FRACTIONS, STAKES, strict=True)))


def test_a_worked_example() -> None:
    values = np.array([1.0, 0.5, 0.75, 1.0, 0.25] * 4)
    found = of_mean(values, UNIT)
    # At each end the gambler owns just forty times the beginning; below and above it, more.
    assert owned(values, found.low) == pytest.approx(40.0, rel=1e-6)
    assert owned(1 - values, 1 - found.high) == pytest.approx(40.0, rel=1e-6)
    assert owned(values, found.low - 0.01) > 40.0 > owned(values, found.low + 0.01)
    assert found.mean == 0.7


def test_no_bet_is_better_than_fair() -> None:
    # Every course of eight throws: whatever the share, the gambler's expectation is what was begun with.
    for true in (0.03, 0.5, 0.9):
        courses = np.array(list(product([0.0, 1.0], repeat=8)))
        chances = np.prod(np.where(courses == 1.0, true, 1 - true), axis=1)
        assert chances @ [owned(each, true) for each in courses] == pytest.approx(1.0)


def test_all_alike_leave_what_could_still_be_hidden() -> None:
    # Only the whole stake counts where nothing varies: 0.25 (1 / (2 m)) ^ n = 40 ends at 160 ^ (1 / n) / 2.
    found = of_mean(np.zeros(1000), BOTH)
    assert found.high == pytest.approx(160 ** (1 / 1000) - 1, rel=3e-2)
    assert found.high == -found.low
    assert 0.0049 < found.high < 0.0051


def test_one_value_tells_next_to_nothing() -> None:
    found = of_mean(np.array([0.5]), UNIT)
    assert found.mean == 0.5
    assert found.low < 0.01
    assert found.high > 0.99


def test_nothing_has_no_mean() -> None:
    assert np.isnan(of_mean(np.array([math.nan]), UNIT)).all()
    assert math.isnan(chance_of(np.array([]), UNIT, 0.5))


def test_missing_values_are_left_out_and_series_do_not_touch_each_other() -> None:
    values = np.random.default_rng(1).random((50, 3))
    values[:20, 1] = np.nan
    together = ends_of_means(values, UNIT)
    alone = [of_mean(values[:, 0], UNIT), of_mean(values[20:, 1], UNIT), of_mean(values[:, 2], UNIT)]
    np.testing.assert_allclose(together.T, alone, atol=1e-9)


def test_values_beyond_the_scale_are_refused() -> None:
    with pytest.raises(ValueError, match=r"within 0\.\.1, got 0\.5\.\.1\.2"):
        of_mean(np.array([0.5, 1.2]), UNIT)
    assert of_mean(np.array([1.0 + 1e-12] * 9), UNIT).mean == pytest.approx(1.0)


def test_copies_are_as_good_as_so_many_values() -> None:
    values = np.random.default_rng(2).random(40)
    assert of_mean(values, UNIT, copies=3) == pytest.approx(of_mean(np.tile(values, 3), UNIT))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.floats(-5, 5), st.floats(0.1, 10))
def test_another_scale_and_another_order_give_the_same_interval(values: list[float], low: float, width: float) -> None:
    plain, turned = of_mean(np.array(values), UNIT), of_mean(1.0 - np.array(values[::-1]), UNIT)
    moved = of_mean(low + width * np.array(values), Scale(low, low + width))
    assert turned == pytest.approx((1 - plain.mean, 1 - plain.high, 1 - plain.low), abs=1e-7)
    assert moved == pytest.approx([low + width * each for each in plain], abs=1e-6 * width + 1e-7)
    assert 0.0 <= plain.low <= plain.mean <= plain.high <= 1.0


@given(st.lists(st.floats(0, 1), min_size=2, max_size=60), st.floats(0.01, 0.99))
def test_the_chance_falls_below_5_percent_just_where_the_interval_leaves_a_mean_out(
    values: list[float], mean: float
) -> None:
    found, chance = of_mean(np.array(values), UNIT), chance_of(np.array(values), UNIT, mean)
    if found.low + 1e-6 < mean < found.high - 1e-6:
        assert chance > 0.05
    elif not found.low - 1e-6 < mean < found.high + 1e-6:
        assert chance < 0.05


def parting_pairs(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Differences of nothing in 99 of 100 pairs, and of half the scale in the others: mean 0.005."""
    return np.where(rng.random(shape) < 0.01, 0.5, 0.0)


SHAPES = {
    "rare partings": (parting_pairs, 0.005),
    "a little everywhere": (lambda rng, shape: np.clip(rng.normal(0.1, 0.02, shape), -1, 1), 0.1),
    "two groups": (lambda rng, shape: np.where(rng.random(shape) < 0.6, 0.4, -0.5), 0.04),
    "skewed": (lambda rng, shape: rng.beta(0.2, 6.0, shape), 0.2 / 6.2),
    "nearly certain": (lambda rng, shape: (rng.random(shape) < 0.995) * 1.0, 0.995),
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("n", [20, 200])
def test_the_interval_holds_the_true_mean_whatever_the_values_look_like(name: str, n: int) -> None:
    made, true = SHAPES[name]
    found = ends_of_means(made(np.random.default_rng(20160101), (n, TRIALS)), BOTH)
    held = int(((found[1] <= true) & (true <= found[2])).sum())
    assert of_share(held, TRIALS).low >= 0.95 or held >= 0.98 * TRIALS


def test_students_interval_does_not_hold_where_pairs_part_rarely() -> None:
    # What this module is for: the same differences, and the usual interval.
    values = parting_pairs(np.random.default_rng(20160101), (100, TRIALS))
    reach = 1.984 * values.std(axis=0, ddof=1) / 10
    held = int((np.abs(values.mean(axis=0) - 0.005) <= reach).sum())
    assert of_share(held, TRIALS).high < 0.75


def test_looking_again_and_again_keeps_the_promise() -> None:
    rng = np.random.default_rng(3)
    fooled = 0
    for _ in range(TRIALS):
        values = np.where(rng.random(800) < 0.02, rng.choice([-0.6, 0.6], 800), rng.normal(0, 0.01, 800))
        fooled += any(not (e.low <= 0 <= e.high) for n in range(20, 801, 60) if (e := of_mean(values[:n], BOTH)))
    assert of_share(fooled, TRIALS).low <= 0.05
    assert fooled <= 0.05 * TRIALS
