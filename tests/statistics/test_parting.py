"""On how many pairs a difference rests."""

import numpy as np
import pytest

from sim.statistics import UNIT, Scale, parting


def test_a_worked_example() -> None:
    found = parting(np.array([0.0] * 94 + [0.5] * 5 + [-0.5, np.nan]), UNIT)
    assert (found.n, found.up, found.down, found.parted, found.threshold) == (100, 5, 1, 6, 0.1)
    assert (found.carried, found.rest) == (1.0, 0.0)


def test_what_is_far_apart_depends_on_the_scale() -> None:
    differences = np.array([0.2, 0.05, 0.05])
    assert parting(differences, UNIT).parted == 1
    assert parting(differences, Scale(0.0, 2.5)).parted == 0


def test_those_that_part_may_carry_more_than_the_whole() -> None:
    found = parting(np.array([0.5] + [-0.01] * 9), UNIT)
    assert found.carried == pytest.approx(0.5 / 0.41)
    assert found.rest == pytest.approx(-0.01)


def test_without_a_difference_nothing_is_carried() -> None:
    assert np.isnan(parting(np.zeros(5), UNIT).carried)
    assert np.isnan(parting(np.array([0.5]), UNIT).rest)
