"""How runs end: a mean, or two groups in words and in the chart."""

from typing import Any

import numpy as np
import pytest

from sim.app.ensembles import Ensemble
from sim.app.explore.ends import ends, ends_of, headline, told
from sim.app.explore.figures import Pair, fan_chart
from sim.language import translator
from sim.scenario.output import COMPANY, WEEKLY
from tests.app.explore.made_up import library

EN, DE = translator("en"), translator("de")
WEEKS = 26


def ensemble(last: np.ndarray) -> Ensemble:
    """Runs whose revenue moves evenly from 0.5 to where each ends."""
    scenario = library(WEEKS).base("alibi")
    way = np.linspace(0.0, 1.0, WEEKS)
    revenue = 0.5 + (last[:, None] - 0.5) * way
    company = np.zeros((last.size, WEEKS, len(COMPANY)), dtype=np.float32)
    company[:, :, COMPANY.index("revenue")] = revenue
    weekly = np.zeros((last.size, WEEKS, len(scenario.departments), len(WEEKLY)), dtype=np.float32)
    return Ensemble(scenario, weekly, company, last.size)


LUCK = np.random.default_rng(9)
ONE = ensemble(np.clip(LUCK.normal(0.4, 0.05, 200), 0, 1))
TWO = ensemble(np.concatenate([LUCK.normal(0.1, 0.01, 50), LUCK.normal(0.8, 0.02, 150)]))


def chart(now: Ensemble, was: Ensemble | None = None) -> list[Any]:
    sides = [None if each is None else ends("revenue", each) for each in (now, was)]
    assert sides[0] is not None
    found: list[Any] = fan_chart(Pair(now, was), sides[0], sides[1], EN)["data"]
    return found


def test_one_group_is_told_by_its_mean() -> None:
    found = ends("revenue", ONE)
    last = ONE.series("revenue")[:, -13:].mean()
    assert headline(found, EN) == f"mean {100 * last:.1f}"
    assert told(found, EN) == ""
    assert len(chart(ONE)) == 3


def test_two_groups_are_told_as_two_and_never_by_a_mean() -> None:
    found = ends("revenue", TWO)
    assert found.groups is not None
    low, high = (each.middle for each in found.groups[:2])
    assert headline(found, EN) == f"{low:.1f} (50) | {high:.1f} (150)"
    assert told(found, EN) == f"The runs end in two groups: 50 of 200 around {low:.1f}, 150 around {high:.1f}."
    assert "zwei Gruppen" in told(found, DE)


def test_a_chart_draws_the_middle_of_each_group_and_marks_where_it_ends() -> None:
    low, high, marks = chart(TWO)[-3:]
    assert (low["name"], high["name"]) == ("Now (50)", "Now (150)")
    assert low["y"][-1] == pytest.approx(10.0, abs=1.0)
    assert high["y"][-1] == pytest.approx(80.0, abs=1.0)
    assert marks["mode"] == "markers"
    assert marks["x"] == [WEEKS, WEEKS]
    found = ends("revenue", TWO).groups
    assert found is not None
    assert marks["y"] == pytest.approx([found.low.middle, found.high.middle], abs=0.05)
    assert marks["marker"]["size"][0] < marks["marker"]["size"][1]


def test_both_sides_may_end_in_two_groups() -> None:
    assert len(chart(ONE, TWO)) == 2 + 3 + 3
    assert len(chart(TWO, TWO)) == 5 + 5


def test_ends_of_the_first_runs_only_leave_the_others_out() -> None:
    assert ends("revenue", TWO, 50).groups is None
    assert ends("revenue", TWO, 50).values.size == 50


def test_runs_without_a_value_have_no_mean() -> None:
    found = ends_of("image", np.full(8, np.nan))
    assert headline(found, EN) == "mean –"
