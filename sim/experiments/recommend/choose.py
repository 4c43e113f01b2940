"""Which of the plans that were tried is recommended, decided by replicates that the search has never seen.

The cheapest of many plans that held in a few replicates is often one that was lucky there. So the candidates are
tried again with other luck, cheapest first, and the first that fresh runs would surely confirm is taken. What the
search has gone past, or has not come to, is looked for around the candidates; and whatever the plan can do without
is taken away. What is reported of it in the end are other runs again, by which nothing is chosen.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from sim.experiments.recommend import chance
from sim.experiments.recommend.around import Around
from sim.experiments.recommend.bench import Bench
from sim.experiments.recommend.judge import NEARNESS, holds, judge, miss, nearness
from sim.experiments.recommend.plans import NOTHING, Plan, names
from sim.experiments.recommend.proof import Proof, Test
from sim.experiments.recommend.search import Budget, Task, Trial, promising
from sim.experiments.recommend.trim import dropped, simplified, trimmed
from sim.statistics import paired

BLOCK = 8
MOST_BLOCKS = 6
BLOCKS_OF_OTHERS = 2
HOPEFUL = 64
CLOSEST = 4
ROUNDS = 3
ROUNDS_AGAIN = 1
OPEN = 3


class Choice(NamedTuple):
    """Plan to recommend, or the closest there is.

    `verified` where fresh runs would surely confirm the plan; then none of its measures can be left out. `safer` takes
    its place should they not, `open` are the cheapest plans of which they would hardly say that they miss a goal,
    `runner_up` is one that they would confirm and that does without one of the plan's measures.
    """

    plan: Plan
    verified: bool
    safer: Plan | None = None
    open: tuple[Plan, ...] = ()
    runner_up: Plan | None = None
    luck: int = 0  # looks at fresh runs before the one that is reported


def choose(task: Task, trials: Sequence[Trial], budget: Budget, bench: Bench) -> Choice:
    """Cheapest plan that fresh replicates would confirm; where there is none, the cheapest of the closest."""
    candidates, blocks = _candidates(task, trials, budget)
    proof = Proof(task, bench, budget.proof)
    proof.measure(candidates[:1], proof.runs)  # what the first few runs of all others are judged by
    around = Around(proof, np.random.default_rng(budget.seed))
    found = around.refined(_first(proof, candidates, blocks), proof.sure, proof.may_be_sure, ROUNDS)
    if found is None:
        found = around.refined(_last_hope(proof, trials), proof.sure, proof.may_be_sure, ROUNDS)
    if found is None:
        return _closest(proof)
    # What was trimmed has other neighbours than before.
    found = _trimmed(around.refined(_trimmed(found, proof), proof.sure, proof.may_be_sure, ROUNDS_AGAIN), proof)
    # From plans that are open it is a small step to one that is sure and cheaper than what other ways have led to.
    cheaper = [plan for plan in proof.cheapest(proof.may_be_near) if proof.cost(plan) < proof.cost(found)]
    edge = proof.first(cheaper, proof.near, proof.may_be_near)
    trimmed(found if edge is None else edge, proof, proof.near, proof.may_be_near)
    found = _trimmed(around.refined(found, proof.sure, proof.may_be_sure, ROUNDS_AGAIN), proof)
    best = simplified(found, proof, chance.LIKELY, chance.EVEN)
    near = (plan for plan in proof.cheapest(proof.near) if proof.cost(plan) < proof.cost(best))
    runner_up = _runner_up(best, candidates, proof)
    return Choice(best, True, _safer(best, candidates, proof), tuple(islice(near, OPEN)), runner_up)


def _candidates(task: Task, trials: Sequence[Trial], budget: Budget) -> tuple[list[Plan], int]:
    """Plans to begin with, cheapest first, and of how many blocks of them at most: all where every plan was tried."""
    if len(trials) < task.space.size:
        # Plans that held a little less often than they must in the end may have had bad luck.
        found = promising(task.goals, trials, budget, proof=0)
        return list(dict.fromkeys(trial.plan for trial in found)), MOST_BLOCKS
    may = (each for each in trials if each.replicates and judge(task.goals, holds(task.goals, each.values)) != "missed")
    every = [each.plan for each in sorted(may, key=lambda each: (each.effort, each.number))]
    return every, len(every)


def _first(proof: Proof, plans: Iterable[Plan], blocks: int) -> Plan | None:
    """First sure plan, looked for in some blocks."""
    waiting = iter(plans)
    found = (proof.first(block, proof.sure, proof.may_be_sure) for block in _blocks(waiting, BLOCK, blocks))
    return next((plan for plan in found if plan is not None), None)


def _last_hope(proof: Proof, trials: Sequence[Trial]) -> Plan | None:
    """First sure plan of everything at once and of those that came closest in the search, in however few runs.

    A plan that costs more than one that was lucky there has few runs, however good it is.
    """
    close = sorted((each for each in trials if each.replicates), key=lambda each: each.miss)[:HOPEFUL]
    plans = sorted(dict.fromkeys([proof.task.space.given()[1], *(each.plan for each in close)]), key=proof.cost)
    return _first(proof, plans, len(plans))


def _trimmed(plan: Plan, proof: Proof) -> Plan:
    """Plan without anything that it can do without; or what is cheaper still, of all that turned out sure."""
    best = trimmed(plan, proof, proof.sure, proof.may_be_sure)
    while proof.cost(cheapest := proof.cheapest(proof.sure)[0]) < proof.cost(best):
        best = trimmed(cheapest, proof, proof.sure, proof.may_be_sure)
    return best


def _safer(best: Plan, candidates: Sequence[Plan], proof: Proof) -> Plan | None:
    """Cheap plan that costs more than the best one and of which fresh runs would hardly say anything else."""
    passes = proof.as_sure_as(chance.SAFER)
    found = next((plan for plan in proof.cheapest(passes) if proof.cost(plan) > proof.cost(best)), None)
    if found is None:
        heavier = sorted([*candidates, *proof.task.space.heavier(best)], key=proof.cost)
        dearer = (plan for plan in heavier if proof.cost(plan) > proof.cost(best) and not proof.whole(plan))
        found = proof.first(list(islice(dearer, BLOCK)), passes, proof.may_be_sure)
    return None if found is None else _without_the_needless(found, proof, passes, chance.SURE, chance.SURE)


def _runner_up(best: Plan, candidates: Sequence[Plan], proof: Proof) -> Plan | None:
    """Cheap plan that is sure without one of the best one's measures, and has none that it can do without."""
    tried = sorted(dict.fromkeys([*proof.cheapest(proof.sure), *candidates]), key=proof.cost)
    found = _first(proof, (plan for plan in tried if not names(best) <= names(plan)), BLOCKS_OF_OTHERS)
    return None if found is None else _without_the_needless(found, proof, proof.sure, chance.LIKELY, chance.EVEN)


def _without_the_needless(plan: Plan, proof: Proof, passes: Test, likely: float, least: float) -> Plan:
    """Plan without the measures that it can do without."""
    return simplified(trimmed(plan, proof, passes, proof.may_be_sure, dropped), proof, likely, least)


def _closest(proof: Proof) -> Choice:
    """Cheapest of the plans that cannot be told from the one that comes closest to its goals, which is the safer one.

    Where that one may reach them after all, no plan that surely misses them takes its place.
    """
    goals = proof.task.goals

    def far(plan: Plan) -> tuple[float, tuple[float, int]]:
        return miss(goals, proof.known[plan]), proof.cost(plan)

    def is_missed(plan: Plan) -> bool:
        return judge(goals, proof.held(plan)) == "missed"

    for part, most in ((CLOSEST, CLOSEST * CLOSEST), (1, CLOSEST)):
        close = sorted(proof.known, key=far)[:most]
        proof.measure([proof.task.space.given()[1], *close], proof.runs // part)
    ranked = sorted(filter(proof.whole, proof.known), key=far)
    if not ranked:
        return Choice(NOTHING, verified=False)
    best, alike = ranked[0], _as_close_as(ranked[0], proof)
    may_do = not is_missed(best)

    def passes(plan: Plan) -> bool:
        return alike(plan) and not (may_do and is_missed(plan))

    found = trimmed(min(filter(passes, ranked), key=proof.cost), proof, passes, passes)
    return Choice(found, verified=False, safer=None if found == best else best)


def _as_close_as(closest: Plan, proof: Proof) -> Test:
    """Test of plans: pair by pair, it is not sure of any goal that they stay further away from it."""
    goals = proof.task.goals
    best = nearness(goals, proof.known[closest])

    def passes(plan: Plan) -> bool:
        own = nearness(goals, proof.known[plan])  # of all runs, or the first few
        gaps = (paired(best[: len(own), place], own[:, place], NEARNESS) for place in range(len(goals)))
        return all(gap.high >= 0.0 for gap in gaps)

    return passes


def _blocks(plans: Iterator[Plan], size: int, most: int) -> Iterator[list[Plan]]:
    """Plans by the block, at most so many blocks."""
    for _ in range(most):
        block = list(islice(plans, size))
        if not block:
            return
        yield block
