import numpy as np
import pytest

from sim.experiments.outcomes import parse_goal
from sim.experiments.recommend.chance import (
    SURE,
    aim,
    bounds,
    hardly_sure,
    may_become_sure,
    of_as_many,
    of_not_missed,
    of_sure,
)  # fmt: skip
from sim.experiments.recommend.judge import judge
from sim.statistics import of_share

GOAL = parse_goal("image at week 20 >= 0.5 with 0.9")


def held(times: int, total: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return (np.arange(total) < times)[:, None]


@pytest.mark.parametrize("probability", [0.05, 0.5, 0.9, 0.99])
def test_bounds_are_where_the_verdict_changes(probability: float) -> None:
    kept, sure = bounds(probability, 400)
    assert of_share(kept, 400).high >= probability > of_share(kept - 1, 400).high
    assert of_share(sure, 400).low >= probability > of_share(sure - 1, 400).low


def test_a_plan_right_at_the_bound_is_confirmed_by_every_second_report_only() -> None:
    sure = bounds(0.9, 2000)[1]
    assert 0.4 < of_sure([GOAL], held(sure, 2000), 2000) < 0.6


def test_the_chance_is_how_often_fresh_runs_say_so() -> None:
    # Draws a true share as the prior lets one believe after these runs, and then fresh runs.
    luck = np.random.default_rng(1)
    shares = luck.beta(1855.5, 145.5, size=20_000)
    fresh = luck.binomial(2000, shares)
    assert of_sure([GOAL], held(1855, 2000), 2000) == pytest.approx(np.mean(fresh >= bounds(0.9, 2000)[1]), abs=0.01)


def test_the_aim_is_the_least_share_that_fresh_runs_confirm() -> None:
    count = round(aim(0.9, 2000) * 2000)
    assert of_sure([GOAL], held(count, 2000), 2000) >= SURE > of_sure([GOAL], held(count - 1, 2000), 2000)
    assert 0.92 < aim(0.9, 2000) < 0.93
    assert aim(0.9, 0) == 0.9
    # No number of eight is enough.
    assert aim(0.9, 8) == 1.0


def test_a_plan_at_the_wanted_share_stays_open() -> None:
    middle = held(1800, 2000)
    assert hardly_sure([GOAL], middle, 2000)
    assert of_not_missed([GOAL], middle, 2000) > 0.9
    assert judge([GOAL], middle) == "undecided"


def test_several_goals_must_all_be_confirmed() -> None:
    both = np.concatenate([held(1855, 2000), held(1800, 2000)], axis=1)
    assert of_sure([GOAL, GOAL], both, 2000) <= of_sure([GOAL], both[:, 1:], 2000)


def test_the_first_few_runs_rule_out_only_what_is_far_away() -> None:
    assert may_become_sure([GOAL], held(116, 125), 2000)
    assert not may_become_sure([GOAL], held(95, 125), 2000)
    # All runs are in, and were enough or not.
    count = round(aim(0.9, 2000) * 2000)
    assert may_become_sure([GOAL], held(count, 2000), 2000)
    assert not may_become_sure([GOAL], held(count - 1, 2000), 2000)


def test_what_cannot_fail_has_all_the_chance() -> None:
    assert of_as_many(3, 10, 0, 100) == 1.0
