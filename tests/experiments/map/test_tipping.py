import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.coverage.map import LINE, made_up, score
from sim.experiments.map.tipping import collapsed_side, crossings
from sim.statistics import of_share

X = np.linspace(0.0, 1.0, 5)


def test_a_jump_between_two_points_is_known_no_better_than_their_distance() -> None:
    jump = np.array([1.0, 1.0, 1.0, 0.0, 0.0])
    (found,) = crossings(X, jump, jump)
    assert found == (0.625, 0.5, 0.75, True)


def test_the_interval_reaches_from_the_last_sure_point_to_the_next() -> None:
    (found,) = crossings(X, np.array([1, 0.9, 0.6, 0.2, 0]), np.array([1, 1, 0.5, 0, 0]))
    assert found.at == pytest.approx(0.5625)
    assert (found.low, found.high) == (0.25, 0.75)


def test_a_line_near_the_border_has_an_open_end() -> None:
    (found,) = crossings(X, np.array([0.6, 0.4, 0.2, 0, 0]), np.array([0.5, 0.5, 0, 0, 0]))
    assert (found.low, found.high) == (-math.inf, 0.5)


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_there_is_no_tipping_where_everything_is_on_one_side(level: float) -> None:
    assert crossings(X, np.full(5, level), np.full(5, level)) == []


def test_a_dent_that_is_not_sure_is_no_tipping() -> None:
    assert crossings(X, np.array([1, 0.6, 0.4, 0.6, 1]), np.array([1, 0.5, 0.5, 0.5, 1])) == []


def test_two_sure_crossings_are_two() -> None:
    found = crossings(X, np.array([1.0, 0, 0, 1, 1]), np.array([1.0, 0, 0, 1, 1]))
    assert [each.collapsed_below for each in found] == [True, False]


def test_points_that_failed_are_passed_over() -> None:
    values = np.array([1, 1, np.nan, 0, 0])
    (found,) = crossings(X, values, values)
    assert found.at == pytest.approx(0.5)
    assert crossings(X, np.full(5, np.nan), np.full(5, np.nan)) == []


def test_a_point_is_on_one_side_where_the_exact_interval_of_its_share_is() -> None:
    # Of twenty runs fifteen must be down: the interval of fourteen begins at 0.457.
    image = np.array([[0.1] * down + [0.6] * (20 - down) for down in (15, 14, 10, 6, 5)])
    assert collapsed_side(image).tolist() == [1.0, 0.5, 0.5, 0.5, 0.0]
    assert math.isnan(collapsed_side(np.full((1, 20), np.nan))[0])
    assert collapsed_side(np.array([[0.1] * 5, [0.6] * 5])).tolist() == [0.5, 0.5]  # five runs are never sure


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 0.9))
def test_the_line_lies_inside_its_interval(seed: int, line: float) -> None:
    chance = np.random.default_rng(seed)
    x = np.linspace(0, 1, 17)
    luck = chance.normal(0, 0.1, 20)
    image = np.where(x[:, None] < line + luck, 0.1, 0.6)
    found = crossings(x, (image < 0.25).mean(axis=1), collapsed_side(image))
    assert all(each.low <= each.at <= each.high for each in found)
    assert len(found) == 1


@pytest.mark.parametrize("common", [1.0, 0.5])
@pytest.mark.parametrize("size", [8, 24])
def test_intervals_hold_the_true_line_as_often_as_they_say(common: float, size: int) -> None:
    found = score(made_up(33, 400 * size, common, 3), LINE, size)
    # Not shown to be held less often than 95 times in a hundred, and rarely found nowhere.
    assert of_share(found.held, found.studies).high > 0.95
    assert found.held / found.studies > 0.93


def test_intervals_without_the_right_place_would_be_noticed() -> None:
    assert score(made_up(33, 400 * 24, 1.0, 3), LINE + 0.1, 24).held < 0.9 * 400
