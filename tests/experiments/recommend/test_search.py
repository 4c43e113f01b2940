"""The search finds the best plan where it is known, and says so where there is none."""

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from sim.experiments.recommend.bench import Bench
from sim.experiments.recommend.choose import choose
from sim.experiments.recommend.judge import holds
from sim.experiments.recommend.plans import NOTHING, Plan, effort
from sim.experiments.recommend.search import Task, cheapest, rungs, search
from sim.scenario.variants import Value
from tests.experiments.recommend.made_up import FEW, Formula, Found, asked, bench, level, steps


@pytest.fixture
def task(tmp_path: Path) -> Task:
    return asked(tmp_path).task


def best_by_trying_all(task: Task) -> float:
    """Least effort of all plans over a coarse grid that hold in 99 of 100 cases more than is wanted."""
    luck = 0.05 * np.random.default_rng(9).normal(size=4000)
    found = []
    for strong, cheap, start in product(range(21), range(21), (1, 2, 4, 6, 10)):
        plan: Plan = steps(
            **({"strong": (start, round(0.05 * strong, 2))} if strong else {}),
            **({"cheap": (start, round(0.05 * cheap, 2))} if cheap else {}),
        )
        values = {f"interventions.{step.name}.strength": step.strength for step in plan}
        starts = {f"interventions.{step.name}.start": step.start for step in plan}
        nothing = dict.fromkeys((f"interventions.{name}.strength" for name in task.space.names), 0.0)
        if np.mean(level({**nothing, **values, **starts}) + luck >= 0.5) >= 0.8:
            found.append(effort(plan, task.scenario))
    return min(found)


def test_the_search_comes_close_to_the_best_plan(task: Task) -> None:
    trials = search(task, bench(task, 1), FEW)
    choice = choose(task, trials, FEW, bench(task, 2))
    best = best_by_trying_all(task)
    assert choice.verified
    assert effort(choice.plan, task.scenario) < 1.2 * best
    assert "harmful" not in {step.name for step in choice.plan}
    everything = effort(task.space.given()[1], task.scenario)
    assert best < 0.7 * everything


def test_the_chosen_plan_holds_under_luck_that_nobody_has_seen(task: Task) -> None:
    for seed in range(3):
        trials = search(task, bench(task, 10 + seed), FEW._replace(seed=seed, trials=96))
        choice = choose(task, trials, FEW, bench(task, 20 + seed))
        values = bench(task, 1000).measure([choice.plan], 5000)[choice.plan]
        assert holds(task.goals, values).mean() >= 0.8


def test_the_same_seed_gives_the_same_search(task: Task) -> None:
    few = FEW._replace(trials=64)
    first, second = (search(task, bench(task, 1), few) for _ in range(2))
    assert [each.plan for each in first] == [each.plan for each in second]
    other = search(task, bench(task, 1), few._replace(seed=4))
    assert [each.plan for each in other] != [each.plan for each in first]


def test_only_the_better_half_goes_on_to_more_replicates(task: Task) -> None:
    trials = search(task, bench(task, 1), FEW._replace(trials=64))
    assert rungs(32) == [8, 16, 32]
    assert rungs(64) == [8, 16, 32, 64]
    assert rungs(5) == [5]
    counts = [sum(each.replicates >= rung for each in trials) for rung in (8, 16, 32)]
    assert counts[0] == 64
    assert counts[1] <= 0.65 * counts[0]
    assert counts[2] <= 0.65 * counts[1]


def test_cheapest_names_every_combination_once(task: Task) -> None:
    trials = search(task, bench(task, 1), FEW)
    found = cheapest(task.goals, trials, FEW)
    assert [each.effort for each in found] == sorted(each.effort for each in found)
    assert len({frozenset(step.name for step in each.plan) for each in found}) == len(found)


def test_where_no_plan_is_enough_the_closest_is_named(task: Task) -> None:
    def too_little(point: Mapping[str, Value]) -> float:
        return 0.5 * level(point)

    trials = search(task, bench(task, 1, too_little), FEW._replace(trials=96))
    choice = choose(task, trials, FEW, bench(task, 2, too_little))
    assert not choice.verified
    values = bench(task, 2, too_little).measure([choice.plan, NOTHING], 200)
    assert values[choice.plan].mean() > values[NOTHING].mean() + 0.2


def test_a_plan_that_fails_is_left_out_and_its_error_kept(task: Task) -> None:
    class Fragile(Formula):
        def measure(self, points: Sequence[Mapping[str, Value]], replicates: int) -> Found:
            broken = [n for n, each in enumerate(points) if each["interventions.strong.strength"] == 1.0]
            return super().measure(points, replicates)._replace(errors=dict.fromkeys(broken, "broke"))

    fragile = Bench(Fragile(1, level), task.space.names)
    trials = search(task, fragile, FEW._replace(trials=64))
    failed = [each for each in trials if not each.replicates]
    assert failed
    assert {each.plan for each in failed} == set(fragile.errors)
    assert all(any(step == ("strong", step.start, 1.0) for step in each.plan) for each in failed)
    choice = choose(task, trials, FEW, bench(task, 2))
    assert choice.plan not in fragile.errors
