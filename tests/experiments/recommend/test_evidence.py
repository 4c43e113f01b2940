from collections.abc import Iterable
from typing import ClassVar

import numpy as np
import pytest

from sim.experiments.outcomes import parse_goal
from sim.experiments.recommend.bench import Floats
from sim.experiments.recommend.evidence import Counted, Tried
from sim.experiments.recommend.plans import NOTHING, Plan
from sim.statistics import UNIT, Scale, of_mean
from tests.experiments.recommend.made_up import steps

GOALS = [parse_goal("image.sales at week 52 >= 0.5"), parse_goal("collapse <= 0")]


def tried(images: list[float], collapsed: list[float]) -> Tried:
    return Tried(NOTHING, 0.0, np.array([images, collapsed]).T)


def test_what_a_plan_adds_is_counted_pair_by_pair() -> None:
    more, less = tried([0.6, 0.7, 0.6, 0.4], [0.0] * 4), tried([0.4, 0.6, 0.4, 0.3], [1.0] * 4)
    # Of four pairs two reach the goal by the plan alone.
    assert more.adds(less, GOALS, 0) == of_mean(np.array([1.0, 0.0, 1.0, 0.0]), Scale(-1.0, 1.0))
    assert less.adds(more, GOALS, 0).mean == -0.5


def test_pairs_that_are_all_alike_still_leave_room_for_one_that_parts() -> None:
    more, less = tried([0.6] * 40, [0.0] * 40), tried([0.5] * 40, [0.0] * 40)
    raised = more.raises(less, 0, UNIT)
    assert raised.mean == pytest.approx(0.1)
    assert raised.low < 0.1 < raised.high
    assert more.adds(less, GOALS, 0).low < 0.0 < more.adds(less, GOALS, 0).high


def test_plans_with_more_replicates_are_paired_over_those_that_both_have() -> None:
    more, less = tried([0.6, 0.7, 0.1], [0.0] * 3), tried([0.5, 0.5], [0.0] * 2)
    assert more.raises(less, 0, UNIT).mean == pytest.approx(0.15)


def test_a_plan_is_measured_once_and_has_one_number() -> None:
    asked: list[tuple[int, int]] = []

    class Counting:
        errors: ClassVar[dict[Plan, str]] = {}

        def measure(self, plans: Iterable[Plan], replicates: int) -> dict[Plan, Floats]:
            wanted = list(plans)
            asked.append((len(wanted), replicates))
            return {plan: np.zeros((replicates, 1)) for plan in wanted}

    known = steps(strong=(3, 1.0))
    runs = Counted(Counting(), {known: np.ones((100, 1))}, 100)  # type: ignore[arg-type]
    runs.measure([known, steps(strong=(3, 0.5))])
    runs.measure([known, steps(strong=(3, 0.5)), NOTHING])
    assert asked == [(1, 100), (1, 100)]
