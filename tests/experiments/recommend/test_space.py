from pathlib import Path

import pytest

import sim
from sim.errors import ScenarioError
from sim.experiments.recommend.plans import NOTHING, effort, names
from sim.experiments.recommend.space import Space, build
from tests.experiments.recommend.made_up import firm, steps

SPACE = Space(("strong", "cheap"), (1, 1), (20, 20), (0.25, 0.5, 0.75, 1.0))


def test_numbers_stand_for_plans_and_back() -> None:
    plan = steps(strong=(7, 0.75))
    assert SPACE.plan(SPACE.numbers(plan)) == plan
    assert SPACE.plan(SPACE.numbers(NOTHING)) == NOTHING


def test_a_third_of_the_strengths_leave_a_measure_out() -> None:
    low, high = SPACE.ranges()["strong.strength"]
    assert (low, high) == (-1, 4)
    assert SPACE.plan({"strong.strength": -1, "strong.start": 5, "cheap.strength": 0, "cheap.start": 5}) == NOTHING


def test_first_come_nothing_everything_and_each_alone() -> None:
    found = SPACE.given()
    assert found[:4] == [
        NOTHING, steps(strong=(1, 1.0), cheap=(1, 1.0)), steps(strong=(1, 1.0)), steps(cheap=(1, 1.0)),
    ]  # fmt: skip
    assert len(found) == len(set(found))


def test_a_step_towards_earlier_weeks_ends_at_the_first_one() -> None:
    starts = {each[0].start for each in SPACE.heavier(steps(strong=(4, 1.0))) if len(each) == 1}
    assert starts == {3, 1}
    assert steps(strong=(2, 0.5), cheap=(1, 0.5)) in set(SPACE.traded(steps(strong=(2, 0.5), cheap=(4, 0.75))))


def test_lighter_plans_cost_less_and_heavier_ones_more(tmp_path: Path) -> None:
    scenario, plan = sim.load(firm(tmp_path)), steps(strong=(5, 0.5), cheap=(5, 0.5))
    assert all(effort(each, scenario) < effort(plan, scenario) for each in SPACE.lighter(plan))
    assert all(effort(each, scenario) > effort(plan, scenario) for each in SPACE.heavier(plan))
    assert frozenset({"cheap"}) in {names(each) for each in SPACE.lighter(plan)}
    assert all(each[0].name == "strong" for each in SPACE.heavier(steps(strong=(5, 0.5))))


def test_what_is_given_up_may_be_spent_on_something_else() -> None:
    assert steps(strong=(5, 0.25), cheap=(5, 0.75)) in list(SPACE.traded(steps(strong=(5, 0.5), cheap=(5, 0.5))))


def test_only_what_is_free_is_chosen_from_in_the_order_of_the_file(tmp_path: Path) -> None:
    scenario = sim.load(firm(tmp_path))
    assert build(scenario, ["harmful", "strong"], (5, 9), [1, 0.5, 0.5]) == Space(
        ("strong", "harmful"), (5, 5), (9, 9), (0.5, 1.0)
    )


def test_a_measure_begins_before_its_own_end(tmp_path: Path) -> None:
    scenario = sim.load(firm(tmp_path), overrides=["interventions.cheap.end=8"])
    assert build(scenario, None, None, None).last == (20, 8, 20)
    with pytest.raises(ScenarioError, match=r"--start: must let every measure begin before it ends, got 9\.\.12"):
        build(scenario, None, (9, 12), None)


def test_wrong_wishes_end_in_one_line(tmp_path: Path) -> None:
    scenario = sim.load(firm(tmp_path))
    with pytest.raises(ScenarioError, match=r"--free: must name an intervention .*'stong'; did you mean 'strong'\?"):
        build(scenario, ["stong"], None, None)
    with pytest.raises(ScenarioError, match=r"--start: must be weeks LOW\.\.HIGH within 1\.\.20, got 5\.\.30"):
        build(scenario, None, (5, 30), None)
    with pytest.raises(ScenarioError, match=r"--levels: must be strengths above 0 and at most 1, got 1\.5"):
        build(scenario, None, None, [0.5, 1.5])


def test_a_scenario_without_interventions_offers_no_choice(tmp_path: Path) -> None:
    scenario = sim.load(firm(tmp_path)).model_copy(update={"interventions": {}})
    with pytest.raises(ScenarioError, match="interventions: must be at least one to choose from, got none"):
        build(scenario, None, None, None)
