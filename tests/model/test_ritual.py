"""Cutting ritual and raising the norm: the same thing where form takes no time, another where it does."""

import numpy as np
import pytest

from sim.scenario import layout
from sim.scenario.output import WEEKLY
from sim.scenario.schema import Scenario
from tests.model.engines import by_mesa
from tests.model.small import ROUND, firm

MUCH, LITTLE, BURDEN, EVERYBODY = 0.6, 0.1, 2.0, 10.0


def company(time: float, level: float, norm: float) -> Scenario:
    """A company that meets to decide once a week."""
    return firm(
        weeks=30,
        ritual={"level": level, "burden": BURDEN, "time": time},
        attendance={"norm": norm},
        meetings={"round": {"roster": ROUND, "slot": 2, "set": {"allocation.weight": 1}}},
    )


def without_ritual_or_with_norm(time: float) -> tuple[np.ndarray, np.ndarray]:
    """Weekly measures where the form is cut, and where people are expected more by the same logits."""
    cut, expected = company(time, LITTLE, 0.0), company(time, MUCH, BURDEN * (MUCH - LITTLE))
    return by_mesa(cut, 1, 0).weekly, by_mesa(expected, 1, 0).weekly


def test_where_form_takes_no_time_cutting_it_is_a_higher_norm() -> None:
    cut, expected = without_ritual_or_with_norm(time=0.0)
    assert np.array_equal(cut, expected, equal_nan=True)


def test_where_form_takes_time_cutting_it_is_another_thing_than_a_higher_norm() -> None:
    cut, expected = without_ritual_or_with_norm(time=0.5)
    differs = {name for name in range(len(WEEKLY)) if not np.array_equal(cut[..., name], expected[..., name])}
    assert {WEEKLY.index(name) for name in ("resources", "esteem", "interest")} <= differs


def test_the_same_people_decide_more_in_a_meeting_of_less_form() -> None:
    column, given = WEEKLY.index("resources"), layout.build(company(0.5, MUCH, EVERYBODY)).departments
    before = given.resources[given.topic]
    first = [by_mesa(company(0.5, level, EVERYBODY), 1, 0).weekly[0, :, column] for level in (LITTLE, MUCH)]
    moved = [after - before for after in first]
    # Team meetings earlier in the week have moved attention a little differently.
    assert moved[0] / moved[1] == pytest.approx((1 - 0.5 * LITTLE) / (1 - 0.5 * MUCH), rel=0.01)
