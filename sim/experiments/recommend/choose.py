"""Which of the plans that were tried is recommended, decided by replicates that the search has never seen.

The cheapest of many plans that held in a few replicates is often one that was lucky there. So the candidates are
tried again with other luck, cheapest first, and the first that holds beyond doubt is taken. What the search has
gone past, or has not come to, for its own luck, is looked for around the candidates, with the new luck.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from sim.experiments.outcomes import Goal
from sim.experiments.recommend.bench import Bench, Floats
from sim.experiments.recommend.judge import STRICT, holds, judge
from sim.experiments.recommend.plans import Plan, effort, names
from sim.experiments.recommend.search import Budget, Task, Trial, promising

BLOCK = 8
MOST_BLOCKS = 6
SCREEN = 4
CLOSEST = 8
ROUNDS = 4
PER_ROUND = 16
NEAR = 0.15
NEAREST = 4


class Choice(NamedTuple):
    """Plan to recommend, or the best there is, and the next best; `verified` where the plan reaches its goals."""

    plan: Plan
    runner_up: Plan | None
    verified: bool


def choose(task: Task, trials: Sequence[Trial], budget: Budget, bench: Bench) -> Choice:
    """Cheapest plan that holds on fresh replicates, and the cheapest that does so with other measures.

    Where none holds, the two that come closest.
    """
    # Plans that held a little less often than they must in the end may have had bad luck.
    candidates = list(dict.fromkeys(trial.plan for trial in promising(task.goals, trials, budget, proof=0)))
    test = _Test(task, bench, budget)
    best = test.refined(test.first(candidates))
    if best is None:
        return _closest(trials, test)
    tried = sorted(dict.fromkeys([*test.proven(), *candidates]), key=lambda plan: effort(plan, task.scenario))
    rivals = (test.first(plans) for plans in _others(tried, best))
    return Choice(best, next((plan for plan in rivals if plan is not None), None), True)


class _Test:
    """Fresh replicates; `known` takes what was measured, of plans that were soon ruled out only a few."""

    def __init__(self, task: Task, bench: Bench, budget: Budget) -> None:
        self.task = task
        self.known: dict[Plan, Floats] = {}
        self._bench = bench
        self._budget = budget

    def measure(self, plans: Iterable[Plan], *, screened: bool = True) -> None:
        """Measure plans; those that lack probability in the first few replicates are left there if `screened`."""
        new = [plan for plan in plans if len(self.known.get(plan, ())) < self._budget.proof]
        if screened:
            new = [plan for plan in new if plan not in self.known]
            self.known |= self._bench.measure(new, max(1, self._budget.proof // SCREEN))
            new = [plan for plan in new if plan in self.known and self.lack(plan) <= 0]
        self.known |= self._bench.measure(new, self._budget.proof)

    def holds(self, plan: Plan) -> bool:
        """Whether a plan holds beyond doubt over all replicates."""
        values = self.known.get(plan)
        if values is None or len(values) < self._budget.proof:
            return False
        return judge(self.task.goals, holds(self.task.goals, values), STRICT) == "reached"

    def lack(self, plan: Plan) -> float:
        """Probability that the goal furthest from its own lacks."""
        return lack(self.task.goals, self.known[plan])

    def proven(self) -> list[Plan]:
        """All plans that hold, the cheapest first."""
        return sorted(filter(self.holds, self.known), key=self._effort)

    def first(self, plans: Iterable[Plan]) -> Plan | None:
        """First plan that holds."""
        waiting = iter(plans)
        for _ in range(MOST_BLOCKS):
            block = list(islice(waiting, BLOCK))
            self.measure(block)
            found = next(filter(self.holds, block), None)
            if found is not None:
                return found
        return None

    def refined(self, best: Plan | None) -> Plan | None:
        """Cheapest plan that holds around the best one and around those that nearly did."""
        luck = np.random.default_rng(self._budget.seed)
        for _ in range(ROUNDS):
            around = [plan for plan in self._around(best) if plan not in self.known]
            chosen = [around[place] for place in luck.permutation(len(around))[:PER_ROUND].tolist()]
            self.measure(chosen)
            best = next(iter(self.proven()), best)
        return best

    def _around(self, best: Plan | None) -> list[Plan]:
        space, limit = self.task.space, np.inf if best is None else self._effort(best)
        close = [plan for plan in self.known if not self.holds(plan) and self.lack(plan) <= NEAR]
        near = sorted(close, key=self._effort)[:NEAREST]
        found = [heavier for plan in near for heavier in space.heavier(plan)]
        if best is not None:
            found += [*space.lighter(best), *space.traded(best)]
        return [plan for plan in dict.fromkeys(found) if self._effort(plan) < limit]

    def _effort(self, plan: Plan) -> float:
        return effort(plan, self.task.scenario)


def _others(candidates: list[Plan], best: Plan) -> Iterator[list[Plan]]:
    """Candidates for the second place: first those that do without one of the best plan's measures."""
    yield [plan for plan in candidates if not names(best) <= names(plan)]
    yield [plan for plan in candidates if names(best) != names(plan)]
    yield [plan for plan in candidates if plan != best]


def _closest(trials: Sequence[Trial], test: _Test) -> Choice:
    """The two plans whose goals lack the least probability, of those that the search liked best."""
    liked = sorted((each for each in trials if each.replicates), key=lambda each: (-each.replicates, each.miss))
    plans = [*sorted(test.known, key=test.lack)[:CLOSEST], *(each.plan for each in liked[:CLOSEST])]
    test.measure(dict.fromkeys(plans), screened=False)
    scenario = test.task.scenario
    ranked = sorted(
        (plan for plan in dict.fromkeys(plans) if plan in test.known),
        key=lambda plan: (test.lack(plan), effort(plan, scenario)),
    )
    return Choice(ranked[0], ranked[1] if len(ranked) > 1 else None, False)


def lack(goals: Sequence[Goal], values: Floats) -> float:
    """Probability that the goal furthest from its own lacks; negative where all are exceeded."""
    wanted = np.array([goal.probability for goal in goals])
    return float((wanted - holds(goals, values).mean(axis=0)).max())
