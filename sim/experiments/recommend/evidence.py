"""What speaks for a plan: replicates of its own, what each measure adds, when it comes too late, what else there is."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.outcomes import Goal
from sim.experiments.recommend.bench import Bench, Floats
from sim.experiments.recommend.chance import hardly_sure
from sim.experiments.recommend.choose import Choice
from sim.experiments.recommend.judge import holds, judge
from sim.experiments.recommend.plans import NOTHING, Plan, effort, shifted, without
from sim.experiments.recommend.search import Task, Trial
from sim.scenario.schema import Structure
from sim.statistics import UNIT, Interval, Scale, paired

MOST_ON_FRONT = 6
SHIFTS = 6
HALVINGS = 3


class Tried(NamedTuple):
    """A plan with its outcomes over fresh replicates: (replicate, outcome)."""

    plan: Plan
    effort: float
    values: Floats

    def held(self, goals: Sequence[Goal]) -> NDArray[np.bool_]:
        """Whether each goal holds in each replicate."""
        return holds(goals, self.values)

    def adds(self, other: "Tried", goals: Sequence[Goal], place: int) -> Interval:
        """How much more often a goal holds than under another plan."""
        own, others = (each.held(goals)[:, place].astype(np.float64) for each in (self, other))
        return _gap(others, own, UNIT)

    def raises(self, other: "Tried", place: int, scale: Scale) -> Interval:
        """How much higher the outcome of a goal is than under another plan."""
        return _gap(other.values[:, place], self.values[:, place], scale)


def _gap(others: Floats, own: Floats, scale: Scale) -> Interval:
    """Paired difference over the replicates that both have: the first so many, which met the same luck."""
    n = min(len(others), len(own))
    return paired(others[:n], own[:n], scale).interval


class Evidence(NamedTuple):
    """Plans tried on the same fresh replicates; only what failed to run is missing."""

    plan: Tried
    runner_up: Tried | None
    nothing: Tried
    left_out: dict[str, Tried]  # the plan without each of its measures
    shifts: dict[int, Tried]  # the plan begun so many weeks later, in order
    front: list[Tried]  # what is cheaper, part of the plan, on the search's front, or asked by anybody; cheapest first

    @property
    def shown(self) -> list[Tried]:
        """All plans, each once, cheapest first."""
        every = [self.plan, self.runner_up, *self.left_out.values(), *self.shifts.values(), *self.front]
        found = {each.plan: each for each in every if each is not None}
        return sorted(found.values(), key=lambda each: (each.effort, len(each.plan)))


class Counted:
    """Measures a plan once, all in as many replicates, so that it has one number wherever it is shown."""

    def __init__(self, bench: Bench, known: Mapping[Plan, Floats], replicates: int) -> None:
        self._bench = bench
        self._known = dict(known)
        self.replicates = replicates

    def measure(self, plans: Iterable[Plan]) -> None:
        """Measure plans that were not."""
        self._known |= self._bench.measure([plan for plan in plans if plan not in self._known], self.replicates)

    def tried(self, plan: Plan, scenario: Structure) -> Tried | None:
        """A plan that was measured; None where it could not be run."""
        values = self._known.get(plan)
        return None if values is None else Tried(plan, effort(plan, scenario), values)


def gather(task: Task, choice: Choice, trials: Sequence[Trial], runs: Counted) -> Evidence:
    """Try the chosen plans and what they are compared with; `runs` knows the chosen one and nothing already."""
    parts = {step.name: without(choice.plan, step.name) for step in choice.plan}
    given = [NOTHING, choice.plan, task.space.given()[1], *choice.open, choice.runner_up or NOTHING]
    plans = list(dict.fromkeys([*given, *parts.values(), *_front(task, choice, trials, runs.replicates)]))
    runs.measure(plans)

    def tried(plan: Plan | None) -> Tried | None:
        return None if plan is None else runs.tried(plan, task.scenario)

    left_out = {name: tried(plan) for name, plan in parts.items()}
    chosen, nothing = tried(choice.plan), tried(NOTHING)
    assert chosen is not None
    assert nothing is not None
    return Evidence(
        chosen, tried(choice.runner_up), nothing,
        {name: each for name, each in left_out.items() if each is not None}, _shifts(task, choice.plan, runs),
        sorted((each for each in map(tried, plans) if each is not None), key=lambda each: each.effort),
    )  # fmt: skip


def undominated(found: Iterable[tuple[float, float]]) -> list[bool]:
    """Of pairs of effort and distance, both the less the better: which no other pair beats."""
    pairs = list(found)
    return [
        not any(cost <= each[0] and far <= each[1] and (cost, far) != each for cost, far in pairs) for each in pairs
    ]


def _front(task: Task, choice: Choice, trials: Sequence[Trial], replicates: int) -> list[Plan]:
    """Plans on the search's front, some, spread over its whole length.

    Plans that are cheaper than a sure one and may be so too by the report's luck are left out: as they are not chosen
    for being unsure, they would be shown for being lucky.
    """
    most = max((each.replicates for each in trials), default=0)
    full = [each for each in trials if each.replicates == most]
    marks = undominated((each.effort, each.miss) for each in full)
    front = sorted((each for each, mark in zip(full, marks, strict=True) if mark), key=lambda each: each.effort)
    if choice.verified:
        best = effort(choice.plan, task.scenario)
        front = [each for each in front if each.effort > best or _hardly_sure(task, each, replicates)]
    if not front:
        return []
    places = np.linspace(0, len(front) - 1, MOST_ON_FRONT).round().astype(int).tolist()
    return list(dict.fromkeys(front[place].plan for place in places))


def _hardly_sure(task: Task, trial: Trial, replicates: int) -> bool:
    return hardly_sure(task.goals, holds(task.goals, trial.values), replicates)


def _shifts(task: Task, plan: Plan, runs: Counted) -> dict[int, Tried]:
    """The plan begun earlier and later; more finely where the verdict changes."""
    if not plan:
        return {}
    first = min(step.start for step in plan)
    ends = (min(task.space.first) - first, max(task.space.last) - first)
    weeks = sorted({0, *np.linspace(*ends, SHIFTS).round().astype(int).tolist()})
    found = _moved(task, plan, runs, weeks)
    for _ in range(HALVINGS):
        verdicts = {each: judge(task.goals, found[each].held(task.goals)) for each in sorted(found)}
        between = [
            (low + high) // 2 for low, high in pairwise(verdicts) if high - low > 1 and verdicts[low] != verdicts[high]
        ]
        found |= _moved(task, plan, runs, between)
    return dict(sorted(found.items()))


def _moved(task: Task, plan: Plan, runs: Counted, weeks: Sequence[int]) -> dict[int, Tried]:
    plans = {week: shifted(plan, week, task.scenario) for week in weeks}
    runs.measure(plans.values())
    found = {week: runs.tried(each, task.scenario) for week, each in plans.items()}
    return {week: each for week, each in found.items() if each is not None}
