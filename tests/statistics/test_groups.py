"""Two groups are told as two, one is never told as two."""

import numpy as np
import pytest

from sim.statistics import UNIT, Scale, two_groups


def test_a_worked_example() -> None:
    values = np.array([0.13, 0.14, 0.15] * 64 + [0.61, 0.62, 0.63] * 2)
    found = two_groups(values, UNIT)
    assert found is not None
    assert (found.low.runs, found.low.middle, found.high.runs, found.high.middle) == (192, 0.14, 6, 0.62)
    assert (found.total, found.line) == (198, 0.15)


def test_two_points_are_two_groups() -> None:
    found = two_groups(np.array([0.1] * 40 + [0.5] * 60), UNIT)
    assert found is not None
    assert (found.low.runs, found.high.runs) == (40, 60)


def test_groups_close_together_on_a_wide_scale_are_one() -> None:
    values = np.array([0.1] * 40 + [0.15] * 60)
    assert two_groups(values, UNIT) is None
    assert two_groups(values, Scale(0.0, 0.2)) is not None


@pytest.mark.parametrize("shape", ["even", "bell", "skewed"])
def test_one_group_is_hardly_ever_told_as_two(shape: str) -> None:
    rng = np.random.default_rng(5)
    made = {
        "even": lambda: rng.random(200),
        "bell": lambda: rng.normal(0.5, 0.15, 200),
        "skewed": lambda: rng.exponential(0.2, 200),
    }
    assert sum(two_groups(made[shape](), UNIT) is not None for _ in range(200)) <= 2


def test_a_few_runs_and_runs_without_a_value_are_no_groups() -> None:
    assert two_groups(np.array([0.1, 0.1, 0.9, 0.9]), UNIT) is None
    assert two_groups(np.full(50, np.nan), UNIT) is None
