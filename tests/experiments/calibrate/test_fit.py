"""Data are called impossible where they are strange among histories, and not where they are one of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.experiments.calibrate.fit import LEVEL, judge

HISTORIES, STATISTICS = 200, 13


def histories(seed: int, count: int, heavy: bool) -> np.ndarray:
    """Histories whose statistics go together, some of them with far outliers."""
    chance = np.random.default_rng(seed)
    own = chance.standard_normal((count, STATISTICS)) * (1 / chance.random((count, 1)) if heavy else 1)
    return own + 3 * chance.standard_normal((count, 1))


@pytest.mark.parametrize("heavy", [False, True])
def test_one_more_history_is_called_impossible_as_seldom_as_the_level_says(heavy: bool) -> None:
    every = [histories(seed, HISTORIES + 1, heavy) for seed in range(300)]
    alarms = sum(not judge(each[:-1], each[-1]).possible for each in every)
    assert alarms <= 300 * 2.5 * LEVEL


def test_what_lies_far_out_in_one_statistic_is_impossible() -> None:
    drawn = histories(1, HISTORIES, heavy=False)
    off = drawn.mean(axis=0)
    off[4] += 8 * drawn[:, 4].std()
    found = judge(drawn, off)
    assert not found.possible
    assert np.argmax(np.abs(found.away)) == 4
    assert found.away[4] == pytest.approx(8, abs=0.1)


def test_numbers_that_each_could_be_but_not_together_are_impossible() -> None:
    drawn = histories(2, HISTORIES, heavy=False)
    at_odds = drawn.mean(axis=0) + np.where(np.arange(STATISTICS) % 2, 1.5, -1.5) * drawn.std(axis=0)
    found = judge(drawn, at_odds)
    assert np.abs(found.away).max() < 1.7
    assert not found.possible


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(20, 60), st.integers(1, 30))
def test_the_middle_of_all_histories_is_possible(seed: int, count: int, statistics: int) -> None:
    drawn = np.random.default_rng(seed).random((count, statistics))
    assert judge(drawn, drawn.mean(axis=0)).possible


def test_statistics_that_never_differ_say_nothing_within_the_digits_of_data() -> None:
    drawn = np.column_stack([np.full(HISTORIES, 0.5), np.linspace(0, 1, HISTORIES)])
    assert judge(drawn, np.array([0.5004, 0.5])).possible
    assert not judge(drawn, np.array([0.6, 0.5])).possible
