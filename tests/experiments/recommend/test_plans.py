import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sim
from sim.experiments.recommend.plans import NOTHING, effort, names, point, shifted, without, written
from tests.experiments.recommend.made_up import firm, steps


def test_effort_is_what_a_week_costs_times_the_strength_in_force(tmp_path: Path) -> None:
    scenario = sim.load(firm(tmp_path))
    # Weeks 11..20 are ten: strong at half strength costs 10 × 0.5 a week, cheap 2 × 1.
    assert effort(steps(strong=(11, 0.5)), scenario) == pytest.approx(50)
    assert effort(steps(strong=(11, 0.5), cheap=(11, 1.0)), scenario) == pytest.approx(70)


def test_effort_rises_along_the_ramp_and_stops_at_the_end(tmp_path: Path) -> None:
    scenario = sim.load(firm(tmp_path), overrides=["interventions.strong.ramp=3", "interventions.strong.end=10"])
    # Weeks 5..10: a quarter, a half, three quarters, then full.
    assert effort(steps(strong=(5, 1.0)), scenario) == pytest.approx(10 * (0.25 + 0.5 + 0.75 + 3))


def test_doing_nothing_costs_nothing(tmp_path: Path) -> None:
    assert effort(NOTHING, sim.load(firm(tmp_path))) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(start=st.integers(1, 19), strength=st.floats(0.05, 1))
def test_effort_is_proportional_to_strength_and_falls_with_the_start(
    tmp_path: Path, start: int, strength: float
) -> None:
    scenario = sim.load(firm(tmp_path))
    full = effort(steps(cheap=(start, 1.0)), scenario)
    assert math.isclose(effort(steps(cheap=(start, strength)), scenario), strength * full)
    assert effort(steps(cheap=(start + 1, 1.0)), scenario) < full


def test_what_is_not_in_the_plan_has_no_strength() -> None:
    assert point(steps(cheap=(4, 0.5)), ["strong", "cheap"]) == {
        "interventions.strong.strength": 0.0,
        "interventions.cheap.start": 4,
        "interventions.cheap.strength": 0.5,
    }


def test_a_plan_shifted_beyond_the_end_loses_its_late_measures(tmp_path: Path) -> None:
    plan = steps(strong=(5, 1.0), cheap=(18, 1.0))
    assert shifted(plan, 3, sim.load(firm(tmp_path))) == steps(strong=(8, 1.0))
    assert shifted(plan, -10, sim.load(firm(tmp_path))) == steps(strong=(1, 1.0), cheap=(8, 1.0))


def test_plans_are_told_by_their_measures() -> None:
    plan = steps(strong=(5, 0.35), cheap=(2, 1.0))
    assert written(plan) == "strong 0.35 from 5, cheap 1 from 2"
    assert written(NOTHING) == "nothing"
    assert names(without(plan, "strong")) == {"cheap"}
