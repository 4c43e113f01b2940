"""What speaks for a plan: replicates of its own, what each measure adds, when it comes too late, what else there is."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.outcomes import Goal
from sim.experiments.paired import paired
from sim.experiments.recommend.bench import Bench, Floats
from sim.experiments.recommend.choose import Choice
from sim.experiments.recommend.judge import holds, judge
from sim.experiments.recommend.plans import NOTHING, Plan, effort, shifted, without
from sim.experiments.recommend.search import Task, Trial
from sim.results.intervals import Interval

MOST_ON_FRONT = 12
SHIFTS = 12
REFINED = 4


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
        return paired(others, own, is_event=True).interval

    def raises(self, other: "Tried", goals: Sequence[Goal], place: int) -> Interval:
        """How much higher the outcome of a goal is than under another plan."""
        is_event = goals[place].outcome.is_event
        return paired(other.values[:, place], self.values[:, place], is_event=is_event).interval


class Evidence(NamedTuple):
    """Plans tried on the same fresh replicates; only what failed to run is missing."""

    plan: Tried
    runner_up: Tried | None
    nothing: Tried
    left_out: dict[str, Tried]  # the plan without each of its measures
    shifts: dict[int, Tried]  # the plan begun so many weeks later, in order
    front: list[Tried]  # the search's front and what anybody asks about, cheapest first


class Counts(NamedTuple):
    """Replicates for what is decided, and for what illustrates it."""

    confirm: int
    show: int


def gather(task: Task, choice: Choice, trials: Sequence[Trial], bench: Bench, counts: Counts) -> Evidence:
    """Try the chosen plans and what they are compared with."""
    parts = {step.name: without(choice.plan, step.name) for step in choice.plan}
    known = bench.measure([choice.plan, *([choice.runner_up] if choice.runner_up is not None else [])], counts.confirm)
    known |= bench.measure([plan for plan in [NOTHING, *parts.values()] if plan not in known], counts.confirm)
    around = _front(trials)
    shown = bench.measure([plan for plan in [task.space.given()[1], *around] if plan not in known], counts.show)
    shifts = _shifts(task, choice.plan, bench, counts.show)

    def tried(plan: Plan | None) -> Tried | None:
        values = None if plan is None else known.get(plan, shown.get(plan))
        return None if plan is None or values is None else Tried(plan, effort(plan, task.scenario), values)

    front = [
        tried(plan) for plan in dict.fromkeys([NOTHING, *around, choice.plan, choice.runner_up, task.space.given()[1]])
    ]
    left_out = {name: tried(plan) for name, plan in parts.items()}
    chosen, nothing = tried(choice.plan), tried(NOTHING)
    if chosen is None or nothing is None:
        raise _failed(bench)
    return Evidence(
        chosen, tried(choice.runner_up), nothing,
        {name: each for name, each in left_out.items() if each is not None}, shifts,
        sorted((each for each in front if each is not None), key=lambda each: each.effort),
    )  # fmt: skip


def undominated(found: Iterable[tuple[float, float]]) -> list[bool]:
    """Of pairs of effort and distance, both the less the better: which no other pair beats."""
    pairs = list(found)
    return [
        not any(cost <= each[0] and far <= each[1] and (cost, far) != each for cost, far in pairs) for each in pairs
    ]


def _front(trials: Sequence[Trial]) -> list[Plan]:
    """Plans on the search's front, at most so many, spread over its whole length."""
    most = max((each.replicates for each in trials), default=0)
    full = [each for each in trials if each.replicates == most]
    marks = undominated((each.effort, each.miss) for each in full)
    front = sorted((each for each, mark in zip(full, marks, strict=True) if mark), key=lambda each: each.effort)
    if not front:
        return []
    places = np.linspace(0, len(front) - 1, MOST_ON_FRONT).round().astype(int).tolist()
    return list(dict.fromkeys(front[place].plan for place in places))


def _shifts(task: Task, plan: Plan, bench: Bench, replicates: int) -> dict[int, Tried]:
    """The plan begun earlier and later; more finely where the verdict changes."""
    if not plan:
        return {}
    first = min(step.start for step in plan)
    ends = (min(task.space.first) - first, max(task.space.last) - first)
    weeks = sorted({0, *np.linspace(*ends, SHIFTS).round().astype(int).tolist()})
    found = _moved(task, plan, bench, replicates, weeks)
    verdicts = {each: judge(task.goals, found[each].held(task.goals)) for each in found}
    between = [
        week
        for low, high in zip(list(found), list(found)[1:], strict=False)
        if verdicts[low] != verdicts[high]
        for week in np.linspace(low, high, REFINED + 2).round().astype(int).tolist()
    ]
    found |= _moved(task, plan, bench, replicates, [week for week in between if week not in found])
    return dict(sorted(found.items()))


def _moved(task: Task, plan: Plan, bench: Bench, replicates: int, weeks: Sequence[int]) -> dict[int, Tried]:
    plans = {week: shifted(plan, week, task.scenario) for week in weeks}
    known = bench.measure(plans.values(), replicates)
    return {
        week: Tried(each, effort(each, task.scenario), known[each]) for week, each in plans.items() if each in known
    }


def _failed(bench: Bench) -> Exception:
    from sim.errors import StudyError

    return StudyError(f"recommend: must be able to run the plans, got '{next(iter(bench.errors.values()), 'nothing')}'")
