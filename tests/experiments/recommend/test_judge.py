import numpy as np
import pytest

from sim.experiments.outcomes import parse_goal
from sim.experiments.recommend.judge import fresh_needed, holds, judge, miss, share
from sim.statistics import of_share

GOAL = parse_goal("image at week 20 >= 0.5 with 0.9")
NEVER = parse_goal("weeks until image falls below 0.3 >= 15 with 0.9")


def held(times: int, total: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return (np.arange(total) < times)[:, None]


def test_a_goal_is_reached_where_the_whole_interval_is() -> None:
    assert judge([GOAL], held(980, 1000)) == "reached"
    assert judge([GOAL], held(905, 1000)) == "undecided"
    assert judge([GOAL], held(800, 1000)) == "missed"


def test_one_goal_missed_is_all_missed() -> None:
    both = np.concatenate([held(1000, 1000), held(100, 1000)], axis=1)
    assert judge([GOAL, GOAL], both) == "missed"


def test_about_so_many_fresh_replicates_decide() -> None:
    undecided = held(46, 50)
    fresh = fresh_needed([GOAL], undecided)
    assert judge([GOAL], undecided) == "undecided"
    assert judge([GOAL], held(round(0.92 * fresh), fresh)) == "reached"
    assert judge([GOAL], held(round(0.92 * fresh / 1.2), round(fresh / 1.2))) == "undecided"
    assert fresh_needed([GOAL], held(480, 500)) == 0


def test_a_share_right_at_the_goal_is_never_decided() -> None:
    assert fresh_needed([GOAL], held(900, 1000)) == 100_000


def test_a_week_that_never_comes_is_later_than_any() -> None:
    values = np.array([[np.nan], [16.0], [3.0]])
    assert holds([NEVER], values)[:, 0].tolist() == [True, True, False]


def test_where_nothing_is_reached_the_distance_shows_the_way() -> None:
    far, near = np.full((8, 1), 0.1), np.full((8, 1), 0.4)
    reached = np.full((8, 1), 0.6)
    assert miss([GOAL], far) > miss([GOAL], near) > 0 > miss([GOAL], reached)


def test_a_share_carries_its_exact_interval() -> None:
    found = share(held(90, 100)[:, 0])
    assert found.share == pytest.approx(0.9)
    assert (found.low, found.high) == of_share(90, 100)[1:]
