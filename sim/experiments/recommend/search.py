"""The search for plans that reach the goals with little effort.

Optuna's tree-structured Parzen estimator (Bergstra et al. 2011, for several objectives Ozaki et al. 2020) proposes
plans from what it has seen; beside its proposals, the cheapest plans so far are made a little lighter, and the
best a little heavier while none reaches the goals. All plans of a batch meet the same few replicates, the better
half goes on to twice as many, and so on (Jamieson & Talwalkar 2016).

Nothing is kept on the disk here: the same seed and the same outcomes give the same proposals, so that a search that
was interrupted is gone through again, with the runs that its laboratory has kept.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Literal, NamedTuple

import numpy as np

from sim.experiments.outcomes import Goal, scale
from sim.experiments.recommend.bench import Bench, Floats
from sim.experiments.recommend.chance import aim
from sim.experiments.recommend.judge import holds, judge, miss
from sim.experiments.recommend.plans import Plan, effort, names
from sim.experiments.recommend.space import Space
from sim.experiments.study.extras import need
from sim.scenario.schema import Structure
from sim.statistics import Scale

Origin = Literal["given", "lighter", "heavier", "traded", "proposed"]

BATCH = 16
COMBINATIONS = 2
FIRST_RUNG = 8
RANDOM_TRIALS = 20


class Task(NamedTuple):
    """What is searched for, and where."""

    scenario: Structure
    space: Space
    goals: tuple[Goal, ...]

    @property
    def scales(self) -> list[Scale]:
        """Scale of every goal's outcome."""
        return [scale(goal.outcome, self.scenario) for goal in self.goals]


class Budget(NamedTuple):
    """How long to search."""

    trials: int
    replicates: int
    seed: int
    proof: int  # replicates by which a plan is chosen; as many others are reported


class Trial(NamedTuple):
    """A plan that was tried: its outcomes over (replicate, outcome), and how far it was from the goals."""

    number: int
    origin: Origin
    plan: Plan
    effort: float
    values: Floats
    miss: float

    @property
    def replicates(self) -> int:
        """How many replicates it was worth."""
        return len(self.values)


def search(task: Task, bench: Bench, budget: Budget) -> list[Trial]:
    """Trials in the order in which they were made; every plan there is, where so many may be tried."""
    proposer, trials = _Proposer(task.space, budget.seed), list[Trial]()
    budget = budget._replace(trials=min(budget.trials, task.space.size))
    while len(trials) < budget.trials:
        asked = proposer.ask(min(BATCH, budget.trials - len(trials)), _wishes(task, trials, budget))
        found = _halving([plan for plan, _, _ in asked], task, bench, budget, trials)
        for plan, origin, handle in asked:
            values = found.get(plan)
            made = Trial(
                len(trials), origin, plan, effort(plan, task.scenario),
                np.empty((0, len(task.goals))) if values is None else values,
                np.inf if values is None else miss(task.goals, values),
            )  # fmt: skip
            proposer.tell(handle, made)
            trials.append(made)
    return trials


class _Proposer:
    """Optuna, asked for plans."""

    def __init__(self, space: Space, seed: int) -> None:
        self._optuna = need("optuna")
        self._optuna.logging.set_verbosity(self._optuna.logging.WARNING)
        self._space = space
        self._distributions = {
            name: self._optuna.distributions.IntDistribution(low, high) for name, (low, high) in space.ranges().items()
        }
        sampler = self._optuna.samplers.TPESampler(seed=seed, multivariate=True, n_startup_trials=RANDOM_TRIALS)
        self._study = self._optuna.create_study(directions=["minimize", "minimize"], sampler=sampler)

    def ask(self, count: int, wishes: Sequence[tuple[Plan, Origin]]) -> list[tuple[Plan, Origin, Any]]:
        """So many plans: the wishes, then proposals."""
        for plan, _ in wishes[:count]:
            self._study.enqueue_trial(self._space.numbers(plan))
        handles = [self._study.ask(self._distributions) for _ in range(count)]
        origins = [origin for _, origin in wishes[:count]] + ["proposed"] * count
        return [
            (self._space.plan(handle.params), origin, handle) for handle, origin in zip(handles, origins, strict=False)
        ]

    def tell(self, handle: Any, trial: Trial) -> None:
        """Say what became of a plan."""
        if trial.replicates:
            self._study.tell(handle, (trial.effort, trial.miss))
        else:
            self._study.tell(handle, state=self._optuna.trial.TrialState.FAIL)


def _wishes(task: Task, trials: list[Trial], budget: Budget) -> list[tuple[Plan, Origin]]:
    """Plans that need no proposal: those that everybody would ask about, then neighbours of the best so far."""
    seen = {trial.plan for trial in trials}
    if budget.trials == task.space.size:
        return [(plan, "given") for plan in task.space.every() if plan not in seen]
    given: list[tuple[Plan, Origin]] = [(plan, "given") for plan in task.space.given() if plan not in seen]
    if not trials or (given and len(trials) < budget.trials // 3):
        return given
    return list(islice(_neighbours(task, trials, budget, seen), BATCH // 2))


def _neighbours(task: Task, trials: list[Trial], budget: Budget, seen: set[Plan]) -> Iterator[tuple[Plan, Origin]]:
    """Plans near the cheapest of several combinations in turn, or near the best while none reaches the goals."""
    reached = cheapest(task.goals, trials, budget)
    if not reached:
        best = min(trials, key=lambda each: (each.miss, each.effort))
        yield from ((plan, "heavier") for plan in task.space.heavier(best.plan) if plan not in seen)
        return
    luck = np.random.default_rng([budget.seed, len(trials)])
    rivals = [_cheaper(task, each, luck) for each in reached[:COMBINATIONS]]
    while rivals:
        for each in list(rivals):
            found = next(((plan, origin) for plan, origin in each if plan not in seen), None)
            if found is None:
                rivals.remove(each)
            else:
                seen.add(found[0])
                yield found


def _cheaper(task: Task, trial: Trial, luck: np.random.Generator) -> Iterator[tuple[Plan, Origin]]:
    """Neighbours of a plan that cost less than it does."""
    yield from ((plan, "lighter") for plan in task.space.lighter(trial.plan))
    traded = list(task.space.traded(trial.plan))
    for number in luck.permutation(len(traded)).tolist():
        if effort(traded[number], task.scenario) < trial.effort:
            yield traded[number], "traded"


def cheapest(goals: Sequence[Goal], trials: Sequence[Trial], budget: Budget) -> list[Trial]:
    """Cheapest promising trial of every combination of measures, cheapest first."""
    found: dict[frozenset[str], Trial] = {}
    for trial in promising(goals, trials, budget):
        found.setdefault(names(trial.plan), trial)
    return list(found.values())


def promising(goals: Sequence[Goal], trials: Sequence[Trial], budget: Budget, proof: int | None = None) -> list[Trial]:
    """Trials that came to the last round or the one before and held as often as a proof asks for, cheapest first."""
    proof = budget.proof if proof is None else proof
    full = (trial for trial in trials if 2 * trial.replicates >= budget.replicates)
    ordered = sorted(full, key=lambda each: (each.effort, each.number))
    return [trial for trial in ordered if seems_reached(goals, trial.values, proof)]


def seems_reached(goals: Sequence[Goal], values: Floats, proof: int) -> bool:
    """Whether the replicates at hand hold every goal as often as `proof` replicates would have to; 0: as is wanted."""
    shares = holds(goals, values).mean(axis=0)
    return all(found >= aim(goal.probability, proof) for found, goal in zip(shares, goals, strict=True))


def rungs(replicates: int) -> list[int]:
    """Numbers of replicates, from few to all: `8, 16, 32, 64`."""
    found = [replicates]
    while found[0] >= 2 * FIRST_RUNG:
        found.insert(0, found[0] // 2)
    return found


def _halving(
    plans: list[Plan], task: Task, bench: Bench, budget: Budget, before: Sequence[Trial]
) -> dict[Plan, Floats]:
    """Outcomes of the plans, over the more replicates the longer a plan stays among the better half."""
    known = {trial.plan: trial.values for trial in before if trial.replicates}
    limit = min((each.effort for each in promising(task.goals, before, budget)), default=np.inf)
    left = list(dict.fromkeys(plans))
    for rung in rungs(budget.replicates):
        known |= bench.measure([plan for plan in left if len(known.get(plan, ())) < rung], rung)
        costs = {plan: effort(plan, task.scenario) for plan in left if plan in known}
        left = _better_half(task, costs, known, limit)
    return {plan: known[plan] for plan in plans if plan in known}


def _better_half(task: Task, costs: dict[Plan, float], known: dict[Plan, Floats], limit: float) -> list[Plan]:
    """The cheapest plans that may still reach the goals; then those closest to them; then what costs too much."""

    def rank(plan: Plan) -> tuple[bool, bool, float, float]:
        far = miss(task.goals, known[plan])
        ruled_out = judge(task.goals, holds(task.goals, known[plan])) == "missed"
        return costs[plan] >= limit, ruled_out, far if ruled_out else costs[plan], far

    return sorted(costs, key=rank)[: -(-len(costs) // 2)]
