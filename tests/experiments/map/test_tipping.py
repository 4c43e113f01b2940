import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.experiments.map.tipping import collapsed_side, crossings

X = np.linspace(0.0, 1.0, 5)


def test_a_jump_between_two_points_is_known_no_better_than_their_distance() -> None:
    jump = np.array([1.0, 1.0, 1.0, 0.0, 0.0])
    (found,) = crossings(X, jump, jump)
    assert found.at == pytest.approx(0.625)
    assert [found.low, found.high] == pytest.approx([0.50625, 0.74375])
    assert found.collapsed_below


def test_the_interval_reaches_from_the_last_sure_point_to_the_next() -> None:
    (found,) = crossings(X, np.array([1, 0.9, 0.6, 0.2, 0]), np.array([1, 1, 0.8, 0, 0]))
    assert found.at == pytest.approx(0.5625)
    assert 0.25 < found.low < 0.5 < found.high < 0.75


def test_a_line_near_the_border_has_an_open_end() -> None:
    (found,) = crossings(X, np.array([0.6, 0.4, 0.2, 0, 0]), np.array([0.8, 0.2, 0, 0, 0]))
    assert found.low == -math.inf
    assert found.high < 0.5


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_there_is_no_tipping_where_everything_is_on_one_side(level: float) -> None:
    assert crossings(X, np.full(5, level), np.full(5, level)) == []


def test_a_dent_that_is_not_sure_is_no_tipping() -> None:
    assert crossings(X, np.array([1, 0.6, 0.4, 0.6, 1]), np.array([1, 0.8, 0.2, 0.8, 1])) == []


def test_two_sure_crossings_are_two() -> None:
    found = crossings(X, np.array([1.0, 0, 0, 1, 1]), np.array([1.0, 0, 0, 1, 1]))
    assert [each.collapsed_below for each in found] == [True, False]


def test_points_that_failed_are_passed_over() -> None:
    values = np.array([1, 1, np.nan, 0, 0])
    (found,) = crossings(X, values, values)
    assert found.at == pytest.approx(0.5)
    assert crossings(X, np.full(5, np.nan), np.full(5, np.nan)) == []


def test_resamples_of_half_collapsed_are_on_either_side_and_of_all_on_one() -> None:
    image = np.array([[0.1] * 10 + [0.6] * 10, [0.1] * 20, [0.6] * 20, [np.nan] * 20])
    side = collapsed_side(image, 1)
    assert side[0] == pytest.approx(0.5, abs=0.04)
    assert side[1:3].tolist() == [1.0, 0.0]
    assert math.isnan(side[3])


def test_the_share_of_resamples_is_that_of_the_binomial() -> None:
    # 14 of 20 collapsed: a resample has more than ten of them with the probability of a binomial of 20 at 0.7.
    side = collapsed_side(np.array([[0.1] * 14 + [0.6] * 6]), 3)
    assert side[0] == pytest.approx(0.952 + 0.0308 / 2, abs=0.015)


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 0.9))
def test_the_line_lies_inside_its_interval(seed: int, line: float) -> None:
    chance = np.random.default_rng(seed)
    x = np.linspace(0, 1, 17)
    luck = chance.normal(0, 0.1, 20)
    image = np.where(x[:, None] < line + luck, 0.1, 0.6)
    found = crossings(x, (image < 0.25).mean(axis=1), collapsed_side(image, 1))
    assert all(each.low <= each.at <= each.high for each in found)
    assert len(found) == 1


def test_intervals_hold_the_true_line_nearly_as_often_as_they_say() -> None:
    held = 0
    x = np.linspace(0, 1, 33)
    for seed in range(200):
        luck = np.random.default_rng(seed).normal(0, 0.15, 20)
        image = np.where(x[:, None] < 0.5 + luck, 0.1, 0.6)
        (found,) = crossings(x, (image < 0.25).mean(axis=1), collapsed_side(image, seed))
        held += found.low <= 0.5 <= found.high
    # Resampling twenty replicates is a little too sure of itself.
    assert 0.88 <= held / 200 <= 1.0
