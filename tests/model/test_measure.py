"""What is measured carries the names of the output's columns, and rounds as the kernel does."""

from math import isnan

import pytest

from sim.model.measure import CompanyWeek, DepartmentWeek, mean_standing, ratio, total
from sim.model.tally import SeriesTally
from sim.model.tie import Tie
from sim.scenario.output import COMPANY, MEETINGS, WEEKLY


def test_weeks_have_the_columns_of_the_output() -> None:
    assert DepartmentWeek._fields == WEEKLY
    assert CompanyWeek._fields == COMPANY
    assert tuple(SeriesTally.__dataclass_fields__) == MEETINGS


def test_values_are_added_one_by_one() -> None:
    """`sum` gives exactly 1 here from Python 3.12 on, the kernel never."""
    assert total([0.1] * 10) == 0.9999999999999999


def test_a_part_of_nothing_is_not_a_number() -> None:
    assert isnan(ratio(0, 0))
    assert ratio(1, 4) == 0.25


def test_standing_is_the_mean_of_attentive_esteem() -> None:
    assert mean_standing([Tie(0.5, 0.8), Tie(1, 0.2)]) == pytest.approx(0.3)
    assert isnan(mean_standing([]))
