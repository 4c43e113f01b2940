"""Which of the plans that were tried is recommended, decided by replicates that the search has never seen.

The cheapest of many plans that held in a few replicates is often one that was lucky there. So the candidates are
tried again with other luck, cheapest first, and the first that holds beyond doubt is taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from sim.experiments.outcomes import Goal
from sim.experiments.recommend.bench import Bench, Floats
from sim.experiments.recommend.judge import STRICT, holds, judge
from sim.experiments.recommend.plans import Plan, names
from sim.experiments.recommend.search import Budget, Trial, promising

BLOCK = 8
MOST_BLOCKS = 8
SECOND_BEST = 8


class Choice(NamedTuple):
    """Plan to recommend, or the best there is, and the next best; `verified` where the plan reaches its goals."""

    plan: Plan
    runner_up: Plan | None
    verified: bool


def choose(goals: Sequence[Goal], trials: Sequence[Trial], budget: Budget, bench: Bench) -> Choice:
    """Cheapest plan that holds on fresh replicates, and the cheapest that does so with other measures.

    Where none holds, the two that come closest.
    """
    candidates = list(dict.fromkeys(trial.plan for trial in promising(goals, trials, budget)))
    known: dict[Plan, Floats] = {}
    best = _first(candidates, goals, bench, budget.proof, known)
    if best is None:
        return _closest(goals, trials, budget, bench, known)
    rivals = (_first(plans, goals, bench, budget.proof, known) for plans in _others(candidates, best))
    return Choice(best, next((plan for plan in rivals if plan is not None), None), True)


def _others(candidates: list[Plan], best: Plan) -> Iterator[list[Plan]]:
    """Candidates for the second place: first those that do without one of the best plan's measures."""
    yield [plan for plan in candidates if not names(best) <= names(plan)]
    yield [plan for plan in candidates if names(best) != names(plan)]
    yield candidates[candidates.index(best) + 1 :]


def _first(
    plans: Iterable[Plan], goals: Sequence[Goal], bench: Bench, replicates: int, known: dict[Plan, Floats]
) -> Plan | None:
    """First plan that holds beyond doubt; `known` takes what was measured."""
    waiting = iter(plans)
    for _ in range(MOST_BLOCKS):
        block = list(islice(waiting, BLOCK))
        known |= bench.measure([plan for plan in block if plan not in known], replicates)
        for plan in block:
            if plan in known and judge(goals, holds(goals, known[plan]), STRICT) == "reached":
                return plan
    return None


def _closest(
    goals: Sequence[Goal], trials: Sequence[Trial], budget: Budget, bench: Bench, known: dict[Plan, Floats]
) -> Choice:
    """The two plans whose goals lack the least probability, of those that the search liked best."""
    liked = sorted((each for each in trials if each.replicates), key=lambda each: (-each.replicates, each.miss))
    plans = list(dict.fromkeys([*known, *(each.plan for each in liked[:SECOND_BEST])]))
    known |= bench.measure([plan for plan in plans if plan not in known], budget.proof)
    costs = {each.plan: each.effort for each in trials}
    ranked = sorted((plan for plan in plans if plan in known), key=lambda plan: (lack(goals, known[plan]), costs[plan]))
    return Choice(ranked[0], ranked[1] if len(ranked) > 1 else None, False)


def lack(goals: Sequence[Goal], values: Floats) -> float:
    """Probability that the goal furthest from its own lacks; negative where all are exceeded."""
    wanted = np.array([goal.probability for goal in goals])
    return float((wanted - holds(goals, values).mean(axis=0)).max())
